import type { Day } from "@/lib/calendar/model";
import { daysBetween } from "@/lib/calendar/rules";

/** PostgreSQL counts days and microseconds from here. */
const epochDay: Day = "2000-01-01";
const epochMs = Date.UTC(2000, 0, 1);
const word = 4_294_967_296;
const signature = Buffer.concat([Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), Buffer.alloc(8)]);

/** Registers tell the same days over and over. */
const counts = new Map<Day, number>();
function countOf(day: Day): number {
  const known = counts.get(day);
  if (known !== undefined) return known;
  const count = daysBetween(epochDay, day);
  if (counts.size >= 20_000) counts.clear();
  counts.set(day, count);
  return count;
}

/**
 * Rows in COPY's binary format, written into one buffer. The server reads a time or a sealed number as it stands, where the text format
 * has both sides spell it out and parse it again: half the work of a row here, and a fifth of it there.
 */
export class Tuples {
  private buffer = Buffer.allocUnsafe(0);
  private view = new DataView(this.buffer.buffer);
  private at = 0;
  constructor(private readonly columns: number) {}

  get length(): number {
    return this.at;
  }
  /** Begins a copy. */
  head(): void {
    this.room(signature.length);
    this.at += signature.copy(this.buffer, this.at);
  }
  /** Begins a row: its columns follow, each in its turn. */
  row(): void {
    this.room(2);
    this.view.setInt16(this.at, this.columns);
    this.at += 2;
  }
  /** Ends a copy. */
  tail(): void {
    this.room(2);
    this.view.setInt16(this.at, -1);
    this.at += 2;
  }
  int(value: number | null): void {
    if (this.isThere(value, 4)) this.int32(value);
  }
  day(day: Day | null): void {
    this.int(day === null ? null : countOf(day));
  }
  /** An instant, from milliseconds. */
  instant(ms: number | null): void {
    if (!this.isThere(ms, 8)) return;
    const micros = (ms - epochMs) * 1_000;
    const high = Math.floor(micros / word);
    this.int32(high);
    this.int32((micros - high * word) | 0);
  }
  bytes(value: Uint8Array | null): void {
    if (!this.isThere(value, value?.length ?? 0)) return;
    this.room(value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
  }
  /** Text, or the label of an enumeration. */
  text(value: string | null): void {
    if (!this.isThere(value, 0)) return;
    this.room(value.length * 3);
    const start = this.at;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 127) {
        this.at = start + this.buffer.write(value, start);
        break;
      }
      this.buffer[this.at++] = code;
    }
    this.view.setInt32(start - 4, this.at - start);
  }
  /** Hands over what was written since, and forgets it. */
  take(): Buffer {
    const written = this.buffer.subarray(0, this.at);
    this.buffer = Buffer.allocUnsafe(0);
    this.at = 0;
    return written;
  }

  /** Says how many bytes follow; an absent value is said by a length of -1. */
  private isThere<T>(value: T | null, bytes: number): value is T {
    this.int32(value === null ? -1 : bytes);
    return value !== null;
  }
  private int32(value: number): void {
    this.room(4);
    this.view.setInt32(this.at, value);
    this.at += 4;
  }
  private room(needed: number): void {
    if (this.at + needed <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(chunkBytes, this.buffer.length * 2, this.at + needed));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }
}

const chunkBytes = 96 * 1024;
