import * as z from "zod";
import type { Day } from "@/lib/calendar/model";
import { db, pool } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type Actor, can, permissions, reachOf } from "@/lib/policy";
import { hashToken } from "@/lib/secrets";
import { byVietnamese, searchable } from "@/lib/words";
import { before, keyRow, minutes, reachOfRow, sessionRow } from "./account/actor";
import { colleaguesIn } from "./account/colleagues";
import { reviewOf } from "./account/review";
import { iso, postsOf, statusOf, type UserRow, userFields, viewOf, visitsOf } from "./account/views";
import { countKeyRequest } from "./factors/limiter";
import {
  type AccountReview,
  type AccountView,
  type Colleague,
  KeyScope,
  type KeyView,
  keyPrefix,
  type SessionView,
  SignInMethod,
  type UserFilter,
  type UserPage,
  type UserView,
  warnedDays,
} from "./model";
import { grantsOf, isAddressAllowed, isLeftUnused, isTotpRequired, unusedSince } from "./rules";

export { worksIn } from "./account/colleagues";

/** Who a dossier of a unit can be given to on a day. For whoever works on its dossiers; not-found otherwise. */
export async function listColleagues(actor: Actor, unitId: number, on: Day): Promise<Colleague[]> {
  if (!can(actor, "dossiers.process", unitId)) throw new AppError("not-found", "not-found");
  return colleaguesIn(unitId, on);
}

/**
 * The person behind a session, or null when it was revoked, has lain idle, is over, or its user is disabled.
 * One statement, which requests that arrive together share; notes the visit at most once a minute.
 */
export async function findActorBySession(sessionId: string, now: Date): Promise<Actor | null> {
  if (!z.uuid().safeParse(sessionId).success) return null;
  const row = await sessionRow({ id: sessionId.toLowerCase(), now });
  if (!row) return null;
  const posts = row.posts.map((post) => ({ role: post.role, units: reachOfRow(post) }));
  const roles = [...new Set(posts.map((post) => post.role))];
  const isDemanded = isTotpRequired({ totpRequired: row.totp_required, roles }, row.totp_roles);
  const mustSetUpTotp = isDemanded && !row.has_totp && row.method !== "sso";
  return {
    id: `user:${row.user_id}`,
    kind: "user",
    userId: row.user_id,
    name: row.name,
    roles,
    grants: mustSetUpTotp ? [] : grantsOf(posts),
    session: {
      id: row.session_id,
      mustSetUpTotp,
      confirmedAt: row.confirmed_at,
      factor: row.method === "sso" ? "sso" : row.has_totp ? "code" : "password",
    },
  };
}

/** Which of these sessions still stand, and whose they are. Looking is not a visit: an open screen keeps nobody signed in. */
export async function findStandingSessions(sessionIds: readonly string[], now: Date): Promise<Map<string, number>> {
  const { rows } = await pool().query<{ id: string; user_id: number }>(
    `select s.id, s.user_id from session s join app_user u on u.id = s.user_id
     where s.id = any($1::uuid[]) and s.revoked_at is null and s.expires_at > $2::timestamptz and s.last_seen_at > $3::timestamptz
       and u.disabled_at is null`,
    [sessionIds, now, before(now, minutes(env().SESSION_IDLE_MINUTES))],
  );
  return new Map(rows.map((row) => [row.id, row.user_id]));
}

/**
 * The machine behind a key, or null when the key is unknown, expired, revoked or used from an address it is not bound to. Each time counts
 * as a request of the key: throws `too-many` past what it may ask in a minute.
 */
export async function findActorByKey(token: string, address: string, now: Date): Promise<Actor | null> {
  if (!token.startsWith(keyPrefix) || token.length > 100) return null;
  const row = await keyRow({ hash: Buffer.from(hashToken(token)).toString("hex"), now });
  if (!row || !isAddressAllowed(address, row.addresses)) return null;
  await countKeyRequest(row.id);
  const units = reachOfRow(row);
  const scopes = z.array(KeyScope).safeParse(row.scopes);
  return {
    id: `key:${row.id}`,
    kind: "key",
    userId: null,
    name: row.name,
    roles: [],
    grants: scopes.success ? scopes.data.map((permission) => ({ permission, units })) : [],
  };
}

/** The system at its own work: a job, a migration, the console. The audit log names it "system:<name>". */
export function systemActor(name: string): Actor {
  const grants = permissions.map((permission) => ({ permission, units: "all" as const }));
  return { id: `system:${name}`, kind: "system", userId: null, name, roles: [], grants };
}

/** May the actor administer accounts? They belong to the whole city, so the right is asked for everywhere. */
function requireUsers(actor: Actor): void {
  if (!can(actor, "users.manage", "city")) throw new AppError("not-found", "not-found");
}

/** Who heads which unit on a day: posts of heads and leaders of people whose account is open. For whoever keeps units or accounts. */
export async function listHeads(actor: Actor, on: Day): Promise<UnitHead[]> {
  if (!can(actor, "units.manage", "city") && !can(actor, "users.manage", "city")) throw new AppError("not-found", "not-found");
  return db.$queryRaw<UnitHead[]>`
    select p.unit_id as "unitId", u.id as "userId", u.name, p.title from post p join app_user u on u.id = p.user_id
    where p.role in ('UNIT_HEAD', 'LEADER') and u.disabled_at is null
      and p.valid_from <= ${on}::date and (p.valid_until is null or p.valid_until >= ${on}::date)
    order by p.unit_id, p.role, u.name`;
}
export type UnitHead = { unitId: number; userId: number; name: string; title: string };

const pageSize = 50;
/** Accounts in Vietnamese order of names, fifty a page, with their posts. Needs `users.manage` everywhere. */
export async function listUsers(
  actor: Actor,
  ask: { q?: string; status?: UserFilter; page: number },
  now: Date,
): Promise<UserPage> {
  requireUsers(actor);
  // A city has hundreds of accounts: sorting and searching their names here spares a column for it.
  const everyone = await db.user.findMany({
    select: userFields,
  });
  const visits = await visitsOf(everyone.map((u) => u.id));
  const isWanted = (u: UserRow) => {
    const since = unusedSince({ ...u, lastSeenAt: visits.get(u.id) ?? null });
    if (ask.status === "unused")
      return isLeftUnused({ isDemo: u.isDemo, status: statusOf(u), unusedSince: since }, now, warnedDays);
    return !ask.status || statusOf(u) === ask.status;
  };
  const wanted = searchable(ask.q ?? "");
  const found = everyone
    .filter(isWanted)
    .filter((u) => wanted === "" || searchable(u.name).includes(wanted) || u.login.includes(wanted))
    .sort((a, b) => byVietnamese(a.name, b.name) || a.id - b.id);
  const shown = found.slice((ask.page - 1) * pageSize, ask.page * pageSize);
  const posts = await postsOf(
    shown.map((u) => u.id),
    now,
  );
  const users = shown.map((u) => viewOf(u, posts.get(u.id) ?? [], visits.get(u.id) ?? null));
  return { users, total: found.length, page: ask.page, pages: Math.max(1, Math.ceil(found.length / pageSize)) };
}

/** One account with its posts. Needs `users.manage` everywhere; not-found otherwise. */
export async function findUser(actor: Actor, id: number, now: Date): Promise<UserView> {
  requireUsers(actor);
  const user = await db.user.findUnique({ where: { id }, select: userFields });
  if (!user) throw new AppError("not-found", "not-found");
  return viewOf(user, (await postsOf([id], now)).get(id) ?? [], (await visitsOf([id])).get(id) ?? null);
}

/** Is there such an account for this actor? */
export async function isUserThere(actor: Actor, id: number): Promise<boolean> {
  return can(actor, "users.manage", "city") && (await db.user.count({ where: { id } })) > 0;
}

/** Who may do what today, and when that was last gone through. Needs `users.manage` everywhere. */
export async function reviewAccounts(actor: Actor, now: Date): Promise<AccountReview> {
  requireUsers(actor);
  return reviewOf(now);
}

/** The actor's own account: who they are, where they sit, how they sign in. Throws not-found for a machine. */
export async function findAccount(actor: Actor, now: Date): Promise<AccountView> {
  const user = actor.userId === null ? null : await db.user.findUnique({ where: { id: actor.userId }, select: userFields });
  if (!user) throw new AppError("not-found", "not-found");
  const city = await db.city.findFirst({ select: { totpRoles: true } });
  return {
    id: user.id,
    login: user.login,
    name: user.name,
    email: user.email,
    hasPassword: user.passwordHash !== null,
    hasSso: user.oidcIssuer !== null,
    passwordSetAt: iso(user.passwordSetAt),
    hasTotp: user.totpEnabledAt !== null,
    isTotpRequired: isTotpRequired({ totpRequired: user.totpRequired, roles: actor.roles }, city?.totpRoles ?? []),
    mustSetUpTotp: actor.session?.mustSetUpTotp ?? false,
    posts: (await postsOf([user.id], now)).get(user.id) ?? [],
  };
}

/** Live sessions of the actor, or of another person for whoever manages accounts; the last used first. */
export async function listSessions(actor: Actor, userId: number | null, now: Date): Promise<SessionView[]> {
  const whose = userId ?? actor.userId;
  if (whose === null) throw new AppError("not-found", "not-found");
  if (whose !== actor.userId) requireUsers(actor);
  const idleSince = before(now, minutes(env().SESSION_IDLE_MINUTES));
  const rows = await db.session.findMany({
    where: { userId: whose, revokedAt: null, expiresAt: { gt: now }, lastSeenAt: { gt: idleSince } },
    orderBy: { lastSeenAt: "desc" },
    take: 100,
  });
  return rows.map((row) => ({
    id: row.id,
    method: SignInMethod.parse(row.method),
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    userAgent: row.userAgent,
    address: row.address,
    isCurrent: row.id === actor.session?.id,
  }));
}

/** API keys of the units the actor manages keys in, the newest first; never the key itself. */
export async function listKeys(actor: Actor): Promise<KeyView[]> {
  const reach = reachOf(actor, "keys.manage");
  const keys = await db.apiKey.findMany({
    where: reach === "all" ? {} : { unitId: { in: [...reach] } },
    orderBy: { id: "desc" },
    take: 500,
  });
  const units = await db.unit.findMany({ where: { id: { in: keys.map((k) => k.unitId) } }, select: { id: true, name: true } });
  return keys.map(({ hash: _, createdBy: __, ...key }) => ({
    ...key,
    unitName: units.find((u) => u.id === key.unitId)?.name ?? "",
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt.toISOString(),
    revokedAt: iso(key.revokedAt),
    lastUsedAt: iso(key.lastUsedAt),
  }));
}

/** Whose one-time link this is, or null when it was used, has expired or never was. */
export async function findLinkOwner(token: string, now: Date) {
  const link = await db.oneTimeLink.findUnique({ where: { hash: hashToken(token) } });
  if (!link || link.usedAt || link.expiresAt <= now) return null;
  const user = await db.user.findUnique({
    where: { id: link.userId },
    select: { id: true, login: true, name: true, disabledAt: true },
  });
  return user && !user.disabledAt ? { id: user.id, login: user.login, name: user.name } : null;
}
