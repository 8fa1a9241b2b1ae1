import { dictOf, listOf, type Revision } from "./revision";
import { type Dict, Ref, type Value, wholeOf } from "./values";

/**
 * The part of its page that a widget lies over, 0 to 1: nought where it has no area or is never shown, 1 where its page cannot be told.
 */
export function drawnShare(revision: Revision, num: number, widget: Dict): number {
  const flags = wholeOf(revision.resolve(widget.get("F"))) ?? 0;
  const area = areaOf(revision, widget.get("Rect"));
  // Hidden (2) and not to be seen (6): shown neither on the screen nor on paper.
  if (area === 0 || (area !== null && flags & 2)) return 0;
  const page = pageOf(revision, num, widget);
  const whole = page && areaOf(revision, inherited(revision, page, "CropBox") ?? inherited(revision, page, "MediaBox"));
  return area === null || !whole ? 1 : Math.min(1, area / whole);
}

function pageOf(revision: Revision, num: number, widget: Dict): Dict | null {
  const page = dictOf(revision.resolve(widget.get("P")));
  const isOn = listOf(revision.resolve(page?.get("Annots") ?? null)).some((one) => one instanceof Ref && one.num === num);
  return isOn ? page : null;
}

function inherited(revision: Revision, page: Dict, key: string): Value {
  let now: Dict | null = page;
  for (let n = 0; now && n < 50; n++) {
    const value = revision.resolve(now.get(key));
    if (value !== null) return value;
    now = dictOf(revision.resolve(now.get("Parent")));
  }
  return null;
}

function areaOf(revision: Revision, box: Value): number | null {
  const sides = listOf(revision.resolve(box)).map((side) => revision.resolve(side));
  const [left, bottom, right, top] = sides;
  if (typeof left !== "number" || typeof bottom !== "number" || typeof right !== "number" || typeof top !== "number") return null;
  return Math.abs((right - left) * (top - bottom));
}
