import type { Tx } from "@/lib/db/client";
import type { Actor } from "@/lib/policy";
import type { Limit } from "../clock/due";
import type { ClockStop, DossierFacts, MoveContext } from "../clock/facts";
import type { Desk } from "../desk/facts";
import { type DeskRow, deskColumn, deskOf } from "../desk/standing";
import type { ActName, Channel } from "../model";
import { visibleTo } from "../queries";
import { askedDesk, isOnlyAsked, readableTo } from "./asked";

/** A dossier before a step: what a decision looks at, and whose it is. */
export type Standing = Pick<MoveContext, "cutoff" | "supplementPolicy"> & {
  id: number;
  code: string | null;
  unitId: number;
  receivingUnitId: number;
  procedureId: number;
  channel: Channel;
  caseLabel: string | null;
  facts: DossierFacts;
  desk: Desk;
};

type StopRow = Omit<ClockStop, "stoppedAt" | "resumedAt" | "dueAtBefore"> & {
  stoppedAt: string;
  resumedAt: string | null;
  dueAtBefore: string | null;
};
type Row = Omit<Standing, "id" | "facts" | "desk"> & { desk: DeskRow } & Omit<DossierFacts, "limit" | "stops"> & {
    limitValue: Limit["value"];
    limitUnit: Limit["unit"] | null;
    stops: StopRow[];
  };

const instant = (at: string | null): Date | null => (at === null ? null : new Date(at));

/**
 * A dossier as it stands, with its clock's stops and the policies it was accepted under; null for one the actor does not see. For an
 * answer, and for nothing else, who is asked sees it too, with the questions that are theirs.
 */
export async function findStanding(tx: Tx, actor: Actor, id: number, act?: ActName): Promise<Standing | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select d.code, d.unit_id as "unitId", d.receiving_unit_id as "receivingUnitId", d.procedure_id as "procedureId", d.channel::text as channel,
      d.case_label as "caseLabel", d.state::text as state, d.version, d.outcome::text as outcome, d.result_kind::text as "resultKind",
      d.limit_value as "limitValue", d.limit_unit::text as "limitUnit", d.accepted_at as "acceptedAt", d.accepted_on::text as "acceptedOn",
      d.due_at as "dueAt", d.due_on::text as "dueOn", d.extended_due_at as "extendedDueAt", d.extended_due_on::text as "extendedDueOn",
      d.ended_at as "endedAt", d.ended_on::text as "endedOn", d.returned_at as "returnedAt", d.returned_on::text as "returnedOn",
      d.working_days_used as "workingDaysUsed", d.supplement_count as "supplementCount", d.supplements_allowed as "supplementsAllowed",
      d.cutoff_policy::text as cutoff, d.supplement_policy::text as "supplementPolicy",
      (select coalesce(json_agg(json_build_object('kind', s.kind, 'policy', s.policy, 'reason', s.reason, 'stoppedAt', s.stopped_at,
          'stoppedOn', s.stopped_on, 'resumedAt', s.resumed_at, 'resumedOn', s.resumed_on, 'dueAtBefore', s.due_at_before,
          'dueOnBefore', s.due_on_before) order by s.id), '[]')
        from dossier_clock_stop s where s.dossier_id = d.id) as stops,
      ${deskColumn} as desk
    from dossier d where d.id = ${id} and ${act === "receiveOpinion" ? readableTo(actor) : visibleTo(actor)}`;
  if (!row) return null;
  const {
    code,
    unitId,
    receivingUnitId,
    procedureId,
    channel,
    caseLabel,
    cutoff,
    supplementPolicy,
    limitValue,
    limitUnit,
    stops,
    desk,
    ...facts
  } = row;
  return {
    ...{ id, code, unitId, receivingUnitId, procedureId, channel, caseLabel, cutoff, supplementPolicy },
    facts: {
      ...facts,
      limit: limitUnit && { value: limitValue, unit: limitUnit },
      stops: stops.map((s) => ({
        ...s,
        stoppedAt: new Date(s.stoppedAt),
        resumedAt: instant(s.resumedAt),
        dueAtBefore: instant(s.dueAtBefore),
      })),
    },
    desk: isOnlyAsked(actor, { unitId, receivingUnitId }) ? askedDesk(actor, deskOf(desk)) : deskOf(desk),
  };
}
