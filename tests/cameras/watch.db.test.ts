import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCamera, changeCamera, watchCamera } from "@/lib/cameras/commands";
import type { CameraInput } from "@/lib/cameras/model";
import { readersNow, readLivePart, readPlaylist, stopReaders } from "@/lib/cameras/queries";
import { freePort } from "@/lib/db/embedded";
import type { Actor } from "@/lib/policy";
import { actor, asOwner, foundCity, unit } from "../city";
import { type Sources, startSources } from "./sources";

const port = await freePort();
// Before anything reads it.
Object.assign(process.env, {
  CAMERA_NETWORKS: `127.0.0.0/8:${port}`,
  CAMERAS_LIVE_AT_ONCE: "2",
  CAMERAS_TRANSCODED_AT_ONCE: "0",
});
const now = new Date("2026-11-27T02:00:00Z");
let sources: Sources;
const sitting = (who: Parameters<typeof actor>[0], id: string): Actor => ({
  ...actor(who),
  session: { id, mustSetUpTotp: false, confirmedAt: null, factor: "password" },
});
const leader = sitting("leader", "s-1");
const input = (code: string, path: string, unitId: number = unit.tranPhu): CameraInput => ({
  ...{
    code,
    name: code,
    groupId: 1,
    unitId,
    areaId: null,
    address: null,
    model: null,
    purpose: null,
    latitude: null,
    longitude: null,
  },
  ...{
    bearingDegrees: null,
    viewDegrees: null,
    viewMetres: null,
    mainStream: sources.url(path),
    subStream: null,
    snapshotUrl: null,
  },
  ...{ note: null, validFrom: "2026-01-01", validUntil: null },
});
const ids: Record<string, number> = {};
beforeAll(async () => {
  await foundCity();
  sources = await startSources(port);
  for (const [code, path, unitId] of [
    ["a", "/moving", unit.tranPhu],
    ["b", "/moving", unit.phuongDo],
    ["c", "/dark", unit.tranPhu],
    ["h", "/hevc", unit.tranPhu],
  ] as const)
    ids[code] = (await addCamera({ actor: actor("admin"), now }, input(code, path, unitId))).id;
}, 60_000);
afterAll(async () => {
  stopReaders();
  await sources.stop();
});
const open = async (who: Actor, code: string) => {
  const { playlist } = await watchCamera({ actor: who, now }, { id: ids[code] ?? 0, quality: "low" });
  return new URL(playlist, "http://x").searchParams.get("watch") ?? "";
};
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => "given",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );
/** The first address of a list, taken apart as a player would follow it. */
function addressIn(list: string): { name: string; watch: string; key: string } {
  const [, address = ""] = /MAP:URI="([^"]+)"/.exec(list) ?? [];
  const url = new URL(address, "http://x/api/v1/cameras/1/");
  return {
    name: url.pathname.split("/").at(-1) ?? "",
    watch: url.searchParams.get("watch") ?? "",
    key: url.searchParams.get("key") ?? "",
  };
}

describe("looking at a camera live", () => {
  test("T-55: opened by whoever may see it, told to the log, and read by many over one reader", async () => {
    const watch = await open(leader, "a");
    const list = await readPlaylist(leader, ids.a ?? 0, { watch }, now);
    expect(list).toMatch(/^#EXTM3U\n[\s\S]*EXT-X-PART/);
    const { name, key } = addressIn(list);
    const init = await readLivePart(leader, ids.a ?? 0, name, { watch, key }, now);
    expect(Buffer.from(init).toString("latin1", 4, 8)).toBe("ftyp");
    const head = sitting("head", "s-2");
    await readPlaylist(head, ids.a ?? 0, { watch: await open(head, "a") }, now);
    expect(readersNow()).toBe(1);
    const { rows } = await asOwner((c) =>
      c.query("select actor_id, subject_id, unit_id from audit_entry where action = 'camera.watch' order by id"),
    );
    expect(rows.map((r) => [r.actor_id, r.subject_id, r.unit_id])).toEqual([
      ["user:1", String(ids.a), unit.tranPhu],
      ["user:2", String(ids.a), unit.tranPhu],
    ]);
  }, 30_000);
  test("T-53: a view is of one camera, one session and a while; a piece's address of a minute; nothing of either is made up", async () => {
    const watch = await open(leader, "a");
    const list = await readPlaylist(leader, ids.a ?? 0, { watch }, now);
    const { name, key } = addressIn(list);
    const later = (ms: number) => new Date(now.getTime() + ms);
    const other = sitting("leader", "s-9");
    const of = ids.a ?? 0;
    expect(await codeOf(readPlaylist(other, of, { watch }, now))).toBe("camera-live-over");
    expect(await codeOf(readPlaylist(leader, ids.c ?? 0, { watch }, now))).toBe("camera-live-over");
    expect(await codeOf(readPlaylist(leader, of, { watch: watch.replace("low", "high") }, now))).toBe("camera-live-over");
    expect(await codeOf(readPlaylist(leader, of, { watch }, later(13 * 3_600_000)))).toBe("camera-live-over");
    expect(await codeOf(readLivePart(leader, of, name, { watch, key }, later(70_000)))).toBe("camera-live-over");
    expect(await codeOf(readLivePart(other, of, name, { watch, key }, now))).toBe("camera-live-over");
    expect(await codeOf(readLivePart(leader, ids.c ?? 0, name, { watch, key }, now))).toBe("camera-live-over");
    expect(await codeOf(readLivePart(leader, of, name, { watch, key: key.replace(/\.\d+\./, ".9999999999.") }, now))).toBe(
      "camera-live-over",
    );
    expect(await codeOf(readLivePart(leader, of, "segment-999", { watch, key }, now))).toBe("not-found");
  }, 30_000);
  test("another ward's is not there; who loses the right, or the camera its service, is out with the next list", async () => {
    const head = sitting("head", "s-2");
    expect(await codeOf(watchCamera({ actor: head, now }, { id: ids.b ?? 0, quality: "low" }))).toBe("not-found");
    expect(await codeOf(watchCamera({ actor: actor("officer"), now }, { id: ids.a ?? 0, quality: "low" }))).toBe("not-found");
    const watch = await open(head, "c");
    expect(await codeOf(readPlaylist(head, ids.c ?? 0, { watch }, now))).toBe("given");
    expect(await codeOf(readPlaylist({ ...head, grants: [] }, ids.c ?? 0, { watch }, now))).toBe("not-found");
    await changeCamera(
      { actor: actor("admin"), now },
      { ...input("c", "/dark"), id: ids.c ?? 0, version: 1, validUntil: "2026-11-26" },
    );
    expect(await codeOf(readPlaylist(head, ids.c ?? 0, { watch }, now))).toBe("not-found");
  }, 30_000);
  test("no more than may be at once; what browsers do not show is called by its name", async () => {
    expect(readersNow()).toBe(2);
    expect(await codeOf(readPlaylist(leader, ids.h ?? 0, { watch: await open(leader, "h") }, now))).toBe("camera-live-full");
    stopReaders();
    expect(await codeOf(readPlaylist(leader, ids.h ?? 0, { watch: await open(leader, "h") }, now))).toBe("camera-live-codec");
  }, 30_000);
  test("a thousand who ask at once are answered by one reader", async () => {
    stopReaders();
    const watch = await open(leader, "a");
    const before = process.memoryUsage().rss;
    const lists = await Promise.all(Array.from({ length: 1_000 }, () => readPlaylist(leader, ids.a ?? 0, { watch }, now)));
    expect(lists.every((list) => list.startsWith("#EXTM3U"))).toBe(true);
    expect(readersNow()).toBe(1);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(200);
  }, 60_000);
});
