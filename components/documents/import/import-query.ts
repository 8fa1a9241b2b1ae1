import { readJson } from "../../ui/request";

/** The registers of documents that were sent in and one of them; the first word of the key is the live topic that makes them old. */
export const documentImportsQuery = () => ({
  queryKey: ["imports", "documents"],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson("/api/v1/document-imports", async () => (await import("@/lib/imports/model")).DocumentImportList, signal),
});
export const documentImportQuery = (id: number) => ({
  queryKey: ["imports", "documents", id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(`/api/v1/document-imports/${id}`, async () => (await import("@/lib/imports/model")).DocumentImportDetail, signal),
});
export const archiveAddress = (id: number): string => `/api/v1/document-imports/${id}/archive`;
