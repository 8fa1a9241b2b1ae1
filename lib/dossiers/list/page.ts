import { db, Prisma } from "@/lib/db/client";
import type { DossierFilter } from "../model";
import { fromCursor } from "./cursor";
import { type LineRow, lineColumns, listedAt } from "./row";
import { isNameSearch, type Ways } from "./where";

/** Beyond this many rows a list does not count to the end. */
export const countedUpTo = 10_000;

/** The lines of a page with one more where more follow, and how many there are in all, counted up to one above `countedUpTo`. */
export async function findPage([first, ...others]: Ways, filter: DossierFilter): Promise<Found> {
  const find = isNameSearch(filter.text) ? findNamed : findLines;
  let found = await find(first, filter);
  for (const other of others) if (found.n === 0) found = await find(other, filter);
  return found;
}

/** Of the ways, the one `findPage` shows. */
export async function shownWay([first, ...others]: Ways): Promise<Prisma.Sql[]> {
  let way = first;
  for (const other of others)
    if (!(await db.$queryRaw<unknown[]>`select 1 from dossier d where ${Prisma.join(way, " and ")} limit 1`).length) way = other;
  return way;
}

type Found = { lines: LineRow[]; n: number };
const placeOf = ({ cursor }: DossierFilter, at?: Prisma.Sql) => (cursor === undefined ? Prisma.sql`true` : behind(cursor, at));

async function findLines(conditions: Prisma.Sql[], filter: DossierFilter): Promise<Found> {
  const [lines, counted] = await Promise.all([
    readLines([...conditions, placeOf(filter)], filter.take + 1),
    db.$queryRaw<
      { n: number }[]
    >`select count(*)::int as n from (select from dossier d where ${Prisma.join(conditions, " and ")} limit ${countedUpTo + 1}) counted`,
  ]);
  return { lines, n: counted[0]?.n ?? 0 };
}

/** By name, finding is what takes the time: it is done once for the page and its count. Names few enough to be counted are few to sort. */
async function findNamed(conditions: Prisma.Sql[], filter: DossierFilter): Promise<Found> {
  const [found] = await db.$queryRaw<{ n: number; ids: number[] }[]>`
    with named as materialized (select d.id, ${listedAt} as listed_at from dossier d where ${Prisma.join(conditions, " and ")} limit ${countedUpTo + 1})
    select (select count(*)::int from named) as n, array(
      select d.id from named d where ${placeOf(filter, Prisma.sql`d.listed_at`)} order by d.listed_at desc, d.id desc limit ${filter.take + 1}) as ids`;
  const { n, ids } = found ?? { n: 0, ids: [] };
  const lines = await (n > countedUpTo
    ? readLines([...conditions, placeOf(filter)], filter.take + 1)
    : readLines([Prisma.sql`d.id = any (${ids}::int[])`], filter.take + 1));
  return { lines, n };
}

/** So many lines of the list, in its order. */
export function readLines(conditions: Prisma.Sql[], limit: number): Promise<LineRow[]> {
  return db.$queryRaw<LineRow[]>`select ${lineColumns}
    from dossier d join procedure p on p.id = d.procedure_id join unit u on u.id = d.unit_id
    where ${Prisma.join(conditions, " and ")} order by ${listedAt} desc, d.id desc limit ${limit}`;
}

/** What comes behind a place in the order. */
export function behind(cursor: string, at: Prisma.Sql = listedAt): Prisma.Sql {
  const place = fromCursor(cursor);
  return Prisma.sql`(${at}, d.id) < (${place.listedAt}::timestamptz, ${place.id})`;
}
