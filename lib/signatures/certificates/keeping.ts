import * as z from "zod";
import { barePng } from "@/lib/city/rules";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { readOr } from "../checking/trusting";
import { Certificate } from "../trust/certificate";
import { derOf } from "../trust/crl";
import { type CertificateActed, CertificateChange, CertificateEnding, mostPictureBytes, NewCertificate } from "./model";
import { faultOf } from "./reading";
import { noteRevoked } from "./revoked";
import { maskedName } from "./rules";

const Id = z.int().positive();
const refuse = (code: string, path?: string) =>
  new AppError("refused", code, path === undefined ? {} : { faults: [{ path, code }] });

/** What the registry keeps of a certificate itself. */
export const columnsOf = (certificate: Certificate) => ({
  der: new Uint8Array(certificate.der),
  sha256: certificate.sha256,
  serial: certificate.serial,
  name: maskedName(certificate.who.name ?? certificate.serial),
  organisation: certificate.who.organisation,
  issuerName: certificate.issuerName ?? "",
  validFrom: certificate.notBefore,
  validUntil: certificate.notAfter,
});

/**
 * Enters who signs with a certificate. Refuses `certificate-unreadable`, `certificate-of-authority`, `certificate-not-for-signing`,
 * `certificate-known`, `certificate-holder-gone` and what `changeCertificate` refuses of a picture.
 */
export const addCertificate = command(
  NewCertificate,
  async (work, { file, holder, device, credentialId, picture }): Promise<CertificateActed> => {
    const { tx, now, actor } = work;
    work.require("signatures.certificates", "city");
    const [certificate] = readOr(() => new Certificate(derOf(Buffer.from(file, "base64"))));
    if (!certificate) throw refuse("certificate-unreadable", "file");
    const fault = faultOf(certificate);
    if (fault) throw refuse(fault, "file");
    await requireHolder(work, holder);
    const of = holder.kind === "person" ? { userId: holder.id } : { unitId: holder.id };
    const { count } = await tx.signerCertificate.createMany({
      data: {
        ...columnsOf(certificate),
        ...of,
        ...{ device, credentialId, picture: picture === null ? null : pictureOf(picture) },
        ...{ addedAt: now, addedBy: actor.id },
      },
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError("conflict", "certificate-known");
    const { id, version } = await tx.signerCertificate.findUniqueOrThrow({
      where: { sha256: certificate.sha256 },
      select: { id: true, version: true },
    });
    await noteRevoked(tx);
    const told = holder.kind === "person" ? { signer: holder.id } : { unitId: holder.id };
    work.record("certificate.add", { type: "certificate", id }, { sha: certificate.sha256, ...told });
    work.announce("documents");
    return { id, version };
  },
);

async function requireHolder({ tx, now }: Work, { kind, id }: { kind: "person" | "agency"; id: number }): Promise<void> {
  const there =
    kind === "person"
      ? await tx.user.count({ where: { id, disabledAt: null } })
      : await tx.unit.count({ where: { id, OR: [{ validUntil: null }, { validUntil: { gte: now } }] } });
  if (there === 0) throw refuse("certificate-holder-gone", "holder");
}

function pictureOf(file: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(file, "base64");
  if (bytes.length > mostPictureBytes) throw refuse("certificate-picture-large", "picture");
  const bare = barePng(bytes);
  if (!bare) throw refuse("certificate-picture-unreadable", "picture");
  return new Uint8Array(bare);
}

/**
 * Changes where a certificate's key lies, what the signing service calls it, and what is drawn where it signs. Refuses `certificate-changed`,
 * `certificate-over` of one that was ended, `certificate-picture-large`, `certificate-picture-unreadable`.
 */
export const changeCertificate = command(
  CertificateChange.extend({ id: Id }),
  async (work, { id, version, device, credentialId, picture }): Promise<CertificateActed> => {
    work.require("signatures.certificates", "city");
    await claim(work, id, version);
    const drawn = picture === undefined ? {} : { picture: picture === null ? null : pictureOf(picture) };
    await work.tx.signerCertificate.update({ where: { id }, data: { device, credentialId, ...drawn } });
    work.record("certificate.change", { type: "certificate", id }, { method: device.toLowerCase() });
    work.announce("documents");
    return { id, version: version + 1 };
  },
);

/** Ends a certificate for this city, for a reason: nothing is signed with it from here any more. Refuses `certificate-changed`, `certificate-over`. */
export const endCertificate = command(
  CertificateEnding.extend({ id: Id }),
  async (work, { id, version, reason }): Promise<CertificateActed> => {
    const { tx, now, actor } = work;
    work.require("signatures.certificates", "city");
    await claim(work, id, version);
    await tx.signerCertificate.update({ where: { id }, data: { endedAt: now, endedBy: actor.id, endReason: reason } });
    work.record("certificate.end", { type: "certificate", id }, {});
    work.announce("documents");
    return { id, version: version + 1 };
  },
);

/** The next version of a certificate is this act's, or nobody's. */
async function claim({ tx }: Work, id: number, version: number): Promise<void> {
  const { count } = await tx.signerCertificate.updateMany({
    where: { id, version, endedAt: null },
    data: { version: version + 1 },
  });
  if (count === 1) return;
  const row = await tx.signerCertificate.findUnique({ where: { id }, select: { endedAt: true } });
  if (!row) throw new AppError("not-found", "not-found");
  throw new AppError("conflict", row.endedAt ? "certificate-over" : "certificate-changed");
}
