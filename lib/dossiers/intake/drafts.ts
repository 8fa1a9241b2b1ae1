import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { open, seal } from "@/lib/secrets";
import { type Draft, DraftContent, type DraftList, type SavedDraft } from "./model";

const contentPlace = "dossier_draft.content";
/** More than a desk ever has open; a form left half filled in on every visit would otherwise grow for ever. */
const draftsKept = 50;
const dayMs = 86_400_000;
/** Personal data nobody came back to. */
const forgottenAfterDays = 30;

const contentOf = (sealed: Uint8Array): DraftContent => DraftContent.parse(JSON.parse(open(sealed, contentPlace)));
const toSaved = ({ id, revision, savedAt }: { id: string; revision: number; savedAt: Date }): SavedDraft => ({
  ...{ id, revision, savedAt: savedAt.toISOString() },
});

/**
 * Keeps a draft as it stands. `draft-changed` where it was saved from elsewhere since `revision`, `draft-gone` where it was accepted or
 * thrown away, `drafts-full` beyond fifty.
 */
export async function keepDraft(
  tx: Tx,
  userId: number,
  { id, revision, content }: { id: string; revision: number; content: DraftContent },
  now: Date,
): Promise<SavedDraft> {
  const row = {
    unitId: content.receivingUnitId,
    content: seal(JSON.stringify(content), contentPlace),
    savedAt: now,
  };
  if (revision === 0) {
    if ((await tx.dossierDraft.count({ where: { userId, thrownAt: null } })) >= draftsKept)
      throw new AppError("refused", "drafts-full");
    const { count } = await tx.dossierDraft.createMany({ data: [{ ...row, id, userId }], skipDuplicates: true });
    if (count === 1) return toSaved({ id, revision: 1, savedAt: now });
  } else {
    const { count } = await tx.dossierDraft.updateMany({
      where: { id, userId, revision, thrownAt: null },
      data: { ...row, revision: revision + 1 },
    });
    if (count === 1) return toSaved({ id, revision: revision + 1, savedAt: now });
  }
  const there = await tx.dossierDraft.findFirst({ where: { id, userId, thrownAt: null }, select: { id: true } });
  throw there ? new AppError("conflict", "draft-changed") : new AppError("not-found", "draft-gone");
}

/** Puts a draft aside, or back on the desk. Not-found for one of somebody else. */
export async function throwDraft(tx: Tx, userId: number, id: string, thrownAt: Date | null): Promise<void> {
  const where = { id, userId, thrownAt: thrownAt === null ? { not: null } : null };
  const { count } = await tx.dossierDraft.updateMany({ where, data: { thrownAt } });
  if (count === 0) throw new AppError("not-found", "not-found");
}

/** What was typed has become a dossier. */
export async function forgetDraft(tx: Tx, userId: number, id: string): Promise<void> {
  await tx.dossierDraft.deleteMany({ where: { id, userId } });
}

/** A draft of one's own with all that was typed, or not-found. */
export async function findDraft(actor: Actor, id: string): Promise<Draft> {
  const row = await db.dossierDraft.findFirst({ where: { id, userId: actor.userId ?? 0, thrownAt: null } });
  if (!row) throw new AppError("not-found", "not-found");
  return { ...toSaved(row), content: contentOf(row.content) };
}

/** One's own drafts, the latest first. Nobody sees another's. */
export async function listDrafts(actor: Actor): Promise<DraftList> {
  const where = { userId: actor.userId ?? 0, thrownAt: null };
  const rows = (await db.dossierDraft.findMany({ where, orderBy: { savedAt: "desc" }, take: draftsKept })).map((row) => ({
    ...toSaved(row),
    content: contentOf(row.content),
  }));
  const ids = rows.flatMap(({ content }) => content.procedureId ?? []);
  const names = new Map(
    (await db.procedure.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })).map((p) => [p.id, p.name]),
  );
  return {
    drafts: rows.map(({ content, ...row }) => ({
      ...row,
      applicantName: content.applicantName.trim(),
      procedureName: (content.procedureId !== null && names.get(content.procedureId)) || null,
    })),
  };
}

/** Part of the job "sweep": forgets what was thrown away a day ago, and what nobody has touched for a month. Returns how many. */
export async function sweepDrafts(now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  const old = [{ thrownAt: { lt: before(1) } }, { savedAt: { lt: before(forgottenAfterDays) } }];
  return (await db.dossierDraft.deleteMany({ where: { OR: old } })).count;
}
