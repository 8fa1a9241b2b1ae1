import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "@/lib/auth/rules";
import { isAway } from "@/lib/db/faults";
import { livePath } from "@/lib/live/model";
import { describeError, log } from "@/lib/log";
import { clientAddress } from "./address";
import { dropOurNames, judge, pathOf } from "./guard";
import { contentSecurityPolicy, harden, inertPolicy } from "./headers";
import type { Readiness } from "./health";
import { refuse } from "./problem";
import { isOpenData, isOpenPage, isOpenQuestion, securityPath, securityText } from "./rules";

export type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
export type FrontDoorOptions = {
  publicUrl: string;
  trustedProxies: number;
  /** Where to report a weakness; told in /.well-known/security.txt. */
  securityContact?: string | undefined;
  isDev: boolean;
  /** The declared routes under /api/v1. */
  api: Serve;
  /** The live channel. */
  live: Serve;
  /** Everything else; null until the framework is ready. */
  pages(): Serve | null;
  /** Does a page's address name what is not there for whoever asks? */
  isMissing?(request: IncomingMessage): Promise<boolean>;
  readiness(): Promise<Readiness>;
  /** Development only: the framework's hot reload. */
  onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  limits?: Partial<typeof defaultLimits>;
};

const defaultLimits = {
  headerBytes: 16 * 1024,
  headersMs: 10_000,
  /** To receive a whole request; uploads that are read as they come have longer. */
  requestMs: 30_000,
  uploadMs: 10 * 60_000,
  connections: 5_000,
  /** A whole office may sit behind one address; proxies of ours are not counted. */
  connectionsPerAddress: 500,
  /** Pages without a sign-in, a minute and network; a whole office or a carrier's customers may sit behind one address. */
  openPagesPerMinute: 300,
  drainMs: 20_000,
};
const upload = /^\/api\/v1\/(imports|dossiers\/batch|dossiers\/\d+\/files|areas\/boundaries)(\/|$)/;
/** What people sent in is handed back to be kept, never to be shown as a page of ours: were a browser to open it, it could do nothing. */
const handedBack = /^\/api\/v1\/dossiers\/\d+\/files\/\d+$/;

export type FrontDoor = {
  server: Server;
  /** Stops taking requests, lets those in hand finish (at most 20 s), then cuts what is left. */
  drain(): Promise<void>;
};

/** The server in front of the framework: it turns away, limits, names and hardens; it holds no rule of the city. */
export function frontDoor(options: FrontDoorOptions): FrontDoor {
  const limits = { ...defaultLimits, ...options.limits };
  const origin = new URL(options.publicUrl).origin;
  const isHttps = origin.startsWith("https:");
  let isDraining = false;

  const openPages = new RateLimiterMemory({ points: limits.openPagesPerMinute, duration: 60 });
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    // Only where limitTime, which says why in a sentence, did not: due at the same moment, either could come first on a busy machine.
    requestTimeout: limits.uploadMs + limits.headersMs,
    connectionsCheckingInterval: Math.min(2_000, limits.headersMs),
    keepAliveTimeout: 10_000,
    requireHostHeader: true,
    insecureHTTPParser: false,
  });
  server.maxConnections = limits.connections;
  if (options.trustedProxies === 0) limitAddresses(server, limits.connectionsPerAddress);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? "";
    const path = pathOf(url);
    const requestId = randomUUID();
    const nonce = randomBytes(16).toString("base64");
    const csp = handedBack.test(path) ? inertPolicy : contentSecurityPolicy(nonce, options.isDev);
    harden(response, { csp, requestId, isHttps, isStatic: path.startsWith("/_next/static/"), isOpenData: isOpenData(path) });
    if (isDraining) response.setHeader("connection", "close");

    const asked = { method: request.method ?? "", url, headers: request.headers, rawHeaders: request.rawHeaders };
    const verdict = judge(asked, origin);
    if (verdict) {
      log().debug({ requestId, why: verdict.why }, "turned away");
      return refuse(request, response, verdict.status, verdict.code, verdict.status === 405 ? { allow: "GET, HEAD" } : {});
    }
    const address = clientAddress(request.socket.remoteAddress, headerOf(request, "x-forwarded-for"), options.trustedProxies);
    dropOurNames(request.headers);
    Object.assign(request.headers, {
      "x-client-address": address,
      "x-request-id": requestId,
      "x-request-path": url,
      "x-nonce": nonce,
      // The framework takes the nonce of its own scripts from here.
      "content-security-policy": csp,
    });
    if (request.method !== "GET" && request.method !== "HEAD")
      limitTime(request, response, upload.test(path) ? limits.uploadMs : limits.requestMs);

    if (path.startsWith("/api/health/")) return health(request, response, path);
    if (path === livePath) {
      if (request.method !== "GET") return refuse(request, response, 405, "method-not-allowed", { allow: "GET" });
      return isDraining ? refuse(request, response, 503, "closing", { "retry-after": "5" }) : options.live(request, response);
    }
    if (path === securityPath && options.securityContact)
      return text(request, response, securityText(options.securityContact, options.publicUrl, new Date()));
    if (isOpenPage(path) || isOpenQuestion(path)) {
      const wait = await secondsToWait(openPages, networkOf(address));
      if (wait > 0) return refuse(request, response, 429, "too-many-requests", { "retry-after": String(wait) });
    }
    if (path.startsWith("/api/v1/")) return options.api(request, response);
    const pages = options.pages();
    if (!pages) return refuse(request, response, 503, "closing", { "retry-after": "5" });
    // The framework's own requests must be 200, or it would load the page anew instead of showing what it says.
    if (request.headers.rsc === undefined && (await isMissing(request))) sayMissing(response);
    return pages(request, response);
  };

  /** Where it cannot be known the page itself says what is wrong. */
  const isMissing = async (request: IncomingMessage): Promise<boolean> =>
    (await options.isMissing?.(request).catch((error: unknown) => {
      log().warn({ error: describeError(error) }, "whether a page is there could not be known");
      return false;
    })) ?? false;

  const health = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (path === "/api/health/live") return json(response, 200, { status: "live" });
    if (path !== "/api/health/ready") return refuse(request, response, 404, "no-such-route");
    const state = await options.readiness();
    const isReady = state.isReady && !isDraining && options.pages() !== null;
    return json(response, isReady ? 200 : 503, { ...state, isReady });
  };

  server.on("request", (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.destroyed || request.destroyed) return;
      log().error(
        { requestId: response.getHeader("x-request-id"), error: describeError(error) },
        "the front door could not answer",
      );
      if (isAway(error)) refuse(request, response, 503, "unavailable", { "retry-after": "5" });
      else refuse(request, response, 500, "unexpected");
    });
  });
  server.on("upgrade", (request, socket, head) => {
    const isOurs =
      request.headers.origin === undefined || new Set([origin, `http://${request.headers.host}`]).has(request.headers.origin);
    if (options.onUpgrade && isOurs && request.url?.startsWith("/_next/")) options.onUpgrade(request, socket, head);
    else socket.destroy();
  });
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    else socket.destroy();
  });

  return {
    server,
    async drain() {
      isDraining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const cut = setTimeout(() => server.closeAllConnections(), limits.drainMs);
      // Connections fall idle as their answers end.
      const sweep = setInterval(() => server.closeIdleConnections(), 100);
      await closed;
      clearTimeout(cut);
      clearInterval(sweep);
    },
  };
}

/** The page says that there is nothing; its status says it too. */
function sayMissing(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse;
  const begin = (status: number, ...rest: unknown[]) => writeHead(status === 200 ? 404 : status, ...rest);
  response.writeHead = begin as typeof response.writeHead;
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

function text(request: IncomingMessage, response: ServerResponse, body: string): void {
  response.writeHead(200, { "content-type": "text/plain; charset=utf-8" });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Counts one more; the seconds until the next may come, 0 when this one may. */
async function secondsToWait(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000);
    throw refusal;
  }
}

/** One address cannot take all sockets. */
function limitAddresses(server: Server, limit: number): void {
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    const address = socket.remoteAddress ?? "";
    const count = (open.get(address) ?? 0) + 1;
    if (count > limit) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}

/** A body that drips in for longer is cut off. */
function limitTime(request: IncomingMessage, response: ServerResponse, ms: number): void {
  const timer = setTimeout(() => {
    if (request.complete) return;
    refuse(request, response, 408, "request-too-slow");
    request.destroy();
  }, ms);
  const stop = () => clearTimeout(timer);
  request.once("end", stop);
  response.once("close", stop);
}
