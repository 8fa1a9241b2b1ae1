import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StreamSource } from "@/lib/cameras/decoding/feed";
import { NotMp4, type Piece, PieceReader } from "@/lib/cameras/live/boxes";
import { LivePlaylist } from "@/lib/cameras/live/playlist";
import { CameraReaders } from "@/lib/cameras/live/readers";
import { readStream } from "@/lib/cameras/rules";
import { cameraAccount, type Sources, startSources } from "./sources";

const piece = (seconds: number, isIndependent = false, text = "x"): Piece => ({
  seconds,
  isIndependent,
  bytes: Buffer.from(text),
});
const at = new Date("2026-11-27T01:00:00Z");
const write = (playlist: LivePlaylist) => playlist.write((name) => name);

describe("the list of what is to be seen", () => {
  test("the first segment is whole at once, all others from one whole picture to the next; parts stand as they come, what comes next is named", () => {
    const list = new LivePlaylist();
    list.begin(Buffer.from("init"));
    // Nothing can be shown of pictures that need one before them.
    list.add(piece(0.4), at);
    expect(list.isSeen).toBe(false);
    for (const [seconds, isWhole] of [
      [0.4, true],
      [0.4, false],
      [0.2, false],
      [0.4, true],
    ] as const)
      list.add(piece(seconds, isWhole), at);
    expect(write(list)).toBe(`#EXTM3U
#EXT-X-VERSION:9
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.200
#EXT-X-PART-INF:PART-TARGET=0.400
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-DISCONTINUITY-SEQUENCE:0
#EXT-X-MAP:URI="init-1"
#EXT-X-PROGRAM-DATE-TIME:2026-11-27T01:00:00.000Z
#EXT-X-PART:DURATION=0.400,URI="part-0-0",INDEPENDENT=YES
#EXTINF:0.400,
segment-0
#EXT-X-PROGRAM-DATE-TIME:2026-11-27T01:00:00.000Z
#EXT-X-PART:DURATION=0.400,URI="part-1-0"
#EXT-X-PART:DURATION=0.200,URI="part-1-1"
#EXTINF:0.600,
segment-1
#EXT-X-PROGRAM-DATE-TIME:2026-11-27T01:00:00.000Z
#EXT-X-PART:DURATION=0.400,URI="part-2-0",INDEPENDENT=YES
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-2-1"
`);
  });
  test("after a break it is said, with a beginning of its own, also once the break is no longer in sight", () => {
    const list = new LivePlaylist();
    for (let run = 1; run <= 3; run += 1) {
      list.begin(Buffer.from(`init ${run}`));
      for (let i = 0; i < 4; i += 1) list.add(piece(1, true), at);
    }
    const text = write(list);
    expect(text).toContain('#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="init-3"');
    // Twelve segments, six kept: the first run and its beginning are gone, the second's beginning is not.
    expect(text).toMatch(/MEDIA-SEQUENCE:6\n#EXT-X-DISCONTINUITY-SEQUENCE:2/);
  });
  test("property: whatever comes, numbers run on, no more than six are kept, and every address named can be read or is to come", async () => {
    const any = fc.array(
      fc.oneof(
        fc.record({ seconds: fc.double({ min: 0.04, max: 3, noNaN: true }), isIndependent: fc.boolean() }),
        fc.constant(null),
      ),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(any, async (all) => {
        const list = new LivePlaylist();
        list.begin(Buffer.from("init"));
        for (const one of all) one ? list.add({ ...one, bytes: Buffer.from("x") }, at) : list.begin(Buffer.from("again"));
        const text = write(list);
        expect((text.match(/PROGRAM-DATE-TIME/g) ?? []).length).toBeLessThanOrEqual(6);
        for (const name of text.match(/^segment-\d+$|(?<=PART:DURATION=[\d.]+,URI=")[^"]+|(?<=MAP:URI=")[^"]+/gm) ?? [])
          expect(await list.read(name, 0), `${name} of ${text}`).not.toBeNull();
        const hint = /PRELOAD-HINT:TYPE=PART,URI="([^"]+)"/.exec(text)?.[1];
        if (hint) expect(await list.read(hint, 0)).toBeNull();
      }),
    );
  });
  test("who asks for what is to come is answered when it comes, and who asks for nonsense is not", async () => {
    const list = new LivePlaylist();
    list.begin(Buffer.from("init"));
    list.add(piece(0.4, true, "first"), at);
    const next = list.read("part-1-0", 2_000);
    const grown = list.until({ segment: 1, part: 0 }, 2_000);
    setTimeout(() => list.add(piece(0.4, false, "second"), at), 30);
    expect([String(await next), await grown]).toEqual(["second", true]);
    for (const name of ["part-9-9", "segment-1", "../x", "init-9", ""]) expect(await list.read(name, 50)).toBeNull();
    expect(await list.until({ segment: 5, part: 0 }, 30)).toBe(false);
  });
});

describe("pieces out of a pipe", () => {
  test("property: whatever comes ends in pieces or in NotMp4", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (bytes) => {
        const reader = new PieceReader({ init: () => undefined, piece: () => undefined });
        try {
          for (const one of bytes) reader.push(Buffer.from(one));
        } catch (error) {
          expect(error, String(error)).toBeInstanceOf(NotMp4);
        }
      }),
    );
  });
});

describe("a camera that is", () => {
  let sources: Sources;
  const readers = new CameraReaders(2, 0);
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
    readers.stopAll();
    await sources.stop();
  });
  const source = (url: string, port: number, credentials: StreamSource["credentials"] = null): StreamSource => {
    const address = readStream(url);
    if (!address) throw new Error(url);
    return { address, credentials, networks: [{ range: "127.0.0.0/8", port }], isLeast: false };
  };
  /** Decoders of live pictures that this process began. */
  const ours = () =>
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          return (
            readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("empty_moov") &&
            readFileSync(`/proc/${pid}/stat`, "utf8").split(" ")[3] === String(process.pid)
          );
        } catch {
          return false;
        }
      })
      .map(Number);
  const decoders = () => ours().length;

  /** Stands between a camera and whoever looks, and from some moment on sends something else than the camera does. */
  async function spoil(port: number): Promise<{ port: number; begin(): void; close(): void }> {
    let isSpoiling = false;
    const all = new Set<Socket>();
    const server = createServer((near) => {
      const far = connect(port, "127.0.0.1");
      for (const one of [near, far]) all.add(one.on("error", () => undefined));
      near.pipe(far);
      far.on("data", (bytes: Buffer) => near.write(isSpoiling ? Buffer.alloc(bytes.length, 0x5a) : bytes));
      far.on("close", () => near.destroy());
      near.on("close", () => far.destroy());
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port: own } = server.address() as AddressInfo;
    return {
      port: own,
      begin: () => {
        isSpoiling = true;
      },
      close: () => {
        for (const one of all) one.destroy();
        server.close();
      },
    };
  }

  test("its pictures are passed on within three seconds, one reader for all who look; what is passed on can be decoded", async () => {
    const began = Date.now();
    const reader = readers.of("a", () => source(sources.securedUrl("/moving"), sources.securePort, cameraAccount));
    expect(reader).not.toBeNull();
    expect(await reader?.playlist.until(null, 10_000)).toBe(true);
    expect(Date.now() - began).toBeLessThan(5_000);
    for (let i = 0; i < 20; i += 1) expect(readers.of("a", () => source("rtsp://127.0.0.1:1/", 1))).toBe(reader);
    expect([readers.count, decoders()]).toEqual([1, 1]);
    await reader?.playlist.until({ segment: 3, part: 0 }, 10_000);
    const init = await reader?.playlist.read("init-1", 0);
    const segment = await reader?.playlist.read("segment-2", 0);
    const dir = mkdtempSync(join(tmpdir(), "vong-lau-live-"));
    writeFileSync(join(dir, "x.mp4"), Buffer.concat([init ?? Buffer.alloc(0), segment ?? Buffer.alloc(0)]));
    const told = spawnSync("ffprobe", [
      "-v",
      "error",
      "-count_frames",
      "-show_entries",
      "stream=codec_name,nb_read_frames,width",
      "-of",
      "json",
      join(dir, "x.mp4"),
    ]);
    rmSync(dir, { recursive: true });
    const [stream] = JSON.parse(told.stdout.toString()).streams;
    expect(stream).toMatchObject({ codec_name: "h264", width: 640 });
    expect(Number(stream.nb_read_frames)).toBeGreaterThanOrEqual(5);
  }, 40_000);

  test("there is no room for more than may be; whoever shows nothing says why; the stopped leave nothing behind", async () => {
    const hevc = readers.of("b", () => source(sources.url("/hevc"), sources.port));
    expect(readers.of("c", () => source(sources.url("/moving"), sources.port))).toBeNull();
    await expect.poll(() => hevc?.unseen, { timeout: 5_000 }).toBe("codec-unplayable");
    readers.stopAll();
    const refused = readers.of("d", () => source(sources.securedUrl("/moving"), sources.securePort));
    await expect.poll(() => refused?.unseen, { timeout: 5_000 }).toBe("sign-in-refused");
    readers.stopAll();
    await expect.poll(decoders, { timeout: 5_000 }).toBe(0);
  }, 30_000);

  test("a decoder that dies is begun anew, and what was seen goes on behind a break", async () => {
    const reader = readers.of("f", () => source(sources.url("/moving"), sources.port));
    expect(await reader?.playlist.until(null, 10_000)).toBe(true);
    const [pid] = ours();
    process.kill(pid ?? 0, "SIGKILL");
    await expect.poll(() => ours()[0] !== undefined && ours()[0] !== pid, { timeout: 8_000 }).toBe(true);
    await expect.poll(() => reader && write(reader.playlist), { timeout: 8_000 }).toContain("#EXT-X-DISCONTINUITY\n");
    expect(reader?.unseen).toBeNull();
    readers.stopAll();
    await expect.poll(decoders, { timeout: 5_000 }).toBe(0);
  }, 40_000);

  test("a password that is changed mid-stream: the camera lets nobody in, and that is what is said; with the right one it goes on", async () => {
    let password = cameraAccount.password;
    const reader = readers.of("g", () => source(sources.securedUrl("/moving"), sources.securePort, { ...cameraAccount }));
    expect(await reader?.playlist.until(null, 10_000)).toBe(true);
    await sources.stop();
    password = "mật-khẩu-mới";
    sources = await startSources(sources.port, password);
    await expect.poll(() => reader?.unseen, { timeout: 20_000 }).toBe("sign-in-refused");
    readers.stopAll();
    const again = readers.of("h", () =>
      source(sources.securedUrl("/moving"), sources.securePort, { ...cameraAccount, password }),
    );
    expect(await again?.playlist.until(null, 10_000)).toBe(true);
    readers.stopAll();
  }, 60_000);

  test("one that begins to send garbage mid-stream ends in a state and not in a hang, and costs no other camera anything", async () => {
    const beside = readers.of("i", () => source(sources.url("/moving"), sources.port));
    const spoiled = await spoil(sources.port);
    const reader = readers.of("j", () => source(`rtsp://127.0.0.1:${spoiled.port}/moving`, spoiled.port));
    expect(await reader?.playlist.until(null, 10_000)).toBe(true);
    expect(await beside?.playlist.until(null, 10_000)).toBe(true);
    spoiled.begin();
    await expect.poll(() => reader?.unseen, { timeout: 25_000 }).not.toBeNull();
    expect(beside?.playlist.isSeen).toBe(true);
    expect(beside?.unseen).toBeNull();
    readers.stopAll();
    spoiled.close();
  }, 60_000);

  test("a source that vanishes and comes back is gone on with, behind a break that is told", async () => {
    const reader = readers.of("e", () => source(sources.url("/moving"), sources.port));
    expect(await reader?.playlist.until(null, 10_000)).toBe(true);
    await sources.stop();
    await expect.poll(() => reader?.unseen, { timeout: 15_000 }).not.toBeNull();
    // What it showed before is soon not shown as if it were now.
    await expect.poll(() => reader?.playlist.isSeen, { timeout: 8_000 }).toBe(false);
    sources = await startSources(sources.port);
    await expect.poll(() => reader?.unseen, { timeout: 20_000 }).toBeNull();
    expect(reader && write(reader.playlist)).toContain("#EXT-X-DISCONTINUITY\n");
    readers.stopAll();
  }, 60_000);
});
