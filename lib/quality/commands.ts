import * as z from "zod";
import { addDays, cityDay } from "@/lib/calendar/rules";
import { command } from "@/lib/command";
import { Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { correctionDays, MonthText, NewDefinition, NewReported, NewReportedMonth, Reopening, type ReportedMonth } from "./model";
import { recordFigures } from "./reporting/record";
import { monthDays, yearUpTo } from "./rules";

/** What stands of a month: what was counted, and what was reported in its place. */
const standing = (first: string) => Prisma.sql`
  select r.unit_id, r.measure, r.top, r.bottom, true as is_reported from quality_reported r where r.month = ${first}::date
  union all
  select c.unit_id, c.measure, c.top, c.bottom, false from quality_count c where c.month = ${first}::date
    and not exists (select from quality_reported r where r.month = c.month and r.unit_id = c.unit_id and r.measure = c.measure)`;

/**
 * Notes a figure no record tells, for a unit and an open month, or takes it back. Refuses `quality-month-closed`, `quality-month-ahead`
 * and `quality-top-over-bottom`; `not-found` for a unit that is not there.
 */
export const setReported = command(NewReported, async (work, { month, ...row }): Promise<{ month: string }> => {
  work.require("quality.manage", "city");
  await recordFigures(work, month, [row], (_, field) => field);
  return { month };
});

/** Notes figures of many units for a month together, or none of them. Refuses like `setReported`, and `quality-figure-twice`. */
export const setReportedMonth = command(NewReportedMonth, async (work, { month, rows }): Promise<ReportedMonth> => {
  work.require("quality.manage", "city");
  return recordFigures(work, month, rows, (at, field) => `rows.${at}.${field}`);
});

/**
 * Says how an index is counted from a day on; what was said before holds until then, and of closed months for good, also where one was opened
 * again. Refuses `quality-definition-closed` for a day in such a month and `quality-definition-taken` where another begins on that day.
 */
export const addDefinition = command(
  NewDefinition,
  async (work, { kind, validFrom, source, isUnverified, content }): Promise<{ id: number }> => {
    work.require("quality.manage", "city");
    await work.tx.$executeRaw`select pg_advisory_xact_lock(hashtext('quality_definition'), hashtext(${kind}))`;
    const closed = await work.tx.$queryRaw<unknown[]>`
    select from (
      select month from quality_month where closed_at is not null union all select month from quality_reopening
    ) closed where (month + interval '1 month')::date > ${validFrom}::date limit 1`;
    if (closed.length > 0)
      throw new AppError("refused", "quality-definition-closed", {
        faults: [{ path: "validFrom", code: "quality-definition-closed" }],
      });
    const fresh = await work.tx.$queryRaw<{ id: number }[]>`
    insert into quality_definition (kind, valid_from, content, source, is_unverified, recorded_by, recorded_at)
    values (${kind}, ${validFrom}::date, ${JSON.stringify(content)}::jsonb, ${source}, ${isUnverified}, ${work.actor.id}, ${work.now})
    on conflict (kind, valid_from) do nothing returning id`;
    const [row] = fresh;
    if (!row)
      throw new AppError("conflict", "quality-definition-taken", {
        faults: [{ path: "validFrom", code: "quality-definition-taken" }],
      });
    work.record("quality.define", { type: "quality-definition", id: row.id }, { kind, validFrom, source });
    work.announce("city");
    return row;
  },
);

/** Lets a counted month stand as it is. Says whether it was open. */
export const closeMonth = command(z.strictObject({ month: MonthText }), async (work, { month }): Promise<boolean> => {
  work.require("quality.manage", "city");
  const { from } = monthDays(month);
  await work.tx.$executeRaw`select pg_advisory_xact_lock(hashtext('quality_month'), hashtext(${from}))`;
  const sql = Prisma.sql`update quality_month set closed_at = ${work.now} where month = ${from}::date and closed_at is null`;
  const isClosed = (await work.tx.$executeRaw(sql)) > 0;
  work.record("quality.close-month", { type: "quality-month", id: month }, {});
  work.announce("city");
  return isClosed;
});

/**
 * Opens a closed month of the last twelve again to be corrected: for a week reported figures can be changed and the records are counted anew,
 * then it closes by itself. What stood is kept with the reason. Refuses `quality-month-open` and `quality-month-too-old`.
 */
export const reopenMonth = command(Reopening, async (work, { month, reason }): Promise<{ openUntil: string }> => {
  work.require("quality.manage", "city");
  const { tx, now, actor } = work;
  const { from } = monthDays(month);
  const today = cityDay(now);
  if (!yearUpTo(today.slice(0, 7)).includes(month)) throw new AppError("refused", "quality-month-too-old");
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('quality_month'), hashtext(${from}))`;
  const openUntil = addDays(today, correctionDays - 1);
  const [reopened] = await tx.$queryRaw<{ id: number }[]>`
    with was as (select month, closed_at from quality_month where month = ${from}::date and closed_at is not null),
      opened as (update quality_month m set closed_at = null, open_until = ${openUntil}::date from was where m.month = was.month)
    insert into quality_reopening (month, closed_at, reopened_at, reopened_by, reason)
    select month, closed_at, ${now}, ${actor.name}, ${reason} from was returning id`;
  if (!reopened) throw new AppError("refused", "quality-month-open");
  await tx.$executeRaw`insert into quality_earlier (reopening_id, unit_id, measure, top, bottom, is_reported)
    select ${reopened.id}, s.unit_id, s.measure, s.top, s.bottom, s.is_reported from (${standing(from)}) s`;
  work.record("quality.reopen-month", { type: "quality-month", id: month }, { reason });
  work.announce("city");
  return { openUntil };
});
