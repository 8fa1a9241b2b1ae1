import { readJson } from "../ui/request";

/** One document as react-query knows it: the server fills the same key that the browser refreshes. */
export function documentQuery(id: number) {
  return {
    queryKey: ["documents", "one", id] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/documents/${id}`, () => import("@/lib/documents/model").then((m) => m.DocumentDetail), signal),
  };
}
export const keptReader = () => import("@/lib/documents/model").then((m) => m.Kept);

export function filesQuery(id: number) {
  return {
    queryKey: ["documents", "files", id] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/documents/${id}/files`, () => import("@/lib/documents/model").then((m) => m.DocumentFileList), signal),
  };
}
export const fileAddress = (id: number, fileId: number): string => `/api/v1/documents/${id}/files/${fileId}`;

export const booksQuery = {
  queryKey: ["documents", "books"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson("/api/v1/documents/books", () => import("@/lib/documents/model").then((m) => m.BookList), signal),
};
export function secretCountsQuery(unitId: string, year: string) {
  return {
    queryKey: ["documents", "secret-counts", unitId, year] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/documents/secret-counts?unitId=${unitId}&year=${year}`,
        () => import("@/lib/documents/model").then((m) => m.SecretCounts),
        signal,
      ),
  };
}
