import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { FeeKind, PaperForm, PaymentMethod, ResultDelivery } from "@/lib/db/generated/enums";
import { Dong } from "../intake/model";
import { DossierState } from "../record/model";
import { actNames, bulkActs } from "./acts";

const id = z.int().positive().max(2_147_483_647);
const line = (most: number) => z.string().trim().normalize().min(1).max(most);
const text = z.string().trim().normalize().min(3).max(2000);

export const Fee = z.strictObject({ kind: z.enum(FeeKind), name: line(200), amountDong: Dong });
export type Fee = z.output<typeof Fee>;

/** How an obligation was met; `fee` names one whose amount nobody knew when it was asked for. */
export const Payment = z.strictObject({
  method: z.enum(PaymentMethod),
  receiptNumber: line(100).optional(),
  fee: Fee.optional(),
});
export type Payment = z.output<typeof Payment>;

/** What another agency is asked, and by when (NĐ 61/2018 Đ.19.5): by its name, or by `unitId` where it is one of the city's own. */
export const Consultation = z
  .strictObject({ agency: line(200).optional(), unitId: id.optional(), question: text, dueOn: Day })
  .refine((asked) => (asked.agency === undefined) !== (asked.unitId === undefined), {
    path: ["agency"],
    error: "consultation-agency-required",
  });
export type Consultation = z.output<typeof Consultation>;
/** A question with the name of who is asked. */
export type Asking = { agency: string; unitId: number | null; question: string; dueOn: Day };
export const Opinion = z.strictObject({ consultationId: id, answer: text });
export type Opinion = z.output<typeof Opinion>;

/** Who is late: the settling unit, agencies whose opinion is overdue or came late (NĐ 61/2018 Đ.19.5), or both. */
export const LateAgencies = z
  .strictObject({ isSettler: z.boolean(), consultationIds: z.array(id).max(20).default([]) })
  .refine((late) => late.isSettler || late.consultationIds.length > 0, "late-agency-required");
export type LateAgencies = z.output<typeof LateAgencies>;

/** Who took the result away, or how it was sent. The number is kept sealed. */
export const HandOver = z.strictObject({
  delivery: z.enum(ResultDelivery),
  collectorName: line(200).optional(),
  collectorId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9\s.-]{6,20}$/)
    .optional(),
  trackingNumber: line(60).optional(),
  note: line(300).optional(),
});
export type HandOver = z.output<typeof HandOver>;

/** A paper a request for a supplement names: of the catalogue, or by a name of its own. */
export const AskedPaper = z
  .strictObject({ procedurePaperId: id.optional(), name: line(200).optional() })
  .refine((paper) => (paper.name === undefined) !== (paper.procedurePaperId === undefined), {
    path: ["name"],
    error: "paper-name-required",
  });
export type AskedPaper = z.output<typeof AskedPaper>;
/** A paper that came in with a supplement: one that was asked for, or another by its name. */
export const SuppliedPaper = z
  .strictObject({
    askedPaperId: id.optional(),
    name: line(200).optional(),
    form: z.enum(PaperForm),
    count: z.int().min(1).max(999).default(1),
    note: line(300).optional(),
  })
  .refine((paper) => (paper.name === undefined) !== (paper.askedPaperId === undefined), {
    path: ["name"],
    error: "paper-name-required",
  });
export type SuppliedPaper = z.output<typeof SuppliedPaper>;
export const mostAskedPapers = 60;
export const mostSuppliedPapers = 100;

/** What a step says beside its name: each field belongs to the steps that ask for it. */
export const particulars = {
  reason: z.string().trim().min(3).max(2000).optional(),
  /** Only with `extend`: the new day promised. */
  extendedDueOn: Day.optional(),
  /** Also with `extend`: who the apology says is late; the settling unit unless said. */
  lateAgencies: LateAgencies.optional(),
  /** With `stop`: the provision it stands on. */
  basis: line(300).min(3).optional(),
  /** With `assign`, `forward`, `sendBack` and `start`: whose desk it goes to; null for the unit's pool. */
  assigneeId: id.nullable().optional(),
  /** With `requestSupplement`: the papers it asks for, beside its reason. */
  askedPapers: z.array(AskedPaper).max(mostAskedPapers).optional(),
  /** With `receiveSupplement`: what came in; a `reason` says why one that was asked for is not needed after all. */
  papers: z.array(SuppliedPaper).max(mostSuppliedPapers).optional(),
  consultation: Consultation.optional(),
  opinion: Opinion.optional(),
  fee: Fee.optional(),
  payment: Payment.optional(),
  handOver: HandOver.optional(),
};
export type Particulars = z.output<z.ZodObject<typeof particulars>>;
/** The same with the agency that is asked called by its name. */
export type Given = Omit<Particulars, "consultation"> & { consultation?: Asking | undefined };

export const MoveInput = z.strictObject({
  dossierId: z.int().positive(),
  version: z.int().positive(),
  move: z.enum(actNames),
  ...particulars,
});

/** Asks what an act would do: `extendedDueOn` the day an extension would promise, `answerOn` the day another agency would have to answer by. */
export const PreviewQuery = z.strictObject({
  move: z.enum(actNames),
  extendedDueOn: Day.optional(),
  answerOn: Day.optional(),
});
export type PreviewQuery = z.output<typeof PreviewQuery>;
/** What an act would do now, from the decision itself. */
export const ActPreview = z.object({
  move: z.enum(actNames),
  code: z.string().nullable(),
  /** The version it was looked at in. */
  version: z.int(),
  fromState: DossierState,
  toState: DossierState,
  /** Why it cannot be done now, where it cannot. */
  refusal: z.object({ code: z.string(), vi: z.string(), en: z.string() }).nullable(),
  /** What it does to the time of the dossier, in a sentence. */
  effect: z.object({ vi: z.string(), en: z.string() }).nullable(),
  dueOn: Day.nullable(),
  extendedDueOn: Day.nullable(),
  /** The step it would stand at. */
  step: z.object({ position: z.int(), name: z.string(), role: z.string(), dueAt: z.iso.datetime().nullable() }).nullable(),
  unitId: z.int(),
  assigneeId: z.int().nullable(),
  consultations: z.array(z.object({ id: z.int(), agency: z.string(), dueOn: Day })),
  unpaid: z.array(z.object({ id: z.int(), name: z.string(), amountDong: z.int() })),
  /** With `extend`: who may be said to be late; null is the settling unit, else an agency that has not answered in time. */
  lateAgencies: z.array(z.object({ consultationId: z.int().nullable(), name: z.string() })),
  /** With `receiveSupplement`: what was asked for, in the words of the request. */
  request: z.string().nullable(),
  /**
   * With `requestSupplement` the papers of the catalogue, with `receiveSupplement` those that were asked for, each with the kind and
   * number it most likely comes in.
   */
  papers: z.array(
    z.object({
      askedPaperId: z.int().nullable(),
      procedurePaperId: z.int().nullable(),
      name: z.string(),
      form: z.enum(PaperForm),
      count: z.int(),
      /** The dossier is not complete without it and has not got it, though others of the catalogue are noted. */
      isLacking: z.boolean(),
    }),
  ),
  applicantName: z.string(),
  resultDelivery: z.enum(ResultDelivery),
});
export type ActPreview = z.output<typeof ActPreview>;

/** What an intake or a move left behind. */
export const MovedDossier = z.object({
  id: z.int(),
  code: z.string().nullable(),
  state: DossierState,
  version: z.int(),
  dueAt: z.iso.datetime().nullable(),
  dueOn: Day.nullable(),
});
export type MovedDossier = z.output<typeof MovedDossier>;
export const bulkMost = 200;
export const BulkInput = z.strictObject({
  move: z.enum(bulkActs),
  reason: particulars.reason,
  extendedDueOn: particulars.extendedDueOn,
  assigneeId: particulars.assigneeId,
  payment: particulars.payment,
  /** No number of the post: each dossier has its own. */
  handOver: HandOver.omit({ trackingNumber: true }).optional(),
  /** Each with the version it was chosen in; returned by post, with its tracking number. */
  dossiers: z
    .array(z.strictObject({ id, version: z.int().positive(), trackingNumber: HandOver.shape.trackingNumber }))
    .min(1)
    .max(bulkMost)
    .refine((list) => new Set(list.map((d) => d.id)).size === list.length, "dossier-twice"),
});
export type BulkInput = z.output<typeof BulkInput>;
/** What became of one dossier of a stack: where it stands now, or why nothing was done to it. */
export const BulkLine = z.object({
  id: z.int(),
  code: z.string().nullable(),
  moved: MovedDossier.nullable(),
  refusal: z.object({ code: z.string(), vi: z.string(), en: z.string() }).nullable(),
  /** With `dossier-changed`: who was faster, and by what. */
  overtakenBy: z.object({ name: z.string(), kind: z.string(), at: z.iso.datetime() }).nullable(),
});
export type BulkLine = z.output<typeof BulkLine>;
export const BulkAnswer = z.object({ lines: z.array(BulkLine) });
export type BulkAnswer = z.output<typeof BulkAnswer>;
