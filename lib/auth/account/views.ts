import { db, type Prisma, pool } from "@/lib/db/client";
import { cityTimeZone } from "@/lib/words";
import type { UserStatus, UserView } from "../model";
import { unusedSince } from "../rules";

/** What is read of an account; never a secret that leaves. */
export const userFields = {
  id: true,
  login: true,
  name: true,
  email: true,
  oidcIssuer: true,
  oidcSubject: true,
  totpRequired: true,
  totpEnabledAt: true,
  disabledAt: true,
  enabledAt: true,
  createdAt: true,
  passwordHash: true,
  passwordSetAt: true,
  lastSignInAt: true,
  isDemo: true,
  version: true,
} as const;
export type UserRow = Prisma.UserGetPayload<{ select: typeof userFields }>;

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
export function statusOf(user: { disabledAt: Date | null; passwordHash: string | null; oidcIssuer: string | null }): UserStatus {
  if (user.disabledAt) return "disabled";
  return user.passwordHash !== null || user.oidcIssuer !== null ? "active" : "invited";
}
/** The last visit of every person who has a session. */
export async function visitsOf(userIds: readonly number[]): Promise<Map<number, Date>> {
  const rows = await db.session.groupBy({ by: ["userId"], where: { userId: { in: [...userIds] } }, _max: { lastSeenAt: true } });
  return new Map(rows.flatMap(({ userId, _max }) => (_max.lastSeenAt ? [[userId, _max.lastSeenAt]] : [])));
}
export function viewOf(user: UserRow, posts: UserView["posts"], lastSeenAt: Date | null): UserView {
  return {
    id: user.id,
    login: user.login,
    name: user.name,
    email: user.email,
    oidcSubject: user.oidcSubject,
    totpRequired: user.totpRequired,
    hasTotp: user.totpEnabledAt !== null,
    status: statusOf(user),
    createdAt: user.createdAt.toISOString(),
    lastSignInAt: iso(user.lastSignInAt),
    unusedSince: unusedSince({ ...user, lastSeenAt }).toISOString(),
    isDemo: user.isDemo,
    version: user.version,
    posts,
  };
}

/** Posts that hold today or begin later, by person. */
export async function postsOf(userIds: readonly number[], now: Date): Promise<Map<number, UserView["posts"]>> {
  const { rows } = await pool().query<UserView["posts"][number] & { userId: number }>(
    `select p.id, p.user_id as "userId", p.unit_id as "unitId", un.name as "unitName", p.role::text as role, p.title,
       p.valid_from::text as "validFrom"
     from post p join unit un on un.id = p.unit_id
     where p.user_id = any($1::int[]) and (p.valid_until is null or p.valid_until >= ($2::timestamptz at time zone $3)::date)
     order by p.id`,
    [userIds, now, cityTimeZone],
  );
  const byUser = new Map<number, UserView["posts"]>();
  for (const { userId, ...post } of rows) byUser.set(userId, [...(byUser.get(userId) ?? []), post]);
  return byUser;
}
