// npm run bench [-- options] : ratios of one run, written to bench-results/table.md as they are found.
//   --large          also ten million dossiers
//   --rows=N,M       these sizes instead
//   --only=A,B       of: overview, list, work, quality, commands, http, screen, script, paint, writes, desks, import, documents, signatures,
//                    packets, cameras, live
//   --keep           leaves the filled databases on TEST_SERVER_URL for the next run of the same day
// TEST_SERVER_URL (a superuser's address) uses a running PostgreSQL; otherwise an embedded one is started and removed.

import { fork, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { freePort, startEmbedded } from "@/lib/db/embedded";
import { load, Table, tableFile } from "./measure";

const option = (name: string) => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3);
const sizes =
  option("rows")?.split(",").map(Number) ?? (process.argv.includes("--large") ? [1_000_000, 10_000_000] : [1_000_000]);
const only = option("only");
const reused = process.env.TEST_SERVER_URL;
const isKept = reused !== undefined && process.argv.includes("--keep");
const today = cityDay(new Date());

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

const Found = z.strictObject({ overviewMs: z.number().nullable(), failures: z.array(z.string()) });
/** Measures at one size, in a process of its own: a process reads its environment once and works on one database. */
async function atSize(serverUrl: string, size: number, isFirst: boolean): Promise<z.infer<typeof Found>> {
  const child = fork(join(import.meta.dirname, "size.ts"), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, BENCH: JSON.stringify({ serverUrl, size, today, isFirst, isKept, only: only?.split(",") ?? null }) },
  });
  const told = new Promise<unknown>((resolve) => child.once("message", resolve));
  const ended = new Promise<never>((_, reject) => child.once("exit", (code) => reject(new Error(`it ended with ${code}`))));
  return Found.parse(await Promise.race([told, ended]));
}

const table = new Table("Vọng Lâu: bench");
const dir = reused ? "" : mkdtempSync(join(tmpdir(), "vong-lau-bench-"));
const server = reused
  ? { ownerUrl: reused, stop: async () => undefined }
  : await startEmbedded({ dir, port: await freePort(), password: "only-for-the-bench", durable: false });
table.note(
  `One run, ${new Date().toISOString()}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${load()}. Only ratios within one run compare; both sides of a ratio take turns.`,
);
try {
  const overviewMs: (number | null)[] = [];
  for (const [i, size] of sizes.entries())
    await table.part(`${size.toLocaleString("en")} dossiers`, async () => {
      const found = await atSize(server.ownerUrl, size, i === 0);
      overviewMs[i] = found.overviewMs;
      table.failures.push(...found.failures);
    });
  const [small, large] = overviewMs;
  if (small && large)
    table.note(
      `Overview at ${sizes[1]?.toLocaleString("en")} against ${sizes[0]?.toLocaleString("en")} dossiers: ×${(large / small).toFixed(2)} (bar: at most ×2).`,
    );
} finally {
  await server.stop();
  if (dir) rmSync(dir, { recursive: true, force: true });
}
// These measure themselves, each on a server of its own; their lines go below.
const apart = [
  { name: "desks", title: "Ten desks, with the application and the database killed meanwhile", args: ["5000"] },
  { name: "import", title: "Import", args: ["100000"] },
  { name: "documents", title: "Registers of documents", args: ["1000000"] },
  { name: "signatures", title: "Checks of signatures, one core, against pdfsig", args: [] },
  { name: "cameras", title: "Cameras looked at each minute", args: ["500", "2"] },
  { name: "live", title: "Cameras live", args: ["100", "50", "20"] },
  { name: "packets", title: "Round trips of packets, one core, against the parser alone and JSON", args: [] },
];
for (const { name, title, args } of apart.filter((one) => !only || only.split(",").includes(one.name)))
  await table.part(name, async () => {
    const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, `${name}.ts`), ...args], {
      stdio: ["ignore", "pipe", "inherit"],
      timeout: 900_000,
    });
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    let text = "";
    for await (const piece of child.stdout) text += piece;
    const code = await ended;
    table.note(`## ${title} (load ${load()})\n\n${text.trim()}`);
    if (code !== 0) throw new Error(`it ended with ${code}`);
  });
console.log(`\n${tableFile}`);
if (table.failures.length > 0) console.error(`failed: ${table.failures.join(", ")}`);
process.exit(table.failures.length > 0 ? 1 : 0);
