import type { StreamSource } from "../decoding/feed";
import { CameraReader } from "./reader";

/** Whoever left does so without a word: nobody asked for so long, nobody looks. */
const idleMs = 12_000;
const sweepMs = 2_000;

type Seat = { reader: CameraReader; askedAt: number };

/** The cameras this process reads just now, one reader each however many look: no more than `most`, of which `mostAnew` have their picture made anew. */
export class CameraReaders {
  private readonly seats = new Map<string, Seat>();
  private sweeping: NodeJS.Timeout | undefined;
  private anew = 0;
  constructor(
    private readonly most: number,
    private readonly mostAnew: number,
  ) {}

  private readonly transcoding = () => {
    if (this.mostAnew === 0) return null;
    if (this.anew >= this.mostAnew) return "full" as const;
    this.anew += 1;
    return {
      end: () => {
        this.anew -= 1;
      },
    };
  };

  /** The reader of a source, begun where there is none; null where there is no room for another. */
  of(key: string, source: () => StreamSource): CameraReader | null {
    const seat = this.seats.get(key);
    if (seat) {
      seat.askedAt = Date.now();
      return seat.reader;
    }
    if (this.seats.size >= this.most) return null;
    const reader = new CameraReader(source(), this.transcoding);
    this.seats.set(key, { reader, askedAt: Date.now() });
    this.sweeping ??= setInterval(() => this.sweep(), sweepMs).unref();
    return reader;
  }

  /** The reader that is there already. */
  at(key: string): CameraReader | null {
    const seat = this.seats.get(key);
    if (seat) seat.askedAt = Date.now();
    return seat?.reader ?? null;
  }

  get count(): number {
    return this.seats.size;
  }

  private sweep(): void {
    for (const [key, { reader, askedAt }] of this.seats)
      if (Date.now() - askedAt > idleMs) {
        reader.stop();
        this.seats.delete(key);
      }
    if (this.seats.size > 0) return;
    clearInterval(this.sweeping);
    this.sweeping = undefined;
  }

  stopAll(): void {
    for (const { reader } of this.seats.values()) reader.stop();
    this.seats.clear();
    clearInterval(this.sweeping);
    this.sweeping = undefined;
  }
}
