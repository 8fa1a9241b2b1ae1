import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Work } from "@/lib/command";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { can } from "@/lib/policy";
import { Origin, SignInMethod } from "../model";

export const StartSession = z.strictObject({
  userId: z.int().positive(),
  method: SignInMethod,
  origin: Origin,
  /** The time step of the code that was used; it is spent here, so that a code opens one session only. */
  totpStep: z.int().nullable(),
  /** When the person proved who they are: now, or when the identity provider says it was; null when it does not say. */
  confirmedAt: z.date().nullable(),
});
export async function start(work: Work, input: z.output<typeof StartSession>): Promise<{ sessionId: string }> {
  work.requireSelf(input.userId);
  if (input.totpStep !== null) await spendTotpStep(work, input.userId, input.totpStep);
  const sessionId = randomUUID();
  await work.tx.session.create({
    data: {
      id: sessionId,
      userId: input.userId,
      method: input.method,
      createdAt: work.now,
      lastSeenAt: work.now,
      expiresAt: new Date(work.now.getTime() + env().SESSION_HOURS * 3_600_000),
      userAgent: input.origin.userAgent?.slice(0, 300) ?? null,
      address: input.origin.address,
      confirmedAt: input.confirmedAt,
    },
  });
  await work.tx.user.update({ where: { id: input.userId }, data: { lastSignInAt: work.now } });
  work.record("session.start", { type: "user", id: input.userId }, { method: input.method });
  return { sessionId };
}

/** Marks a code as used. The database decides between two requests that bring the same one. */
export async function spendTotpStep(work: Work, userId: number, step: number): Promise<void> {
  const count = await work.tx.$executeRaw`update app_user set totp_last_step = ${step}
    where id = ${userId} and (totp_last_step is null or totp_last_step < ${step})`;
  if (count !== 1) throw new AppError("unauthenticated", "bad-credentials");
}

/** Ends a person's live sessions, but for the one they sit in when they ask for it themselves. Returns how many. */
export async function revokeSessionsOf(work: Work, userId: number, keep?: string): Promise<number> {
  const { count } = await work.tx.session.updateMany({
    where: { userId, revokedAt: null, ...(keep ? { id: { not: keep } } : {}) },
    data: { revokedAt: work.now },
  });
  return count;
}

export const RevokeSession = z.strictObject({ sessionId: z.uuid() });
export async function revoke(work: Work, input: z.output<typeof RevokeSession>): Promise<{ revoked: number }> {
  const session = await work.tx.session.findUnique({ where: { id: input.sessionId }, select: { userId: true, revokedAt: true } });
  const isOwn = session?.userId === work.actor.userId;
  if (!session || (!isOwn && !can(work.actor, "users.manage", "city"))) throw new AppError("not-found", "not-found");
  if (isOwn) work.requireSelf(session.userId);
  else work.require("users.manage", "city");
  const { count } = await work.tx.session.updateMany({
    where: { id: input.sessionId, revokedAt: null },
    data: { revokedAt: work.now },
  });
  work.record("session.revoke", { type: "user", id: session.userId }, { revoked: count });
  return { revoked: count };
}

export const RevokeOthers = z.strictObject({});
export async function revokeOthers(work: Work): Promise<{ revoked: number }> {
  const { userId, session } = work.actor;
  if (userId === null || !session) throw new AppError("not-found", "not-found");
  work.requireSelf(userId);
  const revoked = await revokeSessionsOf(work, userId, session.id);
  work.record("session.revoke-others", { type: "user", id: userId }, { revoked });
  return { revoked };
}
