import { constants, type KeyObject, verify } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";

export const oid = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  stampInfo: "1.2.840.113549.1.9.16.1.4",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  timeStamp: "1.2.840.113549.1.9.16.2.14",
  rsa: "1.2.840.113549.1.1.1",
  pss: "1.2.840.113549.1.1.10",
  ec: "1.2.840.10045.2.1",
} as const;

export const hashes: Readonly<Record<string, string>> = {
  "1.2.840.113549.2.5": "md5",
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.4": "sha224",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
const signatures: Readonly<Record<string, { key: "rsa" | "ec"; hash: string }>> = {
  "1.2.840.113549.1.1.4": { key: "rsa", hash: "md5" },
  "1.2.840.113549.1.1.5": { key: "rsa", hash: "sha1" },
  "1.2.840.113549.1.1.14": { key: "rsa", hash: "sha224" },
  "1.2.840.113549.1.1.11": { key: "rsa", hash: "sha256" },
  "1.2.840.113549.1.1.12": { key: "rsa", hash: "sha384" },
  "1.2.840.113549.1.1.13": { key: "rsa", hash: "sha512" },
  "1.2.840.10045.4.1": { key: "ec", hash: "sha1" },
  "1.2.840.10045.4.3.1": { key: "ec", hash: "sha224" },
  "1.2.840.10045.4.3.2": { key: "ec", hash: "sha256" },
  "1.2.840.10045.4.3.3": { key: "ec", hash: "sha384" },
  "1.2.840.10045.4.3.4": { key: "ec", hash: "sha512" },
};

/** "weak": SHA-1, RSA under 2048 bits. "broken": MD5, RSA under 1024 bits: proves nothing. */
export type Strength = "strong" | "weak" | "broken";
export const weaker = (a: Strength, b: Strength): Strength =>
  a === "broken" || b === "broken" ? "broken" : a === "weak" || b === "weak" ? "weak" : "strong";
const hashStrength = (hash: string): Strength => (hash === "md5" ? "broken" : hash === "sha1" ? "weak" : "strong");
export function keyStrength(key: KeyObject): Strength {
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (bits === undefined) return "strong";
  return bits < 1024 ? "broken" : bits < 2048 ? "weak" : "strong";
}

export type Checked = { isSigned: boolean; strength: Strength };
const unsigned: Checked = { isSigned: false, strength: "strong" };

/**
 * Did the owner of this key sign these bytes? RSA (PKCS #1 1.5 and PSS) and ECDSA, judged by OpenSSL. `digest`: the hash a message names apart
 * from its algorithm; the two must agree. An algorithm not known here is not signed.
 */
export function checkSigned(
  bytes: Uint8Array,
  algorithm: pkijs.AlgorithmIdentifier,
  signature: Uint8Array,
  key: KeyObject,
  digest?: string,
): Checked {
  const how = wayOf(algorithm, digest);
  if (!how || (digest !== undefined && how.hash !== digest) || key.asymmetricKeyType !== (how.key === "pss" ? "rsa" : how.key))
    return unsigned;
  const padding =
    how.key === "pss"
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: how.salt }
      : how.key === "rsa"
        ? { padding: constants.RSA_PKCS1_PADDING }
        : {};
  try {
    const isSigned = verify(how.hash, bytes, { key, ...padding }, signature);
    return { isSigned, strength: weaker(hashStrength(how.hash), keyStrength(key)) };
  } catch {
    return unsigned;
  }
}

type Way = { key: "rsa" | "ec"; hash: string } | { key: "pss"; hash: string; salt: number };
function wayOf({ algorithmId, algorithmParams }: pkijs.AlgorithmIdentifier, digest: string | undefined): Way | null {
  if (algorithmId === oid.pss) return pssOf(algorithmParams);
  if (!isPlain(algorithmParams)) return null;
  const named = signatures[algorithmId];
  if (named) return named;
  if (digest === undefined) return null;
  return algorithmId === oid.rsa ? { key: "rsa", hash: digest } : algorithmId === oid.ec ? { key: "ec", hash: digest } : null;
}

/** No parameters, or NULL in their place. */
export const isPlain = (params: unknown): boolean =>
  params === undefined || (params instanceof asn1js.Null && params.valueBlock.blockLength === 0);

function pssOf(params: unknown): Way | null {
  try {
    const { hashAlgorithm, saltLength, maskGenAlgorithm, trailerField } = new pkijs.RSASSAPSSParams({ schema: params });
    const hash = hashes[hashAlgorithm.algorithmId];
    const mask = new pkijs.AlgorithmIdentifier({ schema: maskGenAlgorithm.algorithmParams });
    return hash && hashes[mask.algorithmId] === hash && trailerField === 1 ? { key: "pss", hash, salt: saltLength } : null;
  } catch {
    return null;
  }
}
