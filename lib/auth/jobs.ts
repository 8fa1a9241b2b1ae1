import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { findLeftUnused } from "./account/review";
import { disableUser } from "./commands";
import { systemActor } from "./queries";

const days = (n: number) => n * 86_400_000;

/**
 * Part of the job "sweep": forgets sessions and one-time links a week after their end. Who signed in when stays in the
 * audit log. Returns how many rows went.
 */
export async function sweepAccounts(now: Date): Promise<number> {
  const before = new Date(now.getTime() - days(7));
  const sessions = await db.session.deleteMany({ where: { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] } });
  const links = await db.oneTimeLink.deleteMany({ where: { OR: [{ expiresAt: { lt: before } }, { usedAt: { lt: before } }] } });
  const limits = await db.rateLimit.deleteMany({ where: { expire: { lt: now.getTime() } } });
  return sessions.count + links.count + limits.count;
}

/**
 * Part of the job "sweep": disables accounts nobody has used for 45 days (TCVN 14423:2026). The last administrator stays, for
 * nobody could open the others again. Returns how many were disabled.
 */
export async function disableUnused(now: Date): Promise<number> {
  let disabled = 0;
  for (const id of await findLeftUnused(now))
    try {
      await disableUser({ actor: systemActor("unused-accounts"), now }, { id });
      disabled++;
    } catch (error) {
      if (!(error instanceof AppError && error.kind === "refused")) throw error;
    }
  return disabled;
}
