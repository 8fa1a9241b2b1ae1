import type { Day } from "@/lib/calendar/model";
import { addDays, readDay, writeDay } from "@/lib/calendar/rules";
import type { Prisma, Tx } from "@/lib/db/client";
import type { ServiceLevel } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import type { NewFee, NewLimit, NewPaper, NewPolicy, NewStep, PartName, TermsChange } from "../model";
import { datedChange } from "../rules";

type Dated = { validFrom: Date; validUntil: Date | null };
/** `today` is null for what was never published. */
export type Turn = { procedureId: number; from: Day; today: Day | null; source: string };
type Ids = { in: number[] };

/** How a part's table is read and written; the rest is the same for all. */
type Part<Old extends Dated, New> = {
  idOf(row: Old): number;
  isSame(row: Old, one: New): boolean;
  drop(ids: Ids): Promise<unknown>;
  end(ids: Ids, validUntil: Date | null): Promise<unknown>;
  add(rows: { one: New; validFrom: Date; procedureId: number }[]): Promise<unknown>;
};

/** Lets a part become what is wanted from a day on. Answers whether anything changed. Refuses `procedure-past-stays`. */
async function replace<Old extends Dated, New>(
  before: readonly Old[],
  part: Part<Old, New>,
  wanted: readonly New[],
  turn: Turn,
): Promise<boolean> {
  const rows = before.map((row) => ({
    row,
    validFrom: readDay(row.validFrom),
    validUntil: row.validUntil && readDay(row.validUntil),
  }));
  const change = datedChange(rows, wanted, ({ row }, one) => part.isSame(row, one), turn);
  if (!change)
    throw new AppError("refused", "procedure-past-stays", { faults: [{ path: "body.from", code: "procedure-past-stays" }] });
  const ids = (some: typeof rows): Ids => ({ in: some.map(({ row }) => part.idOf(row)) });
  if (change.drop.length > 0) await part.drop(ids(change.drop));
  if (change.end.length > 0) await part.end(ids(change.end), writeDay(addDays(turn.from, -1)));
  if (change.reopen.length > 0) await part.end(ids(change.reopen), null);
  if (change.add.length > 0)
    await part.add(change.add.map((one) => ({ one, validFrom: writeDay(turn.from), procedureId: turn.procedureId })));
  return [change.drop, change.end, change.reopen, change.add].some((some) => some.length > 0);
}

/** Does a row say the same as what is wanted, in every field that is written? */
const saysSame = <New extends object>(row: { [K in keyof New]: unknown }, one: New): boolean =>
  Object.entries(one).every(([name, value]) => Reflect.get(row, name) === value);
const byId = (row: { id: number }) => row.id;
const placed = <T>(rows: readonly T[]) => rows.map((row, i) => ({ ...row, position: i + 1 }));

async function replaceLimits(tx: Tx, wanted: readonly NewLimit[], turn: Turn): Promise<boolean> {
  const table = tx.procedureTimeLimit;
  const before = await table.findMany({ where: { procedureId: turn.procedureId }, orderBy: { id: "asc" } });
  return replace<Prisma.ProcedureTimeLimitGetPayload<object>, NewLimit>(
    before,
    {
      idOf: byId,
      isSame: saysSame,
      drop: (id) => table.deleteMany({ where: { id } }),
      end: (id, validUntil) => table.updateMany({ where: { id }, data: { validUntil } }),
      add: (rows) => table.createMany({ data: rows.map(({ one, ...of }) => ({ ...limitColumns(one), ...of })) }),
    },
    wanted,
    turn,
  );
}
const limitColumns = ({ channel, caseLabel, unit, value, text }: NewLimit) => ({ channel, caseLabel, unit, value, text });

async function replacePapers(tx: Tx, wanted: readonly NewPaper[], turn: Turn): Promise<boolean> {
  const table = tx.procedurePaper;
  const before = await table.findMany({ where: { procedureId: turn.procedureId }, orderBy: { id: "asc" } });
  return replace<Prisma.ProcedurePaperGetPayload<object>, NewPaper & { position: number }>(
    before,
    {
      idOf: byId,
      isSame: saysSame,
      drop: (id) => table.deleteMany({ where: { id } }),
      end: (id, validUntil) => table.updateMany({ where: { id }, data: { validUntil } }),
      add: (rows) => table.createMany({ data: rows.map(({ one, ...of }) => ({ ...paperColumns(one), ...of })) }),
    },
    placed(wanted),
    turn,
  );
}
const paperColumns = (p: NewPaper & { position: number }) => {
  const { position, name, originals, copies, isRequired, caseLabel, formName, note } = p;
  return { position, name, originals, copies, isRequired, caseLabel, formName, note };
};

async function replaceFees(tx: Tx, wanted: readonly NewFee[], turn: Turn): Promise<boolean> {
  const table = tx.procedureFee;
  const before = await table.findMany({ where: { procedureId: turn.procedureId }, orderBy: { id: "asc" } });
  return replace<Prisma.ProcedureFeeGetPayload<object>, NewFee>(
    before,
    {
      idOf: byId,
      isSame: (row, one) => saysSame({ ...row, amountDong: row.amountDong === null ? null : Number(row.amountDong) }, one),
      drop: (id) => table.deleteMany({ where: { id } }),
      end: (id, validUntil) => table.updateMany({ where: { id }, data: { validUntil } }),
      add: (rows) => table.createMany({ data: rows.map(({ one, ...of }) => ({ ...feeColumns(one), ...of })) }),
    },
    wanted,
    turn,
  );
}
const feeColumns = ({ kind, name, amountDong, channel, caseLabel, text, source }: NewFee) => {
  return { kind, name, amountDong, channel, caseLabel, text, source };
};

type StepRow = Omit<NewStep, "workingDays"> & { position: number; centidays: number | null };
async function replaceSteps(tx: Tx, wanted: readonly NewStep[], turn: Turn): Promise<boolean> {
  const table = tx.procedureStep;
  const before = await table.findMany({ where: { procedureId: turn.procedureId }, orderBy: { id: "asc" } });
  return replace<Prisma.ProcedureStepGetPayload<object>, StepRow>(
    before,
    {
      idOf: byId,
      isSame: saysSame,
      drop: (id) => table.deleteMany({ where: { id } }),
      end: (id, validUntil) => table.updateMany({ where: { id }, data: { validUntil } }),
      add: (rows) => table.createMany({ data: rows.map(({ one, ...of }) => ({ ...stepColumns(one), ...of })) }),
    },
    placedSteps(wanted),
    turn,
  );
}
const stepColumns = ({ position, name, role, centidays, channel, caseLabel }: StepRow) => {
  return { position, name, role, centidays, channel, caseLabel };
};
/** Each process of a channel and a case counts its own steps from one. */
function placedSteps(steps: readonly NewStep[]): StepRow[] {
  const counts = new Map<string, number>();
  return steps.map(({ workingDays, ...step }) => {
    const key = JSON.stringify([step.channel, step.caseLabel]);
    const position = (counts.get(key) ?? 0) + 1;
    counts.set(key, position);
    return { ...step, position, centidays: workingDays === null ? null : Math.round(workingDays * 100) };
  });
}

async function replacePolicy(tx: Tx, policy: NewPolicy, turn: Turn): Promise<boolean> {
  const table = tx.procedurePolicy;
  const before = await table.findMany({ where: { procedureId: turn.procedureId }, orderBy: { id: "asc" } });
  return replace<Prisma.ProcedurePolicyGetPayload<object>, NewPolicy>(
    before,
    {
      idOf: byId,
      isSame: saysSame,
      drop: (id) => table.deleteMany({ where: { id } }),
      end: (id, validUntil) => table.updateMany({ where: { id }, data: { validUntil } }),
      add: (rows) => table.createMany({ data: rows.map(({ one, ...of }) => ({ ...one, ...of, source: turn.source })) }),
    },
    [policy],
    turn,
  );
}

async function replaceLevel(tx: Tx, level: ServiceLevel, turn: Turn): Promise<boolean> {
  const table = tx.procedureServiceLevel;
  const before = await table.findMany({ where: { procedureId: turn.procedureId }, orderBy: { id: "asc" } });
  return replace<Prisma.ProcedureServiceLevelGetPayload<object>, ServiceLevel>(
    before,
    {
      idOf: byId,
      isSame: (row, one) => row.level === one,
      drop: (id) => table.deleteMany({ where: { id } }),
      end: (id, validUntil) => table.updateMany({ where: { id }, data: { validUntil } }),
      add: (rows) => table.createMany({ data: rows.map(({ one, ...of }) => ({ level: one, ...of })) }),
    },
    [level],
    turn,
  );
}

async function replaceSettlers(tx: Tx, unitIds: readonly number[], turn: Turn): Promise<boolean> {
  const standing = await tx.$queryRaw<unknown[]>`select 1 from unit where id = any (${[...unitIds]}::int[])
    and valid_from <= ${turn.from}::date and (valid_until is null or valid_until >= ${turn.from}::date)`;
  if (standing.length !== unitIds.length)
    throw new AppError("refused", "unit-not-standing", { faults: [{ path: "body.settlers", code: "unit-not-standing" }] });
  const table = tx.procedureSettler;
  const { procedureId } = turn;
  const from = writeDay(turn.from);
  // Of the stretches a unit had only the one the day lies in, or that ended the day before, is meant.
  const open = { procedureId, OR: [{ validUntil: null }, { validUntil: { gte: writeDay(addDays(turn.from, -1)) } }] };
  const before = await table.findMany({ where: { procedureId }, orderBy: [{ validFrom: "asc" }, { unitId: "asc" }] });
  return replace<Prisma.ProcedureSettlerGetPayload<object>, number>(
    before,
    {
      idOf: (row) => row.unitId,
      isSame: (row, one) => row.unitId === one,
      drop: (unitId) => table.deleteMany({ where: { procedureId, unitId, validFrom: { gte: from } } }),
      end: (unitId, validUntil) =>
        table.updateMany({
          where: { ...open, unitId, validFrom: validUntil === null ? { lte: from } : { lt: from } },
          data: { validUntil },
        }),
      add: (rows) => table.createMany({ data: rows.map(({ one, ...of }) => ({ unitId: one, ...of })) }),
    },
    unitIds,
    turn,
  );
}

/** Writes every part that is given, and names those that became another. */
export async function replaceParts(tx: Tx, change: Pick<TermsChange, PartName>, turn: Turn): Promise<PartName[]> {
  const { limits, papers, fees, steps, policy, serviceLevel, settlers } = change;
  const done: [PartName, boolean][] = [
    ["limits", limits !== undefined && (await replaceLimits(tx, limits, turn))],
    ["papers", papers !== undefined && (await replacePapers(tx, papers, turn))],
    ["fees", fees !== undefined && (await replaceFees(tx, fees, turn))],
    ["steps", steps !== undefined && (await replaceSteps(tx, steps, turn))],
    ["policy", policy !== undefined && (await replacePolicy(tx, policy, turn))],
    ["serviceLevel", serviceLevel !== undefined && (await replaceLevel(tx, serviceLevel, turn))],
    ["settlers", settlers !== undefined && (await replaceSettlers(tx, settlers, turn))],
  ];
  return done.flatMap(([name, isChanged]) => (isChanged ? [name] : []));
}
