import { Prisma } from "@/lib/db/client";
import type { Reach } from "@/lib/policy";
import { unwrittenPolicy } from "@/lib/procedures/rules";
import { given } from "../model";
import { lawfulJumps } from "./lawful";

const waiting = Prisma.sql`('AWAITING_SUPPLEMENT', 'AWAITING_PAYMENT')`;
const says = (bit: number) => Prisma.sql`(s.given & ${Prisma.raw(String(bit))}) <> 0`;
/** What the catalogue said on the day a staged row (`s`) was accepted, as policyOn of the procedures has it. */
export const policyOfTheDay = Prisma.sql`
  select coalesce(t.cutoff_policy, ${unwrittenPolicy.cutoffPolicy}::cutoff_policy) as cutoff_policy,
    coalesce(t.supplement_policy, ${unwrittenPolicy.supplementPolicy}::supplement_policy) as supplement_policy,
    coalesce(t.supplements_allowed, ${unwrittenPolicy.supplementsAllowed}::int) as supplements_allowed
  from (select) one left join lateral (
    select * from procedure_policy where procedure_id = s.procedure_id and valid_from <= s.accepted_on
      and coalesce(valid_until, 'infinity') >= s.accepted_on order by valid_from desc, id desc limit 1
  ) t on true`;
const jumps = lawfulJumps().map(([from, to]) => `${from}>${to}`);

/** What a register says otherwise of a dossier (`d`, `e`) that no state and no day tells: the fields by name, as a correction names them. */
const changedFields = Prisma.sql`array_remove(array[
  case when e.applicant_kind <> d.applicant_kind then 'applicantKind' end,
  case when e.applicant_name <> d.applicant_name then 'applicantName' end,
  case when e.id_number_index is distinct from d.id_number_index then 'idNumber' end,
  case when e.phone_index is distinct from d.phone_index then 'phone' end,
  case when e.applicant_address is distinct from d.applicant_address then 'applicantAddress' end,
  case when e.subject is distinct from d.subject then 'subject' end,
  case when e.procedure_id <> d.procedure_id then 'procedure' end,
  case when e.unit_id <> d.unit_id then 'unit' end,
  case when e.receiving_unit_id <> d.receiving_unit_id then 'receivingUnit' end,
  case when e.channel <> d.channel then 'channel' end], null)`;

/**
 * For each staged row whose dossier is known: what the dossier would be (columns named as in `dossier`), whether that differs from what
 * it is, and what forbids it. What this batch itself has just written is not among them. The register wins where it says something; where it is silent, or tells a day of which the hour is
 * known, the record stays. While a dossier waits for its applicant it has no due day (its open clock stop keeps it).
 */
export function effective(batchId: number, reach: Reach): Prisma.Sql {
  const units = reach === "all" ? null : [...reach];
  return Prisma.sql`
    select s.line, d.id, d.version, d.state as was_state, d.due_at as was_due_at, d.due_on as was_due_on,
      e.*, f.*, g.*, s.stopped_at, s.stopped_on, s.stop_kind,
      case
        when ${units}::int[] is not null and not d.unit_id = any (${units}::int[]) then 'other-unit'
        when e.state <> d.state and d.state in ('WITHDRAWN', 'STOPPED', 'RETURNED', 'NOT_ACCEPTED') then 'already-closed'
        when e.state <> d.state and not (d.state::text || '>' || e.state::text) = any (${jumps}::text[]) then 'goes-back'
        -- Where register and record together run backwards, though each alone does not.
        when f.ended_at < e.accepted_at then 'ended-before-accepted'
        when g.returned_at < f.ended_at then 'returned-before-ended'
      end as conflict,
      (e.state, e.accepted_at, e.channel, e.unit_id, e.receiving_unit_id, e.service_level, e.limit_value, e.limit_unit, e.applicant_kind,
        e.applicant_address, e.phone_index, e.id_number_index, e.subject, e.result_kind, e.procedure_id, e.applicant_name,
        f.due_at, f.ended_at, g.returned_at)
      is distinct from
      (d.state, d.accepted_at, d.channel, d.unit_id, d.receiving_unit_id, d.service_level, d.limit_value, d.limit_unit, d.applicant_kind,
        d.applicant_address, d.phone_index, d.id_number_index, d.subject, d.result_kind, d.procedure_id, d.applicant_name,
        d.due_at, d.ended_at, d.returned_at) as is_changed,
      ${changedFields} as changed_fields
    from staged_dossier s
    -- "offset 0" keeps the order of the joins: from the batch outward, a look-up by index a row.
    cross join lateral (select * from dossier where code = s.code and batch_id is distinct from s.batch_id offset 0) d
    cross join lateral (${policyOfTheDay}) p
    left join lateral (select due_at_before, due_on_before from dossier_clock_stop where dossier_id = d.id and resumed_on is null offset 0) w on true
    cross join lateral (select
      case when not ${says(given.state)} and (d.ended_on is null) = (s.ended_on is null) and not (d.state = 'FINISHED' and s.state = 'RETURNED')
        then d.state else s.state end as state,
      d.procedure_id = s.procedure_id and d.accepted_on = s.accepted_on as is_same_case
    ) c
    cross join lateral (select
      c.state,
      s.procedure_id,
      s.accepted_on,
      case when not ${says(given.acceptedTime)} and d.accepted_on = s.accepted_on then d.accepted_at else s.accepted_at end as accepted_at,
      case when ${says(given.channel)} then s.channel else d.channel end as channel,
      case when ${says(given.unit)} then s.unit_id else d.unit_id end as unit_id,
      case when ${says(given.receivingUnit)} then s.receiving_unit_id else d.receiving_unit_id end as receiving_unit_id,
      case when c.is_same_case then d.service_level else s.service_level end as service_level,
      case when c.is_same_case then d.limit_value else s.limit_value end as limit_value,
      case when c.is_same_case then d.limit_unit else s.limit_unit end as limit_unit,
      case when c.is_same_case then d.cutoff_policy else p.cutoff_policy end as cutoff_policy,
      case when c.is_same_case then d.supplement_policy else p.supplement_policy end as supplement_policy,
      case when c.is_same_case then d.supplements_allowed else p.supplements_allowed end as supplements_allowed,
      s.applicant_name,
      s.applicant_search,
      case when ${says(given.applicantKind)} then s.applicant_kind else d.applicant_kind end as applicant_kind,
      coalesce(s.applicant_address, d.applicant_address) as applicant_address,
      case when s.phone_index is null or s.phone_index = d.phone_index then d.phone_sealed else s.phone_sealed end as phone_sealed,
      coalesce(s.phone_index, d.phone_index) as phone_index,
      case when s.id_number_index is null or s.id_number_index = d.id_number_index then d.id_number_sealed else s.id_number_sealed end as id_number_sealed,
      coalesce(s.id_number_index, d.id_number_index) as id_number_index,
      coalesce(s.subject, d.subject) as subject,
      case when c.state not in ('FINISHED', 'RETURNED') then null
        when ${says(given.result)} then s.result_kind else coalesce(d.result_kind, s.result_kind) end as result_kind
    ) e
    cross join lateral (select
      case when s.ended_on is null then null
        when not ${says(given.endedTime)} and d.ended_on = s.ended_on and d.ended_at >= e.accepted_at then d.ended_at
        when s.ended_on = e.accepted_on then greatest(s.ended_at, e.accepted_at)
        else s.ended_at end as ended_at,
      s.ended_on,
      case when e.state in ${waiting} then null
        when ${says(given.due)} then case when not ${says(given.dueTime)} and d.due_on = s.due_on then d.due_at else s.due_at end
        when not c.is_same_case then s.due_at
        when d.state in ${waiting} and d.ended_on is null then coalesce(w.due_at_before, s.due_at)
        else d.due_at end as due_at,
      case when e.state in ${waiting} then null
        when ${says(given.due)} or not c.is_same_case then s.due_on
        when d.state in ${waiting} and d.ended_on is null then coalesce(w.due_on_before, s.due_on)
        else d.due_on end as due_on,
      -- What the clock stop that opens now keeps.
      case when ${says(given.due)} or not c.is_same_case then s.due_at else coalesce(d.due_at, w.due_at_before) end as kept_due_at,
      case when ${says(given.due)} or not c.is_same_case then s.due_on else coalesce(d.due_on, w.due_on_before) end as kept_due_on
    ) f
    cross join lateral (select
      case when e.state not in ('RETURNED', 'WITHDRAWN', 'STOPPED') then null
        when not ${says(given.returned)} and d.returned_on = f.ended_on then greatest(d.returned_at, f.ended_at)
        when not ${says(given.returned)} then coalesce(d.returned_at, greatest(s.returned_at, case when s.returned_on = f.ended_on then f.ended_at end))
        when not ${says(given.returnedTime)} and d.returned_on = s.returned_on and d.returned_at >= f.ended_at then d.returned_at
        when s.returned_on = f.ended_on then greatest(s.returned_at, f.ended_at)
        else s.returned_at end as returned_at,
      case when e.state not in ('RETURNED', 'WITHDRAWN', 'STOPPED') then null
        when not ${says(given.returned)} then coalesce(d.returned_on, s.returned_on) else s.returned_on end as returned_on,
      case when f.ended_on is null then null
        when e.state = 'WITHDRAWN' then 'WITHDRAWN' when e.state = 'STOPPED' then 'STOPPED'
        when f.due_on is null or f.ended_on = f.due_on then 'ON_TIME'
        when f.ended_on < f.due_on then 'EARLY' else 'LATE' end::dossier_outcome as outcome,
      case when f.ended_on is not null then s.working_days_used end as working_days_used
    ) g
    where s.batch_id = ${batchId}`;
}
