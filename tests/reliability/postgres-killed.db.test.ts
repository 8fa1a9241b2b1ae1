import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sealAudit } from "@/lib/audit/jobs";
import { verifyAudit } from "@/lib/audit/queries";
import { disconnect } from "@/lib/db/client";
import { freePort } from "@/lib/db/embedded";
import { asOwner, foundCity, procedure, unit } from "../city";
import { as, key } from "../security/acts";
import { type House, openHouse } from "../security/house";
import { brokenPromises } from "./record";

/** The server of the other tests forgets what it promised when it dies; this one has a disk to answer for. */
const dir = mkdtempSync(join(tmpdir(), "vong-lau-killed-"));
const port = await freePort();
let child: ChildProcess | undefined;
const postmaster = () => Number(readFileSync(join(dir, "postmaster.pid"), "utf8").split("\n")[0]);
/** Starts it; the memory of one that was killed is let go a moment after its last process has gone. */
async function start(): Promise<{ ownerUrl: string; appUrl: string }> {
  for (let tries = 1; ; tries += 1) {
    child = spawn(
      process.execPath,
      ["--import", "tsx", new URL("./postgres-child.ts", import.meta.url).pathname, dir, String(port)],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    const said = await Promise.race([once(child.stdout ?? child, "data"), once(child, "exit").then(() => null)]);
    if (said) return JSON.parse(String(said[0]));
    if (tries === 10) throw new Error("PostgreSQL did not start again");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
function kill(): void {
  process.kill(postmaster(), "SIGKILL");
  child?.kill("SIGKILL");
}

let house: House;
beforeAll(async () => {
  const { ownerUrl, appUrl } = await start();
  Object.assign(process.env, { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: ownerUrl });
  await disconnect();
  await foundCity();
  house = await openHouse();
}, 120_000);
afterAll(async () => {
  await house?.close();
  await disconnect();
  kill();
  rmSync(dir, { recursive: true, force: true });
});

const clients = 8;
type Op = { path: string; headers: Record<string, string>; body: string };
const op = (path: string, body: object): Op => ({ path: `/api/v1/dossiers${path}`, headers: key(), body: JSON.stringify(body) });
const accept = (n: number) =>
  op("", {
    step: "accept",
    procedureId: procedure.house,
    unitId: unit.tranPhu,
    receivingUnitId: unit.tranPhuDesk,
    channel: "COUNTER",
    applicantName: `Người Thử ${n}`,
  });

test("the database is killed in the middle of its work: what was acknowledged is there, what was not is whole or absent, and the log verifies", async () => {
  const cookie = await as("officer");
  const send = ({ path, headers, body }: Op) => house.ask({ method: "POST", path, headers: { cookie, ...headers }, body });
  const done: { op: Op; text: string; tries: number }[] = [];
  const statuses = new Set<number>();
  let isOver = false;
  /** Asks until it is acknowledged, under the same key, as a counter does whose line was cut. */
  const perform = async (one: Op): Promise<{ id: number }> => {
    for (let tries = 1; ; tries += 1) {
      const { status, text } = await send(one);
      statuses.add(status);
      if (status === 200) {
        done.push({ op: one, text, tries });
        return JSON.parse(text);
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  };
  const client = async (n: number) => {
    while (!isOver) {
      const { id } = await perform(accept(n));
      await perform(op(`/${id}/moves`, { version: 1, move: "start" }));
    }
  };
  const crowd = Promise.all(Array.from({ length: clients }, (_, n) => client(n)));
  const after = async (more: number) => {
    for (const enough = done.length + more; done.length < enough; ) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await after(20);
  await sealAudit();
  await after(20);
  kill();
  await start();
  await after(20);
  isOver = true;
  await crowd;

  // Whoever asked meanwhile heard to come again, and nothing else; and the kill met requests on their way.
  expect([...statuses].sort()).toEqual([200, 503]);
  expect(done.filter(({ tries }) => tries > 1).length).toBeGreaterThan(3);
  await Promise.all(
    Array.from({ length: clients }, async (_, n) => {
      for (const { op: one, text } of done.filter((_one, i) => i % clients === n)) {
        const again = await send(one);
        expect([again.status, again.headers["idempotency-replayed"], JSON.parse(again.text)]).toEqual([
          200,
          "true",
          JSON.parse(text),
        ]);
      }
    }),
  );
  expect(await brokenPromises()).toEqual([]);
  const { rows } = await asOwner((c) => c.query("select count(*)::int as n from dossier"));
  expect(rows[0].n).toBe(done.filter((one) => one.op.path === "/api/v1/dossiers").length);
  await sealAudit();
  expect(await verifyAudit()).toMatchObject({ faults: [] });
}, 120_000);
