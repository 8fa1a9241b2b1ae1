import * as z from "zod";
import type { Work } from "@/lib/command";
import { Prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newToken } from "@/lib/secrets";
import { cityTimeZone } from "@/lib/words";
import { type Invitation, linkHours, NewPost, type NewUser, UserChange } from "../model";
import { forgetTotp } from "./own";
import { revokeSessionsOf } from "./sessions";

async function findUserRow(work: Work, id: number) {
  work.require("users.manage", "city");
  const user = await work.tx.user.findUnique({ where: { id } });
  if (!user) throw new AppError("not-found", "not-found");
  return user;
}
/** Nobody widens or narrows their own rights: it takes a second administrator. */
function requireOther(work: Work, userId: number): void {
  if (work.actor.userId === userId) throw new AppError("refused", "own-account");
}
const subjectOf = (id: number) => ({ type: "user", id });

async function newLink(work: Work, userId: number, purpose: string): Promise<Invitation> {
  const { token, hash } = newToken();
  const linkExpiresAt = new Date(work.now.getTime() + linkHours * 3_600_000);
  await work.tx.oneTimeLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: work.now } });
  await work.tx.oneTimeLink.create({ data: { hash, userId, purpose, createdAt: work.now, expiresAt: linkExpiresAt } });
  // After "#", so that the token reaches no log of a server or proxy.
  return {
    id: userId,
    link: new URL(`/welcome#${token}`, env().PUBLIC_URL).toString(),
    linkExpiresAt: linkExpiresAt.toISOString(),
  };
}

export async function create(work: Work, input: z.output<typeof NewUser>): Promise<Invitation> {
  work.require("users.manage", "city");
  const user = await orTaken(() =>
    work.tx.user.create({
      data: {
        login: input.login,
        name: input.name,
        email: input.email,
        totpRequired: input.totpRequired,
        createdAt: work.now,
        ...ssoOf(input.oidcSubject, null),
      },
    }),
  );
  work.record("user.create", subjectOf(user.id), { totpRequired: input.totpRequired, sso: input.oidcSubject !== null });
  if (input.post) await insertPost(work, user.id, input.post);
  work.announce("users");
  return newLink(work, user.id, "invitation");
}

/** An identity at the provider is an issuer and a subject together; the issuer is the configured one. */
function ssoOf(subject: string | null, issuer: string | null): { oidcIssuer: string | null; oidcSubject: string | null } {
  if (subject === null) return { oidcIssuer: null, oidcSubject: null };
  const oidcIssuer = issuer ?? env().OIDC_ISSUER;
  if (!oidcIssuer) throw new AppError("refused", "no-sso", { faults: [{ path: "body.oidcSubject", code: "no-sso" }] });
  return { oidcIssuer, oidcSubject: subject };
}

async function orTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") throw error;
    const isLogin = JSON.stringify(error.meta ?? {}).includes("login");
    throw isLogin
      ? new AppError("conflict", "login-taken", { faults: [{ path: "body.login", code: "login-taken" }] })
      : new AppError("conflict", "subject-taken", { faults: [{ path: "body.oidcSubject", code: "subject-taken" }] });
  }
}

export const ChangeUser = UserChange.extend({ id: z.int().positive() });
export async function change(work: Work, input: z.output<typeof ChangeUser>): Promise<{ version: number }> {
  const user = await findUserRow(work, input.id);
  const isNewIdentity = user.oidcSubject !== input.oidcSubject;
  const { count } = await orTaken(() =>
    work.tx.user.updateMany({
      where: { id: input.id, version: input.version },
      data: {
        name: input.name,
        email: input.email,
        totpRequired: input.totpRequired,
        ...ssoOf(input.oidcSubject, isNewIdentity ? null : user.oidcIssuer),
        version: { increment: 1 },
      },
    }),
  );
  if (count === 0) throw new AppError("conflict", "user-changed");
  const revoked = isNewIdentity ? await revokeSessionsOf(work, input.id) : 0;
  const changed = (["name", "email", "totpRequired", "oidcSubject"] as const).filter((field) => user[field] !== input[field]);
  work.record("user.change", subjectOf(input.id), { changed: [...changed], totpRequired: input.totpRequired, revoked });
  work.announce("users");
  return { version: input.version + 1 };
}

export const OneUser = z.strictObject({ id: z.int().positive() });
type OneUser = z.output<typeof OneUser>;

export async function disable(work: Work, { id }: OneUser): Promise<{ revoked: number }> {
  const user = await findUserRow(work, id);
  requireOther(work, id);
  await requireAdminBeside(work, id);
  await work.tx.user.update({ where: { id }, data: { disabledAt: user.disabledAt ?? work.now, version: { increment: 1 } } });
  await work.tx.oneTimeLink.updateMany({ where: { userId: id, usedAt: null }, data: { usedAt: work.now } });
  const revoked = await revokeSessionsOf(work, id);
  work.record("user.disable", subjectOf(id), { revoked });
  work.announce("users");
  return { revoked };
}

export async function enable(work: Work, { id }: OneUser): Promise<void> {
  await findUserRow(work, id);
  requireOther(work, id);
  await work.tx.user.update({ where: { id }, data: { disabledAt: null, enabledAt: work.now, version: { increment: 1 } } });
  work.record("user.enable", subjectOf(id), {});
  work.announce("users");
}

/** A new one-time link; the old password dies at once, for whoever asks may have reason to fear for it. */
export async function reset(work: Work, { id }: OneUser): Promise<Invitation> {
  const user = await findUserRow(work, id);
  requireOther(work, id);
  if (user.disabledAt) throw new AppError("refused", "user-disabled");
  await work.tx.user.update({ where: { id }, data: { passwordHash: null, version: { increment: 1 } } });
  const revoked = await revokeSessionsOf(work, id);
  work.record("user.reset", subjectOf(id), { revoked });
  work.announce("users");
  return newLink(work, id, "reset");
}

export async function resetTotp(work: Work, { id }: OneUser): Promise<{ revoked: number }> {
  await findUserRow(work, id);
  requireOther(work, id);
  await forgetTotp(work.tx, id);
  const revoked = await revokeSessionsOf(work, id);
  work.record("user.reset-totp", subjectOf(id), { revoked });
  work.announce("users");
  return { revoked };
}

export const AddPost = NewPost.extend({ userId: z.int().positive() });
export async function addPost(work: Work, input: z.output<typeof AddPost>): Promise<{ id: number }> {
  await findUserRow(work, input.userId);
  requireOther(work, input.userId);
  const post = await insertPost(work, input.userId, input);
  work.announce("users");
  return post;
}
async function insertPost(work: Work, userId: number, post: z.output<typeof NewPost>): Promise<{ id: number }> {
  const [unit] = await work.tx.$queryRaw<{ today: string; is_open: boolean }[]>`
    select (${work.now}::timestamptz at time zone ${cityTimeZone})::date::text as today,
      valid_until is null or valid_until >= (${work.now}::timestamptz at time zone ${cityTimeZone})::date as is_open
    from unit where id = ${post.unitId}`;
  if (!unit?.is_open) throw new AppError("refused", "unit-unknown", { faults: [{ path: "body.unitId", code: "unit-unknown" }] });
  const same = await work.tx.post.findFirst({ where: { userId, unitId: post.unitId, role: post.role, validUntil: null } });
  if (same) throw new AppError("conflict", "post-held");
  const validFrom = new Date(`${post.validFrom ?? unit.today}T00:00:00Z`);
  const row = await work.tx.post.create({
    data: { userId, unitId: post.unitId, role: post.role, title: post.title, validFrom },
  });
  work.record("user.add-post", subjectOf(userId), { post: row.id, role: post.role }, post.unitId);
  return { id: row.id };
}

export const EndPost = z.strictObject({ userId: z.int().positive(), postId: z.int().positive() });
/** The post's last day becomes yesterday, so the right is gone with this commit. */
export async function endPost(work: Work, input: z.output<typeof EndPost>): Promise<void> {
  await findUserRow(work, input.userId);
  requireOther(work, input.userId);
  const post = await work.tx.post.findFirst({ where: { id: input.postId, userId: input.userId } });
  if (!post) throw new AppError("not-found", "not-found");
  if (post.role === "IT_ADMIN") await requireAdminBeside(work, input.userId);
  await work.tx.$executeRaw`update post set valid_until = (${work.now}::timestamptz at time zone ${cityTimeZone})::date - 1
    where id = ${post.id}`;
  work.record("user.end-post", subjectOf(input.userId), { post: post.id, role: post.role }, post.unitId);
  work.announce("users");
}

/** Refuses to take away the last person who can sign in and administer the city. Two such requests wait for each other. */
async function requireAdminBeside(work: Work, userId: number): Promise<void> {
  await work.tx.$executeRaw`select pg_advisory_xact_lock(hashtext('auth.last-admin'))`;
  const admins = await work.tx.$queryRaw<{ id: number; can_sign_in: boolean }[]>`
    select distinct u.id, (u.password_hash is not null or u.oidc_subject is not null) as can_sign_in
    from app_user u join post p on p.user_id = u.id join unit un on un.id = p.unit_id,
      (select (${work.now}::timestamptz at time zone ${cityTimeZone})::date as today) d
    where p.role = 'IT_ADMIN' and un.parent_id is null and u.disabled_at is null
      and p.valid_from <= d.today and (p.valid_until is null or p.valid_until >= d.today)`;
  const isAdmin = admins.some((a) => a.id === userId);
  if (isAdmin && !admins.some((a) => a.id !== userId && a.can_sign_in)) throw new AppError("refused", "last-admin");
}

export const ReviewAccounts = z.strictObject({});
/** Notes that somebody has gone through the accounts and their rights; what stood then follows from the log. */
export async function review(work: Work): Promise<{ accounts: number }> {
  work.require("users.manage", "city");
  const accounts = await work.tx.user.count({ where: { disabledAt: null } });
  work.record("user.review", { type: "city", id: 1 }, { accounts });
  work.announce("users");
  return { accounts };
}
