import * as z from "zod";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { Acknowledgement, MaintenanceInput } from "../model";

const Id = z.int().positive();
const longestMs = 366 * 86_400_000;

/** The unit of a camera whose troubles the actor looks after; or not-found. */
async function requireCamera(work: Work, id: number): Promise<number> {
  const camera = await work.tx.camera.findUnique({ where: { id }, select: { unitId: true } });
  if (!camera) throw new AppError("not-found", "not-found");
  work.require("cameras.manage", camera.unitId);
  return camera.unitId;
}

/** Notes that somebody knows of an outage, and what caused it. Throws not-found, `camera-outage-known`. */
export const acknowledgeOutage = command(
  Acknowledgement.extend({ id: Id, outageId: Id }),
  async (work, { id, outageId, cause }) => {
    const { tx, now, actor } = work;
    const unitId = await requireCamera(work, id);
    const { count } = await tx.cameraOutage.updateMany({
      where: { id: outageId, cameraId: id, acknowledgedAt: null },
      data: { acknowledgedAt: now, acknowledgedBy: actor.id, acknowledgedByName: actor.name, cause },
    });
    if (count === 0) {
      const isThere = await tx.cameraOutage.count({ where: { id: outageId, cameraId: id } });
      throw isThere ? new AppError("conflict", "camera-outage-known") : new AppError("not-found", "not-found");
    }
    work.record("camera.acknowledge", { type: "camera", id }, {}, unitId);
    work.announce("cameras");
    return { id: outageId };
  },
);

/** Notes when somebody works on a camera. Throws not-found, `camera-maintenance-span`. */
export const planMaintenance = command(MaintenanceInput.extend({ id: Id }), async (work, { id, fromAt, untilAt, reason }) => {
  const { tx, now, actor } = work;
  const unitId = await requireCamera(work, id);
  const [from, until] = [new Date(fromAt), new Date(untilAt)];
  const lasts = until.getTime() - from.getTime();
  // What is over was counted: nothing is taken out of it afterwards.
  if (lasts <= 0 || lasts > longestMs || until <= now)
    throw new AppError("refused", "camera-maintenance-span", { faults: [{ path: "untilAt", code: "camera-maintenance-span" }] });
  const made = await tx.cameraMaintenance.create({
    data: {
      ...{ cameraId: id, fromAt: from < now ? now : from, untilAt: until, reason },
      ...{ madeAt: now, madeBy: actor.id, madeByName: actor.name },
    },
  });
  work.record("camera.plan-maintenance", { type: "camera", id }, {}, unitId);
  work.announce("cameras");
  return { id: made.id };
});

/** Ends work on a camera now. What has not begun is as if it had lasted no time. Throws not-found, `camera-maintenance-over`. */
export const endMaintenance = command(z.strictObject({ id: Id, maintenanceId: Id }), async (work, { id, maintenanceId }) => {
  const { tx, now } = work;
  const unitId = await requireCamera(work, id);
  const row = await tx.cameraMaintenance.findFirst({ where: { id: maintenanceId, cameraId: id } });
  if (!row) throw new AppError("not-found", "not-found");
  if (row.untilAt <= now) throw new AppError("conflict", "camera-maintenance-over");
  const begins = row.fromAt < now ? row.fromAt : new Date(now.getTime() - 1);
  await tx.cameraMaintenance.update({ where: { id: maintenanceId }, data: { fromAt: begins, untilAt: now } });
  work.record("camera.end-maintenance", { type: "camera", id }, {}, unitId);
  work.announce("cameras");
  return { id: maintenanceId };
});
