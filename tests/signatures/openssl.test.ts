import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { signPdf } from "@/lib/signatures/signing/sign";
import { parts } from "./attacks";
import { city, daysFrom, type Holder, issue, now, revocationList } from "./authority";
import { check, paper, trustIn } from "./papers";

const dir = mkdtempSync(join(tmpdir(), "vong-lau-openssl-"));
afterAll(() => rmSync(dir, { recursive: true }));
const pem = (kind: "CERTIFICATE" | "X509 CRL", der: Buffer) =>
  `-----BEGIN ${kind}-----\n${(der.toString("base64").match(/.{1,64}/g) ?? []).join("\n")}\n-----END ${kind}-----\n`;

/** What `openssl cms -verify` says of a file's one signature: its bytes, the way to the root and the lists of those on it. */
function opensslSays(bytes: Buffer, trusted: readonly Holder[], lists: readonly Buffer[], at: Date): boolean {
  const { before, after, contents } = parts(bytes);
  const hex = contents.replace(/[<>]/g, "");
  const der = Buffer.from(hex, "hex");
  const length = der[1] === 0x82 ? 4 + der.readUInt16BE(2) : 3 + (der[2] ?? 0);
  writeFileSync(join(dir, "message.der"), der.subarray(0, length));
  writeFileSync(join(dir, "covered"), Buffer.concat([bytes.subarray(0, before), bytes.subarray(after)]));
  const store = [
    ...trusted.map(({ certificate }) => pem("CERTIFICATE", certificate.der)),
    ...lists.map((list) => pem("X509 CRL", list)),
  ];
  writeFileSync(join(dir, "store.pem"), store.join(""));
  const said = spawnSync(
    "openssl",
    [
      ...["cms", "-verify", "-binary", "-inform", "DER", "-in", join(dir, "message.der"), "-content", join(dir, "covered")],
      ...["-CAfile", join(dir, "store.pem"), "-no-CApath", "-crl_check_all", "-purpose", "any", "-out", "/dev/null"],
      ...["-attime", String(Math.floor(at.getTime() / 1_000))],
    ],
    { encoding: "utf8" },
  );
  // Without openssl there is no second opinion: that is a fault of the machine and not an answer.
  if (said.error) throw said.error;
  return said.status === 0;
}

const ours = city();
const other = city();
const lists = [revocationList(ours.root, []), revocationList(ours.ca, [])];
const by = (who: Holder) => signPdf(paper(), who.signer, { field: "Ký", at: now, holeBytes: 3_000 });
const signed = await by(ours.person);
const rsa = await by(issue(ours.ca, { kind: "rsa" }));
const stranger = await by(other.person);
const ended = await by(issue(ours.ca, { from: daysFrom(-100), until: daysFrom(-10) }));
const revoked = [revocationList(ours.root, []), revocationList(ours.ca, [{ of: ours.person, at: daysFrom(-10) }])];
const word = Buffer.from(signed.toString("latin1").replace("so 123", "so 923"), "latin1");
const value = Buffer.from(signed);
{
  const { before, contents } = parts(signed);
  const last = contents.replace(/0+>?$/, "").length - 3;
  value.write(contents[last] === "1" ? "2" : "1", before + last, "latin1");
}

test.each<[string, Buffer, readonly Buffer[], boolean]>([
  ["an honest file", signed, lists, true],
  ["an honest file, by an RSA key", rsa, lists, true],
  ["a word changed", word, lists, false],
  ["a digit of the signature changed", value, lists, false],
  ["a signer of another authority", stranger, lists, false],
  ["a certificate that had ended", ended, lists, false],
  ["a certificate that was revoked", signed, revoked, false],
  ["no list of the authority", signed, lists.slice(0, 1), false],
])("openssl and we agree on the signature and the way to its root: %s", (_, bytes, known, isGood) => {
  const trust = trustIn(ours);
  const evidence = { ...trust.evidence, crls: trust.evidence.crls.slice(0, 0) };
  const judged = check(bytes, {
    ...trust,
    evidence:
      known === lists
        ? trust.evidence
        : known === revoked
          ? trustIn(ours, [{ of: ours.person, at: daysFrom(-10) }]).evidence
          : evidence,
  });
  expect([opensslSays(bytes, [ours.root, ours.ca], known, now), judged.verdict === "valid"]).toEqual([isGood, isGood]);
});
