import { addDays, cityDay, cityInstant } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import type { CameraProof, CameraStory } from "../model";
import { listCameras } from "../registry/read";
import { restoredOf, sharesOf } from "../rules";

const daysTold = 30;
const outagesTold = 50;

/**
 * How a camera has stood for thirty days: day by day, its outages and the work on it. `outageId`: told with its outages however long ago it was.
 * Throws not-found for a camera the actor may not see.
 */
export async function readCameraStory(actor: Actor, id: number, now: Date, outageId?: number): Promise<CameraStory> {
  const [camera] = (await listCameras(actor, { id, skip: 0, take: 1 }, now)).cameras;
  if (!camera) throw new AppError("not-found", "not-found");
  const today = cityDay(now);
  const firstOn = addDays(today, 1 - daysTold);
  const from = cityInstant(firstOn, 0);
  const [before, changes, outages, ended, maintenance] = await Promise.all([
    db.cameraChange.findFirst({ where: { cameraId: id, at: { lte: from } }, orderBy: [{ at: "desc" }, { id: "desc" }] }),
    db.cameraChange.findMany({ where: { cameraId: id, at: { gt: from } }, orderBy: [{ at: "asc" }, { id: "asc" }] }),
    db.cameraOutage.findMany({ where: { cameraId: id }, orderBy: [{ startedAt: "desc" }, { id: "desc" }], take: outagesTold }),
    db.cameraOutage.findMany({ where: { cameraId: id, endedAt: { gte: from } }, select: { startedAt: true, endedAt: true } }),
    db.cameraMaintenance.findMany({ where: { cameraId: id }, orderBy: { fromAt: "desc" } }),
  ]);
  const older =
    outageId === undefined || outages.some((one) => one.id === outageId)
      ? []
      : await db.cameraOutage.findMany({ where: { id: outageId, cameraId: id } });
  const known = before ? [before, ...changes] : changes;
  const spans = maintenance.map(({ fromAt, untilAt }) => ({ from: fromAt, until: untilAt }));
  const restored = restoredOf(ended, { from, until: now }, spans);
  const iso = (at: Date) => at.toISOString();
  return {
    camera,
    days: Array.from({ length: daysTold }, (_, i) => {
      const on = addDays(firstOn, i);
      const [begins, ends] = [cityInstant(on, 0), cityInstant(addDays(on, 1), 0)];
      return { on, ...sharesOf(known, { from: begins, until: ends < now ? ends : now }, spans) };
    }),
    outages: [...outages, ...older].map(
      ({ id: of, state, proof, startedAt, endedAt, acknowledgedAt, acknowledgedByName, cause }) => ({
        ...{ id: of, state, proof: proof as CameraProof, startedAt: iso(startedAt), endedAt: endedAt && iso(endedAt) },
        acknowledged:
          acknowledgedAt && acknowledgedByName !== null && cause !== null
            ? { at: iso(acknowledgedAt), byName: acknowledgedByName, cause }
            : null,
      }),
    ),
    restored: restored.count === 0 ? null : { count: restored.count, meanMs: Math.round(restored.ms / restored.count) },
    maintenance: maintenance
      .filter(({ untilAt }) => untilAt > from)
      .map((one) => ({
        ...{ id: one.id, fromAt: iso(one.fromAt), untilAt: iso(one.untilAt), reason: one.reason, byName: one.madeByName },
      })),
    mayManage: can(actor, "cameras.manage", camera.unit.id),
  };
}
