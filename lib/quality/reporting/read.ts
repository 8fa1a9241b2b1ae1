import { db } from "@/lib/db/client";
import type { Reported } from "../model";

/** What was reported for a month, by unit and measure, with whoever entered it. */
export async function readReported(month: string): Promise<Reported[]> {
  const rows = await db.$queryRaw<(Omit<Reported, "recordedAt"> & { recordedAt: Date })[]>`
    select r.unit_id as "unitId", r.measure, r.top, r.bottom, r.source, r.recorded_at as "recordedAt",
      coalesce(u.name, r.recorded_by) as "recordedBy"
    from quality_reported r left join app_user u on r.recorded_by = 'user:' || u.id
    where r.month = ${`${month}-01`}::date order by r.unit_id, r.measure`;
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
}
