import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Due } from "../clock/due";
import { type CalendarTurn, type OpenClock, type Redated, redate } from "../clock/redate";
import { cutoffPolicies, limitUnits, supplementPolicies } from "../model";

/** What a change can touch: the days from the first that changes to the last, and some units or, null, all of them. */
export type Touched = { turnIn: (unitId: number) => CalendarTurn; unitIds: number[] | null; from: Day; until: Day };
export type MovedDossier = {
  id: number;
  version: number;
  code: string | null;
  unitId: number;
  /** The stop the due day waits in, for one whose clock stands. */
  stopId: number | null;
  was: Pick<OpenClock, "due" | "extended">;
  is: Redated;
};
/** `last` is the last that was read, null when there is nothing behind it. */
export type Scan = { moved: MovedDossier[]; uncounted: number; seen: number; last: Place | null };
/** Where a dossier stands in either order; without a day it stands in none by due day. */
export type Place = { dueAt: Date | null; id: number };
/** An order to read the open dossiers in, from a place on, so many at a time. */
type Walk = { behind: Prisma.Sql; order: Prisma.Sql; batch: number };

const dueAt = Prisma.sql`coalesce(d.due_at, s.due_at_before)`;
/** By id: every dossier keeps its place, whatever is written meanwhile. */
export const byId = (behind: number): Walk => ({ behind: Prisma.sql`d.id > ${behind}`, order: Prisma.sql`d.id`, batch: 5_000 });
/** What falls due first, or will when its clock goes on, comes first. */
export const byDue = (place: Place | null): Walk => ({
  behind: place ? Prisma.sql`(${dueAt}, d.id) > (${place.dueAt}::timestamptz, ${place.id})` : Prisma.sql`${dueAt} is not null`,
  order: Prisma.sql`${dueAt}, d.id`,
  batch: 1_000,
});

const At = z.coerce.date();
const Stop = z.object({
  id: z.int(),
  policy: z.enum(supplementPolicies),
  stoppedAt: At,
  resumedAt: At.nullable(),
  dueAt: At.nullable(),
});
const Row = z.object({
  id: z.int(),
  version: z.int(),
  code: z.string().nullable(),
  unitId: z.int(),
  value: z.int().nullable(),
  unit: z.enum(limitUnits).nullable(),
  cutoff: z.enum(cutoffPolicies),
  acceptedAt: At,
  dueAt: At.nullable(),
  extendedAt: At.nullable(),
  promisedOn: Day.nullable(),
  stops: z.array(Stop).nullable(),
});

/** How many open dossiers a change could touch at all. */
export async function countTouched(tx: Tx, { unitIds, from, until }: Touched): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from dossier d left join dossier_clock_stop s on s.dossier_id = d.id and s.resumed_on is null
    where d.ended_on is null and d.accepted_on <= ${until}::date
      and (${unitIds}::int[] is null or d.unit_id = any (${unitIds}::int[]))
      and greatest(coalesce(d.due_on, s.due_on_before), d.extended_due_on) >= ${from}::date`;
  return row?.n ?? 0;
}

/** One batch of the open dossiers on a walk, and which of them move. `redatingId` leaves out those it has moved already. */
export async function scanOpen(
  tx: Tx,
  { turnIn, unitIds, from, until }: Touched,
  now: Date,
  { behind, order, batch }: Walk,
  redatingId: number | null,
): Promise<Scan> {
  const raw = await tx.$queryRaw<unknown[]>`
    select d.id, d.version, d.code, d.unit_id as "unitId", d.limit_value as value, d.limit_unit::text as unit,
      d.cutoff_policy::text as cutoff, d.accepted_at as "acceptedAt", d.due_at as "dueAt", d.extended_due_at as "extendedAt",
      (select (e.due_at_after at time zone 'Asia/Ho_Chi_Minh')::date::text from dossier_event e
        where e.dossier_id = d.id and e.redating_id is null and e.kind <> 'extend' and e.due_at_after is not null
        order by e.version desc limit 1) as "promisedOn",
      (select jsonb_agg(jsonb_build_object('id', w.id, 'policy', w.policy, 'stoppedAt', w.stopped_at, 'resumedAt', w.resumed_at,
        'dueAt', w.due_at_before) order by w.stopped_at, w.id) from dossier_clock_stop w where w.dossier_id = d.id) as stops
    from dossier d
      left join dossier_clock_stop s on s.dossier_id = d.id and s.resumed_on is null
    where ${behind} and d.ended_on is null and d.accepted_on <= ${until}::date
      and (${unitIds}::int[] is null or d.unit_id = any (${unitIds}::int[]))
      and greatest(coalesce(d.due_on, s.due_on_before), d.extended_due_on) >= ${from}::date
      and not exists (select from dossier_event e where e.redating_id = ${redatingId} and e.dossier_id = d.id)
    order by ${order} limit ${batch}`;
  const rows = z.array(Row).parse(raw);
  const scan: Scan = { moved: [], uncounted: 0, seen: rows.length, last: null };
  const end = rows.at(-1);
  if (end && rows.length === batch) scan.last = { dueAt: standingDue(end), id: end.id };
  for (const row of rows) {
    const open = row.stops?.find((s) => s.resumedAt === null);
    const dueAt = standingDue(row);
    // Counted anew when the papers come: nothing to keep right meanwhile.
    const isCountedAnew = open?.policy === "RESTART" && row.unit !== null && row.unit !== "TEXT";
    if (!dueAt || isCountedAnew) continue;
    const was = { due: dueOf(dueAt), extended: row.extendedAt && dueOf(row.extendedAt) };
    try {
      const is = redate(
        {
          ...was,
          acceptedAt: row.acceptedAt,
          limit: row.unit && { value: row.value, unit: row.unit },
          cutoff: row.cutoff,
          stops: (row.stops ?? []).filter((s) => s !== open),
          promisedOn: row.promisedOn,
          on: cityDay(open?.stoppedAt ?? now),
        },
        turnIn(row.unitId),
      );
      const { id, version, code, unitId } = row;
      if (is) scan.moved.push({ id, version, code, unitId, stopId: open?.id ?? null, was, is });
    } catch (error) {
      if (!(error instanceof AppError && error.kind === "refused")) throw error;
      scan.uncounted++;
    }
  }
  return scan;
}

/** From which day to which a moved dossier is told to go: where only the appointment of an apology moved, that one. */
export function toldOf({ was, is }: Pick<MovedDossier, "was" | "is">): { from: Due; to: Due } {
  const hasMoved = is.due.dueAt.getTime() !== was.due.dueAt.getTime();
  return hasMoved ? { from: was.due, to: is.due } : { from: was.extended ?? was.due, to: is.extended ?? is.due };
}

/** The due day, for a clock that stands the one it will run to. */
function standingDue({ stops, dueAt }: z.output<typeof Row>): Date | null {
  const open = stops?.find((s) => s.resumedAt === null);
  return open ? open.dueAt : dueAt;
}
const dueOf = (dueAt: Date) => ({ dueAt, dueOn: cityDay(dueAt) });
