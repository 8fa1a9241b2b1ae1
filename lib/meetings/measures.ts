import type { Day } from "@/lib/calendar/model";
import { Prisma } from "@/lib/db/client";
import type { MeetingSet } from "./model";

/**
 * How a paper (`p`) of a meeting (`m`) stands with its signatures, its document (`d`) and its check (`c`) beside it. A document stands as the
 * register has it, but what was signed only after the meeting was held did not lie before it so.
 */
export const paperStanding = Prisma.sql`(case p.kind when 'PRINTED' then 'PRINTED'
  when 'FILE' then coalesce(upper(c.verdict), 'PENDING')
  else case when d.signing = 'VALID' and m.held_at is not null and not exists (
      select from document_check k join document_file f on f.id = k.file_id
      where k.document_id = d.id and k.verdict = 'valid' and f.removed_at is null and f.added_at <= m.held_at)
    then 'UNSIGNED' else d.signing::text end end)`;

/** The papers that lie before meetings (`m`), each with its document and its check. */
export const laidPapers = Prisma.sql`meeting_paper p left join document d on d.id = p.document_id left join meeting_check c on c.paper_id = p.id`;

/** How many papers a meeting (`m`) has and how many of them are validly signed: `s.papers`, `s.valid`. */
export const paperCounts = Prisma.sql`lateral (select count(*)::int as papers, (count(*) filter (where ${paperStanding} = 'VALID'))::int as valid
  from ${laidPapers} where p.meeting_id = m.id and p.removed_at is null) s`;

/**
 * Rows (day, unit_id, held, counted, full) whose sums tell of the meetings held in a range, of these units (null: all): `counted` had papers,
 * `full` had none but validly signed ones. From the records themselves, by the present checks.
 */
export function meetingFacts({ from, to }: { from: Day; to: Day }, units: readonly number[] | null): Prisma.Sql {
  const within = units === null ? Prisma.empty : Prisma.sql` and m.unit_id = any (${[...units]}::int[])`;
  return Prisma.sql`select m.held_on as day, m.unit_id, 1 as held, (count(p.id) > 0)::int as counted,
      (count(p.id) > 0 and count(p.id) = count(p.id) filter (where ${paperStanding} = 'VALID'))::int as "full"
    from meeting m left join meeting_paper p on p.meeting_id = m.id and p.removed_at is null
      left join document d on d.id = p.document_id left join meeting_check c on c.paper_id = p.id
    where m.state = 'HELD' and m.held_on between ${from}::date and ${to}::date${within} group by m.id`;
}

/** The meetings (`m`, with `paperCounts`) a figure counts, so that a tile and the list behind it cannot differ. */
export function inMeetingSet(set: MeetingSet, { from, to }: { from: Day; to: Day }): Prisma.Sql {
  const held = Prisma.sql`m.state = 'HELD' and m.held_on between ${from}::date and ${to}::date`;
  switch (set) {
    case "held":
      return held;
    case "counted":
      return Prisma.sql`${held} and s.papers > 0`;
    case "full":
      return Prisma.sql`${held} and s.papers > 0 and s.valid = s.papers`;
    case "lacking":
      return Prisma.sql`${held} and s.valid < s.papers`;
    case "bare":
      return Prisma.sql`${held} and s.papers = 0`;
  }
}
