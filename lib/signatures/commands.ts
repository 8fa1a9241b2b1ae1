import { createHash } from "node:crypto";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { authoritiesIn, issuerKeyOf, keepAnswer } from "./asking/keep";
import { noteRevoked } from "./certificates/revoked";
import { readOr } from "./checking/trusting";
import { FetchedAnswer, FetchedList, NewAnswer, NewList, NewTrusted, type TrustId, trustIds } from "./model";
import { nextAsking } from "./rules";
import { Certificate } from "./trust/certificate";
import { Crl, derOf } from "./trust/crl";
import { isTestAuthority, testsAllowed } from "./trust/store";

export { checkKept } from "./asking/raise";
export { importCertificates } from "./certificates/importing";
export { addCertificate, changeCertificate, endCertificate } from "./certificates/keeping";
export { PdfFault } from "./pdf/values";
export { signFileAt } from "./signing/order";
export { NotYet, Unsigned } from "./signing/remote";

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/**
 * Trusts an authority from now on: a root, or one between a root and the signers. Refuses `certificate-unreadable`, `not-an-authority`,
 * `not-a-root` (a root signs itself), `test-authority` where papers are real, `trusted-already`.
 */
export const addTrusted = command(NewTrusted, async (work, { role, file }): Promise<TrustId> => {
  work.require("signatures.trust", "city");
  const [certificate] = readOr(() => new Certificate(derOf(Buffer.from(file, "base64"))));
  if (!certificate) throw new AppError("refused", "certificate-unreadable");
  if (!certificate.isCa || certificate.hasUnknownCritical) throw new AppError("refused", "not-an-authority");
  const isTest = isTestAuthority(certificate);
  if (isTest && !(await testsAllowed(work.tx))) throw new AppError("refused", "test-authority");
  if (role === "ROOT" && !certificate.isIssuedBy(certificate).isSigned) throw new AppError("refused", "not-a-root");
  const { count } = await work.tx.trustedCertificate.createMany({
    data: {
      role,
      der: new Uint8Array(certificate.der),
      sha256: certificate.sha256,
      name: certificate.who.name ?? certificate.serial,
      issuerName: certificate.issuerName ?? "",
      validFrom: certificate.notBefore,
      validUntil: certificate.notAfter,
      addedAt: work.now,
      addedBy: work.actor.id,
      isTest,
    },
    skipDuplicates: true,
  });
  if (count === 0) throw new AppError("conflict", "trusted-already");
  const made = await work.tx.trustedCertificate.findUniqueOrThrow({
    where: { sha256: certificate.sha256 },
    select: { id: true },
  });
  await noteRevoked(work.tx);
  work.record("trust.add", { type: "trust", id: made.id }, { kind: role.toLowerCase(), sha: certificate.sha256 });
  return made;
});

/** Trusts an authority no longer: what only leads to it cannot be told any more. */
export const removeTrusted = command(trustIds, async (work, { id }): Promise<TrustId> => {
  work.require("signatures.trust", "city");
  const [gone] = await work.tx.trustedCertificate.findMany({ where: { id }, select: { sha256: true } });
  const { count } = await work.tx.trustedCertificate.deleteMany({ where: { id } });
  if (!gone || count === 0) throw new AppError("not-found", "not-found");
  await noteRevoked(work.tx);
  work.record("trust.remove", { type: "trust", id }, { sha: gone.sha256 });
  return { id };
});

/**
 * Takes in a list of revoked certificates, as an authority that is trusted here signed it. Refuses `list-unreadable`, `list-of-stranger` and
 * `list-known`.
 */
export const addList = command(NewList, async (work, { file }): Promise<TrustId> => {
  work.require("signatures.trust", "city");
  const { id, sha, listed } = await keepList(work, file);
  work.record("trust.add-list", { type: "trust", id }, { sha, listed });
  return { id };
});

async function keepList({ tx, now, actor }: Work, file: string): Promise<{ id: number; sha: string; listed: number }> {
  const der = derOf(Buffer.from(file, "base64"));
  const [list] = readOr(() => new Crl(der));
  if (!list) throw new AppError("refused", "list-unreadable");
  const rows = await tx.trustedCertificate.findMany({ select: { der: true } });
  const issuer = rows
    .flatMap((row) => readOr(() => new Certificate(Buffer.from(row.der))))
    .find((one) => one.subjectDer.equals(list.issuerDer) && list.isSignedBy(one).isSigned);
  if (!issuer) throw new AppError("refused", "list-of-stranger");
  const sha = sha256(der);
  const { count } = await tx.revocationList.createMany({
    data: {
      der: new Uint8Array(der),
      sha256: sha,
      issuerName: issuer.who.name ?? issuer.serial,
      madeAt: list.from,
      nextAt: list.until,
      revoked: list.revoked.size,
      addedAt: now,
      addedBy: actor.id,
    },
    skipDuplicates: true,
  });
  if (count === 0) throw new AppError("conflict", "list-known");
  const { id } = await tx.revocationList.findUniqueOrThrow({ where: { sha256: sha }, select: { id: true } });
  await noteRevoked(tx);
  return { id, sha, listed: list.revoked.size };
}

/**
 * Notes what came of fetching a list, and takes it in where one came that counts. The one that is known already is as good: it says that there
 * is no newer. Only the round may.
 */
export const noteFetched = command(FetchedList, async (work, { url, file, fault }) => {
  work.require("system.manage", "city");
  const told = file === null ? fault : await keepList(work, file).then(() => null, refusalOf);
  const why = told === "list-known" ? null : told;
  const taken = why === null ? { takenAt: work.now } : {};
  await work.tx.listSource.upsert({
    where: { url },
    create: { url, triedAt: work.now, fault: why, ...taken },
    update: { triedAt: work.now, fault: why, ...taken },
  });
  work.record("trust.fetch-list", { type: "city", id: 1 }, { source: url, ...(why ? { failure: why } : {}) });
});
function refusalOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  throw error;
}

/**
 * Takes in an answer of a responder (OCSP), as an authority that is trusted here, or whom it named, signed it. Of each certificate the newest is
 * kept. Refuses `answer-unreadable`, `answer-of-stranger`, `answer-knows-nothing`, `answer-ahead`, `answer-known`.
 */
export const addAnswer = command(NewAnswer, async (work, { file }): Promise<TrustId> => {
  work.require("signatures.trust", "city");
  const { id, sha, revoked, isRevocationChanged } = await keepAnswer(work, file, await authoritiesIn(work.tx));
  if (isRevocationChanged) await noteRevoked(work.tx);
  work.record("trust.add-answer", { type: "trust", id }, { sha, listed: revoked });
  return { id };
});

/** Takes an answer away: what only it said is not known any more. */
export const removeAnswer = command(trustIds, async (work, { id }): Promise<TrustId> => {
  work.require("signatures.trust", "city");
  const [gone] = await work.tx.revocationAnswer.findMany({ where: { id }, select: { sha256: true, revokedAt: true } });
  const { count } = await work.tx.revocationAnswer.deleteMany({ where: { id } });
  if (!gone || count === 0) throw new AppError("not-found", "not-found");
  if (gone.revokedAt) await noteRevoked(work.tx);
  work.record("trust.remove-answer", { type: "trust", id }, { sha: gone.sha256 });
  return { id };
});

/**
 * Notes what came of asking about a certificate, and keeps the answer where it counts: about this very certificate, signed by its issuer or whom that
 * named, and current. When it is asked again follows from it. Only the round may.
 */
export const noteAnswered = command(FetchedAnswer, async (work, { sha256: of, file, fault }) => {
  const { tx, now } = work;
  work.require("system.manage", "city");
  const question = await tx.revocationQuestion.findUnique({ where: { sha256: of } });
  if (!question) throw new AppError("not-found", "not-found");
  const certificate = new Certificate(Buffer.from(question.der));
  const issuer = new Certificate(Buffer.from(question.issuerDer));
  const told = file === null ? fault : await keepAnswer(work, file, [issuer], certificate).catch(refusalOf);
  const kept = typeof told === "object" ? told : null;
  if (kept?.isRevocationChanged) await noteRevoked(tx);
  // The one that is known already is as good: it says that there is no newer.
  const why = typeof told === "string" && told !== "answer-known" ? told : null;
  const answer = { issuerKey: issuerKeyOf(issuer), serial: certificate.serial };
  const known = why === null ? await tx.revocationAnswer.findFirst({ where: answer, select: { nextAt: true } }) : null;
  await tx.revocationQuestion.update({
    where: { sha256: of },
    data: {
      ...{ triedAt: now, fault: why, nextAt: nextAsking(why === null, known?.nextAt ?? null, now) },
      ...(why === null ? { takenAt: now } : {}),
    },
  });
  const result = why === null ? { listed: kept?.revoked ?? 0 } : { failure: why };
  work.record("trust.ask-responder", { type: "city", id: 1 }, { source: question.responder, ...result });
});

/** Takes a list away: what only it said is not known any more. */
export const removeList = command(trustIds, async (work, { id }): Promise<TrustId> => {
  work.require("signatures.trust", "city");
  const [gone] = await work.tx.revocationList.findMany({ where: { id }, select: { sha256: true } });
  const { count } = await work.tx.revocationList.deleteMany({ where: { id } });
  if (!gone || count === 0) throw new AppError("not-found", "not-found");
  await noteRevoked(work.tx);
  work.record("trust.remove-list", { type: "trust", id }, { sha: gone.sha256 });
  return { id };
});
