import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, test } from "vitest";
import * as exportCsv from "@/app/api/v1/dossiers/export.csv/route";
import * as exportXlsx from "@/app/api/v1/dossiers/export.xlsx/route";
import * as list from "@/app/api/v1/dossiers/route";
import * as indicator from "@/app/api/v1/indicators/[code]/route";
import { baseOf, dossiersOf, dossiersOver, type Question, queryOf, wayTo } from "@/components/overview/links";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { DossierFilter, DossierPage, ExportFilter } from "@/lib/dossiers/model";
import { type Clock, exportDossiers, listDossiers } from "@/lib/dossiers/queries";
import { type Attention, type BreakdownKey, IndicatorAnswer, type IndicatorCode, indicatorCodes } from "@/lib/indicators/model";
import { readBreakdown, readIndicator, readOverview } from "@/lib/indicators/queries";
import { seedTargets } from "@/prisma/seed/targets";
import { mintSession, requestOf } from "../auth/people";
import { life } from "../cells/life";
import { chance, insertDossiers, insertStop, updateDossier } from "../cells/records";
import { dayOf } from "../cells/recount";
import { actor, asOwner, foundCity, unit, user } from "../city";

/**
 * One figure: the number on a tile is the length of the list it opens, of the file that list becomes, and what a machine is told.
 * For every indicator there is, above and below the line, in several scopes, stretches and roles; the addresses are the screen's own.
 */
const today = dayOf(140);
beforeAll(async () => {
  await foundCity();
  const c = chance(7_001);
  await asOwner(async (client) => {
    await seedTargets(client);
    for (let i = 0; i < 500; i++) {
      const story = { ...life(c), unitId: c.one([1, 2, 3, 3, 4, 5]) };
      const [id] = await insertDossiers(client, [{ ...story, ended: null, outcome: null, refused: false, returned: null }]);
      for (const stop of story.stops) await insertStop(client, id ?? 0, stop);
      await updateDossier(client, id ?? 0, story);
      if (i === 250) await client.query("select fold_dossier_cells()");
    }
  });
});

/** As for one request: what is counted with a calendar is kept with it, and nobody changes this one. */
let clock: Clock;
beforeAll(async () => {
  clock = { today, calendar: await workingCalendar() };
});
const searchOf = (href: string) => new URL(href, "http://city").searchParams;
const scopeOf = ({ from, to, asOf, ...scope }: Question) => ({ period: { from, to }, asOf, scope });

/** Several indicators share a list: each address is asked once. */
const asked = new Map<string, Promise<number>>();
function once(what: string, who: Parameters<typeof actor>[0], href: string, ask: () => Promise<number>): Promise<number> {
  const key = `${what} ${who} ${href}`;
  const answer = asked.get(key) ?? ask();
  asked.set(key, answer);
  return answer;
}
const listed = (who: Parameters<typeof actor>[0], href: string) => once("list", who, href, () => walked(who, href));
const filed = (who: Parameters<typeof actor>[0], href: string) => once("file", who, href, () => written(who, href));

/** How many rows the list of an address holds, walked page by page as a person would. */
async function walked(who: Parameters<typeof actor>[0], href: string): Promise<number> {
  const filter = DossierFilter.parse({ ...Object.fromEntries(searchOf(href)), take: 200 });
  const ids = new Set<number>();
  let total: number | null = null;
  for (let cursor: string | undefined; ; ) {
    const page = await listDossiers(actor(who), { ...filter, cursor }, clock);
    for (const row of page.rows) ids.add(row.id);
    total ??= page.total;
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(total).toBe(ids.size);
  return ids.size;
}
/** How many rows the file of an address holds. */
async function written(who: Parameters<typeof actor>[0], href: string): Promise<number> {
  const filter = ExportFilter.parse(Object.fromEntries(searchOf(href)));
  const about = { format: "csv", locale: "vi", now: new Date(), title: "t", notes: [] } as const;
  const file = await exportDossiers(actor(who), filter, clock, about);
  // The title, an empty line and the names of the columns stand above.
  return (await text(file.body)).trimEnd().split("\r\n").length - 3;
}

const scopes: Partial<Question>[] = [
  {},
  { unitId: unit.tranPhu },
  { unitId: unit.phuongDo, channel: "ONLINE" },
  { sectorId: 1 },
  { unitId: unit.tranPhu, procedureId: 3 },
  { channel: "POST" },
];
const times: [string, Pick<Question, "from" | "to" | "asOf">][] = [
  ["the year to this day", { from: "2026-01-01", to: "2026-12-31", asOf: today }],
  ["a month that is over", { from: "2026-02-01", to: "2026-02-28", asOf: "2026-02-28" }],
  ["a month seen from its middle", { from: "2026-03-01", to: "2026-03-31", asOf: "2026-03-17" }],
  ["a month that is over, seen from later", { from: "2026-02-01", to: "2026-02-28", asOf: "2026-04-09" }],
];
const roles = ["leader", "head"] as const;
const seen = new Map<IndicatorCode, number>();
/** The kinds of matters that stood among what needs attention, and those that were of a unit alone. */
const attended = new Set<string>();

/** The list above the line has as many rows as the top says (a mean's top is days, not dossiers), the one below as the bottom. */
async function compare(
  who: (typeof roles)[number],
  question: Question,
  code: IndicatorCode,
  reading: { top: number; bottom: number | null },
) {
  const about = `${who} ${code} ${JSON.stringify(question)}`;
  if (code !== "mean-working-days") {
    expect(await listed(who, dossiersOf(question, code)), about).toBe(reading.top);
    expect(await filed(who, dossiersOf(question, code)), about).toBe(reading.top);
  }
  expect(reading.bottom === null, about).toBe(baseOf[code] === undefined);
  if (reading.bottom !== null) {
    expect(await listed(who, dossiersOver(question, code)), about).toBe(reading.bottom);
    expect(await filed(who, dossiersOver(question, code)), about).toBe(reading.bottom);
  }
}

/** What a leader is told to look at opens as many dossiers as it says. */
async function attend(who: (typeof roles)[number], question: Question, matter: Attention) {
  attended.add(matter.kind + (matter.isAlone ? ", alone" : ""));
  if (matter.kind === "all-clear") return;
  const href = wayTo(matter, question, true);
  const about = `${who} ${JSON.stringify([matter, question, href])}`;
  expect(href, about).not.toBeNull();
  expect(matter.unitId === null, about).toBe(matter.kind === "waiting-long");
  expect(await listed(who, href ?? ""), about).toBe(matter.count);
}

describe.each(times)("%s", (_, time) => {
  test.each(roles)("every indicator in every scope, for the %s", { timeout: 120_000 }, async (who) => {
    for (const scope of who === "head" ? scopes.filter((s) => s.unitId !== unit.phuongDo) : scopes) {
      const question = { ...time, ...scope };
      const overview = await readOverview(actor(who), scopeOf(question));
      for (const code of indicatorCodes) {
        const reading = await readIndicator(actor(who), code, scopeOf(question));
        await compare(who, question, code, reading);
        const tile = overview.headline.find((r) => r.code === code);
        if (tile) expect([tile.top, tile.bottom], code).toEqual([reading.top, reading.bottom]);
        seen.set(code, Math.max(seen.get(code) ?? 0, reading.top));
      }
      for (const matter of overview.attention) await attend(who, question, matter);
    }
  });

  test.each(["unit", "procedure", "channel"] as const)(
    "every row of a breakdown by %s",
    { timeout: 120_000 },
    async (by: BreakdownKey) => {
      const key = { unit: "unitId", procedure: "procedureId", channel: "channel" }[by as "unit"];
      const answer = await readBreakdown(actor("leader"), { codes: indicatorCodes, by, question: scopeOf({ ...time }) });
      for (const row of answer.rows)
        for (const reading of row.readings)
          if (reading)
            await compare("leader", { ...time, [key]: by === "channel" ? row.key : Number(row.key) }, reading.code, reading);
    },
  );
});

test("no figure was always nothing, which would prove nothing", () => {
  for (const code of indicatorCodes) expect(seen.get(code), code).toBeGreaterThan(0);
  for (const kind of ["unit-overdue", "unit-overdue, alone", "due-soon", "due-soon, alone", "unit-below-floor", "waiting-long"])
    expect([...attended], kind).toContain(kind);
});

test("over the wire: the indicator, the list, the CSV and the workbook say the same number", { timeout: 60_000 }, async () => {
  const session = await mintSession(user.leader);
  const none = { params: Promise.resolve({}) };
  // The wall clock is later than every story: all of them lie in the past.
  const question: Question = { from: "2026-01-01", to: "2026-05-31", asOf: "2026-05-31" };
  expect(cityDay(new Date()) > question.asOf).toBe(true);
  for (const code of indicatorCodes.filter((c) => c !== "mean-working-days")) {
    const path = `/api/v1/indicators/${code}?${queryOf(question)}`;
    const answer = await indicator.GET(requestOf(session, path), { params: Promise.resolve({ code }) });
    const { top } = IndicatorAnswer.parse(await answer.json());
    const query = searchOf(dossiersOf(question, code)).toString();
    const page = DossierPage.parse(await (await list.GET(requestOf(session, `/api/v1/dossiers?${query}`), none)).json());
    const csv = await (await exportCsv.GET(requestOf(session, `/api/v1/dossiers/export.csv?${query}`), none)).text();
    const xlsx = await exportXlsx.GET(requestOf(session, `/api/v1/dossiers/export.xlsx?${query}`), none);
    const book = new ExcelJS.Workbook();
    await book.xlsx.read(Readable.from([Buffer.from(await xlsx.arrayBuffer())]));
    const sheet = book.worksheets[0];
    let heading = 0;
    sheet?.eachRow((row, n) => {
      if (row.getCell(1).value === "Mã hồ sơ") heading = n;
    });
    const below = (csv.split("Mã hồ sơ;")[1] ?? "").trimEnd().split("\r\n").length - 1;
    expect([page.total, below, (sheet?.rowCount ?? 0) - heading], code).toEqual([top, top, top]);
  }
});

test("a file is a matter of record, and only for who may export", async () => {
  const none = { params: Promise.resolve({}) };
  const get = async (who: number) =>
    exportCsv.GET(requestOf(await mintSession(who), "/api/v1/dossiers/export.csv?set=overdue"), none);
  expect((await get(user.officer)).status).toBe(403);
  const answer = await get(user.head);
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="danh-sach-ho-so-dang-qua-han-\d{4}-\d\d-\d\d\.csv"$/,
  );
  expect(await answer.text()).toContain("Danh sách hồ sơ: Đang quá hạn\r\nXuất lúc: ");
  const log = await asOwner((client) =>
    client.query("select subject_id, detail from audit_entry where action = 'dossier-list.view' and actor_id = $1", [
      `user:${user.head}`,
    ]),
  );
  expect(log.rows).toEqual([{ subject_id: "overdue", detail: { route: "dossiers.export-csv" } }]);
});
