import type { Day } from "@/lib/calendar/model";
import { longWaitDays } from "@/lib/dossiers/labels";
import type { Attention, UnitRow, Verdict } from "../model";

/** What is open in a unit, by how near its time is. */
export type OpenWork = { overdue: number; firstDue: Day | null; dueSoon: number };
/** Who answers for what is open. */
type Answering = Pick<UnitRow, "unitId" | "name" | "headTitle" | "headName">;
/** A row of the ranking, or what is in none of them: it is the own work of the unit above, if there is one. */
export type UnitState = { row: UnitRow | null; above?: Answering | null; open: OpenWork };
export type Waiting = { count: number; since: Day | null };

/** Below so few finished dossiers a rate says nothing of a unit. */
const smallBase = 5;
const most = 3;
/** The last bucket of ages begins here: a dossier later than this is no matter to watch, however few there are. */
const longLate = 5;

/**
 * What a leader should look at, worst first: late dossiers by unit, units under their floor, dossiers near their time, dossiers that
 * wait too long for their applicant. `daysFrom` counts working days from a day to the one asked about. Never empty.
 */
export function attention(units: readonly UnitState[], waiting: Waiting, daysFrom: (day: Day) => number): Attention[] {
  const about = ({ row, above }: UnitState) => {
    const unit = row ?? above;
    return {
      unitId: unit?.unitId ?? null,
      unitName: unit?.name ?? null,
      isAlone: row === null && unit !== null && unit !== undefined,
      headTitle: unit?.headTitle ?? null,
      headName: unit?.headName ?? null,
      overDays: null,
    };
  };
  const verdictOf = (state: UnitState, code: string): Verdict =>
    state.row?.readings.find((r) => r.code === code)?.verdict ?? "no-data";

  const overdue = units
    .filter((u) => u.open.overdue > 0)
    .sort((a, b) => b.open.overdue - a.open.overdue || ((a.open.firstDue ?? "") < (b.open.firstDue ?? "") ? -1 : 1))
    .slice(0, most)
    .map((u): Attention => {
      const worst = u.open.firstDue === null ? null : Math.max(1, daysFrom(u.open.firstDue));
      const isWatched = verdictOf(u, "overdue-now") === "watch" && (worst ?? 0) <= longLate;
      return {
        kind: "unit-overdue",
        verdict: isWatched ? "watch" : "bad",
        ...about(u),
        count: u.open.overdue,
        worst,
        since: u.open.firstDue,
      };
    });
  const below = units
    .flatMap((u): Attention[] => {
      const rate = u.row?.readings.find((r) => r.code === "on-time-rate");
      if (rate?.verdict !== "bad" || rate.value === null || (rate.bottom ?? 0) < smallBase) return [];
      return [
        {
          kind: "unit-below-floor",
          verdict: "bad",
          ...about(u),
          count: (rate.bottom ?? 0) - rate.top,
          worst: rate.value,
          since: null,
        },
      ];
    })
    .sort((a, b) => (a.worst ?? 1) - (b.worst ?? 1));
  const soon = units
    .filter((u) => u.open.dueSoon > 0)
    .sort((a, b) => b.open.dueSoon - a.open.dueSoon)
    .slice(0, most)
    .map(
      (u): Attention => ({ kind: "due-soon", verdict: "watch", ...about(u), count: u.open.dueSoon, worst: null, since: null }),
    );
  const matters = [...overdue, ...below.slice(0, most), ...soon];
  const nobody = { unitId: null, unitName: null, isAlone: false, headTitle: null, headName: null, overDays: null };
  if (waiting.count > 0 && waiting.since)
    matters.push({
      kind: "waiting-long",
      verdict: "watch",
      ...nobody,
      overDays: longWaitDays,
      count: waiting.count,
      worst: daysFrom(waiting.since),
      since: waiting.since,
    });
  if (matters.length === 0) return [{ kind: "all-clear", verdict: "good", ...nobody, count: 0, worst: null, since: null }];
  return matters;
}
