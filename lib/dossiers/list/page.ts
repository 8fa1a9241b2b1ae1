import type { Day } from "@/lib/calendar/model";
import { db, Prisma } from "@/lib/db/client";
import type { DossierFilter } from "../model";
import { latenessColumn } from "./late-column";
import { behind, type ListOrder, orderBy, placeOf } from "./order";
import { type ListedRow, lineColumns } from "./row";
import { isNameSearch, type Ways } from "./where";

/** Beyond this many rows a list does not count to the end. */
export const countedUpTo = 10_000;

/** The lines of a page with one more where more follow, and how many there are in all, counted up to one above `countedUpTo`. */
export async function findPage([first, ...others]: Ways, filter: DossierFilter, order: ListOrder, today: Day): Promise<Found> {
  const find = isNameSearch(filter.text) ? findNamed : findLines;
  let found = await find(first, filter, order, today);
  for (const other of others) if (found.n === 0) found = await find(other, filter, order, today);
  return found;
}

/** Of the ways, the one `findPage` shows. */
export async function shownWay([first, ...others]: Ways): Promise<Prisma.Sql[]> {
  let way = first;
  for (const other of others)
    if (!(await db.$queryRaw<unknown[]>`select 1 from dossier d where ${Prisma.join(way, " and ")} limit 1`).length) way = other;
  return way;
}

type Found = { lines: ListedRow[]; n: number };
const from = ({ cursor }: DossierFilter, order: ListOrder, place?: Prisma.Sql) =>
  cursor === undefined ? Prisma.sql`true` : behind(order, cursor, place);

async function findLines(conditions: Prisma.Sql[], filter: DossierFilter, order: ListOrder, today: Day): Promise<Found> {
  const [lines, counted] = await Promise.all([
    readLines([...conditions, from(filter, order)], order, filter.take + 1, today),
    db.$queryRaw<
      { n: number }[]
    >`select count(*)::int as n from (select from dossier d where ${Prisma.join(conditions, " and ")} limit ${countedUpTo + 1}) counted`,
  ]);
  return { lines, n: counted[0]?.n ?? 0 };
}

/** By name, finding is what takes the time: it is done once for the page and its count. Names few enough to be counted are few to sort. */
async function findNamed(conditions: Prisma.Sql[], filter: DossierFilter, order: ListOrder, today: Day): Promise<Found> {
  const place = Prisma.sql`d.place`;
  const [found] = await db.$queryRaw<{ n: number; ids: number[] }[]>`
    with named as materialized (select d.id, ${placeOf(order)} as place from dossier d where ${Prisma.join(conditions, " and ")} limit ${countedUpTo + 1})
    select (select count(*)::int from named) as n, array(
      select d.id from named d where ${from(filter, order, place)} order by ${orderBy(order, place)} limit ${filter.take + 1}) as ids`;
  const { n, ids } = found ?? { n: 0, ids: [] };
  const lines = await (n > countedUpTo
    ? readLines([...conditions, from(filter, order)], order, filter.take + 1, today)
    : readLines([Prisma.sql`d.id = any (${ids}::int[])`], order, filter.take + 1, today));
  return { lines, n };
}

/** So many lines of the list, in its order. The page is found first; what a line tells beside that is read of its lines alone. */
export function readLines(conditions: Prisma.Sql[], order: ListOrder, limit: number, today: Day): Promise<ListedRow[]> {
  return db.$queryRaw<ListedRow[]>`
    with page as materialized (select d.id from dossier d where ${Prisma.join(conditions, " and ")} order by ${orderBy(order)} limit ${limit})
    select ${lineColumns}, a.name as "assigneeName", s.name as "stepName", ${latenessColumn(today)} as lateness
    from page join dossier d on d.id = page.id join procedure p on p.id = d.procedure_id join unit u on u.id = d.unit_id
      left join app_user a on a.id = d.assignee_id left join dossier_step s on s.dossier_id = d.id and s.position = d.step_position
    order by ${orderBy(order)}`;
}
