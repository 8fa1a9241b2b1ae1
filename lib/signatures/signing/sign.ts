import { messageOver, type Signer } from "./message";
import { fill, type Placing, partsOf, place } from "./place";
import { changed, Update } from "./update";

/**
 * Signs a file behind all that is in it (PAdES baseline B; with `stamp` baseline T). Whoever calls must have shown the signer the very
 * bytes, and keep the result as a file of its own. Throws a `PdfFault` for a file that does not read as one thing.
 */
export async function signPdf(
  bytes: Buffer,
  signer: Signer,
  placing: Omit<Placing, "subFilter"> & { stamp?: (signature: Buffer) => Promise<Buffer> },
): Promise<Buffer> {
  const placed = place(bytes, { ...placing, subFilter: "ETSI.CAdES.detached" });
  return fill(placed, await messageOver(partsOf(placed), signer, placing.stamp ? { stamp: placing.stamp } : {}));
}

/** Adds a timestamp over the whole file; `stamp` is asked with all its bytes for a token. */
export async function stampPdf(
  bytes: Buffer,
  stamp: (bytes: Buffer) => Promise<Buffer>,
  placing: { field: string; at: Date },
): Promise<Buffer> {
  const placed = place(bytes, { ...placing, subFilter: "ETSI.RFC3161" });
  return fill(placed, await stamp(Buffer.concat(partsOf(placed))));
}

/** Adds what a later check needs: certificates, revocation lists and answers, as DER. */
export function keepEvidence(
  bytes: Buffer,
  evidence: { certificates: readonly Buffer[]; crls: readonly Buffer[]; ocsps: readonly Buffer[] },
): Buffer {
  const update = new Update(bytes);
  const streams = (ders: readonly Buffer[]) => ders.map((der) => update.add({}, der));
  const store = update.add({
    Certs: streams(evidence.certificates),
    CRLs: streams(evidence.crls),
    OCSPs: streams(evidence.ocsps),
  });
  update.put(update.root.ref, changed(update.root.dict, { DSS: store }));
  return update.end();
}
