import type { Day } from "@/lib/calendar/model";
import { db, Prisma, type Tx } from "@/lib/db/client";
import type { Actor } from "@/lib/policy";
import { governingUnit } from "./measures";
import type { Area, BoundaryCollection, BoundaryLines, Geometry } from "./model";

const standsOn = (on: Day) => Prisma.sql`a.valid_from <= ${on}::date and (a.valid_until is null or a.valid_until >= ${on}::date)`;

/**
 * The areas of the city on a day: all of them down to the hamlet, those directly below one, or (`"upper"`) those above the hamlets.
 * Names of places are public: any actor sees all.
 */
export function listAreas(_actor: Actor, on: Day, tx: Tx = db, part: number | "all" | "upper" = "all"): Promise<Area[]> {
  const wanted =
    part === "all"
      ? Prisma.sql`true`
      : part === "upper"
        ? Prisma.sql`a.kind not in ('HAMLET', 'RESIDENTIAL_GROUP')`
        : Prisma.sql`a.parent_id = ${part}`;
  return tx.$queryRaw<Area[]>`
    select a.id, a.code, a.kind::text as kind, a.name, a.parent_id as "parentId", a.valid_from::text as "validFrom",
      a.valid_until::text as "validUntil", a.latitude::float8 as latitude, a.longitude::float8 as longitude,
      a.boundary is not null as "hasBoundary", a.is_demo as "isDemo",
      (select count(*)::int from area c where c.parent_id = a.id and c.valid_from <= ${on}::date
        and (c.valid_until is null or c.valid_until >= ${on}::date)) as "childCount",
      coalesce((select jsonb_agg(jsonb_build_object('name', p.name, 'on', s."on"::text, 'source', s.source) order by p.code, p.id)
        from area_succession s join area p on p.id = s.predecessor_id where s.successor_id = a.id and s."on" <= ${on}::date),
        '[]') as "cameFrom"
    from area a where ${standsOn(on)} and ${wanted} order by a.parent_id nulls first, a.code, a.id`;
}

/**
 * The lines of wards, communes and special zones on a day, as a map draws them or as they were given,
 * each with the unit that governs it on that day.
 * Land is public: any actor sees all of it.
 */
export async function areaBoundaries(_actor: Actor, on: Day, lines: BoundaryLines = "drawn"): Promise<BoundaryCollection> {
  const geometry = lines === "whole" ? Prisma.sql`a.boundary` : Prisma.sql`coalesce(a.boundary_drawn, a.boundary)`;
  type Line = BoundaryCollection["features"][number]["properties"] & {
    geometry: BoundaryCollection["features"][number]["geometry"];
  };
  const rows = await db.$queryRaw<Line[]>`
    select a.id as "areaId", a.code, a.name, a.kind::text as kind, ${geometry} as geometry, a.boundary_source as "boundarySource",
      a.is_demo as "isDemo",
      ${governingUnit(Prisma.sql`a.id`, on)} as "unitId"
    from area a
    where a.boundary is not null and a.kind in ('WARD', 'COMMUNE', 'SPECIAL_ZONE') and ${standsOn(on)}
    order by a.code, a.id`;
  return {
    type: "FeatureCollection",
    features: rows.map(({ geometry, ...properties }) => ({ type: "Feature", properties, geometry })),
  };
}

/** The lines of wards, communes and special zones on a day as they were given, to the last corner. */
export function wholeBoundaries(on: Day, tx: Tx): Promise<{ id: number; boundary: Geometry }[]> {
  return tx.$queryRaw<{ id: number; boundary: Geometry }[]>`
    select a.id, a.boundary from area a
    where a.boundary is not null and a.kind in ('WARD', 'COMMUNE', 'SPECIAL_ZONE') and ${standsOn(on)} order by a.id`;
}
