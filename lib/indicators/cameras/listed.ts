import { cityDay } from "@/lib/calendar/rules";
import { inSnapshot } from "@/lib/cells/queries";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { readContext } from "../reading/context";
import { scopeFor } from "../reading/scope";
import { compared, questionOf } from "../rules";
import type { CameraRoster, CameraRosterQuestion } from "./model";
import { rosterOf } from "./roster";

/**
 * Exactly what a figure of cameras counts: cameras, outages or hamlets, of the units the actor reaches. Named are those of units whose cameras the
 * actor may see; of the others there is a number. Throws `not-found` for a unit out of reach, `as-of-in-future`, `period-not-begun`.
 */
export async function readCameraRoster(
  actor: Actor,
  { from, to, asOf: day, unitId, ...narrowed }: CameraRosterQuestion,
  now: Date,
): Promise<CameraRoster> {
  const { period, asOf, scope } = questionOf({ from, to, asOf: day, unitId }, cityDay(now));
  const comparison = compared(period, asOf);
  if (!comparison) throw new AppError("refused", "period-not-begun");
  return inSnapshot(async (client) => {
    const context = await readContext(client, {});
    const { units } = scopeFor(actor, scope, asOf, context);
    const asked = { ...narrowed, units, period: comparison.current, asOf, at: context.at };
    const listed = await rosterOf(client, asked);
    const rows = listed.flatMap((one) => (can(actor, "cameras.view", one.unitId ?? "city") ? [one.row] : []));
    return { period: comparison.current, asOf, at: context.at, rows, total: listed.length, unnamed: listed.length - rows.length };
  });
}
