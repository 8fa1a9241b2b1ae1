import { AppError } from "./errors";

/**
 * JSON that can be read in one way only: where a member is named twice programs disagree which of the two counts (SECURITY: T-29). A name
 * written twice is one member of what is read, so fewer are there than were written. Throws `not-json` or `named-twice`.
 */
export function readJson(text: string): unknown {
  const value = parsed(text);
  if (membersOf(value) < membersWritten(text)) throw new AppError("invalid", "named-twice");
  return value;
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "not-json");
  }
}

/** The colons outside of texts: in JSON each stands behind a name. */
function membersWritten(json: string): number {
  let members = 0;
  let isText = false;
  for (let at = 0; at < json.length; at++) {
    const c = json.charCodeAt(at);
    if (c === 34) isText = !isText;
    else if (isText && c === 92) at++;
    else if (!isText && c === 58) members++;
  }
  return members;
}

function membersOf(value: unknown): number {
  let members = 0;
  // Not by recursion: what is nested deeply is refused for its shape, by the schema that reads it.
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one !== "object" || one === null) continue;
    const inside: unknown[] = Object.values(one);
    if (!Array.isArray(one)) members += inside.length;
    for (const each of inside) if (typeof each === "object" && each !== null) left.push(each);
  }
  return members;
}
