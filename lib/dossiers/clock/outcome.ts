import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { isDecided, workingDaysBetween } from "@/lib/calendar/rules";

/**
 * How a finished dossier counts, by the day (QĐ 766): before its due day, on it, after it. Without a due day it is on time.
 * Always asked with the due day of the clock, never with the one of an apology: that does not undo lateness.
 */
export function outcomeOf({ dueOn, endedOn }: { dueOn: Day | null; endedOn: Day }): "EARLY" | "ON_TIME" | "LATE" {
  if (dueOn === null || dueOn === endedOn) return "ON_TIME";
  return endedOn < dueOn ? "EARLY" : "LATE";
}

/**
 * Working days the office took: from acceptance to the end, less what it stood waiting for the applicant (an open stop waits
 * until the end). Null where the calendar is not decided, so that a mean leaves the dossier out rather than guess.
 */
export function workingDaysUsed(
  acceptedOn: Day,
  endedOn: Day,
  stops: readonly { stoppedOn: Day; resumedOn: Day | null }[],
  calendar: WorkingCalendar,
): number | null {
  if (!isDecided(acceptedOn, calendar) || !isDecided(endedOn, calendar)) return null;
  const waited = stops.reduce((sum, stop) => {
    // A register may tell of a stop that began before the acceptance or outlived the end: only what lies between counts.
    const from = stop.stoppedOn < acceptedOn ? acceptedOn : stop.stoppedOn;
    const until = stop.resumedOn === null || stop.resumedOn > endedOn ? endedOn : stop.resumedOn;
    return from < until ? sum + workingDaysBetween(from, until, calendar) : sum;
  }, 0);
  return workingDaysBetween(acceptedOn, endedOn, calendar) - waited;
}

/**
 * How long the dossiers of a desk have been with the office in the mean, in working days since the acceptance, to one decimal: counted
 * as every time here is. Null where there is none, or none of a decided day.
 */
export function meanAge(taken: readonly { acceptedOn: Day; n: number }[], today: Day, calendar: WorkingCalendar): number | null {
  const counted = taken.filter(({ acceptedOn }) => isDecided(acceptedOn, calendar) && isDecided(today, calendar));
  const count = counted.reduce((sum, { n }) => sum + n, 0);
  if (count === 0) return null;
  const days = counted.reduce((sum, { acceptedOn, n }) => sum + n * workingDaysBetween(acceptedOn, today, calendar), 0);
  return Math.round((10 * days) / count) / 10;
}
