import type { CalendarChange } from "@/lib/calendar/model";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import type { Locale } from "@/lib/words";
import { iso } from "../list/row";
import type { CalendarPreview, RedatedPage, RedatingView } from "../model";
import { fileOfMoved, type MovedFile } from "./file";
import { previewChange, rowsBehind, touchedAsPreviewed } from "./preview";

/** What a change of the calendar would do to the open dossiers; for whoever keeps the calendar. Refuses what the change itself would. */
export async function previewCalendarChange(
  actor: Actor,
  change: CalendarChange,
  now: Date,
  tx: Tx = db,
): Promise<CalendarPreview> {
  refuseOthers(actor);
  return previewChange(tx, change, now);
}
function refuseOthers(actor: Actor): void {
  if (!can(actor, "calendar.manage", "city")) throw new AppError("not-found", "not-found");
}

/** The next dossiers of a preview behind those it has shown. Refuses `calendar-changed` where the calendar is another by now. */
export async function previewedRows(
  actor: Actor,
  { change, version, cursor }: { change: CalendarChange; version: string; cursor: string },
  now: Date,
): Promise<RedatedPage> {
  refuseOthers(actor);
  return rowsBehind(db, await touchedAsPreviewed(db, change, version), now, cursor);
}

/** Every dossier of a preview as a file. Refuses like `previewedRows`, before the first byte. */
export async function previewedFile(
  actor: Actor,
  { change, version, format }: { change: CalendarChange; version: string; format: "csv" | "xlsx" },
  { locale, now }: { locale: Locale; now: Date },
): Promise<MovedFile> {
  refuseOthers(actor);
  return fileOfMoved(change, { version, format, locale, now });
}

/** The latest changes of the calendar that moved dossiers, newest first, and how far they are. */
export async function listRedatings(actor: Actor): Promise<RedatingView[]> {
  refuseOthers(actor);
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
