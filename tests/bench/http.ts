import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import autocannon from "autocannon";
import type pg from "pg";
import { keyPrefix } from "@/lib/auth/model";
import type { OverviewQuestion } from "@/lib/indicators/model";
import { hashToken } from "@/lib/secrets";
import { median, met, ms, ratio, type Table } from "./measure";
import { runningQuarter } from "./overview";

type Server = { url: string; child: ChildProcess };
async function start(kind: "bare" | "door" | "kept", question: OverviewQuestion): Promise<Server> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "http-server.ts"), kind, JSON.stringify(question)],
    { stdio: ["ignore", "pipe", "inherit", "ipc"] },
  );
  if (!child.stdout) throw new Error(`the ${kind} server has no voice`);
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^port (\d+)$/.exec(line)?.[1];
    if (port) return { url: `http://127.0.0.1:${port}`, child };
  }
  throw new Error(`the ${kind} server did not start`);
}

/** Milliseconds of processor time a server has used so far, in all its threads. */
async function used({ child }: Server): Promise<number> {
  child.send("used");
  const [ms] = await once(child, "message");
  return Number(ms);
}

const rounds = 3;
const seconds = 3;
/** Long enough for both sides' code to be compiled, as in a process that has run for a day. */
const warmSeconds = 5;

/**
 * The product's front door against bare node:http: uncached beside the same statements through the driver, kept beside the same
 * bytes from memory, kept and unchanged (304). Servers take turns. "door" runs without its live channel, so it keeps nothing.
 */
export async function benchHttp(table: Table, owner: pg.Client, today: string): Promise<void> {
  const token = `${keyPrefix}${"k".repeat(43)}`;
  await owner.query("delete from api_key where name = 'bench'");
  await owner.query(
    "insert into api_key (name, prefix, hash, scopes, unit_id, created_by, expires_at) values ('bench', $1, $2, '{overview.view}', 1, 'system:bench', now() + interval '1 day')",
    [token.slice(0, 8), Buffer.from(hashToken(token))],
  );
  const question = runningQuarter(today);
  const query = new URLSearchParams({ from: question.period.from, to: question.period.to, asOf: question.asOf });
  const headers = { authorization: `Bearer ${token}` };
  const servers: Server[] = [];
  const begin = async (kind: "bare" | "door" | "kept") => {
    const server = await start(kind, question);
    servers.push(server);
    return server;
  };
  try {
    const [bare, door, kept] = [await begin("bare"), await begin("door"), await begin("kept")];
    const first = await fetch(`${kept.url}/api/v1/overview?${query}`, { headers });
    const etag = first.headers.get("etag");
    if (!first.ok || !etag) throw new Error(`the door answered ${first.status} and named no version`);
    await first.arrayBuffer();
    const cases: {
      name: string;
      bar: number;
      bare: string;
      door: string;
      doorServer: Server;
      headers?: Record<string, string>;
      counts: number[];
    }[] = [
      {
        name: "not kept, against the same statements",
        bar: 0.8,
        bare: `${bare.url}/statements`,
        door: `${door.url}/api/v1/overview?${query}`,
        doorServer: door,
        counts: [1, 8],
      },
      {
        name: "kept body, against the same bytes",
        bar: 0.65,
        bare: `${bare.url}/bytes`,
        door: `${kept.url}/api/v1/overview?${query}`,
        doorServer: kept,
        counts: [1, 8, 32],
      },
      {
        name: "304, against an empty 304",
        bar: 0.65,
        bare: `${bare.url}/unchanged`,
        door: `${kept.url}/api/v1/overview?${query}`,
        doorServer: kept,
        headers: { "if-none-match": etag },
        counts: [1, 8, 32],
      },
    ];
    await fetch(`${bare.url}/learn`, {
      method: "POST",
      body: Buffer.from(await (await fetch(`${kept.url}/api/v1/overview?${query}`, { headers })).arrayBuffer()),
    });
    table.section("Overview over HTTP, the product's door against bare node:http", [
      "what",
      "connections",
      "bare answers/s",
      "bare p50 ms",
      "door answers/s",
      "door p50 ms",
      "door p95–97.5 ms",
      "processor ms an answer, bare",
      "door",
      "of bare",
      "bar",
    ]);
    for (const c of cases)
      for (const connections of c.counts) {
        const shots: Record<"bare" | "door", autocannon.Shot[]> = { bare: [], door: [] };
        const busy: Record<"bare" | "door", number[]> = { bare: [], door: [] };
        const sides = { bare, door: c.doorServer };
        for (let round = 0; round <= rounds; round++)
          for (const side of ["bare", "door"] as const) {
            const before = await used(sides[side]);
            const shot = await autocannon({
              url: c[side],
              connections,
              duration: round === 0 ? warmSeconds : seconds,
              headers: { ...headers, ...c.headers },
            });
            const { total } = shot.requests;
            // Where the live channel is slow to vouch the whole answer is given, which is right and not what is measured.
            const expected = c.headers ? shot["3xx"] : shot["2xx"];
            if (shot["2xx"] + shot["3xx"] !== total || shot.errors > 0 || expected < 0.99 * total)
              throw new Error(
                `${side}, ${c.name}, ${connections} connections: of ${total} answers ${shot["2xx"]} were whole, ${shot["3xx"]} unchanged, ${shot.errors} broke off`,
              );
            if (round === 0) continue;
            shots[side].push(shot);
            busy[side].push(((await used(sides[side])) - before) / total);
          }
        const rate = (side: "bare" | "door") => median(shots[side].map((s) => s.requests.average));
        const share = median(shots.door.map((s, i) => s.requests.average / (shots.bare[i]?.requests.average ?? Number.NaN)));
        table.row(
          c.name,
          connections,
          rate("bare").toFixed(0),
          ms(median(shots.bare.map((s) => s.latency.p50))),
          rate("door").toFixed(0),
          ms(median(shots.door.map((s) => s.latency.p50))),
          ms(median(shots.door.map((s) => s.latency.p97_5))),
          median(busy.bare).toFixed(2),
          median(busy.door).toFixed(2),
          ratio(share),
          `≥ ${c.bar} ${met(share >= c.bar)}`,
        );
      }
  } finally {
    for (const { child } of servers) child.kill("SIGTERM");
  }
}
