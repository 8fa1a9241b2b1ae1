import * as asn1js from "asn1js";
import { describe, expect, test } from "vitest";
import { freshnessOf, isForTests, mayTrustTests } from "@/lib/signatures/rules";
import { trustIn } from "@/lib/signatures/trust/bundle";
import { exact } from "@/lib/signatures/trust/certificate";
import { ledBy } from "@/lib/signatures/trust/store";
import { city, issue, now, revocationList } from "./authority";

const ours = city();
const list = revocationList(ours.ca, []);
const pem = (kind: string, der: Buffer) =>
  `-----BEGIN ${kind}-----\n${der.toString("base64").replace(/(.{64})/g, "$1\n")}\n-----END ${kind}-----\n`;
const read = (der: Buffer) => asn1js.fromBER(exact(der)).result;
const implicit = (tagNumber: number, value: Buffer[]) =>
  new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber }, value: value.map(read) });
/** A bundle as authorities give theirs out: a signed message that signs nothing (RFC 2315 §9). */
const p7b = Buffer.from(
  new asn1js.Sequence({
    value: [
      new asn1js.ObjectIdentifier({ value: "1.2.840.113549.1.7.2" }),
      new asn1js.Constructed({
        idBlock: { tagClass: 3, tagNumber: 0 },
        value: [
          new asn1js.Sequence({
            value: [
              new asn1js.Integer({ value: 1 }),
              new asn1js.Set({ value: [] }),
              new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: "1.2.840.113549.1.7.1" })] }),
              implicit(0, [ours.root.certificate.der, ours.ca.certificate.der]),
              implicit(1, [list]),
              new asn1js.Set({ value: [] }),
            ],
          }),
        ],
      }),
    ],
  }).toBER(),
);
const namesIn = (bytes: Buffer) =>
  trustIn(bytes).map((one) =>
    "certificate" in one ? one.certificate.sha256 : `${"list" in one ? "list" : "answer"} ${one.sha256 !== ""}`,
  );
const [root, ca] = [ours.root.certificate.sha256, ours.ca.certificate.sha256];

test.each<[string, Buffer, string[]]>([
  ["a certificate as DER", ours.root.certificate.der, [root]],
  [
    "as PEM, two in a row",
    Buffer.from(pem("CERTIFICATE", ours.root.certificate.der) + pem("CERTIFICATE", ours.ca.certificate.der)),
    [root, ca],
  ],
  ["a bundle with both and a list", p7b, [root, ca, "list true"]],
  ["the same as PEM", Buffer.from(pem("PKCS7", p7b)), [root, ca, "list true"]],
  ["a list", list, ["list true"]],
  ["a list as PEM", Buffer.from(pem("X509 CRL", list)), ["list true"]],
  ["something else", Buffer.from("nothing"), []],
])("what administrators are given is read: %s", (_, bytes, found) => expect(namesIn(bytes)).toEqual(found));

describe("an authority of tests is never trusted where papers are real", () => {
  test("by its names", () => {
    const isTest = (who: string) => isForTests([who, null]);
    expect(["Gốc kiểm thử G2", "Vọng Lâu Demo CA", "CA mô phỏng", "Test CA"].map(isTest)).toEqual([true, true, true, true]);
    expect(["RootCA chuyên dùng Chính phủ G2", "VNPT-CA", "Contest CA", "Co quan chung thuc so Chinh phu"].map(isTest)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
  test.each([
    [{ isProduction: true, hasDemoData: false }, false],
    [{ isProduction: true, hasDemoData: true }, true],
    [{ isProduction: false, hasDemoData: false }, true],
  ])("%j", (where, may) => expect(mayTrustTests(where)).toBe(may));
});

test("what an authority leads to is told before it is taken away", () => {
  const below = issue(ours.root, { isCa: true, names: [["2.5.4.3", "CA thứ hai"]] });
  const rows = [ours.root, ours.ca, below].map(({ certificate }, id) => ({
    id,
    role: id === 0 ? "ROOT" : "INTERMEDIATE",
    der: certificate.der,
  }));
  expect([...ledBy(rows, now)]).toEqual([
    [0, ["CA phục vụ kiểm thử G2", "CA thứ hai"]],
    [1, []],
    [2, []],
  ]);
});

test.each<[string, string | null, string]>([
  ["2026-11-01T00:00:00Z", "2026-12-31T00:00:00Z", "fresh"],
  ["2026-11-01T00:00:00Z", "2026-11-22T00:00:00Z", "soon"],
  ["2026-11-01T00:00:00Z", "2026-11-19T00:00:00Z", "over"],
  ["2018-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "soon"],
  ["2018-01-01T00:00:00Z", "2048-01-01T00:00:00Z", "fresh"],
  ["2026-11-19T12:00:00Z", null, "fresh"],
  ["2026-11-18T00:00:00Z", null, "over"],
])("how fresh what was made %s and holds until %s is", (from, until, said) =>
  expect(freshnessOf({ from, until }, now)).toBe(said),
);
