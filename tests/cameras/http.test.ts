import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StreamSource } from "@/lib/cameras/decoding/feed";
import { readPieces, variantIn } from "@/lib/cameras/http/playlist";
import type { CameraReader } from "@/lib/cameras/live/reader";
import { CameraReaders } from "@/lib/cameras/live/readers";
import { Gate } from "@/lib/cameras/probing/gate";
import { type Found, type Probed, probeCamera } from "@/lib/cameras/probing/probe";
import { type HttpAddress, readStream } from "@/lib/cameras/rules";
import { type HttpSources, startHttpSources } from "./http-sources";
import { cameraAccount } from "./sources";

const base: HttpAddress = { scheme: "http", host: "10.20.1.5", port: 80, path: "/live/list.m3u8" };
const list = (...lines: string[]) => ["#EXTM3U", "#EXT-X-TARGETDURATION:2", ...lines].join("\n");

describe("a list of pieces", () => {
  test("its pieces are numbered on, stand at its own place, and have a beginning or none", () => {
    expect(
      readPieces(
        list("#EXT-X-MEDIA-SEQUENCE:7", '#EXT-X-MAP:URI="init.mp4?k=1"', "#EXTINF:2.0,", "a.m4s", "#EXTINF:1.5,", "/b.m4s"),
        base,
      ),
    ).toEqual({
      segments: [
        { number: 7, path: "/live/a.m4s", init: "/live/init.mp4?k=1", seconds: 2 },
        { number: 8, path: "/b.m4s", init: "/live/init.mp4?k=1", seconds: 1.5 },
      ],
      ...{ targetSeconds: 2, isOver: false },
    });
    expect(readPieces(list("#EXTINF:2,", "http://10.20.1.5/x.ts", "#EXT-X-ENDLIST"), base)).toMatchObject({
      isOver: true,
      segments: [{ path: "/x.ts", init: null }],
    });
  });
  test.each([
    ["no list", "hello"],
    ["without its measure", "#EXTM3U\n#EXTINF:2,\na.ts"],
    ["a measure of an hour", "#EXTM3U\n#EXT-X-TARGETDURATION:3600\n#EXTINF:2,\na.ts"],
    ["a file", list("#EXTINF:2,", "file:///etc/passwd")],
    ["another machine", list("#EXTINF:2,", "http://169.254.169.254/latest/meta-data")],
    ["another machine, shortly", list("#EXTINF:2,", "//169.254.169.254/x")],
    ["another port", list("#EXTINF:2,", "http://10.20.1.5:5432/x")],
    ["another protocol", list("#EXTINF:2,", "https://10.20.1.5/x")],
    ["what programs make of words", list("#EXTINF:2,", "concat:http://10.20.1.5/a|file:///etc/passwd")],
    ["somebody's name", list("#EXTINF:2,", "http://a:b@10.20.1.5/x")],
    ["a beginning elsewhere", list('#EXT-X-MAP:URI="http://10.0.0.1/i"', "#EXTINF:2,", "a.m4s")],
    ["locked", list('#EXT-X-KEY:METHOD=AES-128,URI="http://10.0.0.1/key"', "#EXTINF:2,", "a.ts")],
    ["a part of a file", list("#EXTINF:2,", "#EXT-X-BYTERANGE:100@0", "a.ts")],
    ["a number before the first", list("#EXT-X-MEDIA-SEQUENCE:-4", "#EXTINF:2,", "a.ts")],
    ["pieces without end", list(...Array.from({ length: 3_000 }, (_, i) => `${i}.ts`))],
  ])("T-51, T-52: with %s there is nothing to follow", (_, text) => {
    expect(readPieces(text, base)).toBeNull();
  });
  test("of several the least or the most is taken; one that stands elsewhere is none", () => {
    const many = [
      "#EXTM3U",
      "#EXT-X-STREAM-INF:BANDWIDTH=900000",
      "big.m3u8",
      '#EXT-X-STREAM-INF:CODECS="avc1",BANDWIDTH=90000',
      "small.m3u8",
      "#EXT-X-STREAM-INF:BANDWIDTH=1",
      "http://10.0.0.1/x.m3u8",
    ].join("\n");
    expect([variantIn(many, base, true), variantIn(many, base, false), variantIn(list(), base, true)]).toEqual([
      "/live/small.m3u8",
      "/live/big.m3u8",
      null,
    ]);
  });
  test("property: whatever is sent is read or is none, and what is read stands at its own place", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "#EXTM3U",
        "#EXT-X-TARGETDURATION:2",
        "#EXT-X-MAP:URI=",
        "#EXTINF:1,",
        "http://",
        "..",
        "//x",
        "#EXT-X-STREAM-INF:",
      ),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 12 }).map((all) => ["#EXTM3U", "#EXT-X-TARGETDURATION:2", ...all].join("\n")),
        (text) => {
          for (const { path } of readPieces(text, base)?.segments ?? []) expect(path.startsWith("/")).toBe(true);
          expect(variantIn(text, base, true) ?? "/").toMatch(/^\//);
        },
      ),
    );
  });
});

describe("cameras and gateways that speak http", () => {
  let sources: HttpSources;
  const readers = new CameraReaders(8, 1);
  const gate = new Gate(2);
  beforeAll(async () => {
    Object.assign(process.env, {
      DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
      APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
      FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
      NODE_ENV: "test",
    });
    sources = await startHttpSources();
  }, 40_000);
  afterAll(async () => {
    readers.stopAll();
    await sources.stop();
  });
  const bare: Probed = { mainStream: null, subStream: null, snapshotUrl: null, credentials: null, thumb: null };
  const waits = { answerMs: 2_000, pictureMs: 6_000 };
  const look = (camera: Partial<Probed>): Promise<Found> =>
    probeCamera({ ...bare, ...camera }, { networks: [{ range: "127.0.0.0/8", port: sources.port }], gate, waits });
  const source = (path: string, credentials: StreamSource["credentials"] = null): StreamSource => {
    const address = readStream(sources.url(path));
    if (!address) throw new Error(path);
    return { address, credentials, networks: [{ range: "127.0.0.0/8", port: sources.port }], isLeast: false };
  };

  test.each([
    ["/ts/ts.m3u8", "H264"],
    ["/mp4/mp4.m3u8", "H264"],
    ["/hevc/hevc.m3u8", "H265"],
    ["/mjpeg", "JPEG"],
  ])(
    "%s is looked at: alive, and moving the next time",
    async (path, codec) => {
      const first = await look({ mainStream: sources.url(path) });
      expect(first).toMatchObject({ state: "ONLINE", proof: "first-picture", codec, picture: { width: 320, height: 180 } });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const next = await look({ mainStream: sources.url(path), thumb: first.picture?.thumb ?? null });
      expect([next.state, next.proof]).toEqual(["ONLINE", "picture-changes"]);
    },
    30_000,
  );
  test("a single picture that is always the same stands still; by name and password each is seen, and by a wrong one none", async () => {
    const first = await look({ snapshotUrl: sources.url("/one.jpg") });
    const next = await look({ snapshotUrl: sources.url("/one.jpg"), thumb: first.picture?.thumb ?? null });
    expect([first.state, first.codec, next.proof]).toEqual(["ONLINE", "JPEG", "picture-still"]);
    for (const at of [
      { mainStream: sources.url("/in/ts/ts.m3u8") },
      { mainStream: sources.url("/in/mjpeg") },
      { snapshotUrl: sources.url("/in/one.jpg") },
    ]) {
      expect(await look({ ...at, credentials: cameraAccount })).toMatchObject({ state: "ONLINE" });
      expect(await look({ ...at, credentials: { ...cameraAccount, password: "khác" } })).toMatchObject({ state: "UNAUTHORISED" });
    }
  }, 40_000);

  /** What was passed on of a reader's picture, as a decoder sees it. */
  async function decoded(reader: CameraReader | null): Promise<{ codec_name: string; width: number; frames: number }> {
    await reader?.playlist.until({ segment: 2, part: 0 }, 15_000);
    const init = await reader?.playlist.read("init-1", 0);
    const segment = await reader?.playlist.read("segment-1", 0);
    const dir = mkdtempSync(join(tmpdir(), "vong-lau-live-"));
    writeFileSync(join(dir, "x.mp4"), Buffer.concat([init ?? Buffer.alloc(0), segment ?? Buffer.alloc(0)]));
    const shown = ["-show_entries", "stream=codec_name,nb_read_frames,width", "-of", "json"];
    const told = spawnSync("ffprobe", ["-v", "error", "-count_frames", ...shown, join(dir, "x.mp4")]);
    rmSync(dir, { recursive: true });
    const [stream] = JSON.parse(told.stdout.toString()).streams;
    return { codec_name: stream.codec_name, width: stream.width, frames: Number(stream.nb_read_frames) };
  }
  test.each(["/ts/ts.m3u8", "/mp4/mp4.m3u8", "/hevc/hevc.m3u8", "/mjpeg", "/in/mp4/mp4.m3u8"])(
    "%s is passed on live as H.264, whatever it came as",
    async (path) => {
      const began = Date.now();
      const reader = readers.of(path, () => source(path, cameraAccount));
      expect(await reader?.playlist.until(null, 10_000)).toBe(true);
      expect(Date.now() - began).toBeLessThan(6_000);
      expect(await decoded(reader)).toMatchObject({ codec_name: "h264", width: 320 });
      readers.stopAll();
    },
    40_000,
  );
  test("no more pictures are made anew than may be; what comes as it may be shown needs no leave", async () => {
    const first = readers.of("first", () => source("/mjpeg"));
    expect(await first?.playlist.until(null, 10_000)).toBe(true);
    const second = readers.of("second", () => source("/hevc/hevc.m3u8"));
    await expect.poll(() => second?.unseen, { timeout: 8_000 }).toBe("transcoding-full");
    const third = readers.of("third", () => source("/ts/ts.m3u8"));
    expect(await third?.playlist.until(null, 10_000)).toBe(true);
    // Whoever waited is next.
    first?.stop();
    expect(await second?.playlist.until(null, 15_000)).toBe(true);
    readers.stopAll();
    const none = new CameraReaders(1, 0);
    const refused = none.of("x", () => source("/mjpeg"));
    await expect.poll(() => refused?.unseen, { timeout: 5_000 }).toBe("codec-unplayable");
    none.stopAll();
  }, 60_000);

  test("T-52: nothing is followed: no answer sends anyone elsewhere, and what is too much or never ends is cut off", async () => {
    const heard: string[] = [];
    const elsewhere = createServer((from, to) => {
      heard.push(from.url ?? "");
      to.end("secret");
    });
    await new Promise<void>((listening) => elsewhere.listen(0, "127.0.0.1", listening));
    const there = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    sources.say("/moved.m3u8", (to) => to.writeHead(302, { location: `${there}/a` }).end());
    sources.say("/moved", (to) => to.writeHead(302, { location: `${there}/b` }).end());
    sources.say("/away.m3u8", (to) => to.end(list("#EXTINF:2,", `${there}/c.ts`)));
    sources.say("/variant.m3u8", (to) => to.end(`#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${there}/d.m3u8\n`));
    sources.say("/text.m3u8", (to) => to.end(list("#EXTINF:2,", "/text.ts")));
    sources.say("/text.ts", (to) => to.end(`#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${there}/e.ts\nfile:///etc/passwd\n`));
    sources.say("/huge.m3u8", (to) => to.end(`#EXTM3U\n${"#".repeat(1_000_000)}`));
    sources.say("/trickle.m3u8", (to) => {
      to.write("#EXTM3U\n");
      const timer = setInterval(() => to.write("#"), 300);
      to.on("close", () => clearInterval(timer));
    });
    sources.say("/mute.m3u8", () => undefined);
    sources.say("/page", (to) => to.writeHead(200, { "content-type": "text/html" }).end("<html>"));
    sources.say("/garbage", (to) => {
      to.writeHead(200, { "content-type": "multipart/x-mixed-replace; boundary=x" });
      for (let i = 0; i < 200; i += 1) to.write(Buffer.alloc(10_000, i));
      to.end();
    });
    const proofs: [string, string][] = [
      ["/moved.m3u8", "answered-otherwise"],
      ["/moved", "answered-otherwise"],
      ["/away.m3u8", "no-picture-offered"],
      ["/variant.m3u8", "no-picture-offered"],
      ["/text.m3u8", "no-picture"],
      ["/huge.m3u8", "unreachable"],
      ["/trickle.m3u8", "unreachable"],
      ["/mute.m3u8", "silent"],
      ["/page", "no-picture-offered"],
      ["/garbage", "not-decoded"],
      ["/nothing.m3u8", "no-such-stream"],
    ];
    for (const [path, proof] of proofs) {
      const found = await look({ mainStream: sources.url(path) });
      expect([path, found.state, found.proof]).toEqual([path, "OFFLINE", proof]);
    }
    expect(heard).toEqual([]);
    elsewhere.close();
  }, 60_000);
});
