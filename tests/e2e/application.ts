import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/**
 * Starts the built application, its front door and its worker, with these settings and waits until it is ready. What it says goes to
 * tests/artefacts/web.log and worker.log.
 */
export async function startApplication(settings: { PUBLIC_URL: string } & Record<string, string>): Promise<{
  stop(): Promise<void>;
}> {
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
  };
  for (let attempt = 0; ; attempt += 1) {
    const answer = await fetch(`${settings.PUBLIC_URL}/api/health/ready`).catch(() => null);
    if (answer?.ok) return { stop };
    if (attempt > 240 || children.some((c) => c.exitCode !== null)) {
      await stop();
      throw new Error("the application did not start; see tests/artefacts/web.log and worker.log");
    }
    await new Promise((r) => setTimeout(r, 250));
  }
}
