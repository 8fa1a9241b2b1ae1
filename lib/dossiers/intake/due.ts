import { cityDay } from "@/lib/calendar/rules";
import type { Actor } from "@/lib/policy";
import { findTerms } from "@/lib/procedures/queries";
import { explainDue } from "../clock/due";
import { storyOf } from "../clock/story";
import type { DueAnswer, DueQuestion } from "../model";
import type { DetailClock } from "../queries";

/** When a dossier of a procedure would be due, taken in at an instant: as the desk, the receipt and the API tell it. */
export async function findDue(
  actor: Actor,
  { procedureId, unitId, channel, caseLabel, acceptedAt }: DueQuestion,
  { now, calendar: ofCity, calendarIn, names }: DetailClock,
): Promise<DueAnswer> {
  const at = acceptedAt === undefined ? now : new Date(acceptedAt);
  const { limit, cutoffPolicy } = await findTerms(actor, { procedureId, channel, caseLabel, on: cityDay(at) });
  const calendar = unitId === undefined ? ofCity : calendarIn(unitId);
  const told = explainDue({ acceptedAt: at, limit, cutoff: cutoffPolicy, calendar, names });
  return {
    ...{ limitValue: limit?.value ?? null, limitUnit: limit?.unit ?? null, limitNote: limit?.text ?? null },
    story: told && storyOf(told),
  };
}
