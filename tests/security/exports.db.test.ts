import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginExport } from "@/lib/files/queries";
import { asOwner, foundCity, unit, user } from "../city";
import { acts, as, key } from "./acts";
import { isMutating, mintKey, type Person, routes, title } from "./callers";
import { type House, openHouse } from "./house";
import { whoMay } from "./rights";

let house: House;
beforeAll(async () => {
  await foundCity();
  // More than the sockets between hold, so that a file nobody reads stays in hand.
  await asOwner((c) =>
    c.query(`insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search, accepted_at, accepted_on)
      select 'H22.15.7-260302-' || n, 4, 3, 3, 'COUNTER', 'ACCEPTED', repeat('Lò Văn Trang ', 9), 'lo van trang', '2026-03-02 09:00+07', '2026-03-02'
      from generate_series(10000, 40000) n`),
  );
  house = await openHouse();
});
afterAll(() => house.close());

type Open = { request: ClientRequest; response: IncomingMessage };
/** Asks for the list as a file and reads nothing of it. */
const begin = (format: "csv" | "xlsx", headers: Record<string, string>): Promise<Open> =>
  new Promise((resolve, reject) => {
    const asked = request({ port: house.port, agent: false, path: `/api/v1/dossiers/export.${format}`, headers });
    asked.on("error", reject);
    asked.on("response", (response) => {
      response.on("error", () => undefined);
      resolve({ request: asked, response });
    });
    asked.end();
  });
const whole = (headers: Record<string, string>) =>
  house.ask({ method: "GET", path: "/api/v1/dossiers/export.csv?text=khong-ai", headers });

test("two exports of one person and four in all; the next is told when to come, others work on, and who leaves makes room", async () => {
  const [leader, head] = [{ cookie: await as("leader") }, { cookie: await as("head") }];
  const machine = { authorization: `Bearer ${await mintKey(["dossiers.export"])}` };
  const open = [await begin("csv", leader), await begin("csv", leader)];
  expect(open.map((one) => one.response.statusCode)).toEqual([200, 200]);
  const third = await whole(leader);
  expect([third.status, JSON.parse(third.text).code, third.headers["retry-after"]]).toEqual([429, "export-running", "10"]);
  open.push(await begin("csv", head), await begin("csv", head));
  const fifth = await whole(machine);
  expect([fifth.status, JSON.parse(fifth.text).code, fifth.headers["retry-after"]]).toEqual([503, "exports-busy", "10"]);
  expect((await house.ask({ method: "GET", path: "/api/v1/dossiers?take=50", headers: leader })).status).toBe(200);

  for (const one of open) one.request.destroy();
  const until = Date.now() + 25_000;
  while ((await whole(machine)).status !== 200 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  // Ends of every kind give the turn back: read to the end, asked for the head alone, refused.
  for (let n = 0; n < 6; n += 1) {
    expect((await whole(leader)).status).toBe(200);
    expect((await house.ask({ method: "HEAD", path: "/api/v1/dossiers/export.xlsx", headers: leader })).status).toBe(200);
    expect((await house.ask({ method: "GET", path: "/api/v1/dossiers/export.csv?set=nothing", headers: leader })).status).toBe(
      400,
    );
  }
}, 60_000);

const people: Record<string, Person> = { L: "leader", H: "head", O: "officer", A: "auditor", I: "admin" };
/** What a route must be asked with, where it is asked with anything. */
const asked: Record<string, string> = {
  "documents.register-pdf": "?bookId=1&year=2026",
  "documents.register-xlsx": "?bookId=1&year=2026",
  "forms.print": "?dossiers=1,2",
  "quality.report-pdf": "?from=2026-01-01&to=2026-03-31",
  "quality.report-xlsx": "?from=2026-01-01&to=2026-03-31",
  "quality.reported-sheet": "?month=2026-01",
  "registers.pdf": `?unitId=${unit.tranPhu}&from=2026-01-01&to=2026-03-31`,
  "registers.xlsx": `?unitId=${unit.tranPhu}&from=2026-01-01&to=2026-03-31`,
};
/** Asks while each of these actors has a file in hand. */
async function meanwhile<T>(actorIds: string[], ask: () => Promise<T>) {
  const ends = actorIds.map(beginExport);
  try {
    return await ask();
  } finally {
    for (const end of ends) end();
  }
}
const exporting = routes.filter((r) => r.handler.declaration.isExport);
test.each(exporting.map((r) => [title(r), r] as const))(
  "T-61, T-66: %s waits for its turn like every other file, and is told when to come",
  async (_, route) => {
    const { id, path } = route.handler.declaration;
    const person = people[(whoMay[id] ?? "")[0] ?? ""];
    if (!person) throw new Error(`nobody named may call ${id}`);
    const body = isMutating(route) ? (await acts[id]?.())?.body : undefined;
    const ask = async () => {
      const answer = await house.ask({
        method: route.method,
        path: `${path.replace(/\{\w+\}/g, "1")}${asked[id] ?? ""}`,
        headers: { cookie: await as(person), ...(isMutating(route) ? key() : {}) },
        ...(body ? { body } : {}),
      });
      return { status: answer.status, code: JSON.parse(answer.text || "{}").code, retry: answer.headers["retry-after"] };
    };
    const self = `user:${user[person]}`;
    expect(await meanwhile([self, self], ask)).toEqual({ status: 429, code: "export-running", retry: "10" });
    expect(await meanwhile(["a", "b", "c", "d"], ask)).toEqual({ status: 503, code: "exports-busy", retry: "10" });
  },
);
