import { readFile, stat } from "node:fs/promises";
import { mostBytes } from "../model";
import { PdfFault } from "../pdf/values";
import { checkAt, readTrust } from "../queries";
import { Certificate } from "../trust/certificate";
import { pathOf } from "../trust/path";
import type { Placing } from "./place";
import { remoteSigner, signingService, Unsigned } from "./remote";
import { signPdf } from "./sign";
import { stampAt, stampService } from "./stamping";

export type Order = Omit<Placing, "subFilter" | "permission" | "locks" | "holeBytes"> & {
  certificate: Uint8Array;
  credentialId: string;
  /** What the service called it when it was asked before. */
  ticket: string | null;
};

/**
 * Signs a file on this machine's disk with a key held by the signing service (PAdES baseline B; with TSA_URL baseline T) and gives back the new
 * file; the old one stays as it is. The same order again asks the same. Throws `NotYet` while the holder has to agree, `Unsigned`, and
 * `PdfFault` for a file that does not read as one thing within the limits of a check.
 */
export async function signFileAt(
  path: string,
  { certificate: der, credentialId, ticket, ...placing }: Order,
  ctx: { actor: { id: string }; now: Date; signal?: AbortSignal | undefined },
): Promise<Buffer> {
  const service = signingService();
  if (!service) throw new Unsigned("off");
  if ((await stat(path)).size > mostBytes) throw new PdfFault("too-large", "larger than any file that is read");
  const trust = await readTrust();
  // Whatever breaks or stalls a reader does so in a thread of its own first.
  const told = await checkAt(path, trust, ctx);
  if (told.reasons.some((reason) => unfit.has(reason))) throw new PdfFault("structure", "unfit to be signed");
  const certificate = Certificate.of(Buffer.from(der));
  const read = (all: readonly Uint8Array[]) => all.map((one) => Certificate.of(Buffer.from(one)));
  const way = pathOf(certificate, read(trust.others), read(trust.roots), ctx.now)?.certificates ?? [];
  const signer = remoteSigner({ certificate, chain: way.slice(1, -1), credentialId, ticket }, { service, signal: ctx.signal });
  const stamps = stampService();
  return signPdf(await readFile(path), signer, {
    ...placing,
    ...(stamps && { stamp: (signature: Buffer) => stampAt(stamps, signature, ctx.signal) }),
  });
}
const unfit = new Set(["structure-unclear", "encrypted", "too-large", "check-broke", "file-lost"]);
