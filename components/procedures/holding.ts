import type { Day } from "@/lib/calendar/model";
import { holdsOn } from "@/lib/calendar/rules";

type Span = { validFrom: Day; validUntil: Day | null };

/** The rows of a part that hold on a day, in the order they came. */
export function holding<T extends Span>(rows: readonly T[], on: Day): T[] {
  return rows.filter((row) => holdsOn(row, on));
}
/** The others: what held before or will hold, the latest first. */
export function notHolding<T extends Span>(rows: readonly T[], on: Day): T[] {
  return rows.filter((row) => !holdsOn(row, on)).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
}
