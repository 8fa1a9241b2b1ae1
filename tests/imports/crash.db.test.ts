import { spawn } from "node:child_process";
import { once } from "node:events";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { runBatch, startImport } from "@/lib/imports/commands";
import { asOwner, foundCity } from "../city";
import { batchOf, ctx, differingCells, send } from "./importing";
import { csvOf, headings, registerRow } from "./samples/register";

/** Three stretches: long enough to be killed on the way. */
const killedRows = 12_000;
const registerOf = (count: number) => csvOf([headings, ...Array.from({ length: count }, (_, n) => registerRow(n, count))]);
beforeAll(foundCity);
beforeEach(() => asOwner((c) => c.query("truncate dossier, dossier_event, import_batch, staged_dossier cascade")));

const later = { actor: ctx().actor, now: new Date("2026-01-05T03:00:00Z") };
async function started(count: number): Promise<number> {
  const id = await send(registerOf(count), { at: later.now });
  await startImport(later, { batchId: id });
  return id;
}
const child = (id: number) =>
  spawn(process.execPath, ["--import", "tsx", new URL("./crash-child.ts", import.meta.url).pathname, String(id)], {
    stdio: ["ignore", "pipe", "inherit"],
  });

/** Asks the server until something is so. */
async function until(sql: string, values: unknown[] = []): Promise<void> {
  await asOwner(async (c) => {
    while (!(await c.query(sql, values)).rows[0]?.so) await new Promise((resolve) => setTimeout(resolve, 5));
  });
}

test.each([
  ["while it reads", "select rows_read > 0 as so from import_batch"],
  [
    "while it merges",
    "select count(*) > 0 as so from pg_stat_activity where datname = current_database() and state = 'active' and query like '%insert into dossier (%' and pid <> pg_backend_pid()",
  ],
])(
  "killed %s, nothing is on record; taken up again, all of it is",
  async (_, moment) => {
    const id = await started(killedRows);
    const worker = child(id);
    await until(moment);
    worker.kill("SIGKILL");
    await once(worker, "exit");
    // What the server still had in hand is rolled back with its connection.
    await until(
      "select count(*) = 0 as so from pg_stat_activity where datname = current_database() and application_name = 'vong-lau' and (state = 'active' or state like 'idle in%') and pid <> pg_backend_pid()",
    );
    expect([await db.dossier.count(), await db.dossierEvent.count(), (await batchOf(id)).status]).toEqual([0, 0, "RUNNING"]);
    await runBatch(id, { now: () => later.now });
    expect(await batchOf(id)).toMatchObject({
      status: "DONE",
      attempts: 2,
      rowsRead: killedRows,
      rowsNew: killedRows,
      rowsRejected: 0,
    });
    expect([await db.dossier.count(), await db.dossierEvent.count(), await db.stagedDossier.count()]).toEqual([
      killedRows,
      killedRows,
      0,
    ]);
    expect(await differingCells()).toEqual([]);
  },
  240_000,
);
