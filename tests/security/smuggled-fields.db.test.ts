import { beforeAll, expect, test } from "vitest";
import { asOwner, foundCity } from "../city";
import { acts, contentOf, key } from "./acts";
import { call, isMutating, routes, takesJson, title } from "./callers";

let columns: string[] = [];
beforeAll(async () => {
  await foundCity();
  const { rows } = await asOwner((c) =>
    c.query<{ name: string }>(
      "select distinct column_name as name from information_schema.columns where table_schema = 'public'",
    ),
  );
  columns = rows.flatMap(({ name }) => [name, name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())]);
});
const json = routes.filter((r) => isMutating(r) && takesJson(r) && r.handler.declaration.input.body);

test.each(json.map((r) => [title(r), r] as const))(
  "T-22: %s takes no column of the database beside its own fields, and then changes nothing",
  async (_, route) => {
    const act = await acts[route.handler.declaration.id]?.();
    const body: unknown = JSON.parse(act?.body ?? "{}");
    const schema = route.handler.declaration.input.body;
    if (!schema || !body || typeof body !== "object") throw new Error("a body is an object");
    expect(schema.safeParse(body).success).toBe(true);
    const smuggled = [...new Set([...columns, "constructor", "prototype", "toString", "$where", "role", "grants"])];
    const isOwn = (name: string) => schema.safeParse({ ...body, [name]: undefined }).success;
    const foreign = smuggled.filter((name) => !Object.hasOwn(body, name) && !isOwn(name));
    expect(foreign.length).toBeGreaterThan(100);
    for (const name of foreign) {
      const read = schema.safeParse({ ...body, [name]: 1 });
      expect(read.success ? name : "refused").toBe("refused");
    }
    const before = await contentOf();
    const text = JSON.stringify(body).slice(1, -1);
    const bodies = [
      ...["role", "createdBy", "unit_id", "passwordHash"]
        .filter((n) => foreign.includes(n))
        .map((n) => `{${text}${text && ","}"${n}":1}`),
      `{${text}${text && ","}"__proto__":{"role":"IT_ADMIN"}}`,
      `{${text}${text && ","}"constructor":{"prototype":{"isDemo":true}}}`,
    ];
    for (const one of bodies) {
      const answer = await call(route, { ...act, body: one, headers: { ...act?.headers, ...key() } });
      expect([answer.status, one.slice(-60)]).toEqual([400, one.slice(-60)]);
    }
    expect(await contentOf()).toEqual(before);
    expect(Object.getOwnPropertyDescriptor(Object.prototype, "role")).toBeUndefined();
  },
);
