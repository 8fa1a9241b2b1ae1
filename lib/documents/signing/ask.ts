import * as z from "zod";
import { command, type Work } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { isReadable } from "@/lib/files/rules";
import { findSignerCertificate, isSigningOn } from "@/lib/signatures/queries";
import { attachFault, rightToAttach } from "../files/rights";
import { type Standing, standingOf } from "../record/reach";
import { AskSigningInput, AtRevision, RefuseSigningInput, SealInput, type SigningActed } from "./model";
import { signersOf, toSign } from "./signers";

const Id = z.int().positive();
const refuse = (code: string) => new AppError("conflict", code);

/**
 * Lays a PDF of a document before somebody to sign. Refuses `document-takes-no-files`, `signing-of-incoming`, `file-not-to-sign` (no PDF, removed,
 * not scanned, no longer the last revision, or sealed already), `signer-without-certificate`, `signing-under-way`.
 */
export const askToSign = command(AskSigningInput.extend({ documentId: Id }), async (work, input): Promise<SigningActed> => {
  const { tx, actor, now } = work;
  const at = await standingOf(tx, actor, input.documentId, true);
  work.require(rightToAttach(at), at.unitId);
  await requireSignable(tx, at, input.fileId);
  const signer = (await signersOf(tx, at.unitId, now)).find(({ id }) => id === input.userId);
  if (!signer) throw refuse("signer-without-certificate");
  const { id, revision } = await tx.signingRequest.create({
    select: { id: true, revision: true },
    data: {
      ...{ documentId: at.id, fileId: input.fileId, kind: "PERSON", userId: signer.id, signerName: signer.name },
      ...columnsOf(input.place),
      ...{ note: input.note ?? null, state: "ASKED", ...askedBy(work) },
    },
  });
  work.record("document.ask-signature", { type: "document", id: at.id }, { file: input.fileId, signer: signer.id }, at.unitId);
  work.announce("documents");
  return { id, revision };
});

/**
 * Signs for the agency, which stands for its seal: of a document with a number, after the person in authority (NĐ 30/2020 Đ.18). What comes of it
 * is a job's. Refuses what `askToSign` does, and `document-not-registered`, `person-signs-first`, `agency-without-certificate`, `signing-service-off`.
 */
export const sealDocument = command(SealInput.extend({ documentId: Id }), async (work, input): Promise<SigningActed> => {
  const { tx, actor, now } = work;
  const at = await standingOf(tx, actor, input.documentId, true);
  work.require("documents.register", at.unitId);
  if (at.state !== "REGISTERED") throw refuse("document-not-registered");
  const file = await requireSignable(tx, at, input.fileId);
  if (!file.isSigned) throw refuse("person-signs-first");
  const certificate = await findSignerCertificate(tx, { unitId: at.unitId }, now);
  if (!certificate) throw refuse("agency-without-certificate");
  if (!isSigningOn()) throw refuse("signing-service-off");
  const { issuer } = await tx.document.findUniqueOrThrow({ where: { id: at.id }, select: { issuer: true } });
  const { id, revision } = await tx.signingRequest.create({
    select: { id: true, revision: true },
    data: {
      ...{ documentId: at.id, fileId: input.fileId, kind: "AGENCY", signerName: issuer },
      ...columnsOf(input.place),
      ...{ state: "AGREED", ...askedBy(work), ...agreedBy(work, certificate.id) },
    },
  });
  work.record("document.seal", { type: "document", id: at.id }, { file: input.fileId }, at.unitId);
  await work.enqueue("sign-documents", { signing: id }, `sign-${id}`);
  work.announce("documents");
  return { id, revision };
});

/**
 * Agrees to sign what was laid before one: the key's own service is asked next, by a job. Only the signer may, and again where it failed. Refuses
 * `signing-changed`, `signing-settled`, `file-not-to-sign`, `document-takes-no-files`, `signer-without-certificate`, `signing-service-off`.
 */
export const agreeToSign = command(AtRevision.extend({ id: Id }), async (work, { id, revision }): Promise<SigningActed> => {
  const { tx, actor, now } = work;
  const { row, at } = await requestAt(work, id, revision, ["ASKED", "FAILED"]);
  const isAgency = row.kind === "AGENCY";
  if (isAgency) work.require("documents.register", at.unitId);
  else if (row.userId === null || row.userId !== actor.userId) throw new AppError("not-found", "not-found");
  else work.requireSelf(row.userId);
  await requireSignable(tx, at, row.fileId, row.id);
  const holder = isAgency ? { unitId: at.unitId } : { userId: row.userId ?? 0 };
  const certificate = await findSignerCertificate(tx, holder, now);
  if (!certificate) throw refuse(isAgency ? "agency-without-certificate" : "signer-without-certificate");
  if (!isSigningOn()) throw refuse("signing-service-off");
  await tx.signingRequest.update({
    where: { id },
    data: { state: "AGREED", ...agreedBy(work, certificate.id), settledAt: null, fault: null, revision: revision + 1 },
  });
  work.record("document.agree-to-sign", { type: "document", id: at.id }, { file: row.fileId }, at.unitId);
  await work.enqueue("sign-documents", { signing: id }, `sign-${id}`);
  work.announce("documents");
  return { id, revision: revision + 1 };
});

/** Hands back what was laid before one, with the reason. Only the signer may. Refuses `signing-changed`, `signing-settled`. */
export const refuseToSign = command(
  RefuseSigningInput.extend({ id: Id }),
  async (work, { id, revision, reason }): Promise<SigningActed> => {
    const { row, at } = await requestAt(work, id, revision, ["ASKED", "FAILED"]);
    if (row.userId === null || row.userId !== work.actor.userId) throw new AppError("not-found", "not-found");
    work.requireSelf(row.userId);
    await settle(work, id, { state: "REFUSED", reason, revision: revision + 1 });
    work.record("document.refuse-to-sign", { type: "document", id: at.id }, { file: row.fileId }, at.unitId);
    return { id, revision: revision + 1 };
  },
);

/** Takes back what was laid before somebody who has not agreed. Refuses `signing-changed`, `signing-settled`. */
export const recallSigning = command(AtRevision.extend({ id: Id }), async (work, { id, revision }): Promise<SigningActed> => {
  const { row, at } = await requestAt(work, id, revision, ["ASKED", "FAILED"]);
  work.require(row.kind === "AGENCY" ? "documents.register" : rightToAttach(at), at.unitId);
  await settle(work, id, { state: "RECALLED", revision: revision + 1 });
  work.record("document.recall-signature", { type: "document", id: at.id }, { file: row.fileId }, at.unitId);
  return { id, revision: revision + 1 };
});

async function settle(work: Work, id: number, data: { state: "REFUSED" | "RECALLED"; reason?: string; revision: number }) {
  await work.tx.signingRequest.update({ where: { id }, data: { ...data, settledAt: work.now } });
  work.announce("documents");
}

type Open = "ASKED" | "FAILED";
async function requestAt({ tx, actor }: Work, id: number, revision: number, states: readonly Open[]) {
  await tx.$queryRaw`select id from signing_request where id = ${id} for update`;
  const row = await tx.signingRequest.findUnique({ where: { id } });
  if (!row) throw new AppError("not-found", "not-found");
  const at = await standingOf(tx, actor, row.documentId, true);
  if (row.revision !== revision) throw refuse("signing-changed");
  if (!states.some((state) => state === row.state)) throw refuse("signing-settled");
  return { row, at };
}

/** The file as it may be signed, with nobody else signing it. */
async function requireSignable(tx: Tx, at: Standing, fileId: number, own?: number): Promise<{ isSigned: boolean }> {
  const fault = attachFault(at);
  if (fault) throw refuse(fault);
  const { direction } = await tx.document.findUniqueOrThrow({ where: { id: at.id }, select: { direction: true } });
  if (direction === "INCOMING") throw refuse("signing-of-incoming");
  const file = await tx.documentFile.findFirst({
    where: { id: fileId, documentId: at.id, ...toSign },
    include: { check: { select: { signatures: true } }, signings: { where: { state: { in: ["ASKED", "AGREED", "SIGNED"] } } } },
  });
  if (!file || !isReadable(file.scan)) throw refuse("file-not-to-sign");
  if (file.signings.some(({ id }) => id !== own)) throw refuse("signing-under-way");
  return { isSigned: file.revisesId !== null || (file.check?.signatures ?? 0) > 0 };
}

const columnsOf = (place: { page: number; leftPt: number; bottomPt: number } | null) => place ?? {};
const askedBy = ({ actor, now }: Work) => ({ askedAt: now, askedBy: actor.id, askedByName: actor.name });
const agreedBy = ({ actor, now }: Work, certificateId: number) => ({
  ...{ agreedAt: now, agreedBy: actor.id, agreedByName: actor.name },
  ...{ certificateId, ticket: null, attempts: 0, nextAt: now },
});
