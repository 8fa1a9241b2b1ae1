import type { WorkFilter } from "@/lib/documents/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

export type WorkAddress = Omit<WorkFilter, "take">;
/** Short enough to be walked by key. */
export const workPageSize = 50;
const model = () => import("@/lib/documents/model");

/** A page of work as react-query knows it: old with every change of documents. */
export function workQuery(filter: WorkAddress) {
  return {
    queryKey: ["documents", "work", filter] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/documents/work?${queryOf({ ...filter, take: workPageSize })}`,
        () => model().then((m) => m.WorkPage),
        signal,
      ),
  };
}

export function workCountsQuery({ scope, unitId, userId }: Pick<WorkAddress, "scope" | "unitId" | "userId">) {
  return {
    queryKey: ["documents", "work-counts", scope, unitId ?? null, userId ?? null] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/documents/work/counts?${queryOf({ scope, unitId, userId })}`,
        () => model().then((m) => m.WorkCounts),
        signal,
      ),
  };
}

export function workLoadQuery(unitId: number | undefined) {
  return {
    queryKey: ["documents", "work-load", unitId ?? null] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/documents/work/load?${queryOf({ unitId })}`, () => model().then((m) => m.WorkLoad), signal),
  };
}

/** The work with one document. */
export function documentWorkQuery(id: number) {
  return {
    queryKey: ["documents", "one-work", id] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/documents/${id}/work`, () => model().then((m) => m.DocumentWorkView), signal),
  };
}

/** The units a document may be passed on to, and the people of one of them. */
export function addresseesQuery(unitId: number | null) {
  return {
    queryKey: ["users", "addressees", unitId] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/documents/addressees?${queryOf({ unitId: unitId ?? undefined })}`,
        () => model().then((m) => m.Addressees),
        signal,
      ),
  };
}
