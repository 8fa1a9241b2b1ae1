import type { OwedQuery } from "@/lib/forms/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

/** The forms still to be issued, as react-query knows them; old with every change of dossiers. */
export function owedQuery(asked: OwedQuery) {
  return {
    queryKey: ["dossiers", "owed-forms", asked.unitId ?? null, asked.kind ?? null] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/forms/owed?${queryOf(asked)}`, () => import("@/lib/forms/model").then((m) => m.OwedPage), signal),
  };
}
