import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween } from "@/lib/calendar/rules";
import { planCells } from "@/lib/cells/rules";
import type { Counts } from "@/lib/dossiers/measures";
import { indicatorLabels } from "@/lib/indicators/labels";
import { CodeList, type IndicatorCode, indicatorCodes } from "@/lib/indicators/model";
import {
  catalogue,
  compared,
  definitionOf,
  isOnRecord,
  isOrdered,
  judge,
  questionOf,
  readingOf,
  type StoredTarget,
  stretchesOf,
  targetsOn,
} from "@/lib/indicators/rules";
import { seedTargetRows } from "@/prisma/seed/targets";

const none: Counts = {
  received: 0,
  receivedOnline: 0,
  receivedFull: 0,
  receivedPost: 0,
  early: 0,
  onTime: 0,
  late: 0,
  refused: 0,
  withdrawn: 0,
  stopped: 0,
  notAccepted: 0,
  returned: 0,
  daysUsed: 0,
  overdue: 0,
  dueSoon: 0,
  waiting: 0,
};
const held = (flows: Partial<Counts>, stocks: Partial<Counts> = {}) => ({
  flows: { ...none, ...flows },
  stocks: { ...none, ...stocks },
});

describe("judge", () => {
  const target = { aim: 0.95, floor: 0.9 };
  test.each([
    [19, 20, "more", "good"],
    [949_999, 1_000_000, "more", "watch"],
    [9, 10, "more", "watch"],
    [899, 1000, "more", "bad"],
    [0, 0, "more", "no-data"],
  ] as const)("%i of %i, %s is better: %s", (top, bottom, direction, verdict) =>
    expect(judge({ top, bottom }, target, direction)).toBe(verdict),
  );
  test.each([
    [0, "good"],
    [1, "watch"],
    [5, "watch"],
    [6, "bad"],
  ] as const)("%i overdue, none wanted, five borne: %s", (top, verdict) =>
    expect(judge({ top, bottom: null }, { aim: 0, floor: 5 }, "less")).toBe(verdict),
  );
  test("a band is good from its floor to its aim", () => {
    expect([4, 5, 8, 9].map((top) => judge({ top, bottom: null }, { aim: 8, floor: 5 }, "band"))).toEqual([
      "bad",
      "good",
      "good",
      "bad",
    ]);
  });
  test("without a target or a direction nothing is judged", () => {
    expect(judge({ top: 1, bottom: 2 }, null, "more")).toBe("no-data");
    expect(judge({ top: 1, bottom: 2 }, target, "none")).toBe("no-data");
  });
  test("a share on the line is on the line, whatever the size (fractions of ten-thousandths)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 100_000 }), (share, n) => {
        expect(judge({ top: share * n, bottom: 10_000 * n }, { aim: share / 10_000, floor: 0 }, "more")).toBe("good");
        expect(judge({ top: share * n - 1, bottom: 10_000 * n }, { aim: share / 10_000, floor: 0 }, "more")).toBe("watch");
      }),
    );
  });
});

test("the published figures of the city: 10.148 of 10.376, told with both denominators", () => {
  const quarter = held({ received: 10_376, early: 6_000, onTime: 4_148, late: 30 });
  expect(readingOf("on-time-of-received-rate", quarter, null)).toMatchObject({
    top: 10_148,
    bottom: 10_376,
    value: 10_148 / 10_376,
  });
  expect(readingOf("on-time-rate", quarter, null)).toMatchObject({ top: 10_148, bottom: 10_178 });
});
test("nothing divided by nothing is no data, not zero", () => {
  expect(readingOf("online-rate", held({}), { aim: 0.3, floor: 0.2, source: "", validFrom: "2020-01-01" })).toMatchObject({
    value: null,
    verdict: "no-data",
  });
  expect(readingOf("mean-working-days", held({ daysUsed: 42, early: 10, late: 2 }), null)?.value).toBe(3.5);
});
test("what is in progress neither ended nor waits", () => {
  expect(
    readingOf(
      "in-progress",
      held({}, { received: 100, early: 40, onTime: 20, late: 5, withdrawn: 3, stopped: 2, waiting: 4, overdue: 9 }),
      null,
    )?.value,
  ).toBe(26);
});
test("what is due soon is a stock like any other", () =>
  expect(readingOf("due-soon", held({}, { dueSoon: 4 }), null)).toMatchObject({ top: 4, bottom: null, value: 4 }));

describe("periods beside a period", () => {
  test.each([
    // period, seen on, current, previous, last year
    ["2026-03-01", "2026-03-31", "2026-03-31", "2026-03-01/2026-03-31", "2026-02-01/2026-02-28", "2025-03-01/2025-03-31"],
    ["2026-10-01", "2026-12-31", "2026-11-22", "2026-10-01/2026-11-22", "2026-07-01/2026-08-22", "2025-10-01/2025-11-22"],
    ["2026-03-01", "2026-03-31", "2026-03-30", "2026-03-01/2026-03-30", "2026-02-01/2026-02-28", "2025-03-01/2025-03-30"],
    ["2026-11-16", "2026-11-22", "2026-11-18", "2026-11-16/2026-11-18", "2026-11-09/2026-11-11", "2025-11-16/2025-11-18"],
    ["2026-02-15", "2026-03-14", "2026-12-31", "2026-02-15/2026-03-14", "2026-01-15/2026-02-14", "2025-02-15/2025-03-14"],
  ])("%s – %s seen on %s", (from, to, asOf, current, previous, lastYear) => {
    const c = compared({ from, to }, asOf);
    const told = [c?.current, c?.previous, c?.lastYear].map((s) => `${s?.from}/${s?.to}`);
    expect(told).toEqual([current, previous, lastYear]);
    expect(c?.trail).toHaveLength(12);
    expect(c?.trail.at(-1)).toEqual(c?.current);
    expect(c?.trail.at(-2)).toEqual(c?.previous);
  });
  test("a period that has not begun has no answer", () =>
    expect(compared({ from: "2026-03-01", to: "2026-03-31" }, "2026-02-28")).toBeNull());
  test("a trend covers its period without gap or overlap, by day, week or month", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 1200 }), (start, length) => {
        const from = addDays("2022-01-01", start);
        const to = addDays(from, length);
        const stretches = stretchesOf({ from, to });
        expect(stretches[0]?.from).toBe(from);
        expect(stretches.at(-1)?.to).toBe(to);
        for (const [i, s] of stretches.slice(1).entries()) expect(daysBetween(stretches[i]?.to ?? "", s.from)).toBe(1);
        expect(stretches.length).toBeLessThanOrEqual(length < 14 ? 14 : length < 92 ? 15 : 42);
      }),
    );
  });
  test("the record begins with the month of its first dossier", () => {
    expect(isOnRecord({ from: "2026-01-01", to: "2026-01-31" }, "2026-01-05")).toBe(true);
    expect(isOnRecord({ from: "2025-12-31", to: "2026-01-31" }, "2026-01-05")).toBe(false);
    expect(isOnRecord({ from: "2026-01-01", to: "2026-01-31" }, null)).toBe(false);
  });
});

describe("what is read for a stretch of days", () => {
  /** How often each day is counted, and between which cuts. */
  function counted(plan: ReturnType<typeof planCells>, cuts: readonly string[]): Map<string, number> {
    const times = new Map<string, number>();
    const bucketOf = (day: string) => cuts.filter((c) => c < day).length;
    const count = (day: string, on: string, n: number) => {
      const key = `${day} in ${bucketOf(on)}`;
      times.set(key, (times.get(key) ?? 0) + n);
    };
    for (const { month, on, without } of plan.months) {
      for (let day = month; day.slice(0, 7) === month.slice(0, 7); day = addDays(day, 1)) count(day, on, 1);
      for (const day of without) count(day, on, -1);
    }
    for (const day of plan.days) count(day, day, 1);
    return new Map([...times].filter(([, n]) => n !== 0));
  }
  const asked = fc
    .record({
      start: fc.integer({ min: 0, max: 500 }),
      length: fc.integer({ min: 0, max: 500 }),
      at: fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 10 }),
    })
    .map(({ start, length, at }) => {
      const since = addDays("2024-01-01", start);
      const until = addDays(since, length);
      return { since, until, cuts: [...new Set(at.map((n) => addDays(since, n)).filter((c) => c <= until))].sort() };
    });
  test.each([false, true])(
    "counts every day asked for once, between its own cuts, and no other (whole months only: %s)",
    (wholeOnly) => {
      fc.assert(
        fc.property(asked, ({ since, until, cuts }) => {
          const expected = new Map<string, number>();
          for (let day = since; day <= until; day = addDays(day, 1))
            expected.set(`${day} in ${cuts.filter((c) => c < day).length}`, 1);
          const plan = planCells({ since, until, cuts }, wholeOnly);
          expect(counted(plan, cuts)).toEqual(expected);
          if (wholeOnly) expect(plan.months.every((m) => m.without.length === 0)).toBe(true);
        }),
        { numRuns: 60 },
      );
    },
  );
  test("no range without a cut takes more than half a month of days at either end", () => {
    fc.assert(
      fc.property(asked, ({ since, until }) => {
        const { months, days } = planCells({ since, until, cuts: [] });
        expect(days.length + months.reduce((n, m) => n + m.without.length, 0)).toBeLessThanOrEqual(31);
      }),
      { numRuns: 60 },
    );
  });
  test("5 September to 25 November is three months without four days and five", () =>
    expect(planCells({ since: "2026-09-05", until: "2026-11-25", cuts: ["2026-09-04", "2026-11-25"] })).toEqual({
      months: [
        { month: "2026-09-01", on: "2026-09-05", without: ["2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04"] },
        { month: "2026-10-01", on: "2026-10-01", without: [] },
        {
          month: "2026-11-01",
          on: "2026-11-01",
          without: ["2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"],
        },
      ],
      days: [],
    }));
});

describe("targets", () => {
  const base = { indicatorCode: "on-time-rate", floor: 0.9, source: "QĐ", validUntil: null };
  const targets: StoredTarget[] = [
    { ...base, unitId: null, aim: 0.95, validFrom: "2023-01-01", validUntil: "2024-12-31" },
    { ...base, unitId: null, aim: 0.97, validFrom: "2025-01-01" },
    { ...base, unitId: 3, aim: 0.99, validFrom: "2025-06-01" },
  ];
  const parentOf = (id: number) => ({ 4: 3, 3: 1 })[id] ?? null;
  test.each([
    [null, "2024-05-05", 0.95],
    [null, "2025-05-05", 0.97],
    [3, "2025-05-05", 0.97],
    [3, "2025-06-01", 0.99],
    [4, "2025-06-01", 0.99],
    [5, "2025-06-01", 0.97],
    [null, "2022-12-31", undefined],
  ])("unit %s on %s: %s", (unitId, on, aim) => expect(targetsOn(on, targets, parentOf)("on-time-rate", unitId)?.aim).toBe(aim));
  test("the targets a city starts with are in order and can be judged", () => {
    for (const { code, aim, floor } of seedTargetRows) {
      const { direction } = definitionOf(code);
      expect(direction, code).not.toBe("none");
      expect(isOrdered({ aim, floor }, direction), code).toBe(true);
    }
  });
});

test("every indicator says what it is in both languages; a ratio names what it is a share of", () => {
  for (const code of indicatorCodes) {
    const { name, definition, numerator, denominator, law } = indicatorLabels[code];
    for (const words of [name, definition, numerator, law("2026-11-22")])
      expect(words.vi.length * words.en.length, code).toBeGreaterThan(0);
    expect(denominator !== null, code).toBe(catalogue[code].bottom !== null);
  }
});

test("a figure stands on the texts of its day, and names no article nobody has read", () => {
  const cited = (code: IndicatorCode, day: string) => indicatorLabels[code].law(day).vi;
  expect(cited("received", "2023-03-31")).toBe("NĐ 61/2018/NĐ-CP, sửa đổi bởi NĐ 107/2021/NĐ-CP; biểu II.06, TT 01/2020/TT-VPCP");
  expect(cited("awaiting-applicant", "2025-06-30")).toBe("NĐ 61/2018/NĐ-CP Đ.19.4");
  expect(cited("awaiting-applicant", "2025-07-01")).toBe("NĐ 118/2025/NĐ-CP (thay NĐ 61/2018/NĐ-CP)");
  expect(cited("full-online-rate", "2026-06-30")).toBe("NĐ 42/2022/NĐ-CP; QĐ 766/QĐ-TTg, nhóm 3");
  expect(cited("full-online-rate", "2026-07-01")).toBe("NĐ 224/2026/NĐ-CP Đ.19.2; QĐ 766/QĐ-TTg, nhóm 3");
  for (const code of indicatorCodes)
    for (const { vi, en } of [indicatorLabels[code].law("2025-07-01"), indicatorLabels[code].law("2026-11-27")]) {
      expect(vi, code).not.toMatch(/61\/2018(?!\/NĐ-CP\))|107\/2021|118\/2025\/NĐ-CP Đ\./);
      expect(en, code).not.toMatch(/61\/2018(?!\/NĐ-CP\))|107\/2021|118\/2025\/NĐ-CP art/);
    }
});

test("a question is settled from an address", () => {
  const today = "2026-11-22";
  expect(questionOf({ from: "2026-10-01", to: "2026-12-31", unitId: 3 }, today)).toEqual({
    period: { from: "2026-10-01", to: "2026-12-31" },
    asOf: today,
    scope: { unitId: 3 },
  });
  expect(questionOf({ from: "2026-01-01", to: "2026-03-31" }, today).asOf).toBe("2026-03-31");
  expect(() => questionOf({ from: "2026-04-01", to: "2026-03-31" }, today)).toThrow("period-backwards");
  expect(() => questionOf({ from: "2026-01-01", to: "2026-12-31", asOf: "2026-11-23" }, today)).toThrow("as-of-in-future");
  // What is known by today is what is known; an earlier day is kept, and is then the last the period can be asked about.
  const running = { from: "2026-10-01", to: "2026-12-31" };
  expect(questionOf({ ...running, knownOn: today }, today)).not.toHaveProperty("knownOn");
  expect(questionOf({ ...running, knownOn: "2026-11-15" }, today)).toMatchObject({ asOf: "2026-11-15", knownOn: "2026-11-15" });
  expect(() => questionOf({ ...running, knownOn: "2026-11-23" }, today)).toThrow("known-on-in-future");
  expect(() => questionOf({ ...running, asOf: "2026-11-20", knownOn: "2026-11-19" }, today)).toThrow("known-on-before-as-of");
  expect(CodeList.parse("received,resolved,received")).toEqual(["received", "resolved"]);
  expect(CodeList.safeParse("received,nonsense").success).toBe(false);
});
