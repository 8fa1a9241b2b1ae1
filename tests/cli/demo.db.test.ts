import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { freePort, startEmbedded } from "@/lib/db/embedded";
import { root, runNode, runningFor } from "./program";

const made: string[] = [];
/** A place for a demo's data that everybody may pass through. */
function place(): string {
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-demo-"));
  chmodSync(dir, 0o755);
  made.push(dir);
  return dir;
}
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** One sentence on the screen, a failure for whoever asked, and nothing left behind it. */
async function expectSentence(
  program: readonly string[],
  env: Record<string, string>,
  says: RegExp,
  before: readonly string[] = [],
): Promise<void> {
  const { code, said } = await runNode(program, env);
  const written = said.split("\n").filter((line) => line.trim() !== "" && !before.includes(line));
  expect(written).toEqual([expect.stringMatching(says)]);
  expect(code).toBe(1);
  if (env.DATA_DIR) expect(runningFor(env.DATA_DIR)).toEqual([]);
}
const demo = ["lib/cli/demo.mjs"];

describe("npm run demo, before it installs or builds anything", () => {
  test("a Node that is too old", async () => {
    const old = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.8" } })`;
    for (const program of [...demo, "tests/run.mjs", "lib/cli/check.mjs"])
      await expectSentence(
        ["--import", `data:text/javascript,${old}`, program],
        {},
        /20\.19 or newer is needed; this is 18\.20\.8/,
      );
    // What an older Node does not know must not stand in the way of the sentence.
    for (const file of ["lib/cli/prepare.mjs", "lib/cli/demo-place.mjs", "lib/cli/demo.mjs", "tests/run.mjs"])
      expect(readFileSync(join(root, file), "utf8"), file).not.toMatch(/import\.meta\.(dir|file)name\b(?!`)|with \{ type/);
  }, 60_000);

  test("a port that is taken, is none, or is not of this machine", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const DATA_DIR = place();
    await expectSentence(demo, { DATA_DIR, PORT: String(port) }, new RegExp(`Port ${port} is taken; choose another with PORT`));
    taken.close();
    await expectSentence(demo, { DATA_DIR, PORT: "http" }, /PORT must be a number from 1 to 65535, not “http”/);
    await expectSentence(demo, { DATA_DIR, PORT: "70000" }, /PORT must be a number/);
    await expectSentence(demo, { DATA_DIR, PORT: String(port), HOST: "192.0.2.1" }, /cannot be opened; check HOST and PORT/);
  }, 60_000);

  test("a data folder that cannot be written", async () => {
    const file = join(place(), "a-file");
    writeFileSync(file, "");
    await expectSentence(demo, { DATA_DIR: join(file, "data") }, /data folder cannot be written; choose another with DATA_DIR/);
  }, 60_000);

  test("a data folder the account of PostgreSQL cannot enter: only root has another account", async () => {
    const closed = mkdtempSync(join(tmpdir(), "vong-lau-demo-"));
    made.push(closed);
    const DATA_DIR = join(closed, "data");
    const isRoot = process.getuid?.() === 0;
    // Whoever is not root passes here, and is told about the port instead.
    const says = isRoot ? `The postgres account cannot pass through ${closed}` : "PORT must be|cannot be opened";
    await expectSentence(demo, { DATA_DIR, PORT: "3000", HOST: "192.0.2.1" }, new RegExp(says));
  }, 60_000);

  test("data of another PostgreSQL, or of something else", async () => {
    const DATA_DIR = place();
    mkdirSync(join(DATA_DIR, "postgres"));
    writeFileSync(join(DATA_DIR, "postgres/a-letter"), "");
    await expectSentence(demo, { DATA_DIR }, /holds something that is not a PostgreSQL database; move it away/);
    writeFileSync(join(DATA_DIR, "postgres/PG_VERSION"), "15\n");
    await expectSentence(demo, { DATA_DIR }, /belongs to PostgreSQL 15, this version runs \d+; move it away/);
  }, 60_000);
});

describe("npm run demo, opening its data", () => {
  const opening = ["Mở cơ sở dữ liệu / opening the database …"];
  const city = ["--import", "tsx", "lib/cli/demo-city.ts"];
  const at = async (DATA_DIR: string) => ({ DATA_DIR, HOST: "127.0.0.1", PORT: String(await freePort()) });
  const secrets = JSON.stringify({ databasePassword: "only-for-tests", appSecret: "x".repeat(48), fieldKey: "x" });

  test("without its keys", async () => {
    const DATA_DIR = place();
    mkdirSync(join(DATA_DIR, "postgres"));
    writeFileSync(join(DATA_DIR, "postgres/PG_VERSION"), "18\n");
    await expectSentence(city, await at(DATA_DIR), /keys of the data cannot be read; move the whole data folder away/);
  }, 60_000);

  test("as a normal user, who can make no account for PostgreSQL and needs none", async () => {
    const DATA_DIR = place();
    const nobody = { uid: 65_534, gid: 65_534 };
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(DATA_DIR, nobody.uid, nobody.gid);
    const program = `
      const { startEmbedded, freePort } = await import("@/lib/db/embedded");
      const dir = process.env.DATA_DIR + "/postgres";
      const database = await startEmbedded({ dir, port: await freePort(), password: "only-for-tests", durable: false });
      await database.stop();
      console.log("opened by", process.getuid());`;
    const { code, said } = await runNode(
      ["--import", "tsx", "--input-type=module", "--eval", program],
      { DATA_DIR, HOME: DATA_DIR, TMPDIR: DATA_DIR },
      isRoot ? nobody : {},
    );
    expect(said).toContain(`opened by ${isRoot ? nobody.uid : process.getuid?.()}`);
    expect(code).toBe(0);
  }, 60_000);

  test("made new where a first start was cut off; in use by another demo, which goes on; damaged", async () => {
    const DATA_DIR = place();
    const dir = join(DATA_DIR, "postgres");
    mkdirSync(`${dir}.making`);
    writeFileSync(join(`${dir}.making`, "PG_VERSION"), "18\n");
    const other = await startEmbedded({ dir, port: await freePort(), password: "only-for-tests", durable: true });
    expect(existsSync(`${dir}.making`)).toBe(false);
    writeFileSync(join(DATA_DIR, "demo-secrets.json"), secrets);
    await expectSentence(city, await at(DATA_DIR), /Another demo is using this data; stop it, or choose another/, opening);
    expect(existsSync(join(dir, "postmaster.pid"))).toBe(true);
    await other.stop();
    writeFileSync(join(dir, "global/pg_control"), "");
    await expectSentence(city, await at(DATA_DIR), /PostgreSQL cannot open the data; move the folder away/, opening);
  }, 60_000);
});
