import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { asOwner, foundCity, unit } from "../city";
import { letterText } from "../packets/samples";
import { acts, as, key } from "../security/acts";
import { call, codeOf, mintKey, type Route, routes } from "../security/callers";
import { type House, openHouse } from "../security/house";
import { drawn } from "./documents";

const file = join(mkdtempSync(join(tmpdir(), "vong-lau-secret-")), "log");
const { destination } = pino;
vi.spyOn(pino, "destination").mockImplementation(() => destination({ dest: file, sync: true }));
process.env.LOG_LEVEL = "debug";

/** Words that stand nowhere else. */
const canary = "Hải âu Sải cánh Trắng";
let house: House;
beforeAll(async () => {
  await foundCity();
  house = await openHouse();
});
afterAll(() => house.close());
const find = (id: string): Route => {
  const route = routes.find((r) => r.handler.declaration.id === id);
  if (!route) throw new Error(id);
  return route;
};

/** Every table of every schema, every file of the data folder and the log, as text. */
async function everything(): Promise<string> {
  const tables = await asOwner(async (c) => {
    const { rows } = await c.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    const texts: string[] = [];
    for (const { name } of rows)
      texts.push(
        (await c.query<{ all: string | null }>(`select string_agg(t::text, ' ') as all from ${name} t`)).rows[0]?.all ?? "",
      );
    return texts.join("\n");
  });
  const folder = process.env.DATA_DIR ?? "";
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
  return [tables, ...files, readFileSync(file, { encoding: "utf8", flag: "a+" })].join("\n");
}
async function nothingKept(): Promise<void> {
  const all = await everything();
  const plain = all.normalize("NFC").toLowerCase();
  // Whole, word by word without diacritics as a search keeps it, and in the bytes of a stored answer.
  for (const trace of [canary, "sải cánh", "sai canh", Buffer.from("Sải cánh").toString("latin1"), "hai au"])
    expect(plain.includes(trace.toLowerCase()), trace).toBe(false);
}

const into = (text: string, change: Record<string, unknown>) => JSON.stringify({ ...JSON.parse(text), ...change });
test("control: what is registered is found by this look", async () => {
  const act = await acts["documents.create"]?.();
  const subject = "Chim Lạc bay qua";
  const answer = await call(find("documents.create"), { ...act, body: into(act?.body ?? "", { subject }), headers: key() });
  expect(answer.status, answer.text).toBe(200);
  expect(await everything()).toContain(subject);
});

test("T-3B: a secret document is refused with the reason, from a form or a machine, and nothing of it is kept", async () => {
  const machine = await mintKey(["documents.view"]);
  const numbers = () => asOwner(async (c) => (await c.query("select * from document_register order by 1")).rows);
  const before = await numbers();
  const marks: Record<string, unknown>[] = [
    { secrecy: "Mật", subject: canary },
    { secrecy: "TUYỆT MẬT", subject: canary },
    { secrecy: "1", subject: canary },
    { subject: `${canary} (Tối mật)` },
    { subject: `MẬT ${canary}` },
    { subject: canary, note: "Độ mật: Mật" },
    { subject: canary, issuer: "Sở Hải âu [MẬT]" },
    { subject: canary, recipients: ["Lưu: VT (Mật)"] },
    { subject: canary, symbol: "12/BC-TỐI MẬT" },
    { subject: `${canary} - Mật`.normalize("NFD") },
  ];
  for (const how of ["documents.create", "documents.change"] as const)
    for (const mark of marks) {
      if (how === "documents.change" && ("issuer" in mark || "symbol" in mark)) continue;
      const act = await acts[how]?.();
      const ask = { ...act, body: into(act?.body ?? "", mark), headers: key() };
      for (const cookie of [act?.cookie ?? "", await as("head")]) {
        const answer = await call(find(how), { ...ask, cookie });
        expect([answer.status, codeOf(answer)], answer.text).toEqual([400, "input"]);
        expect(answer.text).toMatch(/"code":"secret-document"/);
        expect(answer.text).toContain("kênh cơ yếu");
        expect(answer.text).not.toContain("âu");
      }
    }
  // Through the front door, as it really arrives; and by a machine, which may not write here at all.
  const { body = "" } = (await acts["documents.create"]?.()) ?? {};
  const sent = { method: "POST", path: "/api/v1/documents", body: into(body, { subject: `${canary} (Mật)` }) };
  const staff = await house.ask({ ...sent, headers: { cookie: await as("clerk"), ...key() } });
  expect(staff.text).toContain("secret-document");
  const keyed = await house.ask({ ...sent, headers: { authorization: `Bearer ${machine}`, ...key() } });
  expect(keyed.status).toBeGreaterThanOrEqual(400);
  expect(await numbers()).toEqual(before);
  await nothingKept();
});

test("the reason for voiding and the name of a book bear no mark either", async () => {
  const act = await acts["documents.void"]?.();
  const answer = await call(find("documents.void"), {
    ...act,
    headers: key(),
    body: into(act?.body ?? "", { reason: `${canary} (Tuyệt mật)` }),
  });
  expect(answer.text).toContain("secret-document");
  const book = await acts["documents.open-book"]?.();
  const opened = await call(find("documents.open-book"), {
    ...book,
    headers: key(),
    body: into(book?.body ?? "", { name: `${canary} (Mật)`, unitId: unit.tranPhu }),
  });
  expect(opened.text).toContain("secret-document");
  await nothingKept();
});

test("T-3B: of a packet that bears a mark anywhere nothing is kept but who brought it, when, and its code", async () => {
  const sender = await mintKey(["documents.exchange"], unit.tranPhu);
  const letter = (how: Parameters<typeof letterText>[0]) => letterText({ to: "000.07.15.H22", ...how });
  const stamped = (await drawn("BÁO CÁO", ["TUYỆT MẬT", canary])).toString("base64");
  const packets = [
    letter({ subject: `${canary} (Mật)` }),
    letter({ subject: canary, name: "Kế hoạch_(Tối mật).pdf" }),
    letter({ subject: canary, header: "<edXML:DoMat>Mật</edXML:DoMat>" }),
    letter({ subject: canary, attachment: stamped }),
    // What cannot even be read is looked through for a mark before it is kept.
    letter({ subject: `${canary} (Mật)` }).slice(0, 3_000),
  ];
  for (const body of packets) {
    const answer = await call(find("packets.receive"), { headers: { authorization: `Bearer ${sender}` }, body });
    expect([answer.status, answer.body], answer.text).toMatchObject([200, { outcome: "refused", fault: "secret-document" }]);
    expect(answer.text).not.toContain("âu");
  }
  const kept = await asOwner(
    async (c) => (await c.query("select from_code, header, raw_sha, way from packet where state = 'SECRET'")).rows,
  );
  expect(kept).toHaveLength(packets.length);
  expect(kept[0]).toEqual({ from_code: "000.00.07.H22", header: null, raw_sha: null, way: "http" });
  await nothingKept();
});
