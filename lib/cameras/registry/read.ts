import { cityDay, readDay } from "@/lib/calendar/rules";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can, holds } from "@/lib/policy";
import { unitsBelow } from "@/lib/units/queries";
import { searchable } from "@/lib/words";
import {
  type CameraFilter,
  type CameraList,
  type CameraProof,
  type CameraRegistry,
  type CameraSettings,
  type CameraState,
  type CameraUse,
  type CameraView,
  cameraStates,
} from "../model";
import { visibleTo } from "./reach";

type Row = Omit<CameraView, "group" | "unit" | "area" | "health"> & {
  groupId: number;
  groupName: string;
  groupNameEn: string;
  groupPosition: number;
  use: CameraUse;
  unitId: number;
  unitName: string;
  areaId: number | null;
  areaName: string | null;
  state: CameraState;
  proof: CameraProof;
  sinceAt: Date;
  checkedAt: Date | null;
  codec: string | null;
  width: number | null;
  height: number | null;
  pictureAt: Date | null;
  isMaintained: boolean;
};

/** The cameras in service that the actor may see, troubles first, narrowed to a state, a group, a unit and words. */
export async function listCameras(actor: Actor, filter: CameraFilter, now: Date): Promise<CameraList> {
  const { id, state, groupId, use, unitId, text, skip, take } = filter;
  const units = unitId === undefined ? null : new Set(await unitsBelow(unitId, cityDay(now)));
  const only = id === undefined ? Prisma.empty : Prisma.sql`and c.id = ${id}`;
  const rows = await db.$queryRaw<Row[]>`
    select c.id, c.code, c.name, g.id as "groupId", g.name as "groupName", g.name_en as "groupNameEn", g.position as "groupPosition", g.use::text as use, u.id as "unitId", u.name as "unitName",
      a.id as "areaId", a.name as "areaName", c.address, c.purpose, coalesce(c.main_stream, c.sub_stream) is not null as "hasStream", c.latitude::float8 as latitude, c.longitude::float8 as longitude,
      c.bearing_degrees as "bearingDegrees", c.view_degrees as "viewDegrees", c.view_metres as "viewMetres", c.is_demo as "isDemo",
      h.state::text as state, h.proof, h.since_at as "sinceAt", h.checked_at as "checkedAt", h.codec, h.width, h.height, p.at as "pictureAt",
      exists (select from camera_maintenance m where m.camera_id = c.id and m.from_at <= ${now}::timestamptz and m.until_at > ${now}::timestamptz) as "isMaintained"
    from camera c join camera_health h on h.camera_id = c.id join camera_group g on g.id = c.group_id join unit u on u.id = c.unit_id
      left join area a on a.id = c.area_id left join camera_picture p on p.camera_id = c.id and ${isKept(now)}
    where ${visibleTo(actor, cityDay(now))} ${only}
    order by array_position(array['OFFLINE', 'UNAUTHORISED', 'DARK', 'FROZEN', 'UNKNOWN', 'ONLINE'], h.state::text), c.code, c.id`;
  const counts = Object.fromEntries(
    cameraStates.map((one) => [one, rows.filter((row) => row.state === one).length]),
  ) as CameraList["counts"];
  const groups = new Map(
    rows.map(({ groupId: id, groupName: name, groupNameEn: nameEn, groupPosition: position, use }) => [
      id,
      { id, name, nameEn, use, position, count: 0 },
    ]),
  );
  for (const row of rows) {
    const group = groups.get(row.groupId);
    if (group) group.count += 1;
  }
  const words = searchable(text ?? "")
    .split(" ")
    .filter(Boolean);
  const found = rows.filter((row) => {
    if (state !== undefined && row.state !== state) return false;
    if (groupId !== undefined && row.groupId !== groupId) return false;
    if (use !== undefined && row.use !== use) return false;
    if (units && !units.has(row.unitId)) return false;
    const said = searchable([row.code, row.name, row.unitName, row.areaName, row.address].join(" "));
    return words.every((word) => said.includes(word));
  });
  return {
    cameras: found.slice(skip, skip + take).map(viewOf),
    total: found.length,
    counts,
    groups: [...groups.values()].sort((a, b) => a.position - b.position || a.id - b.id).map(({ position: _, ...group }) => group),
  };
}

function viewOf(row: Row): CameraView {
  const { groupId, groupName, groupNameEn, groupPosition: _, use, unitId, unitName, areaId, areaName, ...rest } = row;
  const { state, proof, sinceAt, checkedAt, codec, width, height, pictureAt, isMaintained, ...camera } = rest;
  return {
    ...camera,
    group: { id: groupId, name: groupName, nameEn: groupNameEn, use },
    unit: { id: unitId, name: unitName },
    area: areaId === null || areaName === null ? null : { id: areaId, name: areaName },
    health: {
      ...{ state, proof, codec, width, height, isMaintained, sinceAt: sinceAt.toISOString() },
      checkedAt: checkedAt?.toISOString() ?? null,
      pictureAt: pictureAt?.toISOString() ?? null,
    },
  };
}

/** A last picture that is not older than it may be kept. */
const isKept = (now: Date) =>
  Prisma.sql`p.at >= ${now}::timestamptz - make_interval(hours => (select picture_hours from camera_keeping))`;

type Group = { id: number; name: string; nameEn: string; use: CameraUse; isRetired: boolean };
/** Every group there is, in its order; those that no camera joins any more are marked. */
export async function listCameraGroups(actor: Actor): Promise<Group[]> {
  if (!holds(actor, "cameras.view")) throw new AppError("forbidden", "permission");
  const rows = await db.cameraGroup.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] });
  return rows.map(({ id, name, nameEn, use, retiredAt }) => ({ id, name, nameEn, use, isRetired: retiredAt !== null }));
}

/** Groups, who may look at whose cameras, and how long pictures are kept: for whoever keeps the registry. */
export async function readCameraRegistry(actor: Actor, now: Date): Promise<CameraRegistry> {
  if (!can(actor, "cameras.manage", "city")) throw new AppError("forbidden", "permission");
  const today = new Date(`${cityDay(now)}T00:00:00Z`);
  const [groups, keeping, grants] = await Promise.all([
    db.cameraGroup.findMany({
      orderBy: [{ position: "asc" }, { id: "asc" }],
      include: { _count: { select: { cameras: true } } },
    }),
    db.cameraKeeping.findUniqueOrThrow({ where: { id: 1 } }),
    db.cameraGrant.findMany({
      where: { endedAt: null, OR: [{ validUntil: null }, { validUntil: { gte: today } }] },
      orderBy: { id: "desc" },
      take: 500,
      include: { unit: true, owner: true, group: true },
    }),
  ]);
  return {
    groups: groups.map(({ _count, retiredAt, isDemo: _, ...group }) => ({
      ...{ ...group, isRetired: retiredAt !== null, count: _count.cameras },
    })),
    keeping: { pictureHours: keeping.pictureHours, version: keeping.version },
    grants: grants.map(({ id, unit, owner, group, reason, validUntil, madeAt, madeByName }) => ({
      ...{ id, unitName: unit.name, ownerName: owner?.name ?? null, reason, byName: madeByName },
      group: group && { name: group.name, nameEn: group.nameEn },
      ...{ validUntil: validUntil && readDay(validUntil), madeAt: madeAt.toISOString() },
    })),
  };
}

/** What is kept of a camera, for whoever changes it; its name and password are told of only as being there. Throws not-found. */
export async function readCameraSettings(actor: Actor, id: number): Promise<CameraSettings> {
  if (!can(actor, "cameras.manage", "city")) throw new AppError("forbidden", "permission");
  const row = await db.camera.findUnique({ where: { id } });
  if (!row) throw new AppError("not-found", "not-found");
  const { latitude, longitude, validFrom, validUntil, signInName, signInPassword: _, isDemo: __, addedAt: ___, ...camera } = row;
  return {
    ...camera,
    ...{ latitude: latitude?.toNumber() ?? null, longitude: longitude?.toNumber() ?? null },
    ...{ validFrom: readDay(validFrom), validUntil: validUntil && readDay(validUntil) },
    hasSignIn: signInName !== null,
  };
}

/** The last picture of a camera the actor may see, a JPEG, and when it was taken; or not-found. */
export async function readCameraPicture(
  actor: Actor,
  id: number,
  now: Date,
): Promise<{ jpeg: Uint8Array<ArrayBuffer>; at: Date }> {
  const [row] = await db.$queryRaw<{ jpeg: Uint8Array; at: Date }[]>`
    select p.jpeg, p.at from camera c join camera_picture p on p.camera_id = c.id where c.id = ${id} and ${isKept(now)} and ${visibleTo(actor, cityDay(now))}`;
  if (!row) throw new AppError("not-found", "not-found");
  return { jpeg: new Uint8Array(row.jpeg), at: row.at };
}

/** Is there a camera of this number that the actor may see? */
export async function isCameraThere(actor: Actor, id: number, now: Date): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`select 1 from camera c where c.id = ${id} and ${visibleTo(actor, cityDay(now))}`;
  return rows.length > 0;
}
