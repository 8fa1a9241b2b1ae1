import { cityDay } from "@/lib/calendar/rules";
import type { Work } from "@/lib/command";
import { AppError, type FieldFault } from "@/lib/errors";
import { isPoints, type ReportedFigure, type ReportedMonth } from "../model";
import { monthDays } from "../rules";

type Standing = { unitId: number; measure: string; top: number; bottom: number; source: string };
const keyOf = ({ unitId, measure }: { unitId: number; measure: string }) => `${unitId} ${measure}`;

/** Holds a month against counting and closing meanwhile. Refuses `quality-month-closed` and `quality-month-ahead`. */
async function requireOpen({ tx, now }: Work, month: string): Promise<void> {
  const { from } = monthDays(month);
  if (from > cityDay(now)) throw new AppError("refused", "quality-month-ahead");
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(hashtext('quality_month'), hashtext(${from}))`;
  const closed = await tx.$queryRaw<unknown[]>`select from quality_month where month = ${from}::date and closed_at is not null`;
  if (closed.length > 0) throw new AppError("refused", "quality-month-closed");
}

function refuseImpossible(rows: readonly ReportedFigure[], pathOf: (at: number, field: string) => string): void {
  const faults: FieldFault[] = [];
  const seen = new Set<string>();
  rows.forEach((row, at) => {
    const { figure, measure } = row;
    if (figure && figure.top > figure.bottom * (isPoints(measure) ? 2 : 1))
      faults.push({ path: pathOf(at, "figure.top"), code: "quality-top-over-bottom" });
    if (seen.has(keyOf(row))) faults.push({ path: pathOf(at, "measure"), code: "quality-figure-twice" });
    seen.add(keyOf(row));
  });
  const [first] = faults;
  if (first) throw new AppError("invalid", first.code, { faults });
}

/**
 * Writes figures of an open month in place of what stood, and tells the log each that changes; all of them or, where one is refused,
 * none. Refuses what `requireOpen` does, `quality-top-over-bottom` and `quality-figure-twice` at their places, `not-found` for a unit that is
 * not there.
 */
export async function recordFigures(
  work: Work,
  month: string,
  rows: readonly ReportedFigure[],
  pathOf: (at: number, field: string) => string,
): Promise<ReportedMonth> {
  const { tx, now, actor } = work;
  refuseImpossible(rows, pathOf);
  const first = monthDays(month).from;
  await requireOpen(work, month);
  const unitIds = [...new Set(rows.map((row) => row.unitId))];
  if ((await tx.unit.count({ where: { id: { in: unitIds } } })) < unitIds.length) throw new AppError("not-found", "not-found");
  const standing = await tx.$queryRaw<Standing[]>`
    select unit_id as "unitId", measure, top, bottom, source from quality_reported where month = ${first}::date`;
  const before = new Map(standing.map((row) => [keyOf(row), row]));
  const changed = rows.filter((row) => {
    const was = before.get(keyOf(row));
    if (!was || !row.figure) return (row.figure !== null) !== (was !== undefined);
    return was.top !== row.figure.top || was.bottom !== row.figure.bottom || was.source !== row.source;
  });
  if (changed.length > 0) {
    const told = JSON.stringify(
      changed.map(({ unitId, measure, figure, source }) => ({
        ...{ unit_id: unitId, measure, source, top: figure?.top ?? null, bottom: figure?.bottom ?? null },
      })),
    );
    await tx.$executeRaw`delete from quality_reported r using jsonb_to_recordset(${told}::jsonb) as n (unit_id int, measure text, top int)
      where r.month = ${first}::date and r.unit_id = n.unit_id and r.measure = n.measure and n.top is null`;
    // In one order, so that two who write the same month wait for each other and never in a ring.
    await tx.$executeRaw`
      insert into quality_reported as r (month, unit_id, measure, top, bottom, source, recorded_by, recorded_at)
      select ${first}::date, n.unit_id, n.measure, n.top, n.bottom, n.source, ${actor.id}, ${now}
      from jsonb_to_recordset(${told}::jsonb) as n (unit_id int, measure text, top int, bottom int, source text)
      where n.top is not null order by n.unit_id, n.measure
      on conflict (month, unit_id, measure) do update set top = excluded.top, bottom = excluded.bottom, source = excluded.source,
        is_demo = false, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`;
  }
  for (const { unitId, measure, figure, source } of changed)
    work.record(
      figure ? "quality.report" : "quality.take-back",
      { type: "quality-month", id: month },
      { measure, source, ...(figure && { top: figure.top, bottom: figure.bottom }) },
      unitId,
    );
  if (changed.length === 0)
    work.record("quality.report-unchanged", { type: "quality-month", id: month }, { rowsUnchanged: rows.length });
  work.announce("city");
  return { month, written: changed.length, unchanged: rows.length - changed.length };
}
