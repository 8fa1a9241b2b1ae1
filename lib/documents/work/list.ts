import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { readDay } from "@/lib/calendar/rules";
import { db, Prisma } from "@/lib/db/client";
import { dueBounds } from "@/lib/dossiers/measures";
import { AppError } from "@/lib/errors";
import { type Actor, holds, type Reach, reachOf } from "@/lib/policy";
import { unitsBelow } from "@/lib/units/queries";
import { type Hand, isAddressee } from "./decide";
import {
  type WorkCounts,
  type WorkFilter,
  type WorkLoad,
  type WorkPage,
  type WorkPart,
  type WorkRow,
  type WorkScope,
  workCountedUpTo,
} from "./model";
import { readers } from "./route";
import { handOf } from "./standing";

type Clock = { today: Day; calendar: WorkingCalendar };
type Asked = Pick<WorkFilter, "scope" | "unitId" | "userId">;

/** What has no due day comes behind all that has. Indexed. */
const dueKey = Prisma.sql`(coalesce(t.due_on, 'infinity'::date))`;
const among = (column: Prisma.Sql, units: Reach): Prisma.Sql =>
  units === "all" ? Prisma.sql`true` : Prisma.sql`${column} = any (${[...units]}::int[])`;

/** The parts a scope has: what one gave is not read or handed on by oneself, and only that is asked about or handed back. */
export function partsOf(scope: WorkScope): WorkPart[] {
  const dated: WorkPart[] = ["due-today", "due-soon", "overdue"];
  switch (scope) {
    case "mine":
    case "person":
      return ["all", ...dated, "unread"];
    case "unit":
      return ["all", "to-hand-on", ...dated, "unread"];
    case "given":
      return ["all", ...dated, "asked", "returned"];
  }
}

/** The open tasks (`t`) of a scope. */
function inScope(actor: Actor, { scope, userId }: Asked, units: Reach): Prisma.Sql {
  switch (scope) {
    case "mine":
      return Prisma.sql`t.ended_at is null and t.assignee_id = ${actor.userId ?? 0}`;
    case "person":
      return Prisma.sql`t.ended_at is null and t.assignee_id = ${userId ?? 0} and ${among(Prisma.sql`t.unit_id`, units)}`;
    case "unit":
      return Prisma.sql`t.ended_at is null and t.assignee_id is null and ${among(Prisma.sql`t.unit_id`, units)}`;
    case "given":
      return Prisma.sql`t.ended_at is null and t.given_by_id = ${actor.userId ?? 0}`;
  }
}

const lying = Prisma.sql`t.state <> 'RETURNED'`;
const toDo = Prisma.sql`${lying} and t.role <> 'INFORM'`;
function inPart(scope: Prisma.Sql, part: WorkPart, { today, calendar }: Clock): Prisma.Sql {
  switch (part) {
    case "all":
      return Prisma.sql`${scope} and ${lying}`;
    case "to-hand-on":
      return Prisma.sql`${scope} and ${toDo} and t.state in ('SENT', 'ACCEPTED')`;
    case "due-today":
      return Prisma.sql`${scope} and ${toDo} and ${dueKey} = ${today}::date`;
    case "due-soon":
      return Prisma.sql`${scope} and ${toDo} and ${dueKey} > ${today}::date and ${dueKey} <= ${dueBounds(today, calendar).soonUntil}::date`;
    case "overdue":
      return Prisma.sql`${scope} and ${toDo} and ${dueKey} < ${today}::date`;
    case "unread":
      return Prisma.sql`${scope} and ${lying} and t.role = 'INFORM'`;
    case "asked":
      return Prisma.sql`${scope} and ${lying} and t.asked_due_on is not null`;
    case "returned":
      return Prisma.sql`${scope} and t.state = 'RETURNED'`;
  }
}

/** The units whose work is asked for; somebody else's desk is shown to whoever directs the unit it is in. */
async function unitsOf(actor: Actor, { scope, unitId, userId }: Asked, today: Day): Promise<Reach> {
  if (scope === "person" && (userId === undefined || !holds(actor, "documents.direct")))
    throw new AppError("not-found", "not-found");
  const reach = reachOf(actor, scope === "person" ? "documents.direct" : "documents.route");
  if (unitId === undefined) return reach;
  const below = await unitsBelow(unitId, today);
  return reach === "all" ? below : below.filter((id) => reach.includes(id));
}

type Line = Omit<WorkRow, "dueOn" | "givenAt" | "isOverdue" | "opened" | "asked" | "mayAccept"> & {
  unitId: number;
  assigneeId: number | null;
  dueOn: Date | null;
  givenAt: Date;
  openedAt: Date | null;
  openedByName: string | null;
  askedDueOn: Date | null;
  askedReason: string | null;
  place: string;
};
/** A page of work with documents, the earliest due first, what has no due day last. Throws `cursor-unreadable`. */
export async function readDocumentTasks(actor: Actor, filter: WorkFilter, clock: Clock): Promise<WorkPage> {
  const units = await unitsOf(actor, filter, clock.today);
  const hand = await handOf(db, actor, clock.today);
  const part = partsOf(filter.scope).includes(filter.part) ? filter.part : "all";
  const where = inPart(inScope(actor, filter, units), part, clock);
  const behind = filter.cursor === undefined ? Prisma.sql`true` : behindPlace(filter.cursor);
  const lines = await db.$queryRaw<Line[]>`
    with page as materialized (select t.id from document_task t where ${where} and ${behind} order by ${dueKey}, t.id limit ${filter.take + 1})
    select t.id, t.role::text as role, t.state::text as state, t.unit_id as "unitId", u.name as "unitName", t.assignee_id as "assigneeId",
      t.assignee_name as "assigneeName", t.instruction, t.due_on as "dueOn", t.given_at as "givenAt", t.given_by_name as "givenByName",
      t.on_instruction_of as "onInstructionOf", t.opened_at as "openedAt", t.opened_by_name as "openedByName", t.asked_due_on as "askedDueOn",
      t.asked_reason as "askedReason", t.progress, t.version, ${dueKey}::text as place, d.id as "documentId", d.direction::text as direction,
      d.number, d.year, d.symbol, d.subject, d.issuer, d.urgency::text as urgency
    from page join document_task t on t.id = page.id join document d on d.id = t.document_id join unit u on u.id = t.unit_id
    order by ${dueKey}, t.id`;
  const shown = lines.slice(0, filter.take);
  const last = shown.at(-1);
  return {
    rows: shown.map((line) => toRow(hand, line, filter.scope, clock.today)),
    nextCursor: lines.length > filter.take && last ? Buffer.from(`${last.place}.${last.id}`).toString("base64url") : null,
  };
}

function behindPlace(cursor: string): Prisma.Sql {
  const [, on, id] = /^(infinity|\d{4}-\d{2}-\d{2})\.(\d{1,10})$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (on === undefined || Number(id) > 2 ** 31 - 1 || (on !== "infinity" && Number.isNaN(Date.parse(on))))
    throw new AppError("invalid", "cursor-unreadable");
  return Prisma.sql`(${dueKey}, t.id) > (${on}::text::date, ${Number(id)})`;
}

function toRow(hand: Hand, line: Line, scope: WorkScope, today: Day): WorkRow {
  const { unitId, assigneeId, place: _, openedAt, openedByName, askedDueOn, askedReason, ...row } = line;
  const dueOn = line.dueOn && readDay(line.dueOn);
  return {
    ...row,
    ...{ dueOn, isOverdue: dueOn !== null && dueOn < today && line.role !== "INFORM", givenAt: line.givenAt.toISOString() },
    opened: scope === "given" && openedAt ? { at: openedAt.toISOString(), byName: openedByName ?? "" } : null,
    asked: askedDueOn && { dueOn: readDay(askedDueOn), reason: askedReason ?? "" },
    mayAccept: isAddressee(hand, { assigneeId, unitId }) && line.state === "SENT" && line.role !== "INFORM",
  };
}

/** How many there are of each part of a scope and in each scope, counted up to one above `workCountedUpTo`. */
export async function countDocumentTasks(actor: Actor, asked: Asked, clock: Clock): Promise<WorkCounts> {
  const units = await unitsOf(actor, asked, clock.today);
  const scopes = (["mine", "unit", "given"] as const).filter((scope) => scope === "mine" || holds(actor, "documents.route"));
  const reach = asked.scope === "person" ? await unitsOf(actor, { scope: "unit", unitId: asked.unitId }, clock.today) : units;
  const counted = [
    ...partsOf(asked.scope).map((part) => ({ name: part as string, where: inPart(inScope(actor, asked, units), part, clock) })),
    ...scopes.map((scope) => ({
      name: scope as string,
      where: inPart(inScope(actor, { ...asked, scope }, reach), "all", clock),
    })),
  ].map(
    ({ name, where }) =>
      Prisma.sql`select ${name} as name, (select count(*)::int from (select from document_task t where ${where} limit ${workCountedUpTo + 1}) n) as n`,
  );
  const rows = await db.$queryRaw<{ name: string; n: number }[]>`${Prisma.join(counted, " union all ")}`;
  const n = new Map(rows.map((row) => [row.name, row.n]));
  return {
    parts: partsOf(asked.scope).map((part) => ({ part, count: n.get(part) ?? 0 })),
    scopes: scopes.map((scope) => ({ scope, count: n.get(scope) ?? 0 })),
  };
}

/** What lies with each person who reads documents in the units an actor directs, the most overdue first; those with nothing too. */
export async function readDocumentLoad(actor: Actor, unitId: number | undefined, today: Day): Promise<WorkLoad> {
  const reach = reachOf(actor, "documents.direct");
  const below = unitId === undefined ? "all" : await unitsBelow(unitId, today);
  const units: Reach = reach === "all" ? below : below === "all" ? reach : below.filter((id) => reach.includes(id));
  const people = await db.$queryRaw<WorkLoad["people"]>`
    with load as (
      select t.assignee_id, count(*) filter (where t.role <> 'INFORM')::int as open,
        count(*) filter (where t.role <> 'INFORM' and t.due_on = ${today}::date)::int as "dueToday",
        count(*) filter (where t.role <> 'INFORM' and t.due_on < ${today}::date)::int as overdue,
        count(*) filter (where t.role = 'INFORM')::int as unread
      from document_task t where t.ended_at is null and t.assignee_id is not null and ${lying} and ${among(Prisma.sql`t.unit_id`, units)}
      group by t.assignee_id
    ), seated as (
      select distinct p.user_id from post p where p.role = any (${readers}::role[]) and ${among(Prisma.sql`p.unit_id`, units)}
        and p.valid_from <= ${today}::date and (p.valid_until is null or p.valid_until >= ${today}::date)
    )
    select u.id as "userId", u.name, coalesce(l.open, 0) as open, coalesce(l."dueToday", 0) as "dueToday",
      coalesce(l.overdue, 0) as overdue, coalesce(l.unread, 0) as unread
    from load l full join seated s on s.user_id = l.assignee_id join app_user u on u.id = coalesce(s.user_id, l.assignee_id)
    where l.open is not null or u.disabled_at is null
    order by coalesce(l.overdue, 0) desc, coalesce(l.open, 0) desc, u.name, u.id`;
  return { people };
}
