import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { env } from "@/lib/env";

/** Points of the small grey picture that is compared with the next. */
export const thumbSize = { width: 64, height: 36 } as const;
const thumbBytes = thumbSize.width * thumbSize.height;
const most = { jpegBytes: 2_000_000, toldBytes: 4_096 };

export type Picture = { thumb: Buffer; jpeg: Buffer; width: number | null; height: number | null };
export type Undecoded = "no-decoder" | "no-picture" | "not-decoded";
export class NoPicture extends Error {
  constructor(readonly why: Undecoded) {
    super(why);
  }
}

/** What comes in: a stream behind a relay of ours, or the bytes of a single picture. */
type Source = { relay: string } | { bytes: Buffer };

/** Nothing in the arguments comes from a text somebody wrote: an address of ours, or what comes by the pipe. */
function argumentsFor(source: Source): string[] {
  const input =
    "relay" in source
      ? [
          ...["-protocol_whitelist", "rtsp,rtp,tcp,udp", "-rtsp_transport", "tcp", "-timeout", "8000000"],
          ...["-analyzeduration", "500000", "-probesize", "500000", "-skip_frame", "nokey", "-i", source.relay],
        ]
      : ["-protocol_whitelist", "pipe", "-f", "jpeg_pipe", "-i", "pipe:0"];
  const { width, height } = thumbSize;
  return [
    ...["-nostdin", "-hide_banner", "-loglevel", "info", "-threads", "1", ...input],
    ...["-an", "-sn", "-dn", "-filter_threads", "1"],
    ...["-map", "0:v:0", "-frames:v", "1", "-vf", `scale=${width}:${height}:flags=area,format=gray`, "-f", "rawvideo", "pipe:1"],
    ...["-map", "0:v:0", "-frames:v", "1", "-vf", "scale='min(640,iw)':-2", "-q:v", "5", "-f", "mjpeg", "pipe:3"],
  ];
}

/**
 * One picture of a source, decoded by ffmpeg in a process of its own that is given up after `waitMs`. Throws NoPicture: `no-decoder` where
 * there is no ffmpeg, `no-picture` where none came in time, `not-decoded` where none could be made of what came.
 */
export async function takePicture(source: Source, waitMs: number, signal?: AbortSignal): Promise<Picture> {
  const child: ChildProcess = spawn(env().FFMPEG_PATH, argumentsFor(source), {
    stdio: ["relay" in source ? "ignore" : "pipe", "pipe", "pipe", "pipe"],
    // Nothing of ours is in its environment.
    env: { NODE_ENV: env().NODE_ENV, LANG: "C" },
  });
  const [, out, err, beside] = child.stdio;
  const [thumb, jpeg, told] = [collect(out, thumbBytes), collect(beside, most.jpegBytes), collect(err, most.toldBytes)];
  let isLate = false;
  const kill = () => child.kill("SIGKILL");
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, waitMs);
  signal?.addEventListener("abort", kill);
  try {
    if ("bytes" in source) {
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(source.bytes);
    }
    const isThere = await new Promise<boolean>((ended) => {
      child.once("error", () => ended(false));
      child.once("close", () => ended(true));
    });
    if (!isThere) throw new NoPicture("no-decoder");
    const [grey, picture] = [thumb(), jpeg()];
    if (grey.length < thumbBytes || picture.length === 0)
      throw new NoPicture(isLate || signal?.aborted ? "no-picture" : "not-decoded");
    return { thumb: grey.subarray(0, thumbBytes), jpeg: picture, ...sizeIn(told().toString("latin1")) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", kill);
  }
}

/** No more than so many bytes of what a program says; the rest is read and dropped, so that it is not held up. */
function collect(from: Readable | Writable | null | undefined, mostBytes: number): () => Buffer {
  const pieces: Buffer[] = [];
  let size = 0;
  from?.on("data", (piece: Buffer) => {
    if (size < mostBytes) pieces.push(piece);
    size += piece.length;
  });
  from?.on("error", () => undefined);
  return () => Buffer.concat(pieces);
}

function sizeIn(told: string): { width: number | null; height: number | null } {
  const [, width, height] = /Stream #0:0.*Video:.*?\b(\d{2,5})x(\d{2,5})\b/.exec(told) ?? [];
  return { width: width === undefined ? null : Number(width), height: height === undefined ? null : Number(height) };
}
