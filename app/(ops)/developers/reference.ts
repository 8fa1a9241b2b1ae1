import * as z from "zod";
import { documentOf } from "@/app/openapi";
import { declaredRoutes } from "@/app/routes";
import type { Locale } from "@/lib/words";

export type Field = { name: string; type: string; isRequired: boolean };
export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  rights: string;
  isForMachines: boolean;
  parameters: Field[];
  body: Field[] | "stream" | null;
  answer: Field[] | "stream";
};
export type Section = { name: string; operations: Operation[] };

type Schema = z.output<typeof Schema>;
const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});
const Content = z.record(z.string(), z.object({ schema: Schema }));
const Described = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  tags: z.tuple([z.string()]),
  security: z.array(z.record(z.string(), z.unknown())),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: Schema })).default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.looseObject({ 200: z.object({ content: Content.optional() }) }),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Described)) });

const made = new Map<Locale, Section[]>();
/** The description of the API, arranged for reading: by room, in the order of addresses. Made once a process and language. */
export function reference(locale: Locale): Section[] {
  const sections = made.get(locale) ?? arrange(locale);
  made.set(locale, sections);
  return sections;
}

function arrange(locale: Locale): Section[] {
  const { paths } = Document.parse(
    documentOf(
      declaredRoutes().map((r) => r.handler.declaration),
      locale,
    ),
  );
  const sections = new Map<string, Operation[]>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, d] of Object.entries(methods)) {
      const [tag] = d.tags;
      sections.set(tag, [...(sections.get(tag) ?? []), operationOf(path, method, d)]);
    }
  return [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, operations]) => ({ name, operations }));
}

function operationOf(path: string, method: string, d: z.output<typeof Described>): Operation {
  const sent = d.requestBody?.content["application/json"]?.schema;
  const answered = d.responses[200].content?.["application/json"]?.schema;
  return {
    id: d.operationId,
    method: method.toUpperCase(),
    path,
    summary: d.summary,
    rights: d.description,
    isForMachines: d.security.some((way) => "key" in way),
    parameters: d.parameters.map((p) => ({ name: p.name, type: `${typeOf(p.schema)} · ${p.in}`, isRequired: p.required })),
    body: sent ? fieldsOf(sent) : d.requestBody ? "stream" : null,
    answer: answered ? fieldsOf(answered) : "stream",
  };
}

const schemaOf = (value: unknown): Schema => {
  const parsed = Schema.safeParse(value);
  return parsed.success ? parsed.data : {};
};

function typeOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((one) => typeOf(schemaOf(one))))].join(" | ");
  if (schema.type === "array") return `${typeOf(schemaOf(schema.items))}[]`;
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : (schema.type ?? "any");
  return schema.format ? `${type} (${schema.format})` : type;
}

/** Fields three levels deep; deeper ones are in the machine's description. */
function fieldsOf(schema: Schema, prefix = "", depth = 0): Field[] {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const all = choices.flatMap((one) => fieldsOf(schemaOf(one), prefix, depth));
    return all.filter((field, i) => all.findIndex((other) => other.name === field.name && other.type === field.type) === i);
  }
  if (schema.type === "array") return fieldsOf(schemaOf(schema.items), `${prefix}[]`, depth);
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const one = schemaOf(value);
    const name = prefix ? `${prefix}.${key}` : key;
    return [
      { name, type: typeOf(one), isRequired: schema.required?.includes(key) ?? false },
      ...(depth < 2 ? fieldsOf(one, name, depth + 1) : []),
    ];
  });
}
