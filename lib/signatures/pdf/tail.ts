import { Reader } from "./reader";
import type { Revision } from "./revision";
import { PdfFault } from "./values";

/**
 * Is every byte between two places part of an update as the standard has it: objects that the cross-reference knows, the cross-reference
 * itself and its end? A program that mends broken files would find what else stands there, and show it.
 */
export function isAllTold(later: Revision, from: number): boolean {
  const { bytes } = later.file;
  const sections = new Map(later.sections.filter(({ offset }) => offset >= from).map((section) => [section.offset, section]));
  const objects = new Set<number>();
  for (const section of sections.values())
    for (const entry of section.entries.values()) if (entry.kind === "at" && entry.offset >= from) objects.add(entry.offset);
  const left = new Set([...sections.keys(), ...objects]);
  let at = from;
  try {
    while (at < later.end) {
      const reader = new Reader(bytes, at, later.end);
      skipWhite(reader);
      if (reader.pos >= later.end) break;
      const section = sections.get(reader.pos);
      if (section) {
        left.delete(reader.pos);
        at = section.end;
      } else if (objects.has(reader.pos)) {
        left.delete(reader.pos);
        at = later.objectAt(reader.pos).end;
      } else {
        const rest = bytes.toString("latin1", reader.pos, Math.min(later.end, reader.pos + 64));
        const end = /^startxref[\0\t\n\f\r ]+(\d+)[\0\t\n\f\r ]+%%EOF/.exec(rest);
        const note = remark.exec(bytes.toString("latin1", reader.pos, Math.min(later.end, reader.pos + 130)));
        if (note && !end) {
          at = reader.pos + note[0].length;
          continue;
        }
        if (!end || !(sections.has(Number(end[1])) || Number(end[1]) === 0)) return false;
        at = reader.pos + end[0].length;
      }
    }
  } catch (error) {
    if (error instanceof PdfFault) return false;
    throw error;
  }
  return left.size === 0;
}

/** A program's name in a line of its own, as some write before the end; no word in it by which a mending program would find an object. */
const remark = /^%(?!%)(?![^\r\n]*(?:obj|xref|trailer|stream|<<))[\x20-\x7e\x80-\xff]{0,120}(?=[\r\n])/;

function skipWhite(reader: Reader): void {
  while (reader.pos < reader.end && /[\0\t\n\f\r ]/.test(String.fromCharCode(reader.bytes[reader.pos] ?? 0))) reader.pos++;
}
