import * as z from "zod";
import { command } from "@/lib/command";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { CameraGrantInput, CameraKeeping } from "../model";

/** Sets how long a last picture is kept. Refuses `camera-keeping-changed`. */
export const setCameraKeeping = command(CameraKeeping, async (work, { pictureHours, version }): Promise<CameraKeeping> => {
  work.require("cameras.manage", "city");
  const { count } = await work.tx.cameraKeeping.updateMany({
    where: { id: 1, version },
    data: { pictureHours, version: { increment: 1 } },
  });
  if (count === 0) throw new AppError("conflict", "camera-keeping-changed");
  work.record("camera.set-keeping", { type: "camera", id: 0 }, { hours: pictureHours });
  work.announce("cameras");
  return { pictureHours, version: version + 1 };
});

/** Lets a unit look at cameras that are not its own. Refuses a unit or a group that is not there. */
export const grantCameras = command(CameraGrantInput, async (work, { validUntil, ...input }) => {
  const { tx, actor, now } = work;
  work.require("cameras.manage", "city");
  const units = [input.unitId, ...(input.ownerId === null ? [] : [input.ownerId])];
  if ((await tx.unit.count({ where: { id: { in: units } } })) < units.length)
    throw new AppError("refused", "camera-unit-unknown", { faults: [{ path: "unitId", code: "camera-unit-unknown" }] });
  if (input.groupId !== null && (await tx.cameraGroup.count({ where: { id: input.groupId } })) === 0)
    throw new AppError("refused", "camera-group-unknown", { faults: [{ path: "groupId", code: "camera-group-unknown" }] });
  const { id } = await tx.cameraGrant.create({
    data: {
      ...{ ...input, validUntil: validUntil === null ? null : new Date(`${validUntil}T00:00:00Z`) },
      ...{ madeAt: now, madeBy: actor.id, madeByName: actor.name },
    },
    select: { id: true },
  });
  work.record("camera-grant.add", { type: "camera-grant", id }, {}, input.unitId);
  work.announce("cameras");
  return { id };
});

/** Ends a grant at once: with the next look the cameras are not there any more. Refuses `camera-grant-over`. */
export const endCameraGrant = command(z.strictObject({ id: z.int().positive() }), async (work, { id }) => {
  work.require("cameras.manage", "city");
  const grant = await work.tx.cameraGrant.findUnique({ where: { id }, select: { unitId: true } });
  if (!grant) throw new AppError("not-found", "not-found");
  const { count } = await work.tx.cameraGrant.updateMany({ where: { id, endedAt: null }, data: { endedAt: work.now } });
  if (count === 0) throw new AppError("refused", "camera-grant-over");
  work.record("camera-grant.end", { type: "camera-grant", id }, {}, grant.unitId);
  work.announce("cameras");
  return { id };
});

/**
 * Removes last pictures older than they are kept, those of cameras that are in service no more, and what was
 * kept of them to compare the next with. Returns how many went.
 */
export async function forgetPictures(now: Date): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    with gone as (
      delete from camera_picture p using camera c, camera_keeping k
      where c.id = p.camera_id and (p.at < ${now}::timestamptz - make_interval(hours => k.picture_hours)
        or c.valid_until < (${now}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date)
      returning p.camera_id),
    bare as (update camera_health set thumb = null where camera_id in (select camera_id from gone))
    select count(*)::int as count from gone`;
  return row?.count ?? 0;
}
