import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test, vi } from "vitest";
import { documentOf } from "@/app/openapi";
import { declaredRoutes } from "@/app/routes";
import { livePath } from "@/lib/live/model";
import { checkerOf, described, type Operation, undescribed } from "./described";

vi.mock("@/lib/env", () => ({ env: () => ({ PUBLIC_URL: "http://localhost:3000" }) }));

const declarations = declaredRoutes().map((r) => r.handler.declaration);
const operationOf = (path: string, method: string): Operation | undefined => described().paths[path]?.[method.toLowerCase()];

test.each(["vi", "en"] as const)(
  "the description of the API in %s is valid OpenAPI 3.1, and every reference leads somewhere",
  async (locale) => {
    const text = JSON.stringify(documentOf(declarations, locale));
    const validator = new Validator({ strict: false });
    const { valid, errors } = await validator.validate(JSON.parse(text));
    expect(JSON.stringify(errors ?? []).slice(0, 3_000)).toBe("[]");
    expect([valid, validator.version]).toEqual([true, "3.1"]);
    const step = (place: unknown, name: string): unknown =>
      place && typeof place === "object" ? Reflect.get(place, name.replaceAll("~1", "/").replaceAll("~0", "~")) : undefined;
    const refs = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? ""));
    expect(refs.size).toBeGreaterThan(0);
    for (const ref of refs) expect(ref.replace(/^#\//, "").split("/").reduce(step, JSON.parse(text)), ref).toBeTypeOf("object");
    // Control: what the standard does not know is seen.
    const spoilt = await new Validator({ strict: false }).validate({ ...JSON.parse(text), info: { title: "Vọng Lâu" } });
    expect(spoilt.valid).toBe(false);
  },
);

test("every declared route is one operation, and there is no other but the live channel", () => {
  const { paths } = described();
  const all = Object.entries(paths).flatMap(([path, one]) =>
    Object.entries(one).map(([method, { operationId }]) => [`${method.toUpperCase()} ${path}`, operationId]),
  );
  const declared = declarations.map((d) => [`${d.method} ${d.path}`, d.id]);
  expect(all.map(([place]) => place).sort()).toEqual([...declared.map(([place]) => place), `GET ${livePath}`].sort());
  expect(new Set(all.map(([, id]) => id)).size).toBe(all.length);
  expect(Object.fromEntries(all)).toMatchObject(Object.fromEntries(declared));
});

test.each(declarations.map((d) => [`${d.method} ${d.path}`, d] as const))(
  "%s: what it takes and gives is described by lawful schemas",
  (_, d) => {
    const operation = operationOf(d.path, d.method);
    if (!operation) throw new Error("not described");
    const named = (where: string) =>
      (operation.parameters ?? [])
        .filter((p) => p.in === where)
        .map((p) => p.name)
        .sort();
    const fieldsOf = (schema: unknown): string[] => {
      const shape: unknown = schema ? Reflect.get(Reflect.get(Reflect.get(schema, "_zod"), "def"), "shape") : {};
      return shape && typeof shape === "object" ? Object.keys(shape).sort() : [];
    };
    expect(named("path")).toEqual([...d.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
    const asked = fieldsOf(d.input.query);
    if (asked.length > 0) expect(named("query")).toEqual(asked);
    expect(operation.requestBody !== undefined).toBe(
      d.input.body !== undefined || (d.method !== "GET" && d.bodyLimit === "stream"),
    );
    const contents = [operation.requestBody, ...Object.values(operation.responses)].flatMap((one) =>
      Object.entries(one?.content ?? {}),
    );
    for (const [type, { schema }] of contents) {
      checkerOf(schema);
      if (type === "application/json") expect(Object.keys(schema), `${type} says nothing`).not.toEqual([]);
    }
    for (const { schema } of operation.parameters ?? []) checkerOf(schema);
    expect(operation.responses[200]?.content !== undefined).toBe(d.output !== "stream");
  },
);

test("control: an answer with a field too few or of another kind is not what is described", () => {
  const problem = { type: "about:blank", title: "Không có quyền", status: 403, code: "forbidden", requestId: "x" };
  const told = (status: number, body: unknown, type = "application/problem+json") =>
    undescribed("overview.read", status, type, body);
  expect(told(403, problem)).toBeNull();
  expect(told(403, { ...problem, status: "403" })).toContain("must be integer");
  expect(told(403, {})).toContain("must have required property 'code'");
  expect(told(418, problem)).toContain("418 is not described");
  expect(told(200, {}, "application/json")).toContain("must have required property");
});
