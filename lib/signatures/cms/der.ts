/** First bytes of values: a sequence, a set, and what is marked [0] and [1] and holds others. */
export const tag = { sequence: 0x30, set: 0x31, first: 0xa0, second: 0xa1 } as const;
/** Kinds of the universal class that hold others, and that hold none. Of the rest nothing is said. */
const holding = new Set([16, 17]);
const plain = new Set([1, 2, 3, 4, 5, 6, 10, 12, 18, 19, 20, 22, 23, 24, 26, 27, 28, 30]);
const deepest = 40;

/**
 * Is this one value of DER, all the way down: each length written in its shortest way, and each value filled to its end by those in it?
 * The libraries read what is not, each in its own way, and then two programs may see two messages in the same bytes.
 */
export function isDer(bytes: Buffer): boolean {
  return valuesFill(bytes, 0, bytes.length, 0, true);
}

function valuesFill(bytes: Buffer, from: number, end: number, depth: number, isOne = false): boolean {
  if (depth > deepest) return false;
  let at = from;
  while (at < end) {
    const tag = bytes[at] ?? 0;
    const number = tag & 31;
    if (number === 31 || tag === 0 || at + 2 > end) return false;
    const first = bytes[at + 1] ?? 0;
    let start = at + 2;
    let length = first;
    if (first >= 128) {
      const count = first & 127;
      start += count;
      if (count < 1 || count > 4 || start > end) return false;
      length = bytes.readUIntBE(at + 2, count);
      if (length < 128 || bytes[at + 2] === 0) return false;
    }
    if (start + length > end) return false;
    const isHolding = (tag & 32) !== 0;
    if (tag >> 6 === 0 && (isHolding ? plain.has(number) : holding.has(number))) return false;
    if (isHolding && !valuesFill(bytes, start, start + length, depth + 1)) return false;
    at = start + length;
    if (isOne && at !== end) return false;
  }
  return at === end && (!isOne || end > from);
}

/** The values a value holds, each as it stands; the bytes are one value of DER (`isDer`) that holds others. */
export function partsOf(value: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = headOf(value, 0); at < value.length; ) {
    const end = at + sizeOf(value, at);
    parts.push(value.subarray(at, end));
    at = end;
  }
  return parts;
}

const headOf = (bytes: Buffer, at: number): number => 2 + ((bytes[at + 1] ?? 0) >= 128 ? (bytes[at + 1] ?? 0) & 127 : 0);
function sizeOf(bytes: Buffer, at: number): number {
  const head = headOf(bytes, at);
  return head + (head === 2 ? (bytes[at + 1] ?? 0) : bytes.readUIntBE(at + 2, head - 2));
}
