import { searchable } from "@/lib/words";
import type { AreaKind, BoundaryFile, Geometry } from "./model";

type Named = { id: number; code: string; name: string };
type Feature = BoundaryFile["features"][number];
export type Match =
  | { feature: number; area: Named; by: "code" | "name"; geometry: Geometry }
  | { feature: number; label: string; reason: "no-code-or-name" | "no-such-area" | "ambiguous" | "area-matched-before" };

/** Properties under which mapping offices keep the administrative code and the name. */
const codeKeys = ["code", "ma", "ma_xa", "maxa", "ma_dvhc", "madvhc", "ma_phuong_xa", "gso", "ward_code"];
const nameKeys = ["name", "ten", "ten_xa", "tenxa", "ten_dvhc", "tendvhc", "ward_name", "name_vi", "name_3"];

/** Which feature is which area: by code where it has one that is known, else by name without diacritics and "Phường", "Xã". */
export function matchFeatures(features: readonly Feature[], areas: readonly Named[]): Match[] {
  const taken = new Set<number>();
  return features.map(({ properties, geometry }, feature) => {
    const code = textOf(properties, codeKeys);
    const name = textOf(properties, nameKeys);
    const label = name ?? code ?? "";
    if (!code && !name) return { feature, label, reason: "no-code-or-name" };
    const byCode = areas.filter((a) => code && digits(a.code) === digits(code));
    const found = byCode.length > 0 ? byCode : name ? named(name, areas) : [];
    const [area] = found;
    if (!area) return { feature, label, reason: "no-such-area" };
    if (found.length > 1) return { feature, label, reason: "ambiguous" };
    if (taken.has(area.id)) return { feature, label, reason: "area-matched-before" };
    taken.add(area.id);
    return { feature, area, by: byCode.length > 0 ? "code" : "name", geometry: rounded(geometry) };
  });
}

function textOf(properties: Feature["properties"], keys: readonly string[]): string | null {
  for (const key of keys)
    for (const [name, value] of Object.entries(properties ?? {}))
      if (name.toLowerCase() === key && (typeof value === "string" || typeof value === "number") && String(value).trim())
        return String(value).trim().slice(0, 200);
  return null;
}

/** "00691" and 691 are one code: spreadsheets drop the zeros. */
const digits = (code: string) => (/^\d+$/.test(code) ? String(Number(code)) : code.toUpperCase());
/** "Phương Độ" is a name and begins like "Phường": the word before a name is only taken off when nothing else helps. */
function named(name: string, areas: readonly Named[]): Named[] {
  const key = plain(name);
  const ways = [
    (a: Named) => plain(a.name) === key,
    (a: Named) => bareName(a.name) === key,
    (a: Named) => bareName(a.name) === bareName(name),
  ];
  return ways.map((way) => areas.filter(way)).find((found) => found.length > 0) ?? [];
}
const plain = (name: string) => searchable(name).replace(/[^\p{L}\p{N}]+/gu, " ");
const bareName = (name: string) =>
  plain(name).replace(/^(?:phuong|xa|thi tran|thanh pho|dac khu|tinh|thon|to dan pho|p|x|tt|tp)\s+(?=\S)/, "");

/** Six decimals are a tenth of a metre: more only makes the map slower. Heights are left out. */
function rounded(geometry: Geometry): Geometry {
  const position = ([lon = 0, lat = 0]: number[]) => [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
  const polygon = (rings: number[][][]) => rings.map((ring) => ring.map(position));
  return geometry.type === "Polygon"
    ? { type: "Polygon", coordinates: polygon(geometry.coordinates) }
    : { type: "MultiPolygon", coordinates: geometry.coordinates.map(polygon) };
}

/** Does an area stand where people are registered as living, at the level of the ward? */
export const isWardLevel = (kind: AreaKind): boolean => kind === "WARD" || kind === "COMMUNE" || kind === "SPECIAL_ZONE";
