import { dictOf, PdfFile, Revision } from "../pdf/revision";
import { Dict, Name, PdfFault, Ref, type Value, wholeOf } from "../pdf/values";
import { type Written, written } from "./writing";

/**
 * An incremental update: objects written behind a file whose bytes stay as they are, so that what was signed stays signed. The
 * cross-reference is of the kind the file has. Throws a `PdfFault` for a file that does not read as one thing.
 */
export class Update {
  readonly latest: Revision;
  private readonly parts: Buffer[] = [];
  private readonly places = new Map<number, number>();
  private length: number;
  private next: number;

  constructor(bytes: Buffer) {
    this.latest = new Revision(new PdfFile(bytes), bytes.length);
    this.parts.push(bytes);
    this.length = bytes.length;
    if (bytes[bytes.length - 1] !== 10) this.push("\n");
    this.next = Math.max(wholeOf(this.latest.trailer.get("Size")) ?? 0, ...[...this.latest.entries.keys()].map((num) => num + 1));
  }

  get root(): { ref: Ref; dict: Dict } {
    const ref = this.latest.trailer.get("Root");
    const dict = dictOf(this.latest.resolve(ref));
    if (!(ref instanceof Ref) || !dict) throw new PdfFault("structure", "no catalogue");
    return { ref, dict };
  }

  add(value: Written, stream?: Buffer): Ref {
    const ref = new Ref(this.next++, 0);
    this.put(ref, value, stream);
    return ref;
  }

  /** A number for an object that is written later. */
  reserve(): Ref {
    return new Ref(this.next++, 0);
  }

  put(ref: Ref, value: Written, stream?: Buffer): void {
    this.places.set(ref.num, this.length);
    this.push(`${ref.num} ${ref.gen} obj\n`);
    if (stream) {
      this.push(`${written({ ...recordOf(value), Length: stream.length })}\nstream\n`);
      this.pushBytes(stream);
      this.push("\nendstream");
    } else this.push(written(value));
    this.push("\nendobj\n");
  }

  end(): Buffer {
    const [previous] = this.latest.sections;
    if (!previous) throw new PdfFault("structure", "no cross-reference");
    const kept = ["Root", "Info", "ID"].flatMap((key): [string, Value][] => {
      const value = this.latest.trailer.get(key);
      return value === null ? [] : [[key, value]];
    });
    const start = this.length;
    const trailer = { ...Object.fromEntries(kept), Size: this.next, Prev: previous.offset };
    if (previous.stream === null) this.push(`xref\n${this.table()}trailer\n${written(trailer)}\n`);
    else this.pushStream(trailer);
    this.push(`startxref\n${start}\n%%EOF\n`);
    return Buffer.concat(this.parts);
  }

  private table(): string {
    return this.runs()
      .map((run) => {
        const rows = run.map((num) => `${String(this.places.get(num)).padStart(10, "0")} 00000 n \n`);
        return `${run[0]} ${run.length}\n${rows.join("")}`;
      })
      .join("");
  }

  private pushStream(trailer: { [key: string]: Written }): void {
    const own = this.next++;
    this.places.set(own, this.length);
    const runs = this.runs();
    const rows = Buffer.concat(
      runs.flat().map((num) => {
        const row = Buffer.alloc(7);
        row[0] = 1;
        row.writeUInt32BE(this.places.get(num) ?? 0, 1);
        return row;
      }),
    );
    const dict = {
      ...trailer,
      Type: new Name("XRef"),
      Size: this.next,
      W: [1, 4, 2],
      Index: runs.flatMap((run) => [run[0] ?? 0, run.length]),
    };
    this.push(`${own} 0 obj\n${written({ ...dict, Length: rows.length })}\nstream\n`);
    this.pushBytes(rows);
    this.push("\nendstream\nendobj\n");
  }

  /** The numbers that were written, in runs without a gap. */
  private runs(): number[][] {
    const runs: number[][] = [];
    for (const num of [...this.places.keys()].sort((a, b) => a - b)) {
      const last = runs[runs.length - 1];
      if (last && last[last.length - 1] === num - 1) last.push(num);
      else runs.push([num]);
    }
    return runs;
  }

  private push(text: string): void {
    this.pushBytes(Buffer.from(text, "latin1"));
  }
  private pushBytes(bytes: Buffer): void {
    this.parts.push(bytes);
    this.length += bytes.length;
  }
}

/** A dictionary with other values at some keys; undefined takes a key away. */
export function changed(dict: Dict, values: { [key: string]: Written | undefined }): { [key: string]: Written } {
  const all = { ...Object.fromEntries(dict.map), ...values };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, Written] => entry[1] !== undefined));
}

function recordOf(value: Written): { [key: string]: Written } {
  if (value instanceof Dict) return Object.fromEntries(value.map);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as { [key: string]: Written }) : {};
}
