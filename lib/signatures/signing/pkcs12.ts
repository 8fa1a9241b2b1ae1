import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import * as pkijs from "pkijs";
import { readOr } from "../checking/trusting";
import { Certificate, exact } from "../trust/certificate";

const bags = {
  key: "1.2.840.113549.1.12.10.1.1",
  shroudedKey: "1.2.840.113549.1.12.10.1.2",
  certificate: "1.2.840.113549.1.12.10.1.3",
};
export type HeldKey = { key: KeyObject; certificate: Certificate; chain: readonly Certificate[] };

/**
 * The private key of a PKCS#12 file (RFC 7292) with its certificate and those above it, the next one first. Throws where the passphrase does not open
 * it, it holds no key with its certificate, or it is closed by what is no longer used (RC2, Triple DES).
 */
export async function readPkcs12(file: Buffer, passphrase: string): Promise<HeldKey> {
  const password = exact(Buffer.from(passphrase, "utf8"));
  const pfx = pkijs.PFX.fromBER(exact(file));
  await pfx.parseInternalValues({ password, checkIntegrity: true });
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (!safe) throw new Error("an empty PKCS#12 file");
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
  const contents: readonly { value: pkijs.SafeContents }[] = safe.parsedValue.safeContents;
  const keys: KeyObject[] = [];
  const certificates: Certificate[] = [];
  for (const { bagId, bagValue } of contents.flatMap(({ value }) => value.safeBags)) {
    if (bagId === bags.certificate && bagValue instanceof pkijs.CertBag && bagValue.parsedValue instanceof pkijs.Certificate) {
      const der = Buffer.from(bagValue.parsedValue.toSchema().toBER());
      certificates.push(...readOr(() => new Certificate(der)));
    }
    if (bagId === bags.shroudedKey && bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
      // The library reads a shrouded key through a method it does not declare.
      const opener: unknown = Reflect.get(bagValue, "parseInternalValues");
      if (typeof opener === "function") await Reflect.apply(opener, bagValue, [{ password }]);
      if (bagValue.parsedValue) keys.push(keyOf(bagValue.parsedValue));
    }
    if (bagId === bags.key && bagValue instanceof pkijs.PrivateKeyInfo) keys.push(keyOf(bagValue));
  }
  for (const key of keys) {
    const certificate = certificates.find((one) => one.key.equals(createPublicKey(key)));
    if (certificate) return { key, certificate, chain: above(certificate, certificates) };
  }
  throw new Error("no key with its certificate");
}

const keyOf = (info: pkijs.PrivateKeyInfo) =>
  createPrivateKey({ key: Buffer.from(info.toSchema().toBER()), format: "der", type: "pkcs8" });

function above(certificate: Certificate, all: readonly Certificate[]): Certificate[] {
  const issuer = all.find(
    (one) =>
      one.sha256 !== certificate.sha256 && one.subjectDer.equals(certificate.issuerDer) && certificate.isIssuedBy(one).isSigned,
  );
  return issuer
    ? [
        issuer,
        ...above(
          issuer,
          all.filter((one) => one !== certificate),
        ),
      ]
    : [];
}
