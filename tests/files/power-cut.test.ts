import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

/**
 * T-38. A kill does not lose what the system holds for the disk, so it alone proves little: the order of the flushes is proven beside it.
 */
type Run = { dir: string; said: string[]; killed: boolean };
async function put(killAt: number, times: number): Promise<Run> {
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-cut-"));
  const child = spawn(
    process.execPath,
    ["--import", "tsx", new URL("./put-child.ts", import.meta.url).pathname, String(killAt), String(times)],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        NODE_ENV: "test",
        DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
        APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
        FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
        DATA_DIR: dir,
      },
    },
  );
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  const [, signal] = await once(child, "close");
  return { dir, said: text.trim().split("\n").filter(Boolean), killed: signal === "SIGKILL" };
}
const whole = ({ dir }: Run): string[] =>
  readdirSync(join(dir, "files"))
    .filter((folder) => folder !== "arriving")
    .flatMap((folder) => readdirSync(join(dir, "files", folder)).map((name) => join(dir, "files", folder, name)));
const shaOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
/** What is wrong after a kill: a stored name over other bytes, or a file that was promised and is not there. */
function faultsOf(run: Run): string[] {
  const files = existsSync(join(run.dir, "files")) ? whole(run) : [];
  const half = files.filter((path) => !path.endsWith(shaOf(path)));
  const promised = run.said.filter((line) => line.startsWith("stored ")).map((line) => line.slice(7));
  const lost = promised.filter((sha) => !files.some((path) => path.endsWith(sha)));
  rmSync(run.dir, { recursive: true });
  return [...half, ...lost];
}

test("a file is flushed before it gets its name, and its name before anybody may say it; killed at any step, nothing is half there", async () => {
  const undisturbed = await put(0, 2);
  const [first = []] = [undisturbed.said.slice(0, undisturbed.said.findIndex((line) => line.startsWith("stored")) + 1)];
  const verbs = first.map((line) => line.split(" ")[0]);
  expect(verbs.slice(verbs.indexOf("open"))).toEqual([
    ...["open", "write", "write", "sync", "mkdir", "rename"],
    // The folder of the file, the folder of the folders, and theirs.
    ...["open", "sync", "open", "sync", "open", "sync"],
    "stored",
  ]);
  const synced = first.slice(verbs.indexOf("rename")).flatMap((line) => (line.startsWith("open ") ? [line.slice(5)] : []));
  const files = join(undisturbed.dir, "files");
  const sha = first.at(-1)?.slice(7) ?? "";
  expect(synced).toEqual([join(files, sha.slice(0, 2)), files, undisturbed.dir]);
  expect(undisturbed.killed).toBe(false);
  expect(faultsOf(undisturbed)).toEqual([]);

  const steps = verbs.length - 1;
  // Every step of a put, and of one that lays the same bytes over a file that is there every step from its flush on.
  const again = Array.from({ length: steps - verbs.indexOf("sync") }, (_, n) => steps + 1 + verbs.indexOf("sync") + n);
  const cuts = [...Array.from({ length: steps }, (_, n) => n + 1), ...again];
  const faults: string[] = [];
  const kill = async () => {
    for (let at = cuts.shift(); at !== undefined; at = cuts.shift()) {
      const run = await put(at, 2);
      expect(run.killed).toBe(true);
      faults.push(...faultsOf(run).map((fault) => `killed at ${at}: ${fault}`));
    }
  };
  await Promise.all([kill(), kill()]);
  expect(faults).toEqual([]);
});
