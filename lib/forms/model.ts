import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";
import { AcceptInput, ActPreview, MovedDossier } from "@/lib/dossiers/model";

/** The forms that can be issued for a dossier; the register book is printed from the records and has no number. */
export const formKinds = [
  "RECEIPT",
  "SUPPLEMENT_REQUEST",
  "REFUSAL",
  "APOLOGY",
  "STOP_NOTICE",
  "CONTROL_SHEET",
  "CHANGE_SLIP",
] as const;
export const FormKind = z.enum(formKinds);
export type FormKind = z.output<typeof FormKind>;

/** Thông tư 01/2018/TT-VPCP and Thông tư 03/2025/TT-VPCP. */
export const generations = ["TT01_2018", "TT03_2025"] as const;
export const Generation = z.enum(generations);
export type Generation = z.output<typeof Generation>;

/** A number of a person: printed in full only for who may see it in full. */
export const Personal = z.enum(["phone", "idNumber"]);

/** A label and what stands behind it; null prints the dotted line of the paper form. */
export const Field = z.object({
  label: z.string(),
  value: z.string().nullable(),
  personal: Personal.optional(),
  isStrong: z.boolean().optional(),
});
export type Field = z.output<typeof Field>;

export const Block = z.discriminatedUnion("is", [
  /** Fields side by side on one line. */
  z.object({ is: z.literal("fields"), fields: z.array(Field) }),
  /** A paragraph, its first line indented; `isStrong` runs are bold. */
  z.object({ is: z.literal("text"), runs: z.array(z.object({ text: z.string(), isStrong: z.boolean().optional() })) }),
  /** Numbered lines under a lead; where there is none, as many dotted lines as `blanks`. */
  z.object({ is: z.literal("list"), lead: z.string(), items: z.array(z.string()), blanks: z.int() }),
  z.object({
    is: z.literal("papers"),
    lead: z.string(),
    rows: z.array(
      z.object({
        name: z.string(),
        originals: z.int(),
        certifiedCopies: z.int(),
        photocopies: z.int(),
        electronic: z.int(),
      }),
    ),
  }),
  /** The day of acceptance, the days counted and passed over, the due day. */
  z.object({
    is: z.literal("days"),
    sentence: z.string(),
    days: z.array(z.object({ on: Day, is: z.enum(["accepted", "counted", "off", "due"]) })),
  }),
  /** The passage of a dossier from hand to hand. */
  z.object({
    is: z.literal("passage"),
    rows: z.array(
      z.object({
        from: z.string().nullable(),
        to: z.string().nullable(),
        at: z.string().nullable(),
        result: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
  }),
]);
export type Block = z.output<typeof Block>;

/** Everything a form prints, as data. What was issued is kept like this and printed again from it. */
export const Sheet = z.object({
  kind: FormKind,
  generation: Generation,
  /** "Mẫu số 01 ban hành kèm theo Thông tư …"; null for a slip no circular prescribes. */
  source: z.string().nullable(),
  paper: z.enum(["A5"]),
  /** The agency above, in plain capitals, where it is named; the issuing one in bold capitals. */
  agencyAbove: z.string().nullable(),
  agency: z.string(),
  numberText: z.string(),
  /** "Trần Phú, ngày 25 tháng 11 năm 2026". */
  placeAndDay: z.string(),
  code: z.string().nullable(),
  /** What the square code holds where it is more than the dossier's code: the address that opens the look-up with the code filled in. */
  address: z.string().nullable().default(null),
  title: z.string(),
  /** "(Thay thế giấy số …)". */
  replaces: z.string().nullable(),
  /** A line a copy: each is printed on a page of its own. A single empty line: one copy that says nothing of it. */
  copies: z.array(z.string()).min(1),
  blocks: z.array(Block),
  signatures: z.array(z.object({ title: z.string(), hint: z.string(), name: z.string().nullable() })),
  notes: z.array(z.string()),
});
export type Sheet = z.output<typeof Sheet>;

const line = z.string().trim().normalize().min(3).max(2000);
/** One thing to hand in may be as short as its name: "Sổ". */
const item = z.string().trim().normalize().min(1).max(2000);
export const IssueInput = z.strictObject({
  dossierId: z.int().positive(),
  kind: FormKind,
  /** What the form gives as its reason, where that is not what the step said. */
  reason: line.optional(),
  /** With a supplement request: what must be handed in, a line each. */
  items: z.array(item).min(1).max(30).optional(),
  /** The form it corrects; then `correction` says why. */
  replacesId: z.int().positive().optional(),
  correction: line.max(300).optional(),
});
export const IssuedForm = z.object({ id: z.int(), kind: FormKind, numberText: z.string() });
export type IssuedForm = z.output<typeof IssuedForm>;

/** A dossier at the counter, and whether its receipt is wanted; unless said, by what the law wants. */
export const TakeInInput = AcceptInput.extend({ wantsReceipt: z.boolean().optional() });
export const AcceptedDossier = MovedDossier.extend({ receipt: IssuedForm.nullable() });
export type AcceptedDossier = z.output<typeof AcceptedDossier>;

/** The forms of a dossier, and those that may be issued now. */
export const FormList = z.object({
  issued: z.array(
    z.object({
      id: z.int(),
      kind: FormKind,
      generation: Generation,
      numberText: z.string(),
      issuedAt: z.iso.datetime(),
      issuedByName: z.string(),
      correction: z.string().nullable(),
      replacesNumberText: z.string().nullable(),
      replacedById: z.int().nullable(),
    }),
  ),
  /** What this actor may issue now; `replacesId` names the standing one a new one would replace. */
  open: z.array(z.object({ kind: FormKind, replacesId: z.int().nullable() })),
});
export type FormList = z.output<typeof FormList>;

/** What an act would do to a dossier, with the forms it would then be given. */
export const ActOutlook = ActPreview.extend({ forms: z.array(FormKind) });
export type ActOutlook = z.output<typeof ActOutlook>;

/** How many forms one batch prints, and how many dossiers one register book may hold. */
export const limits = { batchForms: 100, registerRowsPdf: 3_000, registerRowsXlsx: 50_000 } as const;

export const BatchQuery = z.strictObject({
  /** Ids of dossiers, "12,15,19": the standing form of the kind of each, in this order. */
  dossiers: z
    .string()
    .regex(/^\d{1,9}(,\d{1,9})*$/)
    .transform((text) => [...new Set(text.split(",").map(Number))])
    .refine((ids) => ids.length <= limits.batchForms, "too-many-forms"),
  kind: FormKind.default("RECEIPT"),
});

/** What a step leaves to be handed out on paper. A receipt comes with the acceptance, and the control sheet goes along from the beginning. */
export const owedKinds = [
  "SUPPLEMENT_REQUEST",
  "APOLOGY",
  "REFUSAL",
  "STOP_NOTICE",
  "CHANGE_SLIP",
] as const satisfies readonly FormKind[];
export type OwedKind = (typeof owedKinds)[number];
/** A form is owed for this many days after its step; counted and shown up to `most` of a kind, the oldest first. */
export const owed = { days: 60, most: 999, shown: limits.batchForms } as const;
export const OwedQuery = z.strictObject({ unitId: RecordId.optional(), kind: z.enum(owedKinds).optional() });
export type OwedQuery = z.output<typeof OwedQuery>;
/** The forms still to be issued: how many of each kind, and the dossiers of the kind asked for, else of the first that has any. */
export const OwedPage = z.object({
  kind: z.enum(owedKinds),
  counts: z.array(z.object({ kind: z.enum(owedKinds), count: z.int() })),
  rows: z.array(
    z.object({
      id: z.int(),
      code: z.string().nullable(),
      applicantName: z.string(),
      procedureName: z.string(),
      unitName: z.string(),
      dueOn: Day.nullable(),
      /** The step the form belongs to. */
      at: z.iso.datetime(),
      byName: z.string(),
    }),
  ),
});
export type OwedPage = z.output<typeof OwedPage>;

/** The same form for a stack of dossiers, each in its own transaction. */
export const IssueStackInput = z.strictObject({
  kind: FormKind,
  dossiers: z
    .array(RecordId)
    .min(1)
    .max(limits.batchForms)
    .refine((ids) => new Set(ids).size === ids.length, "dossier-twice"),
});
export type IssueStackInput = z.output<typeof IssueStackInput>;
/** What became of one dossier: the form that was issued, or the one that stands already (`isNew` false), or why it has none. */
export const IssueLine = z.object({
  id: z.int(),
  code: z.string().nullable(),
  isNew: z.boolean(),
  refusal: z.object({ code: z.string(), vi: z.string(), en: z.string() }).nullable(),
});
export type IssueLine = z.output<typeof IssueLine>;
export const IssueStackAnswer = z.object({ lines: z.array(IssueLine) });

export const RegisterQuery = z
  .strictObject({
    unitId: RecordId,
    sectorId: RecordId.optional(),
    from: Day,
    to: Day,
  })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "period-reversed" });
export type RegisterQuery = z.output<typeof RegisterQuery>;

/** The register book (Sổ theo dõi hồ sơ) of a unit over a period, as data. */
export const Register = z.object({
  generation: Generation,
  source: z.string(),
  agencyAbove: z.string().nullable(),
  agency: z.string(),
  book: z.string(),
  sector: z.string(),
  from: Day,
  to: Day,
  rows: z.array(
    z.object({
      position: z.int(),
      code: z.string().nullable(),
      receipt: z.string().nullable(),
      procedure: z.string(),
      setCount: z.int(),
      applicant: z.string(),
      contact: z.string().nullable(),
      agency: z.string(),
      acceptedAt: z.string().nullable(),
      dueAt: z.string().nullable(),
      returnedAt: z.string().nullable(),
      delivery: z.string(),
      collector: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
});
export type Register = z.output<typeof Register>;

/** Figures as they are printed on A4 across, under headings of one or two rows; numbers are texts already, as the paper has them. */
export type PrintedTable = {
  agencyAbove: string | null;
  agency: string;
  placeAndDay: string;
  /** Above the rule on the left, under the agency: "Biểu số II.06a/VPCP/KSTT". */
  formLine: string;
  title: string;
  subtitles: readonly string[];
  /** At the right end over the table: what the figures count. */
  measure: string;
  /** A width of 0 takes what is left. */
  headings: readonly { name: string; under?: readonly string[]; width: number }[];
  /** How each column's cells stand; else the first in the middle, the second to the left, figures to the right. */
  alignments?: readonly ("left" | "center" | "right")[];
  /** A row of column numbers under the headings. */
  numbers: readonly string[];
  rows: readonly { cells: readonly string[]; isTotal: boolean }[];
  notes: readonly string[];
  footer: string;
  signatures: readonly { title: string; hint: string }[];
};
/** What is drawn where somebody signed, in points. */
export type SignatureStamp = {
  width: number;
  height: number;
  /** A picture as a data address; words beside it stand beneath. */
  picture: string | null;
  lines: readonly string[];
};
/** The code on a receipt by which its holder looks the dossier up: 50 bits, kept as a keyed hash of this purpose over "<dossier id> <code>". */
export const lookUpCodeSigns = 10;
export const lookUpPurpose = "look-up-code";
