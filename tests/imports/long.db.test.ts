import fc from "fast-check";
import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { runBatch, startImport } from "@/lib/imports/commands";
import { asOwner, foundCity } from "../city";
import { batchOf, ctx, differingCells, now, rejectionsOf, send } from "./importing";
import { csvOf, headings, registerRow } from "./samples/register";

beforeAll(foundCity);
const empty = () =>
  asOwner((c) => c.query("truncate dossier, dossier_event, import_batch, staged_dossier, import_mapping cascade"));
afterEach(empty);

/** Imports a register; `isLong` has it written while it is read, as registers of more than a thousand rows are. */
async function bring(content: string, isLong: boolean) {
  const id = await send(content);
  await db.importBatch.update({ where: { id }, data: { rowsTotal: isLong ? 5_000 : 10 } });
  await startImport(ctx(), { batchId: id });
  await runBatch(id, { now: () => now });
  const { status, rowsNew, rowsChanged, rowsUnchanged, rowsRejected } = await batchOf(id);
  return { id, counts: { status, rowsNew, rowsChanged, rowsUnchanged, rowsRejected } };
}
/** Everything on record but what is drawn anew each time: ids, sealed bytes and the number of the batch. */
const record = () =>
  asOwner(
    async (c) =>
      (
        await c.query(`select to_jsonb(d) - array['id', 'batch_id', 'phone_sealed', 'id_number_sealed'] as dossier,
          (select jsonb_agg(to_jsonb(e) - array['id', 'dossier_id', 'note'] order by e.version) from dossier_event e where e.dossier_id = d.id) as events,
          (select jsonb_agg(to_jsonb(w) - array['id', 'dossier_id', 'reason'] order by w.stopped_at) from dossier_clock_stop w where w.dossier_id = d.id) as stops
        from dossier d order by d.code`)
      ).rows,
  );
const events = () => db.dossierEvent.count();

const head = ["Mã hồ sơ", "Mã TTHC", "Chủ hồ sơ", "SĐT", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày xử lý xong", "Trạng thái"];
const line = fc
  .record({
    serial: fc.integer({ min: 1, max: 25 }),
    procedure: fc.constantFrom("1.004873", "1.013225", "9.999999"),
    name: fc.constantFrom("Nguyễn Thị Lan", "Lù Văn Sùng", "Đặng Thị Ánh"),
    phone: fc.constantFrom("0912345678", "", "+84 912 345 678"),
    due: fc.constantFrom("", "10/01/2023", "09/01/2023"),
    fate: fc.constantFrom(
      ["", "Đang xử lý"],
      ["09/01/2023", "Đã xử lý xong"],
      ["11/01/2023", "Đã trả kết quả"],
      ["", "Yêu cầu bổ sung"],
      ["06/01/2023", "Công dân yêu cầu rút hồ sơ"],
    ),
    isDecomposed: fc.boolean(),
  })
  .map(({ serial, procedure, name, phone, due, fate: [end = "", state = ""], isDecomposed }) => [
    `H22.15.7-230105-${String(serial).padStart(4, "0")}`,
    procedure,
    isDecomposed ? name.normalize("NFD") : name,
    phone,
    "05/01/2023",
    due,
    end,
    state,
  ]);
const register = fc.array(line, { minLength: 1, maxLength: 30 });

test("whatever a register says, sent again it changes nothing; read whole or written while it is read, it is the same record", async () => {
  await fc.assert(
    fc.asyncProperty(register, register, async (first, second) => {
      const told: unknown[] = [];
      for (const isLong of [false, true]) {
        await empty();
        const seen: unknown[] = [];
        // The second register meets dossiers of the first: new, changed, unchanged and contradicting rows in one file.
        for (const rows of [first, second]) {
          const content = csvOf([head, ...rows]);
          const { counts, id } = await bring(content, isLong);
          expect(counts.status).toBe("DONE");
          expect(counts.rowsNew + counts.rowsChanged + counts.rowsUnchanged + counts.rowsRejected).toBe(rows.length);
          const after = await record();
          const eventsAfter = await events();
          seen.push(counts, await rejectionsOf(id), after);
          const again = await bring(content, isLong);
          expect(again.counts).toMatchObject({ rowsNew: 0, rowsChanged: 0 });
          expect(await record()).toEqual(after);
          expect(await events()).toBe(eventsAfter);
        }
        expect(await differingCells()).toEqual([]);
        expect(await db.stagedDossier.count()).toBe(0);
        told.push(seen);
      }
      expect(told[1]).toEqual(told[0]);
    }),
    { numRuns: 8 },
  );
}, 120_000);

test("a register of several stretches: repeats and contradictions across them, bad rows, and dossiers that were known", async () => {
  const count = 9_000;
  const rows = Array.from({ length: count }, (_, n) => registerRow(n, count));
  await bring(csvOf([headings, ...rows.slice(100, 200)]), false);
  const bad = rows.map((row, n) => (n % 100 === 50 && n > 1_000 ? row.with(8, "31/02/2023") : row));
  const name = headings.indexOf("Chủ hồ sơ");
  const all = [
    ...bad,
    // Said again alike in a later stretch; said differently in a later stretch, so that neither is taken.
    rows[0] ?? [],
    (rows[1] ?? []).with(name, "Người khác"),
    // A dossier on record as returned, told to be open again.
    (rows[150] ?? []).with(10, "").with(11, "").with(13, "Đang xử lý"),
  ];
  // The line that contradicts the record stands alone: its good twin is left out.
  all.splice(150, 1);
  const { id, counts } = await bring(csvOf([headings, ...all]), true);
  expect(counts).toEqual({
    status: "DONE",
    rowsNew: count - 80 - 100 - 1,
    rowsChanged: 0,
    rowsUnchanged: 99 + 1,
    rowsRejected: 80 + 2 + 1,
  });
  const reasons = (await rejectionsOf(id)).map((r) => r.reasons[0]?.code);
  expect(reasons.filter((r) => r === "duplicate-differs")).toHaveLength(2);
  expect(reasons.filter((r) => r === "already-closed")).toHaveLength(1);
  expect([await db.dossier.count(), await events()]).toEqual([count - 81, count - 81]);
  expect(await db.stagedDossier.count()).toBe(0);
  expect(await differingCells()).toEqual([]);
}, 60_000);

test("cancelled or broken off while it is being written, not one row of it is on record", async () => {
  const content = csvOf([headings, ...Array.from({ length: 12_000 }, (_, n) => registerRow(n, 12_000))]);
  const cancelled = await send(content);
  await startImport(ctx(), { batchId: cancelled });
  const running = runBatch(cancelled, { now: () => now });
  // The request comes while the reader is on its way; it is seen at the latest before the batch commits.
  await db.importBatch.update({ where: { id: cancelled }, data: { cancelRequestedAt: now } });
  await running;
  expect(await batchOf(cancelled)).toMatchObject({ status: "CANCELLED", rowsNew: 0 });
  const broken = await send(`${content}"H22.15.7-230105-0001,`);
  await startImport(ctx(), { batchId: broken });
  await runBatch(broken, { now: () => now });
  expect(await batchOf(broken)).toMatchObject({ status: "FAILED", failure: "csv-quote-open" });
  expect([await db.dossier.count(), await events(), await db.stagedDossier.count()]).toEqual([0, 0, 0]);
}, 60_000);

test("two registers with the same dossiers at once: one writes them, the other finds them written", async () => {
  const content = csvOf([headings, ...Array.from({ length: 3_000 }, (_, n) => registerRow(n, 3_000))]);
  const ids = [await send(content), await send(content)];
  for (const id of ids) await startImport(ctx(), { batchId: id });
  await Promise.all(ids.map((id) => runBatch(id, { now: () => now })));
  const batches = await Promise.all(ids.map(batchOf));
  expect(batches.map((b) => b.status)).toEqual(["DONE", "DONE"]);
  expect(batches.map((b) => b.rowsNew + b.rowsUnchanged)).toEqual([3_000, 3_000]);
  expect([await db.dossier.count(), await events()]).toEqual([3_000, 3_000]);
  expect(await differingCells()).toEqual([]);
}, 60_000);
