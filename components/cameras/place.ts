/** Where a camera stands and looks, as it is being typed: each as a number, or as what is there of one. */
export type Place = Record<PlaceField, number | string>;
export type PlaceField = "latitude" | "longitude" | "bearingDegrees" | "viewDegrees" | "viewMetres";

/** What was typed as a number, a decimal comma as a point; null where it is none. */
export function numberIn(typed: number | string): number | null {
  if (typeof typed === "number") return typed;
  const text = typed.trim().replace(",", ".");
  return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
}

/** As fine as a place is kept: a tenth of a metre. */
export const rounded = (degrees: number): number => Number(degrees.toFixed(6));

/** "22.8233, 104.9836", as maps hand a place over: both numbers at once. */
export function pairIn(typed: string): { latitude: string; longitude: string } | null {
  const [, latitude, longitude] = /^\s*(-?\d{1,2}\.\d+)\s*[,; ]\s*(-?\d{1,3}\.\d+)\s*$/.exec(typed) ?? [];
  return latitude !== undefined && longitude !== undefined ? { latitude, longitude } : null;
}
