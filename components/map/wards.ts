import type { GeoJsonObject } from "geojson";
import type { Verdict } from "@/lib/indicators/model";
import classes from "./map.module.css";
import { rampOf } from "./ramp";

export type Shape = { code: string; name: string; unitId: number | null; geometry: GeoJsonObject };
export type Coloured = {
  shape: Shape;
  verdict: Verdict;
  value: number | null;
  /** False where no target is set: then the shade tells the value, and no verdict is claimed. */
  isJudged: boolean;
  figure: string;
  href: string | null;
};

/** Pixels left free around the whole. */
export const mapMargin = 10;

/** The class that colours a ward: by its verdict, or by its value among the others. */
export function toneOf(ward: Coloured, all: readonly Coloured[]): string {
  const values = all.flatMap((w) => (w.value === null ? [] : [w.value]));
  const name = ward.isJudged || ward.value === null ? ward.verdict : (`step${rampOf(ward.value, values)}` as const);
  return classes[name] ?? "";
}
