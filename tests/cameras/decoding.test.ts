import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Feed } from "@/lib/cameras/decoding/feed";
import { NoPicture, takePicture } from "@/lib/cameras/decoding/picture";
import { beginDecoder, decoderHere, NoDecoder } from "@/lib/cameras/decoding/program";

const settings = vi.hoisted(() => ({ NODE_ENV: "test", FFMPEG_PATH: "ffmpeg", CAMERA_SANDBOX: "wanted", LOG_LEVEL: "silent" }));
vi.mock("@/lib/env", () => ({ env: () => settings }));
let dir = "";
const set = (more: Partial<typeof settings>) =>
  Object.assign(settings, { FFMPEG_PATH: "ffmpeg", CAMERA_SANDBOX: "wanted" }, more);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "vong-lau-decoder-"));
  set({});
});
afterEach(() => rmSync(dir, { recursive: true }));

test("T-51: this machine keeps a decoder apart (bubblewrap is installed and may make user namespaces)", async () => {
  expect(await decoderHere()).toEqual({ isThere: true, isContained: true });
});

/** What a program would see and could do in the decoder's place. */
async function inItsPlace(script: string): Promise<string> {
  set({ FFMPEG_PATH: "/usr/bin/bash" });
  const child = await beginDecoder(["-c", script], ["ignore", "pipe", "pipe"]);
  const said: Buffer[] = [];
  child.stdout?.on("data", (bytes: Buffer) => said.push(bytes));
  child.stderr?.on("data", (bytes: Buffer) => said.push(bytes));
  await once(child, "close");
  return Buffer.concat(said).toString();
}
test("T-51: in its place a program sees the system's programs and nothing of ours: no files, no settings, no processes", async () => {
  const own = join(dir, "secret.txt");
  writeFileSync(own, "canary-file");
  const seen = await inItsPlace(
    `cat ${own} /etc/passwd /etc/shadow; ls /tmp /home /root /var; echo top $(ls /); echo etc $(ls /etc); ls /proc; env; pwd`,
  );
  expect(seen).not.toMatch(/canary|root:x:0|APP_SECRET|DATABASE_URL/);
  expect(seen).toContain("\ntop bin dev etc lib lib64 proc usr\n");
  expect(seen).toContain("\netc alternatives ld.so.cache\n");
  expect(seen.split("\n").filter((line) => /^\d+$/.test(line)).length).toBeLessThan(6);
}, 20_000);
test("T-51: it can write nowhere, end nobody else's process and take no more memory than it may", async () => {
  const told = await inItsPlace(
    `for at in /x /usr/x /tmp/x /dev/shm/x ${dir}/x; do (echo canary > $at) && wc -c $at; done; kill -9 ${process.pid} || echo not-killed; head -c 3000000000 /dev/zero | tail > /dev/null; echo over`,
  );
  expect(told).not.toMatch(/^[1-9]\d* \//m);
  expect(told).toContain("not-killed");
  expect(told).toMatch(/memory|Killed|exhausted/i);
  expect(existsSync(join(dir, "x"))).toBe(false);
}, 30_000);

test("without a sandbox it decodes all the same, unless the deployment wants one; without a program it says so, until there is one", async () => {
  // What begins it stands where the sandbox does not reach.
  const apart = mkdtempSync(join(tmpdir(), "vong-lau-apart-"));
  copyFileSync("/usr/bin/true", join(apart, "true"));
  const program = join(dir, "decoder");
  writeFileSync(program, `#!${join(apart, "true")}\n`);
  set({ FFMPEG_PATH: program });
  expect(await decoderHere()).toEqual({ isThere: false, isContained: false });
  await expect(beginDecoder([], ["ignore", "pipe", "ignore"])).rejects.toThrow(NoDecoder);
  await expect(takePicture(piped("jpeg_pipe", ""), 1_000)).rejects.toMatchObject({ why: "no-decoder" });
  chmodSync(program, 0o755);
  expect(await decoderHere()).toEqual({ isThere: true, isContained: false });
  const [code] = await once(await beginDecoder([], ["ignore", "ignore", "ignore"]), "close");
  expect(code).toBe(0);
  set({ FFMPEG_PATH: program, CAMERA_SANDBOX: "required" });
  await expect(beginDecoder([], ["ignore", "pipe", "ignore"])).rejects.toThrow(NoDecoder);
  rmSync(apart, { recursive: true });
}, 20_000);

const piped = (packing: "mpegts" | "mov" | "mpjpeg" | "jpeg_pipe", text: string): Pick<Feed, "input"> => ({
  input: { packing, bytes: Readable.from([Buffer.from(text)], { objectMode: false }) },
});
test("T-51: what comes by the pipe is never a list of addresses, whatever it looks like", async () => {
  const file = join(dir, "frame.jpg");
  spawnSync("ffmpeg", ["-nostdin", "-loglevel", "quiet", "-f", "lavfi", "-i", "testsrc=size=64x36", "-frames:v", "1", file]);
  expect(existsSync(file)).toBe(true);
  const tricks = [
    `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${file}\n#EXT-X-ENDLIST\n`,
    `ffconcat version 1.0\nfile '${file}'\n`,
    `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>file://${file}</BaseURL></MPD>`,
    `v=0\nc=IN IP4 127.0.0.1\nm=video 1 RTP/AVP 26\n`,
    `<svg xmlns="http://www.w3.org/2000/svg"><image href="file://${file}"/></svg>`,
    `[playlist]\nFile1=file://${file}\n`,
  ];
  for (const packing of ["mpegts", "mov", "mpjpeg", "jpeg_pipe"] as const)
    for (const trick of tricks) {
      const taken = await takePicture(piped(packing, trick), 4_000).catch((error: unknown) => error);
      expect(taken, `${packing}: ${trick}`).toBeInstanceOf(NoPicture);
    }
}, 60_000);
