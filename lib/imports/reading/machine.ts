import type { Readable } from "node:stream";
import { AppError } from "@/lib/errors";
import { readJson } from "@/lib/json";
import { maxRows } from "../model";
import { decoded } from "./csv";

const maxObjectLength = 65_536;

/**
 * Cuts a JSON array of objects, or objects one after the other (NDJSON), into its objects without holding more than one of them.
 * Throws `not-json` or `named-twice` with the number of the object that is at fault.
 */
export async function* readObjects(source: Readable): AsyncGenerator<{ line: number; value: unknown }[]> {
  let depth = 0;
  let isArray = false;
  let isStarted = false;
  let isDone = false;
  let isText = false;
  let isEscaped = false;
  let current = "";
  let line = 0;
  const broken = (code = "not-json") => new AppError("refused", code, { detail: { row: line + 1 } });
  const read = (text: string) => {
    try {
      return readJson(text);
    } catch (error) {
      throw error instanceof AppError ? broken(error.code) : error;
    }
  };

  /** A line that is an object by itself, as NDJSON has them: nothing of it need be looked for. */
  const readWhole = (text: string) => {
    try {
      return read(text);
    } catch (error) {
      if (error instanceof AppError && error.code === "not-json") return undefined;
      throw error;
    }
  };

  try {
    for await (const chunk of decoded(source, "utf-8")) {
      const found: { line: number; value: unknown }[] = [];
      let start = depth > 0 ? 0 : -1;
      for (let i = 0; i < chunk.length; i++) {
        const c = chunk.charCodeAt(i);
        if (depth > 0) {
          if (isEscaped) isEscaped = false;
          else if (isText) {
            if (c === 92) isEscaped = true;
            else if (c === 34) isText = false;
          } else if (c === 34) isText = true;
          else if (c === 123 || c === 91) depth++;
          else if ((c === 125 || c === 93) && --depth === 0) {
            current += chunk.slice(start, i + 1);
            found.push({ line: line + 1, value: read(current) });
            line++;
            if (line > maxRows) throw new AppError("refused", "too-many-rows");
            current = "";
            start = -1;
          }
          continue;
        }
        if (c === 32 || c === 10 || c === 13 || c === 9 || c === 0xfeff) continue;
        if (isDone) throw broken();
        if (c === 123) {
          isStarted = true;
          const end = endOfLine(chunk, i);
          const value = end > 0 ? readWhole(chunk.slice(i, end)) : undefined;
          if (value !== undefined) {
            found.push({ line: ++line, value });
            i = end - 1;
            if (line > maxRows) throw new AppError("refused", "too-many-rows");
            continue;
          }
          depth = 1;
          start = i;
        } else if (c === 91 && !isStarted) {
          isArray = true;
          isStarted = true;
        } else if (c === 93 && isArray) isDone = true;
        else if (!(c === 44 && isArray)) throw broken();
      }
      if (start >= 0) current += chunk.slice(start);
      if (current.length > maxObjectLength) throw broken();
      if (found.length > 0) yield found;
    }
  } finally {
    source.destroy();
  }
  if (depth > 0 || (isArray && !isDone)) throw broken();
}

/** Where the line of an object ends that seems to be whole on it; 0 where it does not. */
function endOfLine(text: string, start: number): number {
  const next = text.indexOf("\n", start);
  const end = text.charCodeAt(next - 1) === 13 ? next - 1 : next;
  return next > 0 && end - start <= maxObjectLength && text.charCodeAt(end - 1) === 125 ? end : 0;
}
