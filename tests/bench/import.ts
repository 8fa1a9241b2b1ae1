import { spawnSync } from "node:child_process";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { disconnect } from "@/lib/db/client";
import { freePort, prepareDatabase, startEmbedded } from "@/lib/db/embedded";
import { receiveMachineBatch, receiveRegister, runBatch, startImport } from "@/lib/imports/commands";
import { actor, asOwner, foundCity, unit } from "../city";
import { csvOf, headings, registerRow } from "../imports/samples/register";
import { partsOf } from "../imports/samples/workbook";
import { zipOf } from "../imports/samples/zip";

// tsx tests/bench/import.ts [rows] [rounds] [rows for a second look at memory]

/**
 * Registers sent in, read, judged, sealed and merged (with their events and cells), against COPY of the very rows they became into the
 * very table with its indexes and triggers, in one run. COPY judges nothing, seals nothing and writes no event.
 */
const rows = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 3);
const memoryRows = [rows, ...(process.argv[4] ? [Number(process.argv[4])] : [])];

const columns = `code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind, applicant_kind,
  applicant_name, applicant_search, applicant_address, phone_sealed, phone_index, id_number_sealed, id_number_index, subject, limit_value,
  limit_unit, accepted_at, accepted_on, due_at, due_on, ended_at, ended_on, returned_at, returned_on, working_days_used, batch_id`;

/** Where the embedded server keeps its cluster; none when it is somebody else's. */
let clusterDir: string | null = null;
/** CPU seconds the embedded server has used so far, its connections that have ended included. */
function serverCpu(): number {
  const pidFile = clusterDir && join(clusterDir, "postmaster.pid");
  if (!pidFile || !existsSync(pidFile)) return Number.NaN;
  const postmaster = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  let ticks = 0;
  for (const pid of readdirSync("/proc").map(Number)) {
    if (!pid) continue;
    let stat: string[];
    try {
      const text = readFileSync(`/proc/${pid}/stat`, "latin1");
      stat = text.slice(text.lastIndexOf(")") + 2).split(" ");
    } catch {
      continue;
    }
    const own = Number(stat[11]) + Number(stat[12]);
    if (pid === postmaster) ticks += own + Number(stat[13]) + Number(stat[14]);
    else if (Number(stat[1]) === postmaster) ticks += own;
  }
  return ticks / 100;
}
const nodeCpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
type Took = { seconds: number; node: number; server: number };
async function timed(act: () => Promise<unknown>): Promise<Took> {
  const [start, node, server] = [performance.now(), nodeCpu(), serverCpu()];
  await act();
  return { seconds: (performance.now() - start) / 1000, node: nodeCpu() - node, server: serverCpu() - server };
}

const empty = () =>
  asOwner((c) =>
    c.query(
      "truncate dossier, dossier_event, dossier_cell, dossier_delta, staged_dossier, import_rejection restart identity cascade",
    ),
  );
const ctx = { actor: actor("officer"), now: new Date("2026-06-30T03:00:00Z") };
const sender = "bench";

async function started(content: AsyncIterable<Uint8Array>): Promise<number> {
  const { id } = await receiveRegister(ctx, content, { unitId: unit.tranPhu, sender, fileName: "so", idempotencyKey: null });
  await startImport(ctx, { batchId: id });
  return id;
}
const importFile = (content: AsyncIterable<Uint8Array>) =>
  timed(async () => runBatch(await started(content), { now: () => ctx.now }));
const importObjects = (content: AsyncIterable<Uint8Array>) =>
  timed(async () => {
    const { id } = await receiveMachineBatch(ctx, content, { unitId: unit.tranPhu, sender, idempotencyKey: null });
    await runBatch(id, { now: () => ctx.now });
  });
const copyIn = (image: string, hasTriggers: boolean) =>
  timed(() =>
    asOwner(async (c) => {
      if (!hasTriggers) await c.query("set session_replication_role = replica");
      await pipeline(createReadStream(image), c.query(copyFrom(`copy dossier (${columns}) from stdin`)));
    }),
  );

async function writeCsv(path: string, count: number): Promise<void> {
  const pieces = function* () {
    yield csvOf([headings]);
    for (let n = 0; n < count; n += 1_000)
      yield csvOf(Array.from({ length: Math.min(1_000, count - n) }, (_, i) => registerRow(n + i, count)));
  };
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}
/** A register's row as a machine would send it. */
function objectOf(cells: readonly string[]): string {
  const at = (i: number) => cells[i] ?? "";
  const time = (text: string) =>
    text.replace(
      /^(\d\d)\/(\d\d)\/(\d{4})(?: (\d\d:\d\d))?$/,
      (_, d, m, y, clock) => `${y}-${m}-${d}${clock ? `T${clock}:00+07:00` : ""}`,
    );
  const isOpen = at(10) === "";
  return JSON.stringify({
    code: at(1),
    procedureCode: at(2),
    applicantName: at(4),
    applicantAddress: at(5),
    phone: at(6),
    idNumber: at(7),
    acceptedAt: time(at(8)),
    dueAt: time(at(9)),
    endedAt: isOpen ? null : time(at(10)),
    returnedAt: isOpen ? null : time(at(11)),
    channel: (["COUNTER", "ONLINE", "POST"] as const)[["Trực tiếp", "Trực tuyến", "Bưu chính công ích"].indexOf(at(12))],
    state: isOpen ? "IN_PROGRESS" : "RETURNED",
  });
}
async function writeObjects(path: string, count: number): Promise<void> {
  const pieces = function* () {
    for (let n = 0; n < count; n += 1_000)
      yield `${Array.from({ length: Math.min(1_000, count - n) }, (_, i) => objectOf(registerRow(n + i, count))).join("\n")}\n`;
  };
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}

/** The most memory a process of its own takes to carry a register of so many rows. */
async function peakOf(path: string): Promise<number> {
  await empty();
  const id = await started(createReadStream(path));
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", new URL("../imports/crash-child.ts", import.meta.url).pathname, String(id)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status !== 0) throw new Error(`the import of ${path} ended with ${status}`);
  return Number(stdout.trim().split(" ")[1]);
}

async function bench(): Promise<void> {
  await foundCity();
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-bench-"));
  try {
    const path = (name: string) => join(dir, name);
    await writeCsv(path("register.csv"), rows);
    await writeObjects(path("register.ndjson"), rows);
    writeFileSync(
      path("register.xlsx"),
      zipOf(partsOf([headings, ...Array.from({ length: rows }, (_, n) => registerRow(n, rows))])),
    );
    const image = path("rows.copy");
    const ways = {
      ".csv": async () => {
        await empty();
        return importFile(createReadStream(path("register.csv")));
      },
      "the same .csv again": () => importFile(createReadStream(path("register.csv"))),
      ".xlsx": async () => {
        await empty();
        return importFile(createReadStream(path("register.xlsx")));
      },
      "NDJSON batch": async () => {
        await empty();
        return importObjects(createReadStream(path("register.ndjson")));
      },
      "COPY, triggers on": async () => {
        await empty();
        return copyIn(image, true);
      },
      "COPY, triggers off": async () => {
        await empty();
        return copyIn(image, false);
      },
    };
    const figures = new Map<string, Took[]>(Object.keys(ways).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++)
      for (const [name, act] of Object.entries(ways)) {
        figures.get(name)?.push(await act());
        if (round === 0 && name === ".csv")
          await asOwner((c) =>
            pipeline(c.query(copyTo(`copy (select ${columns} from dossier order by id) to stdout`)), createWriteStream(image)),
          );
      }
    const load = loadavg()[0]?.toFixed(1);
    const seconds = (name: string, of: keyof Took = "seconds") => median((figures.get(name) ?? []).map((took) => took[of]));
    console.log(`\n${rows.toLocaleString("en")} rows, medians of ${rounds} rounds, load ${load}. An import reads, judges, seals and merges, writes an
event a row and keeps the cells; COPY takes the very rows it made into the same table with its indexes, without events.\n`);
    console.log(
      "| what | seconds | rows/s | of COPY (triggers on) | of COPY (triggers off) | CPU s here | CPU s of the server |\n|---|---|---|---|---|---|---|",
    );
    for (const name of figures.keys())
      console.log(
        `| ${name} | ${seconds(name).toFixed(2)} | ${Math.round(rows / seconds(name))} | ${(seconds("COPY, triggers on") / seconds(name)).toFixed(2)} | ${(seconds("COPY, triggers off") / seconds(name)).toFixed(2)} | ${seconds(name, "node").toFixed(1)} | ${seconds(name, "server").toFixed(1)} |`,
      );
    console.log("\n| a worker importing | most memory, MB |\n|---|---|");
    for (const count of memoryRows) {
      const file = path(`register-${count}.csv`);
      await writeCsv(file, count);
      console.log(`| .csv of ${count.toLocaleString("en")} rows | ${Math.round((await peakOf(file)) / 1e6)} |`);
    }
    console.log(`| .xlsx of ${rows.toLocaleString("en")} rows | ${Math.round((await peakOf(path("register.xlsx"))) / 1e6)} |`);
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
  if (!reused) clusterDir = cluster;
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
