import * as z from "zod";
import { addDays, readDay, writeDay } from "@/lib/calendar/rules";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { targetCodes } from "../telling/codes";
import { cycleFrom, Formula, termsOf } from "./formula";
import { DefinitionEnd, DefinitionInput } from "./model";

const refuse = (code: string, path: string) => new AppError("refused", code, { faults: [{ path, code }] });

/** The formulas that stand on a day or later: what a new one must fit beside. */
async function standingFrom(tx: Tx, day: string): Promise<Map<string, Formula>> {
  const rows = await tx.indicatorDefinition.findMany({
    where: { OR: [{ validUntil: null }, { validUntil: { gte: writeDay(day) } }] },
    orderBy: { validFrom: "asc" },
    select: { code: true, formula: true },
  });
  return new Map(rows.map(({ code, formula }) => [code, Formula.parse(formula)]));
}

/**
 * Defines an indicator of a subsystem from a day on; the definition before it holds to the day before, and what it told stays. Refuses not-found,
 * `indicator-code-taken` (of the product's own, or of another subsystem), `indicator-backdated`, `indicator-term-unknown`, `indicator-cycle`, `unit-unknown`.
 */
export const defineIndicator = command(DefinitionInput.extend({ id: z.int().positive() }), async (work, { id, ...input }) => {
  const { tx, now, actor } = work;
  work.require("subsystems.manage", "city");
  if ((await tx.subsystem.count({ where: { id } })) === 0) throw new AppError("not-found", "not-found");
  // One at a time: two formulas that name each other would each be checked without the other.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('indicator_definition'), 0)`;
  if ((targetCodes as readonly string[]).includes(input.code)) throw refuse("indicator-code-taken", "code");
  const last = await tx.indicatorDefinition.findFirst({ where: { code: input.code }, orderBy: { validFrom: "desc" } });
  if (last && last.subsystemId !== id) throw refuse("indicator-code-taken", "code");
  if (last && readDay(last.validFrom) >= input.validFrom) throw refuse("indicator-backdated", "validFrom");
  if (input.unitId !== null && (await tx.unit.count({ where: { id: input.unitId } })) === 0)
    throw refuse("unit-unknown", "unitId");
  const formulas = await standingFrom(tx, input.validFrom);
  await requireTerms(tx, input.formula, formulas);
  if (cycleFrom(input.code, input.formula, (code) => formulas.get(code) ?? null)) throw refuse("indicator-cycle", "formula");
  if (last && (last.validUntil === null || readDay(last.validUntil) >= input.validFrom))
    await tx.indicatorDefinition.update({
      where: { id: last.id },
      data: { validUntil: writeDay(addDays(input.validFrom, -1)) },
    });
  const { validFrom, ...rest } = input;
  const made = await tx.indicatorDefinition.create({
    data: { ...rest, subsystemId: id, validFrom: writeDay(validFrom), recordedBy: actor.id, recordedAt: now },
    select: { id: true },
  });
  work.record("indicator.define", { type: "indicator", id: made.id }, { code: input.code, from: validFrom });
  work.announce("figures");
  return made;
});

async function requireTerms(tx: Tx, formula: Formula, formulas: ReadonlyMap<string, Formula>): Promise<void> {
  const terms = termsOf(formula);
  const codes = terms.filter(({ of }) => of === "measure").map(({ code }) => code);
  const measures = new Set(
    (await tx.measure.findMany({ where: { code: { in: codes } }, select: { code: true } })).map(({ code }) => code),
  );
  const isKnown = ({ of, code }: (typeof terms)[number]) =>
    of === "measure" ? measures.has(code) : formulas.has(code) || (targetCodes as readonly string[]).includes(code);
  if (!terms.every(isKnown)) throw refuse("indicator-term-unknown", "formula");
}

/** Ends an indicator with a day: what it told stays, and from then on nothing is told. Refuses not-found, `indicator-backdated`, `indicator-used`. */
export const endIndicator = command(DefinitionEnd.extend({ id: z.int().positive() }), async (work, { id, code, validUntil }) => {
  const { tx } = work;
  work.require("subsystems.manage", "city");
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('indicator_definition'), 0)`;
  const last = await tx.indicatorDefinition.findFirst({ where: { code, subsystemId: id }, orderBy: { validFrom: "desc" } });
  if (!last) throw new AppError("not-found", "not-found");
  if (readDay(last.validFrom) > validUntil) throw refuse("indicator-backdated", "validUntil");
  const others = await standingFrom(tx, addDays(validUntil, 1));
  const isUsed = [...others].some(
    ([other, formula]) => other !== code && termsOf(formula).some((term) => term.of === "indicator" && term.code === code),
  );
  if (isUsed) throw refuse("indicator-used", "code");
  await tx.indicatorDefinition.update({ where: { id: last.id }, data: { validUntil: writeDay(validUntil) } });
  work.record("indicator.end", { type: "indicator", id: last.id }, { code, until: validUntil });
  work.announce("figures");
  return { id: last.id };
});
