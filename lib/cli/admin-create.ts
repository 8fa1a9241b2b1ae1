import { parseArgs } from "node:util";
import { addPost, createUser, resetUser, resetUserTotp } from "@/lib/auth/commands";
import { Login, linkHours } from "@/lib/auth/model";
import { listUsers, systemActor } from "@/lib/auth/queries";
import { cityDay } from "@/lib/calendar/rules";
import { disconnect } from "@/lib/db/client";
import { loadDotEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { createUnit } from "@/lib/units/commands";
import { unitTree } from "@/lib/units/queries";

const usage = 'Cách dùng / usage: npm run admin:create -- --login ten.dang.nhap --name "Họ và tên" [--forget-code]';
/** Whoever has a shell on the server. */
const operator = systemActor("console");

/**
 * `npm run admin:create`: makes an IT administrator and prints the one-time link that sets the password. For a login that exists
 * it makes a new link (the old password dies) and gives the role back; `--forget-code` also drops a lost second factor.
 * Returns the exit code. There is no other way to a first account: no set-up page, no default password.
 */
export async function adminCreate(args: readonly string[], now: Date, say: (line: string) => void): Promise<number> {
  const asked = readArgs(args);
  if (!asked) {
    say(usage);
    return 1;
  }
  const { login, name, forgetCode } = asked;
  const ctx = { actor: operator, now };
  try {
    const unitId = await rootUnit(now);
    const post = { unitId, role: "IT_ADMIN" as const, title: "Quản trị hệ thống" };
    const { users } = await listUsers(operator, { q: login, page: 1 }, now);
    const known = users.find((user) => user.login === login);
    if (!known && name === undefined) {
      say(usage);
      return 1;
    }
    let invitation: { link: string };
    if (known) {
      invitation = await resetUser(ctx, { id: known.id });
      if (forgetCode) await resetUserTotp(ctx, { id: known.id });
      const isAdmin = known.posts.some((held) => held.role === "IT_ADMIN" && held.unitId === unitId);
      if (!isAdmin) await addPost(ctx, { ...post, userId: known.id });
    } else invitation = await createUser(ctx, { login, name: name ?? "", post });
    say(
      `${known ? "Liên kết mới cho" : "Đã tạo quản trị"} ${login}. Mở liên kết này trong ${linkHours} giờ để đặt mật khẩu (dùng một lần):`,
    );
    say(invitation.link);
    say(`Open this link within ${linkHours} hours to set the password; it works once.`);
    return 0;
  } catch (error) {
    const reason = error instanceof AppError ? error.code : error instanceof Error ? error.message : String(error);
    say(`Không tạo được quản trị: ${reason}. / The administrator could not be made.`);
    return 1;
  }
}

function readArgs(args: readonly string[]): { login: string; name?: string; forgetCode: boolean } | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { login: { type: "string" }, name: { type: "string" }, "forget-code": { type: "boolean", default: false } },
    });
    const login = Login.safeParse(values.login);
    return login.success ? { login: login.data, name: values.name, forgetCode: values["forget-code"] } : null;
  } catch {
    return null;
  }
}

/** The top of the tree; where there is none yet, a unit to stand in until the guided set-up gives it its name. */
async function rootUnit(now: Date): Promise<number> {
  const [root] = await unitTree(operator, cityDay(now));
  if (root) return root.id;
  const name = "Ủy ban nhân dân thành phố";
  const unit = { code: "city", kind: "COMMITTEE" as const, name, shortName: "UBND thành phố", parentId: null };
  // From before any register that may come in, so that every dossier finds a unit above it.
  return (await createUnit({ actor: operator, now }, { ...unit, validFrom: "2000-01-01" })).id;
}

if (process.argv[1]?.endsWith("admin-create.ts")) {
  loadDotEnv();
  process.exitCode = await adminCreate(process.argv.slice(2), new Date(), (line) => console.log(line));
  await disconnect();
}
