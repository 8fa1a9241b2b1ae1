import type { Day } from "@/lib/calendar/model";
import { readDay } from "@/lib/calendar/rules";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can, holds, type Reach } from "@/lib/policy";
import { actsOpenTo } from "../desk/decide";
import { type DeskRow, iso, lineColumns, withDesk } from "../list/row";
import { dueBounds } from "../measures";
import {
  type WorkCounts,
  type WorkFilter,
  type WorkLoad,
  type WorkPage,
  type WorkPart,
  type WorkRow,
  type WorkScope,
  workCountedUpTo,
} from "../model";
import type { Clock } from "../queries";
import { isOnlyAsked } from "../record/asked";
import { meanAge } from "../rules";
import { behindPlace, fromWorkCursor, orderBy, toWorkCursor, type WorkOrder, type WorkPlace } from "./place";
import { fromOf, inPart, inScope, partsOf, workedUnits } from "./where";

type Line = DeskRow & {
  endedOn: Date | null;
  receivingUnitId: number;
  supplementCount: number;
  supplementsAllowed: number;
  assigneeId: number | null;
  stepDueAt: Date | null;
  hasNextStep: boolean;
  hasPreviousStep: boolean;
  answerOn: Date | null;
  askedUnits: (number | null)[];
  question: string | null;
  questionOn: Date | null;
  resultDelivery: WorkRow["resultDelivery"];
};

const lines = Prisma.sql`${lineColumns}, d.ended_on as "endedOn", d.receiving_unit_id as "receivingUnitId", d.supplement_count as "supplementCount",
  d.supplements_allowed as "supplementsAllowed", d.result_delivery::text as "resultDelivery",
  d.assignee_id as "assigneeId", a.name as "assigneeName", s.name as "stepName", s.due_at as "stepDueAt",
  exists (select from dossier_step n where n.dossier_id = d.id and n.position > d.step_position
    and (n.centidays is not null or exists (select from dossier_step l where l.dossier_id = d.id and l.position > n.position))) as "hasNextStep",
  exists (select from dossier_step n where n.dossier_id = d.id and n.position < d.step_position) as "hasPreviousStep",
  (select min(c.due_on) from dossier_consultation c where c.dossier_id = d.id and c.answered_at is null) as "answerOn",
  array(select c.unit_id from dossier_consultation c where c.dossier_id = d.id and c.answered_at is null) as "askedUnits",
  q.question, q.due_on as "questionOn"`;

/** The page is found first, by an index in its order; what a line tells beside that is read of its lines alone. */
function readLines(conditions: readonly Prisma.Sql[], order: WorkOrder, limit: number): Promise<Line[]> {
  const isAsked = order === "asked";
  const question = isAsked ? Prisma.sql`q.question, q.due_on` : Prisma.sql`null::text as question, null::date as due_on`;
  return db.$queryRaw<Line[]>`
    with page as materialized (select d.id, ${question} from ${fromOf(isAsked ? "asked" : "all")} where ${Prisma.join([...conditions], " and ")} order by ${orderBy[order]} limit ${limit})
    select ${lines}
    from page q join dossier d on d.id = q.id join procedure p on p.id = d.procedure_id join unit u on u.id = d.unit_id
      left join app_user a on a.id = d.assignee_id left join dossier_step s on s.dossier_id = d.id and s.position = d.step_position
    order by ${orderBy[order]}`;
}

/** The orders a part is read in, one after the other: what has no due day comes behind all that has. */
const ordersOf: Record<WorkPart, readonly WorkOrder[]> = {
  all: ["due", "undated"],
  "due-today": ["due"],
  "due-soon": ["due"],
  overdue: ["due"],
  waiting: ["undated"],
  consultations: ["due", "undated"],
  "to-return": ["ended"],
  asked: ["asked"],
};

/** Somebody else's desk is looked at by whoever heads the unit; anybody else does not learn that there is one. */
function refuseStranger(actor: Actor, { scope, userId }: Pick<WorkFilter, "scope" | "userId">): void {
  if (scope === "person" && (userId === undefined || !holds(actor, "dossiers.approve")))
    throw new AppError("not-found", "not-found");
}

/**
 * A page of what lies on a desk: the earliest due first, results the latest first, among the units whose dossiers the actor works on.
 * Throws `cursor-unreadable`.
 */
export async function readWork(actor: Actor, filter: WorkFilter, clock: Clock): Promise<WorkPage> {
  refuseStranger(actor, filter);
  const units = await workedUnits(actor, filter.unitId, clock.today);
  const part = partsOf(filter.scope).includes(filter.part) ? filter.part : "all";
  const where = inPart(actor, filter, part, { units, bounds: dueBounds(clock.today, clock.calendar) });
  const place = filter.cursor === undefined ? null : fromWorkCursor(filter.cursor);
  const found = await readOn(where, ordersOf[part], place, filter.take + 1);
  const shown = found.slice(0, filter.take);
  const last = shown.at(-1);
  const on = part === "to-return" ? last?.endedOn : part === "asked" ? last?.questionOn : last?.dueOn;
  return {
    rows: shown.map((line) => toWorkRow(actor, line, clock)),
    nextCursor: found.length > filter.take && last ? toWorkCursor({ on: on ? readDay(on) : null, id: last.id }) : null,
  };
}

async function readOn(where: Prisma.Sql, orders: readonly WorkOrder[], place: WorkPlace | null, limit: number): Promise<Line[]> {
  const found: Line[] = [];
  for (const order of orders) {
    // Behind a line without a due day nothing that has one follows.
    if (order === "due" && place !== null && place.on === null) continue;
    const from = order === "undated" && place?.on ? null : place;
    found.push(...(await readLines([where, behindPlace(order, from)], order, limit - found.length)));
    if (found.length >= limit) break;
  }
  return found;
}

function toWorkRow(actor: Actor, line: Line, clock: Clock): WorkRow {
  const { unitId, receivingUnitId, assigneeId, hasNextStep, hasPreviousStep, answerOn, state } = line;
  const { supplementCount, supplementsAllowed, question, questionOn } = line;
  const row = withDesk(actor, line, clock);
  const isAsked = isOnlyAsked(actor, line);
  return {
    ...row,
    ...(isAsked
      ? { phoneMasked: null, assigneeName: null, stepName: null, assigneeId: null, stepDueAt: null, answerOn: null }
      : { assigneeId, stepDueAt: iso(line.stepDueAt), answerOn: answerOn && readDay(answerOn) }),
    asked: question === null || questionOn === null ? null : { question, dueOn: readDay(questionOn) },
    resultDelivery: line.resultDelivery,
    openMoves: actsOpenTo(actor, {
      ...{ state, unitId, receivingUnitId, supplementCount, supplementsAllowed, assigneeId, hasNextStep, hasPreviousStep },
      ...{ dueOn: row.dueOn, extendedDueOn: row.extendedDueOn, asked: line.askedUnits },
    }),
  };
}

/** How many there are of each part of a scope and in each scope, counted up to one above `workCountedUpTo`. */
export async function countWork(
  actor: Actor,
  filter: Pick<WorkFilter, "scope" | "unitId" | "userId">,
  { today, calendar }: Clock,
): Promise<WorkCounts> {
  refuseStranger(actor, filter);
  const units = await workedUnits(actor, filter.unitId, today);
  const context = { units, bounds: dueBounds(today, calendar) };
  const scopes: readonly WorkScope[] = ["mine", "pool", "unit"];
  const asked = [
    ...partsOf(filter.scope).map((part) => ({ name: part, where: inPart(actor, filter, part, context) })),
    ...scopes.map((scope) => ({ name: scope, where: inScope(actor, { ...filter, scope }, units) })),
  ];
  const counted = asked.map(
    ({ name, where }) =>
      Prisma.sql`select ${name} as name, (select count(*)::int from (select from ${fromOf(name)} where ${where} limit ${workCountedUpTo + 1}) n) as n`,
  );
  const rows = await db.$queryRaw<{ name: string; n: number }[]>`${Prisma.join(counted, " union all ")}`;
  const n = new Map(rows.map((row) => [row.name, row.n]));
  return {
    parts: partsOf(filter.scope).map((part) => ({ part, count: n.get(part) ?? 0 })),
    scopes: scopes.map((scope) => ({ scope, count: n.get(scope) ?? 0 })),
  };
}

/** What lies on each person's desk in the units an actor heads, and in the pool; those with nothing too. */
export async function readLoad(actor: Actor, unitId: number | undefined, { today, calendar }: Clock): Promise<WorkLoad> {
  if (!holds(actor, "dossiers.approve")) throw new AppError("not-found", "not-found");
  const worked = await workedUnits(actor, unitId, today);
  const units: Reach = worked === "all" ? worked : worked.filter((id) => can(actor, "dossiers.approve", id));
  const inUnits = (column: Prisma.Sql) =>
    units === "all" ? Prisma.sql`true` : Prisma.sql`${column} = any (${[...units]}::int[])`;
  const lying = Prisma.sql`d.ended_on is null and d.accepted_on is not null and ${inUnits(Prisma.sql`d.unit_id`)}`;
  const people = await db.$queryRaw<Omit<WorkLoad["people"][number], "meanWorkingDays">[]>`
    with load as (
      select d.assignee_id, count(*)::int as open, count(*) filter (where d.due_on = ${today}::date)::int as "dueToday",
        count(*) filter (where d.due_on < ${today}::date)::int as overdue,
        count(*) filter (where d.due_on is null and d.state in ('AWAITING_SUPPLEMENT', 'AWAITING_PAYMENT'))::int as waiting
      from dossier d where ${lying}
      group by d.assignee_id
    ), seated as (
      select distinct p.user_id from post p where p.role in ('UNIT_HEAD', 'ONE_STOP_OFFICER', 'SPECIALIST') and ${inUnits(Prisma.sql`p.unit_id`)}
        and p.valid_from <= ${today}::date and (p.valid_until is null or p.valid_until >= ${today}::date)
    )
    select u.id as "userId", u.name, coalesce(l.open, 0) as open, coalesce(l."dueToday", 0) as "dueToday",
      coalesce(l.overdue, 0) as overdue, coalesce(l.waiting, 0) as waiting
    from load l full join seated s on s.user_id = l.assignee_id left join app_user u on u.id = coalesce(s.user_id, l.assignee_id)
    where l.open is not null or u.disabled_at is null
    order by coalesce(l.overdue, 0) desc, coalesce(l.open, 0) desc, u.name, u.id`;
  const taken = await db.$queryRaw<{ assigneeId: number | null; acceptedOn: Day; n: number }[]>`
    select d.assignee_id as "assigneeId", d.accepted_on::text as "acceptedOn", count(*)::int as n
    from dossier d where ${lying} group by d.assignee_id, d.accepted_on`;
  const agesOf = (userId: number | null) => taken.filter((one) => one.assigneeId === userId);
  return {
    people: people.map((person) => ({ ...person, meanWorkingDays: meanAge(agesOf(person.userId), today, calendar) })),
  };
}
