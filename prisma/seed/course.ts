import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import {
  addWorkingDays,
  cityDay,
  cityInstant,
  closingMinute,
  officeStretches,
  workingDaysBetween,
  workingMinutesBetween,
} from "@/lib/calendar/rules";
import type { DossierState, MoveName } from "@/lib/dossiers/model";
import { type DossierFacts, decideMove, newDossier } from "@/lib/dossiers/rules";
import type { Fate } from "./fates";
import { type Filing, later } from "./intake";
import { supplementReasons } from "./papers";
import type { Random } from "./random";

export type LifeEvent = {
  version: number;
  kind: MoveName | "register";
  fromState: DossierState | null;
  toState: DossierState;
  at: Date;
  note: string | null;
  dueAtBefore: Date | null;
  dueAtAfter: Date | null;
};
export type Life = { facts: DossierFacts; events: LifeEvent[] };

/** The end of a season, and whether its dossiers are told on beyond it. */
export type Horizon = { until: Date; goesOn: boolean; calendar: WorkingCalendar };

const earlier = (a: Day, b: Day): Day => [a, b].sort()[0] ?? a;

const reasons = {
  supplement: supplementReasons,
  payment: ["Thực hiện nghĩa vụ tài chính theo thông báo của cơ quan thuế", "Nộp lệ phí trước bạ theo thông báo"],
  refuse: ["Không đủ điều kiện theo quy định, đã trả lời bằng văn bản", "Nội dung đề nghị không thuộc thẩm quyền giải quyết"],
  withdraw: ["Người nộp đề nghị rút hồ sơ", "Người nộp thay đổi nhu cầu, nộp lại sau"],
  stop: ["Phát sinh tranh chấp, dừng chờ kết luận của cơ quan có thẩm quyền", "Chờ kết quả giải quyết khiếu nại liên quan"],
  extend: ["Cần thêm thời gian xác minh thực địa; đã gửi văn bản xin lỗi", "Chờ ý kiến cơ quan phối hợp; đã gửi văn bản xin lỗi"],
  decline: ["Hồ sơ không thuộc thẩm quyền tiếp nhận", "Thành phần hồ sơ không đúng thủ tục, đã hướng dẫn nộp lại"],
} as const;

/** Walks a filing through its moves; each is judged by the very rule the city works by, so no dossier can be what it may not be. */
export function course(filing: Filing, fate: Fate, horizon: Horizon, random: Random): Life {
  const { calendar, until } = horizon;
  const lastDay = cityDay(until);
  const walk = begin(filing, calendar);
  walk.step("accept", filing.acceptedAt);
  const { acceptedAt, limit } = filing;
  const acceptedOn = cityDay(acceptedAt);
  const isSameDay = limit?.unit === "SAME_DAY";
  const closingOf = (of: Day) => cityInstant(of, closingMinute(calendar, of));
  const day = (from: Day, count: number) => addWorkingDays(from, count, calendar);
  /** Office time of a day after an instant; the next working day when that day has none left. */
  const on = (of: Day, after: Date): Date => {
    const opens = cityInstant(of, officeStretches(of, calendar)[0]?.opensMinute ?? 0);
    const start = after > opens ? after : opens;
    const room = workingMinutesBetween(start, closingOf(of), calendar);
    return later(start, room < 1 ? random.int(5, 60) : 1 + random.next() * Math.max(0, room - 1), calendar);
  };
  const start = (before: Date | null) => {
    const minutes = random.int(15, 220);
    const room = before ? workingMinutesBetween(acceptedAt, before, calendar) * (0.1 + random.next() * 0.3) : minutes;
    walk.step("start", later(acceptedAt, Math.min(minutes, room), calendar));
  };
  /** Begun but not done by its day; some get a new appointment with an apology the day before, which does not undo the lateness. */
  const startAndRunOut = (due: Day, apologises: boolean) => {
    const dayBefore = due > acceptedOn ? day(due, -1) : due;
    const isToldInTime = apologises && dayBefore > acceptedOn;
    start(cityInstant(isToldInTime ? dayBefore : due, 0));
    if (!isToldInTime) return;
    const at = later(cityInstant(dayBefore, 0), random.int(30, 440), calendar);
    walk.step("extend", at, random.pick(reasons.extend), day(due, random.int(2, 5)));
  };
  const resolve = (at: Date) => {
    if (!isSameDay && walk.facts.dueOn && cityDay(at) <= walk.facts.dueOn && random.chance(0.012))
      walk.step("refuse", at, random.pick(reasons.refuse));
    else walk.step("finish", at);
    handOver(filing, walk, at, calendar, random);
  };
  /** An end in time that lies between `after` and `before`. */
  const inTime = (after: Date, before: Date): Date => {
    const due = walk.facts.dueOn ?? day(cityDay(after), isSameDay ? 0 : random.int(1, 4));
    const latest = earlier(due, cityDay(before));
    const room = workingDaysBetween(cityDay(after), latest, calendar);
    const pace = random.chance(0.34) ? 1 : 0.35 + 0.65 * random.next() ** 0.7;
    const target = room === 0 ? latest : day(cityDay(after), Math.round(room * pace));
    const at = isSameDay && target === cityDay(after) ? later(after, random.int(12, 110), calendar) : on(target, after);
    if (cityDay(at) <= latest && at <= before) return at;
    const end = new Date(Math.min(before.getTime(), closingOf(latest).getTime()));
    return later(after, workingMinutesBetween(after, end, calendar) * (0.3 + 0.6 * random.next()), calendar);
  };

  switch (fate) {
    case "in-time": {
      const stop = detour(filing, walk.facts, horizon, random);
      if (stop) {
        start(stop.at);
        walk.step(stop.move, stop.at, stop.reason);
        walk.step(stop.move === "requestPayment" ? "confirmPayment" : "receiveSupplement", stop.until);
        resolve(inTime(stop.until, until));
      } else {
        const end = inTime(acceptedAt, until);
        start(end);
        resolve(end);
      }
      break;
    }
    case "late": {
      const due = walk.facts.dueOn ?? acceptedOn;
      const most = Math.min(8, workingDaysBetween(due, lastDay, calendar) - 1);
      const lateness = Math.max(1, Math.min(most, isSameDay ? 1 : 1 + Math.floor(-Math.log(1 - random.next()) * 1.6)));
      const end = on(day(due, lateness), cityInstant(day(due, lateness), 0));
      startAndRunOut(due, lateness > 1 && random.chance(0.25));
      resolve(end);
      break;
    }
    case "open": {
      const end = horizon.goesOn ? inTime(until, closingOf(walk.facts.dueOn ?? lastDay)) : null;
      start(end);
      if (end) resolve(end);
      break;
    }
    case "overdue": {
      const due = walk.facts.dueOn ?? acceptedOn;
      startAndRunOut(due, random.chance(0.3));
      if (horizon.goesOn) resolve(on(day(lastDay, random.int(1, 9)), until));
      break;
    }
    case "waiting": {
      const isPayment = filing.procedure.sector === "dat-dai" && random.chance(0.5);
      const most = Math.min(workingDaysBetween(acceptedOn, lastDay, calendar), isPayment ? 8 : 2);
      const at = new Date(
        Math.min(on(day(acceptedOn, random.int(1, Math.max(1, most))), acceptedAt).getTime(), until.getTime() - 60_000),
      );
      start(at);
      walk.step(
        isPayment ? "requestPayment" : "requestSupplement",
        at,
        random.pick(isPayment ? reasons.payment : reasons.supplement),
      );
      if (!horizon.goesOn) break;
      const back = on(day(lastDay, random.int(1, 18)), until);
      if (random.chance(0.15)) {
        walk.step("withdraw", back, random.pick(reasons.withdraw));
        break;
      }
      walk.step(isPayment ? "confirmPayment" : "receiveSupplement", back);
      resolve(inTime(back, closingOf(walk.facts.dueOn ?? lastDay)));
      break;
    }
    case "withdrawn":
    case "stopped": {
      const latest = earlier(walk.facts.dueOn ?? lastDay, day(lastDay, -1));
      const room = Math.max(1, workingDaysBetween(acceptedOn, latest, calendar));
      const at = on(day(acceptedOn, random.int(1, room)), acceptedAt);
      start(at);
      if (fate === "stopped") walk.step("stop", at, random.pick(reasons.stop));
      else walk.step("withdraw", at, random.pick(reasons.withdraw));
    }
  }
  return walk.until(horizon.goesOn ? null : until);
}

/** An online application that was not accepted, or that nobody has looked at yet. */
export function courseBeforeAcceptance(filing: Filing, declinedAt: Date | null, calendar: WorkingCalendar, random: Random): Life {
  const walk = begin(filing, calendar);
  if (declinedAt) walk.step("decline", declinedAt, random.pick(reasons.decline));
  return walk.until(null);
}

type Walk = {
  readonly facts: DossierFacts;
  step(move: MoveName, at: Date, reason?: string, extendedDueOn?: Day): void;
  /** What has come to pass by an instant; everything when there is none. */
  until(at: Date | null): Life;
};

function begin(filing: Filing, calendar: WorkingCalendar): Walk {
  const { procedure, limit } = filing;
  // Online an application comes first; at the counter and by post a dossier begins with its acceptance.
  const isSentIn = filing.channel === "ONLINE";
  const told: LifeEvent[] = [];
  if (isSentIn) {
    const sentIn = { version: 1, fromState: null, note: null, dueAtBefore: null, dueAtAfter: null } as const;
    told.push({ ...sentIn, kind: "register", toState: "REGISTERED", at: filing.registeredAt });
  }
  const begun: DossierFacts = isSentIn ? newDossier : { ...newDossier, version: 0 };
  const states: DossierFacts[] = isSentIn ? [begun] : [];
  const last = () => states[states.length - 1] ?? begun;
  return {
    get facts() {
      return last();
    },
    step(move, now, reason, extendedDueOn) {
      const decision = decideMove(last(), move, {
        now,
        calendar,
        reason,
        extendedDueOn,
        limit,
        cutoff: procedure.cutoffPolicy,
        supplementPolicy: procedure.supplementPolicy,
      });
      const before = told[told.length - 1];
      if (!decision.ok) throw new Error(`${move} of ${procedure.code} at ${now.toISOString()}: ${decision.code}`);
      if (before && before.at > now)
        throw new Error(`${move} of ${procedure.code} at ${now.toISOString()} comes before ${before.kind}`);
      told.push(told.length === 0 ? { ...decision.event, fromState: null } : decision.event);
      states.push(decision.next);
    },
    until(at) {
      const count = at === null ? told.length : told.filter((e) => e.at <= at).length;
      return { facts: states[count - 1] ?? begun, events: told.slice(0, count) };
    },
  };
}

/** Some wait for papers or a payment on the way and are still in time. Only where there is room before the season ends. */
function detour(filing: Filing, facts: DossierFacts, { until, calendar }: Horizon, random: Random) {
  const { limit, procedure, acceptedAt } = filing;
  if (!limit || !facts.dueOn || (limit.value ?? 0) < 3 || limit.unit === "WORKING_HOUR") return null;
  const isPayment = procedure.sector === "dat-dai" && random.chance(0.4);
  if (!isPayment && !random.chance(0.07)) return null;
  const atWork = Math.min(
    workingDaysBetween(cityDay(acceptedAt), facts.dueOn, calendar) - 1,
    isPayment ? random.int(3, 7) : random.int(1, 2),
  );
  const minutes = (atWork - 0.3 + random.next() * 0.4) * 480;
  const at = later(acceptedAt, minutes, calendar);
  const back = later(at, (0.6 + -Math.log(1 - random.next()) * 3) * 480, calendar);
  // Half the limit again must fit between coming back and the season's end.
  const needed = later(back, (limit.value ?? 0) * 240, calendar);
  if (needed > until) return null;
  return {
    move: isPayment ? ("requestPayment" as const) : ("requestSupplement" as const),
    at,
    until: back,
    reason: random.pick(isPayment ? reasons.payment : reasons.supplement),
  };
}

/** Online results are there at once, at the counter people come for them, by post they travel; a few are never fetched. */
function handOver(filing: Filing, walk: Walk, endedAt: Date, calendar: WorkingCalendar, random: Random): void {
  if (random.chance(0.003)) return;
  const isSameDay = filing.limit?.unit === "SAME_DAY";
  const minutes = {
    ONLINE: random.chance(0.8) ? random.int(1, 25) : random.int(60, 500),
    COUNTER: isSameDay ? random.int(4, 70) : random.int(30, 1900),
    POST: random.int(480, 1500),
  }[filing.channel];
  walk.step("return", later(endedAt, minutes, calendar));
}
