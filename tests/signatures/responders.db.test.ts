import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { OCSPRequest } from "pkijs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { addAnswer, addCertificate, addList, addTrusted, checkKept, removeAnswer } from "@/lib/signatures/commands";
import { askResponders } from "@/lib/signatures/jobs";
import { checkSent, listCertificates, listTrust, lookIntoTrust, readTrust } from "@/lib/signatures/queries";
import { signPdf } from "@/lib/signatures/signing/sign";
import { exact } from "@/lib/signatures/trust/certificate";
import { actor, asOwner, foundCity, user } from "../city";
import { answer, city, cn, daysFrom, type Holder, issue, now, purposes, revocationList } from "./authority";
import { inShort, paper } from "./papers";

const ours = city();
const admin = { actor: actor("admin"), now };
const base64 = (bytes: Buffer) => bytes.toString("base64");
type Reply = { status: number; body: Buffer; headers?: Record<string, string> } | "silence";
let server: Server;
let home = "";
let files = "";
const asked: { path: string; serial: string; type: string | undefined }[] = [];
const replies = new Map<string, (serial: string) => Reply>();

beforeAll(async () => {
  await foundCity();
  files = await mkdtemp(join(tmpdir(), "vong-lau-"));
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const [one] = OCSPRequest.fromBER(exact(body)).tbsRequest.requestList;
    const serial = Buffer.from(one?.reqCert.serialNumber.valueBlock.valueHexView ?? []).toString("hex");
    const path = request.url ?? "";
    asked.push({ path, serial, type: request.headers["content-type"] });
    const reply = replies.get(path)?.(serial) ?? { status: 404, body: Buffer.from("") };
    if (reply === "silence") return void request.socket.destroy();
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }).listen(0, "127.0.0.1");
  await new Promise((end) => server.once("listening", end));
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [role, of] of [["ROOT", ours.root] as const, ["INTERMEDIATE", ours.ca] as const])
    await addTrusted(admin, { role, file: base64(of.certificate.der) });
  // Of the signers no list tells; of their authority one does.
  await addList(admin, { file: base64(revocationList(ours.root, [])) });
});
afterAll(() => server.close());
beforeEach(async () => {
  asked.length = 0;
  await asOwner((c) => c.query("delete from revocation_answer; delete from revocation_question"));
});

const allow = (...paths: string[]) => Object.assign(env(), { OCSP_SOURCES: paths.map((path) => home + path).join() });
const names = [
  [cn, "Trần Thị Hỏi"],
  ["2.5.4.10", "UBND phường Minh Khai"],
] as const;
const signerAt = (path: string) => issue(ours.ca, { names, responder: home + path });
const pdfBy = ({ signer }: Holder) => signPdf(paper(), signer, { field: "Ký", at: now, holeBytes: 5_000 });
let count = 0;
async function judge(pdf: Buffer, at = now): Promise<string> {
  const path = join(files, `${++count}.pdf`);
  await writeFile(path, pdf);
  return inShort(await checkKept(path, await readTrust(), { actor: { id: "system:signatures" }, now: at }));
}
const responders = async () =>
  (await listTrust(admin.actor)).responders.map(({ url, waiting, takenAt, fault }) => [
    url.replace(home, ""),
    waiting,
    takenAt !== null,
    fault,
  ]);
const unknown = "unknown | unknown revocation-unknown";
const good = (of: Holder) => () => ({ status: 200, body: answer(ours.ca, of) });

describe("a responder is asked about a signer of whom no list tells, and what it says counts as far as it is signed", () => {
  const delegated = issue(ours.ca, { purposes: [purposes.answers], isNotAsked: true });
  const stranger = city().ca;
  const other = issue(ours.ca, {});
  test.each<[string, (of: Holder) => Reply, string, string | null]>([
    ["good", (of) => good(of)(), "valid | valid", null],
    [
      "good, by whom the issuer named",
      (of) => ({ status: 200, body: answer(ours.ca, of, { by: delegated }) }),
      "valid | valid",
      null,
    ],
    [
      "good, with a nonce nobody asked for",
      (of) => ({ status: 200, body: answer(ours.ca, of, { nonce: Buffer.from("x") }) }),
      "valid | valid",
      null,
    ],
    ["good, without an end", (of) => ({ status: 200, body: answer(ours.ca, of, { until: null }) }), "valid | valid", null],
    [
      "revoked",
      (of) => ({ status: 200, body: answer(ours.ca, of, { revokedAt: daysFrom(-3) }) }),
      "invalid | invalid revoked",
      null,
    ],
    ["unknown", (of) => ({ status: 200, body: answer(ours.ca, of, { isUnknown: true }) }), unknown, "answer-knows-nothing"],
    [
      "ended",
      (of) => ({ status: 200, body: answer(ours.ca, of, { from: daysFrom(-3), until: daysFrom(-2) }) }),
      unknown,
      "answer-stale",
    ],
    [
      "of tomorrow",
      (of) => ({ status: 200, body: answer(ours.ca, of, { from: daysFrom(1), until: daysFrom(2) }) }),
      unknown,
      "answer-ahead",
    ],
    ["by a stranger", (of) => ({ status: 200, body: answer(ours.ca, of, { by: stranger }) }), unknown, "answer-of-stranger"],
    [
      "by one it issued and did not name",
      (of) => ({ status: 200, body: answer(ours.ca, of, { by: other }) }),
      unknown,
      "answer-of-stranger",
    ],
    ["about another certificate", () => ({ status: 200, body: answer(ours.ca, other) }), unknown, "answer-of-another"],
    ["of an authority of the same name", (of) => ({ status: 200, body: answer(stranger, of) }), unknown, "answer-of-stranger"],
    ["no answer", () => ({ status: 200, body: Buffer.from("no answer") }), unknown, "answer-unreadable"],
    ["nothing", () => ({ status: 200, body: Buffer.from("") }), unknown, "source-unreadable"],
    ["try later", () => ({ status: 200, body: Buffer.from("30030a0103", "hex") }), unknown, "answer-unreadable"],
    ["an error", (of) => ({ status: 500, body: answer(ours.ca, of) }), unknown, "source-unreadable"],
    ["silence", () => "silence", unknown, "source-silent"],
    ["without an end of its own", () => ({ status: 200, body: Buffer.alloc(300_000) }), unknown, "source-unreadable"],
    ["a redirect", () => ({ status: 302, body: Buffer.from(""), headers: { location: "/good" } }), unknown, "source-unreadable"],
    [
      "packed",
      (of) => ({ status: 200, body: answer(ours.ca, of), headers: { "content-encoding": "gzip" } }),
      unknown,
      "source-unreadable",
    ],
  ])("%s", async (name, reply, verdict, fault) => {
    const path = `/${encodeURIComponent(name)}`;
    const signer = signerAt(path);
    const pdf = await pdfBy(signer);
    replies.set(path, () => reply(signer));
    allow(path);
    expect(await judge(pdf)).toBe(unknown);
    await askResponders({}, undefined, now);
    expect(asked).toEqual([{ path, serial: signer.certificate.serial, type: "application/ocsp-request" }]);
    expect(await judge(pdf)).toBe(verdict);
    expect(await responders()).toEqual([[path, fault === null ? 0 : 1, fault === null, fault]]);
  });
});

test("nobody is asked whom the deployment did not write down, and an administrator sees who that is", async () => {
  const signer = signerAt("/not-written");
  replies.set("/not-written", good(signer));
  const pdf = await pdfBy(signer);
  // Of a file that somebody only has checked nobody outside hears.
  allow("/not-written");
  expect(inShort(await checkSent({ actor: actor("officer"), now }, Readable.from([pdf])))).toBe(unknown);
  await askResponders({}, undefined, now);
  expect([asked, (await responders())[0]?.[1]]).toEqual([[], 0]);
  expect(await judge(pdf)).toBe(unknown);
  for (const paths of [[], ["/other"], ["/not-written/"]]) {
    allow(...paths);
    await askResponders({}, undefined, now);
  }
  const database = new URL(env().DATABASE_URL);
  const own = `http://${database.hostname}:${database.port || 5432}/`;
  const atHome = issue(ours.ca, { names, responder: own });
  expect(await judge(await pdfBy(atHome))).toBe(unknown);
  Object.assign(env(), { OCSP_SOURCES: own });
  await askResponders({}, undefined, now);
  expect(asked).toEqual([]);
  const { responders: told, strangers } = await listTrust(admin.actor);
  expect(told.map(({ fault }) => fault)).toEqual(["source-address-refused"]);
  expect(strangers).toEqual([{ url: `${home}/not-written`, waiting: 1 }]);
});

test("it is asked again before its answer ends, sooner where none came, and no longer once a list tells or the certificate ended", async () => {
  const signer = signerAt("/again");
  let reply: Reply = { status: 500, body: Buffer.from("") };
  replies.set("/again", () => reply);
  allow("/again");
  const pdf = await pdfBy(signer);
  expect(await judge(pdf)).toBe(unknown);
  const ask = async (days: number) => {
    asked.length = 0;
    await askResponders({}, undefined, daysFrom(days));
    return asked.length;
  };
  expect([await ask(0), await ask(0.01)]).toEqual([1, 0]);
  reply = { status: 200, body: answer(ours.ca, signer, { from: daysFrom(-0.1), until: daysFrom(1) }) };
  expect([await ask(0.03), await ask(0.5)]).toEqual([1, 0]);
  expect(await judge(pdf, daysFrom(0.5))).toBe("valid | valid");
  // The same again is no newer answer and no fault.
  expect(await ask(0.9)).toBe(1);
  expect(await responders()).toEqual([["/again", 0, true, null]]);
  reply = { status: 200, body: answer(ours.ca, signer, { from: daysFrom(0.95), until: daysFrom(2) }) };
  expect(await ask(1.1)).toBe(1);
  expect((await listTrust(admin.actor)).answers.map(({ nextAt }) => nextAt)).toEqual([daysFrom(2).toISOString()]);
  await addList(admin, { file: base64(revocationList(ours.ca, [], { from: daysFrom(1), until: daysFrom(9) })) });
  expect(await ask(3)).toBe(0);
  expect(await responders()).toEqual([["/again", 0, false, null]]);
  await asOwner((c) => c.query("delete from revocation_list where issuer_name like 'CA %'"));
});

test("an answer handed in by hand is looked at, kept under its certificate, replaced by a newer one and never by an older", async () => {
  const signer = signerAt("/by-hand");
  allow();
  const pdf = await pdfBy(signer);
  const first = answer(ours.ca, signer);
  expect((await lookIntoTrust(admin.actor, { file: base64(first) }, now)).items).toMatchObject([
    { kind: "ANSWER", name: signer.certificate.serial.toUpperCase(), answers: { certificates: 1, revoked: 0 }, fault: null },
  ]);
  expect(await judge(pdf)).toBe(unknown);
  const refused = async (file: Buffer) =>
    addAnswer(admin, { file: base64(file) }).then(
      () => null,
      ({ code }) => code,
    );
  expect(await refused(Buffer.from("nothing"))).toBe("answer-unreadable");
  expect(await refused(answer(city().ca, signer))).toBe("answer-of-stranger");
  expect(await refused(answer(ours.ca, signer, { isUnknown: true }))).toBe("answer-knows-nothing");
  expect(await refused(answer(ours.ca, signer, { from: daysFrom(1) }))).toBe("answer-ahead");
  await expect(addAnswer({ actor: actor("officer"), now }, { file: base64(first) })).rejects.toMatchObject({
    code: "permission",
  });
  expect(await judge(pdf)).toBe(unknown);
  await addAnswer(admin, { file: base64(first) });
  expect(await judge(pdf)).toBe("valid | valid");
  expect(await refused(first)).toBe("answer-known");
  expect((await lookIntoTrust(admin.actor, { file: base64(first) }, now)).items).toMatchObject([{ fault: "answer-known" }]);
  await addCertificate(admin, {
    ...{ file: base64(signer.certificate.der), holder: { kind: "person", id: user.head }, device: "TOKEN" },
    ...{ credentialId: null, picture: null },
  });
  const states = async () =>
    (await listCertificates(actor("admin"), { skip: 0, take: 50 }, now)).certificates.map(({ state }) => state);
  expect(await states()).toEqual(["in-force"]);
  const { id } = await addAnswer(admin, {
    file: base64(answer(ours.ca, signer, { revokedAt: daysFrom(-2), from: daysFrom(-0.05) })),
  });
  expect(await judge(pdf)).toBe("invalid | invalid revoked");
  expect(await states()).toEqual(["revoked"]);
  expect(await refused(answer(ours.ca, signer, { from: daysFrom(-0.07) }))).toBe("answer-known");
  expect((await listTrust(admin.actor)).answers).toMatchObject([
    { id, name: "Trần Thị Hỏi", issuerName: "CA phục vụ kiểm thử G2", revokedAt: daysFrom(-2).toISOString() },
  ]);
  await removeAnswer(admin, { id });
  await expect(removeAnswer(admin, { id })).rejects.toMatchObject({ code: "not-found" });
  expect(await judge(pdf)).toBe(unknown);
  expect(await states()).toEqual(["in-force"]);
  const { rows } = await asOwner((c) =>
    c.query("select distinct action from audit_entry where action like 'trust.%answer' order by 1"),
  );
  expect(rows.map(({ action }) => action)).toEqual(["trust.add-answer", "trust.remove-answer"]);
});
