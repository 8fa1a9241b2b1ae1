import type { Readable } from "node:stream";
import yauzl from "yauzl";
import type { ActivePart, PaperFault } from "../model";
import type { Looked } from "./look";

/** A letter of a hundred pictures has a few hundred parts. What it unpacks to is what the officer's computer will have to bear. */
const limits = {
  entries: 2_000,
  unpackedBytes: 1_000_000_000,
  ratio: 200,
  ratioFrom: 1_000_000,
  relations: 60,
  relationBytes: 500_000,
};

/** A letter or a table of an office program: which it is, and what acts in it. Only what it says it leads to is unpacked. */
export async function lookIntoOffice(bytes: Uint8Array): Promise<Looked & { kind?: "docx" | "xlsx" }> {
  const zip = await open(bytes);
  if (!zip) return { fault: "paper-unreadable" };
  const entries = await directory(zip);
  if (typeof entries === "string") return { fault: entries };
  const names = entries.map((entry) => entry.fileName);
  const kind = names.includes("word/document.xml") ? "docx" : names.includes("xl/workbook.xml") ? "xlsx" : null;
  if (!kind || !names.includes("[Content_Types].xml")) return { fault: "paper-kind-unknown" };
  if (names.some((name) => /(^|\/)vbaProject\.bin$|^xl\/macrosheets\//i.test(name))) return { fault: "paper-has-macros" };
  const active = new Set<ActivePart>();
  if (names.some((name) => /\/(embeddings|activeX)\//i.test(name))) active.add("embedded");
  const relations = entries.filter((entry) => entry.fileName.endsWith(".rels"));
  for (const entry of relations.slice(0, limits.relations)) {
    const text = await read(zip, entry);
    if (text === null) return { fault: "paper-unreadable" };
    // A template or an object fetched from elsewhere when the paper is opened.
    for (const [relation] of text.matchAll(/<Relationship\s[^>]*>/g))
      if (
        /TargetMode\s*=\s*["']External["']/.test(relation) &&
        /\/(attachedTemplate|oleObject|frame|externalLink)["']/.test(relation)
      )
        active.add("template");
  }
  if (relations.length > limits.relations) active.add("sealed");
  return { kind, pages: null, active: [...active].sort() };
}

const open = (bytes: Uint8Array) =>
  new Promise<yauzl.ZipFile | null>((resolve) =>
    yauzl.fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true }, (error, zip) =>
      resolve(error ? null : zip),
    ),
  );

function directory(zip: yauzl.ZipFile): Promise<yauzl.Entry[] | PaperFault> {
  return new Promise((resolve) => {
    if (zip.entryCount > limits.entries) return resolve("paper-hostile");
    const entries: yauzl.Entry[] = [];
    let unpacked = 0;
    zip.on("error", () => resolve("paper-unreadable"));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: yauzl.Entry) => {
      unpacked += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      if (entry.isEncrypted()) return resolve("paper-locked");
      if (unpacked > limits.unpackedBytes || (entry.uncompressedSize > limits.ratioFrom && ratio > limits.ratio))
        return resolve("paper-hostile");
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** The text of a small part; null where it is not small or does not unpack. */
async function read(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string | null> {
  if (entry.uncompressedSize > limits.relationBytes) return null;
  const stream = await new Promise<Readable | null>((resolve) =>
    zip.openReadStream(entry, (error, opened) => resolve(error ? null : opened)),
  );
  if (!stream) return null;
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString("utf8");
}
