import type { CalendarChange } from "@/lib/calendar/model";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { iso } from "../list/row";
import type { CalendarPreview, RedatingView } from "../model";
import { previewChange } from "./preview";

/** What a change of the calendar would do to the open dossiers; for whoever keeps the calendar. Refuses what the change itself would. */
export async function previewCalendarChange(
  actor: Actor,
  change: CalendarChange,
  now: Date,
  tx: Tx = db,
): Promise<CalendarPreview> {
  if (!can(actor, "calendar.manage", "city")) throw new AppError("not-found", "not-found");
  return previewChange(tx, change, now);
}

/** The latest changes of the calendar that moved dossiers, newest first, and how far they are. */
export async function listRedatings(actor: Actor): Promise<RedatingView[]> {
  if (!can(actor, "calendar.manage", "city")) throw new AppError("not-found", "not-found");
  const rows = await db.redating.findMany({ orderBy: { id: "desc" }, take: 10 });
  return rows.map((r) => ({
    id: r.id,
    note: r.note,
    status: r.status,
    expected: r.expected,
    seen: Math.min(r.seen, r.expected),
    moved: r.moved,
    uncounted: r.uncounted,
    byName: r.byName,
    at: r.at.toISOString(),
    doneAt: iso(r.doneAt),
  }));
}
