import * as z from "zod";

/** The columns of a month's sheet, in the order it has them. */
export const sheetFields = ["month", "unitCode", "unit", "measure", "topName", "bottomName", "top", "bottom", "source"] as const;
export type SheetField = (typeof sheetFields)[number];

export const sheetFaultCodes = [
  "other-month",
  "unit-unknown",
  "measure-unknown",
  "number-unreadable",
  "half-filled",
  "top-over-bottom",
  "source-missing",
  "source-long",
  "twice",
] as const;
/** What is wrong with a line, at which column, and what stands there; of what stands twice, the other line. */
export const SheetFault = z.object({ field: z.enum(sheetFields), code: z.enum(sheetFaultCodes), value: z.string() });
export type SheetFault = z.output<typeof SheetFault>;

/** So many lines a sheet may have: some thousand units with every figure. */
export const maxSheetLines = 20_000;
/** So many lines with faults are told; the rest is counted. */
export const faultLinesShown = 500;

/** What a month's sheet did: all of it was written, or, where any line is wrong, none of it. */
export const SheetReport = z.object({
  isWritten: z.boolean(),
  written: z.int(),
  unchanged: z.int(),
  /** Lines without numbers: nothing is said by them, and nothing taken back. */
  blank: z.int(),
  rejected: z.int(),
  lines: z.array(z.object({ line: z.int(), unit: z.string(), measure: z.string(), faults: z.array(SheetFault) })),
});
export type SheetReport = z.output<typeof SheetReport>;
