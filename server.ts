// First of all: the framework's context storage, which the API's modules take hold of when they are loaded.
import "next/dist/server/node-environment-baseline.js";
import { createServer, type IncomingMessage } from "node:http";
import next from "next";
import type { Asker } from "@/app/caller";
import { isMissing } from "@/app/missing";
import { openApiText } from "@/app/openapi";
import { declaredRoutes } from "@/app/routes";
import { decodeSession, sessionCookieName } from "@/app/session-cookie";
import { findStandingSessions } from "@/lib/auth/queries";
import { endWallStreams, stopReaders } from "@/lib/cameras/queries";
import { connectFor, disconnect } from "@/lib/db/client";
import { type ApiRoute, apiServer } from "@/lib/door/api";
import { readiness } from "@/lib/door/health";
import { atHome } from "@/lib/door/home";
import { kept } from "@/lib/door/kept";
import { frontDoor, type Serve } from "@/lib/door/server";
import { Streams, type Viewer } from "@/lib/door/streams";
import { env, isPrivate, loadDotEnv } from "@/lib/env";
import { Hub } from "@/lib/live/hub";
import { describeError, log } from "@/lib/log";
import { locales } from "@/lib/words";

const isDev = process.argv.includes("--dev");

/** Ends before anything was begun, with a sentence for whoever starts the program. */
function stop(sentence: string): never {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

function settings() {
  try {
    loadDotEnv();
    return env();
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

/** Whose session a request of the live channel carries. */
async function viewerOf(request: IncomingMessage): Promise<Viewer | null> {
  const name = `${sessionCookieName()}=`;
  const found = (request.headers.cookie ?? "").split(/;\s*/).filter((pair) => pair.startsWith(name));
  const sessionId = await decodeSession(found.length === 1 ? found[0]?.slice(name.length) : undefined);
  if (sessionId === null) return null;
  const userId = (await findStandingSessions([sessionId], new Date())).get(sessionId);
  return userId === undefined ? null : { sessionId, userId };
}

/** A page's request as the routes see theirs. */
function askerOf({ url, headers }: IncomingMessage): Asker {
  const get = (name: string) => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(", ") : (value ?? null);
  };
  return { url: new URL(url ?? "/", env().PUBLIC_URL).href, headers: { get } };
}

function apiRoutes(): ApiRoute[] {
  const byPath = new Map<string, Record<string, ApiRoute["methods"][string]>>();
  for (const { method, handler } of declaredRoutes()) {
    const { path } = handler.declaration;
    byPath.set(path, { ...byPath.get(path), [method]: handler });
  }
  return [...byPath].map(([path, methods]) => ({ path, methods }));
}

async function main(): Promise<void> {
  const { HOST, PORT, PUBLIC_URL, TRUSTED_PROXIES, SECURITY_CONTACT, OIDC_ISSUER } = settings();
  if (isDev) globalThis.fetch = atHome(globalThis.fetch, OIDC_ISSUER ? [new URL(OIDC_ISSUER).origin] : []);
  connectFor("pages");
  const hub = new Hub();
  kept.trust(hub);
  const standing = async (ids: readonly string[]) => new Set((await findStandingSessions(ids, new Date())).keys());
  const streams = new Streams({ hub, viewerOf, standing });
  let pages: Serve | null = null;
  // The framework hangs itself onto the server it is given and would take upgrades; it gets one that never listens.
  const decoy = createServer();
  const door = frontDoor({
    publicUrl: PUBLIC_URL,
    trustedProxies: TRUSTED_PROXIES,
    securityContact: SECURITY_CONTACT,
    isDev,
    api: apiServer(apiRoutes(), new URL(PUBLIC_URL).origin),
    live: (request, response) => streams.serve(request, response),
    pages: () => pages,
    isMissing: (request) => isMissing(askerOf(request)),
    readiness: () => readiness(hub.isHearing),
    ...(isDev ? { onUpgrade: (...upgrade) => void decoy.emit("upgrade", ...upgrade) } : {}),
  });

  let isEnding = false;
  const end = async (code: number) => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(code), 25_000).unref();
    const drained = door.drain();
    streams.close();
    endWallStreams();
    stopReaders();
    await drained;
    await hub.close();
    await disconnect();
    process.exit(code);
  };
  process.on("SIGTERM", () => void end(0));
  process.on("SIGINT", () => void end(0));
  for (const event of ["unhandledRejection", "uncaughtException"] as const)
    process.on(event, (error: unknown) => {
      log().fatal({ error: describeError(error) }, event);
      void end(1);
    });

  await new Promise<void>((resolve) => {
    door.server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE")
        stop(
          `Cổng ${PORT} đang được chương trình khác dùng; chọn cổng khác bằng PORT. / Port ${PORT} is taken; choose another with PORT.`,
        );
      if (error.code === "EACCES" || error.code === "EADDRNOTAVAIL")
        stop(`Không mở được ${HOST}:${PORT}; xem lại HOST và PORT. / ${HOST}:${PORT} cannot be opened; check HOST and PORT.`);
      throw error;
    });
    door.server.listen(PORT, HOST, resolve);
  });
  await hub.start();
  const app = next({ dev: isDev, dir: import.meta.dirname, hostname: HOST, port: PORT, httpServer: decoy });
  try {
    await app.prepare();
  } catch (error) {
    log().fatal({ error: describeError(error) }, "the pages could not be prepared");
    stop("Chưa biên dịch ứng dụng; chạy: npm run build. / The application is not built; run: npm run build.");
  }
  pages = app.getRequestHandler();
  for (const locale of locales) openApiText(locale);
  if (!isDev && !isPrivate(PUBLIC_URL)) log().warn("PUBLIC_URL is plain http: passwords travel in the clear; put TLS in front");
  log().info({ host: HOST, port: PORT }, "listening");
}

await main();
