import * as z from "zod";
import { type Ctx, command } from "@/lib/command";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { holdFile, receiveFile } from "@/lib/files/commands";
import { readFile, shaOf } from "@/lib/files/queries";
import { reachOf } from "@/lib/policy";
import { headerOf } from "./headings/header";
import { importFormats, Layout, Mapping, maxFileBytes, missingFields, previewRows, smallBatchRows } from "./model";
import { batchOf } from "./queries";
import { countRows } from "./reading/count";
import { stored } from "./reading/file";
import { readObjects } from "./reading/machine";
import { formatOf, lookInto } from "./reading/source";
import { keepMapping, remembered } from "./remembering/mapping";
import { nameFits } from "./rules";
import { sealSample } from "./running/cells";
import { releaseFile } from "./running/ending";
import { askToStop, begin, noCounts } from "./running/starting";

const Sender = z.string().trim().min(1).max(120);
const Noted = z.strictObject({
  source: z.enum(["file", "api"]),
  unitId: z.int().positive(),
  sender: Sender,
  fileName: z.string().max(255).nullable(),
  sha: z.string(),
  bytes: z.int(),
  format: z.enum(importFormats),
  layout: Layout.nullable(),
  sample: z.instanceof(Uint8Array).nullable(),
  rowsTotal: z.int().nullable(),
  idempotencyKey: z.string().min(1).max(100).nullable(),
});

/** Notes a register that was stored and looked into. The same key of the same sender again is the batch it was. */
const noteBatch = command(Noted, async (work, input) => {
  work.require("dossiers.import", input.unitId);
  await holdFile(work.tx, input.sha);
  const batch = await work.tx.importBatch.create({
    data: {
      source: input.source,
      sender: input.sender,
      fileName: input.fileName,
      fileSha: input.sha,
      fileBytes: input.bytes,
      format: input.format,
      unitId: input.unitId,
      status: "UPLOADED",
      layout: input.layout ?? Prisma.DbNull,
      ...(input.format === "json" ? { mapping: {} } : {}),
      sample: input.sample === null ? null : new Uint8Array(input.sample),
      rowsTotal: input.rowsTotal,
      idempotencyKey: input.idempotencyKey,
      createdAt: work.now,
      createdBy: work.actor.id,
    },
  });
  work.record(
    "import.upload",
    { type: "import", id: batch.id },
    { source: input.source, format: input.format, sha: input.sha, bytes: input.bytes },
    input.unitId,
  );
  work.announce("imports");
  return { id: batch.id };
});

type Upload = { unitId: number; sender: string; fileName: string; idempotencyKey: string | null };

/**
 * Takes in a register as a file: stores it, finds its table, guesses what the columns mean. Nothing is imported before it is started.
 * Refuses what is no readable register (see labels.ts) and forgets it then.
 */
export async function receiveRegister(ctx: Ctx, source: AsyncIterable<Uint8Array>, upload: Upload): Promise<{ id: number }> {
  const before = await batchUnder(ctx, upload, () => shaOf(source, { maxBytes: maxFileBytes }));
  if (before) return { id: before.id };
  mayImportFor(ctx, upload.unitId);
  const file = await receiveFile(ctx, source, { maxBytes: maxFileBytes });
  try {
    const source = stored(file.sha);
    const { format, encoding } = await formatOf(source);
    if (!nameFits(upload.fileName, format)) throw new AppError("refused", "file-name-lies");
    const { layout, first } = await lookInto(source, { format, encoding }, headerOf);
    return await noteBatch(ctx, {
      ...upload,
      source: "file",
      ...file,
      format,
      layout,
      sample: sealSample(first.slice(0, previewRows)),
      rowsTotal: await countRows(source, format, layout),
    });
  } catch (error) {
    await releaseFile(file.sha);
    const first = await batchUnder(ctx, upload, async () => file.sha);
    if (first) return { id: first.id };
    throw error;
  }
}

type MachineUpload = { unitId: number; sender: string; idempotencyKey: string | null };
/**
 * Takes in a machine's rows (a JSON array or NDJSON) and starts them. Answers whether the batch is small enough to be settled within the
 * request. Broken JSON refuses the whole batch.
 */
export async function receiveMachineBatch(
  ctx: Ctx,
  source: AsyncIterable<Uint8Array>,
  upload: MachineUpload,
): Promise<{ id: number; isSmall: boolean; isReplayed: boolean }> {
  const before = await batchUnder(ctx, upload, () => shaOf(source, { maxBytes: maxFileBytes }));
  // A small batch whose first caller died is carried through by whoever comes again; of two one steps back.
  if (before) return { id: before.id, isSmall: (before.rowsTotal ?? 0) <= smallBatchRows, isReplayed: true };
  mayImportFor(ctx, upload.unitId);
  const file = await receiveFile(ctx, source, { maxBytes: maxFileBytes });
  try {
    let rows = 0;
    for await (const objects of readObjects(readFile(file.sha))) rows += objects.length;
    const isSmall = rows <= smallBatchRows;
    // Noted and started in one: a line cut in between would leave a batch that nobody starts.
    const { id } = await db.$transaction(async (tx) => {
      const machine = { source: "api", fileName: null, format: "json", layout: null, sample: null } as const;
      const noted = await noteBatch(ctx, { ...upload, ...machine, ...file, rowsTotal: rows }, tx);
      await startImport(ctx, { batchId: noted.id, isWaitedFor: isSmall }, tx);
      return noted;
    });
    return { id, isSmall, isReplayed: false };
  } catch (error) {
    await releaseFile(file.sha);
    // Of two that came at once under one key the second is told of the first.
    const first = await batchUnder(ctx, upload, async () => file.sha);
    if (first) return { id: first.id, isSmall: (first.rowsTotal ?? 0) <= smallBatchRows, isReplayed: true };
    throw error;
  }
}

function mayImportFor(ctx: Ctx, unitId: number): void {
  const reach = reachOf(ctx.actor, "dossiers.import");
  if (reach !== "all" && !reach.includes(unitId)) throw new AppError("not-found", "not-found");
}
/** The batch an earlier request under this key made, or null. Refuses `idempotency-key-reused` when that one said anything else. */
async function batchUnder(
  ctx: Ctx,
  { idempotencyKey, unitId, sender }: MachineUpload,
  sha: () => Promise<string>,
): Promise<{ id: number; rowsTotal: number | null } | null> {
  if (idempotencyKey === null) return null;
  const before = await db.importBatch.findUnique({
    where: { createdBy_idempotencyKey: { createdBy: ctx.actor.id, idempotencyKey } },
    select: { id: true, rowsTotal: true, fileSha: true, unitId: true, sender: true },
  });
  if (!before) return null;
  const isSame = before.unitId === unitId && before.sender === sender && before.fileSha === (await sha());
  if (!isSame) throw new AppError("conflict", "idempotency-key-reused");
  return before;
}

export {
  cancelDocumentImport,
  confirmDocumentMapping,
  receiveArchive,
  receiveDocumentRegister,
  startDocumentImport,
} from "./registers/commands";
export { openJudge, type TakenRow, takeRow } from "./taking/take";

export const MappingInput = z.strictObject({ batchId: z.int().positive(), mapping: Mapping });
/** Says which column is which field, and remembers it for this sender's next register. */
export const confirmMapping = command(MappingInput, async (work, { batchId, mapping }) => {
  const batch = await batchOf(work.actor, batchId, work.tx);
  work.require("dossiers.import", batch.unitId);
  const layout = Layout.nullable().parse(batch.layout);
  if (batch.status !== "UPLOADED" || !layout) throw new AppError("conflict", "import-not-waiting");
  const columns = Object.values(mapping);
  if (new Set(columns).size !== columns.length || columns.some((c) => c >= layout.headings.length))
    throw new AppError("invalid", "mapping-outside");
  if (missingFields(mapping).length > 0)
    throw new AppError("invalid", "mapping-incomplete", {
      faults: missingFields(mapping).map((f) => ({ path: `body.mapping.${f}`, code: "required" })),
    });
  // What an earlier check said was said of other columns.
  await work.tx.importBatch.update({ where: { id: batchId }, data: { mapping, checkedAt: null, ...noCounts } });
  await work.tx.importRejection.deleteMany({ where: { batchId } });
  const { headings } = layout;
  await keepMapping(work.tx, mapping, { sender: batch.sender, headings, by: work.actor.id, now: work.now });
  work.record("import.map", { type: "import", id: batchId }, { fields: Object.keys(mapping) }, batch.unitId);
  return { id: batchId };
});

export const StartInput = z.strictObject({
  batchId: z.int().positive(),
  /** The caller carries it through itself at once; the queue only steps in when the caller dies. */
  isWaitedFor: z.boolean().default(false),
  /** Only say what would become of the rows: nothing is written, and the batch waits again afterwards. */
  isCheck: z.boolean().default(false),
});
/**
 * Starts a batch, or a check of it, with the mapping that was confirmed, or else the one remembered or guessed. Refuses one that already
 * started.
 */
export const startImport = command(StartInput, async (work, { batchId, isWaitedFor, isCheck }) => {
  const batch = await batchOf(work.actor, batchId, work.tx);
  work.require("dossiers.import", batch.unitId);
  const layout = Layout.nullable().parse(batch.layout);
  const mapping =
    batch.mapping === null && layout ? (await remembered(batch.sender, layout.headings)).mapping : Mapping.parse(batch.mapping);
  if (layout && missingFields(mapping).length > 0) throw new AppError("invalid", "mapping-incomplete");
  await begin(work, batch, { mapping, isCheck, isWaitedFor });
  return { id: batchId };
});

export const CancelInput = z.strictObject({ batchId: z.int().positive() });
/** Gives up a batch: at once when it waits, at the next moment when it runs or waits to be tried again. Once it has merged it stays. */
export const cancelImport = command(CancelInput, async (work, { batchId }) => {
  const batch = await batchOf(work.actor, batchId, work.tx);
  work.require("dossiers.import", batch.unitId);
  await askToStop(work, batch);
  return { id: batchId };
});

export { runBatch } from "./running/run";
