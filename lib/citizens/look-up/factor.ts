import { lookUpCodeSigns } from "@/lib/forms/model";

/** What somebody types beside a dossier's code to show that they know it: of the receipt, or of the applicant. */
export type Factor = { receipt: string | null; lastFour: string | null; whole: string | null };

const readable = /^[0-9A-HJKMNP-TV-Z]+$/;
/** A code of a receipt as it was meant (Crockford: I and L are 1, O is 0), however it was typed. */
const asCode = (text: string) => text.toUpperCase().replace(/[IL]/g, "1").replaceAll("O", "0");

/**
 * Reads a second factor: the receipt's code of ten signs, the last four digits of the phone or identity number, or the whole of either.
 * Null for what can be none of them. Ten digits may be a code or a phone number: both are tried.
 */
export function readFactor(text: string): Factor | null {
  const plain = text.normalize("NFKC").replace(/[\s\-\u2010-\u2015\u2212.]/g, "");
  const isDigits = /^\d+$/.test(plain);
  const code = asCode(plain);
  const receipt = code.length === lookUpCodeSigns && readable.test(code) ? code : null;
  const lastFour = isDigits && plain.length === 4 ? plain : null;
  const whole = isDigits && plain.length >= 9 && plain.length <= 12 ? plain : null;
  return receipt || lastFour || whole ? { receipt, lastFour, whole } : null;
}

/** Do the digits belong to a number the record has? Four must be its last; more must be all of it. */
export function fitsNumber(factor: Factor, number: string | null): boolean {
  const digits = number?.replace(/\D/g, "") ?? "";
  if (digits.length < 6) return false;
  return factor.lastFour !== null ? digits.endsWith(factor.lastFour) : factor.whole !== null && digits === factor.whole;
}
