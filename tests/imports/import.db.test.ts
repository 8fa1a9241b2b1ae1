import { existsSync } from "node:fs";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { openIdNumber, openPhone, phoneIndex } from "@/lib/dossiers/identifiers/sealed";
import { detailClock, findDossier } from "@/lib/dossiers/queries";
import { pathOf } from "@/lib/files/queries";
import { cancelImport, confirmMapping, runBatch, startImport } from "@/lib/imports/commands";
import { sweepImports } from "@/lib/imports/jobs";
import { findImport, listImports } from "@/lib/imports/queries";
import { actor, asOwner, foundCity, procedure, unit } from "../city";
import { batchOf, ctx, differingCells, dossier, importFile, now, officer, rejectionsOf, send } from "./importing";
import { csvOf, headings, registerRow } from "./samples/register";
import { serialOf, workbookOf } from "./samples/workbook";

beforeAll(foundCity);
afterEach(() => asOwner((c) => c.query("truncate dossier, import_batch, import_mapping cascade")));

const register = (count: number) => csvOf([headings, ...Array.from({ length: count }, (_, n) => registerRow(n, count))]);
const head = [
  "Mã hồ sơ",
  "Mã TTHC",
  "Chủ hồ sơ",
  "SĐT",
  "CCCD/CMND",
  "Ngày tiếp nhận",
  "Ngày hẹn trả",
  "Ngày xử lý xong",
  "Ngày trả kết quả",
  "Trạng thái",
];
const a = "H22.15.7-230105-0001";
const row = (code: string, rest: Partial<Record<"due" | "end" | "returned" | "state" | "name" | "accepted", string>> = {}) => [
  code,
  "1.004873",
  rest.name ?? "Nguyễn Thị Lan",
  "0912345678",
  "002190000001",
  rest.accepted ?? "05/01/2023",
  rest.due ?? "10/01/2023",
  rest.end ?? "",
  rest.returned ?? "",
  rest.state ?? "Đang xử lý",
];
const small = (...rows: string[][]) => csvOf([head, ...rows], ";");

describe("a register lands", () => {
  test("and the same register again changes nothing", async () => {
    const content = register(2_500);
    const first = await importFile(content);
    expect(first).toMatchObject({
      status: "DONE",
      rowsRead: 2_500,
      rowsTotal: 2_500,
      rowsNew: 2_500,
      rowsChanged: 0,
      rowsUnchanged: 0,
      rowsRejected: 0,
    });
    const state = () =>
      asOwner(async (c) => (await c.query("select md5(string_agg(d::text, '|' order by id)) from dossier d")).rows[0]);
    const before = await state();
    const again = await importFile(content);
    expect(again).toMatchObject({ status: "DONE", rowsNew: 0, rowsChanged: 0, rowsUnchanged: 2_500, rowsRejected: 0 });
    expect(await state()).toEqual(before);
    expect(await db.dossierEvent.count()).toBe(2_500);
    expect(await db.stagedDossier.count()).toBe(0);
    expect(await differingCells()).toEqual([]);
    expect(existsSync(pathOf(first.fileSha ?? ""))).toBe(false);
  });

  test("a day that is past is counted by what the catalogue said then, and each dossier keeps its own", async () => {
    const says = (change: string) =>
      asOwner((c) =>
        c.query(`delete from procedure_policy where procedure_id = ${procedure.birth};
        insert into procedure_policy (procedure_id, cutoff_policy, supplement_policy, supplements_allowed, valid_from, valid_until) values ${change}`),
      );
    await says(
      `(${procedure.birth}, 'SAME_DAY_15H', 'RESTART', 1, '2018-01-01', '2023-01-31'), (${procedure.birth}, 'NONE', 'PAUSE', 2, '2023-02-01', null)`,
    );
    const columns = ["Mã hồ sơ", "Mã TTHC", "Chủ hồ sơ", "Ngày tiếp nhận", "Trạng thái"];
    const line = (code: string, accepted: string) => [code, "1.001193", "Nguyễn Thị Lan", accepted, "Đang xử lý"];
    const lines = [line(a, "05/01/2023 16:00"), line("H22.15.7-230206-0001", "06/02/2023 16:00")];
    expect(await importFile(csvOf([columns, ...lines], ";"))).toMatchObject({ rowsNew: 2, rowsRejected: 0 });
    const { rows } = await asOwner((c) =>
      c.query("select due_on::text, cutoff_policy, supplement_policy, supplements_allowed from dossier order by code"),
    );
    expect(rows.map((r) => Object.values(r))).toEqual([
      ["2023-01-06", "SAME_DAY_15H", "RESTART", 1],
      ["2023-02-06", "NONE", "PAUSE", 2],
    ]);
    await says(`(${procedure.birth}, 'SAME_DAY_15H', 'RESTART', 1, '2018-01-01', null)`);
  });

  test("the same from a workbook in another order of columns, NFD and titles, is the same dossiers", async () => {
    await importFile(register(300));
    const order = headings.map((_, i) => i).toReversed();
    const rows = Array.from({ length: 300 }, (_, n) => {
      const cells = registerRow(n, 300);
      return order.map((i) => {
        const text = cells[i] ?? "";
        const [, d, m, y, hour, minute] = /^(\d\d)\/(\d\d)\/(\d{4})(?: (\d\d):(\d\d))?$/.exec(text) ?? [];
        return y ? { serial: serialOf(`${y}-${m}-${d}`, Number(hour ?? 0) * 60 + Number(minute ?? 0)) } : text.normalize("NFD");
      });
    });
    const book = workbookOf([
      ["SỔ THEO DÕI HỒ SƠ"],
      [],
      order.map((i) => (headings[i] ?? "").toUpperCase().normalize("NFD")),
      ...rows,
    ]);
    expect(await importFile(book)).toMatchObject({
      format: "xlsx",
      status: "DONE",
      rowsNew: 0,
      rowsChanged: 0,
      rowsUnchanged: 300,
      rowsRejected: 0,
    });
  });

  test("both orders of the code; a person's numbers are sealed, and found by their index", async () => {
    const old = "000.07.15.H22-230105-0002";
    expect(await importFile(small(row(a), row(old)))).toMatchObject({ rowsNew: 2 });
    const stored = await dossier(old);
    expect(stored).toMatchObject({
      unitId: unit.tranPhu,
      state: "IN_PROGRESS",
      applicantSearch: "nguyen thi lan",
      isDemo: false,
      version: 1,
    });
    expect([openPhone(stored.phoneSealed), openIdNumber(stored.idNumberSealed)]).toEqual(["0912345678", "002190000001"]);
    expect(Buffer.from(stored.phoneIndex ?? []).equals(Buffer.from(phoneIndex("+84 912 345 678")))).toBe(true);
    expect(stored.events).toMatchObject([
      {
        kind: "import",
        version: 1,
        fromState: null,
        toState: "IN_PROGRESS",
        actorId: "user:3",
        actorName: "Lê Thị Mai",
        note: expect.stringMatching(/^#\d+$/),
      },
    ]);
    const plain = await asOwner((c) =>
      c.query("select 1 from dossier d where d::text like '%0912345678%' or d::text like '%002190000001%'"),
    );
    expect(plain.rowCount).toBe(0);
  });

  test("the log names who, which file and how many, and no person", async () => {
    const batch = await importFile(small(row(a)));
    const entries = await db.auditEntry.findMany({
      where: { subject: "import", subjectId: String(batch.id) },
      orderBy: { id: "asc" },
    });
    expect(entries.map((e) => [e.action, e.actorId])).toEqual(
      ["import.upload", "import.start", "import.merge"].map((x) => [x, "user:3"]),
    );
    expect(entries.at(-1)?.detail).toEqual({ rowsNew: 1, rowsChanged: 0, rowsUnchanged: 0, rowsRejected: 0 });
    expect(JSON.stringify(entries.map((e) => e.detail))).not.toContain("Lan");
  });
});

describe("a later register", () => {
  test("moves a dossier on, with one event that tells the deadline before and after", async () => {
    await importFile(small(row(a)));
    const later = await importFile(
      small(row(a, { due: "12/01/2023", end: "11/01/2023", returned: "11/01/2023", state: "Đã trả kết quả" })),
    );
    expect(later).toMatchObject({ rowsNew: 0, rowsChanged: 1, rowsUnchanged: 0 });
    const moved = await dossier(a);
    expect(moved).toMatchObject({ state: "RETURNED", outcome: "EARLY", resultKind: "GRANTED", version: 2, workingDaysUsed: 4 });
    expect(moved.events.find((e) => e.version === 2)).toMatchObject({
      kind: "import",
      fromState: "IN_PROGRESS",
      toState: "RETURNED",
      dueAtBefore: new Date("2023-01-10T10:00:00Z"),
      dueAtAfter: new Date("2023-01-12T10:00:00Z"),
    });
    expect(await differingCells()).toEqual([]);
  });

  test("leaves a trace of what it says otherwise: which fields, in its own event, and none where only the state moved on", async () => {
    await importFile(small(row(a)));
    await importFile(small(row(a, { name: "Nguyễn Thị Lân" })));
    await importFile(small(row(a, { name: "Nguyễn Thị Lân", end: "09/01/2023", state: "Đã xử lý xong" })));
    const { id } = await dossier(a);
    const { events } = await findDossier(actor("officer"), id, await detailClock(now));
    expect(events.map((e) => [e.kind, e.changedFields, e.changes])).toEqual([
      ["import", [], []],
      ["import", ["applicantName"], []],
      ["import", [], []],
    ]);
  });

  test("is told with who brought it in and no unit: theirs need not be the dossier's", async () => {
    const by = { ...officer(), grants: [{ permission: "dossiers.import" as const, units: "all" as const }] };
    const elsewhere = "H22.15.9-230105-0001";
    await importFile(small(row(elsewhere)), { by });
    await importFile(small(row(elsewhere, { end: "09/01/2023", state: "Đã xử lý xong" })), { by });
    const { id, unitId } = await dossier(elsewhere);
    expect(unitId).toBe(unit.phuongDo);
    const { events } = await findDossier(actor("phuongDoOfficer"), id, await detailClock(now));
    expect(events.map((e) => [e.kind, e.actorName, e.unitName])).toEqual([
      ["import", "Lê Thị Mai", null],
      ["import", "Lê Thị Mai", null],
    ]);
  });

  test("does not reopen what is closed, nor take a step back", async () => {
    await importFile(
      small(
        row(a, { end: "09/01/2023", returned: "09/01/2023", state: "Đã trả kết quả" }),
        row("H22.15.7-230105-0002", { end: "09/01/2023", state: "Đã xử lý xong" }),
      ),
    );
    const stale = await importFile(small(row(a), row("H22.15.7-230105-0002"), row("H22.15.7-230105-0003")));
    expect(stale).toMatchObject({ status: "DONE", rowsNew: 1, rowsChanged: 0, rowsRejected: 2 });
    expect((await rejectionsOf(stale.id)).map((r) => [r.line, r.cells[0], r.reasons])).toEqual([
      [2, a, [{ code: "already-closed" }]],
      [3, "H22.15.7-230105-0002", [{ code: "goes-back" }]],
    ]);
    expect((await dossier(a)).version).toBe(1);
  });

  test("corrects the days of a closed dossier without reopening it", async () => {
    const closed = { end: "09/01/2023", returned: "09/01/2023", state: "Đã trả kết quả" };
    await importFile(small(row(a, closed)));
    await importFile(small(row(a, { ...closed, end: "11/01/2023", returned: "11/01/2023" })));
    expect(await dossier(a)).toMatchObject({ state: "RETURNED", outcome: "LATE", version: 2 });
  });

  test("a later hour of acceptance moves an end that is told only by its day; time never runs backwards", async () => {
    const [early, late] = ["05/01/2023 07:30", "05/01/2023 08:00"];
    const quick = { end: "05/01/2023 07:45", returned: "05/01/2023 07:45", state: "Đã trả kết quả" };
    await importFile(small(row(a, { ...quick, accepted: early })));
    const days = { accepted: late, end: "05/01/2023", returned: "05/01/2023", state: "Đã trả kết quả" };
    expect(await importFile(small(row(a, days)))).toMatchObject({ status: "DONE", rowsChanged: 1 });
    const moved = await dossier(a);
    expect(moved).toMatchObject({ acceptedAt: new Date("2023-01-05T01:00:00Z"), state: "RETURNED", version: 2 });
    expect(moved.endedAt?.getTime()).toBeGreaterThanOrEqual(moved.acceptedAt?.getTime() ?? Number.NaN);
    expect(await importFile(small(row(a, days)))).toMatchObject({ status: "DONE", rowsUnchanged: 1 });
  });

  test("a row that contradicts a day only the record knows comes back alone; the others land", async () => {
    const closed = { end: "09/01/2023", returned: "09/01/2023", state: "Đã trả kết quả" };
    const b = "H22.15.7-230105-0002";
    const early = { accepted: "05/01/2023 07:30", end: "05/01/2023 07:45", returned: "05/01/2023 07:45", state: closed.state };
    await importFile(small(row(a, closed), row(b, early)));
    const other = "H22.15.7-230105-0003";
    const batch = await importFile(
      small(
        row(a, { ...closed, end: "11/01/2023", returned: "" }),
        row(b, { ...early, accepted: "05/01/2023 07:40" }),
        row(other),
      ),
    );
    expect(batch).toMatchObject({ status: "DONE", rowsNew: 1, rowsChanged: 1, rowsRejected: 1 });
    expect((await rejectionsOf(batch.id)).map((r) => [r.line, r.reasons])).toEqual([[2, [{ code: "returned-before-ended" }]]]);
  });

  test("stops the clock and starts it again; what waits has no due day", async () => {
    await importFile(small(row(a)));
    await importFile(small(row(a, { state: "Yêu cầu bổ sung giấy tờ" })));
    expect(await dossier(a)).toMatchObject({
      state: "AWAITING_SUPPLEMENT",
      dueOn: null,
      supplementCount: 1,
      clockStops: [{ kind: "SUPPLEMENT", resumedAt: null, dueAtBefore: new Date("2023-01-10T10:00:00Z"), policy: "PAUSE" }],
    });
    expect(await importFile(small(row(a, { state: "Yêu cầu bổ sung giấy tờ" })))).toMatchObject({
      rowsUnchanged: 1,
      rowsChanged: 0,
    });
    expect(await differingCells()).toEqual([]);
    await importFile(small(row(a, { due: "20/07/2023" })), { at: new Date("2023-07-10T03:00:00Z") });
    const going = await dossier(a);
    expect(going).toMatchObject({ state: "IN_PROGRESS", clockStops: [{ resumedAt: new Date("2023-07-10T03:00:00Z") }] });
    expect(going.dueOn?.toISOString().slice(0, 10)).toBe("2023-07-20");
    expect(await differingCells()).toEqual([]);
  });

  test("leaves alone what it does not speak of", async () => {
    await importFile(small(row(a)));
    await asOwner((c) =>
      c.query("update dossier set subject = 'giữ lại', channel = 'ONLINE', accepted_at = '2023-01-05 02:13:30+00'"),
    );
    const bare = csvOf([
      ["Mã hồ sơ", "Mã TTHC", "Chủ hồ sơ", "Ngày tiếp nhận"],
      [a, "1.004873", "Nguyễn Thị Lan", "05/01/2023"],
    ]);
    expect(await importFile(bare, { sender: "khác" })).toMatchObject({ rowsUnchanged: 1, rowsChanged: 0, rowsRejected: 0 });
  });
});

describe("rows that cannot be taken", () => {
  test("come back with their reasons, and the others land", async () => {
    const batch = await importFile(
      small(
        row(a),
        row("sai mã"),
        row("H22.15.7-230105-0002", { end: "01/01/2023", state: "Đã xử lý xong" }),
        row("H22.15.9-230105-0001"),
        ["", "", "Người lập biểu", "", "", "", "", "", "", ""],
      ),
    );
    expect(batch).toMatchObject({ status: "DONE", rowsRead: 4, rowsNew: 1, rowsRejected: 3 });
    const found = await rejectionsOf(batch.id);
    expect(found.map((r) => [r.line, r.reasons.map((x) => x.code)])).toEqual([
      [3, ["code-unreadable"]],
      [4, ["ended-before-accepted"]],
      [5, ["unit-out-of-reach"]],
    ]);
    expect(found[0]?.cells).toEqual(row("sai mã"));
    const raw = await asOwner((c) => c.query("select 1 from import_rejection r where r::text like '%0912345678%'"));
    expect(raw.rowCount).toBe(0);
  });

  test("one code said differently is taken from no line; said alike it is taken once", async () => {
    const batch = await importFile(
      small(row(a), row("H22.15.7-230105-0002"), row(a, { name: "Người khác" }), row("H22.15.7-230105-0002")),
    );
    expect(batch).toMatchObject({ rowsRead: 4, rowsNew: 1, rowsUnchanged: 1, rowsRejected: 2 });
    expect((await rejectionsOf(batch.id)).map((r) => [r.line, r.reasons])).toEqual([
      [2, [{ code: "duplicate-differs", value: "4" }]],
      [4, [{ code: "duplicate-differs", value: "2" }]],
    ]);
  });

  test("a code that is another unit's dossier says nothing of it and changes nothing", async () => {
    await importFile(small(row(a)), {});
    await asOwner((c) => c.query("update dossier set unit_id = $1", [unit.phuongDo]));
    const batch = await importFile(small(row(a, { end: "09/01/2023", state: "Đã xử lý xong" })));
    expect(batch).toMatchObject({ rowsChanged: 0, rowsRejected: 1 });
    expect((await rejectionsOf(batch.id))[0]?.reasons).toEqual([{ code: "other-unit" }]);
  });
});

describe("before it is started", () => {
  test("the columns are guessed, the first rows judged, and nothing is on record", async () => {
    const id = await send(small(row(a), row("sai")));
    const found = await findImport(officer(), id, now);
    expect(found).toMatchObject({
      status: "UPLOADED",
      mappingFrom: "guessed",
      missing: [],
      rowsTotal: 2,
      layout: { headings: head, headerLine: 1 },
    });
    expect(found.preview.map((p) => [p.line, p.verdict, p.reasons.map((r) => r.code)])).toEqual([
      [2, "good", []],
      [3, "rejected", ["code-unreadable"]],
    ]);
    expect(await db.dossier.count()).toBe(0);
    const stored = await asOwner((c) => c.query("select 1 from import_batch b where b::text like '%0912345678%'"));
    expect(stored.rowCount).toBe(0);
  });

  test("the mapping is confirmed once and remembered for the sender, wherever the columns stand next", async () => {
    const strange = ["cột 1", "cột 2", "cột 3", "cột 4", "Mã hồ sơ", "Ghi chú", "Chủ hồ sơ", "Ngày tiếp nhận"];
    const cells = ["H22.15.7-230105-0009", "1.004873", "Trần Văn Nam", "06/01/2023", "không", "x", "không", "không"];
    const id = await send(csvOf([strange, cells]));
    const mapping = { code: 0, procedureCode: 1, applicantName: 2, acceptedAt: 3 };
    await expect(confirmMapping(ctx(), { batchId: id, mapping: { ...mapping, phone: 0 } })).rejects.toMatchObject({
      code: "mapping-outside",
    });
    await expect(confirmMapping(ctx(), { batchId: id, mapping: { ...mapping, phone: 99 } })).rejects.toMatchObject({
      code: "mapping-outside",
    });
    await expect(confirmMapping(ctx(), { batchId: id, mapping: { code: 0 } })).rejects.toMatchObject({
      code: "mapping-incomplete",
    });
    await confirmMapping(ctx(), { batchId: id, mapping });
    await startImport(ctx(), { batchId: id });
    await runBatch(id, { now: () => now });
    expect((await dossier("H22.15.7-230105-0009")).applicantName).toBe("Trần Văn Nam");
    const next = await findImport(officer(), await send(csvOf([strange.toReversed(), cells.toReversed()])), now);
    expect(next).toMatchObject({
      mappingFrom: "remembered",
      mapping: { code: 7, procedureCode: 6, applicantName: 5, acceptedAt: 4 },
    });
    expect((await findImport(officer(), await send(csvOf([strange, cells]), { sender: "Sở khác" }), now)).mappingFrom).toBe(
      "guessed",
    );
  });

  test("a whole check says what an import would bring, changes nothing, and the import then brings just that", async () => {
    await importFile(register(60));
    const before = await db.dossier.findMany({ orderBy: { id: "asc" } });
    const content = csvOf([
      headings,
      ...Array.from({ length: 120 }, (_, n) => {
        const cells = registerRow(n, 60);
        if (n === 3) return cells.with(4, "Tên mới");
        return n >= 110 ? cells.with(8, "31/02/2023") : cells;
      }),
      registerRow(0, 60),
    ]);
    const id = await send(content);
    const look = () => findImport(officer(), id, now);
    const check = async () => {
      await startImport(ctx(), { batchId: id, isCheck: true });
      expect(await look()).toMatchObject({ status: "RUNNING", isCheck: true, reasons: [], rejected: [] });
      await runBatch(id, { now: () => now });
      return look();
    };
    const would = { rowsNew: 50, rowsChanged: 1, rowsUnchanged: 60, rowsRejected: 10, rowsRead: 121 };
    const checked = await check();
    expect(checked).toMatchObject({ ...would, status: "UPLOADED", isCheck: false, checkedAt: now.toISOString() });
    expect(checked.reasons).toEqual([{ code: "date-unreadable", field: "acceptedAt", rows: 10 }]);
    expect(checked.rejected[0]).toMatchObject({ line: 112, reasons: [{ code: "date-unreadable", value: "31/02/2023" }] });
    expect(checked.rejected[0]?.code).toMatch(/^H22\.15\.7-/);
    expect(checked.preview.length).toBeGreaterThan(0);
    expect(await rejectionsOf(id)).toHaveLength(10);
    expect(await db.dossier.findMany({ orderBy: { id: "asc" } })).toEqual(before);
    expect([await db.stagedDossier.count(), await differingCells()]).toEqual([0, []]);
    // It may be given up, and be made again; other columns make it old.
    await startImport(ctx(), { batchId: id, isCheck: true });
    await cancelImport(ctx(), { batchId: id });
    await runBatch(id, { now: () => now });
    expect(await look()).toMatchObject({ status: "UPLOADED", checkedAt: null, rowsRejected: 0, cancelRequested: false });
    await check();
    await confirmMapping(ctx(), { batchId: id, mapping: checked.mapping });
    expect(await look()).toMatchObject({ checkedAt: null, rowsRejected: 0, reasons: [] });
    expect(await check()).toMatchObject(would);
    await startImport(ctx(), { batchId: id });
    await runBatch(id, { now: () => now });
    expect(await look()).toMatchObject({ ...would, status: "DONE", reasons: checked.reasons });
  });

  test("it is started once, and only by who may import for its unit", async () => {
    const id = await send(small(row(a)));
    for (const stranger of ["phuongDoOfficer", "leader", "admin"] as const) {
      await expect(startImport({ actor: actor(stranger), now }, { batchId: id })).rejects.toMatchObject({ code: "not-found" });
      await expect(findImport(actor(stranger), id, now)).rejects.toMatchObject({ code: "not-found" });
      expect((await listImports(actor(stranger))).batches).toEqual([]);
    }
    await startImport(ctx(), { batchId: id });
    await expect(startImport(ctx(), { batchId: id })).rejects.toMatchObject({ code: "import-not-waiting" });
    const jobs = await asOwner((c) => c.query("select 1 from graphile_worker.jobs where key = $1", [`import:${id}`]));
    expect(jobs.rowCount).toBe(1);
    expect((await listImports(officer())).batches.map((b) => [b.id, b.status])).toEqual([[id, "RUNNING"]]);
  });

  test("a register for another's unit is refused before a byte is kept", async () => {
    await expect(send(small(row(a)), { unitId: unit.phuongDo })).rejects.toMatchObject({ code: "not-found" });
  });

  test("what is no register is refused and forgotten", async () => {
    await expect(send("xin chào;bạn\r\n")).rejects.toMatchObject({ code: "table-not-found" });
    expect(await db.importBatch.count()).toBe(0);
  });
});

describe("while it runs", () => {
  test("it is cancelled whole", async () => {
    const id = await send(register(3_000));
    await startImport(ctx(), { batchId: id });
    await cancelImport(ctx(), { batchId: id });
    await runBatch(id, { now: () => now });
    expect(await batchOf(id)).toMatchObject({ status: "CANCELLED", sample: null });
    expect([await db.dossier.count(), await db.stagedDossier.count()]).toEqual([0, 0]);
    await expect(cancelImport(ctx(), { batchId: id })).rejects.toMatchObject({ code: "import-not-running" });
  });

  test("a file that breaks off in the middle ends it as failed, whole", async () => {
    const broken = `${register(3_000)}"${"x".repeat(400_000)}`;
    const batch = await importFile(broken);
    expect(batch).toMatchObject({ status: "FAILED", failure: "csv-quote-open" });
    expect([await db.dossier.count(), await db.stagedDossier.count()]).toEqual([0, 0]);
  });

  test("two workers on one batch: one carries it, the other steps back", async () => {
    const id = await send(register(3_000));
    await startImport(ctx(), { batchId: id });
    await Promise.all([runBatch(id), runBatch(id), runBatch(id)]);
    expect(await batchOf(id)).toMatchObject({ status: "DONE", rowsNew: 3_000, attempts: 1 });
    expect(await db.dossierEvent.count()).toBe(3_000);
  });

  test("it gives up after five runs that ended in nothing, and says so", async () => {
    const id = await send(small(row(a)));
    await startImport(ctx(), { batchId: id });
    await asOwner((c) => c.query("update import_batch set attempts = 5"));
    await runBatch(id);
    expect(await batchOf(id)).toMatchObject({ status: "FAILED", failure: "import-gave-up" });
  });

  test("the sweep takes up a run whose worker died, and forgets registers nobody started", async () => {
    const dead = await send(small(row(a)));
    await startImport(ctx(), { batchId: dead });
    const unused = await send(small(row(a)));
    await asOwner((c) => c.query("select graphile_worker.remove_job($1)", [`import:${dead}`]));
    await sweepImports(new Date(now.getTime() + 8 * 86_400_000));
    const jobs = await asOwner((c) => c.query("select 1 from graphile_worker.jobs where key = $1", [`import:${dead}`]));
    expect(jobs.rowCount).toBe(1);
    expect((await batchOf(unused)).status).toBe("CANCELLED");
    expect((await batchOf(dead)).status).toBe("RUNNING");
  });

  test("an officer who moves a dossier between looking and merging is not overruled", async () => {
    await importFile(small(row(a)));
    const id = await send(small(row(a, { end: "09/01/2023", state: "Đã xử lý xong" })));
    await startImport(ctx(), { batchId: id });
    // The officer's transaction holds the dossier until the import stands in front of it.
    await asOwner(async (c) => {
      await c.query("begin");
      await c.query(
        "update dossier set state = 'WITHDRAWN', outcome = 'WITHDRAWN', ended_at = '2023-06-01', ended_on = '2023-06-01', version = version + 1",
      );
      const running = runBatch(id, { now: () => now });
      for (;;) {
        const { rowCount } = await c.query("select 1 from pg_locks where not granted");
        if (rowCount) break;
      }
      await c.query("commit");
      await running;
    });
    expect(await dossier(a)).toMatchObject({ state: "WITHDRAWN", version: 2 });
    expect(await batchOf(id)).toMatchObject({ status: "DONE", rowsChanged: 0, rowsRejected: 1 });
  });
});
