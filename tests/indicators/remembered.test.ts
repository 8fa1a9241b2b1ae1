import { expect, test } from "vitest";
import { remembered } from "@/lib/indicators/reading/remembered";

const counting = () => {
  let made = 0;
  return { make: () => ++made, made: () => made };
};

test("what follows from a record and a key is worked out once, and anew for another record", () => {
  const { make, made } = counting();
  const of = remembered<object, number>(8);
  const [one, other] = [{}, {}];
  expect([of(one, "a", make), of(one, "a", make), of(one, "b", make)]).toEqual([1, 1, 2]);
  expect(of(other, "a", make)).toBe(3);
  expect(made()).toBe(3);
});

test("keys do not gather: the oldest make room", () => {
  const { make } = counting();
  const of = remembered<object, number>(2);
  const record = {};
  for (const key of ["a", "b", "c"]) of(record, key, make);
  expect(of(record, "b", make)).toBe(2);
  expect(of(record, "c", make)).toBe(3);
  expect(of(record, "a", make)).toBe(4);
});
