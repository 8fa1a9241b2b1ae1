import { readJson } from "../ui/request";

/** One dossier as react-query knows it: the server fills the same key that the browser refreshes. */
export function dossierQuery(id: number) {
  return {
    queryKey: ["dossiers", "one", id] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/dossiers/${id}`, () => import("@/lib/dossiers/model").then((m) => m.DossierDetail), signal),
  };
}
