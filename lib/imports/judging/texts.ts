import { unmarked } from "@/lib/words";

/** Words of plain letters, composed as Vietnamese keyboards write them, single spaces: nothing to do. */
const isClean = /^[!-&(-~\u00c0-\u01b0\u1ea0-\u1ef9]+(?: [!-~\u00c0-\u01b0\u1ea0-\u1ef9]+)*$/;

/** Text as it is kept: composed (NFC), without control characters, single spaces, no ends. */
export function clean(text: string): string {
  if (isClean.test(text)) return text;
  // Our own downloads mark what a spreadsheet would take for a formula.
  return unmarked(text.trim())
    .normalize("NFC")
    .replace(/\p{Cf}+/gu, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

/**
 * A phone number in ten or eleven digits with its leading zero; the first when several are written. Null when there is none.
 * Spreadsheets eat the zero of a number, so nine digits that can only be a mobile number get it back.
 */
export function phoneOf(text: string): string | null {
  for (const part of text.split(/[;/,]|\s-\s/)) {
    const digits = part.replace(/[^\d+]/g, "").replace(/^(\+?84|0084)(?=\d{9,10}$)/, "0");
    if (/^0\d{9,10}$/.test(digits)) return digits;
    if (/^[35789]\d{8}$/.test(digits)) return `0${digits}`;
  }
  return null;
}

/**
 * An identity number: 12 digits (CCCD), 9 (CMND), a passport, or a tax code of an organisation. A spreadsheet's number that lost its
 * leading zero is filled up again. Null when it is none of them.
 */
export function idNumberOf(text: string, wasNumber: boolean): string | null {
  const compact = text.replace(/[\s.]/g, "").toUpperCase();
  if (wasNumber && /^\d{11}$/.test(compact)) return `0${compact}`;
  if (wasNumber && /^\d{8}$/.test(compact)) return `0${compact}`;
  return /^(\d{12}|\d{9,10}|\d{10}-\d{3}|[A-Z]\d{7,8})$/.test(compact) ? compact : null;
}

const organisation =
  /^(cong ty|cty|tong cong ty|tap doan|doanh nghiep|dntn|hop tac xa|htx|ubnd|uy ban|truong|benh vien|trung tam|ngan hang|chi nhanh|hoi |ban quan ly|quy |so |phong |chi cuc|cuc |vien |toa an|cong an |bo chi huy|van phong)/;
/** Does the name (searchable form) read like an organisation's? */
export const readsAsOrganisation = (searchableName: string): boolean => organisation.test(searchableName);
