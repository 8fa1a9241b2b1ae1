import { beforeAll, expect, test } from "vitest";
import { setReported } from "@/lib/quality/commands";
import { countQuality } from "@/lib/quality/jobs";
import { readIndex } from "@/lib/quality/queries";
import { actor, asOwner, foundCity, procedure, unit } from "../city";

/**
 * In the middle of February xã Phương Độ becomes part of phường Trần Phú, and the city's committee ends with nobody in its place: two units stand
 * at the top. What was received by either before that day is no less the city's.
 */
const now = new Date("2026-03-05T03:00:00Z");
const received: [unitId: number, on: string][] = [
  [unit.phuongDo, "2026-01-12"],
  [unit.committee, "2026-01-13"],
  [unit.phuongDo, "2026-02-03"],
  [unit.phuongDo, "2026-02-04"],
  [unit.committee, "2026-02-05"],
  [unit.tranPhu, "2026-02-20"],
];
beforeAll(async () => {
  await foundCity();
  await asOwner(async (c) => {
    for (const [i, [unitId, on]] of received.entries())
      await c.query(
        `insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, outcome, result_kind, applicant_name, applicant_search,
          accepted_at, accepted_on, due_at, due_on, ended_at, ended_on)
         values ($1, $2, $3, $3, 'COUNTER', 'FINISHED', 'ON_TIME', 'GRANTED', 'Thử', 'thu', $4::date, $4::date, $4::date, $4::date, $4::date, $4::date)`,
        [`H22.15-26-${i}`, procedure.birth, unitId, on],
      );
    await c.query("update unit set valid_until = '2026-02-14' where id = any($1)", [[unit.phuongDo, unit.committee]]);
    await c.query(
      `insert into unit_succession (predecessor_id, successor_id, "on", source) values ($1, $2, '2026-02-15', 'Nghị quyết sắp xếp')`,
      [unit.phuongDo, unit.tranPhu],
    );
  });
  // In place of what is counted of the commune, which has had its end.
  await setReported(
    { actor: actor("admin"), now },
    {
      ...{ month: "2026-01", unitId: unit.phuongDo, measure: "procedures-complete" as const, source: "Báo cáo số 1" },
      figure: { top: 1, bottom: 2 },
    },
  );
  await countQuality({}, undefined, now);
});
const indexOf = (month: string, more: object = {}) => readIndex(actor("leader"), { kind: "QD766", month, ...more }, now);
const onTime = async (month: string) => (await indexOf(month)).groups[1]?.components[0]?.figures[0];

test("the city's index has every dossier of the month, whoever received it, and each once", async () => {
  const told = await indexOf("2026-02");
  expect(told.units.map(({ name, received }) => [name, received])).toEqual([
    ["Tư pháp", 0],
    ["Phường Trần Phú", 3],
    ["", 1],
  ]);
  expect(await onTime("2026-02")).toMatchObject({ top: 4, bottom: 4 });
  expect(await onTime("2026-01")).toMatchObject({ top: 2, bottom: 2 });
});

test("the course of the year is that of the same dossiers: each month as it is told by itself", async () => {
  const { trend, total } = await indexOf("2026-02");
  const january = await indexOf("2026-01");
  expect(trend.slice(-2)).toEqual([
    { month: "2026-01", total: january.total },
    { month: "2026-02", total },
  ]);
  expect(january.total.points).toBeGreaterThan(0);
});

test("the ward that took the commune over has its past", async () => {
  const told = await indexOf("2026-02", { unitId: unit.tranPhu });
  expect(told.units.reduce((sum, one) => sum + one.received, 0)).toBe(3);
});
