import { createReadStream } from "node:fs";
import * as z from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { type Ctx, command } from "@/lib/command";
import { db, type Tx } from "@/lib/db/client";
import { DocumentDirection } from "@/lib/documents/model";
import { AppError } from "@/lib/errors";
import { holdFile, holdSent, putFile } from "@/lib/files/commands";
import { shaOf } from "@/lib/files/queries";
import { can } from "@/lib/policy";
import { Layout, type SourceRow } from "../model";
import { heldAt } from "../reading/file";
import { formatOf, lookInto, readRecords } from "../reading/source";
import { keep } from "../remembering/mapping";
import { nameFits } from "../rules";
import { sealSample } from "../running/cells";
import { dropFiles, releaseFile } from "../running/ending";
import { askToStop, begin, noCounts } from "../running/starting";
import { documentBatch, mappingKey, mappingOf } from "./batch";
import { type Cleaned, cleaned } from "./cleaned";
import { documentHeadings } from "./headings";
import { DocumentMapping, maxArchiveBytes, maxRegisterBytes, missingDocumentFields } from "./model";
import { registerOf } from "./run";
import { unpack } from "./unpack";

const Noted = z.strictObject({
  unitId: z.int().positive(),
  direction: z.enum(DocumentDirection),
  bookId: z.int().positive().nullable(),
  year: z.int().min(1945).max(9999),
  fileName: z.string().min(1).max(255),
  idempotencyKey: z.string().min(1).max(100).nullable(),
  format: z.enum(["xlsx", "csv"]),
  layout: Layout,
  sha: z.string(),
  bytes: z.int(),
  rows: z.int(),
  sample: z.instanceof(Uint8Array),
  secretKeys: z.array(z.string()),
});

/** Notes a register of documents that was read and stored without its secret rows. Refuses `year-not-come`; `not-found` for a book of another. */
const noteRegister = command(Noted, async (work, input) => {
  const { tx, actor, now } = work;
  const { unitId, direction, bookId, year, sha, bytes } = input;
  work.require("documents.register", unitId);
  if (year > Number(cityDay(now).slice(0, 4))) throw new AppError("refused", "year-not-come");
  const bookName = await nameOfBook(tx, input);
  await holdFile(tx, sha);
  const { id } = await tx.importBatch.create({
    select: { id: true },
    data: {
      ...{ kind: "documents", source: "file", unitId, direction, bookId, year },
      sender: bookName,
      ...{ fileName: input.fileName, fileSha: sha, fileBytes: bytes, format: input.format, layout: input.layout },
      ...{ rowsTotal: input.rows, sample: new Uint8Array(input.sample), secretKeys: input.secretKeys },
      ...{ status: "UPLOADED", idempotencyKey: input.idempotencyKey, createdAt: now, createdBy: actor.id },
    },
  });
  work.record("import.upload", { type: "import", id }, { source: "file", format: input.format, sha, bytes }, unitId);
  work.announce("imports");
  return { id };
});

/** What the book is called that a register goes to; "" of the unit's common one. */
async function nameOfBook(tx: Tx, of: Pick<Upload, "unitId" | "direction" | "bookId">): Promise<string> {
  const { unitId, direction, bookId } = of;
  if (bookId === null) return "";
  const book = await tx.documentBook.findFirst({ where: { id: bookId, unitId, direction }, select: { name: true } });
  if (!book) throw new AppError("not-found", "not-found");
  return book.name;
}
type Upload = Pick<z.output<typeof Noted>, "unitId" | "direction" | "bookId" | "year" | "fileName" | "idempotencyKey">;
/**
 * Takes in an old register of documents: finds its table, guesses what the columns mean, and stores its rows, of those with a mark of secrecy nothing.
 * The file itself is held only while it is read. Nothing is imported before it is started. The same request again (by its key) is the batch it was.
 */
export async function receiveDocumentRegister(
  ctx: Ctx,
  source: AsyncIterable<Uint8Array>,
  upload: Upload,
): Promise<{ id: number }> {
  if (!can(ctx.actor, "documents.register", upload.unitId)) throw new AppError("not-found", "not-found");
  await nameOfBook(db, upload);
  return holdSent(ctx, source, { maxBytes: maxRegisterBytes }, async (path) => {
    const file = heldAt(path);
    const reader = documentHeadings(upload.direction);
    const { format, encoding } = await formatOf(file);
    if (!nameFits(upload.fileName, format)) throw new AppError("refused", "file-name-lies");
    const { layout } = await lookInto(file, { format, encoding }, reader.headerOf).catch(asDocuments);
    const into: Cleaned = { rows: 0, sample: [] as SourceRow[], secretKeys: new Set() };
    const { sha, bytes } = await putFile(cleaned(readRecords(file, format, layout), columnsIn(layout.headings, reader), into), {
      maxBytes: 2 ** 31,
    });
    try {
      const before = await batchUnder(ctx, upload, sha);
      if (before) return before;
      const found = { format, layout, sha, bytes, rows: into.rows, sample: sealSample(into.sample) };
      return await noteRegister(ctx, { ...upload, ...found, secretKeys: [...into.secretKeys] });
    } catch (error) {
      await releaseFile(sha);
      const first = await batchUnder(ctx, upload, sha);
      if (first) return first;
      throw error;
    }
  });
}
const columnsIn = (headings: readonly string[], reader: ReturnType<typeof documentHeadings>) => ({
  headings,
  files: reader.suggestMapping(headings).file,
});
function asDocuments(error: unknown): never {
  throw error instanceof AppError && error.code === "table-not-found"
    ? new AppError("refused", "document-table-not-found")
    : error;
}
/** The batch an earlier request under this key made, or null. Refuses `idempotency-key-reused` when that one said anything else. */
async function batchUnder(ctx: Ctx, upload: Upload, sha: string): Promise<{ id: number } | null> {
  const { idempotencyKey, unitId, direction, bookId, year } = upload;
  if (idempotencyKey === null) return null;
  const before = await db.importBatch.findUnique({
    where: { createdBy_idempotencyKey: { createdBy: ctx.actor.id, idempotencyKey } },
    select: { id: true, unitId: true, direction: true, bookId: true, year: true, fileSha: true },
  });
  if (!before) return null;
  const isSame =
    before.unitId === unitId &&
    before.direction === direction &&
    before.bookId === bookId &&
    before.year === year &&
    before.fileSha === sha;
  if (!isSame) throw new AppError("conflict", "idempotency-key-reused");
  return { id: before.id };
}

const Archive = z.strictObject({ batchId: z.int().positive(), name: z.string().min(1).max(255), hash: z.string() });
/** Notes that the zip beside a register was looked through, and has the register checked with its files. */
const noteArchive = command(Archive, async (work, { batchId, name, hash }) => {
  const batch = await documentBatch(work.actor, batchId, work.tx);
  work.require("documents.register", batch.unitId);
  if (batch.status !== "UPLOADED") throw new AppError("conflict", "import-not-waiting");
  await work.tx.importBatch.update({ where: { id: batchId }, data: { archiveName: name, archiveHash: hash } });
  work.record("import.upload", { type: "import", id: batchId }, { source: "file", format: "zip", sha: hash }, batch.unitId);
  work.announce("imports");
  const { mapping } = await mappingOf(batch);
  // Until the columns are told nothing can be matched.
  if (missingDocumentFields(registerOf(batch).direction, mapping).length === 0)
    await begin(work, batch, { mapping, isCheck: true, isWaitedFor: false });
  return { id: batchId };
});

/**
 * Takes the PDFs of a zip beside a register that waits to be started, and has it checked. The zip is held only while its files are looked into, so that of
 * a secret one nothing is ever stored. Another may follow. Refuses `zip-hostile`, `zip-broken`, `import-not-waiting`.
 */
export async function receiveArchive(
  ctx: Ctx,
  source: AsyncIterable<Uint8Array>,
  { batchId, name }: { batchId: number; name: string },
): Promise<{ id: number }> {
  const batch = await documentBatch(ctx.actor, batchId);
  if (batch.status !== "UPLOADED") {
    // The very same again is a request that never heard its answer.
    const isKnown = batch.archiveHash !== null && (await shaOf(source, { maxBytes: maxArchiveBytes })) === batch.archiveHash;
    if (isKnown) return { id: batchId };
    throw new AppError("conflict", "import-not-waiting");
  }
  return holdSent(ctx, source, { maxBytes: maxArchiveBytes }, async (path) => {
    const hash = await shaOf(createReadStream(path), { maxBytes: maxArchiveBytes });
    try {
      await unpack(batch, path, ctx.actor.id);
      return await noteArchive(ctx, { batchId, name, hash });
    } catch (error) {
      await letGoOfEnded(batchId);
      throw error;
    }
  });
}

/** An import that ended while its zip was looked through keeps no files. */
async function letGoOfEnded(batchId: number): Promise<void> {
  const ended = await db.importBatch.count({ where: { id: batchId, status: { notIn: ["UPLOADED", "RUNNING"] } } });
  if (ended > 0) await db.$transaction((tx) => dropFiles(tx, batchId));
}

const Confirmed = z.strictObject({ batchId: z.int().positive(), mapping: DocumentMapping });
/** Says which column is which field, and remembers it for the next register of this unit and direction. */
export const confirmDocumentMapping = command(Confirmed, async (work, { batchId, mapping }) => {
  const batch = await documentBatch(work.actor, batchId, work.tx);
  work.require("documents.register", batch.unitId);
  if (batch.status !== "UPLOADED") throw new AppError("conflict", "import-not-waiting");
  const { direction } = registerOf(batch);
  const { headings } = Layout.parse(batch.layout);
  const columns = Object.values(mapping);
  if (new Set(columns).size !== columns.length || columns.some((column) => column >= headings.length))
    throw new AppError("invalid", "mapping-outside");
  const missing = missingDocumentFields(direction, mapping);
  if (missing.length > 0)
    throw new AppError("invalid", "document-mapping-incomplete", {
      faults: missing.map((field) => ({ path: `body.mapping.${field}`, code: "required" })),
    });
  // What an earlier check said was said of other columns.
  await work.tx.importBatch.update({ where: { id: batchId }, data: { mapping, checkedAt: null, gaps: null, ...noCounts } });
  await work.tx.importRejection.deleteMany({ where: { batchId } });
  const of = { sender: mappingKey(batch), headings, by: work.actor.id, now: work.now };
  await keep(work.tx, documentHeadings(direction), mapping, of);
  work.record("import.map", { type: "import", id: batchId }, { fields: Object.keys(mapping) }, batch.unitId);
  return { id: batchId };
});

const Start = z.strictObject({ batchId: z.int().positive(), isCheck: z.boolean().default(false) });
/** Starts a register of documents, or a check of it. Refuses `document-mapping-incomplete` and one that already started. */
export const startDocumentImport = command(Start, async (work, { batchId, isCheck }) => {
  const batch = await documentBatch(work.actor, batchId, work.tx);
  work.require("documents.register", batch.unitId);
  const { mapping } = await mappingOf(batch);
  if (missingDocumentFields(registerOf(batch).direction, mapping).length > 0)
    throw new AppError("invalid", "document-mapping-incomplete");
  await begin(work, batch, { mapping, isCheck, isWaitedFor: false });
  return { id: batchId };
});

const Cancel = z.strictObject({ batchId: z.int().positive() });
/** Gives up a register of documents: at once when it waits, at the next moment when it runs. Once its rows are on record it stays. */
export const cancelDocumentImport = command(Cancel, async (work, { batchId }) => {
  const batch = await documentBatch(work.actor, batchId, work.tx);
  work.require("documents.register", batch.unitId);
  const { wasWaiting } = await askToStop(work, batch);
  // What the store holds for it the sweep takes.
  if (wasWaiting) await dropFiles(work.tx, batchId);
  return { id: batchId };
});
