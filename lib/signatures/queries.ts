import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { holdSent } from "@/lib/files/commands";
import { type Actor, holds } from "@/lib/policy";
import { authoritiesOf } from "./certificates/authority";
import { checkInThread } from "./checking/pool";
import { isFoundHere, sealed } from "./checking/sealing";
import type { SentTrust } from "./checking/trusting";
import {
  type CheckedFiles,
  type CheckedPdf,
  type CheckedXml,
  type CheckLine,
  type JudgedBy,
  mostBytes,
  type Reason,
  type SentCheck,
  type TrustItems,
} from "./model";
import { signingService } from "./signing/remote";
import { itemsIn, testsAllowed } from "./trust/store";
import { checkXmlInThread } from "./xml/pool";

export { authoritiesOf } from "./certificates/authority";
export { type CoverageFacts, coverageFacts } from "./certificates/coverage";
export { findSignerCertificate, holdersSigning } from "./certificates/holders";
export { previewCertificates } from "./certificates/importing";
export {
  findCertificateHolders,
  listCertificates,
  lookIntoCertificates,
  readCertificatePicture,
} from "./certificates/reading";
export { listTrust } from "./trust/listing";
export { CannotSign, isXmlSigningOn, type XmlSigner, xmlSigner } from "./xml/sign";
/** Can anything be signed from here? Only where the deployment names a signing service. */
export const isSigningOn = (): boolean => signingService() !== null;

/**
 * Checks the signatures of a file somebody sends, against the authorities this city trusts; the file is stored nowhere. A file that breaks
 * its reader, or keeps it too long, is `unknown` for that reason. Refuses what `holdSent` refuses; `looks-busy`.
 */
export async function checkSent(ctx: { actor: Actor; now: Date }, source: AsyncIterable<Uint8Array>): Promise<CheckedPdf> {
  if (!holds(ctx.actor, "signatures.check")) throw new AppError("forbidden", "permission");
  const trust = await readTrust();
  return holdSent(ctx, source, { maxBytes: mostBytes }, (path) => checkAt(path, trust, ctx));
}

/**
 * Checks the signature of an XML file on this machine's disk, against the authorities this city trusts. One that breaks its reader, or keeps it
 * too long, is `unknown` for that reason. Throws `looks-busy`.
 */
export async function checkXmlFile({ actor, now }: { actor: Actor; now: Date }, path: string): Promise<CheckedXml> {
  const told = await checkXmlInThread({ path, trust: await readTrust(), now }, actor.id);
  return told ?? { verdict: "unknown", reasons: ["check-broke"], signer: null };
}

/** The same as evidence: with the file's name, who asked, and by which roots and lists it was judged. */
export async function checkSentFile(
  ctx: { actor: Actor; now: Date },
  { name, body }: { name: string; body: AsyncIterable<Uint8Array> },
): Promise<SentCheck> {
  const found = await checkSent(ctx, body);
  const authorities = await authoritiesOf(found.signatures);
  const signatures = found.signatures.map((one, i) => ({ ...one, authority: authorities[i] ?? null }));
  const told = { ...found, signatures, fileName: name, checkedBy: ctx.actor.name, judgedBy: await judgedBy() };
  return sealed(told, ctx.actor.id);
}

/**
 * The lines of a report on many files, each as this server found it for this very person: nobody prints a verdict that was not found. Refuses
 * `check-not-found-here`.
 */
export async function checkedLines(actor: Actor, { lines }: CheckedFiles): Promise<{ lines: CheckLine[]; judgedBy: JudgedBy }> {
  if (!holds(actor, "signatures.check")) throw new AppError("forbidden", "permission");
  if (!lines.every((line) => isFoundHere(line, actor.id))) throw new AppError("refused", "check-not-found-here");
  return { lines, judgedBy: await judgedBy() };
}

/** By what a file is judged now. Everybody who may have a signature checked may know it: reports name it. */
export async function judgedBy(): Promise<JudgedBy> {
  const { key } = await readTrust();
  const roots = await db.trustedCertificate.findMany({
    where: { role: "ROOT", ...((await testsAllowed()) ? {} : { isTest: false }) },
    orderBy: { id: "asc" },
    select: { name: true, sha256: true },
  });
  const lists = await db.revocationList.findMany({
    orderBy: { id: "asc" },
    select: { issuerName: true, madeAt: true, nextAt: true },
  });
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...{ key, roots, lists: lists.map((one) => ({ ...one, madeAt: one.madeAt.toISOString(), nextAt: iso(one.nextAt) })) },
    answers: await db.revocationAnswer.count(),
  };
}

/** Checks a file that lies on this machine's disk; one that breaks its reader is `unknown` for that reason. Throws `looks-busy`. */
export async function checkAt(path: string, trust: SentTrust, ctx: { actor: { id: string }; now: Date }): Promise<CheckedPdf> {
  const told = await checkInThread({ path, trust, now: ctx.now }, ctx.actor.id);
  return told?.found ?? untold(ctx.now, await nameOfFile(path), "check-broke");
}

/** What is said of a file nobody could look into. */
export const untold = (now: Date, file: { sha256: string; bytes: number }, reason: Reason): CheckedPdf => ({
  ...{
    verdict: "unknown",
    reasons: [reason],
    bytes: file.bytes,
    sha256: file.sha256,
    checkedAt: now.toISOString(),
    signatures: [],
  },
});

export async function nameOfFile(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

let kept: SentTrust | null = null;
/** Whom the city trusts now and what it knows of revocation. `key` names that state: the same one judges the same file alike. */
export async function readTrust(): Promise<SentTrust> {
  // Lists have megabytes: they are read again only when one of them is another.
  const where = (await testsAllowed()) ? {} : { isTest: false };
  const named = await Promise.all([
    db.trustedCertificate.findMany({ where, select: { sha256: true, role: true } }),
    db.revocationList.findMany({ select: { sha256: true } }),
    db.revocationAnswer.findMany({ select: { sha256: true, revokedAt: true } }),
  ]);
  if (kept?.key === keyOf(...named)) return kept;
  const [certificates, lists, answers] = await Promise.all([
    db.trustedCertificate.findMany({ where, select: { sha256: true, role: true, der: true } }),
    db.revocationList.findMany({ select: { sha256: true, der: true } }),
    db.revocationAnswer.findMany({ select: { sha256: true, revokedAt: true, der: true } }),
  ]);
  const of = (role: "ROOT" | "INTERMEDIATE") => certificates.filter((one) => one.role === role).map(({ der }) => der);
  kept = {
    ...{ key: keyOf(certificates, lists, answers), roots: of("ROOT"), others: of("INTERMEDIATE") },
    crls: lists.map(({ der }) => der),
    // One answer may tell of several certificates.
    ocsps: [...new Map(answers.map(({ sha256, der }) => [sha256, der])).values()],
  };
  return kept;
}
/**
 * Two halves: the first names the authorities, the lists and what answers revoked; the second what answers called good. An answer about one
 * certificate, renewed every day, then sends no file but those that nobody could tell of into another check.
 */
function keyOf(
  certificates: readonly { role: string; sha256: string }[],
  lists: readonly { sha256: string }[],
  answers: readonly { sha256: string; revokedAt: Date | null }[],
): string {
  const half = (all: string[]) => createHash("sha256").update(all.sort().join("\n")).digest("hex").slice(0, keyHalf);
  const [good, revoked] = [answers.filter((one) => one.revokedAt === null), answers.filter((one) => one.revokedAt !== null)];
  return (
    half([
      ...certificates.map(({ role, sha256 }) => `${role} ${sha256}`),
      ...lists.map(({ sha256 }) => `LIST ${sha256}`),
      ...revoked.map(({ sha256 }) => `REVOKED ${sha256}`),
    ]) + half(good.map(({ sha256 }) => sha256))
  );
}
const keyHalf = 32;
/** Reasons for which nobody could tell, and which an answer about a certificate may take away. */
const answerable: Reason[] = ["revocation-unknown", "revocation-stale", "timestamp-untrusted", "later-signature-doubtful"];
/**
 * Which kept checks (rows `c` with verdict, reasons, trust_key) are to be made, one kind after the other: those never made, then those judged
 * by another state of trust than this, the undecided first. What has no signature needs no second look.
 */
export function turnsOfChecks(key: string): Prisma.Sql[] {
  const half = key.slice(0, keyHalf);
  const [first, last] = [half.padEnd(key.length, "0"), half.padEnd(key.length, "f")];
  const isOfOthers = Prisma.sql`(c.trust_key < ${first} or c.trust_key > ${last})`;
  return [
    Prisma.sql`c.verdict is null`,
    Prisma.sql`c.verdict = 'unknown' and ${isOfOthers}`,
    Prisma.sql`c.verdict = 'unknown' and (c.trust_key < ${key} or c.trust_key > ${key}) and c.reasons && ${answerable}::text[]`,
    Prisma.sql`c.verdict in ('valid', 'invalid') and ${isOfOthers}`,
  ];
}

/** What lies in a file with certificates, lists or answers, before any of it is trusted. Nothing is written. */
export async function lookIntoTrust(actor: Actor, { file }: { file: string }, now: Date): Promise<TrustItems> {
  if (!holds(actor, "signatures.trust")) throw new AppError("forbidden", "permission");
  return { items: await itemsIn(Buffer.from(file, "base64"), now) };
}
