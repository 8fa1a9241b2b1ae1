import type { PoolClient } from "pg";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { formatDay } from "@/lib/words";
import type { Check } from "../model";
import { below, wholeMonths } from "../rules";

/**
 * How long the calendar still reaches, and which of its years to come nobody has confirmed. In a year nobody has decided no deadline
 * can be set, so it is told half a year before.
 */
export async function probeCalendar(client: PoolClient, now: Date): Promise<Check> {
  const today = cityDay(now);
  const { knownUntil } = await workingCalendar();
  const { rows } = await client.query<{ year: number }>(
    `select distinct extract(year from "on")::int as year from calendar_day
     where superseded_at is null and status = 'EXPECTED' and extract(year from "on") >= $1 order by year`,
    [Number(today.slice(0, 4))],
  );
  const months = wholeMonths(today, knownUntil);
  return {
    code: "calendar",
    state: below(months, { watch: 6, bad: 0 }),
    facts: { months, until: formatDay(knownUntil), expected: rows.map((r) => r.year).join(", ") || "none" },
  };
}
