import { expect, test } from "vitest";
import type { UnitRow } from "@/lib/indicators/model";
import { attention } from "@/lib/indicators/reading/attention";
import { judge } from "@/lib/indicators/rules";

const target = { aim: 0, floor: 5, source: "a test", validFrom: "2026-01-01" };
const unit = (overdue: number, isTargeted = true): UnitRow => ({
  unitId: 1,
  name: "Xã A",
  kind: "WARD",
  headTitle: "Chủ tịch UBND",
  headName: null,
  areaCode: null,
  readings: [
    {
      code: "overdue-now",
      top: overdue,
      bottom: null,
      value: overdue,
      verdict: judge({ top: overdue, bottom: null }, isTargeted ? target : null, "less"),
      targetIndex: isTargeted ? 0 : null,
    },
  ],
});

test.each([
  ["few and lately: the target says watch", 5, 5, true, "watch"],
  ["more than the floor", 6, 1, true, "bad"],
  ["a single one, but long late", 1, 6, true, "bad"],
  ["no target: an overdue dossier is nothing to watch", 1, 1, false, "bad"],
] as const)("%s", (_, overdue, daysLate, isTargeted, verdict) => {
  const states = [{ row: unit(overdue, isTargeted), open: { overdue, firstDue: "2026-03-02", dueSoon: 0 } }];
  const [matter] = attention(states, { count: 0, since: null }, () => daysLate);
  expect(matter).toMatchObject({ kind: "unit-overdue", verdict, count: overdue, worst: daysLate });
});
