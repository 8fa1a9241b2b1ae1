import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, holds } from "@/lib/policy";
import { respondersNow, sourcesNow } from "../fetching/sources";
import { mostAnswersShown, TrustStore } from "../model";
import { ledBy } from "./store";

const faultOf = {
  sources: TrustStore.shape.sources.element.shape.fault,
  responders: TrustStore.shape.responders.element.shape.fault,
};
const iso = (at: Date) => at.toISOString();
const isoOr = (at: Date | null | undefined) => (at ? iso(at) : null);

/** The authorities that are trusted, what they revoked by lists and by answers, and where both come from; the newest first. */
export async function listTrust(actor: Actor, now = new Date()): Promise<TrustStore> {
  if (!holds(actor, "signatures.trust")) throw new AppError("forbidden", "permission");
  const rows = await db.trustedCertificate.findMany({ orderBy: { id: "desc" } });
  const leads = ledBy(rows, now);
  const lists = await db.revocationList.findMany({ orderBy: { id: "desc" }, omit: { der: true } });
  const answers = await db.revocationAnswer.findMany({
    orderBy: [{ addedAt: "desc" }, { id: "desc" }],
    take: mostAnswersShown,
    omit: { der: true, issuerKey: true },
  });
  return {
    certificates: rows.map(({ der: _, ...one }) => ({
      ...{ ...one, leads: [...(leads.get(one.id) ?? [])] },
      ...{ validFrom: iso(one.validFrom), validUntil: iso(one.validUntil), addedAt: iso(one.addedAt) },
    })),
    lists: lists.map((one) => ({ ...one, madeAt: iso(one.madeAt), nextAt: isoOr(one.nextAt), addedAt: iso(one.addedAt) })),
    answers: answers.map((one) => ({
      ...{ ...one, madeAt: iso(one.madeAt), nextAt: isoOr(one.nextAt), addedAt: iso(one.addedAt) },
      revokedAt: isoOr(one.revokedAt),
    })),
    answersInAll: await db.revocationAnswer.count(),
    sources: await listSources(),
    ...(await listResponders()),
  };
}

async function listSources(): Promise<TrustStore["sources"]> {
  const tried = new Map((await db.listSource.findMany()).map((row) => [row.url, row]));
  return sourcesNow().map(({ url }) => {
    const row = tried.get(url.href);
    return {
      ...{ url: url.href, triedAt: isoOr(row?.triedAt), takenAt: isoOr(row?.takenAt) },
      fault: faultOf.sources.parse(row?.fault ?? null),
    };
  });
}

const mostStrangers = 10;
/** The responders that may be asked, with how the asking went; and those that certificates name and nobody wrote down. */
async function listResponders(): Promise<Pick<TrustStore, "responders" | "strangers">> {
  const rows = await db.$queryRaw<
    { url: string; waiting: number; triedAt: Date | null; takenAt: Date | null; fault: string | null }[]
  >`select responder as url, (count(*) filter (where taken_at is null))::int as waiting, max(tried_at) as "triedAt", max(taken_at) as "takenAt",
      (array_agg(fault order by tried_at desc) filter (where tried_at is not null))[1] as fault
    from revocation_question group by responder order by count(*) desc, responder`;
  const known = new Map(rows.map((row) => [row.url, row]));
  const responders = respondersNow().map(({ url }) => {
    const row = known.get(url.href);
    return {
      ...{ url: url.href, waiting: row?.waiting ?? 0, triedAt: isoOr(row?.triedAt), takenAt: isoOr(row?.takenAt) },
      fault: faultOf.responders.parse(row?.fault ?? null),
    };
  });
  const written = new Set(responders.map(({ url }) => url));
  const strangers = rows.filter(({ url }) => !written.has(url)).slice(0, mostStrangers);
  return { responders, strangers: strangers.map(({ url, waiting }) => ({ url, waiting })) };
}
