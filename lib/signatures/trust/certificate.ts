import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { type Checked, checkSigned } from "../cms/signed";

const names = {
  commonName: "2.5.4.3",
  organisation: "2.5.4.10",
  organisationUnit: "2.5.4.11",
  title: "2.5.4.12",
  identifier: "0.9.2342.19200300.100.1.1",
} as const;
/** Extensions whose meaning is known here. A critical one of any other kind makes a certificate unfit (RFC 5280 §4.2). */
const known = new Set([
  "2.5.29.14",
  "2.5.29.15",
  "2.5.29.17",
  "2.5.29.18",
  "2.5.29.19",
  "2.5.29.31",
  "2.5.29.32",
  "2.5.29.35",
  "2.5.29.37",
]);
const usages = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
];

export type Who = {
  name: string | null;
  organisation: string | null;
  unit: string | null;
  title: string | null;
  /** "MST:…", "CCCD:…": personal data where it is a person's. */
  identifier: string | null;
};

const mostKept = 500;
const lately = new Map<string, Certificate>();

/** An X.509 certificate and the bytes it was read from. Throws where these are none. */
export class Certificate {
  readonly issuerDer: Buffer;
  readonly subjectDer: Buffer;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly sha256: string;
  readonly isCa: boolean;
  readonly pathLength: number | null;
  /** null: it does not say, and may do all. */
  readonly usage: ReadonlySet<string> | null;
  readonly purposes: ReadonlySet<string> | null;
  readonly isPurposeCritical: boolean;
  readonly hasUnknownCritical: boolean;
  readonly keyId: string | null;
  readonly issuerKeyId: string | null;
  /** id-pkix-ocsp-nocheck: its own revocation is not asked for. */
  readonly isNotAsked: boolean;
  /** Where it says that its issuer is asked about it (OCSP), the first address; null where it says none. */
  readonly responder: string | null;
  private readonly parsed: pkijs.Certificate;
  private publicKey: KeyObject | null = null;
  private readonly issuers = new Map<string, Checked>();

  /** The certificate of these bytes; the same ones come with every signature of an office, and are read once. Throws like the constructor. */
  static of(der: Buffer): Certificate {
    const name = createHash("sha256").update(der).digest("hex");
    const known = lately.get(name);
    if (known) return known;
    const read = new Certificate(der);
    if (lately.size >= mostKept) lately.clear();
    lately.set(name, read);
    return read;
  }

  constructor(readonly der: Buffer) {
    const parsed = pkijs.Certificate.fromBER(exact(der));
    this.parsed = parsed;
    this.issuerDer = Buffer.from(parsed.issuer.valueBeforeDecode);
    this.subjectDer = Buffer.from(parsed.subject.valueBeforeDecode);
    this.serial = hex(parsed.serialNumber.valueBlock.valueHexView);
    this.notBefore = parsed.notBefore.value;
    this.notAfter = parsed.notAfter.value;
    this.sha256 = createHash("sha256").update(der).digest("hex");
    const list = parsed.extensions ?? [];
    const extension = (id: string) => list.find(({ extnID }) => extnID === id);
    const value = (id: string) => extension(id)?.parsedValue as unknown;
    const basic = value("2.5.29.19");
    this.isCa = basic instanceof pkijs.BasicConstraints && basic.cA === true;
    const most = basic instanceof pkijs.BasicConstraints ? basic.pathLenConstraint : undefined;
    this.pathLength = most === undefined ? null : typeof most === "number" ? most : most.valueBlock.valueDec;
    const usage = value("2.5.29.15");
    this.usage = usage instanceof asn1js.BitString ? new Set(bitsOf(usage.valueBlock.valueHexView)) : null;
    const purposes = value("2.5.29.37");
    this.purposes = purposes instanceof pkijs.ExtKeyUsage ? new Set(purposes.keyPurposes) : null;
    this.isPurposeCritical = extension("2.5.29.37")?.critical ?? false;
    const isBroken = (id: string, isRead: boolean) => extension(id) !== undefined && !isRead;
    this.hasUnknownCritical =
      list.some(({ extnID, critical }) => critical && !known.has(extnID)) ||
      new Set(list.map(({ extnID }) => extnID)).size !== list.length ||
      isBroken("2.5.29.15", this.usage !== null) ||
      isBroken("2.5.29.37", this.purposes !== null) ||
      isBroken("2.5.29.19", basic instanceof pkijs.BasicConstraints);
    const own = value("2.5.29.14");
    this.keyId = own instanceof asn1js.OctetString ? hex(own.valueBlock.valueHexView) : null;
    const above = value("2.5.29.35");
    this.issuerKeyId =
      above instanceof pkijs.AuthorityKeyIdentifier && above.keyIdentifier
        ? hex(above.keyIdentifier.valueBlock.valueHexView)
        : null;
    this.isNotAsked = extension("1.3.6.1.5.5.7.48.1.5") !== undefined;
    this.responder = responderIn(value("1.3.6.1.5.5.7.1.1"));
  }

  get key(): KeyObject {
    this.publicKey ??= createPublicKey({
      key: Buffer.from(this.parsed.subjectPublicKeyInfo.toSchema().toBER()),
      format: "der",
      type: "spki",
    });
    return this.publicKey;
  }

  /** The bits of the public key alone, as OCSP names an issuer's key. */
  get keyBits(): Buffer {
    return Buffer.from(this.parsed.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView);
  }

  /** What was once found of these two certificates stays so. */
  isIssuedBy(issuer: Certificate): Checked {
    const known = this.issuers.get(issuer.sha256);
    if (known) return known;
    const found = this.checkIssuer(issuer);
    this.issuers.set(issuer.sha256, found);
    return found;
  }

  private checkIssuer(issuer: Certificate): Checked {
    const { signatureAlgorithm, signature } = this.parsed;
    // What is signed says with what; outside of it another algorithm could be written.
    const isSame =
      signatureAlgorithm.algorithmId === signature.algorithmId && this.parsed.signatureValue.valueBlock.unusedBits === 0;
    if (!isSame) return { isSigned: false, strength: "strong" };
    try {
      return checkSigned(this.parsed.tbsView, signatureAlgorithm, this.parsed.signatureValue.valueBlock.valueHexView, issuer.key);
    } catch {
      return { isSigned: false, strength: "strong" };
    }
  }

  get who(): Who {
    return {
      name: this.subject(names.commonName),
      organisation: this.subject(names.organisation),
      unit: this.subject(names.organisationUnit),
      title: this.subject(names.title),
      identifier: this.subject(names.identifier),
    };
  }

  get issuerName(): string | null {
    return wordOf(this.parsed.issuer, names.commonName) ?? wordOf(this.parsed.issuer, names.organisation);
  }

  private subject(type: string): string | null {
    return wordOf(this.parsed.subject, type);
  }
}

function wordOf({ typesAndValues }: pkijs.RelativeDistinguishedNames, type: string): string | null {
  const values = typesAndValues.filter((one) => one.type === type).map((one) => String(one.value.valueBlock.value));
  return values.length > 0 ? values.join(", ") : null;
}

const mostAddress = 500;
function responderIn(access: unknown): string | null {
  if (!(access instanceof pkijs.InfoAccess)) return null;
  for (const { accessMethod, accessLocation } of access.accessDescriptions) {
    const address: unknown = accessMethod === "1.3.6.1.5.5.7.48.1" && accessLocation.type === 6 ? accessLocation.value : null;
    if (typeof address === "string" && address.length <= mostAddress && /^https?:/i.test(address) && URL.canParse(address))
      return new URL(address).href;
  }
  return null;
}

function bitsOf(bytes: Uint8Array): string[] {
  return usages.filter((_, i) => ((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
/** The bytes alone: a Buffer is often a part of a larger one, which the libraries would read from its beginning. */
export const exact = (bytes: Uint8Array): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
};
