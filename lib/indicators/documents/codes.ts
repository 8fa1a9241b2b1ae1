/** What may be asked of documents and their signatures. Definitions: catalogue.ts; words: labels.ts. */
export const documentCodes = [
  "e-signature-rate",
  "documents-incoming",
  "documents-outgoing",
  "documents-internal",
  "documents-overdue",
  "documents-on-time-rate",
  "signatures-invalid",
  "signatures-doubtful",
  "signatures-unknown",
  "documents-unsigned",
  "signatures-pending",
  "documents-exempt",
  "documents-received-electronically-rate",
  "documents-sent-electronically-rate",
] as const;
export type DocumentCode = (typeof documentCodes)[number];

/** What may be asked of signers' certificates. Definitions: certificate-rate.ts; words: labels.ts. */
export const certificateCodes = [
  "certificate-rate",
  "leader-certificate-rate",
  "agency-certificate-rate",
  "mobile-signing-rate",
  "certificates-ending",
] as const;
export type CertificateCode = (typeof certificateCodes)[number];

/** What may be asked of meetings. Definitions: meetings.ts; words: labels.ts. */
export const meetingCodes = ["paperless-meeting-rate"] as const;
export type MeetingCode = (typeof meetingCodes)[number];
