import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { route } from "@/app/door";
import { connectFor, db, disconnect, pool } from "@/lib/db/client";
import { mintSession } from "../auth/people";
import { asOwner, foundCity, user } from "../city";

let cookie: string;
beforeAll(async () => {
  await foundCity();
  const session = await mintSession(user.admin);
  cookie = `${session.name}=${session.value}`;
  await disconnect();
});
// As the web process opens it.
beforeEach(() => connectFor("pages"));
afterAll(disconnect);

async function ask(act: () => Promise<unknown>) {
  const handler = route(
    {
      id: "test.ask",
      method: "GET",
      path: "/api/v1/test",
      auth: "signed-in",
      input: {},
      output: z.object({}),
      audit: "none",
      summary: { vi: "Hỏi theo lời", en: "Asks as told" },
    },
    async () => {
      await act();
      return {};
    },
  );
  const startedAt = performance.now();
  const response = await handler(new Request("http://localhost:3000/api/v1/test", { headers: { cookie } }), {
    params: Promise.resolve({}),
  });
  return { status: response.status, retryAfter: response.headers.get("retry-after"), ms: performance.now() - startedAt };
}
const busy = { status: 503, retryAfter: "5" };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("a connection of the web process has bounded patience", async () => {
  const { rows } = await pool().query(
    `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
       current_setting('idle_in_transaction_session_timeout') as idle, current_user as role`,
  );
  expect(rows[0]).toEqual({ statement: "10s", lock: "5s", idle: "1min", role: "vong_lau_app" });
});

describe("T-60, T-86: too much to do is said, with a time to come back, and never hangs", () => {
  test("a statement that runs too long, of the driver and of Prisma", async () => {
    const slow = async (tx: Pick<typeof db, "$executeRaw" | "$queryRaw">) => {
      await tx.$executeRaw`set local statement_timeout = 100`;
      return tx.$queryRaw`select 1 as n from pg_sleep(20)`;
    };
    expect(await ask(() => db.$transaction(slow))).toMatchObject(busy);
    expect(await ask(() => pool().query("set local statement_timeout = 100; select pg_sleep(20)"))).toMatchObject(busy);
  });

  test("a row somebody else holds", async () => {
    await asOwner(async (client) => {
      await client.query("begin");
      await client.query("update app_user set name = name where id = $1", [user.leader]);
      const change = () =>
        db.$transaction(async (tx) => {
          await tx.$executeRaw`set local lock_timeout = 100`;
          await tx.user.update({ where: { id: user.leader }, data: { locale: "en" } });
        });
      expect(await ask(change)).toMatchObject(busy);
      await client.query("rollback");
    });
  });

  test("no connection left: everyone is answered within seconds, and it goes on afterwards", async () => {
    const held = Promise.allSettled(Array.from({ length: 10 }, () => pool().query("select pg_sleep(6)")));
    await wait(100);
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => ask(() => pool().query("select 1"))),
      ...Array.from({ length: 5 }, () => ask(() => db.$transaction((tx) => tx.$queryRaw`select 1`))),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject(busy);
      expect(answer.ms).toBeLessThan(7_000);
    }
    await held;
    expect((await ask(() => pool().query("select 1"))).status).toBe(200);
  });

  test("connections cut by the database, again and again: 503 or served, never an error of ours", async () => {
    let isOver = false;
    const cutting = asOwner(async (client) => {
      for (let i = 0; i < 15; i += 1) {
        await client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vong-lau' and datname = current_database()",
        );
        await wait(50);
      }
      isOver = true;
    });
    const seen = new Set<number>();
    while (!isOver) {
      const answers = await Promise.all([
        ask(() =>
          db.$transaction(async (tx) => {
            await tx.$queryRaw`select 1 as n from pg_sleep(0.02)`;
            await tx.user.count();
          }),
        ),
        ask(() => pool().query("select pg_sleep(0.02)")),
        ask(() => db.user.count()),
      ]);
      for (const { status } of answers) seen.add(status);
    }
    await cutting;
    expect([...seen].sort()).toEqual([200, 503]);
    expect((await ask(() => db.user.count())).status).toBe(200);
  });
});
