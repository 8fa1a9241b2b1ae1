import { randomUUID } from "node:crypto";
import type * as z from "zod";
import { noteReading } from "@/lib/audit/commands";
import { cityDay } from "@/lib/calendar/rules";
import { once } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import type { KeptAnswer } from "@/lib/door/api";
import { bodyOf, kept } from "@/lib/door/kept";
import type { Each } from "@/lib/dossiers/commands";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { readJson } from "@/lib/json";
import type { Topic } from "@/lib/live/model";
import { type Actor, holds, isConfirmed, nobody, type Permission, reachOf } from "@/lib/policy";
import type { Locale, Words } from "@/lib/words";
import { type Form, isFormType, localeOf, orPage, parsePart, readText, singleValued } from "./asked";
import { type Asker, actorOf } from "./caller";
import { inExportTurn } from "./leaving";
import { problem } from "./problems";
import { noStack, stacked } from "./stacked";
import { written } from "./writer";

type Schemas = { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType };
type Out<S extends z.ZodType | undefined> = S extends z.ZodType ? z.output<S> : undefined;

/** What a route says of itself. The OpenAPI, the rights matrix and the fuzzers are made from the same lines. */
export type Declaration<I extends Schemas = Schemas> = {
  /** "dossiers.list": unique, room first. */
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** "/api/v1/dossiers/{id}", equal to the file's place. */
  path: string;
  /** "public": anyone. "signed-in": any actor. A permission: an actor who holds it somewhere; the queries narrow it to reach. */
  auth: "public" | "signed-in" | Permission;
  /** Machines with an API key may call it (their scopes are permissions). */
  keys?: boolean;
  input: I;
  output: z.ZodType | "stream";
  /** "none": tells nobody's data. "access": reading is written to the log. "command": the command writes it. */
  audit: "none" | "access" | "command";
  /** What it does, in one line for whoever builds against it. */
  summary: Words;
  /** Bytes a body may have; 64 kB unless said. "stream" hands the body over unread. */
  bodyLimit?: number | "stream";
  /**
   * The answer is nobody's own: it follows from the question, the language, the city's day and the units the actor holds `auth`
   * (a permission) in, and from records whose changes are announced. It is kept and given to whoever reaches the same; the
   * handler sees no more of the actor than that. A list: what else it is made of than what figures of dossiers are.
   */
  isKept?: true | readonly Topic[];
  /**
   * A stack of acts under one key, each in a transaction of its own (`each`): a retry repeats none that was done and does the others.
   * The answer as a whole is not kept.
   */
  isStack?: boolean;
  /** What it writes is the actor's own and in no kept answer: those stay. */
  isPrivate?: boolean;
  /** The answer holds a secret shown once (a key, a link): the copy kept for retries is sealed. */
  isSecret?: boolean;
  /** The person must have proven within the last minutes who they are; else `confirm-required`. */
  isSensitive?: boolean;
  /**
   * Asked by POST because what it is asked with must not or cannot stand in an address; it changes nothing, so it takes no Idempotency-Key and its
   * answer is not kept.
   */
  isQuestion?: boolean;
  /**
   * A page without a script sends it as a form: what the fields mean as a body, and the page that says what was wrong with them. The handler
   * is told (`isForm`) and answers with the page that comes next. It needs no key: what it writes can be written once only.
   */
  form?: Form;
  /**
   * Open to everybody, nobody's own, and following from the address alone: whoever is on the way may keep the answer for so many seconds. Its
   * refusals are never kept (SECURITY: T-05).
   */
  sharedSeconds?: number;
  /** Many records leave by it, or a processor is kept busy: it has a turn among the files in hand (`lib/files`), else `export-running`. */
  isExport?: boolean;
};

type Call<I extends Schemas> = {
  actor: Actor;
  now: Date;
  locale: Locale;
  request: Request;
  requestId: string;
  params: Out<I["params"]>;
  query: Out<I["query"]>;
  body: Out<I["body"]>;
  /** The transaction the idempotency key lives in: hand it to the command. Only on mutating routes with a parsed body. */
  tx: Tx | undefined;
  /** A page without a script asks: the answer is a page. */
  isForm: boolean;
  /** On a stack: one act of it in its own transaction, once for the request's key. */
  each: Each;
  /** For "access" routes: the object that was read. */
  accessed(subject: { type: string; id: string | number }): void;
};
type Params = Record<string, string>;
type Handler = ((request: Request, context: { params: Promise<Params> }) => Promise<Response>) & {
  declaration: Declaration;
  /** Kept answers as bytes, for a server that needs no Request and Response. */
  kept?: (asked: Asker, params: Params) => Promise<KeptAnswer | Response>;
};

/** The only way to export a handler: rights, input, output, idempotency and errors are settled here. */
export function route<const I extends Schemas>(
  declaration: Declaration<I>,
  handle: (call: Call<I>) => Promise<unknown>,
): Handler {
  if (declaration.isKept) return keptRoute(declaration, handle);
  const handler = async (request: Request, context: { params: Promise<Params> }): Promise<Response> =>
    guarded(declaration, request, async (requestId, locale) => {
      const params = await context.params;
      const response = await orPage(declaration, request, (fields) =>
        answer(declaration, handle, request, params, requestId, locale, fields),
      );
      response.headers.set("x-request-id", requestId);
      return response;
    });
  return Object.assign(handler, { declaration: declaration as Declaration });
}

function keptRoute<const I extends Schemas>(d: Declaration<I>, handle: (call: Call<I>) => Promise<unknown>): Handler {
  const asBytes = (asked: Asker, params: Params): Promise<KeptAnswer | Response> =>
    guarded(d, asked, (requestId, locale) => keptAnswer(d, handle, asked, params, requestId, locale));
  const handler = async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    const given = await asBytes(request, await context.params);
    if (given instanceof Response) return given;
    const { status, headers, body } = given;
    return new Response(body?.plain, { status, headers });
  };
  return Object.assign(handler, { declaration: d as Declaration, kept: asBytes });
}

async function guarded<T>(
  d: Pick<Declaration, "id">,
  asked: Asker,
  act: (requestId: string, locale: Locale) => Promise<T>,
): Promise<T | Response> {
  const requestId = asked.headers.get("x-request-id") ?? randomUUID();
  const locale = localeOf(asked);
  try {
    return await act(requestId, locale);
  } catch (error) {
    return problem(error, requestId, locale, d.id);
  }
}

/** Who asks, if they may: asked anew with every request, before anything else is looked at. */
async function admitted(d: Declaration, asked: Asker): Promise<Actor> {
  const found = d.auth === "public" ? null : await actorOf(asked, { keys: d.keys ?? false });
  if (d.auth !== "public" && !found) throw new AppError("unauthenticated", "sign-in-required");
  const actor = found ?? nobody;
  if (d.auth !== "public" && d.auth !== "signed-in" && !holds(actor, d.auth))
    throw new AppError("forbidden", "permission", { detail: { permission: d.auth } });
  return actor;
}

async function keptAnswer<I extends Schemas>(
  d: Declaration<I>,
  handle: (call: Call<I>) => Promise<unknown>,
  asked: Asker,
  rawParams: Params,
  requestId: string,
  locale: Locale,
): Promise<KeptAnswer> {
  const { auth, output } = d;
  if (auth === "public" || auth === "signed-in" || d.method !== "GET" || d.audit !== "none" || output === "stream")
    throw new Error(`route ${d.id} cannot be kept`);
  const caughtUp = kept.caughtUp();
  const units = reachOf(await admitted(d as Declaration, asked), auth);
  const reach = units === "all" ? units : [...units].sort((a, b) => a - b);
  const params = parsePart(d.input.params, rawParams, "params") as Out<I["params"]>;
  const query = parsePart(d.input.query, singleValued(new URL(asked.url).searchParams), "query") as Out<I["query"]>;
  const now = new Date();
  const isCurrent = await caughtUp;
  const key = JSON.stringify([d.id, locale, cityDay(now), reach, params, query]);
  const made = async () => {
    const actor: Actor = { ...nobody, id: "system:kept", grants: [{ permission: auth, units: reach }] };
    const call = { actor, now, locale, request: nothing, requestId, params, query, body: undefined as Out<I["body"]> };
    const told = await handle({ ...call, isForm: false, tx: undefined, each: noStack, accessed: () => undefined });
    return bodyOf(written(output, told), () => written(output, Object.assign({}, told, { at: anyTime })));
  };
  const body = await kept.read(key, isCurrent, made, d.isKept === true ? [] : d.isKept);
  const headers: Record<string, string> = { ...noStore, "content-type": "application/json", "x-request-id": requestId };
  if (!isCurrent) return { status: 200, headers, body };
  headers.etag = body.etag;
  const isKnown = (asked.headers.get("if-none-match") ?? "").split(",").some((one) => one.trim() === body.etag);
  return isKnown ? { status: 304, headers, body: null } : { status: 200, headers, body };
}
/** When an answer was read is not part of what it tells. */
const anyTime = new Date(0).toISOString();
/** A kept answer must not depend on headers. */
const nothing = new Request("http://kept.invalid");

async function answer<I extends Schemas>(
  d: Declaration<I>,
  handle: (call: Call<I>) => Promise<unknown>,
  request: Request,
  rawParams: Params,
  requestId: string,
  locale: Locale,
  /** Filled with what a form sent. */
  fields: Record<string, string>,
): Promise<Response> {
  const isUnsafe = d.method !== "GET";
  const actor = await admitted(d as Declaration, request);
  if (isUnsafe && actor.kind !== "key") requireSameOrigin(request);
  if (d.isSensitive && actor.session && !isConfirmed(actor.session, new Date()))
    throw new AppError("forbidden", "confirm-required", { detail: { factor: actor.session.factor } });

  const params = parsePart(d.input.params, rawParams, "params") as Out<I["params"]>;
  const query = parsePart(d.input.query, singleValued(new URL(request.url).searchParams), "query") as Out<I["query"]>;
  const text = isUnsafe && d.bodyLimit !== "stream" ? await readText(request, d.bodyLimit ?? 65_536) : "";
  const isForm = d.form !== undefined && isFormType(request.headers.get("content-type"));
  if (isForm) Object.assign(fields, singleValued(new URLSearchParams(text)));
  const sent = d.input.body ? (d.form && isForm ? d.form.body(fields) : readJson(text)) : undefined;
  const body = parsePart(d.input.body, sent, "body") as Out<I["body"]>;

  const accessed: { type: string; id: string | number }[] = [];
  const call = {
    actor,
    now: new Date(),
    locale,
    request,
    requestId,
    params,
    query,
    body,
    isForm,
    tx: undefined,
    each: noStack,
    accessed: (s: { type: string; id: string | number }) => void accessed.push(s),
  };

  if (isUnsafe && d.bodyLimit !== "stream" && !d.isQuestion && !isForm) {
    const key = request.headers.get("idempotency-key");
    if (!key || key.length > 100) throw new AppError("invalid", "idempotency-key-required");
    const ask = { actorId: actor.id, route: d.id, key, requestText: `${request.url}\n${text}`, isSecret: d.isSecret };
    const checked = async (more: object) => {
      const outcome = await handle({ ...call, ...more });
      return d.output === "stream" ? outcome : d.output.parse(outcome);
    };
    const { result, replayed } = d.isStack
      ? await stacked(ask, (each) => checked({ each }))
      : await once(ask, (tx) => checked({ tx }));
    // Announced to every process when it committed; this one does not wait for the news.
    if (!d.isPrivate) kept.forget();
    return Response.json(result, { headers: { ...noStore, ...(replayed ? { "idempotency-replayed": "true" } : {}) } });
  }
  const make = async () => {
    const made = await handle(call);
    if (d.audit === "access") for (const subject of accessed) await noteReading(actor.id, subject, d.id);
    return made;
  };
  const result = await (d.isExport ? inExportTurn(actor.id, make) : make());
  const keeping = d.sharedSeconds && d.auth === "public" ? { "cache-control": `public, max-age=${d.sharedSeconds}` } : noStore;
  if (result instanceof Response) {
    if (d.sharedSeconds) result.headers.set("cache-control", keeping["cache-control"]);
    return result;
  }
  if (d.output === "stream") throw new Error(`route ${d.id} streams and must return a Response`);
  return new Response(written(d.output, result), { headers: { ...keeping, "content-type": "application/json" } });
}

const noStore = { "cache-control": "no-store" };

/** A browser's unsafe request must come from our own pages (Fetch metadata, or the Origin of older browsers). */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const isOurs = site ? site === "same-origin" : origin === new URL(env().PUBLIC_URL).origin;
  if (!isOurs) throw new AppError("forbidden", "cross-site");
}
