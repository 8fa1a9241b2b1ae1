import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sealAudit } from "@/lib/audit/jobs";
import { verifyAudit } from "@/lib/audit/queries";
import { disconnect } from "@/lib/db/client";
import { freePort } from "@/lib/db/embedded";
import { asOwner, foundCity, procedure, unit } from "../city";
import { brokenPromises } from "../reliability/record";
import { stranger } from "../security/acts";
import { ms, timingOf } from "./measure";

// tsx tests/bench/desks.ts [dossiers]

/**
 * Clients accept dossiers at ten desks, each over the front door and under a key of its own; meanwhile the application is killed, and
 * later the database, which keeps its promises to the disk. Whoever hears nothing asks again. Afterwards every acknowledged dossier must
 * stand with its code, its receipt and its event, and the codes and receipts of every desk must run from one without gap or twin.
 */
const dossiers = Number(process.argv[2] ?? 5_000);
const clients = 32;
const desks = Array.from({ length: 10 }, (_, i) => 20 + i);
const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));
const children = new Set<ChildProcess>();
const dir = mkdtempSync(join(tmpdir(), "vong-lau-desks-"));
const databasePort = await freePort();

/** Starts a program of the reliability tests; gives the first line it says, null when it ends before. */
async function begin(file: string, ...args: string[]): Promise<{ child: ChildProcess; said: string | null }> {
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "../reliability", file), ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  children.add(child);
  const said = await Promise.race([once(child.stdout, "data"), once(child, "exit").then(() => null)]);
  return { child, said: said && String(said[0]) };
}
const house = async () => {
  const { child, said } = await begin("house-child.ts", "whole");
  return { child, port: Number(said) };
};
let database: ChildProcess | undefined;
/** What a killed one held is let go a moment after its last process has gone. */
async function startDatabase(): Promise<{ ownerUrl: string; appUrl: string }> {
  for (let tries = 1; tries <= 10; tries += 1) {
    const { child, said } = await begin("postgres-child.ts", dir, String(databasePort));
    database = child;
    if (said) return JSON.parse(said);
    await pause(300);
  }
  throw new Error("PostgreSQL did not start again");
}
function killDatabase(): void {
  process.kill(Number(readFileSync(join(dir, "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
  database?.kill("SIGKILL");
}

type Taken = { desk: number; id: number; code: string; number: number };
async function run(): Promise<string[]> {
  const { ownerUrl, appUrl } = await startDatabase();
  Object.assign(process.env, { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: ownerUrl });
  await foundCity();
  await asOwner((c) =>
    c.query(
      `with desk as (insert into unit (id, code, kind, name, short_name, parent_id, position, valid_from)
         select id, 'H22.15.' || id, 'WARD', 'Phường ' || id, 'Phường ' || id, 1, id, '2018-01-01' from unnest($1::int[]) id returning id, code)
       insert into unit_identifier (code, unit_id, scheme, valid_from) select code, id, 'QD20', '2018-01-01' from desk`,
      [desks],
    ),
  );
  const { cookie } = await stranger({ role: "ONE_STOP_OFFICER", unitId: unit.committee });
  const houses = await Promise.all([house(), house()]);
  let port = houses[0].port;

  const left = Array.from({ length: dossiers }, (_, i) => i);
  const taken: Taken[] = [];
  const waits: number[] = [];
  let askedAgain = 0;
  const accept = async (one: number): Promise<Taken> => {
    const desk = desks[one % desks.length] ?? 0;
    const key = randomUUID();
    const body = JSON.stringify({
      step: "accept",
      procedureId: procedure.marriageStatus,
      unitId: desk,
      receivingUnitId: desk,
      channel: "COUNTER",
      applicantName: `Người Thử ${one}`,
      phone: `09${String(10_000_000 + one)}`,
    });
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/dossiers`, {
        method: "POST",
        headers: { cookie, origin: "http://localhost:3000", "content-type": "application/json", "idempotency-key": key },
        body,
      })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => null);
      if (answer?.status === 200) {
        const { id, code, receipt } = JSON.parse(answer.text);
        return { desk, id, code, number: Number(receipt.numberText.split("/")[0]) };
      }
      if (answer && answer.status !== 503) throw new Error(`${answer.status}: ${answer.text}`);
      askedAgain += 1;
      await pause(100);
    }
  };
  const client = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const startedAt = performance.now();
      taken.push(await accept(one));
      waits.push(performance.now() - startedAt);
    }
  };
  const startedAt = performance.now();
  const crowd = Promise.all(Array.from({ length: clients }, client));
  const until = async (share: number) => {
    while (taken.length < dossiers * share) await Promise.race([crowd, pause(5)]);
  };
  await until(1 / 3);
  houses[0].child.kill("SIGKILL");
  port = houses[1].port;
  await until(2 / 3);
  killDatabase();
  await startDatabase();
  await crowd;
  const seconds = (performance.now() - startedAt) / 1000;

  const faults = await brokenPromises();
  const { rows } = await asOwner((c) =>
    c.query<{ id: number; code: string; events: number; receipts: number }>(
      `select d.id, d.code, (select count(*)::int from dossier_event e where e.dossier_id = d.id and e.kind = 'accept') as events,
         (select count(*)::int from dossier_form f where f.dossier_id = d.id and f.kind = 'RECEIPT') as receipts from dossier d`,
    ),
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  const lost = taken.filter(({ id, code }) => {
    const row = kept.get(id);
    return row?.code !== code || row.events !== 1 || row.receipts !== 1;
  });
  if (lost.length > 0) faults.push(`acknowledged and not whole: ${lost.length}`);
  if (rows.length !== dossiers) faults.push(`${rows.length} dossiers where ${dossiers} were taken in`);
  for (const desk of desks) {
    const own = taken.filter((one) => one.desk === desk);
    const whole = own.map((_, i) => i + 1).join();
    const inOrder = (numbers: number[]) => numbers.sort((a, b) => a - b).join();
    if (inOrder(own.map(({ code }) => Number(code.slice(-4)))) !== whole) faults.push(`desk ${desk}: codes with a gap or a twin`);
    if (inOrder(own.map(({ number }) => number)) !== whole) faults.push(`desk ${desk}: receipts with a gap or a twin`);
  }
  await sealAudit();
  const { faults: tampered } = await verifyAudit();
  if (tampered.length > 0) faults.push(`the log does not verify: ${tampered.length}`);

  const { p50, p95 } = timingOf(waits);
  console.log(`| what | figure | bar |
|---|---|---|
| accepted by ${clients} clients at ${desks.length} desks | ${taken.length.toLocaleString("en")} | – |
| a second, both kills and starts included | ${(dossiers / seconds).toFixed(0)} | – |
| from the request to the acknowledgement, p50 / p95 ms | ${ms(p50)} / ${ms(p95)} | – |
| requests that heard nothing or 503, and came again under their key | ${askedAgain} | > 0 ${askedAgain > 0 ? "✓" : "✗"} |
| broken promises: codes, receipts, events, numbers, log | ${faults.length} | 0 ${faults.length === 0 ? "✓" : "✗"} |`);
  return faults;
}

let faults: string[];
try {
  faults = await run();
} finally {
  await disconnect();
  killDatabase();
  for (const child of children) child.kill("SIGKILL");
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
for (const fault of faults) console.log(`\n**${fault}**`);
process.exit(faults.length === 0 ? 0 : 1);
