import { addDays } from "@/lib/calendar/rules";
import { command } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { NewTarget } from "./model";
import { definitionOf, isOrdered } from "./rules";

/**
 * Sets what a city wants an indicator to reach from a day on, for a unit or everywhere. The target before it ends the day before;
 * one that begins on the same day is replaced. Refusals: `target-neutral`, `target-order`, `target-period-taken`.
 */
export const setTarget = command(NewTarget, async (work, target): Promise<{ id: number }> => {
  const { indicatorCode, unitId, aim, floor, validFrom, source } = target;
  work.require("targets.manage", unitId ?? "city");
  const { direction } = definitionOf(indicatorCode);
  if (direction === "none") throw new AppError("refused", "target-neutral");
  if (!isOrdered(target, direction))
    throw new AppError("refused", "target-order", { faults: [{ path: "floor", code: "target-order" }] });
  // One at a time: two targets from the same day would leave it to chance which holds.
  await work.tx.$executeRaw`select pg_advisory_xact_lock(hashtext('indicator_target'), hashtext(${indicatorCode}))`;
  if (unitId !== null) {
    const known = await work.tx.unit.count({ where: { id: unitId } });
    if (known === 0) throw new AppError("not-found", "not-found");
  }
  const later = await work.tx.$queryRaw<unknown[]>`select 1 from indicator_target
    where indicator_code = ${indicatorCode} and unit_id is not distinct from ${unitId}::int and valid_from > ${validFrom}::date limit 1`;
  if (later.length > 0) throw new AppError("conflict", "target-period-taken");
  await work.tx.$executeRaw`delete from indicator_target
    where indicator_code = ${indicatorCode} and unit_id is not distinct from ${unitId}::int and valid_from = ${validFrom}::date`;
  await work.tx.$executeRaw`update indicator_target set valid_until = ${addDays(validFrom, -1)}::date
    where indicator_code = ${indicatorCode} and unit_id is not distinct from ${unitId}::int and (valid_until is null or valid_until >= ${validFrom}::date)`;
  const [row] = await work.tx.$queryRaw<
    { id: number }[]
  >`insert into indicator_target (indicator_code, unit_id, aim, floor, valid_from, source, recorded_by)
    values (${indicatorCode}, ${unitId}::int, ${aim}::numeric, ${floor}::numeric, ${validFrom}::date, ${source}, ${work.actor.id}) returning id`;
  if (!row) throw new Error("the target was not written");
  work.record(
    "target.set",
    { type: "target", id: row.id },
    { indicatorCode, unitId, aim, floor, validFrom },
    unitId ?? undefined,
  );
  work.announce("city");
  return row;
});
