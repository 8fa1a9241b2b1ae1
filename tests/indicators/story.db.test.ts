import { beforeAll, expect, test } from "vitest";
import { readOverview } from "@/lib/indicators/queries";
import { seedTargets } from "@/prisma/seed/targets";
import { actor, asOwner, foundCity, unit } from "../city";

/**
 * Trần Phú in March 2026, ten dossiers told by hand (Monday 2 March is a working day; the week of the 9th to the 13th has no holiday).
 *
 *   code  accepted  due    ended           what happened
 *   1     02/3      05/3   04/3 EARLY      online, wholly online procedure; 2 days; returned 06/3
 *   2     02/3      05/3   05/3 ON_TIME    counter; 3 days
 *   3     02/3      05/3   09/3 LATE       post; 5 days
 *   4     03/3      06/3   –               overdue since the 7th
 *   5     03/3      13/3   –               due in one working day on the 12th
 *   6     04/3      –      –               waits for papers since the 5th
 *   7     05/3      –      –               waited from the 6th to the 10th, then due on the 24th (RESTART)
 *   8     06/3      20/3   10/3 WITHDRAWN
 *   9     09/3      12/3   12/3 ON_TIME    refused on the merits; 3 days; counter
 *   10    26/2      03/3   03/3 ON_TIME    carried over from February; 3 days
 */
beforeAll(async () => {
  await foundCity();
  await asOwner(async (client) => {
    await seedTargets(client);
    const rows: [
      number,
      number,
      string,
      string,
      string,
      string | null,
      string | null,
      string | null,
      string | null,
      number | null,
      string | null,
    ][] = [
      [1, 2, "ONLINE", "FULL", "2026-03-02", "2026-03-05", "2026-03-04", "EARLY", "GRANTED", 2, "2026-03-06"],
      [2, 2, "COUNTER", "FULL", "2026-03-02", "2026-03-05", "2026-03-05", "ON_TIME", "GRANTED", 3, null],
      [3, 2, "POST", "FULL", "2026-03-02", "2026-03-05", "2026-03-09", "LATE", "GRANTED", 5, null],
      [4, 2, "COUNTER", "FULL", "2026-03-03", "2026-03-06", null, null, null, null, null],
      [5, 3, "ONLINE", "PARTIAL", "2026-03-03", "2026-03-13", null, null, null, null, null],
      [6, 3, "ONLINE", "PARTIAL", "2026-03-04", null, null, null, null, null, null],
      [7, 3, "COUNTER", "PARTIAL", "2026-03-05", "2026-03-24", null, null, null, null, null],
      [8, 3, "COUNTER", "PARTIAL", "2026-03-06", "2026-03-20", "2026-03-10", "WITHDRAWN", null, null, null],
      [9, 2, "COUNTER", "FULL", "2026-03-09", "2026-03-12", "2026-03-12", "ON_TIME", "REFUSED", 3, null],
      [10, 2, "COUNTER", "FULL", "2026-02-26", "2026-03-03", "2026-03-03", "ON_TIME", "GRANTED", 3, null],
    ];
    for (const [n, procedureId, channel, level, accepted, due, ended, outcome, result, used, returned] of rows)
      await client.query(
        `insert into dossier (id, code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind, applicant_name, applicant_search,
           accepted_on, accepted_at, due_on, due_at, ended_on, ended_at, returned_on, returned_at, working_days_used)
         values ($1, $2, $3, 4, 4, $4, $5, 'IN_PROGRESS', $6, $7, 'Nguyễn Văn Thử', 'nguyen van thu',
           $8::date, $8::date + time '03:00', $9::date, $9::date + time '03:00', $10::date, $10::date + time '05:00', $11::date, $11::date + time '06:00', $12)`,
        [n, `H22.15.7-${n}`, procedureId, channel, level, outcome, result, accepted, due, ended, returned, used],
      );
    await client.query(`insert into dossier_clock_stop (dossier_id, kind, policy, reason, stopped_at, stopped_on, resumed_at, resumed_on, due_at_before, due_on_before) values
      (6, 'SUPPLEMENT', 'RESTART', 'thiếu bản vẽ', '2026-03-05T03:00Z', '2026-03-05', null, null, '2026-03-18T03:00Z', '2026-03-18'),
      (7, 'SUPPLEMENT', 'RESTART', 'thiếu bản vẽ', '2026-03-06T03:00Z', '2026-03-06', '2026-03-10T03:00Z', '2026-03-10', '2026-03-19T03:00Z', '2026-03-19')`);
  });
});

const ask = (asOf: string, from = "2026-03-01", to = "2026-03-31") =>
  readOverview(actor("leader"), { period: { from, to }, asOf, scope: { unitId: unit.tranPhu } });

test("March as it stood at the end of the 12th", async () => {
  const overview = await ask("2026-03-12");
  const told = Object.fromEntries(overview.headline.map((r) => [r.code, [r.top, r.bottom, r.verdict]]));
  expect(told).toEqual({
    "on-time-rate": [4, 5, "bad"],
    "overdue-now": [1, null, "watch"],
    "due-soon": [1, null, "no-data"],
    received: [9, null, "no-data"],
    resolved: [5, null, "no-data"],
    "in-progress": [3, null, "no-data"],
    "awaiting-applicant": [1, null, "no-data"],
    "online-rate": [3, 9, "good"],
    "on-time-of-received-rate": [4, 9, "bad"],
    "mean-working-days": [16, 5, "no-data"],
  });
  expect(overview.period).toEqual({ from: "2026-03-01", to: "2026-03-12" });
  expect(overview.ages).toEqual([
    { bucket: "over-3", count: 1 },
    { bucket: "1-3", count: 1 },
    { bucket: "today", count: 0 },
    { bucket: "late-1-5", count: 1 },
    { bucket: "late-over-5", count: 0 },
    { bucket: "no-due", count: 1 },
  ]);
  const desk = {
    ...{ unitId: unit.tranPhuDesk, unitName: "Bộ phận Một cửa phường Trần Phú", isAlone: false },
    ...{ headTitle: null, headName: null, overDays: null },
  };
  expect(overview.attention).toEqual([
    { kind: "unit-overdue", verdict: "watch", ...desk, count: 1, worst: 4, since: "2026-03-06" },
    { kind: "unit-below-floor", verdict: "bad", ...desk, count: 1, worst: 0.8, since: null },
    { kind: "due-soon", verdict: "watch", ...desk, count: 1, worst: null, since: null },
  ]);
  expect(overview.trend.map((p) => [p.from, p.to, p.received, p.resolved, p.onTime, p.late])).toEqual([
    ["2026-03-01", "2026-03-01", 0, 0, 0, 0],
    ["2026-03-02", "2026-03-02", 3, 0, 0, 0],
    ["2026-03-03", "2026-03-03", 2, 1, 1, 0],
    ["2026-03-04", "2026-03-04", 1, 1, 1, 0],
    ["2026-03-05", "2026-03-05", 1, 1, 1, 0],
    ["2026-03-06", "2026-03-06", 1, 0, 0, 0],
    ["2026-03-07", "2026-03-07", 0, 0, 0, 0],
    ["2026-03-08", "2026-03-08", 0, 0, 0, 0],
    ["2026-03-09", "2026-03-09", 1, 1, 0, 1],
    ["2026-03-10", "2026-03-10", 0, 0, 0, 0],
    ["2026-03-11", "2026-03-11", 0, 0, 0, 0],
    ["2026-03-12", "2026-03-12", 0, 1, 1, 0],
  ]);
});

test("the same month as it stood on the 6th: what came later is not known yet", async () => {
  const overview = await ask("2026-03-06");
  const of = (code: string) => overview.headline.find((r) => r.code === code)?.top;
  // 3 (due the 5th) is late, 4 falls due today; 6 and 7 wait; 8 is not withdrawn yet; 9 has not come in.
  expect([
    of("received"),
    of("resolved"),
    of("overdue-now"),
    of("in-progress"),
    of("awaiting-applicant"),
    of("due-soon"),
  ]).toEqual([8, 3, 1, 4, 2, 1]);
});

test("the month before is the period before", async () => {
  const overview = await ask("2026-03-31");
  const received = overview.headline.find((r) => r.code === "received");
  expect([received?.previous?.top, received?.lastYear]).toEqual([1, null]);
  expect((await ask("2026-02-28", "2026-02-01", "2026-02-28")).headline.find((r) => r.code === "received")?.top).toBe(1);
});

test("where nothing is late, near or waiting, there is one sentence", async () => {
  const overview = await readOverview(actor("leader"), {
    period: { from: "2026-03-01", to: "2026-03-31" },
    asOf: "2026-03-12",
    scope: { unitId: unit.phuongDo },
  });
  expect(overview.attention.map((a) => a.kind)).toEqual(["all-clear"]);
  expect(overview.units.map((u) => u.unitId)).toEqual([unit.phuongDo]);
  expect(overview.headline.find((r) => r.code === "on-time-rate")).toMatchObject({ value: null, verdict: "no-data" });
});
