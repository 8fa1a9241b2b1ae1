import { beforeAll, expect, test } from "vitest";
import { problem } from "@/app/problems";
import { sentence } from "@/app/sentences";
import { uploadBoundaries } from "@/lib/areas/commands";
import { BoundaryFile } from "@/lib/areas/model";
import { areaBoundaries, listAreas } from "@/lib/areas/queries";
import { AppError } from "@/lib/errors";
import { actor, area, asOwner, foundCity, unit } from "../city";

const ctx = { actor: actor("admin"), now: new Date("2026-11-20T03:00:00Z") };
const on = "2026-11-20";
const square = (lon: number, lat: number, size = 0.01) => ({
  type: "Polygon" as const,
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
});
const file = (...features: [Record<string, unknown> | null, ReturnType<typeof square>][]) => ({
  type: "FeatureCollection" as const,
  features: features.map(([properties, geometry]) => ({ type: "Feature" as const, properties, geometry })),
});
const upload = (input: ReturnType<typeof file>) => uploadBoundaries(ctx, { on, source: "Sở TN&MT, 2026", file: input });

beforeAll(foundCity);

test("a line finds its area by code, by number without zeros, or by name however it is written, and the rest is reported", async () => {
  const report = await upload(
    file(
      [{ MA_XA: 691, ghi_chu: "x" }, square(104.99, 22.83)],
      [{ TEN_XA: "PHƯƠNG ĐỘ".normalize("NFD") }, square(104.91, 22.82)],
      [{ code: "00691" }, square(1, 1)],
      [{ name: "Xã Không Có" }, square(2, 2)],
      [null, square(3, 3)],
    ),
  );
  expect(report).toEqual({
    matched: [
      { areaId: area.tranPhu, code: "00691", name: "Phường Trần Phú", by: "code" },
      { areaId: area.phuongDo, code: "00946", name: "Xã Phương Độ", by: "name" },
    ],
    unmatched: [
      { feature: 2, label: "00691", reason: "area-matched-before" },
      { feature: 3, label: "Xã Không Có", reason: "no-such-area" },
      { feature: 4, label: "", reason: "no-code-or-name" },
    ],
    missing: [],
  });
});

test("the map gets each line with the agency that governs the land, not its desk", async () => {
  const { features } = await areaBoundaries(actor("officer"), on);
  expect(features.map((f) => f.properties)).toEqual([
    {
      areaId: area.tranPhu,
      code: "00691",
      name: "Phường Trần Phú",
      kind: "WARD",
      unitId: unit.tranPhu,
      boundarySource: "Sở TN&MT, 2026",
      isDemo: false,
    },
    expect.objectContaining({ areaId: area.phuongDo, unitId: unit.phuongDo }),
  ]);
  expect(features[0]?.geometry).toEqual(square(104.99, 22.83));
});

test("land is effective-dated: before the city was founded there is nothing to draw", async () => {
  expect((await areaBoundaries(ctx.actor, "2010-09-26")).features).toEqual([]);
  expect(await listAreas(ctx.actor, "2010-09-26")).toEqual([]);
});

test("the tree goes down to the hamlet", async () => {
  await asOwner((c) =>
    c.query(
      `insert into area (code, kind, name, parent_id, valid_from) values ('00946.1', 'HAMLET', 'Thôn Tha', 3, '2010-09-27')`,
    ),
  );
  expect((await listAreas(ctx.actor, on)).map((a) => [a.name, a.parentId])).toEqual([
    ["Thành phố Hà Giang", null],
    ["Phường Trần Phú", area.city],
    ["Xã Phương Độ", area.city],
    ["Thôn Tha", area.phuongDo],
  ]);
  const upper = await listAreas(ctx.actor, on, undefined, "upper");
  expect(upper.map((a) => [a.name, a.childCount])).toEqual([
    ["Thành phố Hà Giang", 2],
    ["Phường Trần Phú", 0],
    ["Xã Phương Độ", 1],
  ]);
  expect((await listAreas(ctx.actor, on, undefined, area.phuongDo)).map((a) => a.name)).toEqual(["Thôn Tha"]);
});

test("an area that was made of others says of which, from the day it was", async () => {
  await asOwner((c) =>
    c.query(
      `with made as (insert into area (code, kind, name, parent_id, valid_from) values ('00692', 'WARD', 'Phường Hà Giang 1', 1, '2026-11-10') returning id)
       insert into area_succession (predecessor_id, successor_id, "on", source) select ${area.tranPhu}, id, '2026-11-10', 'Nghị quyết thử' from made`,
    ),
  );
  const cameFrom = async (day: string) => (await listAreas(ctx.actor, day)).find((a) => a.code === "00692")?.cameFrom;
  expect(await cameFrom(on)).toEqual([{ name: "Phường Trần Phú", on: "2026-11-10", source: "Nghị quyết thử" }]);
  expect(await cameFrom("2026-11-09")).toBeUndefined();
  await asOwner((c) => c.query("delete from area where code = '00692'"));
});

test("a file of which nothing matches changes nothing and is refused; so is one without the right", async () => {
  await expect(upload(file([{ name: "Nơi khác" }, square(5, 5)]))).rejects.toMatchObject({ code: "no-feature-matched" });
  const input = { on, source: "Sở TN&MT", file: file([{ code: "00691" }, square(5, 5)]) };
  await expect(uploadBoundaries({ ...ctx, actor: actor("head") }, input)).rejects.toMatchObject({ kind: "forbidden" });
  expect((await areaBoundaries(ctx.actor, on)).features[0]?.geometry).toEqual(square(104.99, 22.83));
});

test("a map is given the corners it can show; what was handed in is kept to the last corner", async () => {
  const ring = Array.from({ length: 2_000 }, (_, i) => [
    Math.round((104.99 + Math.cos((i * Math.PI) / 1_000) / 100) * 1e6) / 1e6,
    Math.round((22.83 + Math.sin((i * Math.PI) / 1_000) / 100) * 1e6) / 1e6,
  ]);
  const round = { type: "Polygon" as const, coordinates: [[...ring, ...ring.slice(0, 1)]] };
  await upload(file([{ code: "00691" }, round]));
  const drawn = (await areaBoundaries(ctx.actor, on)).features[0]?.geometry.coordinates[0];
  const whole = (await areaBoundaries(ctx.actor, on, "whole")).features[0]?.geometry;
  expect(whole).toEqual(round);
  expect(drawn).toHaveProperty("length", expect.any(Number));
  expect((drawn as unknown[]).length).toBeLessThan(300);
});

const feature = (geometry: unknown) => ({
  type: "FeatureCollection",
  features: [{ type: "Feature", properties: { code: "1" }, geometry }],
});
const manyPoints = {
  type: "MultiPolygon",
  coordinates: Array.from({ length: 50_001 }, () => square(1, 1).coordinates),
};
test.each([
  ["metres of VN-2000 instead of degrees", feature(square(450_000, 2_525_000)), "not-degrees"],
  [
    "a ring that does not close",
    feature({
      type: "Polygon",
      coordinates: [
        [
          [0, 0],
          [0, 1],
          [1, 1],
          [1, 0],
        ],
      ],
    }),
    "ring-not-closed",
  ],
  [
    "a ring that crosses itself",
    feature({
      type: "Polygon",
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [1, 0],
          [0, 1],
          [0, 0],
        ],
      ],
    }),
    "ring-crosses-itself",
  ],
  ["a point", feature({ type: "Point", coordinates: [1, 1] }), "Invalid discriminator"],
  ["another reference system", { ...feature(square(1, 1)), crs: { properties: { name: "EPSG:3405" } } }, "not-wgs84"],
  ["more than 250,000 points", feature(manyPoints), "too-many-points"],
  ["no feature at all", { type: "FeatureCollection", features: [] }, "Too small"],
])("refuses %s", (_, input, message) => {
  expect(BoundaryFile.safeParse(input).error?.issues[0]?.message).toMatch(message);
});

test("every fault of a file has its sentence in both languages", async () => {
  for (const code of ["not-degrees", "ring-not-closed", "ring-crosses-itself", "ring-tangled", "not-wgs84", "too-many-points"])
    for (const locale of ["vi", "en"] as const) {
      const fault = new AppError("invalid", "input", { faults: [{ path: "body.file.features.0.geometry", code }] });
      expect(sentence(locale, code)).not.toBe(sentence(locale, "unexpected"));
      await expect(problem(fault, "r", locale, "areas.draw").json()).resolves.toMatchObject({
        detail: sentence(locale, code),
        code: "input",
      });
    }
});
