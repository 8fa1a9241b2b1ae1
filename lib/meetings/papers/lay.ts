import * as z from "zod";
import { type Ctx, command, once, type Work } from "@/lib/command";
import { db } from "@/lib/db/client";
import { isDocumentThere } from "@/lib/documents/queries";
import { isSecretFileName, isStamped } from "@/lib/documents/rules";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { forgetFile, holdFile, receivePaper } from "@/lib/files/commands";
import type { PaperWords } from "@/lib/files/model";
import { endingOf } from "@/lib/files/rules";
import { can } from "@/lib/policy";
import { BroughtPaper, mostPapers, PaperInput, PaperKept, RemovePaperInput } from "../model";
import { type Standing, standingOf } from "../record/reach";
import { changeFault } from "../rules";

const Id = z.int().positive();

/**
 * Takes in a PDF somebody brings to a meeting and lays it before an item: stored under its hash, looked into and noted, or nothing is left of it.
 * The same request again (by its key) is the paper it was. Refuses `secret-document` for a name or a page that bears the stamp, `paper-not-pdf`,
 * `meeting-over`, what `receivePaper` refuses, and `paper-laid-already`.
 */
export async function receiveMeetingPaper(
  ctx: Ctx,
  source: AsyncIterable<Uint8Array>,
  upload: { meetingId: number; itemId: number; name: string; declared: string; key: string },
): Promise<PaperKept> {
  const { meetingId, itemId, name, declared, key } = upload;
  const at = await standingOf(db, ctx, meetingId);
  if (!can(ctx.actor, "meetings.organise", at.unitId))
    throw new AppError("forbidden", "permission", { detail: { permission: "meetings.organise" } });
  refuseOver(at);
  if ((await db.meetingItem.count({ where: { id: itemId, meetingId } })) === 0) throw new AppError("not-found", "not-found");
  if (isSecretFileName(name)) throw new AppError("refused", "secret-document");
  if (endingOf(name) !== "pdf") throw new AppError("refused", "paper-not-pdf");
  const { sha, bytes, look } = await receivePaper(ctx, source, { name, declared, judge: refuseStamped });
  const input = { meetingId, itemId, name, bytes, sha };
  try {
    const ask = { actorId: ctx.actor.id, route: "meetings.bring", key, requestText: JSON.stringify(input) };
    const { result } = await once(ask, (tx) =>
      bringPaper(ctx, { ...input, type: look.type, pages: look.pages, active: [...look.active] }, tx),
    );
    return PaperKept.parse(result);
  } catch (error) {
    await forgetFile(sha);
    throw error;
  }
}

/** A stamp is looked for on the lines of a page and among the pieces it is set in: a heading beside it makes one line of both. */
function refuseStamped(written: PaperWords | undefined): void {
  if (written && (isStamped(written.text.split("\n")) || isStamped(written.pieces)))
    throw new AppError("refused", "secret-document");
}

const bringPaper = command(BroughtPaper, async (work, input): Promise<PaperKept> => {
  const { tx, actor, now } = work;
  const { meetingId, itemId, sha, bytes, pages } = input;
  const at = await openMeeting(work, meetingId, itemId);
  await holdFile(tx, sha);
  const scan = env().CLAMD_ADDRESS === undefined ? "NOT_SCANNED" : "WAITING";
  // A conflict must not end the transaction: the key of the request lives in it.
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    insert into meeting_paper (meeting_id, item_id, kind, name, type, bytes, pages, sha, active, scan, added_at, added_by, added_by_name)
    values (${meetingId}, ${itemId}, 'FILE', ${input.name}, ${input.type}, ${bytes}, ${pages}, ${sha}, ${input.active}, ${scan}::file_scan, ${now},
      ${actor.id}, ${actor.name})
    on conflict do nothing returning id`;
  if (!row) throw new AppError("conflict", "paper-laid-already");
  await tx.meetingCheck.create({ data: { paperId: row.id } });
  work.record("meeting.bring", { type: "meeting", id: meetingId }, { file: row.id, sha, bytes, pages }, at.unitId);
  work.announce("documents");
  return { id: row.id, pages };
});

/**
 * Lays a registered document this actor may open before an item, or notes that something is given out on paper. Whoever is invited may read the
 * document's files there, and nothing else of it. Refuses `meeting-over`, `paper-document-unknown`, `paper-laid-already`, `meeting-papers-full`.
 */
export const layPaper = command(z.strictObject({ meetingId: Id, paper: PaperInput }), async (work, { meetingId, paper }) => {
  const { tx, actor, now } = work;
  const at = await openMeeting(work, meetingId, paper.itemId);
  const added = { addedAt: now, addedBy: actor.id, addedByName: actor.name };
  const where = { meetingId, itemId: paper.itemId };
  if (paper.kind === "DOCUMENT") {
    const { documentId } = paper;
    const isRegistered = (await tx.document.count({ where: { id: documentId, state: "REGISTERED" } })) > 0;
    if (!isRegistered || !(await isDocumentThere(actor, documentId)))
      throw new AppError("refused", "paper-document-unknown", {
        faults: [{ path: "documentId", code: "paper-document-unknown" }],
      });
    if ((await tx.meetingPaper.count({ where: { meetingId, documentId, removedAt: null } })) > 0)
      throw new AppError("conflict", "paper-laid-already");
  }
  const what = paper.kind === "DOCUMENT" ? { documentId: paper.documentId } : { name: paper.name };
  const { id } = await tx.meetingPaper.create({ select: { id: true }, data: { ...where, ...added, ...what, kind: paper.kind } });
  work.record("meeting.lay", { type: "meeting", id: meetingId }, { file: id, kind: paper.kind }, at.unitId);
  work.announce("documents");
  return { id, pages: null };
});

/** Takes a paper away from a meeting that is not over, with the reason; it stays in the history. Refuses `meeting-over`, `paper-removed-already`. */
export const removePaper = command(
  RemovePaperInput.extend({ meetingId: Id, paperId: Id }),
  async (work, { meetingId, paperId, reason }) => {
    const { tx, actor, now } = work;
    const at = await standingOf(tx, work, meetingId, true);
    work.require("meetings.organise", at.unitId);
    if ((await tx.meetingPaper.count({ where: { id: paperId, meetingId } })) === 0) throw new AppError("not-found", "not-found");
    refuseOver(at);
    const { count } = await tx.meetingPaper.updateMany({
      where: { id: paperId, meetingId, removedAt: null },
      data: { removedAt: now, removedBy: actor.id, removedByName: actor.name, removedFor: reason },
    });
    if (count === 0) throw new AppError("conflict", "paper-removed-already");
    work.record("meeting.remove-paper", { type: "meeting", id: meetingId }, { file: paperId }, at.unitId);
    work.announce("documents");
    return { id: paperId };
  },
);

const ScanNote = z.strictObject({ paperId: Id, threat: z.string().nullable() });
/** Notes what the scanner said of a PDF. Only the job that asks it may. */
export const noteMeetingScan = command(ScanNote, async (work, { paperId, threat }) => {
  const { tx, now } = work;
  work.require("system.manage", "city");
  const { meetingId } = await tx.meetingPaper.update({
    where: { id: paperId },
    data: { scan: threat === null ? "CLEAN" : "INFECTED", threat, scannedAt: now },
    select: { meetingId: true },
  });
  const found = threat === null ? { file: paperId, status: "clean" } : { file: paperId, status: "infected", threat };
  work.record("meeting.scan", { type: "meeting", id: meetingId }, found);
  work.announce("documents");
});

/** A meeting that takes papers, held until the transaction ends, with the item they lie before. */
async function openMeeting(work: Work, meetingId: number, itemId: number): Promise<Standing> {
  const at = await standingOf(work.tx, work, meetingId, true);
  work.require("meetings.organise", at.unitId);
  refuseOver(at);
  if ((await work.tx.meetingItem.count({ where: { id: itemId, meetingId } })) === 0) throw new AppError("not-found", "not-found");
  if ((await work.tx.meetingPaper.count({ where: { meetingId } })) >= mostPapers)
    throw new AppError("refused", "meeting-papers-full");
  return at;
}
function refuseOver({ state }: Standing): void {
  const fault = changeFault(state);
  if (fault) throw new AppError("conflict", fault);
}
