import { expect, test } from "vitest";
import { agencyPlace, numberHeight, personPlace, sizes } from "@/lib/documents/signing/place";

const { person, agency } = sizes;

test.each([
  [
    "in the middle over the name",
    null,
    { page: 2, left: 400, bottom: 200.4, width: 100 },
    3,
    { page: 2, rect: [375, 214, 525, 276] },
  ],
  ["never beyond the left edge", null, { page: 1, left: 10, bottom: 90, width: 40 }, 1, { page: 1, rect: [20, 104, 170, 166] }],
  ["at the lower right of the last page, where no name was found", null, null, 4, { page: 4, rect: [350, 150, 500, 212] }],
  [
    "where somebody said, on a page that is there",
    { page: 9, leftPt: 50, bottomPt: 60 },
    null,
    2,
    { page: 2, rect: [50, 60, 200, 122] },
  ],
] as const)("NĐ 30/2020, Phụ lục I: a person's signature is drawn %s", (_, given, name, pages, drawn) => {
  expect(personPlace(given, name, pages)).toEqual(drawn);
});

test("an agency's seal lies over a third of the person's signature, to its left; words lie over nothing", () => {
  const by = personPlace({ page: 1, leftPt: 300, bottomPt: 200 }, null, 1);
  const picture = { isPicture: true, isNumbered: false };
  const [left, bottom, right, top] = agencyPlace(null, by, picture).rect;
  expect([right - 300, right - left, top - bottom]).toEqual([person.width / 3, agency.width, agency.height]);
  expect((bottom + top) / 2).toBe(200 + person.height / 2);
  expect(agencyPlace(null, by, { ...picture, isPicture: false }).rect[2]).toBe(300);
  expect(agencyPlace({ page: 3, leftPt: 1, bottomPt: 2 }, by, picture)).toEqual({ page: 3, rect: [1, 2, 103, 104] });
  // The number stands beneath the seal, which stays where it is.
  expect(agencyPlace(null, by, { ...picture, isNumbered: true }).rect).toEqual([left, bottom - numberHeight, right, top]);
});
