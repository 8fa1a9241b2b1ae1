import { searchable } from "@/lib/words";

export type ProcedureChoice = { id: number; code: string; name: string; sectorName: string };
type Prepared = ProcedureChoice & { words: string; initials: string };

/** Makes a list of procedures ready to be searched while typing. */
export function prepared(list: readonly ProcedureChoice[]): Prepared[] {
  return list.map((one) => {
    const words = searchable(one.name);
    return {
      ...one,
      words,
      initials: words
        .split(/[^a-z0-9]+/)
        .map((word) => word[0] ?? "")
        .join(""),
    };
  });
}

/**
 * The procedures a search means, the likeliest first: whose code it begins, whose first letters it is ("dkks": đăng ký khai sinh),
 * whose name begins with it, whose name has every word of it. Without diacritics.
 */
export function picked(list: readonly Prepared[], text: string, most: number): Prepared[] {
  const sought = searchable(text);
  if (sought === "") return list.slice(0, most);
  const words = sought.split(" ");
  const rankOf = (one: Prepared): number => {
    if (one.code.startsWith(sought)) return 0;
    if (one.words === sought) return 0;
    if (one.initials === sought) return 1;
    if (one.words.startsWith(sought)) return 2;
    if (sought.length > 1 && one.initials.startsWith(sought)) return 3;
    if (one.words.includes(sought)) return 4;
    return words.every((word) => one.words.includes(word)) ? 5 : 9;
  };
  return list
    .map((one, place) => ({ one, place, rank: rankOf(one) }))
    .filter(({ rank }) => rank < 9)
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .slice(0, most)
    .map(({ one }) => one);
}
