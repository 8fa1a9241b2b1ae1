import { workingCalendar, workingCalendars } from "@/lib/calendar/queries";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, reachOf } from "@/lib/policy";
import { settleDesks } from "../desk/settle";
import { workingDaysUsed } from "../rules";
import { effective, policyOfTheDay } from "./effective";

export type StagedConflict = {
  line: number;
  conflict: "other-unit" | "already-closed" | "goes-back" | "ended-before-accepted" | "returned-before-ended";
};
export type MergeResult = { inserted: number; changed: number; unchanged: number };
/** What becomes of a staged row. */
export type StagedFate = { line: number; fate: "new" | "changed" | "unchanged" };

const waiting = ["AWAITING_SUPPLEMENT", "AWAITING_PAYMENT"];

/**
 * For the length of a transaction, joins go by index from the batch outward: the planner has no figures of rows staged a moment ago
 * and may have stale ones of the dossiers, and a wrong guess here read the whole table once a row. And a batch that meets dossiers
 * of another still under way waits for it; two that wait for each other are found out as a deadlock.
 */
async function joinByIndex(tx: Tx): Promise<void> {
  await tx.$queryRaw`select set_config(name, value, true) from (values ('enable_seqscan', 'off'), ('enable_hashjoin', 'off'),
    ('enable_mergejoin', 'off'), ('jit', 'off'), ('lock_timeout', '0')) v (name, value)`;
}

/** The staged rows of a batch that contradict what is on record, or touch a dossier the actor may not import for. Wants a transaction. */
export async function stagedConflicts(tx: Tx, batchId: number, actor: Actor): Promise<StagedConflict[]> {
  await joinByIndex(tx);
  if ((await knownRows(tx, batchId)) === 0) return [];
  return tx.$queryRaw<StagedConflict[]>`
    select line, conflict from (${effective(batchId, reachOf(actor, "dossiers.import"))}) e where conflict is not null order by line`;
}

/** How many staged rows name a dossier that is on record: of a first register none, and much need not be asked. */
async function knownRows(tx: Tx, batchId: number): Promise<number> {
  const [counted] = await tx.$queryRaw<{ rows: number }[]>`
    select count(d.id)::int as rows from staged_dossier s
    cross join lateral (select id from dossier where code = s.code offset 0) d where s.batch_id = ${batchId}`;
  return counted?.rows ?? 0;
}

/** What merging would make of the staged rows, counted; conflicts must have been taken out before. Wants a transaction; writes nothing. */
export async function stagedCounts(tx: Tx, batchId: number, actor: Actor): Promise<MergeResult> {
  await joinByIndex(tx);
  const [staged] = await tx.$queryRaw<
    { rows: number }[]
  >`select count(*)::int as rows from staged_dossier where batch_id = ${batchId}`;
  const known = await knownRows(tx, batchId);
  const [differing] =
    known === 0
      ? []
      : await tx.$queryRaw<{ rows: number }[]>`
          select count(*)::int as rows from (${effective(batchId, reachOf(actor, "dossiers.import"))}) e where e.is_changed`;
  const changed = differing?.rows ?? 0;
  return { inserted: (staged?.rows ?? 0) - known, changed, unchanged: known - changed };
}

/** What merging would make of each staged row. For small batches. */
export async function stagedFates(tx: Tx, batchId: number, actor: Actor): Promise<StagedFate[]> {
  await joinByIndex(tx);
  return tx.$queryRaw<StagedFate[]>`
    select s.line, case when e.id is null then 'new' when e.is_changed then 'changed' else 'unchanged' end as fate
    from staged_dossier s left join (${effective(batchId, reachOf(actor, "dossiers.import"))}) e on e.line = s.line
    where s.batch_id = ${batchId}`;
}

/**
 * Brings the staged rows of a batch into the record, all or none: new dossiers are written, known ones changed where the register
 * says otherwise, each with one event of the kind "import" (or as `told` says) that names the fields it changed; what is the same stays untouched. The event names who brought the register
 * in and no unit: the dossier's own need not be theirs, for one register may hold dossiers of many units. `inserted` is how many of them
 * this very transaction has already written (`insertStaged`); without it, it does so now. Throws `import-raced` when somebody changed a
 * dossier meanwhile: the caller looks for conflicts anew and tries again.
 */
export async function mergeStaged(
  tx: Tx,
  batchId: number,
  actor: Actor,
  now: Date,
  written: number | null = null,
  told: Told = register(batchId),
): Promise<MergeResult> {
  const inserted = written ?? (await insertStaged(tx, batchId, actor, now, allLines, told));
  const [staged] = await tx.$queryRaw<
    { rows: number }[]
  >`select count(*)::int as rows from staged_dossier where batch_id = ${batchId}`;
  const known = (staged?.rows ?? 0) - inserted;
  if (known < 0) throw new AppError("conflict", "import-raced");
  const changed = known === 0 ? 0 : await changeKnown(tx, batchId, actor, now, known, told);
  return { inserted, changed, unchanged: known - changed };
}

/** What the events of a merge say: their kind, and a note. */
export type Told = { kind: "import" | "exchange"; note: string };
const register = (batchId: number): Told => ({ kind: "import", note: `#${batchId}` });

/** A stretch of a batch: the lines after one and up to another. */
export type Lines = { after: number; upTo: number };
const allLines: Lines = { after: -1, upTo: 2_147_483_647 };

/**
 * Writes those staged rows of a batch that name no dossier on record as new dossiers, each with its event and, where it waits, its clock
 * stop; answers how many. May be called stretch by stretch within one transaction while the rest is still being staged. Of two rows
 * of one code the first is written.
 */
export async function insertStaged(
  tx: Tx,
  batchId: number,
  actor: Actor,
  now: Date,
  lines: Lines = allLines,
  { kind, note }: Told = register(batchId),
): Promise<number> {
  await joinByIndex(tx);
  const [added] = await tx.$queryRaw<{ rows: number; waiting: number }[]>`
    with fresh as (
      insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind,
        applicant_kind, applicant_name, applicant_search, applicant_address, phone_sealed, phone_index, id_number_sealed,
        id_number_index, subject, limit_value, limit_unit, cutoff_policy, supplement_policy, supplements_allowed, accepted_at, accepted_on, due_at, due_on,
        ended_at, ended_on, returned_at, returned_on, working_days_used, supplement_count, batch_id, entered_at, changed_at)
      select code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind,
        applicant_kind, applicant_name, applicant_search, applicant_address, phone_sealed, phone_index, id_number_sealed,
        id_number_index, subject, limit_value, limit_unit, p.cutoff_policy, p.supplement_policy, p.supplements_allowed, accepted_at, accepted_on,
        case when stop_kind is null then due_at end, case when stop_kind is null then due_on end, ended_at, ended_on, returned_at,
        returned_on, working_days_used, (state = 'AWAITING_SUPPLEMENT')::int, batch_id, ${now}, ${now}
      from staged_dossier s
        cross join lateral (${policyOfTheDay}) p
        left join lateral (select true as is_known from dossier where code = s.code offset 0) d on true
      where batch_id = ${batchId} and line > ${lines.after} and line <= ${lines.upTo} and d.is_known is null
      on conflict (code) do nothing
      returning id, state, due_at
    ), told as (
      insert into dossier_event (dossier_id, version, kind, from_state, to_state, at, actor_id, actor_name, unit_id, note, due_at_after)
      select id, 1, ${kind}, null, state, ${now}, ${actor.id}, ${actor.name}, null, ${note}, due_at from fresh
    )
    select count(*)::int as rows, (count(*) filter (where state = any (${waiting}::dossier_state[])))::int as waiting from fresh`;
  if (added && added.waiting > 0)
    await tx.$executeRaw`
      insert into dossier_clock_stop (dossier_id, kind, policy, reason, stopped_at, stopped_on, due_at_before, due_on_before)
      select distinct on (d.id) d.id, s.stop_kind, case when s.stop_kind = 'SUPPLEMENT' and (s.due_on is null or s.due_on >= s.stopped_on)
        then d.supplement_policy else 'PAUSE' end, ${note}, s.stopped_at, s.stopped_on, s.due_at, s.due_on
      from staged_dossier s cross join lateral (select * from dossier where code = s.code offset 0) d
      where s.batch_id = ${batchId} and s.line > ${lines.after} and s.line <= ${lines.upTo} and s.stop_kind is not null
        and d.batch_id = ${batchId} and d.version = 1
        and not exists (select from dossier_clock_stop w where w.dossier_id = d.id)
      order by d.id, s.line`;
  return added?.rows ?? 0;
}

async function changeKnown(
  tx: Tx,
  batchId: number,
  actor: Actor,
  now: Date,
  expected: number,
  { kind, note }: Told,
): Promise<number> {
  const known = effective(batchId, reachOf(actor, "dossiers.import"));
  await joinByIndex(tx);
  // Before the update, while the dossier still has the due day that its stop is to keep.
  await tx.$executeRaw`
    insert into dossier_clock_stop (dossier_id, kind, policy, reason, stopped_at, stopped_on, due_at_before, due_on_before)
    select e.id, e.stop_kind, case when e.stop_kind = 'SUPPLEMENT' and (e.kept_due_on is null or e.kept_due_on >= e.stopped_on)
      then e.supplement_policy else 'PAUSE' end, ${note}, e.stopped_at, e.stopped_on, e.kept_due_at, e.kept_due_on
    from (${known}) e
    where e.conflict is null and e.state = any (${waiting}::dossier_state[]) and not e.was_state = any (${waiting}::dossier_state[])`;
  // The dossiers to change are named as a list, so that they are found by index, and meet their new values in a hash: with a nested loop
  // the planner, who knows nothing of them, may put the whole batch inside.
  await tx.$queryRaw`select set_config('enable_hashjoin', 'on', true)`;
  const [counted] = await tx.$queryRaw<
    { known: number; differing: number; conflicts: number; changed: number; desks: number[] }[]
  >`
    with e as materialized (${known}),
    changed as (
      update dossier d set
        state = e.state, procedure_id = e.procedure_id, accepted_at = e.accepted_at, accepted_on = e.accepted_on, channel = e.channel,
        unit_id = e.unit_id, assignee_id = case when d.unit_id = e.unit_id then d.assignee_id end,
        receiving_unit_id = e.receiving_unit_id, service_level = e.service_level, limit_value = e.limit_value,
        limit_unit = e.limit_unit, cutoff_policy = e.cutoff_policy, supplement_policy = e.supplement_policy, supplements_allowed = e.supplements_allowed,
        applicant_name = e.applicant_name, applicant_search = e.applicant_search,
        applicant_kind = e.applicant_kind, applicant_address = e.applicant_address, phone_sealed = e.phone_sealed,
        phone_index = e.phone_index, id_number_sealed = e.id_number_sealed, id_number_index = e.id_number_index, subject = e.subject,
        result_kind = e.result_kind, due_at = e.due_at, due_on = e.due_on, ended_at = e.ended_at, ended_on = e.ended_on,
        returned_at = e.returned_at, returned_on = e.returned_on, outcome = e.outcome, working_days_used = e.working_days_used,
        supplement_count = d.supplement_count + (e.state = 'AWAITING_SUPPLEMENT' and e.was_state <> 'AWAITING_SUPPLEMENT')::int,
        version = d.version + 1, changed_at = ${now}
      from e where d.id = any (array(select id from e where is_changed and conflict is null)) and d.id = e.id and d.version = e.version
        and e.is_changed and e.conflict is null
      returning d.id, d.version, e.was_state, d.state, e.was_due_at, d.due_at, d.step_position, d.assignee_id, e.changed_fields
    ),
    told as (
      insert into dossier_event (dossier_id, version, kind, from_state, to_state, at, actor_id, actor_name, unit_id, note, due_at_before, due_at_after,
        changed_fields)
      select id, version, ${kind}, was_state, state, ${now}, ${actor.id}, ${actor.name}, null, ${note}, was_due_at, due_at,
        nullif(changed_fields, '{}') from changed
    )
    select count(*)::int as known, count(*) filter (where is_changed)::int as differing, count(conflict)::int as conflicts,
      (select count(*)::int from changed) as changed,
      (select coalesce(array_agg(id) filter (where step_position is not null or assignee_id is not null), '{}') from changed) as desks
    from e`;
  await joinByIndex(tx);
  if (!counted || counted.conflicts > 0 || counted.changed !== counted.differing || counted.known !== expected)
    throw new AppError("conflict", "import-raced");
  if (counted.changed > 0) await settleClocks(tx, batchId, now);
  if (counted.desks.length > 0) await settleDesks(tx, counted.desks, (await workingCalendars(tx)).of);
  return counted.changed;
}

/** Clock stops of dossiers that wait no longer end; one that waits for something else keeps on under the other name. */
async function settleClocks(tx: Tx, batchId: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    update dossier_clock_stop w set resumed_at = r.at, resumed_on = (r.at at time zone 'Asia/Ho_Chi_Minh')::date
    from staged_dossier s cross join lateral (select * from dossier where code = s.code offset 0) d
      cross join lateral (select o.id, greatest(o.stopped_at, coalesce(d.ended_at, ${now})) as at
        from dossier_clock_stop o where o.dossier_id = d.id and o.resumed_on is null) r
    where s.batch_id = ${batchId} and w.id = r.id and not d.state = any (${waiting}::dossier_state[])`;
  await tx.$executeRaw`
    update dossier_clock_stop w set kind = s.stop_kind
    from staged_dossier s cross join lateral (select * from dossier where code = s.code offset 0) d
    where s.batch_id = ${batchId} and w.dossier_id = d.id and w.resumed_on is null and d.state = any (${waiting}::dossier_state[])
      and s.stop_kind is not null and w.kind <> s.stop_kind`;
  const ended = await tx.$queryRaw<
    { id: number; acceptedOn: string; endedOn: string; stops: { stoppedOn: string; resumedOn: string | null }[] }[]
  >`select d.id, d.accepted_on::text as "acceptedOn", d.ended_on::text as "endedOn",
      jsonb_agg(jsonb_build_object('stoppedOn', w.stopped_on::text, 'resumedOn', w.resumed_on::text)) as stops
    from staged_dossier s cross join lateral (select * from dossier where code = s.code offset 0) d
      cross join lateral (select * from dossier_clock_stop where dossier_id = d.id offset 0) w
    where s.batch_id = ${batchId} and d.changed_at = ${now} and d.ended_on is not null group by d.id, d.accepted_on, d.ended_on`;
  if (ended.length === 0) return;
  const calendar = await workingCalendar(tx);
  for (const d of ended) {
    const used = workingDaysUsed(d.acceptedOn, d.endedOn, d.stops, calendar);
    await tx.$executeRaw`update dossier set working_days_used = ${used} where id = ${d.id}`;
  }
}
