import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { env } from "@/lib/env";
import { chooseRecipients, sendDocument } from "@/lib/packets/commands";
import { pushPackets } from "@/lib/packets/jobs";
import { listDispatches, listPackets } from "@/lib/packets/queries";
import { sealed } from "@/lib/packets/sending/seal";
import { readPacket } from "@/lib/packets/wire/read";
import { addList, addTrusted } from "@/lib/signatures/commands";
import { checkXmlFile } from "@/lib/signatures/queries";
import { actor, foundCity } from "../city";
import { issue as issueDocument, put, typeId } from "../documents/documents";
import { page, pdf } from "../files/pdfs";
import { city, daysFrom, type Holder, issue, now, revocationList } from "../signatures/authority";
import { pkcs12Of } from "../signatures/keys";
import { agency, at, bring, clerk, letterTo, rows } from "./exchange";
import { inPieces } from "./samples";

const root = mkdtempSync(join(tmpdir(), "vong-lau-signed-"));
process.env.PACKETS_DIR = root;
const ours = city();
const names = [["2.5.4.3", "Trục liên thông thành phố"]] as const;
/** It signs by the real clock. */
const system = issue(ours.ca, { kind: "rsa", names, until: new Date("2049-01-01") });
const password = "chi-de-kiem-thu";
const admin = { actor: actor("admin"), now };
const machine = { actor: actor("admin"), now: at() };
let office = 0;
beforeAll(async () => {
  await foundCity();
  office = await agency("Sở Thông tin thử nghiệm", "000.00.07.H22");
  const file = (bytes: Buffer) => ({ file: bytes.toString("base64") });
  await addTrusted(admin, { role: "ROOT", ...file(ours.root.certificate.der) });
  await addTrusted(admin, { role: "INTERMEDIATE", ...file(ours.ca.certificate.der) });
  for (const of of [ours.root, ours.ca]) await addList(admin, file(revocationList(of, [], { until: daysFrom(30) })));
});
const signWith = (bytes: Buffer | null, passphrase = password) => {
  const path = join(root, "system.p12");
  if (bytes) writeFileSync(path, bytes);
  const PACKETS_SIGNER_FILE = bytes ? path : undefined;
  Object.assign(env(), { PACKETS_SIGNER_FILE, PACKETS_SIGNER_PASSPHRASE: bytes ? passphrase : undefined });
};
beforeEach(() => signWith(null));

const attached = Buffer.from(pdf([page("Văn bản đi")]));
async function send(): Promise<number> {
  const document = await issueDocument({ typeId: await typeId("cong-van"), drafterMark: "VP", subject: `V/v "ký" & <gửi>` });
  await put(document.id, attached, "van-ban.pdf");
  await chooseRecipients(clerk(), { documentId: document.id, agencyIds: [office] });
  await sendDocument(clerk(), { documentId: document.id, what: { business: "NEW" } });
  return document.id;
}
const out = () => (existsSync(join(root, "out")) ? readdirSync(join(root, "out")).sort() : []);
async function sent(): Promise<{ path: string; text: string }> {
  const before = out();
  await pushPackets(null);
  const fresh = out().filter((name) => !before.includes(name));
  expect(fresh).toHaveLength(1);
  const path = join(root, "out", fresh[0] ?? "");
  return { path, text: readFileSync(path, "utf8") };
}
const written = (text: string) => {
  const path = join(root, "changed.xml");
  writeFileSync(path, text);
  return checkXmlFile(machine, path);
};

test("a packet of ours is signed in its header by the key of the system, reads back whole, and no byte of it can be another", async () => {
  signWith(pkcs12Of(system, password, [ours.ca]));
  const id = await send();
  const { path, text } = await sent();
  expect(await checkXmlFile(machine, path)).toMatchObject({
    verdict: "valid",
    signer: { name: "Trục liên thông thành phố", sha256: system.certificate.sha256 },
  });
  expect(text).toMatch(/<\/edXML:TraceHeaderList><Signature xmlns="[^"]+xmldsig#">[\s\S]+<\/Signature><\/edXML:edXMLHeader>/);
  const contents: Buffer[] = [];
  const told = await readPacket(inPieces(readFileSync(path)), async (n, part) => {
    contents[n] = Buffer.concat([contents[n] ?? Buffer.alloc(0), part]);
  });
  expect(told.header).toMatchObject({ kind: "document", subject: `V/v "ký" & <gửi>` });
  expect(contents).toEqual([attached]);
  const { dispatches } = await listDispatches(actor("clerk"), id, at());
  expect(dispatches).toMatchObject([{ stage: "sent", isSigned: true }]);
  expect(await rows("select signed_with from dispatch where document_id = $1", [id])).toEqual([
    { signed_with: system.certificate.sha256 },
  ]);

  const base64 = attached.toString("base64");
  const changes: [string, string][] = [
    ["V/v &quot;ký", "V/v &quot;Ký"],
    [base64, base64.replace(/^./, (letter) => (letter === "A" ? "B" : "A"))],
    ["<edXML:OrganId>000.00.07.H22<", "<edXML:OrganId>000.00.08.H22<"],
    ["</edXML:edXML>", "<edXML:More/></edXML:edXML>"],
  ];
  for (const [was, is] of changes) {
    const changed = text.includes(was)
      ? text.replace(was, is)
      : text.replace(was.replaceAll("&quot;", '"'), is.replaceAll("&quot;", '"'));
    expect(changed).not.toBe(text);
    const found = await written(changed);
    expect([found.verdict, found.reasons.includes("content-changed")]).toEqual(["invalid", true]);
  }
  const value = text.replace(/<SignatureValue>(.)/, (_, letter: string) => `<SignatureValue>${letter === "A" ? "B" : "A"}`);
  expect(await written(value)).toMatchObject({ verdict: "invalid", reasons: expect.arrayContaining(["signature-broken"]) });
  const signature = /<Signature[\s\S]*<\/Signature>/.exec(text)?.[0] ?? "";
  expect((await written(text.replace(signature, signature + signature))).verdict).toBe("unknown");
  expect((await written(text.replace(signature, ""))).verdict).toBe("unsigned");
});

test("what is larger than its receiver would look at goes as it is", async () => {
  const pieces = 25;
  const large = async function* () {
    for (let n = 0; n < pieces; n++) yield Buffer.alloc(2 ** 20, "a");
  };
  const signer = { sha256: "x", sign: () => expect.unreachable() };
  const { packet, signedWith } = await sealed(large, signer);
  let bytes = 0;
  for await (const piece of packet) bytes += piece.length;
  expect([signedWith, bytes]).toEqual([null, pieces * 2 ** 20]);
});

test("a receipt is signed as well, and where no key is set all goes as it is", async () => {
  signWith(pkcs12Of(system, password, [ours.ca]));
  const letter = letterTo({ documentId: "000.00.07.H22,2026/11/20,77/STTTT", attachment: attached.toString("base64") });
  expect(await bring(letter)).toMatchObject({ outcome: "waiting" });
  expect(await checkXmlFile(machine, (await sent()).path)).toMatchObject({ verdict: "valid" });
  expect(await listPackets(actor("clerk"), { box: "OUT" }, at())).toMatchObject({ isSealed: true });

  signWith(null);
  const id = await send();
  expect(await checkXmlFile(machine, (await sent()).path)).toMatchObject({ verdict: "unsigned" });
  expect(await listPackets(actor("clerk"), { box: "OUT" }, at())).toMatchObject({ isSealed: false });
  expect((await listDispatches(actor("clerk"), id, at())).dispatches).toMatchObject([{ isSigned: false }]);
});

test.each<[string, () => Buffer, string, string]>([
  ["a passphrase that does not open it", () => pkcs12Of(system, "khac"), password, "signer-unreadable"],
  ["no key file", () => Buffer.from("no key"), password, "signer-unreadable"],
  [
    "a file closed in an old way",
    () => pkcs12Of(system, password, [], ["-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"]),
    password,
    "signer-unreadable",
  ],
  ["a key of another kind", () => pkcs12Of(issue(ours.ca, { names }), password), password, "signer-unreadable"],
  [
    "a key that is not for signing",
    () => pkcs12Of(issue(ours.ca, { kind: "rsa", names, usage: 0b0010_0000 }), password),
    password,
    "signer-unreadable",
  ],
  ["a certificate that has ended", () => pkcs12Of(over(), password), password, "signer-over"],
])("with %s nothing goes unsigned: it waits, and says why", async (_, file, passphrase, fault) => {
  signWith(file(), passphrase);
  const id = await send();
  const before = out();
  await pushPackets(null);
  expect(out()).toEqual(before);
  expect((await listDispatches(actor("clerk"), id, at())).dispatches).toMatchObject([{ stage: "waiting", fault, attempts: 0 }]);
  await rows("delete from dispatch where document_id = $1", [id]);
});
function over(): Holder {
  return issue(ours.ca, { kind: "rsa", names, from: daysFrom(-400), until: daysFrom(-30) });
}
