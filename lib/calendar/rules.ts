import { hasPublicHolidays } from "./counting/decided";
import { closingMinute, keepsHours, officeDayAt, officeMsBefore, officeStretches } from "./counting/office";
import { dayOf, msPerDay, ordinalOf, weekdayOfOrdinal } from "./counting/ordinals";
import { countBefore, workingDayAt } from "./counting/tally";
import { calendarsOf, withoutUnitHours } from "./counting/units";
import type { CalendarDayKind, Calendars, Day, DayKind, DayRange, OfficeStretch, OfficeWeek, WorkingCalendar } from "./model";

export { hasPublicHolidays } from "./counting/decided";
export { closingMinute, fullDayMinutes, officeStretches, weekOn } from "./counting/office";
export { calendarsOf, unitsUnder, withoutUnitHours } from "./counting/units";

const msPerMinute = 60_000;
/** The city keeps UTC+7 the whole year; there has been no summer time since 1975, before any record here. */
const cityOffsetMs = 7 * 60 * msPerMinute;

// ── The city's clock ────────────────────────────────────────────────────────

/** The day it is in the city at an instant: the only way to "today". */
export function cityDay(at: Date): Day {
  return new Date(at.getTime() + cityOffsetMs).toISOString().slice(0, 10);
}

/** The instant at which the city's clock shows so many minutes after midnight of a day. */
export function cityInstant(day: Day, minuteOfDay: number): Date {
  return new Date(ordinalOf(day) * msPerDay - cityOffsetMs + minuteOfDay * msPerMinute);
}

/** Minutes after the city's midnight, with fractions for seconds: 15:00:30 is 900.5. */
export function cityMinute(at: Date): number {
  const ms = (at.getTime() + cityOffsetMs) % msPerDay;
  return (ms < 0 ? ms + msPerDay : ms) / msPerMinute;
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return weekdayOfOrdinal(ordinalOf(day));
}

/** A day as a date column gives it (midnight UTC), and back. */
export function readDay(column: Date): Day {
  return column.toISOString().slice(0, 10);
}
export function writeDay(day: Day): Date {
  return new Date(ordinalOf(day) * msPerDay);
}

// ── Plain days ──────────────────────────────────────────────────────────────

export function addDays(day: Day, count: number): Day {
  return dayOf(ordinalOf(day) + count);
}
export function nextDay(day: Day): Day {
  return addDays(day, 1);
}
/** Calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return ordinalOf(to) - ordinalOf(from);
}
/** The same day of another month; where that month is too short, its last day (Bộ luật Dân sự 2015 Đ.148.3). */
export function addMonths(day: Day, count: number): Day {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12;
  const lastDate = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month, Math.min(Number(day.slice(8, 10)), lastDate)) / msPerDay);
}
/** Does something valid from … until (both counted, an open end is null) hold on a day? */
export function holdsOn(span: { validFrom: Day; validUntil: Day | null }, day: Day): boolean {
  return span.validFrom <= day && (span.validUntil === null || day <= span.validUntil);
}

// ── Working days. Every count outside the decided years refuses with `calendar-not-decided` ──

/** Has somebody decided which days of that year are worked? */
export function isDecided(day: Day, calendar: WorkingCalendar): boolean {
  return calendar.knownFrom <= day && day <= calendar.knownUntil;
}

/** Monday to Friday that is no day off, or a Saturday or Sunday worked instead (làm bù). */
export function isWorkingDay(day: Day, calendar: WorkingCalendar): boolean {
  return countBefore(calendar, day, true) > countBefore(calendar, day, false);
}

/** The calendar with some days made something else: a new object, so that what was counted with the old one stays apart. */
export function withDays(calendar: WorkingCalendar, days: readonly DayKind[]): WorkingCalendar {
  const daysOff = new Set(calendar.daysOff);
  const makeUpDays = new Set(calendar.makeUpDays);
  for (const { on, kind } of days) {
    daysOff.delete(on);
    makeUpDays.delete(on);
    if (kind === "MAKE_UP") makeUpDays.add(on);
    else if (kind !== null) daysOff.add(on);
  }
  return { ...calendar, daysOff, makeUpDays };
}

/** The calendar with other office hours from a day on; what was planned from later days is replaced. */
export function withHours(calendar: WorkingCalendar, week: OfficeWeek): WorkingCalendar {
  return { ...calendar, hours: [...calendar.hours.filter((w) => w.validFrom < week.validFrom), week] };
}

/** The calendars with some days of the city made something else. */
export function withDaysOf({ city, units, places }: Calendars, days: readonly DayKind[]): Calendars {
  return calendarsOf(withDays(city, days), units, places);
}

/** The calendars with other hours of the city, or of a unit, from a day on; what was planned from later days is replaced. */
export function withHoursOf({ city, units, places }: Calendars, week: OfficeWeek & { unitId?: number | undefined }): Calendars {
  const { unitId, validFrom, stretches } = week;
  if (unitId === undefined) return calendarsOf(withHours(city, { validFrom, stretches }), units, places);
  const standing = withoutUnitHours(units, unitId, addDays(validFrom, -1));
  return calendarsOf(city, [...standing, { unitId, validFrom, validUntil: null, stretches }], places);
}

/**
 * What is wrong with the office hours of a week: stretches that close before they open or overlap on a day, more than two on one
 * day, a day from Monday to Friday without any, for that would be a day off nobody has decided, or a day that is for reception only
 * from Monday to Friday or in part.
 */
export function weekFault(stretches: readonly OfficeStretch[]): WeekFault | null {
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) =>
    stretches.filter((s) => s.weekdays.includes(day)).sort((a, b) => a.opensMinute - b.opensMinute),
  );
  const isInOrder = (s: OfficeStretch, i: number, of: readonly OfficeStretch[]) =>
    s.opensMinute < s.closesMinute && s.opensMinute >= (of[i - 1]?.closesMinute ?? 0);
  if (!days.every((day) => day.every(isInOrder))) return "office-hours-overlap";
  if (days.some((day) => day.length > 2)) return "office-hours-too-many";
  const isMixed = (day: readonly OfficeStretch[]) => new Set(day.map((s) => s.isReceptionOnly)).size > 1;
  if (days.some((day, i) => isMixed(day) || (i < 5 && day.some((s) => s.isReceptionOnly)))) return "office-hours-reception";
  return days.slice(0, 5).some((day) => day.length === 0) ? "office-hours-weekday-missing" : null;
}
export type WeekFault =
  | "office-hours-overlap"
  | "office-hours-too-many"
  | "office-hours-reception"
  | "office-hours-weekday-missing";

/** Why a day cannot be entered as this kind: it would change nothing. A weekend on which any office opens may be taken off. */
export function dayFault(
  day: { on: Day; kind: CalendarDayKind },
  { city, units, of }: Calendars,
): "calendar-day-already-worked" | "calendar-day-already-off" | null {
  const isWeekend = weekdayOf(day.on) > 5;
  if (day.kind === "MAKE_UP") return isWeekend ? null : "calendar-day-already-worked";
  const isOpen = [city, ...units.map((w) => of(w.unitId))].some((calendar) => keepsHours(day.on, calendar));
  return isWeekend && !isOpen ? "calendar-day-already-off" : null;
}

/** Would a day's going leave a year undecided that was decided? The law's own days off are replaced, not given back. */
export function clearingFault(on: Day, { daysOff }: WorkingCalendar): "calendar-holiday-stays" | null {
  const year = Number(on.slice(0, 4));
  const without = new Set([...daysOff].filter((day) => day !== on));
  return hasPublicHolidays(year, daysOff) && !hasPublicHolidays(year, without) ? "calendar-holiday-stays" : null;
}

/**
 * The n-th working day after a day, which itself is not counted (Bộ luật Dân sự 2015 Đ.147.2).
 * 0 gives the day itself; a negative n counts backwards.
 */
export function addWorkingDays(start: Day, count: number, calendar: WorkingCalendar): Day {
  if (count === 0) return start;
  const place = count > 0 ? countBefore(calendar, start, true) + count - 1 : countBefore(calendar, start, false) + count;
  return workingDayAt(calendar, place, start);
}

/** The day itself when it is worked, else the next one that is: where a last day off moves to (Đ.148.5). */
export function workingDayFrom(day: Day, calendar: WorkingCalendar): Day {
  return workingDayAt(calendar, countBefore(calendar, day, false), day);
}

/** Working days in (from, to]; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  const days = countBefore(calendar, to, true) - countBefore(calendar, from, true);
  return Math.max(0, days);
}

/** Working days left from today to a due day: 0 on the day, negative once it is past. */
export function workingDaysLeft(today: Day, due: Day, calendar: WorkingCalendar): number {
  return countBefore(calendar, due, true) - countBefore(calendar, today, true);
}

// ── Working time ────────────────────────────────────────────────────────────

/** Office time from the calendar's first day to an instant, in whole milliseconds. */
function worked(at: Date, calendar: WorkingCalendar): number {
  const day = cityDay(at);
  return officeStretches(day, calendar).reduce(
    (sum, h) => {
      const sinceOpening = at.getTime() - cityInstant(day, h.opensMinute).getTime();
      return sum + Math.min(Math.max(sinceOpening, 0), (h.closesMinute - h.opensMinute) * msPerMinute);
    },
    officeMsBefore(calendar, day),
  );
}

/**
 * The instant at which so many minutes of office time have passed. What comes before opening starts at opening, at noon in the
 * afternoon, after closing when the office opens next. 0 gives the instant itself; fractions are minutes, to the millisecond.
 */
export function addWorkingMinutes(at: Date, minutes: number, calendar: WorkingCalendar): Date {
  const wanted = Math.round(minutes * msPerMinute);
  if (wanted <= 0) return at;
  const { day, left } = officeDayAt(calendar, worked(at, calendar) + wanted, cityDay(at));
  let rest = left;
  for (const stretch of officeStretches(day, calendar)) {
    const length = (stretch.closesMinute - stretch.opensMinute) * msPerMinute;
    if (rest <= length) return new Date(cityInstant(day, stretch.opensMinute).getTime() + rest);
    rest -= length;
  }
  return cityInstant(day, closingMinute(calendar, day));
}

/** Minutes of office time between two instants; 0 when `to` is not later. */
export function workingMinutesBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  return Math.max(0, worked(to, calendar) - worked(from, calendar)) / msPerMinute;
}

// ── Periods: first and last day, both counted ───────────────────────────────

/** CALENDAR: months as everybody counts them. REPORT_15_14: administrative reports close on the 14th (NĐ 09/2019/NĐ-CP). */
export const periodSchemes = ["CALENDAR", "REPORT_15_14"] as const;
export type PeriodScheme = (typeof periodSchemes)[number];

/** `count` months of a scheme, the first of which is named by a calendar month's first day. */
function months(firstOfMonth: Day, count: number, scheme: PeriodScheme): DayRange {
  const after = addMonths(firstOfMonth, count);
  return scheme === "CALENDAR"
    ? { from: firstOfMonth, to: addDays(after, -1) }
    : { from: addDays(addMonths(firstOfMonth, -1), 14), to: addDays(addMonths(after, -1), 13) };
}
/** The first day of the month a day is reported in: under REPORT_15_14 the 15th already belongs to the next month. */
function reportedIn(day: Day, scheme: PeriodScheme): Day {
  const first = `${day.slice(0, 8)}01`;
  return scheme === "REPORT_15_14" && Number(day.slice(8, 10)) >= 15 ? addMonths(first, 1) : first;
}

export function monthOf(day: Day, scheme: PeriodScheme = "CALENDAR"): DayRange {
  return months(reportedIn(day, scheme), 1, scheme);
}
export function quarterOf(day: Day, scheme: PeriodScheme = "CALENDAR"): DayRange {
  const first = reportedIn(day, scheme);
  return months(addMonths(first, -((Number(first.slice(5, 7)) - 1) % 3)), 3, scheme);
}
export function yearOf(day: Day, scheme: PeriodScheme = "CALENDAR"): DayRange {
  return months(`${reportedIn(day, scheme).slice(0, 4)}-01-01`, 12, scheme);
}

/** How many whole months a range is (of either scheme); 0 when it is not. */
function wholeMonths({ from, to }: DayRange): number {
  const firstDate = from.slice(8, 10);
  const after = nextDay(to);
  if ((firstDate !== "01" && firstDate !== "15") || after.slice(8, 10) !== firstDate) return 0;
  return (Number(after.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(after.slice(5, 7)) - Number(from.slice(5, 7));
}

/** The period just before: whole months give as many whole months, anything else as many days. */
export function previousPeriod(period: DayRange): DayRange {
  const count = wholeMonths(period);
  return {
    from: count > 0 ? addMonths(period.from, -count) : addDays(period.from, -(daysBetween(period.from, period.to) + 1)),
    to: addDays(period.from, -1),
  };
}

/** The same period a year earlier; whole months stay whole, so a leap February is compared with a whole February. */
export function samePeriodLastYear(period: DayRange): DayRange {
  const from = addMonths(period.from, -12);
  return { from, to: wholeMonths(period) > 0 ? addDays(addMonths(nextDay(period.to), -12), -1) : addMonths(period.to, -12) };
}
