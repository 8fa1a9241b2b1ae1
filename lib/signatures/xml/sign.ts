import { readFile } from "node:fs/promises";
import { SignedXml } from "xml-crypto";
import { env } from "@/lib/env";
import { isForSigning } from "../checking/telling";
import { type HeldKey, readPkcs12 } from "../signing/pkcs12";
import type { Certificate } from "../trust/certificate";
import { isValidAt } from "../trust/path";

const dsig = "http://www.w3.org/2000/09/xmldsig#";
const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

/** Why this system cannot sign though it is told to. "over": its certificate has ended, or has not begun. */
export class CannotSign extends Error {
  constructor(readonly why: "unreadable" | "over") {
    super(`the system's own key: ${why}`);
  }
}
export type XmlSigner = {
  /** Of the certificate. */
  sha256: string;
  /** The XML with a signature over all of it, as the last thing in the element of this name. */
  sign(text: string, within: string): string;
};

/** Is this system told to sign what it sends? */
export const isXmlSigningOn = (): boolean => env().PACKETS_SIGNER_FILE !== undefined;

/** Signs what this system sends, with the key of PACKETS_SIGNER_FILE; null where none is configured. Throws CannotSign. */
export async function xmlSigner(now: Date): Promise<XmlSigner | null> {
  const { PACKETS_SIGNER_FILE: path, PACKETS_SIGNER_PASSPHRASE: passphrase } = env();
  if (path === undefined) return null;
  const held = await readFile(path)
    .then((file) => readPkcs12(file, passphrase ?? ""))
    .catch(() => null);
  if (held?.key.asymmetricKeyType !== "rsa" || !isForSigning(held.certificate)) throw new CannotSign("unreadable");
  if (!isValidAt(held.certificate, now)) throw new CannotSign("over");
  return { sha256: held.certificate.sha256, sign: (text, within) => signXml(text, within, held) };
}

/**
 * One signature over the whole file but itself (URI="", enveloped, exclusive canonical form, RSA with SHA-256), in the form `checkXml` believes; the
 * certificates go along, the signer's first.
 */
export function signXml(text: string, within: string, { key, certificate, chain }: HeldKey): string {
  const signed = new SignedXml({
    privateKey: key.export({ type: "pkcs8", format: "pem" }).toString(),
    publicCert: [certificate, ...chain].map(pem).join(""),
    signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    canonicalizationAlgorithm: exclusive,
  });
  signed.addReference({
    ...{ xpath: "/*", uri: "", isEmptyUri: true },
    transforms: [`${dsig}enveloped-signature`, exclusive],
    digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256",
  });
  signed.computeSignature(text, { location: { reference: `//*[local-name(.)='${within}']`, action: "append" } });
  return signed.getSignedXml();
}

function pem({ der }: Certificate): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
