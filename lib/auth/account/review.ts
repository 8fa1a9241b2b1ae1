import { addMonths, cityDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { byVietnamese } from "@/lib/words";
import { type AccountReview, type ReviewLine, reviewMonths, unusedDays } from "../model";
import { isLeftUnused, unusedSince } from "../rules";
import { postsOf, statusOf, userFields, viewOf, visitsOf } from "./views";

/** Accounts nobody has used for so long that they are to be disabled. For the system's own work. */
export async function findLeftUnused(now: Date): Promise<number[]> {
  const open = await db.user.findMany({ where: { disabledAt: null, isDemo: false }, select: userFields });
  const visits = await visitsOf(open.map((u) => u.id));
  return open
    .filter((u) => {
      const since = unusedSince({ ...u, lastSeenAt: visits.get(u.id) ?? null });
      return isLeftUnused({ isDemo: u.isDemo, status: statusOf(u), unusedSince: since }, now, unusedDays);
    })
    .map((u) => u.id);
}

/** Every open account with its posts, one line a post, and when they were last gone through. */
export async function reviewOf(now: Date): Promise<AccountReview> {
  const open = await db.user.findMany({ where: { disabledAt: null }, select: userFields });
  const ids = open.map((u) => u.id);
  const [posts, visits] = [await postsOf(ids, now), await visitsOf(ids)];
  const lines = open
    .sort((a, b) => byVietnamese(a.name, b.name) || a.id - b.id)
    .flatMap((u): ReviewLine[] => {
      const {
        id,
        name,
        login,
        status,
        hasTotp,
        unusedSince: since,
        posts: held,
      } = viewOf(u, posts.get(u.id) ?? [], visits.get(u.id) ?? null);
      const line = { userId: id, name, login, status, hasTotp, unusedSince: since };
      return held.length === 0 ? [{ ...line, post: null }] : held.map((post) => ({ ...line, post }));
    });
  const [last] = await db.$queryRaw<{ at: Date; byName: string }[]>`
    select e.at, coalesce(u.name, e.actor_id) as "byName" from audit_entry e left join app_user u on e.actor_id = 'user:' || u.id
    where e.action = 'user.review' order by e.id desc limit 1`;
  return {
    lines,
    last: last ? { at: last.at.toISOString(), byName: last.byName } : null,
    dueOn: last ? addMonths(cityDay(last.at), reviewMonths) : null,
  };
}
