import { beforeAll, expect, test } from "vitest";
import { rateDossier } from "@/lib/citizens/commands";
import { RatingPage, RatingQuery } from "@/lib/citizens/model";
import { listRatings, ratingTokenOf } from "@/lib/citizens/queries";
import { actor, asOwner, foundCity, procedure, unit } from "../city";
import { returned, returnedAt } from "./people";

/** "10" November 2026, at an hour of the city. */
const on = (day: string, time = "10:00") => new Date(`2026-11-${day}T${time}:00+07:00`);
type Said = { score: 1 | 2 | 3 | 4 | 5; attitude?: 0 | 1 | 2; explanation?: 0 | 1 | 2; comment?: string };
const rated = async (at: Date, said: Said): Promise<number> => {
  const { id } = await returned();
  await rateDossier({ token: ratingTokenOf({ id, returnedAt }), ...said }, at);
  return id;
};
const november = { from: "2026-11-01", to: "2026-11-30" };
const ask = (more: object = {}) => RatingQuery.parse({ ...november, ...more });
const head = actor("head");

const known = { pleased: 0, plain: 0, angry: 0, early: 0, late: 0, elsewhere: 0 };
beforeAll(async () => {
  await foundCity();
  known.early = await rated(new Date("2026-10-31T23:59:59+07:00"), { score: 1 });
  known.pleased = await rated(on("01", "00:00"), { score: 5, attitude: 2, explanation: 1 });
  known.plain = await rated(on("10"), { score: 3, attitude: 1 });
  known.angry = await rated(on("30", "23:59"), { score: 1, attitude: 0, comment: "Phải đi lại ba lần.\n=HYPERLINK(1)" });
  known.late = await rated(new Date("2026-12-01T00:00:00+07:00"), { score: 5 });
  known.elsewhere = await rated(on("12"), { score: 2 });
  // Settled and received by another ward.
  await asOwner(async (c) => {
    await c.query("update dossier set unit_id = $1, receiving_unit_id = $1 where id = $2", [unit.phuongDo, known.elsewhere]);
    await c.query("update dossier_rating set unit_id = $1 where dossier_id = $2", [unit.phuongDo, known.elsewhere]);
  });
});
const idsOf = ({ rows }: RatingPage) => rows.map((row) => row.dossierId);

test("a head reads what citizens said of the dossiers of the unit, by the city's day of the rating, newest first", async () => {
  const page = await listRatings(head, ask());
  expect(idsOf(page)).toEqual([known.angry, known.plain, known.pleased]);
  expect(page.rows[0]).toMatchObject({
    ...{ score: 1, attitude: 0, explanation: null, comment: "Phải đi lại ba lần.\n=HYPERLINK(1)" },
    at: on("30", "23:59").toISOString(),
  });
  expect(page.sums).toEqual({
    ...{ rated: 3, satisfied: 1, scoreSum: 9, commented: 1, byScore: [1, 0, 1, 0, 1] },
    ...{ attitudeSum: 3, attitudeCount: 3, explanationSum: 1, explanationCount: 1 },
  });
  expect(RatingPage.parse(page)).toEqual(page);
});

test("the list is narrowed by the level and by words; the sums are of all of it", async () => {
  const low = await listRatings(head, ask({ score: "1" }));
  expect([idsOf(low), low.sums.rated]).toEqual([[known.angry], 3]);
  expect(idsOf(await listRatings(head, ask({ isCommented: "true" })))).toEqual([known.angry]);
  expect(idsOf(await listRatings(head, ask({ isCommented: "false" })))).toHaveLength(3);
  expect(idsOf(await listRatings(head, ask({ score: "4" })))).toEqual([]);
});

test("fifty at a time, none twice and none left out, two of one moment too", async () => {
  await asOwner((c) =>
    c.query(
      `with more as (
        insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search, accepted_at, accepted_on)
        select 'H22.15.9-261001-' || lpad(n::text, 4, '0'), $1, $2, $2, 'COUNTER', 'RETURNED', 'Thử', 'thu', $3::timestamptz, '2026-10-01'
        from generate_series(1, 52) n returning id)
      insert into dossier_rating (dossier_id, score, at, unit_id) select id, 4, $4, $2 from more`,
      [procedure.house, unit.tranPhu, new Date("2026-10-01T03:00:00Z"), on("15")],
    ),
  );
  const first = await listRatings(head, ask());
  const second = await listRatings(head, ask({ before: String(first.next) }));
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 5, null]);
  expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(55);
  expect(idsOf(second).at(-1)).toBe(known.pleased);
  expect(second.sums).toEqual(first.sums);
});

test("each sees their own reach: a unit beyond it is not there", async () => {
  expect(idsOf(await listRatings(actor("phuongDoOfficer"), ask()))).toEqual([known.elsewhere]);
  expect((await listRatings(actor("leader"), ask())).sums.rated).toBe(56);
  expect(idsOf(await listRatings(actor("leader"), ask({ unitId: String(unit.phuongDo) })))).toEqual([known.elsewhere]);
  await expect(listRatings(head, ask({ unitId: String(unit.phuongDo) }))).rejects.toMatchObject({ kind: "not-found" });
  expect((await listRatings(actor("specialist"), ask())).sums.rated).toBe(0);
  await expect(listRatings(head, { ...ask(), from: "2026-12-01" })).rejects.toMatchObject({ code: "period-backwards" });
});
