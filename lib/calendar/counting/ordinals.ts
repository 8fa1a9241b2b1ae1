import type { Day } from "../model";

export const msPerDay = 86_400_000;

/** Days since 1970-01-01. NaN for what is no day, so that every range check on it fails. */
export function ordinalOf(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / msPerDay;
}
export function dayOf(ordinal: number): Day {
  const kept = days[ordinal - firstKept];
  if (kept !== undefined) return kept;
  const day = new Date(ordinal * msPerDay).toISOString().slice(0, 10);
  // Calendars are counted day by day for many answers a second; the days of 1970 to 2119 are worth their names.
  if (ordinal >= firstKept && ordinal < firstKept + mostKept) days[ordinal - firstKept] = day;
  return day;
}
const firstKept = 0;
const mostKept = 54_787;
const days: Day[] = [];
/** 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export function weekdayOfOrdinal(ordinal: number): number {
  return ((((ordinal + 3) % 7) + 7) % 7) + 1;
}
