import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asOwner, foundCity, procedure, unit } from "../city";
import { as } from "../security/acts";
import { brokenPromises } from "./record";

type Op = { path: string; key: string; body: string };
type Done = Op & { text: string };
type House = { child: ChildProcess; port: Promise<number> };

const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
function start(how: "whole" | "loose"): House {
  const child = spawn(process.execPath, ["--import", "tsx", new URL("./house-child.ts", import.meta.url).pathname, how], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  return { child, port: once(child.stdout, "data").then(([said]) => Number(said)) };
}

async function send(port: number, cookie: string, { path, key, body }: Op) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/dossiers${path}`, {
    method: "POST",
    headers: { cookie, origin: "http://localhost:3000", "content-type": "application/json", "idempotency-key": key },
    body,
  });
  return { status: answer.status, text: await answer.text(), isReplayed: answer.headers.has("idempotency-replayed") };
}
const op = (path: string, body: object): Op => ({ path, key: randomUUID(), body: JSON.stringify(body) });
const accept = (n: number) =>
  op("", {
    step: "accept",
    procedureId: procedure.house,
    unitId: unit.tranPhu,
    receivingUnitId: unit.tranPhuDesk,
    channel: "COUNTER",
    applicantName: `Người Thử ${n}`,
  });

/**
 * Clients accept dossiers, take each a step and print its control sheet, while house after house is killed in the middle of their requests. Each
 * notes what it was promised, and what it never heard the end of.
 */
async function storm(how: "whole" | "loose", kills: number, clients: number) {
  const cookie = await as("officer");
  const houses = Array.from({ length: kills + 1 }, () => start(how));
  const done: Done[] = [];
  const unsure: Op[] = [];
  let port = (await houses[0]?.port) ?? 0;
  let isOver = false;
  const perform = async (one: Op): Promise<{ id: number } | null> => {
    const answer = await send(port, cookie, one).catch(() => null);
    if (answer?.status !== 200) {
      unsure.push(one);
      await pause(50);
      return null;
    }
    done.push({ ...one, text: answer.text });
    return JSON.parse(answer.text);
  };
  const client = async (n: number) => {
    while (!isOver) {
      const accepted = await perform(accept(n));
      if (accepted && (await perform(op(`/${accepted.id}/moves`, { version: 1, move: "start" }))))
        await perform(op(`/${accepted.id}/forms`, { kind: "CONTROL_SHEET" }));
    }
  };
  const crowd = Promise.all(Array.from({ length: clients }, (_, n) => client(n)));
  const busy = async () => {
    for (const enough = done.length + 2 * clients; done.length < enough; ) await pause(5);
    await pause(Math.random() * 200);
  };
  for (const [n, house] of houses.entries()) {
    port = await house.port;
    await busy();
    if (n === kills) isOver = true;
    else house.child.kill("SIGKILL");
  }
  await crowd;
  return { cookie, port, done, unsure };
}

beforeAll(foundCity);

test("killed again and again in the middle of its work, the house keeps every promise; who asks again hears the same", async () => {
  const { cookie, port, done, unsure } = await storm("whole", 2, 8);
  // The kills met requests on their way.
  expect(unsure.length).toBeGreaterThan(3);
  for (const one of unsure) expect(await send(port, cookie, one)).toMatchObject({ status: 200 });
  for (const one of done) {
    const again = await send(port, cookie, one);
    expect([again.status, again.isReplayed, JSON.parse(again.text)]).toEqual([200, true, JSON.parse(one.text)]);
  }
  expect(await brokenPromises()).toEqual([]);
  const { rows } = await asOwner((c) => c.query("select count(*)::int as n from dossier"));
  expect(rows[0].n).toBe([...done, ...unsure].filter((one) => one.path === "").length);
}, 120_000);

test("control: without transactions the same kills leave things half done, and the checks see it", async () => {
  await storm("loose", 1, 8);
  expect((await brokenPromises()).join()).toMatch(/half done/);
}, 120_000);
