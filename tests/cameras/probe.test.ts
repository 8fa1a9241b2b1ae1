import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CameraProof, CameraState } from "@/lib/cameras/model";
import { Gate } from "@/lib/cameras/probing/gate";
import { type Found, type Probed, probeCamera } from "@/lib/cameras/probing/probe";
import { cameraAccount, type Sources, startSources } from "./sources";

let sources: Sources;
const servers: Server[] = [];
const sockets = new Set<Socket>();
beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
    FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
    NODE_ENV: "test",
  });
  sources = await startSources();
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  await sources.stop();
});

const gate = new Gate(2);
const bare: Probed = { mainStream: null, subStream: null, snapshotUrl: null, credentials: null, thumb: null };
const look = (camera: Partial<Probed>, port: number, waits = { answerMs: 5_000, pictureMs: 10_000 }): Promise<Found> =>
  probeCamera({ ...bare, ...camera }, { networks: [{ range: "127.0.0.0/8", port }], gate, waits });
const short = { answerMs: 400, pictureMs: 1_500 };

/** A camera that is none: what it says to whoever connects. */
async function impostor(speak: (socket: Socket, heard: Buffer) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (heard) => speak(socket, heard));
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("no port");
  return at.port;
}
const proof = ({ state, proof }: Found) => [state, proof];

describe("cameras that are", () => {
  test("a moving picture is online at first and with the next, and its picture is kept", async () => {
    const first = await look({ mainStream: sources.url("/moving") }, sources.port);
    expect(proof(first)).toEqual(["ONLINE", "first-picture"]);
    expect(first).toMatchObject({ codec: "H264", picture: { width: 640, height: 360 } });
    expect(first.picture?.jpeg.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    const next = await look({ mainStream: sources.url("/moving"), thumb: first.picture?.thumb ?? null }, sources.port);
    expect(proof(next)).toEqual(["ONLINE", "picture-changes"]);
  });
  test.each([
    ["/still", ["FROZEN", "picture-still"]],
    ["/dark", ["DARK", "picture-dark"]],
    ["/covered", ["DARK", "picture-empty"]],
  ])("%s", async (path, wanted) => {
    const first = await look({ mainStream: sources.url(path) }, sources.port);
    const next = await look({ mainStream: sources.url(path), thumb: first.picture?.thumb ?? null }, sources.port);
    expect(proof(next)).toEqual(wanted);
  });
  test("the lesser stream is looked at where there is one; H.265 is decoded and called so; sound alone is no picture", async () => {
    const lesser = await look({ mainStream: sources.url("/nothing"), subStream: sources.url("/moving") }, sources.port);
    expect(proof(lesser)).toEqual(["ONLINE", "first-picture"]);
    expect(await look({ mainStream: sources.url("/hevc") }, sources.port)).toMatchObject({ state: "ONLINE", codec: "H265" });
    expect(proof(await look({ mainStream: sources.url("/sound") }, sources.port))).toEqual(["OFFLINE", "no-picture-offered"]);
  });
  test("by name and password: with the right ones seen, with wrong ones or none unauthorised; a path it has not is none", async () => {
    const at = { mainStream: sources.securedUrl("/moving") };
    expect(await look({ ...at, credentials: cameraAccount }, sources.securePort)).toMatchObject({ state: "ONLINE" });
    const wrong = { ...cameraAccount, password: "khác" };
    for (const credentials of [wrong, null])
      expect(proof(await look({ ...at, credentials }, sources.securePort))).toEqual(["UNAUTHORISED", "sign-in-refused"]);
    expect(proof(await look({ mainStream: sources.url("/nothing") }, sources.port))).toEqual(["OFFLINE", "no-such-stream"]);
  });
});

/** What every program of this machine was started with while `act` lasts. */
async function commandLines(act: () => Promise<unknown>): Promise<string[]> {
  const seen = new Set<string>();
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name)))
        for (const file of ["cmdline", "environ"])
          try {
            const text = readFileSync(`/proc/${pid}/${file}`, "utf8");
            if (file === "environ" ? readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "ffmpeg" : true) seen.add(text);
          } catch {
            // It has ended meanwhile.
          }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  })();
  await act();
  isOver = true;
  await watching;
  return [...seen];
}
test("T-50: whoever lists the machine's processes sees no name, password or address of a camera", async () => {
  const at = { mainStream: sources.securedUrl("/moving"), credentials: cameraAccount };
  const lines = await commandLines(async () => expect((await look(at, sources.securePort)).state).toBe("ONLINE"));
  const decoders = lines.filter((line) => line.includes("pipe:3"));
  expect(decoders.length).toBeGreaterThan(0);
  expect(decoders.join()).toMatch(/rtsp:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}/);
  const server = (line: string) => line.includes("sources.py");
  expect(lines.filter((line) => line.includes(cameraAccount.password) && !server(line))).toEqual([]);
  expect(decoders.filter((line) => line.includes(`:${sources.securePort}/`))).toEqual([]);
});

describe("cameras that are not", () => {
  const ok = (body: string) =>
    `RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Type: application/sdp\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  const sdp = "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:rtsp://169.254.169.254/x\r\n";
  test.each<[name: string, speak: (socket: Socket, heard: Buffer) => void, wanted: [CameraState, CameraProof]]>([
    ["says nothing", () => undefined, ["OFFLINE", "silent"]],
    ["hangs up", (s) => s.destroy(), ["OFFLINE", "closed"]],
    ["speaks HTTP", (s) => s.end("HTTP/1.1 200 OK\r\n\r\n"), ["OFFLINE", "garbled"]],
    ["never ends its head", (s) => s.write(Buffer.alloc(40_000, "x")), ["OFFLINE", "garbled"]],
    ["promises a huge body", (s) => s.write("RTSP/1.0 200 OK\r\nContent-Length: 999999999\r\n\r\n"), ["OFFLINE", "garbled"]],
    ["has a thousand headers", (s) => s.write(`RTSP/1.0 200 OK\r\n${"A: b\r\n".repeat(1_000)}\r\n`), ["OFFLINE", "garbled"]],
    [
      "sends one elsewhere",
      (s) => s.write("RTSP/1.0 302 Moved\r\nCSeq: 1\r\nLocation: rtsp://10.0.0.1/\r\n\r\n"),
      ["OFFLINE", "answered-otherwise"],
    ],
    ["describes nothing", (s) => s.write(ok("v=0\r\n")), ["OFFLINE", "no-picture-offered"]],
    [
      "has a picture and does not play it",
      (s, heard) =>
        s.write(
          heard.toString().startsWith("DESCRIBE")
            ? ok(sdp)
            : "RTSP/1.0 302 Moved\r\nCSeq: 2\r\nLocation: rtsp://127.0.0.1:1/\r\n\r\n",
        ),
      ["OFFLINE", "not-decoded"],
    ],
  ])("one that %s", async (_, speak, wanted) => {
    const port = await impostor(speak);
    expect(proof(await look({ mainStream: `rtsp://127.0.0.1:${port}/x` }, port, short))).toEqual(wanted);
  });
  test("one that plays garbage ends in a state, not in a hang", async () => {
    const port = await impostor((socket, heard) => {
      const text = heard.toString("latin1");
      const number = /CSeq: (\d+)/i.exec(text)?.[1] ?? "1";
      if (text.startsWith("DESCRIBE")) socket.write(ok(sdp).replace("CSeq: 1", `CSeq: ${number}`));
      else if (text.startsWith("SETUP"))
        socket.write(
          `RTSP/1.0 200 OK\r\nCSeq: ${number}\r\nSession: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n`,
        );
      else if (text.startsWith("PLAY")) {
        socket.write(`RTSP/1.0 200 OK\r\nCSeq: ${number}\r\nSession: 1\r\n\r\n`);
        for (let i = 0; i < 200; i += 1) socket.write(Buffer.concat([Buffer.from([0x24, 0, 3, 0xe8]), Buffer.alloc(1_000, i)]));
      }
    });
    const found = await look({ mainStream: `rtsp://127.0.0.1:${port}/x` }, port, short);
    expect(found.state).toBe("OFFLINE");
    expect(["no-picture", "not-decoded"]).toContain(found.proof);
  }, 30_000);
  test("T-52: where nothing listens, where nobody may look, and what is no address", async () => {
    expect(proof(await look({ mainStream: "rtsp://127.0.0.1:2/x" }, 2))).toEqual(["OFFLINE", "connection-refused"]);
    // Our database is no camera, whatever is written down.
    expect(proof(await look({ mainStream: "rtsp://127.0.0.1:1/x" }, 1))).toEqual(["UNKNOWN", "address-refused"]);
    expect(proof(await look({ mainStream: "rtsp://127.0.0.1:8554/x" }, 554))).toEqual(["UNKNOWN", "address-refused"]);
    expect(proof(await look({ mainStream: "rtsp://169.254.169.254/x" }, 554))).toEqual(["UNKNOWN", "address-refused"]);
    expect(proof(await look({ mainStream: "file:///etc/passwd" }, 554))).toEqual(["UNKNOWN", "no-address"]);
    expect(proof(await look({}, 554))).toEqual(["UNKNOWN", "no-address"]);
  });
});
