import type { Tx } from "@/lib/db/client";

const signing = (now: Date) => ({
  endedAt: null,
  credentialId: { not: null },
  validFrom: { lte: now },
  validUntil: { gte: now },
});

/** The people who hold a certificate that signs from here now. */
export async function holdersSigning(tx: Tx, now: Date): Promise<number[]> {
  const rows = await tx.signerCertificate.findMany({
    where: { ...signing(now), userId: { not: null } },
    select: { userId: true },
  });
  return [...new Set(rows.flatMap(({ userId }) => (userId === null ? [] : [userId])))];
}

/** The certificate a person or an agency signs with from here now: of several the one that ends last. */
export function findSignerCertificate(
  tx: Tx,
  holder: { userId: number } | { unitId: number },
  now: Date,
): Promise<{ id: number } | null> {
  return tx.signerCertificate.findFirst({
    where: { ...signing(now), ...holder },
    orderBy: { validUntil: "desc" },
    select: { id: true },
  });
}
