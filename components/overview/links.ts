import type { DossierSet } from "@/lib/dossiers/labels";
import type { Attention, ageBuckets, IndicatorCode } from "@/lib/indicators/model";

export type { DossierSet };

/** Below this many finished dossiers a rate says little: such a unit is shown, not ranked. */
export const smallBase = 5;

/** What a screen is about, as its address carries it; the same names as the API's. */
export type Question = {
  from: string;
  to: string;
  asOf: string;
  knownOn?: string;
  unitId?: number;
  sectorId?: number;
  procedureId?: number;
  channel?: "COUNTER" | "ONLINE" | "POST";
  isAlone?: boolean;
};

/** The query of an address; what is not said, or is not so, is left out. */
export function queryOf(values: Record<string, string | number | boolean | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== null && value !== undefined && value !== "" && value !== false) search.set(name, String(value));
  return search.toString();
}

/** The set of the list that holds the records of an indicator; a test holds it to the catalogue's. */
export const setOf: Record<IndicatorCode, DossierSet> = {
  received: "received",
  resolved: "resolved",
  "resolved-early": "resolved-early",
  "resolved-on-time": "resolved-on-time",
  "resolved-late": "resolved-late",
  "overdue-now": "overdue",
  "due-soon": "due-soon",
  "in-progress": "in-progress",
  "awaiting-applicant": "awaiting-applicant",
  returned: "returned",
  refused: "refused",
  withdrawn: "withdrawn",
  "online-rate": "online",
  "full-online-rate": "full-online",
  "postal-rate": "postal",
  "on-time-rate": "resolved-in-time",
  "on-time-of-received-rate": "resolved-in-time",
  "mean-working-days": "resolved",
};
/** The set that holds what an indicator is counted over; none for a plain count. The same test holds it to the catalogue's. */
export const baseOf: Partial<Record<IndicatorCode, DossierSet>> = {
  "on-time-rate": "resolved",
  "on-time-of-received-rate": "received",
  "online-rate": "received",
  "full-online-rate": "received",
  "postal-rate": "received",
  "mean-working-days": "resolved",
};

export function listLink(question: Question, more: { set?: DossierSet } & Partial<Question> = {}): string {
  // A list shows the records as they are: what was known of them then is not kept.
  return `/dossiers?${queryOf({ ...question, ...more, knownOn: null })}`;
}
/** The dossiers an indicator counts; of a rate, those above the line. */
export function dossiersOf(question: Question, code: IndicatorCode, more: Partial<Question> = {}): string {
  return listLink(question, { ...more, set: setOf[code] });
}
/** The dossiers a rate or a mean is counted over. */
export function dossiersOver(question: Question, code: IndicatorCode, more: Partial<Question> = {}): string {
  return listLink(question, { ...more, set: baseOf[code] ?? setOf[code] });
}
export function agesLink(question: Question, bucket: (typeof ageBuckets)[number]): string {
  return listLink(question, { set: `age-${bucket}` });
}
/** A number opens by unit; inside a unit it opens by procedure; a procedure opens its dossiers. */
export function drillLink(question: Question, code: IndicatorCode, more: Partial<Question> = {}): string {
  const by = (more.unitId ?? question.unitId) ? "procedure" : "unit";
  return `/dossiers/board?${queryOf({ ...question, ...more, indicator: code, by })}#drill`;
}

const waysOf = {
  "unit-overdue": { set: "overdue", code: "overdue-now" },
  "due-soon": { set: "due-soon", code: "due-soon" },
  // What brought a unit below its floor are the dossiers it finished late.
  "unit-below-floor": { set: "resolved-late", code: "resolved-late" },
  "waiting-long": { set: "waiting-long", code: null },
} as const satisfies Record<Exclude<Attention["kind"], "all-clear">, { set: DossierSet; code: IndicatorCode | null }>;
/**
 * The dossiers a matter counts; for who may not list them the figures it is one of. Null where neither is just what was counted: no
 * figure is of long waits alone or of a unit without those below it, and no list is of units that are gone.
 */
export function wayTo({ kind, unitId, isAlone }: Attention, question: Question, canList: boolean): string | null {
  if (kind === "all-clear") return null;
  const { set, code } = waysOf[kind];
  if (unitId === null && kind !== "waiting-long") return null;
  const more = unitId === null ? {} : { unitId, ...(isAlone ? { isAlone } : {}) };
  if (canList) return listLink(question, { ...more, set });
  return code === null || isAlone ? null : drillLink(question, code, more);
}
