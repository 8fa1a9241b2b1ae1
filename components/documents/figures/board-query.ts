import type { DocumentSet } from "@/lib/documents/model";
import type { CertificateCode, CertificateSet, DocumentCode, HolderKind, MeetingCode } from "@/lib/indicators/model";
import type { MeetingSet } from "@/lib/meetings/model";
import { queryOf } from "../../overview/links";
import { readJson } from "../../ui/request";

/** What a board of documents is about, as its address carries it. */
export type DocumentQuestion = { from: string; to: string; asOf: string; unitId?: number };

/** The board as react-query knows it: the server fills the same key that the browser refreshes. */
export function documentBoardQuery({ from, to, asOf, unitId }: DocumentQuestion) {
  const question = { from, to, asOf, ...(unitId !== undefined && { unitId }) };
  return {
    queryKey: ["documents", "board", question] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/document-board?${queryOf(question)}`,
        () => import("@/lib/indicators/model").then((m) => m.DocumentBoard),
        signal,
      ),
  };
}

/** The list that holds the documents of an indicator, and what it is counted over; a test holds both to the catalogue's. */
export const documentSetOf: Record<DocumentCode, { set: DocumentSet; base: DocumentSet | null }> = {
  "e-signature-rate": { set: "signed", base: "to-sign" },
  "documents-incoming": { set: "incoming", base: null },
  "documents-outgoing": { set: "outgoing", base: null },
  "documents-internal": { set: "internal", base: null },
  "documents-overdue": { set: "overdue", base: null },
  "documents-on-time-rate": { set: "closed-in-time", base: "closed" },
  "signatures-invalid": { set: "invalid", base: null },
  "signatures-doubtful": { set: "doubtful", base: null },
  "signatures-unknown": { set: "unknown", base: null },
  "documents-unsigned": { set: "unsigned", base: null },
  "signatures-pending": { set: "pending", base: null },
  "documents-exempt": { set: "exempt", base: null },
  "documents-received-electronically-rate": { set: "exchanged-in", base: "incoming" },
  "documents-sent-electronically-rate": { set: "exchanged-out", base: "outgoing" },
};

export const documentsOf = (
  question: DocumentQuestion,
  set: DocumentSet,
  more: { unitId?: number; typeId?: number } = {},
): string => `/documents?${queryOf({ ...question, ...more, set })}`;
export const documentBoardLink = (question: DocumentQuestion): string => `/documents/board?${queryOf(question)}`;

/** The same of the indicators of meetings. */
export const meetingSetOf: Record<MeetingCode, { set: MeetingSet; base: MeetingSet }> = {
  "paperless-meeting-rate": { set: "full", base: "counted" },
};
/** The list that holds the meetings a figure counts; what was held after the day asked about is not there. */
export const meetingsOf = (
  { from, to, asOf, unitId }: DocumentQuestion,
  set: MeetingSet,
  more: { unitId?: number } = {},
): string => `/meetings?${queryOf({ set, from, to: to < asOf ? to : asOf, unitId, ...more })}`;

/** The same of the indicators of certificates: who or what they count, of which kind of holder. */
export const certificateSetOf: Record<
  CertificateCode,
  { set: CertificateSet; base: CertificateSet | null; kind: HolderKind | null }
> = {
  "certificate-rate": { set: "holding", base: "to-hold", kind: null },
  "leader-certificate-rate": { set: "holding", base: "to-hold", kind: "person" },
  "agency-certificate-rate": { set: "holding", base: "to-hold", kind: "agency" },
  "mobile-signing-rate": { set: "mobile", base: "in-force", kind: null },
  "certificates-ending": { set: "ending", base: null, kind: null },
};
/** The roster of those a figure of certificates counts. */
export const rosterOf = (
  question: Partial<DocumentQuestion>,
  set: CertificateSet,
  more: { unitId?: number; kind?: HolderKind | null } = {},
): string => `/documents/certificates?${queryOf({ ...question, ...more, set })}`;
