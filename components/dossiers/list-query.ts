import type { DossierFilter } from "@/lib/dossiers/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

export const pageSize = 50;
export type ListFilter = Omit<DossierFilter, "take">;

/** A page of the list as react-query knows it: the server fills the same key that the browser refreshes. */
export function listQuery(filter: ListFilter) {
  return {
    queryKey: ["dossiers", "list", filter] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/dossiers?${queryOf({ ...filter, take: pageSize })}`,
        () => import("@/lib/dossiers/model").then((m) => m.DossierPage),
        signal,
      ),
  };
}
