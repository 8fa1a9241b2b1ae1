import { inflateSync } from "node:zlib";
import { dictOf, listOf, type Revision } from "./revision";
import { nameOf, PdfFault, Stream } from "./values";

/** Certificates, revocation lists and answers that a file brings along (document security store, ISO 32000-2 §12.8.4.3). */
export type SecurityStore = { certificates: Buffer[]; crls: Buffer[]; ocsps: Buffer[] };

const most = 200;
const mostBytes = 8 * 2 ** 20;

/** What the store holds; what of it cannot be read is left out. */
export function securityStore(revision: Revision): SecurityStore {
  const catalog = dictOf(revision.resolve(revision.trailer.get("Root")));
  const dss = dictOf(revision.resolve(catalog?.get("DSS") ?? null));
  const streams = (key: string) =>
    listOf(revision.resolve(dss?.get(key) ?? null))
      .slice(0, most)
      .flatMap((one) => bytesOf(revision, one));
  return { certificates: streams("Certs"), crls: streams("CRLs"), ocsps: streams("OCSPs") };
}

function bytesOf(revision: Revision, value: Parameters<Revision["resolve"]>[0]): Buffer[] {
  try {
    const stream = revision.resolve(value);
    if (!(stream instanceof Stream)) return [];
    const filter = stream.dict.get("Filter");
    if (filter === null) return [stream.packed];
    return nameOf(filter) === "FlateDecode" ? [inflateSync(stream.packed, { maxOutputLength: mostBytes })] : [];
  } catch (error) {
    if (error instanceof PdfFault || error instanceof Error) return [];
    throw error;
  }
}
