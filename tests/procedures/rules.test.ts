import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, holdsOn } from "@/lib/calendar/rules";
import type { Channel } from "@/lib/db/generated/enums";
import type { Fee, Paper, ServiceLevelSpan, Step, TimeLimit } from "@/lib/procedures/model";
import {
  casesOn,
  datedChange,
  feesFor,
  matchesText,
  papersFor,
  policyOn,
  serviceLevelOn,
  settlingUnit,
  stepGaps,
  stepsFor,
  timeLimitFor,
} from "@/lib/procedures/rules";

const limit = (more: Partial<TimeLimit>): TimeLimit => ({
  channel: null,
  caseLabel: null,
  value: 20,
  unit: "WORKING_DAY",
  text: null,
  validFrom: "2021-01-01",
  validUntil: null,
  ...more,
});

describe("the limit that counts (1.012753: 17 online, 30 by post, 20 direct; 1.013225: 7 for a house)", () => {
  const land = { limits: [limit({}), limit({ channel: "ONLINE", value: 17 }), limit({ channel: "POST", value: 30 })] };
  const building = { limits: [limit({ value: 10 }), limit({ caseLabel: "Nhà ở riêng lẻ", value: 7 })] };
  const renewed = { limits: [limit({ value: 15, validUntil: "2025-06-30" }), limit({ value: 12, validFrom: "2025-07-01" })] };
  test.each<[{ limits: TimeLimit[] }, Channel, string, string | null, number]>([
    [land, "COUNTER", "2026-01-05", null, 20],
    [land, "ONLINE", "2026-01-05", null, 17],
    [land, "POST", "2026-01-05", null, 30],
    [building, "COUNTER", "2026-01-05", null, 10],
    [building, "COUNTER", "2026-01-05", "Nhà ở riêng lẻ", 7],
    [renewed, "COUNTER", "2025-06-30", null, 15],
    [renewed, "COUNTER", "2025-07-01", null, 12],
    [{ limits: [limit({ value: 5 }), limit({ value: 4, validFrom: "2024-01-01" })] }, "COUNTER", "2026-01-05", null, 4],
  ])("row %#: of the day, the channel and the case", (procedure, channel, day, caseLabel, value) => {
    expect(timeLimitFor(procedure, channel, day, caseLabel)?.value).toBe(value);
  });
  test("a day before any limit promises nothing", () => expect(timeLimitFor(land, "ONLINE", "2020-12-31")).toBeNull());
});

test("cut-off and supplements are those of the day; what nobody wrote down is the general rule (NĐ 61/2018 Đ.15.3, Đ.19.4)", () => {
  const once = { cutoffPolicy: "SAME_DAY_15H", supplementPolicy: "RESTART", supplementsAllowed: 1 } as const;
  const twice = { cutoffPolicy: "NONE", supplementPolicy: "PAUSE", supplementsAllowed: 2 } as const;
  const policies = [
    { ...once, source: null, validFrom: "2021-01-01", validUntil: "2025-06-30" },
    { ...twice, source: "QĐ 1", validFrom: "2025-07-01", validUntil: null },
  ];
  expect(policyOn({ policies }, "2025-06-30")).toEqual(once);
  expect(policyOn({ policies }, "2025-07-01")).toEqual(twice);
  const general = { cutoffPolicy: "NONE", supplementPolicy: "RESTART", supplementsAllowed: 1 };
  expect(policyOn({ policies }, "2020-12-31")).toEqual(general);
  expect(policyOn({ policies: [] }, "2026-01-01")).toEqual(general);
});

test("a service level is that of the day; history keeps its own (NĐ 42/2022)", () => {
  const level = (value: ServiceLevelSpan["level"], validFrom: string, validUntil: string | null): ServiceLevelSpan => ({
    level: value,
    legacyLevel: null,
    validFrom,
    validUntil,
  });
  const procedure = { serviceLevels: [level("PARTIAL", "2021-01-01", "2022-08-14"), level("FULL", "2022-08-15", null)] };
  expect(serviceLevelOn(procedure, "2022-08-14")).toBe("PARTIAL");
  expect(serviceLevelOn(procedure, "2022-08-15")).toBe("FULL");
  expect(serviceLevelOn(procedure, "2020-01-01")).toBe("INFORMATION");
});

test.each([
  ["khai sinh", true],
  ["DANG KY", true],
  ["sinh đăng", true],
  ["1.0011", true],
  ["001193", false],
  ["khai tử", false],
  ["", true],
  ["%", false],
])("a search for %j finds Đăng ký khai sinh: %s", (text, isFound) => {
  expect(matchesText({ name: "Đăng ký khai sinh", code: "1.001193" }, text)).toBe(isFound);
});

const step = (workingDays: number | null, more: Partial<Step> = {}): Step => ({
  position: 1,
  name: "Bước",
  role: "Chuyên viên",
  workingDays,
  channel: null,
  caseLabel: null,
  validFrom: "2021-01-01",
  validUntil: null,
  ...more,
});
const fee = (id: number, amountDong: number, more: Partial<Fee> = {}): Fee => ({
  id,
  kind: "CHARGE",
  name: "Lệ phí",
  amountDong,
  channel: null,
  caseLabel: null,
  text: null,
  source: null,
  validFrom: "2021-01-01",
  validUntil: null,
  ...more,
});
const paper = (id: number, more: Partial<Paper> = {}): Paper => ({
  id,
  position: id,
  name: `Giấy tờ ${id}`,
  originals: 1,
  copies: 0,
  isRequired: true,
  caseLabel: null,
  formName: null,
  note: null,
  validFrom: "2021-01-01",
  validUntil: null,
  ...more,
});
const house = "Nhà ở riêng lẻ";

describe("what a dossier consists of and costs", () => {
  const papers = [paper(2), paper(1), paper(3, { caseLabel: house }), paper(4, { validUntil: "2025-06-30" })];
  test.each([
    [null, "2026-01-05", [1, 2]],
    [house, "2026-01-05", [1, 2, 3]],
    ["Công trình", "2026-01-05", [1, 2]],
    [null, "2025-06-30", [1, 2, 4]],
  ])("papers in the case %j on %s", (caseLabel, day, ids) => {
    expect(papersFor({ papers }, day, caseLabel).map((p) => p.id)).toEqual(ids);
  });

  const fees = [
    fee(1, 50_000),
    fee(2, 25_000, { channel: "ONLINE" }),
    fee(3, 75_000, { caseLabel: house }),
    fee(4, 60_000, { validFrom: "2027-01-01" }),
    fee(5, 8_000, { kind: "FEE", name: "Phí thẩm định" }),
  ];
  test.each<[Channel, string, string | null, number[]]>([
    ["COUNTER", "2026-01-05", null, [50_000, 8_000]],
    ["ONLINE", "2026-01-05", null, [25_000, 8_000]],
    ["ONLINE", "2026-01-05", house, [75_000, 8_000]],
    ["COUNTER", "2027-01-01", null, [60_000, 8_000]],
    ["COUNTER", "2020-12-31", null, []],
  ])("fees %s on %s in the case %j: one amount a name", (channel, day, caseLabel, amounts) => {
    expect(feesFor({ fees }, channel, day, caseLabel).map((f) => f.amountDong)).toEqual(amounts);
  });
  test("the cases it tells apart on a day", () => {
    const parts = { limits: [limit({ caseLabel: "Cần xác minh" })], papers, fees, steps: [] };
    expect(casesOn(parts, "2026-01-05")).toEqual(["Cần xác minh", house]);
    expect(casesOn(parts, "2020-01-05")).toEqual([]);
  });
});

describe("the internal process divides the published limit (DOMAIN: Σ steps = limit)", () => {
  const ten = [0.5, 0.5, 7, 0.5, 1, 0.5, null].map((days, i) => step(days, { position: i + 1 }));
  const parts = (more: { limits?: TimeLimit[]; steps?: Step[] }) => ({ limits: [], papers: [], fees: [], steps: ten, ...more });
  const day = "2026-01-05";
  test.each<[string, TimeLimit[], Step[], [Channel | null, string | null, number, number][]]>([
    ["adds up; handing over the result is not counted", [limit({ value: 10 })], ten, []],
    ["a day too many", [limit({ value: 9 })], ten, [[null, null, 9, 10]]],
    ["a hundredth too few", [limit({ value: 10 })], [step(9.99)], [[null, null, 10, 9.99]]],
    ["no steps, nothing to compare", [limit({ value: 9 })], [], []],
    ["free text, calendar days and months cannot be compared", [limit({ unit: "CALENDAR_DAY", value: 15 })], ten, []],
    ["the same day is kept by less than a day", [limit({ unit: "SAME_DAY", value: null })], [step(0.75)], []],
    ["and not by more", [limit({ unit: "SAME_DAY", value: null })], [step(1.25)], [[null, null, 1, 1.25]]],
    ["four working hours are half a day", [limit({ unit: "WORKING_HOUR", value: 4 })], [step(0.25), step(0.25)], []],
    ["three hours, to the hundredth of a day a step", [limit({ unit: "WORKING_HOUR", value: 3 })], [step(0.12), step(0.25)], []],
    [
      "a channel with a limit of its own needs a process of its own",
      [limit({ value: 10 }), limit({ value: 7, channel: "ONLINE" })],
      ten,
      [["ONLINE", null, 7, 10]],
    ],
    [
      "a case with both",
      [limit({ value: 10 }), limit({ value: 7, caseLabel: house })],
      [...ten, step(7, { caseLabel: house })],
      [],
    ],
    [
      "a process of its own that is longer than the common limit",
      [limit({ value: 10 })],
      [...ten, step(12, { channel: "POST" })],
      [["POST", null, 10, 12]],
    ],
    [
      "a limit that held on other days",
      [limit({ value: 9, validUntil: "2025-12-31" }), limit({ value: 10, validFrom: "2026-01-01" })],
      ten,
      [],
    ],
  ])("%s", (_, limits, steps, expected) => {
    expect(stepGaps(parts({ limits, steps }), day).map((g) => [g.channel, g.caseLabel, g.limitDays, g.stepDays])).toEqual(
      expected,
    );
  });
  test("the process of a case, in order, without what held before", () => {
    const steps = [
      step(2, { position: 2, caseLabel: house }),
      step(5, { position: 1, caseLabel: house }),
      ...ten,
      step(9, { caseLabel: house, validUntil: "2025-12-31" }),
    ];
    expect(stepsFor({ steps }, "COUNTER", day, house).map((s) => s.workingDays)).toEqual([5, 2]);
    expect(stepsFor({ steps }, "COUNTER", day)).toHaveLength(7);
  });
});

test.each([
  [[], 5, 5],
  [[], null, null],
  [[7], 5, 7],
  [[7, 8], 8, 8],
  [[7, 8], 5, null],
])("of the units %j, asked unit %j: %j settles", (ids, asked, settles) => {
  expect(
    settlingUnit(
      ids.map((unitId) => ({ unitId })),
      asked,
    ),
  ).toBe(settles);
});

describe("a part becomes another from a day on", () => {
  type Row = { name: string; validFrom: string; validUntil: string | null };
  const row = (name: string, validFrom: string, validUntil: string | null = null): Row => ({ name, validFrom, validUntil });
  /** The rows as they stand after the change. */
  const applied = (rows: Row[], wanted: string[], from: string, today: string | null) => {
    const change = datedChange(rows, wanted, (r, one) => r.name === one, { from, today });
    if (!change) return null;
    const dayBefore = addDays(from, -1);
    return [
      ...rows
        .filter((r) => !change.drop.includes(r))
        .map((r) =>
          change.end.includes(r) ? { ...r, validUntil: dayBefore } : change.reopen.includes(r) ? { ...r, validUntil: null } : r,
        ),
      ...change.add.map((name) => row(name, from)),
    ];
  };
  const days = fc.integer({ min: 0, max: 60 }).map((n) => addDays("2026-01-01", n));
  const changes = fc.array(fc.record({ wanted: fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 }), from: days }), {
    maxLength: 6,
  });
  const heldOn = (rows: Row[], day: string) =>
    rows
      .filter((r) => holdsOn(r, day))
      .map((r) => r.name)
      .sort();

  test("property: before the day nothing is other than it was, from the day on exactly what is wanted holds, and no row ends before it begins", () => {
    fc.assert(
      fc.property(changes, fc.option(days, { nil: null }), (all, today) => {
        let rows: Row[] = [];
        for (const { wanted, from } of all) {
          const next = applied(rows, wanted, from, today);
          if (next === null) {
            expect(rows.some((r) => r.validFrom >= from && r.validFrom < (today ?? ""))).toBe(true);
            continue;
          }
          for (let n = 0; n <= 62; n++) {
            const day = addDays("2026-01-01", n);
            expect(heldOn(next, day)).toEqual(day < from ? heldOn(rows, day) : [...wanted].sort());
          }
          for (const r of next) expect(r.validUntil === null || r.validUntil >= r.validFrom).toBe(true);
          rows = next;
        }
      }),
      { numRuns: 200 },
    );
  });
  test("asked again it changes nothing", () => {
    fc.assert(
      fc.property(changes, (all) => {
        let rows: Row[] = [];
        for (const { wanted, from } of all) {
          rows = applied(rows, wanted, from, null) ?? [];
          const again = datedChange(rows, wanted, (r, one) => r.name === one, { from, today: null });
          expect(again).toEqual({ reopen: [], end: [], drop: [], add: [] });
        }
      }),
    );
  });
});
