import { db, Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { store } from "./store";

/** Every place that names a stored file, and while what. A test holds this to the columns there are. */
const naming = Prisma.sql`
  select file_sha as sha from import_batch where status in ('UPLOADED', 'RUNNING') and file_sha is not null
  union select sha from import_file where sha is not null
  union select sha from dossier_file
  union select sha from document_file
  union select sha from meeting_paper where sha is not null
  union select raw_sha from packet where raw_sha is not null
  union select sha from packet_file`;

/** The stored files some record needs. */
export async function neededFiles(): Promise<string[]> {
  return (await db.$queryRaw<{ sha: string }[]>`${naming}`).map((row) => row.sha);
}

/**
 * Keeps a stored file from being forgotten until the transaction ends: asked for before it commits a row that names it. Throws `unavailable`
 * where somebody else forgot it since it was put.
 */
export async function holdFile(tx: Tx, sha: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(hashtextextended(${`file:${sha}`}, 0))`;
  if (!(await store().has(sha))) throw new AppError("unavailable", "unavailable", { retryAfterSeconds: 1 });
}

/** Removes a stored file unless a record needs it. Says whether it went. */
export async function forgetFile(sha: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`file:${sha}`}, 0))`;
    const needed = await tx.$queryRaw<unknown[]>`select 1 from (${naming}) named where sha = ${sha}`;
    if (needed.length > 0) return false;
    await store().remove(sha);
    return true;
  });
}
