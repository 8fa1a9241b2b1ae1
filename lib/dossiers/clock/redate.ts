import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import {
  addWorkingDays,
  addWorkingMinutes,
  cityDay,
  cityInstant,
  cityMinute,
  closingMinute,
  daysBetween,
  isDecided,
  workingDayFrom,
  workingDaysBetween,
  workingMinutesBetween,
} from "@/lib/calendar/rules";
import type { CutoffPolicy } from "../model";
import { type Due, dueThrough, known, type Limit } from "./due";
import type { ClockStop } from "./facts";

/** The calendar as it was and as it is now. `hoursFrom` is set where the office hours changed: days before it keep theirs. */
export type CalendarTurn = { before: WorkingCalendar; after: WorkingCalendar; hoursFrom: Day | null };

/** A clock that has not run out its course: of an open dossier, or as it stood when it was stopped. */
export type OpenClock = {
  acceptedAt: Date;
  limit: Limit | null;
  cutoff: CutoffPolicy;
  /** The stops that ended, in order. */
  stops: readonly Pick<ClockStop, "policy" | "stoppedAt" | "resumedAt">[];
  due: Due;
  /** The day the applicant was last promised by anything but the calendar. */
  promisedOn: Day | null;
  /** The appointment of an apology, which stands beside the due day. */
  extended: Due | null;
  /** Today, or the day the clock was stopped: no change of the calendar makes a dossier late before it. */
  on: Day;
};
export type Redated = { due: Due; extended: Due | null };

const msPerDay = 86_400_000;

/**
 * Where the due day of an open dossier goes when the calendar changes under it; null where it stays.
 *
 * What this system counted is counted again from the acceptance through every stop, so that used and left together stay what
 * is allowed (Bộ luật Dân sự 2015 Đ.147–148), and taking a day back restores what was. A day that a register or a person promised
 * otherwise keeps the working days that lie before it; in plain days it only leaves a day off. A free day never makes anything
 * due earlier; a worked one may, but not before `on`, unless that is the day that was promised. The appointment of an apology
 * keeps its distance. Throws `calendar-not-decided` where the new day lies beyond the calendar.
 */
export function redate(clock: OpenClock, turn: CalendarTurn): Redated | null {
  const due = turn.hoursFrom === null ? movedDue(clock, turn) : rehoured(clock, clock.due, turn, turn.hoursFrom);
  const extended = clock.extended && movedAppointment(clock, clock.extended, due ?? clock.due, turn);
  if (!due && !extended) return null;
  return { due: due ?? clock.due, extended: extended ?? clock.extended };
}

function movedDue(clock: OpenClock, turn: CalendarTurn): Due | null {
  const { limit, due } = clock;
  if (limit?.unit === "CLOCK_HOUR" || !isDecided(due.dueOn, turn.before)) return null;
  const was = known(() => recounted(clock, turn.before));
  const isOurs =
    was !== null && (limit?.unit === "WORKING_HOUR" ? was.dueAt.getTime() === due.dueAt.getTime() : was.dueOn === due.dueOn);
  if (limit?.unit === "WORKING_HOUR") {
    const at = isOurs ? recounted(clock, turn.after)?.dueAt : hoursKept(clock, turn);
    if (!at || at.getTime() === due.dueAt.getTime()) return null;
    if (at < due.dueAt && !givesWork(turn)) return null;
    return at < due.dueAt && cityDay(at) < clock.on && cityDay(at) !== clock.promisedOn
      ? null
      : { dueAt: at, dueOn: cityDay(at) };
  }
  const counted = isOurs ? recounted(clock, turn.after)?.dueOn : undefined;
  // A promise in plain days that was pushed to the very day the limit gives still goes back to what was promised.
  const isPushed = counted === due.dueOn && isPlain(limit);
  const on = counted === undefined || isPushed ? daysKept(clock, turn) : counted;
  if (!on || on === due.dueOn) return null;
  if (on < due.dueOn && !givesWork(turn)) return null;
  const allowed = on < due.dueOn && on < clock.on && on !== clock.promisedOn ? notBefore(clock.on, due.dueOn, turn.after) : on;
  return allowed === due.dueOn ? null : onDay(due, allowed);
}

/**
 * Does the change make any day worked that was free? A change that only frees days brings nothing forward: a clock that had run
 * out before it was stopped would lose the working time of the stop, and be later still.
 */
function givesWork({ before, after }: CalendarTurn): boolean {
  return (
    [...before.daysOff].some((day) => !after.daysOff.has(day)) || [...after.makeUpDays].some((day) => !before.makeUpDays.has(day))
  );
}

/** The due as this system counts it from the acceptance, through every stop that ended. */
const recounted = ({ acceptedAt, limit, cutoff, stops }: OpenClock, calendar: WorkingCalendar): Due | null =>
  dueThrough({ acceptedAt, limit, cutoff, stops, calendar });

const isPlain = (limit: Limit | null): boolean => limit?.unit === "CALENDAR_DAY" || limit?.unit === "MONTH";

/** A due day counted elsewhere, with what lies before it kept. Undefined where nothing on the way changed. */
function daysKept({ acceptedAt, limit, stops, due, promisedOn }: OpenClock, { before, after }: CalendarTurn): Day | undefined {
  const different = (was: Day, is: Day) => (was === is ? undefined : is);
  if (isPlain(limit)) {
    const promised = promisedOn !== null && isDecided(promisedOn, before) ? promisedOn : due.dueOn;
    const base = workingDayFrom(promised, before) === due.dueOn ? promised : due.dueOn;
    // A register that promised a day off did not move it then, and need not now.
    return workingDayFrom(base, before) === due.dueOn ? different(due.dueOn, workingDayFrom(base, after)) : undefined;
  }
  const runsFrom = cityDay(stops.at(-1)?.resumedAt ?? acceptedAt);
  const from = isDecided(runsFrom, before) ? runsFrom : before.knownFrom;
  const left = workingDaysBetween(from, due.dueOn, before);
  const kept = (calendar: WorkingCalendar) =>
    left === 0 ? workingDayFrom(due.dueOn, calendar) : addWorkingDays(from, left, calendar);
  const on = different(kept(before), kept(after));
  const isPromiseAgain =
    promisedOn !== null && isDecided(promisedOn, after) && workingDaysBetween(from, promisedOn, after) === left;
  return on !== undefined && isPromiseAgain ? promisedOn : on;
}

function hoursKept({ acceptedAt, stops, due }: OpenClock, { before, after }: CalendarTurn): Date | undefined {
  const from = stops.at(-1)?.resumedAt ?? acceptedAt;
  const left = workingMinutesBetween(from, due.dueAt, before);
  if (left <= 0) return undefined;
  const at = addWorkingMinutes(from, left, after);
  return at.getTime() === addWorkingMinutes(from, left, before).getTime() ? undefined : at;
}

/** Office hours changed: hours still to run are counted in the new ones, and a day ends when the office now closes. */
function rehoured({ acceptedAt, limit, stops }: OpenClock, due: Due, { before, after }: CalendarTurn, from: Day): Due | null {
  if (due.dueOn < from || limit?.unit === "CLOCK_HOUR") return null;
  if (limit?.unit !== "WORKING_HOUR") {
    const at = cityInstant(due.dueOn, closingMinute(after, due.dueOn));
    const endsAtClosing = cityMinute(due.dueAt) === closingMinute(before, due.dueOn);
    return endsAtClosing && at.getTime() !== due.dueAt.getTime() ? { ...due, dueAt: at } : null;
  }
  const ranFrom = stops.at(-1)?.resumedAt ?? acceptedAt;
  const opens = cityInstant(from, 0);
  const start = ranFrom > opens ? ranFrom : opens;
  const left = workingMinutesBetween(start, due.dueAt, before);
  if (left <= 0) return null;
  const at = addWorkingMinutes(start, left, after);
  return at.getTime() === due.dueAt.getTime() ? null : { dueAt: at, dueOn: cityDay(at) };
}

function movedAppointment(clock: OpenClock, extended: Due, due: Due, turn: CalendarTurn): Due | null {
  if (turn.hoursFrom !== null) return rehoured({ ...clock, limit: null }, extended, turn, turn.hoursFrom);
  if (!isDecided(extended.dueOn, turn.before)) return null;
  const apart = workingDaysBetween(clock.due.dueOn, extended.dueOn, turn.before);
  const on = apart === 0 ? workingDayFrom(extended.dueOn, turn.after) : addWorkingDays(due.dueOn, apart, turn.after);
  return on === extended.dueOn ? null : onDay(extended, on);
}

/** The same time of another day: what was promised for 16:00 stays promised for 16:00. */
function onDay(due: Due, on: Day): Due {
  return { dueOn: on, dueAt: new Date(due.dueAt.getTime() + daysBetween(due.dueOn, on) * msPerDay) };
}

function notBefore(on: Day, until: Day, calendar: WorkingCalendar): Day {
  if (until <= on) return until;
  const worked = workingDayFrom(on, calendar);
  return worked < until ? worked : until;
}
