import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FrameReader, textOf, type WallFrame } from "@/components/cameras/wall/frames";
import {
  addCamera,
  addCameraLayout,
  changeCameraLayout,
  removeCameraLayout,
  restoreCameraLayout,
  showCameraLayout,
  watchCameras,
} from "@/lib/cameras/commands";
import type { CameraInput, CameraLayoutInput } from "@/lib/cameras/model";
import { endWallStreams, readCameraWall, readersNow, stopReaders, streamWall, wallStreamsNow } from "@/lib/cameras/queries";
import { freePort } from "@/lib/db/embedded";
import type { Actor } from "@/lib/policy";
import { actor, asOwner, foundCity, unit } from "../city";
import { type Sources, startSources } from "./sources";

const port = await freePort();
// Before anything reads it.
Object.assign(process.env, { CAMERA_NETWORKS: `127.0.0.0/8:${port}`, CAMERAS_LIVE_AT_ONCE: "2" });
const now = new Date();
let sources: Sources;
const sitting = (who: Parameters<typeof actor>[0], id: string): Actor => ({
  ...actor(who),
  session: { id, mustSetUpTotp: false, confirmedAt: null, factor: "password" },
});
const leader = sitting("leader", "s-1");
const head = sitting("head", "s-2");
const ids: Record<string, number> = {};
const input = (code: string, path: string, unitId: number): CameraInput => ({
  ...{ code, name: code, groupId: 1, unitId, areaId: null, address: null, model: null, purpose: null },
  ...{ latitude: null, longitude: null, bearingDegrees: null, viewDegrees: null, viewMetres: null },
  ...{ mainStream: sources.url(path), subStream: null, snapshotUrl: null, note: null },
  ...{ validFrom: "2026-01-01", validUntil: null },
});
beforeAll(async () => {
  await foundCity();
  sources = await startSources(port);
  for (const [code, path, unitId] of [
    ["a", "/moving", unit.tranPhu],
    ["b", "/still", unit.tranPhu],
    ["c", "/dark", unit.tranPhu],
    ["d", "/moving", unit.phuongDo],
    ["e", "/nowhere", unit.tranPhu],
  ] as const)
    ids[code] = (await addCamera({ actor: actor("admin"), now }, input(code, path, unitId))).id;
}, 60_000);
afterAll(async () => {
  endWallStreams();
  stopReaders();
  await sources.stop();
});
const of = (...codes: string[]) => codes.map((code) => ids[code] ?? 0);
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => "given",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );
const layout = (name: string, more: Partial<CameraLayoutInput> = {}): CameraLayoutInput => ({
  ...{ name, isShared: false, grid: 4, patrolSeconds: 0, cameraIds: of("a", "d") },
  ...more,
});
const namesFor = async (who: Actor) => (await readCameraWall(who, now)).layouts.map(({ name, isOwn }) => [name, isOwn]);

describe("layouts of the wall", () => {
  test("one's own are one's own; a shared one is seen by all and changed by nobody else; those of another are not there", async () => {
    const own = await addCameraLayout({ actor: leader, now }, layout("Trực ban đêm"));
    const shared = await addCameraLayout({ actor: leader, now }, layout("Giao ban", { isShared: true }));
    expect(await namesFor(leader)).toEqual([
      ["Giao ban", true],
      ["Trực ban đêm", true],
    ]);
    expect(await namesFor(head)).toEqual([["Giao ban", false]]);
    const change = { ...layout("Khác"), version: 1 };
    for (const { id } of [own, shared]) {
      expect(await codeOf(changeCameraLayout({ actor: head, now }, { ...change, id }))).toBe("not-found");
      expect(await codeOf(removeCameraLayout({ actor: head, now }, { id }))).toBe("not-found");
    }
    expect(await codeOf(addCameraLayout({ actor: actor("clerk"), now }, layout("Không được")))).toBe("permission");
    // Whoever reaches one ward sees of a shared layout the cameras of that ward; the others are told of by nothing but their number.
    const seen = await readCameraWall(head, now);
    expect(seen.cameras.map(({ code }) => code)).toEqual(["a", "b", "c", "e"]);
  });
  test("a name is taken once; whoever changes what was changed meanwhile is told; what was taken away comes back", async () => {
    expect(await codeOf(addCameraLayout({ actor: leader, now }, layout("Giao ban")))).toBe("camera-layout-name-taken");
    const { id } = await addCameraLayout({ actor: leader, now }, layout("Lễ hội"));
    await changeCameraLayout({ actor: leader, now }, { ...layout("Lễ hội", { grid: 9 }), id, version: 1 });
    expect(await codeOf(changeCameraLayout({ actor: leader, now }, { ...layout("Lễ hội"), id, version: 1 }))).toBe(
      "camera-layout-changed",
    );
    await removeCameraLayout({ actor: leader, now }, { id });
    expect(await namesFor(leader)).toHaveLength(2);
    expect(await codeOf(removeCameraLayout({ actor: leader, now }, { id }))).toBe("not-found");
    expect(await codeOf(restoreCameraLayout({ actor: head, now }, { id }))).toBe("not-found");
    await restoreCameraLayout({ actor: leader, now }, { id });
    expect((await readCameraWall(leader, now)).layouts.find((one) => one.id === id)).toMatchObject({ name: "Lễ hội", grid: 9 });
    const { rows } = await asOwner((c) =>
      c.query("select action from audit_entry where subject = 'camera-layout' and subject_id = $1 order by id", [String(id)]),
    );
    expect(rows.map(({ action }) => action)).toEqual(["add", "change", "remove", "restore"].map((act) => `camera-layout.${act}`));
  });
  test("what hung there last is known of each person", async () => {
    await showCameraLayout({ actor: leader, now }, { layout: "group-1", grid: 16, patrolSeconds: 10 });
    await showCameraLayout({ actor: leader, now }, { layout: "all", grid: 25, patrolSeconds: 0 });
    expect((await readCameraWall(leader, now)).shown).toEqual({ layout: "all", grid: 25, patrolSeconds: 0 });
    expect((await readCameraWall(head, now)).shown).toBeNull();
    const odd = { layout: "'; drop table", grid: 4, patrolSeconds: 0 } as const;
    expect(await codeOf(showCameraLayout({ actor: leader, now }, odd))).toBe("input");
  });
});

/** Reads a wall's stream until something has come, or for so long. */
async function read(
  stream: ReadableStream<Uint8Array>,
  isEnough: (frames: readonly WallFrame[]) => boolean,
  waitMs = 20_000,
): Promise<WallFrame[]> {
  const reader = stream.getReader();
  const frames: WallFrame[] = [];
  const cut = new FrameReader();
  const timer = setTimeout(() => void reader.cancel(), waitMs);
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (value) frames.push(...cut.push(value));
    if (isEnough(frames)) await reader.cancel();
  }
  clearTimeout(timer);
  return frames;
}
const open = async (who: Actor, ...codes: string[]) =>
  (await watchCameras({ actor: who, now }, { cameraIds: of(...codes), quality: "low" })).views.map((view) => ({
    ...view,
    after: null as string | null,
  }));
type Opened = { cameraId: number; watch: string; after: string | null };
const asked = (views: readonly Opened[]) => ({ views: views.map((v) => `${v.cameraId}~${v.watch}~${v.after ?? ""}`).join() });
const still = new AbortController().signal;
const kindsOf = (frames: readonly WallFrame[], code: string) =>
  frames.filter(({ cameraId }) => cameraId === ids[code]).map(({ kind }) => kind);

describe("many cameras over one connection", () => {
  test("T-55: each look is told to the log once, whoever looks; another ward's camera is not there and nothing is opened", async () => {
    await asOwner((c) => c.query("truncate audit_entry"));
    await open(leader, "a", "b", "a");
    expect(await codeOf(watchCameras({ actor: head, now }, { cameraIds: of("a", "d"), quality: "low" }))).toBe("not-found");
    const { rows } = await asOwner((c) =>
      c.query("select subject_id from audit_entry where action = 'camera.watch' order by id"),
    );
    expect(rows.map((r) => Number(r.subject_id))).toEqual(of("a", "b"));
  });
  test("T-53: a view is of one session and camera; whoever loses the right is out when the answer ends", async () => {
    const views = await open(leader, "a", "b");
    expect(await codeOf(streamWall({ ...leader, session: sitting("leader", "s-9").session }, asked(views), now, still))).toBe(
      "camera-live-over",
    );
    const [one, other] = views;
    const swapped = [{ ...one, watch: other?.watch ?? "" }] as typeof views;
    expect(await codeOf(streamWall(leader, asked(swapped), now, still))).toBe("camera-live-over");
    expect(await codeOf(streamWall({ ...leader, grants: [] }, asked(views), now, still))).toBe("not-found");
    expect(wallStreamsNow()).toBe(0);
  });
  test("pictures begin with a beginning and go on where they were left; who is too many is told so, and who cannot be reached", async () => {
    const views = await open(leader, "a", "b", "c", "e");
    const has = (frames: readonly WallFrame[], code: string) => kindsOf(frames, code).includes("piece");
    const frames = await read(
      await streamWall(leader, asked(views), now, still),
      (all) => has(all, "a") && has(all, "b") && all.some(({ kind }) => kind === "word"),
    );
    expect(kindsOf(frames, "a").slice(0, 2)).toEqual(["init", "piece"]);
    expect(readersNow()).toBe(2);
    const said = frames.filter(({ kind }) => kind === "word").map(({ cameraId, body }) => [cameraId, textOf(body)]);
    expect(said).toContainEqual([ids.c, "camera-live-full"]);
    const last = frames.findLast(({ cameraId, kind }) => cameraId === ids.a && kind === "piece");
    const [first] = views;
    const more = await read(
      await streamWall(leader, asked([{ ...first, after: last?.place ?? null }] as typeof views), now, still),
      (all) => has(all, "a"),
    );
    expect(kindsOf(more, "a")).not.toContain("init");
    expect(more[0]?.place).not.toBe(last?.place);
    expect(wallStreamsNow()).toBe(0);
  }, 60_000);
  test("readers stop when the last wall has gone; a wall ends with the server", async () => {
    stopReaders();
    const views = await open(leader, "a", "e");
    const stream = await streamWall(leader, asked(views), now, still);
    let said = 0;
    const reading = read(
      stream,
      (all) => {
        said = all.filter(({ kind }) => kind === "word").length;
        return false;
      },
      30_000,
    );
    await expect.poll(() => said, { timeout: 20_000 }).toBe(1);
    expect(readersNow()).toBe(2);
    expect(wallStreamsNow()).toBe(1);
    endWallStreams();
    const frames = await reading;
    expect(frames.filter(({ kind }) => kind === "word").map(({ body }) => textOf(body))).toEqual(["camera-live-no-such-stream"]);
    expect(wallStreamsNow()).toBe(0);
    // Whoever asks again on a line that is still open would keep the process from ending.
    expect(await codeOf(streamWall(leader, asked(views), now, still))).toBe("unavailable");
    await expect.poll(readersNow, { timeout: 30_000 }).toBe(0);
  }, 60_000);
});
