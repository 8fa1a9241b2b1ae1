import { type Ctx, command, type Work } from "@/lib/command";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { unitLookup } from "@/lib/units/queries";
import { trustIn } from "../trust/bundle";
import type { Certificate } from "../trust/certificate";
import { everyHolder } from "./holders";
import { columnsOf } from "./keeping";
import { type Judged, judgeRows, type KnownCertificate, type SentFile } from "./matching";
import { CertificateImport, type CertificatesRead, mostCertificateRows } from "./model";
import { requireCertificates } from "./reading";
import { noteRevoked } from "./revoked";

type Sent = { rows: readonly { line: number; cells: readonly string[] }[]; files: readonly { name: string; file: string }[] };

/** What entering a spreadsheet and the certificates beside it would do, line by line; nothing is written. Refuses like `importCertificates`. */
export async function previewCertificates({ actor, now }: Ctx, sent: Sent): Promise<CertificatesRead> {
  requireCertificates(actor);
  return toldOf(await judge(db, sent, now));
}

/**
 * Enters the certificates of a spreadsheet: a line tells the holder by login or name (or the unit alone, for an agency's), the certificate by the
 * name of its file or its serial, where its key lies and what the signing service calls it. Every line is accounted for, and so is every certificate
 * no line names. Refuses `certificate-sheet-unreadable` without such headings.
 */
export const importCertificates = command(
  CertificateImport,
  async (work, sent): Promise<CertificatesRead> => {
    work.require("signatures.certificates", "city");
    const judged = await judge(work.tx, sent, work.now);
    await enter(work, judged);
    const told = toldOf(judged);
    const { counts } = told;
    work.record(
      "certificate.import",
      { type: "certificate", id: 0 },
      { rowsNew: counts.new, rowsChanged: counts.changed, rowsUnchanged: counts.unchanged, rowsRejected: counts.rejected },
    );
    work.announce("documents");
    return told;
  },
  { timeoutMs: 60_000 },
);

async function judge(tx: Tx, { rows, files }: Sent, now: Date): Promise<Judged> {
  const sent: SentFile[] = [];
  for (const { name, file } of files) {
    const found = trustIn(Buffer.from(file, "base64"), mostCertificateRows);
    sent.push({ name, certificates: found.flatMap((one) => ("certificate" in one ? [one.certificate] : [])) });
    // Thousands of certificates are read one by one; others are answered in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const known: KnownCertificate[] = await tx.signerCertificate.findMany({
    select: { id: true, sha256: true, userId: true, unitId: true, device: true, credentialId: true, endedAt: true },
  });
  const judged = judgeRows({ rows, files: sent, known, holders: await everyHolder(now, tx), units: await unitLookup(tx), now });
  if (!judged) throw new AppError("refused", "certificate-sheet-unreadable");
  return judged;
}

async function enter({ tx, now, actor }: Work, { taken }: Judged): Promise<void> {
  const fresh = taken.filter(({ knownId }) => knownId === null);
  await tx.signerCertificate.createMany({
    data: fresh.map(({ certificate, holder, device, credentialId }) => ({
      ...columnsOf(certificate),
      ...(holder.kind === "person" ? { userId: holder.id } : { unitId: holder.id }),
      ...{ device, credentialId, addedAt: now, addedBy: actor.id },
    })),
  });
  for (const { knownId, device, credentialId } of taken)
    if (knownId !== null)
      await tx.signerCertificate.update({
        where: { id: knownId },
        data: { device, credentialId, version: { increment: 1 } },
      });
  if (fresh.length > 0) await noteRevoked(tx);
}

const nameOf = (certificate: Certificate) => certificate.who.name ?? certificate.serial;
function toldOf({ rows, left }: Judged): CertificatesRead {
  const count = (outcome: (typeof rows)[number]["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
  return {
    rows: [...rows],
    counts: { new: count("new"), changed: count("changed"), unchanged: count("unchanged"), rejected: count("rejected") },
    left: left.map(({ file, certificate }) => ({ file, certificate: certificate && nameOf(certificate) })),
  };
}
