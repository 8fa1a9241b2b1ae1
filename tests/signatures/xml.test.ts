import { describe, expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import type { Trust } from "@/lib/signatures/checking/trusting";
import { evidenceOf } from "@/lib/signatures/checking/trusting";
import { checkXml } from "@/lib/signatures/xml/check";
import { letterText } from "../packets/samples";
import { city, daysFrom, type Holder, issue, now, pem, revocationList } from "./authority";

const { root, ca } = city();
const office = issue(ca, {
  kind: "rsa",
  names: [
    ["2.5.4.3", "Sở Thông tin thử nghiệm"],
    ["2.5.4.10", "Cơ quan kiểm thử"],
  ],
});
const trust: Trust = {
  roots: [root.certificate],
  others: [],
  evidence: evidenceOf([revocationList(ca, []), revocationList(root, [])], []),
};

type Way = { method?: string; digest?: string; canonical?: string; transforms?: string[]; xpath?: string; uri?: string };
const base = "http://www.w3.org/2000/09/xmldsig#";
const c14n = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
const sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

/** A packet signed as senders do: a signature in its header over all of it. */
function signedBy(holder: Holder, text = letterText(), way: Way = {}): string {
  const signed = new SignedXml({
    privateKey: holder.key.export({ type: "pkcs8", format: "pem" }).toString(),
    publicCert: pem(holder.certificate.der) + pem(ca.certificate.der),
    signatureAlgorithm: way.method ?? "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    canonicalizationAlgorithm: way.canonical ?? c14n,
  } as ConstructorParameters<typeof SignedXml>[0]);
  signed.addReference({
    xpath: way.xpath ?? "/*",
    transforms: way.transforms ?? [`${base}enveloped-signature`],
    digestAlgorithm: way.digest ?? sha256,
    ...(way.xpath ? { uri: way.uri ?? "" } : { uri: "", isEmptyUri: true }),
  });
  signed.computeSignature(text, { location: { reference: "//*[local-name(.)='edXMLHeader']", action: "append" } });
  return signed.getSignedXml();
}
const check = (text: string, by: Trust = trust) => checkXml(Buffer.from(text), by, now);
const honest = signedBy(office);

describe("a signed packet", () => {
  test.each<[string, Way]>([
    ["in canonical form, as most programs do", {}],
    ["in exclusive canonical form", { canonical: exclusive, transforms: [`${base}enveloped-signature`, exclusive] }],
    [
      "with SHA-512",
      { method: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", digest: "http://www.w3.org/2001/04/xmlenc#sha512" },
    ],
  ])("is valid, signed %s", (_, way) => {
    const found = check(signedBy(office, letterText(), way));
    expect(found).toMatchObject({ verdict: "valid", signer: { name: "Sở Thông tin thử nghiệm" } });
  });

  test("that carries no signature is unsigned", () => {
    expect(check(letterText())).toEqual({ verdict: "unsigned", reasons: [], signer: null });
  });

  test.each([
    ["a word of its subject", honest.replace("rà soát", "rà xoát")],
    ["a letter of its file", honest.replace(/(ContentTransferEncoded[^>]*>.)./, "$1Z")],
    ["an element put in before", honest.replace("<edXML:Subject>", "<edXML:Subject>Khác</edXML:Subject><edXML:Subject>")],
    ["an element put in behind it", honest.replace("</edXML>", "<edXML:Header/></edXML>").replace("<edXML ", `<edXML `)],
  ])("is not valid any more with %s changed", (_, text) => {
    expect(check(text)).toMatchObject({ verdict: expect.stringMatching(/invalid|unknown/) });
    expect(check(text).reasons).toContain("content-changed");
  });

  test("is not valid with another signature value", () => {
    const text = honest.replace(/<SignatureValue>(.)/, (_, letter: string) => `<SignatureValue>${letter === "A" ? "B" : "A"}`);
    expect(check(text)).toMatchObject({ verdict: "invalid", reasons: expect.arrayContaining(["signature-broken"]) });
  });

  const signature = /<Signature[\s\S]*<\/Signature>/.exec(honest)?.[0] ?? "";
  test.each<[string, string]>([
    ["a signature over one element only", signedBy(office, letterText(), { xpath: "//*[local-name(.)='edXMLBody']" })],
    [
      "two elements of one Id, of which one was signed",
      honest.replace('URI=""', 'URI="#than"').replaceAll("<edXML:edXMLBody>", '<edXML:edXMLBody Id="than">'),
    ],
    ["a second signature beside it", honest.replace(signature, signature + signature)],
    ["a signature of another namespace beside it", honest.replace(signature, `${signature}<Signature xmlns="urn:x"/>`)],
    ["the signed packet wrapped into another", letterText({ header: honest.replace(/<\?xml[^>]*>/, "") })],
    ["no enveloped transform", honest.replace(`${base}enveloped-signature`, exclusive)],
    [
      "a transform that leaves things out",
      honest.replace("<Transforms>", '<Transforms><Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"/>'),
    ],
    ["a style sheet as a transform", honest.replace(`${base}enveloped-signature`, "http://www.w3.org/TR/1999/REC-xslt-19991116")],
    ["a key that both share", honest.replace("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", `${base}hmac-sha1`)],
    ["a second reference", honest.replace(/<Reference [\s\S]*<\/Reference>/, "$&$&")],
    [
      "another method before the signed one",
      honest.replace("<SignedInfo>", '<Object><SignatureMethod Algorithm="x"/></Object><SignedInfo>'),
    ],
  ])("with %s is not believed", (_, text) => {
    const found = check(text);
    expect(found.verdict).not.toBe("valid");
    expect(found.reasons.some((one) => one === "structure-unclear" || one === "content-changed")).toBe(true);
  });

  test("counts for nothing where its certificate leads to no trusted root, or where a key alone came along", () => {
    const stranger = issue(null, { kind: "rsa" });
    expect(check(signedBy(stranger))).toMatchObject({ verdict: "unknown", reasons: expect.arrayContaining(["untrusted"]) });
    expect(check(honest, { ...trust, roots: [] }).verdict).toBe("unknown");
    expect(check(honest.replace(/<X509Data>[\s\S]*<\/X509Data>/, "<KeyValue/>"))).toMatchObject({
      verdict: "unknown",
      reasons: ["untrusted"],
    });
  });

  test("is not valid with a certificate that was revoked, and unknown where nobody says so", () => {
    const gone = {
      ...trust,
      evidence: evidenceOf([revocationList(ca, [{ of: office, at: daysFrom(-9) }]), revocationList(root, [])], []),
    };
    expect(check(honest, gone)).toMatchObject({ verdict: "invalid", reasons: expect.arrayContaining(["revoked"]) });
    const silent = { ...trust, evidence: evidenceOf([], []) };
    expect(check(honest, silent)).toMatchObject({ verdict: "unknown", reasons: expect.arrayContaining(["revocation-unknown"]) });
  });

  test("made with SHA-1, as the older ones are, is told apart from a sound one", () => {
    const weak = signedBy(office, letterText(), { method: `${base}rsa-sha1`, digest: `${base}sha1` });
    expect(check(weak)).toMatchObject({ verdict: "unknown", reasons: expect.arrayContaining(["algorithm-weak"]) });
  });
});
