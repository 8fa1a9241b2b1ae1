import { Dict, Name, PdfFault, Ref, Stream, Text, type Value, wholeOf } from "./values";

const white = new Uint8Array(256);
const ends = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) white[code] = ends[code] = 1;
for (const sign of "()<>[]{}/%") ends[sign.charCodeAt(0)] = 1;
const deepest = 60;
const mostItems = 500_000;

/**
 * Reads objects at places of a file, strictly: what one program may read so and another otherwise (a key twice, a string that does not end,
 * a stream of another length than it says) throws a `PdfFault`.
 */
export class Reader {
  pos: number;
  private items = 0;

  constructor(
    readonly bytes: Buffer,
    from = 0,
    readonly end = bytes.length,
  ) {
    this.pos = from;
  }

  /** Goes past white space and comments. */
  space(): void {
    while (this.pos < this.end) {
      const code = this.bytes[this.pos] ?? 0;
      if (code === 37) {
        while (this.pos < this.end && this.bytes[this.pos] !== 10 && this.bytes[this.pos] !== 13) this.pos++;
      } else if (white[code]) this.pos++;
      else return;
    }
  }

  /** Does this word stand here, and nothing that would make it a longer one? Then it is passed. */
  takes(word: string): boolean {
    const to = this.pos + word.length;
    if (to > this.end || this.bytes.toString("latin1", this.pos, to) !== word) return false;
    if (to < this.end && !ends[this.bytes[to] ?? 0]) return false;
    this.pos = to;
    return true;
  }

  expect(word: string): void {
    if (!this.takes(word)) throw this.fault(`expected ${word}`);
  }

  /** A whole number without a sign. */
  whole(): number {
    const from = this.pos;
    while (this.pos < this.end && this.isDigit()) this.pos++;
    if (this.pos === from || this.pos - from > 12) throw this.fault("expected a number");
    return Number(this.bytes.toString("latin1", from, this.pos));
  }

  value(depth = 0): Value {
    if (depth > deepest || ++this.items > mostItems) throw new PdfFault("too-large", "objects without end");
    this.space();
    const code = this.bytes[this.pos];
    if (this.pos >= this.end || code === undefined) throw this.fault("the file ends");
    switch (code) {
      case 47:
        return this.name();
      case 40:
        return this.text();
      case 91:
        return this.array(depth);
      case 60:
        return this.bytes[this.pos + 1] === 60 ? this.dict(depth) : this.hex();
    }
    if (this.isDigit()) return this.refOrNumber();
    if (code === 43 || code === 45 || code === 46) return this.number();
    if (this.takes("true")) return true;
    if (this.takes("false")) return false;
    if (this.takes("null")) return null;
    throw this.fault("no object");
  }

  /** "7 0 obj … endobj"; the length of a stream, where it is said by another object, is asked for. */
  indirect(lengthOf: (ref: Ref) => Value): { num: number; gen: number; value: Value } {
    const num = this.whole();
    this.space();
    const gen = this.whole();
    this.space();
    this.expect("obj");
    const value = this.value();
    this.space();
    const stream = value instanceof Dict && this.takes("stream") ? this.stream(value, lengthOf) : null;
    this.space();
    this.expect("endobj");
    return { num, gen, value: stream ?? value };
  }

  private stream(dict: Dict, lengthOf: (ref: Ref) => Value): Stream {
    if (this.bytes[this.pos] === 13) this.pos++;
    if (this.bytes[this.pos++] !== 10) throw this.fault("a stream begins in a line of its own");
    const said = dict.get("Length");
    const length = wholeOf(said instanceof Ref ? lengthOf(said) : said);
    if (length === null || length < 0 || this.pos + length > this.end) throw this.fault("a stream of no length");
    const packed = this.bytes.subarray(this.pos, this.pos + length);
    this.pos += length;
    for (let n = 0; n < 2 && white[this.bytes[this.pos] ?? 0]; n++) this.pos++;
    this.expect("endstream");
    return new Stream(dict, packed);
  }

  private dict(depth: number): Dict {
    this.pos += 2;
    const map = new Map<string, Value>();
    for (;;) {
      this.space();
      if (this.bytes[this.pos] === 62 && this.bytes[this.pos + 1] === 62) {
        this.pos += 2;
        return new Dict(map);
      }
      if (this.bytes[this.pos] !== 47) throw this.fault("a key is a name");
      const { name } = this.name();
      if (map.has(name)) throw this.fault(`${name} twice`);
      map.set(name, this.value(depth + 1));
    }
  }

  private array(depth: number): Value[] {
    this.pos++;
    const items: Value[] = [];
    for (;;) {
      this.space();
      if (this.bytes[this.pos] === 93) {
        this.pos++;
        return items;
      }
      items.push(this.value(depth + 1));
    }
  }

  private name(): Name {
    const from = ++this.pos;
    while (this.pos < this.end && !ends[this.bytes[this.pos] ?? 0]) this.pos++;
    const raw = this.bytes.toString("latin1", from, this.pos);
    return new Name(
      raw.includes("#")
        ? raw.replace(/#([0-9a-fA-F]{2})/g, (_all: string, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
        : raw,
    );
  }

  private text(): Text {
    const from = this.pos++;
    const out: number[] = [];
    let open = 1;
    while (this.pos < this.end) {
      const code = this.bytes[this.pos++] ?? 0;
      if (code === 92) this.escape(out);
      else {
        if (code === 40) open++;
        if (code === 41 && --open === 0) return new Text(Buffer.from(out), false, from, this.pos);
        out.push(code);
      }
    }
    throw this.fault("a string does not end");
  }

  private escape(out: number[]): void {
    const code = this.bytes[this.pos++] ?? 0;
    const plain = { n: 10, r: 13, t: 9, b: 8, f: 12 }[String.fromCharCode(code)];
    if (plain !== undefined) out.push(plain);
    else if (code >= 48 && code <= 55) {
      let octal = code - 48;
      for (let n = 0; n < 2; n++) {
        const next = this.bytes[this.pos] ?? 0;
        if (next < 48 || next > 55) break;
        octal = octal * 8 + next - 48;
        this.pos++;
      }
      out.push(octal & 255);
    } else if (code === 13) {
      if (this.bytes[this.pos] === 10) this.pos++;
    } else if (code !== 10) out.push(code);
  }

  private hex(): Text {
    const from = this.pos++;
    const close = this.bytes.indexOf(62, this.pos);
    if (close < 0 || close >= this.end) throw this.fault("a string does not end");
    let digits = this.bytes.toString("latin1", this.pos, close);
    this.pos = close + 1;
    if (/[^0-9a-fA-F]/.test(digits)) {
      digits = digits.replace(/[\0\t\n\f\r ]+/g, "");
      if (/[^0-9a-fA-F]/.test(digits)) throw this.fault("a string of hex holds something else");
    }
    return new Text(Buffer.from(digits.length % 2 ? `${digits}0` : digits, "hex"), true, from, this.pos);
  }

  private refOrNumber(): Ref | number {
    const from = this.pos;
    const first = this.number();
    if (!Number.isSafeInteger(first)) return first;
    const after = this.pos;
    // "7 0 R" is three words; anything else is a number and what follows it.
    if (!white[this.bytes[after] ?? 0]) return first;
    this.space();
    if (this.isDigit()) {
      const begins = this.pos;
      while (this.pos < this.end && this.isDigit()) this.pos++;
      const gen = Number(this.bytes.toString("latin1", begins, this.pos));
      this.space();
      if (this.pos - from < 40 && this.takes("R")) return new Ref(first, gen);
    }
    this.pos = after;
    return first;
  }

  private number(): number {
    const from = this.pos;
    while (this.pos < this.end && !ends[this.bytes[this.pos] ?? 0]) this.pos++;
    const raw = this.bytes.toString("latin1", from, this.pos);
    if (!/^[+-]?(\d{1,18}(\.\d{0,30})?|\.\d{1,30})$/.test(raw)) throw this.fault("no number");
    return Number(raw);
  }

  private isDigit(): boolean {
    const code = this.bytes[this.pos] ?? 0;
    return code >= 48 && code <= 57;
  }

  private fault(what: string): PdfFault {
    return new PdfFault("syntax", `${what} at ${this.pos}`);
  }
}
