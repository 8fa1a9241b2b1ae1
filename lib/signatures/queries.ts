import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { holdSent } from "@/lib/files/commands";
import { type Actor, holds } from "@/lib/policy";
import { checkInThread } from "./checking/pool";
import type { SentTrust } from "./checking/trusting";
import { type CheckedPdf, type CheckedXml, mostBytes, type TrustStore } from "./model";
import { checkXmlInThread } from "./xml/pool";

/**
 * Checks the signatures of a file somebody sends, against the authorities this city trusts; the file is stored nowhere. A file that breaks
 * its reader, or keeps it too long, is `unknown` for that reason. Refuses what `holdSent` refuses; `looks-busy`.
 */
export async function checkSent(ctx: { actor: Actor; now: Date }, source: AsyncIterable<Uint8Array>): Promise<CheckedPdf> {
  if (!holds(ctx.actor, "signatures.check")) throw new AppError("forbidden", "permission");
  const trust = await readTrust();
  return holdSent(ctx, source, { maxBytes: mostBytes }, async (path) => {
    const told = await checkInThread({ path, trust, now: ctx.now }, ctx.actor.id);
    if (told) return told;
    const { sha256, bytes } = await nameOf(path);
    return { verdict: "unknown", reasons: ["check-broke"], bytes, sha256, checkedAt: ctx.now.toISOString(), signatures: [] };
  });
}

/**
 * Checks the signature of an XML file on this machine's disk, against the authorities this city trusts. One that breaks its reader, or keeps it
 * too long, is `unknown` for that reason. Throws `looks-busy`.
 */
export async function checkXmlFile({ actor, now }: { actor: Actor; now: Date }, path: string): Promise<CheckedXml> {
  const told = await checkXmlInThread({ path, trust: await readTrust(), now }, actor.id);
  return told ?? { verdict: "unknown", reasons: ["check-broke"], signer: null };
}

async function nameOf(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

async function readTrust(): Promise<SentTrust> {
  const certificates = await db.trustedCertificate.findMany({
    orderBy: { id: "asc" },
    select: { id: true, role: true, der: true },
  });
  const lists = await db.revocationList.findMany({ orderBy: { id: "asc" }, select: { id: true, der: true } });
  const of = (role: "ROOT" | "INTERMEDIATE") => certificates.filter((one) => one.role === role).map(({ der }) => der);
  const key = [certificates, lists].map((rows) => rows.map(({ id }) => id).join()).join("/");
  return { key, roots: of("ROOT"), others: of("INTERMEDIATE"), crls: lists.map(({ der }) => der) };
}

/** The authorities that are trusted and the lists they signed, the newest first. */
export async function listTrust(actor: Actor): Promise<TrustStore> {
  if (!holds(actor, "signatures.trust")) throw new AppError("forbidden", "permission");
  const certificates = await db.trustedCertificate.findMany({ orderBy: { id: "desc" }, omit: { der: true } });
  const lists = await db.revocationList.findMany({ orderBy: { id: "desc" }, omit: { der: true } });
  const iso = (at: Date) => at.toISOString();
  return {
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
