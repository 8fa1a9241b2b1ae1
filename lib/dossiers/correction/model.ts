import * as z from "zod";
import { ApplicantKind, PaperForm, ResultDelivery } from "@/lib/db/generated/enums";
import { HandedPaper, RegisterInput } from "../intake/model";

/** What of an accepted dossier can be corrected, in the order it is told. */
export const correctedFields = [
  "applicantKind",
  "applicantName",
  "idNumber",
  "phone",
  "email",
  "applicantAddress",
  "areaId",
  "submitterName",
  "submitterIdNumber",
  "subject",
  "setCount",
  "resultDelivery",
  "papers",
] as const;
export type CorrectedField = (typeof correctedFields)[number];
/** What a register brought in anew may change beside these: no correction does, for the due time hangs on it. */
export const registerFields = ["procedure", "unit", "receivingUnit", "channel"] as const;
export type ChangedField = CorrectedField | (typeof registerFields)[number];
/** Numbers of persons: shown masked, wherever a change is told. */
export const maskedFields = ["idNumber", "phone", "submitterIdNumber"] as const satisfies readonly CorrectedField[];

const NotedPaper = z.object({ name: z.string(), form: z.enum(PaperForm), count: z.int() });
export type NotedPaper = z.output<typeof NotedPaper>;
/** One field before and after; null where nothing stood or stands. Of the papers there is one a paper. Codes stay codes. */
export const Change = z.discriminatedUnion("is", [
  z.object({
    is: z.literal("field"),
    field: z.enum(correctedFields).exclude(["papers"]),
    before: z.string().nullable(),
    after: z.string().nullable(),
  }),
  z.object({ is: z.literal("paper"), before: NotedPaper.nullable(), after: NotedPaper.nullable() }),
]);
export type Change = z.output<typeof Change>;

const id = z.int().positive().max(2_147_483_647);
/** A paper that was noted and stays, in this kind and number; or one that was forgotten. What is not named is struck. */
const KeptPaper = z.strictObject({ id, form: z.enum(PaperForm), count: z.int().min(1).max(999) });

const { applicantKind, applicantName, applicantAddress, areaId, phone, email, idNumber, subject, setCount, resultDelivery } =
  RegisterInput.shape;
/** What is to stand; a field that is not given stays, null takes away what stood there. */
export const CorrectInput = z.strictObject({
  dossierId: id,
  version: z.int().positive(),
  reason: z.string().trim().normalize().min(3).max(1000),
  applicantKind: applicantKind.unwrap().optional(),
  applicantName: applicantName.optional(),
  idNumber: idNumber.nullable(),
  phone: phone.nullable(),
  email: email.nullable(),
  applicantAddress: applicantAddress.nullable(),
  areaId: areaId.unwrap().nullable().optional(),
  submitterName: applicantName.nullable().optional(),
  submitterIdNumber: idNumber.nullable(),
  subject: subject.nullable(),
  setCount: setCount.unwrap().optional(),
  resultDelivery: resultDelivery.unwrap().optional(),
  /** All that were handed in, as it should have been written. */
  papers: z
    .array(z.union([KeptPaper, HandedPaper]))
    .max(150)
    .refine((papers) => {
      const ids = papers.flatMap((paper) => ("id" in paper ? [paper.id] : []));
      return new Set(ids).size === ids.length;
    }, "paper-twice")
    .optional(),
  /** It is known that a paper the procedure requires is lacking without one that is struck; else that is refused. */
  isIncomplete: z.boolean().default(false),
});
export type CorrectInput = z.output<typeof CorrectInput>;

/** What stands, for the form that corrects it. Numbers of persons are masked: who corrects one types it anew. */
export const Correctable = z.object({
  version: z.int(),
  applicantKind: z.enum(ApplicantKind),
  applicantName: z.string(),
  idNumberMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  email: z.string().nullable(),
  applicantAddress: z.string().nullable(),
  areaId: z.int().nullable(),
  submitterName: z.string().nullable(),
  submitterIdNumberMasked: z.string().nullable(),
  subject: z.string().nullable(),
  setCount: z.int(),
  resultDelivery: z.enum(ResultDelivery),
  papers: z.array(
    NotedPaper.extend({ id: z.int(), supplement: z.int(), hasFiles: z.boolean(), procedurePaperId: z.int().nullable() }),
  ),
  /** The papers of the catalogue that are not among them, each in its likeliest kind and number. */
  offered: z.array(NotedPaper.extend({ procedurePaperId: z.int() })),
  /** Those of the catalogue the dossier is not complete without. */
  required: z.array(z.object({ procedurePaperId: z.int(), name: z.string() })),
  /** The wards and communes there are to choose from. */
  areas: z.array(z.object({ id: z.int(), name: z.string() })),
});
export type Correctable = z.output<typeof Correctable>;
export const Corrected = z.object({ id: z.int(), version: z.int(), changed: z.array(z.enum(correctedFields)) });
export type Corrected = z.output<typeof Corrected>;
