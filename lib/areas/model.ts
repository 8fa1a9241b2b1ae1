import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { crossingOf } from "./lines/crossing";

export const areaKinds = ["PROVINCE", "CITY", "WARD", "COMMUNE", "SPECIAL_ZONE", "HAMLET", "RESIDENTIAL_GROUP"] as const;
export const AreaKind = z.enum(areaKinds);
export type AreaKind = z.output<typeof AreaKind>;

/** A piece of land as the administration names it, from validFrom to validUntil, both days counted. */
export const Area = z.object({
  id: z.int(),
  code: z.string(),
  kind: AreaKind,
  name: z.string(),
  parentId: z.int().nullable(),
  validFrom: Day,
  validUntil: Day.nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  hasBoundary: z.boolean(),
  isDemo: z.boolean(),
  /** How many areas lie directly below it on that day. */
  childCount: z.int(),
  /** What it came from, where a decision made it of others. */
  cameFrom: z.array(z.object({ name: z.string(), on: Day, source: z.string() })),
});
export type Area = z.output<typeof Area>;
export const AreaList = z.object({ on: Day, areas: z.array(Area) });

export const maxBoundaryBytes = 5 * 1024 * 1024;
/** What fits into the bytes, written to a tenth of a metre. What a map draws of it is thinned. */
export const maxBoundaryPoints = 250_000;

/** Longitude first (RFC 7946). A file in metres (VN-2000) fails here rather than landing in the sea. */
const Position = z
  .array(z.number())
  .min(2)
  .max(3)
  .refine(([lon = 999, lat = 999]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90, { error: "not-degrees" });
const Ring = z
  .array(Position)
  .min(4)
  .refine((ring) => ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1], { error: "ring-not-closed" });
const PolygonCoordinates = z.array(Ring).min(1);
export const Geometry = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("Polygon"), coordinates: PolygonCoordinates, bbox: z.array(z.number()).optional() }),
  z.strictObject({
    type: z.literal("MultiPolygon"),
    coordinates: z.array(PolygonCoordinates).min(1),
    bbox: z.array(z.number()).optional(),
  }),
]);
export type Geometry = z.output<typeof Geometry>;
/** What a mapping office exports: the properties are theirs, of which a code or a name is looked for. */
export const BoundaryFile = z.strictObject({
  type: z.literal("FeatureCollection"),
  name: z.string().max(200).optional(),
  bbox: z.array(z.number()).optional(),
  /** Only degrees of WGS 84 are understood; older files say so here. */
  crs: z
    .unknown()
    .refine((crs) => crs === undefined || crs === null || /CRS84|4326/.test(JSON.stringify(crs)), { error: "not-wgs84" })
    .optional(),
  features: z
    .array(
      z.object({
        type: z.literal("Feature"),
        properties: z.record(z.string(), z.unknown()).nullable(),
        geometry: Geometry,
      }),
    )
    .min(1)
    .max(2_000)
    .superRefine((features, context) => {
      const fault = (message: string, path: (string | number)[] = []) => context.addIssue({ code: "custom", message, path });
      const points = features.reduce((sum, f) => sum + countPoints(f.geometry.coordinates), 0);
      if (points > maxBoundaryPoints) return fault("too-many-points");
      features.forEach(({ geometry }, i) => {
        const crossing = crossingOf(geometry);
        if (crossing !== null) fault(crossing === "tangled" ? "ring-tangled" : "ring-crosses-itself", [i, "geometry"]);
      });
    }),
});
export type BoundaryFile = z.output<typeof BoundaryFile>;

function countPoints(coordinates: readonly unknown[]): number {
  return typeof coordinates[0] === "number"
    ? 1
    : coordinates.reduce<number>((sum, part) => sum + (Array.isArray(part) ? countPoints(part) : 0), 0);
}

export const BoundaryUpload = z.strictObject({
  /** The day on which the names and codes of the file are valid. */
  on: Day,
  /** Where the lines come from, shown under the map. */
  source: z.string().trim().min(3).max(200),
  file: BoundaryFile,
});

/** What an upload did: which areas got a line, and which features found no area. */
export const UploadReport = z.object({
  matched: z.array(z.object({ areaId: z.int(), code: z.string(), name: z.string(), by: z.enum(["code", "name"]) })),
  unmatched: z.array(
    z.object({
      /** Place in the file, from 0. */
      feature: z.int(),
      label: z.string(),
      reason: z.enum(["no-code-or-name", "no-such-area", "ambiguous", "area-matched-before"]),
    }),
  ),
  /** Wards, communes and special zones of the day that still have no line. */
  missing: z.array(z.object({ areaId: z.int(), code: z.string(), name: z.string() })),
});
export type UploadReport = z.output<typeof UploadReport>;

/** With only the corners a map can show, or every corner that was given. */
export const boundaryLines = ["drawn", "whole"] as const;
export type BoundaryLines = (typeof boundaryLines)[number];

/** What a map draws: one feature an area, with the unit that governs it. */
export const BoundaryCollection = z.object({
  type: z.literal("FeatureCollection"),
  features: z.array(
    z.object({
      type: z.literal("Feature"),
      properties: z.object({
        areaId: z.int(),
        code: z.string(),
        name: z.string(),
        kind: AreaKind,
        unitId: z.int().nullable(),
        boundarySource: z.string().nullable(),
        isDemo: z.boolean(),
      }),
      geometry: z.object({ type: z.enum(["Polygon", "MultiPolygon"]), coordinates: z.array(z.unknown()) }),
    }),
  ),
});
export type BoundaryCollection = z.output<typeof BoundaryCollection>;
