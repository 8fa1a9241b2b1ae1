import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { receiveArchive, runBatch, startDocumentImport } from "@/lib/imports/commands";
import { asOwner, foundCity } from "../city";
import { drawn } from "../documents/documents";
import { clerk, incomingHeadings, pdfZip, registerCsv, seen, sendRegister } from "./old-registers";

beforeAll(foundCity);
beforeEach(() =>
  asOwner((c) => c.query("truncate document, document_file, document_book, document_register, import_batch cascade")),
);

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => {
    const arrived = `${String(1 + Math.floor((n / count) * 28)).padStart(2, "0")}/01/2023`;
    return [String(n + 1), arrived, "Sở Nội vụ", `${n + 1}/SNV`, "30/12/2022", `Công văn số ${n + 1}`, "", "", ""];
  });
const child = (id: number) =>
  spawn(process.execPath, ["--import", "tsx", new URL("./crash-child.ts", import.meta.url).pathname, String(id)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
/** Asks the server until something is so. */
const until = (sql: string) =>
  asOwner(async (c) => {
    while (!(await c.query(sql)).rows[0]?.so) await new Promise((resolve) => setTimeout(resolve, 5));
  });
const stillActive =
  "select count(*) = 0 as so from pg_stat_activity where datname = current_database() and application_name = 'vong-lau' and (state = 'active' or state like 'idle in%') and pid <> pg_backend_pid()";

test("killed while its rows land, nothing is on record; taken up again, all of it is", async () => {
  const id = await sendRegister(registerCsv(incomingHeadings, rowsOf(8_000)), null);
  await startDocumentImport(clerk(), { batchId: id });
  const worker = child(id);
  await until(
    "select count(*) > 0 as so from pg_stat_activity where datname = current_database() and query ilike 'insert into%\"document\"%' and pid <> pg_backend_pid()",
  );
  worker.kill("SIGKILL");
  await once(worker, "exit");
  await until(stillActive);
  expect([await db.document.count(), (await seen(id)).status]).toEqual([0, "RUNNING"]);
  await runBatch(id, { now: () => clerk().now });
  expect(await seen(id)).toMatchObject({ status: "DONE", attempts: 2, rowsNew: 8_000, rowsRejected: 0, gaps: 0 });
  expect(await db.document.count()).toBe(8_000);
}, 120_000);

test("killed while the zip is looked through, nothing of it stays but what was looked into; sent again it goes on where it was", async () => {
  const pdf = await drawn("CÔNG VĂN", ["Nội dung"]);
  const files = Object.fromEntries(
    Array.from({ length: 150 }, (_, n) => [`${n + 1}-SNV.pdf`, Buffer.concat([pdf, Buffer.from(`% ${n}\n`)])]),
  );
  const path = join(mkdtempSync(join(tmpdir(), "vong-lau-zip-")), "tep.zip");
  writeFileSync(path, pdfZip(files));
  const id = await sendRegister(registerCsv(incomingHeadings, rowsOf(150)), null);
  const sender = spawn(
    process.execPath,
    ["--import", "tsx", new URL("./archive-child.ts", import.meta.url).pathname, String(id), path],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  await until("select count(*) > 5 as so from import_file");
  sender.kill("SIGKILL");
  await once(sender, "exit");
  await until(stillActive);
  expect(await db.importFile.count()).toBeLessThan(150);
  expect(await seen(id)).toMatchObject({ status: "UPLOADED", files: { archiveName: null } });
  await receiveArchive(clerk(), createReadStream(path), { batchId: id, name: "tep.zip" });
  await runBatch(id, { now: () => clerk().now });
  expect(await seen(id)).toMatchObject({ status: "UPLOADED", rowsNew: 150, files: { read: 150, counts: { TAKEN: 150 } } });
  await startDocumentImport(clerk(), { batchId: id });
  await runBatch(id, { now: () => clerk().now });
  expect(await db.documentFile.count()).toBe(150);
}, 120_000);
