import type { Day } from "@/lib/calendar/model";
import { pool } from "@/lib/db/client";
import type { Actor } from "@/lib/policy";
import { type Locale, say } from "@/lib/words";
import { labelOf, source, sources } from "../labels";
import { type Explanation, type TargetCode, targetCodes } from "../model";
import { catalogue, definitionOf } from "../rules";
import { isCameraCode, isCertificateCode, isDocumentCode, isDossierCode } from "./kinds";

/** What an indicator of a day is made of, in words, and the instant of the last change to what it is counted from. */
export async function explainIndicator(_actor: Actor, code: TargetCode, locale: Locale, on: Day): Promise<Explanation> {
  const { rows } = await pool().query<{ at: Date | null }>(lastChangeTo[recordsOf(code)]);
  return { ...inWords(code, locale, on), lastChangeAt: rows[0]?.at?.toISOString() ?? null };
}

/** Every indicator in words, by the texts that hold on a day. */
export function listIndicators(locale: Locale, on: Day): Omit<Explanation, "lastChangeAt">[] {
  return targetCodes.map((code) => inWords(code, locale, on));
}
function inWords(code: TargetCode, locale: Locale, on: Day): Omit<Explanation, "lastChangeAt"> {
  const { kind, direction } = definitionOf(code);
  const { name, definition, numerator, denominator, law } = labelOf(code);
  const records = recordsOf(code);
  return {
    code,
    name: say(locale, name),
    kind,
    direction,
    decimals: isDossierCode(code) ? catalogue[code].decimals : kind === "ratio" || kind === "mean" ? 1 : 0,
    definition: say(locale, definition),
    numerator: say(locale, numerator),
    denominator: denominator && say(locale, denominator),
    law: say(locale, typeof law === "function" ? law(on) : law),
    source: say(locale, records === "dossiers" ? source : sources[records]),
  };
}

type Records = "dossiers" | keyof typeof sources;
function recordsOf(code: TargetCode): Records {
  if (isDossierCode(code)) return "dossiers";
  if (isDocumentCode(code)) return "documents";
  if (isCameraCode(code)) return "cameras";
  return isCertificateCode(code) ? "certificates" : "meetings";
}
const lastChangeTo: Record<Records, string> = {
  dossiers:
    "select greatest((select at from dossier_event order by id desc limit 1), (select entered_at from dossier order by id desc limit 1)) as at",
  documents:
    "select greatest((select coalesce(registered_at, entered_at) from document order by coalesce(registered_at, entered_at) desc, id desc limit 1), (select max(checked_at) from document_check)) as at",
  certificates: "select greatest(max(added_at), max(ended_at), max(revoked_at)) as at from signer_certificate",
  meetings: "select greatest((select max(held_at) from meeting), (select max(checked_at) from meeting_check)) as at",
  cameras: "select max(at) as at from camera_change",
};
