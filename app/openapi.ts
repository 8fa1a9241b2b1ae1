import * as z from "zod";
import { env } from "@/lib/env";
import { livePath } from "@/lib/live/model";
import { type Locale, say, type Words } from "@/lib/words";
import type { Declaration } from "./door";
import { declaredRoutes } from "./routes";

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What is wrong this time, where that is more than the title. */
  detail: z.string().optional(),
  code: z.string(),
  requestId: z.string(),
  faults: z.array(z.object({ path: z.string(), code: z.string(), title: z.string() })).optional(),
  /** What the detail is about: a day, a number, a name. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});

const failures: Record<number, Words> = {
  400: { vi: "Yêu cầu chưa đúng; `faults` nêu từng ô sai", en: "The request is not right; `faults` names the fields" },
  401: { vi: "Chưa đăng nhập, hoặc khóa không hợp lệ", en: "Nobody is signed in, or the key is not valid" },
  403: {
    vi: "Không có quyền, hoặc yêu cầu đến từ trang khác",
    en: "The right is missing, or the request came from another site",
  },
  404: { vi: "Không có, hoặc ngoài phạm vi được xem", en: "Not there, or outside what the actor may see" },
  409: {
    vi: "Người khác đã làm trước, hoặc Idempotency-Key đã dùng cho yêu cầu khác",
    en: "Somebody else was faster, or the Idempotency-Key was used for another request",
  },
  422: { vi: "Quy định nghiệp vụ không cho phép", en: "The rules of the office do not allow it" },
  429: { vi: "Quá nhiều yêu cầu; xem Retry-After", en: "Too many requests; see Retry-After" },
  500: {
    vi: "Lỗi ngoài dự kiến, đã ghi lại dưới `requestId`",
    en: "An unexpected fault, on record under `requestId`",
  },
  503: { vi: "Cơ sở dữ liệu chưa sẵn sàng; xem Retry-After", en: "The database is not available; see Retry-After" },
  507: { vi: "Hết chỗ chứa tệp", en: "There is no room for files" },
};
const about: Words = {
  vi: "Ngày viết YYYY-MM-DD theo giờ thành phố, thời điểm theo ISO 8601 giờ UTC. Yêu cầu ghi phải có Idempotency-Key: gửi lại cùng khóa nhận lại cùng câu trả lời và chỉ thực hiện một lần. Lỗi theo RFC 9457, có mã cố định và tiêu đề bằng ngôn ngữ người đọc.",
  en: "Days are YYYY-MM-DD on the city's clock, instants ISO 8601 in UTC. Writing needs an Idempotency-Key: a retry with the same key gets the same answer and acts once. Errors are RFC 9457 problems with a code that never changes and a title in the reader's language.",
};
const done: Words = { vi: "Đã xong", en: "Done" };
const streamed: Words = { vi: "Nội dung, truyền dần", en: "The content, streamed" };

type Json = Record<string, unknown>;
const texts = new Map<Locale, string>();

/** The API as OpenAPI 3.1 in the reader's language, made from the declarations of the routes once a process. */
export function openApiText(locale: Locale): string {
  const text =
    texts.get(locale) ??
    JSON.stringify(
      documentOf(
        declaredRoutes().map((r) => r.handler.declaration),
        locale,
      ),
    );
  texts.set(locale, text);
  return text;
}

/** Describes declarations; the live channel, which is no route, is added. */
export function documentOf(declarations: readonly Declaration[], locale: Locale): Json {
  const paths: Record<string, Json> = { [livePath]: { get: liveChannel(locale) } };
  for (const d of declarations) paths[d.path] = { ...paths[d.path], [d.method.toLowerCase()]: operationOf(d, locale) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Vọng Lâu",
      version: "1",
      description: say(locale, about),
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
const problemAnswers = (locale: Locale) =>
  Object.fromEntries(
    Object.entries(failures).map(([status, words]) => [
      status,
      {
        description: say(locale, words),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );

function operationOf(d: Declaration, locale: Locale): Json {
  const isUnsafe = d.method !== "GET";
  const isUpload = isUnsafe && d.bodyLimit === "stream";
  const body = d.input.body
    ? { "application/json": { schema: schemaOf(d.input.body, "input") } }
    : isUpload && { "application/octet-stream": { schema: { type: "string", format: "binary" } } };
  const answer =
    d.output === "stream"
      ? { description: say(locale, streamed) }
      : { description: say(locale, done), content: { "application/json": { schema: schemaOf(d.output, "output") } } };
  return {
    operationId: d.id,
    summary: say(locale, d.summary),
    description: say(locale, rightsOf(d)),
    tags: [d.id.split(".")[0] ?? d.id],
    security: d.auth === "public" ? [] : [{ session: [] }, ...(d.keys ? [{ key: [] }] : [])],
    parameters: [
      ...parametersOf(d.input.params, "path"),
      ...parametersOf(d.input.query, "query"),
      ...(isUnsafe && !isUpload && !d.isQuestion ? [idempotencyKey] : []),
    ],
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: { 200: answer, ...problemAnswers(locale) },
  };
}

function rightsOf(d: Declaration): Words {
  const who: Words =
    d.auth === "public"
      ? { vi: "Ai cũng gọi được.", en: "Open to anyone." }
      : d.auth === "signed-in"
        ? { vi: "Dành cho người đã đăng nhập.", en: "For anyone signed in." }
        : { vi: `Cần quyền \`${d.auth}\`.`, en: `Needs the permission \`${d.auth}\`.` };
  const machines: Words = {
    vi: " Máy gọi được bằng khóa kết nối có phạm vi đó.",
    en: " Machines may call it with an API key of that scope.",
  };
  const log: Words = { vi: " Việc xem được ghi vào nhật ký.", en: " Reading is written to the audit log." };
  const all = [who, ...(d.keys ? [machines] : []), ...(d.audit === "access" ? [log] : [])];
  return { vi: all.map((w) => w.vi).join(""), en: all.map((w) => w.en).join("") };
}

const live = {
  summary: { vi: "Kênh trực tiếp (server-sent events)", en: "The live channel (server-sent events)" },
  description: {
    vi: "Dành cho người đã đăng nhập. `change` {topic, at}: những gì đang hiện về chủ đề đó có thể đã cũ. `resync`: tất cả có thể đã cũ. `bye` {reason}: kênh đóng. Mỗi người tối đa năm kênh.",
    en: "For anyone signed in. `change` {topic, at}: what is shown of that topic may be old. `resync`: all of it may be. `bye` {reason}: the stream ends. At most five a person.",
  },
  opened: { vi: "Luồng sự kiện", en: "A stream of events" },
  nobody: { vi: "Chưa đăng nhập", en: "Nobody is signed in" },
  tooMany: { vi: "Người này đã mở quá nhiều kênh", en: "Too many streams of this person" },
} satisfies Record<string, Words>;
const liveChannel = (locale: Locale): Json => ({
  operationId: "live",
  summary: say(locale, live.summary),
  description: say(locale, live.description),
  tags: ["live"],
  security: [{ session: [] }],
  responses: {
    200: { description: say(locale, live.opened), content: { "text/event-stream": { schema: { type: "string" } } } },
    401: { description: say(locale, live.nobody) },
    429: { description: say(locale, live.tooMany) },
  },
});
