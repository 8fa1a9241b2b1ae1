import type { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import type { CheckedSignature } from "@/lib/signatures/model";
import { searchable } from "@/lib/words";
import type { DocumentDirection } from "../model";
import { symbolKey } from "../symbol/symbol";
import { type Doubt, doubts } from "./model";

export type Registered = {
  direction: DocumentDirection;
  issuer: string;
  signerName: string | null;
  symbol: string | null;
  issuedOn: Day | null;
};

/**
 * Where the signatures of a file and what is written in it do not agree with the register: an outgoing or incoming document bears the
 * signature of the person in authority and then the agency's, by the agency that issued it (NĐ 30/2020 Đ.12–13, Phụ lục I), its number,
 * symbol and day are the register's, and it was signed on that day at the latest. What is not said is no doubt.
 */
export function doubtsOf(document: Registered, signatures: readonly CheckedSignature[], written: string | null): Doubt[] {
  const signed = signatures.filter(({ kind, verdict }) => kind === "signature" && verdict !== "invalid");
  const found = new Set<Doubt>([...ofSigners(document, signed), ...ofText(document, written ?? "")]);
  return doubts.filter((doubt) => found.has(doubt));
}

function ofSigners({ direction, issuer, signerName, issuedOn }: Registered, signed: readonly CheckedSignature[]): Doubt[] {
  if (signed.length === 0) return [];
  const isFrom = ({ signer }: CheckedSignature) =>
    [signer?.name, signer?.organisation, signer?.unit].some((name) => isSame(name, issuer));
  const agencies = signed.filter((one) => isAgency(one, issuer));
  const persons = signed.filter((one) => !isAgency(one, issuer));
  const isForBoth = direction !== "INTERNAL";
  return [
    ...(isForBoth && agencies.length === 0 ? (["agency-missing"] as const) : []),
    ...(isForBoth && persons.length === 0 ? (["person-missing"] as const) : []),
    ...(agencies.length > 0 && !agencies.some(isFrom) ? (["issuer-differs"] as const) : []),
    ...(signerName !== null && persons.length > 0 && !persons.some(({ signer }) => isSame(signer?.name, signerName))
      ? (["signer-differs"] as const)
      : []),
    ...(issuedOn !== null && signed.some(({ signedAt }) => signedAt && cityDay(new Date(signedAt.at)) > issuedOn)
      ? (["signed-late"] as const)
      : []),
  ];
}

/** A tax code without a person's number is an organisation's; without either the name decides. */
function isAgency({ signer }: CheckedSignature, issuer: string): boolean {
  const identifier = signer?.identifier ?? "";
  if (/C(CCD|MND)|HC:/i.test(identifier)) return false;
  return /MST:/i.test(identifier) || isSame(signer?.name, issuer) || isSame(signer?.name, signer?.organisation);
}

/** Certificates of 2015–2025 are written without diacritics, and many abbreviate. */
const plain = (name: string) =>
  searchable(name)
    .replace(/\bubnd\b/g, "uy ban nhan dan")
    .replace(/\bhdnd\b/g, "hoi dong nhan dan")
    .replace(/\btp\b\.?/g, "thanh pho")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const isSame = (name: string | null | undefined, other: string | null | undefined): boolean =>
  Boolean(name && other && plain(name) === plain(other));

const headLetters = 2_000;
function ofText({ symbol, issuedOn }: Registered, written: string): Doubt[] {
  const head = written.slice(0, headLetters).normalize("NFC");
  const symbols = [...head.matchAll(/Số\s*[:：]\s*(\d{1,7}\s*\/[^\s,;()]+)/giu)].map(([, text = ""]) => symbolKey(text));
  const days = [...head.matchAll(/ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/giu)].map(
    ([, day = "", month = "", year = ""]) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`,
  );
  return [
    ...(symbol !== null && symbols.length > 0 && !symbols.includes(symbolKey(symbol)) ? (["symbol-differs"] as const) : []),
    ...(issuedOn !== null && days.length > 0 && !days.includes(issuedOn) ? (["day-differs"] as const) : []),
  ];
}
