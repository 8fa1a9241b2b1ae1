import { readJson } from "../ui/request";

/** What can be corrected of a dossier, as it stands now. */
export function correctableQuery(id: number) {
  return {
    queryKey: ["dossiers", "correctable", id] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/dossiers/${id}/correction`, () => import("@/lib/dossiers/model").then((m) => m.Correctable), signal),
  };
}
