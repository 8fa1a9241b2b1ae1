import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelImport, runBatch, startImport } from "@/lib/imports/commands";
import { findImport, listImports } from "@/lib/imports/queries";
import { startWorker } from "@/lib/worker/main";
import { asOwner, foundCity } from "../city";
import { batchOf, officer, send } from "./importing";
import { csvOf, headings, registerRow } from "./samples/register";

const ctx = () => ({ actor: officer(), now: new Date() });
const look = (id: number) => findImport(officer(), id, new Date());
const listed = async (id: number) => (await listImports(officer())).batches.find((batch) => batch.id === id);

/** From now on the server refuses every row that is staged, with a fault of its own; null: no more. */
const refuseRows = (state: string | null) =>
  asOwner(async (c) => {
    await c.query("drop trigger if exists refusing on staged_dossier");
    if (state === null) return;
    await c.query(
      `create or replace function refuse_row() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '${state}'; end $$`,
    );
    await c.query("create trigger refusing before insert on staged_dossier for each row execute function refuse_row()");
  });

const rows = 3;
async function started(options: { isCheck?: boolean } = {}): Promise<number> {
  const id = await send(csvOf([headings, ...Array.from({ length: rows }, (_, n) => registerRow(n, rows))]), { at: new Date() });
  await startImport(ctx(), { batchId: id, ...options });
  return id;
}
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

let worker: { stop(): Promise<void> } | undefined;
beforeAll(foundCity);
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await refuseRows(null);
  await asOwner((c) => c.query("truncate dossier, import_batch, staged_dossier, graphile_worker._private_jobs cascade"));
});

test("an import whose job fails waits to be tried again and says until when and why, in the list as on its page; then it is done", async () => {
  const id = await started();
  expect(await look(id)).toMatchObject({ status: "RUNNING", attempts: 0, fault: null, waitsUntil: expect.any(String) });
  await refuseRows("XX000");
  worker = await startWorker();
  // The queue says when it comes again a moment after the run was broken off.
  await until(async () => (await look(id)).fault !== null && (await look(id)).waitsUntil !== null);
  const held = await look(id);
  expect(held).toMatchObject({ status: "RUNNING", attempts: 1, fault: "unexpected", failure: null });
  expect(Date.parse(held.waitsUntil ?? "")).toBeGreaterThan(Date.parse(held.brokenOffAt ?? ""));
  const { fault, brokenOffAt, waitsUntil } = held;
  expect(await listed(id)).toMatchObject({ status: "RUNNING", fault, brokenOffAt, waitsUntil });
  await refuseRows(null);
  await until(async () => (await look(id)).status === "DONE");
  expect(await look(id)).toMatchObject({ attempts: 2, fault: null, brokenOffAt: null, waitsUntil: null, rowsNew: rows });
});

test("cancelled while it waits to be tried again, it ends at once", async () => {
  const id = await started();
  await refuseRows("XX000");
  worker = await startWorker();
  await until(async () => (await look(id)).fault !== null && (await look(id)).waitsUntil !== null);
  const { waitsUntil } = await look(id);
  await cancelImport(ctx(), { batchId: id });
  await until(async () => (await look(id)).status === "CANCELLED");
  expect((await look(id)).endedAt?.localeCompare(waitsUntil ?? "")).toBe(-1);
  expect(await db.dossier.count()).toBe(0);
});

test("the last run that is broken off ends it, with what went wrong", async () => {
  const id = await started();
  await asOwner((c) => c.query("update import_batch set attempts = 4"));
  await refuseRows("XX000");
  expect(await runBatch(id)).toBeNull();
  expect(await look(id)).toMatchObject({ status: "FAILED", failure: "import-gave-up", fault: "unexpected", attempts: 5 });
});

test.each([
  ["57P01", "database-away"],
  ["53100", "disk-full"],
  ["42501", "unexpected"],
] as const)("what the server calls %s is told as %s, of a check as of an import", async (state, fault) => {
  await refuseRows(state);
  for (const isCheck of [false, true]) {
    const id = await started({ isCheck });
    await expect(runBatch(id)).rejects.toThrow();
    expect(await look(id)).toMatchObject({ status: "RUNNING", isCheck, fault, attempts: 1 });
  }
});

test("a run that ends because its worker is stopped is no failed try", async () => {
  const id = await started();
  await expect(runBatch(id, { signal: AbortSignal.abort() })).rejects.toThrow();
  expect(await look(id)).toMatchObject({ status: "RUNNING", fault: "worker-stopped", attempts: 0 });
  await runBatch(id);
  expect(await batchOf(id)).toMatchObject({ status: "DONE", attempts: 1, fault: null });
});
