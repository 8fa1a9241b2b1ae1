import * as z from "zod";
import { command } from "@/lib/command";
import { db, type Tx } from "@/lib/db/client";
import { compareOld, takeOver } from "@/lib/documents/commands";
import { DocumentDirection, type OldFate, type OldRegister, type OldRow } from "@/lib/documents/model";
import { AppError } from "@/lib/errors";
import { forgetFile, putFile } from "@/lib/files/commands";
import { cleanName } from "@/lib/files/rules";
import type { Actor } from "@/lib/policy";
import { openSample, sealSample } from "../running/cells";
import { dropFiles, endCheck, releaseFile } from "../running/ending";
import { Rejections } from "../running/rejections";
import type { Batch } from "../running/rows";
import { withoutLines } from "./cleaned";
import { baseOf } from "./keys";
import { DocumentMapping } from "./model";
import { type Weighed, weigh } from "./weigh";

type Run = { batch: Batch; actor: Actor; clock: () => Date };
const longestMs = 10 * 60_000;

/** The register a batch of documents goes to. */
export const registerOf = ({ unitId, direction, bookId, year }: Batch): OldRegister => ({
  ...{ unitId, bookId, year: year ?? 0 },
  direction: z.enum(DocumentDirection).parse(direction),
});

/**
 * Carries a register of documents through: its rows are judged and compared, and all good ones land with their files in one transaction; a check stops
 * before that. A run that was cut off is done again: of the rows none is on record before all are.
 */
export async function runRegister({ batch, actor, clock }: Run): Promise<void> {
  const { id } = batch;
  const register = registerOf(batch);
  const mapping = DocumentMapping.parse(batch.mapping ?? {});
  await db.importRejection.deleteMany({ where: { batchId: id } });
  const rejections = new Rejections(id);
  const weighed = await weigh({ batch, mapping, register, actor, now: clock() }, rejections);
  const fileSha = await blanked(batch, weighed.blank);
  if (batch.isCheck) {
    const outcome = await db.$transaction((tx) => compareOld(tx, register, weighed.rows), { timeout: longestMs });
    const counts = await settled(id, rejections, outcome.fates, weighed);
    await db.$transaction((tx) => noteFiles(tx, id, weighed));
    await endCheck({ actor, now: clock() }, { batchId: id, counts, gaps: outcome.gaps });
    return;
  }
  const held = await land({ actor, now: clock() }, { batchId: id, register, weighed, rejections });
  for (const sha of [fileSha, ...held]) await releaseFile(sha);
}

/** Counts what became of the rows, and sets those aside that something on record stands against. */
async function settled(batchId: number, rejections: Rejections, fates: readonly OldFate[], { cells, repeats }: Weighed) {
  const counts = { rowsNew: 0, rowsChanged: 0, rowsUnchanged: repeats, rowsRejected: 0 };
  for (const fate of fates) {
    if ("conflict" in fate)
      await rejections.add(fate.line, cells.get(fate.line) ?? [], [{ code: fate.conflict, value: fate.value }]);
    else if (fate.fate === "new") counts.rowsNew += 1;
    else if (fate.fate === "changed") counts.rowsChanged += 1;
    else counts.rowsUnchanged += 1;
  }
  await rejections.flush();
  counts.rowsRejected = await db.importRejection.count({ where: { batchId } });
  return counts;
}

const named = (rows: readonly OldRow[]): OldRow[] =>
  rows.map((row) => ({
    ...row,
    files: row.files.map((file) => ({ ...file, name: cleanName(baseOf(file.name)) ?? "tep.pdf" })),
  }));

const Landing = z.strictObject({
  batchId: z.int(),
  register: z.custom<OldRegister>(),
  weighed: z.custom<Weighed>(),
  rejections: z.instanceof(Rejections),
});
/** Brings the good rows on record and ends the batch, in one transaction. Answers the stored files that are let go. */
const land = command(
  Landing,
  async (work, { batchId, register, weighed, rejections }) => {
    work.require("documents.register", register.unitId);
    const { fates, gaps } = await takeOver(work, register, named(weighed.rows));
    const counts = await settled(batchId, rejections, fates, weighed);
    await noteFiles(work.tx, batchId, weighed);
    const held = await dropFiles(work.tx, batchId);
    const { count } = await work.tx.importBatch.updateMany({
      where: { id: batchId, status: "RUNNING" },
      data: { ...counts, gaps, status: "DONE", endedAt: work.now, heartbeatAt: null, sample: null, secretKeys: [] },
    });
    if (count === 0) throw new AppError("refused", "import-not-running");
    work.record("import.merge", { type: "import", id: batchId }, counts, register.unitId);
    work.announce("imports");
    return held;
  },
  { timeoutMs: longestMs },
);

/** Says of each file which row it goes with, and of each row what it names and is not there. */
async function noteFiles(tx: Tx, batchId: number, { lines, missing }: Weighed): Promise<void> {
  await tx.importFile.deleteMany({ where: { batchId, fault: { in: ["file-missing", "file-ambiguous"] } } });
  await tx.importFile.updateMany({ where: { batchId }, data: { line: null } });
  await tx.$executeRaw`update import_file f set line = m.line
    from unnest(${lines.map(({ id }) => id)}::int[], ${lines.map(({ line }) => line)}::int[]) m (id, line) where f.id = m.id`;
  await tx.importFile.createMany({
    data: missing.map(({ line, name, fault }) => ({ batchId, line, name: name.slice(0, 300), fault })),
  });
}

/** A row whose file bears a mark of secrecy is taken out of what is stored of the register. */
async function blanked(batch: Batch, lines: ReadonlySet<number>): Promise<string | null> {
  const { fileSha } = batch;
  if (fileSha === null || lines.size === 0) return fileSha;
  const { sha, bytes } = await putFile(withoutLines(fileSha, lines), { maxBytes: 2 ** 31 });
  const sample = batch.sample && sealSample(openSample(batch.sample).filter(({ line }) => !lines.has(line)));
  await db.importBatch.update({
    where: { id: batch.id },
    data: { fileSha: sha, fileBytes: bytes, sample: sample && new Uint8Array(sample) },
  });
  await forgetFile(fileSha);
  return sha;
}
