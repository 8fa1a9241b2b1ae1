import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatSymbol,
  isRegisteredLate,
  isSymbol,
  issueFaults,
  normalSymbol,
  registerFaults,
  symbolKey,
} from "@/lib/documents/rules";
import { shipped } from "../calendar/years";

describe("the symbol (NĐ 30/2020, Phụ lục I, III)", () => {
  const ours = { number: 123, year: 2026, abbreviation: "QĐ", isLegal: false, issuerMark: "UBND", drafterMark: null };
  test.each([
    [{}, "123/QĐ-UBND"],
    [{ number: 5 }, "05/QĐ-UBND"],
    [{ number: 10_000 }, "10000/QĐ-UBND"],
    [{ abbreviation: null, drafterMark: "VP", number: 45 }, "45/UBND-VP"],
    [{ abbreviation: null, drafterMark: null }, "123/UBND"],
    [{ isLegal: true, number: 12, year: 2025 }, "12/2025/QĐ-UBND"],
    [{ abbreviation: "QyĐ" }, "123/QyĐ-UBND"],
  ])("%j", (change, symbol) => expect(formatSymbol({ ...ours, ...change })).toBe(symbol));
  test("is one however it is typed", () => {
    expect(normalSymbol(" Số: 123 / QĐ – UBND ")).toBe("123/QĐ-UBND");
    for (const typed of ["123/QĐ-UBND", "123 / qd - ubnd", "số 123/QĐ-UBND", "0123/QĐ-UBND"])
      expect(symbolKey(typed)).toBe("123/qd-ubnd");
    expect(symbolKey("5/BC-UBND")).toBe("05/bc-ubnd");
    expect(["123/", "05/QĐ", "số 7/UBND", "12a/CV"].map(isSymbol)).toEqual([true, true, true, true]);
    expect(["123", "QĐ-UBND", "ngày 2/9", "quyết định 12/QĐ"].map(isSymbol)).toEqual([false, false, false, false]);
  });
  test("a search by what was formatted finds it: its key begins with the key of each of its beginnings", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        fc.constantFrom("QĐ", "BC", null),
        fc.boolean(),
        (number, abbreviation, isLegal) => {
          const symbol = formatSymbol({ ...ours, number, abbreviation, isLegal });
          for (let length = symbol.indexOf("/") + 1; length <= symbol.length; length += 1)
            expect(symbolKey(symbol).startsWith(symbolKey(symbol.slice(0, length)))).toBe(true);
        },
      ),
    );
  });
});

test("an incoming document's days stand in their order", () => {
  const days = { issuedOn: "2026-11-20", arrivedOn: "2026-11-25", dueOn: "2026-12-01" };
  expect(registerFaults(days, "2026-11-26")).toEqual([]);
  expect(registerFaults({ ...days, arrivedOn: "2026-11-27" }, "2026-11-26")).toEqual([
    { path: "arrivedOn", code: "arrived-in-future" },
  ]);
  expect(registerFaults({ ...days, issuedOn: "2026-11-26" }, "2026-11-26")).toEqual([
    { path: "issuedOn", code: "issued-after-arrival" },
  ]);
  expect(registerFaults({ ...days, dueOn: "2026-11-01" }, "2026-11-26")).toEqual([
    { path: "dueOn", code: "due-before-document" },
  ]);
});
test("what a draft lacks is said at each field", () => {
  const bare = { direction: "OUTGOING" as const, signerName: null, signerPost: null, recipients: [], dueOn: null };
  expect(issueFaults(bare, "2026-11-26").map((f) => f.path)).toEqual(["signerName", "signerPost", "recipients"]);
  expect(issueFaults({ ...bare, direction: "INTERNAL", signerName: "A", signerPost: "B" }, "2026-11-26")).toEqual([]);
});
test("NĐ 30/2020 Đ.22: in the register by the next working day, an urgent one the same day", () => {
  const late = (arrivedOn: string, registeredOn: string, urgency: "NORMAL" | "URGENT" = "NORMAL") =>
    isRegisteredLate({ arrivedOn, registeredOn, urgency }, shipped);
  expect([late("2026-11-26", "2026-11-26"), late("2026-11-26", "2026-11-27"), late("2026-11-26", "2026-11-30")]).toEqual([
    false,
    false,
    true,
  ]);
  // Friday to Monday; a weekend's arrival to Monday.
  expect([late("2026-11-27", "2026-11-30"), late("2026-11-28", "2026-11-30"), late("2026-11-27", "2026-12-01")]).toEqual([
    false,
    false,
    true,
  ]);
  expect([late("2026-11-26", "2026-11-26", "URGENT"), late("2026-11-26", "2026-11-27", "URGENT")]).toEqual([false, true]);
  expect(late("1999-01-01", "1999-01-04")).toBeNull();
});
