import { text } from "node:stream/consumers";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CalendarChange } from "@/lib/calendar/model";
import { calendarVersion } from "@/lib/calendar/queries";
import { closingMinute } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { acceptDossier, changeCalendar, moveDossier } from "@/lib/dossiers/commands";
import { redateDossiers } from "@/lib/dossiers/jobs";
import type { MoveName } from "@/lib/dossiers/model";
import { detailClock, findDossier, findDue, listRedatings, previewCalendarChange, previewedFile } from "@/lib/dossiers/queries";
import { loadJudge } from "@/lib/imports/judging/judge";
import { actor, asOwner, foundCity, procedure, unit } from "../city";

const day = (on: string, hour = "02") => new Date(`${on}T${hour}:00:00Z`);
/** Monday 30/11: the storm of 3/12 is announced. */
const now = day("2026-11-30");
const admin = { actor: actor("admin"), now };
const storm = {
  act: "set-days",
  days: [{ on: "2026-12-03", kind: "SWAPPED_OFF" }],
  status: "CONFIRMED",
  name: "Nghỉ phòng chống bão",
  source: "Công điện 01/CĐ-UBND",
} satisfies CalendarChange;
const back = { act: "clear-day", on: "2026-12-03", source: "Công điện 02/CĐ-UBND" } satisfies CalendarChange;

const accept = (procedureId: number, on: string) =>
  acceptDossier(
    { actor: actor("officer"), now: day(on) },
    { procedureId, unitId: unit.tranPhu, receivingUnitId: unit.tranPhuDesk, channel: "COUNTER", applicantName: "Nguyễn Văn Á" },
  );
const step = (id: number, who: "officer" | "head", on: string, move: MoveName, version: number, extendedDueOn?: string) =>
  moveDossier(
    { actor: actor(who), now: day(on) },
    { dossierId: id, version, move, reason: "Lý do nghiệp vụ", ...(extendedDueOn ? { extendedDueOn } : {}) },
  );
const change = async (what: CalendarChange) => changeCalendar(admin, { change: what, version: await calendarVersion() });
const carry = async () => {
  for (const { id } of await db.redating.findMany({ where: { status: "RUNNING" } })) await redateDossiers({ redatingId: id });
};
const look = async (id: number) => findDossier(actor("leader"), id, await detailClock(new Date("2026-11-30T03:00:00Z")));
const differing = () => asOwner(async (c) => (await c.query("select * from differing_dossier_cells()")).rows);

beforeAll(foundCity);
beforeEach(() =>
  asOwner(async (c) => {
    await c.query(
      "truncate dossier_event, dossier_clock_stop, dossier_paper, dossier, redating, dossier_serial restart identity cascade",
    );
    await c.query("delete from calendar_day where recorded_by like 'user:%'");
    await c.query("update calendar_day set superseded_at = null, superseded_by = null");
  }),
);

describe("a storm closure announced late", () => {
  test("is previewed, made, and moves the open dossiers with a reason on each; what has ended stays", async () => {
    const running = await accept(procedure.house, "2026-11-25");
    const short = await accept(procedure.marriageStatus, "2026-11-27");
    const ended = await accept(procedure.marriageStatus, "2026-11-27");
    await step(ended.id, "officer", "2026-11-27", "start", 1);
    await step(ended.id, "head", "2026-11-28", "finish", 2);
    const before = await accept(procedure.marriageStatus, "2026-11-25");
    expect([running.dueOn, short.dueOn, before.dueOn]).toEqual(["2026-12-09", "2026-12-02", "2026-11-30"]);

    const closure = { ...storm, days: [{ on: "2026-12-02", kind: "SWAPPED_OFF" as const }, ...storm.days] };
    const preview = await previewCalendarChange(actor("admin"), closure, now);
    expect(preview).toMatchObject({ moved: 2, later: 2, earlier: 0, otherHour: 0, noLongerOverdue: 0, uncounted: 0 });
    expect(preview.units).toEqual([{ unitId: unit.tranPhu, unitName: "Phường Trần Phú", count: 2 }]);
    expect(preview.rows.map((r) => [r.id, r.dueOn, r.newDueOn, r.isPaused])).toEqual([
      [short.id, "2026-12-02", "2026-12-04", false],
      [running.id, "2026-12-09", "2026-12-11", false],
    ]);
    expect(JSON.stringify(preview)).not.toContain("Nguyễn");
    expect((await look(running.id)).dueOn).toBe("2026-12-09");

    const { id } = await changeCalendar(admin, { change: closure, version: preview.version });
    await carry();
    expect(await listRedatings(actor("admin"))).toMatchObject([
      {
        id,
        status: "DONE",
        moved: 2,
        uncounted: 0,
        byName: "Vũ Hải Yến",
        note: "Nghỉ phòng chống bão (nghỉ 02/12/2026, 03/12/2026). Căn cứ: Công điện 01/CĐ-UBND",
      },
    ]);
    const moved = await look(running.id);
    expect(moved).toMatchObject({ dueOn: "2026-12-11", dueAt: day("2026-12-11", "10").toISOString(), version: 2 });
    expect(moved.events.at(-1)).toMatchObject({
      kind: "redate",
      actorName: "Vũ Hải Yến",
      unitName: null,
      note: expect.stringContaining("Công điện 01/CĐ-UBND"),
      dueAtBefore: day("2026-12-09", "10").toISOString(),
      dueAtAfter: day("2026-12-11", "10").toISOString(),
    });
    expect(await look(ended.id)).toMatchObject({ outcome: "EARLY", version: 3 });
    expect(await look(before.id)).toMatchObject({ dueOn: "2026-11-30", version: 1 });
    expect(await differing()).toEqual([]);
    const audit = await asOwner((c) =>
      c.query("select action, detail from audit_entry where subject = 'redating' and subject_id = $1 order by id", [String(id)]),
    );
    expect(audit.rows.map((r) => r.action)).toEqual([
      "calendar.change",
      "calendar.redate",
      "calendar.redate",
      "calendar.redated",
    ]);
    expect(audit.rows.at(-1)?.detail).toEqual({ moved: 2, uncounted: 0 });
  });

  test("taking it back restores every day; the history keeps both", async () => {
    const { id } = await accept(procedure.house, "2026-11-25");
    await change(storm);
    await carry();
    await change(back);
    await carry();
    const dossier = await look(id);
    expect(dossier.dueOn).toBe("2026-12-09");
    expect(dossier.events.map((e) => [e.kind, e.dueAtAfter?.slice(0, 10)])).toEqual([
      ["accept", "2026-12-09"],
      ["redate", "2026-12-10"],
      ["redate", "2026-12-09"],
    ]);
  });

  test("one that waits is right when it resumes: what was left at the stop is left at the resumption", async () => {
    const { id } = await accept(procedure.land, "2026-11-25");
    await step(id, "officer", "2026-11-25", "start", 1);
    // 20 working days from 25/11 end on 23/12; stopped on 27/11 with 18 left.
    await step(id, "officer", "2026-11-27", "requestSupplement", 2);
    const preview = await previewCalendarChange(actor("admin"), storm, now);
    expect(preview.rows).toMatchObject([{ dueOn: "2026-12-23", newDueOn: "2026-12-24", isPaused: true }]);
    await change(storm);
    await carry();
    expect(await look(id)).toMatchObject({ dueOn: null, state: "AWAITING_SUPPLEMENT" });
    expect(await differing()).toEqual([]);
    const resumed = await step(id, "officer", "2026-12-07", "receiveSupplement", 4);
    // 18 working days after Monday 7/12 are 31/12.
    expect(resumed.dueOn).toBe("2026-12-31");
    expect(await differing()).toEqual([]);
  });

  test("a lawful re-dating moves the measure of the outcome, an apology does not", async () => {
    const { id } = await accept(procedure.marriageStatus, "2026-11-30");
    await step(id, "officer", "2026-11-30", "start", 1);
    await step(id, "head", "2026-12-01", "extend", 2, "2026-12-08");
    await change(storm);
    await carry();
    expect(await look(id)).toMatchObject({ dueOn: "2026-12-04", extendedDueOn: "2026-12-09" });
    await step(id, "head", "2026-12-04", "finish", 4);
    expect((await look(id)).outcome).toBe("ON_TIME");
  });

  test("a swapped pair, a day off and the Saturday worked for it, leaves later due days alone", async () => {
    const { id } = await accept(procedure.house, "2026-11-25");
    const swap = { ...storm, days: [...storm.days, { on: "2026-12-05", kind: "MAKE_UP" as const }] };
    expect(await previewCalendarChange(actor("admin"), swap, now)).toMatchObject({ moved: 0 });
    await change(swap);
    await carry();
    expect(await look(id)).toMatchObject({ dueOn: "2026-12-09", version: 1 });
  });

  test("other office hours move the hour and not the day", async () => {
    const { id } = await accept(procedure.house, "2026-11-25");
    const winter = {
      act: "set-hours",
      validFrom: "2026-12-01",
      stretches: [
        { weekdays: [1, 2, 3, 4, 5], opensMinute: 810, closesMinute: 990, isReceptionOnly: false },
        { weekdays: [1, 2, 3, 4, 5], opensMinute: 450, closesMinute: 690, isReceptionOnly: false },
      ],
      source: "Quyết định giờ mùa đông",
    } satisfies CalendarChange;
    expect(await previewCalendarChange(actor("admin"), winter, now)).toMatchObject({ moved: 1, otherHour: 1, later: 0 });
    await change(winter);
    await carry();
    expect(await look(id)).toMatchObject({ dueOn: "2026-12-09", dueAt: new Date("2026-12-09T09:30:00Z").toISOString() });
    await asOwner((c) =>
      c.query("delete from office_hours where valid_from = '2026-12-01'; update office_hours set valid_until = null"),
    );
  });
});

describe("a unit's own office hours", () => {
  const weekdays = [1, 2, 3, 4, 5];
  const stretch = (days: number[], opensMinute: number, closesMinute: number, isReceptionOnly = false) => ({
    ...{ weekdays: days, opensMinute, closesMinute, isReceptionOnly },
  });
  const early = {
    ...{ act: "set-hours", unitId: unit.tranPhu, validFrom: "2026-12-01", source: "Quyết định 12/QĐ-UBND" },
    stretches: [stretch(weekdays, 420, 690), stretch(weekdays, 780, 960)],
  } satisfies CalendarChange;
  const plain = [stretch(weekdays, 420, 690), stretch(weekdays, 810, 1020)];
  const atPhuongDo = (on: string) =>
    acceptDossier(
      { actor: actor("phuongDoOfficer"), now: day(on) },
      {
        ...{ procedureId: procedure.house, unitId: unit.phuongDo, receivingUnitId: unit.phuongDo },
        ...{ channel: "COUNTER", applicantName: "Lý Thị Bê" },
      },
    );
  afterEach(() => asOwner((c) => c.query("delete from office_hours where unit_id is not null")));

  test("re-dates its dossiers and no other unit's, as the preview said, and taking them back restores every moment", async () => {
    const ours = await accept(procedure.house, "2026-11-25");
    const theirs = await atPhuongDo("2026-11-25");
    const preview = await previewCalendarChange(actor("admin"), early, now);
    expect(preview).toMatchObject({ moved: 1, otherHour: 1, later: 0, earlier: 0 });
    expect(preview.units).toEqual([{ unitId: unit.tranPhu, unitName: "Phường Trần Phú", count: 1 }]);
    const { id } = await changeCalendar(admin, { change: early, version: preview.version });
    await carry();
    const note = "Giờ làm việc riêng của Ủy ban nhân dân phường Trần Phú áp dụng từ 01/12/2026. Căn cứ: Quyết định 12/QĐ-UBND";
    expect(await listRedatings(actor("admin"))).toMatchObject([{ id, status: "DONE", expected: 1, seen: 1, moved: 1, note }]);
    const moved = await look(ours.id);
    expect(moved).toMatchObject({ dueOn: "2026-12-09", dueAt: day("2026-12-09", "09").toISOString(), version: 2 });
    expect(moved.events.at(-1)).toMatchObject({ kind: "redate", note });
    expect(await look(theirs.id)).toMatchObject({ dueAt: day("2026-12-09", "10").toISOString(), version: 1 });
    expect(await differing()).toEqual([]);

    const end = {
      ...{ act: "end-hours", unitId: unit.tranPhu, validUntil: "2026-11-30", source: "Quyết định 13/QĐ-UBND" },
    } satisfies CalendarChange;
    expect(await previewCalendarChange(actor("admin"), end, now)).toMatchObject({ moved: 1, otherHour: 1 });
    await change(end);
    await carry();
    expect(await look(ours.id)).toMatchObject({ dueAt: day("2026-12-09", "10").toISOString(), version: 3 });
    await expect(change(end)).rejects.toMatchObject({ code: "unit-hours-none" });
    const told = await asOwner((c) =>
      c.query("select action, unit_id from audit_entry where action like 'calendar.%-hours' order by id desc limit 2"),
    );
    expect(told.rows).toEqual([
      { action: "calendar.end-hours", unit_id: unit.tranPhu },
      { action: "calendar.set-hours", unit_id: unit.tranPhu },
    ]);
  });

  test("a Saturday morning to take in and hand out moves nothing; made working time, only limits in hours run through it", async () => {
    await asOwner((c) =>
      c.query("update procedure_time_limit set value = 24, unit = 'WORKING_HOUR' where procedure_id = $1", [procedure.land]),
    );
    // Wednesday 2/12, 09:00: 24 hours are six of that day, eight of Thursday, eight of Friday, and two more.
    const { id } = await accept(procedure.land, "2026-12-02");
    const inDays = await accept(procedure.house, "2026-12-02");
    const saturday = { ...early, stretches: [...plain, stretch([6], 450, 690, true)] };
    const counted = { ...early, stretches: [...plain, stretch([6], 450, 690)] };
    expect(await look(id)).toMatchObject({ dueAt: new Date("2026-12-07T09:00:00+07:00").toISOString() });
    expect(await previewCalendarChange(actor("admin"), saturday, now)).toMatchObject({ moved: 0 });
    await change(saturday);
    await carry();
    expect([(await look(id)).version, (await look(inDays.id)).version]).toEqual([1, 1]);
    expect(await previewCalendarChange(actor("admin"), counted, now)).toMatchObject({ moved: 1, earlier: 1 });
    await change(counted);
    await carry();
    expect(await look(id)).toMatchObject({ dueOn: "2026-12-05", dueAt: new Date("2026-12-05T09:30:00+07:00").toISOString() });
    expect((await look(inDays.id)).version).toBe(1);
    await asOwner((c) =>
      c.query("update procedure_time_limit set value = 20, unit = 'WORKING_DAY' where procedure_id = $1", [procedure.land]),
    );
  });

  test("are what the unit's dossiers are counted by everywhere, and those of its desk", async () => {
    await change(early);
    await carry();
    const closing = (on: string) => new Date(`${on}T16:00:00+07:00`).toISOString();
    const ours = await accept(procedure.house, "2026-12-01");
    const theirs = await atPhuongDo("2026-12-01");
    expect([ours.dueAt, theirs.dueAt]).toEqual([closing("2026-12-15"), day("2026-12-15", "10").toISOString()]);
    const seen = await findDossier(actor("leader"), ours.id, await detailClock(day("2026-12-15")));
    expect(seen.dueStory?.dueAt).toBe(closing("2026-12-15"));
    // From nine o'clock until it closes at four: two and a half hours and three.
    expect([seen.workingMinutesLeft, seen.workingDayMinutes]).toEqual([330, 450]);
    const asked = { procedureId: procedure.house, channel: "COUNTER" } as const;
    const clock = await detailClock(day("2026-12-01"));
    const due = async (unitId?: number) =>
      (await findDue(actor("officer"), { ...asked, ...(unitId ? { unitId } : {}) }, clock)).story?.dueAt;
    expect([await due(unit.tranPhu), await due(unit.tranPhuDesk), await due(unit.phuongDo), await due()]).toEqual([
      ...[closing("2026-12-15"), closing("2026-12-15")],
      ...[day("2026-12-15", "10").toISOString(), day("2026-12-15", "10").toISOString()],
    ]);
    const begun = await step(ours.id, "officer", "2026-12-01", "start", 1);
    const waits = await step(ours.id, "officer", "2026-12-02", "requestPayment", begun.version);
    const resumed = await step(ours.id, "officer", "2026-12-04", "confirmPayment", waits.version);
    expect(resumed.dueAt).toBe(closing("2026-12-17"));
    const extended = await step(ours.id, "head", "2026-12-07", "extend", resumed.version, "2026-12-21");
    expect((await look(ours.id)).events.at(-1)?.dueAtAfter).toBe(closing("2026-12-21"));
    expect(extended.dueOn).toBe("2026-12-17");
    const judge = await loadJudge({ unitId: unit.tranPhu, reach: "all", now });
    expect([unit.tranPhuDesk, unit.phuongDo].map((id) => closingMinute(judge.calendarIn(id), "2026-12-15"))).toEqual([960, 1020]);
    // A day off of the whole city moves both by a day, each to the closing of its own unit.
    await change({ ...storm, days: [{ on: "2026-12-08", kind: "SWAPPED_OFF" }] });
    await carry();
    expect([(await look(ours.id)).dueAt, (await look(theirs.id)).dueAt]).toEqual([
      closing("2026-12-18"),
      day("2026-12-16", "10").toISOString(),
    ]);
    expect(await differing()).toEqual([]);
  });

  test("need hours from Monday to Friday, a unit that is there, and the right to the calendar", async () => {
    const saturdayOnly = { ...early, stretches: [stretch([6], 450, 690, true)] };
    await expect(change(saturdayOnly)).rejects.toMatchObject({ code: "office-hours-weekday-missing" });
    await expect(change({ ...early, stretches: [stretch(weekdays, 420, 690, true)] })).rejects.toMatchObject({
      code: "office-hours-reception",
    });
    await expect(change({ ...early, unitId: 999 })).rejects.toMatchObject({ kind: "not-found" });
    const version = await calendarVersion();
    await expect(changeCalendar({ actor: actor("head"), now }, { change: early, version })).rejects.toMatchObject({
      code: "permission",
    });
  });
});

describe("order among changes", () => {
  test("a preview that is no longer true, a change while another runs, a change that says nothing new: refused", async () => {
    const { version } = await previewCalendarChange(actor("admin"), storm, now);
    await changeCalendar(admin, { change: storm, version });
    await expect(changeCalendar(admin, { change: back, version })).rejects.toMatchObject({ code: "calendar-changed" });
    await expect(change(back)).rejects.toMatchObject({ code: "calendar-redating" });
    await carry();
    await change(back);
    await carry();
    await expect(change(back)).rejects.toMatchObject({ code: "calendar-unchanged" });
  });
  test("of two at the same moment one is made", async () => {
    const version = await calendarVersion();
    const both = await Promise.allSettled([1, 2, 3].map(() => changeCalendar(admin, { change: storm, version })));
    expect(both.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    expect(await db.redating.count()).toBe(1);
  });
  test("the work may be taken up twice, at once or after a crash: each dossier moves once", async () => {
    const { id } = await accept(procedure.house, "2026-11-25");
    // A register's own day, which counting afresh would not find: only the mark of the change keeps it from moving twice.
    await asOwner((c) =>
      c.query("update dossier set due_at = '2026-12-15T10:00:00Z', due_on = '2026-12-15' where id = $1", [id]),
    );
    const { id: redatingId } = await change(storm);
    await Promise.all([redateDossiers({ redatingId }), redateDossiers({ redatingId })]);
    await asOwner((c) => c.query("update redating set status = 'RUNNING', done_at = null"));
    await redateDossiers({ redatingId });
    expect(await look(id)).toMatchObject({ dueOn: "2026-12-16", version: 2 });
  });
  test("somebody who moves the dossier meanwhile is not overruled, and it is moved all the same", async () => {
    const { id } = await accept(procedure.house, "2026-11-25");
    const { id: redatingId } = await change(storm);
    await Promise.all([step(id, "officer", "2026-11-30", "start", 1), redateDossiers({ redatingId })]).catch((error: unknown) =>
      expect(error).toMatchObject({ code: "dossier-changed" }),
    );
    await carry();
    expect((await look(id)).dueOn).toBe("2026-12-10");
  });
  test("is for those who keep the calendar", async () => {
    const version = await calendarVersion();
    for (const name of ["leader", "head", "officer", "auditor"] as const) {
      await expect(changeCalendar({ actor: actor(name), now }, { change: storm, version })).rejects.toMatchObject({
        code: "permission",
      });
      await expect(previewCalendarChange(actor(name), storm, now)).rejects.toMatchObject({ kind: "not-found" });
      await expect(listRedatings(actor(name))).rejects.toMatchObject({ kind: "not-found" });
    }
  });
});

test("ten thousand open dossiers move, each with its event, and the numbers stay exact", async () => {
  const count = 10_000;
  await asOwner((c) =>
    c.query(
      `with made as (
        insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search, limit_value,
          limit_unit, accepted_at, accepted_on, due_at, due_on)
        select 'H22.15.7-261125-' || lpad(n::text, 5, '0'), $1, $2, $2, 'COUNTER', 'IN_PROGRESS', 'Thử', 'thu', 10, 'WORKING_DAY',
          '2026-11-25T02:00:00Z', '2026-11-25', '2026-12-09T10:00:00Z', '2026-12-09' from generate_series(1, $3::int) n returning id
      ) insert into dossier_event (dossier_id, version, kind, to_state, at, actor_id, actor_name, due_at_after)
        select id, 1, 'import', 'IN_PROGRESS', now(), 'user:3', 'Thử', '2026-12-09T10:00:00Z' from made`,
      [procedure.house, unit.tranPhu, count],
    ),
  );
  const startedAt = Date.now();
  const preview = await previewCalendarChange(actor("admin"), storm, now);
  const previewedAt = Date.now();
  expect(preview).toMatchObject({ moved: count, later: count });
  expect(preview.rows).toHaveLength(100);
  const file = await previewedFile(
    actor("admin"),
    { change: storm, version: preview.version, format: "csv" },
    { locale: "vi", now },
  );
  expect((await text(file.body)).split("\r\n").filter((line) => line.startsWith("H22."))).toHaveLength(count);
  await changeCalendar(admin, { change: storm, version: preview.version });
  await carry();
  const doneAt = Date.now();
  expect(await listRedatings(actor("admin"))).toMatchObject([{ status: "DONE", expected: count, seen: count, moved: count }]);
  const [{ moved, told }] = await asOwner(
    async (c) =>
      (
        await c.query(
          "select (select count(*)::int from dossier where due_on = '2026-12-10') moved, (select count(*)::int from dossier_event where kind = 'redate') told",
        )
      ).rows,
  );
  expect([moved, told]).toEqual([count, count]);
  expect(await differing()).toEqual([]);
  console.info(`10,000 open dossiers: preview ${previewedAt - startedAt} ms, re-dated in ${doneAt - previewedAt} ms`);
}, 180_000);
