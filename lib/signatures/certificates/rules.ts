import { cityDay, daysBetween } from "@/lib/calendar/rules";
import { searchable } from "@/lib/words";
import type { CertificateFilterName, CertificateState } from "./model";

export type CertificateTimes = { validFrom: Date; validUntil: Date; revokedAt: Date | null; endedAt: Date | null };
export type CertificateStanding = {
  state: CertificateState;
  /** Days of the city's calendar until the last on which it holds, 0 on that day; only of what is in force. */
  daysLeft: number | null;
};

/**
 * How a certificate stands at a moment, also one that is past. Both ends of its time belong to it (RFC 5280 §4.1.2.5). What its authority revoked is
 * revoked whatever else is said of it, from the moment the list names; what an administrator ended, from the moment they did, comes next.
 */
export function certificateStanding(
  { validFrom, validUntil, revokedAt, endedAt }: CertificateTimes,
  now: Date,
): CertificateStanding {
  const is = (state: CertificateState) => ({ state, daysLeft: null });
  if (revokedAt !== null && revokedAt <= now) return is("revoked");
  if (endedAt !== null && endedAt <= now) return is("ended");
  if (now > validUntil) return is("expired");
  if (now < validFrom) return is("not-yet");
  return { state: "in-force", daysLeft: daysBetween(cityDay(now), cityDay(validUntil)) };
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
