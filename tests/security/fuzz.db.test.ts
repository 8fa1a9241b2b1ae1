import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { asOwner, foundCity } from "../city";
import { as, key } from "./acts";
import { isMutating, type Person, type Route, routes, takesJson, title } from "./callers";
import { bytesOf, fuzzed, injections, naughty } from "./fuzz";
import { type House, type HttpAnswer, openHouse } from "./house";
import { whoMay } from "./rights";

let house: House;
const statuses = new Map<number, number>();
beforeAll(async () => {
  await foundCity();
  // What is called when a text becomes part of a statement; a sequence remembers it whatever becomes of the transaction.
  await asOwner((c) =>
    c.query(`create sequence injected_calls;
      create function injected() returns bigint language sql security definer as $$ select nextval('injected_calls') $$`),
  );
  house = await openHouse();
});
afterAll(() => house.close());

/** Runs a route gets. In all some 2,000; a seed that found something is written into `again` and stays. */
const runs = 28;
const seed = 20_261_125;
const people: Record<string, Person> = {
  L: "leader",
  H: "head",
  O: "officer",
  S: "specialist",
  C: "clerk",
  I: "admin",
  A: "auditor",
};
const internals =
  /\b(select .* from|insert into|update .* set|prisma|postgres|relation|syntax error|violates|constraint|ECONN|node_modules)|\/(lib|app|home|tmp|root)\/|\.[tj]s:\d| {4}at /i;

async function cookieFor(route: Route): Promise<string> {
  return as(people[(whoMay[route.handler.declaration.id] ?? "I")[0] ?? "I"] ?? "admin");
}
/** Never a fault of ours, never slow, and a refusal is a problem that tells nothing from inside. */
function judge(answer: HttpAnswer, sent: string, at: string): void {
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  const said = `${at}: ${answer.status} ${answer.text.slice(0, 300)}`;
  expect(answer.status, said).toBeLessThan(500);
  expect(answer.ms, said).toBeLessThan(8_000);
  if (answer.status < 400) return;
  expect(answer.headers["content-type"], said).toContain("application/problem+json");
  expect(answer.headers["x-content-type-options"], said).toBe("nosniff");
  expect(answer.headers["cache-control"], said).toBe("no-store");
  const own = JSON.parse(answer.text) as { title: string; code: string };
  expect(internals.test(`${own.title} ${own.code}`), said).toBe(false);
  // The sender's own words may come back as the name of a field; ours from inside never do.
  const rest = [...naughty, ...injections].reduce(
    (text, one) => (one.length > 2 ? text.replaceAll(JSON.stringify(one).slice(1, -1), "") : text),
    answer.text,
  );
  if (!internals.test(sent)) expect(internals.test(rest), said).toBe(false);
}
const queryOf = (value: unknown): string => {
  if (value === null || typeof value !== "object") return "";
  const search = new URLSearchParams();
  for (const [name, one] of Object.entries(value))
    search.append(name, typeof one === "string" ? one : (JSON.stringify(one) ?? ""));
  return search.size > 0 ? `?${search}`.slice(0, 6_000) : "";
};
/** What a text of ours may hold, in whichever field of which route. */
const texts = [...new Set([...naughty, ...injections])];
const param = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("1", "2", "3", "4", "5", "on-time-rate", "00000000-0000-4000-8000-000000000000") },
  { weight: 1, arbitrary: fc.constantFrom(...texts.filter((one) => one !== "\ud800")).map((one) => one.slice(0, 500)) },
);

/** What takes accounts, sessions and the demo away comes last, or nobody would be left to ask the rest. */
const order = (route: Route) => (/^(users|sessions|account|city)\./.test(route.handler.declaration.id) ? 1 : 0);
const asked = routes
  .filter((r) => !isMutating(r) || takesJson(r) || r.handler.declaration.id === "dossiers.batch")
  .sort((a, b) => order(a) - order(b));

test.each(asked.map((r) => [title(r), r] as const))(
  "T-28: %s answers whatever is sent with a sentence",
  async (_, route) => {
    const { input, path } = route.handler.declaration;
    const cookie = await cookieFor(route);
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? "");
    const ask = fc.record({
      params: fc.tuple(...names.map(() => param)),
      query: input.query ? fuzzed(input.query) : fc.constant(null),
      body: input.body ? fuzzed(input.body) : fc.jsonValue({ maxDepth: 3 }),
      trick: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(ask, async ({ params, query, body, trick }) => {
        let at = 0;
        const place = path.replace(/\{\w+\}/g, () => encodeURIComponent(params[at++] ?? "1") || "1");
        const bytes = isMutating(route) ? bytesOf(body, trick) : undefined;
        const answer = await house.ask({
          method: route.method,
          path: `${place}${queryOf(query)}`,
          headers: { cookie, ...(isMutating(route) ? key() : {}) },
          ...(bytes ? { body: bytes } : {}),
        });
        judge(
          answer,
          `${place} ${bytes?.toString("utf8") ?? ""} ${queryOf(query)}`,
          `${title(route)} ${queryOf(query)} ${bytes?.toString("utf8").slice(0, 400) ?? ""}`,
        );
      }),
      { numRuns: runs, seed },
    );
  },
  60_000,
);

test("control: part of what was sent was lawful and went through, most of the rest was refused by name", () => {
  const of = (status: number) => statuses.get(status) ?? 0;
  expect(of(200), JSON.stringify([...statuses])).toBeGreaterThan(150);
  expect(of(400), JSON.stringify([...statuses])).toBeGreaterThan(500);
});

test("T-28: no text became part of a statement", async () => {
  const calls = () =>
    asOwner(
      async (c) =>
        (await c.query("select case when is_called then last_value else 0 end::int as n from injected_calls")).rows[0].n,
    );
  expect(injections.length).toBeGreaterThan(390);
  expect(await calls()).toBe(0);
  // Control: the application could have called it, and that would be seen although nothing is kept of its transaction.
  await db
    .$transaction(async (tx) => {
      await tx.$queryRaw`select injected()`;
      throw new Error("undone");
    })
    .catch(() => undefined);
  expect(await calls()).toBe(1);
});
