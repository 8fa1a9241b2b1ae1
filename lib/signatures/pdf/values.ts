/** The objects of a PDF (ISO 32000-1 §7.3) as they stand in the bytes. Numbers, booleans and null are themselves. */
export class Name {
  constructor(readonly name: string) {}
}
export class Ref {
  constructor(
    readonly num: number,
    readonly gen: number,
  ) {}
}
/** `from` and `to`: where the whole token stands in what it was read from, its brackets included. */
export class Text {
  constructor(
    readonly bytes: Buffer,
    readonly isHex: boolean,
    readonly from: number,
    readonly to: number,
  ) {}
}
export class Dict {
  constructor(readonly map: ReadonlyMap<string, Value>) {}
  get(key: string): Value {
    return this.map.get(key) ?? null;
  }
}
/** The packed bytes of a stream, as they stand in the file. */
export class Stream {
  constructor(
    readonly dict: Dict,
    readonly packed: Buffer,
  ) {}
}
export type Value = null | boolean | number | Name | Ref | Text | Dict | Stream | readonly Value[];

/** Why a file cannot be read as one that says only one thing. */
export type PdfFaultCode = "syntax" | "structure" | "encrypted" | "too-large";
export class PdfFault extends Error {
  constructor(
    readonly code: PdfFaultCode,
    message: string,
  ) {
    super(message);
  }
}

export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);
export const nameOf = (value: Value): string | null => (value instanceof Name ? value.name : null);
export const wholeOf = (value: Value): number | null => (typeof value === "number" && Number.isSafeInteger(value) ? value : null);

/** The text of a string by PDF's rules: UTF-16 or UTF-8 where it says so, else letters of one byte. */
export function wordsOf(value: Value): string | null {
  if (!(value instanceof Text)) return null;
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString("utf16le");
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString("utf8");
  return bytes.toString("latin1");
}
