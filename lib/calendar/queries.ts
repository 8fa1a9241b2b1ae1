import { db, type Tx } from "@/lib/db/client";
import type { Actor } from "@/lib/policy";
import type { CalendarEntry, CalendarYear, Day, DayKind, NamedDay, OfficeWeek, WorkingCalendar } from "./model";
import { isDecided, isWorkingDay, readDay, workingDaysBetween, writeDay } from "./rules";

/**
 * The calendar deadlines are counted with, as it stands now: the days that differ from the plain week and the office hours, each
 * week of them from its day on. Years count as decided, whole, when they have an entry; of several runs of years the longest.
 * A new object each time: load it once for a request or an import, since what is counted is kept with the object.
 */
export async function workingCalendar(tx: Tx = db): Promise<WorkingCalendar> {
  const [row] = await tx.$queryRaw<{ days: { on: Day; isMakeUp: boolean }[]; hours: OfficeWeek[] }[]>`
    select
      (select coalesce(json_agg(json_build_object('on', "on", 'isMakeUp', kind = 'MAKE_UP') order by "on"), '[]')
        from calendar_day where superseded_at is null) as days,
      (select coalesce(json_agg(json_build_object('validFrom', valid_from, 'stretches', stretches) order by valid_from), '[]') from (
        select valid_from, json_agg(json_build_object('weekdays', weekdays, 'opensMinute', opens_minute, 'closesMinute', closes_minute)
          order by opens_minute, id) as stretches from office_hours group by valid_from) week) as hours`;
  const { days, hours } = row ?? { days: [], hours: [] };
  const [first, last] = decidedYears(days.map((d) => Number(d.on.slice(0, 4))));
  return {
    daysOff: new Set(days.filter((d) => !d.isMakeUp).map((d) => d.on)),
    makeUpDays: new Set(days.filter((d) => d.isMakeUp).map((d) => d.on)),
    hours,
    knownFrom: `${first}-01-01`,
    knownUntil: `${last}-12-31`,
  };
}

/** The longest unbroken run of years, the earlier of two equal ones; a range that ends before it begins when there is none. */
function decidedYears(years: readonly number[]): readonly [number, number] {
  let longest: readonly [number, number] = [2001, 2000];
  let run = longest;
  for (const year of new Set(years)) {
    run = year === run[1] + 1 && run[0] <= run[1] ? [run[0], year] : [year, year];
    if (run[1] - run[0] > longest[1] - longest[0]) longest = run;
  }
  return longest;
}

/** Names the calendar as it stands: another text as soon as any day or hour is entered, replaced or taken back. */
export async function calendarVersion(tx: Tx = db): Promise<string> {
  const [row] = await tx.$queryRaw<{ version: string }[]>`
    select concat_ws('-', (select concat(max(id), '.', count(superseded_at)) from calendar_day), (select concat(max(id), '.', count(*)) from office_hours)) as version`;
  return row?.version ?? "";
}

/** What stands for some days now, null where they are like any other. */
export async function dayKinds(days: readonly Day[], tx: Tx = db): Promise<DayKind[]> {
  const rows = await tx.calendarDay.findMany({
    where: { on: { in: days.map(writeDay) }, supersededAt: null },
    select: { on: true, kind: true },
  });
  const kinds = new Map(rows.map((r) => [readDay(r.on), r.kind]));
  return days.map((on) => ({ on, kind: kinds.get(on) ?? null }));
}

/** The name of every day that differs from the plain week, to explain deadlines with. */
export async function namedDays(tx: Tx = db): Promise<Map<Day, NamedDay>> {
  const rows = await tx.calendarDay.findMany({ where: { supersededAt: null }, select: { on: true, kind: true, name: true } });
  return new Map(rows.map((r) => [readDay(r.on), { kind: r.kind, name: r.name }]));
}

/** A year with its sources, who entered what and when, and what stood there before. Public knowledge: any actor may read it. */
export async function listCalendar(_actor: Actor, year: number, tx: Tx = db): Promise<CalendarYear> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const rows = await tx.$queryRaw<(Omit<CalendarEntry, "recordedAt" | "supersededAt"> & Times)[]>`
    select d.id, to_char(d."on", 'YYYY-MM-DD') as "on", d.kind::text, d.status::text, d.name, d.source,
           d.recorded_at as "recordedAt", coalesce(r.name, d.recorded_by) as "recordedBy",
           d.superseded_at as "supersededAt", coalesce(s.name, d.superseded_by) as "supersededBy"
      from calendar_day d
      left join app_user r on d.recorded_by = 'user:' || r.id
      left join app_user s on d.superseded_by = 'user:' || s.id
     where d."on" between ${from}::date and ${to}::date
     order by d."on", d.recorded_at, d.id`;
  const entries = rows.map((r) => ({
    ...r,
    recordedAt: r.recordedAt.toISOString(),
    supersededAt: r.supersededAt?.toISOString() ?? null,
  }));
  const hours = await tx.officeHours.findMany({
    where: { validFrom: { lte: writeDay(to) }, OR: [{ validUntil: null }, { validUntil: { gte: writeDay(from) } }] },
    orderBy: [{ validFrom: "asc" }, { opensMinute: "asc" }, { id: "asc" }],
  });
  const calendar = await workingCalendar(tx);
  const isYearDecided = isDecided(from, calendar);
  return {
    year,
    isDecided: isYearDecided,
    workingDays: isYearDecided ? workingDaysBetween(from, to, calendar) + (isWorkingDay(from, calendar) ? 1 : 0) : null,
    days: entries.filter((e) => e.supersededAt === null),
    history: entries.filter((e) => e.supersededAt !== null),
    hours: hours.map((h) => ({
      validFrom: readDay(h.validFrom),
      validUntil: h.validUntil && readDay(h.validUntil),
      weekdays: h.weekdays,
      opensMinute: h.opensMinute,
      closesMinute: h.closesMinute,
      source: h.source,
    })),
  };
}
type Times = { recordedAt: Date; supersededAt: Date | null };
