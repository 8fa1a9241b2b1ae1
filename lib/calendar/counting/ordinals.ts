import type { Day } from "../model";

export const msPerDay = 86_400_000;

/** Days since 1970-01-01. NaN for what is no day, so that every range check on it fails. */
export function ordinalOf(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / msPerDay;
}
export function dayOf(ordinal: number): Day {
  return new Date(ordinal * msPerDay).toISOString().slice(0, 10);
}
/** 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export function weekdayOfOrdinal(ordinal: number): number {
  return ((((ordinal + 3) % 7) + 7) % 7) + 1;
}
