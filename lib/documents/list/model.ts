import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";
import { DocumentDirection, DocumentSigning, DocumentState, DocumentUrgency } from "../record/model";
import { documentSets } from "./sets";

/**
 * What a list asks. Text is searched without diacritics: a symbol by its beginning, a number as the register's or the symbol's own, words in
 * subject, issuer, signer, type and the text of PDFs.
 */
export const DocumentFilter = z.strictObject({
  text: z.string().trim().max(200).optional(),
  direction: z.enum(DocumentDirection).optional(),
  state: z.enum(DocumentState).optional(),
  unitId: RecordId.optional(),
  typeId: RecordId.optional(),
  bookId: RecordId.optional(),
  urgency: z.enum(DocumentUrgency).optional(),
  year: z.coerce.number().int().min(1945).max(9999).optional(),
  /** Registered between these days. */
  from: Day.optional(),
  to: Day.optional(),
  /** Those a figure counts: of the days above, or at the end of `asOf`. */
  set: z.enum(documentSets).optional(),
  asOf: Day.optional(),
  /** With a day to be answered by, up to this one. */
  dueBy: Day.optional(),
  cursor: z.string().max(80).optional(),
  take: z.coerce.number().int().min(1).max(200).default(50),
});
export type DocumentFilter = z.output<typeof DocumentFilter>;

export const DocumentRow = z.object({
  id: z.int(),
  direction: z.enum(DocumentDirection),
  state: z.enum(DocumentState),
  number: z.int().nullable(),
  year: z.int().nullable(),
  symbol: z.string().nullable(),
  typeName: z.string(),
  urgency: z.enum(DocumentUrgency),
  subject: z.string(),
  issuer: z.string(),
  unitId: z.int(),
  unitName: z.string(),
  signerName: z.string().nullable(),
  /** How it stands with the signatures it must bear; of outgoing ones only. */
  signing: z.enum(DocumentSigning).nullable(),
  issuedOn: Day.nullable(),
  arrivedOn: Day.nullable(),
  registeredOn: Day.nullable(),
  dueOn: Day.nullable(),
});
export type DocumentRow = z.output<typeof DocumentRow>;

/** `total`: how many there are in all; null where there are more than were counted. */
export const DocumentPage = z.object({
  rows: z.array(DocumentRow),
  nextCursor: z.string().nullable(),
  total: z.int().nullable(),
});
export type DocumentPage = z.output<typeof DocumentPage>;
