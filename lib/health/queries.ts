import type { PoolClient } from "pg";
import { sealBacklogSeconds } from "@/lib/audit/queries";
import { pool } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { describeError, log } from "@/lib/log";
import { type Actor, can } from "@/lib/policy";
import { type Check, type CheckCode, checkCodes, type Health, type TroubledJob } from "./model";
import { probeCalendar } from "./probes/calendar";
import { probeCameras } from "./probes/cameras";
import { listTroubled, probeClock, probeDatabase, probeFold, probeMigrations, probeQueue, probeSeal } from "./probes/database";
import { probeCertificate, probeDisk, probeFiles, probeLive, probeProcess, probeSignIn } from "./probes/machine";
import { probeScanner } from "./probes/scanner";
import { worst } from "./rules";

/**
 * How the system is, measured now, for whoever runs it: one line for each part. A part that cannot be asked is bad; the others are told all
 * the same, also when the database is away.
 */
export async function readHealth(actor: Actor, now: Date): Promise<Health> {
  if (!can(actor, "system.manage", "city")) throw new AppError("not-found", "not-found");
  const [inside, outside] = await Promise.all([
    insideDatabase(now),
    Promise.all([
      guarded("disk", probeDisk),
      guarded("files", () => probeFiles(now)),
      guarded("scanner", () => probeScanner(now)),
      guarded("certificate", probeCertificate),
      guarded("sign-in", probeSignIn),
    ]),
  ]);
  const checks = [...inside.checks, ...outside, probeLive(), probeProcess()].sort(
    (a, b) => checkCodes.indexOf(a.code) - checkCodes.indexOf(b.code),
  );
  return { at: now.toISOString(), state: worst(checks), checks, jobs: inside.jobs };
}

const databaseProbes: readonly [CheckCode, (client: PoolClient, now: Date) => Promise<Check>][] = [
  ["database", probeDatabase],
  ["migrations", probeMigrations],
  ["queue", probeQueue],
  ["fold", probeFold],
  ["seal", async (client) => probeSeal(client, await sealBacklogSeconds())],
  ["clock", probeClock],
  ["calendar", probeCalendar],
  ["cameras", probeCameras],
];

async function insideDatabase(now: Date): Promise<{ checks: Check[]; jobs: TroubledJob[] }> {
  const unknown = () => databaseProbes.map(([code]) => unasked(code));
  let client: PoolClient;
  try {
    client = await pool().connect();
  } catch (error) {
    log().warn({ error: describeError(error) }, "the health page has no database");
    return { checks: unknown(), jobs: [] };
  }
  try {
    const checks: Check[] = [];
    for (const [code, probe] of databaseProbes) checks.push(await guarded(code, () => probe(client, now)));
    return { checks, jobs: await listTroubled(client) };
  } catch (error) {
    log().warn({ error: describeError(error) }, "the queue cannot be read");
    return { checks: unknown(), jobs: [] };
  } finally {
    client.release();
  }
}

const unasked = (code: CheckCode): Check => ({ code, state: "bad", facts: { unasked: 1 } });
async function guarded(code: CheckCode, probe: () => Promise<Check>): Promise<Check> {
  try {
    return await probe();
  } catch (error) {
    log().warn({ check: code, error: describeError(error) }, "a part could not be asked");
    return unasked(code);
  }
}
