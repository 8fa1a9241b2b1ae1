/** A label that wants to stand at a point; the first in the list chooses first. */
export type Wish = { key: string; x: number; y: number; width: number; height: number };
export type Placed = Wish & { left: number; top: number; isAway: boolean };
type Box = { left: number; top: number; width: number; height: number };

const clear = 3;
const directions = [0, 180, 90, 270, 45, 135, 225, 315, 22, 158, 202, 338].map((d) => (d * Math.PI) / 180);

/**
 * Puts every label where it covers no other and stays inside the frame: on its point, or beside it with a line back.
 * One that finds no place is left out; the list under the map still names it.
 */
export function placeLabels(wishes: readonly Wish[], frame: { width: number; height: number }): Placed[] {
  const placed: Placed[] = [];
  const anchors = wishes.map((w) => ({ left: w.x - 4, top: w.y - 4, width: 8, height: 8 }));
  for (const wish of wishes) {
    const free = spots(wish).filter(
      (box) =>
        isInside(box, frame) &&
        !placed.some((other) => overlap(box, other)) &&
        // A label beside its point must not hide somebody else's point.
        (!box.isAway || !anchors.some((a, i) => wishes[i] !== wish && overlap(box, a))),
    );
    // A line that runs under another label is worse than a longer one, and better than no label.
    const spot = free.find((box) => !box.isAway || !placed.some((other) => crosses(wish, box, other))) ?? free[0];
    if (spot) placed.push({ ...wish, ...spot });
  }
  return placed;
}

function* spotsOf(wish: Wish): Generator<Box & { isAway: boolean }> {
  const at = (x: number, y: number, isAway: boolean) => ({
    left: x - wish.width / 2,
    top: y - wish.height / 2,
    width: wish.width,
    height: wish.height,
    isAway,
  });
  yield at(wish.x, wish.y, false);
  for (const away of [14, 28, 44, 64, 88, 116])
    for (const angle of directions)
      yield at(wish.x + Math.cos(angle) * (away + wish.width / 2), wish.y + Math.sin(angle) * (away + wish.height / 2), true);
}
const spots = (wish: Wish) => [...spotsOf(wish)];

const isInside = (box: Box, frame: { width: number; height: number }) =>
  box.left >= 2 && box.top >= 2 && box.left + box.width <= frame.width - 2 && box.top + box.height <= frame.height - 2;

/** Would the line from a point to its label run under another label? */
function crosses(from: { x: number; y: number }, to: Box, other: Box): boolean {
  const endX = Math.min(Math.max(from.x, to.left), to.left + to.width);
  const endY = Math.min(Math.max(from.y, to.top), to.top + to.height);
  return Array.from({ length: 9 }, (_, i) => i / 8).some((part) =>
    overlap({ left: from.x + (endX - from.x) * part, top: from.y + (endY - from.y) * part, width: 0, height: 0 }, other),
  );
}

export function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width + clear &&
    b.left < a.left + a.width + clear &&
    a.top < b.top + b.height + clear &&
    b.top < a.top + a.height + clear
  );
}
