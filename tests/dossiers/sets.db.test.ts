import { beforeAll, expect, test } from "vitest";
import type { WorkingCalendar } from "@/lib/calendar/model";
import { workingCalendar } from "@/lib/calendar/queries";
import { isWorkingDay } from "@/lib/calendar/rules";
import type { DossierSet } from "@/lib/dossiers/measures";
import { DossierFilter } from "@/lib/dossiers/model";
import { listDossiers } from "@/lib/dossiers/queries";
import { life } from "../cells/life";
import { anyDossier, chance, insertDossiers, insertStop, updateDossier } from "../cells/records";
import { dayOf, type Story } from "../cells/recount";
import { actor, asOwner, foundCity, unit } from "../city";

/**
 * Every named set against a plain recount of the same stories: what the words of an indicator mean, told without SQL.
 * Days are numbers from 2026-01-01.
 */
let calendar: WorkingCalendar;
const stories: Story[] = [];
/** Later than anything in the stories. */
const presentDay = 180;

beforeAll(async () => {
  await foundCity();
  calendar = await workingCalendar();
  const c = chance(20_261_122);
  await asOwner(async (client) => {
    for (let n = 0; n < 400; n++) {
      // A quarter never was accepted, or has any shape the constraints allow.
      const story = c.happens(0.75) ? life(c) : { ...anyDossier(c), stops: [] };
      const [id] = await insertDossiers(client, [
        { ...story, ended: null, outcome: null, refused: false, returned: null, due: null },
      ]);
      if (id === undefined) throw new Error("not inserted");
      for (const stop of story.stops) await insertStop(client, id, stop);
      await updateDossier(client, id, story);
      stories.push({ ...story, id });
    }
  });
});

const by = (n: number | null, day: number) => n !== null && n <= day;
const within = (n: number | null, from: number, to: number) => n !== null && from <= n && n <= to;
const isOpen = (s: Story, day: number) => by(s.accepted, day) && !by(s.ended, day);
const isWaiting = (s: Story, day: number) => s.stops.some((x) => x.stopped <= day && !by(x.resumed, day));
/** The due day the clock ran with at the end of a day. */
const dueAt = (s: Story, day: number) => {
  const next = s.stops.find((x) => x.stopped > day);
  return next ? next.dueBefore : s.due;
};
const isRunning = (s: Story, day: number) => isOpen(s, day) && !isWaiting(s, day);
const workedBetween = (from: number, to: number) => {
  let n = 0;
  for (let d = from + 1; d <= to; d++) if (isWorkingDay(dayOf(d), calendar)) n += 1;
  return n;
};

function counts(set: DossierSet, s: Story, ask: { from: number; to: number; asOf: number }): boolean {
  const { from, asOf } = ask;
  // The number a set stands for is counted up to the day it is of, in a period still running too.
  const to = Math.min(ask.to, asOf);
  const isReceived = within(s.accepted, from, to);
  const hasEnded = s.accepted !== null && within(s.ended, from, to);
  const isResolved = hasEnded && (s.outcome === "EARLY" || s.outcome === "ON_TIME" || s.outcome === "LATE");
  const due = dueAt(s, asOf);
  const left = due === null ? null : due >= asOf ? workedBetween(asOf, due) : -workedBetween(due, asOf);
  const isLate = due !== null && due < asOf;
  switch (set) {
    case "received":
      return isReceived;
    case "online":
      return isReceived && s.channel === "ONLINE";
    case "full-online":
      return isReceived && s.channel === "ONLINE" && s.full;
    case "postal":
      return isReceived && s.channel === "POST";
    case "resolved":
      return isResolved;
    case "resolved-in-time":
      return isResolved && (s.outcome === "EARLY" || s.outcome === "ON_TIME");
    case "resolved-early":
      return isResolved && s.outcome === "EARLY";
    case "resolved-on-time":
      return isResolved && s.outcome === "ON_TIME";
    case "resolved-late":
      return isResolved && s.outcome === "LATE";
    case "refused":
      return isResolved && s.refused;
    case "withdrawn":
      return hasEnded && s.outcome === "WITHDRAWN";
    case "returned":
      return within(s.returned, from, to);
    case "in-progress":
      return isRunning(s, asOf);
    case "awaiting-applicant":
      return isOpen(s, asOf) && isWaiting(s, asOf);
    case "waiting-long":
      return (
        isOpen(s, asOf) && s.stops.some((x) => x.stopped <= asOf && !by(x.resumed, asOf) && workedBetween(x.stopped, asOf) > 15)
      );
    case "overdue":
      return isRunning(s, asOf) && isLate;
    case "due-soon":
      return isRunning(s, asOf) && left !== null && !isLate && left <= 3;
    case "age-over-3":
      return isRunning(s, asOf) && left !== null && left > 3;
    case "age-1-3":
      return isRunning(s, asOf) && due !== null && due > asOf && left !== null && left <= 3;
    case "age-today":
      return isRunning(s, asOf) && due === asOf;
    case "age-late-1-5":
      return isRunning(s, asOf) && isLate && left !== null && left >= -5;
    case "age-late-over-5":
      return isRunning(s, asOf) && isLate && left !== null && left < -5;
    case "age-no-due":
      // What waits for its applicant has no due day either: the ages together are all that is open.
      return isOpen(s, asOf) && (isWaiting(s, asOf) || due === null);
    case "direct":
      return isReceived && s.channel !== "ONLINE";
    case "carried":
      return isOpen(s, from - 1);
    case "handled":
      return isReceived || isOpen(s, from - 1);
    case "ended":
      return hasEnded;
    case "ended-on-time":
      return hasEnded && s.outcome !== "EARLY" && s.outcome !== "LATE";
    case "stopped":
      return hasEnded && s.outcome === "STOPPED";
    case "open":
      return isOpen(s, asOf);
    case "open-in-time":
      return isOpen(s, asOf) && (isWaiting(s, asOf) || !isLate);
  }
}

const sets = DossierFilter.shape.set.unwrap().options;
const inUnit: [string, number | undefined, number[]][] = [
  ["the city", undefined, [2, 3, 4, 5]],
  ["phường Trần Phú and its desk", unit.tranPhu, [unit.tranPhu, unit.tranPhuDesk]],
];

test.each(sets)("the list %s holds exactly the rows a recount of the stories counts", { timeout: 120_000 }, async (set) => {
  const c = chance(sets.indexOf(set) + 1);
  let most = 0;
  for (let round = 0; round < 6; round++) {
    // Past days, weekends among them, and the present.
    const asOf = round < 2 ? presentDay : c.below(110);
    const from = c.below(60);
    const ask = { from, to: from + c.below(60), asOf };
    for (const [, unitId, units] of inUnit) {
      const filter = DossierFilter.parse({ set, unitId, from: dayOf(ask.from), to: dayOf(ask.to), asOf: dayOf(asOf), take: 200 });
      const clock = { today: dayOf(presentDay), calendar };
      const found: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await listDossiers(actor("leader"), { ...filter, cursor }, clock);
        found.push(...page.rows.map((r) => r.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      const told = stories.filter((s) => units.includes(s.unitId) && counts(set, s, ask)).map((s) => s.id);
      expect(
        found.sort((a, b) => a - b),
        `${dayOf(asOf)} ${JSON.stringify(ask)}`,
      ).toEqual(told.sort((a, b) => a - b));
      most = Math.max(most, told.length);
    }
  }
  // A set that is always empty proves nothing.
  expect(most).toBeGreaterThan(0);
});
