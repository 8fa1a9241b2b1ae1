import { beforeAll, describe, expect, test } from "vitest";
import { defineIndicator, endIndicator, setDefinedTarget } from "@/lib/indicators/commands";
import type { DefinitionInput } from "@/lib/indicators/model";
import { listTargets, readSubsystemBoard } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";
import { addMeasure, addSubsystem, changeMeasure, changeSubsystem, recordFigures } from "@/lib/subsystems/commands";
import type { MeasureInput, SentFigure, SubsystemInput } from "@/lib/subsystems/model";
import { listSubsystems, listSyncs, readSubsystem } from "@/lib/subsystems/queries";
import { actor, area, asOwner, foundCity, unit } from "../city";

const now = new Date("2026-11-28T02:00:00Z");
const ctx = { actor: actor("admin"), now };
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );

const network: SubsystemInput = {
  ...{ code: "digital-infrastructure", nameVi: "Hạ tầng số", nameEn: "Digital infrastructure" },
  ...{ aboutVi: "Trạm phát sóng và độ phủ", aboutEn: "Base stations and coverage", source: "Sở Khoa học và Công nghệ" },
  ...{ unitId: unit.committee, cadenceHours: 24 * 100, isOn: true },
};
const measure = (code: string, more: Partial<MeasureInput> = {}): MeasureInput => ({
  ...{ code, nameVi: code, nameEn: code, unitOfMeasure: "trạm", kind: "STOCK", place: "CITY", grain: "QUARTER" },
  ...{ isAdditive: true, decimals: 0, ...more },
});
const term = (of: "measure" | "indicator", code: string, take: "sum" | "last" | "average" | "count" = "last") => ({
  ...{ of, code, take, isTakenAway: false },
});
const definition = (code: string, more: Partial<DefinitionInput> = {}): DefinitionInput => ({
  ...{ code, nameVi: code, nameEn: code, definitionVi: "Định nghĩa", definitionEn: "Definition", unitOfMeasure: "trạm" },
  ...{ direction: "more", decimals: 0, unitId: null, law: null, validFrom: "2020-01-01" },
  ...{ formula: { top: [term("measure", "stations-2g")], bottom: null, factor: 1 }, ...more },
});
const row = (name: string, on: string, value: string, more: Partial<SentFigure> = {}): SentFigure => ({
  ...{ measure: name, unit: "", area: "", on, value, ...more },
});
const ids: Record<string, number> = {};
const send = (rows: SentFigure[], at = now) => recordFigures({ actor: ctx.actor, now: at }, { id: ids.network ?? 0, rows });
const board = (from: string, to: string, more: { unitId?: number; asOf?: string } = {}, who = actor("leader")) =>
  readSubsystemBoard(who, { id: ids.network ?? 0 }, questionOf({ from, to, ...more }, "2026-11-28"));
const readings = async (...asked: Parameters<typeof board>) =>
  Object.fromEntries((await board(...asked)).readings.map((one) => [one.code, one]));

beforeAll(async () => {
  await foundCity();
  ids.network = (await addSubsystem(ctx, network)).id;
  for (const one of [
    measure("stations-2g"),
    measure("stations-3g"),
    measure("stations-4g"),
    measure("people", { unitOfMeasure: "người", grain: "YEAR" }),
    measure("trained", { kind: "FLOW", place: "UNIT", grain: "MONTH", unitOfMeasure: "lượt" }),
    measure("fibre", { kind: "STOCK", place: "UNIT", grain: "MONTH", unitOfMeasure: "%", isAdditive: false, decimals: 1 }),
    measure("cases", { kind: "FLOW", place: "AREA", grain: "DAY", unitOfMeasure: "ca" }),
  ])
    await addMeasure(ctx, { id: ids.network, ...one });
});

describe("figures of a subsystem", () => {
  test("come in, each row for itself; sent again nothing changes; another figure follows the one before and that one is kept", async () => {
    const rows = [
      row("stations-2g", "Q3/2026", "783"),
      row("stations-3g", "Q3/2026", "932"),
      row("stations-4g", "Q3/2026", "703"),
      row("people", "2026", "892.700"),
      row("people", "2026", "892700"),
    ];
    const first = await send(rows);
    expect(first).toMatchObject({ rowsRead: 5, rowsNew: 4, rowsChanged: 0, rowsSame: 0, rowsRefused: 1 });
    expect(first.faults).toEqual([{ row: 4, sent: row("people", "2026", "892.700"), field: "value", code: "number-ambiguous" }]);
    expect(await send(rows)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsSame: 4, rowsRefused: 1 });
    const later = new Date(now.getTime() + 60_000);
    expect(await send([row("stations-4g", "30/09/2026", "704")], later)).toMatchObject({ rowsNew: 0, rowsChanged: 1 });
    const { rows: kept } = await asOwner((c) =>
      c.query(
        `select f.value::text as value, f.superseded_at from figure f join measure m on m.id = f.measure_id where m.code = 'stations-4g' order by f.id`,
      ),
    );
    expect(kept).toEqual([
      { value: "703.000000", superseded_at: later },
      { value: "704.000000", superseded_at: null },
    ]);
    await send([row("stations-4g", "Q3/2026", "703")], new Date(later.getTime() + 60_000));
    const [latest] = await listSyncs(ctx.actor, ids.network ?? 0);
    expect(latest).toMatchObject({ byName: "Vũ Hải Yến", rowsChanged: 1 });
    expect(await readSubsystem(ctx.actor, { id: ids.network ?? 0 })).toMatchObject({
      measures: 7,
      lastAt: new Date(later.getTime() + 60_000).toISOString(),
      list: [{ code: "stations-2g", figures: 1, firstOn: "2026-09-30", lastOn: "2026-09-30" }, {}, {}, {}, {}, {}, {}],
    });
  });
  test("eight who send at once write one figure, and the application cannot change or remove one", async () => {
    const sent = await Promise.all(
      Array.from({ length: 8 }, (_, i) => send([row("cases", "2026-11-01", String(i), { area: "00691" })])),
    );
    expect(sent.filter(({ rowsNew }) => rowsNew === 1)).toHaveLength(1);
    const { rows } = await asOwner((c) =>
      c.query(
        `select count(*)::int as n from figure f join measure m on m.id = f.measure_id where m.code = 'cases' and superseded_at is null`,
      ),
    );
    expect(rows).toEqual([{ n: 1 }]);
    for (const statement of [
      "update figure set value = 1",
      "delete from figure",
      "update indicator_definition set formula = '{}'",
    ])
      await expect(
        asOwner(async (c) => {
          await c.query("set role vong_lau_app");
          return c.query(statement);
        }),
      ).rejects.toThrow(/permission denied/);
  });
  test("a unit's figures are told by whoever may; a subsystem that is off takes none; the registry says no to what does not fit", async () => {
    const of = ids.network ?? 0;
    const head = { ...actor("head"), grants: [{ permission: "figures.record" as const, units: [unit.tranPhu] }] };
    const told = await recordFigures(
      { actor: head, now },
      {
        id: of,
        rows: [row("trained", "10/2026", "40", { unit: "H22.15.7" }), row("trained", "10/2026", "9", { unit: "H22.15.9" })],
      },
    );
    expect([told.rowsNew, told.faults[0]?.code]).toEqual([1, "unit-not-reached"]);
    expect(await codeOf(recordFigures({ actor: actor("officer"), now }, { id: of, rows: [row("people", "2026", "1")] }))).toBe(
      "permission",
    );
    await changeSubsystem(ctx, { ...without(network, "code"), id: of, version: 1, isOn: false });
    expect(await codeOf(send([row("people", "2026", "1")]))).toBe("subsystem-off");
    expect(await codeOf(board("2026-01-01", "2026-12-31"))).toBe("not-found");
    expect(await codeOf(changeSubsystem(ctx, { ...without(network, "code"), id: of, version: 1 }))).toBe("subsystem-changed");
    await changeSubsystem(ctx, { ...without(network, "code"), id: of, version: 2 });
    expect(await codeOf(addSubsystem(ctx, network))).toBe("subsystem-code-taken");
    expect(await codeOf(addMeasure(ctx, { id: of, ...measure("people") }))).toBe("measure-code-taken");
    const words = { nameVi: "Dân số", nameEn: "People", unitOfMeasure: "người" };
    expect(await codeOf(changeMeasure(ctx, { id: 999, version: 1, ...words }))).toBe("not-found");
    expect(await codeOf(addSubsystem({ actor: actor("leader"), now }, { ...network, code: "other" }))).toBe("permission");
    expect((await listSubsystems(actor("leader"))).map(({ code, isOn }) => [code, isOn])).toEqual([
      ["digital-infrastructure", true],
    ]);
  });
});

describe("indicators the city makes", () => {
  test("are what their formulas say, of other indicators too, and know where nothing is known", async () => {
    const of = { id: ids.network ?? 0 };
    const three = ["stations-2g", "stations-3g", "stations-4g"].map((code) => term("measure", code));
    await defineIndicator(ctx, { ...of, ...definition("stations", { formula: { top: three, bottom: null, factor: 1 } }) });
    const perHead = { top: [term("indicator", "stations")], bottom: [term("measure", "people")], factor: 100_000 as const };
    await defineIndicator(ctx, { ...of, ...definition("stations-per-head", { decimals: 2, formula: perHead }) });
    const beside = { top: [term("indicator", "received"), term("measure", "people")], bottom: null, factor: 1 as const };
    await defineIndicator(ctx, { ...of, ...definition("with-our-own", { formula: beside }) });
    const told = await readings("2026-07-01", "2026-09-30");
    expect(told.stations).toMatchObject({
      value: 2_418,
      verdict: "no-data",
      lastOn: "2026-09-30",
      previous: null,
      isRatio: false,
    });
    // Figures of a year are of its last day, which the third quarter has not come to.
    expect(told["stations-per-head"]).toMatchObject({ value: null, top: 2_418, bottom: null });
    const year = await readings("2026-01-01", "2026-12-31");
    expect(year["stations-per-head"]).toMatchObject({ value: 270.86, top: 2_418, bottom: 892_700 });
    // No dossier was ever received here: 0, and known.
    expect(year["with-our-own"]?.value).toBe(892_700);
  });
  test("targets of a day, verdicts, and the units below beside each other; percentages of several units are never added up", async () => {
    const of = { id: ids.network ?? 0 };
    const rate = (code: string, name: string, take: "sum" | "last") =>
      definition(code, { formula: { top: [term("measure", name, take)], bottom: null, factor: 1 }, decimals: 1 });
    await defineIndicator(ctx, { ...of, ...rate("fibre-rate", "fibre", "last") });
    await defineIndicator(ctx, { ...of, ...rate("training", "trained", "sum") });
    await send([
      row("fibre", "10/2026", "98,6", { unit: "H22.15.7" }),
      row("fibre", "10/2026", "90", { unit: "H22.15.9" }),
      row("trained", "10/2026", "60", { unit: "H22.15.9" }),
      row("trained", "9/2026", "25", { unit: "H22.15.7" }),
    ]);
    const target = {
      indicatorCode: "fibre-rate",
      unitId: null,
      aim: 95,
      floor: 80,
      validFrom: "2026-01-01",
      source: "Kế hoạch 12",
    };
    await setDefinedTarget(ctx, { ...of, ...target });
    expect(await codeOf(setDefinedTarget(ctx, { ...of, ...target, indicatorCode: "none-such" }))).toBe("not-found");
    expect(await codeOf(setDefinedTarget(ctx, { ...of, ...target, aim: 70 }))).toBe("target-order");
    const october = await board("2026-10-01", "2026-10-31");
    const column = october.readings.findIndex(({ code }) => code === "fibre-rate");
    expect(october.readings[column]).toMatchObject({ value: null, verdict: "no-data" });
    const rows = Object.fromEntries(october.units.map(({ unitId, values }) => [unitId, values[column]]));
    expect([rows[unit.tranPhu], rows[unit.phuongDo]]).toEqual([
      { value: 98.6, verdict: "good" },
      { value: 90, verdict: "watch" },
    ]);
    const training = (await readings("2026-10-01", "2026-10-31")).training;
    expect(training).toMatchObject({ value: 100, previous: 25 });
    expect(training?.trail.slice(-2).map(({ value }) => value)).toEqual([25, 100]);
    const own = await readings("2026-10-01", "2026-10-31", { unitId: unit.tranPhu }, actor("head"));
    expect(own["fibre-rate"]).toMatchObject({ value: 98.6, verdict: "good" });
    // What is told of the city alone is not told of a unit.
    expect(own.stations?.value).toBeNull();
    expect(await codeOf(board("2026-10-01", "2026-10-31", { unitId: unit.phuongDo }, actor("head")))).toBe("not-found");
    expect((await listTargets(actor("leader"))).map(({ indicatorCode }) => indicatorCode)).not.toContain("fibre-rate");
  });
  test("a month that runs is set beside no whole one; what is told day by day is set beside as many days", async () => {
    await defineIndicator(ctx, {
      ...{ id: ids.network ?? 0 },
      ...definition("new-cases", {
        formula: { top: [term("measure", "cases", "sum")], bottom: null, factor: 1 },
        direction: "less",
      }),
    });
    await send([
      row("cases", "2026-11-10", "5", { area: "00691" }),
      row("cases", "2026-10-10", "2", { area: "00691" }),
      row("cases", "2026-10-31", "70", { area: "00946" }),
      row("trained", "11/2026", "7", { unit: "H22.15.7" }),
    ]);
    const running = await readings("2026-11-01", "2026-11-30", { asOf: "2026-11-28" });
    expect(running.training).toMatchObject({ value: 7, previous: null });
    expect(running["new-cases"]).toMatchObject({ previous: 2 });
    const ward = await readings("2026-10-01", "2026-10-31", { unitId: unit.phuongDo });
    expect(ward["new-cases"]?.value).toBe(70);
    expect(area.phuongDo).toBe(3);
  });
  test("another definition holds from its day, and what was told before is told as it was", async () => {
    const of = { id: ids.network ?? 0 };
    const modern = { top: ["stations-3g", "stations-4g"].map((code) => term("measure", code)), bottom: null, factor: 1 as const };
    await defineIndicator(ctx, {
      ...of,
      ...definition("stations", { formula: modern, validFrom: "2026-10-01", nameVi: "Trạm 3G, 4G" }),
    });
    expect((await readings("2026-07-01", "2026-09-30")).stations).toMatchObject({ value: 2_418, nameVi: "stations" });
    const now = (await readings("2026-10-01", "2026-12-31")).stations;
    expect(now).toMatchObject({ value: 1_635, nameVi: "Trạm 3G, 4G" });
    expect(now?.trail.slice(-2).map(({ value }) => value)).toEqual([2_418, 1_635]);
    expect(await codeOf(defineIndicator(ctx, { ...of, ...definition("stations", { validFrom: "2026-10-01" }) }))).toBe(
      "indicator-backdated",
    );
  });
  test("a ring, a name that is taken, a term that is not there and an end under another are refused", async () => {
    const of = { id: ids.network ?? 0 };
    const from = "2026-11-01";
    const ofOther = (code: string) => ({ top: [term("indicator", code)], bottom: null, factor: 1 as const });
    const define = (code: string, formula: DefinitionInput["formula"]) =>
      codeOf(defineIndicator(ctx, { ...of, ...definition(code, { formula, validFrom: from }) }));
    expect(await define("stations", ofOther("stations"))).toBe("indicator-cycle");
    expect(await define("stations", ofOther("stations-per-head"))).toBe("indicator-cycle");
    expect(await define("on-time-rate", ofOther("stations"))).toBe("indicator-code-taken");
    expect(await define("lost", ofOther("none-such"))).toBe("indicator-term-unknown");
    expect(await codeOf(endIndicator(ctx, { ...of, code: "stations", validUntil: "2026-11-30" }))).toBe("indicator-used");
    expect(await codeOf(endIndicator(ctx, { ...of, code: "with-our-own", validUntil: "2026-10-31" }))).toBe("done");
    expect((await readings("2026-10-01", "2026-12-31", { asOf: "2026-11-28" }))["with-our-own"]).toBeUndefined();
    expect((await readings("2026-01-01", "2026-09-30"))["with-our-own"]).toBeDefined();
  });
});

function without<T extends object, K extends keyof T>(of: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = of;
  return rest;
}
