import type * as z from "zod";
import type { CalendarChange } from "@/lib/calendar/model";
import { calendarVersion } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { byVietnamese } from "@/lib/words";
import type { CalendarPreview } from "./model";
import { type MovedDossier, scanOpen, toldOf } from "./open-clocks";
import { beforeOf, refuseIdle, turnOf } from "./turn";

const shown = 100;

/** Reads every open dossier the change could touch and tells what would become of it. Writes nothing. */
export async function previewChange(tx: Tx, change: CalendarChange, now: Date): Promise<z.output<typeof CalendarPreview>> {
  const version = await calendarVersion(tx);
  const before = await beforeOf(tx, change);
  await refuseIdle(tx, change, before);
  const touched = await turnOf(tx, change, before, false);
  const moved: MovedDossier[] = [];
  let uncounted = 0;
  for (let behind: number | null = 0; behind !== null; ) {
    const scan = await scanOpen(tx, touched, now, behind, null);
    moved.push(...scan.moved);
    uncounted += scan.uncounted;
    behind = scan.last;
  }
  const units = await tx.$queryRaw<{ id: number; name: string }[]>`select id, short_name as name from unit`;
  const nameOf = new Map(units.map((u) => [u.id, u.name]));
  const counts = new Map<number, number>();
  for (const { unitId } of moved) counts.set(unitId, (counts.get(unitId) ?? 0) + 1);
  const today = cityDay(now);
  const count = (isOne: (d: MovedDossier) => boolean) => moved.filter(isOne).length;
  return {
    version,
    moved: moved.length,
    later: count((d) => toldOf(d).to.dueOn > toldOf(d).from.dueOn),
    earlier: count((d) => toldOf(d).to.dueOn < toldOf(d).from.dueOn),
    otherHour: count((d) => toldOf(d).to.dueOn === toldOf(d).from.dueOn),
    noLongerOverdue: count((d) => d.stopId === null && d.was.due.dueOn < today && d.is.due.dueOn >= today),
    uncounted,
    units: [...counts]
      .map(([unitId, n]) => ({ unitId, unitName: nameOf.get(unitId) ?? "", count: n }))
      .sort((a, b) => b.count - a.count || byVietnamese(a.unitName, b.unitName)),
    rows: moved
      .sort((a, b) => (a.was.due.dueOn === b.was.due.dueOn ? a.id - b.id : a.was.due.dueOn < b.was.due.dueOn ? -1 : 1))
      .slice(0, shown)
      .map((d) => {
        const { from, to } = toldOf(d);
        return {
          id: d.id,
          code: d.code,
          unitName: nameOf.get(d.unitId) ?? "",
          dueOn: from.dueOn,
          dueAt: from.dueAt.toISOString(),
          newDueOn: to.dueOn,
          newDueAt: to.dueAt.toISOString(),
          isPaused: d.stopId !== null,
        };
      }),
  };
}
