import type { ClientBase } from "pg";

export type SealedEntry = { id: bigint; atMicros: bigint; text: readonly string[] };

/**
 * The entries of the transactions from `from` up to, not including, `to`, by id, a thousand at a time: memory does not
 * grow with the log. Needs an open transaction. The text of an entry depends on no setting of the session.
 */
export async function* entriesBetween(client: ClientBase, from: bigint, to: bigint): AsyncGenerator<SealedEntry> {
  await client.query({
    text: `declare audit_walk no scroll cursor for
      select id::text, xid::text, (extract(epoch from at) * 1000000)::bigint::text as micros, actor_id, action, subject, subject_id,
        coalesce(unit_id::text, '') as unit, detail::text as detail
      from audit_entry where id is not null and xid >= $1::text::xid8 and xid < $2::text::xid8 order by id`,
    values: [`${from}`, `${to}`],
  });
  try {
    for (;;) {
      const { rows } = await client.query<string[]>({ text: "fetch 1000 from audit_walk", rowMode: "array" });
      for (const text of rows) yield { id: BigInt(text[0] ?? 0), atMicros: BigInt(text[2] ?? 0), text };
      if (rows.length < 1000) return;
    }
  } finally {
    await client.query("close audit_walk");
  }
}
