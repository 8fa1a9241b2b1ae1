import { db } from "@/lib/db/client";
import { type Actor, holds } from "@/lib/policy";
import { type CameraLayoutShown, type CameraLayoutView, type CameraWall, type WallGrid, wallGrids } from "../model";
import { listCameras } from "../registry/read";

/** Cameras a wall tells of; a city has hundreds. */
const most = 2_000;
const gridOf = (grid: number): WallGrid => wallGrids.find((one) => one === grid) ?? 4;

/** What may hang on a wall for whoever asks: their cameras, the layouts of their own and the shared ones, and what hung there last. */
export async function readCameraWall(actor: Actor, now: Date): Promise<CameraWall> {
  const { cameras, groups } = await listCameras(actor, { skip: 0, take: most }, now);
  const place = new Map(groups.map(({ id }, i) => [id, i]));
  const userId = holds(actor, "cameras.view") ? actor.userId : null;
  const [rows, shown] = await Promise.all([
    userId === null
      ? []
      : db.cameraLayout.findMany({
          where: { removedAt: null, OR: [{ ownerId: userId }, { isShared: true }] },
          orderBy: [{ name: "asc" }, { id: "asc" }],
          include: { owner: { select: { name: true } } },
        }),
    userId === null ? null : db.cameraLayoutShown.findUnique({ where: { userId } }),
  ]);
  return {
    cameras: cameras.sort(
      (a, b) =>
        (place.get(a.group.id) ?? 0) - (place.get(b.group.id) ?? 0) || a.code.localeCompare(b.code, "vi", { numeric: true }),
    ),
    groups,
    layouts: rows.map(
      ({ id, version, ownerId, owner, name, isShared, grid, cameraIds, patrolSeconds }): CameraLayoutView => ({
        ...{ id, version, name, isShared, cameraIds, patrolSeconds, grid: gridOf(grid) },
        ...{ isOwn: ownerId === userId, byName: owner.name },
      }),
    ),
    shown:
      shown &&
      ({ layout: shown.layout, grid: gridOf(shown.grid), patrolSeconds: shown.patrolSeconds } satisfies CameraLayoutShown),
  };
}
