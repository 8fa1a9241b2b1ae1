import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { readSubsystem } from "@/lib/subsystems/queries";
import { type OverviewQuestion, TargetCode } from "../model";
import { type Asked, ask } from "../reading/ask";
import { otherIndicator } from "../reading/other";
import { oneIndicator } from "../reading/questions";
import { groupsBelow } from "../reading/scope";
import { isDossierCode } from "../telling/kinds";
import { type Exact, exactNumber, over } from "./exact";
import type { SubsystemBoard } from "./model";
import { type BuiltIn, builtInTerms, configuredBoard } from "./read";

/**
 * The indicators of a subsystem, as the city defined them, beside their past and by the units below; from one state of the records. What was known
 * on an earlier day is not asked. Throws like readOverview, and `not-found` for a subsystem that is not there or is off.
 */
export async function readSubsystemBoard(
  actor: Actor,
  { id }: { id: number },
  { period, asOf, scope }: OverviewQuestion,
): Promise<SubsystemBoard> {
  const { unitId } = scope;
  const question = { period, asOf, scope: { ...(unitId !== undefined && { unitId }) } };
  const subsystem = await readSubsystem(actor, { id });
  if (!subsystem.isOn) throw new AppError("not-found", "not-found");
  const terms = await builtInTerms({ subsystemId: subsystem.id });
  return ask(actor, question, async (asked) => {
    const { client, comparison, context } = asked;
    const builtIn = await builtInOf(actor, terms, asked);
    const groups = groupsBelow(actor, unitId, asOf, context);
    const board = await configuredBoard(
      client,
      { period, asOf, comparison, units: asked.scope.units, unitId: unitId ?? null, context, builtIn, groups },
      { subsystemId: subsystem.id },
    );
    return { period, asOf, at: context.at, ...board };
  });
}

/** The product's own indicators a formula names, over each stretch. */
async function builtInOf(actor: Actor, codes: readonly string[], asked: Asked): Promise<BuiltIn> {
  type Told = { top: number; bottom: number | null };
  const answers = new Map<
    string,
    Told & { previous: Told | null; lastYear: Told | null; trail: readonly { value: number | null }[] }
  >();
  for (const code of codes) {
    const known = TargetCode.safeParse(code);
    if (!known.success) continue;
    answers.set(
      code,
      isDossierCode(known.data)
        ? await oneIndicator(asked.client, known.data, asked.comparison, asked)
        : await otherIndicator(actor, known.data, asked),
    );
  }
  const exact = (of: Told | null): Exact | null =>
    of && (of.bottom === null ? exactNumber(of.top) : over(exactNumber(of.top), exactNumber(of.bottom)));
  return (code, name) => {
    const answer = answers.get(code);
    if (!answer) return null;
    if (name === "current") return exact(answer);
    if (name === "previous" || name === "lastYear") return exact(answer[name]);
    const value = answer.trail[name]?.value ?? null;
    return value === null ? null : exactNumber(value);
  };
}
