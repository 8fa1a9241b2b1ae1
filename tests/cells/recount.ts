import type { Channel, Outcome } from "@/lib/dossiers/model";

/** A dossier and its clock stops as the tests make them; days are numbers counted from 2026-01-01, null is "not yet". */
export type Stop = { stopped: number; resumed: number | null; dueBefore: number | null };
export type Story = {
  id: number;
  unitId: number;
  procedureId: number;
  channel: Channel;
  full: boolean;
  accepted: number | null;
  due: number | null;
  ended: number | null;
  returned: number | null;
  outcome: Outcome | null;
  refused: boolean;
  used: number | null;
  stops: Stop[];
};

const start = Date.UTC(2026, 0, 1);
export const dayOf = (n: number): string => new Date(start + n * 86_400_000).toISOString().slice(0, 10);
export const instantOf = (n: number, hour = 10): string =>
  new Date(start + n * 86_400_000 + (hour - 7) * 3_600_000).toISOString();

/** What happened to a dossier by the end of each day, told without SQL: an independent recount of the cells. */
export function tally(stories: readonly Story[], day: number, isWorked: (day: number) => boolean) {
  const at = (n: number | null) => n !== null && n <= day;
  const counts = {
    received: 0,
    received_full: 0,
    early: 0,
    on_time: 0,
    late: 0,
    refused: 0,
    withdrawn: 0,
    stopped: 0,
    not_accepted: 0,
    returned: 0,
    overdue: 0,
    soon: 0,
    waiting: 0,
    days_used: 0,
  };
  for (const s of stories) {
    const isAccepted = s.accepted !== null;
    if (at(s.accepted)) {
      counts.received += 1;
      if (s.channel === "ONLINE" && s.full) counts.received_full += 1;
    }
    if (at(s.returned)) counts.returned += 1;
    if (at(s.ended)) {
      if (s.outcome === "NOT_ACCEPTED") counts.not_accepted += 1;
      if (s.refused) counts.refused += 1;
      if (isAccepted && s.outcome === "WITHDRAWN") counts.withdrawn += 1;
      if (isAccepted && s.outcome === "STOPPED") counts.stopped += 1;
      if (isAccepted && s.outcome === "EARLY") counts.early += 1;
      if (isAccepted && s.outcome === "ON_TIME") counts.on_time += 1;
      if (isAccepted && s.outcome === "LATE") counts.late += 1;
      if (isAccepted && (s.outcome === "EARLY" || s.outcome === "ON_TIME" || s.outcome === "LATE"))
        counts.days_used += s.used ?? 0;
    }
    if (isAccepted) {
      if (s.stops.some((stop) => isWaiting(stop, s, day))) counts.waiting += 1;
      if (isOverdue(s, day)) counts.overdue += 1;
      if (isDueSoon(s, day, isWorked)) counts.soon += 1;
    }
  }
  return counts;
}

function isWaiting(stop: Stop, s: Story, day: number): boolean {
  const until = stop.resumed ?? s.ended;
  return stop.stopped <= day && (until === null || until > day);
}

/** The due day a clock runs to at the end of a day; null while it stands or has none. Stops are told in their order. */
function runsTo(s: Story, day: number): number | null {
  if (s.ended !== null && s.ended <= day) return null;
  if (s.stops.some((stop) => isWaiting(stop, s, day))) return null;
  const next = s.stops.find((stop) => stop.stopped > day);
  return next ? next.dueBefore : s.due;
}

function isOverdue(s: Story, day: number): boolean {
  const due = runsTo(s, day);
  return due !== null && due < day;
}

/** Not late, and at most three working days are left. */
function isDueSoon(s: Story, day: number, isWorked: (day: number) => boolean): boolean {
  const due = runsTo(s, day);
  if (due === null || due < day || (s.accepted ?? Infinity) > day) return false;
  let left = 0;
  for (let d = day + 1; d <= due; d++) if (isWorked(d)) left += 1;
  return left <= 3;
}
