import type pg from "pg";
import { systemActor } from "@/lib/auth/queries";
import { workingCalendar } from "@/lib/calendar/queries";
import { addDays, addMonths } from "@/lib/calendar/rules";
import { dueBounds } from "@/lib/dossiers/measures";
import type { Overview, OverviewQuestion } from "@/lib/indicators/model";
import { readOverview } from "@/lib/indicators/queries";
import { stretchesIn } from "@/lib/indicators/reading/compare";
import { cutsOf } from "@/lib/indicators/reading/sums";
import { compared, stretchesOf } from "@/lib/indicators/rules";
import { baseOverview } from "./base";
import { median, met, ms, ratio, type Table, time, timingOf, turns } from "./measure";

const actor = systemActor("bench");

type BaseAnswer = { received: { bucket: number; n: number }[]; ended: { bucket: number; outcome: string; n: number }[] };

/** What a leader opens first: the quarter that runs, all of the city. */
export function runningQuarter(today: string): OverviewQuestion {
  const month = `${today.slice(0, 8)}01`;
  const from = addMonths(month, -((Number(today.slice(5, 7)) - 1) % 3));
  return { period: { from, to: addDays(addMonths(from, 3), -1) }, asOf: today, scope: {} };
}

/** Overview from cells against the same numbers from the records. Returns the quarter's median in milliseconds. */
export async function benchOverview(table: Table, owner: pg.Client, size: number, today: string): Promise<number> {
  const quarter = runningQuarter(today);
  const odd = { period: { from: addDays(today, -83), to: addDays(today, -2) }, asOf: today, scope: {} };
  const isLarge = size > 2_000_000;
  table.section(`Overview at ${size.toLocaleString("en")} dossiers`, [
    "question",
    "records p50 ms",
    "cells p50 ms",
    "cells p95 ms",
    "ratio",
    "bar",
  ]);
  const calendar = await workingCalendar();
  const middles: number[] = [];
  for (const [name, question] of [
    ["the running quarter, all", quarter],
    ["an odd range, all", odd],
  ] as const) {
    const comparison = compared(question.period, question.asOf);
    if (!comparison) throw new Error("the period has not begun");
    const cuts = cutsOf([...stretchesIn(comparison), ...stretchesOf(comparison.current)], [question.asOf]);
    const sql = baseOverview(cuts, comparison.current, dueBounds(today, calendar), addDays(today, -21));
    let base: BaseAnswer | undefined;
    let ours: Overview | undefined;
    const ourTimes: number[] = [];
    const sides = await turns(
      {
        records: async () => {
          base = (await owner.query<{ answer: BaseAnswer }>({ text: sql.text, values: sql.values })).rows[0]?.answer;
        },
        cells: async () => {
          for (let i = 0; i < 10; i++)
            ourTimes.push(
              (
                await time(
                  async () => {
                    ours = await readOverview(actor, question);
                  },
                  1,
                  0,
                )
              ).p50,
            );
        },
      },
      isLarge ? 3 : 5,
    );
    prove(base, ours, cuts, comparison.current);
    const cells = timingOf(ourTimes.slice(10));
    const records = median(sides.records);
    middles.push(cells.p50);
    const share = records / cells.p50;
    table.row(
      name,
      ms(records),
      ms(cells.p50),
      ms(cells.p95),
      ratio(share),
      isLarge ? `≥ 200 ${met(share >= 200)}` : "(≥ 200 at 10 M)",
    );
  }
  for (const [name, scope] of [
    ["one unit", { unitId: 7 }],
    ["one sector", { sectorId: 3 }],
    ["one unit and sector", { unitId: 7, sectorId: 3 }],
  ] as const) {
    const cells = await time(() => readOverview(actor, { ...quarter, scope }), 20, 3);
    table.row(`the running quarter, ${name}`, "–", ms(cells.p50), ms(cells.p95), "–", "–");
  }
  const past = { period: { from: "2024-01-01", to: "2024-03-31" }, asOf: "2024-03-31", scope: {} };
  const then = await time(() => readOverview(actor, past), 3, 1);
  table.row("a quarter as it stood two years ago", "–", ms(then.p50), ms(then.p95), "–", "–");
  return middles[0] ?? Number.NaN;
}

/** Both ways must tell the same before their times mean anything. */
function prove(
  base: BaseAnswer | undefined,
  ours: Overview | undefined,
  cuts: readonly string[],
  period: { from: string; to: string },
): void {
  const within = (bucket: number) => bucket > cuts.indexOf(addDays(period.from, -1)) && bucket <= cuts.indexOf(period.to);
  const sum = (rows: readonly { bucket: number; n: number }[] = []) =>
    rows.filter((r) => within(r.bucket)).reduce((n, r) => n + r.n, 0);
  const told = (code: string) => ours?.headline.find((r) => r.code === code)?.top;
  const pairs = [
    [sum(base?.received), told("received")],
    [sum(base?.ended), told("resolved")],
  ];
  for (const [plain, cells] of pairs) if (plain !== cells) throw new Error(`records say ${plain}, cells ${cells}`);
}
