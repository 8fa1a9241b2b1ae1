import fc from "fast-check";
import { expect, test } from "vitest";
import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import {
  addDays,
  addMonths,
  cityDay,
  cityMinute,
  closingMinute,
  daysBetween,
  isWorkingDay,
  nextDay,
  withDays,
  workingDayFrom,
  workingDaysLeft,
  workingMinutesBetween,
} from "@/lib/calendar/rules";
import { type ActContext, decideAct } from "@/lib/dossiers/desk/decide";
import { emptyDesk } from "@/lib/dossiers/desk/facts";
import { type ActName, actNames, type CutoffPolicy, type LimitUnit, type SupplementPolicy } from "@/lib/dossiers/model";
import { type DossierFacts, type Limit, newDossier, redate } from "@/lib/dossiers/rules";
import { shipped } from "../calendar/years";

/** What the law lets the office use, and since when: kept beside the dossier, by counting day after day. */
type Ledger = {
  limit: Limit;
  cutoff: CutoffPolicy;
  /** The acceptance, or what completed the papers where the time began anew. */
  since: Date;
  waits: { from: Date; until: Date }[];
};

/** Day 0: late-comers come in the morning of the next working day, where the procedure says so. */
function dayZero({ limit, cutoff, since }: Ledger, calendar: WorkingCalendar): Day {
  const day = cityDay(since);
  const closes = closingMinute(calendar, day);
  const isSameDay = limit.unit === "SAME_DAY";
  const latest = isSameDay && cutoff === "SAME_DAY_15H" ? Math.min(15 * 60, closes) : closes;
  if (!isSameDay && cutoff !== "AFTER_CLOSE_NEXT_DAY") return day;
  return isWorkingDay(day, calendar) && cityMinute(since) <= latest ? day : workingDayFrom(nextDay(day), calendar);
}

const isWaited = ({ waits }: Ledger, day: Day) => waits.some((w) => cityDay(w.from) < day && day <= cityDay(w.until));
/** Days of a kind in (from, to] on which nobody was waited for. */
function ranOn(ledger: Ledger, from: Day, to: Day, isCounted: (day: Day) => boolean): number {
  let n = 0;
  for (let day = nextDay(from); day <= to; day = nextDay(day)) if (isCounted(day) && !isWaited(ledger, day)) n += 1;
  return n;
}

/**
 * Where plain days end: what was left when the clock stopped is left when it goes on. The last day, where it is free, is the next that
 * is worked (Đ.148.5); once it has come, that is the day something was left to.
 */
function plainDue(ledger: Ledger, zero: Day, whole: number, calendar: WorkingCalendar): Day {
  let [from, left] = [zero, whole];
  for (const wait of ledger.waits) {
    const stopped = cityDay(wait.from) < from ? from : cityDay(wait.from);
    const end = addDays(from, left);
    left = daysBetween(stopped, stopped > end ? workingDayFrom(end, calendar) : end);
    from = cityDay(wait.until) < stopped ? stopped : cityDay(wait.until);
  }
  const due = workingDayFrom(addDays(from, left), calendar);
  // The same, day after day, where the last day had not come when somebody was waited for.
  let end = zero;
  for (let ran = 0; ran < whole; end = nextDay(end)) if (!isWaited(ledger, nextDay(end))) ran += 1;
  if (ledger.waits.every((w) => cityDay(w.from) < end)) expect(workingDayFrom(end, calendar)).toBe(due);
  return due;
}

/** By how much used and left together differ from what is allowed, at an instant of a running clock; in the limit's own unit. */
function excess(ledger: Ledger, now: Date, { dueOn, dueAt }: DossierFacts, calendar: WorkingCalendar): number {
  if (!dueOn || !dueAt) throw new Error("no due day");
  const { unit: of, value } = ledger.limit;
  const allowed = value ?? 0;
  const zero = dayZero(ledger, calendar);
  const today = cityDay(now) < zero ? zero : cityDay(now);
  const waited = (measure: (from: Date, until: Date) => number) => ledger.waits.reduce((n, w) => n + measure(w.from, w.until), 0);
  if (of === "WORKING_DAY" || of === "SAME_DAY") {
    const used = ranOn(ledger, zero, today, (day) => isWorkingDay(day, calendar));
    return used + workingDaysLeft(today, dueOn, calendar) - allowed;
  }
  if (of === "CALENDAR_DAY" || of === "MONTH") {
    const whole = of === "MONTH" ? daysBetween(zero, addMonths(zero, allowed)) : allowed;
    return daysBetween(plainDue(ledger, zero, whole, calendar), dueOn);
  }
  const minutes = (from: Date, until: Date) =>
    of === "WORKING_HOUR" ? workingMinutesBetween(from, until, calendar) : (until.getTime() - from.getTime()) / 60_000;
  const left = dueAt >= now ? minutes(now, dueAt) : -minutes(dueAt, now);
  return Math.round(minutes(ledger.since, now) - waited(minutes) + left - allowed * 60);
}

const aLimit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ value: fc.integer({ min: 1, max: 30 }), unit: fc.constantFrom<LimitUnit>("WORKING_DAY", "CALENDAR_DAY") }),
  fc.record({ value: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom<LimitUnit>("WORKING_HOUR", "CLOCK_HOUR") }),
  fc.record({ value: fc.integer({ min: 1, max: 3 }), unit: fc.constant<LimitUnit>("MONTH") }),
  fc.constant<Limit>({ value: null, unit: "SAME_DAY" }),
);
/** A life in which the clock is stopped, started, promised anew and counted on another calendar, in any order. */
const aLife = fc.record({
  isBegun: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
  start: fc.integer({ min: 0, max: 700 * 24 * 60 }).map((m) => new Date(Date.UTC(2023, 1, 10) + m * 60_000)),
  limit: aLimit,
  cutoff: fc.constantFrom<CutoffPolicy>("NONE", "SAME_DAY_15H", "AFTER_CLOSE_NEXT_DAY"),
  supplementPolicy: fc.constantFrom<SupplementPolicy>("RESTART", "PAUSE"),
  steps: fc.array(
    fc.record({
      act: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom<ActName | "dayOff">("requestSupplement", "requestPayment") },
        { weight: 6, arbitrary: fc.constantFrom<ActName | "dayOff">("receiveSupplement", "confirmPayment", "dayOff") },
        { weight: 2, arbitrary: fc.constantFrom<ActName | "dayOff">("extend", "consult", "receiveOpinion") },
        {
          weight: 1,
          arbitrary: fc.constantFrom<ActName | "dayOff">(
            ...actNames.filter((a) => !["finish", "refuse", "stop", "withdraw"].includes(a)),
          ),
        },
      ),
      hours: fc.integer({ min: 0, max: 150 }),
      days: fc.integer({ min: -15, max: 45 }),
    }),
    { maxLength: 24 },
  ),
});

test("used and left make what is allowed, whatever a dossier went through, at any later day (DOMAIN T9)", () => {
  const reached = new Map<string, number>();
  const saw = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(aLife, ({ isBegun, start, limit, cutoff, supplementPolicy, steps }) => {
      let calendar: WorkingCalendar = shipped;
      let [now, promisedOn] = [start, null as Day | null];
      // A day off that shortens a wait of a clock that has run out brings nothing forward: the office keeps the day then.
      let isGenerous = false;
      const desk = { ...emptyDesk, consultations: [{ id: 1, agency: "Sở Xây dựng", unitId: null, dueOn: "2023-01-10" }] };
      const ask = (more: Partial<ActContext> = {}): ActContext => ({
        ...{ now, calendar, limit, cutoff, supplementPolicy, reason: "Lý do", assigneeId: 1 },
        consultation: { agency: "Sở Xây dựng", unitId: null, question: "Ý kiến", dueOn: cityDay(now) },
        opinion: { consultationId: 1, answer: "Đồng ý" },
        ...more,
      });
      const first = decideAct({ ...newDossier, supplementsAllowed: 9 }, desk, "accept", ask());
      if (!first.ok) throw new Error(first.code);
      const begun = isBegun ? decideAct(first.next, desk, "start", ask()) : first;
      let facts: DossierFacts = begun.ok ? begun.next : first.next;
      let ledger: Ledger = { limit, cutoff, since: start, waits: [] };
      promisedOn = facts.dueOn;
      const check = (what: string) => {
        if (facts.stops.some((s) => s.resumedAt === null)) return;
        for (const later of [0, 10]) {
          const at = new Date(now.getTime() + later * 86_400_000);
          const over = excess(ledger, at, facts, calendar);
          if (isGenerous) expect(over, what).toBeGreaterThanOrEqual(0);
          else expect(over, `${what}, ${later} days later`).toBe(0);
        }
      };
      check("accept");
      for (const { act, hours, days } of steps) {
        now = new Date(now.getTime() + hours * 3_600_000);
        const open = facts.stops.find((s) => s.resumedAt === null);
        if (act === "dayOff") {
          const on = addDays(cityDay(now), days);
          const dueAt = open ? open.dueAtBefore : facts.dueAt;
          if (!isWorkingDay(on, calendar) || !facts.acceptedAt || !dueAt) continue;
          const after = withDays(calendar, [{ on, kind: "HOLIDAY" }]);
          const clock = {
            ...{ acceptedAt: facts.acceptedAt, limit, cutoff, promisedOn, stops: facts.stops.filter((s) => s !== open) },
            due: { dueAt, dueOn: cityDay(dueAt) },
            extended:
              facts.extendedDueAt && facts.extendedDueOn ? { dueAt: facts.extendedDueAt, dueOn: facts.extendedDueOn } : null,
            on: open?.stoppedOn ?? cityDay(now),
          };
          const moved = redate(clock, { before: calendar, after, hoursFrom: null });
          calendar = after;
          const due = moved?.due ?? clock.due;
          const extended = {
            extendedDueAt: moved?.extended?.dueAt ?? facts.extendedDueAt,
            extendedDueOn: moved?.extended?.dueOn ?? facts.extendedDueOn,
          };
          facts = open
            ? {
                ...facts,
                ...extended,
                stops: facts.stops.map((s) => (s === open ? { ...s, dueAtBefore: due.dueAt, dueOnBefore: due.dueOn } : s)),
              }
            : { ...facts, ...extended, ...due };
          const running = { ...facts, ...due };
          const over = excess(open ? { ...ledger } : ledger, open?.stoppedAt ?? now, running, calendar);
          if (over > 0 && due.dueOn === clock.due.dueOn && limit.unit !== "CLOCK_HOUR") isGenerous = true;
          saw(isGenerous ? "generous" : moved ? "moved" : "kept");
          check("dayOff");
          continue;
        }
        const decided = decideAct(
          facts,
          desk,
          act,
          ask({ extendedDueOn: workingDayFrom(addDays(facts.dueOn ?? cityDay(now), 1 + Math.abs(days)), calendar) }),
        );
        if (!decided.ok) continue;
        facts = decided.next;
        saw(act);
        if (act === "receiveSupplement" || act === "confirmPayment") {
          if (!open) throw new Error("nothing was waited for");
          if (open.policy === "RESTART") {
            ledger = { ...ledger, since: now, waits: [] };
            isGenerous = false;
            saw("restart");
          } else ledger = { ...ledger, waits: [...ledger.waits, { from: open.stoppedAt, until: now }] };
          promisedOn = facts.dueOn;
        }
        check(act);
      }
    }),
    { numRuns: 1_000 },
  );
  // So that the property is not empty.
  const wanted = [
    "requestSupplement",
    "receiveSupplement",
    "requestPayment",
    "confirmPayment",
    "extend",
    "consult",
    "restart",
    "moved",
    "receiveOpinion",
  ];
  for (const what of wanted) expect(reached.get(what) ?? 0, what).toBeGreaterThan(20);
});
