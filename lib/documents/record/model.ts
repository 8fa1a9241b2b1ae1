import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { DocumentDirection, DocumentSigning, DocumentState, DocumentTypeKind, DocumentUrgency } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";
import { bearsSecrecyMark, isOrdinary } from "../secrecy/marks";
import { normalSymbol } from "../symbol/symbol";

export { DocumentDirection, DocumentSigning, DocumentState, DocumentTypeKind, DocumentUrgency };

/** In whose authority a document is signed (NĐ 30/2020 Đ.13): for the collective, acting, for the head, by order, by authorisation. */
export const authorities = ["TM.", "Q.", "KT.", "TL.", "TUQ."] as const;

/** Words somebody writes: a mark of secrecy among them is refused here, before anything is kept (`secret-document`). */
export const words = (most: number) =>
  z
    .string()
    .trim()
    .normalize()
    .min(1)
    .max(most)
    .refine((text) => !bearsSecrecyMark(text), "secret-document");
const Id = z.int().positive().max(2_147_483_647);
const Mark = z
  .string()
  .trim()
  .normalize()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}.&-]{0,29}$/u, "mark-unreadable");

/** The level of secrecy, asked so that a secret document is told from the others: only an ordinary one passes. */
export const Secrecy = z.string().max(40).default("NORMAL").refine(isOrdinary, "secret-document");

/** What is said of a document of any kind. */
export const said = {
  unitId: Id,
  typeId: Id,
  urgency: z.enum(DocumentUrgency).default("NORMAL"),
  secrecy: Secrecy,
  /** Trích yếu. */
  subject: words(1_000),
  authority: z.enum(authorities).optional(),
  signerName: words(120).optional(),
  signerPost: words(160).optional(),
  recipients: z.array(words(300)).max(100).default([]),
  keeper: words(200).optional(),
  copies: z.int().min(0).max(99_999).optional(),
  pages: z.int().min(1).max(99_999).optional(),
  dueOn: Day.optional(),
  /** The registered document this one answers. */
  responseForId: Id.optional(),
  note: words(500).optional(),
};

/** An incoming document as it is entered: its number (số đến) is given out with it. */
export const RegisterInput = z.strictObject({
  ...said,
  issuer: words(300),
  symbol: z
    .string()
    .max(80)
    .transform(normalSymbol)
    .refine((text) => !bearsSecrecyMark(text), "secret-document")
    .optional(),
  /** The day the document bears, and the day it came. */
  issuedOn: Day,
  arrivedOn: Day,
  /** Another copy of what was registered already is meant. */
  isRepeated: z.boolean().default(false),
});

/** A document of our own before it is issued; its number and day come with the issue. */
export const DraftInput = z.strictObject({
  ...said,
  direction: z.enum(["OUTGOING", "INTERNAL"]),
  issuerMark: Mark,
  drafterMark: Mark.optional(),
});
export const DraftChange = DraftInput.omit({ unitId: true, direction: true }).extend({ version: z.int().positive() });
export const AtVersion = z.strictObject({ version: z.int().positive() });
/** `closesAnswered`: the work with the document it answers is done with it. */
export const IssueInput = AtVersion.extend({ closesAnswered: z.boolean().default(false) });
export const VoidInput = AtVersion.extend({ reason: words(500) });
/** Why a document need not be signed; null takes it back. */
export const ExemptInput = AtVersion.extend({ reason: words(500).nullable() });

export const DocumentType = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  abbreviation: z.string().nullable(),
  kind: z.enum(DocumentTypeKind),
  source: z.string(),
});
export type DocumentType = z.output<typeof DocumentType>;

/** A document that was registered, issued, or kept as a draft. */
export const Kept = z.object({
  id: z.int(),
  number: z.int().nullable(),
  symbol: z.string().nullable(),
  version: z.int(),
});
export type Kept = z.output<typeof Kept>;

const Named = z.object({ at: z.iso.datetime(), byName: z.string() });
/** Another document as a link to it names it. */
export const DocumentName = z.object({
  id: z.int(),
  direction: z.enum(DocumentDirection),
  state: z.enum(DocumentState),
  number: z.int().nullable(),
  symbol: z.string().nullable(),
  subject: z.string(),
});
export type DocumentName = z.output<typeof DocumentName>;

export const DocumentDetail = DocumentName.extend({
  unitId: z.int(),
  unitName: z.string(),
  typeId: z.int(),
  typeName: z.string(),
  bookName: z.string().nullable(),
  year: z.int().nullable(),
  urgency: z.enum(DocumentUrgency),
  issuer: z.string(),
  issuerMark: z.string().nullable(),
  drafterMark: z.string().nullable(),
  authority: z.string().nullable(),
  signerName: z.string().nullable(),
  signerPost: z.string().nullable(),
  recipients: z.array(z.string()),
  keeper: z.string().nullable(),
  copies: z.int().nullable(),
  pages: z.int().nullable(),
  issuedOn: Day.nullable(),
  arrivedOn: Day.nullable(),
  registeredOn: Day.nullable(),
  dueOn: Day.nullable(),
  note: z.string().nullable(),
  /** It came into the register later than NĐ 30/2020 Đ.22 lets it. Null where the calendar is not decided. */
  isRegisteredLate: z.boolean().nullable(),
  entered: Named,
  registered: Named.nullable(),
  voided: Named.extend({ reason: z.string() }).nullable(),
  /** SHA-256 of what was registered, and whether the record still says it. */
  /** How an outgoing one stands with its signatures; of others and of drafts null. */
  signing: z.enum(DocumentSigning).nullable(),
  exempted: Named.extend({ reason: z.string() }).nullable(),
  contentHash: z.string().nullable(),
  isIntact: z.boolean().nullable(),
  /** What it answers and what answers it, as far as this actor may see them. */
  responseFor: DocumentName.extend({
    /** Issuing this may end the work with it. */
    mayClose: z.boolean(),
  }).nullable(),
  responses: z.array(DocumentName),
  version: z.int(),
  /** What this actor may do with it now. */
  may: z.object({
    ...{ change: z.boolean(), issue: z.boolean(), void: z.boolean(), exempt: z.boolean(), attach: z.boolean() },
    /** Draft an answer to it. */
    answer: z.boolean(),
  }),
});
export type DocumentDetail = z.output<typeof DocumentDetail>;

export const documentIdOf = z.strictObject({ id: RecordId });
