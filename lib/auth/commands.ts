import type * as z from "zod";
import { writeEntry } from "@/lib/audit/commands";
import { command } from "@/lib/command";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Actor } from "@/lib/policy";
import * as keys from "./account/keys";
import * as own from "./account/own";
import * as sessions from "./account/sessions";
import * as users from "./account/users";
import { beginsFlood, countAttempt, floodFailures } from "./factors/limiter";
import { fits } from "./factors/password";
import { stepOfCode } from "./factors/totp";
import { turns } from "./factors/turns";
import { Credentials, NewKey, NewUser, type Origin, type Welcome } from "./model";
import { findLinkOwner } from "./queries";

/** A person before they have a session: themselves, with no right but to be themselves. */
const self = (user: { id: number; name: string }): Actor => ({
  id: `user:${user.id}`,
  kind: "user",
  userId: user.id,
  name: user.name,
  roles: [],
  grants: [],
});

const startSession = command(sessions.StartSession, sessions.start);

/** Those who wait here hold no connection and no thread: others find both. */
const inTurn = turns(4, 200);

/**
 * Signs a person in by password and, where it is on, a code. Wrong, unknown and disabled are one answer of one duration.
 * Throws `bad-credentials`, `code-required` (the password was right), `too-many-sign-ins`, and `unavailable` where too many wait.
 */
export function signInByPassword(raw: unknown, origin: Origin, now: Date): Promise<{ sessionId: string }> {
  return inTurn(() => trySignIn(raw, origin, now));
}

async function trySignIn(raw: unknown, origin: Origin, now: Date): Promise<{ sessionId: string }> {
  const given = Credentials.safeParse(raw);
  if (!given.success) throw new AppError("unauthenticated", "bad-credentials");
  const login = given.data.login.trim().toLowerCase();
  const attempt = await countAttempt(login, origin.address).catch(async (error: unknown) => {
    if (error instanceof AppError && error.kind === "too-many") await watchForFlood();
    throw error;
  });
  const found = await db.user.findUnique({ where: { login } });
  const user = found && !found.disabledAt ? found : null;
  const isRight = await fits(user?.passwordHash ?? null, given.data.password);
  if (!user || !isRight) return refuseSignIn(found?.id ?? null, "password");
  const code = given.data.code?.replaceAll(/\s/g, "") ?? "";
  let totpStep: number | null = null;
  if (user.totpEnabledAt && user.totpSealed) {
    if (code === "") {
      await attempt.giveBack();
      throw new AppError("unauthenticated", "code-required");
    }
    totpStep = /^\d{6}$/.test(code) ? stepOfCode(user.totpSealed, code, user.totpLastStep, now) : null;
    if (totpStep === null) return refuseSignIn(user.id, "code");
  }
  const method = totpStep === null ? "password" : "password+totp";
  const session = await startSession({ actor: self(user), now }, { userId: user.id, method, origin, totpStep, confirmedAt: now });
  await attempt.forget();
  return session;
}

/** One entry for the auditor and one line for whoever runs the server when sign-ins are being tried by the hundred. */
async function watchForFlood(): Promise<void> {
  if (!(await beginsFlood())) return;
  log().warn({ failures: floodFailures }, "sign-ins are being guessed: many failures within a quarter of an hour");
  const subject = { type: "sign-in", id: "flood" };
  await writeEntry(db, { actorId: "system:sign-in", action: "sign-in.flood", subject, detail: { failures: floodFailures } });
}

async function refuseSignIn(userId: number | null, factor: string): Promise<never> {
  const subject = { type: "user", id: userId ?? "unknown" };
  await writeEntry(db, { actorId: "system:sign-in", action: "session.refuse", subject, detail: { factor } });
  await watchForFlood();
  throw new AppError("unauthenticated", "bad-credentials");
}

const linkSso = command(own.LinkSso, own.linkOwnSso);

/**
 * Signs in whom the identity provider vouched for: the account with that issuer and subject, and no other.
 * A first visit needs an administrator's one-time link. An e-mail address links nothing: it can change hands.
 * `provedAt` is when the person last proved there who they are, as the provider says; a time to come counts as now.
 */
export async function signInBySso(
  identity: { issuer: string; subject: string; provedAt: Date | null },
  linkToken: string | null,
  origin: Origin,
  now: Date,
): Promise<{ sessionId: string }> {
  const where = { oidcIssuer_oidcSubject: { oidcIssuer: identity.issuer, oidcSubject: identity.subject } };
  let user = await db.user.findUnique({ where, select: { id: true, name: true, disabledAt: true } });
  if (!user && linkToken !== null) {
    const owner = await findLinkOwner(linkToken, now);
    if (!owner) throw new AppError("unauthenticated", "link-not-usable");
    const { issuer, subject } = identity;
    await linkSso({ actor: self(owner), now }, { token: linkToken, issuer, subject });
    user = { ...owner, disabledAt: null };
  }
  if (!user || user.disabledAt) {
    const subject = { type: "user", id: user?.id ?? "unknown" };
    await writeEntry(db, { actorId: "system:sign-in", action: "session.refuse", subject, detail: { factor: "sso" } });
    throw new AppError("unauthenticated", "sso-not-invited");
  }
  const { provedAt } = identity;
  const confirmedAt = provedAt && provedAt > now ? now : provedAt;
  return startSession({ actor: self(user), now }, { userId: user.id, method: "sso", origin, totpStep: null, confirmedAt });
}

const redeemLink = command(own.RedeemLink, own.redeem);
/** Sets a password by a one-time link, which is spent by it; every session of the account ends. Throws `link-not-usable`. */
export async function setPasswordByLink(input: z.output<typeof Welcome>, now: Date, within?: Tx): Promise<{ login: string }> {
  const owner = await findLinkOwner(input.token, now);
  if (!owner) throw new AppError("refused", "link-not-usable");
  return redeemLink({ actor: self(owner), now }, { userId: owner.id, ...input }, within);
}

/** One's own account: nobody else's can be named. */
export const changePassword = command(own.ChangePassword, own.changeOwnPassword);
export const beginTotp = command(own.BeginTotp, own.beginOwnTotp);
export const confirmTotp = command(own.ConfirmTotp, own.confirmOwnTotp);
export const disableTotp = command(own.DisableTotp, own.disableOwnTotp);

/** Proves again who sits in this session, before something sensitive. Throws `password-wrong`, `code-wrong`, `confirm-by-sso`. */
export const confirmSelf = command(own.ConfirmSelf, own.confirmOwnSession);

/** One's own session, or anyone's with `users.manage`. The next request of it is refused. */
export const revokeSession = command(sessions.RevokeSession, sessions.revoke);
export const revokeOtherSessions = command(sessions.RevokeOthers, sessions.revokeOthers);

/** Accounts need `users.manage` everywhere. Nobody changes their own rights; the last administrator stays. */
export const createUser = command(NewUser, users.create);
export const changeUser = command(users.ChangeUser, users.change);
export const disableUser = command(users.OneUser, users.disable);
export const enableUser = command(users.OneUser, users.enable);
/** Notes that the accounts and their rights were gone through, as is asked for every half year. */
export const reviewUsers = command(users.ReviewAccounts, users.review);
export const resetUser = command(users.OneUser, users.reset);
export const resetUserTotp = command(users.OneUser, users.resetTotp);
export const addPost = command(users.AddPost, users.addPost);
export const endPost = command(users.EndPost, users.endPost);

/** Keys of machines need `keys.manage` in the unit the key is for. The key itself is in the answer, once. */
export const createKey = command(NewKey, keys.createKey);
export const revokeKey = command(keys.RevokeKey, keys.revokeKey);
