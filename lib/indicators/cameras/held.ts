import type pg from "pg";
import { type HamletFact, hamletFacts } from "@/lib/areas/measures";
import type { Day } from "@/lib/calendar/model";
import { holdsOn } from "@/lib/calendar/rules";
import { camerasHeld, firstCounted, lastLook } from "@/lib/cameras/measures";
import type { CameraState } from "@/lib/cameras/model";
import { isTrouble } from "@/lib/cameras/rules";
import { dayList, readJson } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import { type CamerasHeld, nothingHeld } from "./catalogue";

/** How one camera stood at the end of a day. */
export type CameraOnDay = {
  id: number;
  on: Day;
  state: CameraState;
  isMaintained: boolean;
  isInService: boolean;
  onlineMs: number;
  troubleMs: number;
  restored: number;
  restoredMs: number;
};
export type KnownCamera = { id: number; unitId: number; groupId: number; areaId: number | null };

type Totals = [day: Day, ...sums: (number | string | null)[]];
type Rows = {
  totals: Totals[];
  covered: [day: Day, areas: number[]][];
  each: [number, Day, CameraState, boolean, boolean, ...(number | string)[]][];
  cameras: [number, number, number, number | null][];
  first: Day | null;
  checkedAt: string | null;
};

/** What the cameras asked about were at the ends of some days. */
export type Held = {
  /** At the end of a day that was asked about. */
  on(day: Day): CamerasHeld;
  /** One by one, of the days asked about so, of the units asked about. */
  each: readonly CameraOnDay[];
  cameras: readonly KnownCamera[];
  /** The hamlets of the scope that stood on a day; none before the first camera was entered, for nothing is known of them. */
  hamletsOn(day: Day): HamletFact[];
  /** The hamlets where a camera showed, by the days asked about one by one. */
  seen: ReadonlyMap<Day, ReadonlySet<number>>;
  /** The first day any camera of the city was counted on. */
  first: Day | null;
  checkedAt: string | null;
};

type Asked = {
  /** Null: all. */
  units: readonly number[] | null;
  days: readonly Day[];
  /** Of these days each camera is told by itself. */
  each: readonly Day[];
  asOf: Day;
  at: string;
};

/** How the cameras of some units stood, and how many of those units' hamlets saw, from one state of the records. */
export async function readHeld(client: pg.PoolClient, { units, days, each, asOf, at }: Asked): Promise<Held> {
  const hamlets = await hamletsOf(client, units, asOf);
  const sorted = [...new Set([...days, ...each])].sort();
  const ids = hamlets.map(({ id }) => id);
  const rows = (await readJson(
    client,
    Prisma.sql`${camerasHeld({ units, hamlets: ids, days: sorted, at })}, sums as materialized (
      select "on", case when is_there then area_id end as area_id, state, is_maintained, is_in_service, is_own, count(*) as n,
        sum(online_ms) as online_ms, sum(trouble_ms) as trouble_ms, sum(restored) as restored, sum(restored_ms) as restored_ms
      from held group by 1, 2, 3, 4, 5, 6
    ) select json_build_object(
      'totals', (select coalesce(json_agg(json_build_array(t."on", t.in_service, t.online, t.trouble, t.maintained, t.unknown, t.online_ms, t.trouble_ms, t.restored, t.restored_ms)), '[]') from (
        select "on", sum(n) filter (where is_in_service) as in_service, sum(n) filter (where is_in_service and state = 'ONLINE') as online,
          sum(n) filter (where is_in_service and state not in ('ONLINE', 'UNKNOWN') and not is_maintained) as trouble,
          sum(n) filter (where is_in_service and is_maintained) as maintained, sum(n) filter (where is_in_service and state = 'UNKNOWN') as unknown,
          sum(online_ms) as online_ms, sum(trouble_ms) as trouble_ms, sum(restored) as restored, sum(restored_ms) as restored_ms
        from sums where is_own group by 1) t),
      'covered', (select coalesce(json_agg(json_build_array("on", areas)), '[]') from (
        select "on", json_agg(distinct area_id) as areas from sums where area_id is not null and is_in_service and state = 'ONLINE' group by 1) s),
      'each', (select coalesce(json_agg(json_build_array(h.camera_id, h."on", h.state, h.is_maintained, h.is_in_service, h.online_ms, h.trouble_ms, h.restored, h.restored_ms)), '[]')
        from held h where is_own and "on" = any (${dayList(each)})),
      'cameras', (select coalesce(json_agg(json_build_array(id, unit_id, group_id, area_id)), '[]') from cam where is_own and ${each.length > 0}),
      'first', ${firstCounted}, 'checkedAt', ${lastLook}) as answer`,
  )) as Rows;
  const seen = new Map(rows.covered.map(([day, areas]) => [day, new Set(areas)]));
  const totals = new Map(rows.totals.map(([day, ...sums]) => [day, sums.map((sum) => Number(sum ?? 0))]));
  const hamletsOn = (day: Day) =>
    rows.first !== null && rows.first <= day ? hamlets.filter((hamlet) => holdsOn(hamlet, day)) : [];
  return {
    hamletsOn,
    on(day) {
      const standing = hamletsOn(day);
      const there = { hamlets: standing.length, covered: standing.filter(({ id }) => seen.get(day)?.has(id)).length };
      const [inService = 0, online = 0, trouble = 0, maintained = 0, unknown = 0, ...sums] = totals.get(day) ?? [];
      const [onlineMs = 0, troubleMs = 0, restored = 0, restoredMs = 0] = sums;
      return {
        ...nothingHeld,
        inService,
        online,
        trouble,
        maintained,
        unknown,
        onlineMs,
        troubleMs,
        restored,
        restoredMs,
        ...there,
      };
    },
    each: rows.each.map(([id, on, state, isMaintained, isInService, ...sums]) => {
      const [onlineMs = 0, troubleMs = 0, restored = 0, restoredMs = 0] = sums.map(Number);
      return { id, on, state, isMaintained, isInService, onlineMs, troubleMs, restored, restoredMs };
    }),
    cameras: rows.cameras.map(([id, unitId, groupId, areaId]) => ({ id, unitId, groupId, areaId })),
    ...{ seen, first: rows.first, checkedAt: rows.checkedAt && new Date(rows.checkedAt).toISOString() },
  };
}

/** The hamlets whose ward one of the units governs. */
async function hamletsOf(client: pg.PoolClient, units: readonly number[] | null, on: Day): Promise<HamletFact[]> {
  const all = (await readJson(client, Prisma.sql`select ${hamletFacts(on)} as answer`)) as HamletFact[];
  if (units === null) return all;
  const ids = new Set(units);
  return all.filter(({ unitId }) => unitId !== null && ids.has(unitId));
}

/** Some of the cameras told one by one, put together as at the end of a day; what they cover is told by the hamlets. */
export function togetherOn(each: readonly CameraOnDay[], day: Day, isMeant: (id: number) => boolean): CamerasHeld {
  const sum = { ...nothingHeld };
  for (const one of each) {
    if (one.on !== day || !isMeant(one.id)) continue;
    if (one.isInService) {
      sum.inService += 1;
      if (one.state === "ONLINE") sum.online += 1;
      if (isTrouble(one.state) && !one.isMaintained) sum.trouble += 1;
      if (one.isMaintained) sum.maintained += 1;
      if (one.state === "UNKNOWN") sum.unknown += 1;
    }
    sum.onlineMs += one.onlineMs;
    sum.troubleMs += one.troubleMs;
    sum.restored += one.restored;
    sum.restoredMs += one.restoredMs;
  }
  return sum;
}
