import type { CameraState } from "@/lib/cameras/model";
import { readJson } from "../ui/request";

const model = () => import("@/lib/cameras/model");
export const pageSize = 60;
export type CamerasAsked = { state: CameraState | null; groupId: number | null; text: string };

/** The cameras as react-query knows them: the server fills the same key that the browser refreshes. */
export function camerasQuery(asked: CamerasAsked) {
  const { state, groupId, text } = asked;
  return {
    queryKey: ["cameras", "list", asked] as const,
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: number }) => {
      const query = new URLSearchParams({
        ...{ skip: String(pageParam), take: String(pageSize) },
        ...(state && { state }),
        ...(groupId === null ? {} : { groupId: String(groupId) }),
        ...(text && { text }),
      });
      return readJson(`/api/v1/cameras?${query}`, () => model().then((m) => m.CameraList), signal);
    },
    getNextPageParam: (last: { total: number }, _: unknown, skip: number) =>
      skip + pageSize < last.total ? skip + pageSize : null,
    // A look that changes nothing is not announced: its picture and its time are read again each minute.
    refetchInterval: 60_000,
  };
}

export const settingsQuery = (id: number) => ({
  queryKey: ["cameras", "settings", id] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(`/api/v1/cameras/${id}/settings`, () => model().then((m) => m.CameraSettings), signal),
  // Somebody else's change must be seen before one's own is made upon it.
  gcTime: 0,
});

/** `outageId`: told however long ago it was. */
export const storyQuery = (id: number, outageId: number | null) => ({
  queryKey: ["cameras", "story", id, outageId] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(
      `/api/v1/cameras/${id}${outageId === null ? "" : `?outage=${outageId}`}`,
      () => model().then((m) => m.CameraStory),
      signal,
    ),
  refetchInterval: 60_000,
});

export const registryQuery = () => ({
  queryKey: ["cameras", "registry"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson("/api/v1/camera-registry", () => model().then((m) => m.CameraRegistry), signal),
});
/** The cameras at the counters of a unit and of those below it. */
export const counterQuery = (unitId: number) => ({
  queryKey: ["cameras", "counters", unitId] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(
      `/api/v1/cameras?use=ONE_STOP&unitId=${unitId}&take=${mostCounters}`,
      () => model().then((m) => m.CameraList),
      signal,
    ),
  refetchInterval: 60_000,
});
/** More is a list, not a glance. */
export const mostCounters = 12;
