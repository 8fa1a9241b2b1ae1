import { systemActor } from "@/lib/auth/queries";
import { addDays, cityDay } from "@/lib/calendar/rules";
import { db, pool } from "@/lib/db/client";
import { closeMonth } from "./commands";
import { countMonth } from "./counting/count";
import { definitionsOf } from "./reading/index-answer";
import { definitionIn, monthDays, yearUpTo } from "./rules";

/**
 * The job "count-quality": counts every open month of the last twelve anew, and closes those whose time is up by the definition of
 * QĐ 766 that holds in them. Harmless to run twice at once. Returns the months counted.
 */
export async function countQuality(_payload?: unknown, signal?: AbortSignal, now: Date = new Date()): Promise<string[]> {
  const today = cityDay(now);
  const definitions = await definitionsOf("QD766");
  const counted: string[] = [];
  for (const month of yearUpTo(today.slice(0, 7)).reverse()) {
    if (signal?.aborted) break;
    const { from, to } = monthDays(month);
    const known = await db.qualityMonth.findUnique({ where: { month: new Date(from) } });
    if (known?.closedAt || !(await hasDossiersBefore(to))) continue;
    await inTransaction(from, { from, to: to < today ? to : today }, now);
    counted.push(month);
    const days = definitionIn(definitions, { from, to })?.content.closesAfterDays;
    const openUntil = known?.openUntil?.toISOString().slice(0, 10) ?? "";
    if (days !== undefined && today > addDays(to, days) && today > openUntil)
      await closeMonth({ actor: systemActor("quality"), now }, { month });
  }
  if (counted.length > 0) await announce();
  return counted;
}
/** Open screens are told that there are new figures. */
const announce = () => db.$executeRaw`select pg_notify('live', 'city')`;

/** A month before the first dossier has nothing to tell. */
async function hasDossiersBefore(to: string): Promise<boolean> {
  const { rows } = await pool().query("select from dossier where accepted_on <= $1 limit 1", [to]);
  return rows.length > 0;
}

async function inTransaction(first: string, period: { from: string; to: string }, now: Date): Promise<void> {
  const client = await pool().connect();
  let isBroken = true;
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('quality_month'), hashtext($1))", [first]);
    await countMonth(client, period, now);
    await client.query("commit");
    isBroken = false;
  } finally {
    client.release(isBroken);
  }
}
