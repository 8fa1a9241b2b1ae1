import type { Day, NamedDay, WorkingCalendar } from "@/lib/calendar/model";
import {
  addDays,
  addMonths,
  addWorkingDays,
  addWorkingMinutes,
  cityDay,
  cityInstant,
  cityMinute,
  closingMinute,
  daysBetween,
  isWorkingDay,
  nextDay,
  weekdayOf,
  workingDayFrom,
  workingDaysBetween,
  workingMinutesBetween,
} from "@/lib/calendar/rules";
import { AppError } from "@/lib/errors";
import type { CutoffPolicy, LimitUnit, SupplementPolicy } from "../model";

/** A time limit as a procedure states it. TEXT, or a limit without a number, cannot be counted. */
export type Limit = { value: number | null; unit: LimitUnit };
export type Due = { dueAt: Date; dueOn: Day };
export type DueQuestion = { acceptedAt: Date; limit: Limit | null; cutoff: CutoffPolicy; calendar: WorkingCalendar };

const threeInTheAfternoon = 15 * 60;
const msPerHour = 3_600_000;

/** Can a due day be counted from this limit at all? */
export function isCountable(limit: Limit | null): limit is Limit {
  return limit !== null && limit.unit !== "TEXT" && (limit.unit === "SAME_DAY" || (limit.value ?? 0) > 0);
}

/**
 * When a dossier accepted at an instant is due; null when its limit is free text.
 *
 * The day of acceptance is day 0 (Bộ luật Dân sự 2015 Đ.147). Working days are counted on the city's calendar; plain days and
 * months run through and end on the next working day if they end on a day off (Đ.148). A same-day procedure accepted after 15:00
 * is due the next working day (Luật Hộ tịch 2014 Đ.5.3); the 15:00 rule adds a day to nothing else. AFTER_CLOSE_NEXT_DAY takes
 * what comes outside office hours as come the next working day.
 *
 * A limit in days ends when the office closes on the last day, not at the clock time of acceptance as some systems have it:
 * on time is judged by the day (QĐ 766), so an hour within that day must not look late, and a dossier taken in at 19:00 online
 * must not fall due when nobody is there.
 * Throws `calendar-not-decided` where the calendar ends.
 */
export function dueOf({ acceptedAt, limit, cutoff, calendar }: DueQuestion): Due | null {
  if (!isCountable(limit)) return null;
  const value = limit.value ?? 0;
  const start = countedFrom(acceptedAt, cutoff, calendar);
  switch (limit.unit) {
    case "SAME_DAY":
      return atClosing(sameDay(acceptedAt, cutoff, calendar), calendar);
    case "WORKING_DAY":
      return atClosing(addWorkingDays(start, value, calendar), calendar);
    case "CALENDAR_DAY":
      return atClosing(workingDayFrom(addDays(start, value), calendar), calendar);
    case "MONTH":
      return atClosing(workingDayFrom(addMonths(start, value), calendar), calendar);
    case "WORKING_HOUR":
      return dueAt(addWorkingMinutes(acceptedAt, value * 60, calendar));
    case "CLOCK_HOUR":
      return dueAt(new Date(acceptedAt.getTime() + value * msPerHour));
    case "TEXT":
      return null;
  }
}
function atClosing(dueOn: Day, calendar: WorkingCalendar): Due {
  return { dueOn, dueAt: cityInstant(dueOn, closingMinute(calendar, dueOn)) };
}
function dueAt(at: Date): Due {
  return { dueAt: at, dueOn: cityDay(at) };
}

/** Day 0: the day of acceptance, or the next working day where the procedure takes late-comers as come in the morning. */
function countedFrom(acceptedAt: Date, cutoff: CutoffPolicy, calendar: WorkingCalendar): Day {
  const day = cityDay(acceptedAt);
  if (cutoff !== "AFTER_CLOSE_NEXT_DAY") return day;
  const isInTime = isWorkingDay(day, calendar) && cityMinute(acceptedAt) <= closingMinute(calendar, day);
  return isInTime ? day : workingDayFrom(nextDay(day), calendar);
}
function sameDay(acceptedAt: Date, cutoff: CutoffPolicy, calendar: WorkingCalendar): Day {
  const day = cityDay(acceptedAt);
  const closes = closingMinute(calendar, day);
  const latest = cutoff === "SAME_DAY_15H" ? Math.min(threeInTheAfternoon, closes) : closes;
  return isWorkingDay(day, calendar) && cityMinute(acceptedAt) <= latest ? day : workingDayFrom(nextDay(day), calendar);
}

/** A stretch of standing that ended; what is open has moved nothing yet. */
export type Stood = { policy: SupplementPolicy; stoppedAt: Date; resumedAt: Date | null };
/** A count under way: day 0, and for plain days where it ends by itself, which may be a day off. */
type Count = { due: Due; from: Day; end: Day | null };

/**
 * When a dossier is due that was accepted at an instant and stood since, so that used and left together stay what is allowed: RESTART
 * counts the limit again from the day it resumed (NĐ 61/2018 Đ.19.4), PAUSE goes on where the count was. What was waited before the
 * count began takes nothing off it. Plain days roll on from a day off once, at their end (Đ.148.5): time waited before that moves the
 * end itself, after it the day it rolled to. Null and throwing where dueOf is.
 */
export function dueThrough({ stops, ...question }: DueQuestion & { stops: readonly Stood[] }): Due | null {
  const unit = question.limit?.unit ?? null;
  let count = begun(question);
  for (const { policy, stoppedAt, resumedAt } of stops) {
    if (!count || !resumedAt) continue;
    const stood = { from: stoppedAt, until: resumedAt };
    count =
      policy === "RESTART" ? begun({ ...question, acceptedAt: resumedAt }) : resumedCount(count, stood, unit, question.calendar);
  }
  return count?.due ?? null;
}
function begun(question: DueQuestion): Count | null {
  const due = dueOf(question);
  const { acceptedAt, limit, cutoff, calendar } = question;
  if (!due || !limit) return null;
  const from = limit.unit === "SAME_DAY" ? due.dueOn : countedFrom(acceptedAt, cutoff, calendar);
  return { due, from, end: plainEnd(from, limit) };
}
function resumedCount({ due, from, end }: Count, stood: Span, unit: LimitUnit | null, calendar: WorkingCalendar): Count {
  if (unit === "WORKING_HOUR" || unit === "CLOCK_HOUR") return { from, end, due: shiftDue(due, stood, unit, calendar) };
  const [stoppedOn, resumedOn] = [cityDay(stood.from), cityDay(stood.until)];
  const since = stoppedOn < from ? from : stoppedOn;
  if (end === null) {
    const days = workingDaysBetween(since, resumedOn, calendar);
    return { from, end, due: days === 0 ? due : atClosing(addWorkingDays(due.dueOn, days, calendar), calendar) };
  }
  const days = Math.max(0, daysBetween(since, resumedOn));
  const moved = addDays(since > end ? due.dueOn : end, days);
  return days === 0 ? { due, from, end } : { from, end: moved, due: atClosing(workingDayFrom(moved, calendar), calendar) };
}

type Span = { from: Date; until: Date };
/** A due that was promised and not counted, moved on by the time the clock stood, in the unit the limit is counted in. */
export function shiftDue(before: Due, stood: Span, unit: LimitUnit | null, calendar: WorkingCalendar): Due {
  const [from, until] = [cityDay(stood.from), cityDay(stood.until)];
  switch (unit) {
    case "CLOCK_HOUR":
      return dueAt(new Date(before.dueAt.getTime() + stood.until.getTime() - stood.from.getTime()));
    case "WORKING_HOUR":
      return dueAt(addWorkingMinutes(before.dueAt, workingMinutesBetween(stood.from, stood.until, calendar), calendar));
    case "CALENDAR_DAY":
    case "MONTH":
      return atClosing(workingDayFrom(addDays(before.dueOn, daysBetween(from, until)), calendar), calendar);
    default: {
      const days = workingDaysBetween(from, until, calendar);
      return days === 0 ? before : atClosing(addWorkingDays(before.dueOn, days, calendar), calendar);
    }
  }
}

/** A day between the acceptance and the due day, and whether the count passes over it. */
export type StripDay = { on: Day; is: "accepted" | "counted" | "off" | "due" };
/** What fits on a screen or on two lines of a form. */
const longestStrip = 45;

export type DueExplanation = Due & {
  limit: Limit;
  acceptedOn: Day;
  /** Day 0 of the count; later than acceptedOn when a cut-off moved it. */
  countedFrom: Day;
  /** Weekdays that were free and so made the due day later, in order. */
  daysOff: readonly (NamedDay & { on: Day })[];
  /** Saturdays and Sundays that were worked and counted. */
  makeUpDays: readonly (NamedDay & { on: Day })[];
  weekendDays: number;
  /** For plain days and months: where the count ended, when that was a day off. */
  rolledFrom: Day | null;
  /** Every day of it; empty where there are too many to be drawn. */
  strip: readonly StripDay[];
};

/** Why a dossier is due when it is: every day that was skipped or counted out of turn. Null where dueOf is. */
export function explainDue(question: DueQuestion & { names: ReadonlyMap<Day, NamedDay> }): DueExplanation | null {
  const due = dueOf(question);
  const { limit, calendar, acceptedAt, cutoff, names } = question;
  if (!due || !limit) return null;
  const acceptedOn = cityDay(acceptedAt);
  const start = limit.unit === "CLOCK_HOUR" ? acceptedOn : countedFrom(acceptedAt, cutoff, calendar);
  const end = plainEnd(start, limit);
  const rolledFrom = end !== null && end < due.dueOn ? end : null;
  // Plain days skip nothing on the way; only the end moves.
  const skippedAfter = end === null ? start : addDays(end, -1);
  const skipped = limit.unit === "CLOCK_HOUR" ? [] : daysAfter(skippedAfter, due.dueOn).filter((d) => !isWorkingDay(d, calendar));
  const counted = end === null && limit.unit !== "CLOCK_HOUR" ? daysAfter(start, due.dueOn) : [];
  const named = (on: Day, kind: NamedDay["kind"]) => ({ on, ...(names.get(on) ?? { kind, name: "" }) });
  return {
    ...due,
    limit,
    acceptedOn,
    countedFrom: start,
    daysOff: skipped.filter((d) => weekdayOf(d) <= 5).map((d) => named(d, "HOLIDAY")),
    makeUpDays: counted.filter((d) => calendar.makeUpDays.has(d)).map((d) => named(d, "MAKE_UP")),
    weekendDays: skipped.filter((d) => weekdayOf(d) > 5).length,
    rolledFrom,
    strip: stripOf(start, due.dueOn, new Set(skipped)),
  };
}
function stripOf(start: Day, dueOn: Day, off: ReadonlySet<Day>): StripDay[] {
  if (daysBetween(start, dueOn) > longestStrip) return [];
  const between = daysAfter(start, dueOn);
  return [
    { on: start, is: start === dueOn ? "due" : "accepted" },
    ...between.map((on) => ({ on, is: on === dueOn ? "due" : off.has(on) ? "off" : "counted" }) as const),
  ];
}
function plainEnd(start: Day, limit: Limit): Day | null {
  if (limit.unit === "CALENDAR_DAY") return addDays(start, limit.value ?? 0);
  return limit.unit === "MONTH" ? addMonths(start, limit.value ?? 0) : null;
}
function daysAfter(start: Day, until: Day): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(start, until)) }, (_, i) => addDays(start, i + 1));
}

/** Null where the calendar does not reach: a dossier older than the calendar was not counted with it. */
export function known(count: () => Due | null): Due | null {
  try {
    return count();
  } catch (error) {
    if (error instanceof AppError && error.kind === "refused") return null;
    throw error;
  }
}
