import { beforeAll, describe, expect, test } from "vitest";
import { acknowledgeOutage, addCamera, changeCamera, endMaintenance, planMaintenance } from "@/lib/cameras/commands";
import type { CameraInput } from "@/lib/cameras/model";
import { isCameraThere, listCameras, readCameraPicture, readCameraSettings, readCameraStory } from "@/lib/cameras/queries";
import { open } from "@/lib/secrets";
import { actor, area, asOwner, foundCity, unit } from "../city";

const now = new Date("2026-11-27T02:00:00Z");
const ctx = { actor: actor("admin"), now };
const crossing: CameraInput = {
  ...{ code: "GT-001", name: "Ngã tư Quyết Thắng", groupId: 1, unitId: unit.tranPhu, areaId: area.tranPhu, address: "Tổ 7" },
  ...{
    model: "DS-2CD",
    purpose: "Giám sát giao thông",
    latitude: 22.8233,
    longitude: 104.9836,
    bearingDegrees: 90,
    viewDegrees: 60,
  },
  ...{ viewMetres: 80, mainStream: "rtsp://10.20.1.5/s1", subStream: "rtsp://10.20.1.5/s2", snapshotUrl: null, note: null },
  ...{ validFrom: "2026-01-01", validUntil: null, signIn: { name: "vonglau", password: "chim-hoàng-yến" } },
};
const refusal = async (change: Partial<CameraInput>) => {
  const error: unknown = await addCamera(ctx, { ...crossing, code: "GT-999", ...change }).catch((e: unknown) => e);
  return error instanceof Error && "code" in error ? error.code : error;
};
let id = 0;
beforeAll(async () => {
  await foundCity();
  ({ id } = await addCamera(ctx, crossing));
});

describe("the registry of cameras", () => {
  test("what was registered is read back, but for name and password, which lie sealed and in no log", async () => {
    const read = await readCameraSettings(ctx.actor, id);
    expect(read).toMatchObject({ code: "GT-001", latitude: 22.8233, bearingDegrees: 90, hasSignIn: true, version: 1 });
    expect(JSON.stringify(read)).not.toMatch(/vonglau|chim/);
    const { rows } = await asOwner((c) => c.query("select sign_in_name, sign_in_password from camera where id = $1", [id]));
    expect(open(rows[0].sign_in_name, "camera.sign_in_name")).toBe("vonglau");
    expect(open(rows[0].sign_in_password, "camera.sign_in_password")).toBe("chim-hoàng-yến");
    // One's password is not opened in another's place.
    expect(() => open(rows[0].sign_in_password, "camera.sign_in_name")).toThrow();
    const log = await asOwner((c) => c.query("select detail::text as detail from audit_entry where action like 'camera.%'"));
    expect(log.rows.map((r) => r.detail).join()).not.toMatch(/vonglau|chim|rtsp/);
  });
  test.each<[string, Partial<CameraInput>]>([
    ["camera-sign-in-in-address", { mainStream: "rtsp://a:b@10.20.1.5/s1" }],
    ["camera-stream-unreadable", { mainStream: "file:///etc/passwd" }],
    ["camera-stream-unreadable", { subStream: "ftp://10.20.1.5/s1" }],
    ["camera-snapshot-unreadable", { snapshotUrl: "rtsp://10.20.1.5/s1" }],
    ["camera-no-address", { mainStream: null, subStream: null }],
    ["camera-place-half", { latitude: null }],
    ["camera-ends-early", { validUntil: "2025-12-31" }],
    ["camera-group-unknown", { groupId: 999 }],
    ["camera-unit-unknown", { unitId: 999 }],
    ["camera-area-unknown", { areaId: 999 }],
    ["camera-code-taken", { code: "GT-001" }],
    ["input", { bearingDegrees: 360 }],
  ])("refuses %s", async (code, change) => {
    expect(await refusal(change)).toBe(code);
  });
  test("a change keeps the sign-in unless another or none is given; of two only the first counts", async () => {
    const { signIn: _, ...plain } = crossing;
    await changeCamera(ctx, { ...plain, id, version: 1, name: "Ngã tư Quyết Thắng (mới)" });
    expect(await readCameraSettings(ctx.actor, id)).toMatchObject({ hasSignIn: true, version: 2 });
    await expect(changeCamera(ctx, { ...plain, id, version: 1 })).rejects.toMatchObject({ code: "camera-changed" });
    await changeCamera(ctx, { ...plain, id, version: 2, signIn: null });
    expect(await readCameraSettings(ctx.actor, id)).toMatchObject({ hasSignIn: false, version: 3 });
  });
  test("with another address nothing of the old one counts: it is not known, its picture and its trouble are gone", async () => {
    await asOwner(async (c) => {
      await c.query("update camera_health set state = 'OFFLINE', proof = 'silent', seen_count = 4 where camera_id = $1", [id]);
      await c.query("insert into camera_outage (camera_id, state, proof, started_at) values ($1, 'OFFLINE', 'silent', $2)", [
        id,
        new Date("2026-11-27T01:00:00Z"),
      ]);
      await c.query("insert into camera_picture (camera_id, jpeg, at) values ($1, '\\xffd8', $2)", [id, now]);
    });
    expect((await readCameraPicture(ctx.actor, id, now)).at).toEqual(now);
    const { signIn: _, ...plain } = crossing;
    await changeCamera(ctx, { ...plain, id, version: 3, mainStream: "rtsp://10.20.1.9/s1" });
    const [camera] = (await listCameras(ctx.actor, { skip: 0, take: 10 }, now)).cameras;
    expect(camera?.health).toMatchObject({ state: "UNKNOWN", proof: "never-probed", pictureAt: null });
    await expect(readCameraPicture(ctx.actor, id, now)).rejects.toMatchObject({ kind: "not-found" });
    const { rows } = await asOwner((c) => c.query("select ended_at from camera_outage where camera_id = $1", [id]));
    expect(rows).toEqual([{ ended_at: now }]);
  });
  test("a head sees their ward's, a leader the city's, in service only, found without marks, troubles first", async () => {
    await addCamera(ctx, {
      ...crossing,
      code: "MC-001",
      name: "Quầy Một cửa Phương Độ",
      groupId: 3,
      unitId: unit.phuongDo,
      areaId: null,
    });
    const gone = await addCamera(ctx, { ...crossing, code: "AN-001", name: "Đã tháo", validUntil: "2026-11-26" });
    await asOwner((c) =>
      c.query("update camera_health h set state = 'DARK' from camera c where c.id = h.camera_id and c.code = 'MC-001'"),
    );
    const codes = async (who: Parameters<typeof actor>[0], filter: object = {}) =>
      (await listCameras(actor(who), { skip: 0, take: 10, ...filter }, now)).cameras.map((camera) => camera.code);
    expect(await codes("leader")).toEqual(["MC-001", "GT-001"]);
    expect(await codes("head")).toEqual(["GT-001"]);
    expect(await codes("leader", { text: "quay mot cua" })).toEqual(["MC-001"]);
    expect(await codes("leader", { groupId: 1 })).toEqual(["GT-001"]);
    expect(await codes("leader", { state: "DARK" })).toEqual(["MC-001"]);
    const { counts, groups } = await listCameras(actor("leader"), { skip: 0, take: 1, state: "DARK" }, now);
    expect(counts).toMatchObject({ DARK: 1, UNKNOWN: 1, ONLINE: 0 });
    expect(groups.map(({ name, count }) => [name, count])).toEqual([
      ["Giao thông", 1],
      ["Bộ phận Một cửa", 1],
    ]);
    expect(await isCameraThere(actor("leader"), gone.id, now)).toBe(false);
    await expect(listCameras(actor("officer"), { skip: 0, take: 1 }, now)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("what a camera went through", () => {
  const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const iso = (hours: number) => at(hours).toISOString();
  test("thirty days, an outage acknowledged once, maintenance ahead of now that counts for nothing", async () => {
    const { id: of } = await addCamera(ctx, { ...crossing, code: "GT-007" });
    const outageId = await asOwner(async (c) => {
      for (const [hours, state] of [
        [-48, "ONLINE"],
        [-12, "OFFLINE"],
        [-6, "ONLINE"],
      ] as const)
        await c.query("insert into camera_change (camera_id, at, state, proof) values ($1, $2, $3::camera_state, 'silent')", [
          of,
          at(hours),
          state,
        ]);
      const outage =
        "insert into camera_outage (camera_id, state, proof, started_at, ended_at) values ($1, 'OFFLINE', 'silent', $2, $3) returning id";
      return Number((await c.query(outage, [of, at(-12), at(-6)])).rows[0].id);
    });
    await acknowledgeOutage(ctx, { id: of, outageId, cause: "Mất điện khu vực" });
    await expect(acknowledgeOutage(ctx, { id: of, outageId, cause: "Khác" })).rejects.toMatchObject({
      code: "camera-outage-known",
    });
    await expect(acknowledgeOutage(ctx, { id, outageId, cause: "Của camera khác" })).rejects.toMatchObject({ kind: "not-found" });
    const { id: maintenanceId } = await planMaintenance(ctx, { id: of, fromAt: iso(-3), untilAt: iso(5), reason: "Thay nguồn" });
    for (const [fromAt, untilAt] of [
      [iso(3), iso(2)],
      [iso(-5), iso(-1)],
      [iso(1), iso(24 * 400)],
    ] as const)
      await expect(planMaintenance(ctx, { id: of, fromAt, untilAt, reason: "x" })).rejects.toMatchObject({
        code: "camera-maintenance-span",
      });
    const later = { ...ctx, now: at(1) };
    await endMaintenance(later, { id: of, maintenanceId });
    await expect(endMaintenance(later, { id: of, maintenanceId })).rejects.toMatchObject({ code: "camera-maintenance-over" });

    const story = await readCameraStory(actor("leader"), of, at(2));
    const told = (key: "onlineMs" | "troubleMs" | "maintainedMs") =>
      story.days.reduce((sum, one) => sum + one[key], 0) / 3_600_000;
    // Work counts from when it was told, not from when it is said to have begun: what is over was counted.
    expect([told("onlineMs"), told("troubleMs"), told("maintainedMs")]).toEqual([36 + 6 + 1, 6, 1]);
    expect(story.days).toHaveLength(30);
    expect(story.restored).toEqual({ count: 1, meanMs: 6 * 3_600_000 });
    expect(story.outages).toMatchObject([
      { state: "OFFLINE", acknowledged: { byName: actor("admin").name, cause: "Mất điện khu vực" } },
    ]);
    expect([story.mayManage, (await readCameraStory(ctx.actor, of, now)).mayManage]).toEqual([false, true]);
    await expect(readCameraStory(actor("head"), 999, now)).rejects.toMatchObject({ kind: "not-found" });
  });
});
