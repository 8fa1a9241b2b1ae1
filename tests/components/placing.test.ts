import { describe, expect, test } from "vitest";
import { boxOf, moved, placeAt, type Sheet } from "@/components/documents/placing";

const size = { width: 150, height: 62 };
/** A4 as it stands, and the same scanned on its side, as the reader of PDFs tells of them. */
const upright: Sheet = { page: 2, width: 595, height: 842, transform: [1, 0, 0, -1, 0, 842] };
const turned: Sheet = { page: 1, width: 842, height: 595, transform: [0, 1, 1, 0, 0, 0] };

describe("a place on a page", () => {
  test("is the lower left corner in points of the page, wherever it is shown", () => {
    const place = placeAt(upright, size, [0.5, 0.5]);
    expect(place).toEqual({ page: 2, leftPt: 223, bottomPt: 390 });
    const { left, top, width, height } = boxOf(upright, size, place);
    expect([left + width / 2, top + height / 2].map((part) => Math.round(part * 100))).toEqual([50, 50]);
  });
  test.each([
    [[0, 0], { leftPt: 0, bottomPt: 780 }],
    [[1, 1], { leftPt: 445, bottomPt: 0 }],
  ] as const)("never leads off the page: %j", (point, expected) => expect(placeAt(upright, size, point)).toMatchObject(expected));
  test("is moved as the page is shown, by the keys too", () => {
    const place = { page: 2, leftPt: 100, bottomPt: 100 };
    expect(moved(upright, size, place, [10, 0])).toMatchObject({ leftPt: 110, bottomPt: 100 });
    expect(moved(upright, size, place, [0, 10])).toMatchObject({ leftPt: 100, bottomPt: 90 });
    expect(moved(upright, size, { ...place, bottomPt: 5 }, [0, 10])).toMatchObject({ bottomPt: 0 });
    expect(moved(turned, size, place, [10, 0])).toMatchObject({ leftPt: 100, bottomPt: 110 });
    expect(boxOf(turned, size, place)).toMatchObject({ width: 62 / 842, height: 150 / 595 });
  });
});
