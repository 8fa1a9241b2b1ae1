import { intList } from "@/lib/cells/queries";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, reachOf } from "@/lib/policy";
import { unitsBelow } from "@/lib/units/queries";
import { cityTimeZone } from "@/lib/words";
import { type RatingPage, type RatingQuery, type RatingRow, satisfiedFrom } from "../model";

const pageRows = 50;

/** What citizens said of the dossiers the actor reaches, by the day they said it. Throws `not-found` for a unit out of reach. */
export async function listOf(actor: Actor, { from, to, unitId, score, isCommented, before }: RatingQuery): Promise<RatingPage> {
  const reach = reachOf(actor, "ratings.view");
  const own =
    reach === "all"
      ? Prisma.empty
      : Prisma.sql`and (d.unit_id = any(${intList(reach)}) or d.receiving_unit_id = any(${intList(reach)}))`;
  const below = unitId === undefined ? null : await unitsBelow(unitId, to);
  if (below && !below.some((id) => reach === "all" || reach.includes(id))) throw new AppError("not-found", "not-found");
  const asked = below ? Prisma.sql`and r.unit_id = any(${intList(below)})` : Prisma.empty;
  const told = Prisma.sql`from dossier_rating r join dossier d on d.id = r.dossier_id
    where r.at >= (${from}::date::timestamp at time zone ${cityTimeZone})
      and r.at < ((${to}::date + 1)::timestamp at time zone ${cityTimeZone}) ${own} ${asked}`;
  const marked = score === undefined ? Prisma.empty : Prisma.sql`and r.score = ${score}`;
  const commented = isCommented ? Prisma.sql`and r.comment is not null` : Prisma.empty;
  // The page begins after the one it goes on from: its moment first, its dossier where two came at once.
  const older = before
    ? Prisma.sql`and (r.at, r.dossier_id) < (select l.at, l.dossier_id from dossier_rating l where l.dossier_id = ${before})`
    : Prisma.empty;
  const [[sums], rows] = await Promise.all([
    db.$queryRaw<RatingPage["sums"][]>`
      select count(*)::int as rated, coalesce(sum(r.score), 0)::int as "scoreSum",
        (count(*) filter (where r.score >= ${satisfiedFrom}))::int as satisfied,
        (count(r.comment))::int as commented,
        array[${Prisma.join([1, 2, 3, 4, 5].map((n) => Prisma.sql`count(*) filter (where r.score = ${n})`))}]::int[] as "byScore",
        coalesce(sum(r.attitude), 0)::int as "attitudeSum", count(r.attitude)::int as "attitudeCount",
        coalesce(sum(r.explanation), 0)::int as "explanationSum", count(r.explanation)::int as "explanationCount" ${told}`,
    db.$queryRaw<(Omit<RatingRow, "at"> & { at: Date })[]>`
      select r.dossier_id as "dossierId", d.code, p.name as "procedureName", u.short_name as "unitName", r.score, r.attitude, r.explanation,
        r.comment, r.at
      from (select r.*, d.procedure_id ${told} ${marked} ${commented} ${older} order by r.at desc, r.dossier_id desc limit ${pageRows + 1}) r
        join dossier d on d.id = r.dossier_id join procedure p on p.id = r.procedure_id join unit u on u.id = r.unit_id
      order by r.at desc, r.dossier_id desc`,
  ]);
  if (!sums) throw new Error("a sum of nothing is a row too");
  const shown = rows.slice(0, pageRows);
  return {
    sums,
    rows: shown.map((row) => ({ ...row, at: row.at.toISOString() })),
    next: rows.length > pageRows ? (shown.at(-1)?.dossierId ?? null) : null,
  };
}
