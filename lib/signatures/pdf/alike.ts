import { type Dict, Name, Ref, Text, type Value } from "./values";

/** The keys of either. */
export const keysOf = (a: Dict, b: Dict): string[] => [...new Set([...a.map.keys(), ...b.map.keys()])];

/** The same word for word; a reference is the same where it names the same object, whatever that is. */
export function isSame(a: Value, b: Value): boolean {
  if (a instanceof Ref && b instanceof Ref) return a.num === b.num && a.gen === b.gen;
  if (a instanceof Name && b instanceof Name) return a.name === b.name;
  if (a instanceof Text && b instanceof Text) return a.bytes.equals(b.bytes);
  return a === b;
}
