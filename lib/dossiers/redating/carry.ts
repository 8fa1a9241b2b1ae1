import * as z from "zod";
import { clearCalendarDay, endUnitHours, setCalendarDay, setOfficeHours } from "@/lib/calendar/commands";
import { CalendarChange } from "@/lib/calendar/model";
import { calendarVersion } from "@/lib/calendar/queries";
import { command, type Work } from "@/lib/command";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { CalendarChangeInput } from "./model";
import { byId, countTouched, scanOpen } from "./open-clocks";
import { Before, beforeOf, noteOf, refuseIdle, turnOf } from "./turn";
import { writeMoved } from "./write";

/**
 * Changes the calendar and notes that the open dossiers follow it; the job "redate-dossiers" moves them, and until it has ended no
 * other change is taken (`calendar-redating`). Refuses when the calendar is not the one the preview was made of (`calendar-changed`),
 * and whatever the calendar's own commands refuse.
 */
export const changeCalendar = command(CalendarChangeInput, async (work, { change, version }) => {
  work.require("calendar.manage", "city");
  const { tx, now, actor } = work;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('calendar'))`;
  if ((await calendarVersion(tx)) !== version) throw new AppError("conflict", "calendar-changed");
  if ((await tx.redating.count({ where: { status: "RUNNING" } })) > 0) throw new AppError("conflict", "calendar-redating");
  const before = await beforeOf(tx, change);
  await refuseIdle(tx, change, before);
  const expected = await countTouched(tx, await turnOf(tx, change, before, false));
  await enter(work, change);
  const { id } = await tx.redating.create({
    data: {
      change,
      before,
      note: await noteOf(tx, change),
      status: "RUNNING",
      expected,
      byId: actor.id,
      byName: actor.name,
      at: now,
    },
  });
  await work.enqueue("redate-dossiers", { redatingId: id }, "redate-dossiers");
  work.record("calendar.change", { type: "redating", id }, { act: change.act, source: change.source, expected });
  work.announce("city");
  return { id };
});

async function enter(work: Work, change: CalendarChange): Promise<void> {
  if (change.act === "set-hours") {
    const { act: _, ...hours } = change;
    await setOfficeHours(work, hours, work.tx);
  } else if (change.act === "end-hours") {
    const { act: _, ...ending } = change;
    await endUnitHours(work, ending, work.tx);
  } else if (change.act === "clear-day") {
    await clearCalendarDay(work, { on: change.on, source: change.source }, work.tx);
  } else {
    const { status, name, source } = change;
    for (const day of change.days) await setCalendarDay(work, { ...day, status, name, source }, work.tx);
  }
}

/** Who decided the change, with the one right its work needs: it was checked when the change was made. */
export function deciderOf({ byId, byName }: { byId: string; byName: string }): Actor {
  return {
    id: byId,
    kind: "system",
    userId: null,
    name: byName,
    roles: [],
    grants: [{ permission: "calendar.manage", units: "all" }],
  };
}

/** Moves the next batch of open dossiers behind an id with a change that was made. `raced` were changed meanwhile and wait for another pass. */
export const redateBatch = command(
  z.strictObject({ redatingId: z.int(), behind: z.int() }),
  async (work, { redatingId, behind }) => {
    work.require("calendar.manage", "city");
    const { tx, now } = work;
    const redating = await tx.redating.findUniqueOrThrow({ where: { id: redatingId } });
    const change = CalendarChange.parse(redating.change);
    const touched = await turnOf(tx, change, Before.parse(redating.before), true);
    const scan = await scanOpen(tx, touched, redating.at, byId(behind), redatingId);
    const moved = await writeMoved(tx, scan.moved, redating, now, (unitId) => touched.turnIn(unitId).after);
    const isFirst = behind === 0;
    await tx.redating.update({
      where: { id: redatingId },
      data: {
        seen: { increment: scan.seen },
        moved: { increment: moved },
        uncounted: isFirst ? scan.uncounted : { increment: scan.uncounted },
      },
    });
    work.record("calendar.redate", { type: "redating", id: redatingId }, { moved, behind });
    if (moved > 0) work.announce("dossiers");
    work.announce("city");
    return { last: scan.last?.id ?? null, raced: scan.moved.length - moved };
  },
  { timeoutMs: 60_000 },
);

export const endRedating = command(z.strictObject({ redatingId: z.int() }), async (work, { redatingId }) => {
  work.require("calendar.manage", "city");
  const { moved, uncounted } = await work.tx.redating.update({
    where: { id: redatingId },
    data: { status: "DONE", doneAt: work.now },
  });
  work.record("calendar.redated", { type: "redating", id: redatingId }, { moved, uncounted });
  work.announce("city");
});

/**
 * Has everything ended that may still count with the old calendar: transactions that began before `horizon`, and imports
 * started before the change, which carry the calendar they began with?
 */
export async function isOldCalendarGone(horizon: string, changedAt: Date): Promise<boolean> {
  const [row] = await db.$queryRaw<{ gone: boolean }[]>`
    select pg_snapshot_xmin(pg_current_snapshot()) >= ${horizon}::xid8
      and not exists (select from import_batch where status = 'RUNNING' and started_at <= ${changedAt}) as gone`;
  return row?.gone ?? false;
}

/** The first transaction number nobody has used yet. */
export async function nextTransaction(): Promise<string> {
  const [row] = await db.$queryRaw<{ next: string }[]>`select pg_snapshot_xmax(pg_current_snapshot())::text as next`;
  return row?.next ?? "0";
}
