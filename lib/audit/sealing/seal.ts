import type { PoolClient } from "pg";
import { pool } from "@/lib/db/client";
import { entriesBetween } from "./entries";
import { appendHeads, headFile, lastHead } from "./head";
import { MerkleRoot, sealHash } from "./merkle";

const lockKey = 726_173;
/** One seal holds at most this many entries, and the rest of the transaction that reaches it. */
const batchSize = 10_000;
/** With nothing to seal, an empty seal still moves the horizon, so that a forged entry cannot hide in a quiet night. */
const quietMillis = 10 * 60_000;

type LastSeal = { n: number; hash: string; horizon: bigint; atMillis: number };
const none: LastSeal = { n: 0, hash: "", horizon: 0n, atMillis: 0 };

/**
 * Seals what is committed and unsealed, batch by batch, and exports the heads. Returns how many entries were sealed.
 * Does nothing while another process seals. Throws when the database does not continue the log the heads tell of.
 */
export async function sealPending(file = headFile()): Promise<number> {
  const client = await pool().connect();
  let sealed = 0;
  try {
    const lock = await client.query<{ ok: boolean }>("select pg_try_advisory_lock($1) as ok", [lockKey]);
    if (!lock.rows[0]?.ok) return 0;
    try {
      await exportHeads(client, file);
      for (;;) {
        const count = await sealBatch(client);
        if (count === null) break;
        sealed += count;
        await exportHeads(client, file);
      }
    } finally {
      await client.query("select pg_advisory_unlock($1)", [lockKey]);
    }
  } finally {
    client.release();
  }
  return sealed;
}

/** One seal in one transaction; null when there is nothing to do. */
async function sealBatch(client: PoolClient): Promise<number | null> {
  await client.query("begin isolation level repeatable read");
  try {
    const last = await lastSeal(client);
    const { rows } = await client.query<{ xmin: string; millis: string }>(
      "select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, (extract(epoch from clock_timestamp()) * 1000)::bigint::text as millis",
    );
    // Every transaction before xmin has ended: what it wrote is visible, and nothing can be added to it.
    const xmin = BigInt(rows[0]?.xmin ?? 0);
    const now = Number(rows[0]?.millis);
    if (xmin < last.horizon)
      throw new Error(
        `the database counts transactions from ${xmin}, behind the last seal's ${last.horizon}: it was loaded into another cluster; move the counter forward with pg_resetwal`,
      );
    const horizon = await horizonOf(client, last.horizon, xmin);
    const root = new MerkleRoot();
    const ids: string[] = [];
    for await (const entry of entriesBetween(client, last.horizon, horizon)) {
      root.add(entry.text);
      ids.push(`${entry.id}`);
    }
    if (ids.length === 0 && now - last.atMillis < quietMillis) {
      await client.query("rollback");
      return null;
    }
    const n = last.n + 1;
    const facts = {
      n,
      count: ids.length,
      firstId: BigInt(ids[0] ?? 0),
      lastId: BigInt(ids.at(-1) ?? 0),
      root: `${root}`,
      previous: last.hash,
      horizon,
      atMillis: now,
    };
    await client.query(
      `insert into audit_seal (n, count, first_id, last_id, ids, root, previous, horizon, hash, at)
       values ($1, $2, $3, $4, $5::bigint[], $6, $7, $8::text::xid8, $9, to_timestamp($10::numeric / 1000))`,
      [
        n,
        facts.count,
        `${facts.firstId}`,
        `${facts.lastId}`,
        ids,
        facts.root,
        facts.previous,
        `${horizon}`,
        sealHash(facts),
        now,
      ],
    );
    await client.query("commit");
    return ids.length;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function lastSeal(client: PoolClient): Promise<LastSeal> {
  const { rows } = await client.query<{ n: number; hash: string; horizon: string; millis: string }>(
    "select n, hash, horizon::text, (extract(epoch from at) * 1000)::bigint::text as millis from audit_seal order by n desc limit 1",
  );
  const row = rows[0];
  return row ? { n: row.n, hash: row.hash, horizon: BigInt(row.horizon), atMillis: Number(row.millis) } : none;
}

/** Up to where this seal reaches: `xmin`, or the transaction at which the batch is full. */
async function horizonOf(client: PoolClient, from: bigint, xmin: bigint): Promise<bigint> {
  const window = "from audit_entry where id is not null and xid >= $1::text::xid8 and xid < $2::text::xid8 order by xid";
  const { rows } = await client.query<{ xid: string; first: string }>(
    `select xid::text, (select xid::text ${window} limit 1) as first ${window} limit 1 offset ${batchSize}`,
    [`${from}`, `${xmin}`],
  );
  const full = rows[0];
  if (!full) return xmin;
  // A single transaction larger than a batch stays whole.
  return full.xid === full.first ? BigInt(full.xid) + 1n : BigInt(full.xid);
}

/** Writes outside what the database has sealed since the newest head; refuses when the two tell different stories. */
async function exportHeads(client: PoolClient, file: string): Promise<void> {
  const head = await lastHead(file);
  const { rows } = await client.query<{ n: number; hash: string; at: Date }>(
    head
      ? "select n, hash, at from audit_seal where n >= $1 order by n"
      : "select n, hash, at from audit_seal where n >= (select max(n) from audit_seal) and $1 = 0 order by n",
    [head?.n ?? 0],
  );
  const [first] = rows;
  if (head && (first?.n !== head.n || first.hash !== head.hash))
    throw new Error(`the audit log does not continue seal ${head.n} of ${file}: run npm run audit:verify`);
  await appendHeads(
    file,
    rows.filter((r) => r.n !== head?.n).map((r) => ({ n: r.n, hash: r.hash, at: r.at.toISOString() })),
  );
}
