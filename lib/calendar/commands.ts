import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { draftYear } from "./draft/year";
import { CalendarDayClearing, CalendarDayInput, CalendarYearDraft, type Day, OfficeHoursInput, UnitHoursEnding } from "./model";
import { workingCalendar, workingCalendars } from "./queries";
import { addDays, clearingFault, dayFault, hasPublicHolidays, weekFault, writeDay } from "./rules";

/**
 * Says what a day is, with the paper that says so. What stood before is superseded, never changed. Refuses a day off on a weekend
 * without office hours and a make-up day on a weekday (they would change nothing), and a year that was not started: one entry alone would make all
 * other days of that year look like plain ones.
 */
export const setCalendarDay = command(CalendarDayInput, async (work, day) => {
  work.require("calendar.manage", "city");
  await comeAlone(work);
  const calendars = await workingCalendars(work.tx);
  const fault = dayFault(day, calendars);
  if (fault) throw new AppError("refused", fault);
  if (!hasPublicHolidays(Number(day.on.slice(0, 4)), calendars.city.daysOff))
    throw new AppError("refused", "calendar-year-not-started");
  const superseded = await supersede(work, day.on);
  const { count } = await work.tx.calendarDay.createMany({
    data: { ...day, on: writeDay(day.on), recordedAt: work.now, recordedBy: work.actor.id },
    skipDuplicates: true,
  });
  // Somebody entered the same day at the same moment: the unique index let one of the two in.
  if (count === 0) throw new AppError("conflict", "calendar-day-changed");
  work.record("calendar.set", { type: "calendar-day", id: day.on }, { kind: day.kind, status: day.status, superseded });
  work.announce("city");
  return { on: day.on };
});

/** Gives a day back to the plain week; the entry stays as history. Refuses `calendar-holiday-stays`. */
export const clearCalendarDay = command(CalendarDayClearing, async (work, { on, source }) => {
  work.require("calendar.manage", "city");
  await comeAlone(work);
  const fault = clearingFault(on, await workingCalendar(work.tx));
  if (fault) throw new AppError("refused", fault);
  if ((await supersede(work, on)) === 0) throw new AppError("not-found", "not-found");
  work.record("calendar.clear", { type: "calendar-day", id: on }, { source });
  work.announce("city");
  return { on };
});

/**
 * Enters a year as the law gives it, expected until its notice comes, so that deadlines can run into it. Days somebody entered before
 * stay as they are. Once a year.
 */
export const startCalendarYear = command(CalendarYearDraft, async (work, { year }) => {
  work.require("calendar.manage", "city");
  const drafted = draftYear(year);
  if (!drafted) throw new AppError("refused", "calendar-year-beyond-tables");
  await comeAlone(work);
  if (hasPublicHolidays(year, (await workingCalendar(work.tx)).daysOff)) throw new AppError("conflict", "calendar-year-started");
  const { count } = await work.tx.calendarDay.createMany({
    data: drafted.map((d) => ({
      ...d,
      on: writeDay(d.on),
      status: "EXPECTED" as const,
      source: "Dự kiến, suy từ Bộ luật Lao động 2019 và âm lịch (UTC+7); chờ thông báo chính thức",
      recordedAt: work.now,
      recordedBy: work.actor.id,
    })),
    skipDuplicates: true,
  });
  work.record("calendar.start-year", { type: "calendar-year", id: year }, { days: count });
  work.announce("city");
  return { year, days: count };
});

/**
 * Sets the office hours of the week from a day on, the city's or a unit's own; what held before ends the day before, what was planned
 * from that day on is replaced.
 */
export const setOfficeHours = command(OfficeHoursInput, async (work, { unitId, validFrom, stretches, source }) => {
  work.require("calendar.manage", "city");
  const fault = weekFault(stretches);
  if (fault) throw new AppError("refused", fault);
  if (unitId !== undefined && (await work.tx.unit.count({ where: { id: unitId } })) === 0)
    throw new AppError("not-found", "not-found");
  await endHours(work, unitId ?? null, addDays(validFrom, -1));
  await work.tx.officeHours.createMany({
    data: stretches.map((s) => ({ ...s, unitId: unitId ?? null, validFrom: writeDay(validFrom), source })),
  });
  work.record("calendar.set-hours", { type: "office-hours", id: validFrom }, { stretches, source }, unitId);
  work.announce("city");
  return { validFrom };
});

/** Ends a unit's own office hours with a day: from the next it keeps what it inherits. Refuses where it has none after it. */
export const endUnitHours = command(UnitHoursEnding, async (work, { unitId, validUntil, source }) => {
  work.require("calendar.manage", "city");
  if ((await endHours(work, unitId, validUntil)) === 0) throw new AppError("refused", "unit-hours-none");
  work.record("calendar.end-hours", { type: "office-hours", id: validUntil }, { source }, unitId);
  work.announce("city");
  return { validUntil };
});

/** Ends what holds with a day and forgets what was planned from later ones. */
async function endHours(work: Work, unitId: number | null, last: Day): Promise<number> {
  const lastDay = writeDay(last);
  const planned = await work.tx.officeHours.deleteMany({ where: { unitId, validFrom: { gt: lastDay } } });
  const ended = await work.tx.officeHours.updateMany({
    where: { unitId, OR: [{ validUntil: null }, { validUntil: { gt: lastDay } }] },
    data: { validUntil: lastDay },
  });
  return planned.count + ended.count;
}

async function supersede(work: Work, on: Day): Promise<number> {
  const { count } = await work.tx.calendarDay.updateMany({
    where: { on: writeDay(on), supersededAt: null },
    data: { supersededAt: work.now, supersededBy: work.actor.id },
  });
  return count;
}

/** Two who change the calendar come one after the other: of two who enter the same day the later supersedes the earlier. */
const comeAlone = ({ tx }: Work) => tx.$executeRaw`select pg_advisory_xact_lock(hashtext('calendar'))`;
