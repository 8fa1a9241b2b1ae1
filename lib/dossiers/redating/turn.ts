import { z } from "zod";
import { type CalendarChange, CalendarDayKind, Day, type DayKind } from "@/lib/calendar/model";
import { dayKinds, workingCalendar } from "@/lib/calendar/queries";
import { cityDay, isOrdered, weekdayOf, withDays } from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { formatDay } from "@/lib/words";
import type { Touched } from "./open-clocks";

const Minute = z.int();
/** What a change found: what its days were, or the hours that held. */
export const Before = z.object({
  days: z.array(z.object({ on: Day, kind: CalendarDayKind.nullable() })),
  hours: z.array(z.object({ opensMinute: Minute, closesMinute: Minute })),
});
export type Before = z.output<typeof Before>;

const daysOf = (change: CalendarChange): DayKind[] =>
  change.act === "set-days" ? change.days : change.act === "clear-day" ? [{ on: change.on, kind: null }] : [];

/** What the change is about to replace. */
export async function beforeOf(tx: Tx, change: CalendarChange): Promise<Before> {
  const days = await dayKinds(
    daysOf(change).map((d) => d.on),
    tx,
  );
  const hours = change.act === "set-hours" ? (await workingCalendar(tx, change.validFrom)).hours : [];
  return { days, hours: [...hours] };
}

/** Refuses what would change nothing: a day off on a weekend, a make-up day in the week, and what the calendar says already. */
export function refuseIdle(change: CalendarChange, before: Before): void {
  if (change.act === "set-days")
    for (const { on, kind } of change.days) {
      const isWeekend = weekdayOf(on) > 5;
      if (kind === "MAKE_UP" && !isWeekend) throw new AppError("refused", "calendar-day-already-worked");
      if (kind !== "MAKE_UP" && isWeekend) throw new AppError("refused", "calendar-day-already-off");
    }
  if (change.act === "clear-day" && before.days[0]?.kind === null) throw new AppError("refused", "calendar-unchanged");
  if (change.act === "set-hours" && !isOrdered(ordered(change.stretches))) throw new AppError("refused", "office-hours-overlap");
}

/** The calendar before and after a change, and the days it can touch. `isMade`: the calendar read now has the change in it. */
export async function turnOf(tx: Tx, change: CalendarChange, before: Before, now: Date, isMade: boolean): Promise<Touched> {
  if (change.act === "set-hours") {
    const calendar = await workingCalendar(tx, change.validFrom);
    return {
      turn: {
        before: { ...calendar, hours: before.hours },
        after: { ...calendar, hours: ordered(change.stretches) },
        hoursFrom: change.validFrom,
      },
      from: change.validFrom,
      until: "9999-12-31",
    };
  }
  const standing = await workingCalendar(tx, cityDay(now));
  const [was, is] = isMade ? [withDays(standing, before.days), standing] : [standing, withDays(standing, daysOf(change))];
  const days = daysOf(change)
    .map((d) => d.on)
    .sort();
  return {
    turn: { before: was, after: is, hoursFrom: null },
    from: days[0] ?? "",
    // Counted from the day of acceptance: what was accepted later never saw the change.
    until: days.at(-1) ?? "",
  };
}

/** What the change says on the record of every dossier it moves, as the city's officials write it. */
export function noteOf(change: CalendarChange): string {
  const basis = `Căn cứ: ${change.source}`;
  if (change.act === "set-hours") return `Giờ làm việc áp dụng từ ${formatDay(change.validFrom)}. ${basis}`;
  if (change.act === "clear-day") return `Ngày ${formatDay(change.on)} trở lại như tuần thường. ${basis}`;
  const list = (days: readonly DayKind[]) => days.map((d) => formatDay(d.on)).join(", ");
  const off = change.days.filter((d) => d.kind !== "MAKE_UP");
  const worked = change.days.filter((d) => d.kind === "MAKE_UP");
  const told = [off.length > 0 ? `nghỉ ${list(off)}` : "", worked.length > 0 ? `làm bù ${list(worked)}` : ""].filter(Boolean);
  return `${change.name} (${told.join("; ")}). ${basis}`;
}

function ordered<T extends { opensMinute: number }>(stretches: readonly T[]): T[] {
  return [...stretches].sort((a, b) => a.opensMinute - b.opensMinute);
}
