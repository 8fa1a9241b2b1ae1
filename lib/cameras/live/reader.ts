import type { ChildProcess } from "node:child_process";
import { pipeline } from "node:stream";
import { describeError, log } from "@/lib/log";
import { type Feed, openFeed, type StreamSource } from "../decoding/feed";
import { beginDecoder, NoDecoder } from "../decoding/program";
import type { CameraProof } from "../model";
import { NotMp4, PieceReader } from "./boxes";
import { LivePlaylist } from "./playlist";

/** Why there is nothing to see: what a probe would say; or a picture no browser shows as it comes, with none or no more to be made anew. */
export type Unseen = CameraProof | "codec-unplayable" | "transcoding-full";
/** Leave to make a picture anew: null where there is none, "full" where others have it all just now. */
export type Transcoding = () => { end(): void } | "full" | null;

const answerMs = 5_000;
/** Nothing came for so long: the line is taken for dead and begun anew. */
const silentMs = 10_000;
const pausesMs = [500, 1_000, 2_000, 5_000];

/** As it comes; or made anew, no larger and no faster than one watches it, on no more than two threads. */
const asItComes = ["-c:v", "copy"];
const madeAnew = [
  ...["-vf", "fps=15,scale='min(1280,iw)':-2,format=yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency"],
  ...["-threads:v", "2", "-g", "30", "-b:v", "1500k", "-maxrate", "1500k", "-bufsize", "1500k"],
];
/** In pieces of a third of a second. Nothing here comes from a text somebody wrote. */
function argumentsFor(input: Feed["input"], isMadeAnew: boolean): string[] {
  // What comes by RTSP or picture by picture is of now when it comes; pieces of a list have their own times.
  const arrival = ["-use_wallclock_as_timestamps", "1"];
  const reading =
    "relay" in input
      ? ["-protocol_whitelist", "rtsp,rtp,tcp,udp", "-rtsp_transport", "tcp", "-timeout", "8000000", ...arrival]
      : ["-protocol_whitelist", "pipe", "-f", input.packing, ...(input.packing === "mpjpeg" ? arrival : [])];
  return [
    ...["-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1", ...reading],
    ...["-fflags", "nobuffer", "-analyzeduration", "500000", "-probesize", "200000"],
    ...["-i", "relay" in input ? input.relay : "pipe:0"],
    ...["-map", "0:v:0", "-an", "-sn", "-dn", "-filter_threads", "1", ...(isMadeAnew ? madeAnew : asItComes)],
    ...["-f", "mp4", "-movflags", "empty_moov+default_base_moof+frag_keyframe", "-frag_duration", "330000"],
    ...["-flush_packets", "1", "pipe:1"],
  ];
}

/** Reads one camera for however many look, until it is stopped; what breaks off is begun anew. */
export class CameraReader {
  readonly playlist = new LivePlaylist();
  /** Why there is nothing, of the last try; null while pictures come. */
  unseen: Unseen | null = null;
  private isStopped = false;
  private child: ChildProcess | null = null;
  private failed = 0;
  /** It has been seen that no browser shows it as it comes. */
  private isUnplayable = false;
  private wake: (() => void) | null = null;

  constructor(
    private readonly source: StreamSource,
    private readonly transcoding: Transcoding,
  ) {
    void this.run();
  }

  stop(): void {
    this.isStopped = true;
    this.child?.kill("SIGKILL");
    this.wake?.();
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      this.unseen = await this.once().catch((error: unknown) => {
        log().error({ error: describeError(error) }, "a camera could not be read");
        return "closed" as const;
      });
      if (this.isStopped || this.unseen === "codec-unplayable") return;
      const pause = pausesMs[Math.min(this.failed, pausesMs.length - 1)] ?? 5_000;
      this.failed += 1;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, pause);
      });
    }
  }

  /** Reads until it breaks off; says why. */
  private async once(): Promise<Unseen> {
    const feed = await openFeed(this.source, answerMs);
    if (typeof feed === "string") return feed;
    // What browsers show as it comes; what a list brings is known only when its beginning is read.
    this.isUnplayable ||= feed.codec !== null && feed.codec !== "H264";
    const isKnown = this.isUnplayable;
    const leave = isKnown ? this.transcoding() : null;
    try {
      if (isKnown && leave === null) return "codec-unplayable";
      if (leave === "full") return "transcoding-full";
      const why = await this.play(feed, leave !== null);
      if (isKnown || !this.isUnplayable || this.isStopped) return why;
    } finally {
      if (leave && leave !== "full") leave.end();
      feed.close();
    }
    return this.once();
  }

  private async play(feed: Feed, isMadeAnew: boolean): Promise<Unseen> {
    const { input } = feed;
    let child: ChildProcess;
    try {
      const stdin = "relay" in input ? "ignore" : "pipe";
      child = await beginDecoder(argumentsFor(input, isMadeAnew), [stdin, "pipe", "ignore"]);
    } catch (error) {
      if (error instanceof NoDecoder) return "no-decoder";
      throw error;
    }
    this.child = child;
    if (this.isStopped) child.kill("SIGKILL");
    if ("bytes" in input && child.stdin) pipeline(input.bytes, child.stdin, () => undefined);
    this.playlist.patienceMs = feed.burstMs;
    return new Promise((end) => {
      let why: Unseen = "no-picture";
      const kill = (reason: Unseen) => {
        why = reason;
        child.kill("SIGKILL");
      };
      const after = silentMs + feed.burstMs;
      let timer = setTimeout(() => kill("no-picture"), after);
      const reader = new PieceReader({
        init: (bytes) => {
          if (bytes.includes("avc1")) return this.playlist.begin(bytes);
          this.isUnplayable = true;
          kill("closed");
        },
        piece: (piece) => {
          if (this.isUnplayable && !isMadeAnew) return;
          this.playlist.add(piece, new Date());
          this.unseen = null;
          this.failed = 0;
          why = "closed";
          clearTimeout(timer);
          timer = setTimeout(() => kill("silent"), after);
        },
      });
      child.stdout?.on("data", (bytes: Buffer) => {
        try {
          reader.push(bytes);
        } catch (error) {
          if (!(error instanceof NotMp4)) throw error;
          kill("not-decoded");
        }
      });
      child.once("error", () => {
        clearTimeout(timer);
        end("no-decoder");
      });
      child.once("close", () => {
        clearTimeout(timer);
        this.child = null;
        end(why);
      });
    });
  }
}
