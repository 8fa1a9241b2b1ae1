import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const pageBytes = 64 * 1024;
const pagesKept = 32;
/** Words that fill whole columns ("Trực tuyến") come early and are asked for all the time. */
const wordsKept = 4_096;
const longestWord = 200;

/**
 * The texts of a workbook that its cells refer to by number, of a long register some hundred megabytes. They lie in a file without a
 * name, in pages, of which the last used are held: cells refer to texts nearly in their order, so a page is read about once. What stays in
 * memory is where each text begins, four bytes a text. A few texts never reach the disk.
 */
export class SharedTexts {
  private readonly words: (string | undefined)[] = [];
  private starts = new Uint32Array(wordsKept);
  private count = 0;
  private file: number | null = null;
  private last = Buffer.allocUnsafe(pageBytes);
  private lastStart = 0;
  private end = 0;
  private readonly pages = new Map<number, Buffer>();
  private used: Buffer = this.last;
  private usedStart = -1;

  get length(): number {
    return this.count;
  }
  add(text: string): void {
    if (this.count < wordsKept) this.words.push(text.length <= longestWord ? text : undefined);
    if (this.count === this.starts.length) {
      const longer = new Uint32Array(this.count * 2);
      longer.set(this.starts);
      this.starts = longer;
    }
    this.starts[this.count++] = this.end;
    const place = this.end - this.lastStart;
    const length = Buffer.byteLength(text);
    if (place + length <= pageBytes) {
      this.last.write(text, place);
      this.end += length;
      return;
    }
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) {
      if (this.end - this.lastStart === pageBytes) this.turn();
      const copied = bytes.copy(this.last, this.end - this.lastStart, at);
      this.end += copied;
      at += copied;
    }
  }
  /** The text of a number; "" for one that is not there. */
  at(index: number): string {
    const word = this.words[index];
    if (word !== undefined) return word;
    if (!(index >= 0 && index < this.count)) return "";
    const start = this.starts[index] ?? 0;
    const end = index + 1 < this.count ? (this.starts[index + 1] ?? start) : this.end;
    const from = start % pageBytes;
    const length = end - start;
    if (from + length <= pageBytes) return this.page(start - from).toString("utf8", from, from + length);
    const parts: Buffer[] = [];
    for (let at = start; at < end; at += parts.at(-1)?.length ?? end) parts.push(this.piece(at, end));
    return Buffer.concat(parts).toString("utf8");
  }
  close(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
  }

  /** The bytes from one place on, as far as its page goes and no further than another. */
  private piece(from: number, to: number): Buffer {
    const start = from - (from % pageBytes);
    return this.page(start).subarray(from - start, Math.min(to - start, pageBytes));
  }
  private page(start: number): Buffer {
    if (start === this.lastStart) return this.last;
    if (start === this.usedStart) return this.used;
    const known = this.pages.get(start);
    const page = known ?? Buffer.allocUnsafe(pageBytes);
    if (!known && this.file !== null) readSync(this.file, page, 0, pageBytes, start);
    // What was used longest ago stands first.
    this.pages.delete(start);
    this.pages.set(start, page);
    const [oldest] = this.pages.keys();
    if (this.pages.size > pagesKept && oldest !== undefined) this.pages.delete(oldest);
    this.used = page;
    this.usedStart = start;
    return page;
  }
  private turn(): void {
    this.file ??= nameless();
    writeSync(this.file, this.last, 0, pageBytes, this.lastStart);
    this.lastStart += pageBytes;
  }
}

/** It names persons: without a name it is gone with this process, however that ends. */
function nameless(): number {
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-texts-"));
  try {
    return openSync(join(dir, "texts"), "wx+", 0o600);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
