import type pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { workingCalendar } from "@/lib/calendar/queries";
import { isWorkingDay } from "@/lib/calendar/rules";
import { asOwner, foundCity } from "../city";
import { life } from "./life";
import { anyDossier, type Chance, chance, differing, insertDossiers, insertStop, updateDossier } from "./records";
import { dayOf, type Story, tally } from "./recount";

beforeAll(foundCity);

/** Writes a life down step by step, in the order in which an officer would, or backwards. */
async function record(client: pg.ClientBase, c: Chance, story: Omit<Story, "id">): Promise<void> {
  const [id] = await insertDossiers(client, [
    {
      ...story,
      ended: null,
      outcome: null,
      refused: false,
      returned: null,
      due: story.stops[0] ? story.stops[0].dueBefore : story.due,
    },
  ]);
  if (id === undefined) throw new Error("not inserted");
  const stops = c.happens(0.8) ? story.stops : [...story.stops].reverse();
  for (const stop of stops) await insertStop(client, id, stop);
  await updateDossier(client, id, story);
}

/** The calendar as it stands, by day number. */
async function worked(): Promise<(day: number) => boolean> {
  const calendar = await workingCalendar();
  return (day) => isWorkingDay(dayOf(day), calendar);
}

test("on every day the sums of the cells are what a recount of the stories tells", { timeout: 60_000 }, async () => {
  const c = chance(7);
  const isWorked = await worked();
  const stories = Array.from({ length: 500 }, () => life(c)).map((s, id) => ({ ...s, id }));
  await asOwner(async (client) => {
    for (const story of stories) {
      await record(client, c, story);
      if (c.happens(0.02)) await client.query("select fold_dossier_cells()");
    }
    expect(await differing(client)).toBe(0);
    for (let day = 0; day < 130; day++) {
      const { rows } = await client.query(
        `select sum(received)::int received, sum(received_full)::int received_full, sum(early)::int early, sum(on_time)::int on_time, sum(late)::int late,
           sum(refused)::int refused, sum(withdrawn)::int withdrawn, sum(stopped)::int stopped, sum(not_accepted)::int not_accepted, sum(returned)::int returned,
           sum(overdue_in - overdue_out)::int overdue, sum(soon_in - soon_out)::int soon, sum(waiting_in - waiting_out)::int waiting, sum(days_used)::int days_used
         from (
           select period as day, received, received_full, early, on_time, late, refused, withdrawn, stopped, not_accepted, returned, overdue_in, overdue_out, soon_in, soon_out, waiting_in, waiting_out, days_used from dossier_cell where level = 6
           union all
           select day, received, received_full, early, on_time, late, refused, withdrawn, stopped, not_accepted, returned, overdue_in, overdue_out, soon_in, soon_out, waiting_in, waiting_out, days_used from dossier_delta
         ) f where day <= $1`,
        [dayOf(day)],
      );
      const told = tally(stories, day, isWorked);
      expect(Object.fromEntries(Object.entries(rows[0] ?? {}).map(([k, v]) => [k, v ?? 0])), dayOf(day)).toEqual(told);
      // (1) = (5) + (9): what came in is either out or still here.
      const isHere = told.received - told.early - told.on_time - told.late - told.withdrawn - told.stopped;
      expect(isHere).toBe(stories.filter((s) => (s.accepted ?? Infinity) <= day && (s.ended === null || s.ended > day)).length);
    }
    // The calendar changes what "three working days" were: what is due soon follows, to the day, and back.
    const soonOn = async (day: number) =>
      (
        await client.query<{ n: number }>(
          `select coalesce(sum(soon_in - soon_out), 0)::int as n from (
             select period as day, soon_in, soon_out from dossier_cell where level = 6 union all select day, soon_in, soon_out from dossier_delta
           ) f where day <= $1`,
          [dayOf(day)],
        )
      ).rows[0]?.n;
    const changes = [
      "insert into calendar_day (\"on\", kind, status, name, source, recorded_by) select d, 'HOLIDAY', 'CONFIRMED', 'Nghỉ bão', 'test', 'test' from unnest('{2026-01-21,2026-01-22,2026-03-10}'::date[]) d",
      "insert into calendar_day (\"on\", kind, status, name, source, recorded_by) values ('2026-02-28', 'MAKE_UP', 'CONFIRMED', 'Làm bù', 'test', 'test')",
      "update calendar_day set superseded_at = now() where name = 'Nghỉ bão'",
      "delete from calendar_day where name = 'Làm bù'",
    ];
    let told = stories.map(() => -1);
    for (const change of changes) {
      await client.query(change);
      expect(await differing(client), change).toBe(0);
      const isWorkedNow = await worked();
      const before = told;
      told = Array.from({ length: 130 }, (_, day) => tally(stories, day, isWorkedNow).soon);
      expect(told).not.toEqual(before);
      for (let day = 0; day < 130; day++) expect(await soonOn(day), `${change} ${dayOf(day)}`).toBe(told[day]);
    }
  });
});

test("a dossier late before it waited is late again from the day its clock runs, and counted once", async () => {
  await asOwner(async (client) => {
    await client.query("truncate dossier cascade");
    // Due day 5, stopped on day 10, resumed on day 12; the pause moves the due day to 7; resolved on day 20.
    const story = {
      ...anyDossier(chance(1)),
      accepted: 0,
      due: 7,
      ended: 20,
      returned: null,
      outcome: "LATE" as const,
      refused: false,
      used: 12,
      stops: [{ stopped: 10, resumed: 12, dueBefore: 5 }],
    };
    await record(client, chance(2), story);
    const { rows } = await client.query<{ day: string; n: number }>(
      "select day::text, sum(overdue_in - overdue_out)::int as n from dossier_delta group by 1 having sum(overdue_in - overdue_out) <> 0 order by 1",
    );
    expect(rows).toEqual([
      { day: dayOf(6), n: 1 },
      { day: dayOf(10), n: -1 },
      { day: dayOf(12), n: 1 },
      { day: dayOf(20), n: -1 },
    ]);
  });
});
