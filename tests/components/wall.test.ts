import { describe, expect, test } from "vitest";
import { FrameReader } from "@/components/cameras/wall/frames";
import { pagesOf, pagesOfPlaces, placeAfter, swapped } from "@/components/cameras/wall/places";
import { codecOf } from "@/components/cameras/wall/tile-player";
import type { CameraView, CameraWall } from "@/lib/cameras/model";

const camera = (id: number, groupId: number) => ({ id, group: { id: groupId } }) as CameraView;
const wall: Pick<CameraWall, "cameras" | "groups" | "layouts"> = {
  cameras: [camera(1, 1), camera(2, 1), camera(3, 1), camera(4, 1), camera(5, 1), camera(6, 2)],
  groups: [
    { id: 1, name: "Giao thông", nameEn: "Traffic", use: "TRAFFIC", count: 5 },
    { id: 2, name: "An ninh", nameEn: "Security", use: "SECURITY", count: 1 },
    { id: 3, name: "Trống", nameEn: "Empty", use: "ONE_STOP", count: 0 },
  ],
  layouts: [
    {
      ...{ id: 9, name: "Trực ban", isShared: false, grid: 4, cameraIds: [6, 0, 1], patrolSeconds: 0 },
      ...{ version: 1, isOwn: true, byName: "A" },
    },
  ],
};

describe("what hangs where", () => {
  test("of all cameras group after group, a group alone, a layout as it was arranged; places are always full in number", () => {
    expect(pagesOf(wall, { layout: "all", grid: 4 })).toEqual([
      { title: "Giao thông", ids: [1, 2, 3, 4] },
      { title: "Giao thông", ids: [5, 0, 0, 0] },
      { title: "An ninh", ids: [6, 0, 0, 0] },
    ]);
    expect(pagesOf(wall, { layout: "group-2", grid: 9 }).map(({ ids }) => ids)).toEqual([[6, 0, 0, 0, 0, 0, 0, 0, 0]]);
    expect(pagesOf(wall, { layout: "9", grid: 4 })).toEqual([{ title: null, ids: [6, 0, 1, 0] }]);
    expect(pagesOf(wall, { layout: "404", grid: 1 })).toEqual([{ title: null, ids: [0] }]);
    expect(pagesOfPlaces([1, 2, 3], 1)).toHaveLength(3);
  });
  test("arrows stay on the page; two places change what they hold", () => {
    expect(placeAfter("ArrowRight", 0, 2)).toBe(1);
    expect(placeAfter("ArrowRight", 1, 2)).toBe(1);
    expect(placeAfter("ArrowDown", 1, 2)).toBe(3);
    expect(placeAfter("ArrowUp", 1, 2)).toBe(1);
    expect(placeAfter("Enter", 1, 2)).toBe(1);
    expect(swapped([1, 2, 3], 0, 2)).toEqual([3, 2, 1]);
  });
});

describe("what comes over the one connection", () => {
  const frame = (cameraId: number, kind: number, place: string, body: readonly number[]) => {
    const named = new TextEncoder().encode(place);
    const bytes = new Uint8Array(10 + named.length + body.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, cameraId);
    view.setUint8(4, kind);
    view.setUint32(5, named.length + body.length);
    view.setUint8(9, named.length);
    bytes.set(named, 10);
    bytes.set(body, 10 + named.length);
    return bytes;
  };
  test("frames are the same however the line cuts them", () => {
    const all = [frame(7, 1, "", [1, 2]), frame(8, 2, "ab.3.4", [5]), frame(9, 0, "", [111, 107])];
    const bytes = new Uint8Array(all.flatMap((one) => [...one]));
    for (const size of [1, 3, 10, bytes.length]) {
      const reader = new FrameReader();
      const frames = [];
      for (let at = 0; at < bytes.length; at += size) frames.push(...reader.push(bytes.subarray(at, at + size)));
      expect(frames.map(({ cameraId, kind, place, body }) => [cameraId, kind, place, [...body]])).toEqual([
        [7, "init", null, [1, 2]],
        [8, "piece", "ab.3.4", [5]],
        [9, "word", null, [111, 107]],
      ]);
    }
  });
  test("the codec is read out of a beginning, and none out of anything else", () => {
    const avcC = [0, 0, 0, 20, ...[..."avcC"].map((c) => c.charCodeAt(0)), 1, 0x42, 0xc0, 0x1e, 0xff, 0, 0];
    expect(codecOf(new Uint8Array([0, 0, ...avcC]))).toBe("avc1.42c01e");
    expect(codecOf(new Uint8Array(40))).toBeNull();
  });
});
