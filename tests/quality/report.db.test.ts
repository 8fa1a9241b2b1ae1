import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import * as json from "@/app/api/v1/quality/report/route";
import * as pdf from "@/app/api/v1/quality/report.pdf/route";
import * as xlsx from "@/app/api/v1/quality/report.xlsx/route";
import { listOf, type ReportQuestion } from "@/components/quality/report-query";
import { workingCalendar } from "@/lib/calendar/queries";
import { acceptDossier, moveDossier } from "@/lib/dossiers/commands";
import { DossierFilter, type MoveName } from "@/lib/dossiers/model";
import { listDossiers } from "@/lib/dossiers/queries";
import type { Actor } from "@/lib/policy";
import { Report, type ReportFigures, ReportQuery, reportColumns, reportKeys } from "@/lib/quality/model";
import { readReport, reportPdf } from "@/lib/quality/queries";
import { isReconciled, totalOf } from "@/lib/quality/rules";
import { mintSession, requestOf } from "../auth/people";
import { life } from "../cells/life";
import { chance, insertDossiers, insertStop, updateDossier } from "../cells/records";
import { dayOf, type Story } from "../cells/recount";
import { actor, asOwner, foundCity, procedure, unit, user } from "../city";

/** A paper as its reader would read it; that the drawing says just these is proven with the forms. */
vi.mock("@/lib/forms/drawing/pool", () => ({ printed: async (print: unknown) => Readable.from([JSON.stringify(print)]) }));

type Named = Partial<Story> & { accepted: number };
const dossier = (d: Named): Omit<Story, "id" | "stops"> => ({
  unitId: unit.tranPhu,
  procedureId: procedure.house,
  channel: "COUNTER",
  full: false,
  due: null,
  ended: null,
  returned: null,
  outcome: null,
  refused: false,
  used: null,
  ...d,
});

/** Days are counted from 01/01/2026; the month is February, days 31 to 58. The rest of the year belongs to other dossiers of another unit. */
const february = { from: "2026-02-01", to: "2026-02-28" };
const today = "2026-07-01";
const records: Record<string, Named & { stops?: Story["stops"] }> = {
  // Before: two are carried over, one of them ends late in February, the other is still open and overdue.
  endedInJanuary: { accepted: 3, due: 10, ended: 9, outcome: "EARLY" },
  carriedEndedLate: { accepted: 20, due: 33, ended: 40, outcome: "LATE", procedureId: procedure.land },
  carriedStillOpen: { accepted: 28, due: 41, ended: 70, outcome: "LATE" },
  // February.
  early: { accepted: 31, due: 45, ended: 44, outcome: "EARLY", channel: "ONLINE", full: true },
  onTheDay: { accepted: 32, due: 42, ended: 42, outcome: "ON_TIME", channel: "POST", procedureId: procedure.birth },
  late: { accepted: 33, due: 43, ended: 50, outcome: "LATE", channel: "ONLINE" },
  refused: { accepted: 34, due: 44, ended: 44, outcome: "ON_TIME", refused: true, procedureId: procedure.land },
  withdrawn: { accepted: 35, due: 39, ended: 45, outcome: "WITHDRAWN" },
  stopped: { accepted: 36, due: 60, ended: 46, outcome: "STOPPED", procedureId: procedure.land },
  openInTime: { accepted: 55, due: 65, ended: 66, outcome: "LATE", procedureId: procedure.birth },
  openOverdue: { accepted: 40, due: 50 },
  dueOnTheLastDay: { accepted: 41, due: 58, ended: 60, outcome: "LATE" },
  waiting: { accepted: 38, stops: [{ stopped: 42, resumed: null, dueBefore: 48 }] },
  withoutLimit: { accepted: 39, ended: 57, outcome: "ON_TIME", channel: "ONLINE" },
  ofTheDesk: { accepted: 44, due: 50, ended: 49, outcome: "EARLY", unitId: unit.tranPhuDesk },
  // After.
  march: { accepted: 59, due: 70, ended: 65, outcome: "EARLY" },
  // Never accepted: of no column.
  notAccepted: { accepted: 0, ended: 40, outcome: "NOT_ACCEPTED" },
};

/** Below xã Phương Độ: its desk, the name it had until mid-January, and a unit that ended in February with nobody in its place. */
const reshaped = { desk: 21, earlier: 22, ended: 23 };

/**
 * Ten working days each, taken in, extended with an apology on 12/02 and finished by the desk's own acts; Tết is from 14 to 22/02. An
 * extension promises another day and moves no due day: all four are judged by the first one.
 */
const extended = {
  // Due 23/02: late, though within the new appointment.
  endedWithinTheNewDay: { accepted: "2026-02-02", newDay: "2026-02-27", ended: "2026-02-26" },
  // Due 24/02.
  endedBeforeTheFirstDay: { accepted: "2026-02-03", newDay: "2026-02-27", ended: "2026-02-23" },
  // Due 25/02.
  endedOnTheFirstDay: { accepted: "2026-02-04", newDay: "2026-02-27", ended: "2026-02-25" },
  // Due 26/02: late while open, though promised for March.
  stillOpen: { accepted: "2026-02-05", newDay: "2026-03-06", ended: "2026-03-05" },
};
const extendedIds: Record<string, number> = {};

/** Counted by hand from the two lists above. */
const byHand: ReportFigures = {
  received: 18,
  online: 3,
  direct: 13,
  carried: 2,
  resolved: 12,
  // Of the ward, of the desk; extended and ended before the first day.
  early: 3,
  // On the day, refused on the day, without a limit, withdrawn, stopped; extended and ended on the first day.
  onTime: 6,
  // Carried over, of the month; extended and ended after the first day.
  late: 3,
  open: 6,
  // Within its time, due on the last day, waiting.
  openInTime: 3,
  // Carried over, of the month; extended beyond the month.
  openLate: 3,
  withdrawn: 1,
  stopped: 1,
};

beforeAll(async () => {
  await foundCity();
  const at = (day: string) => new Date(`${day}T03:00:00Z`);
  for (const [name, { accepted, newDay, ended }] of Object.entries(extended)) {
    const form = { procedureId: procedure.house, unitId: unit.tranPhu, receivingUnitId: unit.tranPhuDesk };
    const taken = await acceptDossier(
      { actor: actor("officer"), now: at(accepted) },
      { ...form, channel: "COUNTER", applicantName: "Nguyễn Văn Thử" },
    );
    const move = (on: string, version: number, act: { move: MoveName; reason?: string; extendedDueOn?: string }) =>
      moveDossier({ actor: actor("head"), now: at(on) }, { dossierId: taken.id, version, ...act });
    await move(accepted, 1, { move: "start" });
    await move("2026-02-12", 2, { move: "extend", reason: "Chờ kết quả thẩm định", extendedDueOn: newDay });
    await move(ended, 3, { move: "finish" });
    extendedIds[name] = taken.id;
  }
  const c = chance(909);
  await asOwner(async (client) => {
    for (const [name, { stops = [], ...told }] of Object.entries(records)) {
      const story = name === "notAccepted" ? { ...dossier(told), accepted: null } : dossier(told);
      const [id] = await insertDossiers(client, [{ ...story, ended: null, outcome: null, refused: false }]);
      for (const stop of stops) await insertStop(client, id ?? 0, stop);
      await updateDossier(client, id ?? 0, story);
    }
    await client.query("select fold_dossier_cells()");
    await client.query(
      `insert into unit (id, code, kind, name, short_name, parent_id, position, valid_from, valid_until) values
        ($1, 'H22.15.9.1', 'ONE_STOP_DESK', 'Bộ phận Một cửa xã Phương Độ', 'Một cửa Phương Độ', $4, 0, '2010-09-27', null),
        ($2, 'H22.15.8', 'COMMUNE', 'Ủy ban nhân dân xã Phương Độ (cũ)', 'Xã Phương Độ (cũ)', 1, 9, '2010-09-27', '2026-01-14'),
        ($3, 'H22.15.9.2', 'OFFICE', 'Tổ địa chính xã Phương Độ', 'Tổ địa chính', $4, 1, '2010-09-27', '2026-02-10')`,
      [reshaped.desk, reshaped.earlier, reshaped.ended, unit.phuongDo],
    );
    await client.query(
      `insert into unit_succession (predecessor_id, successor_id, "on", source) values ($1, $2, '2026-01-15', 'Nghị quyết thử')`,
      [reshaped.earlier, unit.phuongDo],
    );
    const others = [unit.committee, unit.justice, unit.phuongDo, ...Object.values(reshaped)];
    for (let i = 0; i < 700; i++) {
      const story = { ...life(c), unitId: c.one(others) };
      const [id] = await insertDossiers(client, [{ ...story, ended: null, outcome: null, refused: false, returned: null }]);
      for (const stop of story.stops) await insertStop(client, id ?? 0, stop);
      await updateDossier(client, id ?? 0, story);
    }
  });
});

describe("a month counted by hand", () => {
  test.each(reportKeys)("by %s", async (by) => {
    const report = Report.parse(await readReport(actor("head"), { ...february, unitId: unit.tranPhu, by }, today));
    expect(report.total).toEqual(byHand);
    for (const row of report.rows) expect(isReconciled(row.figures), row.name).toBe(true);
  });
  test("each sector, procedure and unit its own", async () => {
    const rows = async (by: (typeof reportKeys)[number]) =>
      Object.fromEntries(
        (await readReport(actor("leader"), { ...february, unitId: unit.tranPhu, by }, today)).rows.map((r) => [
          r.isRest ? `${r.name}*` : r.name,
          [r.figures.received, r.figures.resolved, r.figures.open, r.figures.openLate],
        ]),
      );
    expect(await rows("sector")).toEqual({ "Hộ tịch": [2, 1, 1, 0], "Xây dựng": [13, 8, 5, 3], "Đất đai": [3, 3, 0, 0] });
    expect(await rows("unit")).toEqual({
      "Bộ phận Một cửa phường Trần Phú": [1, 1, 0, 0],
      "Ủy ban nhân dân phường Trần Phú*": [17, 11, 6, 3],
    });
    expect(Object.keys(await rows("procedure"))).toHaveLength(3);
  });
  test("what was extended is in the column of its first day", async () => {
    const clock = { today, calendar: await workingCalendar() };
    const columnsOf = async (id: number | undefined) => {
      const report = await readReport(actor("head"), { ...february, unitId: unit.tranPhu, by: "sector" }, today);
      const found = await Promise.all(
        reportColumns.map(async (column) => {
          const href = listOf({ ...february, unitId: unit.tranPhu, by: "sector" }, report, null, column);
          const filter = DossierFilter.parse(Object.fromEntries(new URL(href ?? "", "http://city").searchParams));
          const page = await listDossiers(actor("head"), filter, clock);
          return page.rows.some((row) => row.id === id) ? [column] : [];
        }),
      );
      return found.flat();
    };
    const ended = ["received", "direct", "resolved"];
    expect(await columnsOf(extendedIds.endedWithinTheNewDay)).toEqual([...ended, "late"]);
    expect(await columnsOf(extendedIds.endedBeforeTheFirstDay)).toEqual([...ended, "early"]);
    expect(await columnsOf(extendedIds.endedOnTheFirstDay)).toEqual([...ended, "onTime"]);
    expect(await columnsOf(extendedIds.stillOpen)).toEqual(["received", "direct", "open", "openLate"]);
  });
});

test("a unit alone, without the desk below it: the desk's one dossier is in no column", async () => {
  const ask = (by: (typeof reportKeys)[number]) =>
    readReport(actor("head"), { ...february, unitId: unit.tranPhu, by, isAlone: true }, today);
  const own = { ...byHand, received: 17, direct: 12, resolved: 11, early: 2 };
  for (const by of reportKeys) {
    const report = Report.parse(await ask(by));
    expect([report.isAlone, report.total]).toEqual([true, own]);
  }
  expect((await ask("unit")).rows.map((row) => row.name)).toEqual(["Ủy ban nhân dân phường Trần Phú"]);
  const desk = await readReport(actor("head"), { ...february, unitId: unit.tranPhuDesk, by: "sector", isAlone: true }, today);
  expect([desk.total.received, desk.total.early]).toEqual([1, 1]);
  // Of no unit in particular there is none to stand alone.
  const all = await readReport(actor("head"), { ...february, by: "sector", isAlone: true }, today);
  expect([all.isAlone, all.total]).toEqual([false, byHand]);
});

describe("any stretch", () => {
  const stretches = [
    ["2026-01-01", "2026-01-31"],
    ["2026-01-15", "2026-02-14"],
    ["2026-02-15", "2026-03-14"],
    ["2026-01-01", "2026-06-30"],
    ["2026-03-07", "2026-03-07"],
  ] as const;
  test.each(stretches)("%s to %s: the same whole by sector, unit and procedure, and it agrees with itself", async (from, to) => {
    const reports = await Promise.all(reportKeys.map((by) => readReport(actor("leader"), { from, to, by }, today)));
    for (const report of reports) {
      expect(report.total).toEqual(reports[0]?.total);
      expect(isReconciled(report.total)).toBe(true);
    }
    expect(reports[0]?.total.received).toBeGreaterThan(0);
  });
  test("what one carries over is what the one before left open", async () => {
    const [before, after] = await Promise.all([
      readReport(actor("leader"), { from: "2026-01-15", to: "2026-02-14", by: "unit" }, today),
      readReport(actor("leader"), { from: "2026-02-15", to: "2026-03-14", by: "unit" }, today),
    ]);
    for (const row of after.rows)
      expect(row.figures.carried, row.name).toBe(before.rows.find((r) => r.key === row.key)?.figures.open ?? 0);
    expect(after.total.carried).toBe(before.total.open);
  });
  test("one that runs is told up to today; one that has not begun, another's unit and a day of the future are refused", async () => {
    const running = await readReport(actor("leader"), { ...february, by: "sector" }, dayOf(45));
    expect(running.period).toEqual({ from: "2026-02-01", to: dayOf(45) });
    await expect(readReport(actor("leader"), { from: "2027-01-01", to: "2027-01-31", by: "unit" }, today)).rejects.toMatchObject({
      code: "period-not-begun",
    });
    const elsewhere = { ...february, unitId: unit.phuongDo, by: "unit" } as const;
    await expect(readReport(actor("head"), elsewhere, today)).rejects.toMatchObject({ code: "not-found" });
  });
  test("somebody of one unit is told of that unit alone", async () => {
    const own = await readReport(actor("head"), { ...february, by: "sector" }, today);
    expect(own.total).toEqual(byHand);
  });
});

describe("every figure opens exactly the dossiers it counts", () => {
  const asked: [string, Pick<ReportQuestion, "unitId" | "isAlone">][] = [
    ["the city", {}],
    ["a ward and its desk", { unitId: unit.tranPhu }],
    ["a ward alone", { unitId: unit.tranPhu, isAlone: true }],
    ["a commune with a desk, an earlier name and a unit that ended", { unitId: unit.phuongDo }],
    ["the same alone", { unitId: unit.phuongDo, isAlone: true }],
    ["the committee alone", { unitId: unit.committee, isAlone: true }],
  ];
  test.each(asked)("of %s", { timeout: 60_000 }, async (_name, of) => {
    const clock = { today, calendar: await workingCalendar() };
    const empty = new Set<string>(reportColumns);
    for (const by of reportKeys) {
      const question = { ...february, ...of, by };
      const report = await readReport(actor("leader"), question, today);
      for (const row of [...report.rows, null])
        for (const column of reportColumns) {
          const href = listOf(question, report, row, column);
          const filter = DossierFilter.parse(Object.fromEntries(new URL(href ?? "", "http://city").searchParams));
          const { total } = await listDossiers(actor("leader"), filter, clock);
          const count = (row?.figures ?? report.total)[column];
          expect([by, row?.name, column, total]).toEqual([by, row?.name, column, count]);
          if (count > 0) empty.delete(column);
        }
    }
    // A column that is always nought proves nothing.
    expect([...empty]).toEqual([]);
  });
  test("the units below and the unit alone are the whole", async () => {
    const ask = (isAlone: boolean) =>
      readReport(actor("leader"), { ...february, unitId: unit.phuongDo, by: "unit", isAlone }, today);
    const [whole, alone] = await Promise.all([ask(false), ask(true)]);
    expect(whole.rows.map(({ key, isRest }) => [key, isRest])).toEqual([
      [String(reshaped.desk), false],
      [String(unit.phuongDo), true],
    ]);
    expect(whole.rows[1]?.figures).toEqual(alone.total);
    expect(totalOf(whole.rows.map((row) => row.figures))).toEqual(whole.total);
  });
});

const none = { params: Promise.resolve({}) };
const path = `/api/v1/quality/report?from=2026-02-01&to=2026-02-28&unitId=${unit.tranPhu}&by=unit`;
test("a machine, the workbook and the paper are told the same", async () => {
  const request = async (ending: string) =>
    requestOf(await mintSession(user.leader), path.replace("report?", `report${ending}?`));
  const told = Report.parse(await (await json.GET(await request(""), none)).json());
  expect(told.total).toEqual(byHand);

  // Whoever holds the answer can work its hash out again.
  const figures = (of: ReportFigures) => reportColumns.map((name) => of[name]);
  const rowsTold = told.rows.map(({ key, isRest, figures: of }) => [key, isRest, ...figures(of)]);
  const bytes = JSON.stringify([told.queryId, "2026-02-01", "2026-02-28", null, rowsTold, figures(told.total)]);
  expect(told.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  const again = await readReport(actor("leader"), { ...february, unitId: unit.tranPhu, by: "unit" }, today);
  expect([again.queryId, again.sha256]).toEqual([told.queryId, told.sha256]);
  const other = await readReport(actor("leader"), { ...february, unitId: unit.tranPhu, by: "sector" }, today);
  expect(other.queryId).not.toBe(told.queryId);
  expect(other.sha256).not.toBe(told.sha256);

  const book = new ExcelJS.Workbook();
  const file = await xlsx.GET(await request(".xlsx"), none);
  expect(file.headers.get("content-disposition")).toContain("bao-cao-II-06-2026-02-01-2026-02-28.xlsx");
  await book.xlsx.read(Readable.from([Buffer.from(await file.arrayBuffer())]));
  const sheet = book.worksheets[0];
  const last = sheet?.getRow(sheet.rowCount);
  expect(Array.from({ length: 13 }, (_, i) => last?.getCell(i + 3).value)).toEqual(Object.values(byHand));

  const paper = JSON.parse(await (await pdf.GET(await request(".pdf"), none)).text());
  expect(paper.table.agency).toBe("ỦY BAN NHÂN DÂN PHƯỜNG TRẦN PHÚ");
  expect(paper.table.footer).toContain(`${told.queryId} – SHA-256 của số liệu ${told.sha256}`);
  expect(paper.table.rows.at(-1)).toEqual({
    cells: ["", "Tổng số", "18", "3", "13", "2", "12", "3", "6", "3", "6", "3", "3"],
    isTotal: true,
  });
  const { rows } = await asOwner((client) =>
    client.query("select action, actor_id from audit_entry where action = 'report.view' order by id"),
  );
  expect(rows).toHaveLength(2);
});

test("a report of all somebody reaches is headed by their unit, not by the city's", async () => {
  const headOf = async (who: Actor) => {
    const { body } = await reportPdf(who, ReportQuery.parse({ ...february, by: "unit" }), today);
    return JSON.parse((await body.toArray()).join("")).table.agency;
  };
  const [head, wards] = [actor("head"), [unit.tranPhu, unit.tranPhuDesk, unit.phuongDo]];
  expect(await headOf(head)).toBe("ỦY BAN NHÂN DÂN PHƯỜNG TRẦN PHÚ");
  expect(await headOf({ ...head, grants: head.grants.map((grant) => ({ ...grant, units: wards })) })).toBe(
    "ỦY BAN NHÂN DÂN THÀNH PHỐ",
  );
});
