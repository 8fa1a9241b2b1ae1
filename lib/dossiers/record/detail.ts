import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { FeeKind, PaymentMethod, ResultDelivery } from "@/lib/db/generated/enums";
import { DueStory } from "../clock/model";
import { Change, correctedFields, registerFields } from "../correction/model";
import { actNames } from "../desk/acts";
import { DossierRow } from "../list/model";
import { DossierState, limitUnits, paperForms, serviceLevels, supplementPolicies } from "./model";

export const DossierDetail = DossierRow.extend({
  applicantKind: z.enum(["CITIZEN", "ORGANISATION"]),
  applicantAddress: z.string().nullable(),
  idNumberMasked: z.string().nullable(),
  subject: z.string().nullable(),
  caseLabel: z.string().nullable(),
  /** Who handed it in, where that is not the applicant. */
  submitterName: z.string().nullable(),
  setCount: z.int(),
  resultDelivery: z.enum(ResultDelivery),
  sectorName: z.string(),
  receivingUnitName: z.string(),
  serviceLevel: z.enum(serviceLevels),
  limitValue: z.int().nullable(),
  limitUnit: z.enum(limitUnits).nullable(),
  /**
   * How the day promised at acceptance came about; null where the limit is free text, or where the register that brought the dossier
   * gave a day of its own.
   */
  dueStory: DueStory.nullable(),
  /** Office minutes left to the due instant (negative: past it) of one whose clock runs; else null. */
  workingMinutesLeft: z.int().nullable(),
  /** Office minutes of a day, to say them in days and hours. */
  workingDayMinutes: z.int(),
  workingDaysUsed: z.int().nullable(),
  supplementCount: z.int(),
  isDemo: z.boolean(),
  /** This actor sees it only for being asked, until they have answered. */
  isAsked: z.boolean(),
  papers: z.array(
    z.object({
      name: z.string(),
      form: z.enum(paperForms),
      count: z.int(),
      isReused: z.boolean(),
      note: z.string().nullable(),
      /** 0: with the dossier from the start; n: came with the nth supplement. */
      supplement: z.int(),
    }),
  ),
  clockStops: z.array(
    z.object({
      kind: z.enum(["SUPPLEMENT", "PAYMENT", "OTHER"]),
      policy: z.enum(supplementPolicies),
      reason: z.string(),
      /** The papers the request names. */
      askedPapers: z.array(z.string()),
      stoppedAt: z.iso.datetime(),
      resumedAt: z.iso.datetime().nullable(),
      /** The working days it stood; null while it stands. */
      workingDays: z.int().nullable(),
    }),
  ),
  events: z.array(
    z.object({
      version: z.int(),
      kind: z.string(),
      fromState: DossierState.nullable(),
      toState: DossierState,
      at: z.iso.datetime(),
      actorName: z.string(),
      unitName: z.string().nullable(),
      note: z.string().nullable(),
      dueAtBefore: z.iso.datetime().nullable(),
      dueAtAfter: z.iso.datetime().nullable(),
      /** With an extension: who was said to be late. */
      lateAgencies: z.array(z.string()),
      /** Which fields of the record it changed; of a register brought in anew, these alone. */
      changedFields: z.array(z.enum([...correctedFields, ...registerFields])),
      /** With a correction: what stood before and after, numbers of persons masked. */
      changes: z.array(Change),
    }),
  ),
  /** On whose desk it lies; null: the unit's pool. */
  assignee: z.object({ userId: z.int(), name: z.string() }).nullable(),
  /** The internal process, each step with its share of the time; the one that has begun and not ended is where it stands. */
  steps: z.array(
    z.object({
      position: z.int(),
      name: z.string(),
      role: z.string(),
      workingDays: z.number().nullable(),
      assigneeName: z.string().nullable(),
      startedAt: z.iso.datetime().nullable(),
      dueAt: z.iso.datetime().nullable(),
      endedAt: z.iso.datetime().nullable(),
    }),
  ),
  consultations: z.array(
    z.object({
      id: z.int(),
      agency: z.string(),
      question: z.string(),
      askedAt: z.iso.datetime(),
      askedBy: z.string(),
      dueOn: Day,
      answeredAt: z.iso.datetime().nullable(),
      answer: z.string().nullable(),
    }),
  ),
  fees: z.array(
    z.object({
      kind: z.enum(FeeKind),
      name: z.string(),
      amountDong: z.int(),
      paidAt: z.iso.datetime().nullable(),
      method: z.enum(PaymentMethod).nullable(),
      receiptNumber: z.string().nullable(),
    }),
  ),
  handOver: z
    .object({
      delivery: z.enum(ResultDelivery),
      collectorName: z.string().nullable(),
      collectorIdMasked: z.string().nullable(),
      trackingNumber: z.string().nullable(),
      note: z.string().nullable(),
      at: z.iso.datetime(),
    })
    .nullable(),
  /** May this actor correct what it says? */
  mayCorrect: z.boolean(),
  /** What this actor may do with it now. */
  openMoves: z.array(z.enum(actNames)),
});
export type DossierDetail = z.output<typeof DossierDetail>;

/** The numbers of the person in full; each look is in the audit log. */
export const RevealedIdentity = z.object({ phone: z.string().nullable(), idNumber: z.string().nullable() });
