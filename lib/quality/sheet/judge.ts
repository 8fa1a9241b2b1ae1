import { isPoints, type ReportedFigure, type ReportedMonth, reportable } from "../model";
import { faultLinesShown, type SheetFault, type SheetReport } from "./model";
import { readCount, readMonth, type SheetLine } from "./read";

export type Judged = {
  rows: ReportedFigure[];
  blank: number;
  rejected: { line: number; unit: string; measure: string; faults: SheetFault[] }[];
};
const longestSource = 300;

/**
 * What the lines of a month's sheet say, and what is wrong with each that says nothing that can be written. A line without numbers says
 * nothing; it takes no figure back. `unitOf` finds a unit that stands in the month by its code.
 */
export function judgeSheet(
  lines: readonly SheetLine[],
  { month, unitOf }: { month: string; unitOf: (code: string) => number | null },
): Judged {
  const judged: Judged = { rows: [], blank: 0, rejected: [] };
  const lineOf = new Map<string, number>();
  for (const line of lines) {
    if (line.top === "" && line.bottom === "") {
      judged.blank += 1;
      continue;
    }
    const faults: SheetFault[] = [];
    const fault = (field: SheetFault["field"], code: SheetFault["code"], value = line[field]) =>
      void faults.push({ field, code, value: value.slice(0, 120) });
    const unitId = unitOf(line.unitCode);
    const measure = reportable.find((m) => m === line.measure);
    const [top, bottom] = [readCount(line.top), readCount(line.bottom)];
    if (readMonth(line.month) !== month) fault("month", "other-month");
    if (unitId === null) fault("unitCode", "unit-unknown");
    if (!measure) fault("measure", "measure-unknown");
    for (const field of ["top", "bottom"] as const)
      if (line[field] === "") fault(field, "half-filled");
      else if (readCount(line[field]) === null) fault(field, "number-unreadable");
    if (measure && top !== null && bottom !== null && top > bottom * (isPoints(measure) ? 2 : 1)) fault("top", "top-over-bottom");
    if (line.source.length < 3) fault("source", "source-missing");
    if (line.source.length > longestSource) fault("source", "source-long");
    if (unitId !== null && measure) {
      const other = lineOf.get(`${unitId} ${measure}`);
      if (other !== undefined) fault("measure", "twice", String(other));
      lineOf.set(`${unitId} ${measure}`, other ?? line.line);
    }
    if (faults.length > 0 || unitId === null || !measure || top === null || bottom === null)
      judged.rejected.push({
        ...{
          line: line.line,
          unit: (line.unit || line.unitCode).slice(0, 120),
          measure: (line.topName || line.measure).slice(0, 120),
        },
        faults,
      });
    else judged.rows.push({ unitId, measure, figure: { top, bottom }, source: line.source });
  }
  return judged;
}

/** What is told of a sheet: what was written, or, of one that was not, which lines are wrong and why. */
export function reportOf({ blank, rejected }: Judged, done: Pick<ReportedMonth, "written" | "unchanged"> | null): SheetReport {
  const { written, unchanged } = done ?? { written: 0, unchanged: 0 };
  const told = { blank, rejected: rejected.length, lines: rejected.slice(0, faultLinesShown) };
  return { isWritten: done !== null, written, unchanged, ...told };
}
