import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { type FrontDoor, type FrontDoorOptions, frontDoor, type Serve } from "@/lib/door/server";

export const publicUrl = "http://localhost:3000";

/** What the unit tests need of the environment; it is parsed on first use. */
export function settle(): void {
  Object.assign(process.env, {
    NODE_ENV: "test",
    DATABASE_URL: process.env.DATABASE_URL ?? "postgresql://nobody@127.0.0.1:1/none",
    PUBLIC_URL: publicUrl,
    APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
    FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
    LOG_LEVEL: "silent",
  });
}

/** A front door on a free port; behind it stands what the test gives, and says what reached it. */
export async function hang(options: Partial<FrontDoorOptions> = {}): Promise<{ door: FrontDoor; port: number; url: string }> {
  const echo: Serve = (request, response) => {
    response.writeHead(200, { "content-type": "application/json", "cache-control": "public, max-age=9", "x-powered-by": "test" });
    response.end(JSON.stringify({ url: request.url, method: request.method, headers: request.headers }));
  };
  const door = frontDoor({
    publicUrl,
    trustedProxies: 0,
    isDev: false,
    api: echo,
    live: echo,
    pages: () => echo,
    readiness: async () => ({ isReady: true, database: "up", missingMigrations: 0, sealing: "on-time", live: "hearing" }),
    ...options,
  });
  door.server.listen(0, "127.0.0.1");
  await once(door.server, "listening");
  const { port } = door.server.address() as AddressInfo;
  return { door, port, url: `http://127.0.0.1:${port}` };
}

export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

/** Sends exactly these bytes: clients mend what an attacker would not. Resolves when the server closes or has answered. */
export function raw(port: number, bytes: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    let text = "";
    socket.setTimeout(5_000, () => socket.destroy(new Error("no answer")));
    const done = () => {
      socket.destroy();
      const [head = "", ...rest] = text.split("\r\n\r\n");
      const [first = "", ...lines] = head.split("\r\n");
      const headers = Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
      );
      resolve({ status: Number(first.split(" ")[1] ?? 0), headers, body: rest.join("\r\n\r\n") });
    };
    socket.on("data", (chunk) => {
      text += chunk.toString("utf8");
      const [head = "", body] = text.split("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? -1);
      if (body !== undefined && length >= 0 && Buffer.byteLength(text.slice(head.length + 4)) >= length) done();
      else if (text.endsWith("\r\n0\r\n\r\n")) done();
    });
    socket.on("end", done);
    socket.on("error", reject);
  });
}
export const get = (path: string, ...headers: string[]) =>
  `GET ${path} HTTP/1.1\r\nhost: localhost:3000\r\n${headers.map((h) => `${h}\r\n`).join("")}\r\n`;
