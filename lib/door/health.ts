import { sealLimitMinutes } from "@/lib/audit/model";
import { sealBacklogSeconds } from "@/lib/audit/queries";
import { pool } from "@/lib/db/client";
import { migrationNames } from "@/lib/db/migrations";
import { describeError, log } from "@/lib/log";

export type Readiness = {
  isReady: boolean;
  database: "up" | "down";
  /** Migrations this version needs and the database lacks. */
  missingMigrations: number;
  /** Sealing that lags is an alarm for people; it does not take the pages away. */
  sealing: "on-time" | "late" | "unknown";
  live: "hearing" | "deaf";
};

const keepMs = 1_000;
let needed: string[] | undefined;
let latest: { at: number; answer: Promise<Readiness> } | undefined;

/** Can this process serve? Asks the database at most once a second, however often it is asked itself. */
export function readiness(isHearing: boolean): Promise<Readiness> {
  const now = Date.now();
  if (!latest || now - latest.at > keepMs) latest = { at: now, answer: ask(isHearing) };
  return latest.answer;
}

async function ask(isHearing: boolean): Promise<Readiness> {
  const live = isHearing ? "hearing" : "deaf";
  try {
    needed ??= migrationNames();
    const { rows } = await pool().query<{ name: string }>(
      "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
    );
    const done = new Set(rows.map((row) => row.name));
    const missingMigrations = needed.filter((name) => !done.has(name)).length;
    const isLate = (await sealBacklogSeconds()) > sealLimitMinutes * 60;
    return { isReady: missingMigrations === 0, database: "up", missingMigrations, sealing: isLate ? "late" : "on-time", live };
  } catch (error) {
    log().warn({ error: describeError(error) }, "not ready");
    return { isReady: false, database: "down", missingMigrations: 0, sealing: "unknown", live };
  }
}
