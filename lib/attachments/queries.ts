import type { Readable } from "node:stream";
import { db, type Tx } from "@/lib/db/client";
import { readableTo, visibleTo } from "@/lib/dossiers/queries";
import { AppError } from "@/lib/errors";
import { openFiled, toFiled } from "@/lib/files/queries";
import { isReadable } from "@/lib/files/rules";
import { type Actor, can } from "@/lib/policy";
import type { AttachmentList } from "./model";
import { isFileShown, mayOpen, placesOpen, removalRight, type Standing } from "./rules";

/** A dossier as far as its files are concerned; not-found outside the actor's reach, to be read (`toRead`) for who is asked too. */
export async function standingOf(tx: Tx, actor: Actor, dossierId: number, toRead = false): Promise<Standing> {
  const [row] = await tx.$queryRaw<Standing[]>`
    select d.unit_id as "unitId", d.receiving_unit_id as "receivingUnitId", p.is_sensitive as "isSensitive", d.state::text as state,
      d.accepted_at is not null as "isAccepted", d.ended_at is not null as "isEnded",
      not ${visibleTo(actor)} as "isAsked"
    from dossier d join procedure p on p.id = d.procedure_id
    where d.id = ${dossierId} and ${toRead ? readableTo(actor) : visibleTo(actor)}`;
  if (!row) throw new AppError("not-found", "not-found");
  return row;
}

/** The files of a dossier and what this actor may do with them; or not-found. */
export async function listAttachments(actor: Actor, dossierId: number): Promise<AttachmentList> {
  const at = await standingOf(db, actor, dossierId, true);
  const [papers, rows] = await Promise.all([
    db.dossierPaper.findMany({
      // One that was struck is told of while a file lies there.
      where: { dossierId, OR: [{ struckAt: null }, { files: { some: { removedAt: null } } }] },
      orderBy: { position: "asc" },
      select: { id: true, name: true, supplement: true, struckAt: true },
    }),
    db.dossierFile.findMany({ where: { dossierId }, orderBy: { id: "asc" } }),
  ]);
  const shown = rows.filter((row) => isFileShown(actor, at, row));
  const right = removalRight(actor, at);
  return {
    files: shown.map((row) => ({
      ...toFiled(row),
      ...{ kind: row.kind, paperId: row.paperId },
      mayOpen: row.removedAt === null && isReadable(row.scan) && mayOpen(actor, at, row),
      mayRemove: can(actor, right.permission, right.unitId),
    })),
    papers: papers.map(({ struckAt, ...paper }) => ({ ...paper, isStruck: struckAt !== null })),
    hidden: rows.filter((row) => row.removedAt === null).length - shown.filter((row) => row.removedAt === null).length,
    open: placesOpen(actor, at),
  };
}

/**
 * A file of a dossier to be opened. Not-found outside the actor's reach and for one that was removed; `permission` for who sees the dossier
 * and does not work on it; `file-waits-for-scan`, `file-infected`, and `file-lost` where the store does not give it.
 */
export async function openAttachment(
  actor: Actor,
  dossierId: number,
  fileId: number,
): Promise<{ id: number; name: string; type: string; body: Readable }> {
  const at = await standingOf(db, actor, dossierId, true);
  const row = await db.dossierFile.findFirst({ where: { id: fileId, dossierId, removedAt: null } });
  if (!row || !isFileShown(actor, at, row)) throw new AppError("not-found", "not-found");
  if (!mayOpen(actor, at, row)) throw new AppError("forbidden", "permission");
  return { id: row.id, name: row.name, type: row.type, body: await openFiled(row) };
}

/** How many files wait for the scanner, and since when the oldest. */
export async function scannerBacklog(): Promise<{ waiting: number; since: Date | null }> {
  const waiting = { where: { scan: "WAITING" as const } };
  const [count, oldest] = await Promise.all([
    db.dossierFile.count(waiting),
    db.dossierFile.findFirst({ ...waiting, orderBy: { id: "asc" }, select: { addedAt: true } }),
  ]);
  return { waiting: count, since: oldest?.addedAt ?? null };
}
