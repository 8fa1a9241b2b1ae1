import { cityDay } from "@/lib/calendar/rules";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { unitsBelow } from "@/lib/units/queries";
import { inMeetingSet, laidPapers, paperCounts, paperStanding } from "../measures";
import type { MeetingFilter, MeetingPage, MeetingPart, MeetingRow, PaperStanding } from "../model";
import { invitedTo, organisedBy, placesOf, visibleTo } from "./reach";

type Ctx = { actor: Actor; now: Date };
/** Earlier than any meeting. */
const firstDay = "1945-09-02";
/** So many papers that lack a signature are named in a line. */
const mostNamed = 5;

/** A page of the meetings this actor sees: what comes, the next first, or what was, the last first. Throws `cursor-unreadable`. */
export async function listMeetings(ctx: Ctx, filter: MeetingFilter): Promise<MeetingPage> {
  const { actor, now } = ctx;
  const today = cityDay(now);
  const isComing = filter.part === "upcoming" && filter.set === undefined;
  const units = filter.unitId === undefined ? null : await unitsBelow(filter.unitId, today);
  const conditions = [
    filter.mine ? invitedTo(actor, today) : visibleTo(actor, today),
    filter.set
      ? inMeetingSet(filter.set, { from: filter.from ?? firstDay, to: filter.to ?? today })
      : inPart(actor, filter.part, now),
    ...(units ? [Prisma.sql`m.unit_id = any (${units}::int[])`] : []),
    ...(filter.cursor === undefined ? [] : [behind(filter.cursor, isComing)]),
  ];
  const order = isComing ? Prisma.sql`m.starts_at, m.id` : Prisma.sql`m.starts_at desc, m.id desc`;
  const counts = filter.set ? Prisma.sql`cross join ${paperCounts}` : Prisma.empty;
  const ids = await db.$queryRaw<{ id: number; startsAt: Date }[]>`select m.id, m.starts_at as "startsAt" from meeting m ${counts}
    where ${Prisma.join(conditions, " and ")} order by ${order} limit ${filter.take + 1}`;
  const shown = ids.slice(0, filter.take);
  const last = shown.at(-1);
  return {
    rows: await readRows(
      ctx,
      shown.map(({ id }) => id),
    ),
    nextCursor: ids.length > filter.take && last ? toCursor(last) : null,
  };
}

/** What was convened and is not over, called off or not, is to come; a draft is its organisers'. */
function inPart(actor: Actor, part: MeetingPart, now: Date): Prisma.Sql {
  switch (part) {
    case "upcoming":
      return Prisma.sql`m.convened_at is not null and m.state in ('CONVENED', 'CANCELLED') and m.ends_at >= ${now}::timestamptz`;
    case "past":
      return Prisma.sql`(m.state = 'HELD' or m.state = 'CANCELLED' and (m.convened_at is null or m.ends_at < ${now}::timestamptz)
        or m.state = 'CONVENED' and m.ends_at < ${now}::timestamptz)`;
    case "drafts":
      return Prisma.sql`m.state = 'DRAFT' and ${organisedBy(actor)}`;
  }
}

type Line = Omit<MeetingRow, "startsAt" | "endsAt" | "outcome" | "lacking"> & {
  startsAt: Date;
  endsAt: Date;
  isInvited: boolean;
  isReadable: boolean;
};
async function readRows({ actor, now }: Ctx, ids: readonly number[]): Promise<MeetingRow[]> {
  if (ids.length === 0) return [];
  const mine = placesOf(actor, cityDay(now));
  const [lines, lacking] = await Promise.all([
    db.$queryRaw<
      Line[]
    >`select m.id, m.unit_id as "unitId", u.name as "unitName", m.title, m.place, m.starts_at as "startsAt", m.ends_at as "endsAt",
        m.state::text as state, m.cancel_reason as "cancelReason", s.papers, s.valid,
        (select a.name from meeting_participant a where a.meeting_id = m.id and a.role = 'CHAIR') as "chairName",
        m.convened_at is not null and exists (select from meeting_participant a where a.meeting_id = m.id and ${mine}) as "isInvited",
        exists (select from meeting_paper p where p.meeting_id = m.id and p.removed_at is null and p.kind <> 'PRINTED') as "isReadable",
        (select count(*)::int from meeting_paper p where p.meeting_id = m.id and p.removed_at is null and p.kind <> 'PRINTED'
          and not exists (select from meeting_opening o join meeting_participant a on a.id = o.participant_id
            where o.paper_id = p.id and (o.user_id = ${actor.userId ?? 0} or ${mine}))) as unopened
      from meeting m join unit u on u.id = m.unit_id cross join ${paperCounts} where m.id = any (${[...ids]}::int[])`,
    db.$queryRaw<{ meetingId: number; id: number; name: string; standing: PaperStanding }[]>`
      select * from (select m.id as "meetingId", p.id, coalesce(nullif(concat_ws(' ', d.symbol, d.subject), ''), p.name) as name, ${paperStanding} as standing
        from meeting m join (${laidPapers}) on p.meeting_id = m.id
        where m.id = any (${[...ids]}::int[]) and m.state = 'HELD' and p.removed_at is null) x
      where x.standing <> 'VALID' order by x.id`,
  ]);
  const byId = new Map(lines.map((line) => [line.id, line]));
  return ids.flatMap((id) => {
    const line = byId.get(id);
    if (!line) return [];
    const { isInvited, isReadable, startsAt, endsAt, unopened, ...row } = line;
    return [
      {
        ...row,
        ...{
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
          unopened: isInvited && isReadable ? unopened : null,
        },
        outcome: row.state !== "HELD" ? null : row.papers === 0 ? "bare" : row.valid === row.papers ? "full" : "lacking",
        lacking: lacking
          .filter(({ meetingId }) => meetingId === id)
          .slice(0, mostNamed)
          .map(({ meetingId: _, ...paper }) => paper),
      },
    ];
  });
}

type Place = { startsAt: Date; id: number };
const toCursor = ({ startsAt, id }: Place) => Buffer.from(`${startsAt.getTime()}.${id}`).toString("base64url");
function behind(cursor: string, isComing: boolean): Prisma.Sql {
  const [, ms, id] = /^(\d{1,15})\.(\d{1,10})$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (id === undefined || Number(id) > 2 ** 31 - 1 || Number(ms) > 8.64e15) throw new AppError("invalid", "cursor-unreadable");
  const place = Prisma.sql`(${new Date(Number(ms))}::timestamptz, ${Number(id)})`;
  return isComing ? Prisma.sql`(m.starts_at, m.id) > ${place}` : Prisma.sql`(m.starts_at, m.id) < ${place}`;
}
