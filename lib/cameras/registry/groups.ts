import * as z from "zod";
import { command, type Work } from "@/lib/command";
import { AppError, type FieldFault } from "@/lib/errors";
import { type CameraActed, CameraGroupChange, CameraGroupFacts, CameraGroupVersion } from "../model";

const Id = z.int().positive();
const subject = (id: number) => ({ type: "camera-group", id });

/** Changes of groups come one at a time: two that take one name would else meet in the index. */
async function begin(work: Work): Promise<void> {
  work.require("cameras.manage", "city");
  await work.tx.$executeRaw`select pg_advisory_xact_lock(hashtext('camera-groups'))`;
  work.announce("cameras");
}

async function requireFreeNames({ tx }: Work, { name, nameEn }: CameraGroupFacts, id: number | null): Promise<void> {
  const others = await tx.cameraGroup.findMany({
    where: { OR: [{ name }, { nameEn }], ...(id === null ? {} : { NOT: { id } }) },
    select: { name: true, nameEn: true },
  });
  const faults: FieldFault[] = [
    ...(others.some((one) => one.name === name) ? [{ path: "name", code: "camera-group-taken" }] : []),
    ...(others.some((one) => one.nameEn === nameEn) ? [{ path: "nameEn", code: "camera-group-taken" }] : []),
  ];
  if (faults.length > 0) throw new AppError("conflict", "camera-group-taken", { faults });
}

/** The group as it was, taken for this change: of two who come from one version the second is told `camera-group-changed`. */
async function take({ tx }: Work, id: number, version: number): Promise<{ name: string; retiredAt: Date | null }> {
  const { count } = await tx.cameraGroup.updateMany({ where: { id, version }, data: { version: { increment: 1 } } });
  const group = await tx.cameraGroup.findUnique({ where: { id }, select: { name: true, retiredAt: true } });
  if (!group) throw new AppError("not-found", "not-found");
  if (count === 0) throw new AppError("conflict", "camera-group-changed");
  return group;
}

/** Adds a group cameras are put together under. Refuses `camera-group-taken`. */
export const addCameraGroup = command(CameraGroupFacts, async (work, facts): Promise<CameraActed> => {
  await begin(work);
  await requireFreeNames(work, facts, null);
  const made = await work.tx.cameraGroup.create({ data: facts, select: { id: true, version: true } });
  work.record("camera-group.add", subject(made.id), { name: facts.name });
  return made;
});

/** Changes a group's names, its use or its place. Refuses `camera-group-changed`, `camera-group-taken`. */
export const changeCameraGroup = command(
  CameraGroupChange.extend({ id: Id }),
  async (work, { id, version, ...facts }): Promise<CameraActed> => {
    await begin(work);
    await take(work, id, version);
    await requireFreeNames(work, facts, id);
    await work.tx.cameraGroup.update({ where: { id }, data: facts });
    work.record("camera-group.change", subject(id), { name: facts.name });
    return { id, version: version + 1 };
  },
);

/** Lets no camera join a group any more; those in it stay. Refuses `camera-group-changed`. */
export const retireCameraGroup = command(
  CameraGroupVersion.extend({ id: Id }),
  async (work, { id, version }): Promise<CameraActed> => {
    await begin(work);
    const { name, retiredAt } = await take(work, id, version);
    await work.tx.cameraGroup.update({ where: { id }, data: { retiredAt: retiredAt ?? work.now } });
    work.record("camera-group.retire", subject(id), { name });
    return { id, version: version + 1 };
  },
);

/** Lets cameras join a retired group again. Refuses `camera-group-changed`. */
export const restoreCameraGroup = command(
  CameraGroupVersion.extend({ id: Id }),
  async (work, { id, version }): Promise<CameraActed> => {
    await begin(work);
    const { name } = await take(work, id, version);
    await work.tx.cameraGroup.update({ where: { id }, data: { retiredAt: null } });
    work.record("camera-group.restore", subject(id), { name });
    return { id, version: version + 1 };
  },
);

/** Takes away a group no camera was ever in. Refuses `camera-group-in-use`: such a one is retired. */
export const deleteCameraGroup = command(CameraGroupVersion.extend({ id: Id }), async (work, { id, version }) => {
  await begin(work);
  const { name } = await take(work, id, version);
  if ((await work.tx.camera.count({ where: { groupId: id } })) > 0) throw new AppError("refused", "camera-group-in-use");
  if ((await work.tx.cameraGrant.count({ where: { groupId: id } })) > 0) throw new AppError("refused", "camera-group-in-use");
  await work.tx.cameraGroup.delete({ where: { id } });
  work.record("camera-group.delete", subject(id), { name });
  return { id };
});
