import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, expect, test } from "vitest";
import { draftDocument, issueDocument, removeDocumentFile } from "@/lib/documents/commands";
import { checkDocumentFiles } from "@/lib/documents/jobs";
import { listDocumentFiles } from "@/lib/documents/queries";
import { env } from "@/lib/env";
import { addAnswer, addList, addTrusted, removeTrusted } from "@/lib/signatures/commands";
import { askResponders } from "@/lib/signatures/jobs";
import { signPdf } from "@/lib/signatures/signing/sign";
import { actor, asOwner, foundCity } from "../city";
import { answer, city, daysFrom, issue, now, revocationList } from "../signatures/authority";
import { paper } from "../signatures/papers";
import { at, by, outgoing, put } from "./documents";

beforeAll(foundCity);
const ours = city();
const admin = { actor: actor("admin"), now: at() };
const base64 = (bytes: Buffer) => bytes.toString("base64");
const round = () => checkDocumentFiles({}, undefined, () => at());
const rows = () =>
  asOwner(
    async (c) =>
      (await c.query("select file_id, verdict, doubts, trust_key, signatures from document_check order by file_id")).rows,
  );
const told = () =>
  asOwner(
    async (c) =>
      (
        await c.query(
          "select action, detail->>'verdict' as verdict from audit_entry where action like 'document.check%' order by id",
        )
      ).rows,
  );

test("a registered document's PDFs are checked by the round, told of, and checked again when what is trusted is another", async () => {
  const signed = await signPdf(paper(), ours.person.signer, { field: "Ký", at: now, holeBytes: 3_000 });
  const draft = await draftDocument(by(), await outgoing({ signerName: "Nguyễn Văn Bình" }));
  const { id: early } = await put(draft.id, paper("ban thao"));
  const { id: gone } = await put(draft.id, paper("ban bo di"));
  await removeDocumentFile(by(), { documentId: draft.id, fileId: gone, reason: "nhầm" });
  // A draft is nobody's evidence yet.
  expect(await rows()).toEqual([]);
  await issueDocument(by(), { id: draft.id, version: draft.version });
  const { id: copy } = await put(draft.id, signed, "ban-ky.pdf");
  expect((await rows()).map((row) => [row.file_id, row.verdict])).toEqual([
    [early, null],
    [copy, null],
  ]);
  await round();
  expect((await rows()).map((row) => [row.verdict, row.signatures])).toEqual([
    ["unsigned", 0],
    ["unknown", 1],
  ]);
  const root = await addTrusted(admin, { role: "ROOT", file: base64(ours.root.certificate.der) });
  await addTrusted(admin, { role: "INTERMEDIATE", file: base64(ours.ca.certificate.der) });
  for (const of of [ours.root, ours.ca]) await addList(admin, { file: base64(revocationList(of, [], { until: daysFrom(30) })) });
  await round();
  const [, valid] = await rows();
  expect(valid).toMatchObject({ verdict: "valid", doubts: ["agency-missing"] });
  const { files } = await listDocumentFiles(actor("clerk"), draft.id);
  expect(files.map(({ check }) => check?.verdict ?? null)).toEqual(["unsigned", null, "valid"]);
  expect(files.map(({ check }) => check?.signers.map(({ name, authority }) => [name, authority.state]) ?? null)).toEqual([
    [],
    null,
    [["Nguyễn Văn Bình", "not-registered"]],
  ]);
  // The same state of trust asks for nothing.
  const before = (await told()).length;
  await round();
  expect(await told()).toHaveLength(before);
  await removeTrusted(admin, { id: root.id });
  await round();
  expect((await rows()).map((row) => row.verdict)).toEqual(["unsigned", "unknown"]);
  const verdicts = (await told()).map(({ verdict }) => verdict);
  expect([verdicts.slice(0, 2).sort(), ...verdicts.slice(2)]).toEqual([["unknown", "unsigned"], "valid", "unknown"]);
});

test("a list that revokes the signer turns the verdict; a file the store lost is not known", async () => {
  await addTrusted(admin, { role: "ROOT", file: base64(ours.root.certificate.der) });
  const revoked = revocationList(ours.ca, [{ of: ours.person, at: daysFrom(-10) }], { until: daysFrom(31) });
  await addList(admin, { file: base64(revoked) });
  await round();
  expect((await rows()).map((row) => row.verdict)).toEqual(["unsigned", "invalid"]);
  await asOwner((c) =>
    c.query("update document_file set sha = repeat('0', 64) where id = (select max(file_id) from document_check)"),
  );
  await asOwner((c) => c.query("update document_check set trust_key = '' where verdict = 'invalid'"));
  await round();
  const [, lost] = await asOwner(
    async (c) => (await c.query("select verdict, reasons from document_check order by file_id")).rows,
  );
  expect(lost).toEqual({ verdict: "unknown", reasons: ["file-lost"] });
});

test("what a responder says of a signer sends only the files nobody could tell of into another check", async () => {
  const theirs = city();
  for (const [role, of] of [["ROOT", theirs.root] as const, ["INTERMEDIATE", theirs.ca] as const])
    await addTrusted(admin, { role, file: base64(of.certificate.der) });
  await addList(admin, { file: base64(revocationList(theirs.root, [], { until: daysFrom(32) })) });
  let told: Uint8Array = Buffer.from("");
  const server = createServer((_, response) => response.end(told)).listen(0, "127.0.0.1");
  await new Promise((end) => server.once("listening", end));
  const responder = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const names = [["2.5.4.3", "Nguyễn Văn Bình"]] as const;
  const [asked, handedIn] = [issue(theirs.ca, { names, responder }), issue(theirs.ca, { names })];
  told = answer(theirs.ca, asked, { until: daysFrom(20) });
  const fileOf = async ({ signer }: typeof asked) => {
    const draft = await draftDocument(by(), await outgoing({ signerName: "Nguyễn Văn Bình" }));
    await issueDocument(by(), { id: draft.id, version: draft.version });
    return (await put(draft.id, await signPdf(paper(), signer, { field: "Ký", at: now, holeBytes: 3_000 }))).id;
  };
  const [first, second] = [await fileOf(asked), await fileOf(handedIn)];
  const verdicts = async () =>
    (await rows()).filter(({ file_id }) => file_id === first || file_id === second).map(({ verdict }) => verdict);
  await round();
  expect(await verdicts()).toEqual(["unknown", "unknown"]);
  Object.assign(env(), { OCSP_SOURCES: responder });
  await askResponders({}, undefined, at());
  Object.assign(env(), { OCSP_SOURCES: "" });
  server.close();
  const before = await rows();
  await round();
  expect(await verdicts()).toEqual(["valid", "unknown"]);
  const keys = new Map(before.map(({ file_id, trust_key }) => [file_id, trust_key]));
  const again = (await rows()).filter(({ file_id, trust_key }) => trust_key !== keys.get(file_id)).map(({ file_id }) => file_id);
  expect(again).toEqual([first, second]);
  await addAnswer(admin, { file: base64(answer(theirs.ca, handedIn, { until: daysFrom(20) })) });
  await round();
  expect(await verdicts()).toEqual(["valid", "valid"]);
  expect((await rows()).find(({ file_id }) => file_id === first)?.trust_key).not.toBe(
    (await rows()).find(({ file_id }) => file_id === second)?.trust_key,
  );
  // A revocation is everybody's business.
  await addAnswer(admin, { file: base64(answer(theirs.ca, asked, { revokedAt: daysFrom(-9), from: daysFrom(-0.01) })) });
  await round();
  expect(await verdicts()).toEqual(["invalid", "valid"]);
  expect(new Set((await rows()).filter(({ verdict }) => verdict !== "unsigned").map(({ trust_key }) => trust_key)).size).toBe(1);
});
