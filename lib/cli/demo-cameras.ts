import { type ChildProcess, spawn } from "node:child_process";
import { createSocket, type Socket as Datagrams } from "node:dgram";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join, resolve } from "node:path";
import * as z from "zod";
import { demoCameras, hamletCameras, type SeedCamera } from "@/prisma/seed/cameras";
import { argumentsFor } from "./demo-scenes";

// The demo's cameras: a small RTSP server (RFC 2326, packets within the connection) over pictures that ffmpeg draws. A picture is drawn while
// somebody plays it, once for however many. Started by demo-city.ts; without ffmpeg its cameras answer and nothing comes.
const { DATA_DIR, CAMERAS_PORT, FFMPEG_PATH } = z
  .object({ DATA_DIR: z.string(), CAMERAS_PORT: z.coerce.number(), FFMPEG_PATH: z.string().default("ffmpeg") })
  .parse(process.env);
const folder = join(DATA_DIR, "demo-cameras");
mkdirSync(folder, { recursive: true });
copyFileSync(
  resolve(import.meta.dirname, "../../node_modules/@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf"),
  join(folder, "font.ttf"),
);
/** What the cameras of the hamlets show, a few of them the same: a picture each would keep a processor busy with drawing. */
const shared = Array.from(
  { length: 4 },
  (_, i): SeedCamera => ({
    ...{
      code: `thon-to-${i + 1}`,
      name: `Camera thôn, tổ dân phố ${i + 1} (mô phỏng)`,
      group: "",
      unit: "",
      ward: "",
      address: "",
    },
    ...{ scene: "street", east: 0, north: 0, bearing: 0 },
  }),
);
for (const { code, name } of [...demoCameras, ...shared]) writeFileSync(join(folder, `${code}.txt`), name);

const lingerMs = 2_000;
const describeMs = 4_000;

class Source {
  private readonly clients = new Set<(packet: Buffer) => void>();
  private child: ChildProcess | null = null;
  private datagrams: Datagrams | null = null;
  private ending: NodeJS.Timeout | undefined;
  /** What a decoder must know before the first picture (H.264's SPS and PPS), once ffmpeg has said it. */
  private sets: { sps: Buffer; pps: Buffer } | null = null;
  private waiting: (() => void)[] = [];
  constructor(
    readonly camera: SeedCamera,
    private readonly place: number,
  ) {}

  play(onPacket: (packet: Buffer) => void): () => void {
    this.clients.add(onPacket);
    this.start();
    return () => {
      this.clients.delete(onPacket);
      this.linger();
    };
  }

  /** The description of the picture; where none can be drawn it says less of it, and no picture follows. */
  async describe(): Promise<string> {
    if (!this.sets) {
      this.start();
      await new Promise<void>((told) => {
        this.waiting.push(told);
        setTimeout(told, describeMs);
      });
      this.linger();
    }
    const { sps, pps } = this.sets ?? {};
    const known =
      sps && pps
        ? `;profile-level-id=${sps.subarray(1, 4).toString("hex")};sprop-parameter-sets=${sps.toString("base64")},${pps.toString("base64")}`
        : "";
    const format = `packetization-mode=1${known}`;
    const lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=demo", "c=IN IP4 0.0.0.0", "t=0 0", "a=control:*"];
    return [...lines, "m=video 0 RTP/AVP 96", "a=rtpmap:96 H264/90000", `a=fmtp:96 ${format}`, "a=control:track", ""].join(
      "\r\n",
    );
  }

  stop(): void {
    clearTimeout(this.ending);
    this.child?.kill("SIGKILL");
    this.datagrams?.close();
    this.child = null;
    this.datagrams = null;
  }

  private linger(): void {
    clearTimeout(this.ending);
    this.ending = setTimeout(() => {
      if (this.clients.size === 0) this.stop();
    }, lingerMs);
  }

  private start(): void {
    clearTimeout(this.ending);
    if (this.datagrams) return;
    const datagrams = createSocket("udp4");
    this.datagrams = datagrams;
    datagrams.on("message", (packet) => {
      // RTCP comes by the same port (RFC 5761); nobody here needs it.
      const kind = packet[1] ?? 0;
      if (kind >= 200 && kind <= 207) return;
      if (!this.sets) this.learn(packet.subarray(12));
      for (const send of this.clients) send(packet);
    });
    datagrams.bind(0, "127.0.0.1", () => {
      if (this.datagrams !== datagrams) return;
      const child = spawn(FFMPEG_PATH, argumentsFor(this.camera, this.place, datagrams.address().port), {
        cwd: folder,
        stdio: "ignore",
        env: { NODE_ENV: "production", TZ: "Asia/Ho_Chi_Minh", LANG: "C", PATH: process.env.PATH },
      });
      this.child = child;
      const gone = () => {
        if (this.child === child) this.stop();
      };
      child.once("error", gone);
      child.once("exit", gone);
    });
  }

  private learn(payload: Buffer): void {
    const units: Buffer[] = [];
    if (((payload[0] ?? 0) & 0x1f) !== 24) units.push(payload);
    // Several in one packet (STAP-A, RFC 6184 §5.7.1).
    else
      for (let at = 1; at + 2 < payload.length; at += 2 + payload.readUInt16BE(at))
        units.push(payload.subarray(at + 2, at + 2 + payload.readUInt16BE(at)));
    const found = (type: number) => units.find((unit) => ((unit[0] ?? 0) & 0x1f) === type);
    this.sps = found(7) ?? this.sps;
    this.pps = found(8) ?? this.pps;
    if (!this.sps || !this.pps) return;
    this.sets = { sps: Buffer.from(this.sps), pps: Buffer.from(this.pps) };
    for (const told of this.waiting.splice(0)) told();
  }
  private sps: Buffer | undefined;
  private pps: Buffer | undefined;
}

const sharedSources = shared.map((camera, i) => new Source(camera, demoCameras.length + i));
const sources = new Map<string, Source>([
  ...demoCameras.map((camera, place) => [`/${camera.code}`, new Source(camera, place)] as const),
  ...hamletCameras.flatMap(({ code }, i) => {
    const source = sharedSources[i % sharedSources.length];
    return source ? [[`/${code}`, source] as const] : [];
  }),
]);
const mostUnread = 512 * 1024;

function serve(socket: Socket): void {
  let rest = Buffer.alloc(0);
  let stop: (() => void) | null = null;
  let last: Promise<void> = Promise.resolve();
  const say = (status: string, number: string, headers: readonly string[] = [], body = "") => {
    const length = body ? [`Content-Length: ${Buffer.byteLength(body)}`] : [];
    if (!socket.destroyed) socket.write([`RTSP/1.0 ${status}`, `CSeq: ${number}`, ...headers, ...length, "", body].join("\r\n"));
  };
  const answer = async (asked: string) => {
    const [method = "", address = ""] = asked.split(" ");
    const number = /^cseq: *(\d+)/im.exec(asked)?.[1] ?? "0";
    if (method === "OPTIONS") return say("200 OK", number, ["Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN"]);
    const source = sources.get(URL.canParse(address) ? new URL(address).pathname.replace(/\/(track)?$/, "") : "");
    if (!source) return say("404 Not Found", number);
    const { scene } = source.camera;
    // A camera without power, or behind a line that is cut.
    if (scene === "away") return;
    if (scene === "locked") return say("401 Unauthorized", number, ['WWW-Authenticate: Basic realm="camera"']);
    if (method === "DESCRIBE")
      return say("200 OK", number, ["Content-Type: application/sdp", `Content-Base: ${address}/`], await source.describe());
    if (method === "SETUP") return say("200 OK", number, ["Transport: RTP/AVP/TCP;unicast;interleaved=0-1", "Session: 1"]);
    say("200 OK", number, ["Session: 1"]);
    if (method === "TEARDOWN") socket.end();
    if (method === "PLAY")
      stop ??= source.play((packet) => {
        // Whoever does not read is let go.
        if (socket.writableLength > mostUnread) return void socket.destroy();
        const head = Buffer.from([0x24, 0, packet.length >> 8, packet.length & 0xff]);
        socket.write(Buffer.concat([head, packet]));
      });
  };
  socket.on("data", (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 4) {
      // What a player reports of its own (RTCP) is passed over.
      const size = rest[0] === 0x24 ? 4 + rest.readUInt16BE(2) : rest.indexOf("\r\n\r\n") + 4;
      if (size < 4 || size > rest.length) break;
      const asked = rest.toString("latin1", 0, size);
      if (rest[0] !== 0x24) last = last.then(() => answer(asked));
      rest = rest.subarray(size);
    }
    if (rest.length > 65_536) socket.destroy();
  });
  socket.on("error", () => undefined);
  socket.on("close", () => stop?.());
}

const server = createServer({ noDelay: true }, serve).listen(CAMERAS_PORT, "127.0.0.1");
process.on("SIGTERM", () => {
  for (const source of sources.values()) source.stop();
  server.close();
  process.exit(0);
});
