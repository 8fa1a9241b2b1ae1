import type { Day } from "@/lib/calendar/model";
import { readDay } from "@/lib/calendar/rules";
import { Prisma } from "@/lib/db/client";
import type { ExportFilter } from "../model";
import { fromWorkCursor, toWorkCursor } from "../work/place";
import { fromCursor, toCursor } from "./cursor";
import { type LineRow, listedAt } from "./row";
import { isByDue } from "./sets";

/**
 * The orders of a list: what came last first; or, where the set is of what runs to a day, the earliest due day first. Of a past day
 * ("due-then") some have no due day by now, and stand last.
 */
export type ListOrder = "listed" | "due" | "due-then";
export function orderOf({ set, asOf }: ExportFilter, today: Day): ListOrder {
  if (set === undefined || !isByDue(set)) return "listed";
  return asOf === undefined || asOf >= today ? "due" : "due-then";
}

// Without a coalesce in the present: the index of open work is in this order.
const places: Record<ListOrder, Prisma.Sql> = {
  listed: listedAt,
  due: Prisma.sql`d.due_on`,
  "due-then": Prisma.sql`coalesce(d.due_on, 'infinity')`,
};
export const placeOf = (order: ListOrder): Prisma.Sql => places[order];
export const orderBy = (order: ListOrder, place = places[order]): Prisma.Sql =>
  order === "listed" ? Prisma.sql`${place} desc, d.id desc` : Prisma.sql`${place}, d.id`;

/** Where a page ended, as an opaque word. */
export function cursorOf(order: ListOrder, { listedAt: at, dueOn, id }: Pick<LineRow, "listedAt" | "dueOn" | "id">): string {
  return order === "listed" ? toCursor({ listedAt: at, id }) : toWorkCursor({ on: dueOn && readDay(dueOn), id });
}
/** What comes behind it. Throws `cursor-unreadable` for what is no place in this order. */
export function behind(order: ListOrder, cursor: string, place = places[order]): Prisma.Sql {
  if (order === "listed") {
    const { listedAt: at, id } = fromCursor(cursor);
    return Prisma.sql`(${place}, d.id) < (${at}::timestamptz, ${id})`;
  }
  const { on, id } = fromWorkCursor(cursor);
  return Prisma.sql`(${place}, d.id) > (${on ?? "infinity"}::date, ${id})`;
}
