import { command } from "@/lib/command";
import { NotedChecks } from "./model";

/** Notes what the check of some files found, and tells of those whose verdict is another than before. Only the round may. */
export const noteDocumentChecks = command(NotedChecks, async (work, { trustKey, files }) => {
  const { tx } = work;
  work.require("system.manage", "city");
  let [same, others] = [0, 0];
  for (const { fileId, found, doubts } of files) {
    const before = await tx.documentCheck.findUnique({ where: { fileId }, select: { verdict: true, documentId: true } });
    // Its document may be gone since: the demo city goes in one act.
    if (!before) continue;
    const reasons = [...new Set([...found.reasons, ...found.signatures.flatMap((one) => one.reasons)])];
    await tx.documentCheck.update({
      where: { fileId },
      data: {
        ...{ verdict: found.verdict, reasons, doubts, signatures: found.signatures.length },
        ...{ checkedAt: found.checkedAt, trustKey, found },
      },
    });
    if (before.verdict === found.verdict) same += 1;
    else {
      others += 1;
      work.record("document.check", { type: "document", id: before.documentId }, { file: fileId, verdict: found.verdict });
    }
  }
  if (others === 0) work.record("document.check-again", { type: "city", id: 1 }, { checked: same });
  work.announce("documents");
});
