import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { foldCells } from "@/lib/cells/jobs";
import { exemptDocument, voidDocument } from "@/lib/documents/commands";
import { type DocumentSet, documentSets } from "@/lib/documents/model";
import { findDocument, listDocuments } from "@/lib/documents/queries";
import { documentCodes, rowCodes } from "@/lib/indicators/model";
import { readDocumentBoard } from "@/lib/indicators/queries";
import { documentCatalogue } from "@/lib/indicators/rules";
import { actor, asOwner, foundCity, unit } from "../city";
import { by, issue, register, typeId } from "./documents";

beforeAll(foundCity);
beforeEach(() => asOwner((c) => c.query("truncate document cascade")));

const today = "2026-11-26";
const november = { period: { from: "2026-11-01", to: "2026-11-30" }, asOf: today, scope: {} };
const owner = (sql: string, values: unknown[] = []) => asOwner(async (c) => (await c.query(sql, values)).rows);
const differing = () => owner("select * from differing_document_cells()");
const board = (scope: { unitId?: number } = {}) => readDocumentBoard(actor("leader"), { ...november, scope });

/** A PDF of a document and what the check found, as the round would note it. */
async function checked(
  documentId: number,
  verdict: string | null,
  doubts: readonly string[] = [],
  reasons: readonly string[] = [],
) {
  const [file] = await owner(
    `insert into document_file (document_id, name, type, bytes, sha, added_at, added_by, added_by_name)
     values ($1, 'van-ban.pdf', 'application/pdf', 1, md5(random()::text), now(), 'user:8', 'Ma Thị Thơm') returning id`,
    [documentId],
  );
  if (verdict !== null)
    await owner(
      "update document_check set verdict = $2, doubts = $3, reasons = $4, checked_at = now(), found = '{}' where file_id = $1",
      [file?.id, verdict, doubts, reasons],
    );
  return Number(file?.id);
}
const signingOf = async (id: number) => (await findDocument(actor("leader"), id)).signing;

test("an outgoing document stands as the worst that was found in its files, and as good as the best where nothing is bad", async () => {
  const { id } = await issue();
  expect(await signingOf(id)).toBe("UNSIGNED");
  const waiting = await checked(id, null);
  expect(await signingOf(id)).toBe("PENDING");
  await owner("update document_file set removed_at = now() where id = $1", [waiting]);
  expect(await signingOf(id)).toBe("UNSIGNED");
  await checked(id, "unsigned");
  expect(await signingOf(id)).toBe("UNSIGNED");
  await checked(id, "unknown");
  expect(await signingOf(id)).toBe("UNKNOWN");
  await checked(id, "valid", ["agency-missing"]);
  expect(await signingOf(id)).toBe("DOUBTFUL");
  await checked(id, "valid", ["signed-late"]);
  expect(await signingOf(id)).toBe("VALID");
  const bad = await checked(id, "invalid");
  expect(await signingOf(id)).toBe("INVALID");
  await owner("update document_file set removed_at = now() where id = $1", [bad]);
  expect(await signingOf(id)).toBe("VALID");
  expect(await differing()).toEqual([]);
});

describe("what need not be signed", () => {
  test("is marked with its reason by who manages the register, counted apart, and taken back", async () => {
    const { id, version } = await issue();
    const mark = (reason: string | null, at: number, who: "head" | "clerk" = "head") =>
      exemptDocument(by(who), { id, version: at, reason });
    await expect(mark("Phát hành bản giấy", version, "clerk")).rejects.toMatchObject({ kind: "forbidden" });
    const marked = await mark("Bên nhận chỉ nhận bản giấy", version);
    expect(await findDocument(actor("clerk"), id)).toMatchObject({
      signing: "EXEMPT",
      exempted: { byName: "Trần Văn Hùng", reason: "Bên nhận chỉ nhận bản giấy" },
    });
    await expect(mark("lần nữa", version)).rejects.toMatchObject({ code: "document-changed" });
    await checked(id, "valid");
    expect(await signingOf(id)).toBe("EXEMPT");
    const reading = async () => (await board()).headline.find((r) => r.code === "e-signature-rate");
    expect(await reading()).toMatchObject({ top: 0, bottom: 0, value: null });
    await mark(null, marked.version);
    expect(await reading()).toMatchObject({ top: 1, bottom: 1, value: 1 });
    expect(await differing()).toEqual([]);
  });
  test("is no incoming document, and no draft", async () => {
    const { id, version } = await register();
    await expect(exemptDocument(by("head"), { id, version, reason: "x" })).rejects.toMatchObject({
      code: "document-not-outgoing",
    });
  });
});

test("a tile, its list and the rows of the units tell the same, for each figure there is", async () => {
  const states: [string | null, string[]][] = [
    ["valid", []],
    ["valid", []],
    ["valid", ["person-missing"]],
    ["invalid", []],
    ["unknown", []],
    ["unsigned", []],
    [null, []],
  ];
  for (const [verdict, doubts] of states)
    await checked((await issue()).id, verdict, doubts, verdict === "invalid" ? ["content-changed"] : []);
  await issue({ direction: "INTERNAL" });
  const voided = await issue();
  await voidDocument(by("head"), { id: voided.id, version: voided.version, reason: "Đánh nhầm sổ" });
  const exempt = await issue();
  await exemptDocument(by("head"), { id: exempt.id, version: exempt.version, reason: "Bản giấy" });
  for (const [dueOn, closedOn] of [
    ["2026-11-20", null],
    ["2026-11-20", "2026-11-25"],
    ["2026-11-25", "2026-11-25"],
    [null, "2026-11-26"],
    ["2026-12-05", null],
  ] as const) {
    const { id } = await register({ issuedOn: "2026-11-10", arrivedOn: "2026-11-12", ...(dueOn && { dueOn }) });
    if (closedOn) await owner("update document set closed_on = $2 where id = $1", [id, closedOn]);
  }
  await owner(
    "update document set exchanged = true where id in (select min(id) from document where direction = 'INCOMING' and state = 'REGISTERED')",
  );
  await owner("update document set exchanged = true where direction = 'OUTGOING' and state = 'REGISTERED' and signing = 'VALID'");
  await owner("insert into secret_document_count values ($1, '2026-11-01', 'OUTGOING', 4, now(), 'user:2')", [unit.tranPhu]);
  for (const fold of [false, true]) {
    if (fold) await foldCells();
    expect(await differing()).toEqual([]);
    const told = await board();
    const listed = async (set: DocumentSet) => {
      const { total } = await listDocuments(
        actor("leader"),
        { set, from: "2026-11-01", to: today, asOf: today, take: 50 },
        { today },
      );
      return total;
    };
    for (const reading of told.headline) {
      const { set, base } = documentCatalogue[reading.code];
      expect(await listed(set), reading.code).toBe(reading.top);
      if (base) expect(await listed(base), reading.code).toBe(reading.bottom);
    }
    const value = (code: (typeof documentCodes)[number]) => told.headline.find((r) => r.code === code)?.top;
    expect(documentCodes.map((code) => [code, value(code)])).toEqual([
      ["e-signature-rate", 2],
      ["documents-incoming", 5],
      ["documents-outgoing", 8],
      ["documents-internal", 1],
      ["documents-overdue", 1],
      ["documents-on-time-rate", 2],
      ["signatures-invalid", 1],
      ["signatures-doubtful", 1],
      ["signatures-unknown", 1],
      ["documents-unsigned", 1],
      ["signatures-pending", 1],
      ["documents-exempt", 1],
      ["documents-received-electronically-rate", 1],
      ["documents-sent-electronically-rate", 2],
    ]);
    expect(told.secretCount).toBe(4);
    expect(told.faults).toContainEqual({ code: "person-missing", set: "doubtful", count: 1 });
    expect(told.faults).toContainEqual({ code: "content-changed", set: "invalid", count: 1 });
    const tranPhu = told.units.find((u) => u.id === unit.tranPhu);
    const own = (await board({ unitId: unit.tranPhu })).headline;
    for (const row of tranPhu?.readings ?? [])
      expect(
        own.find((r) => r.code === row.code),
        row.code,
      ).toMatchObject({ top: row.top, bottom: row.bottom });
    expect(tranPhu?.readings).toHaveLength(rowCodes.length);
    expect(told.types.reduce((sum, t) => sum + (t.readings[1]?.top ?? 0), 0)).toBe(8);
  }
  expect(documentSets.length).toBeGreaterThan(documentCodes.length);
});

test("whatever is done, cells and deltas equal a full count", async () => {
  const types = [await typeId("cong-van"), await typeId("quyet-dinh")];
  const act = fc.record({
    kind: fc.constantFrom("new", "new", "sign", "void", "close", "reopen", "remove", "exchange", "fold", "unit"),
    n: fc.integer({ min: 0, max: 30 }),
    day: fc.integer({ min: 1, max: 28 }),
    verdict: fc.constantFrom("VALID", "INVALID", "UNSIGNED", "DOUBTFUL", "PENDING", "EXEMPT"),
    direction: fc.constantFrom("INCOMING", "OUTGOING", "INTERNAL"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      await asOwner(async (c) => {
        await c.query("truncate document cascade");
        const [book] = (
          await c.query(
            "insert into document_book (unit_id, direction, name, type_ids, opened_at, opened_by) values (3, 'INCOMING', 'thử', array[99], now(), 'x') returning id",
          )
        ).rows;
        let number = 0;
        for (const { kind, n, day, verdict, direction } of acts) {
          const on = `2026-11-${String(day).padStart(2, "0")}`;
          const one = "(select id from document order by id offset $1 % greatest(1, (select count(*) from document)) limit 1)";
          if (kind === "new")
            await c.query(
              `insert into document (direction, state, unit_id, type_id, book_id, year, number, subject, issuer, issued_on, arrived_on, registered_on, due_on,
                search, entered_at, entered_by, entered_by_name, registered_at, registered_by, registered_by_name, content_hash)
               values ($1, 'REGISTERED', $2, $3, $4, 2026, $5, 's', 'i', $6, case when $1 = 'INCOMING'::document_direction then $6::date end, $6,
                case when $7 > 8 then $6::date + $7 end, '', now(), 'x', 'x', now(), 'x', 'x', 'h')`,
              [direction, n % 2 ? 3 : 5, types[n % 2], book.id, ++number, on, n],
            );
          else if (kind === "sign") await c.query(`update document set signing = $2 where id = ${one}`, [n, verdict]);
          else if (kind === "void")
            await c.query(
              `update document set state = 'VOIDED', voided_at = now(), void_reason = 'x' where state = 'REGISTERED' and id = ${one}`,
              [n],
            );
          else if (kind === "close")
            await c.query(`update document set closed_on = $2 where state = 'REGISTERED' and id = ${one}`, [n, on]);
          else if (kind === "reopen") await c.query(`update document set closed_on = null where id = ${one}`, [n]);
          else if (kind === "exchange") await c.query(`update document set exchanged = $2 where id = ${one}`, [n, n % 3 > 0]);
          else if (kind === "remove") await c.query(`delete from document where id = ${one}`, [n]);
          else if (kind === "fold") await c.query("select fold_document_cells(5)");
        }
        const wrong = async () => (await c.query("select * from differing_document_cells()")).rows;
        expect(await wrong()).toEqual([]);
        await c.query("select fold_document_cells()");
        expect(await wrong()).toEqual([]);
        const cells =
          "select * from document_cell where (incoming, outgoing, internal, signed, closed, overdue_in, overdue_out) <> (0, 0, 0, 0, 0, 0, 0) order by day, unit_id, type_id";
        const before = (await c.query(cells)).rows;
        await c.query("select rebuild_document_cells()");
        expect((await c.query(cells)).rows).toEqual(before);
        await c.query("delete from document_book where id = $1", [book.id]).catch(() => undefined);
      });
    }),
    { numRuns: 25 },
  );
});
