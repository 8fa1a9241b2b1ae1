import { afterAll, beforeAll, expect, test } from "vitest";
import { asOwner, foundCity, procedure, unit } from "../city";
import { as, key } from "../security/acts";
import { type House, openHouse } from "../security/house";
import { brokenPromises } from "./record";

let house: House;
let cookies: string[] = [];
const clients = 16;
beforeAll(async () => {
  await foundCity();
  house = await openHouse();
  cookies = [await as("officer"), await as("head"), await as("specialist")];
});
afterAll(() => house.close());

type Heard = {
  client: number;
  begun: number;
  ended: number;
  status: number;
  body: { id: number; code: string; version: number };
};
async function send(client: number, path: string, body: object): Promise<Heard> {
  const begun = performance.now();
  const answer = await house.ask({
    method: "POST",
    path: `/api/v1/dossiers${path}`,
    headers: { cookie: cookies[client % cookies.length] ?? "", ...key() },
    body: JSON.stringify(body),
  });
  return { client, begun, ended: performance.now(), status: answer.status, body: JSON.parse(answer.text) };
}
const form = {
  step: "accept",
  procedureId: procedure.house,
  unitId: unit.tranPhu,
  receivingUnitId: unit.tranPhuDesk,
  channel: "COUNTER",
  applicantName: "Người Thử",
};
/** Each client sends its requests one after the other, all clients at the same time. */
const together = async (each: (client: number) => Promise<Heard[]>) =>
  (await Promise.all(Array.from({ length: clients }, (_, client) => each(client)))).flat();

type Given = { begun: number; ended: number; serial: number };
/** What is wrong with serials as they were heard: gaps, twins, and one given out before another that was there first. */
function faultsOf(given: readonly Given[]): string[] {
  const serials = given.map((one) => one.serial).sort((a, b) => a - b);
  const faults = serials.flatMap((serial, at) => (serial === at + 1 ? [] : [`${serial} stands at ${at + 1}`]));
  for (const first of given)
    for (const later of given)
      if (first.ended < later.begun && first.serial >= later.serial) faults.push(`${later.serial} came after ${first.serial}`);
  return faults;
}

test("T-27: sixteen counters accept at once: codes without gap or twin, in the order things happened", async () => {
  const heard = await together(async (client) => {
    const own: Heard[] = [];
    for (let n = 0; n < 6; n += 1) own.push(await send(client, "", form));
    return own;
  });
  expect(heard.map((one) => one.status)).toEqual(heard.map(() => 200));
  expect(faultsOf(heard.map(({ begun, ended, body }) => ({ begun, ended, serial: Number(body.code.slice(-4)) })))).toEqual([]);
  expect(await brokenPromises()).toEqual([]);
});

test("control: numbers read and written back without a lock have gaps or twins, and the check sees it", async () => {
  await asOwner((c) => c.query("create table naive (n int); insert into naive values (0)"));
  const given: Given[] = [];
  await together(async () => {
    await asOwner(async (c) => {
      for (let n = 0; n < 6; n += 1) {
        const begun = performance.now();
        const serial = Number((await c.query("select n from naive")).rows[0].n) + 1;
        await c.query("update naive set n = $1", [serial]);
        given.push({ begun, ended: performance.now(), serial });
      }
    });
    return [];
  });
  expect(faultsOf(given)).not.toEqual([]);
});

test("T-27: sixteen people at one dossier: of those who move one version one wins, the others hear that it changed", async () => {
  const { body } = await send(0, "", form);
  const rounds: [string, string?][] = [
    ["start"],
    ["requestSupplement", "Thiếu bản vẽ"],
    ["receiveSupplement"],
    ["withdraw", "Theo đơn"],
  ];
  for (const [round, [move, reason]] of rounds.entries()) {
    const version = round + 1;
    const heard = await together(async (client) => [await send(client, `/${body.id}/moves`, { version, move, reason })]);
    expect(heard.map((one) => one.status).sort(), move).toEqual([200, ...Array(clients - 1).fill(409)]);
    expect(heard.find((one) => one.status === 200)?.body.version).toBe(version + 1);
  }
  // And without waiting for each other: whoever loses reads on and tries the next step.
  const next = await send(0, "", form);
  const won = await together(async (client) => {
    const own: Heard[] = [];
    for (const [round, [move, reason]] of rounds.entries())
      own.push(await send(client, `/${next.body.id}/moves`, { version: round + 1, move, reason }));
    return own.filter((one) => one.status === 200);
  });
  expect(won.map((one) => one.body.version).sort()).toEqual([...new Set(won.map((one) => one.body.version))].sort());
  for (const one of won)
    for (const later of won) if (one.ended < later.begun) expect(one.body.version).toBeLessThan(later.body.version);
  expect(await brokenPromises()).toEqual([]);
});
