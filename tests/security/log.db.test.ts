import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type * as z from "zod";
import { db, pool } from "@/lib/db/client";
import { describeError, log } from "@/lib/log";
import { Browser } from "../auth/browser";
import { givePassword } from "../auth/people";
import { asOwner, foundCity } from "../city";
import { acts, as } from "./acts";
import { type Ask, call, isMutating, type Person, type Route, routes, title } from "./callers";
import { type House, openHouse } from "./house";
import { whoMay } from "./rights";

const file = join(mkdtempSync(join(tmpdir(), "vong-lau-log-")), "log");
const { destination } = pino;
vi.spyOn(pino, "destination").mockImplementation(() => destination({ dest: file, sync: true }));
process.env.LOG_LEVEL = "debug";
const logged = () => readFileSync(file, "utf8");

const canary = "Hoàng-Yến-Bí-Mật";
/** A name that would begin a line of its own, colour a terminal and turn the reading round, were it ever told. */
const forging = `${canary}\r\n{"level":60,"msg":"${canary}"}\u001b[2J\u202e\u2028`;
let house: House;
beforeAll(async () => {
  await foundCity();
  await givePassword("officer");
  house = await openHouse();
});
afterAll(() => house.close());

/** The body with the canary in every text that takes it. */
function woven(body: unknown, schema: z.ZodType | undefined, whole: unknown = body): void {
  if (body === null || typeof body !== "object" || !schema) return;
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === "object") woven(value, schema, whole);
    if (typeof value !== "string") continue;
    for (const text of [`${value} ${forging}`, `${value} ${canary}`, value]) {
      Reflect.set(body, name, text);
      if (schema.safeParse(whole).success) break;
    }
  }
}
function bodyOf(route: Route, text: string | undefined): string {
  const schema = route.handler.declaration.input.body;
  if (!text || !schema) return (text ?? "").replaceAll("Trần Thị", `Trần ${canary}`);
  const body: unknown = JSON.parse(text);
  woven(body, schema);
  return JSON.stringify(body);
}
const people: Record<string, Person> = {
  L: "leader",
  H: "head",
  O: "officer",
  S: "specialist",
  C: "clerk",
  I: "admin",
  A: "auditor",
};
async function asked(route: Route): Promise<Ask> {
  const { id } = route.handler.declaration;
  const act = await acts[id]?.();
  const cookie = act?.cookie ?? (await as(people[(whoMay[id] ?? "I")[0] ?? "I"] ?? "admin"));
  const text = `?text=${encodeURIComponent(canary)}&q=${encodeURIComponent(canary)}`;
  return {
    ...act,
    cookie,
    query: act?.query ?? (isMutating(route) ? "" : text),
    headers: { ...act?.headers, "idempotency-key": `key-${encodeURIComponent(canary)}-${Math.random()}` },
    ...(isMutating(route) ? { body: bodyOf(route, act?.body) } : {}),
  };
}

/** Every write fails with words that repeat the row, as the database's own do. */
const failing = `
  create or replace function repeats_row() returns trigger language plpgsql as $$ begin
    raise exception using errcode = '23514', message = format('%s: the row (%s) is not "%s"', tg_table_name, new, new), detail = format('Failing row contains (%s).', new);
  end $$;
  do $$ declare t text; begin
    for t in select tablename from pg_tables where schemaname = 'public' and tablename not in ('session', 'rate_limit', 'api_key') loop
      execute format('create trigger zz_repeats before insert or update on %I for each row execute function repeats_row()', t);
    end loop; end $$`;
const mended = "drop function repeats_row() cascade";

test("T-70: no route tells the log what it was sent, whatever breaks", async () => {
  const asks = [];
  for (const route of routes) asks.push([route, await asked(route)] as const);
  expect(asks.filter(([, ask]) => ask.body?.includes(canary)).map(([r]) => title(r)).length).toBeGreaterThan(15);
  await asOwner((c) => c.query(failing));
  const statuses = new Map<number, number>();
  for (const [route, ask] of asks) {
    const { status } = await call(route, ask);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    await call(route, { ...ask, cookie: `vong-lau.session=${encodeURIComponent(canary)}` });
    await call(route, { ...ask, headers: { ...ask.headers, authorization: `Bearer vl_${encodeURIComponent(canary)}` } });
    if (isMutating(route)) await call(route, { ...ask, body: `{"name": "${canary}` });
  }
  await asOwner((c) => c.query(mended));
  // Control: the acts were carried so far that the database broke them.
  expect(statuses.get(500), JSON.stringify([...statuses])).toBeGreaterThan(40);
  const failed = logged()
    .split("\n")
    .filter((line) => line.includes('"request failed"') && line.includes("23514"));
  expect(failed.length).toBeGreaterThan(40);
}, 60_000);

test("nor does the front door or the sign-in", async () => {
  const secret = encodeURIComponent(canary);
  for (const path of [`/a//${secret}`, `/api/v1/units?x=%00${secret}`, `/api/v1/${secret}`, `/?${secret}`])
    await house.ask({ method: "GET", path, headers: { "x-action-hoang": secret, cookie: `a=${secret}` } });
  const browser = new Browser();
  await browser.signIn(canary, canary);
  await asOwner((c) => c.query(`create trigger zz before insert on session for each row execute function repeats()`)).catch(
    () => undefined,
  );
  await asOwner((c) => c.query(failing.replace("'session', ", "")));
  await browser.signIn("mai", `${canary} sai`);
  await browser.signIn("mai", canary);
  await asOwner((c) => c.query(mended));
});

test("an error is told by class, code and place, whoever threw it", async () => {
  const thrown = async (act: () => unknown) => {
    try {
      await act();
    } catch (error) {
      return describeError(error);
    }
    throw new Error("nothing was thrown");
  };
  const broken = [
    () => JSON.parse(`{"a": ${canary}}`),
    () => JSON.parse(`"${canary}\n\n    at ${canary} (/x.ts:1:1)\n`),
    () => new Headers({ "x-a": `${canary}\n` }),
    () => pool().query("select $1::int", [canary]),
    () => pool().query(`select "${canary}\n\nMessage: ${canary}`),
    () => db.$queryRaw`select ${canary}::text::int`,
    () => db.$executeRawUnsafe(`insert into sector (code, name, position) values ('${canary}\n${canary}', null, 1)`),
    () => db.sector.create({ data: { code: canary, name: canary, position: Number.NaN } }),
    () => {
      throw new TypeError(`"${canary}"\n    at ${canary} (/x.ts:1:1)\n"${canary}" is no date`);
    },
  ];
  for (const act of broken) {
    const said = await thrown(act);
    log().error({ error: said }, "broke");
    expect(JSON.stringify(said)).not.toContain("Yến");
    expect(said.name).toMatch(/Error$|^error$/);
  }
  expect(await thrown(() => pool().query("select 1 from nowhere"))).toMatchObject({ code: "42P01", of: "parserOpenTable" });
  expect(await thrown(() => db.$queryRaw`select 1 from nowhere`)).toMatchObject({ code: "P2010 42P01" });
  expect(await thrown(() => new pg.Client({ host: "127.0.0.1", port: 1 }).connect())).toMatchObject({ code: "ECONNREFUSED" });
});

test("T-71: the log of all that holds whole lines, no canary, no key and no sign a terminal obeys", () => {
  log().info({ name: "\u001b[2J\u009b2J\u202e\u2028\r\n{}" }, "a sign somebody let through");
  const lines = logged().trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(60);
  for (const line of lines) {
    expect(() => JSON.parse(line), line).not.toThrow();
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    for (const secret of [
      "Yến",
      encodeURIComponent("Yến"),
      "B\\u00ed",
      process.env.APP_SECRET,
      process.env.FIELD_KEY,
      "only-for-tests",
    ])
      expect(line).not.toContain(secret);
  }
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ name: "\u001b[2J\u009b2J\u202e\u2028\r\n{}" });
});

test("T-67: what goes wrong a thousand times is told twenty times a minute, and hides nothing else", () => {
  const at = Date.now();
  vi.useFakeTimers({ now: at, toFake: ["Date"] });
  const tell = (route: string) => log().error({ requestId: String(Math.random()), route, error: { name: "Error" } }, "flood");
  for (let i = 0; i < 1_000; i += 1) tell("a");
  tell("b");
  vi.setSystemTime(at + 61_000);
  tell("a");
  vi.useRealTimers();
  const lines = logged()
    .split("\n")
    .filter((line) => line.includes('"flood"'))
    .map((line) => JSON.parse(line));
  expect(lines.filter((l) => l.route === "a")).toHaveLength(21);
  expect(lines.filter((l) => l.route === "b")).toHaveLength(1);
  expect(lines.at(-1)).toMatchObject({ route: "a", repeats: 980 });
});
