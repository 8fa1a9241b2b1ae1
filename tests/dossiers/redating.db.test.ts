import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CalendarChange } from "@/lib/calendar/model";
import { calendarVersion } from "@/lib/calendar/queries";
import { db } from "@/lib/db/client";
import { acceptDossier, changeCalendar, moveDossier } from "@/lib/dossiers/commands";
import { redateDossiers } from "@/lib/dossiers/jobs";
import type { MoveName } from "@/lib/dossiers/model";
import { detailClock, findDossier, listRedatings, previewCalendarChange } from "@/lib/dossiers/queries";
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
        { weekdays: [1, 2, 3, 4, 5], opensMinute: 810, closesMinute: 990 },
        { weekdays: [1, 2, 3, 4, 5], opensMinute: 450, closesMinute: 690 },
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

test("ten thousand open dossiers move in seconds, each with its event, and the numbers stay exact", async () => {
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
  expect(doneAt - startedAt).toBeLessThan(25_000);
}, 60_000);
