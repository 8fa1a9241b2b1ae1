import { systemActor } from "@/lib/auth/queries";
import { readDay } from "@/lib/calendar/rules";
import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { localPath, writtenIn } from "@/lib/files/queries";
import { checkKept } from "@/lib/signatures/commands";
import { readTrust, turnsOfChecks, untold } from "@/lib/signatures/queries";
import { doubtsOf, type Registered } from "./against";
import { noteDocumentChecks } from "./note";

const atOnce = 10;
const longestMs = 20_000;
type Waiting = Omit<Registered, "issuedOn"> & { fileId: number; sha: string; bytes: number; issuedOn: Date | null };

/**
 * The round "check-signatures": the PDFs of registered documents that were never checked, and those that were judged by other certificates or
 * lists than the city has now, undecided ones first. What has no signature needs no second look.
 */
export async function checkDocumentFiles(_payload: unknown, signal?: AbortSignal, clock = () => new Date()): Promise<void> {
  const end = Date.now() + longestMs;
  for (;;) {
    const trust = await readTrust();
    const files = await nextFiles(trust.key);
    if (files.length === 0) return;
    const ctx = { actor: systemActor("signatures"), now: clock() };
    const found: Parameters<typeof noteDocumentChecks>[1]["files"] = [];
    for (const { fileId, sha, bytes, ...document } of files) {
      if (signal?.aborted) break;
      const path = await localPath(sha).catch((error: unknown) => {
        if (error instanceof AppError && error.kind === "not-found") return null;
        throw error;
      });
      const told = path === null ? untold(ctx.now, { sha256: sha, bytes }, "file-lost") : await checkKept(path, trust, ctx);
      const written = path === null ? null : await writtenIn(path, ctx.actor.id);
      const registered = { ...document, issuedOn: document.issuedOn && readDay(document.issuedOn) };
      found.push({ fileId, found: told, doubts: doubtsOf(registered, told.signatures, written?.text ?? null) });
    }
    if (found.length > 0) await noteDocumentChecks(ctx, { trustKey: trust.key, files: found });
    if (signal?.aborted || Date.now() > end) return;
  }
}

async function nextFiles(key: string): Promise<Waiting[]> {
  const those = (which: Prisma.Sql) => db.$queryRaw<Waiting[]>`
    select f.id as "fileId", f.sha, f.bytes, d.direction::text as direction, d.issuer, d.signer_name as "signerName", d.symbol, d.issued_on as "issuedOn"
    from document_check c join document_file f on f.id = c.file_id join document d on d.id = c.document_id
    where ${which} and f.removed_at is null and f.scan in ('NOT_SCANNED', 'CLEAN') limit ${atOnce}`;
  for (const which of turnsOfChecks(key)) {
    const files = await those(which);
    if (files.length > 0) return files;
  }
  return [];
}
