import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fits, procedureHref } from "@/components/palette/entries";
import { heard, isMachine, looksLikeCode, type Run, scannedBy } from "@/components/palette/wedge";
import { sections } from "@/components/shell/sections";

/** Types a text with these gaps between its keys; what stands at the end of it, and when the last key went down. */
function type(text: string, gap: (n: number) => number): { run: Run | null; at: number; wasMachine: boolean } {
  let run: Run | null = null;
  let at = 1_000;
  let wasMachine = false;
  [...text].forEach((key, n) => {
    if (n > 0) at += gap(n);
    run = heard(run, key, at);
    wasMachine ||= isMachine(run);
  });
  return { run, at, wasMachine };
}
const codes = [
  "H22.15.7-261126-0001",
  "000.07.15.H22-261126-0001",
  "h22.15.7-261126-12345",
  "https://vonglau.example/x?ma=H22.15.7-261126-0001",
];

describe("a scanner is told from a person", () => {
  test.each(codes)("whatever the scanner's pace, %s is scanned", (code) => {
    for (const ms of [0, 1, 5, 10, 20, 30]) {
      const { run, at } = type(code, () => ms);
      expect([ms, scannedBy(run, at + ms)]).toEqual([ms, code]);
    }
  });
  test("also one that stutters, and one that begins right behind a person", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 60, maxLength: 60 }),
        (code, gaps) => {
          const { run, at } = type(code, (n) => gaps[n] ?? 5);
          expect(scannedBy(run, at + 5)).toBe(code);
          const person = type("nguyen van a", () => 120);
          const behind = [...code].reduce((now, key, n) => heard(now, key, person.at + 200 + n * 8), person.run);
          expect(scannedBy(behind, person.at + 200 + code.length * 8)).toBe(code);
        },
      ),
    );
  });
  test("the fastest typist who types a code by hand is left alone, and so is what a scanner types into a form", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        // 250 words a minute over a whole code, single keys rolled within a few milliseconds.
        fc.array(fc.integer({ min: 2, max: 94 }), { minLength: 60, maxLength: 60 }),
        (code, jitter) => {
          const { run, at } = type(code, (n) => (n % 2 === 0 ? (jitter[n] ?? 40) : 96 - (jitter[n - 1] ?? 40)));
          expect(scannedBy(run, at + 10)).toBeNull();
        },
      ),
    );
    const card = "000199054321|012345678|Sùng Thị Chim|01011990|Nữ|Thôn Sảng Pả";
    const { run, at } = type(card, () => 8);
    expect(scannedBy(run, at + 8)).toBeNull();
  });
  test("nobody who types words is ever taken for a machine within their first keys", () => {
    for (const wpm of [40, 80, 120, 160, 200]) {
      const ms = 60_000 / (wpm * 5);
      const { wasMachine, run, at } = type("hồ sơ đăng ký khai sinh", () => ms);
      expect([wpm, wasMachine, scannedBy(run, at + ms)]).toEqual([wpm, false, null]);
    }
  });
  test("Enter of a person long after a scan, or a key held down, opens nothing", () => {
    const { run, at } = type(codes[0] ?? "", () => 5);
    expect(scannedBy(run, at + 400)).toBeNull();
    expect(scannedBy(null, 5)).toBeNull();
    expect(looksLikeCode("aaaaaaaaaaaaaaaaaaaa")).toBe(false);
  });
});

describe("the palette", () => {
  test.each([
    ["Tiếp nhận hồ sơ", "tiep nhan", true],
    ["Tiếp nhận hồ sơ", "ho so", true],
    ["Tiếp nhận hồ sơ", "TIẾP", true],
    ["Tiếp nhận hồ sơ", "hs", false],
    ["Đơn vị", "don", true],
    ["Đơn vị", "vi don", true],
    ["Đơn vị", "", true],
    ["Đơn vị", "ơn", false],
  ])("%s is found by “%s”: %s", (text, typed, is) => expect(fits(text, typed)).toBe(is));
  test("a procedure leads everybody to where they may go", () => {
    const named = (...names: string[]) => sections.filter((s) => names.includes(s.name));
    const one = { id: 7, code: "1.001193" };
    expect(procedureHref(named("procedures", "dossiers"), one)).toBe("/admin/procedures/7");
    expect(procedureHref(named("dossiers"), one)).toBe("/dossiers?procedureId=7");
    expect(procedureHref(named("overview"), one)).toBe("/procedures/1.001193");
  });
});
