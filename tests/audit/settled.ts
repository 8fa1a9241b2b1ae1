import { sealPending } from "@/lib/audit/sealing/seal";
import { asOwner } from "../city";

/**
 * Seals when nothing in the whole server is older than what was written here: transactions of other test files hold the
 * horizon back, as a long import would.
 */
export async function sealAll(file: string): Promise<number> {
  await asOwner(async (client) => {
    const { rows } = await client.query<{ xid: string }>("select pg_current_xact_id()::text as xid");
    const isSettled = async () =>
      (await client.query("select 1 where pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8", [rows[0]?.xid])).rowCount ===
      1;
    while (!(await isSettled())) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  return sealPending(file);
}
