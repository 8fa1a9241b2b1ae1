import * as z from "zod";
import { type Ctx, command, once, type Work } from "@/lib/command";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { forgetFile, holdFile, receivePaper } from "@/lib/files/commands";
import { can } from "@/lib/policy";
import { AttachInput, FileScan, mostFiles, type Place, RemoveInput, RestoreInput } from "./model";
import { standingOf } from "./queries";
import { isFileShown, placesOpen, removalRight, unitFor } from "./rules";

const logged = { PAPER: "paper-file", RESULT: "result-file", OTHER: "other-file" } as const;
const Attached = z.object({ id: z.int(), pages: z.int().nullable() });
export type Attached = z.output<typeof Attached>;

/**
 * Takes a file in and attaches it to a dossier: it is stored, looked into and noted, or nothing is left of it. The same request again (by its
 * key) is the file it was. Refuses what `receivePaper` and `attachFile` refuse; whoever may not attach sends nothing.
 */
export async function receiveAttachment(
  ctx: Ctx,
  source: AsyncIterable<Uint8Array>,
  upload: Place & { dossierId: number; name: string; declared: string; key: string },
): Promise<Attached> {
  const { dossierId, kind, paperId, name, declared, key } = upload;
  const at = await standingOf(db, ctx.actor, dossierId);
  if (!can(ctx.actor, "dossiers.process", unitFor(ctx.actor, at)))
    throw new AppError("forbidden", "permission", { detail: { permission: "dossiers.process" } });
  if (!placesOpen(ctx.actor, at).includes(kind)) throw new AppError("refused", "dossier-takes-no-files");
  const { sha, bytes, look } = await receivePaper(ctx, source, { name, declared });
  const input = { dossierId, kind, paperId: paperId ?? null, name, bytes, sha };
  try {
    const ask = { actorId: ctx.actor.id, route: "attachments.add", key, requestText: JSON.stringify(input) };
    const { result } = await once(ask, (tx) =>
      attachFile(ctx, { ...input, type: look.type, pages: look.pages, active: [...look.active] }, tx),
    );
    return Attached.parse(result);
  } catch (error) {
    await forgetFile(sha);
    throw error;
  }
}

/**
 * Notes a stored file as part of a dossier. Refuses `file-attached-already` where the very file is there, `dossier-files-full`,
 * `dossier-takes-no-files`; not-found for another dossier's paper, and one that was struck.
 */
export const attachFile = command(AttachInput, async (work, input): Promise<Attached> => {
  const { tx, actor, now } = work;
  const { dossierId, kind, paperId, sha, bytes, pages } = input;
  const at = await standingOf(tx, actor, dossierId);
  const unitId = unitFor(actor, at);
  work.require("dossiers.process", unitId);
  if (!placesOpen(actor, at).includes(kind)) throw new AppError("refused", "dossier-takes-no-files");
  if (paperId !== null && (await tx.dossierPaper.count({ where: { id: paperId, dossierId, struckAt: null } })) === 0)
    throw new AppError("not-found", "not-found");
  if ((await tx.dossierFile.count({ where: { dossierId } })) >= mostFiles) throw new AppError("refused", "dossier-files-full");
  await holdFile(tx, sha);
  const scan = env().CLAMD_ADDRESS === undefined ? FileScan.NOT_SCANNED : FileScan.WAITING;
  // A conflict must not end the transaction: the key of the request lives in it.
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    insert into dossier_file (dossier_id, paper_id, kind, name, type, bytes, pages, sha, active, scan, added_at, added_by, added_by_name)
    values (${dossierId}, ${paperId}, ${kind}::dossier_file_kind, ${input.name}, ${input.type}, ${bytes}, ${pages}, ${sha}, ${input.active},
      ${scan}::file_scan, ${now}, ${actor.id}, ${actor.name})
    on conflict do nothing returning id`;
  if (!row) throw new AppError("conflict", "file-attached-already");
  work.record("file.attach", { type: "dossier", id: dossierId }, { file: row.id, kind: logged[kind], sha, bytes, pages }, unitId);
  work.announce("files");
  return { id: row.id, pages };
});

/**
 * Takes a file off a dossier, with the reason; it stays in the history and its bytes stay stored. Refuses `file-removed-already`; after the
 * dossier's end it takes the right to approve.
 */
export const removeFile = command(RemoveInput, async (work, { dossierId, fileId, reason }) => {
  const { tx, actor, now } = work;
  const unitId = await mayRemove(work, dossierId, fileId);
  const { count } = await tx.dossierFile.updateMany({
    where: { id: fileId, dossierId, removedAt: null },
    data: { removedAt: now, removedBy: actor.id, removedByName: actor.name, removedFor: reason },
  });
  if (count === 0) throw new AppError("conflict", "file-removed-already");
  work.record("file.remove", { type: "dossier", id: dossierId }, { file: fileId }, unitId);
  work.announce("files");
  return { id: fileId };
});

/** Takes back that a file was removed. Refuses `file-not-removed`, and `file-attached-already` where it has been attached anew meanwhile. */
export const restoreFile = command(RestoreInput, async (work, { dossierId, fileId }) => {
  const unitId = await mayRemove(work, dossierId, fileId);
  // Whoever is attaching to this dossier ends first: what they attach may be this very file.
  await work.tx.$queryRaw`select from dossier where id = ${dossierId} for update`;
  const [row] = await work.tx.$queryRaw<{ isTwice: boolean }[]>`
    select exists (select from dossier_file o where o.dossier_id = f.dossier_id and o.paper_id is not distinct from f.paper_id
      and o.kind = f.kind and o.sha = f.sha and o.removed_at is null) as "isTwice"
    from dossier_file f where f.id = ${fileId} and f.dossier_id = ${dossierId} and f.removed_at is not null for update`;
  if (!row) throw new AppError("conflict", "file-not-removed");
  if (row.isTwice) throw new AppError("conflict", "file-attached-already");
  await work.tx.dossierFile.update({
    where: { id: fileId },
    data: { removedAt: null, removedBy: null, removedByName: null, removedFor: null },
  });
  work.record("file.restore", { type: "dossier", id: dossierId }, { file: fileId }, unitId);
  work.announce("files");
  return { id: fileId };
});

type Removing = Pick<Work, "tx" | "actor" | "require">;
/** The unit in whose name; not-found for a file this actor is not shown. */
async function mayRemove({ tx, actor, require }: Removing, dossierId: number, fileId: number): Promise<number> {
  const at = await standingOf(tx, actor, dossierId);
  const file = await tx.dossierFile.findFirst({ where: { id: fileId, dossierId }, select: { kind: true, addedBy: true } });
  if (!file || !isFileShown(actor, at, file)) throw new AppError("not-found", "not-found");
  const { permission, unitId } = removalRight(actor, at);
  require(permission, unitId);
  return unitId;
}

const ScanNote = z.strictObject({ fileId: z.int().positive(), threat: z.string().nullable() });
/** Notes what the scanner said of a file. Only the job that asks it may. */
export const noteScan = command(ScanNote, async (work, { fileId, threat }) => {
  const { tx, now } = work;
  work.require("system.manage", "city");
  const file = await tx.dossierFile.update({
    where: { id: fileId },
    data: { scan: threat === null ? "CLEAN" : "INFECTED", threat, scannedAt: now },
    select: { dossierId: true },
  });
  const found = threat === null ? { file: fileId, status: "clean" } : { file: fileId, status: "infected", threat };
  work.record("file.scan", { type: "dossier", id: file.dossierId }, found);
  work.announce("files");
});
