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
