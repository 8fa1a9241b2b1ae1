import { z } from "zod";
import { env } from "@/lib/env";
import { livePath } from "@/lib/live/model";
import type { Declaration } from "./door";
import { declaredRoutes } from "./routes";

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  requestId: z.string(),
  faults: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
});

const failures: Record<number, string> = {
  400: "The request is not right; `faults` names the fields",
  401: "Nobody is signed in, or the key is not valid",
  403: "The right is missing, or the request came from another site",
  404: "Not there, or outside what the actor may see",
  409: "Somebody else was faster, or the Idempotency-Key was used for another request",
  422: "The rules of the office do not allow it",
  429: "Too many requests; see Retry-After",
  503: "The database is not available; see Retry-After",
};

type Json = Record<string, unknown>;
let text: string | undefined;

/** The API as OpenAPI 3.1, made from the declarations of the routes once a process. */
export function openApiText(): string {
  text ??= JSON.stringify(documentOf(declaredRoutes().map((r) => r.handler.declaration)));
  return text;
}

/** Describes declarations; the live channel, which is no route, is added. */
export function documentOf(declarations: readonly Declaration[]): Json {
  const paths: Record<string, Json> = { [livePath]: { get: liveChannel } };
  for (const d of declarations) paths[d.path] = { ...paths[d.path], [d.method.toLowerCase()]: operationOf(d) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Vọng Lâu",
      version: "1",
      description:
        "Days are YYYY-MM-DD on the city's clock, instants ISO 8601 in UTC. Writing needs an Idempotency-Key: a retry with the same key gets the same answer and acts once. Errors are RFC 9457 problems with a code that never changes and a title in the reader's language.",
    },
    servers: [{ url: new URL(env().PUBLIC_URL).origin }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "vong-lau.session" },
        key: { type: "http", scheme: "bearer" },
      },
      schemas: { Problem: schemaOf(Problem, "output") },
    },
  };
}

/** Zod's own JSON Schema (draft 2020-12 is what OpenAPI 3.1 speaks); what it cannot say, such as a refinement, is left open. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
    },
  });
  return rest;
}

const Fields = z.object({ properties: z.record(z.string(), z.unknown()).default({}), required: z.array(z.string()).default([]) });
function parametersOf(schema: z.ZodType | undefined, where: "path" | "query"): Json[] {
  if (!schema) return [];
  const { properties, required } = Fields.parse(schemaOf(schema, "input"));
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: one,
  }));
}

const idempotencyKey = { name: "Idempotency-Key", in: "header", required: true, schema: { type: "string", maxLength: 100 } };
const problemAnswers = Object.fromEntries(
  Object.entries(failures).map(([status, description]) => [
    status,
    { description, content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
  ]),
);

function operationOf(d: Declaration): Json {
  const isUnsafe = d.method !== "GET";
  const isUpload = isUnsafe && d.bodyLimit === "stream";
  const body = d.input.body
    ? { "application/json": { schema: schemaOf(d.input.body, "input") } }
    : isUpload && { "application/octet-stream": { schema: { type: "string", format: "binary" } } };
  const answer =
    d.output === "stream"
      ? { description: "The content, streamed" }
      : { description: "Done", content: { "application/json": { schema: schemaOf(d.output, "output") } } };
  return {
    operationId: d.id,
    summary: d.summary,
    description: rightsOf(d),
    tags: [d.id.split(".")[0] ?? d.id],
    security: d.auth === "public" ? [] : [{ session: [] }, ...(d.keys ? [{ key: [] }] : [])],
    parameters: [
      ...parametersOf(d.input.params, "path"),
      ...parametersOf(d.input.query, "query"),
      ...(isUnsafe && !isUpload ? [idempotencyKey] : []),
    ],
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: { 200: answer, ...problemAnswers },
  };
}

function rightsOf(d: Declaration): string {
  const who =
    d.auth === "public"
      ? "Open to anyone."
      : d.auth === "signed-in"
        ? "For anyone signed in."
        : `Needs the permission \`${d.auth}\`.`;
  const machines = d.keys ? " Machines may call it with an API key of that scope." : "";
  const log = d.audit === "access" ? " Reading is written to the audit log." : "";
  return `${who}${machines}${log}`;
}

const liveChannel = {
  operationId: "live",
  summary: "The live channel (server-sent events)",
  description:
    "For anyone signed in. `change` {topic, at}: what is shown of that topic may be old. `resync`: all of it may be. `bye` {reason}: the stream ends. At most five a person.",
  tags: ["live"],
  security: [{ session: [] }],
  responses: {
    200: { description: "A stream of events", content: { "text/event-stream": { schema: { type: "string" } } } },
    401: { description: "Nobody is signed in" },
    429: { description: "Too many streams of this person" },
  },
};
