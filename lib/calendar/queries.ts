import { db, Prisma, type Tx } from "@/lib/db/client";
import type { Actor } from "@/lib/policy";
import { decidedYears } from "./counting/decided";
import type {
  CalendarEntry,
  Calendars,
  CalendarYear,
  Day,
  DayKind,
  NamedDay,
  OfficeWeek,
  UnitPlace,
  UnitWeek,
  WorkingCalendar,
} from "./model";
import { calendarsOf, isDecided, isWorkingDay, readDay, workingDaysBetween, writeDay } from "./rules";

const stretches = Prisma.sql`json_agg(json_build_object('weekdays', weekdays, 'opensMinute', opens_minute, 'closesMinute', closes_minute,
  'isReceptionOnly', is_reception_only) order by opens_minute, id)`;
const cityDays = Prisma.sql`
  (select coalesce(json_agg(json_build_object('on', "on", 'isMakeUp', kind = 'MAKE_UP') order by "on"), '[]')
    from calendar_day where superseded_at is null) as days,
  (select coalesce(json_agg(json_build_object('validFrom', valid_from, 'stretches', stretches) order by valid_from), '[]') from (
    select valid_from, ${stretches} as stretches from office_hours where unit_id is null group by valid_from) week) as hours`;
type CityDays = { days: { on: Day; isMakeUp: boolean }[]; hours: OfficeWeek[] };

/**
 * The city's calendar as it stands now: the days that differ from the plain week and the office hours, each week of them from its day
 * on. For whatever is counted in days: those are the same in every unit. A year counts as decided, whole, when its public holidays stand
 * (`hasPublicHolidays`); of several runs of years the longest. A new object each time: load it once for a request or an import, since what is counted is kept
 * with the object.
 */
export async function workingCalendar(tx: Tx = db): Promise<WorkingCalendar> {
  const [row] = await tx.$queryRaw<CityDays[]>`select ${cityDays}`;
  return calendarFrom(row);
}

const places = Prisma.sql`(select coalesce(json_agg(json_build_object('id', u.id, 'parentId', u.parent_id, 'heirId', h.id, 'formerId', f.id)), '[]')
  from unit u
    left join (select predecessor_id, min(successor_id) as id from unit_succession group by 1 having count(*) = 1) h on h.predecessor_id = u.id
    left join (select successor_id, min(predecessor_id) as id from unit_succession s
        where not exists (select from unit_succession o where o.predecessor_id = s.predecessor_id and o.successor_id <> s.successor_id)
        group by 1 having count(*) = 1 and count(*) = (select count(*) from unit_succession a where a.successor_id = s.successor_id)) f
      on f.successor_id = u.id)`;

/** What every unit's office hours would be inherited along. */
export async function unitPlaces(tx: Tx): Promise<UnitPlace[]> {
  const [row] = await tx.$queryRaw<{ places: UnitPlace[] }[]>`select ${places} as places`;
  return row?.places ?? [];
}

/** The city's calendar and every unit's with its own office hours: for whatever is counted in hours or ends with a day. */
export async function workingCalendars(tx: Tx = db): Promise<Calendars> {
  const [row] = await tx.$queryRaw<(CityDays & { units: UnitWeek[]; places: UnitPlace[] })[]>`
    select ${cityDays},
      (select coalesce(json_agg(json_build_object('unitId', unit_id, 'validFrom', valid_from, 'validUntil', valid_until, 'stretches', stretches)
          order by unit_id, valid_from), '[]') from (
        select unit_id, valid_from, valid_until, ${stretches} as stretches from office_hours where unit_id is not null
        group by unit_id, valid_from, valid_until) week) as units,
      case when exists (select from office_hours where unit_id is not null) then ${places} else '[]' end as places`;
  return calendarsOf(calendarFrom(row), row?.units ?? [], row?.places ?? []);
}

/** The calendar a unit's deadlines are counted with. */
export async function unitCalendar(unitId: number, tx: Tx = db): Promise<WorkingCalendar> {
  return (await workingCalendars(tx)).of(unitId);
}

function calendarFrom({ days, hours }: CityDays = { days: [], hours: [] }): WorkingCalendar {
  const daysOff = new Set(days.filter((d) => !d.isMakeUp).map((d) => d.on));
  const [first, last] = decidedYears(daysOff);
  return {
    daysOff,
    makeUpDays: new Set(days.filter((d) => d.isMakeUp).map((d) => d.on)),
    hours,
    knownFrom: `${first}-01-01`,
    knownUntil: `${last}-12-31`,
  };
}

/** Names the calendar as it stands: another text as soon as any day or hour is entered, replaced, ended or taken back. */
export async function calendarVersion(tx: Tx = db): Promise<string> {
  const [row] = await tx.$queryRaw<{ version: string }[]>`
    select concat_ws('-', (select concat(max(id), '.', count(superseded_at)) from calendar_day),
      (select concat(max(id), '.', count(*), '.', sum(valid_until - '2000-01-01'::date)) from office_hours)) as version`;
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
  const hours = await tx.$queryRaw<HoursRow[]>`
    select h.unit_id as "unitId", u.name as "unitName", h.valid_from::text as "validFrom", h.valid_until::text as "validUntil", h.weekdays,
      h.opens_minute as "opensMinute", h.closes_minute as "closesMinute", h.is_reception_only as "isReceptionOnly", h.source
    from office_hours h left join unit u on u.id = h.unit_id
    where h.valid_from <= ${to}::date and (h.valid_until is null or h.valid_until >= ${from}::date)
    order by u.position, u.name, h.unit_id, h.valid_from, h.opens_minute, h.id`;
  const calendar = await workingCalendar(tx);
  const isYearDecided = isDecided(from, calendar);
  return {
    year,
    isDecided: isYearDecided,
    workingDays: isYearDecided ? workingDaysBetween(from, to, calendar) + (isWorkingDay(from, calendar) ? 1 : 0) : null,
    days: entries.filter((e) => e.supersededAt === null),
    history: entries.filter((e) => e.supersededAt !== null),
    hours: hours.flatMap(({ unitId, unitName: _, ...line }) => (unitId === null ? [line] : [])),
    unitHours: hours.flatMap(({ unitId, unitName, ...line }) =>
      unitId === null ? [] : [{ ...line, unitId, unitName: unitName ?? "" }],
    ),
  };
}
type HoursRow = CalendarYear["hours"][number] & { unitId: number | null; unitName: string | null };
type Times = { recordedAt: Date; supersededAt: Date | null };
