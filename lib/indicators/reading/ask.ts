import type pg from "pg";
import { type CellScope, inSnapshot } from "@/lib/cells/queries";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import type { OverviewQuestion } from "../model";
import { type Comparison, compared } from "../rules";
import { type Context, readContext } from "./context";
import { scopeFor } from "./scope";

export type Asked = {
  client: pg.PoolClient;
  question: OverviewQuestion;
  comparison: Comparison;
  scope: CellScope;
  context: Context;
};

/**
 * Throws AppError `not-found` for what is not there or out of reach, `period-not-begun` when the period begins after `asOf`,
 * `known-on-not-kept` for what was known on a day before corrections were kept.
 */
export async function ask<T>(actor: Actor, question: OverviewQuestion, answer: (asked: Asked) => Promise<T>): Promise<T> {
  const comparison = compared(question.period, question.asOf);
  if (!comparison) throw new AppError("refused", "period-not-begun");
  return inSnapshot(async (client) => {
    const { knownOn = null } = question;
    const context = await readContext(client, question.scope, knownOn);
    if (knownOn !== null && knownOn < context.knownSince) throw new AppError("refused", "known-on-not-kept");
    const scope = scopeFor(actor, question.scope, question.asOf, context);
    return answer({ client, question, comparison, scope, context });
  });
}
