import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { documentSets } from "@/lib/documents/model";
import { Target, verdicts } from "../telling/target";
import { type DocumentCode, documentCodes, meetingCodes } from "./codes";
import { ComparedCertificateReading } from "./coverage-model";

export const DocumentReading = z.object({
  code: z.enum(documentCodes),
  top: z.number(),
  bottom: z.number().nullable(),
  value: z.number().nullable(),
  verdict: z.enum(verdicts),
  target: Target.nullable(),
});
export type DocumentReading = z.output<typeof DocumentReading>;

export const ComparedDocumentReading = DocumentReading.extend({
  previous: DocumentReading.nullable(),
  lastYear: DocumentReading.nullable(),
  trail: z.array(z.object({ from: Day, to: Day, value: z.number().nullable() })),
});
export type ComparedDocumentReading = z.output<typeof ComparedDocumentReading>;

export const MeetingReading = DocumentReading.extend({ code: z.enum(meetingCodes) });
export type MeetingReading = z.output<typeof MeetingReading>;
const MeetingCount = z.object({ held: z.number(), counted: z.number(), full: z.number() });
/** The meetings that were held, those of them with papers, and those with none but validly signed e-documents. */
export const MeetingFigures = z.object({
  rate: MeetingReading.extend({
    previous: MeetingReading.nullable(),
    lastYear: MeetingReading.nullable(),
    trail: z.array(z.object({ from: Day, to: Day, value: z.number().nullable() })),
  }),
  held: z.number(),
  /** Without papers: in no ratio. */
  bare: z.number(),
  trend: z.array(MeetingCount.extend({ from: Day, to: Day })),
  /** `isOwn`: of the unit asked about itself, without those below it. */
  units: z.array(MeetingCount.extend({ id: z.int(), name: z.string(), isOwn: z.boolean() })),
});
export type MeetingFigures = z.output<typeof MeetingFigures>;

const Row = z.object({ id: z.int(), name: z.string(), readings: z.array(DocumentReading.omit({ target: true })) });

/** Everything the boards of documents and signatures show, from one state of the records. */
export const DocumentBoard = z.object({
  period: z.object({ from: Day, to: Day }),
  asOf: Day,
  at: z.iso.datetime(),
  /** The last change to any document, and null before the first. */
  changedAt: z.iso.datetime().nullable(),
  headline: z.array(ComparedDocumentReading),
  trend: z.array(
    z.object({
      ...{ from: Day, to: Day, incoming: z.number(), outgoing: z.number(), internal: z.number() },
      ...{ closed: z.number(), closedInTime: z.number(), onTimeRate: z.number().nullable() },
      ...{ signed: z.number(), toSign: z.number(), signedRate: z.number().nullable() },
    }),
  ),
  /** Units directly below the one asked about, and types; in the order of their volume. Readings as `rowCodes` names them. */
  units: z.array(Row),
  types: z.array(Row),
  /** How many outgoing documents of the period had each of these said against them, the commonest first. */
  faults: z.array(z.object({ code: z.string(), set: z.enum(documentSets), count: z.number() })),
  /** Marked secret and kept elsewhere: reported as a number only, and in no other figure. */
  secretCount: z.number(),
  meetings: MeetingFigures,
  /** As they stood at the end of `asOf`. */
  certificates: z.array(ComparedCertificateReading),
  isDemo: z.boolean(),
});
export type DocumentBoard = z.output<typeof DocumentBoard>;

/** What each row of the boards tells, in this order; the columns of the tables are the first of them. */
export const rowCodes = [
  "documents-incoming",
  "documents-outgoing",
  "documents-internal",
  "e-signature-rate",
  "signatures-invalid",
  "signatures-doubtful",
  "documents-unsigned",
  "documents-overdue",
  "documents-on-time-rate",
  "documents-received-electronically-rate",
  "documents-sent-electronically-rate",
  "signatures-unknown",
  "signatures-pending",
  "documents-exempt",
] as const satisfies readonly DocumentCode[];
