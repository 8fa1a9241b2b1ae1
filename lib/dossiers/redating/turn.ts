import { z } from "zod";
import { type CalendarChange, CalendarDayKind, Day, type DayKind, OfficeWeek } from "@/lib/calendar/model";
import { dayKinds, workingCalendar } from "@/lib/calendar/queries";
import { dayFault, weekFault, withDays, withHours } from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { formatDay } from "@/lib/words";
import type { Touched } from "./open-clocks";

/** What a change found: what its days were, or the office hours that stood. */
export const Before = z.object({
  days: z.array(z.object({ on: Day, kind: CalendarDayKind.nullable() })),
  hours: z.array(OfficeWeek),
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
  const { hours } = await workingCalendar(tx);
  return { days, hours: hours.map((week) => OfficeWeek.parse(week)) };
}

/** Refuses what would change nothing or cannot be: a day off on a weekend nobody works, a make-up day in the week, hours that overlap. */
export async function refuseIdle(tx: Tx, change: CalendarChange, before: Before): Promise<void> {
  if (change.act === "set-days") {
    const calendar = await workingCalendar(tx);
    for (const day of change.days) refuse(dayFault(day, calendar));
  }
  if (change.act === "clear-day" && before.days[0]?.kind === null) throw new AppError("refused", "calendar-unchanged");
  if (change.act === "set-hours") refuse(weekFault(change.stretches));
}
function refuse(fault: string | null): void {
  if (fault) throw new AppError("refused", fault);
}

/** The calendar before and after a change, and the days it can touch. `isMade`: the calendar read now has the change in it. */
export async function turnOf(tx: Tx, change: CalendarChange, before: Before, isMade: boolean): Promise<Touched> {
  if (change.act === "set-hours") {
    const calendar = { ...(await workingCalendar(tx)), hours: before.hours };
    return {
      turn: { before: calendar, after: withHours(calendar, change), hoursFrom: change.validFrom },
      from: change.validFrom,
      until: "9999-12-31",
    };
  }
  const standing = await workingCalendar(tx);
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
