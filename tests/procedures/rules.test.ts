import { describe, expect, test } from "vitest";
import type { Channel } from "@/lib/db/generated/enums";
import type { ServiceLevelSpan, TimeLimit } from "@/lib/procedures/model";
import { matchesText, serviceLevelOn, stepsAddUp, timeLimitFor } from "@/lib/procedures/rules";

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

test("the steps of a process add up to its limit, to the hundredth of a day", () => {
  const steps = [0.5, 0.5, 7, 0.5, 1, 0.5, null].map((workingDays) => ({ workingDays }));
  expect(stepsAddUp(steps, limit({ value: 10 }))).toBe(true);
  expect(stepsAddUp(steps, limit({ value: 9 }))).toBe(false);
  expect(stepsAddUp(steps, limit({ unit: "TEXT", value: null }))).toBeNull();
});
