import { Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";

/** The last line of a page: the day it is ordered by, null where it has none, and its id. */
export type WorkPlace = { on: string | null; id: number };

/** A place in a work list as an opaque word; it tells nothing that the line did not. */
export function toWorkCursor({ on, id }: WorkPlace): string {
  return Buffer.from(`${on ?? ""}.${id}`).toString("base64url");
}

/** Throws `cursor-unreadable` for what `toWorkCursor` did not make. */
export function fromWorkCursor(cursor: string): WorkPlace {
  const [, on, id] = /^(\d{4}-\d{2}-\d{2})?\.(\d{1,10})$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  const isDay = on === undefined || !Number.isNaN(Date.parse(on));
  if (id === undefined || Number(id) > 2 ** 31 - 1 || !isDay) throw new AppError("invalid", "cursor-unreadable");
  return { on: on ?? null, id: Number(id) };
}

/** The orders of work: by the due day, the earliest first; results by the day they were ready, the latest first; questions (`q`) by the day of the
 * answer; else as they came. */
export type WorkOrder = "due" | "undated" | "ended" | "asked";
export const orderBy: Record<WorkOrder, Prisma.Sql> = {
  due: Prisma.sql`d.due_on, d.id`,
  undated: Prisma.sql`d.id`,
  ended: Prisma.sql`d.ended_on desc, d.id desc`,
  asked: Prisma.sql`q.due_on, d.id`,
};

/** What comes behind a place in an order, and belongs to it. */
export function behindPlace(order: WorkOrder, place: WorkPlace | null): Prisma.Sql {
  const { on, id } = place ?? { on: null, id: 0 };
  switch (order) {
    case "due":
      return on === null ? Prisma.sql`d.due_on is not null` : Prisma.sql`(d.due_on, d.id) > (${on}::date, ${id})`;
    case "undated":
      return Prisma.sql`d.due_on is null and d.id > ${id}`;
    case "asked":
      return on === null ? Prisma.sql`true` : Prisma.sql`(q.due_on, d.id) > (${on}::date, ${id})`;
    case "ended":
      return on === null ? Prisma.sql`true` : Prisma.sql`(d.ended_on, d.id) < (${on}::date, ${id})`;
  }
}
