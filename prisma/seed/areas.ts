import type { MultiPolygon, Polygon } from "geojson";
import type { AreaKind } from "@/lib/db/generated/enums";
import { contains, drawBoundaries } from "./boundaries";
import type { Random } from "./random";
import { type Ward, wards, wardTitle } from "./units";

export type SeedArea = {
  code: string;
  kind: AreaKind;
  name: string;
  parentCode: string | null;
  latitude: number;
  longitude: number;
  boundary: Polygon | MultiPolygon | null;
};

/** The reports give 101 hamlets and residential groups in all; how many lie in which ward, and where, is invented. */
const hamletNames: Readonly<Record<string, readonly string[]>> = {
  ngocDuong: ["Bản Tùy", "Bản Cưởm", "Nà Báu", "Sơn Hà", "Thái Hà", "Tà Vải", "Nặm Tài", "Khuổi My", "Đoàn Kết"],
  phuongDo: ["Tha", "Hạ Thành", "Lâm Đồng", "Nà Thác", "Nà Màu", "Khuổi Mi", "Lùng Vài", "Cao Bành"],
  phuongThien: ["Tân Thành", "Tiến Thắng", "Lâm Tiến", "Châng", "Cao Bằng", "Mè Thượng", "Mè Hạ", "Gia Vài", "Nà Tho"],
};

/** The city, its eight wards and communes, and their 101 hamlets and residential groups; parents before children. */
export function seedAreas(random: Random): SeedArea[] {
  const boundaries = drawBoundaries(
    wards.map(({ areaCode, latitude, longitude, km2 }) => ({ code: areaCode, latitude, longitude, km2 })),
  );
  return [
    {
      code: "024",
      kind: "CITY",
      name: "Thành phố Hà Giang",
      parentCode: null,
      latitude: 22.8195,
      longitude: 104.9672,
      boundary: boundaries.city,
    },
    ...wards.map(
      (ward): SeedArea => ({
        code: ward.areaCode,
        kind: ward.kind,
        name: wardTitle(ward),
        parentCode: "024",
        latitude: ward.latitude,
        longitude: ward.longitude,
        boundary: boundaries.of.get(ward.areaCode) ?? null,
      }),
    ),
    ...wards.flatMap((ward) => hamletsOf(ward, boundaries.of.get(ward.areaCode), random.branch(ward.key))),
  ];
}

/** "Tổ 7" in a phường, "Thôn Nà Báu" in a xã. */
export function hamletName(ward: Ward, n: number): string {
  return ward.kind === "WARD" ? `Tổ dân phố ${n}` : `Thôn ${hamletNames[ward.key]?.[n - 1] ?? n}`;
}

function hamletsOf(ward: Ward, boundary: Polygon | MultiPolygon | undefined, random: Random): SeedArea[] {
  const rings = boundary?.type === "Polygon" ? boundary.coordinates : (boundary?.coordinates[0] ?? []);
  const ring = rings[0] ?? [];
  const places: { x: number; y: number }[] = [];
  const spread = Math.sqrt(ward.km2 / Math.PI) / 105;
  return Array.from({ length: ward.hamlets }, (_, i) => {
    // Of many chances inside the ward, the one farthest from the places already taken.
    let best = { x: ward.longitude, y: ward.latitude };
    let farthest = -1;
    for (let attempt = 0; attempt < 24; attempt++) {
      const place = {
        x: ward.longitude + (random.next() * 2 - 1) * spread,
        y: ward.latitude + (random.next() * 2 - 1) * spread,
      };
      const away = Math.min(1, ...places.map((p) => Math.hypot(p.x - place.x, p.y - place.y)));
      if (away > farthest && contains(ring, place.x, place.y)) [best, farthest] = [place, away];
    }
    places.push(best);
    return {
      code: `${ward.areaCode}.${String(i + 1).padStart(2, "0")}`,
      kind: ward.kind === "WARD" ? "RESIDENTIAL_GROUP" : "HAMLET",
      name: hamletName(ward, i + 1),
      parentCode: ward.areaCode,
      latitude: Number(best.y.toFixed(6)),
      longitude: Number(best.x.toFixed(6)),
      boundary: null,
    };
  });
}
