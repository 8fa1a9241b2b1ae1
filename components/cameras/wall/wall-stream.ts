import type { LiveQuality } from "@/lib/cameras/model";
import { newKey, Problem, problemFrom, sendJson } from "../../ui/request";
import { FrameReader, textOf, type WallFrame } from "./frames";
import { TilePlayer } from "./tile-player";

/** How a camera's picture fares on the wall: `failed` with the code of why. */
export type TileState = { kind: "opening" } | { kind: "live" } | { kind: "waiting" } | { kind: "failed"; code: string };
export type Wanted = { cameraId: number; quality: LiveQuality };
type Seat = Wanted & { player: TilePlayer | null; after: string | null; state: TileState; isBegun: boolean };

const againMs = 2_000;
const lookMs = 1_000;
/** A picture that stands for so many looks has stopped. */
const patience = 4;
const opened = () => import("@/lib/cameras/model").then((m) => m.WatchingMany);

/**
 * The live pictures of a wall, all over one connection: a browser has six to a server, and one of them follows what changes. It asks again when
 * an answer ends, goes on where each camera was left, and stops when it is told to.
 */
export class WallStream {
  private readonly seats = new Map<number, Seat>();
  private readonly videos = new Map<number, HTMLVideoElement>();
  /** Opened once a wall and camera: whoever watched what stands in the log once. */
  private readonly watches = new Map<string, string>();
  private readonly still = new Map<number, number>();
  private asking: AbortController | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly onState: (states: ReadonlyMap<number, TileState>) => void) {}

  /** Shows these cameras from now on, and no others. */
  show(wanted: readonly Wanted[]): void {
    const isSame =
      wanted.length === this.seats.size && wanted.every((one) => this.seats.get(one.cameraId)?.quality === one.quality);
    if (isSame) return;
    for (const [id, seat] of this.seats)
      if (!wanted.some((one) => one.cameraId === id && one.quality === seat.quality)) {
        seat.player?.close();
        this.seats.delete(id);
        this.still.delete(id);
      }
    for (const one of wanted)
      if (!this.seats.has(one.cameraId))
        this.seats.set(one.cameraId, { ...one, player: null, after: null, state: { kind: "opening" }, isBegun: false });
    this.tell();
    this.asking?.abort();
    this.asking = null;
    clearInterval(this.timer);
    if (this.seats.size === 0) return;
    this.timer = setInterval(() => this.look(), lookMs);
    this.asking = new AbortController();
    void this.run(this.asking.signal);
  }

  /** Where a camera's picture is drawn. */
  attach(cameraId: number, video: HTMLVideoElement | null): void {
    if (video) this.videos.set(cameraId, video);
    else this.videos.delete(cameraId);
  }

  stop(): void {
    this.show([]);
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const before = Date.now();
      try {
        await this.ask(signal);
      } catch (error) {
        if (signal.aborted) return;
        const code = error instanceof Problem ? error.code : "offline";
        // A view that is over is opened anew; a page that was left open longer than a day's duty goes on.
        if (code === "camera-live-over") this.watches.clear();
        for (const seat of this.seats.values()) seat.state = { kind: "failed", code };
        this.tell();
      }
      if (Date.now() - before < againMs) await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }

  private async ask(signal: AbortSignal): Promise<void> {
    await this.open();
    if (signal.aborted) return;
    const views = [...this.seats.values()].flatMap(({ cameraId, quality, after, isBegun }) => {
      const watch = this.watches.get(`${cameraId} ${quality}`);
      return watch === undefined ? [] : [`${cameraId}~${watch}~${isBegun ? (after ?? "") : ""}`];
    });
    const answer = await fetch(`/api/v1/cameras/wall/stream?views=${views.join()}`, {
      ...{ credentials: "same-origin", cache: "no-store", signal },
    });
    if (!answer.ok || !answer.body) throw problemFrom(answer.status, await answer.json().catch(() => null));
    const reader = answer.body.getReader();
    const frames = new FrameReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read())
      if (value && !signal.aborted) for (const frame of frames.push(value)) this.take(frame);
  }

  /** Opens what has no view yet, a quality at a time. */
  private async open(): Promise<void> {
    for (const quality of ["low", "high"] as const) {
      const cameraIds = [...this.seats.values()]
        .filter((seat) => seat.quality === quality && !this.watches.has(`${seat.cameraId} ${quality}`))
        .map(({ cameraId }) => cameraId);
      if (cameraIds.length === 0) continue;
      const { views } = await sendJson("POST", "/api/v1/cameras/watch", { cameraIds, quality }, opened, newKey());
      for (const { cameraId, watch } of views) this.watches.set(`${cameraId} ${quality}`, watch);
    }
  }

  private take({ cameraId, kind, place, body }: WallFrame): void {
    const seat = this.seats.get(cameraId);
    const video = this.videos.get(cameraId);
    if (!seat) return;
    if (kind === "word") {
      seat.state = { kind: "failed", code: textOf(body) };
      this.tell();
      return;
    }
    if (!video) return;
    seat.player ??= new TilePlayer(video);
    if (kind === "init") {
      seat.isBegun = seat.player.begin(body);
      if (!seat.isBegun) {
        seat.state = { kind: "failed", code: "camera-live-browser" };
        this.tell();
      }
      return;
    }
    seat.after = place;
    seat.player.add(body);
  }

  /** Each second: which pictures have moved on? */
  private look(): void {
    let isNew = false;
    for (const [id, seat] of this.seats) {
      const moved = seat.player?.hasMoved() ?? false;
      const still = moved ? 0 : (this.still.get(id) ?? 0) + 1;
      this.still.set(id, still);
      const { kind } = seat.state;
      const next: TileState | null =
        moved && kind !== "live" ? { kind: "live" } : kind === "live" && still >= patience ? { kind: "waiting" } : null;
      if (!next) continue;
      seat.state = next;
      isNew = true;
    }
    if (isNew) this.tell();
  }

  private tell(): void {
    this.onState(new Map([...this.seats].map(([id, { state }]) => [id, state])));
  }
}
