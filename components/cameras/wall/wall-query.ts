import { readJson } from "../../ui/request";

/** What may hang on the wall; its pictures and how each camera stands are read again each half minute. */
export const wallQuery = {
  queryKey: ["cameras", "wall"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson("/api/v1/cameras/wall", () => import("@/lib/cameras/model").then((m) => m.CameraWall), signal),
  refetchInterval: 30_000,
};
