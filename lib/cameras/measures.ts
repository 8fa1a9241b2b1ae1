import type { Day } from "@/lib/calendar/model";
import { Prisma } from "@/lib/db/client";

type Asked = {
  /** Whose cameras are asked about; null: everybody's. */
  units: readonly number[] | null;
  /** Hamlets whose cameras are asked about besides, whoever has them. */
  hamlets: readonly number[];
  /** At the end of which of these days, and of the last as it is by the instant `at`. */
  days: readonly Day[];
  at: string;
};

const intList = (ids: readonly number[]) => Prisma.sql`${`{${ids.join(",")}}`}::int[]`;

/**
 * "with cam …, held …": the cameras asked about (`cam`), and how each stood at the end of the days asked about (`held`): its state, whether somebody
 * worked on it, whether it was in service; and, since it was first counted, how long it had shown and been in trouble, how many outages had ended
 * and how long they had lasted. What is folded is read, the rest counted from the records. Of the days before a camera was entered there is nothing.
 */
export function camerasHeld({ units, hamlets, days, at }: Asked): Prisma.Sql {
  const own = units === null ? Prisma.sql`true` : Prisma.sql`c.unit_id = any (${intList(units)})`;
  const there = Prisma.sql`coalesce(c.area_id = any (${intList(hamlets)}), false)`;
  const asked = Prisma.sql`${`{${days.join(",")}}`}::date[]`;
  return Prisma.sql`with cam as materialized (
    select c.id, c.code, c.name, c.unit_id, c.group_id, c.area_id, c.valid_from, c.valid_until,
      greatest(c.valid_from, city_day(c.added_at)) as counted_from, f.until, ${own} as is_own, ${there} as is_there
    from camera c left join camera_fold f on f.camera_id = c.id where ${own} or ${there}
  ), live as materialized (
    select * from camera_days_since((select array_agg(id) from cam where until is null or until < ${days.at(-1) ?? ""}::date), ${at}::timestamptz,
      ${days.at(-1) ?? ""}::date) where "on" = any (${asked})
  ), held as not materialized (
    select r.*, cam.is_own, cam.is_there, cam.area_id,
      (r."on" between cam.valid_from and coalesce(cam.valid_until, r."on")) as is_in_service
    from (
      select *, true as is_folded from camera_day where "on" = any (${asked})
      union all select *, false from live
    ) r join cam on cam.id = r.camera_id
    -- What is read is what is folded; what is counted is what is not.
    where (cam.until is not null and r."on" <= cam.until) = r.is_folded
  )`;
}

/** The first day any camera was counted on; null before there is one. */
export const firstCounted = Prisma.sql`(select min(greatest(valid_from, city_day(added_at))) from camera)`;

/** When a camera was last looked at. */
export const lastLook = Prisma.sql`(select max(checked_at) from camera_health)`;

/** Outages (`o`) with their camera (`c`), and how long each lasted without the time somebody worked on it (`lasted.ms`). */
export const lastedOutages = Prisma.sql`camera_outage o
  join camera c on c.id = o.camera_id
    and city_day(o.ended_at) between greatest(c.valid_from, city_day(c.added_at)) and coalesce(c.valid_until, 'infinity')
  cross join lateral (select range_agg(tstzrange(m.from_at, m.until_at)) as spans from camera_maintenance m where m.camera_id = c.id) m
  cross join lateral (select round(extract(epoch from o.ended_at - o.started_at) * 1000)::bigint - coalesce((
    select sum(round(extract(epoch from upper(r) - lower(r)) * 1000))::bigint
    from unnest(tstzmultirange(tstzrange(o.started_at, o.ended_at)) * m.spans) r), 0) as ms) lasted`;
/** Those of them that ended from the first to the last of these days, before an instant. */
export const isRestoredIn = ({ from, to }: { from: Day; to: Day }, at: string): Prisma.Sql =>
  Prisma.sql`o.ended_at >= city_midnight(${from}::date) and o.ended_at < least(city_midnight(${to}::date + 1), ${at}::timestamptz) and lasted.ms > 0`;
