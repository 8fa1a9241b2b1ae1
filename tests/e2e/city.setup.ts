import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { cityDay } from "@/lib/calendar/rules";
import { freePort, startEmbedded } from "@/lib/db/embedded";
import { seedDemo } from "@/prisma/seed/demo";

const root = resolve(import.meta.dirname, "../..");

/** Starts the demo city as `npm run demo` does, on free ports and without durability, and tells the tests where it is. */
export default async function setup() {
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-e2e-"));
  const dataDir = mkdtempSync(join(tmpdir(), "vong-lau-e2e-data-"));
  const database = await startEmbedded({ dir, port: await freePort(), password: "only-for-tests", durable: false });
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = {
    NODE_ENV: "production" as const,
    DATABASE_URL: database.appUrl,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
    FIELD_KEY: Buffer.from("a-field-key-of-32-bytes-for-test").toString("base64"),
    DATA_DIR: dataDir,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: url,
    LOG_LEVEL: "warn",
  };
  Object.assign(process.env, settings);
  const { signIns } = await seedDemo(database.ownerUrl, { today: cityDay(new Date()), now: new Date() });

  mkdirSync(join(root, "tests/artefacts"), { recursive: true });
  const children: ChildProcess[] = [];
  for (const [name, file] of [
    ["web", "server.ts"],
    ["worker", "lib/worker/main.ts"],
  ] as const) {
    const out = openSync(join(root, `tests/artefacts/${name}.log`), "w");
    children.push(
      spawn(process.execPath, ["--import", "tsx", file], {
        cwd: root,
        stdio: ["ignore", out, out],
        env: { ...process.env, ...settings },
      }),
    );
  }
  const stop = async () => {
    for (const child of children) {
      if (child.exitCode !== null) continue;
      const ended = new Promise((r) => child.once("exit", r));
      child.kill("SIGTERM");
      await ended;
    }
    await database.stop();
    rmSync(dir, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
  for (let attempt = 0; ; attempt += 1) {
    const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
    if (answer?.ok) break;
    if (attempt > 240 || children.some((c) => c.exitCode !== null)) {
      await stop();
      throw new Error("the application did not start; see tests/artefacts/web.log and worker.log");
    }
    await new Promise((r) => setTimeout(r, 250));
  }
  writeFileSync(join(root, "tests/artefacts/city.json"), JSON.stringify({ url, ownerUrl: database.ownerUrl, signIns }));
  return stop;
}
