import * as z from "zod";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { holds } from "@/lib/policy";
import { CameraLayoutChange, CameraLayoutInput, CameraLayoutShown } from "../model";

const Id = z.strictObject({ id: z.int().positive() });
const kept = 100;

/** Whose layouts they are: whoever may see cameras keeps their own, and nobody else's. */
function requireOwner(work: Work): number {
  const userId = work.actor.userId ?? 0;
  work.requireSelf(userId);
  if (!holds(work.actor, "cameras.view")) throw new AppError("forbidden", "permission");
  return userId;
}

async function requireName({ tx }: Work, ownerId: number, name: string, id?: number): Promise<void> {
  const taken = await tx.cameraLayout.count({
    where: { ownerId, name, removedAt: null, ...(id === undefined ? {} : { NOT: { id } }) },
  });
  if (taken)
    throw new AppError("conflict", "camera-layout-name-taken", { faults: [{ path: "name", code: "camera-layout-name-taken" }] });
}

/** Keeps what hangs on the wall under a name. Throws `camera-layout-name-taken`, `camera-layouts-full`. */
export const addCameraLayout = command(CameraLayoutInput, async (work, input) => {
  const ownerId = requireOwner(work);
  if ((await work.tx.cameraLayout.count({ where: { ownerId, removedAt: null } })) >= kept)
    throw new AppError("refused", "camera-layouts-full");
  await requireName(work, ownerId, input.name);
  const { id, version } = await work.tx.cameraLayout.create({ data: { ...input, ownerId } });
  work.record("camera-layout.add", { type: "camera-layout", id }, {});
  if (input.isShared) work.announce("cameras");
  return { id, version };
});

/** Changes a layout of one's own; another's is not there to be changed. Throws not-found, `camera-layout-changed`, `camera-layout-name-taken`. */
export const changeCameraLayout = command(CameraLayoutChange.extend(Id.shape), async (work, { id, version, ...input }) => {
  const ownerId = requireOwner(work);
  const before = await work.tx.cameraLayout.findFirst({ where: { id, ownerId, removedAt: null } });
  if (!before) throw new AppError("not-found", "not-found");
  await requireName(work, ownerId, input.name, id);
  const { count } = await work.tx.cameraLayout.updateMany({
    where: { id, version, removedAt: null },
    data: { ...input, version: version + 1 },
  });
  if (count === 0) throw new AppError("conflict", "camera-layout-changed");
  work.record("camera-layout.change", { type: "camera-layout", id }, {});
  if (input.isShared || before.isShared) work.announce("cameras");
  return { id, version: version + 1 };
});

async function setRemoved(work: Work, id: number, isRemoved: boolean): Promise<{ id: number; name: string }> {
  const ownerId = requireOwner(work);
  const row = await work.tx.cameraLayout.findFirst({
    where: { id, ownerId, removedAt: isRemoved ? null : { not: null } },
  });
  if (!row) throw new AppError("not-found", "not-found");
  if (!isRemoved) await requireName(work, ownerId, row.name);
  await work.tx.cameraLayout.update({ where: { id }, data: { removedAt: isRemoved ? work.now : null } });
  if (row.isShared) work.announce("cameras");
  return row;
}

/** Takes a layout of one's own away; `restoreCameraLayout` brings it back. Throws not-found. */
export const removeCameraLayout = command(Id, async (work, { id }) => {
  await setRemoved(work, id, true);
  work.record("camera-layout.remove", { type: "camera-layout", id }, {});
  return { id };
});

/** Takes back that a layout was taken away. Throws not-found, `camera-layout-name-taken`. */
export const restoreCameraLayout = command(Id, async (work, { id }) => {
  await setRemoved(work, id, false);
  work.record("camera-layout.restore", { type: "camera-layout", id }, {});
  return { id };
});

/** Notes what somebody has on their wall, so that it hangs there again when they come back. */
export const showCameraLayout = command(CameraLayoutShown, async (work, shown) => {
  const userId = requireOwner(work);
  await work.tx.cameraLayoutShown.upsert({ where: { userId }, create: { userId, ...shown }, update: shown });
  work.record("camera-layout.show", { type: "camera-layout", id: shown.layout }, {});
  return shown;
});
