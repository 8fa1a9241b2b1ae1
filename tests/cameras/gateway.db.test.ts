import { afterAll, beforeAll, expect, test } from "vitest";
import { addCamera, watchCamera } from "@/lib/cameras/commands";
import { readLivePart, readPlaylist, stopReaders } from "@/lib/cameras/queries";
import type { Actor } from "@/lib/policy";
import { actor, foundCity, unit } from "../city";
import { type HttpSources, startHttpSources } from "./http-sources";
import { cameraAccount } from "./sources";

const now = new Date("2026-11-27T02:00:00Z");
const sources: HttpSources = await startHttpSources();
// Before anything reads it.
Object.assign(process.env, {
  CAMERA_NETWORKS: `127.0.0.0/8:${sources.port}`,
  CAMERA_GATEWAY: sources.url("/mp4/{camera}.m3u8"),
});
beforeAll(foundCity);
afterAll(async () => {
  stopReaders();
  await sources.stop();
});
const leader: Actor = {
  ...actor("leader"),
  session: { id: "s-1", mustSetUpTotp: false, confirmedAt: null, factor: "password" },
};
const nowhere = { address: null, latitude: null, longitude: null, bearingDegrees: null, viewDegrees: null, viewMetres: null };
const add = (code: string) =>
  addCamera(
    { actor: actor("admin"), now },
    {
      ...{ code, name: code, groupId: 1, unitId: unit.tranPhu, areaId: null, model: null, purpose: null, ...nowhere },
      ...{ mainStream: "rtsp://127.0.0.1:1/s1", subStream: null, snapshotUrl: null, note: null, signIn: cameraAccount },
      ...{ validFrom: "2026-01-01", validUntil: null },
    },
  );
async function view(id: number) {
  const { playlist } = await watchCamera({ actor: leader, now }, { id, quality: "low" });
  const watch = new URL(playlist, "http://x").searchParams.get("watch") ?? "";
  return { watch, list: await readPlaylist(leader, id, { watch }, now) };
}

test("a camera is seen through the gateway by its code, by our addresses alone, and the gateway hears no password", async () => {
  const { id } = await add("mp4");
  const { watch, list } = await view(id);
  expect(list).toMatch(/^#EXTM3U/);
  expect(list).not.toContain(String(sources.port));
  const address = new URL(/MAP:URI="([^"]+)"/.exec(list)?.[1] ?? "", "http://x/api/v1/cameras/1/");
  const key = address.searchParams.get("key") ?? "";
  const init = await readLivePart(leader, id, address.pathname.split("/").at(-1) ?? "", { watch, key }, now);
  expect(Buffer.from(init).toString("latin1", 4, 8)).toBe("ftyp");
  expect(sources.asked.filter((one) => one.includes("proven"))).toEqual([]);
}, 30_000);
test("T-54: a code that would be another path of the gateway's is a name there and nothing else; a camera it has not is none", async () => {
  const { id } = await add("cổng/../../mp4");
  await expect(view(id)).rejects.toMatchObject({ code: "camera-live-no-such-stream" });
  expect(sources.asked.at(-1)).toBe(`/mp4/${encodeURIComponent("cổng/../../mp4")}.m3u8`);
}, 30_000);
