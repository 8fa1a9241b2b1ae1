/** Fragmented MP4 as ffmpeg writes it to a pipe (ISO/IEC 14496-12): what stands before all pictures, and then piece after piece. */
export type Piece = {
  bytes: Buffer;
  seconds: number;
  /** Begins with a picture that needs none before it. */
  isIndependent: boolean;
};
/** Not the MP4 that was asked for. */
export class NotMp4 extends Error {}

const mostBytes = 32 * 1024 * 1024;
type Box = { type: string; start: number; body: number; end: number };

function boxesIn(bytes: Buffer, from: number, until: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= until; ) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > until) throw new NotMp4("a box that is longer than what holds it");
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), start: at, body: at + 8, end: at + size });
    at += size;
  }
  return boxes;
}
function inside(bytes: Buffer, box: { body: number; end: number }, ...path: string[]): Box {
  let found: { body: number; end: number } = box;
  for (const type of path) {
    const next = boxesIn(bytes, found.body, found.end).find((one) => one.type === type);
    if (!next) throw new NotMp4(`no ${type}`);
    found = next;
  }
  return found as Box;
}

/** Ticks a second of the picture's clock (mdhd). */
function timescaleOf(init: Buffer): number {
  const mdhd = inside(init, { body: 0, end: init.length }, "moov", "trak", "mdia", "mdhd");
  return init.readUInt32BE(mdhd.body + (init[mdhd.body] === 1 ? 20 : 12));
}

/** How long a piece lasts and whether it begins with a whole picture, out of its tfhd and trun (8.8.7, 8.8.8). */
function timesOf(moof: Buffer, timescale: number): { seconds: number; isIndependent: boolean } {
  const traf = inside(moof, { body: 0, end: moof.length }, "moof", "traf");
  const tfhd = inside(moof, traf, "tfhd");
  const flags = moof.readUInt32BE(tfhd.body) & 0xffffff;
  let at = tfhd.body + 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  let [duration, sampleFlags] = [0, 0];
  if (flags & 0x8) {
    duration = moof.readUInt32BE(at);
    at += 4;
  }
  if (flags & 0x10) at += 4;
  if (flags & 0x20) sampleFlags = moof.readUInt32BE(at);
  let [ticks, first] = [0, sampleFlags];
  boxesIn(moof, traf.body, traf.end)
    .filter(({ type }) => type === "trun")
    .forEach((trun, number) => {
      const own = moof.readUInt32BE(trun.body) & 0xffffff;
      const count = moof.readUInt32BE(trun.body + 4);
      let each = trun.body + 8 + (own & 0x1 ? 4 : 0);
      if (own & 0x4) {
        if (number === 0) first = moof.readUInt32BE(each);
        each += 4;
      }
      const stride = [0x100, 0x200, 0x400, 0x800].filter((one) => own & one).length * 4;
      if (each + stride * count > trun.end) throw new NotMp4("fewer samples than are told");
      for (let i = 0; i < count; i += 1) {
        ticks += own & 0x100 ? moof.readUInt32BE(each + i * stride) : duration;
        const flagsAt = each + i * stride + (own & 0x100 ? 4 : 0) + (own & 0x200 ? 4 : 0);
        if (number === 0 && i === 0 && own & 0x400 && !(own & 0x4)) first = moof.readUInt32BE(flagsAt);
      }
    });
  // sample_is_non_sync_sample (8.8.3.1).
  return { seconds: ticks / timescale, isIndependent: (first & 0x10000) === 0 };
}

/** Cuts what comes out of a pipe into the beginning and the pieces. `push` throws NotMp4. */
export class PieceReader {
  private rest: Buffer = Buffer.alloc(0);
  private head: Buffer[] = [];
  private moof: Buffer | null = null;
  private timescale: number | null = null;
  constructor(private readonly on: { init(bytes: Buffer): void; piece(piece: Piece): void }) {}

  push(bytes: Buffer): void {
    this.rest = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    while (this.rest.length >= 8) {
      const size = this.rest.readUInt32BE(0);
      if (size < 8 || size > mostBytes) throw new NotMp4("a box of no size");
      if (this.rest.length < size) return;
      try {
        this.take(this.rest.toString("latin1", 4, 8), Buffer.from(this.rest.subarray(0, size)));
      } catch (error) {
        // A number was read behind the end of its box.
        throw error instanceof RangeError ? new NotMp4("a box that is too short") : error;
      }
      this.rest = this.rest.subarray(size);
    }
  }

  private take(type: string, box: Buffer): void {
    if (type === "ftyp") this.head = [box];
    if (type === "moov") {
      const init = Buffer.concat([...this.head, box]);
      this.timescale = timescaleOf(box);
      if (this.timescale === 0) throw new NotMp4("a clock that stands");
      this.on.init(init);
    }
    if (type === "moof") this.moof = box;
    if (type !== "mdat" || this.moof === null) return;
    if (this.timescale === null) throw new NotMp4("a piece before the beginning");
    this.on.piece({ bytes: Buffer.concat([this.moof, box]), ...timesOf(this.moof, this.timescale) });
    this.moof = null;
  }
}
