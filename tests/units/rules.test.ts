import { expect, test } from "vitest";
import { canonicalIdentifier, identifierForms, successorsOf } from "@/lib/units/rules";

// QĐ 20/2020/QĐ-TTg writes level 1 → n, QCVN 102:2016 level 4 → 1; DOMAIN §1.2 gives examples of both.
test.each([
  ["H22.15.7", "H22.15.7"],
  ["000.07.15.H22", "H22.15.7"],
  ["h22.15.07", "H22.15.7"],
  ["000.00.07.H22", "H22.7"],
  ["000.00.00.H22", "H22"],
  ["012.07.15.H22", "H22.15.7.12"],
  ["H56.14", "H56.14"],
  ["H22.15.7-230101-0001", null],
  ["Phường Trần Phú", null],
  ["", null],
])("%s is agency %s", (written, canonical) => expect(canonicalIdentifier(written)).toBe(canonical));

test.each([
  ["H22.15.7", ["H22.15.7", "000.07.15.H22"]],
  ["000.00.07.H22", ["H22.7", "000.00.07.H22"]],
  ["H22.15.107", ["H22.15.107"]],
  ["no code", []],
])("%s may be written %j", (code, forms) => expect(identifierForms(code)).toEqual(forms));

test("the work of a unit goes neither to what stands above it nor to its own parts", () => {
  const units = [
    { id: 1, parentId: null },
    { id: 2, parentId: 1 },
    { id: 3, parentId: 2 },
    { id: 4, parentId: 1 },
  ];
  const ids = (id: number) => successorsOf(units.find((u) => u.id === id) ?? { id, parentId: null }, units).map((u) => u.id);
  expect([ids(1), ids(2), ids(3), ids(4)]).toEqual([[], [4], [4], [2, 3]]);
});
