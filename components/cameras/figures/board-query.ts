import type { CameraCode, CameraSet } from "@/lib/indicators/model";
import { queryOf } from "../../overview/links";
import { readJson } from "../../ui/request";
import { againMs, asked, type CameraQuestion } from "./figures-query";

/** Narrowed to a group of cameras or an area. */
export type CameraListed = CameraQuestion & { groupId?: number; areaId?: number; set: CameraSet };

const model = () => import("@/lib/indicators/model");

/** The board as react-query knows it: the server fills the same key that the browser refreshes. */
export const cameraBoardQuery = (question: CameraQuestion) => ({
  queryKey: ["cameras", "board", asked(question)] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(`/api/v1/camera-board?${queryOf(asked(question))}`, () => model().then((m) => m.CameraBoard), signal),
  refetchInterval: againMs,
});
export const cameraRosterQuery = (listed: CameraListed) => ({
  queryKey: ["cameras", "roster", listed] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(`/api/v1/camera-board/roster?${queryOf(listed)}`, () => model().then((m) => m.CameraRoster), signal),
  refetchInterval: againMs,
});

/** The list that holds what an indicator counts, and what it is counted over; a test holds both to the catalogue's. */
export const cameraSetOf: Record<CameraCode, { set: CameraSet | null; base: CameraSet | null }> = {
  "camera-connected-rate": { set: "online", base: "in-service" },
  "camera-coverage-rate": { set: "covered", base: "hamlets" },
  "camera-availability-rate": { set: null, base: null },
  "camera-restore-hours": { set: null, base: "restored" },
  "cameras-in-trouble": { set: "in-trouble", base: null },
};
export const camerasCounted = (question: CameraQuestion, set: CameraSet, more: Partial<CameraListed> = {}): string =>
  `/cameras/board/list?${queryOf({ ...question, ...more, set })}`;
