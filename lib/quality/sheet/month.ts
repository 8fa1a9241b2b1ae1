import { cityDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { PlainCell, SheetHead } from "@/lib/files/rules";
import type { Actor } from "@/lib/policy";
import { listUnits, unitLookup } from "@/lib/units/queries";
import { formatMonth, type Locale, say } from "@/lib/words";
import { readReported } from "../reporting/read";
import { monthDays } from "../rules";
import { type Judged, judgeSheet } from "./judge";
import { sheetFields } from "./model";
import { readSheet } from "./read";
import { sheetHeadings, sheetNotes, sheetTitle } from "./wording";
import { type SheetUnit, sheetLines } from "./write";

const isDesk = (kind: string) => kind === "ONE_STOP_DESK" || kind === "SERVICE_CENTRE";
/** The day whose units report a month: its last, or today while it runs. */
const dayOf = (month: string, now: Date) => [monthDays(month).to, cityDay(now)].sort()[0] ?? "";

/** The units that report a month: all that stand at its end but desks, whose figures are their unit's; and whoever reported all the same. */
export async function reportingUnits(actor: Actor, month: string, now: Date): Promise<SheetUnit[]> {
  const reported = new Set((await readReported(month)).map((row) => row.unitId));
  const units = await listUnits(actor, dayOf(month, now));
  return units.filter((u) => !isDesk(u.kind) || reported.has(u.id)).map(({ id, code, name }) => ({ id, code, name }));
}

/** A month's sheet to fill in. Its headings are Vietnamese in every language: it is read by them. */
export async function monthSheet(
  actor: Actor,
  month: string,
  { locale, now }: { locale: Locale; now: Date },
): Promise<{ head: SheetHead; rows: PlainCell[][] }> {
  const head = {
    title: `${say(locale, sheetTitle)} ${formatMonth(month)}`,
    notes: sheetNotes.map((words) => say(locale, words)),
    columns: sheetFields.map((field) => sheetHeadings[field].vi),
  };
  return { head, rows: sheetLines(month, await reportingUnits(actor, month, now), await readReported(month), locale) };
}

/**
 * What the sheets of a file say of a month, line by line. Refuses `quality-sheet-not-found` where none has the headings of a month's sheet,
 * and `quality-month-closed`.
 */
export async function judgeMonthSheet(
  sheets: readonly (readonly { line: number; cells: readonly string[] }[])[],
  month: string,
  now: Date,
): Promise<Judged> {
  const closed = await db.qualityMonth.count({ where: { month: new Date(`${month}-01`), closedAt: { not: null } } });
  if (closed > 0) throw new AppError("refused", "quality-month-closed");
  const lines = sheets.map(readSheet).find((found) => found !== null);
  if (!lines || lines.length === 0) throw new AppError("refused", "quality-sheet-not-found");
  const units = await unitLookup();
  const on = dayOf(month, now);
  return judgeSheet(lines, { month, unitOf: (code) => (code === "" ? null : units.byCode(code, on)) });
}
