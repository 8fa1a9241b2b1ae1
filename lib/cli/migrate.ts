import pg from "pg";
import { forgive, migrateAll } from "@/lib/db/migrations";
import { loadDotEnv } from "@/lib/env";

/** `npm run migrate` · `npm run migrate -- forgive NAME`: one clear sentence when it cannot be done. */
function sentenceFor(error: unknown, url: URL): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  const place = `${url.hostname}:${url.port || 5432}${url.pathname}`;
  if (code === "ECONNREFUSED" || code === "ENOTFOUND" || /ECONNREFUSED|ENOTFOUND|Can't reach|DatabaseNotReachable/.test(message))
    return `Không kết nối được cơ sở dữ liệu ${place}. / The database ${place} cannot be reached.`;
  if (code === "28P01" || code === "28000" || /authentication failed/i.test(message))
    return `Cơ sở dữ liệu ${place} từ chối tài khoản ${url.username}. / The database refused the login ${url.username}.`;
  if (code === "3D000" || /does not exist/.test(message))
    return `Chưa có cơ sở dữ liệu ${place}; tạo trước bằng: createdb ${url.pathname.slice(1)}. / The database does not exist; create it first.`;
  if (code === "42501" || /permission denied|must be owner/.test(message))
    return `Tài khoản ${url.username} không đủ quyền; đặt MIGRATION_DATABASE_URL là tài khoản chủ sở hữu. / The login lacks the right; set MIGRATION_DATABASE_URL to the owner's.`;
  const failed = /`?(\d{14}_\w+)`? migration|Migration name: (\d{14}_\w+)/.exec(message);
  const name = failed?.[1] ?? failed?.[2];
  if (name)
    return `Bản chuyển đổi ${name} chưa chạy xong; sửa nguyên nhân rồi chạy: npm run migrate -- forgive ${name}. / Migration ${name} failed: ${lastLine(message)}`;
  return `Không nâng cấp được cơ sở dữ liệu ${place}: ${lastLine(message)} / The database could not be migrated.`;
}
const lastLine = (message: string) => message.trim().split("\n").at(-1)?.slice(0, 300) ?? "";

/** Runs the command; returns the exit code. */
export async function migrate(args: readonly string[], raw: Record<string, string | undefined>): Promise<number> {
  const address = raw.MIGRATION_DATABASE_URL?.trim() || raw.DATABASE_URL?.trim();
  if (!address || !URL.canParse(address)) {
    console.error(
      "Thiếu MIGRATION_DATABASE_URL hoặc DATABASE_URL. / Set MIGRATION_DATABASE_URL or DATABASE_URL; see .env.example.",
    );
    return 1;
  }
  const url = new URL(address);
  const [verb, name] = args;
  if (verb && (verb !== "forgive" || !name)) {
    console.error("Cách dùng / usage: npm run migrate [-- forgive NAME]");
    return 1;
  }
  try {
    await reach(address);
    if (verb && name) {
      await forgive(address, name);
      console.log(`${name}: sẽ chạy lại ở lần nâng cấp sau / will be tried again by the next migrate.`);
      return 0;
    }
    const applied = await migrateAll(address);
    console.log(
      applied.length > 0
        ? `Đã áp dụng / applied:\n${applied.map((n) => `  ${n}`).join("\n")}`
        : "Cơ sở dữ liệu đã ở phiên bản mới nhất. / The database is up to date.",
    );
    return 0;
  } catch (error) {
    console.error(sentenceFor(error, url));
    return 1;
  }
}

/** The driver's own error is clearer than the engine's. */
async function reach(address: string): Promise<void> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5_000 });
  await client.connect();
  await client.end();
}

if (process.argv[1]?.endsWith("migrate.ts")) {
  loadDotEnv();
  process.exit(await migrate(process.argv.slice(2), process.env));
}
