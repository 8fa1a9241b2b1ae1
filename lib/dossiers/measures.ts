import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { addDays, addWorkingDays, workingDayFrom } from "@/lib/calendar/rules";
import { Prisma } from "@/lib/db/client";
import { type DossierSet, longWaitDays } from "./list/sets";

/**
 * What can be counted of dossiers, each said once: over the rows of the daily cells (`c`: cells and deltas have the same columns),
 * and, for the list behind a number, over the dossiers themselves (`d`).
 * A flow is a sum over the days of a period. A stock is a sum over every day up to the one asked about.
 */
export const measures = {
  received: Prisma.sql`sum(c.received)`,
  receivedOnline: Prisma.sql`sum(c.received) filter (where c.channel = 'ONLINE')`,
  receivedFull: Prisma.sql`sum(c.received_full)`,
  receivedPost: Prisma.sql`sum(c.received) filter (where c.channel = 'POST')`,
  early: Prisma.sql`sum(c.early)`,
  onTime: Prisma.sql`sum(c.on_time)`,
  late: Prisma.sql`sum(c.late)`,
  refused: Prisma.sql`sum(c.refused)`,
  withdrawn: Prisma.sql`sum(c.withdrawn)`,
  stopped: Prisma.sql`sum(c.stopped)`,
  notAccepted: Prisma.sql`sum(c.not_accepted)`,
  returned: Prisma.sql`sum(c.returned)`,
  daysUsed: Prisma.sql`sum(c.days_used)`,
  overdue: Prisma.sql`sum(c.overdue_in - c.overdue_out)`,
  dueSoon: Prisma.sql`sum(c.soon_in - c.soon_out)`,
  waiting: Prisma.sql`sum(c.waiting_in - c.waiting_out)`,
} as const satisfies Record<string, Prisma.Sql>;
export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as [MeasureName, ...MeasureName[]];
/** Whole numbers, one a measure. */
export type Counts = Record<MeasureName, number>;

/** The due days between which an open dossier is near its time or past it, seen from the end of a day. */
export type DueBounds = {
  asOf: Day;
  /** The first due day that is not more than five working days late. */
  lateFrom: Day;
  /** The last due day with at most three working days left. */
  soonUntil: Day;
};

/**
 * Late is every due day before `asOf`; the bounds count working days, so a weekend neither hurries nor excuses. Years nobody has
 * decided count as plain weeks, for the figures and the lists behind them alike: no deadline is set by it.
 */
export function dueBounds(asOf: Day, calendar: WorkingCalendar): DueBounds {
  const around = calendarNear(asOf, calendar);
  // Seen from a day off, the last working day's end is the vantage point: nothing ran since.
  const isOff = workingDayFrom(asOf, around) !== asOf;
  const vantage = isOff ? addWorkingDays(asOf, -1, around) : asOf;
  const soonest = addWorkingDays(asOf, 4, around);
  return { asOf, lateFrom: addWorkingDays(vantage, -5, around), soonUntil: addDays(soonest, -1) };
}

/** A day that is no day of this city's records is still refused with `calendar-not-decided`. */
function calendarNear(asOf: Day, calendar: WorkingCalendar): WorkingCalendar {
  if (asOf < "1990-01-01" || asOf > "2999-01-01") return calendar;
  return { ...calendar, knownFrom: addDays(asOf, -90), knownUntil: addDays(asOf, 60) };
}

/**
 * What began to wait before this day has waited, at the end of `asOf`, for more than `longWaitDays` working days, the day it began
 * not counted.
 */
export function longWaitBefore(asOf: Day, calendar: WorkingCalendar): Day {
  return addWorkingDays(addDays(asOf, 1), -(longWaitDays + 1), calendarNear(asOf, calendar));
}

export type SetQuestion = {
  from: Day;
  to: Day;
  bounds: DueBounds;
  /** As `longWaitBefore` tells it. */
  longWaitBefore: Day;
  /** True when nothing in the records is later than `asOf`: then the dossiers' own columns and the index of the open ones tell. */
  isPresent: boolean;
};

export type { DossierSet };

/** The dossiers (`d`) a number counts, so that a tile and the list behind it cannot differ. */
export function inSet(set: DossierSet, q: SetQuestion): Prisma.Sql {
  const { asOf, lateFrom, soonUntil } = q.bounds;
  const received = Prisma.sql`d.accepted_on between ${q.from}::date and ${q.to}::date`;
  const ended = Prisma.sql`d.ended_on between ${q.from}::date and ${q.to}::date`;
  const resolved = Prisma.sql`d.accepted_on is not null and ${ended}`;
  const carried = Prisma.sql`d.accepted_on < ${q.from}::date and (d.ended_on is null or d.ended_on >= ${q.from}::date)`;
  const open = q.isPresent
    ? Prisma.sql`d.accepted_on is not null and d.ended_on is null`
    : Prisma.sql`d.accepted_on <= ${asOf}::date and (d.ended_on is null or d.ended_on > ${asOf}::date)`;
  const due = q.isPresent ? Prisma.sql`d.due_on` : Prisma.sql`due_day_at(d.id, d.due_on, d.ended_on, ${asOf}::date)`;
  const isWaiting = q.isPresent
    ? Prisma.sql`exists (select from dossier_clock_stop s where s.dossier_id = d.id and s.resumed_on is null)`
    : Prisma.sql`was_waiting_at(d.id, d.ended_on, ${asOf}::date)`;
  switch (set) {
    case "received":
      return received;
    case "online":
      return Prisma.sql`${received} and d.channel = 'ONLINE'`;
    case "full-online":
      return Prisma.sql`${received} and d.channel = 'ONLINE' and d.service_level = 'FULL'`;
    case "postal":
      return Prisma.sql`${received} and d.channel = 'POST'`;
    case "resolved":
      return Prisma.sql`${resolved} and d.outcome in ('EARLY', 'ON_TIME', 'LATE')`;
    case "resolved-in-time":
      return Prisma.sql`${resolved} and d.outcome in ('EARLY', 'ON_TIME')`;
    case "resolved-early":
      return Prisma.sql`${resolved} and d.outcome = 'EARLY'`;
    case "resolved-on-time":
      return Prisma.sql`${resolved} and d.outcome = 'ON_TIME'`;
    case "resolved-late":
      return Prisma.sql`${resolved} and d.outcome = 'LATE'`;
    case "withdrawn":
      return Prisma.sql`${resolved} and d.outcome = 'WITHDRAWN'`;
    case "refused":
      return Prisma.sql`${ended} and d.result_kind = 'REFUSED'`;
    case "returned":
      return Prisma.sql`d.returned_on between ${q.from}::date and ${q.to}::date`;
    case "in-progress":
      return Prisma.sql`${open} and not ${isWaiting}`;
    case "awaiting-applicant":
      return Prisma.sql`${open} and ${isWaiting}`;
    case "waiting-long":
      return Prisma.sql`${open} and exists (select from dossier_clock_stop s where s.dossier_id = d.id and s.stopped_on < ${q.longWaitBefore}::date
        and ${q.isPresent ? Prisma.sql`s.resumed_on is null` : Prisma.sql`coalesce(s.resumed_on, d.ended_on, 'infinity') > ${asOf}::date`})`;
    case "overdue":
      return Prisma.sql`${open} and ${due} < ${asOf}::date`;
    case "due-soon":
      return Prisma.sql`${open} and ${due} between ${asOf}::date and ${soonUntil}::date`;
    case "age-over-3":
      return Prisma.sql`${open} and ${due} > ${soonUntil}::date`;
    case "age-1-3":
      return Prisma.sql`${open} and ${due} > ${asOf}::date and ${due} <= ${soonUntil}::date`;
    case "age-today":
      return Prisma.sql`${open} and ${due} = ${asOf}::date`;
    case "age-late-1-5":
      return Prisma.sql`${open} and ${due} >= ${lateFrom}::date and ${due} < ${asOf}::date`;
    case "age-late-over-5":
      return Prisma.sql`${open} and ${due} < ${lateFrom}::date`;
    case "age-no-due":
      return Prisma.sql`${open} and ${due} is null`;
    case "direct":
      return Prisma.sql`${received} and d.channel <> 'ONLINE'`;
    case "carried":
      return carried;
    case "handled":
      return Prisma.sql`(${received} or ${carried})`;
    case "ended":
      return resolved;
    case "ended-on-time":
      return Prisma.sql`${resolved} and d.outcome in ('ON_TIME', 'WITHDRAWN', 'STOPPED')`;
    case "stopped":
      return Prisma.sql`${resolved} and d.outcome = 'STOPPED'`;
    case "open":
      return open;
    case "open-in-time":
      return Prisma.sql`${open} and coalesce(${due} >= ${asOf}::date, true)`;
  }
}
