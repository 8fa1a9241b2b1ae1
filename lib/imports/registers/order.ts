import type { Day } from "@/lib/calendar/model";
import type { OldRow } from "@/lib/documents/model";
import type { Reason } from "../model";

type Told = { line: number; reasons: Reason[] };
const dayOf = ({ document }: OldRow): Day => document.arrivedOn ?? document.issuedOn;

/**
 * The rows whose numbers can stand in one register: each number once, the days going up with the numbers. A row that says the very same again is
 * counted as a repeat; of a number said twice differently nobody can tell which is right; of rows out of order as few as can be are refused.
 */
export function inOrder(rows: readonly OldRow[]): { kept: OldRow[]; repeats: number; refused: Told[] } {
  const groups = new Map<number, OldRow[]>();
  for (const row of rows) groups.set(row.document.number, [...(groups.get(row.document.number) ?? []), row]);
  const refused: Told[] = [];
  const single: OldRow[] = [];
  let repeats = 0;
  for (const [number, same] of groups) {
    const [first, ...others] = same;
    if (!first) continue;
    const isAlike = others.every((other) => JSON.stringify(other.document) === JSON.stringify(first.document));
    if (isAlike) {
      single.push(first);
      repeats += others.length;
    } else for (const { line } of same) refused.push({ line, reasons: [{ code: "number-twice", value: String(number) }] });
  }
  const sorted = single.toSorted((a, b) => a.document.number - b.document.number);
  const risen = rising(sorted.map(dayOf));
  const kept = sorted.filter((_, i) => risen.has(i));
  for (const [i, { line, document }] of sorted.entries())
    if (!risen.has(i)) refused.push({ line, reasons: [{ code: "number-out-of-order", value: String(document.number) }] });
  return { kept, repeats, refused };
}

/** The places of a longest run that never falls. */
function rising(days: readonly Day[]): Set<number> {
  const tails: number[] = [];
  const before: number[] = [];
  for (const [i, day] of days.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((days[tails[middle] ?? 0] ?? "") <= day) low = middle + 1;
      else high = middle;
    }
    before[i] = tails[low - 1] ?? -1;
    tails[low] = i;
  }
  const found = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) found.add(at);
  return found;
}
