import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cameraAccount } from "./sources";

/**
 * Cameras and gateways that speak http: moving pictures as HLS in MPEG-TS (/ts/…), in MP4 (/mp4/…) and as H.265 (/hevc/…), picture after picture
 * (/mjpeg), a single one (/one.jpg); all of it by name and password too, under /in. `say` puts another answer at a path.
 */
export type HttpSources = {
  port: number;
  url(path: string): string;
  say(path: string, answer: (to: ServerResponse) => void): void;
  asked: string[];
  stop(): Promise<void>;
};

const moving = (fromSeconds: number) => [
  ...["-f", "lavfi", "-i", `testsrc=size=320x180:rate=10,trim=start=${fromSeconds},setpts=PTS-STARTPTS,realtime`],
];
const h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "10"];
const h265 = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:keyint=10", "-tag:v", "hvc1"];
const pieces = ["-f", "hls", "-hls_time", "1", "-hls_list_size", "4", "-hls_flags", "delete_segments+independent_segments"];
const inMp4 = (name: string) => [
  ...["-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", `${name}-init.mp4`, "-hls_segment_filename", `${name}-%d.m4s`],
];

export async function startHttpSources(): Promise<HttpSources> {
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-http-cameras-"));
  const children: ChildProcess[] = [];
  const run = (args: readonly string[], out: "ignore" | "pipe" = "ignore") => {
    const child = spawn("ffmpeg", ["-nostdin", "-loglevel", "quiet", ...args], { stdio: ["ignore", out, "ignore"], cwd: dir });
    children.push(child);
    return child;
  };
  const lists: Record<string, string[]> = {
    ts: [...h264, ...pieces, "-hls_segment_filename", "ts-%d.ts"],
    mp4: [...h264, ...pieces, ...inMp4("mp4")],
    hevc: [...h265, ...pieces, ...inMp4("hevc")],
  };
  for (const [name, how] of Object.entries(lists)) run([...moving(0), ...how, `${name}.m3u8`]);
  const beganAt = Date.now();
  /** Whoever comes later sees what is then. */
  const seconds = () => Math.round((Date.now() - beganAt) / 1_000);
  const said = new Map<string, (to: ServerResponse) => void>();
  const asked: string[] = [];
  const nonce = "7f3a";
  const server = createServer((from, to) => {
    const whole = from.url ?? "/";
    asked.push(`${whole}${from.headers.authorization ? " proven" : ""}`);
    const isIn = whole.startsWith("/in/");
    if (isIn && !isProven(from.headers.authorization, whole)) {
      to.writeHead(401, { "www-authenticate": `Digest realm="cam", nonce="${nonce}", qop="auth"` }).end();
      return;
    }
    const path = isIn ? whole.slice(3) : whole;
    const answer = said.get(path);
    if (answer) return answer(to);
    if (path === "/mjpeg") {
      to.writeHead(200, { "content-type": "multipart/x-mixed-replace; boundary=ffmpeg" });
      const child = run([...moving(seconds()), "-f", "mpjpeg", "pipe:1"], "pipe");
      child.stdout?.pipe(to);
      to.on("close", () => child.kill("SIGKILL"));
      return;
    }
    if (path === "/one.jpg") {
      const child = run([...moving(0), "-frames:v", "1", "-f", "mjpeg", "pipe:1"], "pipe");
      to.writeHead(200, { "content-type": "image/jpeg" });
      child.stdout?.pipe(to);
      return;
    }
    const file = join(dir, path.replace(/^\/(?:ts|mp4|hevc)\//, "").split("?")[0] ?? "");
    if (!/^\/(ts|mp4|hevc)\/[\w.-]+$/.test(path) || !existsSync(file)) {
      to.writeHead(404).end();
      return;
    }
    to.writeHead(200, { "content-type": "application/octet-stream" }).end(readFileSync(file));
  });
  function isProven(proof: string | undefined, uri: string): boolean {
    const of = (name: string) => new RegExp(`${name}="?([^",]+)`).exec(proof ?? "")?.[1] ?? "";
    const md5 = (text: string) => createHash("md5").update(text).digest("hex");
    const [who, what] = [md5(`${cameraAccount.name}:cam:${cameraAccount.password}`), md5(`GET:${uri}`)];
    return of("response") === md5(`${who}:${nonce}:${of("nc")}:${of("cnonce")}:auth:${what}`);
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  for (let n = 0; !["ts", "mp4", "hevc"].every((name) => existsSync(join(dir, `${name}.m3u8`))); n += 1) {
    if (n > 200) throw new Error("The http cameras of the tests did not start: install ffmpeg.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    port,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    say: (path, answer) => void said.set(path, answer),
    asked,
    async stop() {
      for (const child of children) child.kill("SIGKILL");
      server.closeAllConnections();
      server.close();
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
