import type pg from "pg";
import { systemActor } from "@/lib/auth/queries";
import type { Day } from "@/lib/calendar/model";
import { addMonths } from "@/lib/calendar/rules";
import { countQuality } from "@/lib/quality/jobs";
import { findLost, readIndex, readReport } from "@/lib/quality/queries";
import { monthDays } from "@/lib/quality/rules";
import { met, ms, type Table, time, took } from "./measure";

const runs = 20;
const countBarMs = 10_000;
const pageBarMs = 100;

/** The index of service quality: a month counted as the job does it, and the page answered from what is kept. */
export async function benchQuality(table: Table, owner: pg.Client, size: number, today: Day): Promise<void> {
  table.section(`Service quality at ${size.toLocaleString("en")} dossiers`, ["what", "p50 ms", "p95 ms", "bar"]);
  const month = addMonths(`${today.slice(0, 8)}01`, -1).slice(0, 7);
  const { to } = monthDays(month);
  // The job counts every open month of a year; asked in the past it counts those up to then, and so one more each time.
  let counted = 0;
  const all = await took(async () => {
    counted = (await countQuality({}, undefined, new Date(`${to}T10:00:00+07:00`))).length;
  });
  await owner.query("vacuum analyze quality_count");
  const each = all / Math.max(1, counted);
  table.row(`a month of every unit (${counted} months counted)`, ms(each), "–", `< ${countBarMs} ${met(each < countBarMs)}`);
  const actor = systemActor("bench");
  const now = new Date();
  const asks: [string, () => Promise<unknown>][] = [
    ["the index of the city", () => readIndex(actor, { kind: "QD766", month }, now)],
    ["the index of a unit", () => readIndex(actor, { kind: "QD766", month, unitId: 7 }, now)],
    ["the dossiers that were not on time, city", () => findLost(actor, { measure: "on-time", month }, today)],
    ["form II.06 by unit", () => readReport(actor, { ...monthDays(month), by: "unit" }, today)],
    ["form II.06 by sector", () => readReport(actor, { ...monthDays(month), by: "sector" }, today)],
  ];
  for (const [what, ask] of asks) {
    const { p50, p95 } = await time(ask, runs);
    const hasBar = what.startsWith("the ");
    table.row(what, ms(p50), ms(p95), hasBar ? `p95 < ${pageBarMs} ${met(p95 < pageBarMs)}` : "–");
  }
  await owner.query("delete from quality_count; delete from quality_month");
}
