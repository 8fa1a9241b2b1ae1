import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { addMonths, cityDay, cityInstant, daysBetween, isWorkingDay, nextDay } from "@/lib/calendar/rules";
import { formatDossierCode } from "@/lib/dossiers/rules";
import { course, courseBeforeAcceptance, type Life } from "./course";
import { castFates, type Quotas } from "./fates";
import { type Filing, filings, type Season } from "./intake";
import type { SeedProcedure } from "./procedures";
import type { Random } from "./random";
import { units } from "./units";

export type SeedDossier = { filing: Filing; life: Life; code: string | null };
export type Serial = { agencyCode: string; on: Day; serial: number };

/** The first quarter of 2023 as the reports give it: received, and of these resolved early or on time by its last day. */
export const firstQuarter = { from: "2023-01-03", to: "2023-03-31", received: 10_376, inTime: 10_148 } as const;

const openForms = { waiting: 20, openFar: 30, openSoon: 38, overdue: [8, 7, 6, 5, 4, 4, 3, 3, 2, 2, 1, 1, 1, 1] };
const ended = { withdrawn: 12, stopped: 4 };
const elsewhere =
  openForms.waiting + openForms.openFar + openForms.openSoon + openForms.overdue.length + ended.withdrawn + ended.stopped;
const firstQuarterQuotas: Quotas = {
  ...openForms,
  ...ended,
  late: firstQuarter.received - firstQuarter.inTime - elsewhere,
  isExact: true,
};

type World = { procedures: readonly SeedProcedure[]; calendar: WorkingCalendar; random: Random };

/** Every dossier of the demo city, in the order they came in, and the last serial of every agency and day. */
export function seedDossiers(now: Date, world: World): { dossiers: SeedDossier[]; serials: Serial[] } {
  const all = [...pastQuarter(world), ...livingYear(now, world)].sort(
    (a, b) => a.filing.registeredAt.getTime() - b.filing.registeredAt.getTime(),
  );
  return { dossiers: all, serials: giveCodes(all) };
}

function pastQuarter(world: World): SeedDossier[] {
  const { calendar, procedures } = world;
  const random = world.random.branch("first quarter");
  const season: Season = {
    from: firstQuarter.from,
    to: firstQuarter.to,
    until: cityInstant(nextDay(firstQuarter.to), 0),
    total: firstQuarter.received,
    mix: "earlier",
    onlineShare: (day) => 0.292 + 0.00046 * daysBetween(firstQuarter.from, day),
  };
  const until = new Date(season.until.getTime() - 1000);
  const accepted = filings(season, procedures, calendar, random);
  const cast = castFates(accepted, until, firstQuarterQuotas, calendar, random);
  const lives = accepted.map((filing, i): SeedDossier => {
    const life = course(filing, cast[i] ?? "in-time", { until, goesOn: true, calendar }, random);
    return { filing, life, code: null };
  });
  return [...lives, ...declined(season, 46, world, random)];
}

function livingYear(now: Date, world: World): SeedDossier[] {
  const { calendar, procedures } = world;
  const random = world.random.branch("living year");
  const today = cityDay(now);
  const from = addMonths(`${today.slice(0, 8)}01`, -12);
  const span = daysBetween(from, today);
  let workingDays = 0;
  for (let day = from; day <= today; day = nextDay(day)) if (isWorkingDay(day, calendar)) workingDays += 1;
  const season: Season = {
    from,
    to: today,
    until: now,
    total: workingDays * 58,
    mix: "living",
    onlineShare: (day) => 0.46 + (0.2 * daysBetween(from, day)) / span,
  };
  const quotas: Quotas = {
    late: Math.round(season.total * 0.021),
    withdrawn: Math.round(season.total * 0.006),
    stopped: Math.round(season.total * 0.0015),
    waiting: 25,
    openFar: 151,
    openSoon: 17,
    overdue: [9, 7, 6, 5, 4, 4, 3, 2, 2, 1, 1, 1],
    isExact: false,
  };
  const accepted = filings(season, procedures, calendar, random);
  const cast = castFates(accepted, now, quotas, calendar, random);
  const lives = accepted.map((filing, i): SeedDossier => {
    const life = course(filing, cast[i] ?? "in-time", { until: now, goesOn: false, calendar }, random);
    return { filing, life, code: null };
  });
  const undecided = onlineOnly(season, 9, world, random).map((filing): SeedDossier => {
    const registeredAt = new Date(now.getTime() - random.int(4, 480) * 60_000);
    const fresh = { ...filing, registeredAt };
    return { filing: fresh, life: courseBeforeAcceptance(fresh, null, calendar, random), code: null };
  });
  return [...lives, ...declined(season, Math.round(season.total * 0.006), world, random), ...undecided];
}

/** Online applications sent in during a season, over and above those accepted. */
function onlineOnly(season: Season, count: number, { procedures, calendar }: World, random: Random): Filing[] {
  const many = filings({ ...season, total: count * 6 }, procedures, calendar, random).filter((f) => f.channel === "ONLINE");
  return random.shuffled(many).slice(0, count);
}
function declined(season: Season, count: number, world: World, random: Random): SeedDossier[] {
  return onlineOnly(season, count, world, random).map((filing) => ({
    filing,
    life: courseBeforeAcceptance(filing, filing.acceptedAt, world.calendar, random),
    code: null,
  }));
}

/** A code is agency, day and the place in that day's order of acceptance (TT 01/2018 Đ.19); it comes with acceptance only. */
function giveCodes(dossiers: SeedDossier[]): Serial[] {
  const codeOf = new Map(units.map((u) => [u.key, u.code]));
  // A desk has no identifier of its own: it numbers under the agency it belongs to.
  const agencyOf = new Map(units.map((u) => [u.key, codeOf.get(u.parent ?? u.key) ?? u.code]));
  const serials = new Map<string, Serial>();
  const accepted = dossiers
    .filter((d) => d.life.facts.acceptedAt !== null)
    .sort((a, b) => a.filing.acceptedAt.getTime() - b.filing.acceptedAt.getTime());
  for (const dossier of accepted) {
    const agencyCode = agencyOf.get(dossier.filing.desk) ?? "";
    const on = cityDay(dossier.filing.acceptedAt);
    const key = `${agencyCode} ${on}`;
    const last = serials.get(key) ?? { agencyCode, on, serial: 0 };
    last.serial += 1;
    serials.set(key, last);
    dossier.code = formatDossierCode(agencyCode, on, last.serial);
  }
  return [...serials.values()];
}
