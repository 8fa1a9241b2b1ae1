import * as pkijs from "pkijs";
import { type Checked, checkSigned } from "../cms/signed";
import { type Certificate, exact, hex } from "./certificate";

export type Revoked = { at: Date; reason: number | null };

/** Extensions of a list and of its entries that are understood; a critical one besides makes the list unfit. */
const understood = new Set(["2.5.29.20", "2.5.29.21", "2.5.29.24", "2.5.29.28", "2.5.29.35", "2.5.29.46", "2.5.29.60"]);

/** A list of revoked certificates (RFC 5280 §5). Throws where the bytes are none. */
export class Crl {
  readonly issuerDer: Buffer;
  readonly from: Date;
  /** When the next is promised; null where none is. */
  readonly until: Date | null;
  readonly revoked: ReadonlyMap<string, Revoked>;
  private readonly isFit: boolean;
  private readonly onlyFor: "users" | "authorities" | null;
  private readonly parsed: pkijs.CertificateRevocationList;
  private readonly signers = new Map<string, Checked>();

  constructor(der: Buffer) {
    const parsed = pkijs.CertificateRevocationList.fromBER(exact(der));
    this.parsed = parsed;
    this.issuerDer = Buffer.from(parsed.issuer.valueBeforeDecode);
    this.from = parsed.thisUpdate.value;
    this.until = parsed.nextUpdate?.value ?? null;
    const revoked = new Map<string, Revoked>();
    const extensions = [...(parsed.crlExtensions?.extensions ?? [])];
    for (const entry of parsed.revokedCertificates ?? []) {
      const own = entry.crlEntryExtensions?.extensions ?? [];
      extensions.push(...own);
      const reason = own.find(({ extnID }) => extnID === "2.5.29.21")?.extnValue.valueBlock.valueHexView.at(-1) ?? null;
      revoked.set(hex(entry.userCertificate.valueBlock.valueHexView), { at: entry.revocationDate.value, reason });
    }
    this.revoked = revoked;
    const part = extensions.find(({ extnID }) => extnID === "2.5.29.28")?.parsedValue as unknown;
    const isWhole =
      part === undefined ||
      (part instanceof pkijs.IssuingDistributionPoint &&
        !part.indirectCRL &&
        !part.onlyContainsAttributeCerts &&
        part.onlySomeReasons === undefined);
    const isPart = part instanceof pkijs.IssuingDistributionPoint;
    this.onlyFor = isPart && part.onlyContainsUserCerts ? "users" : isPart && part.onlyContainsCACerts ? "authorities" : null;
    // A delta (2.5.29.27) tells of changes only; it is critical and not understood.
    this.isFit = isWhole && extensions.every(({ extnID, critical }) => !critical || understood.has(extnID));
  }

  /** Does it speak of this certificate at all? */
  isOn(certificate: Certificate): boolean {
    if (!this.isFit || !this.issuerDer.equals(certificate.issuerDer)) return false;
    return this.onlyFor === null || (this.onlyFor === "authorities") === certificate.isCa;
  }

  isSignedBy(issuer: Certificate): Checked {
    const known = this.signers.get(issuer.sha256);
    if (known) return known;
    const found = this.checkSigner(issuer);
    this.signers.set(issuer.sha256, found);
    return found;
  }

  private checkSigner(issuer: Certificate): Checked {
    if (!(issuer.usage?.has("cRLSign") ?? true)) return { isSigned: false, strength: "strong" };
    const { tbsView, signatureAlgorithm, signatureValue } = this.parsed;
    return checkSigned(tbsView, signatureAlgorithm, signatureValue.valueBlock.valueHexView, issuer.key);
  }
}

/** The list in a PEM text or as DER. */
export function derOf(bytes: Buffer): Buffer {
  const text = bytes.subarray(0, 40).toString("latin1").trimStart().startsWith("-----BEGIN") ? bytes.toString("latin1") : null;
  const body = text === null ? null : /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END/.exec(text)?.[1];
  return body ? Buffer.from(body.replace(/\s/g, ""), "base64") : bytes;
}
