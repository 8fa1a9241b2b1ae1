import * as z from "zod";

/** After this long an entry outside every seal is an alarm, not a backlog. */
export const sealLimitMinutes = 15;

/** What a check of the log can find. */
export const auditFaults = [
  "seal-missing",
  "seal-altered",
  "chain-broken",
  "entry-missing",
  "entry-inserted",
  "entries-altered",
  "back-dated",
  "from-the-future",
  "unsealed-too-long",
  "head-differs",
  "head-missing",
  "tail-cut",
] as const;
export type AuditFaultCode = (typeof auditFaults)[number];
/** `place` is for people: "seal 12, entry 345". */
export type AuditFault = { code: AuditFaultCode; place: string };
/** `faults` holds the first twenty; `faultCount` all of them. The log is whole when it is 0. */
export type AuditReport = { seals: number; entries: number; unsealed: number; faults: AuditFault[]; faultCount: number };

export const AuditReportView = z.object({
  seals: z.int(),
  entries: z.int(),
  unsealed: z.int(),
  faultCount: z.int(),
  faults: z.array(z.object({ code: z.enum(auditFaults), place: z.string() })),
});

/** What an auditor asks the log. `who` is a login or an actor's id ("user:7", "key:3"); days are the city's, both counted. */
export const AuditFilter = z.strictObject({
  who: z.string().trim().max(100).optional(),
  action: z
    .string()
    .trim()
    .max(60)
    .regex(/^[a-z-]*(\.[a-zA-Z-]*)?$/)
    .optional(),
  subject: z
    .string()
    .trim()
    .max(40)
    .regex(/^[a-z-]*$/)
    .optional(),
  subjectId: z.string().trim().max(60).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Only entries older than the one with this id. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
export type AuditFilter = z.output<typeof AuditFilter>;

/** How far the log is sealed, and the head that stands outside the database. */
export type AuditStanding = {
  seals: number;
  lastSealAt: string | null;
  lastHash: string | null;
  waitingSeconds: number;
  /** The newest line of the file outside; null when there is none. */
  exported: { n: number; hash: string } | null;
};

/** An entry as the auditor reads it. `detail` holds ids, codes and counts, never a personal value. */
export type AuditRow = {
  id: string;
  at: string;
  actorId: string;
  actorName: string | null;
  action: string;
  subject: string;
  subjectId: string;
  detail: string;
  isSealed: boolean;
};
