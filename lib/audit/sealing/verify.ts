import type { ClientBase } from "pg";
import { type AuditFault, type AuditFaultCode, type AuditReport, sealLimitMinutes } from "@/lib/audit/model";
import { entriesBetween } from "./entries";
import { type Head, headLength, headsIn } from "./head";
import { MerkleRoot, sealHash } from "./merkle";

const shownFaults = 20;
/** A transaction may be open this long before its entries are sealed; an older time in a seal was set by hand. */
const slackMillis = 60 * 60_000;
const limitMillis = sealLimitMinutes * 60_000;

type SealRow = {
  n: number;
  count: number;
  first: string;
  last: string;
  ids: string[];
  root: string;
  previous: string;
  horizon: string;
  hash: string;
  millis: string;
};

/**
 * Reads the whole log, seal by seal, beside the heads kept outside. Runs in one snapshot, changes nothing, and needs
 * memory for one seal only. The connection may be inside a transaction already.
 */
export async function verifyLog(client: ClientBase, file: string): Promise<AuditReport> {
  const report: AuditReport = { seals: 0, entries: 0, unsealed: 0, faults: [], faultCount: 0 };
  const blame = (code: AuditFaultCode, place: string) => {
    report.faultCount += 1;
    if (report.faults.length < shownFaults) report.faults.push({ code, place } satisfies AuditFault);
  };
  const length = await headLength(file);
  const heads = headsIn(file, length);
  const clock = await client.query<{ millis: string; xmax: string }>(
    "select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as millis, pg_snapshot_xmax(pg_current_snapshot())::text as xmax",
  );
  const now = Number(clock.rows[0]?.millis);

  let head = await next(heads);
  let before = { n: 0, hash: "", horizon: 0n, millis: 0 };
  for (;;) {
    const { rows } = await client.query<SealRow>(
      `select n, count, first_id::text as first, last_id::text as last, ids::text[] as ids, root, previous, horizon::text, hash,
        (extract(epoch from at) * 1000)::bigint::text as millis from audit_seal where n > $1 order by n limit 1`,
      [before.n],
    );
    const seal = rows[0];
    if (!seal) break;
    report.seals += 1;
    if (seal.n !== before.n + 1) blame("seal-missing", `seal ${before.n + 1}`);
    if (seal.previous !== before.hash) blame("chain-broken", `seal ${seal.n}`);
    const facts = {
      n: seal.n,
      count: seal.count,
      firstId: BigInt(seal.first),
      lastId: BigInt(seal.last),
      root: seal.root,
      previous: seal.previous,
      horizon: BigInt(seal.horizon),
      atMillis: Number(seal.millis),
    };
    if (sealHash(facts) !== seal.hash || seal.count !== seal.ids.length) blame("seal-altered", `seal ${seal.n}`);

    while (head && head.n < seal.n) head = await next(heads);
    if (head?.n === seal.n) {
      if (head.hash !== seal.hash) blame("head-differs", `seal ${seal.n}`);
    } else if (now - facts.atMillis > limitMillis || head) blame("head-missing", `seal ${seal.n}`);

    await compareEntries(client, seal, before, report, blame);
    before = { n: seal.n, hash: seal.hash, horizon: facts.horizon, millis: facts.atMillis };
  }
  while (head && head.n <= before.n) head = await next(heads);
  if (head) blame("tail-cut", `seal ${head.n}`);
  await heads.return(undefined);

  const waiting = "from audit_entry where id is not null and xid >= $1::text::xid8";
  const unsealed = await client.query<{ count: string }>(`select count(*)::text as count ${waiting}`, [`${before.horizon}`]);
  report.unsealed = Number(unsealed.rows[0]?.count);
  const late = await client.query<{ id: string }>(
    `select id::text ${waiting} and at < clock_timestamp() - make_interval(mins => ${sealLimitMinutes}) order by id limit ${shownFaults}`,
    [`${before.horizon}`],
  );
  for (const { id } of late.rows) blame("unsealed-too-long", `entry ${id}`);
  const future = await client.query<{ id: string }>(
    `select id::text ${waiting} and xid >= $2::text::xid8 and xid is distinct from pg_current_xact_id_if_assigned() order by id limit ${shownFaults}`,
    [`${before.horizon}`, clock.rows[0]?.xmax ?? "0"],
  );
  for (const { id } of future.rows) blame("from-the-future", `entry ${id}`);
  return report;
}

async function next(heads: AsyncGenerator<Head>): Promise<Head | null> {
  const { value, done } = await heads.next();
  return done ? null : value;
}

/** The entries of the seal's window must be exactly the ids it names, and have its root. */
async function compareEntries(
  client: ClientBase,
  seal: SealRow,
  before: { horizon: bigint; millis: number },
  report: AuditReport,
  blame: (code: AuditFaultCode, place: string) => void,
): Promise<void> {
  const root = new MerkleRoot();
  const expected = seal.ids.map(BigInt);
  let at = 0;
  let isSame = true;
  for await (const entry of entriesBetween(client, before.horizon, BigInt(seal.horizon))) {
    report.entries += 1;
    root.add(entry.text);
    for (let id = expected[at]; id !== undefined && id < entry.id; at += 1, id = expected[at]) {
      blame("entry-missing", `seal ${seal.n}, entry ${id}`);
      isSame = false;
    }
    if (expected[at] === entry.id) at += 1;
    else {
      blame("entry-inserted", `seal ${seal.n}, entry ${entry.id}`);
      isSame = false;
    }
    const millis = Number(entry.atMicros / 1000n);
    if (millis < before.millis - slackMillis || millis > Number(seal.millis) + 60_000)
      blame("back-dated", `seal ${seal.n}, entry ${entry.id}`);
  }
  for (; at < expected.length; at += 1) {
    blame("entry-missing", `seal ${seal.n}, entry ${expected[at]}`);
    isSame = false;
  }
  if (isSame && `${root}` !== seal.root) blame("entries-altered", `seal ${seal.n}, entries ${seal.first}–${seal.last}`);
}
