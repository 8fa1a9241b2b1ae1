import { inflateSync } from "node:zlib";
import { Dict, isArray, nameOf, PdfFault, type Stream, type Value, wholeOf } from "./values";

/** What the packed streams of one file may unpack to, one and all together. */
export class Unpacker {
  private left = 96 * 2 ** 20;

  /** The bytes of a stream of objects or of a cross-reference; only what these are packed with in practice is read. */
  unpack(stream: Stream): Buffer {
    const filters = listed(stream.dict.get("Filter")).map(nameOf);
    const parms = listed(stream.dict.get("DecodeParms"));
    if (filters.length === 0) return stream.packed;
    if (filters.length > 1 || filters[0] !== "FlateDecode") throw new PdfFault("structure", `packed by ${filters.join()}`);
    const most = Math.min(32 * 2 ** 20, this.left);
    if (most <= 0) throw new PdfFault("too-large", "unpacks without end");
    let plain: Buffer;
    try {
      plain = inflateSync(stream.packed, { maxOutputLength: most });
    } catch {
      throw new PdfFault("structure", "does not unpack");
    }
    this.left -= plain.length;
    const [how] = parms;
    return how instanceof Dict ? predicted(plain, how) : plain;
  }
}

const listed = (value: Value): readonly Value[] => (value === null ? [] : isArray(value) ? value : [value]);

/** PNG's predictors (ISO 32000-1 §7.4.4.4): each row says what of the row above was taken away. */
function predicted(plain: Buffer, how: Dict): Buffer {
  const predictor = wholeOf(how.get("Predictor")) ?? 1;
  if (predictor === 1) return plain;
  const [columns, colors, bits] = ["Columns", "Colors", "BitsPerComponent"].map((key) => wholeOf(how.get(key)));
  if (predictor < 10 || (colors ?? 1) !== 1 || (bits ?? 8) !== 8) throw new PdfFault("structure", "a strange predictor");
  const width = columns ?? 1;
  if (width < 1 || width > 64 || plain.length % (width + 1) !== 0) throw new PdfFault("structure", "a broken row");
  const rows = plain.length / (width + 1);
  const out = Buffer.alloc(rows * width);
  for (let row = 0; row < rows; row++) {
    const kind = plain[row * (width + 1)] ?? 0;
    if (kind > 4) throw new PdfFault("structure", "a strange predictor");
    for (let i = 0; i < width; i++) {
      const at = row * width + i;
      const left = i > 0 ? (out[at - 1] ?? 0) : 0;
      const up = row > 0 ? (out[at - width] ?? 0) : 0;
      const corner = i > 0 && row > 0 ? (out[at - width - 1] ?? 0) : 0;
      const base = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind] ?? 0;
      out[at] = (plain[row * (width + 1) + 1 + i] ?? 0) + base;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
