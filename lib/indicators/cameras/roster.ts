import type pg from "pg";
import { type HamletFact, hamletFacts } from "@/lib/areas/measures";
import type { Day } from "@/lib/calendar/model";
import { holdsOn } from "@/lib/calendar/rules";
import { camerasHeld, firstCounted, isRestoredIn, lastedOutages } from "@/lib/cameras/measures";
import { intList, readJson } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import type { CameraRosterQuestion, CameraRosterRow, CameraSet } from "./model";

type Asked = Pick<CameraRosterQuestion, "set" | "groupId" | "areaId"> & {
  /** Null: all. */
  units: readonly number[] | null;
  /** The days of the period that are over or run. */
  period: { from: Day; to: Day };
  asOf: Day;
  at: string;
};
/** A row, and of which unit it is: whether its name may be told follows from that. */
export type Listed = { unitId: number | null; row: CameraRosterRow };
type HamletSet = "hamlets" | "covered" | "uncovered";

/** Exactly what a figure of cameras counts, worst or newest first. */
export async function rosterOf(client: pg.PoolClient, asked: Asked): Promise<Listed[]> {
  const { set } = asked;
  if (set === "hamlets" || set === "covered" || set === "uncovered") return hamlets(client, asked, set);
  return set === "restored" ? restored(client, asked) : cameras(client, asked, set);
}

const names = Prisma.sql`join unit u on u.id = c.unit_id join camera_group g on g.id = c.group_id
  left join area a on a.id = c.area_id left join area w on w.id = a.parent_id and a.kind in ('HAMLET', 'RESIDENTIAL_GROUP')`;
/** A hamlet's name is told with its ward's: there are many of the same. */
const areaName = Prisma.sql`case when w.id is null then a.name else a.name || ', ' || w.name end`;
const narrowed = ({ groupId, areaId }: Asked) => Prisma.sql`
  ${groupId === undefined ? Prisma.empty : Prisma.sql`and c.group_id = ${groupId}`}
  ${areaId === undefined ? Prisma.empty : Prisma.sql`and (c.area_id = ${areaId} or a.parent_id = ${areaId})`}`;

type Row = Omit<CameraRosterRow, "cameras" | "key"> & { unitId: number; lastedMs: number | string | null };
const listed = ({ unitId, lastedMs, startedAt, endedAt, ...row }: Row, key: string): Listed => ({
  unitId,
  row: {
    ...row,
    ...{
      key,
      startedAt: iso(startedAt),
      endedAt: iso(endedAt),
      lastedMs: lastedMs === null ? null : Number(lastedMs),
      cameras: null,
    },
  },
});
const iso = (at: string | null) => at && new Date(at).toISOString();

const inSet: Record<Exclude<CameraSet, HamletSet | "restored">, Prisma.Sql> = {
  "in-service": Prisma.sql`true`,
  online: Prisma.sql`h.state = 'ONLINE'`,
  "not-online": Prisma.sql`h.state <> 'ONLINE'`,
  "in-trouble": Prisma.sql`h.state not in ('ONLINE', 'UNKNOWN') and not h.is_maintained`,
};
async function cameras(client: pg.PoolClient, asked: Asked, set: keyof typeof inSet): Promise<Listed[]> {
  const { units, asOf, at } = asked;
  const moment = Prisma.sql`least(city_midnight(${asOf}::date + 1) - interval '1 millisecond', ${at}::timestamptz)`;
  const rows = (await readJson(
    client,
    Prisma.sql`${camerasHeld({ units, hamlets: [], days: [asOf], at })} select coalesce(json_agg(r), '[]') as answer from (
      select c.id as "cameraId", c.code, c.name, c.unit_id as "unitId", u.name as "unitName", g.name as "groupName", ${areaName} as "areaName",
        h.state, last.proof, coalesce(o.started_at, last.at) as "startedAt", null as "endedAt", o.id as "outageId", null as "lastedMs"
      from held h join cam c on c.id = h.camera_id ${names}
        left join lateral (select at, proof from camera_change k where k.camera_id = c.id and k.at <= ${moment} order by at desc, id desc limit 1) last on true
        left join lateral (select id, started_at from camera_outage o where o.camera_id = c.id and o.started_at <= ${moment}
          and (o.ended_at is null or o.ended_at > ${moment}) and h.state not in ('ONLINE', 'UNKNOWN') order by started_at desc limit 1) o on true
      where h.is_in_service and ${inSet[set]} ${narrowed(asked)}
      order by array_position(array['OFFLINE', 'UNAUTHORISED', 'DARK', 'FROZEN', 'UNKNOWN', 'ONLINE'], h.state::text), coalesce(o.started_at, last.at) nulls last, c.code
    ) r`,
  )) as Row[];
  return rows.map((row) => listed(row, String(row.cameraId)));
}

async function restored(client: pg.PoolClient, asked: Asked): Promise<Listed[]> {
  const { units, period, at } = asked;
  const own = units === null ? Prisma.empty : Prisma.sql`and c.unit_id = any (${intList(units)})`;
  const rows = (await readJson(
    client,
    Prisma.sql`select coalesce(json_agg(r), '[]') as answer from (
      select c.id as "cameraId", c.code, c.name, c.unit_id as "unitId", u.name as "unitName", g.name as "groupName", ${areaName} as "areaName",
        o.state, o.proof, o.started_at as "startedAt", o.ended_at as "endedAt", o.id as "outageId", lasted.ms as "lastedMs"
      from ${lastedOutages} ${names} where ${isRestoredIn(period, at)} ${own} ${narrowed(asked)} order by lasted.ms desc, o.ended_at desc, o.id
    ) r`,
  )) as Row[];
  return rows.map((row) => listed(row, `outage ${row.outageId}`));
}

async function hamlets(client: pg.PoolClient, { units, areaId, asOf, at }: Asked, set: HamletSet): Promise<Listed[]> {
  const { all, first } = (await readJson(
    client,
    Prisma.sql`select json_build_object('all', ${hamletFacts(asOf)}, 'first', ${firstCounted}) as answer`,
  )) as { all: HamletFact[]; first: Day | null };
  // Before the first camera was entered nothing is known of any hamlet.
  if (first === null || first > asOf) return [];
  const ids = units && new Set(units);
  const asked = all.filter(
    (hamlet) =>
      holdsOn(hamlet, asOf) &&
      (ids === null || (hamlet.unitId !== null && ids.has(hamlet.unitId))) &&
      (areaId === undefined || hamlet.wardId === areaId || hamlet.id === areaId),
  );
  const counts = (await readJson(
    client,
    Prisma.sql`${camerasHeld({ units: [], hamlets: asked.map(({ id }) => id), days: [asOf], at })}
      select coalesce(json_agg(json_build_array(area_id, online, n)), '[]') as answer from (
        select area_id, count(*) filter (where state = 'ONLINE') as online, count(*) as n from held where is_there and is_in_service group by 1) t`,
  )) as [number, number, number][];
  const of = new Map(counts.map(([id, top, bottom]) => [id, { top, bottom }]));
  return asked.flatMap(({ id, name, wardName, unitId }) => {
    const seen = of.get(id) ?? { top: 0, bottom: 0 };
    if (set !== "hamlets" && seen.top > 0 !== (set === "covered")) return [];
    const nothing = { code: null, unitName: null, groupName: null, cameraId: null, outageId: null, state: null, proof: null };
    return {
      unitId,
      row: {
        key: String(id),
        name,
        areaName: wardName,
        cameras: seen,
        startedAt: null,
        endedAt: null,
        lastedMs: null,
        ...nothing,
      },
    };
  });
}
