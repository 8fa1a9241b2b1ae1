import type pg from "pg";
import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { addDays, holdsOn } from "@/lib/calendar/rules";
import { Prisma } from "@/lib/db/client";
import type { Unit } from "@/lib/units/model";
import type { Succession } from "@/lib/units/rules";
import { type StoredTarget, type TargetLookup, targetsOn } from "../rules";
import { remembered } from "./remembered";

/** What answers tell of a unit, and where it stands. */
export type KnownUnit = Pick<
  Unit,
  "id" | "code" | "kind" | "name" | "parentId" | "areaCode" | "headTitle" | "validFrom" | "validUntil"
>;

/** What seldom changes. As long as the records tell the same it is the same object, so that what follows from it can be kept with it. */
export type Standing = {
  /** Who stood at the head of which unit, when: the latest post first. */
  readonly heads: readonly { unitId: number; name: string; validFrom: Day; validUntil: Day | null }[];
  readonly units: readonly KnownUnit[];
  readonly successions: readonly Succession[];
  readonly targets: readonly StoredTarget[];
  readonly daysOff: readonly Day[];
  readonly makeUpDays: readonly Day[];
};

/** What every answer needs to know besides the numbers, read in the same snapshot. */
export type Context = {
  /** The instant of the snapshot. */
  at: string;
  isDemo: boolean;
  /** The day of the first dossier, and of the first fact of any kind; null when there is none. */
  firstDay: Day | null;
  firstFact: Day | null;
  /** The last day on which anything happened: from then on an answer is about the present. */
  lastDay: Day | null;
  /** The instant of the last change to any dossier; null before the first. */
  changedAt: string | null;
  /** Since when the figures can be told as they were known. */
  knownSince: Day;
  standing: Standing;
  /** The procedures of the sector asked about, or the one asked about; null when neither was; empty when there is no such. */
  procedures: number[] | null;
};

const happened = Prisma.raw(
  "(received <> 0 or early <> 0 or on_time <> 0 or late <> 0 or withdrawn <> 0 or stopped <> 0 or not_accepted <> 0 or returned <> 0 or waiting_in <> 0 or waiting_out <> 0)",
);

const firstDay = Prisma.raw(`least(
        (select period from dossier_cell where level = 6 and received > 0 order by period limit 1),
        (select min(day) from dossier_delta where received > 0))`);
const firstDayKnown = (knownOn: Day) => Prisma.sql`(select min(day) from (
        select day from (
          select period as day, received from dossier_cell where level = 6
          union all select day, received from dossier_delta where known_on <= ${knownOn}::date
          union all select day, -received from dossier_correction where known_on > ${knownOn}::date and received is not null
        ) f group by day having sum(received) > 0) known)`;

/** The statement behind it: one row of two JSON values, the second as text. */
export function contextSql(asked: { sectorId?: number; procedureId?: number }, knownOn: Day | null = null): Prisma.Sql {
  const isNarrowed = asked.sectorId !== undefined || asked.procedureId !== undefined;
  const procedures = isNarrowed
    ? Prisma.sql`(select coalesce(json_agg(id), '[]') from procedure
        where sector_id = coalesce(${asked.sectorId ?? null}::int, sector_id) and id = coalesce(${asked.procedureId ?? null}::int, id))`
    : Prisma.sql`null`;
  return Prisma.sql`select json_build_object(
      'at', now(),
      'isDemo', coalesce((select has_demo_data from city), false),
      'firstDay', ${knownOn === null ? firstDay : firstDayKnown(knownOn)},
      'firstFact', least((select min(period) from dossier_cell where level = 6), (select min(day) from dossier_delta)${
        // What has been taken out of the records since was a fact then.
        knownOn === null
          ? Prisma.empty
          : Prisma.sql`, (select min(day) from dossier_correction where known_on > ${knownOn}::date)`
      }),
      'knownSince', (select since from figure_history),
      'lastDay', greatest(
        (select period from dossier_cell where level = 6 and ${happened} order by period desc limit 1),
        (select max(day) from dossier_delta where ${happened})),
      'changedAt', greatest((select at from dossier_event order by id desc limit 1), (select entered_at from dossier order by id desc limit 1)),
      'procedures', ${procedures}
    ) as answer, json_build_object(
      'heads', (select coalesce(json_agg(json_build_object('unitId', p.unit_id, 'name', a.name, 'validFrom', p.valid_from, 'validUntil', p.valid_until)
          order by p.valid_from desc, p.id desc), '[]')
        from post p join app_user a on a.id = p.user_id where p.role = 'UNIT_HEAD' and a.disabled_at is null),
      'units', (select coalesce(json_agg(json_build_object('id', u.id, 'code', u.code, 'kind', u.kind, 'name', u.name, 'parentId', u.parent_id,
          'areaCode', a.code, 'headTitle', u.head_title, 'validFrom', u.valid_from, 'validUntil', u.valid_until) order by u.position, u.name, u.id), '[]')
        from unit u left join area a on a.id = u.area_id),
      'successions', (select coalesce(json_agg(json_build_object('predecessorId', predecessor_id, 'successorId', successor_id, 'on', "on")), '[]') from unit_succession),
      'targets', (select coalesce(json_agg(json_build_object('indicatorCode', indicator_code, 'unitId', unit_id, 'aim', aim, 'floor', floor,
          'source', source, 'validFrom', valid_from, 'validUntil', valid_until)), '[]') from indicator_target),
      'daysOff', (select coalesce(json_agg("on"), '[]') from calendar_day where superseded_at is null and kind <> 'MAKE_UP'),
      'makeUpDays', (select coalesce(json_agg("on"), '[]') from calendar_day where superseded_at is null and kind = 'MAKE_UP')
    )::text as standing`;
}

export async function readContext(
  client: pg.PoolClient,
  asked: { sectorId?: number; procedureId?: number },
  knownOn: Day | null = null,
): Promise<Context> {
  const { text, values } = contextSql(asked, knownOn);
  // Every part of the statement is ours and made of typed columns; the shape is the type above.
  const { rows } = await client.query<{ answer: Omit<Context, "standing">; standing: string }>({ text, values });
  const row = rows[0];
  if (!row) throw new Error("the context of the figures is missing");
  const iso = (at: string) => new Date(at).toISOString();
  const { at, changedAt } = row.answer;
  return { ...row.answer, at: iso(at), changedAt: changedAt && iso(changedAt), standing: standingOf(row.standing) };
}

let lastStanding: { text: string; standing: Standing } | undefined;
/** The text is read with every answer; taken apart only when it is another than the last. */
function standingOf(text: string): Standing {
  if (lastStanding?.text !== text) lastStanding = { text, standing: JSON.parse(text) as Standing };
  return lastStanding.standing;
}

/** Who heads which unit on a day: the holder of the latest post. */
export function headsOn({ standing }: Context, on: Day): ReadonlyMap<number, string> {
  return headsOf(standing, on, () => {
    const holding = standing.heads.filter((h) => holdsOn(h, on));
    return new Map(holding.map((h) => [h.unitId, h.name] as const).reverse());
  });
}
const headsOf = remembered<Standing, ReadonlyMap<number, string>>(64);

/** The targets that hold on a day, for each unit. */
export function targetsIn({ standing }: Context, on: Day): TargetLookup {
  return lookupOf(standing, on, () => {
    const parents = new Map(standing.units.map((u) => [u.id, u.parentId]));
    return targetsOn(on, standing.targets, (id) => parents.get(id) ?? null);
  });
}
const lookupOf = remembered<Standing, TargetLookup>(256);

/**
 * The working days around a day. Years nobody has decided count as plain weeks here: a screen that says "three days left" must not
 * fall silent, and no deadline is set by it.
 */
export function calendarAround({ standing }: Context, earliest: Day, asOf: Day): WorkingCalendar {
  return calendarOf(standing, `${earliest} ${asOf}`, () => ({
    daysOff: new Set(standing.daysOff),
    makeUpDays: new Set(standing.makeUpDays),
    hours: [],
    knownFrom: addDays(earliest, -60),
    knownUntil: addDays(asOf, 60),
  }));
}
const calendarOf = remembered<Standing, WorkingCalendar>(64);
