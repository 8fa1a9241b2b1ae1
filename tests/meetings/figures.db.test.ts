import { beforeAll, beforeEach, expect, test } from "vitest";
import { readDocumentBoard } from "@/lib/indicators/queries";
import { type MeetingSet, meetingSets } from "@/lib/meetings/model";
import { listMeetings } from "@/lib/meetings/queries";
import { outcomeOf, paperlessShare } from "@/lib/meetings/rules";
import { actor, asOwner, foundCity, unit, user } from "../city";
import { issue, register } from "../documents/documents";
import { paper } from "../signatures/papers";
import { act, after, before, bring, by, lay, onPaper, prepare, view } from "./meetings";

beforeAll(foundCity);
beforeEach(() => asOwner((c) => c.query("truncate meeting cascade")));

const today = "2026-11-26";
const november = { period: { from: "2026-11-01", to: "2026-11-30" }, asOf: today, scope: {} };
const board = async (scope: { unitId?: number } = {}, who: Parameters<typeof actor>[0] = "leader") =>
  (await readDocumentBoard(actor(who), { ...november, scope })).meetings;
const owner = (sql: string, values: unknown[] = []) => asOwner(async (c) => (await c.query(sql, values)).rows);

/** A document of the register with a PDF the check found this of, added before the meetings of these tests or after them. */
async function document(verdict: string | null, addedAt: Date = before): Promise<number> {
  const { id } = await issue();
  const [file] = await owner(
    `insert into document_file (document_id, name, type, bytes, sha, added_at, added_by, added_by_name)
     values ($1, 'van-ban.pdf', 'application/pdf', 1, md5(random()::text), $2, 'user:8', 'Ma Thị Thơm') returning id`,
    [id, addedAt],
  );
  if (verdict !== null)
    await owner("update document_check set verdict = $2, checked_at = now(), found = '{}' where file_id = $1", [
      file?.id,
      verdict,
    ]);
  return id;
}
let serial = 0;
type Laid = "valid" | "invalid" | "unknown" | "unsigned" | "pending" | "signed later" | "on paper" | "a PDF" | "a valid PDF";
async function held(...papers: Laid[]): Promise<number> {
  const { id, itemId } = await prepare();
  for (const one of papers) {
    if (one === "on paper") await onPaper(id, itemId, "Bản đồ");
    else if (one === "a PDF" || one === "a valid PDF") {
      const { id: paperId } = await bring(id, itemId, paper(`Tai lieu ${serial++}`));
      const verdict = one === "a PDF" ? null : "valid";
      await owner(
        "update meeting_check set verdict = $2, checked_at = case when $2::text is null then null else now() end, found = case when $2::text is null then null else '{}'::jsonb end where paper_id = $1",
        [paperId, verdict],
      );
    } else {
      const verdict = one === "pending" ? null : one === "signed later" ? "valid" : one;
      await lay(id, itemId, await document(verdict, one === "signed later" ? new Date(after.getTime() + 60_000) : before));
    }
  }
  await act(id, "convene");
  await act(id, "hold");
  return id;
}

test("the tile, the rows, the lists and the pure rule tell the same; every edge lands where it belongs", async () => {
  const full = [await held("valid", "valid"), await held("a valid PDF")];
  const lacking = [
    await held("valid", "on paper"),
    await held("invalid"),
    await held("valid", "unknown"),
    await held("unsigned"),
    await held("pending"),
    await held("a PDF", "valid"),
    // What was signed only after the meeting did not lie before it.
    await held("signed later"),
  ];
  const bare = [await held()];
  const { id: off, itemId } = await prepare();
  await lay(off, itemId, await document("valid"));
  await act(off, "convene");
  const figures = await board();
  expect(figures).toMatchObject({ held: 10, bare: 1, rate: { top: 2, bottom: 9, value: 2 / 9 } });
  expect(figures.units.map(({ name, ...counts }) => counts)).toEqual([
    { id: unit.tranPhu, isOwn: false, held: 10, counted: 9, full: 2 },
  ]);
  expect(figures.trend.reduce((n, { full }) => n + full, 0)).toBe(2);

  const listed = async (set: MeetingSet) =>
    (await listMeetings(by("leader", after), { part: "upcoming", set, from: "2026-11-01", to: today, take: 100 })).rows
      .map(({ id }) => id)
      .sort((a, b) => a - b);
  const expected: Record<MeetingSet, number[]> = {
    ...{ full, lacking, bare, held: [...full, ...lacking, ...bare], counted: [...full, ...lacking] },
  };
  for (const set of meetingSets) expect([set, await listed(set)]).toEqual([set, expected[set]]);

  const all = await Promise.all([...full, ...lacking, ...bare, off].map((id) => view(id, "clerk", after)));
  const told = all.map(({ state, items }) => ({ state, standings: items.flatMap((i) => i.papers.map((p) => p.standing)) }));
  expect(paperlessShare(told)).toEqual({ top: figures.rate.top, bottom: figures.rate.bottom });
  expect(all.map(({ outcome }) => outcome)).toEqual(
    told.map(({ state, standings }) => (state === "HELD" ? outcomeOf(standings) : null)),
  );
});

test("it drills down to the meeting that failed and to the very paper that lacked a signature", async () => {
  const id = await held("valid", "unsigned", "on paper");
  const { rows } = await listMeetings(by("leader", after), { part: "upcoming", set: "lacking", take: 30 });
  expect(rows).toMatchObject([{ id, papers: 3, valid: 1, outcome: "lacking" }]);
  expect(rows[0]?.lacking.map(({ name, standing }) => [name.replace(/^\S+ /, ""), standing])).toEqual([
    ["Quyết định thành lập Tổ công tác chuyển đổi số", "UNSIGNED"],
    ["đồ", "PRINTED"],
  ]);
});

test("each sees the figures of their units; a meeting counts in the month of its day, and moves when the check finds better", async () => {
  const id = await held("pending");
  expect((await board({}, "head")).rate).toMatchObject({ top: 0, bottom: 1 });
  expect((await board({ unitId: unit.phuongDo })).held).toBe(0);
  const october = { period: { from: "2026-10-01", to: "2026-10-31" }, asOf: "2026-10-31", scope: {} };
  expect((await readDocumentBoard(actor("leader"), october)).meetings.held).toBe(0);
  await owner(
    "update document_check set verdict = 'valid', checked_at = now(), found = '{}' where document_id = (select document_id from meeting_paper where meeting_id = $1)",
    [id],
  );
  expect((await board()).rate).toMatchObject({ top: 1, bottom: 1, value: 1, verdict: "no-data" });
});

test("10,000 meetings: the board's part and the lists answer fast", async () => {
  const { id: letter } = await register();
  // Written behind the triggers, as they would have left it: thirty thousand documents one by one take minutes.
  await asOwner(async (c) => {
    await c.query("set session_replication_role = replica");
    await c.query(
      `insert into meeting (unit_id, title, place, starts_at, ends_at, state, made_at, made_by, made_by_name, convened_at, held_on, held_at)
       select $1, 'Cuộc họp ' || n, 'Phòng họp', d, d + interval '1 hour', 'HELD', d, 'user:8', 'Ma Thị Thơm', d, (d at time zone 'Asia/Ho_Chi_Minh')::date, d
       from generate_series(1, 10000) n cross join lateral (select timestamptz '2026-11-25 08:00+07' - (n % 700) * interval '1 day' as d) x`,
      [unit.tranPhu],
    );
    await c.query(
      "insert into meeting_participant (meeting_id, role, unit_id, user_id, name, position) select id, 'CHAIR', $1, $2, 'Trần Văn Hùng', 0 from meeting",
      [unit.tranPhu, user.head],
    );
    await c.query("insert into meeting_item (meeting_id, position, title) select id, 0, 'Nội dung' from meeting");
    await c.query(
      `insert into document (direction, state, unit_id, type_id, book_id, year, number, symbol, subject, issuer, search, issued_on, arrived_on,
         registered_on, registered_at, content_hash, entered_at, entered_by, entered_by_name, signing)
       select direction, state, unit_id, type_id, book_id, year, 100000 + n, symbol, subject, issuer, search, issued_on, arrived_on, registered_on,
         registered_at, content_hash, entered_at, entered_by, entered_by_name, (case when n % 20 = 0 then 'UNSIGNED' else 'VALID' end)::document_signing
       from document, generate_series(1, 30000) n where id = $1`,
      [letter],
    );
    await c.query(
      `with file as (
         insert into document_file (document_id, name, type, bytes, sha, added_at, added_by, added_by_name)
         select id, 'x.pdf', 'application/pdf', 1, md5(id::text), '2020-01-01', 'x', 'x' from document where number > 100000 returning id, document_id)
       insert into document_check (file_id, document_id, verdict, checked_at, found)
       select f.id, f.document_id, case d.signing when 'VALID' then 'valid' else 'unsigned' end, now(), '{}' from file f join document d on d.id = f.document_id`,
    );
    await c.query(
      `insert into meeting_paper (meeting_id, item_id, kind, document_id, added_at, added_by, added_by_name)
       select m.id, i.id, 'DOCUMENT', d.id, now(), 'x', 'x' from (select id, row_number() over (order by id) as n from meeting) m
       join meeting_item i on i.meeting_id = m.id
       join (select id, row_number() over (order by id) as n from document where number > 100000) d on (d.n - 1) / 3 = m.n - 1`,
    );
    await c.query("analyze meeting, meeting_paper, meeting_item, meeting_participant, document, document_file, document_check");
  });
  const p95 = async (ask: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      const begun = performance.now();
      await ask();
      times.push(performance.now() - begun);
    }
    return Math.round(times.sort((a, b) => a - b)[18] ?? 0);
  };
  const year = { period: { from: "2026-01-01", to: "2026-12-31" }, asOf: today, scope: {} };
  const at = {
    board: await p95(() => readDocumentBoard(actor("leader"), year)),
    upcoming: await p95(() => listMeetings(by("head", after), { part: "upcoming", take: 30 })),
    past: await p95(() => listMeetings(by("head", after), { part: "past", take: 30 })),
    lacking: await p95(() =>
      listMeetings(by("leader", after), { part: "past", set: "lacking", from: "2026-01-01", to: today, take: 30 }),
    ),
  };
  console.log("10,000 meetings, 30,000 papers, p95 ms", at);
  expect((await readDocumentBoard(actor("leader"), year)).meetings.held).toBeGreaterThan(4_000);
  expect(Math.max(...Object.values(at))).toBeLessThan(1_500);
}, 240_000);
