import { queryOf } from "../../overview/links";
import { readJson } from "../../ui/request";

// What the overview loads of cameras: nothing else stands here.

/** What a board of cameras is about, as its address carries it. */
export type CameraQuestion = { from: string; to: string; asOf: string; unitId?: number };
const model = () => import("@/lib/indicators/model");
export const asked = ({ from, to, asOf, unitId }: CameraQuestion) => ({
  from,
  to,
  asOf,
  ...(unitId !== undefined && { unitId }),
});
/** An outage is told to the screen when it comes; time goes on without being told. */
export const againMs = 60_000;

/** The headline of the cameras. */
export const cameraFiguresQuery = (question: CameraQuestion) => ({
  queryKey: ["cameras", "figures", asked(question)] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(`/api/v1/camera-board/headline?${queryOf(asked(question))}`, () => model().then((m) => m.CameraFigures), signal),
  refetchInterval: againMs,
});
export const cameraBoardLink = (question: CameraQuestion): string => `/cameras/board?${queryOf(question)}`;
