import { parseDossierCode } from "@/lib/dossiers/rules";

/**
 * The forms one dossier code may be kept in: as it was typed, and in the other order of the agency's identifier. QCVN 102:2016 names the
 * agency from its fourth level up, three signs each ("000.07.15.H22"), QĐ 20/2020/QĐ-TTg from the first down ("H22.15.7"). Always two, so that
 * every look-up asks the same. Null for what is no code.
 */
export function codeForms(text: string): readonly [string, string] | null {
  const read = parseDossierCode(text);
  if (!read) return null;
  const { code, agencyCode } = read;
  return [code, `${otherOrder(agencyCode)}${code.slice(agencyCode.length)}`];
}

function otherOrder(agency: string): string {
  const levels = agency.split(".");
  if (/^[A-Y]\d\d$/.test(levels[0] ?? "")) {
    const [first = "", second = "0", third = "0", fourth = "0"] = levels;
    return [fourth.padStart(3, "0"), third.padStart(2, "0"), second.padStart(2, "0"), first].join(".");
  }
  const [first = "", ...rest] = levels.reverse();
  while (rest.length > 0 && Number(rest.at(-1)) === 0) rest.pop();
  return [first, ...rest.map((level) => String(Number(level)))].join(".");
}
