import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { isReadable } from "@/lib/files/rules";
import { type Actor, can } from "@/lib/policy";
import { findSignerCertificate, isSigningOn } from "@/lib/signatures/queries";
import { attachFault, rightToAttach } from "../files/rights";
import { openTo, standingOf } from "../record/reach";
import { type SigningBoard, SigningFault, type SigningFilter, type SigningPage, type SigningView } from "./model";
import { signersOf, toSign } from "./signers";

type Row = Prisma.SigningRequestGetPayload<{ include: { file: { select: { name: true } } } }>;
const shown = { file: { select: { name: true } } } as const;

/** What of a document was laid before whom, and what this actor may lay before whom now; or not-found. */
export async function readSignings(actor: Actor, documentId: number, now: Date): Promise<SigningBoard> {
  const at = await standingOf(db, actor, documentId);
  const { direction } = await db.document.findUniqueOrThrow({ where: { id: documentId }, select: { direction: true } });
  const rows = await db.signingRequest.findMany({ where: { documentId }, orderBy: { id: "asc" }, include: shown });
  const isOurs = direction !== "INCOMING" && attachFault(at) === null;
  const mayAsk = isOurs && can(actor, rightToAttach(at), at.unitId);
  const maySeal = isOurs && at.state === "REGISTERED" && can(actor, "documents.register", at.unitId) && isSigningOn();
  const files = mayAsk || maySeal ? await signableFiles(documentId) : [];
  const hasAgency = maySeal && (await findSignerCertificate(db, { unitId: at.unitId }, now)) !== null;
  return {
    signings: rows.map((row) => viewOf(actor, row, at.unitId, at.state)),
    files,
    signers: mayAsk && files.length > 0 ? await signersOf(db, at.unitId, now) : [],
    maySeal: hasAgency && files.some((file) => file.isSigned),
  };
}

async function signableFiles(documentId: number): Promise<SigningBoard["files"]> {
  const files = await db.documentFile.findMany({
    where: {
      ...{ documentId, ...toSign },
      signings: { none: { state: { in: ["ASKED", "AGREED", "SIGNED"] } } },
    },
    orderBy: { id: "asc" },
    include: { check: { select: { signatures: true } } },
  });
  return files
    .filter(({ scan }) => isReadable(scan))
    .map(({ id, name, revisesId, check }) => ({ id, name, isSigned: revisesId !== null || (check?.signatures ?? 0) > 0 }));
}

function viewOf(actor: Actor, row: Row, unitId: number, state: "DRAFT" | "REGISTERED" | "VOIDED"): SigningView {
  const isOpen = row.state === "ASKED" || row.state === "FAILED";
  const isSigner = row.userId !== null && row.userId === actor.userId;
  const isAgency = row.kind === "AGENCY";
  const maySign = isOpen && state !== "VOIDED" && (isAgency ? can(actor, "documents.register", unitId) : isSigner);
  return {
    ...{ id: row.id, kind: row.kind, state: row.state, fileId: row.fileId, fileName: row.file.name },
    ...{ signedFileId: row.signedFileId, signerName: row.signerName, note: row.note, reason: row.reason, revision: row.revision },
    asked: { at: row.askedAt.toISOString(), byName: row.askedByName },
    agreed: row.agreedAt && { at: row.agreedAt.toISOString(), byName: row.agreedByName ?? "" },
    settledAt: row.settledAt?.toISOString() ?? null,
    fault: SigningFault.nullable().parse(row.fault),
    waitsForHolder: row.state === "AGREED" && row.ticket !== null,
    may: {
      sign: maySign,
      refuse: isOpen && isSigner,
      recall: isOpen && can(actor, isAgency ? "documents.register" : rightToAttach({ state }), unitId),
    },
  };
}

/** A page of what waits for this actor to sign, the oldest first; or of what they laid before others, the newest first. Throws `cursor-unreadable`. */
export async function readSigningQueue(actor: Actor, { scope, cursor, take }: SigningFilter): Promise<SigningPage> {
  const mine = { userId: actor.userId ?? 0, state: { in: ["ASKED", "FAILED"] as ("ASKED" | "FAILED")[] } };
  const after = cursor === undefined ? null : Number(cursor);
  if (after !== null && !(Number.isSafeInteger(after) && after > 0)) throw new AppError("invalid", "cursor-unreadable");
  const isMine = scope === "mine";
  const where = {
    ...(isMine ? mine : { askedBy: actor.id }),
    ...(after === null ? {} : { id: isMine ? { gt: after } : { lt: after } }),
  };
  const [found, waiting] = await Promise.all([
    db.signingRequest.findMany({
      ...{ where, take: take + 1, orderBy: { id: isMine ? "asc" : "desc" } },
      include: { ...shown, document: { include: { type: { select: { name: true } } } } },
    }),
    db.signingRequest.count({ where: mine }),
  ]);
  const rows = found.slice(0, take);
  const open = await openOf(
    actor,
    rows.map((row) => row.documentId),
  );
  const units = await db.unit.findMany({
    where: { id: { in: rows.map((row) => row.document.unitId) } },
    select: { id: true, name: true },
  });
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  return {
    rows: rows
      .filter((row) => open.has(row.documentId))
      .map(({ document, ...row }) => ({
        ...viewOf(actor, row, document.unitId, document.state),
        document: {
          ...{ id: document.id, direction: document.direction, state: document.state, symbol: document.symbol },
          ...{ subject: document.subject, typeName: document.type.name, unitName: names.get(document.unitId) ?? "" },
        },
      })),
    waiting,
    nextCursor: found.length > take ? String(rows.at(-1)?.id ?? "") : null,
  };
}

/** Of these documents those the actor may open: who laid one before others may have left the unit since. */
async function openOf(actor: Actor, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db.$queryRaw<
    { id: number }[]
  >`select d.id from document d where d.id = any (${[...ids]}::int[]) and ${openTo(actor)}`;
  return new Set(rows.map(({ id }) => id));
}
