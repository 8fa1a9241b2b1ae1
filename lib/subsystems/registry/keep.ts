import * as z from "zod";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { type Changed, MeasureChange, MeasureInput, SubsystemChange, SubsystemInput } from "../model";

const Id = z.int().positive();
const taken = (code: string, path = "code") => new AppError("conflict", code, { faults: [{ path, code }] });

async function requireUnit({ tx }: Work, unitId: number | null): Promise<void> {
  if (unitId !== null && (await tx.unit.count({ where: { id: unitId } })) === 0)
    throw new AppError("refused", "unit-unknown", { faults: [{ path: "unitId", code: "unit-unknown" }] });
}

/** Sets a subsystem up. Refuses `subsystem-code-taken`, `unit-unknown`. */
export const addSubsystem = command(SubsystemInput, async (work, input): Promise<Changed> => {
  const { tx } = work;
  work.require("subsystems.manage", "city");
  await requireUnit(work, input.unitId);
  const position = await tx.subsystem.count();
  const [made] = await tx.subsystem.createManyAndReturn({
    data: { ...input, position },
    skipDuplicates: true,
    select: { id: true, version: true },
  });
  if (!made) throw taken("subsystem-code-taken");
  work.record("subsystem.add", { type: "subsystem", id: made.id }, { code: input.code });
  work.announce("figures");
  return made;
});

/** Changes what is said of a subsystem, or turns it on and off; its figures stay. Refuses `subsystem-changed`, `unit-unknown`. */
export const changeSubsystem = command(
  SubsystemChange.extend({ id: Id }),
  async (work, { id, version, ...input }): Promise<Changed> => {
    const { tx } = work;
    work.require("subsystems.manage", "city");
    await requireUnit(work, input.unitId);
    const { count } = await tx.subsystem.updateMany({ where: { id, version }, data: { ...input, version: version + 1 } });
    if (count === 0) throw goneOrChanged(await tx.subsystem.count({ where: { id } }), "subsystem-changed");
    work.record("subsystem.change", { type: "subsystem", id }, { isOn: input.isOn });
    work.announce("figures");
    return { id, version: version + 1 };
  },
);
function goneOrChanged(there: number, code: string): AppError {
  return there === 0 ? new AppError("not-found", "not-found") : new AppError("conflict", code);
}

/** Says what a subsystem counts. Refuses `measure-code-taken`. */
export const addMeasure = command(MeasureInput.extend({ id: Id }), async (work, { id, ...input }): Promise<Changed> => {
  const { tx } = work;
  work.require("subsystems.manage", "city");
  if ((await tx.subsystem.count({ where: { id } })) === 0) throw new AppError("not-found", "not-found");
  const position = await tx.measure.count({ where: { subsystemId: id } });
  const [made] = await tx.measure.createManyAndReturn({
    data: { ...input, subsystemId: id, position },
    skipDuplicates: true,
    select: { id: true, version: true },
  });
  if (!made) throw taken("measure-code-taken");
  work.record("measure.add", { type: "measure", id: made.id }, { code: input.code });
  work.announce("figures");
  return made;
});

/** Names a measure otherwise; what it counts, and how, stays under its figures. Refuses `measure-changed`. */
export const changeMeasure = command(
  MeasureChange.extend({ id: Id }),
  async (work, { id, version, ...input }): Promise<Changed> => {
    const { tx } = work;
    work.require("subsystems.manage", "city");
    const { count } = await tx.measure.updateMany({ where: { id, version }, data: { ...input, version: version + 1 } });
    if (count === 0) throw goneOrChanged(await tx.measure.count({ where: { id } }), "measure-changed");
    work.record("measure.change", { type: "measure", id }, {});
    work.announce("figures");
    return { id, version: version + 1 };
  },
);
