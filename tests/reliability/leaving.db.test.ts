import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveRegister, runBatch, startImport } from "@/lib/imports/commands";
import { actor, foundCity, unit } from "../city";
import { csvOf, headings, registerRow } from "../imports/samples/register";
import { as, key } from "../security/acts";
import { call, routes } from "../security/callers";
import { type House, openHouse } from "../security/house";

let house: House;
const escaped: unknown[] = [];
const note = (error: unknown) => void escaped.push(error);
beforeAll(async () => {
  await foundCity();
  house = await openHouse();
  // What nobody catches ends the web process: here it is only written down.
  process.prependListener("uncaughtException", note);
});
afterAll(async () => {
  process.off("uncaughtException", note);
  await house.close();
});

const rows = (n: number) => Array.from({ length: n }, (_, i) => [`dòng ${i}`, i, i * 2]);
const table = (n: number) => JSON.stringify({ title: "Bảng", notes: [], columns: ["a", "b", "c"], rows: rows(n) });

/** A register of which 300 lines were not taken. */
async function rejectedBatch(): Promise<number> {
  const lines = Array.from({ length: 300 }, (_, n) => registerRow(n, 300).with(1, "không phải mã"));
  async function* bytes() {
    yield Buffer.from(csvOf([[...headings], ...lines]));
  }
  const told = { unitId: unit.tranPhu, sender: "Sổ hỏng", fileName: "so.csv", idempotencyKey: null };
  const who = { actor: actor("officer"), now: new Date() };
  const { id } = await receiveRegister(who, bytes(), told);
  await startImport(who, { batchId: id });
  await runBatch(id);
  return id;
}

/** Asks as a client does that is told to come again: whoever left a moment ago has the turn until the server has noticed. */
async function inTurn(ask: Parameters<House["ask"]>[0]) {
  for (;;) {
    const answer = await house.ask(ask);
    if (answer.status !== 429) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test("who leaves in the middle of a download or an upload takes nobody with them", async () => {
  const cookie = await as("leader");
  const path = "/api/v1/exports/table";
  for (const size of [1, 50, 2_000])
    for (const ms of [0, 1, 2, 4, 8, 15, 30, 60])
      await house
        .ask({ method: "POST", path, headers: { cookie, ...key() }, body: table(size) }, ms)
        .catch((error: Error) => expect(error.message).toBe("left"));
  const id = await rejectedBatch();
  for (const kind of ["csv", "xlsx"]) {
    const file = `/api/v1/imports/${id}/rejections.${kind}`;
    const officer = await as("officer");
    expect(await inTurn({ method: "GET", path: file, headers: { cookie: officer } })).toMatchObject({ status: 200 });
    // Asked for its head alone, a file is begun and dropped.
    for (let i = 0; i < 10; i += 1)
      expect(await inTurn({ method: "HEAD", path: file, headers: { cookie: officer } })).toMatchObject({
        status: 200,
        text: "",
      });
    for (const ms of [0, 2, 5, 10, 20, 40])
      await house.ask({ method: "GET", path: file, headers: { cookie: officer } }, ms).catch(() => undefined);
  }
  // The answer is dropped the moment it is there.
  const route = routes.find((r) => r.handler.declaration.id === "exports.table");
  for (let i = 0; i < 20 && route; i += 1) await call(route, { cookie, headers: key(), body: table(i) });
  // A body that is refused while it still comes.
  for (let i = 0; i < 10; i += 1) {
    const large = Buffer.alloc(3_000_000, 32);
    const refused = await house
      .ask({ method: "POST", path, headers: { cookie, ...key() }, body: large })
      .catch((error: Error & { code?: string }) => ({ status: error.code }));
    expect([400, "EPIPE", "ECONNRESET"]).toContain(refused.status);
  }
  expect(await inTurn({ method: "POST", path, headers: { cookie, ...key() }, body: table(5) })).toMatchObject({ status: 200 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(escaped.map(String)).toEqual([]);
});
