import type { Day } from "@/lib/calendar/model";
import { holdsOn, writeDay } from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { searchable } from "@/lib/words";
import type { ProcedureDetail, ProcedureFacts } from "../model";
import { stepGaps, turningDays } from "../rules";

const factNames = [
  "code",
  "name",
  "sectorId",
  "level",
  "isSensitive",
  "isTakenInAnywhere",
  "resultName",
  "legalBasis",
  "source",
  "validFrom",
  "validUntil",
] as const;

/** The fields that are other than before. */
export function changedFacts(before: ProcedureDetail, facts: ProcedureFacts): (typeof factNames)[number][] {
  return factNames.filter((name) => facts[name] !== before[name]);
}

function columnsOf({ validFrom, validUntil, ...facts }: ProcedureFacts) {
  return {
    ...facts,
    nameSearch: searchable(facts.name),
    validFrom: writeDay(validFrom),
    validUntil: validUntil === null ? null : writeDay(validUntil),
  };
}

/** Refuses days in the wrong order, a sector that is not there, a code another procedure has. */
export async function checkFacts(tx: Tx, facts: ProcedureFacts, id: number | null): Promise<void> {
  const fault = (kind: "refused" | "conflict", field: string, code: string) =>
    new AppError(kind, code, { faults: [{ path: `body.${field}`, code }] });
  if (facts.validUntil !== null && facts.validUntil < facts.validFrom)
    throw fault("refused", "validUntil", "procedure-ends-early");
  if (!(await tx.sector.findUnique({ where: { id: facts.sectorId }, select: { id: true } })))
    throw fault("refused", "sectorId", "sector-unknown");
  const holder = await tx.procedure.findUnique({ where: { code: facts.code }, select: { id: true } });
  if (holder && holder.id !== id) throw fault("conflict", "code", "procedure-code-taken");
}

/** A procedure begins unpublished. */
export async function insertProcedure(tx: Tx, facts: ProcedureFacts): Promise<number> {
  return (await tx.procedure.create({ select: { id: true }, data: { ...columnsOf(facts), isPublished: false } })).id;
}

/** `bumps`: the version was not taken before. */
export async function updateFacts(tx: Tx, id: number, facts: ProcedureFacts, { bumps }: { bumps: boolean }): Promise<void> {
  const version = bumps ? { version: { increment: 1 } } : {};
  await tx.procedure.update({ where: { id }, data: { ...columnsOf(facts), ...version } });
}

/** On every day from one on the internal process divides exactly what is published. Refuses `steps-differ`, with the figures. */
export function requireSteps(procedure: ProcedureDetail, from: Day): void {
  for (const day of turningDays(procedure, from)) {
    const [gap] = stepGaps(procedure, day);
    if (gap)
      throw new AppError("refused", "steps-differ", {
        detail: { ...gap, day },
        faults: [{ path: "body.steps", code: "steps-differ" }],
      });
  }
}

/** Shows a procedure to citizens and desks from today on. Refuses one that has ended, has no limit, or whose steps do not add up to it. */
export async function publish(tx: Tx, procedure: ProcedureDetail, today: Day): Promise<void> {
  const { id, validFrom, validUntil, limits, firstPublishedOn } = procedure;
  const from = validFrom > today ? validFrom : today;
  if (validUntil !== null && validUntil < today) throw new AppError("refused", "procedure-ended");
  if (!limits.some((limit) => holdsOn(limit, from))) throw new AppError("refused", "procedure-has-no-limit");
  requireSteps(procedure, from);
  await tx.procedure.update({
    where: { id },
    data: { isPublished: true, firstPublishedOn: writeDay(firstPublishedOn ?? today) },
  });
}
