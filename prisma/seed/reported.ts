import type { Day } from "@/lib/calendar/model";
import { addMonths } from "@/lib/calendar/rules";
import type { reportable } from "@/lib/quality/model";
import type { Random } from "./random";
import type { SeedUnit } from "./units";

type Reportable = (typeof reportable)[number];
/** What each unit reports a month: out of how many, and what part of it, from – to. Points go up to two each. */
const reports: readonly { measure: Reportable; of: [number, number]; part: [number, number]; isPoints?: true }[] = [
  { measure: "announced-in-time", of: [2, 8], part: [0.7, 1] },
  { measure: "published-in-time", of: [2, 8], part: [0.75, 1] },
  { measure: "data-store-synchronised", of: [20, 80], part: [0.35, 0.9] },
  { measure: "population-data-used", of: [20, 80], part: [0.4, 0.95] },
  { measure: "population-data-connected", of: [20, 30], part: [0.3, 0.7] },
  { measure: "certified-electronically", of: [10, 60], part: [0.1, 0.6] },
  // Some months bring no feedback at all.
  { measure: "feedback-in-time", of: [0, 4], part: [0.6, 1] },
  { measure: "feedback-satisfied", of: [0, 4], part: [0.5, 1] },
  { measure: "tt01-agencies", of: [20, 60], part: [0.7, 1], isPoints: true },
];

export const reportedColumns = [
  "month",
  "unit_id",
  "measure",
  "top",
  "bottom",
  "source",
  "is_demo",
  "recorded_by",
  "recorded_at",
];

/** Invented reports of the wards and communes for the twelve months that are over; the newest still lacks two of them. */
export function reportedRows(
  today: Day,
  units: readonly SeedUnit[],
  unitId: (key: string) => number,
  random: Random,
): (string | number | boolean)[][] {
  const reporting = units.filter((u) => u.kind === "WARD" || u.kind === "COMMUNE");
  const last = addMonths(`${today.slice(0, 8)}01`, -1);
  return Array.from({ length: 12 }, (_, back) => addMonths(last, -back)).flatMap((month) =>
    reporting.flatMap((unit) =>
      reports
        .filter(({ measure }) => month !== last || (measure !== "tt01-agencies" && measure !== "certified-electronically"))
        .map(({ measure, of: [least, most], part: [low, high], isPoints }) => {
          const bottom = random.int(least, most);
          const top = Math.round(bottom * (isPoints ? 2 : 1) * (low + (high - low) * random.next()));
          const source = `Báo cáo tháng ${month.slice(5, 7)}/${month.slice(0, 4)} của ${unit.shortName} (mô phỏng)`;
          return [
            month,
            unitId(unit.key),
            measure,
            top,
            bottom,
            source,
            true,
            "system:demo",
            `${addMonths(month, 1).slice(0, 8)}02T03:00:00Z`,
          ];
        }),
    ),
  );
}
