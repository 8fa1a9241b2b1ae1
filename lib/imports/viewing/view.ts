import { Readable } from "node:stream";
import * as z from "zod";
import { db, type Prisma } from "@/lib/db/client";
import { waitingSince } from "@/lib/queue";
import { open } from "@/lib/secrets";
import { reasonSentence } from "../labels";
import {
  type ImportBatchDetail,
  type ImportBatchView,
  ImportFault,
  importFormats,
  Layout,
  machineColumns,
  Reason,
  rejectedLinesShown,
} from "../model";
import { rejectionsAsCsv, rejectionsAsXlsx } from "../rejected/download";
import { jobKey } from "../running/broken-off";

export type BatchRow = Prisma.ImportBatchGetPayload<object>;

/** Why rows of a batch were not taken, counted, and the first of them. */
export async function rejectedOf(batch: BatchRow, codeColumn: number): Promise<Pick<ImportBatchDetail, "reasons" | "rejected">> {
  const counted = await db.$queryRaw<{ code: string; field: string | null; rows: number }[]>`
    select r.value ->> 'code' as code, r.value ->> 'field' as field, count(*)::int as rows
    from import_rejection i cross join lateral jsonb_array_elements(i.reasons) r (value)
    where i.batch_id = ${batch.id} group by 1, 2 order by 3 desc, 1, 2`;
  const first = await db.importRejection.findMany({
    where: { batchId: batch.id },
    orderBy: { line: "asc" },
    take: rejectedLinesShown,
  });
  return {
    reasons: counted.map(({ code, field, rows }) => ({ ...Reason.parse(field === null ? { code } : { code, field }), rows })),
    rejected: first.map((r) => ({
      line: r.line,
      code: (cellsOfRejection(r.cells)[codeColumn] ?? "").slice(0, 60),
      reasons: z.array(Reason).parse(r.reasons),
    })),
  };
}

type Around = {
  units: ReadonlyMap<number, string>;
  senders: ReadonlyMap<string, string>;
  waiting: Awaited<ReturnType<typeof waitingSince>>;
};
/** What the units of some batches are called, who sent them in (a person or a machine's key), and which of them wait for a worker. */
export async function aroundOf(batches: readonly BatchRow[]): Promise<Around> {
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
/** One batch as the screens are told of it. */
export function viewOf(b: BatchRow, around: Around): ImportBatchView {
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

const sentencesOf = (reasons: readonly Reason[]): string => reasons.map((r) => reasonSentence("vi", r)).join(" ");

/** The rejected rows of a batch as a file to correct and send again. */
export function rejectionsOf(
  { id, layout: kept }: BatchRow,
  kind: "csv" | "xlsx",
): { name: string; type: string; body: Readable } {
  const layout = Layout.nullable().parse(kept);
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
