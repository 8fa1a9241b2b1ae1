import type { DocumentFilter } from "@/lib/documents/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

export const pageSize = 50;
export type ListFilter = Omit<DocumentFilter, "take">;

/** A page of the list as react-query knows it: the server fills the same key that the browser refreshes. */
export function listQuery(filter: ListFilter) {
  return {
    queryKey: ["documents", "list", filter] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/documents?${queryOf({ ...filter, take: pageSize })}`,
        () => import("@/lib/documents/model").then((m) => m.DocumentPage),
        signal,
      ),
  };
}
