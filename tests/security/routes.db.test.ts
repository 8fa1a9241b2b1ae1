import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { asOwner, foundCity, user } from "../city";
import {
  type Cookies,
  call,
  codeOf,
  isMutating,
  mintKey,
  type Person,
  type Route,
  routes,
  signEverybodyIn,
  takesJson,
  title,
} from "./callers";
import { whoMay } from "./rights";

let cookies: Cookies;
let keyOfAll: string;
const scopes = [
  "overview.view",
  "dossiers.view",
  "dossiers.process",
  "dossiers.export",
  "dossiers.import",
  "documents.view",
  "documents.exchange",
  "figures.record",
];
beforeAll(async () => {
  await foundCity();
  cookies = await signEverybodyIn();
  keyOfAll = await mintKey(scopes);
});

const people: Record<string, Person> = {
  L: "leader",
  H: "head",
  O: "officer",
  S: "specialist",
  C: "clerk",
  I: "admin",
  A: "auditor",
};
/** Somebody the route lets in, so that what is tested lies behind the right. */
const cookieFor = ({ handler }: Route): string => {
  const letter = whoMay[handler.declaration.id]?.[0] ?? "I";
  return cookies[people[letter] ?? "admin"];
};
const named = (list: readonly Route[]) => list.map((route): [string, Route] => [title(route), route]);
const closed = routes.filter((r) => r.handler.declaration.auth !== "public");
const mutating = routes.filter(isMutating);

describe("T-20, T-76: who comes in", () => {
  test("what is open to anyone is a short list somebody has read", () => {
    expect(
      routes
        .filter((r) => r.handler.declaration.auth === "public")
        .map((r) => r.handler.declaration.id)
        .sort(),
    ).toEqual([
      "account.check-link",
      "account.welcome",
      "city.emblem",
      "look-up.ask",
      "openapi.document",
      "ratings.give",
      "transparency.csv",
      "transparency.read",
      "transparency.xlsx",
    ]);
  });

  test.each(named(closed))("nobody: %s", async (_, route) => {
    for (const ask of [
      {},
      { cookie: "vong-lau.session=forged" },
      { headers: { authorization: "Bearer nothing" } },
      { headers: { authorization: `Basic ${cookies.admin}` } },
    ]) {
      const answer = await call(route, ask);
      expect([answer.status, codeOf(answer)]).toEqual([401, "sign-in-required"]);
    }
  });

  test("T-24: the matrix of rights names every closed route, and none that is gone", () => {
    const ids = closed.map((r) => r.handler.declaration.id).sort();
    expect(Object.keys(whoMay).sort()).toEqual(ids);
  });

  test.each(named(closed))("the matrix: %s", async (_, route) => {
    const allowed = whoMay[route.handler.declaration.id] ?? "";
    for (const [letter, person] of Object.entries(people)) {
      const answer = await call(route, { cookie: cookies[person] });
      const isRefused = answer.status === 403 && codeOf(answer) === "permission";
      expect(isRefused, `${person} at ${title(route)}: ${answer.status} ${codeOf(answer)}`).toBe(!allowed.includes(letter));
      expect(answer.status, `${person} at ${title(route)}`).not.toBe(401);
    }
    const machine = await call(route, { headers: { authorization: `Bearer ${keyOfAll}` } });
    const isIn = machine.status !== 401 && !(machine.status === 403 && codeOf(machine) === "permission");
    expect(isIn, `key at ${title(route)}: ${machine.status} ${codeOf(machine)}`).toBe(allowed.includes("K"));
  });

  test("a revoked session, a disabled user: the next request is out", async () => {
    const route = routes.find((r) => r.handler.declaration.id === "units.list");
    if (!route) throw new Error("units.list");
    const fresh = await signEverybodyIn();
    expect((await call(route, { cookie: fresh.specialist })).status).toBe(200);
    await asOwner((c) => c.query("update app_user set disabled_at = now() where id = $1", [user.specialist]));
    expect((await call(route, { cookie: fresh.specialist })).status).toBe(401);
    await asOwner((c) => c.query("update app_user set disabled_at = null where id = $1", [user.specialist]));
    await asOwner((c) => c.query("update session set revoked_at = now() where user_id = $1", [user.specialist]));
    expect((await call(route, { cookie: fresh.specialist })).status).toBe(401);
    cookies = { ...cookies, specialist: (await signEverybodyIn()).specialist };
  });
});

describe("T-14: forged origins", () => {
  const origins: [string, Record<string, string>][] = [
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a sister site", { "sec-fetch-site": "same-site" }],
    ["typed by hand", { "sec-fetch-site": "none" }],
    ["another origin", { origin: "https://evil.example" }],
    ["a hidden origin", { origin: "null" }],
    ["nothing said", {}],
  ];
  test.each(named(mutating))("%s", async (_, route) => {
    for (const [what, headers] of origins) {
      const bare = new Request("http://localhost:3000", { headers });
      const answer = await call(route, {
        cookie: cookieFor(route),
        headers: { ...Object.fromEntries(bare.headers), "sec-fetch-site": headers["sec-fetch-site"] ?? "" },
      });
      expect([what, answer.status, codeOf(answer)]).toEqual([what, 403, "cross-site"]);
    }
  });
});

describe("what a body may hold", () => {
  const json = mutating.filter((r) => takesJson(r) && r.handler.declaration.input.body);
  const smuggled = ["id", "role", "isDemo", "createdBy", "version2", "passwordHash", "__extra", "constructor"];
  test.each(named(json))("T-22: a field nobody named is refused: %s", async (_, route) => {
    for (const name of smuggled) {
      const answer = await call(route, {
        cookie: cookieFor(route),
        headers: { "idempotency-key": randomUUID() },
        body: `{"${name}": 1}`,
      });
      expect([name, answer.status, codeOf(answer)]).toEqual([name, 400, "input"]);
    }
    const proto = await call(route, {
      cookie: cookieFor(route),
      headers: { "idempotency-key": randomUUID() },
      body: '{"__proto__": {"role": "IT_ADMIN"}}',
    });
    expect(proto.status).toBe(400);
  });

  test.each(named(json))(
    "what is no JSON, can be read in two ways (T-29), is too large or is of another shape is refused: %s",
    async (_, route) => {
      const limit = route.handler.declaration.bodyLimit;
      const size = (typeof limit === "number" ? limit : 65_536) + 1;
      const bodies: [string, string][] = [
        ["{", "not-json"],
        ["", "not-json"],
        ["\u0000", "not-json"],
        ['{"a":1,"a":1}', "named-twice"],
        ['{"a":[{"b":{"ghi chú: \\"x\\"":0,"ghi ch\\u00fa: \\"x\\"":0}}]}', "named-twice"],
        ['{"__proto__":1,"__proto__":1}', "named-twice"],
        ["[]", "input"],
        ["null", "input"],
        ['"text"', "input"],
        ["1e999", "input"],
        [`{"a":"${"x".repeat(size)}"}`, "body-too-large"],
      ];
      for (const [body, code] of bodies) {
        const answer = await call(route, { cookie: cookieFor(route), headers: { "idempotency-key": randomUUID() }, body });
        expect([body.slice(0, 20), answer.status, codeOf(answer)]).toEqual([body.slice(0, 20), 400, code]);
      }
    },
  );
});

describe("what an address may hold", () => {
  const reads = routes.filter((r) => !isMutating(r));
  test.each(named(closed))("T-29: a parameter given twice is refused: %s", async (_, route) => {
    const answer = await call(route, { cookie: cookieFor(route), query: "?a=1&a=2" });
    expect(answer.status).toBe(400);
  });
  test.each(named(reads.filter((r) => r.handler.declaration.input.query)))(
    "a parameter nobody named is refused: %s",
    async (_, route) => {
      expect((await call(route, { cookie: cookieFor(route), query: "?surely-nobody-named=1" })).status).toBe(400);
    },
  );

  const hostile = [
    "0",
    "-1",
    "1.5",
    "NaN",
    "99999999999999999999",
    "2147483648",
    "1' or '1'='1",
    "1;drop table dossier",
    "' union select null--",
    "$" + "{7*7}",
    "{{7*7}}",
    "../../etc/passwd",
    "%",
    "\u202egnp.exe",
    "ＳＥＬＥＣＴ",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "x".repeat(5_000),
    "[object Object]",
    "null",
    "true",
    "0x10",
    "1e9",
    "𝟙",
    "\ufffd",
    "a\u0000b",
    "\r\nset-cookie: a=b",
    '{"$gt":""}',
    "*",
    "_",
    "%25",
    "٣",
  ];
  const internals = /\b(select|insert into|update .* set|prisma|postgres|relation|syntax error|ECONN|node_modules|\.ts:\d)/i;
  test.each(named(reads))(
    "T-28: hostile values give no 5xx and no inner word: %s",
    async (_, route) => {
      const query = route.handler.declaration.input.query;
      const shape: unknown = query ? Reflect.get(query._zod.def, "shape") : undefined;
      const names = shape && typeof shape === "object" ? Object.keys(shape) : [];
      const params = [...route.handler.declaration.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? "");
      for (const value of hostile) {
        const asks = [
          ...params.map((name) => ({ params: { [name]: value } })),
          ...names.map((name) => ({ query: `?${encodeURIComponent(name)}=${encodeURIComponent(value)}` })),
        ];
        for (const ask of asks) {
          const answer = await call(route, { cookie: cookieFor(route), ...ask });
          const at = `${JSON.stringify(ask).slice(0, 120)}: ${answer.status} ${answer.text.slice(0, 200)}`;
          expect(answer.status, at).toBeLessThan(500);
          if (answer.status >= 400) expect(internals.test(answer.text.replace(value, "")), at).toBe(false);
        }
      }
    },
    60_000,
  );
});

describe("T-26: a retry", () => {
  const create = () => {
    const route = routes.find((r) => r.handler.declaration.id === "users.create");
    if (!route) throw new Error("users.create");
    return route;
  };
  const body = (login: string) => JSON.stringify({ login, name: "Nguyễn Văn Thử" });
  const ask = (key: string | undefined, login: string) =>
    call(create(), {
      cookie: cookies.admin,
      ...(key === undefined ? {} : { headers: { "idempotency-key": key } }),
      body: body(login),
    });

  test.each(
    named(mutating.filter((r) => takesJson(r) && !r.handler.declaration.input.body && !r.handler.declaration.isQuestion)),
  )("needs its key: %s", async (_, route) => {
    expect(codeOf(await call(route, { cookie: cookieFor(route), params: { id: randomUUID() } }))).toMatch(
      /^(idempotency-key-required|input)$/,
    );
  });

  test("gets the same answer and acts once, also when five come at the same time", async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(key, "mot-lan")));
    answers.push(await ask(key, "mot-lan"));
    expect(new Set(answers.map((a) => `${a.status} ${a.text}`)).size).toBe(1);
    expect(answers.filter((a) => a.headers.get("idempotency-replayed") === null)).toHaveLength(1);
    expect(await db.user.count({ where: { login: "mot-lan" } })).toBe(1);
  });
  test("without a key, or with a boundless one, does not begin", async () => {
    expect(codeOf(await ask(undefined, "khong-khoa"))).toBe("idempotency-key-required");
    expect(codeOf(await ask("x".repeat(101), "khong-khoa"))).toBe("idempotency-key-required");
    expect(await db.user.count({ where: { login: "khong-khoa" } })).toBe(0);
  });
  test("under a key of another request is refused", async () => {
    const key = randomUUID();
    expect((await ask(key, "thu-nhat")).status).toBe(200);
    const other = await ask(key, "thu-hai");
    expect([other.status, codeOf(other)]).toEqual([409, "idempotency-key-reused"]);
    expect(await db.user.count({ where: { login: "thu-hai" } })).toBe(0);
  });
  test("after a refusal may try again: what failed left no key behind", async () => {
    const key = randomUUID();
    await ask(randomUUID(), "da-co");
    const refused = await ask(key, "da-co");
    expect(refused.status).toBeGreaterThanOrEqual(400);
    await asOwner((c) => c.query("update app_user set login = 'da-doi' where login = 'da-co'"));
    expect((await ask(key, "da-co")).status).toBe(200);
  });
  test("of one person is not another's", async () => {
    const key = randomUUID();
    await ask(key, "cua-toi");
    const other = await call(create(), { cookie: cookies.officer, headers: { "idempotency-key": key }, body: body("cua-toi") });
    expect(other.status).toBe(403);
    expect(other.text).not.toContain("cua-toi");
  });
});
