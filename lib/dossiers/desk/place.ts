import { type Actor, can, type Permission } from "@/lib/policy";
import type { ActName } from "../model";
import { answeringUnit } from "../record/asked";
import type { Standing } from "../record/standing";
import { unitFor } from "../rules";

/** The unit in which somebody does an act: as `unitFor` has it; who is asked answers in the name of the unit that was. */
export function actingUnit(
  actor: Actor,
  act: ActName,
  needs: Permission,
  row: Pick<Standing, "unitId" | "receivingUnitId" | "desk">,
  consultationId?: number,
): number {
  const unitId = unitFor(actor, act, needs, row);
  if (act !== "receiveOpinion" || can(actor, needs, unitId)) return unitId;
  return answeringUnit(actor, row.desk, consultationId) ?? unitId;
}
