import { text as textOf } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { workingCalendar } from "@/lib/calendar/queries";
import { acceptDossier, deleteView, registerDossier, saveView } from "@/lib/dossiers/commands";
import { DossierFilter, ExportFilter, WorkFilter } from "@/lib/dossiers/model";
import { detailClock, exportDossiers, findByCode, findDossier, listDossiers, listViews, readWork } from "@/lib/dossiers/queries";
import type { Actor } from "@/lib/policy";
import { actor, asOwner, foundCity, procedure, unit, user } from "../city";

const today = "2026-11-20";
const now = new Date("2026-11-20T02:00:00Z");
const officer = { actor: actor("officer"), now };
const form = { procedureId: procedure.land, unitId: unit.tranPhu, channel: "COUNTER" as const };
const list = async (who: Actor, ask: Partial<DossierFilter>) =>
  listDossiers(who, DossierFilter.parse(ask), { today, calendar: await workingCalendar() });
const names = async (text: string, who = actor("leader")) => (await list(who, { text })).rows.map((r) => r.applicantName).sort();

beforeAll(async () => {
  await foundCity();
  const people = [
    { applicantName: "Nguyễn Văn Á", phone: "+84 912 345 656", idNumber: "002098003489" },
    { applicantName: "Nguyễn Văn Ánh", phone: "0987654321" },
    { applicantName: "Đống Thị Đa".normalize("NFD"), idNumber: "B1234567" },
    { applicantName: "Công ty TNHH Ánh Dương 36", applicantKind: "ORGANISATION" as const, idNumber: "5100234567-001" },
  ];
  for (const person of people) await acceptDossier(officer, { ...form, ...person });
});

describe("a name is found however it is typed", () => {
  test.each([
    ["nguyen van a", ["Nguyễn Văn Á", "Nguyễn Văn Ánh"]],
    ["Nguyễn Văn Á".normalize("NFD"), ["Nguyễn Văn Á", "Nguyễn Văn Ánh"]],
    ["NGUYỄN ÁNH", ["Nguyễn Văn Ánh"]],
    ["van nguyen", ["Nguyễn Văn Á", "Nguyễn Văn Ánh"]],
    ["dong da", ["Đống Thị Đa"]],
    ["Đống Đa", ["Đống Thị Đa"]],
    ["đ", ["Đống Thị Đa", "Công ty TNHH Ánh Dương 36"].sort()],
    ["anh duong 36", ["Công ty TNHH Ánh Dương 36"]],
    ["cong ty tnhh anh", ["Công ty TNHH Ánh Dương 36"]],
    ["duong anh tnhh cong ty 3", ["Công ty TNHH Ánh Dương 36"]],
    ["cong ty tnhh anh duong 4", []],
    ["cong ty tnhh an duong", []],
    ["nguyen van b", []],
    ["'); drop table dossier; --", []],
    ["& | ! :* <->", []],
    ["%", []],
  ])("%s", async (text, found) => expect(await names(text)).toEqual(found));
});

describe("a phone or identity number is found exactly, in any spelling, never in part", () => {
  test.each([
    ["0912345656", ["Nguyễn Văn Á"]],
    ["0912.345.656", ["Nguyễn Văn Á"]],
    ["+84 912 345 656", ["Nguyễn Văn Á"]],
    ["84912345656", ["Nguyễn Văn Á"]],
    ["002098003489", ["Nguyễn Văn Á"]],
    ["002 098 003 489", ["Nguyễn Văn Á"]],
    ["b1234567", ["Đống Thị Đa"]],
    ["5100234567-001", ["Công ty TNHH Ánh Dương 36"]],
    ["5100234567001", ["Công ty TNHH Ánh Dương 36"]],
    ["091234565", []],
    ["912345656", []],
  ])("%s", async (text, found) => expect(await names(text)).toEqual(found));
});

describe("a code is found in both orders, whole or by its beginning", () => {
  test.each([
    ["H22.15.7-261120-0001", 1],
    ["h22.15.7 – 261120 – 0001", 1],
    ["000.07.15.H22-261120-0002", 1],
    ["H22.15.7-261120", 4],
    ["H22.15.7-26", 4],
    ["000.07.15.H22-2611", 4],
    ["H22.15", 4],
    ["H22", 4],
    ["H22.15.7-261121", 0],
    ["H22.15.9", 0],
    ["H22.15.7-261120-0009", 0],
  ])("%s", async (text, n) => expect((await list(actor("leader"), { text })).total).toBe(n));
});

test("what an actor may not see is in no list: not of another unit, not by search, not by filter", async () => {
  const stranger = actor("phuongDoOfficer");
  for (const ask of [{}, { text: "nguyen" }, { text: "H22" }, { text: "0912345656" }, { unitId: unit.tranPhu }])
    expect(await list(stranger, ask)).toEqual({ rows: [], nextCursor: null, total: 0 });
  expect((await list(actor("admin"), {})).total).toBe(0);
  expect((await list(officer.actor, { unitId: unit.committee })).total).toBe(4);
});

test("the applicant of a sensitive procedure is neither shown to a leader nor found by name or number; the code is", async () => {
  await asOwner((c) => c.query("update procedure set is_sensitive = true where id = $1", [procedure.land]));
  expect(await names("nguyen van a")).toEqual([]);
  expect(await names("0912345656")).toEqual([]);
  expect(await names("H22.15.7-261120-0001")).toEqual(["N. V. Á."]);
  expect(await names("nguyen van a", officer.actor)).toHaveLength(2);
  await asOwner((c) => c.query("update procedure set is_sensitive = false where id = $1", [procedure.land]));
});

test("filters narrow together, and an application not accepted stands by the hour it was registered", async () => {
  const { channel: _, ...application } = form;
  const { id: oldId } = await registerDossier(
    { ...officer, now: new Date(now.getTime() - 3_600_000) },
    { ...application, applicantName: "Mã Thị Cũ" },
  );
  await registerDossier(officer, { ...application, applicantName: "Mã Thị Mới" });
  const withOld = await list(officer.actor, {});
  expect([withOld.total, withOld.rows[5]?.applicantName]).toEqual([6, "Mã Thị Cũ"]);
  await asOwner((c) => c.query("delete from dossier where id = $1", [oldId]));
  const all = await list(officer.actor, {});
  expect(all.total).toBe(5);
  expect(all.rows[0]).toMatchObject({ applicantName: "Mã Thị Mới", code: null, state: "REGISTERED", workingDaysLeft: null });
  expect(all.rows[4]).toMatchObject({ phoneMasked: "091*****56", unitName: "Phường Trần Phú", workingDaysLeft: 20 });
  const totalOf = async (ask: Partial<DossierFilter>) => (await list(officer.actor, ask)).total;
  expect(await totalOf({ state: "ACCEPTED" })).toBe(4);
  expect(await totalOf({ channel: "ONLINE" })).toBe(1);
  expect(await totalOf({ sectorId: 3, procedureId: procedure.land })).toBe(5);
  expect(await totalOf({ sectorId: 1 })).toBe(0);
  expect(await totalOf({ from: today, to: today })).toBe(4);
  expect(await totalOf({ from: "2026-11-21" })).toBe(0);
  expect(await totalOf({ text: "nguyen", channel: "ONLINE" })).toBe(0);
});

test("in a year nobody has decided an open dossier is late or not, by days nobody can count; nothing else falls silent", async () => {
  const in2028 = { today: "2028-01-05", calendar: await workingCalendar() };
  const late = await listDossiers(actor("leader"), DossierFilter.parse({ set: "overdue" }), in2028);
  expect(late.total).toBe(4);
  expect(late.rows[0]).toMatchObject({ workingDaysLeft: null, undecided: { year: 2028, isLate: true } });
  for (const set of ["due-soon", "waiting-long", "age-late-over-5"] as const)
    expect((await listDossiers(actor("leader"), DossierFilter.parse({ set }), in2028)).total, set).not.toBeNull();
  const detail = await findDossier(officer.actor, late.rows[0]?.id ?? 0, await detailClock(new Date("2028-01-05T02:00:00Z")));
  expect(detail).toMatchObject({ undecided: { year: 2028, isLate: true }, workingMinutesLeft: null });
  const work = await readWork(actor("head"), WorkFilter.parse({ scope: "unit", part: "overdue" }), in2028);
  expect(work.rows).toHaveLength(4);
  // At the end of the decided years the days ahead are not decided, and the lists behind the figures are read all the same.
  const lastDay = { ...in2028, today: "2027-12-30" };
  expect((await listDossiers(actor("leader"), DossierFilter.parse({ set: "due-soon" }), lastDay)).total).toBe(0);
  // Control: seen from a decided day it is counted.
  expect((await list(actor("leader"), { set: "in-progress" })).rows[0]).toMatchObject({ workingDaysLeft: 20, undecided: null });
});

test("paging by keyset shows each of 500 rows once, in order, even with equal instants and while others come in", async () => {
  await asOwner((c) =>
    c.query(`insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search, registered_at, accepted_at, accepted_on)
      select case when n % 10 > 0 then 'P-' || n end, 4, 3, 3, 'COUNTER', case when n % 10 > 0 then 'ACCEPTED' else 'REGISTERED' end::dossier_state,
        'Lò Văn Trang', 'lo van trang', case when n % 10 > 0 then at - interval '2 days' else at end, case when n % 10 > 0 then at end, case when n % 10 > 0 then (at at time zone 'Asia/Ho_Chi_Minh')::date end
      from (select n, timestamptz '2026-03-01 09:00+07' + (n % 40) * interval '7 hours' as at from generate_series(1, 500) n) x`),
  );
  const there = await asOwner(async (c) =>
    (await c.query<{ id: number }>("select id from dossier where applicant_search = 'lo van trang'")).rows.map((r) => r.id),
  );
  const seen: { id: number }[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(officer.actor, { text: "lo van trang", take: 37, cursor });
    expect(page.total).toBeGreaterThanOrEqual(500);
    seen.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
    // A newcomer moves nothing that was there.
    await acceptDossier(officer, { ...form, applicantName: "Lò Văn Trang" });
  } while (cursor);
  expect(there).toHaveLength(500);
  const ids = new Set(seen.map((r) => r.id));
  expect(ids.size).toBe(seen.length);
  expect(there.filter((id) => !ids.has(id))).toEqual([]);
  const { rows } = await asOwner((c) =>
    c.query<{ id: number; accepted_at: Date | null; registered_at: Date }>(
      "select id, accepted_at, registered_at from dossier where id = any ($1::int[])",
      [[...ids]],
    ),
  );
  const at = new Map(rows.map((r) => [r.id, (r.accepted_at ?? r.registered_at).getTime()]));
  const inOrder = [...seen].sort((a, b) => (at.get(b.id) ?? 0) - (at.get(a.id) ?? 0) || b.id - a.id);
  expect(seen.map((r) => r.id)).toEqual(inOrder.map((r) => r.id));
});

describe("what is late is listed by its day, the longest late first, with whom it lies", () => {
  const text = "ha van muon";
  beforeAll(() =>
    asOwner((c) =>
      c.query(
        `insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search, accepted_at, accepted_on, due_at, due_on, assignee_id)
         select 'M-' || n, 4, 3, 3, 'COUNTER', 'IN_PROGRESS', 'Hà Văn Muộn', 'ha van muon', timestamptz '2026-03-01 09:00+07' + (n % 7) * interval '1 day',
           date '2026-03-01' + n % 7, timestamptz '2026-10-01 17:00+07' + (n * 7 % 30) * interval '1 day', date '2026-10-01' + n * 7 % 30, case when n % 2 = 0 then $1::int end
         from generate_series(1, 100) n`,
        [user.specialist],
      ),
    ),
  );
  const walk = async (ask: Partial<DossierFilter>) => {
    const seen: Awaited<ReturnType<typeof list>>["rows"] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await list(actor("leader"), { ...ask, take: 23, cursor });
      seen.push(...page.rows);
      if (page.nextCursor === null) return seen;
      cursor = page.nextCursor;
    }
  };
  const inOrder = (rows: { id: number; dueOn: string | null }[]) =>
    [...rows].sort((a, b) => (a.dueOn ?? "9").localeCompare(b.dueOn ?? "9") || a.id - b.id).map((r) => r.id);

  test.each<[string, Partial<DossierFilter>]>([
    ["the whole list", { set: "overdue" }],
    ["one unit's", { set: "overdue", unitId: unit.tranPhu }],
    ["found by name", { set: "overdue", text }],
    ["long late", { set: "age-late-over-5" }],
  ])("%s, page by page", async (_, ask) => {
    const rows = await walk(ask);
    expect(rows.length).toBe((await list(actor("leader"), ask)).total);
    expect(new Set(rows.map((r) => r.id)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(80);
    expect(rows.map((r) => r.id)).toEqual(inOrder(rows));
    expect(rows.filter((r) => r.assigneeName === "Phạm Minh Đức").length).toBeGreaterThanOrEqual(40);
    expect(rows.some((r) => r.assigneeName === null)).toBe(true);
  });
  test("of a past day too, where some have no due day by now", async () => {
    const [first] = await walk({ set: "overdue", text });
    await asOwner(async (c) => {
      await c.query(
        "insert into dossier_clock_stop (dossier_id, kind, policy, reason, stopped_at, stopped_on, due_at_before, due_on_before) select id, 'SUPPLEMENT', 'PAUSE', 'Thiếu', '2026-11-19 09:00+07', '2026-11-19', due_at, due_on from dossier where id = $1",
        [first?.id],
      );
      await c.query("update dossier set state = 'AWAITING_SUPPLEMENT', due_at = null, due_on = null where id = $1", [first?.id]);
    });
    const rows = await walk({ set: "overdue", text, asOf: "2026-11-18" });
    expect(rows).toHaveLength(100);
    expect(rows.at(-1)?.id).toBe(first?.id);
    expect(rows.map((r) => r.id)).toEqual(inOrder(rows));
  });
  test("a place in one order is none in the other", async () => {
    const byDue = (await list(actor("leader"), { set: "overdue", take: 3 })).nextCursor;
    const byArrival = (await list(actor("leader"), { take: 3 })).nextCursor;
    for (const ask of [{ cursor: byDue ?? "" }, { set: "overdue" as const, cursor: byArrival ?? "" }])
      await expect(list(actor("leader"), ask)).rejects.toMatchObject({ code: "cursor-unreadable" });
  });
});

test.each(["", "x", "!!!!", Buffer.from("1.99999999999").toString("base64url")])("refuses the cursor %j", async (cursor) => {
  await expect(list(officer.actor, { cursor })).rejects.toMatchObject({ code: "cursor-unreadable" });
});

describe("a scanned code names its dossier", () => {
  const desk = { actor: actor("phuongDoOfficer"), now };
  const accept = async (by: typeof officer, more = {}) => {
    const { id, code } = await acceptDossier(by, { ...form, applicantName: "Lầu Mí Nô", ...more });
    return { id, code: code ?? "" };
  };
  test("in either order of the agency's identifier, as a scanner may spell it, alone or in an address", async () => {
    const one = await accept(officer);
    const [, rest = ""] = /^H22\.15\.7(-.*)$/.exec(one.code) ?? [];
    for (const text of [
      one.code,
      one.code.toLowerCase(),
      ` ${one.code} `,
      `000.07.15.H22${rest}`,
      `https://tra-cuu.example/?ma=${one.code}`,
    ])
      expect([text, await findByCode(officer.actor, text)]).toEqual([text, one]);
  });
  test("also for the desk that took it in for another unit; out of reach it is what nobody has", async () => {
    const one = await accept(desk, { unitId: unit.tranPhu, receivingUnitId: unit.phuongDo });
    expect(await findByCode(desk.actor, one.code)).toEqual(one);
    const other = await accept(officer);
    for (const code of [other.code, "H22.15.9-200101-9999"])
      await expect(findByCode(desk.actor, code)).rejects.toMatchObject({ kind: "not-found", code: "dossier-code-unknown" });
  });
  test("what is no code is said to be none", async () => {
    for (const text of ["xin chào", "000199054321", "H22.15.7-261399-0001", "H22.15.7"])
      await expect(findByCode(officer.actor, text)).rejects.toMatchObject({ code: "dossier-code-unreadable" });
  });
});

test("above 10,000 rows a list does not count to the end", async () => {
  await asOwner((c) =>
    c.query(`insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search, accepted_at, accepted_on)
      select 'Q-' || n, 1, 5, 5, 'COUNTER', 'ACCEPTED', 'Vàng Mí Sính', 'vang mi sinh', '2026-01-05 09:00+07', '2026-01-05' from generate_series(1, 10001) n`),
  );
  const who = actor("phuongDoOfficer");
  expect((await list(who, {})).total).toBeNull();
  expect((await list(who, { text: "Q-1" })).total).toBe(0);
  await asOwner((c) => c.query("delete from dossier where code = 'Q-1'"));
  expect((await list(who, {})).total).toBe(10_000);
});

test("of a long name the whole words count where somebody has them, else its last word is still being typed; a file holds the same", async () => {
  for (const applicantName of ["Lò Thị Thu An", "Lò Thị Thu Anh", "Lò Thị Thu Hà"])
    await acceptDossier(officer, { ...form, applicantName });
  const who = actor("leader");
  const written = async (text: string) => {
    const about = { format: "csv", locale: "vi", now, title: "Hồ sơ", notes: [] } as const;
    const file = await exportDossiers(who, ExportFilter.parse({ text }), { today, calendar: await workingCalendar() }, about);
    const lines = (await textOf(file.body)).split("\r\n");
    return lines.flatMap((line) => /Lò Thị Thu [^,;\t]*/.exec(line)?.[0] ?? []).sort();
  };
  for (const [text, found] of [
    ["lo thi thu an", ["Lò Thị Thu An"]],
    ["an thu thi lo", ["Lò Thị Thu An"]],
    ["lo thi thu a", ["Lò Thị Thu An", "Lò Thị Thu Anh"]],
    ["lo thi thu b", []],
  ] as const) {
    expect(await names(text), text).toEqual(found);
    expect(await written(text), text).toEqual(found);
  }
});

test("views are one's own", async () => {
  const view = { page: "/dossiers", name: "Quá hạn của tôi", query: "set=overdue" };
  const { id } = await saveView(officer, view);
  expect(await saveView(officer, { ...view, query: "set=due-soon" })).toEqual({ id });
  expect(await listViews(officer.actor)).toEqual([{ ...view, id, query: "set=due-soon" }]);
  expect(await listViews(actor("head"))).toEqual([]);
  await expect(deleteView({ actor: actor("head"), now }, { id })).rejects.toMatchObject({ kind: "not-found" });
  await deleteView(officer, { id });
  expect(await listViews(officer.actor)).toEqual([]);
});

test("the ends of the calendar are days like any other", async () => {
  expect((await list(officer.actor, { from: "0001-01-01", to: "9999-12-31", text: "dong da" })).total).toBe(1);
  expect((await list(officer.actor, { set: "received", from: "0001-01-01", to: "9999-12-31", text: "dong da" })).total).toBe(1);
});
