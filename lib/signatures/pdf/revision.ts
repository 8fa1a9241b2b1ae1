import { Reader } from "./reader";
import { type Entry, mostObjects, readSection, type Section } from "./sections";
import { Unpacker } from "./unpacking";
import { Dict, isArray, nameOf, PdfFault, Ref, Stream, type Value, wholeOf } from "./values";

const mostSections = 2_000;

/** What has been read of a file: an object at a place stays what it is in every revision. */
export class PdfFile {
  readonly unpacker = new Unpacker();
  readonly objects = new Map<number, { num: number; gen: number; value: Value; end: number }>();
  readonly packs = new Map<number, { num: number; value: Value }[]>();
  private readonly sections = new Map<number, Section>();
  constructor(readonly bytes: Buffer) {}

  sectionAt(offset: number, end: number): Section {
    const known = this.sections.get(offset);
    if (known) return known;
    const section = readSection(this.bytes, offset, end, this.unpacker);
    this.sections.set(offset, section);
    return section;
  }
}

/** A file as it stood when it had so many bytes: what an incremental update ended. Reads strictly, as `Reader` does. */
export class Revision {
  readonly sections: readonly Section[];
  readonly trailer: Dict;
  readonly entries = new Map<number, Entry>();

  constructor(
    readonly file: PdfFile,
    readonly end: number,
  ) {
    this.sections = this.chain(startOf(file.bytes, end));
    const [newest] = this.sections;
    if (!newest) throw new PdfFault("structure", "no cross-reference");
    this.trailer = newest.trailer;
    if (this.sections.some((section) => section.trailer.get("Encrypt") !== null))
      throw new PdfFault("encrypted", "the file is encrypted");
    for (const { entries } of this.sections)
      for (const [num, entry] of entries) if (!this.entries.has(num)) this.entries.set(num, entry);
    if (this.entries.size > mostObjects) throw new PdfFault("too-large", "too many objects");
  }

  /** The object of this number; null where there is none, as the standard has it. */
  load(num: number): Value {
    const entry = this.entries.get(num);
    if (!entry || entry.kind === "free") return null;
    if (entry.kind === "packed") {
      const packed = this.pack(entry.container)[entry.index];
      if (packed?.num !== num) throw new PdfFault("structure", `object ${num} is not where it should be`);
      return packed.value;
    }
    const read = this.objectAt(entry.offset);
    if (read.num !== num || read.gen !== entry.gen) throw new PdfFault("structure", `object ${num} is not where it should be`);
    return read.value;
  }

  resolve(value: Value): Value {
    let now = value;
    for (let n = 0; now instanceof Ref; n++) {
      if (n > 20) throw new PdfFault("structure", "a reference to itself");
      now = this.load(now.num);
    }
    return now;
  }

  /** What makes two revisions' object of a number the same bytes: the place where it, or what it is packed in, stands. */
  placeOf(num: number): string {
    const entry = this.entries.get(num);
    if (!entry || entry.kind === "free") return "-";
    if (entry.kind === "at") return String(entry.offset);
    const container = this.entries.get(entry.container);
    return `${container?.kind === "at" ? container.offset : "?"}/${entry.index}`;
  }

  objectAt(offset: number): { num: number; gen: number; value: Value; end: number } {
    if (offset <= 0 || offset >= this.end) throw new PdfFault("structure", "an object outside the file");
    const known = this.file.objects.get(offset);
    if (known) return known;
    const reader = new Reader(this.file.bytes, offset, this.end);
    // A length is a number in an object of its own, never in a stream that must itself be measured.
    const read = reader.indirect((ref) => {
      const entry = this.entries.get(ref.num);
      if (entry?.kind !== "at") throw new PdfFault("structure", "a length that is packed");
      const length = new Reader(this.file.bytes, entry.offset, this.end).indirect(() => null);
      return length.num === ref.num ? length.value : null;
    });
    const object = { ...read, end: reader.pos };
    this.file.objects.set(offset, object);
    return object;
  }

  private pack(container: number): { num: number; value: Value }[] {
    const entry = this.entries.get(container);
    if (entry?.kind !== "at") throw new PdfFault("structure", "objects packed in nothing");
    const known = this.file.packs.get(entry.offset);
    if (known) return known;
    const stream = this.load(container);
    if (!(stream instanceof Stream) || nameOf(stream.dict.get("Type")) !== "ObjStm")
      throw new PdfFault("structure", "objects packed in nothing");
    const count = wholeOf(this.resolve(stream.dict.get("N"))) ?? -1;
    const first = wholeOf(this.resolve(stream.dict.get("First"))) ?? -1;
    const plain = this.file.unpacker.unpack(stream);
    if (count < 0 || count > mostObjects || first < 0 || first > plain.length)
      throw new PdfFault("structure", "objects without a list");
    const list = new Reader(plain, 0, first);
    const places = Array.from({ length: count }, () => {
      list.space();
      const num = list.whole();
      list.space();
      return { num, at: first + list.whole() };
    });
    const objects = places.map(({ num, at }) => ({ num, value: new Reader(plain, at).value() }));
    this.file.packs.set(entry.offset, objects);
    return objects;
  }

  /** The sections from the newest to the first; a table's hidden stream (hybrid files) stands behind it. */
  private chain(start: number): Section[] {
    const chain: Section[] = [];
    const seen = new Set<number>();
    let next: number | null = start;
    while (next !== null) {
      if (seen.has(next) || chain.length > mostSections) throw new PdfFault("structure", "cross-references in a ring");
      seen.add(next);
      const section: Section = this.file.sectionAt(next, this.end);
      chain.push(section);
      const hidden = section.stream === null ? wholeOf(section.trailer.get("XRefStm")) : null;
      if (hidden !== null) {
        const behind = this.file.sectionAt(hidden, this.end);
        // In a table what is packed is called free: only where it is not there at all the stream tells of it.
        for (const [num, entry] of behind.entries) {
          const said = section.entries.get(num);
          if (said?.kind === "free" && entry.kind !== "free") section.entries.delete(num);
        }
        chain.push({ ...behind, trailer: section.trailer });
      }
      const prev = section.trailer.get("Prev");
      next = prev === null ? null : wholeOf(prev);
      if (prev !== null && next === null) throw new PdfFault("structure", "a broken chain");
    }
    return chain;
  }
}

/** Where the newest cross-reference begins; a revision ends with "startxref", its place and "%%EOF", and nothing else. */
function startOf(bytes: Buffer, end: number): number {
  const tail = bytes.toString("latin1", Math.max(0, end - 1_024), end);
  const found = /startxref[\0\t\n\f\r ]+(\d{1,12})[\0\t\n\f\r ]+%%EOF[\0\t\n\f\r ]*$/.exec(tail);
  if (!found) throw new PdfFault("structure", "the file does not end as a PDF ends");
  return Number(found[1]);
}

/** A dictionary, also one that is a stream's. */
export const dictOf = (value: Value): Dict | null =>
  value instanceof Dict ? value : value instanceof Stream ? value.dict : null;

export const listOf = (value: Value): readonly Value[] => (isArray(value) ? value : []);
