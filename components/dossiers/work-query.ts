import type { WorkFilter } from "@/lib/dossiers/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

export type WorkAddress = Omit<WorkFilter, "take">;
/** The questions put to one's unit. */
export const questionsPath = "/dossiers/work?scope=unit&part=asked";
/** Short enough to be walked by key. */
export const workPageSize = 50;
const model = () => import("@/lib/dossiers/model");

/** A page of work as react-query knows it: old with every change of dossiers. */
export function workQuery(filter: WorkAddress) {
  return {
    queryKey: ["dossiers", "work", filter] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/dossiers/work?${queryOf({ ...filter, take: workPageSize })}`,
        () => model().then((m) => m.WorkPage),
        signal,
      ),
  };
}

export function workCountsQuery({ scope, unitId, userId }: Pick<WorkAddress, "scope" | "unitId" | "userId">) {
  return {
    queryKey: ["dossiers", "work-counts", scope, unitId ?? null, userId ?? null] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/dossiers/work/counts?${queryOf({ scope, unitId, userId })}`,
        () => model().then((m) => m.WorkCounts),
        signal,
      ),
  };
}

export function workLoadQuery(unitId: number | undefined) {
  return {
    queryKey: ["dossiers", "work-load", unitId ?? null] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/dossiers/work/load?${queryOf({ unitId })}`, () => model().then((m) => m.WorkLoad), signal),
  };
}
