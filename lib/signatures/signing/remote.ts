import { createHash } from "node:crypto";
import * as z from "zod";
import { type Address, postTo, readAddress, Unfetched } from "@/lib/egress";
import { env } from "@/lib/env";
import type { Certificate } from "../trust/certificate";
import type { Signer } from "./message";

/** Why a service did not sign. "refused": it answered that it will not, or its holder did. */
export const unsignedWhys = ["off", "silent", "unreadable", "refused"] as const;
export class Unsigned extends Error {
  constructor(readonly why: (typeof unsignedWhys)[number]) {
    super(`the signing service: ${why}`);
  }
}
/** The holder of the key has still to agree, on a device of their own; asked again with the ticket. */
export class NotYet extends Error {
  constructor(readonly ticket: string) {
    super("not signed yet");
  }
}

/** The service of SIGNER_URL; null where the deployment has none. */
export const signingService = (): Address | null => readAddress(env().SIGNER_URL ?? "");

const oids = {
  sha256: "2.16.840.1.101.3.4.2.1",
  rsa: "1.2.840.113549.1.1.11",
  ecdsa: "1.2.840.10045.4.3.2",
} as const;
const Answer = z.object({
  signatures: z.array(z.base64().min(1)).length(1).optional(),
  responseID: z.string().min(1).max(500).optional(),
});

/**
 * Whoever holds a key elsewhere, reached by the interface of the Cloud Signature Consortium (CSC API v2: signatures/signHash in asynchronous
 * mode, signatures/signPolling). Only the digest leaves. `ticket`: what the service called it when it was asked before. `sign` throws `NotYet`
 * and `Unsigned`.
 */
export function remoteSigner(
  holder: { certificate: Certificate; chain: readonly Certificate[]; credentialId: string; ticket: string | null },
  { service, signal, waitMs = 20_000 }: { service: Address; signal?: AbortSignal | undefined; waitMs?: number },
): Signer {
  const { certificate, chain, credentialId, ticket } = holder;
  const algorithm = certificate.key.asymmetricKeyType === "ec" ? "ecdsa" : "rsa";
  const ask = async (path: string, body: object) => {
    const url = new URL(`${service.url.href.replace(/\/$/, "")}/${path}`);
    const bytes = Buffer.from(JSON.stringify(body));
    const sent = { type: "application/json", bytes, key: env().SIGNER_KEY };
    const told = await postTo({ url, place: service.place }, sent, { most: 64 * 1_024, waitMs, signal }).catch(
      (error: unknown) => {
        throw error instanceof Unfetched ? new Unsigned(error.why === "unreadable" ? "unreadable" : "silent") : error;
      },
    );
    if (told.status >= 500 || told.status === 429) throw new Unsigned("silent");
    if (told.status !== 200 && told.status !== 202) throw new Unsigned("refused");
    return Answer.safeParse(jsonOf(told.body)).data ?? {};
  };
  return {
    certificate,
    chain,
    algorithm,
    async sign(bytes) {
      const hash = createHash("sha256").update(bytes).digest("base64");
      const told =
        ticket === null
          ? await ask("signatures/signHash", {
              credentialID: credentialId,
              hashes: [hash],
              hashAlgorithmOID: oids.sha256,
              signAlgo: oids[algorithm],
              operationMode: "A",
            })
          : await ask("signatures/signPolling", { responseID: ticket });
      const [signature] = told.signatures ?? [];
      if (signature !== undefined) return Buffer.from(signature, "base64");
      const named = told.responseID ?? ticket;
      if (named === null) throw new Unsigned("unreadable");
      throw new NotYet(named);
    },
  };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
