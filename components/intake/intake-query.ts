import type { DueQuestion } from "@/lib/dossiers/model";
import type { TermsQuestion } from "@/lib/procedures/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

type Signal = { signal: AbortSignal };

/** What the catalogue says of a dossier handed in now; old when the catalogue changes. */
export function termsQuery(procedureId: number, question: Pick<TermsQuestion, "on" | "channel" | "caseLabel" | "unitId">) {
  return {
    queryKey: ["catalogue", "terms", procedureId, question] as const,
    queryFn: ({ signal }: Signal) =>
      readJson(
        `/api/v1/procedures/${procedureId}/terms?${queryOf(question)}`,
        () => import("@/lib/procedures/model").then((m) => m.ProcedureTerms),
        signal,
      ),
  };
}

/** When it would be due. Asked anew every minute: a same-day procedure turns at 15:00. */
export function dueQuery(question: DueQuestion) {
  return {
    queryKey: ["catalogue", "due", question] as const,
    queryFn: ({ signal }: Signal) =>
      readJson(
        `/api/v1/dossiers/due?${queryOf(question)}`,
        () => import("@/lib/dossiers/model").then((m) => m.DueAnswer),
        signal,
      ),
    refetchInterval: 60_000,
  };
}

/** One's own drafts; only their owner changes them, so the live channel does not tell of them. */
export const draftsQuery = {
  queryKey: ["drafts"] as const,
  queryFn: ({ signal }: Signal) =>
    readJson("/api/v1/drafts", () => import("@/lib/dossiers/model").then((m) => m.DraftList), signal),
};
export const draftReader = () => import("@/lib/dossiers/model").then((m) => m.Draft);
export const savedReader = () => import("@/lib/dossiers/model").then((m) => m.SavedDraft);
export const recallReader = () => import("@/lib/dossiers/model").then((m) => m.Recalled);
export const acceptedReader = () => import("@/lib/forms/model").then((m) => m.AcceptedDossier);
