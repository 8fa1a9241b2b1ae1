import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  agreeToSign,
  askToSign,
  draftDocument,
  issueDocument,
  recallSigning,
  refuseToSign,
  sealDocument,
} from "@/lib/documents/commands";
import { checkDocumentFiles, signDocuments } from "@/lib/documents/jobs";
import { findDocument, listDocumentFiles, openDocumentFile, readSigningQueue, readSignings } from "@/lib/documents/queries";
import { numberHeight, sizes } from "@/lib/documents/signing/place";
import { env } from "@/lib/env";
import { localPath, placeIn } from "@/lib/files/queries";
import { signatureDrawing } from "@/lib/forms/queries";
import { addList, addTrusted } from "@/lib/signatures/commands";
import { checkAt, readTrust } from "@/lib/signatures/queries";
import { actor, asOwner, foundCity, unit, user } from "../city";
import { paper as printed } from "../forms/poppler";
import { city, daysFrom, type Holder, issue, revocationList } from "../signatures/authority";
import { keyIn, pkcs12Of } from "../signatures/keys";
import { paper } from "../signatures/papers";
import { secondOpinions } from "../signatures/pdfsig";
import * as pictures from "../signatures/pictures";
import { openSigningService } from "../signatures/service";
import { at, by, outgoing, put } from "./documents";

const ours = city();
const cn = "2.5.4.3";
const head = issue(ours.ca, {
  kind: "rsa",
  names: [
    ["2.5.4.6", "VN"],
    ["2.5.4.10", "UBND phường Trần Phú"],
    [cn, "Trần Văn Hùng"],
    ["0.9.2342.19200300.100.1.1", "CCCD:002099123456"],
  ],
});
const seal = issue(ours.ca, {
  names: [
    ["2.5.4.6", "VN"],
    [cn, "Ủy ban nhân dân phường Trần Phú"],
    ["0.9.2342.19200300.100.1.1", "MST:5100123456"],
  ],
});
const password = "chi-de-kiem-thu";
const keyOf = (holder: Holder) => keyIn(pkcs12Of(holder, password), password);
const service = await openSigningService({ "hung-01": keyOf(head), "ubnd-tran-phu": keyOf(seal) }, ours.tsa);
afterAll(service.close);
const admin = { actor: actor("admin"), now: at() };
const base64 = (bytes: Buffer) => bytes.toString("base64");

beforeAll(async () => {
  await foundCity();
  await addTrusted(admin, { role: "ROOT", file: base64(ours.root.certificate.der) });
  await addTrusted(admin, { role: "INTERMEDIATE", file: base64(ours.ca.certificate.der) });
  for (const of of [ours.root, ours.ca]) await addList(admin, { file: base64(revocationList(of, [], { until: daysFrom(30) })) });
  for (const [of, userId, unitId, credential, picture] of [
    [head, user.head, null, "hung-01", pictures.handwriting()],
    [seal, null, unit.tranPhu, "ubnd-tran-phu", pictures.seal()],
  ] as const)
    await asOwner((c) =>
      c.query(
        `insert into signer_certificate (der, sha256, serial, name, organisation, issuer_name, valid_from, valid_until, device, credential_id, user_id, unit_id, picture, added_at, added_by)
         values ($1, $2, $3, $4, $5, 'CA', $6, $7, 'REMOTE', $8, $9, $10, $11, now(), 'user:1')`,
        [
          ...[
            of.certificate.der,
            of.certificate.sha256,
            of.certificate.serial,
            of.certificate.who.name,
            of.certificate.who.organisation,
          ],
          ...[of.certificate.notBefore, of.certificate.notAfter, credential, userId, unitId, picture],
        ],
      ),
    );
});
beforeEach(() => {
  Object.assign(service.state, { way: "at once", asked: [], keysGiven: [], hasAgreed: false });
  Object.assign(env(), { SIGNER_URL: service.url, SIGNER_KEY: "khoa-dich-vu", TSA_URL: undefined });
});
const numbered = { symbol: "123/QĐ-UBND", day: "ngày 26/11/2026" };
/** How tall the fields of a file are, in the order they were made. */
const heightsIn = (file: string) =>
  [...file.matchAll(/\/Rect ?\[([\d. ]+)\]/g)].map(([, rect]) => {
    const [, bottom = 0, , top = 0] = (rect ?? "").trim().split(/\s+/).map(Number);
    return top - bottom;
  });
const round = (now = at()) => signDocuments({}, undefined, () => now);
const draft = async () => {
  const { id, version } = await draftDocument(by(), await outgoing());
  // The signer's name stands at the right, as official papers have it.
  const file = await put(id, paper("Thanh lap To cong tac) Tj 330 -500 Td (Tran Van Hung"));
  return { id, version, fileId: file.id };
};
const ask = async (more: object = {}) => {
  const made = await draft();
  const asked = await askToSign(by(), { documentId: made.id, fileId: made.fileId, userId: user.head, ...more });
  return { ...made, asked };
};
const signing = async (id: number) => (await readSignings(actor("clerk"), id, at())).signings.at(-1);
const bytesOf = async (id: number, fileId: number) => buffer((await openDocumentFile(actor("clerk"), id, fileId)).body);
const verdictOf = async (id: number, fileId: number) => {
  const { files } = await listDocumentFiles(actor("clerk"), id);
  const sha = files.find((file) => file.id === fileId)?.sha ?? "";
  return checkAt(await localPath(sha), await readTrust(), { actor: actor("clerk"), now: at() });
};

describe("a document goes from draft to sealed", () => {
  test("the person in authority signs, it gets its number, the agency signs after; each step is a revision of its own, and pdfsig reads both", async () => {
    const made = await ask({ note: "Kính trình ký" });
    const before = await bytesOf(made.id, made.fileId);
    const [waiting] = (await readSigningQueue(actor("head"), { scope: "mine", take: 50 })).rows;
    expect(waiting).toMatchObject({ id: made.asked.id, note: "Kính trình ký", may: { sign: true }, document: { symbol: null } });

    await agreeToSign(by("head"), { id: made.asked.id, revision: 1 });
    await round();
    const signed = await signing(made.id);
    expect(signed).toMatchObject({ state: "SIGNED", fileId: made.fileId, fault: null, agreed: { byName: "Trần Văn Hùng" } });
    const fileId = signed?.signedFileId ?? 0;
    // What came is what it was, byte for byte; the new one begins with it.
    const after = await bytesOf(made.id, fileId);
    expect((await bytesOf(made.id, made.fileId)).equals(before)).toBe(true);
    expect(after.subarray(0, before.length).equals(before)).toBe(true);
    const { files } = await listDocumentFiles(actor("clerk"), made.id);
    expect(files.map(({ id, revisesId, sha }) => [id, revisesId, sha])).toEqual([
      [made.fileId, null, createHash("sha256").update(before).digest("hex")],
      [fileId, made.fileId, createHash("sha256").update(after).digest("hex")],
    ]);
    // Only a digest left, with the deployment's key; the person is asked by nobody for a secret of theirs.
    expect(service.state.asked).toEqual([
      {
        credentialID: "hung-01",
        hashes: [expect.stringMatching(/^[\w+/]{43}=$/)],
        hashAlgorithmOID: "2.16.840.1.101.3.4.2.1",
        signAlgo: "1.2.840.113549.1.1.11",
        operationMode: "A",
      },
    ]);
    expect(service.state.keysGiven).toEqual(["Bearer khoa-dich-vu"]);
    expect(await verdictOf(made.id, fileId)).toMatchObject({
      verdict: "valid",
      signatures: [{ signer: { name: "Trần Văn Hùng" }, signedAt: { by: "claimed" } }],
    });

    const sealing = { documentId: made.id, fileId, place: null };
    await expect(sealDocument(by(), sealing)).rejects.toMatchObject({ code: "document-not-registered" });
    await issueDocument(by(), { id: made.id, version: made.version });
    await expect(sealDocument(by(), { ...sealing, fileId: made.fileId })).rejects.toMatchObject({ code: "file-not-to-sign" });
    await sealDocument(by(), sealing);
    await round();
    const sealed = await signing(made.id);
    expect(sealed).toMatchObject({ kind: "AGENCY", state: "SIGNED", signerName: "Ủy ban nhân dân phường Trần Phú" });
    const last = sealed?.signedFileId ?? 0;
    const told = await verdictOf(made.id, last);
    expect(
      told.signatures.map(({ signer, verdict, reasons }) => [signer?.name, verdict, reasons.includes("signed-again")]),
    ).toEqual([
      ["Trần Văn Hùng", "valid", true],
      ["Ủy ban nhân dân phường Trần Phú", "valid", false],
    ]);
    const [second] = await secondOpinions([await bytesOf(made.id, last)]);
    expect(second?.map(({ isValid, isWhole }) => [isValid, isWhole])).toEqual([
      [true, false],
      [true, true],
    ]);
    await expect(sealDocument(by(), { documentId: made.id, fileId: last })).rejects.toMatchObject({ code: "file-not-to-sign" });
    expect((await readSignings(actor("clerk"), made.id, at())).files).toEqual([]);
    // The number it got stands in the agency's signature and nowhere else on the page that the person signed.
    const whole = (await bytesOf(made.id, last)).toString("latin1");
    const { symbol } = await findDocument(actor("clerk"), made.id);
    const hex = (words: string) => Buffer.from(words, "utf16le").swap16().toString("hex");
    expect(whole).toContain(hex(`Phát hành văn bản số ${symbol}, ngày 26/11/2026`));
    expect(heightsIn(whole)).toEqual([sizes.person.height, sizes.agency.height + numberHeight]);
    // The seal lies over a third of the person's signature, to its left.
    const places = await asOwner(
      async (c) =>
        (await c.query("select page, left_pt, bottom_pt from signing_request where document_id = $1 order by id", [made.id]))
          .rows,
    );
    expect(places[0].page).toBe(places[1].page);
    expect(places[1].left_pt + 102 - places[0].left_pt).toBe(50);
    await checkDocumentFiles({}, undefined, () => at());
    expect((await findDocument(actor("clerk"), made.id)).signing).toBe("VALID");
  });

  test.each([
    ["beneath the seal", pictures.seal(), ["Số: 123/QĐ-UBND", "ngày 26/11/2026"]],
    ["over the words, where there is no picture", null, ["Số: 123/QĐ-UBND", "ngày 26/11/2026", "Cơ quan: UBND phường"]],
  ])("the number and the day stand %s", async (_, picture, said) => {
    const height = sizes.agency.height + (picture ? numberHeight : 0);
    const drawn = await signatureDrawing(
      { ...{ kind: "AGENCY" as const, name: "UBND phường", organisation: null, picture, at: at() }, numbered },
      [0, 0, sizes.agency.width, height],
      "test",
    );
    const pdf = printed(`signature-number-${picture ? "seal" : "words"}`, drawn);
    expect(pdf.pages()).toBe(1);
    for (const line of said) expect(pdf.text()).toContain(line);
  });

  test("a paper that says its number itself is given none", async () => {
    const { id, version } = await draftDocument(by(), await outgoing());
    await issueDocument(by(), { id, version });
    const { symbol } = await findDocument(actor("clerk"), id);
    const file = await put(id, paper(`So: ${symbol?.replaceAll("Đ", "D")}) Tj 330 -500 Td (Tran Van Hung`));
    const asked = await askToSign(by(), { documentId: id, fileId: file.id, userId: user.head });
    await agreeToSign(by("head"), { id: asked.id, revision: 1 });
    await round();
    await sealDocument(by(), { documentId: id, fileId: (await signing(id))?.signedFileId ?? 0 });
    await round();
    const last = (await signing(id))?.signedFileId ?? 0;
    expect(heightsIn((await bytesOf(id, last)).toString("latin1"))).toEqual([sizes.person.height, sizes.agency.height]);
  });

  test("with a timestamp authority the time is proven", async () => {
    Object.assign(env(), { TSA_URL: service.stamps });
    const made = await ask();
    await agreeToSign(by("head"), { id: made.asked.id, revision: 1 });
    await round();
    const told = await verdictOf(made.id, (await signing(made.id))?.signedFileId ?? 0);
    expect(told).toMatchObject({ verdict: "valid", signatures: [{ signedAt: { by: "proven" } }] });
  });

  test("a holder who has to agree on their own device is waited for; what was asked is asked once", async () => {
    service.state.way = "asks its holder";
    const made = await ask();
    await agreeToSign(by("head"), { id: made.asked.id, revision: 1 });
    const ended = round();
    await expect.poll(async () => (await signing(made.id))?.waitsForHolder).toBe(true);
    service.state.hasAgreed = true;
    // The clock of these tests stands still: the next look is due at once for whoever comes later.
    await ended.catch(() => undefined);
    await round(new Date(at().getTime() + 5_000));
    expect(await signing(made.id)).toMatchObject({ state: "SIGNED" });
    expect(service.state.asked.filter(({ hashes }) => hashes)).toHaveLength(1);
  });
});

describe("what does not come about says why, and nothing of it is kept", () => {
  test.each([
    ["refuses", "signing-refused-there"],
    ["signs with another key", "signature-not-valid"],
  ] as const)("the service %s", async (way, fault) => {
    service.state.way = way;
    const made = await ask();
    await agreeToSign(by("head"), { id: made.asked.id, revision: 1 });
    await round();
    expect(await signing(made.id)).toMatchObject({
      state: "FAILED",
      fault,
      signedFileId: null,
      may: { sign: false, recall: true },
    });
    expect((await listDocumentFiles(actor("clerk"), made.id)).files).toHaveLength(1);
    // Its signer tries again.
    service.state.way = "at once";
    await agreeToSign(by("head"), { id: made.asked.id, revision: 3 });
    await round();
    expect(await signing(made.id)).toMatchObject({ state: "SIGNED" });
  });

  test.each([
    ["is broken", "signing-service-silent"],
    ["tells nonsense", "signing-service-unreadable"],
  ] as const)("the service %s: it is asked again, later each time, and then given up", async (way, fault) => {
    service.state.way = way;
    const made = await ask();
    await agreeToSign(by("head"), { id: made.asked.id, revision: 1 });
    await round();
    expect(await signing(made.id)).toMatchObject({ state: "AGREED" });
    for (let hour = 1; hour <= 5; hour += 1) await round(new Date(at().getTime() + hour * 3_600_000));
    expect(await signing(made.id)).toMatchObject({ state: "FAILED", fault });
    expect(service.state.asked).toHaveLength(5);
  });

  test.each(["ended_at = now(), ended_by = 'user:5', end_reason = 'Mất thiết bị'", "revoked_at = '2026-01-01'"])(
    "a certificate that is no more signs nothing, though its holder agreed before: %s",
    async (change) => {
      const made = await ask();
      await agreeToSign(by("head"), { id: made.asked.id, revision: 1 });
      await asOwner((c) => c.query(`update signer_certificate set ${change} where credential_id = 'hung-01'`));
      await round();
      expect(await signing(made.id)).toMatchObject({ state: "FAILED", fault: "certificate-ended", signedFileId: null });
      expect(service.state.asked).toEqual([]);
      await asOwner((c) =>
        c.query("update signer_certificate set ended_at = null, ended_by = null, end_reason = null, revoked_at = null"),
      );
    },
  );

  test("a holder who never agrees is not waited for beyond a quarter of an hour", async () => {
    service.state.way = "asks its holder";
    const made = await ask();
    await agreeToSign(by("head"), { id: made.asked.id, revision: 1 });
    await asOwner((c) =>
      c.query("update signing_request set ticket = 'r1', agreed_at = $2 where id = $1", [
        made.asked.id,
        new Date(at().getTime() - 16 * 60_000),
      ]),
    );
    await round();
    expect(await signing(made.id)).toMatchObject({ state: "FAILED", fault: "holder-silent" });
  });
});

describe("who may do what", () => {
  test("only the signer agrees or refuses; whoever laid it before them takes it back; each once", async () => {
    const made = await ask();
    const act = { id: made.asked.id, revision: 1 };
    for (const who of ["clerk", "specialist", "admin"] as const)
      await expect(agreeToSign(by(who), act)).rejects.toMatchObject({ code: "not-found" });
    await expect(refuseToSign(by("clerk"), { ...act, reason: "x" })).rejects.toMatchObject({ code: "not-found" });
    await expect(askToSign(by(), { documentId: made.id, fileId: made.fileId, userId: user.head })).rejects.toMatchObject({
      code: "signing-under-way",
    });
    await refuseToSign(by("head"), { ...act, reason: "Sửa Điều 2" });
    expect(await signing(made.id)).toMatchObject({ state: "REFUSED", reason: "Sửa Điều 2" });
    await expect(recallSigning(by(), { id: act.id, revision: 2 })).rejects.toMatchObject({ code: "signing-settled" });
    const again = await askToSign(by(), { documentId: made.id, fileId: made.fileId, userId: user.head });
    await expect(recallSigning(by(), { id: again.id, revision: 9 })).rejects.toMatchObject({ code: "signing-changed" });
    await recallSigning(by(), again);
    expect((await readSigningQueue(actor("head"), { scope: "mine", take: 50 })).rows.map(({ id }) => id)).not.toContain(again.id);
  });

  test("nobody signs without a certificate, without a service, or before the person in authority", async () => {
    const made = await draft();
    await expect(askToSign(by(), { documentId: made.id, fileId: made.fileId, userId: user.specialist })).rejects.toMatchObject({
      code: "signer-without-certificate",
    });
    await issueDocument(by(), { id: made.id, version: made.version });
    await expect(sealDocument(by(), { documentId: made.id, fileId: made.fileId })).rejects.toMatchObject({
      code: "person-signs-first",
    });
    await expect(sealDocument(by("specialist"), { documentId: made.id, fileId: made.fileId })).rejects.toMatchObject({
      code: "permission",
    });
    const asked = await askToSign(by(), { documentId: made.id, fileId: made.fileId, userId: user.head });
    Object.assign(env(), { SIGNER_URL: undefined });
    await expect(agreeToSign(by("head"), asked)).rejects.toMatchObject({ code: "signing-service-off" });
  });

  test("two workers at once make one signature", async () => {
    const made = await ask();
    await agreeToSign(by("head"), { id: made.asked.id, revision: 1 });
    await Promise.all([round(), round(), round()]);
    expect((await listDocumentFiles(actor("clerk"), made.id)).files).toHaveLength(2);
    expect(service.state.asked).toHaveLength(1);
  });
});

test("it is drawn above the signer's name, in the middle of it", async () => {
  const made = await ask();
  await agreeToSign(by("head"), { id: made.asked.id, revision: 1 });
  await round();
  const { files } = await listDocumentFiles(actor("clerk"), made.id);
  const name = await placeIn(await localPath(files[0]?.sha ?? ""), "tran van hung", "user:1");
  const [row] = await asOwner(
    async (c) => (await c.query("select page, left_pt, bottom_pt from signing_request where id = $1", [made.asked.id])).rows,
  );
  expect(name).toMatchObject({ page: 1 });
  expect([row.page, row.bottom_pt]).toEqual([1, Math.round(name?.bottom ?? 0) + 14]);
  expect(Math.abs(row.left_pt + 75 - ((name?.left ?? 0) + (name?.width ?? 0) / 2))).toBeLessThan(1);
});
