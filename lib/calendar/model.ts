import * as z from "zod";
import { RecordId } from "@/lib/db/model";

/** A date without a clock, "2026-09-02", in the city's own time zone. Compares as text. */
export type Day = string;
export const Day = z.iso.date();

/** From the first to the last day, both counted. */
export type DayRange = { from: Day; to: Day };

const Minute = z.int().min(0).max(1440);
/** A stretch of office hours in minutes after midnight, on the weekdays it names: 1 Monday … 7 Sunday. */
export const OfficeStretch = z.strictObject({
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5]),
  opensMinute: Minute,
  closesMinute: Minute,
  /** The counter is open to take in and hand out, but no time limit runs: a weekend nobody's law made working time. */
  isReceptionOnly: z.boolean().default(false),
});
export type OfficeStretch = {
  readonly weekdays: readonly number[];
  opensMinute: number;
  closesMinute: number;
  isReceptionOnly: boolean;
};
/** The office hours of an ordinary week, from a day on until the next week begins. */
export const OfficeWeek = z.object({ validFrom: Day, stretches: z.array(OfficeStretch) });
export type OfficeWeek = { validFrom: Day; readonly stretches: readonly OfficeStretch[] };
/** The office hours a unit keeps instead of those it would inherit, until a day or until its next ones begin. */
export const UnitWeek = OfficeWeek.extend({ unitId: z.int(), validUntil: Day.nullable() });
export type UnitWeek = OfficeWeek & { unitId: number; validUntil: Day | null };
/** What a unit's hours are inherited along: what it stands under, and the one unit it went into or came out of whole. */
export type UnitPlace = { id: number; parentId: number | null; heirId: number | null; formerId: number | null };

/**
 * The calendar a deadline is counted with. `daysOff` are days that are free (holidays, compensatory days, swapped days), a weekend
 * among them only where the office would open; `makeUpDays` are Saturdays or Sundays worked. Outside [knownFrom, knownUntil] nobody has decided yet: counting there refuses.
 */
export type WorkingCalendar = {
  readonly daysOff: ReadonlySet<Day>;
  readonly makeUpDays: ReadonlySet<Day>;
  /** By the day they hold from. */
  readonly hours: readonly OfficeWeek[];
  readonly knownFrom: Day;
  readonly knownUntil: Day;
};
/** The city's calendar and every unit's: the same days, each with its own office hours. */
export type Calendars = {
  readonly city: WorkingCalendar;
  readonly units: readonly UnitWeek[];
  readonly places: readonly UnitPlace[];
  /** The city's own where nothing above or in the unit says otherwise. */
  of(unitId: number): WorkingCalendar;
};
/** Why a day differs from the plain week, to explain a deadline with. */
export type NamedDay = { kind: CalendarDayKind; name: string };

export const calendarDayKinds = ["HOLIDAY", "COMPENSATORY", "SWAPPED_OFF", "MAKE_UP"] as const;
export type CalendarDayKind = (typeof calendarDayKinds)[number];
export const CalendarDayKind = z.enum(calendarDayKinds);
export const calendarDayStatuses = ["CONFIRMED", "EXPECTED"] as const;
export type CalendarDayStatus = (typeof calendarDayStatuses)[number];
export const CalendarDayStatus = z.enum(calendarDayStatuses);

const Source = z.string().trim().min(3).max(300);
/** A day that differs from the plain week, with the paper that says so. What stood for the day before is kept as history. */
export const CalendarDayInput = z.strictObject({
  on: Day,
  kind: CalendarDayKind,
  status: CalendarDayStatus,
  name: z.string().trim().min(2).max(120),
  source: Source,
});
/** Gives a day back to the plain week. */
export const CalendarDayClearing = z.strictObject({ on: Day, source: Source });
/** A year as the law alone gives it, expected until the yearly notice is entered. */
export const CalendarYearDraft = z.strictObject({ year: z.int().min(2023).max(2100) });
/** The office hours of an ordinary week from a day on, the city's or a unit's own: up to two stretches a day, in minutes after midnight. */
export const OfficeHoursInput = z.strictObject({
  unitId: RecordId.optional(),
  validFrom: Day,
  stretches: z.array(OfficeStretch).min(1).max(14),
  source: Source,
});

/** From the day after `validUntil` a unit keeps again what it inherits. */
export const UnitHoursEnding = z.strictObject({ unitId: RecordId, validUntil: Day, source: Source });

/** A change of the calendar as a decision makes it: days that become free or worked, a day given back, or other office hours. */
export const CalendarChange = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("set-days"),
    days: z
      .array(z.strictObject({ on: Day, kind: CalendarDayKind }))
      .min(1)
      .max(31),
    status: CalendarDayStatus,
    name: CalendarDayInput.shape.name,
    source: Source,
  }),
  z.strictObject({ act: z.literal("clear-day"), on: Day, source: Source }),
  z.strictObject({ act: z.literal("set-hours"), ...OfficeHoursInput.shape }),
  z.strictObject({ act: z.literal("end-hours"), ...UnitHoursEnding.shape }),
]);
export type CalendarChange = z.output<typeof CalendarChange>;
/** What a day was or becomes; null is a day like any other. */
export type DayKind = { on: Day; kind: CalendarDayKind | null };

/** One entry of the calendar; `supersededAt` tells of one that no longer counts. */
export const CalendarEntry = z.object({
  id: z.int(),
  on: Day,
  kind: CalendarDayKind,
  status: CalendarDayStatus,
  name: z.string(),
  source: z.string(),
  recordedAt: z.iso.datetime(),
  recordedBy: z.string(),
  supersededAt: z.iso.datetime().nullable(),
  supersededBy: z.string().nullable(),
});
export type CalendarEntry = z.output<typeof CalendarEntry>;

const HoursLine = z.object({
  validFrom: Day,
  validUntil: Day.nullable(),
  weekdays: z.array(z.int()),
  opensMinute: z.int(),
  closesMinute: z.int(),
  isReceptionOnly: z.boolean(),
  source: z.string(),
});

/** A year of the calendar as a screen shows it. */
export const CalendarYear = z.object({
  year: z.int(),
  /** Deadlines can be counted in this year. */
  isDecided: z.boolean(),
  workingDays: z.int().nullable(),
  days: z.array(CalendarEntry),
  history: z.array(CalendarEntry),
  hours: z.array(HoursLine),
  /** What units keep instead, and with them what stands below. */
  unitHours: z.array(HoursLine.extend({ unitId: z.int(), unitName: z.string() })),
});
export type CalendarYear = z.output<typeof CalendarYear>;
