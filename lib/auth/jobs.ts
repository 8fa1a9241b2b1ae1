import { db } from "@/lib/db/client";

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
