import { readJson } from "../ui/request";
import { type Question, queryOf } from "./links";

/** The overview as react-query knows it: the server fills the same key that the browser refreshes. */
export function overviewQuery(question: Question) {
  return {
    queryKey: ["dossiers", "overview", question] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/overview?${queryOf(question)}`, () => import("@/lib/indicators/model").then((m) => m.Overview), signal),
  };
}
