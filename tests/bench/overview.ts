import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import autocannon from "autocannon";
import type pg from "pg";
import { systemActor } from "@/lib/auth/queries";
import { workingCalendar } from "@/lib/calendar/queries";
import { addDays, addMonths } from "@/lib/calendar/rules";
import { dueBounds } from "@/lib/dossiers/measures";
import type { Overview, OverviewQuestion } from "@/lib/indicators/model";
import { readOverview } from "@/lib/indicators/queries";
import { stretchesIn } from "@/lib/indicators/reading/compare";
import { cutsOf } from "@/lib/indicators/reading/sums";
import { compared, stretchesOf } from "@/lib/indicators/rules";
import { hashToken } from "@/lib/secrets";
import { baseOverview } from "./base";
import { ms, ratio, type Table, time } from "./measure";

const actor = systemActor("bench");

type BaseAnswer = { received: { bucket: number; n: number }[]; ended: { bucket: number; outcome: string; n: number }[] };

/** Overview from cells against the same numbers from the records, and the route against a bare handler. Returns the quarter's median. */
export async function benchOverview(table: Table, owner: pg.Client, size: number, today: string): Promise<number> {
  const month = `${today.slice(0, 8)}01`;
  const quarter = addMonths(month, -((Number(today.slice(5, 7)) - 1) % 3));
  const questions: [string, OverviewQuestion][] = [
    ["the running quarter, all", { period: { from: quarter, to: addDays(addMonths(quarter, 3), -1) }, asOf: today, scope: {} }],
    ["an odd range, all", { period: { from: addDays(today, -83), to: addDays(today, -2) }, asOf: today, scope: {} }],
  ];
  table.section(`Overview at ${size.toLocaleString("en")} dossiers`, [
    "question",
    "records p50 ms",
    "cells p50 ms",
    "cells p95 ms",
    "ratio (bar at 10 M: ≥ 200)",
  ]);
  let first = Number.NaN;
  const runs = size > 2_000_000 ? 3 : 7;
  const calendar = await workingCalendar();
  for (const [name, question] of questions) {
    const comparison = compared(question.period, question.asOf);
    if (!comparison) throw new Error("the period has not begun");
    const cuts = cutsOf([...stretchesIn(comparison), ...stretchesOf(comparison.current)], [question.asOf]);
    const sql = baseOverview(cuts, comparison.current, dueBounds(today, calendar), addDays(today, -21));
    let base: BaseAnswer | undefined;
    const plain = await time(
      async () => {
        base = (await owner.query({ text: sql.text, values: sql.values })).rows[0].answer;
      },
      runs,
      1,
    );
    let ours: Overview | undefined;
    const cells = await time(
      async () => {
        ours = await readOverview(actor, question);
      },
      40,
      5,
    );
    prove(base, ours, cuts, comparison.current);
    if (Number.isNaN(first)) first = cells.p50;
    table.row(name, ms(plain.p50), ms(cells.p50), ms(cells.p95), ratio(plain.p50 / cells.p50));
  }
  for (const [name, scope] of [
    ["one unit", { unitId: 7 }],
    ["one sector", { sectorId: 3 }],
    ["one unit and sector", { unitId: 7, sectorId: 3 }],
  ] as const) {
    const question = { period: { from: quarter, to: addDays(addMonths(quarter, 3), -1) }, asOf: today, scope };
    const cells = await time(() => readOverview(actor, question), 20, 3);
    table.row(`the running quarter, ${name}`, "–", ms(cells.p50), ms(cells.p95), "–");
  }
  const past = { period: { from: "2024-01-01", to: "2024-03-31" }, asOf: "2024-03-31", scope: {} };
  const then = await time(() => readOverview(actor, past), 3, 1);
  table.row("a quarter as it stood two years ago", "–", ms(then.p50), ms(then.p95), "–");
  await benchHttp(table, owner, questions[0]?.[1] ?? past);
  return first;
}

/** Both ways must tell the same before their times mean anything. */
function prove(
  base: BaseAnswer | undefined,
  ours: Overview | undefined,
  cuts: readonly string[],
  period: { from: string; to: string },
): void {
  const within = (bucket: number) => bucket > cuts.indexOf(addDays(period.from, -1)) && bucket <= cuts.indexOf(period.to);
  const sum = (rows: readonly { bucket: number; n: number }[] = []) =>
    rows.filter((r) => within(r.bucket)).reduce((n, r) => n + r.n, 0);
  const told = (code: string) => ours?.headline.find((r) => r.code === code)?.top;
  const pairs = [
    [sum(base?.received), told("received")],
    [sum(base?.ended), told("resolved")],
  ];
  for (const [plain, cells] of pairs) if (plain !== cells) throw new Error(`records say ${plain}, cells ${cells}`);
}

async function startServer(kind: string, question: OverviewQuestion): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "http-server.ts"), kind, JSON.stringify(question)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^port (\d+)$/.exec(line)?.[1];
    if (port) return { url: `http://127.0.0.1:${port}/api/v1/overview`, child };
  }
  throw new Error(`the ${kind} server did not start`);
}

async function benchHttp(table: Table, owner: pg.Client, question: OverviewQuestion): Promise<void> {
  const key = `vl_${"k".repeat(43)}`;
  const { keyPrefix } = await import("@/lib/auth/model");
  const token = `${keyPrefix}${"k".repeat(43)}`;
  await owner.query(
    "insert into api_key (name, prefix, hash, scopes, unit_id, created_by, expires_at) values ('bench', $1, $2, '{overview.view}', 1, 'system:bench', now() + interval '1 day') on conflict do nothing",
    [key.slice(0, 8), Buffer.from(hashToken(token))],
  );
  table.section("Overview over HTTP, not cached", [
    "server",
    "connections",
    "answers/s",
    "p50 ms",
    "p95–97.5 ms",
    "of bare (bar: ≥ 0.8)",
  ]);
  const bare = await startServer("bare", question);
  const door = await startServer("door", question);
  try {
    const query = new URLSearchParams({ from: question.period.from, to: question.period.to, asOf: question.asOf });
    const shoot = (url: string, connections: number) =>
      autocannon({ url: `${url}?${query}`, connections, duration: 6, headers: { authorization: `Bearer ${token}` } });
    for (const connections of [1, 8]) {
      await shoot(bare.url, connections);
      const plain = await shoot(bare.url, connections);
      await shoot(door.url, connections);
      const ours = await shoot(door.url, connections);
      if (ours.non2xx > 0 || ours.errors > 0) throw new Error(`the route refused ${ours.non2xx + ours.errors} requests`);
      table.row(
        "node:http + pg, the same statements",
        connections,
        plain.requests.average.toFixed(1),
        ms(plain.latency.p50),
        ms(plain.latency.p97_5),
        "1",
      );
      table.row(
        "the product's route",
        connections,
        ours.requests.average.toFixed(1),
        ms(ours.latency.p50),
        ms(ours.latency.p97_5),
        ratio(ours.requests.average / plain.requests.average),
      );
    }
  } finally {
    bare.child.kill("SIGTERM");
    door.child.kill("SIGTERM");
  }
}
