import * as z from "zod";
import { type Ctx, command, once } from "@/lib/command";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { forgetFile, holdFile, receivePaper } from "@/lib/files/commands";
import type { PaperWords } from "@/lib/files/model";
import { can } from "@/lib/policy";
import { standingOf } from "../record/reach";
import { searchWords } from "../record/search";
import { isSecretFileName, isStamped } from "../rules";
import { AttachInput, mostDocumentFiles, RemoveInput } from "./model";
import { attachFault, removalRight, rightToAttach } from "./rights";

const Attached = z.object({ id: z.int(), pages: z.int().nullable() });
export type Attached = z.output<typeof Attached>;

/**
 * Takes a file in and puts it to a document: stored, looked into, searched by its words and noted, or nothing is left of it. The same request
 * again (by its key) is the file it was. Refuses `secret-document` for a name or a page that bears the stamp, what `receivePaper` refuses,
 * `document-takes-no-files`, `file-attached-already`.
 */
export async function receiveDocumentFile(
  ctx: Ctx,
  source: AsyncIterable<Uint8Array>,
  upload: { documentId: number; name: string; declared: string; key: string },
): Promise<Attached> {
  const { documentId, name, declared, key } = upload;
  const at = await standingOf(db, ctx.actor, documentId);
  const right = rightToAttach(at);
  if (!can(ctx.actor, right, at.unitId)) throw new AppError("forbidden", "permission", { detail: { permission: right } });
  const fault = attachFault(at);
  if (fault) throw new AppError("refused", fault);
  if (isSecretFileName(name)) throw new AppError("refused", "secret-document");
  const { sha, bytes, look } = await receivePaper(ctx, source, { name, declared, judge: refuseStamped });
  const input = { documentId, name, bytes, sha };
  try {
    const ask = { actorId: ctx.actor.id, route: "documents.attach", key, requestText: JSON.stringify(input) };
    const { result } = await once(ask, (tx) =>
      attachDocumentFile(
        ctx,
        { ...input, type: look.type, pages: look.pages, active: [...look.active], search: searchWords([look.words?.text]) },
        tx,
      ),
    );
    return Attached.parse(result);
  } catch (error) {
    await forgetFile(sha);
    throw error;
  }
}

/** A stamp is looked for on the lines of a page and among the pieces it is set in: a heading beside it makes one line of both. */
export function refuseStamped(written: PaperWords | undefined): void {
  if (written && (isStamped(written.text.split("\n")) || isStamped(written.pieces)))
    throw new AppError("refused", "secret-document");
}

/** Notes a stored file as part of a document, which is found by its words from then on. */
export const attachDocumentFile = command(AttachInput, async (work, input): Promise<Attached> => {
  const { tx, actor, now } = work;
  const { documentId, sha, bytes, pages } = input;
  const at = await standingOf(tx, actor, documentId, true);
  work.require(rightToAttach(at), at.unitId);
  const fault = attachFault(at);
  if (fault) throw new AppError("refused", fault);
  if ((await tx.documentFile.count({ where: { documentId } })) >= mostDocumentFiles)
    throw new AppError("refused", "document-files-full");
  await holdFile(tx, sha);
  const scan = env().CLAMD_ADDRESS === undefined ? "NOT_SCANNED" : "WAITING";
  // A conflict must not end the transaction: the key of the request lives in it.
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    insert into document_file (document_id, name, type, bytes, pages, sha, active, scan, words, added_at, added_by, added_by_name)
    values (${documentId}, ${input.name}, ${input.type}, ${bytes}, ${pages}, ${sha}, ${input.active}, ${scan}::file_scan,
      case when ${input.search} = '' then null else strip(to_tsvector('simple', ${input.search})) end, ${now}, ${actor.id}, ${actor.name})
    on conflict do nothing returning id`;
  if (!row) throw new AppError("conflict", "file-attached-already");
  work.record("document.attach", { type: "document", id: documentId }, { file: row.id, sha, bytes, pages }, at.unitId);
  work.announce("documents");
  return { id: row.id, pages };
});

/**
 * Takes a file off a document, with the reason; it stays in the history and its bytes stay stored. What stands in a register takes the right to
 * manage it. Refuses `file-removed-already`.
 */
export const removeDocumentFile = command(RemoveInput, async (work, { documentId, fileId, reason }) => {
  const { tx, actor, now } = work;
  const at = await standingOf(tx, actor, documentId, true);
  if ((await tx.documentFile.count({ where: { id: fileId, documentId } })) === 0) throw new AppError("not-found", "not-found");
  work.require(removalRight(at), at.unitId);
  const { count } = await tx.documentFile.updateMany({
    where: { id: fileId, documentId, removedAt: null },
    data: { removedAt: now, removedBy: actor.id, removedByName: actor.name, removedFor: reason },
  });
  if (count === 0) throw new AppError("conflict", "file-removed-already");
  work.record("document.remove-file", { type: "document", id: documentId }, { file: fileId }, at.unitId);
  work.announce("documents");
  return { id: fileId };
});

const RestoreInput = RemoveInput.omit({ reason: true });
/** Takes back a file that was removed; whoever may remove it may. Refuses `file-not-removed`, `file-attached-already`, `document-takes-no-files`. */
export const restoreDocumentFile = command(RestoreInput, async (work, { documentId, fileId }) => {
  const { tx, actor } = work;
  // Held, so that nobody attaches this very file meanwhile.
  const at = await standingOf(tx, actor, documentId, true);
  const file = await tx.documentFile.findFirst({ where: { id: fileId, documentId } });
  if (!file) throw new AppError("not-found", "not-found");
  work.require(removalRight(at), at.unitId);
  const fault = attachFault(at);
  if (fault) throw new AppError("refused", fault);
  if (file.removedAt === null) throw new AppError("conflict", "file-not-removed");
  if ((await tx.documentFile.count({ where: { documentId, sha: file.sha, removedAt: null } })) > 0)
    throw new AppError("conflict", "file-attached-already");
  await tx.documentFile.update({
    where: { id: fileId },
    data: { removedAt: null, removedBy: null, removedByName: null, removedFor: null },
  });
  work.record("document.restore-file", { type: "document", id: documentId }, { file: fileId }, at.unitId);
  work.announce("documents");
  return { id: fileId };
});

const ScanNote = z.strictObject({ fileId: z.int().positive(), threat: z.string().nullable() });
/** Notes what the scanner said of a file. Only the job that asks it may. */
export const noteDocumentScan = command(ScanNote, async (work, { fileId, threat }) => {
  const { tx, now } = work;
  work.require("system.manage", "city");
  const { documentId } = await tx.documentFile.update({
    where: { id: fileId },
    data: { scan: threat === null ? "CLEAN" : "INFECTED", threat, scannedAt: now },
    select: { documentId: true },
  });
  const found = threat === null ? { file: fileId, status: "clean" } : { file: fileId, status: "infected", threat };
  work.record("document.scan", { type: "document", id: documentId }, found);
  work.announce("documents");
});
