import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import type { Signer } from "@/lib/signatures/signing/message";
import { Certificate, exact } from "@/lib/signatures/trust/certificate";

// The demo city's own authority. Its keys are made when the city is loaded and forgotten with the process; what it says of
// itself names it invented, and taking the demo away takes it out of the trust store.

const ecdsaWithSha256 = "1.2.840.10045.4.3.2";
const typeOf = { name: "2.5.4.3", organisation: "2.5.4.10", title: "2.5.4.12", country: "2.5.4.6" } as const;
type Names = Partial<Record<keyof typeof typeOf, string>>;
export type Holder = { key: KeyObject; certificate: Certificate; signer: Signer };
type Wanted = { names: Names; serial: number; from: Date; until: Date; isAuthority?: boolean; kind?: "ec" | "rsa" };

const algorithm = () => new pkijs.AlgorithmIdentifier({ algorithmId: ecdsaWithSha256 });
const publicOf = (key: KeyObject) => createPublicKey(key).export({ type: "spki", format: "der" });
const keyIdOf = (key: KeyObject) => exact(createHash("sha1").update(publicOf(key)).digest());
const readName = (der: Buffer) => new pkijs.RelativeDistinguishedNames({ schema: asn1js.fromBER(exact(der)).result });
const signedBy = (key: KeyObject, bytes: ArrayBuffer) =>
  new asn1js.BitString({ valueHex: exact(sign("sha256", Buffer.from(bytes), key)) });
const extension = (extnID: string, value: asn1js.BaseBlock, critical = false) =>
  new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });

function nameOf(names: Names): pkijs.RelativeDistinguishedNames {
  const typesAndValues = Object.entries({ country: "VN", ...names }).map(
    ([key, value]) =>
      new pkijs.AttributeTypeAndValue({
        type: typeOf[key as keyof typeof typeOf],
        value: key === "country" ? new asn1js.PrintableString({ value }) : new asn1js.Utf8String({ value }),
      }),
  );
  return new pkijs.RelativeDistinguishedNames({ typesAndValues });
}

/** A certificate by an issuer, or by itself (RFC 5280). */
export function issue(issuer: Holder | null, { names, serial, from, until, isAuthority = false, kind = "ec" }: Wanted): Holder {
  const key =
    kind === "ec"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey
      : generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
  const by = issuer?.key ?? key;
  const made = new pkijs.Certificate();
  made.version = 2;
  made.serialNumber = new asn1js.Integer({ value: serial });
  made.subject = nameOf(names);
  made.issuer = issuer ? readName(issuer.certificate.subjectDer) : made.subject;
  made.notBefore = new pkijs.Time({ type: 0, value: from });
  made.notAfter = new pkijs.Time({ type: 0, value: until });
  made.subjectPublicKeyInfo = new pkijs.PublicKeyInfo({ schema: asn1js.fromBER(exact(publicOf(key))).result });
  const usage = isAuthority ? { bits: 0b0000_0110, unusedBits: 1 } : { bits: 0b1100_0000, unusedBits: 6 };
  made.extensions = [
    extension(
      "2.5.29.15",
      new asn1js.BitString({ valueHex: exact(Buffer.from([usage.bits])), unusedBits: usage.unusedBits }),
      true,
    ),
    extension("2.5.29.14", new asn1js.OctetString({ valueHex: keyIdOf(key) })),
    extension(
      "2.5.29.35",
      new pkijs.AuthorityKeyIdentifier({ keyIdentifier: new asn1js.OctetString({ valueHex: keyIdOf(by) }) }).toSchema(),
    ),
    ...(isAuthority ? [extension("2.5.29.19", new pkijs.BasicConstraints({ cA: true }).toSchema(), true)] : []),
  ];
  made.signature = algorithm();
  made.signatureAlgorithm = algorithm();
  made.signatureValue = signedBy(by, made.encodeTBS().toBER());
  const certificate = new Certificate(Buffer.from(made.toSchema(true).toBER()));
  const signer: Signer = {
    certificate,
    chain: issuer ? [issuer.certificate] : [],
    algorithm: kind === "ec" ? "ecdsa" : "rsa",
    sign: async (bytes) => sign("sha256", bytes, key),
  };
  return { key, certificate, signer };
}

class List extends pkijs.CertificateRevocationList {
  toSign() {
    return this.encodeTBS();
  }
}

/** The list of what an authority revoked. */
export function revocationList(
  issuer: Holder,
  revoked: readonly { certificate: Certificate; at: Date }[],
  from: Date,
  until: Date,
): Buffer {
  const made = new List();
  made.version = 1;
  made.issuer = readName(issuer.certificate.subjectDer);
  made.thisUpdate = new pkijs.Time({ type: 0, value: from });
  made.nextUpdate = new pkijs.Time({ type: 0, value: until });
  if (revoked.length > 0)
    made.revokedCertificates = revoked.map(
      ({ certificate, at }) =>
        new pkijs.RevokedCertificate({
          userCertificate: new asn1js.Integer({ valueHex: exact(Buffer.from(certificate.serial, "hex")) }),
          revocationDate: new pkijs.Time({ type: 0, value: at }),
        }),
    );
  made.signature = algorithm();
  made.signatureAlgorithm = algorithm();
  made.signatureValue = signedBy(issuer.key, made.toSign().toBER());
  return Buffer.from(made.toSchema(true).toBER());
}
