import { identifierForms } from "@/lib/units/rules";
import { searchable } from "@/lib/words";
import { parseDossierCode } from "../codes/code";

/** What the words of a search box ask for. */
export type Search =
  | { by: "code"; codes: string[] }
  | { by: "code-prefix"; prefixes: string[] }
  | { by: "number"; digits: string }
  | { by: "words"; words: string[] };

const agencyStart = /^(?:[A-Y]\d{2}(?:\.\d{0,3}){0,3}|\d{3}\.\d{0,2}(?:\.\d{0,2}(?:\.[A-Y]?\d{0,2})?)?)$/;

/** Reads a search text; null when it asks for nothing. A code may be written in either order of the agency's identifier. */
export function readSearch(text: string): Search | null {
  const code = parseDossierCode(text);
  if (code) return { by: "code", codes: forms(code.agencyCode, code.code.slice(code.agencyCode.length)) };
  const compact = text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s+/g, "")
    .toUpperCase();
  const dash = compact.indexOf("-");
  const [agency, rest] = dash < 0 ? [compact, ""] : [compact.slice(0, dash), compact.slice(dash)];
  if (agencyStart.test(agency) && /^(?:-\d{0,6}(?:-\d{0,12})?)?$/.test(rest))
    return { by: "code-prefix", prefixes: forms(agency, rest) };
  const bare = text.replace(/[\s.()+-]/g, "");
  if (/^\d{8,15}$/.test(bare) || /^[A-Za-z]\d{7,8}$/.test(bare)) return { by: "number", digits: text };
  const words = searchable(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return words.length > 0 ? { by: "words", words: words.slice(0, 10) } : null;
}

function forms(agency: string, rest: string): string[] {
  return [...new Set([agency, ...identifierForms(agency)])].map((form) => `${form}${rest}`);
}
