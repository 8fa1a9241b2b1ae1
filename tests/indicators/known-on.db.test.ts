import type pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/db/client";
import { Adjustments, breakdownKeys, type IndicatorCode, type Overview, type OverviewQuestion } from "@/lib/indicators/model";
import { readAdjustments, readBreakdown, readHeatMap, readIndicator, readOverview } from "@/lib/indicators/queries";
import { life } from "../cells/life";
import { type Chance, chance, differing, insertDossiers, insertStop, updateDossier } from "../cells/records";
import { dayOf, type Story } from "../cells/recount";
import { actor, asOwner, foundCity, unit } from "../city";

/**
 * A city that writes its records down late, wrongly, and again: every evening somebody prints the report. Weeks later the same
 * question "as known on that evening" must give the same paper.
 */
const first = 20;
const last = 46;
const leader = actor("leader");
const codes: IndicatorCode[] = [
  "received",
  "on-time-rate",
  "overdue-now",
  "due-soon",
  "in-progress",
  "awaiting-applicant",
  "returned",
];

type Truth = Omit<Story, "id">;
const shifted = (s: Truth, by: number): Truth => {
  const on = (n: number | null) => (n === null ? null : n + by);
  return {
    ...s,
    accepted: on(s.accepted),
    due: on(s.due),
    ended: on(s.ended),
    returned: on(s.returned),
    stops: s.stops.map((x) => ({ stopped: x.stopped + by, resumed: on(x.resumed), dueBefore: on(x.dueBefore) })),
  };
};
/** A life whose dossier came in on or shortly before a day. */
const begunBy = (c: Chance, day: number, within: number): Truth => {
  const story = { ...life(c), unitId: c.one([2, 3, 4, 5]) };
  return shifted(story, day - c.below(within) - (story.accepted ?? 0));
};
/** What an officer can know of it by the end of a day. */
function seenBy(s: Truth, day: number): Truth {
  const by = (n: number | null) => (n !== null && n <= day ? n : null);
  const hasEnded = by(s.ended) !== null;
  const next = s.stops.find((x) => x.stopped > day);
  const stops = s.stops.filter((x) => x.stopped <= day).map((x) => ({ ...x, resumed: by(x.resumed) }));
  const isWaiting = stops.some((x) => x.resumed === null);
  return {
    ...s,
    due: isWaiting ? null : next ? next.dueBefore : s.due,
    ended: by(s.ended),
    returned: by(s.returned),
    outcome: hasEnded ? s.outcome : null,
    refused: hasEnded && s.refused,
    used: hasEnded ? s.used : null,
    stops,
  };
}

async function write(client: pg.Client, id: number, s: Truth): Promise<void> {
  await client.query("delete from dossier_clock_stop where dossier_id = $1", [id]);
  for (const stop of s.stops) await insertStop(client, id, stop);
  await updateDossier(client, id, s);
}

type Paper = { question: OverviewQuestion; heat: IndicatorCode[] };
/**
 * Every paper of an evening. `asOf` may lie before the evening: a past day as known on it. Each has the heat maps of two codes in
 * turn; in all every code is drawn some thirty times, and by every question.
 */
function papersOf(evening: number): Paper[] {
  const asOf = dayOf(evening);
  const earlier = dayOf(evening - 6);
  const questions: OverviewQuestion[] = [
    { period: { from: dayOf(first - 20), to: dayOf(90) }, asOf, scope: {} },
    { period: { from: dayOf(first - 5), to: dayOf(90) }, asOf, scope: { unitId: unit.tranPhu } },
    { period: { from: dayOf(first - 5), to: dayOf(90) }, asOf, scope: { unitId: unit.tranPhu, sectorId: 1, channel: "ONLINE" } },
    { period: { from: dayOf(first - 12), to: earlier }, asOf: earlier, scope: {} },
  ];
  return questions.map((question, i) => {
    const turn = evening * 4 + i;
    return { question, heat: codes.filter((_, at) => [turn, turn + 3].some((n) => n % codes.length === at)) };
  });
}
const paper = <T extends { at: string; knownOn: string | null }>({ at: _, knownOn: __, ...rest }: T) => rest;
/** What of an overview belongs to its day: when the records last changed and who must act is told of the records of now. */
const told = ({ ages: _, changedAt: __, attention: ___, ...rest }: Overview) => paper(rest);
async function print({ question, heat }: Paper) {
  const overview = await readOverview(leader, question);
  const { attention } = overview;
  return {
    overview: told(overview),
    // How long and since when is told by the records of now; which unit has how many is not.
    attention: attention
      .filter((a) => a.kind !== "waiting-long" && a.kind !== "all-clear")
      .map(({ kind, verdict, unitId, count }) => ({ kind, verdict, unitId, count }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    indicators: await Promise.all(codes.map(async (code) => paper(await readIndicator(leader, code, question)))),
    breakdowns: await Promise.all(breakdownKeys.map(async (by) => paper(await readBreakdown(leader, { codes, by, question })))),
    heat: await Promise.all(
      (["procedure", "sector"] as const).flatMap((by) =>
        heat.map(async (code) => paper(await readHeatMap(leader, { code, by, columns: 10, question }))),
      ),
    ),
  };
}

const printed = new Map<number, Awaited<ReturnType<typeof print>>[]>();

beforeAll(async () => {
  await foundCity();
  const c = chance(2_026_1125);
  const truths = new Map<number, Truth>();
  await asOwner(async (client) => {
    await client.query("update figure_history set since = $1", [dayOf(first)]);
    const take = async (stories: Truth[], day: number) => {
      const seen = stories.map((s) => seenBy(s, day));
      // As an import does it: the rows in one statement, their clock afterwards.
      const ids = await insertDossiers(client, seen);
      for (const [i, id] of ids.entries()) {
        const story = stories[i];
        if (!story) continue;
        truths.set(id, story);
        if (seen[i]?.stops.length) await write(client, id, seen[i]);
      }
    };
    for (let day = first; day <= last; day++) {
      // Only the owner of the table can say that it is another day.
      await client.query(`alter table dossier_delta alter known_on set default date '${dayOf(day)}'`);
      await take(
        Array.from({ length: 5 }, () => begunBy(c, day, 6)),
        day,
      );
      if (day === first + 4)
        await take(
          Array.from({ length: 60 }, () => begunBy(c, day, 40)),
          day,
        );
      for (const [id, truth] of truths) {
        if (c.happens(0.03)) {
          await client.query("delete from dossier where id = $1", [id]);
          truths.delete(id);
        } else if (c.happens(0.06)) {
          const other = c.happens(0.5)
            ? { ...truth, unitId: c.one([2, 3, 4, 5]), channel: c.one(["COUNTER", "ONLINE", "POST"] as const) }
            : begunBy(c, day, 30);
          truths.set(id, other);
          await write(client, id, seenBy(other, day));
        } else if (c.happens(0.4)) await write(client, id, seenBy(truth, day));
        if (c.happens(0.02)) await client.query("select fold_dossier_cells($1)", [1 + c.below(60)]);
      }
      if (day === first + 9) {
        await client.query("update dossier set unit_id = 3 where unit_id = 4");
        for (const truth of truths.values()) if (truth.unitId === 4) truth.unitId = 3;
      }
      if (day === first + 13)
        await client.query(
          "insert into calendar_day (\"on\", kind, status, name, source, recorded_by) select d, 'HOLIDAY', 'CONFIRMED', 'Nghỉ bão', 'test', 'test' from unnest($1::date[]) d",
          [[dayOf(first + 2), dayOf(first + 11), dayOf(first + 16)]],
        );
      if (day === first + 18) await client.query("select rebuild_dossier_cells()");
      printed.set(day, await Promise.all(papersOf(day).map(print)));
    }
    expect(await differing(client)).toBe(0);
  });
}, 240_000);

test("every evening's report can be printed again, word for word", { timeout: 120_000 }, async () => {
  let differ = 0;
  for (const [evening, papers] of printed) {
    const knownOn = dayOf(evening);
    for (const [i, { question, heat }] of papersOf(evening).entries()) {
      const again = await print({ question: { ...question, knownOn }, heat });
      expect(again, `${knownOn} ${JSON.stringify(question.scope)} ${question.asOf}`).toEqual(papers[i]);
      const now = told(await readOverview(leader, question));
      if (JSON.stringify(now) !== JSON.stringify(papers[i]?.overview)) differ += 1;
    }
  }
  // Were nothing corrected since, this would prove nothing.
  expect(differ).toBeGreaterThan(printed.size * 2);
});

test("a closed period tells what was corrected after its last day", async () => {
  const closing = first + 8;
  const today = dayOf(last + 1);
  const period = { from: dayOf(first - 20), to: dayOf(closing) };
  const question = { period, asOf: dayOf(closing), scope: {} };
  const answer = Adjustments.parse(await readAdjustments(leader, question, today));
  expect(answer.closedOn).toBe(dayOf(closing));
  const of = (overview: Pick<Overview, "headline">, code: string) => overview.headline.find((r) => r.code === code)?.top;
  const printedThen = printed.get(closing)?.[0]?.overview;
  if (!printedThen) throw new Error("nothing was printed");
  const now = await readOverview(leader, question);
  for (const code of ["received", "overdue-now"] as const) {
    const [before, after] = [of(printedThen, code), of(now, code)];
    expect(answer.changes.find((c) => c.code === code)).toEqual(before === after ? undefined : { code, before, now: after });
  }
  expect(answer.changes.length).toBeGreaterThan(2);
  const nothing = { closedOn: null, changes: [] };
  // It runs still; or it closed before anybody kept what was known.
  expect(await readAdjustments(leader, { ...question, period: { ...period, to: today } }, today)).toMatchObject(nothing);
  expect(await readAdjustments(leader, { ...question, period: { ...period, to: dayOf(first - 1) } }, today)).toMatchObject(
    nothing,
  );
});

test("what nobody kept is not told, and the history is only added to", async () => {
  const asOf = dayOf(first - 3);
  const question = { period: { from: dayOf(0), to: asOf }, asOf, scope: {} };
  await expect(readOverview(leader, { ...question, knownOn: dayOf(first - 1) })).rejects.toMatchObject({
    code: "known-on-not-kept",
  });
  await expect(readOverview(leader, { ...question, knownOn: dayOf(first) })).resolves.toMatchObject({ knownOn: dayOf(first) });
  for (const statement of [
    "insert into dossier_correction (known_on, day, unit_id, procedure_id, channel) values ('2026-02-02', '2026-02-01', 2, 1, 'POST')",
    "update dossier_correction set received = 0",
    "delete from dossier_correction",
    "update figure_history set since = '2000-01-01'",
    "delete from due_window",
    "alter table dossier_delta alter known_on set default date '2026-01-01'",
  ])
    await expect(pool().query(statement), statement).rejects.toThrow(/permission denied|must be owner/);
});
