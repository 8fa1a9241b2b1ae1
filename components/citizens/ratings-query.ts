import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

/** Which ratings are looked at, as the address carries it. */
export type RatingsQuestion = { from: string; to: string; unitId?: number; score?: number; isCommented?: boolean };

/** Ratings as react-query knows them, page after page; a new one is heard of with the dossiers. */
export function ratingsQuery(question: RatingsQuestion) {
  return {
    queryKey: ["dossiers", "ratings", question] as const,
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: number | null }) =>
      readJson(
        `/api/v1/ratings?${queryOf({ ...question, isCommented: question.isCommented ? "true" : null, before: pageParam })}`,
        () => import("@/lib/citizens/model").then((m) => m.RatingPage),
        signal,
      ),
  };
}
