/** Where a camera stands and looks, as it is being typed: each as a number, or as what is there of one. */
export type Place = Record<PlaceField, number | string>;
export const placeFields = ["latitude", "longitude", "bearingDegrees", "viewDegrees", "viewMetres"] as const;
export type PlaceField = (typeof placeFields)[number];

/** What was typed as a number, a decimal comma as a point; null where it is none. */
export function numberIn(typed: number | string): number | null {
  if (typeof typed === "number") return typed;
  const text = typed.trim().replace(",", ".");
  return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
}

/** As fine as a place is kept: a tenth of a metre. */
export const rounded = (degrees: number): number => Number(degrees.toFixed(6));
