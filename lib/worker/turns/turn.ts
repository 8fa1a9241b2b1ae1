import { pool } from "@/lib/db/client";
import { describeError, log } from "@/lib/log";

/** Does `act` unless another worker is at it; the lock ends with the connection, so a killed worker holds nobody up. */
export async function inTurn(name: string, act: () => Promise<unknown>): Promise<boolean> {
  const client = await pool().connect();
  try {
    const { rows } = await client.query<{ ok: boolean }>(
      "select pg_try_advisory_lock(hashtext('vong-lau round'), hashtext($1)) as ok",
      [name],
    );
    if (!rows[0]?.ok) return false;
    try {
      await act();
    } finally {
      await client.query("select pg_advisory_unlock(hashtext('vong-lau round'), hashtext($1))", [name]);
    }
    return true;
  } finally {
    client.release();
  }
}

/** Does `act` at once and then again `everyMs` after it ended, until stopped; a failure is logged and the next round comes all the same. */
export function repeat(name: string, everyMs: number, act: () => Promise<unknown>): { stop(): Promise<void> } {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  const round = async () => {
    try {
      await act();
    } catch (error) {
      log().error({ round: name, error: describeError(error) }, "round failed");
    }
    if (!isStopped) timer = setTimeout(start, everyMs);
  };
  const start = () => {
    current = round();
  };
  start();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
