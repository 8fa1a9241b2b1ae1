import { beforeAll, describe, expect, test } from "vitest";
import {
  addCamera,
  addCameraGroup,
  changeCamera,
  changeCameraGroup,
  deleteCameraGroup,
  endCameraGrant,
  grantCameras,
  restoreCameraGroup,
  retireCameraGroup,
  setCameraKeeping,
  watchCamera,
} from "@/lib/cameras/commands";
import { forgetPictures } from "@/lib/cameras/jobs";
import type { CameraInput } from "@/lib/cameras/model";
import {
  isCameraThere,
  listCameras,
  readCameraPicture,
  readCameraRegistry,
  readCameraSettings,
  readCameraStory,
} from "@/lib/cameras/queries";
import type { Actor } from "@/lib/policy";
import { actor, asOwner, foundCity, unit } from "../city";

const now = new Date("2026-11-27T02:00:00Z");
const ctx = { actor: actor("admin"), now };
const camera = (code: string, change: Partial<CameraInput> = {}): CameraInput => ({
  ...{ code, name: code, groupId: 1, unitId: unit.tranPhu, areaId: null, address: null, model: null, purpose: null },
  ...{ latitude: null, longitude: null, bearingDegrees: null, viewDegrees: null, viewMetres: null, note: null },
  ...{ mainStream: "rtsp://10.20.1.5/s1", subStream: null, snapshotUrl: null, validFrom: "2026-01-01", validUntil: null },
  ...change,
});
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );
const picture = (id: number, at: Date) =>
  asOwner((c) => c.query("insert into camera_picture (camera_id, jpeg, at) values ($1, '\\xffd8', $2)", [id, at]));
const hoursBefore = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
beforeAll(foundCity);

describe("groups of cameras", () => {
  const police = { name: "Công an phường", nameEn: "Ward police", use: "SECURITY" as const, position: 5 };
  test("added, named in both languages, ordered; two never bear one name; of two changes the first counts", async () => {
    const { id } = await addCameraGroup(ctx, police);
    expect(await codeOf(addCameraGroup(ctx, { ...police, nameEn: "Another" }))).toBe("camera-group-taken");
    expect(await codeOf(addCameraGroup(ctx, { ...police, name: "Nhóm khác" }))).toBe("camera-group-taken");
    await changeCameraGroup(ctx, { ...police, id, version: 1, position: 0, nameEn: "Police of wards" });
    expect(await codeOf(changeCameraGroup(ctx, { ...police, id, version: 1 }))).toBe("camera-group-changed");
    const { groups } = await readCameraRegistry(ctx.actor, now);
    expect(groups[0]).toMatchObject({ name: "Công an phường", nameEn: "Police of wards", count: 0, isRetired: false });
    expect(groups).toHaveLength(5);
    await deleteCameraGroup(ctx, { id, version: 2 });
    expect((await readCameraRegistry(ctx.actor, now)).groups).toHaveLength(4);
  });
  test("one that is used is retired and not deleted: those in it stay, none joins, and it may be used again", async () => {
    const { id } = await addCameraGroup(ctx, police);
    const { id: inIt } = await addCamera(ctx, camera("NH-1", { groupId: id }));
    expect(await codeOf(deleteCameraGroup(ctx, { id, version: 1 }))).toBe("camera-group-in-use");
    await retireCameraGroup(ctx, { id, version: 1 });
    expect(await codeOf(addCamera(ctx, camera("NH-2", { groupId: id })))).toBe("camera-group-unknown");
    expect(await codeOf(changeCamera(ctx, { ...camera("NH-1", { groupId: id, name: "Khác" }), id: inIt, version: 1 }))).toBe(
      "done",
    );
    await restoreCameraGroup(ctx, { id, version: 2 });
    await addCamera(ctx, camera("NH-2", { groupId: id }));
    const { rows } = await asOwner((c) =>
      c.query("select action from audit_entry where action like 'camera-group.%' order by id"),
    );
    expect(rows.map((r) => String(r.action).slice(13)).join()).toContain("add,retire,restore");
  });
});

test("all that is wrong with a camera is told at once, each at its field", async () => {
  const wrong = camera("SAI-1", {
    ...{ mainStream: "rtsp://a:b@10.20.1.5/s1", subStream: "ftp://x", latitude: 22.8, validUntil: "2025-01-01", groupId: 999 },
  });
  const error: unknown = await addCamera(ctx, wrong).catch((e: unknown) => e);
  expect(error).toMatchObject({
    code: "input",
    more: {
      faults: [
        { path: "mainStream", code: "camera-sign-in-in-address" },
        { path: "subStream", code: "camera-stream-unreadable" },
        { path: "longitude", code: "camera-place-half" },
        { path: "validUntil", code: "camera-ends-early" },
        { path: "groupId", code: "camera-group-unknown" },
      ],
    },
  });
});

describe("privacy", () => {
  const sitting = (who: Actor): Actor => ({
    ...who,
    session: { id: "s-1", mustSetUpTotp: false, confirmedAt: null, factor: "password" },
  });
  test("a last picture is shown and kept as long as IT staff say, and no longer; one of a camera out of service not at all", async () => {
    const { id } = await addCamera(ctx, camera("GI-1"));
    const { id: gone } = await addCamera(ctx, camera("GI-2"));
    await picture(id, hoursBefore(30));
    await picture(gone, hoursBefore(1));
    expect(await codeOf(readCameraPicture(ctx.actor, id, now))).toBe("done");
    const { keeping } = await readCameraRegistry(ctx.actor, now);
    expect(keeping.pictureHours).toBe(168);
    await setCameraKeeping(ctx, { pictureHours: 24, version: keeping.version });
    expect(await codeOf(setCameraKeeping(ctx, { pictureHours: 48, version: keeping.version }))).toBe("camera-keeping-changed");
    expect(await codeOf(setCameraKeeping(ctx, { pictureHours: 0, version: 2 }))).toBe("input");
    // At once, before anything is removed.
    expect(await codeOf(readCameraPicture(ctx.actor, id, now))).toBe("not-found");
    const [told] = (await listCameras(ctx.actor, { id, skip: 0, take: 1 }, now)).cameras;
    expect(told?.health.pictureAt).toBeNull();
    await asOwner((c) => c.query("update camera set valid_until = '2026-11-26' where id = $1", [gone]));
    await asOwner((c) => c.query("update camera_health set thumb = '\\x00' where camera_id = any ($1)", [[id, gone]]));
    expect(await forgetPictures(now)).toBe(2);
    const { rows } = await asOwner((c) =>
      c.query(
        "select count(p.jpeg)::int as pictures, count(h.thumb)::int as thumbs from camera_health h left join camera_picture p using (camera_id)",
      ),
    );
    expect(rows).toEqual([{ pictures: 0, thumbs: 0 }]);
  });

  test("a unit sees its own cameras; another's, or a group's, only while it is granted them; every view is told to the log", async () => {
    const { id: theirs } = await addCamera(ctx, camera("PD-1", { unitId: unit.phuongDo, groupId: 2 }));
    const { id: other } = await addCamera(ctx, camera("PD-2", { unitId: unit.phuongDo, groupId: 3 }));
    await picture(theirs, hoursBefore(1));
    const head = sitting(actor("head"));
    const sees = async (id: number) => {
      const ways = await Promise.all([
        isCameraThere(head, id, now),
        listCameras(head, { id, skip: 0, take: 1 }, now).then(({ total }) => total === 1),
        codeOf(readCameraStory(head, id, now)).then((code) => code === "done"),
        codeOf(watchCamera({ actor: head, now }, { id, quality: "low" })).then((code) => code === "done"),
      ]);
      expect(new Set(ways).size, String(ways)).toBe(1);
      return ways[0];
    };
    expect(await sees(theirs)).toBe(false);
    expect(await codeOf(readCameraPicture(head, theirs, now))).toBe("not-found");
    const grant = { unitId: unit.tranPhu, ownerId: unit.phuongDo, groupId: 2, reason: "Phối hợp", validUntil: "2026-11-27" };
    const { id: granted } = await grantCameras(ctx, grant);
    expect([await sees(theirs), await sees(other)]).toEqual([true, false]);
    expect(await codeOf(readCameraPicture(head, theirs, now))).toBe("done");
    // What is granted is looking, and nothing else of a camera.
    expect(await codeOf(readCameraSettings(head, theirs))).toBe("permission");
    const { rows } = await asOwner((c) =>
      c.query("select actor_id, unit_id from audit_entry where action = 'camera.watch' and subject_id = $1", [String(theirs)]),
    );
    expect(rows).toEqual([{ actor_id: head.id, unit_id: unit.phuongDo }]);
    // The day after its last, and once it is ended.
    expect(await isCameraThere(head, theirs, new Date("2026-11-28T02:00:00Z"))).toBe(false);
    await endCameraGrant(ctx, { id: granted });
    expect(await sees(theirs)).toBe(false);
    expect(await codeOf(endCameraGrant(ctx, { id: granted }))).toBe("camera-grant-over");
    await grantCameras(ctx, { ...grant, ownerId: null, groupId: 3, validUntil: null });
    expect([await sees(theirs), await sees(other)]).toEqual([false, true]);
    expect(await codeOf(grantCameras(ctx, { ...grant, ownerId: null, groupId: null }))).toBe("input");
    expect(await codeOf(grantCameras(ctx, { ...grant, ownerId: unit.tranPhu }))).toBe("input");
    expect(await codeOf(grantCameras({ actor: actor("head"), now }, grant))).toBe("permission");
    // Who has no right to look at cameras has none by a grant either.
    await expect(listCameras(actor("officer"), { skip: 0, take: 1 }, now)).rejects.toMatchObject({ kind: "forbidden" });
  });
});
