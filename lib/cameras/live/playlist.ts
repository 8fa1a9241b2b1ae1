import { randomBytes } from "node:crypto";
import type { Piece } from "./boxes";

/** A part of a segment: a piece as it came, under the name of its place. */
type Part = { name: string; seconds: number; isIndependent: boolean; bytes: Buffer };
type Segment = { number: number; parts: Part[]; startedAt: Date; isWhole: boolean; init: string; isFirstOfRun: boolean };

/** Where a piece stands: in which list (another after a restart), segment and part. */
export type Place = { life: string; segment: number; part: number };
/** A piece, and the beginning it goes with where that is another than the piece's before it. */
export type Following = { place: Place; init: Buffer | null; bytes: Buffer };

const keptSegments = 6;
/** Parts are told of the last segments only (RFC 8216bis §6.2.2). */
const withParts = 3;
/** What came longer ago is no longer how it is: it does not pass for live. */
const staleMs = 6_000;
/** A camera that sends no whole picture for so long has its segment cut all the same. */
const longestSeconds = 12;

/**
 * What is to be seen of a camera just now: its last seconds as segments that begin with a whole picture (but for the second after a beginning), and
 * the parts of the newest, as HLS with low latency tells them (RFC 8216bis). Begun anew after a break, it says so.
 */
export class LivePlaylist {
  private readonly life = randomBytes(6).toString("hex");
  private readonly segments: Segment[] = [];
  private readonly inits = new Map<string, Buffer>();
  private readonly waiting = new Set<() => void>();
  private runs = 0;
  private init = "";
  private isBroken = false;
  private breaks = 0;
  private cameAtMs = Number.NEGATIVE_INFINITY;
  /** Comes in bursts so far apart. */
  patienceMs = 0;
  /** The longest part and segment so far: what a player must be told before it asks. */
  private longestPart = 0.4;
  private longestSegment = 2;

  begin(init: Buffer): void {
    this.runs += 1;
    this.init = `init-${this.runs}`;
    this.inits.set(this.init, init);
    const open = this.segments.at(-1);
    if (open) open.isWhole = true;
    this.isBroken = true;
  }

  add(piece: Piece, now: Date): void {
    const open = this.segments.at(-1);
    const lasts = open ? secondsOf(open) : 0;
    const isNext = !open || open.isWhole || this.isBroken || (piece.isIndependent && lasts > 0) || lasts >= longestSeconds;
    if (isNext) {
      // Nothing can be shown before the first whole picture.
      if (this.isBroken && !piece.isIndependent) return;
      if (open) open.isWhole = true;
      this.segments.push({
        ...{ number: (open?.number ?? -1) + 1, parts: [], startedAt: now, isWhole: false, init: this.init },
        isFirstOfRun: this.isBroken,
      });
      this.isBroken = false;
      this.forget();
    }
    const segment = this.segments.at(-1);
    if (!segment) return;
    const name = `part-${segment.number}-${segment.parts.length}`;
    segment.parts.push({ ...piece, name });
    this.cameAtMs = performance.now();
    // Players begin with a whole segment: the first is one at once, however short, so that nobody waits for the next whole picture.
    if (segment.isFirstOfRun) segment.isWhole = true;
    this.longestPart = Math.max(this.longestPart, piece.seconds);
    this.longestSegment = Math.max(this.longestSegment, secondsOf(segment));
    for (const wake of [...this.waiting]) wake();
  }

  private forget(): void {
    while (this.segments.length > keptSegments) {
      const gone = this.segments.shift();
      if (gone?.isFirstOfRun) this.breaks += 1;
    }
    const named = new Set(this.segments.map(({ init }) => init).concat(this.init));
    for (const name of this.inits.keys()) if (!named.has(name)) this.inits.delete(name);
  }

  /** Is there something to be seen that is of now? */
  get isSeen(): boolean {
    return performance.now() - this.cameAtMs < staleMs + this.patienceMs;
  }

  /** Waits until a part is there (or, without one, something that is of now), for at most `waitMs`. */
  async until(wanted: { segment: number; part: number } | null, waitMs: number): Promise<boolean> {
    const end = Date.now() + waitMs;
    const isThere = () => {
      if (!wanted) return this.isSeen;
      const last = this.segments.at(-1);
      if (!last) return false;
      return last.number > wanted.segment || (last.number === wanted.segment && last.parts.length > wanted.part);
    };
    while (!isThere()) {
      const left = end - Date.now();
      if (left <= 0) return false;
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, left);
        this.waiting.add(wake);
      });
    }
    return true;
  }

  /**
   * The piece after a place, as soon as it is there; without a place, or with one that is gone, the first of the newest whole picture. Null
   * where none came in time.
   */
  async next(after: Place | null, waitMs: number): Promise<Following | null> {
    const isKnown = (place: Place) => place.life === this.life && this.segments.some(({ number }) => number === place.segment);
    const at = after && isKnown(after) ? after : null;
    if (!(await this.until(at && { segment: at.segment, part: at.part + 1 }, waitMs))) return null;
    if (!at || !isKnown(at)) {
      const newest = this.segments.findLast(({ parts }) => parts[0]?.isIndependent);
      return newest ? this.piece(newest, 0, true) : null;
    }
    const index = this.segments.findIndex(({ number }) => number === at.segment);
    const [same, following] = [this.segments[index], this.segments[index + 1]];
    if (same?.parts[at.part + 1]) return this.piece(same, at.part + 1, false);
    return following ? this.piece(following, 0, following.init !== same?.init) : null;
  }

  private piece(segment: Segment, part: number, isBegun: boolean): Following | null {
    const bytes = segment.parts[part]?.bytes;
    const init = this.inits.get(segment.init);
    if (!bytes || !init) return null;
    return { place: { life: this.life, segment: segment.number, part }, init: isBegun ? init : null, bytes };
  }

  /** The list as a player reads it. `address` makes an address of a name. */
  write(address: (name: string) => string): string {
    const [first] = this.segments;
    const last = this.segments.at(-1);
    if (!first || !last) return "";
    const lines = [
      ...["#EXTM3U", "#EXT-X-VERSION:9", `#EXT-X-TARGETDURATION:${Math.ceil(this.longestSegment)}`],
      `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${(this.longestPart * 3).toFixed(3)}`,
      `#EXT-X-PART-INF:PART-TARGET=${this.longestPart.toFixed(3)}`,
      `#EXT-X-MEDIA-SEQUENCE:${first.number}`,
      `#EXT-X-DISCONTINUITY-SEQUENCE:${this.breaks}`,
    ];
    let init = "";
    for (const [i, segment] of this.segments.entries()) {
      if (segment.isFirstOfRun && i > 0) lines.push("#EXT-X-DISCONTINUITY");
      if (segment.init !== init) lines.push(`#EXT-X-MAP:URI="${address(segment.init)}"`);
      init = segment.init;
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${segment.startedAt.toISOString()}`);
      if (i >= this.segments.length - withParts)
        for (const part of segment.parts)
          lines.push(
            `#EXT-X-PART:DURATION=${part.seconds.toFixed(3)},URI="${address(part.name)}"${part.isIndependent ? ",INDEPENDENT=YES" : ""}`,
          );
      if (segment.isWhole) lines.push(`#EXTINF:${secondsOf(segment).toFixed(3)},`, address(`segment-${segment.number}`));
    }
    const next = last.isWhole ? `part-${last.number + 1}-0` : `part-${last.number}-${last.parts.length}`;
    lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${address(next)}"`);
    return `${lines.join("\n")}\n`;
  }

  /** What stands under a name; null for what is gone or never was. A part that is about to come is waited for. */
  async read(name: string, waitMs: number): Promise<Buffer | null> {
    const init = this.inits.get(name);
    if (init) return init;
    const [, kind = "", number = "", place] = /^(segment|part)-(\d{1,9})(?:-(\d{1,5}))?$/.exec(name) ?? [];
    const of = () => this.segments.find((segment) => segment.number === Number(number));
    if (kind === "segment") {
      const segment = of();
      return segment?.isWhole ? Buffer.concat(segment.parts.map(({ bytes }) => bytes)) : null;
    }
    if (kind !== "part" || place === undefined) return null;
    const last = this.segments.at(-1);
    const isNear = last !== undefined && Number(number) <= last.number + 1;
    if (isNear && !of()?.parts[Number(place)]) await this.until({ segment: Number(number), part: Number(place) }, waitMs);
    return of()?.parts[Number(place)]?.bytes ?? null;
  }
}

const secondsOf = ({ parts }: Segment): number => parts.reduce((sum, { seconds }) => sum + seconds, 0);
