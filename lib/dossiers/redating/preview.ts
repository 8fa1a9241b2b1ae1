import type { CalendarChange } from "@/lib/calendar/model";
import { calendarVersion } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { byVietnamese } from "@/lib/words";
import { fromCursor, toCursor } from "../list/cursor";
import type { CalendarPreview, RedatedPage, RedatedRow } from "./model";
import { byDue, type MovedDossier, type Place, type Scan, scanOpen, type Touched, toldOf } from "./open-clocks";
import { beforeOf, refuseIdle, turnOf } from "./turn";

const pageRows = 100;

/** What a change could touch, before it is made. Refuses what the change itself would. */
async function touchedBy(tx: Tx, change: CalendarChange): Promise<Touched> {
  const before = await beforeOf(tx, change);
  await refuseIdle(tx, change, before);
  return turnOf(tx, change, before, false);
}
/** Refuses a preview that was made of another calendar (`calendar-changed`). */
export async function touchedAsPreviewed(tx: Tx, change: CalendarChange, version: string): Promise<Touched> {
  if ((await calendarVersion(tx)) !== version) throw new AppError("conflict", "calendar-changed");
  return touchedBy(tx, change);
}

/** Every open dossier the change could touch, behind a place, in the order they fall due. */
export async function* scansByDue(tx: Tx, touched: Touched, now: Date, from: Place | null): AsyncGenerator<Scan> {
  for (let place = from, isFirst = true; isFirst || place !== null; isFirst = false) {
    const scan: Scan = await scanOpen(tx, touched, now, byDue(place), null);
    yield scan;
    place = scan.last;
  }
}

export async function unitNames(tx: Tx): Promise<ReadonlyMap<number, string>> {
  const units = await tx.$queryRaw<{ id: number; name: string }[]>`select id, short_name as name from unit`;
  return new Map(units.map((u) => [u.id, u.name]));
}

/** Reads every open dossier the change could touch and tells what would become of it: how many, and the first of them. Writes nothing. */
export async function previewChange(tx: Tx, change: CalendarChange, now: Date): Promise<CalendarPreview> {
  const version = await calendarVersion(tx);
  const touched = await touchedBy(tx, change);
  const names = await unitNames(tx);
  const today = cityDay(now);
  const sums = { moved: 0, later: 0, earlier: 0, otherHour: 0, noLongerOverdue: 0, uncounted: 0 };
  const counts = new Map<number, number>();
  const first: MovedDossier[] = [];
  for await (const { moved, uncounted } of scansByDue(tx, touched, now, null)) {
    sums.moved += moved.length;
    sums.uncounted += uncounted;
    first.push(...moved.slice(0, pageRows + 1 - first.length));
    for (const dossier of moved) {
      counts.set(dossier.unitId, (counts.get(dossier.unitId) ?? 0) + 1);
      sums[wayOf(dossier)] += 1;
      if (dossier.stopId === null && dossier.was.due.dueOn < today && dossier.is.due.dueOn >= today) sums.noLongerOverdue += 1;
    }
  }
  return {
    version,
    ...sums,
    units: [...counts]
      .map(([unitId, count]) => ({ unitId, unitName: names.get(unitId) ?? "", count }))
      .sort((a, b) => b.count - a.count || byVietnamese(a.unitName, b.unitName)),
    ...pageOf(first, names),
  };
}

/** The next of those that move, behind a place of the preview. */
export async function rowsBehind(tx: Tx, touched: Touched, now: Date, cursor: string): Promise<RedatedPage> {
  const { listedAt: dueAt, id } = fromCursor(cursor);
  const found: MovedDossier[] = [];
  for await (const { moved } of scansByDue(tx, touched, now, { dueAt, id })) {
    found.push(...moved.slice(0, pageRows + 1 - found.length));
    if (found.length > pageRows) break;
  }
  return pageOf(found, await unitNames(tx));
}

/** How a dossier moves, as it is told. */
export function wayOf(dossier: MovedDossier): "later" | "earlier" | "otherHour" {
  const { from, to } = toldOf(dossier);
  return to.dueOn === from.dueOn ? "otherHour" : to.dueOn > from.dueOn ? "later" : "earlier";
}

function pageOf(found: readonly MovedDossier[], names: ReadonlyMap<number, string>): RedatedPage {
  const shown = found.slice(0, pageRows);
  const last = shown.at(-1);
  return {
    rows: shown.map((dossier) => rowOf(dossier, names)),
    nextCursor: found.length > pageRows && last ? toCursor({ listedAt: last.was.due.dueAt, id: last.id }) : null,
  };
}
function rowOf(dossier: MovedDossier, names: ReadonlyMap<number, string>): RedatedRow {
  const { id, code, unitId, stopId } = dossier;
  const { from, to } = toldOf(dossier);
  return {
    ...{ id, code, unitName: names.get(unitId) ?? "", isPaused: stopId !== null },
    ...{ dueOn: from.dueOn, dueAt: from.dueAt.toISOString() },
    ...{ newDueOn: to.dueOn, newDueAt: to.dueAt.toISOString() },
  };
}
