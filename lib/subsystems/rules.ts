import type { Day } from "@/lib/calendar/model";
import { monthOf, quarterOf, yearOf } from "@/lib/calendar/rules";
import { readDay, searchable } from "@/lib/words";
import type { FigureFault, FigureField, MeasureGrain, MeasurePlace, SentFigure } from "./model";

/** The last day of the stretch a day lies in. */
export function endOf(grain: MeasureGrain, day: Day): Day {
  if (grain === "DAY") return day;
  return { MONTH: monthOf, QUARTER: quarterOf, YEAR: yearOf }[grain](day).to;
}

const padded = (text: string) => text.padStart(2, "0");
/**
 * The last day of the stretch a text names, as people and programs write it: 2026-10-31, 31/10/2026, 2026-10, 10/2026, 2026-Q4, Q4/2026,
 * "Quý 4/2026", 2026, "Năm 2026". Null where it names none, or a longer stretch than a figure tells of.
 */
export function readStretch(text: string, grain: MeasureGrain): Day | null {
  const plain = searchable(text).replace(/^(ngay|thang|nam)\s+/, "");
  const day = readDay(/^\d{4}-\d{2}-\d{2}$/.test(plain) ? plain : text.trim());
  if (day !== null) return endOf(grain, day);
  const [, year = "", month = ""] = /^(\d{4})[-/](\d{1,2})$/.exec(plain) ?? [];
  const [, month2 = "", year2 = ""] = /^(\d{1,2})[-/](\d{4})$/.exec(plain) ?? [];
  const ofMonth = [year || year2, month || month2];
  if (ofMonth[0] !== "") return grain === "DAY" ? null : within(readDay(`${ofMonth[0]}-${padded(ofMonth[1] ?? "")}-01`), grain);
  const [, year3 = "", quarter = ""] = /^(\d{4})[-/ ]?q(?:uy)? ?([1-4])$/.exec(plain) ?? [];
  const [, quarter2 = "", year4 = ""] = /^q(?:uy)? ?([1-4])[-/ ](\d{4})$/.exec(plain) ?? [];
  const ofQuarter = [year3 || year4, quarter || quarter2];
  if (ofQuarter[0] !== "")
    return grain === "DAY" || grain === "MONTH"
      ? null
      : within(`${ofQuarter[0]}-${padded(String(Number(ofQuarter[1]) * 3))}-01`, grain);
  return grain === "YEAR" && /^\d{4}$/.test(plain) ? within(`${plain}-01-01`, grain) : null;
}
const within = (day: Day | null, grain: MeasureGrain): Day | null => day && endOf(grain, day);

/** Digits before and after the point that a figure may have. */
const most = { whole: 15, fraction: 6 };
/**
 * A number as text with a point: "1234.5". "1.234" may be one thing in a Vietnamese office and another in a program, so it is not guessed
 * (`number-ambiguous`); "1.234.567" and "1.234,5" can be read in one way only. Exact: nothing is rounded.
 */
export function readNumber(text: string): string | FigureFault {
  const plain = text
    .trim()
    .replace(/^−/, "-")
    .replace(/[\s\u00a0\u202f]/g, "");
  const [, sign = "", body = ""] = /^([+-]?)(\d[\d.,]*)$/.exec(plain) ?? [];
  if (body === "") return "number-unreadable";
  const marks = body.replace(/\d/g, "");
  const read = readMarked(body, marks);
  if (read === null) return "number-unreadable";
  if (read === "ambiguous") return "number-ambiguous";
  const [whole = "", fraction = ""] = read.split(".");
  const short = whole.replace(/^0+(?=\d)/, "");
  let end = fraction.length;
  while (fraction[end - 1] === "0") end -= 1;
  const rest = fraction.slice(0, end);
  if (short.length > most.whole) return "number-too-large";
  if (rest.length > most.fraction) return "too-many-decimals";
  const value = rest === "" ? short : `${short}.${rest}`;
  return sign === "-" && /[1-9]/.test(value) ? `-${value}` : value;
}
function readMarked(body: string, marks: string): string | "ambiguous" | null {
  const grouped = (mark: string) => new RegExp(`^\\d{1,3}(\\${mark}\\d{3})+$`);
  if (marks === "") return body;
  if (marks.length === 1) {
    // Nobody writes a thousand as 0.123.
    if (grouped(marks).test(body) && !/^0/.test(body)) return "ambiguous";
    const [whole = "", fraction = ""] = body.split(marks);
    return fraction === "" ? null : `${whole}.${fraction}`;
  }
  const last = marks.at(-1) ?? "";
  const first = marks.at(0) ?? "";
  if (first === last) return grouped(first).test(body) ? body.replaceAll(first, "") : null;
  const [whole = "", fraction = "", more] = body.split(last);
  if (more !== undefined || fraction === "" || !grouped(first).test(whole)) return null;
  return `${whole.replaceAll(first, "")}.${fraction}`;
}

/** A measure as rows name it. */
export type NamedMeasure = { id: number; place: MeasurePlace; grain: MeasureGrain; decimals: number };
export type Known = {
  measure(name: string): NamedMeasure | null;
  /** Of a code, by the day; and whether whoever sends it may tell of that unit. */
  unit(code: string, on: Day): { id: number; isReached: boolean } | null;
  area(code: string, on: Day): number | null;
  today: Day;
};
export type JudgedFigure = { measureId: number; unitId: number | null; areaId: number | null; on: Day; value: string };
export type Judged = {
  taken: JudgedFigure[];
  refused: { row: number; sent: SentFigure; field: FigureField; code: FigureFault }[];
};

/** What each row says; or, of one that says nothing that can be taken, why. Of two rows about the same the second is refused. */
export function judgeFigures(rows: readonly SentFigure[], known: Known): Judged {
  const judged: Judged = { taken: [], refused: [] };
  const seen = new Set<string>();
  rows.forEach((sent, i) => {
    const found = judgeOne(sent, known);
    const fault = "code" in found ? found : seen.has(keyOf(found)) ? { field: "measure" as const, code: "twice" as const } : null;
    if (fault) judged.refused.push({ row: i + 1, sent, ...fault });
    else if (!("code" in found)) {
      seen.add(keyOf(found));
      judged.taken.push(found);
    }
  });
  return judged;
}
const keyOf = ({ measureId, unitId, areaId, on }: JudgedFigure) => `${measureId} ${unitId} ${areaId} ${on}`;

type Fault = { field: FigureField; code: FigureFault };
function judgeOne(sent: SentFigure, known: Known): JudgedFigure | Fault {
  const measure = known.measure(sent.measure);
  if (!measure) return { field: "measure", code: "measure-unknown" };
  const on = readStretch(sent.on, measure.grain);
  if (on === null) return { field: "on", code: "on-unreadable" };
  // Of a stretch that runs, what it has come to so far may be told; of one to come nothing can be known.
  if (on > endOf(measure.grain, known.today)) return { field: "on", code: "on-in-future" };
  const value = readNumber(sent.value);
  if (isFault(value)) return { field: "value", code: value };
  if ((value.split(".")[1] ?? "").length > measure.decimals) return { field: "value", code: "too-many-decimals" };
  const place = placeOf(sent, measure.place, on, known);
  return "code" in place ? place : { measureId: measure.id, ...place, on, value };
}
const isFault = (value: string): value is FigureFault => /^[a-z]/.test(value);

function placeOf(
  { unit, area }: SentFigure,
  place: MeasurePlace,
  on: Day,
  known: Known,
): { unitId: number | null; areaId: number | null } | Fault {
  if (place !== "UNIT" && unit.trim() !== "") return { field: "unit", code: "unit-not-wanted" };
  if (place !== "AREA" && area.trim() !== "") return { field: "area", code: "area-not-wanted" };
  if (place === "CITY") return { unitId: null, areaId: null };
  if (place === "AREA") {
    const areaId = known.area(area.trim(), on);
    return areaId === null ? { field: "area", code: "area-unknown" } : { unitId: null, areaId };
  }
  const found = known.unit(unit.trim(), on);
  if (!found) return { field: "unit", code: "unit-unknown" };
  return found.isReached ? { unitId: found.id, areaId: null } : { field: "unit", code: "unit-not-reached" };
}

/** From which instant silence is too long: one cadence after figures last came in, and half of one more for whoever is late. */
export function staleFrom(lastAt: Date | null, cadenceHours: number): Date | null {
  return lastAt && new Date(lastAt.getTime() + cadenceHours * 1.5 * 3_600_000);
}

// ── A sheet of figures ──────────────────────────────────────────────────────

const headings: Readonly<Record<FigureField, readonly string[]>> = {
  measure: ["ma so lieu", "so lieu", "measure", "measure code"],
  unit: ["ma don vi", "unit", "unit code"],
  area: ["ma dia ban", "area", "area code"],
  on: ["ky", "ky bao cao", "ngay", "thang", "nam", "period", "on", "date"],
  value: ["gia tri", "so luong", "value"],
};
const plain = (text: string) =>
  searchable(text)
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
type Line = { line: number; cells: readonly string[] };

/** The rows of a sheet below its headings, which stand among the first twenty rows; null where they do not. `line`: as the sheet numbers it. */
export function readFigureSheet(lines: readonly Line[]): { line: number; sent: SentFigure }[] | null {
  for (let at = 0; at < Math.min(lines.length, 20); at += 1) {
    const columns = new Map<FigureField, number>();
    for (const [column, cell] of (lines[at]?.cells ?? []).entries())
      for (const [field, known] of Object.entries(headings) as [FigureField, readonly string[]][])
        if (known.includes(plain(cell)) && !columns.has(field)) columns.set(field, column);
    if (!(columns.has("measure") && columns.has("on") && columns.has("value"))) continue;
    const cell = (line: Line, field: FigureField, longest: number) =>
      (line.cells[columns.get(field) ?? -1] ?? "").normalize().trim().slice(0, longest);
    return lines.slice(at + 1).map((line) => ({
      line: line.line,
      sent: {
        ...{ measure: cell(line, "measure", 120), unit: cell(line, "unit", 120), area: cell(line, "area", 120) },
        ...{ on: cell(line, "on", 40), value: cell(line, "value", 60) },
      },
    }));
  }
  return null;
}
