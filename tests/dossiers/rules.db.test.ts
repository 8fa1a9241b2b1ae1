import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDossierCode } from "@/lib/dossiers/rules";
import { asOwner, foundCity, procedure, unit } from "../city";
import { anyWalk, endOf, stepsOf } from "./walks";

test("whatever the rules decide, the database's constraints accept", async () => {
  await foundCity();
  const walked = fc.sample(anyWalk, { numRuns: 1500, seed: 20261122 });
  const dossiers = walked.flatMap((walk) => {
    // Every dossier on the way, not only the last: a constraint must hold at each commit.
    const steps = stepsOf(walk);
    return [...steps.map((s) => s.before), endOf(steps)];
  });
  const rows = dossiers.map((d, id) => ({
    ...d,
    id: id + 1,
    code: d.acceptedOn && formatDossierCode("H22.15.7", d.acceptedOn, id + 1),
    limitValue: d.limit?.value ?? null,
    limitUnit: d.limit?.unit ?? null,
  }));
  const stops = dossiers.flatMap((d, id) => d.stops.map((s) => ({ ...s, dossierId: id + 1 })));
  const accepted = await asOwner(async (client) => {
    await client.query(
      `insert into dossier (id, code, procedure_id, unit_id, receiving_unit_id, channel, applicant_name, applicant_search,
         state, outcome, result_kind, limit_value, limit_unit, accepted_at, accepted_on, due_at, due_on, extended_due_at, extended_due_on,
         ended_at, ended_on, returned_at, returned_on, working_days_used, supplement_count, version)
       select id, code, $2, $3, $3, 'COUNTER', 'Nguyễn Văn A', 'nguyen van a', state::dossier_state, outcome::dossier_outcome,
         "resultKind"::result_kind, "limitValue", "limitUnit"::limit_unit, "acceptedAt", "acceptedOn", "dueAt", "dueOn", "extendedDueAt",
         "extendedDueOn", "endedAt", "endedOn", "returnedAt", "returnedOn", "workingDaysUsed", "supplementCount", version
       from json_to_recordset($1) as d(id int, code text, state text, outcome text, "resultKind" text, "limitValue" int, "limitUnit" text,
         "acceptedAt" timestamptz, "acceptedOn" date, "dueAt" timestamptz, "dueOn" date, "extendedDueAt" timestamptz, "extendedDueOn" date,
         "endedAt" timestamptz, "endedOn" date, "returnedAt" timestamptz, "returnedOn" date, "workingDaysUsed" int, "supplementCount" int,
         version int)`,
      [JSON.stringify(rows), procedure.house, unit.tranPhu],
    );
    await client.query(
      `insert into dossier_clock_stop (dossier_id, kind, policy, reason, stopped_at, stopped_on, resumed_at, resumed_on, due_at_before, due_on_before)
       select "dossierId", kind::clock_stop_kind, policy::supplement_policy, reason, "stoppedAt", "stoppedOn", "resumedAt", "resumedOn",
         "dueAtBefore", "dueOnBefore"
       from json_to_recordset($1) as s("dossierId" int, kind text, policy text, reason text, "stoppedAt" timestamptz, "stoppedOn" date,
         "resumedAt" timestamptz, "resumedOn" date, "dueAtBefore" timestamptz, "dueOnBefore" date)`,
      [JSON.stringify(stops)],
    );
    const { rows: states } = await client.query<{ state: string }>("select distinct state::text as state from dossier");
    const { rows: counted } = await client.query<{ n: number }>("select count(*)::int as n from dossier");
    return { states: states.length, count: counted[0]?.n };
  });
  expect(accepted).toEqual({ states: 10, count: rows.length });
});
