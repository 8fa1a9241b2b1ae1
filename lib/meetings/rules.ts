import type { FieldFault } from "@/lib/errors";
import type { AgendaItem, Invited, MeetingAct, MeetingOutcome, MeetingRefusal, MeetingState, PaperStanding } from "./model";

type Fault = FieldFault & { code: MeetingRefusal };
const at = (path: string, code: MeetingRefusal): Fault => ({ path, code });

/**
 * What a held meeting tells of its papers. All of them validly signed e-documents: it was held on them. What was given out on paper, has no
 * signature, a bad one or one that cannot be told (yet), keeps it from that. Without papers there is nothing to tell.
 */
export function outcomeOf(standings: readonly PaperStanding[]): MeetingOutcome {
  if (standings.length === 0) return "bare";
  return standings.every((standing) => standing === "VALID") ? "full" : "lacking";
}

/** The figure over held meetings: top and bottom; those without papers are in neither, what was called off was not held. */
export function paperlessShare(meetings: readonly { state: MeetingState; standings: readonly PaperStanding[] }[]): {
  top: number;
  bottom: number;
} {
  const told = meetings.flatMap(({ state, standings }) => (state === "HELD" ? [outcomeOf(standings)] : []));
  return { top: told.filter((one) => one === "full").length, bottom: told.filter((one) => one !== "bare").length };
}

type Prepared = { startsAt: Date; endsAt: Date; participants: readonly Invited[] };
/** What is wrong with a meeting as it is written down. */
export function meetingFaults({ startsAt, endsAt, participants }: Prepared): Fault[] {
  const seen = new Set<string>();
  const chairs = participants.filter(({ role }) => role === "CHAIR");
  return [
    ...(endsAt <= startsAt ? [at("endsAt", "meeting-ends-before")] : []),
    ...(chairs.length > 1 ? [at("participants", "chair-twice")] : []),
    ...(chairs.some(({ userId }) => userId === undefined) ? [at("participants", "chair-is-unit")] : []),
    ...participants.flatMap(({ unitId, userId }, i) => {
      const key = `${unitId}.${userId ?? 0}`;
      if (seen.has(key)) return [at(`participants.${i}.unitId`, "invited-twice")];
      seen.add(key);
      return [];
    }),
  ];
}

type Called = { endsAt: Date; participants: readonly { role: "CHAIR" | "MEMBER" }[]; items: readonly unknown[] };
/** What a meeting still lacks to be convened at an instant. */
export function conveneFaults({ endsAt, participants, items }: Called, now: Date): Fault[] {
  return [
    ...(endsAt <= now ? [at("startsAt", "meeting-starts-in-past")] : []),
    ...(participants.some(({ role }) => role === "CHAIR") ? [] : [at("participants", "meeting-without-chair")]),
    ...(participants.some(({ role }) => role === "MEMBER") ? [] : [at("participants", "meeting-without-participants")]),
    ...(items.length === 0 ? [at("items", "meeting-without-agenda")] : []),
  ];
}

type Stand = { state: MeetingState; startsAt: Date };
/** Why an act cannot be done with a meeting at an instant; null where it can. */
export function actFault(act: MeetingAct, { state, startsAt }: Stand, now: Date): MeetingRefusal | null {
  switch (act) {
    case "convene":
      return state === "DRAFT" ? null : "meeting-not-draft";
    case "hold":
      if (state !== "CONVENED") return "meeting-not-convened";
      return startsAt > now ? "meeting-not-begun" : null;
    case "cancel":
      return changeFault(state);
    case "conclude":
      return state === "HELD" ? null : "meeting-not-held";
  }
}

/** Why nothing of a meeting or its papers may change any more; null where it may. */
export const changeFault = (state: MeetingState): MeetingRefusal | null =>
  state === "DRAFT" || state === "CONVENED" ? null : "meeting-over";

/** When each item of an agenda begins, as far as those before it say how long they take. */
export function startsOf(
  begins: Date,
  items: readonly Pick<AgendaItem, "minutes">[] | readonly { minutes: number | null }[],
): (Date | null)[] {
  let at: Date | null = begins;
  return items.map(({ minutes }) => {
    const start = at;
    at = at && minutes ? new Date(at.getTime() + minutes * 60_000) : null;
    return start;
  });
}
