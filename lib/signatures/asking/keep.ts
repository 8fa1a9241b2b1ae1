import { createHash } from "node:crypto";
import type { Work } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { maskedName } from "../certificates/rules";
import { readOr } from "../checking/trusting";
import type { AnswerFault } from "../model";
import { Certificate } from "../trust/certificate";
import { derOf } from "../trust/crl";
import { Ocsp } from "../trust/ocsp";

const skew = 5 * 60_000;
const day = 86_400_000;
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
export const issuerKeyOf = (issuer: Certificate): string => sha256(issuer.keyBits);

export type Told = { issuer: Certificate; serial: string; from: Date; until: Date | null; revokedAt: Date | null };
/**
 * What an answer tells that can be used: of certificates of these authorities, signed by them or by whom they named (RFC 6960 §4.2.2.2), not from
 * the future. Where there is nothing, why: the first of these that is so.
 */
export function tellingOf(ocsp: Ocsp, authorities: readonly Certificate[], now: Date): Told[] | AnswerFault {
  const spoken = authorities.flatMap((issuer) => {
    const answers = ocsp.answersFor(issuer);
    const signed = answers.length > 0 ? ocsp.isSignedFor(issuer) : null;
    return signed?.isSigned && signed.strength !== "broken" ? answers.map((answer) => ({ issuer, ...answer })) : [];
  });
  if (spoken.length === 0) return "answer-of-stranger";
  const known = spoken.flatMap(({ state, ...one }) =>
    state === "unknown" ? [] : [{ ...one, revokedAt: state === "good" ? null : state.at }],
  );
  if (known.length === 0) return "answer-knows-nothing";
  const present = known.filter(({ from }) => from.getTime() <= now.getTime() + skew);
  return present.length === 0 ? "answer-ahead" : present;
}

export const authoritiesIn = async (tx: Tx): Promise<Certificate[]> =>
  (await tx.trustedCertificate.findMany({ select: { der: true } })).flatMap(({ der }) =>
    readOr(() => Certificate.of(Buffer.from(der))),
  );

export type Kept = { id: number; sha: string; revoked: number; isRevocationChanged: boolean };
/**
 * Keeps what an answer says of each certificate, in the place of what was said before. `authorities`: by whose word it counts; `only`: of the one
 * certificate that was asked about, and still current. Refuses `answer-unreadable`, what `tellingOf` names, `answer-of-another`, `answer-stale`, and
 * `answer-known` where what is here is as new.
 */
export async function keepAnswer(
  { tx, now, actor }: Work,
  file: string,
  authorities: readonly Certificate[],
  only?: Certificate,
): Promise<Kept> {
  const der = derOf(Buffer.from(file, "base64"));
  const [ocsp] = readOr(() => new Ocsp(der));
  if (!ocsp) throw new AppError("refused", "answer-unreadable");
  const telling = tellingOf(ocsp, authorities, now);
  if (typeof telling === "string") throw new AppError("refused", telling);
  const asked = only ? telling.filter((one) => isAbout(one, only)) : telling;
  if (asked.length === 0) throw new AppError("refused", "answer-of-another");
  if (only && asked.every(({ from, until }) => (until ?? new Date(from.getTime() + day)) < now))
    throw new AppError("refused", "answer-stale");
  const sha = sha256(der);
  const kept: { id: number; isRevoked: boolean; isChanged: boolean }[] = [];
  for (const { issuer, serial, from, until, revokedAt } of asked) {
    const where = { issuerKey_serial: { issuerKey: issuerKeyOf(issuer), serial } };
    const before = await tx.revocationAnswer.findUnique({ where, select: { madeAt: true, revokedAt: true } });
    if (before && before.madeAt >= from) continue;
    const said = {
      ...{ der: new Uint8Array(der), sha256: sha, madeAt: from, nextAt: until, revokedAt, addedAt: now, addedBy: actor.id },
      name: await nameOf(tx, serial, issuer),
    };
    const { id } = await tx.revocationAnswer.upsert({
      where,
      create: { ...where.issuerKey_serial, issuerName: issuer.who.name ?? issuer.serial, ...said },
      update: said,
      select: { id: true },
    });
    kept.push({ id, isRevoked: revokedAt !== null, isChanged: before?.revokedAt?.getTime() !== revokedAt?.getTime() });
  }
  const [first] = kept;
  if (!first) throw new AppError("conflict", "answer-known");
  return {
    ...{ id: first.id, sha, revoked: kept.filter(({ isRevoked }) => isRevoked).length },
    isRevocationChanged: kept.some(({ isChanged }) => isChanged),
  };
}
const isAbout = ({ issuer, serial }: Told, of: Certificate) => serial === of.serial && issuer.subjectDer.equals(of.issuerDer);

/** Whose certificate bears this serial of this issuer, as far as any is known here; numbers in the name are masked. */
export async function nameOf(tx: Tx, serial: string, issuer: Certificate): Promise<string | null> {
  const registered = await tx.signerCertificate.findMany({ where: { serial }, select: { der: true } });
  const asked = await tx.revocationQuestion.findMany({ where: { issuerDer: new Uint8Array(issuer.der) }, select: { der: true } });
  const all = [...registered, ...asked].flatMap(({ der }) => readOr(() => Certificate.of(Buffer.from(der))));
  const own = [...all, ...(await authoritiesIn(tx))].find(
    (one) => one.serial === serial && one.issuerDer.equals(issuer.subjectDer),
  );
  return own?.who.name ? maskedName(own.who.name) : null;
}

/** Is all that an answer tells here already, or something newer? */
export async function isAnswerKnown(telling: readonly Told[]): Promise<boolean> {
  for (const { issuer, serial, from } of telling) {
    const where = { issuerKey_serial: { issuerKey: issuerKeyOf(issuer), serial } };
    const before = await db.revocationAnswer.findUnique({ where, select: { madeAt: true } });
    if (!before || before.madeAt < from) return false;
  }
  return true;
}
