import type { Tx } from "@/lib/db/client";
import { authoritiesIn, issuerKeyOf } from "../asking/keep";
import { readOr } from "../checking/trusting";
import { Certificate } from "../trust/certificate";
import { Crl } from "../trust/crl";

/**
 * Notes with each signer's certificate since when it is revoked, by the lists and answers at hand of a trusted authority; of several the first moment.
 * For whoever changes lists, answers, authorities or certificates, in the same transaction.
 */
export async function noteRevoked(tx: Tx): Promise<void> {
  const rows = await tx.signerCertificate.findMany({ select: { id: true, serial: true, revokedAt: true } });
  if (rows.length === 0) return;
  const lists = await trustedLists(tx);
  const answers = await tx.revocationAnswer.findMany({ where: { revokedAt: { not: null } } });
  const authorities = answers.length > 0 ? await authoritiesIn(tx) : [];
  // Most are on no list: only those that may be, or were, are looked at.
  const asked = rows.filter(
    ({ serial, revokedAt }) =>
      revokedAt !== null || lists.some(({ revoked }) => revoked.has(serial)) || answers.some((one) => one.serial === serial),
  );
  for (const { id, serial, revokedAt } of asked) {
    const { der } = await tx.signerCertificate.findUniqueOrThrow({ where: { id }, select: { der: true } });
    const certificate = Certificate.of(Buffer.from(der));
    const moments = lists.flatMap((list) => {
      const found = list.isOn(certificate) ? list.revoked.get(serial) : undefined;
      return found ? [found.at.getTime()] : [];
    });
    for (const answer of answers) {
      if (answer.serial !== serial || answer.revokedAt === null) continue;
      const isOfIssuer = (by: Certificate) => by.subjectDer.equals(certificate.issuerDer) && issuerKeyOf(by) === answer.issuerKey;
      if (authorities.some(isOfIssuer)) moments.push(answer.revokedAt.getTime());
    }
    const at = moments.length > 0 ? new Date(Math.min(...moments)) : null;
    if (at?.getTime() !== revokedAt?.getTime()) await tx.signerCertificate.update({ where: { id }, data: { revokedAt: at } });
  }
}

async function trustedLists(tx: Tx): Promise<Crl[]> {
  const authorities = await authoritiesIn(tx);
  const lists = (await tx.revocationList.findMany({ select: { der: true } })).flatMap(({ der }) =>
    readOr(() => new Crl(Buffer.from(der))),
  );
  return lists.filter((list) => authorities.some((by) => by.subjectDer.equals(list.issuerDer) && list.isSignedBy(by).isSigned));
}
