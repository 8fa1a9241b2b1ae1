import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { beforeAll, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { addList, addTrusted, removeTrusted } from "@/lib/signatures/commands";
import { CheckLine, SentCheck } from "@/lib/signatures/model";
import { checkedLines, checkSent, checkSentFile, listTrust } from "@/lib/signatures/queries";
import { lineOf } from "@/lib/signatures/rules";
import { signPdf } from "@/lib/signatures/signing/sign";
import { actor, asOwner, foundCity } from "../city";
import { savings } from "./attacks";
import { city, now, pem, revocationList } from "./authority";
import { inShort, paper, withTable } from "./papers";

beforeAll(foundCity);

const ours = city();
const admin = { actor: actor("admin"), now };
const officer = { actor: actor("officer"), now };
const base64 = (bytes: Buffer) => bytes.toString("base64");
const check = async (bytes: Buffer) => inShort(await checkSent(officer, Readable.from([bytes])));
const signed = await signPdf(paper(), ours.person.signer, { field: "Ký", at: now, holeBytes: 3_000 });

describe("whom the city trusts", () => {
  test("a signature is valid once its root and both lists are there, and no longer when the root is taken away", async () => {
    expect(await check(signed)).toBe("unknown | unknown untrusted");
    const root = await addTrusted(admin, { role: "ROOT", file: base64(Buffer.from(pem(ours.root.certificate.der))) });
    await addTrusted(admin, { role: "INTERMEDIATE", file: base64(ours.ca.certificate.der) });
    expect(await check(signed)).toBe("unknown | unknown revocation-unknown");
    for (const list of [revocationList(ours.root, []), revocationList(ours.ca, [])]) await addList(admin, { file: base64(list) });
    expect(await check(signed)).toBe("valid | valid");
    for (const [, bytes] of savings(signed)) expect((await checkSent(officer, Readable.from([bytes]))).verdict).not.toBe("valid");
    const known = await listTrust(admin.actor);
    expect(known.certificates.map(({ role, name }) => [role, name])).toEqual([
      ["INTERMEDIATE", "CA phục vụ kiểm thử G2"],
      ["ROOT", "Gốc kiểm thử G2"],
    ]);
    expect(known.lists.map(({ issuerName, revoked }) => [issuerName, revoked])).toEqual([
      ["CA phục vụ kiểm thử G2", 0],
      ["Gốc kiểm thử G2", 0],
    ]);
    await removeTrusted(admin, { id: root.id });
    expect(await check(signed)).toBe("unknown | unknown untrusted");
  });

  test("what is none is refused with its reason, and nobody else may", async () => {
    const other = city();
    const add = (role: "ROOT" | "INTERMEDIATE", bytes: Buffer) => addTrusted(admin, { role, file: base64(bytes) });
    await expect(add("ROOT", Buffer.from("nothing"))).rejects.toMatchObject({ code: "certificate-unreadable" });
    await expect(add("ROOT", other.person.certificate.der)).rejects.toMatchObject({ code: "not-an-authority" });
    await expect(add("ROOT", other.ca.certificate.der)).rejects.toMatchObject({ code: "not-a-root" });
    await expect(addList(admin, { file: base64(Buffer.from("nothing")) })).rejects.toMatchObject({ code: "list-unreadable" });
    await expect(addList(admin, { file: base64(revocationList(other.ca, [])) })).rejects.toMatchObject({
      code: "list-of-stranger",
    });
    const { id } = await add("ROOT", other.root.certificate.der);
    await expect(add("ROOT", other.root.certificate.der)).rejects.toMatchObject({ code: "trusted-already" });
    const list = { file: base64(revocationList(other.root, [])) };
    await addList(admin, list);
    await expect(addList(admin, list)).rejects.toMatchObject({ code: "list-known" });
    await expect(addTrusted(officer, { role: "ROOT", file: base64(other.root.certificate.der) })).rejects.toMatchObject({
      code: "permission",
    });
    await expect(removeTrusted(officer, { id })).rejects.toMatchObject({ code: "permission" });
    await expect(listTrust(officer.actor)).rejects.toMatchObject({ code: "permission" });
    await expect(checkSent({ actor: actor("auditor"), now }, Readable.from([signed]))).rejects.toMatchObject({
      code: "permission",
    });
    const { rows } = await asOwner((c) => c.query("select action from audit_entry where action like 'trust.%' order by id"));
    expect(rows.map(({ action }) => action)).toContain("trust.add");
  });
});

test("a report on many files prints what was found here, for the very person who asks, and not a letter else", async () => {
  const sent = () => ({ name: "quyết định.pdf", body: Readable.from([signed]) });
  // As it comes back: through JSON, and through the schema of the answer.
  const found = SentCheck.parse(JSON.parse(JSON.stringify(await checkSentFile(officer, sent()))));
  const line = CheckLine.parse(JSON.parse(JSON.stringify(lineOf(found))));
  const lines = (one: CheckLine) => ({ lines: [one], unchecked: 0 });
  expect((await checkedLines(officer.actor, lines(line))).lines).toEqual([line]);
  const [signature] = line.signatures;
  for (const forged of [
    { ...line, verdict: "valid" as const, reasons: [] },
    { ...line, fileName: "quyết định khác.pdf" },
    { ...line, sha256: "0".repeat(64) },
    { ...line, checkedAt: "2020-01-01T00:00:00.000Z" },
    { ...line, signatures: [] },
    { ...line, signatures: signature ? [{ ...signature, name: "Người khác" }] : [] },
    { ...line, seal: "" },
  ])
    await expect(checkedLines(officer.actor, lines(forged))).rejects.toMatchObject({ code: "check-not-found-here" });
  await expect(checkedLines(actor("clerk"), lines(line))).rejects.toMatchObject({ code: "check-not-found-here" });
  await expect(checkedLines(actor("auditor"), lines(line))).rejects.toMatchObject({ code: "permission" });
});

test("T-33: a file that keeps its reader busy, or is no PDF, ends in a verdict, and nothing of it stays", async () => {
  expect(await check(Buffer.from("no PDF"))).toBe("unknown structure-unclear");
  const kids = Array.from({ length: 4_000 }, (_, i) => `${i + 3} 0 R`).join(" ");
  const wide = withTable(["<</Type/Catalog/Pages 2 0 R>>", `<</Type/Pages/Kids[${kids}]>>`, "<<>>"]);
  expect(await check(wide)).toBe("unsigned");
  await expect(check(Buffer.alloc(0))).rejects.toMatchObject({ code: "file-empty" });
  expect(await check(signed)).toMatch(/^unknown/);
  expect(await readdir(join(env().DATA_DIR, "files", "arriving"))).toEqual([]);
});
