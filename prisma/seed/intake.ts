import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import {
  addDays,
  addWorkingMinutes,
  cityDay,
  cityInstant,
  cityMinute,
  isWorkingDay,
  officeStretches,
  weekdayOf,
} from "@/lib/calendar/rules";
import type { Channel, ServiceLevel } from "@/lib/dossiers/model";
import type { Limit } from "@/lib/dossiers/rules";
import { serviceLevelOn, timeLimitFor } from "@/lib/procedures/rules";
import { demandOf } from "./demand";
import type { SeedProcedure } from "./procedures";
import type { Random } from "./random";
import { type Ward, wards } from "./units";

/** What somebody handed in: before anything became of it. */
export type Filing = {
  procedure: SeedProcedure;
  /** Keys of the settling unit and of the desk that took it in. */
  unit: string;
  desk: string;
  ward: Ward;
  /** The applicant's hamlet, 1 … ward.hamlets. */
  hamlet: number;
  channel: Channel;
  level: ServiceLevel;
  registeredAt: Date;
  acceptedAt: Date;
  limit: Limit | null;
};

export type Season = {
  from: Day;
  to: Day;
  /** Nothing is accepted after this instant. */
  until: Date;
  total: number;
  /** Which column of the demand holds. */
  mix: "earlier" | "living";
  /** The share of online filings wanted on a day, 0 … 1. */
  onlineShare(day: Day): number;
};

/** How busy a weekday is, Monday to Sunday; a Saturday is only worked to make up. */
const weekdayLoad = [1.22, 1.06, 1.0, 0.96, 0.88, 0.5, 0.5];
/** How busy a month is: quiet around Tết, school papers before September, the land and building season in spring. */
const monthLoad = [0.98, 0.86, 1.08, 1.04, 1.0, 1.06, 1.12, 1.16, 1.0, 0.98, 0.96, 1.02];

/** Everything accepted in a season, in the order of acceptance: exactly `total`. */
export function filings(
  season: Season,
  procedures: readonly SeedProcedure[],
  calendar: WorkingCalendar,
  random: Random,
): Filing[] {
  const wanted = procedures
    .map((procedure) => ({ procedure, demand: demandOf(procedure) }))
    .filter(({ procedure, demand }) => demand[season.mix] > 0 && procedure.validFrom <= season.from);
  const drafts = moments(season, calendar, random).map((acceptedAt) => {
    const day = cityDay(acceptedAt);
    const { procedure, demand } = random.weighted(wanted, (w) => w.demand[season.mix]);
    const ward = random.weighted(wards, (w) => w.share);
    const level = serviceLevelOn(procedure, day);
    const leaning = level === "INFORMATION" ? 0 : demand.online * ward.onlineLeaning;
    return { acceptedAt, day, procedure, ward, level, leaning };
  });
  const lift = liftByMonth(drafts, season);
  return drafts.map(({ acceptedAt, day, procedure, ward, level, leaning }): Filing => {
    const isOnline = random.chance(Math.min(0.97, leaning * (lift.get(day.slice(0, 7)) ?? 1)));
    const channel: Channel = isOnline ? "ONLINE" : random.chance(0.02) && procedure.sector !== "chung-thuc" ? "POST" : "COUNTER";
    const limit = timeLimitFor(procedure, channel, day);
    return {
      procedure,
      unit: procedure.by ?? ward.key,
      desk: procedure.by ? "cityDesk" : `${ward.key}Desk`,
      ward,
      hamlet: random.int(1, ward.hamlets),
      channel,
      level,
      acceptedAt,
      registeredAt: channel === "ONLINE" ? registeredBefore(acceptedAt, random) : acceptedAt,
      limit: limit && { value: limit.value, unit: limit.unit },
    };
  });
}

/** How much every leaning to file online must be lifted so that each month's share comes out as wanted. */
function liftByMonth(drafts: readonly { day: Day; leaning: number }[], season: Season): Map<string, number> {
  const months = new Map<string, { day: Day; leaning: number }[]>();
  for (const draft of drafts) {
    const month = draft.day.slice(0, 7);
    const ones = months.get(month);
    if (ones) ones.push(draft);
    else months.set(month, [draft]);
  }
  return new Map(
    [...months].map(([month, ones]) => {
      const wanted = ones.reduce((sum, d) => sum + season.onlineShare(d.day), 0);
      let [low, high] = [0, 40];
      for (let i = 0; i < 40; i++) {
        const middle = (low + high) / 2;
        const got = ones.reduce((sum, d) => sum + Math.min(0.97, d.leaning * middle), 0);
        if (got < wanted) low = middle;
        else high = middle;
      }
      return [month, low];
    }),
  );
}

/** The instants of acceptance: shared out over the working days, each within office hours, in order. */
function moments(season: Season, calendar: WorkingCalendar, random: Random): Date[] {
  const days: { day: Day; load: number }[] = [];
  for (let day = season.from; day <= season.to; day = addDays(day, 1)) {
    if (!isWorkingDay(day, calendar)) continue;
    const ofDay = (weekdayLoad[weekdayOf(day) - 1] ?? 1) * (monthLoad[Number(day.slice(5, 7)) - 1] ?? 1);
    const openShare = lengthOf(stretchesOf(day, season.until, calendar)) / lengthOf(stretchesOf(day, null, calendar));
    days.push({ day, load: ofDay * (0.88 + random.next() * 0.24) * openShare });
  }
  const sum = days.reduce((total, d) => total + d.load, 0);
  let carried = 0;
  let given = 0;
  return days.flatMap(({ day, load }) => {
    carried += (load / sum) * season.total;
    const count = Math.round(carried) - given;
    given += count;
    return momentsOn(day, count, season.until, calendar, random);
  });
}

type Stretch = { from: number; to: number };

/** When somebody can hand in on a day, in minutes after midnight: the office hours less their edges, and nothing after an instant if one is given. */
function stretchesOf(day: Day, until: Date | null, calendar: WorkingCalendar): Stretch[] {
  return officeStretches(day, calendar)
    .map((h) => ({ from: h.opensMinute + 2, to: h.closesMinute - 6 }))
    .map((s) => (until && cityDay(until) === day ? { ...s, to: Math.min(s.to, cityMinute(until) - 6) } : s))
    .filter((s) => s.to > s.from);
}
const lengthOf = (stretches: readonly Stretch[]) => stretches.reduce((sum, s) => sum + s.to - s.from, 0);

function momentsOn(day: Day, count: number, until: Date, calendar: WorkingCalendar, random: Random): Date[] {
  const stretches = stretchesOf(day, until, calendar);
  return Array.from({ length: count }, () => {
    const { from, to } = random.weighted(stretches, (s) => s.to - s.from);
    // More people come early in a stretch than late.
    const at = from + (to - from) * random.next() ** 1.25;
    return new Date(Math.floor(cityInstant(day, at).getTime() / 1000) * 1000);
  }).sort((a, b) => a.getTime() - b.getTime());
}

/** When an online application was sent: from a few minutes to a working day before somebody accepted it. */
function registeredBefore(acceptedAt: Date, random: Random): Date {
  const minutes = random.chance(0.6) ? random.int(6, 180) : random.int(180, 1200);
  return new Date(acceptedAt.getTime() - minutes * 60_000 - random.int(0, 59) * 1000);
}

/** An instant of office time, so many minutes of office time later. */
export function later(at: Date, minutes: number, calendar: WorkingCalendar): Date {
  return new Date(Math.floor(addWorkingMinutes(at, minutes, calendar).getTime() / 1000) * 1000);
}
