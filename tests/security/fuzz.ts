import fc from "fast-check";
import * as z from "zod";

type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema | boolean;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  format?: string;
  pattern?: string;
  $ref?: string;
};

/** Texts that broke somebody's program once. */
export const naughty: readonly string[] = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\r\nSet-Cookie: a=b",
  "\u202eđảo ngược",
  "\u200b\u200d\ufeff",
  "Nguyễn Thị Ánh".normalize("NFD"),
  "\ud800",
  "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  "ﷺ".repeat(30),
  "Z̸̡̢͓͖".repeat(20),
  "' or '1'='1",
  "'; drop table dossier; --",
  "\\'; select pg_sleep(9); --",
  "%' and 1=cast(version() as int)--",
  `{{7*7}}$${"{7*7}"}<%= 7*7 %>`,
  "<script>alert(1)</script>",
  '"><svg onload=alert(1)>',
  "javascript:alert(1)",
  "../../../../etc/passwd",
  "C:\\windows\\win.ini",
  "$(sleep 9)`sleep 9`|sleep 9",
  "=cmd|' /C calc'!A0",
  "＝1+1",
  '{"$gt":""}',
  "[object Object]",
  "undefined",
  "NaN",
  "1e309",
  "-0",
  "0x7fffffff",
  "9007199254740993",
  "0000-00-00",
  "9999-12-31",
  "2026-02-29",
  "2026-13-01",
  "2026-11-25T24:00:00Z",
  "%",
  "%%%",
  "_",
  "\\",
  "*",
  "x".repeat(3_000),
];

/** Ways to end a text that a statement was built around, and to go on in the statement's own language. */
const closings = ["'", "''", "\\'", "')", "'))", '"', "`", "$$", "1", "%'", "\ufe58'", "＇"];
const statements = [
  " or 1=1--",
  " and 1=cast((select version()) as int)--",
  "; select pg_sleep(9)--",
  " || pg_sleep(9)--",
  " union select null,null,null--",
  " and (select 1 from pg_sleep(9)) is not null/*",
  " || injected()--",
  "; select injected()--",
  " and injected() > 0--",
  "; copy (select 1) to program 'sleep 9'--",
  " order by 99--",
  " and exists (select from app_user)--",
  " or injected() is not null--",
  "; drop table dossier cascade--",
  "; update app_user set password_hash = null--",
  "; set role postgres--",
  " limit 0 offset 99999999--",
  " or true/*",
  "*/ or 1=1--",
  "\n--\nselect injected();",
  "::int = injected()--",
  " is null or injected() = 1#",
  " like '%' escape '\\'--",
  " returning injected()--",
  "; listen changes--",
  " and (select count(*) from generate_series(1, 1e9)) > 0--",
  "; do $$ begin perform injected(); end $$--",
];
/** What other readers of a query take for an operator, a path, a pattern or a template. */
const operators = ["$gt", "$ne", "$where", "$regex", "__proto__", "constructor", "not", "contains", "path", "OR"].flatMap(
  (name) => [`{"${name}":""}`, `[${name}]`, `${name}=1`],
);
const paths = ["$.*", "$..*", "strict $.a ? (@ > 0)", "lax $[*]", "{a,b}", "a->>'b'", "#>>'{a}'", "@?", "a::regclass", "1::int"];
const patterns = [
  "(a+)+$",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "(?=(a+))a*b\\1",
  "[",
  "(",
  "\\",
  "a{1,99999}",
  ".*.*.*x",
  "(|a)+",
  "%_%_%_%",
];
const searches = ["a & b", "a <-> b", "!a", "a:*", "'a' | 'b", "(a", "a | ", ":*", "\\:*", "& | !", "a:ABCD"];
const templates = ["{{7*7}}", `${"$"}{7*7}`, "#{7*7}", "<%= 7*7 %>", "{% if 1 %}", "*{7*7}", "@(7*7)", "[[7*7]]"];
/** The kinds of SECURITY's T-28, each made of its parts; some four hundred of them. */
export const injections: readonly string[] = [
  ...closings.flatMap((closing) => statements.map((statement) => `a${closing}${statement}`)),
  ...operators,
  ...paths,
  ...patterns,
  ...searches,
  ...templates,
  ...["and", "or", "like", "between", "in", "null", "true", "default", "current_user", "now()"],
];
const days = ["2023-01-03", "2026-11-25", "2027-03-01", "0001-01-01", "9999-12-31", "2024-02-29", "+275760-09-13"];
const ids = [1, 2, 3, 4, 5, 6, 7, 2_147_483_647];

/** Values that mostly fit a schema, with ids of the test city among them so that the deeper code is reached. */
function fitting(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return fc.oneof(...union.map((one) => fitting(one, depth + 1)));
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map((one) => fitting(one, depth + 1))).map((all) => Object.assign({}, ...all));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object") {
    const required = new Set(schema.required ?? []);
    const entries = Object.entries(schema.properties ?? {});
    const shape = Object.fromEntries(entries.map(([name, one]) => [name, fitting(one, depth + 1)]));
    return fc.record(shape, { requiredKeys: entries.map(([name]) => name).filter((name) => required.has(name)) });
  }
  if (type === "array") {
    const items = typeof schema.items === "object" ? fitting(schema.items, depth + 1) : fc.jsonValue({ maxDepth: 1 });
    return fc.array(items, {
      minLength: schema.minItems ?? 0,
      maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 3),
    });
  }
  if (type === "integer")
    return fc.oneof(
      fc.constantFrom(...ids),
      fc.integer({ min: Math.max(schema.minimum ?? 0, -1e9), max: Math.min(schema.maximum ?? 1e9, 1e9) }),
    );
  if (type === "number")
    return fc.oneof(
      fc.constantFrom(0, 0.5, 0.95, 1, 105, 22),
      fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true }),
    );
  if (type === "boolean") return fc.boolean();
  if (type === "null") return fc.constant(null);
  if (schema.format === "date") return fc.constantFrom(...days);
  if (schema.format === "uuid") return fc.uuid();
  if (schema.format === "date-time") return fc.constantFrom("2026-11-25T08:00:00Z", "2023-01-03T08:00:00+07:00");
  const lengths = { minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 40, 60) };
  const free = fc.string({ ...lengths, unit: "grapheme" });
  const usual = fc.constantFrom(
    "Nguyễn Văn Thử",
    "H22.15.7",
    "on-time-rate",
    "/dossiers",
    "0912345678",
    "vong-lau",
    "Quyết định 01",
  );
  return schema.pattern
    ? fc.oneof(usual, fc.stringMatching(/^[a-z0-9.]{3,12}$/), free)
    : fc.oneof(usual, free, fc.constantFrom(...naughty), fc.constantFrom(...injections));
}

const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...naughty),
  fc.constantFrom<unknown>(...injections),
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1.5,
    2 ** 31,
    2 ** 53 + 2,
    -(2 ** 63),
    1e300,
    [],
    {},
    [[]],
    [null],
    { $gt: "" },
    { constructor: {} },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
/** One thing put wrong somewhere: dropped, replaced, wrapped, or added. */
type Wrong = { at: number; how: "drop" | "replace" | "wrap" | "add" | "none"; value: unknown };
const wrong: fc.Arbitrary<Wrong> = fc.record({
  at: fc.nat(40),
  how: fc.constantFrom("drop" as const, "replace" as const, "wrap" as const, "add" as const, "none" as const, "replace" as const),
  value: strange,
});
function spoil(value: unknown, { at, how, value: other }: Wrong): unknown {
  if (how === "none") return value;
  if (value === null || typeof value !== "object") return how === "wrap" ? [value] : other;
  const names = Object.keys(value);
  if (how === "add") return Array.isArray(value) ? [...value, other] : { ...value, [naughty[at % naughty.length] ?? "x"]: other };
  const name = names[at % Math.max(1, names.length)];
  if (name === undefined) return other;
  const inside: unknown = Reflect.get(value, name);
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  if (how === "drop") Reflect.deleteProperty(copy, name);
  else if (inside !== null && typeof inside === "object" && at % 3 > 0)
    Reflect.set(copy, name, spoil(inside, { at: at >> 1, how, value: other }));
  else Reflect.set(copy, name, how === "wrap" ? [inside] : other);
  return copy;
}

/** Values for a schema of ours, most of them right, some put wrong in one place or two. */
export function fuzzed(schema: z.ZodType): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
  return fc.tuple(fitting(json), fc.array(wrong, { maxLength: 2 })).map(([value, faults]) => faults.reduce(spoil, value));
}

/** A body as bytes: mostly honest JSON, now and then what no serialiser writes. */
export function bytesOf(value: unknown, trick: number): Buffer {
  const text = JSON.stringify(value) ?? "null";
  if (trick === 1) return Buffer.from(text.slice(0, -1));
  if (trick === 2)
    return Buffer.concat([Buffer.from(text.slice(0, 2)), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from(text.slice(2))]);
  if (trick === 3) return Buffer.from(`${"[".repeat(5_000)}${"]".repeat(5_000)}`);
  if (trick === 4) return Buffer.from(text.replace(/^\{/, '{"__proto__":{"role":"IT_ADMIN"},'));
  if (trick === 5) return Buffer.from(text.replace(/\}$/, ',"version":1,"version":2}'));
  if (trick === 6) return Buffer.from(`\ufeff${text}`);
  return Buffer.from(text);
}
