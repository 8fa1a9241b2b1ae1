import type { Readable } from "node:stream";
import * as z from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { type Ctx, command } from "@/lib/command";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { openFiled } from "@/lib/files/queries";
import { placesOf, standingOf } from "../record/reach";

type Asked = { meetingId: number; paperId: number; fileId?: number | undefined };

/**
 * A paper of a meeting to be read, byte for byte as it came: a PDF that was brought, or a file of a document laid before it. Not-found outside the
 * actor's reach and for what was removed; `file-waits-for-scan`, `file-infected`, and `file-lost` where the store does not give it.
 */
export async function openMeetingPaper(
  ctx: Ctx,
  { meetingId, paperId, fileId }: Asked,
): Promise<{ id: number; name: string; type: string; body: Readable }> {
  await standingOf(db, ctx, meetingId);
  const paper = await db.meetingPaper.findFirst({ where: { id: paperId, meetingId, removedAt: null } });
  if (!paper) throw new AppError("not-found", "not-found");
  const { name, type, sha, scan } = paper;
  if (fileId === undefined && name !== null && type !== null && sha !== null)
    return { id: paper.id, name, type, body: await openFiled({ sha, scan }) };
  if (fileId === undefined || paper.documentId === null) throw new AppError("not-found", "not-found");
  const file = await db.documentFile.findFirst({ where: { id: fileId, documentId: paper.documentId, removedAt: null } });
  if (!file) throw new AppError("not-found", "not-found");
  return { id: paper.id, name: file.name, type: file.type, body: await openFiled(file) };
}

/** Notes that a participant opened a paper, the first time: for themselves, or for the unit they come for. Of others nothing is noted. */
export async function notePaperOpening(ctx: Ctx, meetingId: number, paperId: number): Promise<void> {
  if (ctx.actor.kind !== "user") return;
  const [unopened] = await db.$queryRaw<unknown[]>`select 1 from meeting_participant a join meeting m on m.id = a.meeting_id
    where m.id = ${meetingId} and m.convened_at is not null and ${placesOf(ctx.actor, cityDay(ctx.now))}
      and not exists (select from meeting_opening o where o.paper_id = ${paperId} and o.participant_id = a.id) limit 1`;
  if (unopened) await keepOpening(ctx, { meetingId, paperId });
}

const Opened = z.strictObject({ meetingId: z.int().positive(), paperId: z.int().positive() });
const keepOpening = command(Opened, async (work, { meetingId, paperId }) => {
  const { tx, actor, now } = work;
  work.requireSelf(actor.userId ?? 0);
  await tx.$executeRaw`insert into meeting_opening (paper_id, participant_id, user_id, user_name, opened_at)
    select p.id, a.id, ${actor.userId ?? 0}::int, ${actor.name}, ${now}::timestamptz from meeting_paper p join meeting_participant a on a.meeting_id = p.meeting_id
    where p.id = ${paperId} and p.meeting_id = ${meetingId} and ${placesOf(actor, cityDay(now))}
    on conflict do nothing`;
  work.record("meeting.open-paper", { type: "meeting", id: meetingId }, { file: paperId });
  work.announce("documents");
});
