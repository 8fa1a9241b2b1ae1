import { describe, expect, test } from "vitest";
import { Coverage, coverageOf, momentOf } from "@/lib/indicators/documents/coverage";
import type { CoverageFacts } from "@/lib/signatures/queries";

const now = new Date("2026-11-27T03:00:00Z");
const at = (day: string, time = "12:00") => new Date(`${day}T${time}:00+07:00`);
const [ward, desk, hall] = [3, 4, 1];
const stands = { validFrom: "2010-01-01", validUntil: null };
const units = [
  { id: hall, name: "Ủy ban", kind: "COMMITTEE" as const, ...stands },
  { id: ward, name: "Phường", kind: "WARD" as const, ...stands },
  { id: desk, name: "Một cửa", kind: "ONE_STOP_DESK" as const, ...stands },
];
const post = (userId: number, unitId: number, more: object = {}) => ({
  ...{ userId, unitId, name: `Người ${userId}`, title: "Chủ tịch", signs: true },
  ...{ validFrom: "2020-01-01", validUntil: null, disabledAt: null },
  ...more,
});
const certificate = (of: { userId?: number; unitId?: number }, more: object = {}) => ({
  ...{ userId: null, unitId: null, device: "TOKEN" as const, ...of },
  ...{ validFrom: at("2024-01-01"), validUntil: at("2027-12-31"), revokedAt: null, endedAt: null },
  ...more,
});
const facts = (more: Partial<CoverageFacts> = {}): CoverageFacts => ({
  posts: [post(1, hall), post(2, ward)],
  certificates: [certificate({ userId: 1 })],
  keptSince: "2024-06-01",
  ...more,
});
const on = (day: string, more: Partial<CoverageFacts> = {}, all: typeof units = units) =>
  new Coverage(facts(more), all, day, now);
const everyone = units.map(({ id }) => id);
const leaders = (day: string, more: Partial<CoverageFacts> = {}) => on(day, more).counts(everyone).leaders;

test("a past day is told at its end, today as it stands", () => {
  expect(momentOf("2026-11-26", now).toISOString()).toBe("2026-11-26T16:59:59.999Z");
  expect(momentOf("2026-11-27", now)).toBe(now);
});

describe("as of any past day", () => {
  test.each([
    ["before it began", "2024-12-31", { validFrom: at("2025-01-01") }, 0],
    ["on its first day", "2025-01-01", { validFrom: at("2025-01-01") }, 1],
    ["on the day before it ran out", "2025-06-29", { validUntil: at("2025-06-30") }, 1],
    ["at the end of the day it ran out", "2025-06-30", { validUntil: at("2025-06-30") }, 0],
    ["before it was revoked", "2025-06-29", { revokedAt: at("2025-06-30") }, 1],
    ["once it was revoked", "2025-06-30", { revokedAt: at("2025-06-30") }, 0],
    ["before it was ended here", "2025-06-29", { endedAt: at("2025-06-30") }, 1],
    ["once it was ended here", "2025-06-30", { endedAt: at("2025-06-30") }, 0],
  ])("a certificate %s", (_, day, more, top) =>
    expect(leaders(day, { certificates: [certificate({ userId: 1 }, more)] })).toEqual({ top, bottom: 2 }),
  );
  test("who signed then is who counts then: posts come and go, and an account is closed", () => {
    const posts = [
      post(1, hall, { validUntil: "2025-06-30" }),
      post(2, ward, { validFrom: "2025-07-01" }),
      post(3, ward, { disabledAt: at("2025-03-15") }),
      post(4, ward, { signs: false }),
    ];
    expect(leaders("2025-03-14", { posts })).toEqual({ top: 1, bottom: 2 });
    expect(leaders("2025-03-15", { posts })).toEqual({ top: 1, bottom: 1 });
    expect(leaders("2025-07-01", { posts })).toEqual({ top: 0, bottom: 1 });
  });
  test("a unit that was closed had a seal until then", () => {
    const closed = units.map((unit) => (unit.id === ward ? { ...unit, validUntil: "2025-06-30" } : unit));
    expect(on("2025-06-30", {}, closed as typeof units).counts(everyone).agencies.bottom).toBe(2);
    expect(on("2025-07-01", {}, closed as typeof units).counts(everyone).agencies.bottom).toBe(1);
  });
  test("before the first certificate was entered the registry tells nothing", () => {
    expect([on("2024-05-31").isKept, on("2024-06-01").isKept, on("2026-01-01", { keptSince: null }).isKept]).toEqual([
      false,
      true,
      false,
    ]);
    const told = coverageOf(on("2024-05-31"), { units: everyone, groups: [], isNamed: () => true });
    expect(told.total).toBeNull();
  });
});

test("a person with several posts and certificates counts once; desks have no seal; what soon ends is counted as certificates", () => {
  const told = on("2026-11-27", {
    posts: [post(1, hall), post(1, ward), post(2, desk)],
    certificates: [
      certificate({ userId: 1 }),
      certificate({ userId: 1 }, { device: "SIM", validUntil: at("2026-12-20") }),
      certificate({ unitId: ward }),
    ],
  });
  expect(told.counts(everyone)).toEqual({
    ...{ leaders: { top: 1, bottom: 2 }, agencies: { top: 1, bottom: 2 }, holders: { top: 2, bottom: 4 } },
    ...{ mobile: { top: 1, bottom: 3 }, ending: 1 },
  });
  expect(told.counts([ward]).leaders).toEqual({ top: 1, bottom: 1 });
});

test("the roster behind a figure is as long as the figure, and names only where one may know them", () => {
  const told = on("2026-11-27", {
    posts: [post(1, hall), post(2, ward), post(3, desk)],
    certificates: [
      certificate({ userId: 1 }),
      certificate({ userId: 2 }, { validUntil: at("2026-11-01") }),
      certificate({ unitId: ward }, { device: "REMOTE", validUntil: at("2026-12-10") }),
    ],
  });
  const counts = told.counts(everyone);
  const sizeOf = (asked: Parameters<Coverage["roster"]>[1]) => {
    const { rows, unnamed } = told.roster(everyone, asked, (id) => id === hall);
    return rows.length + unnamed;
  };
  expect(sizeOf({ set: "to-hold" })).toBe(counts.holders.bottom);
  expect(sizeOf({ set: "holding" })).toBe(counts.holders.top);
  expect(sizeOf({ set: "lacking" })).toBe(counts.holders.bottom - counts.holders.top);
  expect(sizeOf({ set: "holding", kind: "person" })).toBe(counts.leaders.top);
  expect(sizeOf({ set: "to-hold", kind: "agency" })).toBe(counts.agencies.bottom);
  expect(sizeOf({ set: "in-force" })).toBe(counts.mobile.bottom);
  expect(sizeOf({ set: "mobile" })).toBe(counts.mobile.top);
  expect(sizeOf({ set: "ending" })).toBe(counts.ending);
  const lacking = told.roster(everyone, { set: "lacking" }, () => true).rows;
  expect(lacking.map(({ name, state }) => [name, state])).toEqual([
    ["Người 2", "expired"],
    ["Người 3", null],
    ["Ủy ban", null],
  ]);
  expect(told.roster(everyone, { set: "lacking" }, (id) => id === hall)).toMatchObject({
    unnamed: 2,
    rows: [{ name: "Ủy ban" }],
  });
});
