import type { Day } from "@/lib/calendar/model";

/** A step of the internal process as a dossier goes through it. Its share of the time is in hundredths of a working day. */
export type Step = {
  position: number;
  name: string;
  role: string;
  centidays: number | null;
  assigneeId: number | null;
  startedAt: Date | null;
  dueAt: Date | null;
  endedAt: Date | null;
};

/** Where a dossier lies within the unit, and what hangs on it. */
export type Desk = {
  /** Null: the unit's pool. */
  assigneeId: number | null;
  /** Null where the procedure has no steps, or they are over. */
  stepPosition: number | null;
  /** By position. */
  steps: readonly Step[];
  /** A result is on file. */
  hasDecision: boolean;
  /** Opinions still waited for; with the unit of the city that is asked, if it is one. */
  consultations: readonly { id: number; agency: string; unitId: number | null; dueOn: Day }[];
  /** Opinions that came after the day they were to. */
  lateOpinions: readonly { id: number; agency: string }[];
  /** Obligations asked for on the way and not met. */
  unpaid: readonly { id: number; name: string; amountDong: number }[];
  /** The papers the supplement that is waited for was asked to bring. */
  asked: readonly { id: number; name: string; procedurePaperId: number | null }[];
};

export const emptyDesk: Desk = {
  assigneeId: null,
  stepPosition: null,
  steps: [],
  hasDecision: false,
  consultations: [],
  lateOpinions: [],
  unpaid: [],
  asked: [],
};

/** The agencies that did not answer by the day they were to: those still waited for first, then those that answered late. */
export function lateConsultations(
  { consultations, lateOpinions }: Pick<Desk, "consultations" | "lateOpinions">,
  today: Day,
): Desk["lateOpinions"] {
  const silent = consultations.filter((asked) => asked.dueOn < today);
  return [...silent.map(({ id, agency }) => ({ id, agency })), ...lateOpinions];
}

/** The step it stands at; null where there is none. */
export function currentStep({ steps, stepPosition }: Pick<Desk, "steps" | "stepPosition">): Step | null {
  return steps.find((s) => s.position === stepPosition) ?? null;
}

/** The handing over of the result, where the process names it: the last step, which has no time of its own. */
export function closingStep({ steps }: Pick<Desk, "steps">): Step | null {
  const last = steps.at(-1);
  return last && last.centidays === null && steps.length > 1 ? last : null;
}

/** The step after the one it stands at; the handing over is reached by finishing, not before. */
export function nextStep(desk: Pick<Desk, "steps" | "stepPosition">): Step | null {
  const at = currentStep(desk);
  const next = at && desk.steps.find((s) => s.position > at.position);
  return next && next !== closingStep(desk) ? next : null;
}

/** The step before the one it stands at. */
export function previousStep(desk: Pick<Desk, "steps" | "stepPosition">): Step | null {
  const at = currentStep(desk);
  return (at && desk.steps.findLast((s) => s.position < at.position)) ?? null;
}
