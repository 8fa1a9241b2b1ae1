import { db } from "@/lib/db/client";
import type { SheetTable } from "@/lib/files/rules";
import type { Actor } from "@/lib/policy";
import { say } from "@/lib/words";
import { type PreviewRow, previewRows } from "../model";
import { cellsOf, openSample, pick, places } from "../running/cells";
import type { Batch } from "../running/rows";
import { aroundOf, rejectedOf, rejectionsOf, viewOf } from "../viewing/view";
import { documentBatch, mappingOf, ownRegisters } from "./batch";
import { isDocumentRow, judgeDocument } from "./judge";
import { importFileFaultLabels, importFileStateLabels } from "./labels";
import { type DocumentField, type DocumentMapping, filesShown, importFileFaults, missingDocumentFields } from "./model";
import { registerOf } from "./run";
import type { DocumentImportDetail, DocumentImportView, ImportFileLine } from "./views";
import { judgeFor } from "./weigh";

/** Is there such a register of documents for this actor? */
export async function isDocumentImportThere(actor: Actor, id: number): Promise<boolean> {
  return (await db.importBatch.count({ where: { id, ...ownRegisters(actor) } })) > 0;
}

async function viewsOf(batches: readonly Batch[]): Promise<DocumentImportView[]> {
  const around = await aroundOf(batches);
  const books = await db.documentBook.findMany({ where: { id: { in: batches.flatMap((b) => b.bookId ?? []) } } });
  const names = new Map(books.map((book) => [book.id, book.name]));
  return batches.map((batch) => {
    const { direction, year, bookId } = registerOf(batch);
    return { ...viewOf(batch, around), direction, year, bookName: bookId === null ? null : (names.get(bookId) ?? "") };
  });
}

/** The registers of documents sent in for the actor's units, newest first. */
export async function listDocumentImports(
  actor: Actor,
  page: { before?: number | undefined; take?: number | undefined } = {},
): Promise<{ batches: DocumentImportView[]; nextCursor: number | null }> {
  const take = Math.min(page.take ?? 30, 100);
  const { before } = page;
  const rows = await db.importBatch.findMany({
    where: { ...ownRegisters(actor), ...(before === undefined ? {} : { id: { lt: before } }) },
    orderBy: { id: "desc" },
    take: take + 1,
  });
  const shown = rows.slice(0, take);
  return { batches: await viewsOf(shown), nextCursor: rows.length > take ? (shown.at(-1)?.id ?? null) : null };
}

/** One of them: its counts, its files, and while it waits its columns, their mapping and the first rows as they would be judged. */
export async function findDocumentImport(actor: Actor, id: number, now: Date): Promise<DocumentImportDetail> {
  const batch = await documentBatch(actor, id);
  const [view] = await viewsOf([batch]);
  if (!view) throw new Error("a batch without a view");
  const { layout, mapping, from } = await mappingOf(batch);
  const isTold = batch.rowsRejected > 0 && batch.status !== "RUNNING";
  const codeColumn = mapping.number ?? mapping.symbol ?? -1;
  return {
    ...view,
    ...{ layout, mapping, mappingFrom: from, gaps: batch.gaps },
    missing: missingDocumentFields(view.direction, mapping),
    preview: batch.status === "UPLOADED" ? await previewOf(actor, batch, mapping, now) : [],
    ...(isTold ? await rejectedOf(batch, codeColumn) : { reasons: [], rejected: [] }),
    files: await filesOf(batch),
  };
}

async function previewOf(actor: Actor, batch: Batch, mapping: DocumentMapping, now: Date): Promise<PreviewRow[]> {
  if (!batch.sample) return [];
  const judge = await judgeFor({ register: registerOf(batch), actor, now });
  const columns = places<DocumentField>(mapping);
  return openSample(batch.sample)
    .slice(0, previewRows)
    .flatMap(({ line, cells }): PreviewRow[] => {
      const raw = pick(cells, columns);
      if (!isDocumentRow(raw)) return [];
      const verdict = judgeDocument(raw, judge);
      const reasons = verdict.ok ? [] : verdict.reasons;
      return [{ line, cells: cellsOf(cells), verdict: verdict.ok ? "good" : "rejected", reasons }];
    });
}

type FileRow = { name: string; line: number | null; state: ImportFileLine["state"]; fault: string | null };
/** What became of the files of a batch, those first that somebody has to look after. Before a check no file has a row yet. */
const fileRows = (batchId: number, most: number) => db.$queryRaw<FileRow[]>`
  select f.name, f.line, f.fault, case when f.fault in ('file-missing', 'file-ambiguous') then 'MISSING' when f.fault is not null then 'REFUSED'
      when f.line is null then 'UNNAMED' when r.line is not null then 'RETURNED' else 'TAKEN' end as state
  from import_file f left join import_rejection r on r.batch_id = f.batch_id and r.line = f.line
  where f.batch_id = ${batchId} order by (f.fault is null and f.line is not null and r.line is null), f.fault is null, f.line nulls last, f.id limit ${most}`;

async function filesOf(batch: Batch): Promise<DocumentImportDetail["files"]> {
  const rows = await fileRows(batch.id, 100_000);
  const counts = { TAKEN: 0, RETURNED: 0, UNNAMED: 0, REFUSED: 0, MISSING: 0 };
  for (const { state } of rows) counts[state] += 1;
  return {
    ...{ archiveName: batch.archiveName, total: batch.filesTotal, read: batch.filesRead },
    ...{ counts, secret: batch.filesSecret },
    told: rows.filter(({ state }) => state !== "TAKEN").slice(0, filesShown),
  };
}

/** The rows of a register of documents that were not taken, as a file to mend and send again. */
export const documentRejectionsFile = async (actor: Actor, id: number, kind: "csv" | "xlsx") =>
  rejectionsOf(await documentBatch(actor, id), kind);

/** Every file beside a register and what became of it, as a table to take along. */
export async function importFilesTable(actor: Actor, id: number): Promise<SheetTable> {
  const batch = await documentBatch(actor, id);
  const isFault = (fault: string | null) => importFileFaults.find((one) => one === fault);
  const rows = await fileRows(batch.id, 100_000);
  return {
    title: `Đối chiếu tệp của lần nhập sổ văn bản ${id}`,
    notes: [`Sổ: ${batch.fileName ?? ""}`, `Tệp zip: ${batch.archiveName ?? ""}`],
    columns: ["Tên tệp", "Dòng trong sổ", "Kết quả", "Lý do"],
    rows: rows.map(({ name, line, state, fault }) => {
      const why = isFault(fault);
      return [name, line, say("vi", importFileStateLabels[state]), why ? say("vi", importFileFaultLabels[why]) : null];
    }),
  };
}
