import { findCity } from "@/lib/city/queries";
import type { Tx } from "@/lib/db/client";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { isAnswerKnown, nameOf, tellingOf } from "../asking/keep";
import { readOr } from "../checking/trusting";
import type { TrustItem } from "../model";
import { isForTests, mayTrustTests } from "../rules";
import { trustIn } from "./bundle";
import { Certificate } from "./certificate";
import type { Ocsp } from "./ocsp";
import { pathOf } from "./path";

export const isTestAuthority = ({ who, issuerName }: Certificate): boolean =>
  isForTests([who.name, who.organisation, who.unit, issuerName]);

/** May an authority of tests be trusted in this city? */
export async function testsAllowed(tx: Tx = db): Promise<boolean> {
  const city = await findCity(tx);
  return mayTrustTests({ isProduction: env().NODE_ENV === "production", hasDemoData: city?.hasDemoData ?? false });
}

/** What lies in a file, for somebody to look at before it is trusted: whose it is, its fingerprint, how long it holds and what for. */
export async function itemsIn(file: Buffer, now: Date): Promise<TrustItem[]> {
  const found = trustIn(file);
  const known = new Set<string>();
  const rows = await db.trustedCertificate.findMany({ select: { sha256: true, der: true } });
  for (const { sha256 } of rows) known.add(sha256);
  for (const { sha256 } of await db.revocationList.findMany({ select: { sha256: true } })) known.add(sha256);
  const authorities = rows.flatMap(({ der }) => readOr(() => new Certificate(Buffer.from(der))));
  const allowed = await testsAllowed();
  const items = found.map(async (one): Promise<TrustItem> => {
    if ("answer" in one) return answerItem(one, authorities, now);
    if ("list" in one) {
      const { list, der, sha256 } = one;
      const issuer = authorities.find((by) => by.subjectDer.equals(list.issuerDer) && list.isSignedBy(by).isSigned);
      return {
        ...{ kind: "LIST", file: der.toString("base64"), sha256, organisation: null, isTest: false, usage: [] },
        ...{ name: issuer?.who.name ?? null, issuerName: issuer?.who.name ?? null, revoked: list.revoked.size },
        answers: null,
        ...{ from: list.from.toISOString(), until: list.until?.toISOString() ?? null },
        fault: known.has(sha256) ? "list-known" : issuer ? null : "list-of-stranger",
      };
    }
    const { certificate } = one;
    const isRoot = certificate.isIssuedBy(certificate).isSigned;
    const isTest = isTestAuthority(certificate);
    return {
      ...{ kind: isRoot ? "ROOT" : "INTERMEDIATE", file: certificate.der.toString("base64"), sha256: certificate.sha256 },
      ...{ name: certificate.who.name ?? certificate.serial, organisation: certificate.who.organisation },
      ...{ issuerName: certificate.issuerName, usage: [...(certificate.usage ?? [])], revoked: null, isTest },
      answers: null,
      ...{ from: certificate.notBefore.toISOString(), until: certificate.notAfter.toISOString() },
      fault: known.has(certificate.sha256)
        ? "trusted-already"
        : !certificate.isCa || certificate.hasUnknownCritical
          ? "not-an-authority"
          : isTest && !allowed
            ? "test-authority"
            : null,
    };
  });
  return Promise.all(items);
}

async function answerItem(
  { answer, der, sha256 }: { answer: Ocsp; der: Buffer; sha256: string },
  authorities: readonly Certificate[],
  now: Date,
): Promise<TrustItem> {
  const telling = tellingOf(answer, authorities, now);
  const told = typeof telling === "string" ? [] : telling;
  const [first] = told;
  const name = first && told.length === 1 ? ((await nameOf(db, first.serial, first.issuer)) ?? first.serial.toUpperCase()) : null;
  return {
    ...{ kind: "ANSWER", file: der.toString("base64"), sha256, organisation: null, isTest: false, usage: [], revoked: null },
    ...{ name, issuerName: first?.issuer.who.name ?? null },
    ...{ from: (first?.from ?? answer.madeAt).toISOString(), until: first?.until?.toISOString() ?? null },
    answers: first ? { certificates: told.length, revoked: told.filter(({ revokedAt }) => revokedAt !== null).length } : null,
    fault: typeof telling === "string" ? telling : (await isAnswerKnown(telling)) ? "answer-known" : null,
  };
}

/** For each authority the names of those that lead to a trusted root by it alone: what goes with it. */
export function ledBy(rows: readonly { id: number; role: string; der: Uint8Array }[], now: Date): ReadonlyMap<number, string[]> {
  const all = rows.flatMap((row) => readOr(() => ({ ...row, certificate: new Certificate(Buffer.from(row.der)) })));
  const isLed = (one: (typeof all)[number], without: number | null) => {
    const rest = all.filter(({ id }) => id !== without).map(({ role, certificate }) => ({ role, certificate }));
    const roots = rest.filter(({ role }) => role === "ROOT").map(({ certificate }) => certificate);
    return (
      pathOf(
        one.certificate,
        rest.map(({ certificate }) => certificate),
        roots,
        now,
      ) !== null
    );
  };
  return new Map(
    all.map(({ id }) => [
      id,
      all
        .filter((one) => one.id !== id && one.role !== "ROOT" && isLed(one, null) && !isLed(one, id))
        .map(({ certificate }) => certificate.who.name ?? certificate.serial),
    ]),
  );
}
