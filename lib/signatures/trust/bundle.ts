import { createHash } from "node:crypto";
import * as asn1js from "asn1js";
import { Certificate, exact } from "./certificate";
import { Crl } from "./crl";
import { Ocsp } from "./ocsp";

type File = { der: Buffer; sha256: string };
export type Found = { certificate: Certificate } | ({ list: Crl } & File) | ({ answer: Ocsp } & File);
const mostFound = 50;

/** Certificates, lists and answers in a file as administrators get them: DER, PEM with one or more of them, or a PKCS #7 bundle (.p7b). */
export function trustIn(file: Buffer, most = mostFound): Found[] {
  return blocksOf(file)
    .flatMap((der) => bundled(der) ?? [der])
    .slice(0, most)
    .flatMap((der): Found[] => {
      const certificate = readOrNull(() => new Certificate(der));
      if (certificate) return [{ certificate }];
      const file = { der, sha256: createHash("sha256").update(der).digest("hex") };
      const list = readOrNull(() => new Crl(der));
      if (list) return [{ list, ...file }];
      const answer = readOrNull(() => new Ocsp(der));
      return answer ? [{ answer, ...file }] : [];
    });
}

function blocksOf(file: Buffer): Buffer[] {
  const text = file.toString("latin1");
  const blocks = [...text.matchAll(/-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END/g)];
  return blocks.length > 0 ? blocks.map(([, body = ""]) => Buffer.from(body.replace(/\s/g, ""), "base64")) : [file];
}

const signedData = "1.2.840.113549.1.7.2";
/** What a message without content carries: its certificates ([0]) and its lists ([1]), byte for byte. Null for what is none. */
function bundled(der: Buffer): Buffer[] | null {
  const { result, offset } = asn1js.fromBER(exact(der));
  if (offset < 0 || !(result instanceof asn1js.Sequence)) return null;
  const [type, wrapped] = result.valueBlock.value;
  if (!(type instanceof asn1js.ObjectIdentifier) || type.valueBlock.toString() !== signedData) return null;
  const [message] = wrapped instanceof asn1js.Constructed ? wrapped.valueBlock.value : [];
  if (!(message instanceof asn1js.Sequence)) return null;
  return message.valueBlock.value.flatMap((part) =>
    part instanceof asn1js.Constructed && part.idBlock.tagClass === 3 && part.idBlock.tagNumber <= 1
      ? part.valueBlock.value.map((one) => Buffer.from(one.valueBeforeDecodeView))
      : [],
  );
}

function readOrNull<T>(how: () => T): T | null {
  try {
    return how();
  } catch {
    return null;
  }
}
