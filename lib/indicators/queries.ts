import { inSnapshot, readJson } from "@/lib/cells/queries";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import type { Overview, OverviewQuestion } from "./model";
import { readContext } from "./reading/context";
import { type OverviewRows, overviewPlan } from "./reading/overview";
import { groupsBelow, scopeFor } from "./reading/scope";
import { compared } from "./rules";

/**
 * Everything the overview shows, from one state of the records: what the actor reaches of what is asked. Throws AppError `not-found`
 * for a unit, sector or procedure that is not there or out of reach, `period-not-begun` when the period begins after `asOf`.
 */
export async function readOverview(actor: Actor, question: OverviewQuestion): Promise<Overview> {
  const comparison = compared(question.period, question.asOf);
  if (!comparison) throw new AppError("refused", "period-not-begun");
  return inSnapshot(async (client) => {
    const context = await readContext(client, question.scope);
    const scope = scopeFor(actor, question.scope, question.asOf, context);
    const groups = groupsBelow(actor, question.scope.unitId, question.asOf, context);
    const { sql, answer } = overviewPlan(question, comparison, scope, groups, context);
    return answer((await readJson(client, sql)) as OverviewRows);
  });
}
