import { expect } from "vitest";
import { cityDay } from "@/lib/calendar/rules";
import { dossierStates, type Outcome } from "@/lib/dossiers/model";
import type { DossierFacts } from "@/lib/dossiers/rules";

const day = (at: Date | null) => at && cityDay(at);
const terminal = new Set(["NOT_ACCEPTED", "WITHDRAWN", "STOPPED", "RETURNED"]);
const waiting = new Set(["AWAITING_SUPPLEMENT", "AWAITING_PAYMENT"]);
const outcomeOfState: Partial<Record<DossierFacts["state"], readonly (Outcome | null)[]>> = {
  NOT_ACCEPTED: ["NOT_ACCEPTED"],
  WITHDRAWN: ["WITHDRAWN"],
  STOPPED: ["STOPPED"],
  FINISHED: ["EARLY", "ON_TIME", "LATE"],
  RETURNED: ["EARLY", "ON_TIME", "LATE"],
};

/** What the database's check constraints say of a dossier and its clock stops, and what the law adds. */
export function expectTruths(d: DossierFacts): void {
  expect(dossierStates).toContain(d.state);
  // dossier_*_on_is_city_day
  expect(d.acceptedOn).toBe(day(d.acceptedAt));
  expect(d.dueOn).toBe(day(d.dueAt));
  expect(d.extendedDueOn).toBe(day(d.extendedDueAt));
  expect(d.endedOn).toBe(day(d.endedAt));
  expect(d.returnedOn).toBe(day(d.returnedAt));
  // dossier_end_has_an_outcome, dossier_outcome_follows_from_days, dossier_time_runs_forward
  expect(d.endedOn === null).toBe(d.outcome === null);
  if (d.outcome === "EARLY") expect(d.dueOn !== null && d.endedOn !== null && d.endedOn < d.dueOn).toBe(true);
  if (d.outcome === "ON_TIME") expect(d.dueOn === null || d.endedOn === d.dueOn).toBe(true);
  if (d.outcome === "LATE") expect(d.dueOn !== null && d.endedOn !== null && d.endedOn > d.dueOn).toBe(true);
  if (d.endedAt && d.acceptedAt) expect(d.endedAt >= d.acceptedAt).toBe(true);
  if (d.returnedAt && d.endedAt) expect(d.returnedAt >= d.endedAt).toBe(true);
  // clock_stop_*
  for (const s of d.stops) {
    expect(s.resumedAt === null).toBe(s.resumedOn === null);
    expect(s.stoppedOn).toBe(cityDay(s.stoppedAt));
    if (s.resumedAt) expect(s.resumedAt >= s.stoppedAt).toBe(true);
  }
  const open = d.stops.filter((s) => s.resumedAt === null).length;
  expect(open).toBe(waiting.has(d.state) ? 1 : 0);
  // The law: nothing is due while the applicant is waited for; an outcome belongs to its state; what is over does not run.
  if (waiting.has(d.state)) expect(d.dueOn).toBeNull();
  expect(outcomeOfState[d.state] ?? [null]).toContain(d.outcome);
  expect(d.resultKind !== null).toBe(d.state === "FINISHED" || d.state === "RETURNED");
  if (terminal.has(d.state) || d.state === "FINISHED") expect(d.endedAt).not.toBeNull();
  expect(d.supplementCount).toBeLessThanOrEqual(1);
  if (d.workingDaysUsed !== null) expect(d.workingDaysUsed).toBeGreaterThanOrEqual(0);
  if (d.dueAt && d.acceptedAt) expect(d.dueAt >= d.acceptedAt).toBe(true);
}
