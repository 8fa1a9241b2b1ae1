import type { Day } from "@/lib/calendar/model";
import { Prisma } from "@/lib/db/client";
import { type Actor, type Reach, reachOf } from "@/lib/policy";
import { unitsBelow } from "@/lib/units/queries";
import type { DueBounds } from "../measures";
import { type WorkFilter, type WorkPart, type WorkScope, workParts } from "../model";

type Asked = Pick<WorkFilter, "scope" | "unitId" | "userId">;

/** The units whose dossiers somebody works on, within the one asked for. */
export async function workedUnits(actor: Actor, unitId: number | undefined, today: Day): Promise<Reach> {
  const reach = reachOf(actor, "dossiers.process");
  if (unitId === undefined) return reach;
  const below = await unitsBelow(unitId, today);
  return reach === "all" ? below : below.filter((id) => reach.includes(id));
}

const among = (column: Prisma.Sql, units: Reach): Prisma.Sql =>
  units === "all" ? Prisma.sql`true` : Prisma.sql`${column} = any (${[...units]}::int[])`;

/** The open dossiers `d` of a scope: on one's own desk, on nobody's, of the whole unit, on one person's. */
export function inScope(actor: Actor, { scope, userId }: Asked, units: Reach): Prisma.Sql {
  const open = Prisma.sql`d.ended_on is null and d.accepted_on is not null and ${among(Prisma.sql`d.unit_id`, units)}`;
  switch (scope) {
    case "mine":
      return Prisma.sql`${open} and d.assignee_id = ${actor.userId ?? 0}`;
    case "person":
      return Prisma.sql`${open} and d.assignee_id = ${userId ?? 0}`;
    case "pool":
      return Prisma.sql`${open} and d.assignee_id is null`;
    case "unit":
      return open;
  }
}

const ofUnit: readonly WorkPart[] = ["to-return", "asked"];
/** Results lie with the desk, questions with the unit that is asked, both on nobody's: they are looked for in a unit and its pool. */
export const partsOf = (scope: WorkScope): WorkPart[] =>
  workParts.filter((part) => !ofUnit.includes(part) || scope === "pool" || scope === "unit");

/** Where the lines of a part are found: dossiers `d`, and of the part `asked` the question `q` put to a unit. */
export const fromOf = (part: WorkPart | WorkScope): Prisma.Sql =>
  part === "asked" ? Prisma.sql`dossier_consultation q join dossier d on d.id = q.dossier_id` : Prisma.sql`dossier d`;

/** Questions nobody has answered, to some units; of several on one dossier the one to be answered first. */
function openQuestions(units: Reach): Prisma.Sql {
  const to = (q: Prisma.Sql) =>
    Prisma.sql`${q}.answered_at is null and ${q}.unit_id is not null and ${among(Prisma.sql`${q}.unit_id`, units)}`;
  return Prisma.sql`${to(Prisma.sql`q`)} and d.ended_on is null and not exists (select from dossier_consultation e
    where e.dossier_id = q.dossier_id and ${to(Prisma.sql`e`)} and (e.due_on, e.id) < (q.due_on, q.id))`;
}

/** What of a scope is asked for. A dossier that waits for the applicant has no due day and is in none of the parts that go by one. */
export function inPart(
  actor: Actor,
  asked: Asked,
  part: WorkPart,
  { units, bounds: { asOf, soonUntil } }: { units: Reach; bounds: DueBounds },
): Prisma.Sql {
  const scope = inScope(actor, asked, units);
  switch (part) {
    case "all":
      return scope;
    case "due-today":
      return Prisma.sql`${scope} and d.due_on = ${asOf}::date`;
    case "due-soon":
      return Prisma.sql`${scope} and d.due_on > ${asOf}::date and d.due_on <= ${soonUntil}::date`;
    case "overdue":
      return Prisma.sql`${scope} and d.due_on < ${asOf}::date`;
    case "waiting":
      return Prisma.sql`${scope} and d.due_on is null and d.state in ('AWAITING_SUPPLEMENT', 'AWAITING_PAYMENT')`;
    case "consultations":
      return Prisma.sql`${scope} and exists (select from dossier_consultation c
        where c.dossier_id = d.id and c.answered_at is null and c.due_on < ${asOf}::date)`;
    case "asked":
      return openQuestions(units);
    case "to-return":
      return Prisma.sql`d.state = 'FINISHED' and d.returned_on is null and ${among(Prisma.sql`d.receiving_unit_id`, units)}`;
  }
}
