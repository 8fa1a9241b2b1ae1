import { setTimeout as pause } from "node:timers/promises";
import { writeEntry } from "@/lib/audit/commands";
import type { Day } from "@/lib/calendar/model";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { cityTimeZone } from "@/lib/words";
import { readFigures } from "./figures/read";
import { findByFactor } from "./look-up/find";
import { countTry, spend } from "./look-up/limiter";
import { judgeProof, makeChallenge } from "./look-up/proof";
import { showDossier } from "./look-up/show";
import {
  type LookUpAnswer,
  type LookUpInput,
  leastMs,
  lookUpLimits,
  type OpenFigures,
  type RatingPage,
  type RatingQuery,
  type RatingStanding,
  type Satisfaction,
  satisfiedFrom,
} from "./model";
import { ratingToken, readRatingToken } from "./rating/link";
import { listOf } from "./rating/list";
import { codeForms, isToBeProven, proofBits, readFactor } from "./rules";

export { showDossier };

/**
 * Looks a dossier up for whoever knows its code and a second factor. Wrong code, wrong factor and not public are one answer of one duration;
 * past `lookUpLimits` a try must be proven by work or by waiting, and over the limits of an address or its range it throws `too-many-look-ups`.
 * The log hears of each dossier that was found.
 */
export async function lookUp(
  input: LookUpInput,
  address: string,
  now: Date,
): Promise<{ answer: LookUpAnswer; id: number | null }> {
  const began = performance.now();
  const codes = codeForms(input.code);
  const factor = readFactor(input.factor);
  if (!codes || !factor) throw new AppError("invalid", "input");
  const tries = await countTry(address, codes);
  if (isToBeProven(tries) && !(await isProven(input, tries, now))) {
    await tries.spareCode();
    return {
      answer: { is: "prove", challenge: makeChallenge(proofBits(tries), tries.codeKey, tries.addressKey, now) },
      id: null,
    };
  }
  const id = await findByFactor(codes, factor, tries.codeToday <= lookUpLimits.codeDigitsPerDay);
  const dossier = id === null ? null : await showDossier(id, now);
  if (id === null || dossier === null) {
    await pause(Math.max(0, leastMs - (performance.now() - began)));
    return { answer: { is: "not-found" }, id: null };
  }
  await tries.giveBack();
  const subject = { type: "dossier", id };
  await writeEntry(db, { actorId: "citizen", action: "dossier.view", subject, detail: { route: "look-up.ask" } });
  return { answer: { is: "found", dossier }, id };
}
async function isProven(input: LookUpInput, tries: { codeKey: string; addressKey: string }, now: Date): Promise<boolean> {
  const how = judgeProof(input, tries.codeKey, tries.addressKey, now);
  return how !== null && input.token !== undefined && (await spend(input.token, how, tries.addressKey));
}

/** The token of the link by which a dossier whose result was returned is rated; in force for 90 days from the return. */
export const ratingTokenOf = ({ id, returnedAt }: { id: number; returnedAt: Date }): string => ratingToken(id, returnedAt);

/** What a rating's link opens for whoever holds it: the form, or a word that it was used or is over. Null for what is no link of ours. */
export async function findRating(
  token: string,
  now: Date,
): Promise<{ standing: RatingStanding; code: string | null; unitName: string; closesAt: Date } | null> {
  const link = readRatingToken(token);
  if (!link) return null;
  const [row] = await db.$queryRaw<{ code: string | null; unitName: string; isRated: boolean }[]>`
    select d.code, u.name as "unitName", exists (select from dossier_rating r where r.dossier_id = d.id) as "isRated"
    from dossier d join unit u on u.id = d.unit_id where d.id = ${link.dossierId} and d.state = 'RETURNED'`;
  if (!row) return null;
  const { isRated, ...rest } = row;
  return { standing: isRated ? "rated" : now > link.closesAt ? "expired" : "open", closesAt: link.closesAt, ...rest };
}

/**
 * What citizens said of the dossiers the actor reaches, newest first, fifty at a time, and the sums of all of it. Refuses a period that ends
 * before it begins (`period-backwards`); `not-found` for a unit out of reach.
 */
export async function listRatings(actor: Actor, query: RatingQuery): Promise<RatingPage> {
  if (query.from > query.to)
    throw new AppError("invalid", "period-backwards", { faults: [{ path: "query.to", code: "period-backwards" }] });
  return listOf(actor, query);
}

/**
 * How satisfied citizens were, by the unit that settled and the month of the rating (the city's month), from the first to the last day asked.
 * Counts, so that units and months can be summed: the rate is `satisfied / rated` (satisfied and very satisfied).
 */
export async function readSatisfaction(from: Day, to: Day): Promise<Satisfaction[]> {
  return db.$queryRaw<Satisfaction[]>`
    select r.unit_id as "unitId", to_char(date_trunc('month', r.at at time zone ${cityTimeZone}), 'YYYY-MM-DD') as month,
      count(*)::int as rated, (count(*) filter (where r.score >= ${satisfiedFrom}))::int as satisfied, sum(r.score)::int as "scoreSum",
      coalesce(sum(r.attitude), 0)::int as "attitudeSum", count(r.attitude)::int as "attitudeCount",
      coalesce(sum(r.explanation), 0)::int as "explanationSum", count(r.explanation)::int as "explanationCount"
    from dossier_rating r
    where r.at >= (${from}::date::timestamp at time zone ${cityTimeZone}) and r.at < ((${to}::date + 1)::timestamp at time zone ${cityTimeZone})
    group by 1, 2 order by 2, 1`;
}

/** Kept in this process: the same for everybody, and made of yesterday's end. */
const keptFigures = new Map<string, { until: number; figures: Promise<OpenFigures | null> }>();
const keptMs = 10 * 60_000;
const mostKept = 40;

/**
 * The units' figures of a period as they are open to everybody: to the end of yesterday, guarded so that nobody can be singled out (`figures/guard`).
 * Null for what is no period. Throws `period-not-begun`.
 */
export async function readOpenFigures(period: string, today: Day, now: Date): Promise<OpenFigures | null> {
  const key = `${period} ${today}`;
  const kept = keptFigures.get(key);
  if (kept && kept.until > now.getTime()) return kept.figures;
  for (const [old, { until }] of keptFigures) if (until <= now.getTime() || keptFigures.size >= mostKept) keptFigures.delete(old);
  const figures = readFigures(period, today, readSatisfaction);
  keptFigures.set(key, { until: now.getTime() + keptMs, figures });
  figures.catch(() => keptFigures.delete(key));
  return figures;
}
