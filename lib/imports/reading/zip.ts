import type { Readable } from "node:stream";
import yauzl from "yauzl";
import { AppError } from "@/lib/errors";
import { nameInZip } from "@/lib/files/rules";

/**
 * What a register may be when unpacked. A million rows of a dozen columns are about 600 MB of sheet; deflate packs such sheets
 * 8 to 30 times (measured on generated registers), so 100 is far from any real one and near to every bomb. Below 1 MB the ratio
 * says nothing. Everything is counted again while it inflates, for a directory can lie.
 */
export type ArchiveLimits = {
  entries: number;
  inflatedBytes: number;
  ratio: number;
  ratioAppliesFrom: number;
  /** The refusals of an archive of this kind. */
  hostile: string;
  broken: string;
};
const workbook: ArchiveLimits = {
  entries: 200,
  inflatedBytes: 800_000_000,
  ratio: 100,
  ratioAppliesFrom: 1_000_000,
  hostile: "xlsx-hostile",
  broken: "xlsx-broken",
};

const bad = (code: string, detail?: Record<string, string | number>) => new AppError("refused", code, { detail });

export type Archive = {
  names: readonly string[];
  has(name: string): boolean;
  /** The unpacked bytes of an entry; throws when they are more than was declared or allowed, or do not unpack. */
  read(name: string): AsyncGenerator<Uint8Array>;
  close(): void;
};

/** Opens a zip archive (where it lies, or its bytes), a workbook unless other limits are given, and judges its directory. Throws `hostile` (with what is wrong) or `broken`. */
export async function openArchive(whole: string | Buffer, limits = workbook): Promise<Archive> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true } as const;
    const opened = (error: Error | null, file: yauzl.ZipFile) => (error ? reject(bad(limits.broken)) : resolve(file));
    if (typeof whole === "string") yauzl.open(whole, options, opened);
    else yauzl.fromBuffer(whole, options, opened);
  });
  try {
    const entries = await directoryOf(zip, limits);
    let inflated = 0;
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      async *read(name) {
        const stream = await streamOf(zip, entries.get(name), name, limits.broken);
        try {
          for await (const chunk of stream as AsyncIterable<Buffer>) {
            inflated += chunk.byteLength;
            if (inflated > limits.inflatedBytes) throw bad(limits.hostile, { why: "inflated" });
            yield chunk;
          }
        } catch (error) {
          // What zlib and the archive's reader say of a lie or a damage.
          throw error instanceof AppError ? error : bad(limits.broken);
        } finally {
          stream.destroy();
        }
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function streamOf(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined, name: string, broken: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (!entry) return reject(bad(broken, { missing: name.slice(0, 100) }));
    zip.openReadStream(entry, (error, stream) => (error ? reject(bad(broken)) : resolve(stream)));
  });
}

function directoryOf(zip: yauzl.ZipFile, limits: ArchiveLimits): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    if (zip.entryCount > limits.entries) return reject(bad(limits.hostile, { why: "entries" }));
    const entries = new Map<string, yauzl.Entry>();
    let declared = 0;
    // yauzl itself refuses absolute names, "..", backslashes and bytes that are no name.
    zip.on("error", () => reject(bad(limits.hostile, { why: "directory" })));
    zip.on("end", () => (overlap([...entries.values()]) ? reject(bad(limits.hostile, { why: "overlap" })) : resolve(entries)));
    zip.on("entry", (entry: yauzl.Entry) => {
      const name = nameInZip(entry);
      const why = entries.has(name) ? "duplicate" : faultOf(entry, limits);
      declared += entry.uncompressedSize;
      if (why || declared > limits.inflatedBytes) return reject(bad(limits.hostile, { why: why ?? "inflated" }));
      entries.set(name, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function faultOf(entry: yauzl.Entry, limits: ArchiveLimits): string | null {
  if (entry.isEncrypted()) return "encrypted";
  const isLink = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (isLink === 0o120000) return "link";
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  return entry.uncompressedSize > limits.ratioAppliesFrom && ratio > limits.ratio ? "ratio" : null;
}

const localHeaderBytes = 30;
/**
 * Do two entries share bytes of the file? Where many point at one packed body, or an archive holds itself, a few kilobytes unpack
 * without end while each entry alone looks modest. No program that saves a workbook writes such a file.
 */
function overlap(entries: readonly yauzl.Entry[]): boolean {
  let free = 0;
  return entries
    .toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
    .some((entry) => {
      const start = entry.relativeOffsetOfLocalHeader;
      const isShared = start < free;
      free = start + localHeaderBytes + entry.fileNameLength + entry.compressedSize;
      return isShared;
    });
}
