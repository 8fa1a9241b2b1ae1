import type { FoundWords } from "@/lib/files/model";

export type Rect = readonly [left: number, bottom: number, right: number, top: number];
export type Drawn = { page: number; rect: Rect };

/** In points. A seal is drawn in its real size: 36 mm across (TT 07/2010/TT-BCA as amended; not verified here for each kind of agency). */
export const sizes = { person: { width: 150, height: 62 }, agency: { width: 102, height: 102 } } as const;
/** Beneath a seal that bears the number and the day of the document: two lines. */
export const numberHeight = 24;
/** Between the signature and the name beneath it. */
const gap = 14;
const edge = 20;
/** A page nobody found a name on: its lower right, where official documents are signed (NĐ 30/2020, Phụ lục I). */
const usual = { left: 350, bottom: 150 };

type Given = { page: number; leftPt: number; bottomPt: number } | null;
const at = (page: number, left: number, bottom: number, { width, height }: { width: number; height: number }): Drawn => ({
  page,
  rect: [left, bottom, left + width, bottom + height],
});

/**
 * Where the signature of a person in authority is drawn: in the middle between the post and the name (NĐ 30/2020/NĐ-CP, Phụ lục I), so above the
 * name where it was found, unless somebody said where.
 */
export function personPlace(given: Given, name: FoundWords | null, pages: number): Drawn {
  if (given) return at(Math.min(given.page, pages), given.leftPt, given.bottomPt, sizes.person);
  if (!name) return at(pages, usual.left, usual.bottom, sizes.person);
  const left = Math.max(edge, Math.round(name.left + name.width / 2 - sizes.person.width / 2));
  return at(name.page, left, Math.round(name.bottom) + gap, sizes.person);
}

/**
 * Where an agency's is drawn: its seal over about a third of the person's signature, to its left (the same annex), with the number beneath where it
 * bears that; words lie over nothing.
 */
export function agencyPlace(
  given: Given,
  person: Drawn,
  { isPicture, isNumbered }: { isPicture: boolean; isNumbered: boolean },
): Drawn {
  const below = isPicture && isNumbered ? numberHeight : 0;
  const size = { width: sizes.agency.width, height: sizes.agency.height + below };
  if (given) return at(given.page, given.leftPt, Math.max(0, given.bottomPt - below), size);
  const [left, bottom, right, top] = person.rect;
  const middle = (bottom + top) / 2;
  const edgeLeft = left + (isPicture ? (right - left) / 3 : 0) - sizes.agency.width;
  return at(
    person.page,
    Math.max(edge, Math.round(edgeLeft)),
    Math.max(edge, Math.round(middle - sizes.agency.height / 2) - below),
    size,
  );
}
