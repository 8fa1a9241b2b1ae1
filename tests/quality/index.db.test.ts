import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { addDefinition, closeMonth, reopenMonth, setReported } from "@/lib/quality/commands";
import { countQuality } from "@/lib/quality/jobs";
import { IndexAnswer, LostPage, type LostReason, listedMeasures, type MeasureCode } from "@/lib/quality/model";
import { findLost, listDefinitions, listReported, readIndex } from "@/lib/quality/queries";
import { measuresOf, yearUpTo } from "@/lib/quality/rules";
import { actor, asOwner, foundCity, procedure, unit } from "../city";

/**
 * February 2026 of phường Trần Phú, dossier by dossier; what each measure makes of them is counted by hand below. Looked at in March, so
 * February is judged at its end, whatever came later.
 */
const now = new Date("2026-03-05T03:00:00Z");
const today = "2026-03-05";
type Named = {
  accepted: string;
  due?: string;
  ended?: string;
  outcome?: string;
  refused?: true;
  channel?: "ONLINE" | "POST";
  procedure?: number;
  supplements?: number;
  /** Stopped on a day with this due day, and not resumed by the end of the month (perhaps later). */
  stopped?: [on: string, due: string, resumed?: string];
  result?: true;
  scan?: true;
  reused?: true;
  fee?: "ONLINE" | "CASH" | "WAIVED" | "UNPAID";
  score?: number;
  attitude?: number;
  explanation?: number;
  /** Taken in at the ward's one-stop desk, else by the ward itself. */
  desk?: true;
  /** Days its steps were due and ended, and opinions of other agencies were due and came. */
  steps?: [due: string, ended: string][];
  opinion?: [due: string, came: string];
  unitId?: number;
};
const { birth, marriageStatus, house, land } = procedure;
const dossiers: Record<string, Named> = {
  // Received in February.
  early: {
    accepted: "2026-02-02",
    due: "2026-02-10",
    ended: "2026-02-09",
    outcome: "EARLY",
    channel: "ONLINE",
    procedure: birth,
    result: true,
    fee: "ONLINE",
    score: 5,
    attitude: 2,
    explanation: 2,
    desk: true,
    steps: [
      ["2026-02-04", "2026-02-03"],
      ["2026-02-10", "2026-02-09"],
    ],
  },
  onTheDay: {
    accepted: "2026-02-03",
    due: "2026-02-11",
    ended: "2026-02-11",
    outcome: "ON_TIME",
    channel: "ONLINE",
    procedure: birth,
    fee: "CASH",
    score: 2,
    attitude: 0,
    desk: true,
    steps: [["2026-02-11", "2026-02-11"]],
  },
  late: {
    accepted: "2026-02-03",
    due: "2026-02-11",
    ended: "2026-02-12",
    outcome: "LATE",
    procedure: house,
    scan: true,
    fee: "WAIVED",
    score: 1,
    explanation: 0,
    desk: true,
    steps: [
      ["2026-02-05", "2026-02-06"],
      ["2026-02-12", "2026-02-11"],
    ],
  },
  endedAfterTheMonth: {
    accepted: "2026-02-26",
    due: "2026-03-02",
    ended: "2026-03-03",
    outcome: "LATE",
    procedure: house,
    fee: "UNPAID",
    desk: true,
  },
  openAndOverdue: { accepted: "2026-02-04", due: "2026-02-25", procedure: house, reused: true, desk: true },
  dueOnTheLastDay: { accepted: "2026-02-05", due: "2026-02-28", procedure: house, channel: "POST", scan: true, desk: true },
  askedInTime: { accepted: "2026-02-06", stopped: ["2026-02-10", "2026-02-10"], procedure: land, supplements: 1 },
  askedTooLate: {
    accepted: "2026-02-06",
    due: "2026-03-20",
    stopped: ["2026-02-12", "2026-02-11", "2026-03-01"],
    procedure: land,
    supplements: 1,
  },
  askedTwice: {
    accepted: "2026-02-07",
    due: "2026-02-20",
    ended: "2026-02-13",
    outcome: "EARLY",
    procedure: land,
    supplements: 2,
  },
  withdrawnLate: {
    accepted: "2026-02-08",
    due: "2026-02-12",
    ended: "2026-02-24",
    outcome: "WITHDRAWN",
    channel: "ONLINE",
    procedure: land,
  },
  withoutLimit: {
    accepted: "2026-02-09",
    ended: "2026-02-27",
    outcome: "ON_TIME",
    refused: true,
    channel: "ONLINE",
    procedure: marriageStatus,
    result: true,
    opinion: ["2026-02-20", "2026-02-18"],
  },
  // Received before, resolved in February.
  fromJanuary: {
    accepted: "2026-01-20",
    due: "2026-02-10",
    ended: "2026-02-06",
    outcome: "EARLY",
    procedure: house,
    supplements: 1,
    attitude: 1,
    score: 4,
    opinion: ["2026-02-02", "2026-02-05"],
  },
  // Of another month, and of another unit.
  march: { accepted: "2026-03-02", due: "2026-03-04", ended: "2026-03-05", outcome: "LATE", procedure: house },
  ofPhuongDo: {
    accepted: "2026-02-03",
    due: "2026-02-05",
    ended: "2026-02-05",
    outcome: "ON_TIME",
    procedure: birth,
    unitId: unit.phuongDo,
  },
};
const ids: Record<string, number> = {};

beforeAll(async () => {
  await foundCity();
  await asOwner(async (c) => {
    await c.query(
      `insert into procedure_fee (procedure_id, kind, name, amount_dong, valid_from) values (${birth}, 'FEE', 'Lệ phí', 8000, '2020-01-01'), (${house}, 'FEE', 'Lệ phí', 75000, '2020-01-01')`,
    );
    await c.query(
      `insert into procedure_paper (procedure_id, position, name, valid_from) values (${birth}, 1, 'Tờ khai', '2020-01-01')`,
    );
    await c.query(
      `insert into procedure_step (procedure_id, position, name, role, valid_from) values (${birth}, 1, 'Giải quyết', 'SPECIALIST', '2020-01-01')`,
    );
    await c.query("update procedure set legal_basis = 'Luật Hộ tịch', result_name = 'Giấy khai sinh'");
    // Not published: of no indicator but the one that asks what is.
    await c.query(`update procedure set is_published = false where id = ${land}`);
    // Birth was there from the first; house was published on its day, marital status two days after it, and land never.
    await c.query(`update procedure set first_published_on = valid_from where id = ${birth};
      update procedure set valid_from = '2026-01-05', first_published_on = '2026-01-05' where id = ${house};
      update procedure set valid_from = '2026-02-01', first_published_on = '2026-02-03' where id = ${marriageStatus};
      update procedure set valid_from = '2026-02-20' where id = ${land}`);
    let serial = 0;
    for (const [name, d] of Object.entries(dossiers)) {
      const at = (day: string | undefined, hour = 10) => (day === undefined ? null : `${day}T${hour}:00:00+07`);
      const isWaiting = d.stopped !== undefined && d.stopped[2] === undefined;
      const kind = d.outcome && d.outcome !== "WITHDRAWN" ? (d.refused ? "REFUSED" : "GRANTED") : null;
      const state = d.ended ? (kind ? "FINISHED" : "WITHDRAWN") : isWaiting ? "AWAITING_SUPPLEMENT" : "IN_PROGRESS";
      const { rows } = await c.query(
        `insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind, applicant_name,
          applicant_search, accepted_at, accepted_on, due_at, due_on, ended_at, ended_on, supplement_count)
         values ($1, $2, $3, $15, $4, 'FULL', $5, $6, $7, 'Nguyễn Văn Thử', 'nguyen van thu', $8, $9, $10, $11, $12, $13, $14) returning id`,
        [
          `H22.15.7-2602-${++serial}`,
          d.procedure ?? house,
          d.unitId ?? unit.tranPhu,
          d.channel ?? "COUNTER",
          state,
          d.outcome ?? null,
          kind,
          at(d.accepted),
          d.accepted,
          at(d.due, 17),
          d.due ?? null,
          at(d.ended),
          d.ended ?? null,
          d.supplements ?? 0,
          d.desk ? unit.tranPhuDesk : (d.unitId ?? unit.tranPhu),
        ],
      );
      const id = Number(rows[0].id);
      ids[name] = id;
      if (d.stopped) {
        const [on, due, resumed] = d.stopped;
        await c.query(
          `insert into dossier_clock_stop (dossier_id, kind, policy, reason, stopped_at, stopped_on, resumed_at, resumed_on, due_at_before, due_on_before)
           values ($1, 'SUPPLEMENT', 'PAUSE', 'thiếu giấy tờ', $2, $3, $4, $5, $6, $7)`,
          [id, at(on), on, at(resumed), resumed ?? null, at(due, 17), due],
        );
      }
      const paper = await c.query(
        "insert into dossier_paper (dossier_id, position, name, form, is_reused) values ($1, 1, 'Tờ khai', 'ORIGINAL', $2) returning id",
        [id, d.reused ?? false],
      );
      for (const [kind, is] of [
        ["RESULT", d.result],
        ["PAPER", d.scan],
      ] as const)
        if (is)
          await c.query(
            `insert into dossier_file (dossier_id, paper_id, kind, name, type, bytes, sha, added_at, added_by, added_by_name)
             values ($1, $2, $3, 'a.pdf', 'application/pdf', 1, repeat('a', 64), now(), 'user:3', 'Mai')`,
            [id, kind === "PAPER" ? paper.rows[0].id : null, kind],
          );
      if (d.fee)
        await c.query(
          `insert into dossier_fee (dossier_id, kind, name, amount_dong, stage, paid_at, method) values ($1, 'FEE', 'Lệ phí', 8000, 'ACCEPTANCE', $2, $3)`,
          [id, d.fee === "UNPAID" ? null : at(d.accepted), d.fee === "UNPAID" ? null : d.fee],
        );
      if (d.score)
        await c.query(
          "insert into dossier_rating (dossier_id, score, attitude, explanation, at, unit_id) values ($1, $2, $3, $4, '2026-02-28T20:00:00+07', $5)",
          [id, d.score, d.attitude ?? null, d.explanation ?? null, unit.tranPhu],
        );
      for (const [i, [due, ended]] of (d.steps ?? []).entries())
        await c.query(
          "insert into dossier_step (dossier_id, position, name, role, started_at, due_at, ended_at) values ($1, $2, 'Bước', 'SPECIALIST', $3, $4, $5)",
          [id, i + 1, at(d.accepted), at(due, 17), at(ended)],
        );
      if (d.opinion)
        await c.query(
          `insert into dossier_consultation (dossier_id, agency, question, asked_at, asked_by, due_on, answered_at, answer)
           values ($1, 'Phòng Tư pháp', 'Ý kiến', $2, 'user:4', $3, $4, 'Đồng ý')`,
          [id, at(d.accepted), d.opinion[0], at(d.opinion[1])],
        );
    }
  });
});

/** Of phường Trần Phú in February: top, bottom, and for what can be listed, which dossiers and why. Null: nobody knows. */
const byHand: Partial<Record<MeasureCode, [top: number, bottom: number, lost?: Record<string, LostReason>] | null>> = {
  "on-time": [
    6,
    11,
    {
      late: "late",
      openAndOverdue: "overdue",
      askedTooLate: "asked-late",
      askedTwice: "supplements",
      withdrawnLate: "left-late",
    },
  ],
  "online-channel": [4, 11],
  "received-online": [
    3,
    11,
    {
      onTheDay: "paper-result",
      late: "on-paper",
      endedAfterTheMonth: "on-paper",
      openAndOverdue: "on-paper",
      dueOnTheLastDay: "on-paper",
      askedInTime: "on-paper",
      askedTooLate: "on-paper",
      askedTwice: "on-paper",
    },
  ],
  "paid-online": [1, 3, { onTheDay: "not-online-payment", endedAfterTheMonth: "not-online-payment" }],
  "papers-scanned": [
    2,
    7,
    {
      endedAfterTheMonth: "no-file",
      openAndOverdue: "no-file",
      askedInTime: "no-file",
      askedTooLate: "no-file",
      askedTwice: "no-file",
    },
  ],
  "papers-reused": [1, 11],
  synchronised: null,
  // Eleven less five that are not on time and two rated badly; one of them is both, and is listed once.
  satisfied: [
    4,
    11,
    {
      late: "late",
      openAndOverdue: "overdue",
      askedTooLate: "asked-late",
      askedTwice: "supplements",
      withdrawnLate: "left-late",
      onTheDay: "disliked",
    },
  ],
  "electronic-results": [
    2,
    6,
    { onTheDay: "paper-result", late: "paper-result", askedTwice: "paper-result", fromJanuary: "paper-result" },
  ],
  // 2 + 1 + 0 + 2 + 1 + 2.
  "tt01-total-time": [8, 6, { late: "late", onTheDay: "on-the-day", withoutLimit: "on-the-day" }],
  // The worst of each: 2 + 1 + 0 + 2 + 0.
  "tt01-agency-time": [5, 5, { late: "step-late", onTheDay: "on-the-day", fromJanuary: "step-late" }],
  "tt01-supplements": [9, 6, { askedTwice: "supplements", fromJanuary: "asked-once" }],
  // Six of eleven at the desk, two points each.
  "tt01-one-stop": [
    12,
    11,
    {
      askedInTime: "not-at-desk",
      askedTooLate: "not-at-desk",
      askedTwice: "not-at-desk",
      withdrawnLate: "not-at-desk",
      withoutLimit: "not-at-desk",
    },
  ],
  "tt01-feedback": [2, 2, { late: "explanation" }],
  "tt01-attitude": [3, 3, { onTheDay: "attitude", fromJanuary: "attitude" }],
  // Birth, marital status and house are published, land is not; birth alone says everything.
  "procedures-complete": [1, 3],
  "procedures-online": [3, 3],
  "online-procedures-used": [2, 3],
  "fee-procedures-online": [1, 2],
  "procedures-paid-online": [1, 1],
  // 2 + 1 + 1 + 0.
  "tt01-published": [4, 4],
  // House; not marital status, not land. Of birth nobody here can tell.
  "published-in-time": [1, 3],
  "tt01-agencies": null,
  "announced-in-time": null,
  "feedback-in-time": null,
};

const answer = async (
  who: Parameters<typeof actor>[0],
  query: { kind?: "QD766" | "TT01"; month?: string; unitId?: number; earlier?: number | undefined } = {},
) => IndexAnswer.parse(await readIndex(actor(who), { kind: "QD766", month: "2026-02", unitId: unit.tranPhu, ...query }, now));
const figuresIn = (told: IndexAnswer) =>
  Object.fromEntries(
    told.groups.flatMap((g) =>
      g.components.flatMap((c) => c.figures.map((f, i) => [measuresOf(c.formula)[i], f && [f.top, f.bottom]])),
    ),
  );
const admin = { actor: actor("admin"), now };
const points = (told: IndexAnswer, code: string) => told.groups.flatMap((g) => g.components).find((c) => c.code === code)?.points;

describe("before anything is counted", () => {
  test("nothing is said", async () => {
    const told = await answer("leader");
    expect(told).toMatchObject({ computedAt: null, closedAt: null, total: { points: 0, counted: 0, max: 100 }, band: null });
  });
});

describe("a month counted by hand", () => {
  beforeAll(async () => {
    expect(await countQuality({}, undefined, now)).toEqual(["2026-03", "2026-02", "2026-01"]);
  });
  test("each measure of the two indexes", async () => {
    const found = { ...figuresIn(await answer("leader")), ...figuresIn(await answer("leader", { kind: "TT01" })) };
    expect(found).toMatchObject(Object.fromEntries(Object.entries(byHand).map(([m, told]) => [m, told?.slice(0, 2) ?? null])));
  });
  test.each(listedMeasures.filter((m) => byHand[m]?.[2]))("%s: just the dossiers that are missing, and why", async (measure) => {
    const page = LostPage.parse(await findLost(actor("head"), { measure, month: "2026-02", unitId: unit.tranPhu }, today));
    const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
    expect(Object.fromEntries(page.rows.map((r) => [names.get(r.id), r.reason]))).toEqual(byHand[measure]?.[2]);
    expect([page.total, page.next]).toEqual([page.rows.length, null]);
  });
  test("the points follow, with what they are of", async () => {
    const told = await answer("head");
    // 20 × 6/11; 6 × (4/11)/0.9; 6 × (3/11)/0.5.
    expect([points(told, "2.1"), points(told, "6.3"), points(told, "3.3"), points(told, "6.1")]).toEqual([
      10.91,
      2.42,
      3.27,
      null,
    ]);
    expect(told).toMatchObject({
      closesOn: "2026-03-15",
      definition: { isUnverified: true, validFrom: "2022-06-23" },
      band: null,
    });
    // What could not be counted: 6 + 6 of openness, 4 + 2 + 2 + 2 of digitisation, 12 of satisfaction.
    expect(told.total).toMatchObject({ counted: 66, max: 100 });
  });
  test("where no one-stop desk is known, nothing is said of where dossiers are taken in", async () => {
    const elsewhere = await answer("leader", { kind: "TT01", unitId: unit.phuongDo });
    expect(figuresIn(elsewhere)).toMatchObject({ "tt01-one-stop": null, "tt01-total-time": [1, 1] });
    const city = await answer("leader", { kind: "TT01", unitId: undefined });
    expect(figuresIn(city)["tt01-one-stop"]).toEqual([12, 11]);
    const listed = await findLost(actor("leader"), { measure: "tt01-one-stop", month: "2026-02" }, today);
    expect(listed.total).toBe(5);
  });
  test("as long as nothing took effect since the first was published here, nothing is said of publishing in time", async () => {
    const told = await answer("leader", { month: "2026-01" });
    expect(figuresIn(told)["published-in-time"]).toEqual([1, 1]);
    await asOwner((c) => c.query(`update procedure set first_published_on = '2026-03-01' where first_published_on is not null`));
    await countQuality({}, undefined, now);
    expect(figuresIn(await answer("leader"))["published-in-time"]).toBeNull();
    await asOwner((c) =>
      c.query(`update procedure set first_published_on = case id when ${birth} then valid_from when ${house} then valid_from
        when ${marriageStatus} then '2026-02-03'::date end`),
    );
    await countQuality({}, undefined, now);
    expect(figuresIn(await answer("leader"))["published-in-time"]).toEqual([1, 3]);
  });
  test("the city is the sum of its units, and a row is what its unit says of itself", async () => {
    const city = await answer("leader", { unitId: undefined });
    expect(figuresIn(city)["on-time"]).toEqual([7, 12]);
    const own = await answer("leader");
    expect(city.units.find((u) => u.unitId === unit.tranPhu)?.total).toEqual(own.total);
    expect(city.units.map((u) => u.unitId)).toEqual([unit.justice, unit.tranPhu, unit.phuongDo, null]);
    expect(own.units.map((u) => u.unitId)).toEqual([unit.tranPhuDesk, null]);
    // Who received nothing is told apart from who did badly.
    expect(city.units.map((u) => u.received)).toEqual([0, 11, 1, 0]);
    expect(city.units[0]?.total).toMatchObject({ points: 0, counted: 0 });
  });
  test("the trend tells counted months alone", async () => {
    const { trend } = await answer("leader");
    expect(trend.map((t) => t.month)).toEqual(yearUpTo("2026-02"));
    expect(trend.filter((t) => t.total).map((t) => t.month)).toEqual(["2026-01", "2026-02"]);
  });
  test("another's unit is not there, nor are its dossiers; one without a unit sees the own", async () => {
    await expect(answer("phuongDoOfficer")).rejects.toMatchObject({ code: "not-found" });
    await expect(
      findLost(actor("phuongDoOfficer"), { measure: "on-time", month: "2026-02", unitId: unit.tranPhu }, today),
    ).rejects.toMatchObject({ code: "not-found" });
    const elsewhere = await findLost(actor("phuongDoOfficer"), { measure: "papers-scanned", month: "2026-02" }, today);
    expect(elsewhere.rows.map((r) => r.id)).toEqual([ids.ofPhuongDo]);
    // Who runs the system sees figures and no dossier.
    expect((await findLost(actor("admin"), { measure: "on-time", month: "2026-02" }, today)).total).toBe(0);
  });
  test("counted again it says the same, and what is no more is gone", async () => {
    const before = figuresIn(await answer("leader"));
    await asOwner((c) => c.query("insert into quality_count values ('2026-02-01', $1, 'paid-online', 99, 99)", [unit.justice]));
    await countQuality({}, undefined, now);
    expect(figuresIn(await answer("leader"))).toEqual(before);
    expect(figuresIn(await answer("leader", { unitId: unit.justice }))["paid-online"]).toBeNull();
  });
});

describe("what is reported", () => {
  const of = (measure: "feedback-in-time" | "procedures-complete" | "tt01-one-stop", top: number, bottom: number) => ({
    month: "2026-02",
    unitId: unit.tranPhu,
    measure,
    figure: { top, bottom },
    source: "Báo cáo số 12/BC-UBND ngày 02/3/2026",
  });
  test("stands where no record tells, and before what records tell, until it is taken back", async () => {
    await setReported(admin, of("feedback-in-time", 0, 0));
    await setReported(admin, of("procedures-complete", 3, 4));
    const told = await answer("head");
    // No feedback gives every point (QĐ 766).
    expect([points(told, "6.1"), points(told, "1.3")]).toEqual([6, 1.5]);
    expect(told.groups[0]?.components[2]?.figures).toEqual([
      { measure: "procedures-complete", top: 3, bottom: 4, isReported: true },
    ]);
    expect(await listReported(actor("admin"), "2026-02")).toMatchObject([
      { unitId: unit.tranPhu, measure: "feedback-in-time", top: 0, bottom: 0 },
      { measure: "procedures-complete", recordedBy: "Vũ Hải Yến", source: "Báo cáo số 12/BC-UBND ngày 02/3/2026" },
    ]);
    await setReported(admin, { ...of("procedures-complete", 3, 4), figure: null });
    expect(points(await answer("head"), "1.3")).toBe(0.67);
    const { rows } = await asOwner((c) =>
      c.query("select action, detail from audit_entry where subject = 'quality-month' and subject_id = '2026-02' order by id"),
    );
    expect(rows.map((r) => r.action)).toEqual(["quality.report", "quality.report", "quality.take-back"]);
  });
  test.each([
    ["more above than below", of("feedback-in-time", 3, 2), "quality-top-over-bottom"],
    ["more than two points each", of("tt01-one-stop", 9, 4), "quality-top-over-bottom"],
    ["a month to come", { ...of("feedback-in-time", 1, 2), month: "2026-04" }, "quality-month-ahead"],
    ["a unit that is not there", { ...of("feedback-in-time", 1, 2), unitId: 999_999 }, "not-found"],
  ])("%s is refused", async (_, input, code) => {
    await expect(setReported(admin, input)).rejects.toMatchObject({ code });
  });
  test("by who may, and nobody else", async () => {
    for (const who of ["leader", "head", "officer", "auditor"] as const)
      await expect(setReported({ actor: actor(who), now }, of("feedback-in-time", 1, 2))).rejects.toMatchObject({
        kind: "forbidden",
      });
  });
});

describe("a month that is closed", () => {
  const later = new Date("2026-03-20T03:00:00Z");
  beforeAll(async () => {
    await countQuality({}, undefined, later);
  });
  test("says since when, stays as it is whatever the records become, and takes no report", async () => {
    const before = await answer("leader");
    expect(before.closedAt).toBe(later.toISOString());
    await asOwner((c) => c.query("update dossier set supplement_count = 5 where unit_id = $1", [unit.tranPhu]));
    expect(await countQuality({}, undefined, later)).toEqual(["2026-03"]);
    expect(figuresIn(await answer("leader"))).toEqual(figuresIn(before));
    await expect(
      setReported(admin, {
        month: "2026-02",
        unitId: unit.tranPhu,
        measure: "feedback-in-time",
        figure: { top: 1, bottom: 1 },
        source: "Báo cáo muộn",
      }),
    ).rejects.toMatchObject({ code: "quality-month-closed" });
    expect(await closeMonth(admin, { month: "2026-02" })).toBe(false);
  });
  test("keeps the definition it was counted by: a new one begins after it", async () => {
    const [shipped] = await listDefinitions(actor("leader"), "QD766");
    if (!shipped) throw new Error("no definition");
    const content = {
      ...shipped.content,
      groups: shipped.content.groups.map((g) =>
        g.code === "2" ? { ...g, components: g.components.map((c) => ({ ...c, max: 30 })) } : g,
      ),
    };
    const next = { kind: "QD766", source: "Quyết định thay thế", isUnverified: false, content } as const;
    await expect(addDefinition(admin, { ...next, validFrom: "2026-02-28" })).rejects.toMatchObject({
      code: "quality-definition-closed",
    });
    await addDefinition(admin, { ...next, validFrom: "2026-03-01" });
    await expect(addDefinition(admin, { ...next, validFrom: "2026-03-01" })).rejects.toMatchObject({
      code: "quality-definition-taken",
    });
    const max = async (month: string) => (await answer("leader", { month })).groups[1]?.max;
    expect([await max("2026-02"), await max("2026-03")]).toEqual([20, 30]);
    await expect(answer("leader", { month: "2022-01" })).rejects.toMatchObject({ code: "quality-not-defined" });
  });
  test("is opened again with a reason for a week; what stood is kept, and it closes by itself", async () => {
    const stood = figuresIn(await answer("leader"));
    const at = new Date("2026-03-21T03:00:00Z");
    const by = { actor: actor("admin"), now: at };
    const ask = { month: "2026-02", reason: "Phường gửi lại báo cáo số 15 thay số 12" };
    for (const who of ["leader", "head", "auditor"] as const)
      await expect(reopenMonth({ actor: actor(who), now: at }, ask)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(reopenMonth(by, { ...ask, reason: "sai" })).rejects.toMatchObject({ kind: "invalid" });
    await expect(reopenMonth(by, { ...ask, month: "2026-03" })).rejects.toMatchObject({ code: "quality-month-open" });
    await expect(reopenMonth(by, { ...ask, month: "2025-03" })).rejects.toMatchObject({ code: "quality-month-too-old" });
    expect(await reopenMonth(by, ask)).toEqual({ openUntil: "2026-03-27" });
    await expect(reopenMonth(by, ask)).rejects.toMatchObject({ code: "quality-month-open" });

    const figure = { top: 9, bottom: 10 };
    const report = {
      month: "2026-02",
      unitId: unit.tranPhu,
      measure: "feedback-in-time",
      figure,
      source: "Báo cáo số 15",
    } as const;
    await setReported(by, report);
    expect(await countQuality({}, undefined, at)).toEqual(["2026-03", "2026-02"]);
    const open = await answer("leader");
    expect(open).toMatchObject({
      closedAt: null,
      closesOn: "2026-03-27",
      reopenings: [{ closedAt: later.toISOString(), reopenedAt: at.toISOString(), reopenedBy: "Vũ Hải Yến", reason: ask.reason }],
    });
    // Every dossier of the ward has five supplements by now.
    expect(figuresIn(open)).toMatchObject({ "on-time": [0, 11], "feedback-in-time": [9, 10] });
    const [reopening] = open.reopenings;
    const earlier = await answer("leader", { earlier: reopening?.id });
    expect([figuresIn(earlier), earlier.closedAt]).toEqual([stood, later.toISOString()]);
    await expect(answer("leader", { month: "2026-03", earlier: reopening?.id })).rejects.toMatchObject({ kind: "not-found" });

    // It is still a month that was closed: no definition begins in it.
    const [shipped] = await listDefinitions(actor("leader"), "QD766");
    const next = { kind: "QD766", source: "Quyết định thay thế", isUnverified: false } as const;
    if (!shipped) throw new Error("no definition");
    await expect(addDefinition(admin, { ...next, validFrom: "2026-02-27", content: shipped.content })).rejects.toMatchObject({
      code: "quality-definition-closed",
    });

    await countQuality({}, undefined, new Date("2026-03-27T16:59:00Z"));
    expect((await answer("leader")).closedAt).toBeNull();
    await countQuality({}, undefined, new Date("2026-03-27T17:01:00Z"));
    expect((await answer("leader")).closedAt).toBe("2026-03-27T17:01:00.000Z");
    await expect(setReported(by, report)).rejects.toMatchObject({ code: "quality-month-closed" });
    expect(await db.auditEntry.findFirst({ where: { action: "quality.reopen-month" } })).toMatchObject({
      subjectId: "2026-02",
      detail: { reason: ask.reason },
    });
    await expect(db.$executeRaw`update quality_earlier set top = 0`).rejects.toThrow(/permission denied/);
    await expect(db.$executeRaw`delete from quality_reopening`).rejects.toThrow(/permission denied/);
  });
  test("the application cannot rewrite a definition", async () => {
    await expect(db.$executeRaw`update quality_definition set source = 'khác'`).rejects.toThrow(/permission denied/);
    await expect(db.$executeRaw`delete from quality_month`).rejects.toThrow(/permission denied/);
  });
});

test("with the demo city its figures go", async () => {
  await asOwner(async (c) => {
    await c.query(
      `insert into quality_reported (month, unit_id, measure, top, bottom, source, is_demo, recorded_by, recorded_at)
       values ('2026-01-01', $1, 'feedback-in-time', 1, 1, 'Mô phỏng', true, 'system:demo', now())`,
      [unit.tranPhu],
    );
    await c.query("update city set has_demo_data = true");
    await c.query("update city set has_demo_data = false");
    const { rows } = await c.query(
      "select (select count(*) from quality_reported where is_demo)::int as demo, (select count(*) from quality_month)::int as months",
    );
    expect(rows).toEqual([{ demo: 0, months: 0 }]);
  });
});
