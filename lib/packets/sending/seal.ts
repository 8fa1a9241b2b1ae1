import { mostXmlBytes } from "@/lib/signatures/model";
import { CannotSign, type XmlSigner, xmlSigner } from "@/lib/signatures/queries";
import type { SendingFault } from "../model";

/** How the packets of a round are sealed: by a signer, not at all where none is configured, or why they cannot go. */
export type Seal = { signer: XmlSigner | null } | { fault: SendingFault };

export async function sealNow(now: Date): Promise<Seal> {
  try {
    return { signer: await xmlSigner(now) };
  } catch (error) {
    if (!(error instanceof CannotSign)) throw error;
    return { fault: error.why === "over" ? "signer-over" : "signer-unreadable" };
  }
}

type Sealed = { packet: AsyncIterable<Uint8Array>; signedWith: string | null };
/**
 * A packet as it goes, signed in its header as the standard has it (QCVN 102:2016/BTTTT). One that is larger than whoever checks as we do would look at
 * goes as it is. `write` writes the same packet each time.
 */
export async function sealed(write: () => AsyncIterable<Buffer>, signer: XmlSigner | null): Promise<Sealed> {
  const text = signer ? await textOf(write()) : null;
  if (!signer || text === null) return { packet: write(), signedWith: null };
  return { packet: piece(Buffer.from(signer.sign(text, "edXMLHeader"))), signedWith: signer.sha256 };
}

/** What the signature itself adds, with its certificates. */
const mostAdded = 100_000;
async function textOf(packet: AsyncIterable<Buffer>): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of packet) {
    bytes += chunk.length;
    if (bytes + mostAdded > mostXmlBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function* piece(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
