import type { Day } from "@/lib/calendar/model";
import { workingCalendar } from "@/lib/calendar/queries";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { can, holds, reachOf } from "@/lib/policy";
import { readPage } from "./list/page";
import type { Book, DocumentDetail, DocumentFilter, DocumentPage, DocumentType, SecretCounts } from "./model";
import { readDetail } from "./record/detail";
import { isThere, openTo } from "./record/reach";

export { documentRegisterPdf, documentRegisterXlsx } from "./book/print";
export { readRevokedUse } from "./checks/revoked";
export { listFiles as listDocumentFiles, openDocumentFile } from "./files/list";
export { readSigningQueue, readSignings } from "./signing/list";
export { countDocumentTasks, readDocumentLoad, readDocumentTasks } from "./work/list";
export { listAddressees, readDocumentWork } from "./work/read";

/** Every type of document there is, in the order of NĐ 30/2020's annex. */
export async function listDocumentTypes(_actor: Actor): Promise<DocumentType[]> {
  return db.documentType.findMany({ orderBy: { position: "asc" }, omit: { position: true } });
}

/** A page of documents, the newest first; text is searched without diacritics. Throws `cursor-unreadable`. */
export const listDocuments = (actor: Actor, filter: DocumentFilter, { today }: { today: Day }): Promise<DocumentPage> =>
  readPage(actor, filter, today);

/** One document with what it answers and what answers it; or not-found. */
export async function findDocument(actor: Actor, id: number): Promise<DocumentDetail> {
  return readDetail(actor, id, await workingCalendar());
}

export const isDocumentThere = (actor: Actor, id: number): Promise<boolean> => isThere(actor, id);

/** Of these documents those this actor may open. */
export async function openDocumentsOf(actor: Actor, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db.$queryRaw<
    { id: number }[]
  >`select d.id from document d where d.id = any (${[...ids]}::int[]) and ${openTo(actor)}`;
  return new Set(rows.map(({ id }) => id));
}

/** The books of the units this actor sees documents of, with the years that have numbers, the latest first. */
export async function listBooks(actor: Actor): Promise<Book[]> {
  const reach = reachOf(actor, "documents.view");
  const books = await db.documentBook.findMany({
    where: reach === "all" ? {} : { unitId: { in: [...reach] } },
    orderBy: [{ unitId: "asc" }, { direction: "asc" }, { id: "asc" }],
    include: { registers: { orderBy: { year: "desc" } } },
  });
  const units = await db.unit.findMany({ where: { id: { in: books.map((b) => b.unitId) } }, select: { id: true, name: true } });
  const names = new Map(units.map((u) => [u.id, u.name]));
  return books.map(({ id, unitId, direction, name, typeIds, registers }) => ({
    ...{ id, unitId, direction, name, typeIds, unitName: names.get(unitId) ?? "" },
    years: registers.map((r) => ({ year: r.year, lastNumber: r.lastNumber, closedAt: r.closedAt?.toISOString() ?? null })),
  }));
}

/** How many secret documents a unit noted in the months of a year; none outside the actor's reach. */
export async function listSecretCounts(actor: Actor, unitId: number, year: number): Promise<SecretCounts["counts"]> {
  if (!can(actor, "documents.view", unitId)) return [];
  return db.$queryRaw<SecretCounts["counts"]>`select to_char(month, 'YYYY-MM') as month, direction::text as direction, count
    from secret_document_count where unit_id = ${unitId} and extract(year from month) = ${year} order by month, direction`;
}

/** How many files wait for the scanner, and since when the oldest. */
export async function scannerBacklog(): Promise<{ waiting: number; since: Date | null }> {
  const waiting = { where: { scan: "WAITING" as const } };
  const [count, oldest] = await Promise.all([
    db.documentFile.count(waiting),
    db.documentFile.findFirst({ ...waiting, orderBy: { id: "asc" }, select: { addedAt: true } }),
  ]);
  return { waiting: count, since: oldest?.addedAt ?? null };
}

/** The marks of the last outgoing document of each unit this actor drafts for, so that they need not be typed again. */
export async function usualMarks(
  actor: Actor,
): Promise<ReadonlyMap<number, { issuerMark: string | null; drafterMark: string | null }>> {
  const reach = reachOf(actor, "documents.draft");
  const rows = await db.$queryRaw<{ unitId: number; issuerMark: string | null; drafterMark: string | null }[]>`
    select u.id as "unitId", l.issuer_mark as "issuerMark", l.drafter_mark as "drafterMark" from unit u cross join lateral (
      select d.issuer_mark, d.drafter_mark from document d where d.unit_id = u.id and d.direction = 'OUTGOING'
      order by coalesce(d.registered_at, d.entered_at) desc, d.id desc limit 1) l
    where ${reach === "all" ? Prisma.sql`true` : Prisma.sql`u.id = any (${[...reach]}::int[])`}`;
  return new Map(rows.map(({ unitId, ...marks }) => [unitId, marks]));
}

/** How many files of documents count as validly signed: what is checked again when somebody is trusted no longer. */
export async function countValidFiles(actor: Actor): Promise<number> {
  if (!holds(actor, "signatures.trust")) throw new AppError("forbidden", "permission");
  return db.documentCheck.count({ where: { verdict: "valid" } });
}
