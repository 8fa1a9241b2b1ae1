import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { calendarDays, officeWeeks } from "@/prisma/seed/calendar";

/** The calendar the product ships with, as lib/calendar/queries would load it. */
export const shipped: WorkingCalendar = {
  daysOff: new Set(calendarDays.filter((d) => d.kind !== "MAKE_UP").map((d) => d.on)),
  makeUpDays: new Set(calendarDays.filter((d) => d.kind === "MAKE_UP").map((d) => d.on)),
  hours: officeWeeks,
  knownFrom: "2023-01-01",
  knownUntil: "2027-12-31",
};
export const names = new Map(calendarDays.map((d) => [d.on, { kind: d.kind, name: d.name }]));

/** The shipped calendar with some days changed: a new object, as a change always makes. */
export function changed(change: { off?: readonly Day[]; worked?: readonly Day[] }): WorkingCalendar {
  return {
    ...shipped,
    daysOff: new Set([...shipped.daysOff, ...(change.off ?? [])]),
    makeUpDays: new Set([...shipped.makeUpDays, ...(change.worked ?? [])]),
  };
}
