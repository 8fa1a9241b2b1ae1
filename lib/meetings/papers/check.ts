import * as z from "zod";
import { systemActor } from "@/lib/auth/queries";
import { command } from "@/lib/command";
import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { localPath } from "@/lib/files/queries";
import { checkKept } from "@/lib/signatures/commands";
import { CheckedPdf } from "@/lib/signatures/model";
import { readTrust, turnsOfChecks, untold } from "@/lib/signatures/queries";

const atOnce = 10;
const longestMs = 20_000;
type Waiting = { paperId: number; sha: string; bytes: number };

/**
 * A part of the round "check-signatures": the PDFs brought to meetings that were never checked, and those that were judged by other certificates or
 * lists than the city has now, undecided ones first. What has no signature needs no second look.
 */
export async function checkMeetingPapers(_payload: unknown, signal?: AbortSignal, clock = () => new Date()): Promise<void> {
  const end = Date.now() + longestMs;
  for (;;) {
    const trust = await readTrust();
    const papers = await nextPapers(trust.key);
    if (papers.length === 0) return;
    const ctx = { actor: systemActor("signatures"), now: clock() };
    const found: z.input<typeof NotedChecks>["papers"] = [];
    for (const { paperId, sha, bytes } of papers) {
      if (signal?.aborted) break;
      const path = await localPath(sha).catch((error: unknown) => {
        if (error instanceof AppError && error.kind === "not-found") return null;
        throw error;
      });
      const told = path === null ? untold(ctx.now, { sha256: sha, bytes }, "file-lost") : await checkKept(path, trust, ctx);
      found.push({ paperId, found: told });
    }
    if (found.length > 0) await noteMeetingChecks(ctx, { trustKey: trust.key, papers: found });
    if (signal?.aborted || Date.now() > end) return;
  }
}

async function nextPapers(key: string): Promise<Waiting[]> {
  const those = (which: Prisma.Sql) => db.$queryRaw<Waiting[]>`
    select p.id as "paperId", p.sha, p.bytes from meeting_check c join meeting_paper p on p.id = c.paper_id
    where ${which} and p.removed_at is null and p.scan in ('NOT_SCANNED', 'CLEAN') limit ${atOnce}`;
  for (const which of turnsOfChecks(key)) {
    const papers = await those(which);
    if (papers.length > 0) return papers;
  }
  return [];
}

const NotedChecks = z.strictObject({
  trustKey: z.string().regex(/^[0-9a-f]{64}$/),
  papers: z
    .array(z.strictObject({ paperId: z.int().positive(), found: CheckedPdf }))
    .min(1)
    .max(50),
});
/** Notes what the check of some papers found, and tells of those whose verdict is another than before. Only the round may. */
const noteMeetingChecks = command(NotedChecks, async (work, { trustKey, papers }) => {
  const { tx } = work;
  work.require("system.manage", "city");
  let [same, others] = [0, 0];
  for (const { paperId, found } of papers) {
    const before = await tx.meetingCheck.findUnique({
      where: { paperId },
      select: { verdict: true, paper: { select: { meetingId: true } } },
    });
    // Its meeting may be gone since: the demo city goes in one act.
    if (!before) continue;
    const reasons = [...new Set([...found.reasons, ...found.signatures.flatMap((one) => one.reasons)])];
    await tx.meetingCheck.update({
      where: { paperId },
      data: {
        ...{ verdict: found.verdict, reasons, signatures: found.signatures.length },
        ...{ checkedAt: found.checkedAt, trustKey, found },
      },
    });
    if (before.verdict === found.verdict) same += 1;
    else {
      others += 1;
      const { meetingId } = before.paper;
      work.record("meeting.check", { type: "meeting", id: meetingId }, { file: paperId, verdict: found.verdict });
    }
  }
  if (others === 0) work.record("meeting.check-again", { type: "city", id: 1 }, { checked: same });
  work.announce("documents");
});
