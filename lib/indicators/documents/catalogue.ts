import type { DocumentCounts, DocumentMeasure } from "@/lib/documents/measures";
import type { DocumentSet } from "@/lib/documents/model";
import type { Direction, IndicatorKind, Target } from "../model";
import { judge } from "../rules";
import type { DocumentCode } from "./codes";
import type { DocumentReading } from "./model";

type Term = { plus: readonly DocumentMeasure[]; minus?: readonly DocumentMeasure[] };
export type DocumentDefinition = {
  kind: IndicatorKind;
  top: Term;
  bottom: Term | null;
  direction: Direction;
  /** The lists that hold exactly the documents of the top and of the bottom. */
  set: DocumentSet;
  base: DocumentSet | null;
};

const count = (
  measure: DocumentMeasure,
  set: DocumentSet,
  direction: Direction = "none",
  kind: IndicatorKind = "flow-count",
) => ({
  kind,
  top: { plus: [measure] },
  bottom: null,
  direction,
  set,
  base: null,
});

/** Every indicator of documents, defined once (DOMAIN §2.3): secret documents are in none, for they are not here. */
export const documentCatalogue: Readonly<Record<DocumentCode, DocumentDefinition>> = {
  "e-signature-rate": {
    kind: "ratio",
    top: { plus: ["signed"] },
    bottom: { plus: ["outgoing"], minus: ["exempt"] },
    direction: "more",
    set: "signed",
    base: "to-sign",
  },
  "documents-incoming": count("incoming", "incoming"),
  "documents-outgoing": count("outgoing", "outgoing"),
  "documents-internal": count("internal", "internal"),
  "documents-overdue": count("overdue", "overdue", "less", "stock-count"),
  "documents-on-time-rate": {
    kind: "ratio",
    top: { plus: ["closed"], minus: ["closedLate"] },
    bottom: { plus: ["closed"] },
    direction: "more",
    set: "closed-in-time",
    base: "closed",
  },
  "signatures-invalid": count("invalid", "invalid", "less"),
  "signatures-doubtful": count("doubtful", "doubtful", "less"),
  "signatures-unknown": count("unknown", "unknown", "less"),
  "documents-unsigned": count("unsigned", "unsigned", "less"),
  "signatures-pending": count("pending", "pending"),
  "documents-exempt": count("exempt", "exempt"),
  "documents-received-electronically-rate": {
    kind: "ratio",
    top: { plus: ["exchangedIn"] },
    bottom: { plus: ["incoming"] },
    direction: "more",
    set: "exchanged-in",
    base: "incoming",
  },
  "documents-sent-electronically-rate": {
    kind: "ratio",
    top: { plus: ["exchangedOut"] },
    bottom: { plus: ["outgoing"] },
    direction: "more",
    set: "exchanged-out",
    base: "outgoing",
  },
};

const sumOf = ({ plus, minus = [] }: Term, counts: DocumentCounts): number =>
  plus.reduce((sum, name) => sum + counts[name], 0) - minus.reduce((sum, name) => sum + counts[name], 0);

/** The reading of one indicator over flows of a period and stocks at its end. */
export function documentReading(
  code: DocumentCode,
  held: { flows: DocumentCounts; stocks: DocumentCounts },
  target: Target | null,
): DocumentReading {
  const { kind, top: term, bottom: below, direction } = documentCatalogue[code];
  const counts = kind === "stock-count" ? held.stocks : held.flows;
  const top = sumOf(term, counts);
  const bottom = below && sumOf(below, counts);
  const value = bottom === null ? top : bottom === 0 ? null : top / bottom;
  return { code, top, bottom, value, verdict: judge({ top, bottom }, target, direction), target };
}
