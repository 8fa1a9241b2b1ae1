import { describe, expect, test } from "vitest";
import { numberIn, pairIn, rounded } from "@/components/cameras/place";

describe("where a camera stands, as it is typed", () => {
  test.each([
    ["22,8233", 22.8233],
    ["22.8233", 22.8233],
    ["-104.9", -104.9],
    [7, 7],
    ["", null],
    ["  ", null],
    ["hai hai", null],
    ["1,2,3", null],
  ] as const)("%s is %s", (typed, number) => {
    expect(numberIn(typed)).toBe(number);
  });
  test("both numbers at once, as maps hand them over; one with a decimal comma is one", () => {
    expect(pairIn("22.8233, 104.9836")).toEqual({ latitude: "22.8233", longitude: "104.9836" });
    expect(pairIn(" -8.65;115.2167 ")).toEqual({ latitude: "-8.65", longitude: "115.2167" });
    expect(pairIn("22,8233")).toBeNull();
    expect(pairIn("22.8233")).toBeNull();
  });
  test("no finer than it is kept", () => {
    expect(rounded(22.823_300_449)).toBe(22.8233);
  });
});
