import { cityDay } from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { db } from "@/lib/db/client";
import { searchable } from "@/lib/words";
import type { CertificateHolder } from "./model";

const signing = (now: Date) => ({
  endedAt: null,
  OR: [{ revokedAt: null }, { revokedAt: { gt: now } }],
  credentialId: { not: null },
  validFrom: { lte: now },
  validUntil: { gte: now },
});

/** The people who hold a certificate that signs from here now. */
export async function holdersSigning(tx: Tx, now: Date): Promise<number[]> {
  const rows = await tx.signerCertificate.findMany({
    where: { ...signing(now), userId: { not: null } },
    select: { userId: true },
  });
  return [...new Set(rows.flatMap(({ userId }) => (userId === null ? [] : [userId])))];
}

/** The certificate a person or an agency signs with from here now: of several the one that ends last. */
export function findSignerCertificate(
  tx: Tx,
  holder: { userId: number } | { unitId: number },
  now: Date,
): Promise<{ id: number } | null> {
  return tx.signerCertificate.findFirst({
    where: { ...signing(now), ...holder },
    orderBy: { validUntil: "desc" },
    select: { id: true },
  });
}

export type KnownHolder = CertificateHolder & { login: string | null; unitIds: readonly number[] };
/** Everybody with an open account and every unit that stands: who may hold a certificate. */
export async function everyHolder(now: Date, tx: Tx = db): Promise<KnownHolder[]> {
  const today = cityDay(now);
  return tx.$queryRaw<KnownHolder[]>`
    select 'person' as kind, a.id, a.name, a.login, nullif(f.title, '') as post, f.unit as "unitName", coalesce(f.ids, '{}') as "unitIds"
    from app_user a left join lateral (
      select (array_agg(p.title order by p.role, p.id))[1] as title, (array_agg(u.name order by p.role, p.id))[1] as unit,
        array_agg(p.unit_id) as ids
      from post p join unit u on u.id = p.unit_id where p.user_id = a.id and p.valid_from <= ${today}::date
        and (p.valid_until is null or p.valid_until >= ${today}::date)) f on true
    where a.disabled_at is null
    union all
    select 'agency', u.id, u.name, null, null, a.name, array[u.id] from unit u left join unit a on a.id = u.parent_id
    where u.valid_from <= ${today}::date and (u.valid_until is null or u.valid_until >= ${today}::date)
    order by name, id`;
}

const mostFound = 20;
/** Of all holders those whose name, login, post or unit has every word of a text in it. */
export function holdersLike(holders: readonly KnownHolder[], text: string): CertificateHolder[] {
  const words = searchable(text).split(/\s+/).filter(Boolean);
  return holders
    .filter(({ name, login, post, unitName }) => {
      const all = searchable([name, login, post, unitName].filter(Boolean).join(" "));
      return words.every((word) => all.includes(word));
    })
    .slice(0, mostFound)
    .map(toldHolder);
}
export const toldHolder = ({ kind, id, name, post, unitName }: KnownHolder): CertificateHolder => ({
  ...{ kind, id, name, post, unitName },
});
