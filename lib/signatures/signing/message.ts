import { createHash } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { oid } from "../cms/signed";
import type { Certificate } from "../trust/certificate";
import { exact } from "../trust/certificate";

/** Whoever holds a key: a file, a card or a service elsewhere. `sign` signs bytes, not a digest, with SHA-256. */
export type Signer = {
  certificate: Certificate;
  /** What leads from it towards a root; the root itself is not sent. */
  chain: readonly Certificate[];
  algorithm: "rsa" | "ecdsa";
  sign(bytes: Buffer): Promise<Buffer>;
};

const sha256 = "2.16.840.1.101.3.4.2.1";
const algorithms = { rsa: "1.2.840.113549.1.1.11", ecdsa: "1.2.840.10045.4.3.2" } as const;
type Attribute = { type: string; value: asn1js.BaseBlock };

/**
 * A CMS message over bytes that are not in it (or, with `content`, over what it brings along), as PAdES baseline B demands: content type,
 * digest and the signer's certificate by its digest are signed; the time is the PDF's own to tell. `stamp`: asked with the signature's
 * value for a timestamp token, which makes it baseline T.
 */
export async function messageOver(
  parts: readonly Buffer[],
  signer: Signer,
  more: { content?: { type: string; bytes: Buffer }; stamp?: (signature: Buffer) => Promise<Buffer> } = {},
): Promise<Buffer> {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  const type = more.content?.type ?? oid.data;
  const attributes = setOf([
    { type: oid.contentType, value: new asn1js.ObjectIdentifier({ value: type }) },
    { type: oid.messageDigest, value: new asn1js.OctetString({ valueHex: exact(digest.digest()) }) },
    { type: oid.signingCertificateV2, value: certificateNamed(signer.certificate) },
  ]);
  const signature = await signer.sign(attributes);
  const token = await more.stamp?.(signature);
  const algorithm = (id: string, isNull = false) =>
    new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: id }), ...(isNull ? [new asn1js.Null()] : [])] });
  const signerInfo = new asn1js.Sequence({
    value: [
      new asn1js.Integer({ value: 1 }),
      new asn1js.Sequence({ value: [read(signer.certificate.issuerDer), serialOf(signer.certificate)] }),
      algorithm(sha256),
      retagged(attributes, 0xa0),
      algorithm(algorithms[signer.algorithm], signer.algorithm === "rsa"),
      new asn1js.OctetString({ valueHex: exact(signature) }),
      ...(token ? [retagged(setOf([{ type: oid.timeStamp, value: read(token) }]), 0xa1)] : []),
    ],
  });
  const content = more.content ? [tagged(0, [new asn1js.OctetString({ valueHex: exact(more.content.bytes) })])] : [];
  const signedData = new asn1js.Sequence({
    value: [
      new asn1js.Integer({ value: type === oid.data ? 1 : 3 }),
      new asn1js.Set({ value: [algorithm(sha256)] }),
      new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: type }), ...content] }),
      tagged(
        0,
        [signer.certificate, ...signer.chain].map(({ der }) => read(der)),
      ),
      new asn1js.Set({ value: [signerInfo] }),
    ],
  });
  const whole = new pkijs.ContentInfo({ contentType: oid.signedData, content: signedData });
  return Buffer.from(whole.toSchema().toBER());
}

/** SigningCertificateV2 (RFC 5035); SHA-256 is its default and is not named. */
function certificateNamed({ der }: Certificate): asn1js.Sequence {
  const digest = new asn1js.OctetString({ valueHex: exact(createHash("sha256").update(der).digest()) });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [digest] })] })] });
}

/** DER puts the members of a set in the order of their bytes. */
function setOf(attributes: readonly Attribute[]): Buffer {
  const members = attributes.map(({ type, value }) =>
    Buffer.from(
      new asn1js.Sequence({
        value: [new asn1js.ObjectIdentifier({ value: type }), new asn1js.Set({ value: [value] })],
      }).toBER(),
    ),
  );
  return Buffer.from(new asn1js.Set({ value: members.sort(Buffer.compare).map(read) }).toBER());
}

const tagged = (tagNumber: number, value: asn1js.BaseBlock[]) =>
  new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber }, value });
function retagged(der: Buffer, tag: number): asn1js.BaseBlock {
  const bytes = Buffer.from(der);
  bytes[0] = tag;
  return read(bytes);
}
const read = (der: Buffer): asn1js.BaseBlock => asn1js.fromBER(exact(der)).result;
const serialOf = ({ serial }: Certificate) => new asn1js.Integer({ valueHex: exact(Buffer.from(serial, "hex")) });
