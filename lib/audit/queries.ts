import pg from "pg";
import { applicationRole, pool } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { AuditReport } from "./model";
import { headFile } from "./sealing/head";
import { verifyLog } from "./sealing/verify";

/** Checks the whole audit log against its seals and the heads kept outside, in one snapshot. Reads only. */
export async function verifyAudit(file = headFile()): Promise<AuditReport> {
  // A connection of its own: a check may take minutes and must not take one from the application.
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: "vong-lau audit",
    options: `-c role=${applicationRole}`,
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const report = await verifyLog(client, file);
    await client.query("commit");
    return report;
  } finally {
    await client.end();
  }
}

/** How long the oldest entry has waited for its seal, in seconds; 0 when none waits. */
export async function sealBacklogSeconds(): Promise<number> {
  const { rows } = await pool().query<{ seconds: string | null }>(
    `select extract(epoch from clock_timestamp() - at)::text as seconds from audit_entry
     where id is not null and xid >= coalesce((select horizon from audit_seal order by n desc limit 1), '0'::xid8) order by xid limit 1`,
  );
  return Math.max(0, Math.round(Number(rows[0]?.seconds ?? 0)));
}
