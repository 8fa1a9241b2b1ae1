import type pg from "pg";
import type { HamletFact } from "@/lib/areas/measures";
import type { Day, DayRange } from "@/lib/calendar/model";
import { addDays, daysBetween } from "@/lib/calendar/rules";
import { intList, readJson } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import { beside, stretchesIn } from "../reading/compare";
import { type Context, type KnownUnit, targetsIn } from "../reading/context";
import type { UnitGroup } from "../reading/scope";
import { cutsOf } from "../reading/sums";
import { type Comparison, isOnRecord, stretchesOf } from "../rules";
import { type CamerasHeld, cameraReading } from "./catalogue";
import { type CameraCode, cameraCodes } from "./codes";
import { type Held, type KnownCamera, readHeld, togetherOn } from "./held";
import type { CameraBoard, CameraCounts, CameraFigures, CameraRow, ComparedCameraReading } from "./model";

export type Asked = {
  comparison: Comparison;
  asOf: Day;
  /** Null: all. */
  units: readonly number[] | null;
  unitId: number | null;
  context: Context;
};
const hourMs = 3_600_000;

/** Some figures of cameras beside their past. */
export async function cameraFigures(
  client: pg.PoolClient,
  asked: Asked,
  codes: readonly CameraCode[] = cameraCodes,
): Promise<CameraFigures> {
  const { comparison, asOf, units, context } = asked;
  const held = await readHeld(client, { units, days: cutsOf(stretchesIn(comparison), [asOf]), each: [], asOf, at: context.at });
  return figuresOf(held, asked, codes);
}

function figuresOf(held: Held, { comparison, asOf, unitId, context }: Asked, codes: readonly CameraCode[]): CameraFigures {
  const read = (code: CameraCode, { from, to }: DayRange, on: Day) => {
    const isTold = held.first !== null && held.first <= on;
    const counted = { from: held.on(addDays(from, -1)), until: held.on(to), on: held.on(on) };
    return cameraReading(code, isTold ? counted : null, targetsIn(context, on)(code, unitId));
  };
  return {
    ...{ period: comparison.current, asOf, at: context.at, checkedAt: held.checkedAt, isDemo: context.isDemo },
    headline: codes.map(
      (code): ComparedCameraReading =>
        beside(comparison, read(code, comparison.current, asOf), (s) => (isOnRecord(s, held.first) ? read(code, s, s.to) : null)),
    ),
  };
}

/** By day as long as the days can be told apart in a chart. */
const mostDays = 62;
const trendOf = (period: DayRange): DayRange[] => {
  const days = daysBetween(period.from, period.to) + 1;
  if (days > mostDays) return stretchesOf(period);
  return Array.from({ length: days }, (_, i) => addDays(period.from, i)).map((day) => ({ from: day, to: day }));
};

/** What is told of a stretch: what stood at the end of a day, and what passed since the end of another. */
function countsOf(from: CamerasHeld, until: CamerasHeld, on: CamerasHeld): CameraCounts {
  const { inService, online, trouble, maintained, unknown, hamlets, covered } = on;
  const onlineMs = until.onlineMs - from.onlineMs;
  return {
    ...{ inService, online, trouble, maintained, unknown, hamlets, covered },
    ...{ onlineHours: onlineMs / hourMs, knownHours: (onlineMs + until.troubleMs - from.troubleMs) / hourMs },
    ...{ restored: until.restored - from.restored, restoredHours: (until.restoredMs - from.restoredMs) / hourMs },
  };
}

/**
 * The board of cameras for units (null: all) and the groups of them that are shown beside each other. `isNamed`: of which units' hamlets is told where
 * nothing is seen; null: of none, for whoever may see no camera.
 */
export async function cameraBoard(
  client: pg.PoolClient,
  asked: Asked,
  {
    groups,
    above,
    isNamed,
  }: { groups: readonly UnitGroup[]; above: KnownUnit | null; isNamed: ((unitId: number | null) => boolean) | null },
): Promise<CameraBoard> {
  const { comparison, asOf, units, context } = asked;
  const { current } = comparison;
  const before = addDays(current.from, -1);
  const trend = trendOf(current);
  const held = await readHeld(client, {
    ...{ units, asOf, at: context.at, each: [before, current.to, asOf] },
    days: cutsOf([...stretchesIn(comparison), ...trend], [asOf]),
  });
  const byId = new Map(held.cameras.map((camera) => [camera.id, camera]));
  const seen = held.seen.get(asOf) ?? new Set();
  const hamlets = held.hamletsOn(asOf);
  const row = (
    id: number | null,
    name: string,
    isMeant: (camera: KnownCamera) => boolean,
    isTheirs: (hamlet: (typeof hamlets)[number]) => boolean,
  ): CameraRow => {
    const on = (day: Day) =>
      togetherOn(held.each, day, (camera) => {
        const known = byId.get(camera);
        return known !== undefined && isMeant(known);
      });
    const theirs = hamlets.filter(isTheirs);
    const there = { hamlets: theirs.length, covered: theirs.filter((hamlet) => seen.has(hamlet.id)).length };
    return { id, name, ...countsOf(on(before), on(current.to), { ...on(asOf), ...there }) };
  };
  const inGroups = new Set(groups.flatMap(({ ids }) => ids));
  const { names, wards } = await placesOf(client, held.cameras, hamlets);
  const wardIds = [...new Set([...hamlets.flatMap(({ wardId }) => wardId ?? []), ...wards.values()])];
  const uncovered = hamlets.filter((hamlet) => !seen.has(hamlet.id));
  return {
    ...figuresOf(held, asked, cameraCodes),
    total: countsOf(held.on(before), held.on(current.to), held.on(asOf)),
    trend: trend.map((s) => ({ ...s, ...countsOf(held.on(addDays(s.from, -1)), held.on(s.to), held.on(s.to)) })),
    units: [
      ...groups.map(({ unit, ids }) =>
        row(
          unit.id,
          unit.name,
          (camera) => ids.includes(camera.unitId),
          ({ unitId }) => unitId !== null && ids.includes(unitId),
        ),
      ),
      ...(above
        ? [
            row(
              null,
              above.name,
              (camera) => !inGroups.has(camera.unitId),
              ({ unitId }) => unitId === null || !inGroups.has(unitId),
            ),
          ]
        : []),
    ].filter(isWorthTelling),
    groups: [...names.groups]
      .map(([id, name]) =>
        row(
          id,
          name,
          (camera) => camera.groupId === id,
          () => false,
        ),
      )
      .filter(isWorthTelling),
    areas: [
      ...wardIds.map((id) =>
        row(
          id,
          names.areas.get(id) ?? "",
          (camera) => camera.areaId !== null && wards.get(camera.areaId) === id,
          ({ wardId }) => wardId === id,
        ),
      ),
      row(
        null,
        "",
        (camera) => camera.areaId === null,
        ({ wardId }) => wardId === null,
      ),
    ].filter(isWorthTelling),
    uncovered:
      isNamed && uncovered.filter(({ unitId }) => isNamed(unitId)).map(({ id, name, wardName }) => ({ id, name, wardName })),
  };
}
const isWorthTelling = ({ inService, knownHours, restored, hamlets }: CameraRow) =>
  inService > 0 || knownHours > 0 || restored > 0 || hamlets > 0;

type Places = {
  names: { groups: Map<number, string>; areas: Map<number, string> };
  /** The ward each area with a camera lies in: itself, unless it is a hamlet. */
  wards: Map<number, number>;
};
async function placesOf(client: pg.PoolClient, cameras: readonly KnownCamera[], hamlets: readonly HamletFact[]): Promise<Places> {
  const areas = [
    ...new Set([...cameras.flatMap(({ areaId }) => areaId ?? []), ...hamlets.flatMap(({ wardId }) => wardId ?? [])]),
  ];
  const found = (await readJson(
    client,
    Prisma.sql`select json_build_object(
      'groups', (select coalesce(json_agg(json_build_array(id, name) order by position, id), '[]') from camera_group where id = any (${intList(
        cameras.map(({ groupId }) => groupId),
      )})),
      'areas', (select coalesce(json_agg(json_build_array(a.id, w.id, w.name)), '[]') from area a
        join area w on w.id = case when a.kind in ('HAMLET', 'RESIDENTIAL_GROUP') then coalesce(a.parent_id, a.id) else a.id end
        where a.id = any (${intList(areas)}))) as answer`,
  )) as { groups: [number, string][]; areas: [number, number, string][] };
  return {
    names: { groups: new Map(found.groups), areas: new Map(found.areas.map(([, ward, name]) => [ward, name])) },
    wards: new Map(found.areas.map(([area, ward]) => [area, ward])),
  };
}
