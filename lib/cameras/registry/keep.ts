import * as z from "zod";
import type { Day } from "@/lib/calendar/model";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { seal } from "@/lib/secrets";
import { type CameraActed, CameraChangeInput, CameraInput } from "../model";
import { holdsSignIn, readSnapshot, readStream } from "../rules";

const Id = z.int().positive();
const refuse = (code: string, path: string) => new AppError("refused", code, { faults: [{ path, code }] });

/** Refuses `camera-sign-in-in-address`, `camera-stream-unreadable`, `camera-snapshot-unreadable`, `camera-no-address`, `camera-place-half`, `camera-ends-early`, and a group, unit or area that is not there. */
async function requireWhole({ tx }: Work, input: Omit<CameraInput, "signIn">): Promise<void> {
  for (const path of ["mainStream", "subStream", "snapshotUrl"] as const) {
    const text = input[path];
    if (text === null) continue;
    if (holdsSignIn(text)) throw refuse("camera-sign-in-in-address", path);
    if (path === "snapshotUrl" ? !readSnapshot(text) : !readStream(text))
      throw refuse(path === "snapshotUrl" ? "camera-snapshot-unreadable" : "camera-stream-unreadable", path);
  }
  if (input.mainStream === null && input.snapshotUrl === null) throw refuse("camera-no-address", "mainStream");
  if ((input.latitude === null) !== (input.longitude === null)) throw refuse("camera-place-half", "latitude");
  if (input.validUntil !== null && input.validUntil < input.validFrom) throw refuse("camera-ends-early", "validUntil");
  const [groups, units, areas] = await Promise.all([
    tx.cameraGroup.count({ where: { id: input.groupId } }),
    tx.unit.count({ where: { id: input.unitId } }),
    input.areaId === null ? 1 : tx.area.count({ where: { id: input.areaId } }),
  ]);
  if (groups === 0) throw refuse("camera-group-unknown", "groupId");
  if (units === 0) throw refuse("camera-unit-unknown", "unitId");
  if (areas === 0) throw refuse("camera-area-unknown", "areaId");
}

const asColumn = (day: Day) => new Date(`${day}T00:00:00Z`);
function columnsOf({ signIn, validFrom, validUntil, ...plain }: CameraInput) {
  const sealed = (text: string, column: string) => new Uint8Array(seal(text, `camera.${column}`));
  return {
    ...plain,
    ...{ validFrom: asColumn(validFrom), validUntil: validUntil === null ? null : asColumn(validUntil) },
    ...(signIn === undefined
      ? {}
      : {
          signInName: signIn === null ? null : sealed(signIn.name, "sign_in_name"),
          signInPassword: signIn === null ? null : sealed(signIn.password, "sign_in_password"),
        }),
  };
}

/** Cameras are looked at in turn all through a minute. */
const spreadMs = 60_000;
const unknown = (now: Date, id: number) => ({
  ...{ state: "UNKNOWN" as const, proof: "never-probed", sinceAt: now },
  ...{ seenState: "UNKNOWN" as const, seenProof: "never-probed", seenSinceAt: now, seenCount: 0 },
  nextAt: new Date(now.getTime() + ((id * 7_919) % spreadMs) / 12),
});

/** Registers a camera. Refuses `camera-code-taken` and what `requireWhole` refuses. */
export const addCamera = command(CameraInput, async (work, input): Promise<CameraActed> => {
  const { tx, now } = work;
  work.require("cameras.manage", "city");
  await requireWhole(work, input);
  const [made] = await tx.camera.createManyAndReturn({
    data: columnsOf(input),
    skipDuplicates: true,
    select: { id: true, version: true },
  });
  if (!made) throw new AppError("conflict", "camera-code-taken", { faults: [{ path: "code", code: "camera-code-taken" }] });
  await tx.cameraHealth.create({ data: { cameraId: made.id, ...unknown(now, made.id) } });
  work.record("camera.add", { type: "camera", id: made.id }, { code: input.code }, input.unitId);
  work.announce("cameras");
  return made;
});

/**
 * Changes what is kept of a camera. Where its pictures come from now, or whose name asks for them, it is not known again until it was looked
 * at. Refuses `camera-changed`, `camera-code-taken` and what `requireWhole` refuses.
 */
export const changeCamera = command(
  CameraChangeInput.extend({ id: Id }),
  async (work, { id, version, ...input }): Promise<CameraActed> => {
    const { tx, now } = work;
    work.require("cameras.manage", "city");
    const [before] = await tx.$queryRaw<
      { version: number; mainStream: string | null; subStream: string | null; snapshotUrl: string | null }[]
    >`
    select version, main_stream as "mainStream", sub_stream as "subStream", snapshot_url as "snapshotUrl" from camera where id = ${id} for update`;
    if (!before) throw new AppError("not-found", "not-found");
    if (before.version !== version) throw new AppError("conflict", "camera-changed");
    await requireWhole(work, input);
    if (await tx.camera.count({ where: { code: input.code, NOT: { id } } }))
      throw new AppError("conflict", "camera-code-taken", { faults: [{ path: "code", code: "camera-code-taken" }] });
    await tx.camera.update({ where: { id }, data: { ...columnsOf(input), version: version + 1 } });
    const isElsewhere =
      input.signIn !== undefined ||
      (["mainStream", "subStream", "snapshotUrl"] as const).some((name) => before[name] !== input[name]);
    if (isElsewhere) {
      await tx.cameraHealth.update({
        where: { cameraId: id },
        data: { ...unknown(now, id), thumb: null, codec: null, nextAt: now },
      });
      await tx.cameraPicture.deleteMany({ where: { cameraId: id } });
      await tx.cameraOutage.updateMany({ where: { cameraId: id, endedAt: null }, data: { endedAt: now } });
      await tx.cameraChange.create({ data: { cameraId: id, at: now, state: "UNKNOWN", proof: "never-probed" } });
    }
    work.record("camera.change", { type: "camera", id }, { code: input.code }, input.unitId);
    work.announce("cameras");
    return { id, version: version + 1 };
  },
);
