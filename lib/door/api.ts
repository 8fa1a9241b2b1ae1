import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { pathOf } from "./guard";
import type { Body } from "./kept";
import { refuse } from "./problem";

export type KeptAnswer = { status: 200 | 304; headers: Record<string, string>; body: Body | null };
export type ApiHandler = ((request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>) & {
  /** The same from an address and headers to bytes: what is asked most often is spared Request and Response. */
  kept?: (
    asked: { url: string; headers: Pick<Headers, "get"> },
    params: Record<string, string>,
  ) => Promise<KeptAnswer | Response>;
};
/** "/api/v1/dossiers/{id}" and what it does by method. */
export type ApiRoute = { path: string; methods: Readonly<Partial<Record<string, ApiHandler>>> };
type Node = { children: Map<string, Node>; any?: { name: string; node: Node }; route?: ApiRoute };

/**
 * Answers the declared routes without the framework: a route is a function from Request to Response, and the framework
 * would add a millisecond of its own to each. What is not declared does not exist.
 */
export function apiServer(routes: readonly ApiRoute[], publicOrigin: string) {
  const root: Node = { children: new Map() };
  for (const route of routes) plant(root, route);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const found = find(
      root,
      pathOf(request.url ?? "")
        .split("/")
        .slice(1),
    );
    if (!found) return refuse(request, response, 404, "no-such-route");
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "");
    const handler = found.route.methods[method];
    if (!handler)
      return refuse(request, response, 405, "method-not-allowed", { allow: Object.keys(found.route.methods).sort().join(", ") });
    if (handler.kept) {
      const url = `${publicOrigin}${request.url ?? "/"}`;
      const given = await handler.kept({ url, headers: { get: (name) => headerOf(request, name) } }, found.params);
      return given instanceof Response ? send(given, request, response) : sendKept(given, request, response);
    }
    const answer = await handler(toRequest(request, response, publicOrigin), { params: Promise.resolve(found.params) });
    await send(answer, request, response);
  };
}

function plant(root: Node, route: ApiRoute): void {
  let node = root;
  for (const part of route.path.split("/").slice(1)) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name) {
      node.any ??= { name, node: { children: new Map() } };
      if (node.any.name !== name) throw new Error(`${route.path}: another route calls this parameter ${node.any.name}`);
      node = node.any.node;
    } else {
      const next: Node = node.children.get(part) ?? { children: new Map() };
      node.children.set(part, next);
      node = next;
    }
  }
  if (node.route) throw new Error(`${route.path} is declared twice`);
  node.route = route;
}

function find(root: Node, parts: readonly string[]): { route: ApiRoute; params: Record<string, string> } | null {
  const params: Record<string, string> = {};
  let node = root;
  for (const part of parts) {
    const named = node.children.get(part);
    if (named) node = named;
    else if (node.any && part !== "") {
      params[node.any.name] = decodeURIComponent(part);
      node = node.any.node;
    } else return null;
  }
  return node.route ? { route: node.route, params } : null;
}

function toRequest(request: IncomingMessage, response: ServerResponse, publicOrigin: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  return new Request(new URL(request.url ?? "/", publicOrigin), {
    method: request.method,
    headers,
    signal: gone.signal,
    ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream<Uint8Array>, duplex: "half" as const } : {}),
  });
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}

const takesGzip = (request: IncomingMessage) => /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));

async function sendKept(
  { status, headers, body }: KeptAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isPacked = body !== null && body.plain.byteLength >= worthBytes && takesGzip(request);
  const bytes = isPacked ? await body.packed() : body?.plain;
  if (bytes) headers["content-length"] = String(bytes.byteLength);
  if (isPacked) headers["content-encoding"] = "gzip";
  headers.vary = "accept-encoding";
  response.writeHead(status, headers);
  response.end(request.method === "HEAD" ? undefined : bytes);
}

const compress = promisify(gzip);
/** Below this a packet is a packet. */
const worthBytes = 2_048;

async function send(answer: Response, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers: Record<string, string | string[]> = {};
  answer.headers.forEach((value, name) => {
    if (name !== "set-cookie") headers[name] = value;
  });
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  // A body that was refused unread must not be taken for the next request.
  if (!request.complete) headers.connection = "close";
  // Whoever has left meanwhile takes nothing: what was begun for them ends here.
  if (!answer.body || request.method === "HEAD" || response.destroyed) {
    await answer.body?.cancel();
    response.writeHead(answer.status, headers);
    response.end();
    return;
  }
  const type = answer.headers.get("content-type") ?? "";
  if (type.includes("json") && !type.includes("ndjson")) {
    const plain = Buffer.from(await answer.arrayBuffer());
    const isWorth = plain.byteLength >= worthBytes && takesGzip(request);
    // Fast before small: these answers are made anew for everyone.
    const body = isWorth ? await compress(plain, { level: 1 }) : plain;
    if (isWorth) Object.assign(headers, { "content-encoding": "gzip", vary: "accept-encoding" });
    response.writeHead(answer.status, { ...headers, "content-length": `${body.byteLength}` });
    response.end(body);
    return;
  }
  response.writeHead(answer.status, headers);
  await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), response);
}
