import * as z from "zod";
import { command } from "@/lib/command";
import { holdFile } from "@/lib/files/commands";
import { SigningFault } from "./model";

const Id = z.int().positive();
const Place = z.strictObject({ page: z.int(), leftPt: z.int(), bottomPt: z.int() });
const Signed = z.strictObject({ id: Id, sha: z.string(), bytes: z.int(), place: Place });
/** Keeps what came of a signature as a revision of its own. Only the round may. Null where the request was settled meanwhile. */
export const keepSigned = command(Signed, async (work, { id, sha, bytes, place }): Promise<{ fileId: number } | null> => {
  const { tx, now } = work;
  work.require("system.manage", "city");
  const row = await agreed(tx, id);
  if (!row) return told(work, id);
  await holdFile(tx, sha);
  const by = { id: row.agreedBy ?? "", name: row.agreedByName ?? "" };
  const [file] = await tx.$queryRaw<{ id: number }[]>`
    insert into document_file (document_id, name, type, bytes, pages, sha, active, scan, scanned_at, words, added_at, added_by, added_by_name, revises_id)
    select document_id, name, type, ${bytes}, pages, ${sha}, active, scan, scanned_at, words, ${now}, ${by.id}, ${by.name}, id
    from document_file where id = ${row.fileId} returning id`;
  if (!file) return told(work, id);
  await tx.signingRequest.update({
    where: { id },
    data: {
      ...{ state: "SIGNED", settledAt: now, signedFileId: file.id, ticket: null, nextAt: null, fault: null },
      ...{ ...place, revision: { increment: 1 } },
    },
  });
  const { unitId } = await tx.document.findUniqueOrThrow({ where: { id: row.documentId }, select: { unitId: true } });
  work.record("document.sign", { type: "document", id: row.documentId }, { file: file.id, sha }, unitId);
  work.announce("documents");
  return { fileId: file.id };
});

const Asked = z.strictObject({ id: Id, ticket: z.string(), nextAt: z.date() });
/** Notes that the holder of the key has still to agree on a device of their own. Only the round may. */
export const noteAsked = command(Asked, async (work, { id, ticket, nextAt }) => {
  const { tx } = work;
  work.require("system.manage", "city");
  const row = await agreed(tx, id);
  if (!row) return told(work, id);
  await tx.signingRequest.update({ where: { id }, data: { ticket, nextAt } });
  const { unitId } = await tx.document.findUniqueOrThrow({ where: { id: row.documentId }, select: { unitId: true } });
  work.record("document.ask-key-holder", { type: "document", id: row.documentId }, { file: row.fileId }, unitId);
  work.announce("documents");
  return null;
});

const Unsigned = z.strictObject({ id: Id, fault: SigningFault });
/** Notes why a signature did not come about; its signer may try again. Only the round may. */
export const noteUnsigned = command(Unsigned, async (work, { id, fault }) => {
  const { tx, now } = work;
  work.require("system.manage", "city");
  const row = await agreed(tx, id);
  if (!row) return told(work, id);
  await tx.signingRequest.update({
    where: { id },
    data: { state: "FAILED", fault, settledAt: now, ticket: null, nextAt: null, revision: { increment: 1 } },
  });
  const { unitId } = await tx.document.findUniqueOrThrow({ where: { id: row.documentId }, select: { unitId: true } });
  work.record("document.fail-to-sign", { type: "document", id: row.documentId }, { file: row.fileId, failure: fault }, unitId);
  work.announce("documents");
  return null;
});

type Work = Parameters<Parameters<typeof command<z.ZodType, unknown>>[1]>[0];
async function agreed(tx: Work["tx"], id: number) {
  await tx.$queryRaw`select id from signing_request where id = ${id} for update`;
  return tx.signingRequest.findFirst({ where: { id, state: "AGREED" } });
}
function told(work: Work, id: number): null {
  work.record("document.sign-late", { type: "city", id: 1 }, { signing: id });
  return null;
}
