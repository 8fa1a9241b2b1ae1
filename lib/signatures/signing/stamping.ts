import { createHash, randomBytes } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { type Address, postTo, readAddress, Unfetched } from "@/lib/egress";
import { env } from "@/lib/env";
import { exact } from "../trust/certificate";
import { Unsigned } from "./remote";

/** The timestamp authority of TSA_URL; null where the deployment has none. */
export const stampService = (): Address | null => readAddress(env().TSA_URL ?? "");

/**
 * Asks a timestamp authority for a token over the SHA-256 of these bytes (RFC 3161 §2.4, §3.4). What it answers is judged where the signature
 * is checked. Throws `Unsigned`. The Government's was seen to take two minutes (DOMAIN §4.2), hence the long wait.
 */
export async function stampAt(service: Address, bytes: Buffer, signal?: AbortSignal, waitMs = 180_000): Promise<Buffer> {
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: "2.16.840.1.101.3.4.2.1" }),
      hashedMessage: new asn1js.OctetString({ valueHex: exact(createHash("sha256").update(bytes).digest()) }),
    }),
    nonce: new asn1js.Integer({ valueHex: exact(Buffer.concat([Buffer.from([1]), randomBytes(8)])) }),
    certReq: true,
  });
  const sent = { type: "application/timestamp-query", bytes: Buffer.from(request.toSchema().toBER()) };
  const { status, body } = await postTo(service, sent, { most: 64 * 1_024, waitMs, signal }).catch((error: unknown) => {
    throw error instanceof Unfetched ? new Unsigned(error.why === "unreadable" ? "unreadable" : "silent") : error;
  });
  if (status !== 200) throw new Unsigned("silent");
  const token = tokenIn(body);
  if (!token) throw new Unsigned("refused");
  return token;
}

function tokenIn(body: Buffer): Buffer | null {
  try {
    const { timeStampToken } = pkijs.TimeStampResp.fromBER(exact(body));
    return timeStampToken ? Buffer.from(timeStampToken.toSchema().toBER()) : null;
  } catch {
    return null;
  }
}
