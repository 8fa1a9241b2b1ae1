import { pipeline, type Readable, type Writable } from "node:stream";
import type { Feed } from "./feed";
import { beginDecoder, NoDecoder } from "./program";

/** Points of the small grey picture that is compared with the next. */
export const thumbSize = { width: 64, height: 36 } as const;
const thumbBytes = thumbSize.width * thumbSize.height;
const most = { jpegBytes: 2_000_000, toldBytes: 4_096 };

/** `codec`: what the picture was packed by, as the decoder calls it. */
export type Picture = { thumb: Buffer; jpeg: Buffer; codec: string | null; width: number | null; height: number | null };
export type Undecoded = "no-decoder" | "no-picture" | "not-decoded";
export class NoPicture extends Error {
  constructor(readonly why: Undecoded) {
    super(why);
  }
}

/** Nothing in the arguments comes from a text somebody wrote: an address of ours, or what comes by the pipe and how it is packed. */
function argumentsFor(input: Feed["input"]): string[] {
  const reading =
    "relay" in input
      ? ["-protocol_whitelist", "rtsp,rtp,tcp,udp", "-rtsp_transport", "tcp", "-timeout", "8000000"]
      : ["-protocol_whitelist", "pipe", "-f", input.packing];
  const quick = "packing" in input && input.packing === "jpeg_pipe" ? [] : ["-analyzeduration", "500000", "-probesize", "500000"];
  const { width, height } = thumbSize;
  return [
    ...["-nostdin", "-hide_banner", "-loglevel", "info", "-threads", "1", ...reading, ...quick],
    ...["-skip_frame", "nokey", "-i", "relay" in input ? input.relay : "pipe:0"],
    ...["-an", "-sn", "-dn", "-filter_threads", "1"],
    ...["-map", "0:v:0", "-frames:v", "1", "-vf", `scale=${width}:${height}:flags=area,format=gray`, "-f", "rawvideo", "pipe:1"],
    ...["-map", "0:v:0", "-frames:v", "1", "-vf", "scale='min(640,iw)':-2", "-q:v", "5", "-f", "mjpeg", "pipe:3"],
  ];
}

/**
 * One picture of a feed, decoded by ffmpeg in a process of its own that is given up after `waitMs`. Throws NoPicture: `no-decoder` where
 * there is no ffmpeg, `no-picture` where none came in time, `not-decoded` where none could be made of what came.
 */
export async function takePicture({ input }: Pick<Feed, "input">, waitMs: number, signal?: AbortSignal): Promise<Picture> {
  const child = await beginDecoder(argumentsFor(input), ["relay" in input ? "ignore" : "pipe", "pipe", "pipe", "pipe"]).catch(
    (error: unknown) => {
      throw error instanceof NoDecoder ? new NoPicture("no-decoder") : error;
    },
  );
  const [, out, err, beside] = child.stdio;
  const [thumb, jpeg, told] = [collect(out, thumbBytes), collect(beside, most.jpegBytes), collect(err, most.toldBytes)];
  let isLate = false;
  const kill = () => child.kill("SIGKILL");
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, waitMs);
  signal?.addEventListener("abort", kill);
  if (signal?.aborted) kill();
  try {
    // It stops reading when it has its picture.
    if ("bytes" in input && child.stdin) pipeline(input.bytes, child.stdin, () => undefined);
    const isThere = await new Promise<boolean>((ended) => {
      child.once("error", () => ended(false));
      child.once("close", () => ended(true));
    });
    if (!isThere) throw new NoPicture("no-decoder");
    const [grey, picture] = [thumb(), jpeg()];
    if (grey.length < thumbBytes || picture.length === 0)
      throw new NoPicture(isLate || signal?.aborted ? "no-picture" : "not-decoded");
    return { thumb: grey.subarray(0, thumbBytes), jpeg: picture, ...seenIn(told().toString("latin1")) };
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

const codecs: Readonly<Record<string, string>> = { h264: "H264", hevc: "H265", mjpeg: "JPEG", mpeg4: "MPEG4" };
function seenIn(told: string): { codec: string | null; width: number | null; height: number | null } {
  const [, codec = "", width, height] = /Stream #0:\d.*Video: (\w{1,20}).*?\b(\d{2,5})x(\d{2,5})\b/.exec(told) ?? [];
  const name = codec === "" ? null : (codecs[codec] ?? codec.toUpperCase());
  return { codec: name, width: width === undefined ? null : Number(width), height: height === undefined ? null : Number(height) };
}
