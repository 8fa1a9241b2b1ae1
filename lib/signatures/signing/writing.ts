import { Dict, isArray, Name, Ref, Text, type Value } from "../pdf/values";

/** What an update writes as it stands, among objects that were read: a hole to be filled, numbers of a fixed width. */
export class Verbatim {
  constructor(readonly text: string) {}
}
export type Written = Value | Verbatim | { [key: string]: Written } | readonly Written[];

/** An object in the letters of a PDF (latin1). Streams are written by `Update`. */
export function written(value: Written): string {
  if (value instanceof Verbatim) return value.text;
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toFixed(4);
  if (value instanceof Name)
    return `/${value.name.replace(/[^A-Za-z0-9_.+-]/g, (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, "0")}`)}`;
  if (value instanceof Ref) return `${value.num} ${value.gen} R`;
  if (value instanceof Text) return `<${value.bytes.toString("hex")}>`;
  if (isList(value)) return `[${value.map(written).join(" ")}]`;
  const entries = value instanceof Dict ? [...value.map] : Object.entries(value);
  return `<<${entries.map(([key, one]) => `${written(new Name(key))} ${written(one as Written)}`).join("")}>>`;
}
const isList = (value: Written): value is readonly Written[] => Array.isArray(value) || isArray(value as Value);

/** Words as a PDF keeps them: plain letters as such, all others in UTF-16. */
export function textOf(words: string): Text {
  const isPlain = /^[\x20-\x7e]*$/.test(words);
  const bytes = isPlain
    ? Buffer.from(words, "latin1")
    : Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(words, "utf16le").swap16()]);
  return new Text(bytes, true, 0, 0);
}

/** "D:20260315083000+07'00'", in the city's time. */
export function dateOf(at: Date): Text {
  const city = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  return textOf(`D:${city.slice(0, 19).replace(/[-:T]/g, "")}+07'00'`);
}
