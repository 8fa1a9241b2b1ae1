import type { Tx } from "@/lib/db/client";
import { readOr } from "../checking/trusting";
import { Certificate } from "../trust/certificate";
import { Crl } from "../trust/crl";

/**
 * Notes with each signer's certificate since when it is revoked, by the lists at hand that a trusted authority signed; of several the first moment.
 * For whoever changes lists, authorities or certificates, in the same transaction.
 */
export async function noteRevoked(tx: Tx): Promise<void> {
  const rows = await tx.signerCertificate.findMany({ select: { id: true, serial: true, revokedAt: true } });
  if (rows.length === 0) return;
  const lists = await trustedLists(tx);
  // Most are on no list: only those that may be, or were, are looked at.
  const asked = rows.filter(({ serial, revokedAt }) => revokedAt !== null || lists.some(({ revoked }) => revoked.has(serial)));
  for (const { id, serial, revokedAt } of asked) {
    const { der } = await tx.signerCertificate.findUniqueOrThrow({ where: { id }, select: { der: true } });
    const certificate = Certificate.of(Buffer.from(der));
    const moments = lists.flatMap((list) => {
      const found = list.isOn(certificate) ? list.revoked.get(serial) : undefined;
      return found ? [found.at.getTime()] : [];
    });
    const at = moments.length > 0 ? new Date(Math.min(...moments)) : null;
    if (at?.getTime() !== revokedAt?.getTime()) await tx.signerCertificate.update({ where: { id }, data: { revokedAt: at } });
  }
}

async function trustedLists(tx: Tx): Promise<Crl[]> {
  const authorities = (await tx.trustedCertificate.findMany({ select: { der: true } })).flatMap(({ der }) =>
    readOr(() => Certificate.of(Buffer.from(der))),
  );
  const lists = (await tx.revocationList.findMany({ select: { der: true } })).flatMap(({ der }) =>
    readOr(() => new Crl(Buffer.from(der))),
  );
  return lists.filter((list) => authorities.some((by) => by.subjectDer.equals(list.issuerDer) && list.isSignedBy(by).isSigned));
}
