import type { IndexKind, ListedMeasure } from "@/lib/quality/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

/** Which index of which month, and whose. */
export type IndexQuestion = { kind: IndexKind; month: string; unitId?: number; earlier?: number };

/** The index as react-query knows it: counted by a job, it changes with what is reported and not with every dossier. */
export function indexQuery(question: IndexQuestion) {
  return {
    queryKey: ["city", "quality", question] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/quality?${queryOf(question)}`, () => import("@/lib/quality/model").then((m) => m.IndexAnswer), signal),
  };
}

/** The dossiers behind lost points, page after page. */
export function lostQuery({ month, unitId }: IndexQuestion, measure: ListedMeasure) {
  return {
    queryKey: ["dossiers", "quality-lost", month, unitId ?? null, measure] as const,
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: number | null }) =>
      readJson(
        `/api/v1/quality/dossiers?${queryOf({ month, unitId, measure, after: pageParam })}`,
        () => import("@/lib/quality/model").then((m) => m.LostPage),
        signal,
      ),
  };
}
