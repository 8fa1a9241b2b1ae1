import * as z from "zod";
import type { Work } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { hashToken } from "@/lib/secrets";
import { countAttempt } from "../factors/limiter";
import { fits, hashPassword, requireUncommon } from "../factors/password";
import { newTotpSecret, sealTotp, stepOfCode, totpSetUp } from "../factors/totp";
import { NewPassword, TotpCode } from "../model";
import { isTotpRequired } from "../rules";
import { revokeSessionsOf, spendTotpStep } from "./sessions";

/** The actor's own row. Throws not-found for machines. */
async function self(work: Work) {
  const { userId } = work.actor;
  const user = userId === null ? null : await work.tx.user.findUnique({ where: { id: userId } });
  if (!user) throw new AppError("not-found", "not-found");
  work.requireSelf(user.id);
  return user;
}

/** The current password, tried as carefully as at the door: counted, and refused after five wrong ones. */
async function requirePassword(
  user: { id: number; passwordHash: string | null },
  password: string,
  field = "current",
): Promise<void> {
  if (user.passwordHash === null) throw new AppError("refused", "no-password");
  const attempt = await countAttempt(`user:${user.id}`, "local");
  if (!(await fits(user.passwordHash, password)))
    throw new AppError("refused", "password-wrong", { faults: [{ path: `body.${field}`, code: "password-wrong" }] });
  await attempt.forget();
}

export const ChangePassword = z.strictObject({ current: z.string().max(200), password: NewPassword });
export async function changeOwnPassword(work: Work, input: z.output<typeof ChangePassword>): Promise<{ revoked: number }> {
  const user = await self(work);
  await requirePassword(user, input.current);
  if (input.current === input.password) throw new AppError("refused", "password-same");
  requireUncommon(input.password, user);
  await setPassword(work.tx, user.id, input.password, work.now);
  const revoked = await revokeSessionsOf(work, user.id, work.actor.session?.id);
  work.record("user.change-password", { type: "user", id: user.id }, { revoked });
  return { revoked };
}
async function setPassword(tx: Tx, id: number, password: string, now: Date): Promise<void> {
  const passwordHash = await hashPassword(password);
  await tx.user.update({ where: { id }, data: { passwordHash, passwordSetAt: now, version: { increment: 1 } } });
  await tx.oneTimeLink.updateMany({ where: { userId: id, usedAt: null }, data: { usedAt: now } });
}

/** Spends the link; the database decides between two that come at once. */
async function spendLink(work: Work, token: string, userId: number): Promise<void> {
  const { count } = await work.tx.oneTimeLink.updateMany({
    where: { hash: hashToken(token), userId, usedAt: null, expiresAt: { gt: work.now } },
    data: { usedAt: work.now },
  });
  if (count !== 1) throw new AppError("refused", "link-not-usable");
}

export const RedeemLink = z.strictObject({ userId: z.int(), token: z.string().max(100), password: NewPassword });
export async function redeem(work: Work, input: z.output<typeof RedeemLink>): Promise<{ login: string }> {
  const user = await self(work);
  requireUncommon(input.password, user);
  await spendLink(work, input.token, user.id);
  await setPassword(work.tx, user.id, input.password, work.now);
  const revoked = await revokeSessionsOf(work, user.id);
  work.record("user.set-password", { type: "user", id: user.id }, { revoked });
  return { login: user.login };
}

export const LinkSso = z.strictObject({ token: z.string().max(100), issuer: z.string(), subject: z.string() });
export async function linkOwnSso(work: Work, input: z.output<typeof LinkSso>): Promise<void> {
  const user = await self(work);
  // Whoever is linked already is known by that identity alone; a link never moves an account to another one.
  if (user.oidcSubject !== null) throw new AppError("refused", "link-not-usable");
  await spendLink(work, input.token, user.id);
  await work.tx.user.update({
    where: { id: user.id },
    data: { oidcIssuer: input.issuer, oidcSubject: input.subject, version: { increment: 1 } },
  });
  work.record("user.link-sso", { type: "user", id: user.id }, {});
}

export const ConfirmSelf = z.strictObject({ password: z.string().max(200).optional(), code: TotpCode.optional() });
/** By the code where a second factor is on, else by the password: what a thief of the session most likely has not. */
export async function confirmOwnSession(work: Work, input: z.output<typeof ConfirmSelf>): Promise<void> {
  const user = await self(work);
  const { session } = work.actor;
  if (!session || session.factor === "sso") throw new AppError("refused", "confirm-by-sso");
  if (user.totpEnabledAt && user.totpSealed) {
    const attempt = await countAttempt(`totp:${user.id}`, "local");
    const step = input.code === undefined ? null : stepOfCode(user.totpSealed, input.code, user.totpLastStep, work.now);
    if (step === null) throw new AppError("refused", "code-wrong", { faults: [{ path: "body.code", code: "code-wrong" }] });
    await spendTotpStep(work, user.id, step);
    await attempt.forget();
  } else await requirePassword(user, input.password ?? "", "password");
  await work.tx.session.update({ where: { id: session.id }, data: { confirmedAt: work.now } });
  work.record("session.confirm", { type: "user", id: user.id }, { factor: session.factor });
}

export const BeginTotp = z.strictObject({});
export async function beginOwnTotp(work: Work) {
  const user = await self(work);
  if (user.totpEnabledAt) throw new AppError("refused", "totp-on");
  const secret = newTotpSecret();
  await work.tx.user.update({ where: { id: user.id }, data: { totpSealed: sealTotp(secret), totpLastStep: null } });
  work.record("user.begin-totp", { type: "user", id: user.id }, {});
  return totpSetUp(secret, user.login);
}

export const ConfirmTotp = z.strictObject({ code: TotpCode });
export async function confirmOwnTotp(work: Work, input: z.output<typeof ConfirmTotp>): Promise<{ revoked: number }> {
  const user = await self(work);
  if (user.totpEnabledAt) throw new AppError("refused", "totp-on");
  if (!user.totpSealed) throw new AppError("refused", "totp-off");
  const attempt = await countAttempt(`totp:${user.id}`, "local");
  const step = stepOfCode(user.totpSealed, input.code, user.totpLastStep, work.now);
  if (step === null) throw new AppError("refused", "code-wrong", { faults: [{ path: "body.code", code: "code-wrong" }] });
  await spendTotpStep(work, user.id, step);
  await attempt.forget();
  await work.tx.user.update({ where: { id: user.id }, data: { totpEnabledAt: work.now, version: { increment: 1 } } });
  const revoked = await revokeSessionsOf(work, user.id, work.actor.session?.id);
  work.record("user.enable-totp", { type: "user", id: user.id }, { revoked });
  return { revoked };
}

export const DisableTotp = z.strictObject({ current: z.string().max(200) });
export async function disableOwnTotp(work: Work, input: z.output<typeof DisableTotp>): Promise<{ revoked: number }> {
  const user = await self(work);
  if (!user.totpEnabledAt) throw new AppError("refused", "totp-off");
  const city = await work.tx.city.findFirst({ select: { totpRoles: true } });
  const owner = { totpRequired: user.totpRequired, roles: work.actor.roles };
  if (isTotpRequired(owner, city?.totpRoles ?? [])) throw new AppError("refused", "totp-mandatory");
  await requirePassword(user, input.current);
  await forgetTotp(work.tx, user.id);
  const revoked = await revokeSessionsOf(work, user.id, work.actor.session?.id);
  work.record("user.disable-totp", { type: "user", id: user.id }, { revoked });
  return { revoked };
}
export async function forgetTotp(tx: Tx, id: number): Promise<void> {
  await tx.user.update({
    where: { id },
    data: { totpSealed: null, totpEnabledAt: null, totpLastStep: null, version: { increment: 1 } },
  });
}
