import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { disconnect } from "@/lib/db/client";
import { freePort, prepareDatabase, startEmbedded } from "@/lib/db/embedded";
import { receiveRegister, runBatch, startImport } from "@/lib/imports/commands";
import { actor, asOwner, foundCity, unit } from "../city";
import { csvOf, headings, registerRow } from "../imports/samples/register";
import { partsOf } from "../imports/samples/workbook";
import { zipOf } from "../imports/samples/zip";

/** A register sent in, judged and merged, against COPY of the very rows it became into the very table, in one run. */

const rows = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 3);

const columns = `code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind, applicant_kind,
  applicant_name, applicant_search, applicant_address, phone_sealed, phone_index, id_number_sealed, id_number_index, subject, limit_value,
  limit_unit, accepted_at, accepted_on, due_at, due_on, ended_at, ended_on, returned_at, returned_on, working_days_used, batch_id`;

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return (performance.now() - start) / 1000;
}

const empty = () =>
  asOwner((c) =>
    c.query(
      "truncate dossier, dossier_event, dossier_cell, dossier_delta, dossier_correction, staged_dossier, import_rejection restart identity cascade",
    ),
  );

async function importAll(content: () => AsyncIterable<Uint8Array>): Promise<number> {
  const ctx = { actor: actor("officer"), now: new Date("2026-06-30T03:00:00Z") };
  return timed(async () => {
    const { id } = await receiveRegister(ctx, content(), {
      unitId: unit.tranPhu,
      sender: "bench",
      fileName: "so",
      idempotencyKey: null,
    });
    await startImport(ctx, { batchId: id });
    await runBatch(id, { now: () => ctx.now });
  });
}

async function bench(): Promise<void> {
  await foundCity();
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-bench-"));
  try {
    const csv = join(dir, "register.csv");
    const batches = function* () {
      yield csvOf([headings]);
      for (let n = 0; n < rows; n += 1_000)
        yield csvOf(Array.from({ length: Math.min(1_000, rows - n) }, (_, i) => registerRow(n + i, rows)));
    };
    await pipeline(Readable.from(batches()), createWriteStream(csv));
    const xlsx =
      rows <= 200_000 ? zipOf(partsOf([headings, ...Array.from({ length: rows }, (_, n) => registerRow(n, rows))])) : null;
    const image = join(dir, "rows.copy");
    const figures: Record<"csv" | "again" | "xlsx" | "copy", number[]> = { csv: [], again: [], xlsx: [], copy: [] };
    let peak = 0;
    const before = process.memoryUsage().rss;
    const sampler = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    for (let round = 0; round < rounds; round++) {
      await empty();
      figures.csv.push(await importAll(() => createReadStream(csv)));
      if (round === 0)
        await asOwner((c) =>
          pipeline(c.query(copyTo(`copy (select ${columns} from dossier order by id) to stdout`)), createWriteStream(image)),
        );
      figures.again.push(await importAll(() => createReadStream(csv)));
      if (xlsx) {
        await empty();
        figures.xlsx.push(await importAll(() => Readable.from([xlsx])));
      }
      await empty();
      figures.copy.push(
        await timed(() =>
          asOwner((c) => pipeline(createReadStream(image), c.query(copyFrom(`copy dossier (${columns}) from stdin`)))),
        ),
      );
    }
    clearInterval(sampler);
    const rate = (values: number[]) => Math.round(rows / median(values));
    console.log(
      `\n${rows} rows, ${rounds} rounds, medians; load ${loadavg()[0]?.toFixed(1)}; csv ${(statSync(csv).size / 1e6).toFixed(1)} MB, xlsx ${((xlsx?.length ?? 0) / 1e6).toFixed(1)} MB`,
    );
    console.table(
      Object.fromEntries(
        Object.entries(figures)
          .filter(([, v]) => v.length > 0)
          .map(([name, v]) => [
            name,
            {
              seconds: Number(median(v).toFixed(2)),
              "rows/s": rate(v),
              "of COPY": Number((median(figures.copy) / median(v)).toFixed(2)),
            },
          ]),
      ),
    );
    console.log(`memory: ${Math.round(before / 1e6)} MB before, ${Math.round(peak / 1e6)} MB at most`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A database of its own, on TEST_SERVER_URL or on an embedded server with the durability of a real one. */
async function withDatabase(act: () => Promise<void>): Promise<void> {
  const password = "only-for-the-bench";
  const data = mkdtempSync(join(tmpdir(), "vong-lau-bench-data-"));
  const reused = process.env.TEST_SERVER_URL;
  const cluster = mkdtempSync(join(tmpdir(), "vong-lau-bench-pg-"));
  const server = reused
    ? { ownerUrl: reused, stop: async () => undefined }
    : await startEmbedded({ dir: cluster, port: await freePort(), password, durable: true });
  const name = `bench_${process.pid}`;
  const admin = new pg.Client({ connectionString: server.ownerUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const owner = new URL(server.ownerUrl);
  owner.pathname = `/${name}`;
  try {
    const app = await prepareDatabase(owner.toString(), reused ? "only-for-tests" : password);
    Object.assign(process.env, {
      NODE_ENV: "test",
      DATABASE_URL: app,
      MIGRATION_DATABASE_URL: owner.toString(),
      APP_SECRET: "a-secret-that-is-only-for-the-bench-and-long-enough",
      FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
      DATA_DIR: data,
      LOG_LEVEL: "warn",
    });
    await act();
  } finally {
    await disconnect();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
    await server.stop();
    for (const dir of [data, cluster]) rmSync(dir, { recursive: true, force: true });
  }
}

await withDatabase(bench);
