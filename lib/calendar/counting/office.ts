import { AppError } from "@/lib/errors";
import type { Day, OfficeStretch, OfficeWeek, WorkingCalendar } from "../model";
import { dayOf, ordinalOf, weekdayOfOrdinal } from "./ordinals";
import { countBefore, undecided } from "./tally";

const msPerMinute = 60_000;
const none: readonly OfficeStretch[] = [];

/** The week that holds on a day: the last that began by then, or the first there is. */
export function weekOn({ hours }: Pick<WorkingCalendar, "hours">, day: Day): OfficeWeek | undefined {
  return hours.findLast((week) => week.validFrom <= day) ?? hours[0];
}
/** The stretches of each weekday that count, in order; kept with the week, for it is asked for every row of an import. */
const byWeekday = new WeakMap<OfficeWeek, readonly (readonly OfficeStretch[])[]>();
function stretchesOf(week: OfficeWeek | undefined, weekday: number): readonly OfficeStretch[] {
  if (!week) return none;
  const kept = byWeekday.get(week);
  if (kept) return kept[weekday] ?? none;
  const days = [0, 1, 2, 3, 4, 5, 6, 7].map((day) =>
    week.stretches.filter((s) => s.weekdays.includes(day) && !s.isReceptionOnly).sort((a, b) => a.opensMinute - b.opensMinute),
  );
  byWeekday.set(week, days);
  return days[weekday] ?? none;
}
const minutesOf = (stretches: readonly OfficeStretch[]) => stretches.reduce((sum, s) => sum + s.closesMinute - s.opensMinute, 0);

/** The longest day from Monday to Friday of the week that holds on a day: a whole day of work. */
function fullDay(calendar: WorkingCalendar, day: Day): readonly OfficeStretch[] {
  const week = weekOn(calendar, day);
  return [1, 2, 3, 4, 5]
    .map((weekday) => stretchesOf(week, weekday))
    .reduce((longest, one) => (minutesOf(one) > minutesOf(longest) ? one : longest), none);
}

/** Does the office open on this day of the week, to work or only to take in and hand out, whatever kind of day it is? */
export function keepsHours(day: Day, calendar: WorkingCalendar): boolean {
  const weekday = weekdayOfOrdinal(ordinalOf(day));
  return weekOn(calendar, day)?.stretches.some((s) => s.weekdays.includes(weekday)) ?? false;
}

/** A weekend that touches a day off belongs to its rest, as the yearly notices count it. */
function isBesideDayOff(ordinal: number, weekday: number, { daysOff }: WorkingCalendar): boolean {
  return daysOff.has(dayOf(ordinal + 5 - weekday)) || daysOff.has(dayOf(ordinal + 8 - weekday));
}

/**
 * When time limits run on a day, in order. A make-up day has the hours of a whole day; a Saturday or Sunday of the ordinary week
 * its own, unless they are for reception only, or it is off or touches a day off. Throws `calendar-not-decided` outside the decided years.
 */
export function officeStretches(day: Day, calendar: WorkingCalendar): readonly OfficeStretch[] {
  const ordinal = ordinalOf(day);
  const weekday = weekdayOfOrdinal(ordinal);
  const isWorked = countBefore(calendar, day, true) > countBefore(calendar, day, false);
  if (isWorked) return weekday > 5 ? fullDay(calendar, day) : stretchesOf(weekOn(calendar, day), weekday);
  if (weekday <= 5 || calendar.daysOff.has(day) || isBesideDayOff(ordinal, weekday, calendar)) return none;
  return stretchesOf(weekOn(calendar, day), weekday);
}

/** Minutes of a whole day of work in the week that holds on a day. Throws `office-hours-not-set`. */
export function fullDayMinutes(calendar: WorkingCalendar, day: Day): number {
  const minutes = minutesOf(fullDay(calendar, day));
  if (minutes <= 0) throw new AppError("refused", "office-hours-not-set");
  return minutes;
}

/** When the office closes on a day, in minutes after midnight; on one it does not open, when a whole day would end. */
export function closingMinute(calendar: WorkingCalendar, day: Day): number {
  const week = weekOn(calendar, day);
  const weekday = weekdayOfOrdinal(ordinalOf(day));
  const own = weekday > 5 ? none : stretchesOf(week, weekday);
  const closes = (own.length > 0 ? own : fullDay(calendar, day)).at(-1)?.closesMinute;
  if (closes === undefined) throw new AppError("refused", "office-hours-not-set");
  return closes;
}

/** Office time of a calendar, counted once: `before[i]` is what lies before the day `first + i`, in milliseconds. */
type OfficeTally = { first: number; before: Float64Array };
const tallies = new WeakMap<WorkingCalendar, OfficeTally>();

function tallyOf(calendar: WorkingCalendar): OfficeTally {
  const kept = tallies.get(calendar);
  if (kept) return kept;
  const first = ordinalOf(calendar.knownFrom);
  const length = Math.max(0, ordinalOf(calendar.knownUntil) - first + 1);
  const before = new Float64Array(length + 1);
  for (let i = 0; i < length; i++)
    before[i + 1] = (before[i] ?? 0) + minutesOf(officeStretches(dayOf(first + i), calendar)) * msPerMinute;
  const tally = { first, before };
  tallies.set(calendar, tally);
  return tally;
}

/** Office time before a day, in milliseconds. Throws `calendar-not-decided` and `office-hours-not-set`. */
export function officeMsBefore(calendar: WorkingCalendar, day: Day): number {
  fullDayMinutes(calendar, day);
  const { first, before } = tallyOf(calendar);
  const ms = before[ordinalOf(day) - first];
  if (ms === undefined || ordinalOf(day) > ordinalOf(calendar.knownUntil)) throw undecided(day);
  return ms;
}

/** The day within which so much office time has passed, and how much of it passes on that day. `asked` names the day the question came from. */
export function officeDayAt(calendar: WorkingCalendar, ms: number, asked: Day): { day: Day; left: number } {
  const { first, before } = tallyOf(calendar);
  let [low, high] = [0, before.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((before[middle + 1] ?? Number.POSITIVE_INFINITY) >= ms) high = middle;
    else low = middle + 1;
  }
  if (low >= before.length - 1) throw undecided(asked);
  return { day: dayOf(first + low), left: ms - (before[low] ?? 0) };
}
