import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import type { CutoffPolicy, DossierState, Outcome, ResultKind, SupplementPolicy } from "../model";
import type { Limit } from "./due";

/** A stretch during which the clock stands; open while `resumedAt` is null. Never two open at once. */
export type ClockStop = {
  kind: "SUPPLEMENT" | "PAYMENT" | "OTHER";
  policy: SupplementPolicy;
  reason: string;
  stoppedAt: Date;
  stoppedOn: Day;
  resumedAt: Date | null;
  resumedOn: Day | null;
  dueAtBefore: Date | null;
  dueOnBefore: Day | null;
};

/** What a decision about a dossier looks at, and what it changes. */
export type DossierFacts = {
  state: DossierState;
  version: number;
  outcome: Outcome | null;
  resultKind: ResultKind | null;
  /** The limit it was accepted under, kept even when the catalogue changes. */
  limit: Limit | null;
  acceptedAt: Date | null;
  acceptedOn: Day | null;
  dueAt: Date | null;
  dueOn: Day | null;
  extendedDueAt: Date | null;
  extendedDueOn: Day | null;
  endedAt: Date | null;
  endedOn: Day | null;
  returnedAt: Date | null;
  returnedOn: Day | null;
  workingDaysUsed: number | null;
  supplementCount: number;
  /** How many may be asked for: the catalogue's word on the day it was accepted. */
  supplementsAllowed: number;
  stops: readonly ClockStop[];
};

export type MoveContext = {
  now: Date;
  calendar: WorkingCalendar;
  reason?: string | undefined;
  extendedDueOn?: Day | undefined;
  /** Promised by hand with `accept`, where the limit is no number of days. */
  promisedDueOn?: Day | undefined;
  /** What the catalogue says on the day: taken over by `accept`. */
  limit: Limit | null;
  cutoff: CutoffPolicy;
  supplementPolicy: SupplementPolicy;
};

/** A dossier that was just sent in: registered, no code, no clock. */
export const newDossier: DossierFacts = {
  state: "REGISTERED",
  version: 1,
  outcome: null,
  resultKind: null,
  limit: null,
  acceptedAt: null,
  acceptedOn: null,
  dueAt: null,
  dueOn: null,
  extendedDueAt: null,
  extendedDueOn: null,
  endedAt: null,
  endedOn: null,
  returnedAt: null,
  returnedOn: null,
  workingDaysUsed: null,
  supplementCount: 0,
  supplementsAllowed: 1,
  stops: [],
};
