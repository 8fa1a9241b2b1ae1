import { type ChildProcess, spawn } from "node:child_process";
import { env } from "@/lib/env";
import { describeError, log } from "@/lib/log";
import type { CameraProof } from "../model";
import { openStream, type StreamSource } from "../rtsp/opened";
import { relay } from "../rtsp/relay";
import { NotMp4, PieceReader } from "./boxes";
import { LivePlaylist } from "./playlist";

/** Why there is nothing to see: what a probe would say, or a picture no browser shows as it is. */
export type Unseen = CameraProof | "codec-unplayable";

const answerMs = 5_000;
/** Nothing came for so long: the line is taken for dead and begun anew. */
const silentMs = 10_000;
const pausesMs = [500, 1_000, 2_000, 5_000];

/** The picture is passed on as it comes, in pieces of a third of a second. Nothing here comes from a text somebody wrote. */
const argumentsFor = (url: string): string[] => [
  ...["-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1"],
  ...["-protocol_whitelist", "rtsp,rtp,tcp,udp", "-rtsp_transport", "tcp", "-timeout", "8000000"],
  ...[
    "-fflags",
    "nobuffer",
    "-use_wallclock_as_timestamps",
    "1",
    "-analyzeduration",
    "500000",
    "-probesize",
    "200000",
    "-i",
    url,
  ],
  ...["-map", "0:v:0", "-an", "-sn", "-dn", "-c:v", "copy"],
  ...[
    "-f",
    "mp4",
    "-movflags",
    "empty_moov+default_base_moof+frag_keyframe",
    "-frag_duration",
    "330000",
    "-flush_packets",
    "1",
    "pipe:1",
  ],
];

/** Reads one camera for however many look, until it is stopped; what breaks off is begun anew. */
export class CameraReader {
  readonly playlist = new LivePlaylist();
  /** Why there is nothing, of the last try; null while pictures come. */
  unseen: Unseen | null = null;
  private isStopped = false;
  private child: ChildProcess | null = null;
  private failed = 0;
  private wake: (() => void) | null = null;

  constructor(private readonly source: StreamSource) {
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
    const opened = await openStream(this.source, answerMs);
    if (typeof opened === "string") return opened;
    // What browsers show as it comes; anything else would have to be made anew for each of them.
    if (opened.offer.codec !== "H264") {
      opened.session.close();
      return "codec-unplayable";
    }
    const behind = await relay(opened.session, opened);
    try {
      return await this.play(behind.url);
    } finally {
      behind.close();
    }
  }

  private play(url: string): Promise<Unseen> {
    return new Promise((end) => {
      if (this.isStopped) return end("closed");
      const child = spawn(env().FFMPEG_PATH, argumentsFor(url), {
        stdio: ["ignore", "pipe", "ignore"],
        env: { NODE_ENV: env().NODE_ENV, LANG: "C" },
      });
      this.child = child;
      let why: Unseen = "no-picture";
      const kill = (reason: Unseen) => {
        why = reason;
        child.kill("SIGKILL");
      };
      let timer = setTimeout(() => kill("no-picture"), silentMs);
      const reader = new PieceReader({
        init: (bytes) => this.playlist.begin(bytes),
        piece: (piece) => {
          this.playlist.add(piece, new Date());
          this.unseen = null;
          this.failed = 0;
          why = "closed";
          clearTimeout(timer);
          timer = setTimeout(() => kill("silent"), silentMs);
        },
      });
      child.stdout.on("data", (bytes: Buffer) => {
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
