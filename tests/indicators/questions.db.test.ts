import { beforeAll, describe, expect, test } from "vitest";
import { addDays, addMonths } from "@/lib/calendar/rules";
import { Prisma, pool } from "@/lib/db/client";
import { setTarget } from "@/lib/indicators/commands";
import {
  Breakdown,
  Explanation,
  HeatMap,
  IndicatorAnswer,
  type IndicatorCode,
  indicatorCodes,
  type OverviewQuestion,
  targetCodes,
} from "@/lib/indicators/model";
import {
  explainIndicator,
  listIndicators,
  listTargets,
  readBreakdown,
  readHeatMap,
  readIndicator,
  readOverview,
} from "@/lib/indicators/queries";
import { unitsBelow } from "@/lib/units/queries";
import { seedTargets } from "@/prisma/seed/targets";
import { life } from "../cells/life";
import { chance, insertDossiers, insertStop, updateDossier } from "../cells/records";
import { dayOf } from "../cells/recount";
import { actor, asOwner, foundCity, procedure, unit } from "../city";

const asOf = dayOf(140);
const year: OverviewQuestion = { period: { from: "2026-01-01", to: "2026-12-31" }, asOf, scope: {} };
const middle: OverviewQuestion = { period: { from: "2026-02-04", to: "2026-03-12" }, asOf: "2026-03-12", scope: {} };

beforeAll(async () => {
  await foundCity();
  const c = chance(77);
  await asOwner(async (client) => {
    for (let i = 0; i < 400; i++) {
      const story = life(c);
      const [id] = await insertDossiers(client, [{ ...story, ended: null, outcome: null, refused: false, returned: null }]);
      for (const stop of story.stops) await insertStop(client, id ?? 0, stop);
      await updateDossier(client, id ?? 0, story);
      if (i === 300) await client.query("select fold_dossier_cells()");
    }
  });
});

const count = async (where: Prisma.Sql): Promise<number> => {
  const sql = Prisma.sql`select count(*)::int as n from dossier d join procedure p on p.id = d.procedure_id where ${where}`;
  return (await pool().query<{ n: number }>({ text: sql.text, values: sql.values })).rows[0]?.n ?? -1;
};
const flows: readonly IndicatorCode[] = ["received", "resolved", "refused", "withdrawn", "returned", "on-time-rate"];

describe.each([
  ["the year so far", year],
  ["odd days of the past", middle],
])("%s", (_, question) => {
  const accepted = Prisma.sql`d.accepted_on between ${question.period.from}::date and ${question.asOf}::date`;
  const refused = Prisma.sql`d.ended_on between ${question.period.from}::date and ${question.asOf}::date and d.result_kind = 'REFUSED'`;

  test.each(["unit", "procedure", "sector", "channel"] as const)("by %s", async (by) => {
    const answer = Breakdown.parse(
      await readBreakdown(actor("leader"), { codes: [...flows, "overdue-now", "due-soon"], by, question }),
    );
    expect(answer.rows.length).toBeGreaterThan(2);
    for (const { key, readings } of answer.rows) {
      const units = by === "unit" ? await unitsBelow(Number(key), question.asOf) : [];
      const own = {
        unit: Prisma.sql`d.unit_id = any(${units}::int[])`,
        procedure: Prisma.sql`d.procedure_id::text = ${key}`,
        sector: Prisma.sql`p.sector_id::text = ${key}`,
        channel: Prisma.sql`d.channel::text = ${key}`,
      }[by];
      expect(readings.find((r) => r?.code === "received")?.top, `${by} ${key}`).toBe(
        await count(Prisma.sql`${accepted} and ${own}`),
      );
      expect(readings.find((r) => r?.code === "refused")?.top, `${by} ${key}`).toBe(
        await count(Prisma.sql`${refused} and ${own}`),
      );
    }
    // Flows alone are read another way than flows with stocks, and say the same.
    const alone = await readBreakdown(actor("leader"), { codes: flows, by, question });
    for (const row of alone.rows)
      expect(row.readings).toEqual(answer.rows.find((r) => r.key === row.key)?.readings.slice(0, flows.length));
    const total = await readIndicator(actor("leader"), "overdue-now", question);
    if (by !== "unit")
      expect(answer.rows.reduce((n, r) => n + (r.readings.find((x) => x?.code === "overdue-now")?.top ?? 0), 0)).toBe(total.top);
  });

  test("by month the flows add up and the last stock is the answer's own", async () => {
    const answer = Breakdown.parse(
      await readBreakdown(actor("leader"), { codes: ["received", "overdue-now", "due-soon"], by: "month", question }),
    );
    const received = answer.rows.map((r) => r.readings[0]?.top ?? 0);
    expect(received.reduce((a, b) => a + b, 0)).toBe(await count(accepted));
    for (const [i, code] of [
      [1, "overdue-now"],
      [2, "due-soon"],
    ] as const) {
      const last = await readIndicator(actor("leader"), code, question);
      expect(answer.rows.at(-1)?.readings[i]?.top).toBe(last.top);
    }
    // A month's stock is what would have been answered on its last day.
    for (const { key, readings } of answer.rows.slice(0, -1)) {
      const to = addDays(addMonths(`${key.slice(0, 8)}01`, 1), -1);
      const then = { ...question, period: { from: key, to }, asOf: to };
      for (const [i, code] of [
        [1, "overdue-now"],
        [2, "due-soon"],
      ] as const)
        expect(readings[i]?.top, `${code} ${to}`).toBe((await readIndicator(actor("leader"), code, then)).top);
    }
  });

  test.each(["procedure", "sector"] as const)("unit × %s", async (by) => {
    for (const code of ["received", "overdue-now"] as const) {
      const map = HeatMap.parse(await readHeatMap(actor("leader"), { code, by, columns: 2, question }));
      expect(map.columns).toHaveLength(2);
      for (const [i, u] of map.units.entries())
        for (const [k, c] of map.columns.entries()) {
          const scope = {
            ...question,
            scope: { unitId: u.id, ...(by === "procedure" ? { procedureId: c.id } : { sectorId: c.id }) },
          };
          expect(map.cells[i]?.[k]?.top ?? 0, `${code} ${u.name} ${c.name}`).toBe(
            (await readIndicator(actor("leader"), code, scope)).top,
          );
        }
    }
  });
});

test("each indicator alone is the one of the overview", async () => {
  for (const question of [year, { ...middle, scope: { unitId: unit.tranPhu } }]) {
    const overview = await readOverview(actor("leader"), question);
    for (const { code, ...reading } of overview.headline) {
      const {
        period: _,
        asOf: __,
        at: ___,
        knownOn: ____,
        ...alone
      } = IndicatorAnswer.parse(await readIndicator(actor("leader"), code, question));
      expect(alone, code).toEqual({ code, ...reading });
    }
  }
});

test("nobody sees beyond their reach, whatever they ask", async () => {
  const own = await count(Prisma.sql`d.accepted_on is not null and d.accepted_on <= ${asOf}::date and d.unit_id in (3, 4)`);
  const byProcedure = await readBreakdown(actor("head"), { codes: ["received"], by: "procedure", question: year });
  expect(byProcedure.rows.reduce((n, r) => n + (r.readings[0]?.top ?? 0), 0)).toBe(own);
  const map = await readHeatMap(actor("head"), { code: "received", by: "procedure", columns: 10, question: year });
  expect(map.units.map((u) => u.id)).toEqual([unit.tranPhuDesk]);
  for (const scope of [
    { unitId: unit.phuongDo },
    { unitId: 999 },
    { procedureId: 999 },
    { sectorId: 2, procedureId: procedure.birth },
  ])
    await expect(readIndicator(actor("head"), "received", { ...year, scope })).rejects.toMatchObject({ kind: "not-found" });
});

test("an indicator explains itself in both languages", async () => {
  for (const code of indicatorCodes) {
    const vi = Explanation.parse(await explainIndicator(actor("leader"), code, "vi", "2026-11-22"));
    const en = await explainIndicator(actor("leader"), code, "en", "2026-11-22");
    expect(vi.definition).not.toBe(en.definition);
    expect(vi.lastChangeAt).not.toBeNull();
  }
  expect(listIndicators("vi", "2026-11-22")).toHaveLength(targetCodes.length);
});

describe("targets", () => {
  const now = new Date("2026-11-22T03:00:00Z");
  const target = {
    indicatorCode: "on-time-rate" as const,
    unitId: null,
    aim: 0.97,
    floor: 0.92,
    validFrom: "2026-03-01",
    source: "Kế hoạch 12/KH-UBND",
  };
  test("the city's own follows the default, ends it, and judges from its day on", async () => {
    await asOwner(seedTargets);
    await asOwner(seedTargets);
    expect((await listTargets(actor("leader"))).filter((t) => t.indicatorCode === "on-time-rate")).toHaveLength(1);
    await setTarget({ actor: actor("admin"), now }, target);
    await setTarget({ actor: actor("admin"), now }, { ...target, aim: 0.98 });
    await setTarget({ actor: actor("admin"), now }, { ...target, unitId: unit.tranPhu, aim: 0.5, floor: 0.1 });
    const kept = (await listTargets(actor("leader"))).filter((t) => t.indicatorCode === "on-time-rate");
    expect(kept.map((t) => [t.unitId, t.aim, t.validFrom, t.validUntil])).toEqual([
      [null, 0.98, "2026-03-01", null],
      [null, 0.95, "2018-01-01", "2026-02-28"],
      [unit.tranPhu, 0.5, "2026-03-01", null],
    ]);
    const february = await readIndicator(actor("leader"), "on-time-rate", {
      ...year,
      period: { from: "2026-02-01", to: "2026-02-28" },
      asOf: "2026-02-28",
    });
    const march = await readIndicator(actor("leader"), "on-time-rate", {
      ...year,
      period: { from: "2026-03-01", to: "2026-03-31" },
      asOf: "2026-03-31",
    });
    expect([february.target?.aim, march.target?.aim, march.previous?.target?.aim]).toEqual([0.95, 0.98, 0.95]);
    const overview = await readOverview(actor("leader"), year);
    const aimOf = (place: number | null | undefined) => (typeof place === "number" ? overview.targets[place]?.aim : null);
    expect(overview.units.map((u) => [u.unitId, aimOf(u.readings.find((r) => r.code === "on-time-rate")?.targetIndex)])).toEqual([
      [unit.justice, 0.98],
      [unit.tranPhu, 0.5],
      [unit.phuongDo, 0.98],
    ]);
    // Three units, two that share the city's aim: each target is told once.
    expect(overview.targets.filter((t) => t.validFrom === "2026-03-01").map((t) => t.aim)).toEqual([0.98, 0.5]);
    const log = await asOwner((client) => client.query("select count(*)::int as n from audit_entry where action = 'target.set'"));
    expect(log.rows[0]?.n).toBe(3);
  });
  test.each([
    [{ ...target, floor: 0.99 }, "refused", "target-order"],
    [{ ...target, indicatorCode: "received" as const, aim: 10, floor: 5 }, "refused", "target-neutral"],
    [{ ...target, validFrom: "2026-02-01" }, "conflict", "target-period-taken"],
    [{ ...target, unitId: 999 }, "not-found", "not-found"],
    [{ ...target, aim: 0.123456 }, "invalid", "input"],
  ])("%o is refused", async (input, kind, code) => {
    await expect(setTarget({ actor: actor("admin"), now }, input)).rejects.toMatchObject({ kind, code });
  });
  test("who may not set targets does not", async () => {
    await expect(setTarget({ actor: actor("leader"), now }, target)).rejects.toMatchObject({ kind: "forbidden" });
  });
});
