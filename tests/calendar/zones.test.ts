import { afterEach, expect, test } from "vitest";
import { addWorkingMinutes, cityDay, cityInstant, monthOf, weekdayOf } from "@/lib/calendar/rules";
import { dueOf } from "@/lib/dossiers/rules";
import { shipped } from "./years";

const zone = process.env.TZ;
afterEach(() => {
  process.env.TZ = zone;
});

/** Instants around midnight of the city, of UTC and of California, over changes of summer time there. */
const instants = [
  "2026-03-08T09:59:00Z",
  "2026-03-08T10:01:00Z",
  "2026-11-01T08:30:00Z",
  "2026-11-19T16:59:59Z",
  "2026-11-19T17:00:00Z",
  "2025-12-31T23:59:59Z",
].map((text) => new Date(text));
function answers() {
  return instants.map((at) => ({
    day: cityDay(at),
    noon: cityInstant(cityDay(at), 720).toISOString(),
    weekday: weekdayOf(cityDay(at)),
    month: monthOf(cityDay(at)),
    due: (["SAME_DAY", "WORKING_DAY", "CALENDAR_DAY", "MONTH", "WORKING_HOUR", "CLOCK_HOUR"] as const).map((unit) =>
      dueOf({ acceptedAt: at, limit: { value: 3, unit }, cutoff: "SAME_DAY_15H", calendar: shipped })?.dueAt.toISOString(),
    ),
    hours: addWorkingMinutes(at, 500, shipped).toISOString(),
  }));
}

test.each([
  ["America/Los_Angeles", 480],
  ["Asia/Ho_Chi_Minh", -420],
  ["Pacific/Kiritimati", -840],
])("a server in %s counts as one in UTC (T11)", (elsewhere, minutesWest) => {
  process.env.TZ = "UTC";
  const expected = answers();
  process.env.TZ = elsewhere;
  expect(new Date(2026, 0, 15).getTimezoneOffset(), "the switch of zones took effect").toBe(minutesWest);
  expect(answers()).toEqual(expected);
});
