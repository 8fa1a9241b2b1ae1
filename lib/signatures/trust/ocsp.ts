import { createHash } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { type Checked, checkSigned, hashes } from "../cms/signed";
import { Certificate, exact, hex } from "./certificate";
import type { Revoked } from "./crl";
import { isValidAt } from "./path";

const signsAnswers = "1.3.6.1.5.5.7.3.9";
const unsigned: Checked = { isSigned: false, strength: "strong" };
export type Answer = { state: "good" | Revoked | "unknown"; from: Date; until: Date | null };
type Single = pkijs.BasicOCSPResponse["tbsResponseData"]["responses"][number];
const mostAnswers = 100;

/** An answer of an OCSP responder (RFC 6960). Throws where the bytes are none. */
export class Ocsp {
  readonly madeAt: Date;
  private readonly basic: pkijs.BasicOCSPResponse;
  private readonly certificates: readonly Certificate[];
  private readonly singles = new Map<string, Single[]>();
  private readonly signers = new Map<string, Checked>();

  constructor(der: Buffer) {
    const response = pkijs.OCSPResponse.fromBER(exact(der));
    const bytes = response.responseBytes;
    if (response.responseStatus.valueBlock.valueDec !== 0 || bytes?.responseType !== "1.3.6.1.5.5.7.48.1.1")
      throw new Error("no answer");
    this.basic = pkijs.BasicOCSPResponse.fromBER(exact(bytes.response.valueBlock.valueHexView));
    this.madeAt = this.basic.tbsResponseData.producedAt;
    this.certificates = (this.basic.certs ?? []).slice(0, 10).map((one) => new Certificate(Buffer.from(one.toSchema().toBER())));
    for (const single of this.basic.tbsResponseData.responses.slice(0, mostAnswers)) {
      const serial = hex(single.certID.serialNumber.valueBlock.valueHexView);
      this.singles.set(serial, [...(this.singles.get(serial) ?? []), single]);
    }
  }

  /** What it says of a certificate of this issuer; null where it does not speak of it. */
  answerOn({ serial }: Pick<Certificate, "serial">, issuer: Certificate): Answer | null {
    for (const { certID, certStatus, thisUpdate, nextUpdate, singleExtensions } of this.singles.get(serial) ?? []) {
      const hash = hashes[certID.hashAlgorithm.algorithmId];
      if (!hash) continue;
      const is = (bytes: Buffer, said: asn1js.OctetString) =>
        createHash(hash).update(bytes).digest().equals(Buffer.from(said.valueBlock.valueHexView));
      if (!is(issuer.subjectDer, certID.issuerNameHash) || !is(issuer.keyBits, certID.issuerKeyHash)) continue;
      if (singleExtensions?.some(({ critical }) => critical)) continue;
      return { state: stateOf(certStatus), from: thisUpdate, until: nextUpdate ?? null };
    }
    return null;
  }

  /** Everything it says of certificates of this issuer. */
  answersFor(issuer: Certificate): (Answer & { serial: string })[] {
    return [...this.singles.keys()].flatMap((serial) => {
      const answer = this.answerOn({ serial }, issuer);
      return answer ? [{ serial, ...answer }] : [];
    });
  }

  /** Signed by the issuer itself, or by one to whom the issuer gave that task and no other check of it (nocheck). */
  isSignedFor(issuer: Certificate): Checked {
    const known = this.signers.get(issuer.sha256);
    if (known) return known;
    const found = this.checkSigner(issuer);
    this.signers.set(issuer.sha256, found);
    return found;
  }

  private checkSigner(issuer: Certificate): Checked {
    if (this.basic.tbsResponseData.responseExtensions?.some(({ critical }) => critical)) return unsigned;
    const own = this.isSignedBy(issuer);
    if (own.isSigned) return own;
    for (const one of this.certificates) {
      const isFit =
        one.purposes?.has(signsAnswers) &&
        one.isNotAsked &&
        !one.hasUnknownCritical &&
        one.issuerDer.equals(issuer.subjectDer) &&
        isValidAt(one, this.madeAt) &&
        one.isIssuedBy(issuer).isSigned;
      if (!isFit) continue;
      const signed = this.isSignedBy(one);
      if (signed.isSigned) return signed;
    }
    return unsigned;
  }

  private isSignedBy(by: Certificate): Checked {
    const { tbsResponseData, signatureAlgorithm, signature } = this.basic;
    return checkSigned(tbsResponseData.tbsView, signatureAlgorithm, signature.valueBlock.valueHexView, by.key);
  }
}

function stateOf(status: unknown): Answer["state"] {
  if (!(status instanceof asn1js.BaseBlock) || status.idBlock.tagClass !== 3) return "unknown";
  if (status.idBlock.tagNumber === 0) return "good";
  if (status.idBlock.tagNumber !== 1 || !(status instanceof asn1js.Constructed)) return "unknown";
  const [time, reason] = status.valueBlock.value;
  if (!(time instanceof asn1js.GeneralizedTime)) return "unknown";
  const said = reason instanceof asn1js.Constructed ? reason.valueBlock.value[0] : null;
  return { at: time.toDate(), reason: said instanceof asn1js.Enumerated ? said.valueBlock.valueDec : null };
}

/**
 * The question about one certificate, as a responder wants it (RFC 6960 §4.1, RFC 5019 §2.1: hashed with SHA-1, without a nonce, for most of them answer
 * with what they signed beforehand). It holds nothing but which certificate is meant.
 */
export function questionOf({ serial }: Certificate, issuer: Certificate): Buffer {
  const sha1 = (bytes: Buffer) => new asn1js.OctetString({ valueHex: exact(createHash("sha1").update(bytes).digest()) });
  const reqCert = new pkijs.CertID({
    hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: "1.3.14.3.2.26", algorithmParams: new asn1js.Null() }),
    issuerNameHash: sha1(issuer.subjectDer),
    issuerKeyHash: sha1(issuer.keyBits),
    serialNumber: new asn1js.Integer({ valueHex: exact(Buffer.from(serial, "hex")) }),
  });
  const question = new pkijs.OCSPRequest();
  question.tbsRequest.requestList = [new pkijs.Request({ reqCert })];
  return Buffer.from(question.toSchema(true).toBER());
}
