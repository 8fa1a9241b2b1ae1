import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { route } from "@/app/door";
import { db, pool } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { mintSession } from "../auth/people";
import { foundCity, user } from "../city";

let cookie: string;
beforeAll(async () => {
  await foundCity();
  const session = await mintSession(user.admin);
  cookie = `${session.name}=${session.value}`;
});
const declaration = {
  id: "test.fail",
  method: "GET",
  path: "/api/v1/test",
  auth: "signed-in",
  input: {},
  output: z.object({}),
  audit: "none",
  summary: { vi: "Hỏng đúng như dặn", en: "Fails as told" },
} as const;
async function failing(act: () => Promise<unknown>) {
  const handler = route(declaration, async () => act());
  const response = await handler(
    new Request("http://localhost:3000/api/v1/test", { headers: { cookie, "x-request-id": "r-1" } }),
    {
      params: Promise.resolve({}),
    },
  );
  return { status: response.status, headers: response.headers, text: await response.text() };
}
const secret = "Nguyễn Văn Bí Mật 001099012345";

test.each<[string, number, string, () => Promise<unknown>]>([
  [
    "a bug",
    500,
    "unexpected",
    async () => {
      throw new TypeError(`Cannot read ${secret}`);
    },
  ],
  [
    "something thrown that is no error",
    500,
    "unexpected",
    async () => {
      throw secret;
    },
  ],
  ["a broken statement", 500, "unexpected", () => pool().query(`select '${secret}' from nowhere`)],
  ["a broken statement of Prisma", 500, "unexpected", () => db.$queryRaw`select ${secret} from nowhere`],
  [
    "a violated constraint",
    500,
    "unexpected",
    () => db.$executeRaw`insert into app_user (login, name) values ('lan', ${secret})`,
  ],
  ["a missing right of the database role", 500, "unexpected", () => db.$executeRaw`update audit_entry set actor_id = ${secret}`],
  ["an answer of the wrong shape", 500, "unexpected", async () => secret],
  ["a number no column holds", 400, "input", () => db.user.findUnique({ where: { id: 2_147_483_648 } })],
  ["a character no column holds", 400, "input", () => pool().query("select $1::text", [`${secret}\0`])],
  [
    "a refusal",
    422,
    "not-found",
    async () => {
      throw new AppError("refused", "not-found");
    },
  ],
  ["a database that is gone", 503, "unavailable", () => new pg.Client({ host: "127.0.0.1", port: 1 }).connect()],
])("%s tells its kind, a sentence and a number to ask by, and nothing else", async (_, status, code, act) => {
  const answer = await failing(act);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(JSON.parse(answer.text)).toMatchObject({ code, status, requestId: "r-1" });
  expect(answer.text).not.toMatch(/Bí Mật|0010990|select|relation|nowhere|audit_entry|constraint|\.ts|node_modules|127\.0\.0\.1/);
  if (status === 503) expect(answer.headers.get("retry-after")).toBe("5");
});

test("an error is said in the reader's language", async () => {
  const handler = route(declaration, async () => {
    throw new AppError("not-found", "not-found");
  });
  const ask = (locale: string) =>
    handler(new Request("http://localhost:3000/", { headers: { cookie: `${cookie}; locale=${locale}` } }), {
      params: Promise.resolve({}),
    });
  expect((await (await ask("en")).json()).title).toContain("Not found");
  expect((await (await ask("xx")).json()).title).toContain("Không tìm thấy");
});

test("RFC 9457 §3.1.4: what is wrong this time is a sentence, what it is about stands beside it, and the title is always the same", async () => {
  const told = async (error: AppError) => {
    const handler = route(declaration, async () => {
      throw error;
    });
    return (
      await handler(new Request("http://localhost:3000/", { headers: { cookie } }), { params: Promise.resolve({}) })
    ).json();
  };
  const title =
    "Chưa có lịch làm việc của năm này nên chưa tính được thời hạn. Đề nghị quản trị bổ sung lịch nghỉ trong phần Lịch làm việc.";
  const day = { day: "2028-01-05" };
  expect(await told(new AppError("refused", "calendar-not-decided", { detail: day }))).toMatchObject({
    ...{ title, detail: `${title} Ngày 05/01/2028.`, facts: day },
  });
  expect(await told(new AppError("refused", "calendar-not-decided"))).not.toHaveProperty("detail");
  const faults = [{ path: "phone", code: "phone-unreadable" }];
  const wrong = await told(new AppError("invalid", "input", { faults }));
  expect(wrong).toMatchObject({ detail: wrong.faults[0].title });
  expect(wrong.title).not.toBe(wrong.detail);
});
