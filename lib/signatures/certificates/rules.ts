import type { Day } from "@/lib/calendar/model";
import { cityDay, daysBetween, holdsOn } from "@/lib/calendar/rules";
import type { Role } from "@/lib/db/generated/enums";
import type { UnitKind } from "@/lib/units/model";
import { searchable } from "@/lib/words";
import type { AuthorityReason, AuthorityState, CertificateFilterName, CertificateState, SignerAuthority } from "./model";

export type CertificateTimes = { validFrom: Date; validUntil: Date; revokedAt: Date | null; endedAt: Date | null };
export type CertificateStanding = {
  state: CertificateState;
  /** Days of the city's calendar until the last on which it holds, 0 on that day; only of what is in force. */
  daysLeft: number | null;
};

/**
 * The state of a certificate at a moment, also one that is past. Both ends of its time belong to it (RFC 5280 §4.1.2.5). What its authority revoked is
 * revoked whatever else is said of it, from the moment the list names; what an administrator ended, from the moment they did, comes next.
 */
export function certificateState({ validFrom, validUntil, revokedAt, endedAt }: CertificateTimes, now: Date): CertificateState {
  if (revokedAt !== null && revokedAt <= now) return "revoked";
  if (endedAt !== null && endedAt <= now) return "ended";
  if (now > validUntil) return "expired";
  return now < validFrom ? "not-yet" : "in-force";
}

/** How a certificate stands at a moment: its state, and of one in force how long it has. */
export function certificateStanding(certificate: CertificateTimes, now: Date): CertificateStanding {
  const state = certificateState(certificate, now);
  return { state, daysLeft: state === "in-force" ? daysBetween(cityDay(now), cityDay(certificate.validUntil)) : null };
}

/** Does a list of certificates so narrowed hold one that stands like this? What ends within 30 days also ends within 60 and 90. */
export function isInCertificateFilter({ state, daysLeft }: CertificateStanding, filter: CertificateFilterName): boolean {
  const within = /^ends-(\d+)$/.exec(filter)?.[1];
  return within === undefined ? state === filter : daysLeft !== null && daysLeft <= Number(within);
}

/** "001099123456" in a name → "*********456": some authorities write a person's number into it. */
export const maskedName = (name: string): string =>
  name.replace(/\d[\d .-]{7,}\d/g, (number) => number.replace(/\d(?=(?:\D*\d){3})/g, "*"));

/** Do two names mean one holder? Certificates of 2015–2025 are written without diacritics; where both have them, they count. */
export function isNameAlike(one: string, other: string): boolean {
  if (plain(searchable(one)) !== plain(searchable(other))) return false;
  return !isMarked(one) || !isMarked(other) || written(one) === written(other);
}
const plain = (name: string) =>
  name
    .replace(/\bubnd\b/g, "uy ban nhan dan")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const written = (name: string) =>
  name
    .normalize("NFC")
    .toLowerCase()
    .replace(/(?<!\p{L})ubnd(?!\p{L})/gu, "ủy ban nhân dân")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const isMarked = (name: string) => /[\u0300-\u036fđĐ]/.test(name.normalize("NFD"));

/** A serial as it is kept, in small hexadecimal digits without what separates them and without leading zeros. */
export const plainSerial = (serial: string): string =>
  serial
    .toLowerCase()
    .replace(/^0x/, "")
    .replace(/[\s:.-]/g, "")
    .replace(/^0+(?=.)/, "");

/** Roles of a post in which somebody signs for the agency: its head, and who stands in for that (NĐ 30/2020 Đ.13). */
export const signingRoles: readonly Role[] = ["LEADER", "UNIT_HEAD"];
/** Units with a seal of their own (NĐ 99/2016 Đ.7–8); a desk or an office within one has none. */
const sealedKinds: ReadonlySet<UnitKind> = new Set([
  "COMMITTEE",
  "DEPARTMENT",
  "WARD",
  "COMMUNE",
  "SPECIAL_ZONE",
  "SERVICE_CENTRE",
]);
export const hasOwnSeal = ({ kind }: { kind: UnitKind }): boolean => sealedKinds.has(kind);

type Term = { validFrom: Day; validUntil: Day | null };
/** What the registry knows of a certificate: who holds it, and every post they ever held, the leading ones first. */
export type RegisteredSigner = {
  endedAt: Date | null;
  person: {
    name: string;
    disabledAt: Date | null;
    posts: readonly (Term & { role: Role; title: string; unitName: string })[];
  } | null;
  agency: (Term & { name: string; kind: UnitKind }) | null;
};

/**
 * Had the holder of a certificate the authority to sign at a moment? A person by a leader's or head's post of that day, an agency by a seal of its own;
 * as coverage counts them. A certificate that was ended here before belonged to nobody any more. Null: the registry does not know it.
 */
export function authorityOf(signer: RegisteredSigner | null, signedAt: Date | null): SignerAuthority {
  const on = signedAt && cityDay(signedAt);
  const { person, agency } = signer ?? { person: null, agency: null };
  const holder = person
    ? { kind: "person" as const, name: person.name }
    : agency
      ? { kind: "agency" as const, name: agency.name }
      : null;
  const is = (state: AuthorityState, reason: AuthorityReason, post: SignerAuthority["post"] = null) => ({
    ...{ state, reason, on, holder, post },
  });
  if (!signer) return is("not-registered", "certificate-unknown");
  if (!holder) return is("not-registered", "holder-gone");
  if (signedAt === null || on === null) return is("without-authority", "day-unknown");
  if (signer.endedAt !== null && signer.endedAt <= signedAt) return is("without-authority", "certificate-ended");
  if (agency) {
    if (!holdsOn(agency, on)) return is("without-authority", "unit-gone");
    return hasOwnSeal(agency) ? is("authorised", "seal") : is("without-authority", "no-seal");
  }
  if (!person) return is("not-registered", "holder-gone");
  if (person.disabledAt !== null && person.disabledAt <= signedAt) return is("without-authority", "account-closed");
  const posts = person.posts.filter((post) => holdsOn(post, on));
  const signing = posts.find(({ role }) => signingRoles.includes(role));
  const shown = signing ?? posts[0];
  if (!shown) return is("without-authority", "no-post");
  const post = { title: shown.title, unitName: shown.unitName };
  return signing ? is("authorised", "post-signs", post) : is("without-authority", "post-signs-not", post);
}
