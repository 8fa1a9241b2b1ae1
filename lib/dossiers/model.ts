/** The vocabulary of the record and of what leaves it: one place for whoever reads either, longer than a file should be. */
import { z } from "zod";
import { CalendarDayKind, Day } from "@/lib/calendar/model";
import { FeeKind, PaymentMethod, ResultDelivery } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";
import type { Permission } from "@/lib/policy";
import { particulars } from "./desk/model";

export {
  AcceptInput,
  Draft,
  DraftContent,
  DraftInput,
  DraftLine,
  DraftList,
  Recalled,
  RecallInput,
  RegisterInput,
  SavedDraft,
} from "./intake/model";
export { CalendarChangeInput, CalendarPreview, RedatedRow, RedatingList, RedatingView } from "./redating/model";

/** The national list of ten statuses, in the order of their numbers 1 … 10 on the National Portal. */
export const dossierStates = [
  "REGISTERED",
  "ACCEPTED",
  "NOT_ACCEPTED",
  "IN_PROGRESS",
  "AWAITING_SUPPLEMENT",
  "AWAITING_PAYMENT",
  "WITHDRAWN",
  "STOPPED",
  "FINISHED",
  "RETURNED",
] as const;
export const DossierState = z.enum(dossierStates);
export type DossierState = z.output<typeof DossierState>;

export const outcomes = ["EARLY", "ON_TIME", "LATE", "WITHDRAWN", "STOPPED", "NOT_ACCEPTED"] as const;
export type Outcome = (typeof outcomes)[number];
export const channels = ["COUNTER", "ONLINE", "POST"] as const;
export const Channel = z.enum(channels);
export type Channel = z.output<typeof Channel>;
export const serviceLevels = ["INFORMATION", "PARTIAL", "FULL"] as const;
export type ServiceLevel = (typeof serviceLevels)[number];
export const limitUnits = ["SAME_DAY", "WORKING_DAY", "CALENDAR_DAY", "MONTH", "WORKING_HOUR", "CLOCK_HOUR", "TEXT"] as const;
export type LimitUnit = (typeof limitUnits)[number];
export const cutoffPolicies = ["NONE", "SAME_DAY_15H", "AFTER_CLOSE_NEXT_DAY"] as const;
export type CutoffPolicy = (typeof cutoffPolicies)[number];
export const supplementPolicies = ["RESTART", "PAUSE"] as const;
export type SupplementPolicy = (typeof supplementPolicies)[number];
/** How a paper is handed in (bản chính, bản sao chứng thực, bản chụp, bản điện tử). */
export const paperForms = ["ORIGINAL", "CERTIFIED_COPY", "PHOTOCOPY", "ELECTRONIC"] as const;
export type PaperForm = (typeof paperForms)[number];
export const resultKinds = ["GRANTED", "REFUSED"] as const;
export type ResultKind = (typeof resultKinds)[number];

/** What a move does to the clock. */
type Clock = "starts" | "runs" | "stops" | "resumes" | "ends" | "over";
type Move = {
  from: readonly DossierState[];
  to: DossierState;
  needs: Permission;
  clock: Clock;
  needsReason?: true;
  /** The desk that took the dossier in takes this step too, where another unit settles it. */
  isAtDesk?: true;
};

/**
 * Every step a dossier can take (DOMAIN §1.3). A new step is a new row here and a label.
 * A refusal after appraisal is a result (NĐ 61/2018 Đ.19.8): `finish` with resultKind REFUSED; `decline` is refusal at intake.
 */
export const moves = {
  accept: { from: ["REGISTERED"], to: "ACCEPTED", needs: "dossiers.process", clock: "starts", isAtDesk: true },
  decline: {
    from: ["REGISTERED"],
    to: "NOT_ACCEPTED",
    needs: "dossiers.process",
    clock: "over",
    needsReason: true,
    isAtDesk: true,
  },
  start: { from: ["ACCEPTED"], to: "IN_PROGRESS", needs: "dossiers.process", clock: "runs", isAtDesk: true },
  requestSupplement: {
    from: ["ACCEPTED", "IN_PROGRESS"],
    to: "AWAITING_SUPPLEMENT",
    needs: "dossiers.process",
    clock: "stops",
    needsReason: true,
  },
  receiveSupplement: {
    from: ["AWAITING_SUPPLEMENT"],
    to: "IN_PROGRESS",
    needs: "dossiers.process",
    clock: "resumes",
    isAtDesk: true,
  },
  requestPayment: { from: ["IN_PROGRESS"], to: "AWAITING_PAYMENT", needs: "dossiers.process", clock: "stops", needsReason: true },
  confirmPayment: {
    from: ["AWAITING_PAYMENT"],
    to: "IN_PROGRESS",
    needs: "dossiers.process",
    clock: "resumes",
    isAtDesk: true,
  },
  extend: { from: ["IN_PROGRESS"], to: "IN_PROGRESS", needs: "dossiers.approve", clock: "runs", needsReason: true },
  finish: { from: ["IN_PROGRESS"], to: "FINISHED", needs: "dossiers.approve", clock: "ends" },
  refuse: { from: ["IN_PROGRESS"], to: "FINISHED", needs: "dossiers.approve", clock: "ends", needsReason: true },
  withdraw: {
    from: ["REGISTERED", "ACCEPTED", "IN_PROGRESS", "AWAITING_SUPPLEMENT", "AWAITING_PAYMENT"],
    to: "WITHDRAWN",
    needs: "dossiers.process",
    clock: "ends",
    needsReason: true,
    isAtDesk: true,
  },
  stop: {
    from: ["ACCEPTED", "IN_PROGRESS", "AWAITING_SUPPLEMENT", "AWAITING_PAYMENT"],
    to: "STOPPED",
    needs: "dossiers.approve",
    clock: "ends",
    needsReason: true,
  },
  return: { from: ["FINISHED"], to: "RETURNED", needs: "dossiers.process", clock: "over", isAtDesk: true },
} as const satisfies Record<string, Move>;
export type MoveName = keyof typeof moves;
export const moveNames = Object.keys(moves) as [MoveName, ...MoveName[]];

type Handling = { from: readonly DossierState[]; needs: Permission; needsReason?: true };
const underWay = ["ACCEPTED", "IN_PROGRESS", "AWAITING_SUPPLEMENT", "AWAITING_PAYMENT"] as const;
/**
 * What is done with a dossier inside the house: its state and its clock stay as they are. Passing on along the internal steps, and
 * asking another agency, during which the time runs on (NĐ 61/2018 Đ.19.5).
 */
export const handlings = {
  assign: { from: underWay, needs: "dossiers.process" },
  forward: { from: ["IN_PROGRESS"], needs: "dossiers.process" },
  sendBack: { from: ["IN_PROGRESS"], needs: "dossiers.process", needsReason: true },
  consult: { from: ["IN_PROGRESS"], needs: "dossiers.process" },
  receiveOpinion: { from: ["IN_PROGRESS", "AWAITING_SUPPLEMENT", "AWAITING_PAYMENT"], needs: "dossiers.process" },
} as const satisfies Record<string, Handling>;
export type HandlingName = keyof typeof handlings;
export const handlingNames = Object.keys(handlings) as [HandlingName, ...HandlingName[]];

export type ActName = MoveName | HandlingName;
export const actNames = [...moveNames, ...handlingNames] as const;
export const isMove = (act: ActName): act is MoveName => act in moves;
export const isAtDesk = (act: ActName): boolean => isMove(act) && "isAtDesk" in moves[act];
export const needsReason = (act: ActName): boolean => "needsReason" in (isMove(act) ? moves[act] : handlings[act]);

export const MoveInput = z.strictObject({
  dossierId: z.int().positive(),
  version: z.int().positive(),
  move: z.enum(actNames),
  ...particulars,
});

/** What a list asks. Text is searched without diacritics over name and code; digits also as phone or ID number. */
export const DossierFilter = z.strictObject({
  text: z.string().trim().max(100).optional(),
  unitId: RecordId.optional(),
  procedureId: RecordId.optional(),
  sectorId: RecordId.optional(),
  channel: Channel.optional(),
  state: DossierState.optional(),
  /** A named set: the same words as the indicators, so that a number opens exactly its rows. */
  set: z
    .enum([
      "received",
      "resolved",
      "resolved-in-time",
      "resolved-early",
      "resolved-on-time",
      "resolved-late",
      "overdue",
      "due-soon",
      "in-progress",
      "awaiting-applicant",
      "returned",
      "refused",
      "withdrawn",
      "online",
      "full-online",
      "postal",
      "age-over-3",
      "age-1-3",
      "age-today",
      "age-late-1-5",
      "age-late-over-5",
      "age-no-due",
    ])
    .optional(),
  from: Day.optional(),
  to: Day.optional(),
  asOf: Day.optional(),
  cursor: z.string().max(80).optional(),
  take: z.coerce.number().int().min(1).max(200).default(50),
});
export type DossierFilter = z.output<typeof DossierFilter>;
/** The same for a file, which has no pages. */
export const ExportFilter = DossierFilter.omit({ cursor: true, take: true });
export type ExportFilter = z.output<typeof ExportFilter>;

/** One line of a list. Personal numbers are masked. */
export const DossierRow = z.object({
  id: z.int(),
  code: z.string().nullable(),
  state: DossierState,
  outcome: z.enum(outcomes).nullable(),
  resultKind: z.enum(resultKinds).nullable(),
  channel: Channel,
  applicantName: z.string(),
  phoneMasked: z.string().nullable(),
  procedureId: z.int(),
  procedureCode: z.string(),
  procedureName: z.string(),
  unitId: z.int(),
  unitName: z.string(),
  acceptedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  dueOn: Day.nullable(),
  extendedDueOn: Day.nullable(),
  endedAt: z.iso.datetime().nullable(),
  returnedAt: z.iso.datetime().nullable(),
  /** Working days left to the due day (negative: late) for one that is open and whose clock runs; else null. */
  workingDaysLeft: z.int().nullable(),
  version: z.int(),
});
export type DossierRow = z.output<typeof DossierRow>;

export const DossierPage = z.object({ rows: z.array(DossierRow), nextCursor: z.string().nullable(), total: z.int().nullable() });
export type DossierPage = z.output<typeof DossierPage>;

const StoryDay = z.object({ on: Day, kind: CalendarDayKind, name: z.string() });
/** The explanation of a due day, as it travels: every day that was skipped or counted out of turn. */
export const DueStory = z.object({
  /** The same in one sentence. */
  sentence: z.object({ vi: z.string(), en: z.string() }),
  /** Day by day from the acceptance to the due day; empty where that is too long to be drawn. */
  strip: z.array(z.object({ on: Day, is: z.enum(["accepted", "counted", "off", "due"]) })),
  limit: z.object({ value: z.int().nullable(), unit: z.enum(limitUnits) }),
  acceptedOn: Day,
  countedFrom: Day,
  daysOff: z.array(StoryDay),
  makeUpDays: z.array(StoryDay),
  weekendDays: z.int(),
  rolledFrom: Day.nullable(),
  dueAt: z.iso.datetime(),
  dueOn: Day,
});
export type DueStory = z.output<typeof DueStory>;

/** Asks when a dossier would be due. */
export const DueQuestion = z.strictObject({
  procedureId: RecordId,
  channel: Channel.default("COUNTER"),
  caseLabel: z.string().trim().min(1).max(200).optional(),
  /** Now unless said. */
  acceptedAt: z.iso.datetime({ offset: true, error: "instant-unreadable" }).optional(),
});
export type DueQuestion = z.output<typeof DueQuestion>;
export const DueAnswer = z.object({
  limitValue: z.int().nullable(),
  limitUnit: z.enum(limitUnits).nullable(),
  /** What the catalogue says of a limit that is no number. */
  limitNote: z.string().nullable(),
  /** Null where nothing can be counted. */
  story: DueStory.nullable(),
});
export type DueAnswer = z.output<typeof DueAnswer>;

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
  papers: z.array(
    z.object({
      name: z.string(),
      form: z.enum(paperForms),
      count: z.int(),
      isReused: z.boolean(),
      note: z.string().nullable(),
    }),
  ),
  clockStops: z.array(
    z.object({
      kind: z.enum(["SUPPLEMENT", "PAYMENT", "OTHER"]),
      policy: z.enum(supplementPolicies),
      reason: z.string(),
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
  /** What this actor may do with it now. */
  openMoves: z.array(z.enum(actNames)),
});
export type DossierDetail = z.output<typeof DossierDetail>;

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
/** The acts that are the same for a whole stack; what the law wants weighed one by one is not among them. */
export const bulkActs = [
  "start",
  "assign",
  "forward",
  "receiveSupplement",
  "confirmPayment",
  "extend",
  "finish",
  "return",
] as const satisfies readonly ActName[];
export const bulkMost = 200;
export const BulkInput = z.strictObject({
  move: z.enum(bulkActs),
  reason: particulars.reason,
  extendedDueOn: particulars.extendedDueOn,
  assigneeId: particulars.assigneeId,
  payment: particulars.payment,
  handOver: particulars.handOver,
  /** Each with the version it was chosen in. */
  dossiers: z
    .array(z.strictObject({ id: z.int().positive().max(2_147_483_647), version: z.int().positive() }))
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

export const workScopes = ["mine", "pool", "unit", "person"] as const;
export type WorkScope = (typeof workScopes)[number];
export const workParts = ["all", "due-today", "due-soon", "overdue", "waiting", "to-return", "consultations"] as const;
export type WorkPart = (typeof workParts)[number];
/** Work is counted up to this many of a kind. */
export const workCountedUpTo = 999;
/** What lies to be done: on one's own desk, in the unit's pool, in the whole unit, on one person's desk; and which part of it. */
export const WorkFilter = z.strictObject({
  scope: z.enum(workScopes).default("mine"),
  part: z.enum(workParts).default("all"),
  unitId: RecordId.optional(),
  /** With the scope `person`. */
  userId: RecordId.optional(),
  cursor: z.string().max(80).optional(),
  take: z.coerce.number().int().min(1).max(200).default(50),
});
export type WorkFilter = z.output<typeof WorkFilter>;
export const WorkRow = DossierRow.extend({
  assigneeId: z.int().nullable(),
  assigneeName: z.string().nullable(),
  /** The step of the internal process it stands at, and when that is due. */
  stepName: z.string().nullable(),
  stepDueAt: z.iso.datetime().nullable(),
  /** The earliest day another agency has to answer by, while one is waited for. */
  answerOn: Day.nullable(),
  openMoves: z.array(z.enum(actNames)),
});
export type WorkRow = z.output<typeof WorkRow>;
export const WorkPage = z.object({ rows: z.array(WorkRow), nextCursor: z.string().nullable() });
export type WorkPage = z.output<typeof WorkPage>;
/** `workCountedUpTo` + 1 stands for more than that. */
export const WorkCounts = z.object({
  parts: z.array(z.object({ part: z.enum(workParts), count: z.int() })),
  scopes: z.array(z.object({ scope: z.enum(workScopes), count: z.int() })),
});
export type WorkCounts = z.output<typeof WorkCounts>;
/** What lies with each person; without a user: in the pool. Mean age in days since acceptance. */
export const WorkLoad = z.object({
  people: z.array(
    z.object({
      userId: z.int().nullable(),
      name: z.string().nullable(),
      open: z.int(),
      dueToday: z.int(),
      overdue: z.int(),
      waiting: z.int(),
      meanDays: z.number().nullable(),
    }),
  ),
});
export type WorkLoad = z.output<typeof WorkLoad>;

/** What a register itself said of a dossier, as bits of `staged_dossier.given`; the rest was filled in, and does not overrule what is known. */
export const given = {
  state: 1,
  due: 2,
  channel: 4,
  result: 8,
  unit: 16,
  receivingUnit: 32,
  acceptedTime: 64,
  dueTime: 128,
  endedTime: 256,
  returnedTime: 512,
  applicantKind: 1024,
  returned: 2048,
} as const;

/** The numbers of the person in full; each look is in the audit log. */
export const RevealedIdentity = z.object({ phone: z.string().nullable(), idNumber: z.string().nullable() });

export const ViewInput = z.strictObject({
  /** The page's path, "/dossiers". */
  page: z
    .string()
    .max(100)
    .regex(/^\/[a-z0-9/-]*$/),
  name: z.string().trim().normalize().min(1).max(80),
  /** Its query string without the question mark. */
  query: z.string().max(2_000),
});
export const SavedView = ViewInput.extend({ id: z.int() });
export type SavedView = z.output<typeof SavedView>;

/** Where a person's numbers are sealed and indexed (lib/secrets): whoever writes or seeks one names the same place. */
export const personalPlaces = { phone: "dossier.phone", idNumber: "dossier.id_number" } as const;
