import * as z from "zod";
import type { Day } from "@/lib/calendar/model";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { seal } from "@/lib/secrets";
import { type CameraActed, CameraChangeInput, CameraInput } from "../model";
import { cameraFaults } from "./faults";

const Id = z.int().positive();

/**
 * Refuses what `cameraFaults` finds, and a group, unit or area that is not there, all of it at once and each at its field. A group that was
 * retired is there only for the cameras that are in it.
 */
async function requireWhole({ tx }: Work, input: Omit<CameraInput, "signIn">, groupBefore: number | null): Promise<void> {
  const isOpen = input.groupId === groupBefore ? {} : { retiredAt: null };
  const groups = await tx.cameraGroup.count({ where: { id: input.groupId, ...isOpen } });
  const units = await tx.unit.count({ where: { id: input.unitId } });
  const areas = input.areaId === null ? 1 : await tx.area.count({ where: { id: input.areaId } });
  const faults = [
    ...cameraFaults(input),
    ...(groups === 0 ? [{ path: "groupId", code: "camera-group-unknown" }] : []),
    ...(units === 0 ? [{ path: "unitId", code: "camera-unit-unknown" }] : []),
    ...(areas === 0 ? [{ path: "areaId", code: "camera-area-unknown" }] : []),
  ];
  const [first, ...others] = faults;
  if (first) throw new AppError("refused", others.length === 0 ? first.code : "input", { faults });
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

/** Writes new cameras, each with nothing known of it yet. False where one of their codes is another's. */
export async function register({ tx, now, record }: Work, inputs: readonly CameraInput[]): Promise<CameraActed[] | null> {
  const made = await tx.camera.createManyAndReturn({
    data: inputs.map(columnsOf),
    skipDuplicates: true,
    select: { id: true, version: true, code: true, unitId: true },
  });
  if (made.length < inputs.length) return null;
  await tx.cameraHealth.createMany({ data: made.map(({ id }) => ({ cameraId: id, ...unknown(now, id) })) });
  for (const { id, code, unitId } of made) record("camera.add", { type: "camera", id }, { code }, unitId);
  return made.map(({ id, version }) => ({ id, version }));
}

type Before = { id: number; version: number } & Pick<CameraInput, "mainStream" | "subStream" | "snapshotUrl">;
/** Writes what is other of a camera. Where its pictures come from now, or whose name asks for them, it is not known again until it was looked at. */
export async function applyChange({ tx, now, record }: Work, before: Before, input: CameraInput): Promise<CameraActed> {
  const { id, version } = before;
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
  record("camera.change", { type: "camera", id }, { code: input.code }, input.unitId);
  return { id, version: version + 1 };
}

/** Registers a camera. Refuses `camera-code-taken` and what `requireWhole` refuses. */
export const addCamera = command(CameraInput, async (work, input): Promise<CameraActed> => {
  work.require("cameras.manage", "city");
  await requireWhole(work, input, null);
  const [made] = (await register(work, [input])) ?? [];
  if (!made) throw new AppError("conflict", "camera-code-taken", { faults: [{ path: "code", code: "camera-code-taken" }] });
  work.announce("cameras");
  return made;
});

/** Changes what is kept of a camera. Refuses `camera-changed`, `camera-code-taken` and what `requireWhole` refuses. */
export const changeCamera = command(
  CameraChangeInput.extend({ id: Id }),
  async (work, { id, version, ...input }): Promise<CameraActed> => {
    const { tx } = work;
    work.require("cameras.manage", "city");
    const [before] = await tx.$queryRaw<(Before & { groupId: number })[]>`
      select id, version, group_id as "groupId", main_stream as "mainStream", sub_stream as "subStream", snapshot_url as "snapshotUrl"
      from camera where id = ${id} for update`;
    if (!before) throw new AppError("not-found", "not-found");
    if (before.version !== version) throw new AppError("conflict", "camera-changed");
    await requireWhole(work, input, before.groupId);
    if (await tx.camera.count({ where: { code: input.code, NOT: { id } } }))
      throw new AppError("conflict", "camera-code-taken", { faults: [{ path: "code", code: "camera-code-taken" }] });
    const done = await applyChange(work, before, input);
    work.announce("cameras");
    return done;
  },
);
