import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "@/lib/db/embedded";

const root = resolve(import.meta.dirname, "../..");
const artefacts = join(root, "tests/artefacts");

/** A city of its own: web and worker on a free port, on a database that is there. Its logs are kept as artefacts. */
export type Place = {
  url: string;
  /** What its programs are told; for one more program of the same city. */
  settings: Record<string, string>;
  /** The files its programs write their logs to. */
  logs: string[];
  /** Ends the web server, and nothing else. */
  stopWeb(): Promise<void>;
  startWeb(): Promise<void>;
  stop(): Promise<void>;
};

/** What a city's database is sealed with; the seed must use the same. */
export const keys = {
  APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
  FIELD_KEY: Buffer.from("a-field-key-of-32-bytes-for-test").toString("base64"),
};

export async function startPlace(
  name: string,
  addresses: { ownerUrl: string; appUrl: string },
  more: Record<string, string> = {},
): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), "vong-lau-e2e-data-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = {
    NODE_ENV: "production" as const,
    DATABASE_URL: addresses.appUrl,
    MIGRATION_DATABASE_URL: addresses.ownerUrl,
    ...keys,
    DATA_DIR: dataDir,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: url,
    LOG_LEVEL: "warn",
    ...more,
  };
  mkdirSync(artefacts, { recursive: true });
  const logOf = (program: string) => join(artefacts, `${name}-${program}.log`);
  const start = (program: string, file: string) => {
    const out = openSync(logOf(program), "a");
    return spawn(process.execPath, ["--import", "tsx", file], {
      cwd: root,
      stdio: ["ignore", out, out],
      env: { ...process.env, ...settings },
    });
  };
  let web: ChildProcess | undefined;
  const stopWeb = async () => {
    await end(web);
    web = undefined;
  };
  const startWeb = async () => {
    const started = start("web", "server.ts");
    web = started;
    for (let attempt = 0; attempt < 480; attempt += 1) {
      const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
      if (answer?.ok) return;
      if (started.exitCode !== null) break;
      await new Promise((r) => setTimeout(r, 125));
    }
    await stop();
    throw new Error(`the application did not start; see tests/artefacts/${name}-web.log`);
  };
  const worker = start("worker", "lib/worker/main.ts");
  const stop = async () => {
    await Promise.all([stopWeb(), end(worker)]);
    rmSync(dataDir, { recursive: true, force: true });
  };
  await startWeb();
  return { url, settings, logs: ["web", "worker"].map(logOf), stopWeb, startWeb, stop };
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((r) => child.once("exit", r));
  child.kill("SIGTERM");
  await ended;
}
