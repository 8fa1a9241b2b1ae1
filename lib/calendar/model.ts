import { z } from "zod";

/** A date without a clock, "2026-09-02", in the city's own time zone. Compares as text. */
export type Day = string;
export const Day = z.iso.date();

/** From the first to the last day, both counted. */
export type DayRange = { from: Day; to: Day };

/** A stretch of office hours in minutes after midnight. */
export type OfficeStretch = { opensMinute: number; closesMinute: number };

/**
 * The calendar a deadline is counted with. `daysOff` are weekdays that are free (holidays, compensatory days, swapped days);
 * `makeUpDays` are Saturdays or Sundays worked. Outside [knownFrom, knownUntil] nobody has decided yet: counting there refuses.
 */
export type WorkingCalendar = {
  readonly daysOff: ReadonlySet<Day>;
  readonly makeUpDays: ReadonlySet<Day>;
  readonly hours: readonly OfficeStretch[];
  readonly knownFrom: Day;
  readonly knownUntil: Day;
};
/** Why a day differs from the plain week, to explain a deadline with. */
export type NamedDay = { kind: CalendarDayKind; name: string };

export const calendarDayKinds = ["HOLIDAY", "COMPENSATORY", "SWAPPED_OFF", "MAKE_UP"] as const;
export type CalendarDayKind = (typeof calendarDayKinds)[number];
