import { AppError } from "@/lib/errors";
import type { Day, WorkingCalendar } from "../model";
import { dayOf, ordinalOf, weekdayOfOrdinal } from "./ordinals";

/** The working days of a calendar, counted once, so that any question about them is a look-up. */
type Tally = {
  first: number;
  last: number;
  /** before[i]: working days strictly before the day `first + i`. One longer than the range. */
  before: Int32Array;
  /** Every working day in order. */
  days: readonly Day[];
};
const tallies = new WeakMap<WorkingCalendar, Tally>();

/** The tally is kept with the calendar object; a changed calendar is a new object. */
function tallyOf(calendar: WorkingCalendar): Tally {
  const kept = tallies.get(calendar);
  if (kept) return kept;
  const first = ordinalOf(calendar.knownFrom);
  const last = ordinalOf(calendar.knownUntil);
  const before = new Int32Array(Math.max(0, last - first + 1) + 1);
  const days: Day[] = [];
  for (let ordinal = first; ordinal <= last; ordinal++) {
    const day = dayOf(ordinal);
    const isWeekday = weekdayOfOrdinal(ordinal) <= 5;
    if (isWeekday ? !calendar.daysOff.has(day) : calendar.makeUpDays.has(day)) days.push(day);
    before[ordinal - first + 1] = days.length;
  }
  const tally = { first, last, before, days };
  tallies.set(calendar, tally);
  return tally;
}

/** The refusal for a day nobody has decided. */
export function undecided(day: Day): AppError {
  return new AppError("refused", "calendar-not-decided", { detail: { day } });
}

/** Working days of the calendar before a day (or, with `through`, up to and with it). */
export function countBefore(calendar: WorkingCalendar, day: Day, through: boolean): number {
  const tally = tallyOf(calendar);
  const ordinal = ordinalOf(day);
  if (!(ordinal >= tally.first && ordinal <= tally.last)) throw undecided(day);
  return tally.before[ordinal - tally.first + (through ? 1 : 0)] ?? 0;
}

/** The working day with this place in the calendar, 0 the first. `asked` names the day the question came from. */
export function workingDayAt(calendar: WorkingCalendar, place: number, asked: Day): Day {
  const day = tallyOf(calendar).days[place];
  if (day === undefined) throw undecided(asked);
  return day;
}
