import type { Day } from "@/lib/calendar/model";
import { Prisma } from "@/lib/db/client";

/** As a column of a dossier `d`; null for one that is not late on the day. */
export const latenessColumn = (today: Day): Prisma.Sql => Prisma.sql`
  case when d.outcome = 'LATE' or (d.ended_on is null and d.due_on < ${today}::date) then json_build_object(
    'reason', (select e.note from dossier_event e where e.dossier_id = d.id and e.kind = 'extend' order by e.version desc limit 1),
    'agencies', array(select n.name from (
      select l.name, l.place - 100 as id from dossier_event e, unnest(e.late_agencies) with ordinality l (name, place)
        where e.dossier_id = d.id and e.kind = 'extend'
      union all
      select c.agency, c.id from dossier_consultation c where c.dossier_id = d.id
        and coalesce((c.answered_at at time zone 'Asia/Ho_Chi_Minh')::date, d.ended_on, ${today}::date) > c.due_on
    ) n group by n.name order by min(n.id), n.name)) end`;
