import { cityDay } from "@/lib/calendar/rules";
import { db, type Prisma, type Tx } from "@/lib/db/client";
import type { StagedFate } from "@/lib/dossiers/commands";
import { AppError } from "@/lib/errors";
import { type Actor, type Reach, reachOf } from "@/lib/policy";
import type { Locale } from "@/lib/words";
import { loadJudge } from "./judging/judge";
import { reasonSentence } from "./labels";
import {
  type ImportBatchDetail,
  type ImportBatchView,
  Layout,
  type MachineAnswer,
  Mapping,
  machineColumns,
  missingFields,
  type PreviewRow,
  previewRows,
  type RowOutcome,
} from "./model";
import { remembered } from "./remembering/mapping";
import { isRecord, judgeRow } from "./rules";
import { cellsOf, openSample, pick, places } from "./running/cells";
import { aroundOf, type BatchRow, type RejectedRow, rejectedOf, rejectedRows, rejectionsOf, viewOf } from "./viewing/view";

function withinReach(actor: Actor): Prisma.ImportBatchWhereInput {
  const reach = reachOf(actor, "dossiers.import");
  return reach === "all" ? {} : { unitId: { in: [...reach] } };
}

export { readSecretTables, readTables } from "./reading/tables";
export {
  documentRejectionsFile,
  findDocumentImport,
  importFilesTable,
  isDocumentImportThere,
  listDocumentImports,
} from "./registers/queries";
export { type RejectedRow, rejectedRows } from "./viewing/view";

/** One batch of a unit the actor imports for; `not-found` otherwise. For commands. */
export async function batchOf(actor: Actor, id: number, tx: Tx = db): Promise<BatchRow> {
  const batch = await tx.importBatch.findFirst({ where: { id, kind: "dossiers", ...withinReach(actor) } });
  if (!batch) throw new AppError("not-found", "not-found");
  return batch;
}

/** Is there such a batch for this actor? */
export async function isImportThere(actor: Actor, id: number): Promise<boolean> {
  return (await db.importBatch.count({ where: { id, kind: "dossiers", ...withinReach(actor) } })) > 0;
}

/** The registers sent in for the actor's units, newest first. */
export async function listImports(
  actor: Actor,
  page: { before?: number | undefined; take?: number | undefined } = {},
): Promise<{ batches: ImportBatchView[]; nextCursor: number | null }> {
  const take = Math.min(page.take ?? 30, 100);
  const rows = await db.importBatch.findMany({
    where: { kind: "dossiers", ...withinReach(actor), ...(page.before === undefined ? {} : { id: { lt: page.before } }) },
    orderBy: { id: "desc" },
    take: take + 1,
  });
  const shown = rows.slice(0, take);
  const around = await aroundOf(shown);
  return {
    batches: shown.map((r) => viewOf(r, around)),
    nextCursor: rows.length > take ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** One batch: its counts, and while it waits to be started its columns, their mapping and the first rows as they would be judged. */
export async function findImport(actor: Actor, id: number, now: Date): Promise<ImportBatchDetail> {
  const batch = await batchOf(actor, id);
  const layout = Layout.nullable().parse(batch.layout);
  const { mapping, from } = await mappingOf(batch, layout);
  return {
    ...viewOf(batch, await aroundOf([batch])),
    layout,
    mapping,
    mappingFrom: from,
    missing: layout ? missingFields(mapping) : [],
    preview: batch.status === "UPLOADED" ? await previewOf(batch, mapping, reachOf(actor, "dossiers.import"), now) : [],
    ...(batch.rowsRejected > 0 && batch.status !== "RUNNING"
      ? await rejectedOf(batch, batch.format === "json" ? machineColumns.indexOf("code") : (mapping.code ?? -1))
      : { reasons: [], rejected: [] }),
  };
}

async function mappingOf(
  batch: BatchRow,
  layout: Layout | null,
): Promise<{ mapping: Mapping; from: ImportBatchDetail["mappingFrom"] }> {
  if (batch.mapping !== null) return { mapping: Mapping.parse(batch.mapping), from: "confirmed" };
  return layout ? remembered(batch.sender, layout.headings) : { mapping: {}, from: "confirmed" };
}

async function previewOf(batch: BatchRow, mapping: Mapping, reach: Reach, now: Date): Promise<PreviewRow[]> {
  if (!batch.sample) return [];
  const judge = await loadJudge({ unitId: batch.unitId, reach, now });
  const columns = places(mapping);
  return openSample(batch.sample)
    .slice(0, previewRows)
    .map((row) => {
      const raw = pick(row.cells, columns);
      const verdict = isRecord(raw) ? judgeRow(raw, judge) : ({ ok: false, reasons: [] } as const);
      return {
        line: row.line,
        cells: cellsOf(row.cells),
        verdict: verdict.ok ? "good" : "rejected",
        reasons: verdict.ok ? [] : [...verdict.reasons],
      };
    });
}

/** The unit a machine's batch belongs to when it names none: the one at the top of what the key may import for. */
export async function homeUnit(actor: Actor, now: Date): Promise<number> {
  const reach = reachOf(actor, "dossiers.import");
  const today = cityDay(now);
  const tops = await db.$queryRaw<{ id: number }[]>`
    select u.id from unit u
    where u.valid_from <= ${today}::date and (u.valid_until is null or u.valid_until >= ${today}::date)
      and (${reach === "all" ? null : [...reach]}::int[] is null or u.id = any (${reach === "all" ? null : [...reach]}::int[]))
      and (u.parent_id is null or (${reach === "all" ? null : [...reach]}::int[] is not null and not u.parent_id = any (${reach === "all" ? null : [...reach]}::int[])))
    order by u.position, u.id limit 2`;
  const [only, second] = tops;
  if (!only || second) throw new AppError("invalid", "unit-required");
  return only.id;
}

/** The rejected rows of a batch as a file to correct and send again; `not-found` outside the actor's reach. */
export const rejectionsFile = async (actor: Actor, id: number, kind: "csv" | "xlsx") =>
  rejectionsOf(await batchOf(actor, id), kind);

/** What a machine is told of its batch: the counts, and row by row what became of it when it was settled with the request. */
export async function machineAnswer(
  actor: Actor,
  id: number,
  run: { known: readonly StagedFate[] } | null,
  locale: Locale,
): Promise<MachineAnswer> {
  const batch = await batchOf(actor, id);
  return {
    id,
    statusUrl: `/api/v1/imports/${id}`,
    status: batch.status,
    failure: batch.failure,
    rowsNew: batch.rowsNew,
    rowsChanged: batch.rowsChanged,
    rowsUnchanged: batch.rowsUnchanged,
    rowsRejected: batch.rowsRejected,
    rows: run && batch.status === "DONE" ? await outcomesOf(batch, run.known, locale) : null,
  };
}

async function outcomesOf(batch: BatchRow, known: readonly StagedFate[], locale: Locale): Promise<RowOutcome[]> {
  const rejected = new Map<number, RejectedRow>();
  for await (const rows of rejectedRows(batch.id)) for (const r of rows) rejected.set(r.line, r);
  const fates = new Map(known.map((k) => [k.line, k.fate]));
  return Array.from({ length: batch.rowsRead }, (_, i): RowOutcome => {
    const line = i + 1;
    const fault = rejected.get(line);
    // A line repeated word for word is taken once; its repeats change nothing.
    if (!fault) return { line, outcome: fates.get(line) ?? "unchanged", reasons: [] };
    return { line, outcome: "rejected", reasons: fault.reasons.map((r) => ({ ...r, sentence: reasonSentence(locale, r) })) };
  });
}
