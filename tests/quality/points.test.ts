import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasSentence } from "@/app/sentences";
import { measureWords, reasonWords } from "@/lib/quality/labels";
import {
  type Component,
  Content,
  type IndexKind,
  lostReasons,
  type MeasureCode,
  measureCodes,
  NewDefinition,
} from "@/lib/quality/model";
import { definitionIn, type Figure, measuresOf, monthDays, pointsOf, scored, scoreOf, yearUpTo } from "@/lib/quality/rules";

/** The two national definitions as a new city gets them. */
const sql = readFileSync(`${import.meta.dirname}/../../prisma/migrations/20261126120500_quality/migration.sql`, "utf8");
const shipped = Object.fromEntries(
  [...sql.matchAll(/\('(QD766|TT01)', '[\d-]+', \$json\$([\s\S]*?)\$json\$/g)].map(([, kind, text]) => [
    kind,
    Content.parse(JSON.parse(text ?? "")),
  ]),
) as Record<IndexKind, Content>;
const component = (kind: IndexKind, code: string): Component => {
  const found = shipped[kind].groups.flatMap((g) => g.components).find((c) => c.code === code);
  if (!found) throw new Error(code);
  return found;
};
const points = (kind: IndexKind, code: string, ...figures: Figure[]): number | null => {
  const { formula, ...rest } = component(kind, code);
  const told = new Map(measuresOf(formula).map((m, i) => [m, figures[i] ?? null]));
  return pointsOf({ ...rest, formula }, (m) => told.get(m) ?? null, shipped[kind].decimals);
};
const of = (top: number, bottom: number): Figure => ({ top, bottom });

describe("QĐ 766/QĐ-TTg 23/6/2022", () => {
  test("a hundred points in six groups: 18, 20, 12, 10, 22, 18", () => {
    const groups = scored(shipped.QD766, () => of(1, 1)).groups;
    expect(groups.map((g) => g.max)).toEqual([18, 20, 12, 10, 22, 18]);
    expect(groups.map((g) => g.points)).toEqual([18, 20, 12, 10, 22, 18]);
  });
  test.each<[string, string, Figure, number | null]>([
    ["2.1: 20 × on time / received; 10,148 of 10,376 is 97.8 %", "2.1", of(10_148, 10_376), 19.56],
    ["3.1: min(2; 2·A/0.80): at 80 % all of it", "3.1", of(80, 100), 2],
    ["3.1: just below, rounded half up", "3.1", of(799, 1000), 2],
    ["3.1: 79 of 100", "3.1", of(79, 100), 1.98],
    ["3.2: 4·B", "3.2", of(1, 3), 1.33],
    ["3.3: min(6; 6·C/0.50)", "3.3", of(25, 100), 3],
    ["3.3: more than half is no more than all", "3.3", of(90, 100), 6],
    ["4.1: 6·A", "4.1", of(1, 2), 3],
    ["4.2: min(2; 2·B/0.80)", "4.2", of(40, 100), 1],
    ["4.3: 2·C", "4.3", of(40, 100), 0.8],
    ["5.3: full at 80 %", "5.3", of(60, 100), 1.5],
    ["6.3: full at 90 %", "6.3", of(90, 100), 6],
    ["6.3: 89 of 100", "6.3", of(89, 100), 5.93],
    ["6.1: no feedback gives all of it", "6.1", of(0, 0), 6],
    ["6.2: nor does a feedback nobody rated take any", "6.2", of(0, 0), 6],
    ["6.3: nothing handled gives nothing", "6.3", of(0, 0), 0],
    ["4.1: nobody owed a fee", "4.1", of(0, 0), 0],
    ["6.1: nobody reported: no say", "6.1", null, null],
  ])("%s", (_, code, figure, expected) => expect(points("QD766", code, figure)).toBe(expected));

  test("a half of the last decimal goes up: 20 × 1/1600 is 0.0125, 20 × 3/1600 is 0.0375", () => {
    expect(points("QD766", "2.1", of(1, 1600))).toBe(0.01);
    expect(points("QD766", "2.1", of(3, 1600))).toBe(0.04);
    // 6 × 7/48 = 0.875: as a float it would do by luck.
    expect(points("QD766", "1.1", of(7, 48))).toBe(0.88);
  });
  test.each<[number, string]>([
    [90, "Xuất sắc"],
    [89.99, "Tốt"],
    [80, "Tốt"],
    [70, "Khá"],
    [50, "Trung bình"],
    [49.99, "Yếu"],
    [0, "Yếu"],
  ])("%d points is %s", (sum, name) => {
    const one = { ...component("QD766", "2.1"), max: 100, formula: { is: "mean", measure: "on-time" } as const };
    const content: Content = { ...shipped.QD766, groups: [{ code: "1", name: one.name, components: [one] }] };
    expect(scored(content, () => of(sum * 100, 100)).band?.vi).toBe(name);
  });
  test("no band while something could not be counted, and no points for it", () => {
    const told = scored(shipped.QD766, (m) => (m === "feedback-in-time" ? null : of(1, 1)));
    expect(told).toMatchObject({ total: { points: 94, counted: 94, max: 100 }, band: null });
  });
});

describe("TT 01/2018/TT-VPCP, Điều 13–15", () => {
  test("nine indicators of two points each; a mean of the points, to one decimal", () => {
    expect(scored(shipped.TT01, () => of(2, 1)).total).toMatchObject({ max: 18 });
    expect(points("TT01", "1", of(5, 4))).toBe(1.3);
    expect(points("TT01", "1", of(49, 40))).toBe(1.2);
    expect(points("TT01", "7", of(0, 0))).toBeNull();
  });
  test.each<[string, Figure, Figure, number | null]>([
    ["20 % of procedures and 30 % of dossiers online: two", of(20, 100), of(30, 100), 2],
    ["one of them: one", of(19, 100), of(30, 100), 1],
    ["none: none", of(199, 1000), of(299, 1000), 0],
    ["nothing to count", of(0, 0), of(0, 0), null],
    ["procedures, but no dossier yet", of(20, 100), of(0, 0), 1],
    ["one of them unknown", of(20, 100), null, null],
  ])("9: %s", (_, procedures, dossiers, expected) => expect(points("TT01", "9", procedures, dossiers)).toBe(expected));
  test.each([
    [15, "Xuất sắc"],
    [14.9, "Tốt"],
    [12, "Tốt"],
    [9, "Khá"],
    [6, "Trung bình"],
    [5.9, "Yếu"],
  ])("%d is %s", (sum, name) => expect(shipped.TT01.bands.find((b) => sum >= b.from)?.name.vi).toBe(name));
});

describe("whatever is counted", () => {
  const Figures = fc.tuple(fc.nat(100_000), fc.nat(100_000)).map(([a, b]) => of(Math.min(a, b), Math.max(a, b)));
  const Codes = fc.constantFrom(...shipped.QD766.groups.flatMap((g) => g.components));
  test("points lie between nothing and all, more gives no less, and the rounding is within half of the last decimal", () => {
    fc.assert(
      fc.property(Codes, Figures, fc.nat(1_000), (c, figure, more) => {
        const given = (f: Figure) => pointsOf(c, () => f, 2) ?? -1;
        const [top, bottom] = [figure?.top ?? 0, figure?.bottom ?? 0];
        const now = given(figure);
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(c.max);
        expect(given(of(Math.min(bottom, top + more), bottom))).toBeGreaterThanOrEqual(now);
        if (bottom > 0 && c.formula.is === "share")
          expect(Math.abs(now - Math.min(c.max, (c.max * top) / (bottom * c.formula.fullAt)))).toBeLessThan(0.005_000_1);
      }),
    );
  });
  test("the sum is the sum of the parts to the last decimal", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(600), fc.boolean()), { maxLength: 30 }), (parts) => {
        const score = scoreOf(
          parts.map(([cents, isKnown]) => ({ points: isKnown ? cents / 100 : null, max: 6 })),
          2,
        );
        expect(score.points).toBe(parts.reduce((n, [cents, isKnown]) => n + (isKnown ? cents : 0), 0) / 100);
        expect(score.counted).toBe(6 * parts.filter(([, isKnown]) => isKnown).length);
      }),
    );
  });
});

describe("definitions", () => {
  const at = (validFrom: string) => ({ validFrom });
  test("the last that began by the month's end holds", () => {
    const all = [at("2022-06-23"), at("2026-07-01"), at("2026-07-31")];
    expect(definitionIn(all, monthDays("2022-05"))).toBeNull();
    expect(definitionIn(all, monthDays("2026-06"))).toEqual(at("2022-06-23"));
    expect(definitionIn(all, monthDays("2026-07"))).toEqual(at("2026-07-31"));
  });
  test("twelve months up to one, over a new year", () => {
    expect(yearUpTo("2026-02").at(0)).toBe("2025-03");
    expect(yearUpTo("2026-02")).toHaveLength(12);
  });
  const base = { kind: "QD766", validFrom: "2027-01-01", source: "Quyết định mới", isUnverified: false } as const;
  test("one with two components of a code, or with bands out of order, is refused in words", () => {
    const [group] = shipped.QD766.groups;
    if (!group) throw new Error("no group");
    const twice = NewDefinition.safeParse({ ...base, content: { ...shipped.QD766, groups: [group, { ...group, code: "9" }] } });
    const bands = NewDefinition.safeParse({ ...base, content: { ...shipped.QD766, bands: [...shipped.QD766.bands].reverse() } });
    for (const [read, code] of [
      [twice, "quality-codes-twice"],
      [bands, "quality-bands-order"],
    ] as const) {
      expect(read.error?.issues.map((i) => i.message)).toEqual([code]);
      expect(hasSentence(code)).toBe(true);
    }
  });
  test("every measure and every reason has words", () => {
    expect(Object.keys(measureWords).sort()).toEqual([...measureCodes].sort());
    expect(Object.keys(reasonWords).sort()).toEqual([...lostReasons].sort());
    const used = new Set<MeasureCode>(
      Object.values(shipped).flatMap((c) => c.groups.flatMap((g) => g.components.flatMap((x) => measuresOf(x.formula)))),
    );
    expect([...measureCodes].filter((m) => !used.has(m))).toEqual([]);
  });
});
