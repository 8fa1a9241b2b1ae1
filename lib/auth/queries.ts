import { z } from "zod";
import { db, pool } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type Actor, can, permissions, reachOf } from "@/lib/policy";
import { hashToken } from "@/lib/secrets";
import { byVietnamese, cityTimeZone, searchable } from "@/lib/words";
import { actorByKey, actorBySession, type KeyRow, reachOfRow, type SessionRow } from "./account/actor";
import { KeyScope, keyPrefix } from "./model";
import { grantsOf, isAddressAllowed, isTotpRequired } from "./rules";

const minutes = (n: number) => n * 60_000;
const before = (now: Date, ms: number) => new Date(now.getTime() - ms);

/**
 * The person behind a session, or null when it was revoked, has lain idle, is over, or its user is disabled.
 * One statement; notes the visit at most once a minute.
 */
export async function findActorBySession(sessionId: string, now: Date): Promise<Actor | null> {
  if (!z.uuid().safeParse(sessionId).success) return null;
  const idleSince = before(now, minutes(env().SESSION_IDLE_MINUTES));
  const { rows } = await pool().query<SessionRow>({
    name: "actor-by-session",
    text: actorBySession,
    values: [sessionId, now, idleSince, before(now, minutes(1)), cityTimeZone],
  });
  const [row] = rows;
  if (!row) return null;
  const posts = row.posts.map((post) => ({ role: post.role, units: reachOfRow(post.units) }));
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
    session: { id: row.session_id, mustSetUpTotp },
  };
}

/** The machine behind a key, or null when the key is unknown, expired, revoked or used from an address it is not bound to. */
export async function findActorByKey(token: string, address: string, now: Date): Promise<Actor | null> {
  if (!token.startsWith(keyPrefix) || token.length > 100) return null;
  const hash = Buffer.from(hashToken(token));
  const { rows } = await pool().query<KeyRow>({
    name: "actor-by-key",
    text: actorByKey,
    values: [hash, now, before(now, minutes(1))],
  });
  const [row] = rows;
  if (!row || !isAddressAllowed(address, row.addresses)) return null;
  const units = reachOfRow(row.units);
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

const userFields = {
  id: true,
  login: true,
  name: true,
  email: true,
  oidcSubject: true,
  totpRequired: true,
  totpEnabledAt: true,
  disabledAt: true,
  createdAt: true,
  passwordSetAt: true,
  isDemo: true,
  version: true,
} as const;

type PostView = { id: number; userId: number; unitId: number; unitName: string; role: string; title: string; validFrom: string };
async function currentPosts(userIds: readonly number[], now: Date): Promise<PostView[]> {
  const { rows } = await pool().query<PostView>(
    `select p.id, p.user_id as "userId", p.unit_id as "unitId", un.name as "unitName", p.role::text as role, p.title, p.valid_from::text as "validFrom"
     from post p join unit un on un.id = p.unit_id
     where p.user_id = any($1::int[]) and (p.valid_until is null or p.valid_until > ($2::timestamptz at time zone $3)::date)
     order by p.id`,
    [userIds, now, cityTimeZone],
  );
  return rows;
}

async function lastSignIns(userIds: readonly number[]): Promise<Map<number, Date>> {
  const { rows } = await pool().query<{ user_id: number; at: Date }>(
    "select user_id, max(created_at) as at from session where user_id = any($1::int[]) group by user_id",
    [userIds],
  );
  return new Map(rows.map((row) => [row.user_id, row.at]));
}

export type UserStatus = "active" | "disabled" | "invited";
const pageSize = 50;

/** Accounts in Vietnamese order of names, fifty a page, with their current posts. Needs `users.manage` everywhere. */
export async function listUsers(actor: Actor, ask: { q?: string; status?: UserStatus; page: number }, now: Date) {
  requireUsers(actor);
  const everyone = await db.user.findMany({
    select: { id: true, login: true, name: true, disabledAt: true, passwordSetAt: true, oidcIssuer: true },
  });
  const wanted = searchable(ask.q ?? "");
  const statusOf = (u: (typeof everyone)[number]): UserStatus =>
    u.disabledAt ? "disabled" : u.passwordSetAt || u.oidcIssuer ? "active" : "invited";
  const found = everyone
    .filter((u) => !ask.status || statusOf(u) === ask.status)
    .filter((u) => wanted === "" || searchable(u.name).includes(wanted) || u.login.includes(wanted))
    .sort((a, b) => byVietnamese(a.name, b.name) || a.id - b.id);
  const ids = found.slice((ask.page - 1) * pageSize, ask.page * pageSize).map((u) => u.id);
  const [rows, posts, seen] = await Promise.all([
    db.user.findMany({ where: { id: { in: ids } }, select: { ...userFields, oidcIssuer: true } }),
    currentPosts(ids, now),
    lastSignIns(ids),
  ]);
  const users = ids.flatMap((id) => {
    const row = rows.find((r) => r.id === id);
    if (!row) return [];
    const { oidcIssuer, ...user } = row;
    return {
      ...user,
      status: statusOf({ ...user, oidcIssuer }),
      posts: posts.filter((p) => p.userId === id),
      lastSignInAt: seen.get(id) ?? null,
    };
  });
  return { users, total: found.length, page: ask.page, pages: Math.max(1, Math.ceil(found.length / pageSize)) };
}

/** One account with its posts. Needs `users.manage` everywhere; not-found otherwise. */
export async function findUser(actor: Actor, id: number, now: Date) {
  requireUsers(actor);
  const user = await db.user.findUnique({ where: { id }, select: { ...userFields, oidcIssuer: true } });
  if (!user) throw new AppError("not-found", "not-found");
  const { oidcIssuer, ...rest } = user;
  const status: UserStatus = user.disabledAt ? "disabled" : user.passwordSetAt || oidcIssuer ? "active" : "invited";
  return { ...rest, status, posts: await currentPosts([id], now), lastSignInAt: (await lastSignIns([id])).get(id) ?? null };
}

/** The actor's own account: who they are, where they sit, how they sign in. Throws not-found for a machine. */
export async function findAccount(actor: Actor, now: Date) {
  if (actor.userId === null) throw new AppError("not-found", "not-found");
  const user = await db.user.findUnique({
    where: { id: actor.userId },
    select: { ...userFields, passwordHash: true, oidcIssuer: true },
  });
  if (!user) throw new AppError("not-found", "not-found");
  const posts = await currentPosts([user.id], now);
  const roles = posts.flatMap((post) => actor.roles.filter((role) => role === post.role));
  const city = await db.city.findFirst({ select: { totpRoles: true } });
  return {
    id: user.id,
    login: user.login,
    name: user.name,
    email: user.email,
    hasPassword: user.passwordHash !== null,
    hasSso: user.oidcIssuer !== null,
    passwordSetAt: user.passwordSetAt,
    hasTotp: user.totpEnabledAt !== null,
    isTotpRequired: isTotpRequired({ totpRequired: user.totpRequired, roles }, city?.totpRoles ?? []),
    mustSetUpTotp: actor.session?.mustSetUpTotp ?? false,
    posts,
  };
}

/** Live sessions of the actor, or of another person for whoever manages accounts; the newest first. */
export async function listSessions(actor: Actor, userId: number | null, now: Date) {
  const whose = userId ?? actor.userId;
  if (whose === null) throw new AppError("not-found", "not-found");
  if (whose !== actor.userId) requireUsers(actor);
  const rows = await db.session.findMany({
    where: {
      userId: whose,
      revokedAt: null,
      expiresAt: { gt: now },
      lastSeenAt: { gt: before(now, minutes(env().SESSION_IDLE_MINUTES)) },
    },
    orderBy: { lastSeenAt: "desc" },
    select: { id: true, method: true, createdAt: true, lastSeenAt: true, expiresAt: true, userAgent: true, address: true },
    take: 100,
  });
  return rows.map((row) => ({ ...row, isCurrent: row.id === actor.session?.id }));
}

/** API keys of the units the actor manages keys in, the newest first; never the key itself. */
export async function listKeys(actor: Actor) {
  const reach = reachOf(actor, "keys.manage");
  const { rows } = await pool().query<{
    id: number;
    name: string;
    prefix: string;
    scopes: string[];
    unitId: number;
    unitName: string;
    addresses: string[];
    createdAt: Date;
    expiresAt: Date;
    revokedAt: Date | null;
    lastUsedAt: Date | null;
  }>(
    `select k.id, k.name, k.prefix, k.scopes, k.unit_id as "unitId", un.name as "unitName", k.addresses, k.created_at as "createdAt",
       k.expires_at as "expiresAt", k.revoked_at as "revokedAt", k.last_used_at as "lastUsedAt"
     from api_key k join unit un on un.id = k.unit_id
     where $1::int[] is null or k.unit_id = any($1::int[]) order by k.id desc limit 500`,
    [reach === "all" ? null : reach],
  );
  return rows;
}

/** Units somebody can be posted to today, as the choices of a form: the root first, then by their place. */
export async function listPostUnits(actor: Actor, now: Date) {
  const reach = reachOf(actor, "users.manage") === "all" ? "all" : reachOf(actor, "keys.manage");
  const { rows } = await pool().query<{ id: number; name: string }>(
    `select id, name from unit
     where ($1::int[] is null or id = any($1::int[])) and valid_from <= ($2::timestamptz at time zone $3)::date
       and (valid_until is null or valid_until > ($2::timestamptz at time zone $3)::date)
     order by parent_id nulls first, position, id`,
    [reach === "all" ? null : reach, now, cityTimeZone],
  );
  return rows;
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
