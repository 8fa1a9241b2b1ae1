// npm run bench [-- --large] : ratios of one run, written to bench-results/table.md. `--large` adds ten million dossiers.
// TEST_SERVER_URL (an owner's address) uses a running PostgreSQL; otherwise an embedded one is started and removed.

import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { fill } from "./fill";
import { Table } from "./measure";

const root = join(import.meta.dirname, "../..");
const sizes = process.argv.includes("--large") ? [1_000_000, 10_000_000] : [1_000_000];
const asked = process.argv.find((a) => a.startsWith("--rows="));
if (asked) sizes.splice(0, sizes.length, ...asked.slice(7).split(",").map(Number));
const password = "only-for-the-bench";

const { freePort, prepareDatabase, startEmbedded } = await import("@/lib/db/embedded");
const { cityDay } = await import("@/lib/calendar/rules");
const today = cityDay(new Date());
const table = new Table();
const reused = process.env.TEST_SERVER_URL;
const dir = reused ? "" : mkdtempSync(join(tmpdir(), "vong-lau-bench-"));
const server = reused
  ? { ownerUrl: reused, stop: async () => undefined }
  : await startEmbedded({ dir, port: await freePort(), password, durable: false });

function environment(ownerUrl: string, appUrl: string): void {
  Object.assign(process.env, {
    NODE_ENV: "production",
    DATABASE_URL: appUrl,
    MIGRATION_DATABASE_URL: ownerUrl,
    APP_SECRET: randomBytes(24).toString("base64"),
    FIELD_KEY: randomBytes(32).toString("base64"),
    DATA_DIR: mkdtempSync(join(tmpdir(), "vong-lau-bench-data-")),
    LOG_LEVEL: "fatal",
  });
}

async function withDatabase(name: string, act: (owner: pg.Client, ownerUrl: string) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: server.ownerUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name}`);
  const url = new URL(server.ownerUrl);
  url.pathname = `/${name}`;
  const appUrl = await prepareDatabase(url.toString(), password);
  environment(url.toString(), appUrl);
  const owner = new pg.Client({ connectionString: url.toString() });
  owner.on("error", (error) => console.error(error.message));
  await owner.connect();
  try {
    await act(owner, url.toString());
  } finally {
    await owner.end();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}, load ${loadavg()
    .map((l) => l.toFixed(1))
    .join(" ")}`,
);
table.note(
  `Một lần chạy, ${new Date().toISOString()}; Node ${process.version}, ${cpus().length} nhân, tải ${loadavg()
    .map((l) => l.toFixed(1))
    .join(" ")}. Chỉ so các tỷ lệ trong cùng một lần chạy.`,
);

try {
  const medians: number[] = [];
  for (const size of sizes)
    await withDatabase(`bench_${size}`, async (owner) => {
      console.log(`\nFilling ${size.toLocaleString("en")} dossiers…`);
      await fill(owner, size, today, (line) => console.log(`  ${line}`));
      const { benchOverview } = await import("./overview");
      medians.push(await benchOverview(table, owner, size, today));
      const { benchWrites } = await import("./writes");
      await benchWrites(table, owner, size);
      const { disconnect } = await import("@/lib/db/client");
      await disconnect();
    });
  const [small, large] = medians;
  if (small !== undefined && large !== undefined)
    table.note(
      `Overview at ${sizes[1]?.toLocaleString("en")} against ${sizes[0]?.toLocaleString("en")}: ×${(large / small).toFixed(2)} (bar: at most ×2).`,
    );
} finally {
  await server.stop();
  if (dir) rmSync(dir, { recursive: true, force: true });
}
// The import measures itself, on a server of its own; its lines go below.
const imports = join(import.meta.dirname, "import.ts");
if (existsSync(imports) && !process.argv.includes("--no-import")) {
  const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", imports, "100000"], {
    encoding: "utf8",
    timeout: 900_000,
    stdio: ["ignore", "pipe", "inherit"],
  });
  table.note(`## Import\n\n\`\`\`\n${stdout.trim()}\n\`\`\`${status === 0 ? "" : `\n(ended with ${status})`}`);
}
mkdirSync(join(root, "bench-results"), { recursive: true });
writeFileSync(join(root, "bench-results/table.md"), `# Vọng Lâu: bench\n${table.lines.join("\n")}\n`);
console.log("\nbench-results/table.md");
process.exit(0);
