import { beforeAll, describe, expect, test } from "vitest";
import { workingCalendar } from "@/lib/calendar/queries";
import { addDays } from "@/lib/calendar/rules";
import { foldCells } from "@/lib/cells/jobs";
import { Prisma, pool } from "@/lib/db/client";
import { type DossierSet, dueBounds, inSet, longWaitBefore } from "@/lib/dossiers/measures";
import { Overview, type OverviewQuestion } from "@/lib/indicators/model";
import { readOverview } from "@/lib/indicators/queries";
import { unitsBelow } from "@/lib/units/queries";
import { life } from "../cells/life";
import { chance, insertDossiers, insertStop, updateDossier } from "../cells/records";
import { dayOf, type Story } from "../cells/recount";
import { actor, asOwner, foundCity, unit } from "../city";

const end = dayOf(140);

beforeAll(async () => {
  await foundCity();
  const c = chance(42);
  await asOwner(async (client) => {
    for (let i = 0; i < 700; i++) {
      const told = { ...life(c), unitId: c.one([1, 2, 3, 3, 4, 5]) };
      const story = i % 10 === 0 ? long(told) : told;
      const [id] = await insertDossiers(client, [{ ...story, ended: null, outcome: null, refused: false, returned: null }]);
      for (const stop of story.stops) await insertStop(client, id ?? 0, stop);
      await updateDossier(client, id ?? 0, story);
      if (i === 400) await client.query("select fold_dossier_cells()");
    }
  });
});

/** The same life, but its end let months wait: at most days of the past it was open and old. */
function long(story: Omit<Story, "id">): Omit<Story, "id"> {
  if (story.ended === null || story.due === null) return story;
  return { ...story, ended: 139, outcome: "LATE", refused: false, returned: null, used: 19 };
}

/** The same question asked of the records themselves. */
async function listed(question: OverviewQuestion, set: DossierSet, isPresent = false): Promise<number> {
  const { scope, asOf } = question;
  const [to = asOf] = [question.period.to, asOf].sort();
  const calendar = await workingCalendar();
  const units = scope.unitId === undefined ? null : await unitsBelow(scope.unitId, asOf);
  const sql = Prisma.sql`select count(*)::int as n from dossier d join procedure p on p.id = d.procedure_id
    where ${inSet(set, { from: question.period.from, to, bounds: dueBounds(asOf, calendar), longWaitBefore: longWaitBefore(asOf, calendar), isPresent })}
      and (${units}::int[] is null or d.unit_id = any(${units}::int[])) and (${scope.sectorId ?? null}::int is null or p.sector_id = ${scope.sectorId ?? null}::int)
      and (${scope.procedureId ?? null}::int is null or d.procedure_id = ${scope.procedureId ?? null}::int) and (${scope.channel ?? null}::channel is null or d.channel = ${scope.channel ?? null}::channel)`;
  return (await pool().query<{ n: number }>({ text: sql.text, values: sql.values })).rows[0]?.n ?? -1;
}

const scopes: OverviewQuestion["scope"][] = [
  {},
  { unitId: unit.committee },
  { unitId: unit.tranPhu },
  { unitId: unit.phuongDo, channel: "ONLINE" },
  { sectorId: 1 },
  { procedureId: 3 },
  { channel: "POST" },
  { unitId: unit.tranPhu, sectorId: 1 },
  { unitId: unit.tranPhu, sectorId: 2, channel: "COUNTER" },
];
const times: [string, OverviewQuestion["period"], string][] = [
  ["a whole month, seen from the end", { from: "2026-02-01", to: "2026-02-28" }, end],
  ["a month still running", { from: "2026-02-01", to: "2026-02-28" }, "2026-02-17"],
  ["odd days in the past", { from: "2026-01-14", to: "2026-03-09" }, "2026-03-09"],
  ["the year to the end", { from: "2026-01-01", to: "2026-12-31" }, end],
];

describe.each(times)("%s", (_, period, asOf) => {
  test.each(scopes.map((scope) => [JSON.stringify(scope), scope] as const))(
    "a number is the length of the list behind it: %s",
    async (_name, scope) => {
      const question = { period, asOf, scope };
      const overview = Overview.parse(await readOverview(actor("leader"), question));
      const of = (code: string) => overview.headline.find((r) => r.code === code);
      const list = (set: DossierSet) => listed(question, set);
      expect(of("received")?.top).toBe(await list("received"));
      expect(of("resolved")?.top).toBe(await list("resolved"));
      expect(of("on-time-rate")?.top).toBe((await list("resolved-early")) + (await list("resolved-on-time")));
      expect(of("on-time-rate")?.bottom).toBe(await list("resolved"));
      expect(of("online-rate")?.top).toBe(await list("online"));
      expect(of("overdue-now")?.top).toBe(await list("overdue"));
      expect(of("due-soon")?.top).toBe(await list("due-soon"));
      expect(of("in-progress")?.top).toBe(await list("in-progress"));
      expect(of("awaiting-applicant")?.top).toBe(await list("awaiting-applicant"));
      for (const { bucket, count } of overview.ages) expect(count, bucket).toBe(await list(`age-${bucket}`));
      for (const row of overview.units) {
        const own = { ...question, scope: { ...scope, unitId: row.unitId } };
        const reading = (code: string) => row.readings.find((r) => r.code === code)?.top;
        expect(reading("received"), row.name).toBe(await listed(own, "received"));
        expect(reading("resolved"), row.name).toBe(await listed(own, "resolved"));
        expect(reading("overdue-now"), row.name).toBe(await listed(own, "overdue"));
      }
      const sum = (key: "received" | "resolved" | "late") => overview.trend.reduce((n, p) => n + p[key], 0);
      expect(sum("received")).toBe(of("received")?.top);
      expect(sum("resolved")).toBe(of("resolved")?.top);
      // The trail ends with the period; what it shows of the past is what was answered then.
      expect(of("received")?.trail).toHaveLength(12);
      expect(of("received")?.trail.at(-1)?.value).toBe(of("received")?.value);
    },
  );
});

test("in the present the open dossiers' own days tell the same", async () => {
  const question = { period: { from: "2026-01-01", to: "2026-12-31" }, asOf: end, scope: {} };
  for (const set of [
    "overdue",
    "due-soon",
    "in-progress",
    "awaiting-applicant",
    "age-over-3",
    "age-no-due",
    "age-late-1-5",
  ] as const)
    expect(await listed(question, set, true), set).toBe(await listed(question, set, false));
});

test("folding changes no number", async () => {
  const question = { period: { from: "2026-02-01", to: "2026-03-31" }, asOf: "2026-03-31", scope: { unitId: unit.tranPhu } };
  const { at: _, ...before } = await readOverview(actor("leader"), question);
  expect(await foldCells()).toBeGreaterThan(0);
  const { at: __, ...after } = await readOverview(actor("leader"), question);
  expect(after).toEqual(before);
});

test("(1) = (5) + (9), and what is carried over is what was open: month after month", async () => {
  const months = ["2026-01", "2026-02", "2026-03", "2026-04"];
  let carried = 0;
  for (const month of months) {
    const from = `${month}-01`;
    const to = addDays(month === "2026-04" ? "2026-05-01" : `2026-0${Number(month.slice(6)) + 1}-01`, -1);
    const overview = await readOverview(actor("leader"), { period: { from, to }, asOf: to, scope: {} });
    const of = (code: string) => overview.headline.find((r) => r.code === code)?.top ?? Number.NaN;
    const open = of("in-progress") + of("awaiting-applicant");
    const left =
      (await listed({ period: { from, to }, asOf: to, scope: {} }, "withdrawn")) +
      (await asOwner(
        async (client) =>
          (
            await client.query(
              "select count(*)::int as n from dossier where outcome = 'STOPPED' and ended_on between $1 and $2",
              [from, to],
            )
          ).rows[0].n,
      ));
    expect(of("received") + carried).toBe(of("resolved") + left + open);
    expect(overview.ages.reduce((n, a) => n + a.count, 0)).toBe(open);
    carried = open;
  }
});

test("an actor sees only what is in reach", async () => {
  const question = { period: { from: "2026-01-01", to: "2026-12-31" }, asOf: end, scope: {} };
  const own = await readOverview(actor("officer"), question);
  expect(own.headline.find((r) => r.code === "received")?.top).toBe(
    await listed({ ...question, scope: { unitId: unit.tranPhu } }, "received"),
  );
  expect(own.units.map((u) => u.unitId)).toEqual([unit.tranPhuDesk]);
  await expect(readOverview(actor("officer"), { ...question, scope: { unitId: unit.phuongDo } })).rejects.toMatchObject({
    kind: "not-found",
  });
  await expect(readOverview(actor("officer"), { ...question, scope: { unitId: unit.committee } })).rejects.toMatchObject({
    kind: "not-found",
  });
  await expect(readOverview(actor("leader"), { ...question, scope: { sectorId: 99 } })).rejects.toMatchObject({
    kind: "not-found",
  });
  await expect(readOverview(actor("leader"), { ...question, asOf: "2025-12-31" })).rejects.toMatchObject({
    code: "period-not-begun",
  });
});

test("the past before the first record is not compared with", async () => {
  const overview = await readOverview(actor("leader"), {
    period: { from: "2026-01-01", to: "2026-01-31" },
    asOf: "2026-01-31",
    scope: {},
  });
  for (const reading of overview.headline) expect([reading.previous, reading.lastYear]).toEqual([null, null]);
  const next = await readOverview(actor("leader"), {
    period: { from: "2026-02-01", to: "2026-02-28" },
    asOf: "2026-02-28",
    scope: {},
  });
  const before = await readOverview(actor("leader"), {
    period: { from: "2026-01-01", to: "2026-01-31" },
    asOf: "2026-01-31",
    scope: {},
  });
  for (const reading of next.headline)
    expect(reading.previous?.value, reading.code).toEqual(before.headline.find((r) => r.code === reading.code)?.value);
});
