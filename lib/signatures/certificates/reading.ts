import { cityDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { searchable } from "@/lib/words";
import { isForSigning } from "../checking/telling";
import { maskedIdentifier } from "../rules";
import { trustIn } from "../trust/bundle";
import type { Certificate } from "../trust/certificate";
import { everyHolder, holdersLike, type KnownHolder, toldHolder } from "./holders";
import {
  type CertificateDevice,
  type CertificateFilter,
  type CertificateHolders,
  type CertificateItem,
  type CertificateItems,
  type CertificateList,
  type CertificateView,
  certificateFilters,
} from "./model";
import { type CertificateTimes, certificateStanding, isInCertificateFilter, isNameAlike, maskedName } from "./rules";

/** They belong to the whole city: the right is asked for everywhere. */
export function requireCertificates(actor: Actor): void {
  if (!can(actor, "signatures.certificates", "city")) throw new AppError("forbidden", "permission");
}

type Row = CertificateTimes & {
  id: number;
  serial: string;
  name: string;
  organisation: string | null;
  issuerName: string;
  device: CertificateDevice;
  credentialId: string | null;
  hasPicture: boolean;
  endReason: string | null;
  version: number;
  userId: number | null;
  userName: string | null;
  isAccountClosed: boolean;
  post: string | null;
  postUnit: string | null;
  unitId: number | null;
  unitName: string | null;
  isUnitClosed: boolean;
  unitAbove: string | null;
};

/** The registry of certificates, the one that ends first first, narrowed to a state and to words of holder, unit, issuer or serial. */
export async function listCertificates(
  actor: Actor,
  { state, text, skip, take }: CertificateFilter,
  now: Date,
): Promise<CertificateList> {
  requireCertificates(actor);
  const today = cityDay(now);
  const rows = await db.$queryRaw<Row[]>`
    select c.id, c.serial, c.name, c.organisation, c.issuer_name as "issuerName", c.valid_from as "validFrom", c.valid_until as "validUntil",
      c.device::text as device, c.credential_id as "credentialId", c.picture is not null as "hasPicture", c.ended_at as "endedAt",
      c.end_reason as "endReason", c.revoked_at as "revokedAt", c.version, c.user_id as "userId", a.name as "userName",
      coalesce(a.disabled_at is not null, false) as "isAccountClosed", nullif(f.title, '') as post, f.unit as "postUnit", c.unit_id as "unitId",
      u.name as "unitName", coalesce(u.valid_until < ${today}::date, false) as "isUnitClosed", b.name as "unitAbove"
    from signer_certificate c left join app_user a on a.id = c.user_id left join unit u on u.id = c.unit_id left join unit b on b.id = u.parent_id
    left join lateral (select p.title, n.name as unit from post p join unit n on n.id = p.unit_id
      where p.user_id = a.id and p.valid_from <= ${today}::date and (p.valid_until is null or p.valid_until >= ${today}::date)
      order by p.role, p.id limit 1) f on true
    order by c.valid_until, c.id`;
  const all = rows.map((row) => ({ row, standing: certificateStanding(row, now) }));
  const counts = Object.fromEntries(
    certificateFilters.map((name) => [name, all.filter(({ standing }) => isInCertificateFilter(standing, name)).length]),
  ) as CertificateList["counts"];
  const words = searchable(text ?? "")
    .split(/\s+/)
    .filter(Boolean);
  const found = all.filter(({ row, standing }) => {
    if (state !== undefined && !isInCertificateFilter(standing, state)) return false;
    const said = searchable([row.name, row.userName, row.post, row.postUnit, row.unitName, row.issuerName, row.serial].join(" "));
    return words.every((word) => said.includes(word));
  });
  return {
    certificates: found.slice(skip, skip + take).map(({ row, standing }) => viewOf(row, standing)),
    total: found.length,
    counts,
  };
}

function viewOf(row: Row, standing: ReturnType<typeof certificateStanding>): CertificateView {
  const { id, serial, organisation, issuerName, device, credentialId, hasPicture, version, endedAt, endReason } = row;
  return {
    ...{ id, serial, organisation, issuerName, device, credentialId, hasPicture, version, ...standing },
    name: maskedName(row.name),
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    ended: endedAt === null ? null : { at: endedAt.toISOString(), reason: endReason ?? "" },
    holder:
      row.userId !== null && row.userName !== null
        ? {
            ...{ kind: "person", id: row.userId, name: row.userName, post: row.post, unitName: row.postUnit },
            isClosed: row.isAccountClosed,
          }
        : row.unitId !== null && row.unitName !== null
          ? {
              ...{ kind: "agency", id: row.unitId, name: row.unitName, post: null, unitName: row.unitAbove },
              isClosed: row.isUnitClosed,
            }
          : null,
  };
}

/** Who may hold a certificate, by words of name, login, post or unit; the first twenty. */
export async function findCertificateHolders(actor: Actor, text: string, now: Date): Promise<CertificateHolders> {
  requireCertificates(actor);
  return { holders: holdersLike(await everyHolder(now), text) };
}

/** What is drawn where a certificate signs, a PNG; or not-found. */
export async function readCertificatePicture(actor: Actor, id: number): Promise<Uint8Array<ArrayBuffer>> {
  requireCertificates(actor);
  const row = await db.signerCertificate.findUnique({ where: { id }, select: { picture: true } });
  if (!row?.picture) throw new AppError("not-found", "not-found");
  return new Uint8Array(row.picture);
}

/** Which certificates of signers lie in a file, and who bears their names. Nothing is written. */
export async function lookIntoCertificates(actor: Actor, { file }: { file: string }, now: Date): Promise<CertificateItems> {
  requireCertificates(actor);
  const found = trustIn(Buffer.from(file, "base64")).flatMap((one) => ("certificate" in one ? [one.certificate] : []));
  const known = await db.signerCertificate.findMany({
    where: { sha256: { in: found.map(({ sha256 }) => sha256) } },
    select: { sha256: true },
  });
  const isKnown = new Set(known.map(({ sha256 }) => sha256));
  const holders = await everyHolder(now);
  return { items: found.map((one) => itemOf(one, isKnown.has(one.sha256), holders)) };
}

function itemOf(certificate: Certificate, isKnown: boolean, holders: readonly KnownHolder[]): CertificateItem {
  const { name, organisation, title, identifier } = certificate.who;
  const alike = holders.filter((one) => name !== null && isNameAlike(one.name, name));
  return {
    ...{ file: certificate.der.toString("base64"), sha256: certificate.sha256, serial: certificate.serial },
    ...{ name: maskedName(name ?? certificate.serial), organisation, title, identifier: maskedIdentifier(identifier) },
    ...{ issuerName: certificate.issuerName, validFrom: certificate.notBefore.toISOString() },
    validUntil: certificate.notAfter.toISOString(),
    fault: isKnown ? "certificate-known" : faultOf(certificate),
    suggested: alike.length === 1 && alike[0] ? toldHolder(alike[0]) : null,
  };
}

/** Why a certificate signs no documents: it is an authority's, or its key is for something else. */
export const faultOf = (certificate: Certificate): "certificate-of-authority" | "certificate-not-for-signing" | null =>
  certificate.isCa ? "certificate-of-authority" : isForSigning(certificate) ? null : "certificate-not-for-signing";
