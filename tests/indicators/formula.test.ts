import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Exact, exactOf, minus, numberOf, over, plus, rounded, times } from "@/lib/indicators/configured/exact";
import { cycleFrom, evaluate, type Formula, type Term } from "@/lib/indicators/configured/formula";

const term = (code: string, more: Partial<Term> = {}): Term => ({
  of: "measure",
  code,
  take: "sum",
  isTakenAway: false,
  ...more,
});
const formula = (top: Term[], bottom: Term[] | null = null, factor: Formula["factor"] = 1): Formula => ({ top, bottom, factor });
const known = (values: Record<string, string>) => (of: Term) =>
  values[of.code] === undefined ? null : exactOf(values[of.code] ?? "");

describe("exact numbers", () => {
  test.each([
    ["0.1", "0.2", "0.3"],
    ["123456789012345.123456", "0.000001", "123456789012345.123457"],
    ["-1.5", "1.5", "0"],
  ])("%s and %s are %s", (a, b, sum) => {
    expect(plus(exactOf(a), exactOf(b))).toEqual(exactOf(sum));
  });
  test.each([
    [2, 3, 1, 0.7],
    [1, 8, 2, 0.13],
    [-1, 8, 2, -0.13],
    [5, 2, 0, 3],
    [-5, 2, 0, -3],
    [1, 3, 4, 0.3333],
  ])("%s/%s to %s decimals is %s: a half goes away from nought", (a, b, decimals, value) => {
    expect(rounded(over(exactOf(String(a)), exactOf(String(b))) as Exact, decimals)).toBe(value);
  });
  test("property: as whole numbers of millionths they add, take away and multiply as whole numbers do", () => {
    const millionths = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    const text = (n: bigint) => {
      const digits = (n < 0n ? -n : n).toString().padStart(7, "0");
      return `${n < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
    };
    fc.assert(
      fc.property(millionths, millionths, (a, b) => {
        const [x, y] = [exactOf(text(a)), exactOf(text(b))];
        expect(plus(x, y)).toEqual(exactOf(text(a + b)));
        expect(minus(x, y)).toEqual(exactOf(text(a - b)));
        expect(times(x, y)).toEqual(over(exactOf((a * b).toString()), exactOf((10n ** 12n).toString())));
        const ratio = over(x, y);
        if (b === 0n) expect(ratio).toBeNull();
        else if (ratio) expect(times(ratio, y)).toEqual(x);
      }),
    );
  });
});

describe("formulas", () => {
  test("stations per hundred thousand; and what is missing is never counted as nothing", () => {
    const perHead = formula([term("g2"), term("g3"), term("g4")], [term("people")], 100_000);
    const values = { g2: "783", g3: "932", g4: "703", people: "892700" };
    const { top, value } = evaluate(perHead, known(values));
    expect([top && numberOf(top), value && rounded(value, 2)]).toEqual([2_418, 270.86]);
    expect(evaluate(perHead, known({ g2: "783", g3: "932", people: "892700" }))).toMatchObject({ top: null, value: null });
    expect(evaluate(perHead, known({ ...values, people: "0" })).value).toBeNull();
  });
  test("a part may be taken away", () => {
    const { value } = evaluate(formula([term("a"), term("b", { isTakenAway: true })]), known({ a: "10.5", b: "0.25" }));
    expect(value && numberOf(value)).toBe(10.25);
  });
  test("property: a formula is what plain counting in thousandths makes of it", () => {
    const parts = fc.array(fc.record({ n: fc.integer({ min: -100_000, max: 100_000 }), isTakenAway: fc.boolean() }), {
      minLength: 1,
      maxLength: 6,
    });
    const plain = (of: { n: number; isTakenAway: boolean }[]) =>
      of.reduce((sum, { n, isTakenAway }) => sum + (isTakenAway ? -n : n), 0);
    fc.assert(
      fc.property(parts, parts, fc.constantFrom(1 as const, 100 as const), (above, below, factor) => {
        const values: Record<string, string> = {};
        const terms = (name: string, all: typeof above) =>
          all.map(({ n, isTakenAway }, i) => {
            values[`${name}${i}`] = (n / 1_000).toFixed(3);
            return term(`${name}${i}`, { isTakenAway });
          });
        const made = formula(terms("t", above), terms("b", below), factor);
        const { value } = evaluate(made, known(values));
        const [top, bottom] = [plain(above), plain(below)];
        if (bottom === 0) expect(value).toBeNull();
        else expect(value && numberOf(value)).toBeCloseTo((top / bottom) * factor, 8);
      }),
    );
  });
  test.each<[string, Record<string, string[]>, string[] | null]>([
    ["of itself", { a: ["a"] }, ["a", "a"]],
    ["of one that is made of it", { a: ["b"], b: ["a"] }, ["a", "b", "a"]],
    ["deep down", { a: ["b"], b: ["c", "d"], c: [], d: ["a"] }, ["a", "b", "d", "a"]],
    ["of none that is", { a: ["b", "c"], b: ["c"], c: ["d"] }, null],
    ["beside a ring of others", { a: ["b"], b: ["c"], c: ["b"] }, null],
  ])("made %s", (_, graph, ring) => {
    const of = (code: string) => {
      const names = graph[code];
      return names?.length ? formula(names.map((name) => term(name, { of: "indicator" }))) : null;
    };
    expect(cycleFrom("a", of("a") ?? formula([term("x")]), of)).toEqual(ring);
  });
});
