import { once } from "node:events";
import { Agent, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { declaredRoutes } from "@/app/routes";
import { type ApiRoute, apiServer } from "@/lib/door/api";
import { type FrontDoorOptions, frontDoor } from "@/lib/door/server";

export const publicUrl = "http://localhost:3000";
export type HttpAsk = { method: string; path: string; headers?: Record<string, string>; body?: string | Buffer };
export type HttpAnswer = { status: number; headers: Record<string, string>; text: string; ms: number };

/** The front door and every declared route behind it, on a free port: what a client of the API meets, without the pages. */
export async function openHouse(limits: FrontDoorOptions["limits"] = {}, trustedProxies = 0) {
  const byPath = new Map<string, Record<string, ApiRoute["methods"][string]>>();
  for (const { method, handler } of declaredRoutes()) {
    const { path } = handler.declaration;
    byPath.set(path, { ...byPath.get(path), [method]: handler });
  }
  const routes = [...byPath].map(([path, methods]) => ({ path, methods }));
  const door = frontDoor({
    publicUrl,
    trustedProxies,
    isDev: false,
    api: apiServer(routes, publicUrl),
    live: (_request, response) => void response.writeHead(204).end(),
    pages: () => null,
    limits,
    readiness: async () => ({ isReady: true, database: "up", missingMigrations: 0, sealing: "on-time", live: "hearing" }),
  });
  door.server.listen(0, "127.0.0.1");
  await once(door.server, "listening");
  const { port } = door.server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });

  /** Sends a request as a browser of our own pages would; `cutAfterMs` leaves before the answer was read. */
  const ask = ({ method, path, headers = {}, body }: HttpAsk, cutAfterMs?: number): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const startedAt = performance.now();
      const request = httpRequest(
        {
          port,
          agent: cutAfterMs === undefined ? agent : false,
          method,
          path,
          headers: {
            ...(method === "GET" ? {} : { "sec-fetch-site": "same-origin", "content-type": "application/json" }),
            ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
              text: Buffer.concat(chunks).toString("utf8"),
              ms: performance.now() - startedAt,
            }),
          );
        },
      );
      request.on("error", reject);
      if (cutAfterMs !== undefined) setTimeout(() => request.destroy(new Error("left")), cutAfterMs);
      request.end(body);
    });
  const close = async () => {
    agent.destroy();
    await door.drain();
  };
  return { port, ask, close };
}
export type House = Awaited<ReturnType<typeof openHouse>>;
