import { db } from "@/lib/db/client";
import { refuseStamped } from "@/lib/documents/commands";
import { isSecretFileName, searchWords } from "@/lib/documents/rules";
import { AppError } from "@/lib/errors";
import { holdFile, storePaper } from "@/lib/files/commands";
import { cleanName, endingOf } from "@/lib/files/rules";
import { type Archive, type ArchiveLimits, openArchive } from "../reading/zip";
import { Cancelled, fileReporter } from "../running/progress";
import type { Batch } from "../running/rows";
import { hashOfName } from "./cleaned";
import { baseOf, namesOfFile } from "./keys";
import { type importFileFaults, maxArchiveBytes, mostArchiveFiles } from "./model";

/** PDFs are packed already: hardly any gives way to a third, so what does a hundredfold was made to. */
export const archiveLimits: ArchiveLimits = {
  entries: mostArchiveFiles,
  inflatedBytes: 2 * maxArchiveBytes,
  ratio: 100,
  ratioAppliesFrom: 1_000_000,
  hostile: "zip-hostile",
  broken: "zip-broken",
};
/** Files looked into at once; each is asked for in a name of its own, for a thread serves one at a time. */
const sideBySide = 2;

/** The files of an archive: no folders, and not what some systems add of their own. */
export const filesIn = (names: readonly string[]): string[] =>
  names.filter((name) => !name.endsWith("/") && !name.startsWith("__MACOSX/") && !/(^|\/)(\.DS_Store|Thumbs\.db)$/.test(name));

/**
 * Looks into each file of a zip that is held beside a register: a PDF is stored and noted, what is none is noted with why, and of one that bears a
 * mark of secrecy, or goes with a row that does, nothing is left but that there was one more. Sent again after it was cut off it goes on where it was.
 * Refuses `zip-hostile`, `zip-broken`, and `import-not-waiting` where the import is given up meanwhile.
 */
export async function unpack(batch: Batch, path: string, by: string): Promise<void> {
  const archive = await openArchive(path, archiveLimits);
  try {
    const known = await db.importFile.findMany({ where: { batchId: batch.id }, select: { name: true } });
    const noted = new Set(known.map(({ name }) => name));
    const names = filesIn(archive.names).filter((name) => !noted.has(name));
    const progress = fileReporter(batch.id, noted.size + names.length);
    const secretKeys = new Set(batch.secretKeys);
    let [read, secret] = [noted.size, 0];
    const queue = names[Symbol.iterator]();
    const hand = async (of: string) => {
      for (const name of queue) {
        if ((await takeFile({ batch, archive, of, secretKeys }, name)) === "secret") secret += 1;
        await progress(++read);
      }
    };
    await Promise.all(Array.from({ length: sideBySide }, (_, i) => hand(`${by} ${i}`)));
    await db.importBatch.update({
      where: { id: batch.id },
      data: { filesRead: read, filesTotal: read, filesSecret: { increment: secret } },
    });
  } catch (error) {
    throw error instanceof Cancelled ? new AppError("conflict", "import-not-waiting") : error;
  } finally {
    archive.close();
  }
}

type From = { batch: Batch; archive: Archive; of: string; secretKeys: Set<string> };
async function takeFile({ batch, archive, of, secretKeys }: From, name: string): Promise<"noted" | "secret"> {
  const keys = namesOfFile(name);
  const isOfSecret = keys.some((key) => secretKeys.has(hashOfName(key, "row")) || secretKeys.has(hashOfName(key, "file")));
  if (isOfSecret) return "secret";
  if (isSecretFileName(baseOf(name))) return leaveSecret(batch.id, keys, secretKeys);
  const noted = async (fault: (typeof importFileFaults)[number]) => {
    await db.importFile.create({ data: { batchId: batch.id, name, fault } });
    return "noted" as const;
  };
  if (endingOf(baseOf(name)) !== "pdf") return noted("file-not-pdf");
  try {
    const { sha, bytes, look } = await storePaper(of, archive.read(name), {
      ...{ name: cleanName(baseOf(name)) ?? "tep.pdf", declared: "application/pdf" },
      judge: refuseStamped,
    });
    await db.$transaction(async (tx) => {
      await holdFile(tx, sha);
      await tx.importFile.create({
        data: {
          ...{ batchId: batch.id, name, sha, bytes, pages: look.pages, active: [...look.active] },
          words: searchWords([look.words?.text]),
        },
      });
    });
    return "noted";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "secret-document") return leaveSecret(batch.id, keys, secretKeys);
    const fault = faultOf[error.code];
    if (fault === undefined) throw error;
    return noted(fault);
  }
}

/** Its row is secret too: it is known by the name, which is kept as nothing but a keyed hash. */
async function leaveSecret(batchId: number, keys: readonly string[], secretKeys: Set<string>): Promise<"secret"> {
  const hashes = keys.map((key) => hashOfName(key, "file")).filter((hash) => !secretKeys.has(hash));
  for (const hash of hashes) secretKeys.add(hash);
  if (hashes.length > 0) await db.importBatch.update({ where: { id: batchId }, data: { secretKeys: { push: hashes } } });
  return "secret";
}

/** What is wrong with the file itself; anything else breaks the run off. */
const faultOf: Readonly<Record<string, (typeof importFileFaults)[number]>> = {
  "paper-kind-unknown": "file-not-pdf",
  "paper-name-lies": "file-not-pdf",
  "paper-is-program": "file-not-pdf",
  "paper-unreadable": "file-unreadable",
  "paper-locked": "file-unreadable",
  "paper-hostile": "file-unreadable",
  "paper-too-long": "file-too-large",
  "paper-too-large": "file-too-large",
  "file-empty": "file-empty",
  "zip-broken": "file-unreadable",
};
