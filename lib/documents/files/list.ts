import type { Readable } from "node:stream";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { openFiled, toFiled } from "@/lib/files/queries";
import { isReadable } from "@/lib/files/rules";
import { type Actor, can } from "@/lib/policy";
import { CheckedPdf } from "@/lib/signatures/model";
import { authoritiesOf } from "@/lib/signatures/queries";
import { FileCheck } from "../checks/model";
import { standingOf } from "../record/reach";
import type { DocumentFileList } from "./model";
import { attachFault, removalRight, rightToAttach } from "./rights";

/** The files of a document and what this actor may do with them; or not-found. */
export async function listFiles(actor: Actor, documentId: number): Promise<DocumentFileList> {
  const at = await standingOf(db, actor, documentId);
  const rows = await db.documentFile.findMany({
    where: { documentId },
    orderBy: { id: "asc" },
    include: {
      check: { select: { verdict: true, reasons: true, doubts: true, signatures: true, checkedAt: true, found: true } },
    },
  });
  const signatures = rows.map(({ check }) => (check?.found ? CheckedPdf.parse(check.found).signatures : []));
  const all = signatures.flat();
  const authorities = await authoritiesOf(all);
  const authorityBy = new Map(all.map((one, i) => [one, authorities[i] ?? null]));
  const mayRemove = can(actor, removalRight(at), at.unitId);
  return {
    files: rows.map((row, i) => ({
      ...toFiled(row),
      revisesId: row.revisesId,
      check: row.check?.verdict
        ? FileCheck.parse({
            ...{ ...row.check, checkedAt: row.check.checkedAt?.toISOString() },
            signers: (signatures[i] ?? []).flatMap((one) => {
              const authority = authorityBy.get(one);
              return authority ? [{ name: one.signer?.name ?? null, authority }] : [];
            }),
          })
        : null,
      mayOpen: row.removedAt === null && isReadable(row.scan),
      mayRemove: row.removedAt === null && mayRemove,
      mayRestore: row.removedAt !== null && mayRemove && attachFault(at) === null,
    })),
    mayAttach: attachFault(at) === null && can(actor, rightToAttach(at), at.unitId),
  };
}

/**
 * A file of a document to be opened, byte for byte as it came. Not-found outside the actor's reach and for one that was removed;
 * `file-waits-for-scan`, `file-infected`, and `file-lost` where the store does not give it.
 */
export async function openDocumentFile(
  actor: Actor,
  documentId: number,
  fileId: number,
): Promise<{ id: number; name: string; type: string; body: Readable }> {
  await standingOf(db, actor, documentId);
  const row = await db.documentFile.findFirst({ where: { id: fileId, documentId, removedAt: null } });
  if (!row) throw new AppError("not-found", "not-found");
  return { id: row.id, name: row.name, type: row.type, body: await openFiled(row) };
}
