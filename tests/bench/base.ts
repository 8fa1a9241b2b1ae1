import type { Day } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";
import { dayList } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import type { DueBounds } from "@/lib/dossiers/measures";

/**
 * The overview without cells: the best plain SQL on the records we could write. One index-only pass a fact, bucketed by the same cuts,
 * so that the sums can be compared with the answer's own.
 */
export function baseOverview(
  cuts: readonly Day[],
  period: { from: Day; to: Day },
  bounds: DueBounds,
  waitedSince: Day,
): Prisma.Sql {
  const starts = dayList(cuts.map((c) => addDays(c, 1)));
  const last = Prisma.sql`${cuts.at(-1)}::date`;
  const ages = dayList([bounds.lateFrom, bounds.asOf, addDays(bounds.asOf, 1), addDays(bounds.soonUntil, 1)]);
  const rows = (sql: Prisma.Sql) => Prisma.sql`(select json_agg(t) from (${sql}) t)`;
  return Prisma.sql`select json_build_object(
    'received', ${rows(Prisma.sql`select width_bucket(accepted_on, ${starts}) as bucket, count(*) as n, count(*) filter (where channel = 'ONLINE') as online,
      count(*) filter (where channel = 'POST') as post from dossier where accepted_on <= ${last} group by 1`)},
    'ended', ${rows(Prisma.sql`select width_bucket(ended_on, ${starts}) as bucket, outcome, count(*) as n from dossier where ended_on <= ${last} group by 1, 2`)},
    'days', ${rows(Prisma.sql`select width_bucket(ended_on, ${starts}) as bucket, sum(working_days_used) as n from dossier
      where ended_on between ${addDays(cuts[0] ?? "", 1)}::date and ${last} and outcome in ('EARLY', 'ON_TIME', 'LATE') group by 1`)},
    'overdueIn', ${rows(Prisma.sql`select width_bucket(due_on + 1, ${starts}) as bucket, count(*) as n from dossier
      where due_on < ${last} and accepted_on is not null and (ended_on is null or ended_on > due_on) group by 1`)},
    'overdueOut', ${rows(Prisma.sql`select width_bucket(ended_on, ${starts}) as bucket, count(*) as n from dossier
      where ended_on <= ${last} and outcome = 'LATE' group by 1`)},
    'waiting', ${rows(Prisma.sql`select width_bucket(stopped_on, ${starts}) as bucket, count(*) as n, count(*) filter (where stopped_on < ${waitedSince}::date) as long from dossier_clock_stop where resumed_on is null group by 1`)},
    'unitsReceived', ${rows(Prisma.sql`select unit_id, channel, count(*) as n from dossier where accepted_on between ${period.from}::date and ${period.to}::date group by 1, 2`)},
    'unitsEnded', ${rows(Prisma.sql`select unit_id, outcome, count(*) as n, sum(working_days_used) as days from dossier where ended_on between ${period.from}::date and ${period.to}::date group by 1, 2`)},
    'open', ${rows(Prisma.sql`select unit_id, width_bucket(due_on, ${ages}) as age, count(*) as n, min(due_on) as first from dossier
      where ended_on is null and accepted_on is not null and due_on is not null group by 1, 2`)}
  ) as answer`;
}
