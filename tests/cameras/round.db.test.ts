import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCamera, changeCamera } from "@/lib/cameras/commands";
import { probeCameras } from "@/lib/cameras/jobs";
import type { CameraInput } from "@/lib/cameras/model";
import { listCameras, readCameraPicture } from "@/lib/cameras/queries";
import { freePort } from "@/lib/db/embedded";
import { actor, asOwner, foundCity, unit } from "../city";
import { cameraAccount, type Sources, startSources } from "./sources";

const ctx = { actor: actor("admin"), now: new Date("2026-11-27T01:00:00Z") };
const minutes = (n: number) => new Date(ctx.now.getTime() + n * 60_000);
let sources: Sources;
const port = await freePort();
// Before anything reads it.
process.env.CAMERA_NETWORKS = `127.0.0.0/8:${port},127.0.0.0/8:${port + 1}`;

const input = (code: string, mainStream: string): CameraInput => ({
  ...{ code, name: `Camera ${code}`, groupId: 2, unitId: unit.tranPhu, areaId: null, address: null, model: null, purpose: null },
  ...{ latitude: null, longitude: null, bearingDegrees: null, viewDegrees: null, viewMetres: null, mainStream, subStream: null },
  ...{ snapshotUrl: null, note: null, validFrom: "2026-01-01", validUntil: null },
});
const ids: Record<string, number> = {};
beforeAll(async () => {
  await foundCity();
  sources = await startSources(port);
  const add = async (code: string, stream: string, signIn: CameraInput["signIn"] = null) => {
    ids[code] = (await addCamera(ctx, { ...input(code, stream), signIn })).id;
  };
  await add("moving", sources.url("/moving"));
  await add("still", sources.url("/still"));
  await add("dark", sources.url("/dark"));
  await add("secured", sources.securedUrl("/moving"), cameraAccount);
  await add("locked", sources.securedUrl("/moving"), { ...cameraAccount, password: "cũ" });
  await add("elsewhere", "rtsp://192.0.2.7/s1");
}, 60_000);
afterAll(() => sources.stop());

/** Every camera is due, and is looked at, at this minute. */
async function look(minute: number): Promise<void> {
  await asOwner((c) => c.query("update camera_health set next_at = $1", [minutes(minute)]));
  await probeCameras({}, undefined, () => minutes(minute));
}
const states = async () =>
  Object.fromEntries(
    (await listCameras(ctx.actor, { skip: 0, take: 50 }, ctx.now)).cameras.map(({ code, health }) => [code, health.state]),
  );
const story = async (code: string) =>
  (
    await asOwner((c) =>
      c.query<{ state: string; at: Date }>(
        "select state::text as state, at from camera_change where camera_id = $1 order by id",
        [ids[code]],
      ),
    )
  ).rows.map(({ state, at }) => `${state} ${(at.getTime() - ctx.now.getTime()) / 60_000}`);

describe("the round that looks at cameras", () => {
  test("real streams: what moves is told from what stands still, is dark, refuses or may not be called", async () => {
    for (let minute = 1; minute <= 4; minute += 1) await look(minute);
    expect(await states()).toEqual({
      ...{ moving: "ONLINE", secured: "ONLINE", still: "FROZEN", dark: "DARK", locked: "UNAUTHORISED", elsewhere: "UNKNOWN" },
    });
    expect(await story("moving")).toEqual(["ONLINE 1"]);
    // The first look at a picture that stands still cannot know it; it counts from the second.
    expect(await story("still")).toEqual(["ONLINE 1", "FROZEN 2"]);
    expect(await story("locked")).toEqual(["UNAUTHORISED 1"]);
    const { jpeg, at } = await readCameraPicture(ctx.actor, ids.moving ?? 0, ctx.now);
    expect([...jpeg.subarray(0, 2), at.toISOString()]).toEqual([0xff, 0xd8, minutes(4).toISOString()]);
    const { rows } = await asOwner((c) =>
      c.query(
        "select c.code, o.state::text as state, o.ended_at from camera_outage o join camera c on c.id = o.camera_id order by c.code",
      ),
    );
    expect(rows).toEqual([
      { code: "dark", state: "DARK", ended_at: null },
      { code: "locked", state: "UNAUTHORISED", ended_at: null },
      { code: "still", state: "FROZEN", ended_at: null },
    ]);
  }, 120_000);

  test("all go away and come back: each has one outage, from its first failed look to its first good one", async () => {
    await sources.stop();
    for (let minute = 5; minute <= 7; minute += 1) await look(minute);
    expect(await states()).toMatchObject({ moving: "OFFLINE", still: "OFFLINE", locked: "OFFLINE", elsewhere: "UNKNOWN" });
    expect((await story("moving")).at(-1)).toBe("OFFLINE 5");
    sources = await startSources(port);
    // Long after, so that it is no flapping.
    await look(60);
    expect((await story("moving")).at(-1)).toBe("ONLINE 60");
    const { rows } = await asOwner((c) =>
      c.query("select state::text as state, proof, started_at, ended_at from camera_outage where camera_id = $1", [ids.moving]),
    );
    expect(rows).toEqual([{ state: "OFFLINE", proof: "connection-refused", started_at: minutes(5), ended_at: minutes(60) }]);
    const open = await asOwner((c) =>
      c.query("select camera_id, count(*)::int as n from camera_outage where ended_at is null group by 1 having count(*) > 1"),
    );
    expect(open.rows).toEqual([]);
  }, 120_000);

  test("the right password brings a locked one back; what was not due is not looked at; one taken down is left alone", async () => {
    await changeCamera(
      { ...ctx, now: minutes(70) },
      { ...input("locked", sources.securedUrl("/moving")), id: ids.locked ?? 0, version: 1, signIn: cameraAccount },
    );
    await asOwner((c) => c.query("update camera_health set next_at = $1 where camera_id <> $2", [minutes(10_000), ids.locked]));
    await asOwner((c) => c.query("update camera set valid_until = '2026-11-26' where code = 'dark'"));
    await probeCameras({}, undefined, () => minutes(71));
    expect(await states()).toMatchObject({ locked: "ONLINE" });
    const { rows } = await asOwner((c) =>
      c.query("select c.code from camera_health h join camera c on c.id = h.camera_id where h.checked_at = $1", [minutes(71)]),
    );
    expect(rows).toEqual([{ code: "locked" }]);
  }, 60_000);

  test("a disk that is full under one camera's picture: that camera stays as it was, and no other is harmed", async () => {
    await asOwner((c) =>
      c.query(`create function full_disk() returns trigger language plpgsql as $$ begin
          if new.camera_id = ${ids.moving} then raise exception 'could not extend file' using errcode = 'disk_full'; end if; return new; end $$;
        create trigger full_disk before insert or update on camera_picture for each row execute function full_disk()`),
    );
    const before = (await story("moving")).length;
    await look(90);
    const { rows } = await asOwner((c) =>
      c.query<{ code: string }>(
        "select c.code from camera_health h join camera c on c.id = h.camera_id where h.checked_at = $1 order by c.code",
        [minutes(90)],
      ),
    );
    expect(rows.map(({ code }) => code)).toEqual(["elsewhere", "locked", "secured", "still"]);
    expect(await states()).toMatchObject({ moving: "ONLINE", secured: "ONLINE" });
    expect((await story("moving")).length).toBe(before);
    await asOwner((c) => c.query("drop trigger full_disk on camera_picture; drop function full_disk"));
    await look(91);
    expect(await states()).toMatchObject({ moving: "ONLINE" });
  }, 60_000);

  test("while nobody looked nothing is known: neither that it showed nor that it did not", async () => {
    const at = (await story("secured")).length;
    for (const minute of [92, 93, 200, 201]) await look(minute);
    expect((await story("secured")).slice(at)).toEqual(["UNKNOWN 93", "ONLINE 200"]);
    expect((await states()).secured).toBe("ONLINE");
  }, 60_000);

  test("T-50: no password, name or address of a camera in what was recorded", async () => {
    const { rows } = await asOwner((c) =>
      c.query(`select t::text as row from audit_entry t union all select t::text from camera_change t
        union all select t::text from camera_outage t union all select t::text from camera_health t`),
    );
    const told = rows.map(({ row }) => row).join("\n");
    expect(told).not.toMatch(/chim-hoàng|vonglau|rtsp:/);
  });
});
