import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { DocumentDirection, said, words } from "../record/model";
import { normalSymbol } from "../symbol/symbol";

/** A document as an old register tells it, in the columns of its form (NĐ 30/2020, Phụ lục IV), judged by the rules of one that is typed. */
export const OldDocument = z.strictObject({
  ...said,
  responseForId: z.undefined().optional(),
  direction: z.enum(DocumentDirection),
  number: z.int().positive().max(9_999_999),
  issuer: words(300),
  symbol: words(80).transform(normalSymbol).optional(),
  issuedOn: Day,
  /** Of incoming ones only. */
  arrivedOn: Day.optional(),
});
export type OldDocument = z.output<typeof OldDocument>;

/** A stored file that goes with one. */
export type OldFile = {
  name: string;
  sha: string;
  bytes: number;
  pages: number | null;
  active: readonly string[];
  search: string;
};
export type OldRow = { line: number; document: OldDocument; files: readonly OldFile[] };

/** The register of a year that old documents go to; without a book the unit's common one. */
export type OldRegister = { unitId: number; direction: DocumentDirection; bookId: number | null; year: number };

export const oldConflicts = ["number-taken", "number-given-here", "document-registered-already"] as const;
/** How the rows of a register fare, and how many numbers up to its last none has. */
export type OldOutcome = { fates: OldFate[]; gaps: number };
/** What becomes of a row: a document more, a file more to one that is there, nothing; or what stands against it, with the number it met. */
export type OldFate =
  | { line: number; fate: "new" | "changed" | "unchanged" }
  | { line: number; conflict: (typeof oldConflicts)[number]; value: string };
