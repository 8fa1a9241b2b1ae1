import { db } from "@/lib/db/client";
import { checkInThread } from "../checking/pool";
import type { SentTrust, Untold } from "../checking/trusting";
import type { CheckedPdf } from "../model";
import { nameOfFile, untold } from "../queries";

/**
 * Checks a file that is kept here, and notes of whose certificates nothing at hand told whether they were revoked, so that their responders are
 * asked (lib/signatures/asking/ask.ts). For the rounds: of a file that somebody only has checked nobody outside hears. Throws `looks-busy`.
 */
export async function checkKept(path: string, trust: SentTrust, ctx: { actor: { id: string }; now: Date }): Promise<CheckedPdf> {
  const told = await checkInThread({ path, trust, now: ctx.now }, ctx.actor.id);
  if (!told) return untold(ctx.now, await nameOfFile(path), "check-broke");
  await raise(told.untold, ctx.now);
  return told.found;
}

/** One that was asked about lately and is still not told is asked about again, for what was answered is of no use any more. */
async function raise(certificates: readonly Untold[], now: Date): Promise<void> {
  for (const { sha256, der, issuerDer, responder } of certificates)
    await db.$executeRaw`
      insert into revocation_question (sha256, der, issuer_der, responder, raised_at, next_at)
      values (${sha256}, ${Buffer.from(der)}, ${Buffer.from(issuerDer)}, ${responder}, ${now}, ${now})
      on conflict (sha256) do update set next_at = least(revocation_question.next_at, revocation_question.tried_at + interval '30 minutes')`;
}
