import { createHash } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { Certificate, exact, hex } from "../trust/certificate";
import { isDer, partsOf, tag } from "./der";
import { type Checked, checkSigned, hashes, isPlain, oid, type Strength } from "./signed";

/** The bytes are no CMS message with one signer as RFC 5652 and PAdES have it. */
export class MessageFault extends Error {}
export type MessageProblem = "digest-differs" | "signature-broken" | "certificate-swapped";

const mostCertificates = 50;

/** A CMS message with one signer, as it stands in a PDF's signature, in a timestamp or in an answer. Throws a `MessageFault`. */
export class Message {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Buffer[];
  readonly signer: Certificate;
  readonly contentType: string;
  /** What is signed, where the message brings it along. */
  readonly content: Buffer | null;
  readonly hash: string;
  private readonly info: pkijs.SignerInfo;

  constructor(der: Buffer) {
    const { info, version, digestAlgorithms, encapsulated, certificates, crls } = parsed(der);
    this.info = info;
    this.certificates = certificates.map((one) => read(() => Certificate.of(one)));
    this.crls = crls;
    const { eContentType, eContent } = encapsulated;
    this.contentType = eContentType;
    this.content = eContent ? read(() => Buffer.from(eContent.getValue())) : null;
    if (version !== (eContentType === oid.data ? 1 : 3) || info.version !== 1) throw new MessageFault("version");
    const { sid } = info;
    if (!(sid instanceof pkijs.IssuerAndSerialNumber)) throw new MessageFault("a signer without issuer and serial number");
    const [issuer, serial] = [Buffer.from(sid.issuer.valueBeforeDecode), hex(sid.serialNumber.valueBlock.valueHexView)];
    const signer = this.certificates.find((one) => one.serial === serial && one.issuerDer.equals(issuer));
    if (!signer) throw new MessageFault("no certificate of the signer");
    this.signer = signer;
    const digests = [info.digestAlgorithm, ...digestAlgorithms];
    const hash = hashes[info.digestAlgorithm.algorithmId];
    if (!hash || digests.some((one) => hashes[one.algorithmId] !== hash || !isPlain(one.algorithmParams)))
      throw new MessageFault("an unknown digest");
    this.hash = hash;
    const types = (info.signedAttrs?.attributes ?? []).map(({ type }) => type);
    if (new Set(types).size !== types.length) throw new MessageFault("an attribute twice");
    const type = this.attribute(oid.contentType);
    if (!(type instanceof asn1js.ObjectIdentifier) || type.valueBlock.toString() !== eContentType)
      throw new MessageFault("a content of another kind than is signed");
  }

  /** What of the message does not hold for these bytes, and how strong what it is signed with is. */
  check(parts: readonly Uint8Array[]): { problems: MessageProblem[]; strength: Strength } {
    const problems: MessageProblem[] = [];
    const digest = createHash(this.hash);
    for (const part of parts) digest.update(part);
    const said = this.attribute(oid.messageDigest);
    if (!(said instanceof asn1js.OctetString) || !digest.digest().equals(Buffer.from(said.valueBlock.valueHexView)))
      problems.push("digest-differs");
    const signed = this.checkAttributes();
    if (!signed.isSigned) problems.push("signature-broken");
    if (this.namesSigner() === false) problems.push("certificate-swapped");
    return { problems, strength: signed.strength };
  }

  private checkAttributes(): Checked {
    const { signedAttrs, signatureAlgorithm, signature } = this.info;
    const bytes = Buffer.from(signedAttrs?.encodedValue ?? new ArrayBuffer(0));
    // Signed is the set as such, not the part of the message it stands as (RFC 5652 §5.4).
    bytes[0] = 0x31;
    try {
      return checkSigned(bytes, signatureAlgorithm, signature.valueBlock.valueHexView, this.signer.key, this.hash);
    } catch {
      return { isSigned: false, strength: "strong" };
    }
  }

  /** Does the signed part name the signer's certificate by its digest? null: it does not say. */
  namesSigner(): boolean | null {
    const said = this.attribute(oid.signingCertificateV2) ?? this.attribute(oid.signingCertificate);
    if (said === null) return null;
    const first = child(child(child(said, 0), 0), 0);
    const isHashNamed = first instanceof asn1js.Sequence;
    const algorithm = isHashNamed ? child(first, 0) : null;
    const digest = isHashNamed ? child(child(child(said, 0), 0), 1) : first;
    const byDefault = this.attribute(oid.signingCertificateV2) ? "sha256" : "sha1";
    const hash = algorithm instanceof asn1js.ObjectIdentifier ? hashes[algorithm.valueBlock.toString()] : byDefault;
    if (!hash || !(digest instanceof asn1js.OctetString)) return false;
    return createHash(hash).update(this.signer.der).digest().equals(Buffer.from(digest.valueBlock.valueHexView));
  }

  /** When the signer's machine says it was signed. */
  get claimedAt(): Date | null {
    const said = this.attribute(oid.signingTime);
    const at = said instanceof asn1js.UTCTime || said instanceof asn1js.GeneralizedTime ? said.toDate() : null;
    return at && !Number.isNaN(at.getTime()) ? at : null;
  }

  get signature(): Buffer {
    return Buffer.from(this.info.signature.valueBlock.valueHexView);
  }

  /** The timestamp over the signature's value, if there is one; "broken": there is something else in its place. */
  get stamp(): Buffer | "broken" | null {
    const attributes = this.info.unsignedAttrs?.attributes ?? [];
    const [stamp, second] = attributes.filter(({ type }) => type === oid.timeStamp);
    if (!stamp) return attributes.length > 0 ? "broken" : null;
    const value: unknown = stamp.values[0];
    if (second || attributes.length > 1 || stamp.values.length !== 1 || !(value instanceof asn1js.Sequence)) return "broken";
    return Buffer.from(value.valueBeforeDecodeView);
  }

  private attribute(type: string): unknown {
    const found = this.info.signedAttrs?.attributes.find((one) => one.type === type);
    return found?.values.length === 1 ? found.values[0] : null;
  }
}

/**
 * The parts of a message, cut by their lengths: the certificates and lists in it are most of its bytes and come again with every message, so
 * that they are read apart and once (`Certificate.of`); the library would read them, and make its plan of them, anew for each signature.
 */
function parsed(der: Buffer) {
  return read(() => {
    if (!isDer(der)) throw new MessageFault("no DER");
    const [kind, wrapped, more] = partsOf(der);
    if (!kind || !wrapped || more || der[0] !== tag.sequence || wrapped[0] !== tag.first) throw new MessageFault("no message");
    const type = asn1js.fromBER(exact(kind)).result;
    if (!(type instanceof asn1js.ObjectIdentifier) || type.valueBlock.toString() !== oid.signedData)
      throw new MessageFault("no signed data");
    const [body, beside] = partsOf(wrapped);
    if (!body || beside || body[0] !== tag.sequence) throw new MessageFault("no signed data");
    const [version, digests, content, ...rest] = partsOf(body);
    const marked = (mark: number): Buffer[] => (rest[0]?.[0] === mark ? rest.splice(0, 1).flatMap(partsOf) : []);
    const [certificates, crls] = [marked(tag.first), marked(tag.second)];
    const [signers, behind] = rest;
    if (!version || !digests || !content || !signers || behind) throw new MessageFault("no signed data");
    if (digests[0] !== tag.set || signers[0] !== tag.set) throw new MessageFault("no signed data");
    const number = asn1js.fromBER(exact(version)).result;
    if (!(number instanceof asn1js.Integer)) throw new MessageFault("no version");
    const [one, second] = partsOf(signers);
    if (!one || second) throw new MessageFault("not one signer");
    const info = new pkijs.SignerInfo({ schema: asn1js.fromBER(exact(one)).result });
    if (!info.signedAttrs) throw new MessageFault("nothing signed beside the content");
    if (certificates.length > mostCertificates || crls.length > mostCertificates) throw new MessageFault("too much");
    return {
      info,
      version: number.valueBlock.valueDec,
      digestAlgorithms: partsOf(digests).map(
        (each) => new pkijs.AlgorithmIdentifier({ schema: asn1js.fromBER(exact(each)).result }),
      ),
      encapsulated: new pkijs.EncapsulatedContentInfo({ schema: asn1js.fromBER(exact(content)).result }),
      certificates,
      crls,
    };
  });
}

/** The libraries throw errors of their own kinds where the bytes are not what they should be. */
function read<T>(how: () => T): T {
  try {
    return how();
  } catch (error) {
    throw error instanceof MessageFault ? error : new MessageFault(error instanceof Error ? error.message : "unreadable");
  }
}

const child = (value: unknown, at: number): unknown =>
  value instanceof asn1js.Sequence ? value.valueBlock.value[at] : undefined;
