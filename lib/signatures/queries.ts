import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { holdSent } from "@/lib/files/commands";
import { type Actor, holds } from "@/lib/policy";
import { checkInThread } from "./checking/pool";
import type { SentTrust } from "./checking/trusting";
import { sourcesNow } from "./fetching/sources";
import {
  type CheckedPdf,
  type CheckedXml,
  type JudgedBy,
  mostBytes,
  type Reason,
  type SentCheck,
  type TrustItems,
  TrustStore,
} from "./model";
import { signingService } from "./signing/remote";
import { itemsIn, ledBy, testsAllowed } from "./trust/store";
import { checkXmlInThread } from "./xml/pool";

export { type CoverageFacts, coverageFacts } from "./certificates/coverage";
export { findSignerCertificate, holdersSigning } from "./certificates/holders";
export { previewCertificates } from "./certificates/importing";
export {
  findCertificateHolders,
  listCertificates,
  lookIntoCertificates,
  readCertificatePicture,
} from "./certificates/reading";
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
  return { ...found, fileName: name, checkedBy: ctx.actor.name, judgedBy: await judgedBy() };
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
  return { key, roots, lists: lists.map((one) => ({ ...one, madeAt: one.madeAt.toISOString(), nextAt: iso(one.nextAt) })) };
}

/** Checks a file that lies on this machine's disk; one that breaks its reader is `unknown` for that reason. Throws `looks-busy`. */
export async function checkAt(path: string, trust: SentTrust, ctx: { actor: { id: string }; now: Date }): Promise<CheckedPdf> {
  const told = await checkInThread({ path, trust, now: ctx.now }, ctx.actor.id);
  return told ?? untold(ctx.now, await nameOf(path), "check-broke");
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

async function nameOf(path: string): Promise<{ sha256: string; bytes: number }> {
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
  ]);
  if (kept?.key === keyOf(...named)) return kept;
  const [certificates, lists] = await Promise.all([
    db.trustedCertificate.findMany({ where, select: { sha256: true, role: true, der: true } }),
    db.revocationList.findMany({ select: { sha256: true, der: true } }),
  ]);
  const of = (role: "ROOT" | "INTERMEDIATE") => certificates.filter((one) => one.role === role).map(({ der }) => der);
  kept = { key: keyOf(certificates, lists), roots: of("ROOT"), others: of("INTERMEDIATE"), crls: lists.map(({ der }) => der) };
  return kept;
}
function keyOf(certificates: readonly { role: string; sha256: string }[], lists: readonly { sha256: string }[]): string {
  const all = [...certificates.map(({ role, sha256 }) => `${role} ${sha256}`), ...lists.map(({ sha256 }) => `LIST ${sha256}`)];
  return createHash("sha256").update(all.sort().join("\n")).digest("hex");
}

/** What lies in a file with certificates or lists, before any of it is trusted. Nothing is written. */
export async function lookIntoTrust(actor: Actor, { file }: { file: string }): Promise<TrustItems> {
  if (!holds(actor, "signatures.trust")) throw new AppError("forbidden", "permission");
  return { items: await itemsIn(Buffer.from(file, "base64")) };
}

const Fault = TrustStore.shape.sources.element.shape.fault;
/** The authorities that are trusted and the lists they signed, the newest first. */
export async function listTrust(actor: Actor): Promise<TrustStore> {
  if (!holds(actor, "signatures.trust")) throw new AppError("forbidden", "permission");
  const rows = await db.trustedCertificate.findMany({ orderBy: { id: "desc" } });
  const leads = ledBy(rows, new Date());
  const certificates = rows.map(({ der: _, ...row }) => ({ ...row, leads: [...(leads.get(row.id) ?? [])] }));
  const lists = await db.revocationList.findMany({ orderBy: { id: "desc" }, omit: { der: true } });
  const iso = (at: Date) => at.toISOString();
  const tried = new Map((await db.listSource.findMany()).map((row) => [row.url, row]));
  const sources = sourcesNow().map(({ url }) => {
    const row = tried.get(url.href);
    return {
      url: url.href,
      triedAt: row ? iso(row.triedAt) : null,
      takenAt: row?.takenAt ? iso(row.takenAt) : null,
      fault: Fault.parse(row?.fault ?? null),
    };
  });
  return {
    sources,
    certificates: certificates.map((one) => ({
      ...one,
      validFrom: iso(one.validFrom),
      validUntil: iso(one.validUntil),
      addedAt: iso(one.addedAt),
    })),
    lists: lists.map((one) => ({
      ...one,
      madeAt: iso(one.madeAt),
      nextAt: one.nextAt ? iso(one.nextAt) : null,
      addedAt: iso(one.addedAt),
    })),
  };
}
