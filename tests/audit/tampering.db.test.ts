import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { writeEntry } from "@/lib/audit/commands";
import type { AuditFaultCode } from "@/lib/audit/model";
import { sealBacklogSeconds, verifyAudit } from "@/lib/audit/queries";
import { appendHeads, lastHead } from "@/lib/audit/sealing/head";
import { MerkleRoot, sealHash } from "@/lib/audit/sealing/merkle";
import { sealPending } from "@/lib/audit/sealing/seal";
import { verifyLog } from "@/lib/audit/sealing/verify";
import { db, type Tx } from "@/lib/db/client";
import { asOwner, foundCity, procedure, unit } from "../city";
import { sealAll } from "./settled";

// Sealing waits for the longest transaction of the files that run beside this one.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const dir = mkdtempSync(join(tmpdir(), "vong-lau-audit-"));
const file = join(dir, "head.jsonl");
const write = (tx: Tx, n: number) =>
  writeEntry(tx, {
    actorId: "user:3",
    action: "dossier.accept",
    subject: { type: "dossier", id: n },
    unitId: 3,
    detail: { version: n, name: "Tiếp nhận" },
  });

let owner: pg.Client;
beforeAll(async () => {
  await foundCity();
  for (let batch = 0; batch < 4; batch += 1) {
    for (let n = 1; n <= 25; n += 1) await db.$transaction((tx) => write(tx, batch * 100 + n));
    expect(await sealAll(file)).toBe(25);
  }
  owner = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
  await owner.connect();
});
afterAll(() => owner.end());

/** The faults an owner of the database leaves behind; nothing is kept. */
async function faultsAfter(...tampering: string[]): Promise<AuditFaultCode[]> {
  await owner.query("begin isolation level repeatable read");
  try {
    for (const sql of tampering) await owner.query(sql);
    return (await verifyLog(owner, file)).faults.map((f) => f.code);
  } finally {
    await owner.query("rollback");
  }
}
const nth = (n: number) => `(select id from audit_entry order by id offset ${n} limit 1)`;
const forged = (id: string, xid: string, at = "now()") =>
  `insert into audit_entry (id, xid, at, actor_id, action, subject, subject_id, detail) values (${id}, ${xid}::xid8, ${at}, 'user:9', 'dossier.approve', 'dossier', '1', '{}')`;
const oldXid = "(select xid::text from audit_entry order by id offset 10 limit 1)";

test("a clean log is whole, and says how much it holds", async () => {
  expect(await verifyAudit(file)).toEqual({ seals: 4, entries: 100, unsealed: 0, faults: [], faultCount: 0 });
});

describe("T-72: the owner of the database cannot change the log unseen", () => {
  const classes: [string, AuditFaultCode, ...string[]][] = [
    ["an actor replaced", "entries-altered", `update audit_entry set actor_id = 'user:1' where id = ${nth(12)}`],
    ["a detail edited", "entries-altered", `update audit_entry set detail = '{"n": 2}' where id = ${nth(12)}`],
    ["a subject redirected", "entries-altered", `update audit_entry set subject_id = '77' where id = ${nth(30)}`],
    ["an action renamed", "entries-altered", `update audit_entry set action = 'dossier.view' where id = ${nth(99)}`],
    ["an entry back-dated by a day", "back-dated", `update audit_entry set at = at - interval '1 day' where id = ${nth(60)}`],
    ["an entry removed", "entry-missing", `delete from audit_entry where id = ${nth(40)}`],
    [
      "an entry removed, its seal corrected",
      "seal-altered",
      `update audit_seal set ids = array_remove(ids, ${nth(40)}) where n = 2`,
      `delete from audit_entry where id = ${nth(40)}`,
    ],
    [
      "two entries swapped",
      "entries-altered",
      `update audit_entry a set detail = b.detail, subject_id = b.subject_id from audit_entry b where a.id in (${nth(5)}, ${nth(6)}) and b.id in (${nth(5)}, ${nth(6)}) and a.id <> b.id`,
    ],
    [
      "an entry moved to another seal",
      "entry-missing",
      `update audit_entry set xid = (select xid from audit_entry where id = ${nth(80)}) where id = ${nth(20)}`,
    ],
    ["an entry forged into the past", "entry-inserted", forged("-5", oldXid)],
    [
      "an entry forged into the past and named by its seal",
      "seal-altered",
      forged("-5", oldXid),
      "update audit_seal set ids = array_prepend(-5::bigint, ids), count = count + 1 where n = 1",
    ],
    ["an entry of a transaction to come", "from-the-future", forged("9000", "'999999999'")],
    [
      "the tail cut: the last seal and its entries",
      "tail-cut",
      "delete from audit_entry where id in (select unnest(ids) from audit_seal where n = 4)",
      "delete from audit_seal where n = 4",
    ],
    ["a seal taken out of the middle", "seal-missing", "delete from audit_seal where n = 2"],
    ["everything deleted", "tail-cut", "truncate audit_entry, audit_seal"],
    ["a seal's time set back", "seal-altered", "update audit_seal set at = at - interval '1 hour' where n = 3"],
    [
      "an entry kept from its seal for a day",
      "unsealed-too-long",
      `delete from audit_seal where n = 4`,
      "update audit_entry set at = now() - interval '1 day' where xid >= (select horizon from audit_seal where n = 3)",
    ],
  ];
  test.each(classes)("%s", async (_, code, ...tampering) => {
    expect(await faultsAfter(...tampering)).toContain(code);
  });

  test("control: the same walk over an untouched log finds nothing", async () => {
    expect(await faultsAfter()).toEqual([]);
  });

  test("an entry altered and every seal computed anew is betrayed by the head outside", async () => {
    await owner.query("begin isolation level repeatable read");
    try {
      await owner.query(`update audit_entry set actor_id = 'user:1' where id = ${nth(3)}`);
      let previous = "";
      let from = "0";
      const seals = await owner.query(
        "select n, ids, horizon::text, (extract(epoch from at) * 1000)::bigint::text as millis from audit_seal order by n",
      );
      for (const seal of seals.rows) {
        const rows = await owner.query({
          text: `select id::text, xid::text, (extract(epoch from at) * 1000000)::bigint::text, actor_id, action, subject, subject_id, coalesce(unit_id::text, ''), detail::text
            from audit_entry where xid >= $1::text::xid8 and xid < $2::text::xid8 order by id`,
          values: [from, seal.horizon],
          rowMode: "array",
        });
        const root = new MerkleRoot();
        for (const row of rows.rows) root.add(row);
        const hash = sealHash({
          n: seal.n,
          count: rows.rows.length,
          firstId: BigInt(seal.ids[0]),
          lastId: BigInt(seal.ids.at(-1)),
          root: `${root}`,
          previous,
          horizon: BigInt(seal.horizon),
          atMillis: Number(seal.millis),
        });
        await owner.query("update audit_seal set root = $2, previous = $3, hash = $4 where n = $1", [
          seal.n,
          `${root}`,
          previous,
          hash,
        ]);
        previous = hash;
        from = seal.horizon;
      }
      expect(new Set((await verifyLog(owner, file)).faults.map((f) => f.code))).toEqual(new Set(["head-differs"]));
    } finally {
      await owner.query("rollback");
    }
  });

  test("the faults name the first positions", async () => {
    await owner.query("begin");
    const { rows } = await owner.query<{ id: string }>(`delete from audit_entry where id = ${nth(40)} returning id::text`);
    const report = await verifyLog(owner, file);
    await owner.query("rollback");
    expect(report.faults).toEqual([{ code: "entry-missing", place: `seal 2, entry ${rows[0]?.id}` }]);
  });
});

test("heads lost from the outside copy are missed, and half a line left by a crash is not", async () => {
  const original = readFileSync(file, "utf8");
  const lines = original.split("\n").filter(Boolean);
  writeFileSync(file, `${lines[0]}\n${lines[3]}\n`);
  expect((await verifyAudit(file)).faults.map((f) => f.code)).toEqual(["head-missing", "head-missing"]);
  writeFileSync(file, `${original}{"n":5,"ha`);
  expect((await verifyAudit(file)).faultCount).toBe(0);
  await appendHeads(file, []);
  writeFileSync(file, original);
});

test("the sealer refuses to go on from a database that forgot what was exported", async () => {
  const other = join(dir, "ahead.jsonl");
  await appendHeads(other, [{ n: 400, hash: "ff", at: "2026-01-01T00:00:00.000Z" }]);
  await expect(sealPending(other)).rejects.toThrow("does not continue seal 400");
  const rewritten = join(dir, "rewritten.jsonl");
  await appendHeads(rewritten, [{ n: 4, hash: "ff", at: "2026-01-01T00:00:00.000Z" }]);
  await expect(sealPending(rewritten)).rejects.toThrow("does not continue seal 4");
});

test("a transaction still open is left for the next seal, whatever its place", async () => {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const slow = db.$transaction(async (tx) => {
    await write(tx, 501);
    begun();
    await held;
  });
  await started;
  await db.$transaction((tx) => write(tx, 502));
  await sealPending(file);
  expect(await sealBacklogSeconds()).toBeGreaterThanOrEqual(0);
  letGo();
  await slow;
  await sealAll(file);
  const report = await verifyAudit(file);
  expect(report).toMatchObject({ entries: 102, unsealed: 0, faultCount: 0 });
  expect((await lastHead(file))?.n).toBe(report.seals);
});

test("two sealers at once make one chain", async () => {
  for (let n = 600; n < 640; n += 1) await db.$transaction((tx) => write(tx, n));
  const counts = await Promise.all([sealPending(file), sealPending(file), sealPending(file)]);
  const rest = await sealAll(file);
  expect(counts.reduce((a, b) => a + b, rest)).toBe(40);
  expect((await verifyAudit(file)).faultCount).toBe(0);
});

test("the log survives the deletion of what it tells about", async () => {
  await asOwner(async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `insert into dossier (unit_id, receiving_unit_id, procedure_id, channel, state, applicant_name, applicant_search)
       values ($1, $1, $2, 'ONLINE', 'REGISTERED', 'Mẫu', 'mau') returning id`,
      [unit.tranPhu, procedure.birth],
    );
    await client.query(
      "insert into audit_entry (actor_id, action, subject, subject_id, detail) values ('user:3', 'dossier.register', 'dossier', $1, '{}')",
      [rows[0]?.id],
    );
    await client.query("delete from dossier where id = $1", [rows[0]?.id]);
  });
  await sealAll(file);
  expect(await db.auditEntry.count({ where: { action: "dossier.register" } })).toBe(1);
  expect((await verifyAudit(file)).faultCount).toBe(0);
});
