/** A page as a place is chosen on it: how large it is shown, in points, and how its own points become those (a b c d e f). */
export type Sheet = { page: number; width: number; height: number; transform: readonly number[] };
export type SignaturePlace = { page: number; leftPt: number; bottomPt: number };
type Size = { width: number; height: number };
type Box = { left: number; top: number; width: number; height: number };

function across({ transform }: Sheet, [x, y]: readonly [number, number]): [number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
  return [a * x + c * y + e, b * x + d * y + f];
}
function back({ transform }: Sheet, [x, y]: readonly [number, number]): [number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
  const all = a * d - b * c || 1;
  return [(d * (x - e) - c * (y - f)) / all, (a * (y - f) - b * (x - e)) / all];
}
const between = (value: number, least: number, most: number) =>
  Math.round(Math.min(Math.max(value, least), Math.max(least, most)));

/** The place nearest to one that lies on the page whole. */
function within(sheet: Sheet, size: Size, [left, bottom]: readonly [number, number]): SignaturePlace {
  const [x1, y1] = back(sheet, [0, 0]);
  const [x2, y2] = back(sheet, [sheet.width, sheet.height]);
  const [least, most] = [Math.max(0, Math.min(x1, x2)), Math.max(x1, x2)];
  const [lowest, highest] = [Math.max(0, Math.min(y1, y2)), Math.max(y1, y2)];
  return {
    page: sheet.page,
    leftPt: between(left, least, most - size.width),
    bottomPt: between(bottom, lowest, highest - size.height),
  };
}

/** Where a signature of a size lies on the page as it is shown, in parts of the page. */
export function boxOf(sheet: Sheet, size: Size, { leftPt, bottomPt }: SignaturePlace): Box {
  const [x1, y1] = across(sheet, [leftPt, bottomPt]);
  const [x2, y2] = across(sheet, [leftPt + size.width, bottomPt + size.height]);
  return {
    left: Math.min(x1, x2) / sheet.width,
    top: Math.min(y1, y2) / sheet.height,
    width: Math.abs(x2 - x1) / sheet.width,
    height: Math.abs(y2 - y1) / sheet.height,
  };
}

/** The place whose middle is nearest to a point of the page as it is shown, in parts of it. */
export function placeAt(sheet: Sheet, size: Size, [x, y]: readonly [number, number]): SignaturePlace {
  const [middleX, middleY] = back(sheet, [x * sheet.width, y * sheet.height]);
  return within(sheet, size, [middleX - size.width / 2, middleY - size.height / 2]);
}

/** A place moved by so many points to the right and downwards, as the page is shown. */
export function moved(sheet: Sheet, size: Size, place: SignaturePlace, [right, down]: readonly [number, number]): SignaturePlace {
  const [x, y] = across(sheet, [place.leftPt, place.bottomPt]);
  return within(sheet, size, back(sheet, [x + right, y + down]));
}
