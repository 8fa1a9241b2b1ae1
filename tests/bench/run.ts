// npm run bench [-- options] : ratios of one run, written to bench-results/table.md as they are found.
//   --large          also ten million dossiers
//   --rows=N,M       these sizes instead
//   --only=A,B       of: overview, list, commands, http, screen, script, paint, writes, import
//   --keep           leaves the filled databases on TEST_SERVER_URL for the next run of the same day
// TEST_SERVER_URL (a superuser's address) uses a running PostgreSQL; otherwise an embedded one is started and removed.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort, prepareDatabase, startEmbedded } from "@/lib/db/embedded";
import { Table } from "./measure";

const root = join(import.meta.dirname, "../..");
const option = (name: string) => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3);
const sizes =
  option("rows")?.split(",").map(Number) ?? (process.argv.includes("--large") ? [1_000_000, 10_000_000] : [1_000_000]);
const only = option("only")?.split(",");
const wants = (part: string) => !only || only.includes(part);
const reused = process.env.TEST_SERVER_URL;
const isKept = reused !== undefined && process.argv.includes("--keep");
const password = "only-for-the-bench";

// One key for all runs: a kept database is searched by the blind indexes it was filled with.
Object.assign(process.env, {
  NODE_ENV: "production",
  APP_SECRET: "a-secret-that-is-only-for-the-bench-and-long-enough",
  FIELD_KEY: Buffer.from("a-field-key-of-32-bytes-for-test").toString("base64"),
  DATA_DIR: mkdtempSync(join(tmpdir(), "vong-lau-bench-data-")),
  // The bench asks under one key, as fast as it is answered.
  KEY_REQUESTS_PER_MINUTE: "100000000",
  LOG_LEVEL: "fatal",
});
const { cityDay } = await import("@/lib/calendar/rules");
const { fill } = await import("./fill");
const today = cityDay(new Date());
const load = () =>
  loadavg()
    .map((l) => l.toFixed(1))
    .join(" ");

/** Every part of the bench gets the filled database as the environment's, and its owner. */
async function withDatabase(serverUrl: string, size: number, act: (owner: pg.Client) => Promise<void>): Promise<void> {
  const name = `bench_${size}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  const mark = `filled ${today}`;
  const { rows } = await admin.query<{ mark: string | null }>(
    "select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1",
    [name],
  );
  const isFilled = isKept && rows[0]?.mark === mark;
  if (!isFilled) {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name}`);
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const ownerUrl = url.toString();
  process.env.DATABASE_URL = await prepareDatabase(ownerUrl, password);
  process.env.MIGRATION_DATABASE_URL = ownerUrl;
  const owner = new pg.Client({ connectionString: ownerUrl });
  owner.on("error", (error) => console.error(error.message));
  await owner.connect();
  try {
    if (!isFilled) {
      console.log(`\nFilling ${size.toLocaleString("en")} dossiers…`);
      await fill(owner, ownerUrl, size, today, (line) => console.log(`  ${line}`));
      await admin.query(`comment on database ${name} is '${mark}'`);
    }
    await act(owner);
  } finally {
    const { disconnect } = await import("@/lib/db/client");
    await disconnect();
    await owner.end();
    if (!isKept) await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

const file = "bench-results/table.md";
const table = new Table(join(root, file), "Vọng Lâu: bench", load);
const dir = reused ? "" : mkdtempSync(join(tmpdir(), "vong-lau-bench-"));
const server = reused
  ? { ownerUrl: reused, stop: async () => undefined }
  : await startEmbedded({ dir, port: await freePort(), password, durable: false });
table.note(
  `One run, ${new Date().toISOString()}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${load()}. Only ratios within one run compare; both sides of a ratio take turns.`,
);
try {
  const medians: number[] = [];
  const onScreen = ["screen", "script", "paint"];
  for (const [i, size] of sizes.entries()) {
    const only = (part: string, act: () => Promise<unknown>) => (wants(part) ? table.part(part, act) : null);
    await table.part(`${size.toLocaleString("en")} dossiers`, () =>
      withDatabase(server.ownerUrl, size, async (owner) => {
        await only("overview", async () => {
          medians[i] = await (await import("./overview")).benchOverview(table, owner, size, today);
        });
        await only("list", async () => (await import("./list")).benchList(table, owner, size, today));
        await only("commands", async () => (await import("./commands")).benchCommands(table, owner, size));
        if (i === 0) await only("http", async () => (await import("./http")).benchHttp(table, owner, today));
        if (i === 0 && onScreen.some(wants))
          await table.part("browser", async () => (await import("./browser")).benchBrowser(table, owner, size, wants));
        await only("writes", async () => (await import("./writes")).benchWrites(table, owner, size));
      }),
    );
  }
  const [small, large] = medians;
  if (small && large)
    table.note(
      `Overview at ${sizes[1]?.toLocaleString("en")} against ${sizes[0]?.toLocaleString("en")} dossiers: ×${(large / small).toFixed(2)} (bar: at most ×2).`,
    );
} finally {
  await server.stop();
  if (dir) rmSync(dir, { recursive: true, force: true });
}
// The import measures itself, on a server of its own; its lines go below.
if (wants("import"))
  await table.part("import", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "import.ts"), "100000"], {
      stdio: ["ignore", "pipe", "inherit"],
      timeout: 900_000,
    });
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    let text = "";
    for await (const piece of child.stdout) text += piece;
    const code = await ended;
    table.note(`## Import (load ${load()})\n\n${text.trim()}`);
    if (code !== 0) throw new Error(`it ended with ${code}`);
  });
console.log(`\n${file}`);
if (table.failures.length > 0) console.error(`failed: ${table.failures.join(", ")}`);
process.exit(table.failures.length > 0 ? 1 : 0);
