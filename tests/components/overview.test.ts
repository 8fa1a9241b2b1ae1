import { expect, test } from "vitest";
import { dossiers } from "@/app/messages/dossiers";
import { worstFirst } from "@/components/board/order";
import { formatChange, formatValue } from "@/components/overview/figures";
import { directionOf } from "@/components/overview/indicator-words";
import { baseOf, dossiersOf, drillLink, setOf, smallBase, wayTo } from "@/components/overview/links";
import { rankUnits } from "@/components/overview/ranking";
import { currentSection } from "@/components/shell/nav";
import { sections } from "@/components/shell/sections";
import { longWaitDays } from "@/lib/dossiers/labels";
import { type Attention, indicatorCodes } from "@/lib/indicators/model";
import { catalogue } from "@/lib/indicators/rules";
import { locales } from "@/lib/words";

test.each(indicatorCodes)("%s: the screen knows the direction and the list the catalogue has", (code) => {
  expect(directionOf(code)).toBe(catalogue[code].direction);
  expect(setOf[code]).toBe(catalogue[code].set);
  expect(baseOf[code] ?? null).toBe(catalogue[code].base);
});

test.each([
  ["on-time-rate", 0.978, 0.972, "+0,6 điểm"],
  ["on-time-rate", 0.95, 0.961, "−1,1 điểm"],
  ["received", 10_376, 9_000, "+1.376"],
  ["mean-working-days", 3.5, 3.54, "0,0"],
] as const)("%s from %d to %d is a change of %s", (code, now, then, words) => {
  expect(formatChange("vi", code, now, then, "điểm")).toBe(words);
});

test("values are written the Vietnamese way", () => {
  expect(formatValue("vi", "on-time-rate", 0.97803)).toBe("97,8");
  expect(formatValue("vi", "received", 10_376)).toBe("10.376");
});

const question = { from: "2023-01-01", to: "2023-03-31", asOf: "2023-03-31" };
test("a number opens by unit, inside a unit by procedure, and a count opens its own dossiers", () => {
  expect(drillLink(question, "on-time-rate")).toContain("by=unit");
  expect(drillLink(question, "on-time-rate", { unitId: 3 })).toContain("unitId=3&indicator=on-time-rate&by=procedure");
  expect(dossiersOf(question, "overdue-now", { unitId: 3 })).toBe(
    "/dossiers?from=2023-01-01&to=2023-03-31&asOf=2023-03-31&unitId=3&set=overdue",
  );
});

test("a matter leads to the dossiers it counted, else to the figure they are of, else nowhere", () => {
  const matter = (kind: Attention["kind"], unitId: number | null, isAlone = false): Attention => ({
    ...{
      kind,
      unitId,
      isAlone,
      verdict: "bad",
      unitName: null,
      headTitle: null,
      headName: null,
      overDays: null,
      count: 3,
      worst: 4,
      since: null,
    },
  });
  const way = (...[about, canList]: [Attention, boolean]) => wayTo(about, question, canList);
  expect(way(matter("waiting-long", null), true)).toContain("set=waiting-long");
  expect(way(matter("waiting-long", null), false)).toBeNull();
  expect(way(matter("unit-overdue", 3), true)).toContain("unitId=3&set=overdue");
  expect(way(matter("unit-overdue", 3, true), true)).toContain("unitId=3&isAlone=true&set=overdue");
  expect(way(matter("unit-below-floor", 3), false)).toContain("indicator=resolved-late");
  expect(way(matter("due-soon", 3, true), false)).toBeNull();
  expect(way(matter("due-soon", null), true)).toBeNull();
});

test.each(locales)("the list is named after the wait the overview tells of: %s", (locale) => {
  expect(dossiers[locale].sets["waiting-long"]).toContain(` ${longWaitDays} `);
});

const unit = (unitId: number, name: string, onTime: number, done: number, overdue = 0) => ({
  unitId,
  name,
  kind: "WARD",
  areaCode: null,
  headTitle: null,
  headName: null,
  readings: [
    {
      code: "on-time-rate" as const,
      top: onTime,
      bottom: done,
      value: done ? onTime / done : null,
      verdict: "good" as const,
      targetIndex: null,
    },
    { code: "overdue-now" as const, top: overdue, bottom: null, value: overdue, verdict: "good" as const, targetIndex: null },
  ],
});

test("units rank by rate; one with too few dossiers to judge comes last, however good", () => {
  const ranked = rankUnits([unit(1, "A", 90, 100), unit(2, "B", smallBase - 1, smallBase - 1), unit(3, "C", 99, 100)], "rate");
  expect(ranked.map((r) => r.unit.unitId)).toEqual([3, 1, 2]);
  expect(ranked[2]?.isSmall).toBe(true);
});
test("by name, units stand in Vietnamese order", () => {
  expect(
    rankUnits([unit(1, "Đông", 1, 9), unit(2, "Dương", 1, 9), unit(3, "Ánh", 1, 9)], "unit").map((r) => r.unit.name),
  ).toEqual(["Ánh", "Dương", "Đông"]);
});

test.each([
  ["/", "overview"],
  ["/dossiers", "dossiers"],
  ["/dossiers/12", "dossiers"],
  ["/dossiers/board", "board"],
  ["/account", undefined],
])("at %s the section is %s", (path, name) => {
  expect(currentSection(sections, path)?.name).toBe(name);
});

test("a breakdown begins with where to look: the worst, and rates over a handful last", () => {
  const row = (key: string, code: "on-time-rate" | "overdue-now" | "received", top: number, bottom: number | null) => ({
    key,
    name: key,
    readings: [
      { code, top, bottom, value: bottom === null ? top : bottom ? top / bottom : null, verdict: "good" as const, target: null },
    ],
  });
  const keys = (rows: ReturnType<typeof row>[], code: "on-time-rate" | "overdue-now" | "received") =>
    worstFirst(rows, code).map((r) => r.key);
  const rates = [
    row("all", "on-time-rate", 90, 90),
    row("one", "on-time-rate", 0, 1),
    row("bad", "on-time-rate", 7, 10),
    row("none", "on-time-rate", 0, 0),
  ];
  expect(keys(rates, "on-time-rate").slice(0, 2)).toEqual(["bad", "all"]);
  expect(keys([row("few", "overdue-now", 1, null), row("many", "overdue-now", 9, null)], "overdue-now")).toEqual(["many", "few"]);
  expect(keys([row("less", "received", 1, null), row("most", "received", 9, null)], "received")).toEqual(["most", "less"]);
});
