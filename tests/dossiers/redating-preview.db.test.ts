import { text } from "node:stream/consumers";
import ExcelJS from "exceljs";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CalendarChange } from "@/lib/calendar/model";
import { calendarVersion } from "@/lib/calendar/queries";
import { db } from "@/lib/db/client";
import { changeCalendar } from "@/lib/dossiers/commands";
import { redateDossiers } from "@/lib/dossiers/jobs";
import type { RedatedRow } from "@/lib/dossiers/model";
import { previewCalendarChange, previewedFile, previewedRows } from "@/lib/dossiers/queries";
import { formatInstant } from "@/lib/words";
import { actor, asOwner, foundCity, procedure, unit } from "../city";

/** Monday 30/11: the storm of 3/12 is announced. */
const now = new Date("2026-11-30T02:00:00Z");
const admin = actor("admin");
const storm = {
  act: "set-days",
  days: [{ on: "2026-12-03", kind: "SWAPPED_OFF" }],
  status: "CONFIRMED",
  name: '=HYPERLINK("http://xau")',
  source: "@Công điện 01/CĐ-UBND",
} satisfies CalendarChange;

beforeAll(foundCity);
/**
 * 1,230 open dossiers of a register, counted from 25/11: due on twenty days around the storm and at several hours, every seventh waiting
 * for papers, every fifth of another ward, some already past, one whose code a spreadsheet would run.
 */
beforeEach(() =>
  asOwner(async (c) => {
    await c.query("truncate dossier_event, dossier_clock_stop, dossier_paper, dossier, redating restart identity cascade");
    await c.query("delete from calendar_day where recorded_by like 'user:%'");
    await c.query("update unit set short_name = '+Phường Đỏ' where id = $1", [unit.phuongDo]);
    await c.query(
      `with made as (
        insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search, limit_value,
          limit_unit, accepted_at, accepted_on, due_at, due_on)
        select case when n = 700 then '=cmd()' else 'H22.15.7-261125-' || lpad(n::text, 5, '0') end, $1,
          case when n % 5 = 0 then $3::int else $2::int end, $2, 'COUNTER',
          (case when n % 7 = 0 then 'AWAITING_SUPPLEMENT' else 'IN_PROGRESS' end)::dossier_state, 'Nguyễn Văn Thử', 'nguyen van thu', 10, 'WORKING_DAY',
          '2026-11-25T02:00:00Z', '2026-11-25',
          case when n % 7 > 0 then due.at end, case when n % 7 > 0 then (due.at at time zone 'Asia/Ho_Chi_Minh')::date end
        from generate_series(1, 1230) n
          cross join lateral (select timestamptz '2026-11-26 10:00Z' + make_interval(days => (n * 13) % 20, hours => -(n % 3)) as at) due
        returning id, code, state, accepted_at
      ), stopped as (
        insert into dossier_clock_stop (dossier_id, kind, policy, reason, stopped_at, stopped_on, due_at_before, due_on_before)
        select id, 'SUPPLEMENT', 'PAUSE', 'thiếu giấy tờ', '2026-11-25T03:00:00Z', '2026-11-25',
          timestamptz '2026-12-01 10:00Z' + make_interval(days => id % 12), ((timestamptz '2026-12-01 10:00Z' + make_interval(days => id % 12)) at time zone 'Asia/Ho_Chi_Minh')::date
        from made where state = 'AWAITING_SUPPLEMENT'
      ) insert into dossier_event (dossier_id, version, kind, to_state, at, actor_id, actor_name, due_at_after)
        select m.id, 1, 'import', m.state, now(), 'user:3', 'Thử', timestamptz '2026-12-09 10:00Z' from made m`,
      [procedure.house, unit.tranPhu, unit.phuongDo],
    );
  }),
);

/** What was moved in the end, by the events it left. */
const movedAfterwards = async (change: CalendarChange, version: string) => {
  const { id } = await changeCalendar({ actor: admin, now }, { change, version });
  await redateDossiers({ redatingId: id });
  const { rows } = await asOwner((c) =>
    c.query<{ id: number; code: string; unit: string; before: Date; after: Date; told: number }>(
      `select d.id, d.code, u.short_name as unit, e.due_at_before as before, e.due_at_after as after, r.moved as told
       from dossier_event e join dossier d on d.id = e.dossier_id join unit u on u.id = d.unit_id join redating r on r.id = e.redating_id
       where e.redating_id = $1 order by e.due_at_before, d.id`,
      [id],
    ),
  );
  expect(rows[0]?.told).toBe(rows.length);
  return rows;
};
/** Every page of a preview. */
async function allRows(change: CalendarChange) {
  const preview = await previewCalendarChange(admin, change, now);
  const rows: RedatedRow[] = [...preview.rows];
  let pages = 1;
  for (let cursor = preview.nextCursor; cursor !== null; pages += 1) {
    const page = await previewedRows(admin, { change, version: preview.version, cursor }, now);
    expect(page.rows.length).toBeGreaterThan(0);
    rows.push(...page.rows);
    cursor = page.nextCursor;
  }
  return { preview, rows, pages };
}
const fileOf = (change: CalendarChange, version: string, format: "csv" | "xlsx") =>
  previewedFile(admin, { change, version, format }, { locale: "vi", now });

describe("a preview is whole", () => {
  test("on screen: page after page, every dossier once, in the order they fall due, and these are the ones that move", async () => {
    const { preview, rows, pages } = await allRows(storm);
    expect(preview.rows).toHaveLength(100);
    expect(pages).toBe(Math.ceil(preview.moved / 100));
    expect(preview.moved).toBeGreaterThan(500);
    expect(preview.moved).toBeLessThan(1230);
    expect(rows.some((r) => r.isPaused)).toBe(true);
    const moved = await movedAfterwards(storm, preview.version);
    expect(rows.map((r) => [r.id, r.dueAt, r.newDueAt])).toEqual(
      moved.map((m) => [m.id, m.before.toISOString(), m.after.toISOString()]),
    );
  });

  test("T-78: as .csv and .xlsx: a line for each that moves afterwards, no more and no fewer, and nothing in it runs", async () => {
    const { version, moved: told } = await previewCalendarChange(admin, storm, now);
    const csv = await fileOf(storm, version, "csv");
    const xlsx = await fileOf(storm, version, "xlsx");
    expect([csv.name, xlsx.name]).toEqual(["ho-so-doi-ngay-hen-tra-2026-11-30.csv", "ho-so-doi-ngay-hen-tra-2026-11-30.xlsx"]);
    const written = (await text(csv.body)).split("\r\n");
    const book = new ExcelJS.Workbook();
    await book.xlsx.read(xlsx.body);
    const moved = await movedAfterwards(storm, version);

    const head = written.indexOf("") + 1;
    expect(written[0]).toBe("Hồ sơ đổi ngày hẹn trả");
    expect(written[1]).toMatch(/^"'=HYPERLINK\(""http:\/\/xau""\) \(nghỉ 03\/12\/2026\)\. Căn cứ: @Công điện 01\/CĐ-UBND"$/);
    expect(written[2]).toBe(`Số hồ sơ đổi ngày hẹn: ${told.toLocaleString("vi-VN")}`);
    expect(written[head]).toBe(
      'Mã hồ sơ;Đơn vị giải quyết;Đang hẹn trả;Hẹn trả mới;Thay đổi;"Lùi (ngày theo lịch, âm là sớm hơn)";Ghi chú',
    );
    const lines = written.slice(head + 1, -1).map((line) => line.split(";"));
    const plain = (cell: string) => (/^[=+]/.test(cell) ? `'${cell}` : cell);
    expect(lines.map((cells) => cells.slice(0, 4))).toEqual(
      moved.map((m) => [plain(m.code), plain(m.unit), formatInstant(m.before), formatInstant(m.after)]),
    );
    expect(lines.some(([code]) => code?.startsWith("'="))).toBe(true);

    const sheet = book.worksheets[0];
    const cells: unknown[][] = [];
    sheet?.eachRow((row) => {
      row.eachCell((cell) => expect(cell.formula).toBeUndefined());
      cells.push(Array.isArray(row.values) ? row.values.slice(1) : []);
    });
    const rows = cells.slice(cells.findIndex(([first]) => first === "Mã hồ sơ") + 1);
    const onClock = (at: Date) => new Date(at.getTime() + 7 * 3_600_000);
    expect(rows.map((r) => r.slice(0, 4))).toEqual(moved.map((m) => [m.code, m.unit, onClock(m.before), onClock(m.after)]));
  });

  test("a change of hours, which keeps the day, is told whole too", async () => {
    const winter = {
      ...{ act: "set-hours", validFrom: "2026-12-01", source: "Quyết định giờ mùa đông" },
      stretches: [
        { weekdays: [1, 2, 3, 4, 5], opensMinute: 450, closesMinute: 690, isReceptionOnly: false },
        { weekdays: [1, 2, 3, 4, 5], opensMinute: 810, closesMinute: 990, isReceptionOnly: false },
      ],
    } satisfies CalendarChange;
    const { preview, rows } = await allRows(winter);
    expect(rows).toHaveLength(preview.moved);
    const file = (await text((await fileOf(winter, preview.version, "csv")).body)).split("\r\n");
    expect(file.filter((line) => line.includes("Giữ ngày, đổi giờ hẹn"))).toHaveLength(preview.otherHour);
    const moved = await movedAfterwards(winter, preview.version);
    expect(rows.map((r) => r.id)).toEqual(moved.map((m) => m.id));
    await asOwner((c) =>
      c.query("delete from office_hours where valid_from = '2026-12-01'; update office_hours set valid_until = null"),
    );
  });
});

test("what is asked of another calendar, or by whoever does not keep it, is refused before the first byte", async () => {
  const { version, nextCursor } = await previewCalendarChange(admin, storm, now);
  const cursor = nextCursor ?? "";
  const rows = { change: storm, version, cursor };
  for (const name of ["leader", "head", "officer", "auditor"] as const) {
    await expect(previewedRows(actor(name), rows, now)).rejects.toMatchObject({ kind: "not-found" });
    await expect(
      previewedFile(actor(name), { change: storm, version, format: "csv" }, { locale: "vi", now }),
    ).rejects.toMatchObject({ kind: "not-found" });
  }
  await expect(previewedRows(admin, { ...rows, cursor: "khong-phai" }, now)).rejects.toMatchObject({ code: "cursor-unreadable" });
  await changeCalendar({ actor: admin, now }, { change: { ...storm, name: "Bão" }, version });
  await db.redating.updateMany({ data: { status: "DONE" } });
  expect(await calendarVersion()).not.toBe(version);
  await expect(previewedRows(admin, rows, now)).rejects.toMatchObject({ code: "calendar-changed" });
  await expect(fileOf(storm, version, "csv")).rejects.toMatchObject({ code: "calendar-changed" });
});
