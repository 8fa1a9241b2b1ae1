import { Reader } from "./reader";
import type { Unpacker } from "./unpacking";
import { Dict, isArray, nameOf, PdfFault, Stream, wholeOf } from "./values";

/** Where an object is: nowhere, at a place of the file, or packed with others into a stream. */
export type Entry =
  | { kind: "free" }
  | { kind: "at"; offset: number; gen: number }
  | { kind: "packed"; container: number; index: number };
/** A part of the cross-reference, as a table or as a stream; `stream`: the object that it is then. */
export type Section = {
  offset: number;
  end: number;
  entries: Map<number, Entry>;
  trailer: Dict;
  stream: number | null;
};
export const mostObjects = 300_000;

/** Reads the section that begins here. A stream's length stands in itself: there is nothing yet to ask for another object. */
export function readSection(bytes: Buffer, offset: number, end: number, unpacker: Unpacker): Section {
  if (offset < 0 || offset >= end) throw new PdfFault("structure", "a cross-reference outside the file");
  const reader = new Reader(bytes, offset, end);
  reader.space();
  // Where a program reads from is where it is: what stands between would be read by some and not by others.
  if (reader.pos !== offset) throw new PdfFault("structure", "no cross-reference where it should be");
  return reader.takes("xref") ? readTable(reader, offset) : readStream(reader, offset, unpacker);
}

function readTable(reader: Reader, offset: number): Section {
  const entries = new Map<number, Entry>();
  for (;;) {
    reader.space();
    if (reader.takes("trailer")) break;
    const first = reader.whole();
    reader.space();
    const count = reader.whole();
    if (count > mostObjects || first > 10_000_000) throw new PdfFault("too-large", "too many objects");
    for (let n = first; n < first + count; n++) {
      reader.space();
      const at = reader.whole();
      reader.space();
      const gen = reader.whole();
      reader.space();
      const isUsed = reader.takes("n");
      if (!isUsed) reader.expect("f");
      if (entries.has(n)) throw new PdfFault("structure", `object ${n} twice in one table`);
      entries.set(n, isUsed ? { kind: "at", offset: at, gen } : { kind: "free" });
    }
  }
  const trailer = reader.value();
  if (!(trailer instanceof Dict)) throw new PdfFault("structure", "no trailer");
  return { offset, end: reader.pos, entries, trailer, stream: null };
}

function readStream(reader: Reader, offset: number, unpacker: Unpacker): Section {
  const { num, value } = reader.indirect(() => null);
  if (!(value instanceof Stream) || nameOf(value.dict.get("Type")) !== "XRef")
    throw new PdfFault("structure", "no cross-reference where it should be");
  const { dict } = value;
  const widths = wholes(dict, "W");
  const size = wholeOf(dict.get("Size")) ?? 0;
  const index = dict.get("Index") === null ? [0, size] : wholes(dict, "Index");
  const [typeWidth = 0, firstWidth = 0, secondWidth = 0] = widths;
  if (widths.length !== 3 || widths.some((w) => w < 0 || w > 6) || index.length % 2)
    throw new PdfFault("structure", "no columns");
  const rows = unpacker.unpack(value);
  const entries = new Map<number, Entry>();
  let at = 0;
  const column = (width: number, missing: number) => {
    if (width === 0) return missing;
    if (at + width > rows.length) throw new PdfFault("structure", "rows are missing");
    at += width;
    return rows.readUIntBE(at - width, width);
  };
  for (let i = 0; i < index.length; i += 2) {
    const [first = 0, count = 0] = index.slice(i, i + 2);
    if (count < 0 || count > mostObjects || first < 0 || first > 10_000_000) throw new PdfFault("too-large", "too many objects");
    for (let n = first; n < first + count; n++) {
      const [type, a, b] = [column(typeWidth, 1), column(firstWidth, 0), column(secondWidth, 0)];
      if (entries.has(n) || type > 2) throw new PdfFault("structure", `object ${n} is unclear`);
      if (type === 0) entries.set(n, { kind: "free" });
      else entries.set(n, type === 1 ? { kind: "at", offset: a, gen: b } : { kind: "packed", container: a, index: b });
    }
  }
  return { offset, end: reader.pos, entries, trailer: dict, stream: num };
}

function wholes(dict: Dict, key: string): number[] {
  const list = dict.get(key);
  if (!isArray(list)) throw new PdfFault("structure", `no ${key}`);
  return list.map((item) => {
    const whole = wholeOf(item);
    if (whole === null) throw new PdfFault("structure", `no ${key}`);
    return whole;
  });
}
