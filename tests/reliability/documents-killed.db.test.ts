import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asOwner, foundCity, unit } from "../city";
import { incoming, outgoing } from "../documents/documents";
import { as } from "../security/acts";

const clients = 64;
const children = new Set<ChildProcess>();
beforeAll(foundCity);
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function startHouse(): { child: ChildProcess; port: Promise<number> } {
  const child = spawn(process.execPath, ["--import", "tsx", new URL("./house-child.ts", import.meta.url).pathname, "whole"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  return { child, port: once(child.stdout, "data").then(([said]) => Number(said)) };
}

type Op = { path: string; key: string; body: string };
type Kept = { id: number; number: number | null };
const op = (path: string, body: object): Op => ({ path, key: randomUUID(), body: JSON.stringify(body) });

test("E1, E2: 64 clients register and issue while house after house is killed: no gap, no twin, every promise kept", async () => {
  const cookie = await as("clerk");
  const houses = Array.from({ length: 3 }, startHouse);
  const promised: { one: Op; told: Kept }[] = [];
  const unsure: Op[] = [];
  let port = (await houses[0]?.port) ?? 0;
  let isOver = false;
  const send = async ({ path, key, body }: Op): Promise<Kept | null> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/documents${path}`, {
      method: "POST",
      headers: { cookie, origin: "http://localhost:3000", "content-type": "application/json", "idempotency-key": key },
      body,
    }).catch(() => null);
    return answer?.status === 200 ? answer.json().catch(() => null) : null;
  };
  const perform = async (one: Op): Promise<Kept | null> => {
    const told = await send(one);
    if (told) promised.push({ one, told });
    else {
      unsure.push(one);
      await pause(50);
    }
    return told;
  };
  const register = op("", { step: "register", ...(await incoming({ symbol: undefined, unitId: unit.tranPhu })) });
  const draft = op("", { step: "draft", ...(await outgoing()) });
  const anew = (one: Op): Op => ({ ...one, key: randomUUID() });
  const client = async () => {
    while (!isOver) {
      await perform(anew(register));
      const kept = await perform(anew(draft));
      if (kept) await perform(op(`/${kept.id}/issue`, { version: 1 }));
    }
  };
  const crowd = Promise.all(Array.from({ length: clients }, client));
  for (const [n, house] of houses.entries()) {
    port = await house.port;
    for (const enough = promised.length + clients / 2; promised.length < enough; ) await pause(5);
    if (n === houses.length - 1) break;
    house.child.kill("SIGKILL");
  }
  isOver = true;
  await crowd;
  expect(unsure.length).toBeGreaterThan(0);
  // What nobody heard the end of is sent again under its key: it is done once, whenever it was done.
  for (const one of unsure) {
    const told = await send(one);
    if (told) promised.push({ one, told });
  }
  houses.at(-1)?.child.kill("SIGKILL");

  const { rows } = await asOwner((c) =>
    c.query<{ direction: string; numbers: number[]; last: number }>(
      `select b.direction::text as direction, array_agg(d.number order by d.number) as numbers, max(r.last_number) as last
       from document d join document_book b on b.id = d.book_id join document_register r on r.book_id = d.book_id and r.year = d.year
       group by b.direction, d.book_id, d.year`,
    ),
  );
  expect(rows.map((row) => row.direction).sort()).toEqual(["INCOMING", "OUTGOING"]);
  for (const { numbers, last } of rows) {
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => i + 1));
    expect(last).toBe(numbers.length);
  }
  const stands = await asOwner((c) => c.query<Kept>("select id, number from document"));
  const byId = new Map(stands.rows.map((row) => [row.id, row.number]));
  const broken = promised.filter(({ told }) => told.number !== null && byId.get(told.id) !== told.number);
  expect(broken).toEqual([]);
  expect(promised.length).toBeGreaterThan(clients);
}, 120_000);
