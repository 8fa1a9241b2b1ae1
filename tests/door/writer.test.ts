import fc from "fast-check";
import { expect, test, vi } from "vitest";
import * as z from "zod";
import { declaredRoutes } from "@/app/routes";
import { written } from "@/app/writer";

type Any = z.core.$ZodType;
const strange = fc.oneof(
  fc.constantFrom(undefined, null, Number.NaN, Number.POSITIVE_INFINITY, -0, 1e21, 2 ** 53, 0.1, "", [], {}, new Date(0)),
  fc.anything(),
);

/** Values a schema may be given: nearly always as it declares, with keys it does not declare, now and then anything else. */
function valuesFor(schema: Any): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 60, arbitrary: declaredBy(schema) }, { weight: 1, arbitrary: strange });
}
function declaredBy(schema: Any): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodObject) {
    const shape: Record<string, Any> = schema.shape;
    const requiredKeys = Object.keys(shape).filter((name) => !(shape[name] instanceof z.ZodOptional));
    const own = fc.record(Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, valuesFor(field)])), {
      requiredKeys,
    });
    return fc
      .tuple(own, fc.option(fc.dictionary(fc.string(), fc.anything(), { maxKeys: 2 }), { freq: 5 }))
      .map(([a, b]) => (b ? { ...b, ...a } : a));
  }
  if (schema instanceof z.ZodArray) return fc.array(valuesFor(schema._zod.def.element), { maxLength: 3 });
  if (schema instanceof z.ZodTuple) return fc.tuple(...schema._zod.def.items.map(valuesFor));
  if (schema instanceof z.ZodNullable) return fc.option(valuesFor(schema._zod.def.innerType));
  if (schema instanceof z.ZodOptional) return fc.option(valuesFor(schema._zod.def.innerType), { nil: undefined });
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(valuesFor));
  if (schema instanceof z.ZodRecord) return fc.dictionary(fc.string(), valuesFor(schema._zod.def.valueType), { maxKeys: 3 });
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodISODate)
    return fc.date({ noInvalidDate: true, min: new Date(0) }).map((d) => d.toISOString().slice(0, 10));
  if (schema instanceof z.ZodISODateTime) return fc.date({ noInvalidDate: true, min: new Date(0) }).map((d) => d.toISOString());
  if (schema instanceof z.ZodNumberFormat) return fc.oneof(fc.maxSafeInteger(), fc.nat());
  if (schema instanceof z.ZodNumber) return fc.oneof(fc.double({ noNaN: true }), fc.nat(), fc.maxSafeInteger());
  if (schema instanceof z.ZodString)
    return fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string(),
      fc.constantFrom("Nguyễn Thị Ánh", 'nói "được"\\\n', "\u2028\ud800", "🏯"),
    );
  return fc.anything();
}

function outcomeOf(act: () => string): unknown {
  try {
    return act();
  } catch (error) {
    return error instanceof z.ZodError ? error.issues.map(({ code, path }) => ({ code, path })) : String(error);
  }
}
const byWriter = (schema: z.ZodType, value: unknown) => outcomeOf(() => Buffer.from(written(schema, value)).toString());
const byZod = (schema: z.ZodType, value: unknown) => outcomeOf(() => Buffer.from(JSON.stringify(schema.parse(value))).toString());

const outputs = declaredRoutes().flatMap(({ handler: { declaration } }) =>
  declaration.output === "stream" ? [] : [[declaration.id, declaration.output] as const],
);
test.each(outputs)("%s: what leaves is what Zod lets through, or refuses", (_id, schema) => {
  fc.assert(
    fc.property(valuesFor(schema), (value) => {
      expect(byWriter(schema, value)).toEqual(byZod(schema, value));
    }),
    { numRuns: 100 },
  );
});

const kinds: Record<string, z.ZodType> = {
  "a bound": z.object({ n: z.number().min(3), s: z.string().trim().max(2), list: z.array(z.int()).max(1) }),
  "a refinement": z.object({ a: z.int(), b: z.int() }).refine(({ a, b }) => a <= b),
  "a change on the way": z.object({ a: z.string().transform((s) => s.length), b: z.coerce.string(), c: z.coerce.number() }),
  "a default": z.object({ a: z.int().default(3), b: z.string().default("x").optional(), c: z.int().optional() }),
  "nothing declared": z.object({}),
  "all keys": z.looseObject({ a: z.int() }),
  "no other key": z.strictObject({ a: z.int().optional() }),
  "other keys of one kind": z.object({ a: z.int() }).catchall(z.boolean()),
  "an instant with an offset": z.object({ at: z.iso.datetime({ offset: true }), on: z.iso.date().nullable() }),
  "numbers of a kind": z.object({ a: z.int32(), b: z.float32(), c: z.number() }),
  "a kind told apart": z.discriminatedUnion("is", [
    z.object({ is: z.literal("a"), n: z.int() }),
    z.object({ is: z.literal("b") }),
  ]),
  "literals of all sorts": z.array(z.literal([1, "1", true, null, "\u0001"])),
  "what may be missing in a list": z.array(z.int().optional()),
  anything: z.object({ a: z.unknown(), b: z.any().optional(), c: z.record(z.string(), z.unknown()) }),
  "an emblem": z.object({ d: z.date(), u: z.url(), p: z.tuple([z.int(), z.string()]) }),
};
test.each(Object.entries(kinds))("a schema with %s", (_name, schema) => {
  fc.assert(
    fc.property(valuesFor(schema), (value) => {
      expect(byWriter(schema, value)).toEqual(byZod(schema, value));
    }),
    { numRuns: 200 },
  );
});

test("an answer that is as declared is not parsed; one that is not is refused by Zod's own words", () => {
  const schema = z.object({ units: z.array(z.object({ id: z.int(), name: z.string().nullable() })) });
  const parse = vi.spyOn(schema, "parse");
  const units = [{ id: 1, name: "Phường Trần Phú", secret: "no" }];
  expect(Buffer.from(written(schema, { units })).toString()).toBe('{"units":[{"id":1,"name":"Phường Trần Phú"}]}');
  expect(parse).not.toHaveBeenCalled();
  expect(() => written(schema, { units: [{ id: 1.5, name: "" }] })).toThrow(z.ZodError);
  expect(parse).toHaveBeenCalledOnce();
});

test("answers longer than the page, and after one that broke off, are whole", () => {
  const schema = z.array(z.object({ text: z.string(), n: z.int() }));
  const long = Array.from({ length: 40_000 }, (_, n) => ({ text: "Hồ sơ đang xử lý ".repeat(n % 7), n }));
  for (const value of [long, [{ text: "ngắn", n: 0 }], [...long, { text: "odd", n: 0.5 }], long.slice(0, 3)])
    expect(byWriter(schema, value)).toEqual(byZod(schema, value));
});

test("a schema may hold itself", () => {
  const Tree = z.object({
    name: z.string(),
    get below() {
      return z.array(Tree);
    },
  });
  const city = {
    name: "Hà Giang",
    below: [
      { name: "Trần Phú", below: [{ name: "Tổ 1", below: [] }] },
      { name: "Phương Độ", below: [] },
    ],
  };
  expect(byWriter(Tree, city)).toEqual(byZod(Tree, city));
});
