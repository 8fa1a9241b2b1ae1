import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { health } from "@/app/messages/health";
import { type Check, checkCodes, checkStates } from "@/lib/health/model";
import { above, below, firstLine, wholeMonths, worse, worst } from "@/lib/health/rules";
import { jobNames } from "@/lib/queue";

const check = (state: Check["state"]): Check => ({ code: "disk", state, facts: {} });

test("the whole is as well as its worst part; what is off tells nothing", () => {
  expect(worst([check("good"), check("off")])).toBe("good");
  expect(worst([check("good"), check("watch")])).toBe("watch");
  expect(worst([check("bad"), check("watch")])).toBe("bad");
  expect(worse("watch", "good")).toBe("watch");
});
test("limits are crossed, not touched", () => {
  expect([9, 10, 11, 101].map((n) => above(n, { watch: 10, bad: 100 }))).toEqual(["good", "good", "watch", "bad"]);
  expect([20, 10, 9, 2].map((n) => below(n, { watch: 10, bad: 3 }))).toEqual(["good", "good", "watch", "bad"]);
});
test("months are counted whole, and are less than none once the day is past", () => {
  expect(wholeMonths("2026-11-27", "2027-12-31")).toBe(13);
  expect([wholeMonths("2027-06-30", "2027-12-31"), wholeMonths("2027-07-01", "2027-12-31")]).toEqual([6, 5]);
  expect([wholeMonths("2027-12-31", "2027-12-31"), wholeMonths("2028-01-01", "2027-12-31")]).toEqual([0, -1]);
});
test("of an error one line is shown, without the row a database puts behind it", () => {
  expect(
    firstLine("\nInvalid `prisma.dossier.create()` invocation:\n\n\nUnique constraint failed\nDETAIL: Key (name)=(Nguyễn)"),
  ).toBe("Unique constraint failed");
  expect(firstLine(null)).toBe("");
});

describe("the words", () => {
  const facts = {
    version: "17.1",
    megabytes: 1,
    used: 1,
    most: 2,
    applied: 1,
    missing: 0,
    broken: 0,
    latest: "x",
    waiting: 1,
    running: 0,
  };
  const more = {
    failed: 0,
    oldestSeconds: 0,
    seals: 1,
    waitingSeconds: 0,
    lastMinutes: 1,
    freeGigabytes: 1,
    totalGigabytes: 2,
    percent: 50,
  };
  const rest = {
    months: 5,
    until: "31/12/2027",
    expected: "2027",
    minutes: 1,
    checked: 3,
    damaged: 0,
    skewMs: 1,
    host: "h",
    days: 30,
    reason: "ok",
    tookMs: 5,
    node: "v20",
    hours: 1,
    decoder: "bare",
    live: 3,
    blind: 2,
  };
  test.each(["vi", "en"] as const)("every part in every state has a sentence (%s)", (locale) => {
    const t = createTranslator({
      locale,
      messages: { health: health[locale] },
      namespace: "health",
      onError: (error) => {
        throw error;
      },
    });
    for (const code of checkCodes)
      for (const state of checkStates) {
        const told = t(`checks.${code}.found`, { ...facts, ...more, ...rest, state } as never);
        expect(told.length, code).toBeGreaterThan(5);
        expect(told).not.toContain("{");
      }
    for (const name of jobNames) expect(t.has(`jobs.tasks.${name}`), name).toBe(true);
  });
});
