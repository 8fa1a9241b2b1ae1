import * as z from "zod";

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
