/**
 * What follows from a record and a key alone, worked out once for as long as the record is in use; the last `most` keys of it. What
 * is handed out is shared: nobody may change it.
 */
export function remembered<O extends object, T>(most: number): (of: O, key: string, make: () => T) => T {
  const known = new WeakMap<O, Map<string, T>>();
  return (of, key, make) => {
    const found = known.get(of) ?? new Map<string, T>();
    known.set(of, found);
    const kept = found.get(key);
    if (kept !== undefined) return kept;
    const made = make();
    // Keys come from addresses: they must not gather.
    for (const oldest of found.keys()) {
      if (found.size < most) break;
      found.delete(oldest);
    }
    found.set(key, made);
    return made;
  };
}
