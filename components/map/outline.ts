import type { GeoJsonObject, MultiPolygon, Polygon, Position } from "geojson";

/** Shapes as SVG paths in a frame of this size. */
export type Outline = { width: number; height: number; paths: string[] };

/**
 * The shapes in one frame `width` wide, north up. Over the few kilometres of a city degrees shortened by the cosine of the middle
 * latitude differ from the map's own projection by less than a pixel.
 */
export function outlineOf(shapes: readonly GeoJsonObject[], width = 1000): Outline {
  const parts = shapes.map(ringsOf);
  const all = parts.flat(2);
  if (all.length === 0) return { width, height: width, paths: shapes.map(() => "") };
  const [west, east] = edgesOf(all, 0);
  const [south, north] = edgesOf(all, 1);
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / ((east - west) * squeeze || 1);
  const place = ([lng = 0, lat = 0]: Position) =>
    `${Math.round((lng - west) * squeeze * scale)} ${Math.round((north - lat) * scale)}`;
  return {
    width,
    height: Math.max(1, Math.round((north - south) * scale)),
    paths: parts.map((rings) => rings.map((ring) => `M${ring.map(place).join("L")}Z`).join("")),
  };
}

/** Not by spreading: a boundary may have more points than a call takes arguments. */
const edgesOf = (points: readonly Position[], axis: 0 | 1): readonly [number, number] =>
  points.reduce<[number, number]>(
    ([low, high], point) => [Math.min(low, point[axis] ?? low), Math.max(high, point[axis] ?? high)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );

const isPolygon = (shape: GeoJsonObject): shape is Polygon => shape.type === "Polygon";
const isMultiPolygon = (shape: GeoJsonObject): shape is MultiPolygon => shape.type === "MultiPolygon";
function ringsOf(shape: GeoJsonObject): Position[][] {
  if (isPolygon(shape)) return shape.coordinates;
  return isMultiPolygon(shape) ? shape.coordinates.flat() : [];
}
