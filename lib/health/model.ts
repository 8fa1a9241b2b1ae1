import * as z from "zod";

/** What is looked at, in the order of what depends on what. */
export const checkCodes = [
  "database",
  "migrations",
  "queue",
  "fold",
  "seal",
  "live",
  "disk",
  "files",
  "scanner",
  "cameras",
  "clock",
  "calendar",
  "certificate",
  "sign-in",
  "process",
] as const;
export type CheckCode = (typeof checkCodes)[number];
/** "off": there is nothing to look at here, by configuration. */
export const checkStates = ["good", "watch", "bad", "off"] as const;
export type CheckState = (typeof checkStates)[number];

export const Check = z.object({
  code: z.enum(checkCodes),
  state: z.enum(checkStates),
  /** What was measured, for the sentence about it. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Check = z.output<typeof Check>;

/** A job of the queue that was given up, or is tried again. Its payload holds ids only and is not shown. */
export const TroubledJob = z.object({
  id: z.string(),
  task: z.string(),
  attempts: z.int(),
  maxAttempts: z.int(),
  isGivenUp: z.boolean(),
  error: z.string(),
  /** When it is or was due. */
  runAt: z.iso.datetime(),
});
export type TroubledJob = z.output<typeof TroubledJob>;

export const Health = z.object({
  at: z.iso.datetime(),
  state: z.enum(["good", "watch", "bad"]),
  checks: z.array(Check),
  jobs: z.array(TroubledJob),
});
export type Health = z.output<typeof Health>;

export const JobRetry = z.strictObject({ id: z.string().regex(/^\d{1,18}$/) });
