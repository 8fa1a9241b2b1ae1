import type { Day } from "@/lib/calendar/model";

/** The two orders an agency's identifier is written in: QCVN 102:2016 (level 4 → 1) and QĐ 20/2020/QĐ-TTg (level 1 → n). */
const written = /^(\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(?:\.\d{1,3}){0,3})-(\d{2})(\d{2})(\d{2})-(\d{4,12})$/;

export type DossierCode = { code: string; agencyCode: string; on: Day; serial: number };

/** "H22.15.7" on 2023-01-01, the first → "H22.15.7-230101-0001"; past 9999 it grows (TT 01/2018 Đ.19). */
export function formatDossierCode(agencyCode: string, on: Day, serial: number): string {
  return `${agencyCode}-${on.slice(2).replaceAll("-", "")}-${String(serial).padStart(4, "0")}`;
}

/**
 * Reads a dossier code in either order, however it was typed (lower case, full-width, long dashes, spaces).
 * `code` is the one form it is stored in. Null for what is no code, or names a day that does not exist.
 */
export function parseDossierCode(text: string): DossierCode | null {
  return read(text) ?? read(plain(text));
}
/** The first code in a longer text, as a label's QR or an address may hold one. */
export function codeWithin(text: string): DossierCode | null {
  const found = /[A-Y0-9.]{3,20}-\d{6}-\d{4,12}/.exec(plain(text));
  return found && read(found[0]);
}
const plain = (text: string) =>
  text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s+/g, "")
    .toUpperCase();

function read(code: string): DossierCode | null {
  const [, agencyCode, year, month, date, serial] = written.exec(code) ?? [];
  if (!agencyCode || !year || !month || !date || !serial) return null;
  const at = new Date(Date.UTC(2000 + Number(year), Number(month) - 1, Number(date)));
  if (at.getUTCMonth() !== Number(month) - 1 || at.getUTCDate() !== Number(date)) return null;
  return { code, agencyCode, on: `20${year}-${month}-${date}`, serial: Number(serial) };
}
