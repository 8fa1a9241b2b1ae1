import { readJson } from "../ui/request";

/** The forms of a dossier as react-query knows them; old with every change of dossiers. */
export function formsQuery(dossierId: number) {
  return {
    queryKey: ["dossiers", "forms", dossierId] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/dossiers/${dossierId}/forms`, () => import("@/lib/forms/model").then((m) => m.FormList), signal),
  };
}
export const issuedReader = () => import("@/lib/forms/model").then((m) => m.IssuedForm);
export const pdfAddress = (dossierId: number, formId: number): string => `/api/v1/dossiers/${dossierId}/forms/${formId}/pdf`;
