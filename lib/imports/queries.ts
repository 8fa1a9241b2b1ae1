import { Readable } from "node:stream";
import * as z from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { db, type Prisma, type Tx } from "@/lib/db/client";
import type { StagedFate } from "@/lib/dossiers/commands";
import { AppError } from "@/lib/errors";
import { type Actor, type Reach, reachOf } from "@/lib/policy";
import { waitingSince } from "@/lib/queue";
import { open } from "@/lib/secrets";
import type { Locale } from "@/lib/words";
import { loadJudge } from "./judging/judge";
import { reasonSentence } from "./labels";
import {
  type ImportBatchDetail,
  type ImportBatchView,
  ImportFault,
  importFormats,
  Layout,
  type MachineAnswer,
  Mapping,
  machineColumns,
  missingFields,
  type PreviewRow,
  previewRows,
  Reason,
  type RowOutcome,
  rejectedLinesShown,
} from "./model";
import { rejectionsAsCsv, rejectionsAsXlsx } from "./rejected/download";
import { remembered } from "./remembering/mapping";
import { isRecord, judgeRow } from "./rules";
import { jobKey } from "./running/broken-off";
import { cellsOf, openSample, pick, places } from "./running/cells";

type BatchRow = Prisma.ImportBatchGetPayload<object>;

function withinReach(actor: Actor): Prisma.ImportBatchWhereInput {
  const reach = reachOf(actor, "dossiers.import");
  return reach === "all" ? {} : { unitId: { in: [...reach] } };
}

export { readTables } from "./reading/tables";

/** One batch of a unit the actor imports for; `not-found` otherwise. For commands. */
export async function batchOf(actor: Actor, id: number, tx: Tx = db): Promise<BatchRow> {
  const batch = await tx.importBatch.findFirst({ where: { id, ...withinReach(actor) } });
  if (!batch) throw new AppError("not-found", "not-found");
  return batch;
}

/** Is there such a batch for this actor? */
export async function isImportThere(actor: Actor, id: number): Promise<boolean> {
  return (await db.importBatch.count({ where: { id, ...withinReach(actor) } })) > 0;
}

/** The registers sent in for the actor's units, newest first. */
export async function listImports(
  actor: Actor,
  page: { before?: number | undefined; take?: number | undefined } = {},
): Promise<{ batches: ImportBatchView[]; nextCursor: number | null }> {
  const take = Math.min(page.take ?? 30, 100);
  const rows = await db.importBatch.findMany({
    where: { ...withinReach(actor), ...(page.before === undefined ? {} : { id: { lt: page.before } }) },
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
    ...(batch.rowsRejected > 0 && batch.status !== "RUNNING" ? await rejectedOf(batch, mapping) : { reasons: [], rejected: [] }),
  };
}

/** Why rows of a batch were not taken, counted, and the first of them. */
async function rejectedOf(batch: BatchRow, mapping: Mapping): Promise<Pick<ImportBatchDetail, "reasons" | "rejected">> {
  const counted = await db.$queryRaw<{ code: string; field: string | null; rows: number }[]>`
    select r.value ->> 'code' as code, r.value ->> 'field' as field, count(*)::int as rows
    from import_rejection i cross join lateral jsonb_array_elements(i.reasons) r (value)
    where i.batch_id = ${batch.id} group by 1, 2 order by 3 desc, 1, 2`;
  const first = await db.importRejection.findMany({
    where: { batchId: batch.id },
    orderBy: { line: "asc" },
    take: rejectedLinesShown,
  });
  const codeColumn = batch.format === "json" ? machineColumns.indexOf("code") : (mapping.code ?? -1);
  return {
    reasons: counted.map(({ code, field, rows }) => ({ ...Reason.parse(field === null ? { code } : { code, field }), rows })),
    rejected: first.map((r) => ({
      line: r.line,
      code: (cellsOfRejection(r.cells)[codeColumn] ?? "").slice(0, 60),
      reasons: z.array(Reason).parse(r.reasons),
    })),
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

type Around = {
  units: ReadonlyMap<number, string>;
  senders: ReadonlyMap<string, string>;
  waiting: Awaited<ReturnType<typeof waitingSince>>;
};
/** What the units of some batches are called, who sent them in (a person or a machine's key), and which of them wait for a worker. */
async function aroundOf(batches: readonly BatchRow[]): Promise<Around> {
  const units = await db.unit.findMany({ where: { id: { in: batches.map((b) => b.unitId) } }, select: { id: true, name: true } });
  const senders = await db.$queryRaw<{ id: string; name: string }[]>`
    select w.id, coalesce(u.name, k.name) as name from unnest(${batches.map((b) => b.createdBy)}::text[]) w (id)
    left join app_user u on w.id = 'user:' || u.id left join api_key k on w.id = 'key:' || k.id
    where u.id is not null or k.id is not null`;
  const running = batches.filter((b) => b.status === "RUNNING").map((b) => jobKey(b.id));
  return {
    units: new Map(units.map((u) => [u.id, u.name])),
    senders: new Map(senders.map((w) => [w.id, w.name])),
    waiting: running.length === 0 ? new Map() : await waitingSince(running),
  };
}

const Source = z.enum(["file", "api"]);
const Format = z.enum(importFormats);
function viewOf(b: BatchRow, around: Around): ImportBatchView {
  return {
    id: b.id,
    source: Source.parse(b.source),
    sender: b.sender,
    fileName: b.fileName,
    fileBytes: b.fileBytes === null ? null : Number(b.fileBytes),
    format: Format.parse(b.format),
    unitId: b.unitId,
    unitName: around.units.get(b.unitId) ?? "",
    status: b.status,
    rowsRead: b.rowsRead,
    rowsTotal: b.rowsTotal,
    rowsNew: b.rowsNew,
    rowsChanged: b.rowsChanged,
    rowsUnchanged: b.rowsUnchanged,
    rowsRejected: b.rowsRejected,
    failure: b.failure,
    attempts: b.attempts,
    fault: ImportFault.nullable().parse(b.fault),
    brokenOffAt: b.brokenOffAt?.toISOString() ?? null,
    waitsUntil: around.waiting.get(jobKey(b.id))?.toISOString() ?? null,
    cancelRequested: b.cancelRequestedAt !== null,
    isCheck: b.isCheck,
    checkedAt: b.checkedAt?.toISOString() ?? null,
    createdAt: b.createdAt.toISOString(),
    createdBy: b.createdBy,
    createdByName: around.senders.get(b.createdBy) ?? null,
    startedAt: b.startedAt?.toISOString() ?? null,
    endedAt: b.endedAt?.toISOString() ?? null,
  };
}

const Cells = z.array(z.string());
const cellsOfRejection = (sealed: Uint8Array) => Cells.parse(JSON.parse(open(sealed, "import_rejection.cells")));
export type RejectedRow = { line: number; cells: string[]; reasons: Reason[] };

/** The rows of a batch that were not taken, in order, a thousand at a time. */
export async function* rejectedRows(batchId: number): AsyncGenerator<RejectedRow[]> {
  for (let after = 0; ; ) {
    const rows = await db.importRejection.findMany({
      where: { batchId, line: { gt: after } },
      orderBy: { line: "asc" },
      take: 1_000,
    });
    if (rows.length === 0) return;
    yield rows.map((r) => ({
      line: r.line,
      cells: cellsOfRejection(r.cells),
      reasons: z.array(Reason).parse(r.reasons),
    }));
    after = rows.at(-1)?.line ?? after;
  }
}
export const sentencesOf = (reasons: readonly Reason[]): string => reasons.map((r) => reasonSentence("vi", r)).join(" ");

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
export async function rejectionsFile(
  actor: Actor,
  id: number,
  kind: "csv" | "xlsx",
): Promise<{ name: string; type: string; body: Readable }> {
  const batch = await batchOf(actor, id);
  const layout = Layout.nullable().parse(batch.layout);
  const source = {
    headings: layout?.headings ?? machineColumns,
    rows: rejectedRows(id),
    sentencesOf: (r: RejectedRow) => sentencesOf(r.reasons),
  };
  if (kind === "csv")
    return {
      name: `dong-bi-loai-${id}.csv`,
      type: "text/csv; charset=utf-8",
      body: Readable.from(rejectionsAsCsv(source, layout?.separator ?? ","), { objectMode: false }),
    };
  return {
    name: `dong-bi-loai-${id}.xlsx`,
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    body: rejectionsAsXlsx(source),
  };
}

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
