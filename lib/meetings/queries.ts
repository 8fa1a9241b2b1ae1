import { cityDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can, holds } from "@/lib/policy";
import { listUnits } from "@/lib/units/queries";
import { byVietnamese } from "@/lib/words";
import type { Invitable } from "./model";
import { attending } from "./record/prepare";

export { openMeetingPaper } from "./papers/open";
export { isThere as isMeetingThere, readMeeting } from "./record/detail";
export { listMeetings } from "./record/list";

/**
 * Whom an organiser may invite: every unit that stands, and by name who comes to meetings of a unit whose meetings they organise. A ward invites the
 * city as a unit, which sends somebody.
 */
export async function listInvitable({ actor, now }: { actor: Actor; now: Date }, unitId?: number): Promise<Invitable> {
  if (!holds(actor, "meetings.organise")) throw new AppError("forbidden", "permission");
  const today = cityDay(now);
  const units = (await listUnits(actor, today)).map(({ id, name }) => ({ id, name }));
  if (unitId === undefined) return { units, people: [] };
  if (!units.some(({ id }) => id === unitId)) throw new AppError("not-found", "not-found");
  if (!can(actor, "meetings.organise", unitId)) return { units, people: [] };
  const people = await db.$queryRaw<Invitable["people"]>`
    select u.id as "userId", u.name, min(p.title) as title from post p join app_user u on u.id = p.user_id
    where p.unit_id = ${unitId} and p.role = any (${attending}::role[]) and u.disabled_at is null
      and p.valid_from <= ${today}::date and (p.valid_until is null or p.valid_until >= ${today}::date)
    group by u.id, u.name`;
  return { units, people: people.sort((a, b) => byVietnamese(a.name, b.name) || a.userId - b.userId) };
}

/** How many PDFs brought to meetings wait for the scanner, and since when the oldest. */
export async function scannerBacklog(): Promise<{ waiting: number; since: Date | null }> {
  const waiting = { where: { scan: "WAITING" as const } };
  const [count, oldest] = await Promise.all([
    db.meetingPaper.count(waiting),
    db.meetingPaper.findFirst({ ...waiting, orderBy: { id: "asc" }, select: { addedAt: true } }),
  ]);
  return { waiting: count, since: oldest?.addedAt ?? null };
}
