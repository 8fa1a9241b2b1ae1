import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { calendarVersion } from "@/lib/calendar/queries";
import { db } from "@/lib/db/client";
import { changeCalendar } from "@/lib/dossiers/commands";
import { startImport } from "@/lib/imports/commands";
import { startWorker } from "@/lib/worker/main";
import { freeDeadJobs, whileAlive } from "@/lib/worker/turns/alive";
import { actor, asOwner, foundCity } from "../city";
import { differingCells, send } from "../imports/importing";
import { csvOf, headings, registerRow } from "../imports/samples/register";
import { newDossier } from "../security/acts";

let child: ChildProcess | undefined;
let running: { stop(): Promise<void> } | undefined;
beforeAll(foundCity);
afterAll(async () => {
  child?.kill("SIGKILL");
  await running?.stop();
});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ask = (sql: string, values: unknown[] = []) => asOwner(async (c) => (await c.query(sql, values)).rows);
const until = async (sql: string) => {
  while (!(await ask(`select (${sql}) as so`))[0].so) await pause(30);
};
/** As if the moment had passed that a job just taken is given. */
const later = () => ask("update graphile_worker._private_jobs set locked_at = locked_at - interval '1 minute'");
const lockedJobs = "select count(*)::int from graphile_worker.jobs where locked_at is not null";

test("what a killed worker had in hand is taken up by the next, and done once", async () => {
  const now = new Date();
  const dossiers = await Promise.all(Array.from({ length: 5 }, () => newDossier()));
  const rows = Array.from({ length: 3_000 }, (_, n) => registerRow(n, 3_000));
  const batch = await send(csvOf([[...headings], ...rows]), { at: now });
  // Somebody still works under the old calendar, so the job that follows a change of it waits in the middle.
  const old = await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_current_xact_id()`;
      const day = new Date(Date.now() + 7 * 86_400_000);
      while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
      const change = {
        act: "set-days" as const,
        days: [{ on: day.toISOString().slice(0, 10), kind: "SWAPPED_OFF" as const }],
        status: "CONFIRMED" as const,
        name: "Nghỉ phòng chống bão",
        source: "Công điện 01",
      };
      await changeCalendar({ actor: actor("admin"), now }, { change, version: await calendarVersion() });
      await startImport({ actor: actor("officer"), now }, { batchId: batch });
      child = spawn(process.execPath, ["--import", "tsx", "lib/worker/main.ts"], { stdio: "inherit" });
      await until(`(${lockedJobs}) = 2`);
      await pause(Math.random() * 400);
      child.kill("SIGKILL");
      return ask("select status::text from redating");
    },
    { timeout: 60_000 },
  );
  expect(old).toEqual([{ status: "RUNNING" }]);
  await until(
    "select count(*) = 0 from pg_stat_activity where datname = current_database() and application_name = 'vong-lau' and (state = 'active' or state like 'idle in%')",
  );
  expect((await ask(lockedJobs))[0].count).toBeGreaterThan(0);
  await later();
  running = await startWorker();
  await until("select count(*) = 0 from redating where status = 'RUNNING'");
  await until("select count(*) = 0 from import_batch where status = 'RUNNING'");
  await running.stop();
  running = undefined;
  expect(await db.importBatch.findUnique({ where: { id: batch } })).toMatchObject({
    status: "DONE",
    rowsNew: 3_000,
    rowsRejected: 0,
  });
  expect(await db.dossier.count()).toBe(3_000 + dossiers.length);
  const moved = await ask(
    "select dossier_id as id, count(*)::int as n from dossier_event where kind = 'redate' group by 1 order by 1",
  );
  expect(moved).toEqual(dossiers.sort((a, b) => a - b).map((id) => ({ id, n: 1 })));
  expect(await differingCells()).toEqual([]);
  expect((await ask("select count(*)::int as n from graphile_worker.jobs"))[0].n).toBe(0);
}, 120_000);

test("a worker that lives keeps its job, however long it takes", async () => {
  const [{ id }] = await ask("select (graphile_worker.add_job('sweep', '{}'::json)).id::text as id");
  await ask("update graphile_worker._private_jobs set locked_at = now() - interval '1 hour', locked_by = 'worker-1'");
  await whileAlive(id, async () => expect(await freeDeadJobs()).toBe(0));
  expect(await freeDeadJobs()).toBe(1);
  expect((await ask(lockedJobs))[0].count).toBe(0);
});
