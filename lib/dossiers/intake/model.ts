import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { ApplicantKind, Channel, FeeStage, PaperForm, PaymentMethod, ResultDelivery } from "@/lib/db/generated/enums";

/** The id of a record in a body: a number, and no text that looks like one. */
const id = z.int().positive().max(2_147_483_647);
/** Signs that draw nothing (soft hyphens, marks of direction, a byte order mark): copied along with a text, never meant. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const line = (most: number, tooLong: string) =>
  z
    .string()
    .overwrite((text) => text.normalize().replace(unseen, "").replace(/\s+/g, " ").trim())
    .max(most, tooLong);
/** A text of one line; an empty one counts as not given. */
const optionalLine = (most: number, tooLong = "text-too-long") =>
  line(most, tooLong)
    .regex(/^[^\p{Cc}]*$/u, "text-signs")
    .optional();
const personName = line(200, "name-too-long")
  .min(2, "name-too-short")
  .regex(/^[^<>\p{Cc}]*$/u, "name-signs")
  .regex(/\p{L}/u, "name-signs");
/** Identity card, passport or tax code; which of them it can be: `idNumberFault`. */
const idNumber = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9\s.-]{6,20}$/, "id-number-unreadable");

/** A paper as it lies on the counter: one of the catalogue by its id, or another by name. */
export const HandedPaper = z
  .strictObject({
    procedurePaperId: id.optional(),
    name: line(200, "text-too-long").min(1, "paper-name-required").optional(),
    form: z.enum(PaperForm),
    count: z.int().min(1).max(999).default(1),
    /** Taken from what the person handed in before, not asked for again. */
    isReused: z.boolean().default(false),
    note: optionalLine(300),
  })
  .refine((paper) => paper.name !== undefined || paper.procedurePaperId !== undefined, {
    path: ["name"],
    error: "paper-name-required",
  });

/** The greatest amount of a dossier, in đồng: more than any obligation, and exact in every number that carries it. */
export const mostDong = 999_999_999_999;
export const Dong = z.int().min(0).max(mostDong);

/** What is to be paid, of the catalogue; the amount is the office's to say only where the catalogue names none. */
const DueFee = z.strictObject({
  procedureFeeId: id,
  /** So many times the catalogue's amount: copies, pages, plots. */
  quantity: z.int().min(1).max(999).default(1),
  amountDong: Dong.optional(),
  stage: z.enum(FeeStage).default("ACCEPTANCE"),
  /** How it was paid; not given: it is not paid yet. */
  method: z.enum(PaymentMethod).optional(),
  receiptNumber: optionalLine(50),
});

/** An application or a dossier at the counter, as it is handed in. */
const handedIn = {
  procedureId: id,
  /** The agency that settles it. */
  unitId: id,
  /** The desk that takes it in; the settling agency itself unless said. */
  receivingUnitId: id.optional(),
  /** The ward of the applicant or of the object; intake is independent of it. */
  areaId: id.optional(),
  applicantKind: z.enum(ApplicantKind).default("CITIZEN"),
  applicantName: personName,
  applicantAddress: optionalLine(300),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\s.()-]{8,20}$/, "phone-unreadable")
    .optional(),
  email: z.string().trim().max(254, "email-unreadable").regex(z.regexes.email, "email-unreadable").optional(),
  idNumber: idNumber.optional(),
  /** Who hands it in for the applicant. */
  submitter: z.strictObject({ name: personName, idNumber: idNumber.optional() }).optional(),
  subject: optionalLine(500),
  /** Which of the procedure's cases it is, where limit, papers or fees differ by case. */
  caseLabel: optionalLine(200),
  /** Sets of papers (bộ). */
  setCount: z.int().min(1).max(99).default(1),
  resultDelivery: z.enum(ResultDelivery).default("COUNTER"),
  /** All that was handed in: what the catalogue requires is among them. */
  papers: z.array(HandedPaper).max(100).default([]),
};

/** An online application: no code and no clock before somebody accepts it. */
export const RegisterInput = z.strictObject({ ...handedIn, portalId: z.string().trim().min(1).max(100).optional() });
export const AcceptInput = z.strictObject({
  ...handedIn,
  channel: z.enum(Channel),
  /** When it was taken in, where that was before it is written down: at the earliest the working day before. */
  acceptedAt: z.iso.datetime({ offset: true, error: "instant-unreadable" }).optional(),
  /** The day promised, only where the procedure's limit is no number of days. */
  dueOn: z.iso.date({ error: "day-unreadable" }).optional(),
  /** What is to be paid; not given: every fee of the catalogue that has an amount, unpaid. */
  fees: z.array(DueFee).max(50).optional(),
  /** The draft it was typed in, which goes with it. */
  draftId: z.uuid().optional(),
});

const typed = (most: number) => z.string().max(most);
/** A form half filled in, as it stands on the screen: what was typed, whether it could be accepted or not. */
export const DraftContent = z.strictObject({
  procedureId: id.nullable(),
  caseLabel: typed(200),
  channel: z.enum(Channel),
  receivingUnitId: id,
  unitId: id.nullable(),
  acceptedOn: Day.nullable(),
  acceptedTime: typed(10),
  dueOn: Day.nullable(),
  applicantKind: z.enum(ApplicantKind),
  idNumber: typed(100),
  applicantName: typed(400),
  phone: typed(100),
  email: typed(300),
  applicantAddress: typed(500),
  areaId: id.nullable(),
  hasSubmitter: z.boolean(),
  submitterName: typed(400),
  submitterIdNumber: typed(100),
  subject: typed(1_000),
  setCount: typed(10),
  resultDelivery: z.enum(ResultDelivery),
  papers: z
    .array(
      z.strictObject({
        procedurePaperId: id.nullable(),
        name: typed(400),
        isHandedIn: z.boolean(),
        form: z.enum(PaperForm),
        count: typed(10),
        isReused: z.boolean(),
      }),
    )
    .max(150),
  fees: z
    .array(
      z.strictObject({
        procedureFeeId: id,
        isDue: z.boolean(),
        quantity: typed(10),
        amount: typed(20),
        method: z.enum(PaymentMethod).nullable(),
        receiptNumber: typed(100),
      }),
    )
    .max(50),
  wantsReceipt: z.boolean(),
});
export type DraftContent = z.output<typeof DraftContent>;

/** `revision` is the one last seen, 0 for a new draft: of two windows that write the same draft one is told. */
export const DraftInput = z.strictObject({ id: z.uuid(), revision: z.int().min(0), content: DraftContent });
export const SavedDraft = z.object({ id: z.uuid(), revision: z.int(), savedAt: z.iso.datetime() });
export type SavedDraft = z.output<typeof SavedDraft>;
export const Draft = SavedDraft.extend({ content: DraftContent });
export type Draft = z.output<typeof Draft>;
/** A line of the list: enough to know it again. */
export const DraftLine = SavedDraft.extend({ applicantName: z.string(), procedureName: z.string().nullable() });
export const DraftList = z.object({ drafts: z.array(DraftLine) });
export type DraftList = z.output<typeof DraftList>;

/** `receivingUnitId` is the desk the person stands at. */
export const RecallInput = z.strictObject({ idNumber, receivingUnitId: id });
/** What the register knows of whoever holds an identity number, of their latest dossier within reach. */
export const Recalled = z.object({
  known: z
    .object({
      applicantKind: z.enum(ApplicantKind),
      applicantName: z.string(),
      applicantAddress: z.string().nullable(),
      /** Null where the actor may not see it in full; then `phoneMasked` tells that there is one. */
      phone: z.string().nullable(),
      phoneMasked: z.string().nullable(),
      email: z.string().nullable(),
      areaId: z.int().nullable(),
      dossierCode: z.string().nullable(),
      acceptedOn: Day.nullable(),
    })
    .nullable(),
});
export type Recalled = z.output<typeof Recalled>;
