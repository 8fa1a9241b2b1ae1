import type { Readable } from "node:stream";
import yauzl from "yauzl";
import { nameInZip } from "@/lib/files/rules";
import { PacketFault } from "../wire/faults";

/** A letter with its annexes is a few dozen files. Everything is counted again while it inflates, for a directory can lie. */
const limits = { entries: 100, inflatedBytes: 150 * 2 ** 20, ratio: 100, ratioFrom: 1_000_000 };
export type ZipEntry = { name: string; open: () => Promise<AsyncIterable<Uint8Array>> };

/**
 * What an archive of an attachment holds, folders left out. Throws PacketFault for one that is broken, locked, or larger inside than anybody
 * sends; names that lead out of it, links and names twice are such.
 */
export async function zipEntries(path: string, where: string): Promise<{ entries: ZipEntry[]; close: () => void }> {
  const bad = () => new PacketFault("attachment-unreadable", `${where} zip`);
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.open(path, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }, (error, opened) =>
      error ? reject(bad()) : resolve(opened),
    ),
  );
  try {
    const found = await directory(zip, bad);
    let inflated = 0;
    const entries = found.map((entry) => ({
      name: nameInZip(entry),
      open: async () => {
        const stream = await new Promise<Readable>((resolve, reject) =>
          zip.openReadStream(entry, (error, opened) => (error ? reject(bad()) : resolve(opened))),
        );
        return (async function* () {
          try {
            for await (const chunk of stream as AsyncIterable<Buffer>) {
              inflated += chunk.byteLength;
              if (inflated > limits.inflatedBytes) throw bad();
              yield chunk;
            }
          } catch (error) {
            throw error instanceof PacketFault ? error : bad();
          }
        })();
      },
    }));
    return { entries, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function directory(zip: yauzl.ZipFile, bad: () => PacketFault): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    if (zip.entryCount > limits.entries) return reject(bad());
    const found = new Map<string, yauzl.Entry>();
    let declared = 0;
    // yauzl itself refuses absolute names, "..", backslashes and bytes that are no name.
    zip.on("error", () => reject(bad()));
    zip.on("end", () => resolve([...found.values()]));
    zip.on("entry", (entry: yauzl.Entry) => {
      declared += entry.uncompressedSize;
      const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      const isBomb = entry.uncompressedSize > limits.ratioFrom && ratio > limits.ratio;
      if (found.has(entry.fileName) || entry.isEncrypted() || isLink || isBomb || declared > limits.inflatedBytes)
        return reject(bad());
      if (!entry.fileName.endsWith("/")) found.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}
