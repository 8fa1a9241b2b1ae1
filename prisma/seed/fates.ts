import type { WorkingCalendar } from "@/lib/calendar/model";
import { addWorkingDays, cityDay, workingDaysBetween, workingDaysLeft, workingMinutesBetween } from "@/lib/calendar/rules";
import { type Due, dueOf } from "@/lib/dossiers/rules";
import type { Filing } from "./intake";
import type { Random } from "./random";

/** What is to become of a filing, seen from the end of its season. */
export const fates = ["in-time", "late", "open", "overdue", "waiting", "withdrawn", "stopped"] as const;
export type Fate = (typeof fates)[number];

/** How many end otherwise than in time. */
export type Quotas = {
  late: number;
  withdrawn: number;
  stopped: number;
  waiting: number;
  /** Open in time, with more than three working days left, and with three or fewer. */
  openFar: number;
  openSoon: number;
  /** Working days late, one entry a dossier; each is found the filing that comes nearest. */
  overdue: readonly number[];
  /** Refuses a season that cannot give these numbers; else it gives what it can. */
  isExact: boolean;
};

type Candidate = { filing: Filing; index: number; due: Due | null; isLong: boolean };

/** The fate of every filing, in the order given. */
export function castFates(
  filings: readonly Filing[],
  until: Date,
  quotas: Quotas,
  calendar: WorkingCalendar,
  random: Random,
): Fate[] {
  const lastDay = cityDay(until);
  const given: Fate[] = filings.map(() => "in-time");
  const free = new Set(filings.keys());
  const all = filings.map((filing, index): Candidate => {
    const due = dueOf({ ...filing, cutoff: filing.procedure.cutoffPolicy, calendar });
    const isLong = filing.limit?.unit !== "SAME_DAY" && filing.limit?.unit !== "TEXT";
    return { filing, index, due, isLong };
  });
  /** The `count` free candidates with the least key. */
  const take = (fate: Fate, count: number, key: (c: Candidate) => number | null) => {
    const fit = all
      .filter((c) => free.has(c.index))
      .flatMap((c) => {
        const k = key(c);
        return k === null ? [] : [{ index: c.index, k }];
      })
      .sort((a, b) => a.k - b.k)
      .slice(0, count);
    if (quotas.isExact && fit.length < count) throw new Error(`only ${fit.length} of ${count} filings can be "${fate}"`);
    for (const { index } of fit) {
      given[index] = fate;
      free.delete(index);
    }
  };
  /** As drawing without putting back, each as likely as its weight. */
  const lot = (weight: number) => -Math.log(1 - random.next()) / weight;
  const age = (c: Candidate) => workingDaysBetween(cityDay(c.filing.acceptedAt), lastDay, calendar);
  /** How much of its time has gone: what has used least is likeliest still open. */
  const used = ({ filing, due }: Candidate) =>
    due
      ? workingMinutesBetween(filing.acceptedAt, until, calendar) /
        Math.max(1, workingMinutesBetween(filing.acceptedAt, due.dueAt, calendar))
      : 2;

  for (const lateness of quotas.overdue) {
    const wanted = addWorkingDays(lastDay, -lateness, calendar);
    take("overdue", 1, (c) => {
      if (!c.isLong || !c.due || c.due.dueOn >= lastDay || slips(c.filing) < 1) return null;
      const miss = Math.abs(workingDaysLeft(wanted, c.due.dueOn, calendar)) * (c.due.dueOn < wanted ? 1.5 : 1);
      return miss + (slips(c.filing) >= 4 ? 0 : 4) + random.next();
    });
  }
  take("waiting", quotas.waiting, (c) => {
    const days = age(c);
    return c.isLong && days >= 1 && days <= 30 && (c.filing.limit?.value ?? 0) >= 3 ? lot(1 / (1 + days * days * 0.05)) : null;
  });
  take("open", quotas.openSoon, (c) => {
    if (!c.due || c.due.dueAt <= until) return null;
    const left = workingDaysLeft(lastDay, c.due.dueOn, calendar);
    return left <= 3 ? used(c) + 0.5 * random.next() : null;
  });
  take("open", quotas.openFar, (c) => {
    const isFar = c.due ? workingDaysLeft(lastDay, c.due.dueOn, calendar) > 3 : false;
    return isFar ? used(c) + 0.35 * random.next() : null;
  });
  take("withdrawn", quotas.withdrawn, (c) => (c.isLong && age(c) >= 2 ? lot(1) : null));
  take("stopped", quotas.stopped, (c) => (c.isLong && age(c) >= 4 && (c.filing.limit?.value ?? 0) >= 5 ? lot(1) : null));
  take("late", quotas.late, (c) => {
    if (!c.due || workingDaysBetween(c.due.dueOn, lastDay, calendar) < 2) return null;
    return lot(slips(c.filing) * (c.isLong ? 1 : 0.03));
  });
  return given;
}

/** How often a deadline slips where a dossier is settled (1: as everywhere). */
function slips({ procedure, ward }: Filing): number {
  return procedure.by === null ? ward.slips : ({ land: 1.9, urban: 1.3, labour: 0.8 }[procedure.by] ?? 0.4);
}
