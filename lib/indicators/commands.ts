import * as z from "zod";
import { addDays } from "@/lib/calendar/rules";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { DefinedTarget, type Direction, directions, NewTarget } from "./model";
import { definitionOf, isOrdered } from "./rules";

export { defineIndicator, endIndicator } from "./configured/keep";

/**
 * Sets what a city wants an indicator to reach from a day on, for a unit or everywhere. The target before it ends the day before;
 * one that begins on the same day is replaced. Refusals: `target-neutral`, `target-order`, `target-period-taken`.
 */
export const setTarget = command(NewTarget, async (work, target): Promise<{ id: number }> => {
  work.require("targets.manage", target.unitId ?? "city");
  return writeTarget(work, target, definitionOf(target.indicatorCode).direction);
});

/** The same of an indicator the city made. Refuses not-found for one there is none of, and what `setTarget` refuses. */
export const setDefinedTarget = command(
  DefinedTarget.extend({ id: z.int().positive() }),
  async (work, { id, ...target }): Promise<{ id: number }> => {
    work.require("targets.manage", target.unitId ?? "city");
    const last = await work.tx.indicatorDefinition.findFirst({
      where: { code: target.indicatorCode, subsystemId: id },
      orderBy: { validFrom: "desc" },
      select: { direction: true },
    });
    if (!last) throw new AppError("not-found", "not-found");
    return writeTarget(work, target, z.enum(directions).parse(last.direction));
  },
);

type AnyTarget = Omit<z.output<typeof NewTarget>, "indicatorCode"> & { indicatorCode: string };
async function writeTarget(work: Work, target: AnyTarget, direction: Direction): Promise<{ id: number }> {
  const { indicatorCode, unitId, aim, floor, validFrom, source } = target;
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
}
