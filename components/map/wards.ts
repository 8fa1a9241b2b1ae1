import type { GeoJsonObject } from "geojson";
import type { Verdict } from "@/lib/indicators/model";
import { type RampStep, rampOf } from "./ramp";

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

/**
 * The colour of a ward: by its verdict, or by its value among the others. Given as an attribute, not by a class: a picture of the
 * panel carries an SVG as it is written.
 */
export function toneOf(ward: Coloured, all: readonly Coloured[]): string {
  if (ward.isJudged || ward.value === null) return `var(--${ward.verdict}-fill)`;
  return rampTone(
    rampOf(
      ward.value,
      all.flatMap((w) => (w.value === null ? [] : [w.value])),
    ),
  );
}
export const rampTone = (step: RampStep): string => `color-mix(in srgb, var(--accent) ${step * 14 - 2}%, var(--surface))`;
