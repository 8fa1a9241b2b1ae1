import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { ResultDelivery } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";
import { DossierState, resultKinds } from "@/lib/dossiers/model";
import { periodPattern } from "./figures/period";
import { codeForms } from "./look-up/codes";
import { readFactor } from "./look-up/factor";

// ── Looking a dossier up ────────────────────────────────────────────────────

/** Exactly when a look-up is slowed down and when it is refused. Wrong tries are counted, right ones are given back. */
export const lookUpLimits = {
  /** Past so many wrong tries in an hour a proof of work, or waiting, is asked for: for a code, an address, its range, in all. */
  codeProven: 10,
  addressProven: 10,
  rangeProven: 50,
  inAllProven: 1_000,
  /** Past so many in an hour an address or its range (/24 of IPv4, /56 of IPv6) is refused until the hour is over. */
  addressRefused: 60,
  rangeRefused: 600,
  /** Past so many in a day a code takes only its receipt's code, no longer digits of a number: ten thousand of those could be tried out. */
  codeDigitsPerDay: 50,
  waitSeconds: 60,
} as const;
export const waitSeconds = lookUpLimits.waitSeconds;
/** How long a challenge may be answered. */
export const proofMinutes = 10;
/** How long the page of a dossier that was found can be reloaded without asking again. */
export const shownMinutes = 10;
/** No wrong answer comes sooner: what little the work differs by is not to be measured from outside. */
export const leastMs = 150;

export const LookUpInput = z.strictObject({
  /** The dossier's code, in either order of the agency's identifier. */
  code: z
    .string()
    .max(60)
    .refine((text) => codeForms(text) !== null, "dossier-code-unreadable"),
  /** The receipt's look-up code, the last four digits of the phone or identity number, or the whole of either. */
  factor: z
    .string()
    .max(40)
    .refine((text) => readFactor(text) !== null, "factor-unreadable"),
  /** An answered challenge. */
  token: z.string().max(600).optional(),
  answer: z
    .string()
    .regex(/^\d{0,15}$/)
    .optional(),
});
export type LookUpInput = z.output<typeof LookUpInput>;

/** What is to be done before the next try: find a number whose SHA-256 with the token begins with so many zero bits, or wait. */
export const Challenge = z.object({ token: z.string(), bits: z.int(), waitUntil: z.iso.datetime() });
export type Challenge = z.output<typeof Challenge>;

/** What has happened to a dossier, as far as it concerns its applicant. */
export const shownEvents = [
  "register",
  "accept",
  "decline",
  "start",
  "requestSupplement",
  "receiveSupplement",
  "requestPayment",
  "confirmPayment",
  "extend",
  "redate",
  "finish",
  "reopen",
  "refuse",
  "withdraw",
  "stop",
  "return",
] as const;

/**
 * What a public page shows of a dossier to who knows its code and a second factor (TT 01/2018/TT-VPCP Đ.16.2, Luật 91/2025/QH15): how far it
 * has come. No number of a person, no address, no file, no name of an official; the applicant's name as initials.
 */
export const ShownDossier = z.object({
  code: z.string(),
  applicant: z.string(),
  /** Null where the procedure itself tells something about the person. */
  procedure: z.string().nullable(),
  unitName: z.string(),
  deskName: z.string(),
  /** How the desk is reached; null where nobody said. */
  deskPhone: z.string().nullable(),
  deskAddress: z.string().nullable(),
  /** When its counter is open in the week of today, also where no time limit runs then; null where nobody said. */
  deskHours: z.object({ vi: z.string(), en: z.string() }).nullable(),
  state: DossierState,
  resultKind: z.enum(resultKinds).nullable(),
  acceptedAt: z.iso.datetime().nullable(),
  dueOn: Day.nullable(),
  /** Why it is that day. */
  dueSentence: z.object({ vi: z.string(), en: z.string() }).nullable(),
  /** The day of a new appointment after an apology. */
  extendedDueOn: Day.nullable(),
  endedAt: z.iso.datetime().nullable(),
  returnedAt: z.iso.datetime().nullable(),
  events: z.array(z.object({ kind: z.enum(shownEvents), at: z.iso.datetime() })),
  /** The steps of the internal process it has come through and stands at. */
  steps: z.array(z.object({ name: z.string(), startedAt: z.iso.datetime().nullable(), endedAt: z.iso.datetime().nullable() })),
  /** What is still to be brought, while the dossier waits for it; and whether its limit is then counted again from the start. */
  supplement: z.object({ askedAt: z.iso.datetime(), isRestart: z.boolean(), lines: z.array(z.string()) }).nullable(),
  awaitsPayment: z.boolean(),
  delivery: z.enum(ResultDelivery),
  /** By which the post is asked where the result is; null unless it was returned by post under a number that looks like one. */
  trackingNumber: z.string().nullable(),
  isRated: z.boolean(),
  /** Opens the rating while it can be given. */
  ratingToken: z.string().nullable(),
});
export type ShownDossier = z.output<typeof ShownDossier>;

export const LookUpAnswer = z.discriminatedUnion("is", [
  z.object({ is: z.literal("found"), dossier: ShownDossier }),
  /** No such code, another factor, or not public: one answer for all. */
  z.object({ is: z.literal("not-found") }),
  z.object({ is: z.literal("prove"), challenge: Challenge }),
]);
export type LookUpAnswer = z.output<typeof LookUpAnswer>;

// ── Rating ──────────────────────────────────────────────────────────────────

/** Very dissatisfied … very satisfied. */
export const scores = [1, 2, 3, 4, 5] as const;
/** From this score on a citizen counts as satisfied ("hài lòng", "rất hài lòng"). */
export const satisfiedFrom = 4;
/** What TT 01/2018/TT-VPCP Đ.13 gives for attitude and explanation: not good, as it should be, good. */
export const marks = [0, 1, 2] as const;
/** How long after the return of its result a dossier can be rated. */
export const ratingDays = 90;
export const longestComment = 1_000;

const level = (allowed: readonly number[]) => z.literal([...allowed], "choice-required");
/** Signs that draw nothing or turn the reading round: never meant, and fit to deceive whoever reads the comment. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** What somebody says in their own words: text, with no markup and no signs a screen would obey; an empty one is none. */
const comment = z
  .string()
  .overwrite((text) => text.normalize().replace(unseen, "").replace(/\r\n?/g, "\n").trim())
  .max(longestComment, "comment-too-long")
  .regex(/^(?:[^<>\p{Cc}]|\n)*$/u, "comment-signs")
  .transform((text) => text || undefined)
  .optional();

export const RatingInput = z.strictObject({
  /** The signed token of the link. */
  token: z.string().min(1).max(300),
  score: level(scores),
  attitude: level(marks).optional(),
  explanation: level(marks).optional(),
  comment,
});
export type RatingInput = z.output<typeof RatingInput>;

/** What a link for a rating opens. */
export const ratingStandings = ["open", "rated", "expired"] as const;
export type RatingStanding = (typeof ratingStandings)[number];

/** What an official asks of the ratings: the days they were given on, whose, and which. */
export const RatingQuery = z.strictObject({
  from: Day,
  to: Day,
  unitId: RecordId.optional(),
  score: z.coerce.number().int().min(1).max(5).optional(),
  /** Only those with words of their own. */
  isCommented: z.stringbool().optional(),
  /** Only what was said before the rating of this dossier. */
  before: RecordId.optional(),
});
export type RatingQuery = z.output<typeof RatingQuery>;
const mark = z.int().nullable();
export const RatingRow = z.object({
  dossierId: z.int(),
  code: z.string().nullable(),
  procedureName: z.string(),
  unitName: z.string(),
  score: z.int(),
  attitude: mark,
  explanation: mark,
  comment: z.string().nullable(),
  at: z.iso.datetime(),
});
export type RatingRow = z.output<typeof RatingRow>;
export const RatingPage = z.object({
  /** Of all that was asked about, whichever score is listed. */
  sums: z.object({
    rated: z.int(),
    satisfied: z.int(),
    scoreSum: z.int(),
    commented: z.int(),
    /** How many gave one … five. */
    byScore: z.array(z.int()),
    attitudeSum: z.int(),
    attitudeCount: z.int(),
    explanationSum: z.int(),
    explanationCount: z.int(),
  }),
  rows: z.array(RatingRow),
  next: z.int().nullable(),
});
export type RatingPage = z.output<typeof RatingPage>;

/** How satisfied those were who rated the dossiers of a unit in a month: `satisfied` of `rated`. */
export const Satisfaction = z.object({
  unitId: z.int(),
  /** The month's first day, of the rating. */
  month: z.iso.date(),
  rated: z.int(),
  satisfied: z.int(),
  scoreSum: z.int(),
  /** Sum and number of the marks for attitude and explanation that were given. */
  attitudeSum: z.int(),
  attitudeCount: z.int(),
  explanationSum: z.int(),
  explanationCount: z.int(),
});
export type Satisfaction = z.output<typeof Satisfaction>;

// ── Figures open to everybody ───────────────────────────────────────────────

/** The counts of the public table, in its order. `overdue` is a stock at the end of the period or of yesterday, the others are of the period. */
export const openMeasures = ["received", "resolved", "early", "onTime", "late", "overdue", "rated", "satisfied"] as const;
export type OpenMeasure = (typeof openMeasures)[number];

/** A count rounded to a multiple of five; null: fewer than five. */
const GuardedCount = z.int().nullable();
export const OpenRow = z.object({
  name: z.string(),
  counts: z.object({
    received: GuardedCount,
    resolved: GuardedCount,
    early: GuardedCount,
    onTime: GuardedCount,
    late: GuardedCount,
    overdue: GuardedCount,
    rated: GuardedCount,
    satisfied: GuardedCount,
  }),
  /** Shares in tenths of a per cent, coarse where they are taken of few; null below fifty. */
  onTimePermille: z.int().nullable(),
  satisfiedPermille: z.int().nullable(),
});
export type OpenRow = z.output<typeof OpenRow>;
export const OpenFigures = z.object({
  period: z.string(),
  from: Day,
  to: Day,
  /** To the end of which day: the period's last, or yesterday. */
  asOf: Day,
  units: z.array(OpenRow),
  city: OpenRow,
});
export type OpenFigures = z.output<typeof OpenFigures>;

/** An address says everything the answer follows from, the language too: it can be kept on the way to whoever asks. */
export const OpenQuery = z.strictObject({
  period: z.string().regex(periodPattern, "period-unreadable").optional(),
  lang: z.enum(["vi", "en"]).default("vi"),
});
export type OpenQuery = z.output<typeof OpenQuery>;
/** The answer as data: figures, what each is, and on what terms they may be used. */
export const OpenData = OpenFigures.extend({
  title: z.string(),
  city: OpenRow,
  licence: z.string(),
  publisher: z.string(),
  isDemo: z.boolean(),
  dictionary: z.array(z.object({ field: z.string(), name: z.string(), meaning: z.string() })),
  guard: z.string(),
});
export type OpenData = z.output<typeof OpenData>;
