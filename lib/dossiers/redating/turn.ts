import * as z from "zod";
import { type CalendarChange, CalendarDayKind, Day, type DayKind, OfficeWeek, UnitWeek } from "@/lib/calendar/model";
import { dayKinds, unitPlaces, workingCalendar, workingCalendars } from "@/lib/calendar/queries";
import {
  calendarsOf,
  clearingFault,
  dayFault,
  nextDay,
  unitsUnder,
  weekFault,
  withDaysOf,
  withHoursOf,
  withoutUnitHours,
} from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { formatDay } from "@/lib/words";
import type { Touched } from "./open-clocks";

/** What a change found: what its days were, and the office hours that stood, the city's and the units' own. */
export const Before = z.object({
  days: z.array(z.object({ on: Day, kind: CalendarDayKind.nullable() })),
  hours: z.array(OfficeWeek),
  unitHours: z.array(UnitWeek).default([]),
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
  const { city, units } = await workingCalendars(tx);
  return Before.parse({ days, hours: city.hours, unitHours: units });
}

/** Refuses what would change nothing or cannot be: a day off on a weekend nobody works, a make-up day in the week, hours that overlap. */
export async function refuseIdle(tx: Tx, change: CalendarChange, before: Before): Promise<void> {
  if (change.act === "set-days") {
    const calendars = await workingCalendars(tx);
    for (const day of change.days) refuse(dayFault(day, calendars));
  }
  if (change.act === "clear-day" && before.days[0]?.kind === null) throw new AppError("refused", "calendar-unchanged");
  if (change.act === "clear-day") refuse(clearingFault(change.on, await workingCalendar(tx)));
  if (change.act === "set-hours") refuse(weekFault(change.stretches));
  if (change.act === "set-hours" && change.unitId !== undefined && (await tx.unit.count({ where: { id: change.unitId } })) === 0)
    throw new AppError("not-found", "not-found");
  if (change.act === "end-hours" && !before.unitHours.some((week) => outlasts(week, change)))
    throw new AppError("refused", "unit-hours-none");
}
function refuse(fault: string | null): void {
  if (fault) throw new AppError("refused", fault);
}
/** Would a unit's hours still be kept after the day they are to end with? */
const outlasts = (week: UnitWeek, { unitId, validUntil }: { unitId: number; validUntil: Day }) =>
  week.unitId === unitId && (week.validUntil === null || week.validUntil > validUntil);

/** The calendars before and after a change, and the days and units it can touch. `isMade`: the calendar read now has the change in it. */
export async function turnOf(tx: Tx, change: CalendarChange, before: Before, isMade: boolean): Promise<Touched> {
  const standing = await workingCalendars(tx);
  if (change.act === "set-hours" || change.act === "end-hours") {
    const { unitId } = change;
    const places = await unitPlaces(tx);
    const was = calendarsOf({ ...standing.city, hours: before.hours }, before.unitHours, places);
    const is =
      change.act === "set-hours"
        ? withHoursOf(was, change)
        : calendarsOf(was.city, withoutUnitHours(was.units, change.unitId, change.validUntil), places);
    const from = change.act === "set-hours" ? change.validFrom : nextDay(change.validUntil);
    return {
      turnIn: (unit) => ({ before: was.of(unit), after: is.of(unit), hoursFrom: from }),
      unitIds: unitId === undefined ? null : unitsUnder(unitId, places),
      ...{ from, until: "9999-12-31" },
    };
  }
  const [was, is] = isMade ? [withDaysOf(standing, before.days), standing] : [standing, withDaysOf(standing, daysOf(change))];
  const days = daysOf(change)
    .map((d) => d.on)
    .sort();
  return {
    turnIn: (unit) => ({ before: was.of(unit), after: is.of(unit), hoursFrom: null }),
    unitIds: null,
    from: days[0] ?? "",
    // Counted from the day of acceptance: what was accepted later never saw the change.
    until: days.at(-1) ?? "",
  };
}

/** What the change says on the record of every dossier it moves, as the city's officials write it. */
export async function noteOf(tx: Tx, change: CalendarChange): Promise<string> {
  const basis = `Căn cứ: ${change.source}`;
  if (change.act === "set-hours" || change.act === "end-hours") {
    const unit = change.unitId === undefined ? null : await tx.unit.findUniqueOrThrow({ where: { id: change.unitId } });
    const whose = unit ? `Giờ làm việc riêng của ${unit.name}` : "Giờ làm việc";
    const span = change.act === "set-hours" ? `từ ${formatDay(change.validFrom)}` : `đến hết ${formatDay(change.validUntil)}`;
    return `${whose} áp dụng ${span}. ${basis}`;
  }
  if (change.act === "clear-day") return `Ngày ${formatDay(change.on)} trở lại như tuần thường. ${basis}`;
  const list = (days: readonly DayKind[]) => days.map((d) => formatDay(d.on)).join(", ");
  const off = change.days.filter((d) => d.kind !== "MAKE_UP");
  const worked = change.days.filter((d) => d.kind === "MAKE_UP");
  const told = [off.length > 0 ? `nghỉ ${list(off)}` : "", worked.length > 0 ? `làm bù ${list(worked)}` : ""].filter(Boolean);
  return `${change.name} (${told.join("; ")}). ${basis}`;
}
