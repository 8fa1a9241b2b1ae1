import { systemActor } from "@/lib/auth/queries";
import { db } from "@/lib/db/client";
import { type Address, postTo, Unfetched } from "@/lib/egress";
import { readOr, trustOf } from "../checking/trusting";
import { noteAnswered } from "../commands";
import { respondersNow } from "../fetching/sources";
import type { FetchedAnswer } from "../model";
import { readTrust } from "../queries";
import { Certificate } from "../trust/certificate";
import { questionOf } from "../trust/ocsp";
import { standingOf } from "../trust/revocation";

const atOnce = 100;
const longestMs = 60_000;
const waitMs = 15_000;
/** An answer about one certificate has some kilobytes; those about several at once more. */
const most = 200_000;

/**
 * The round "ask-responders": what no list tells of certificates in kept files is asked of their issuers' responders (OCSP), each at the address the
 * certificate names and only where the deployment wrote that address down. A responder that is silent is asked nothing more in this round.
 */
export async function askResponders(_payload: unknown, signal?: AbortSignal, now = new Date()): Promise<void> {
  const allowed = new Map(respondersNow().map((one) => [one.url.href, one]));
  if (allowed.size === 0) return;
  const due = await db.revocationQuestion.findMany({
    where: { responder: { in: [...allowed.keys()] }, nextAt: { lte: now } },
    orderBy: { nextAt: "asc" },
    take: atOnce,
  });
  const end = Date.now() + longestMs;
  const silent = new Set<string>();
  for (const { sha256, responder, ...row } of due) {
    if (signal?.aborted || Date.now() > end) return;
    const address = allowed.get(responder);
    const [certificate] = readOr(() => Certificate.of(Buffer.from(row.der)));
    const [issuer] = readOr(() => Certificate.of(Buffer.from(row.issuerDer)));
    if (!address || !certificate || !issuer || silent.has(responder)) continue;
    if (certificate.notAfter < now || (await isOnAList(certificate, issuer, now))) {
      await db.revocationQuestion.deleteMany({ where: { sha256 } });
      continue;
    }
    const told = await ask(address, certificate, issuer, signal);
    if (told.fault === "source-silent") silent.add(responder);
    await noteAnswered({ actor: systemActor("responders"), now }, { sha256, ...told });
  }
}

/** Lists may have come since the question was raised. */
async function isOnAList(certificate: Certificate, issuer: Certificate, now: Date): Promise<boolean> {
  const { crls } = trustOf(await readTrust()).evidence;
  return standingOf(certificate, issuer, { crls, ocsps: [] }, now, now).state !== "unknown";
}

async function ask(
  address: Address,
  certificate: Certificate,
  issuer: Certificate,
  signal: AbortSignal | undefined,
): Promise<Pick<FetchedAnswer, "file" | "fault">> {
  try {
    const question = { type: "application/ocsp-request", bytes: questionOf(certificate, issuer) };
    const { status, body } = await postTo(address, question, { most, waitMs, signal });
    if (status !== 200 || body.length === 0) return { file: null, fault: "source-unreadable" };
    return { file: body.toString("base64"), fault: null };
  } catch (error) {
    if (!(error instanceof Unfetched)) throw error;
    return { file: null, fault: `source-${error.why}` };
  }
}
