import { beforeAll, describe, expect, test } from "vitest";
import { clearCalendarDay, setCalendarDay, setOfficeHours, startCalendarYear } from "@/lib/calendar/commands";
import { listCalendar, namedDays, workingCalendar } from "@/lib/calendar/queries";
import { addWorkingDays, isDecided, isWorkingDay, officeStretches } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { seedCalendar } from "@/prisma/seed/calendar";
import { actor, asOwner, foundCity } from "../city";
import { shipped } from "./years";

const now = new Date("2026-11-22T03:00:00Z");
const admin = { actor: actor("admin"), now };
const storm = {
  on: "2026-12-03",
  kind: "SWAPPED_OFF",
  status: "CONFIRMED",
  name: "Nghỉ phòng chống bão",
  source: "Công điện 01/CĐ-UBND",
} as const;

beforeAll(foundCity);

describe("the shipped calendar in the database", () => {
  test("is loaded as it is written", async () => {
    expect(await workingCalendar()).toEqual(shipped);
    expect((await namedDays()).get("2026-11-24")).toEqual({ kind: "HOLIDAY", name: "Ngày Văn hóa Việt Nam" });
  });
  test("is seeded once, and never over what a city entered", async () => {
    const count = () => db.calendarDay.count();
    const before = await count();
    await asOwner(seedCalendar);
    expect(await count()).toBe(before);
  });
  test("a year tells its sources and its working days", async () => {
    const year = await listCalendar(actor("leader"), 2026);
    expect(year).toMatchObject({ isDecided: true, workingDays: 249, history: [] });
    expect(year.days.find((d) => d.on === "2026-11-24")).toMatchObject({
      status: "CONFIRMED",
      source: expect.stringContaining("28/2026/QH16"),
    });
    expect((await listCalendar(actor("leader"), 2027)).days.every((d) => d.status === "EXPECTED")).toBe(true);
    expect(await listCalendar(actor("leader"), 2028)).toMatchObject({ isDecided: false, workingDays: null, days: [] });
  });
});

describe("changing a day", () => {
  test("moves deadlines, keeps what stood before, and tells who", async () => {
    expect(addWorkingDays("2026-12-01", 3, await workingCalendar())).toBe("2026-12-04");
    await setCalendarDay(admin, storm);
    expect(addWorkingDays("2026-12-01", 3, await workingCalendar())).toBe("2026-12-07");
    await setCalendarDay(admin, { ...storm, name: "Nghỉ phòng chống bão số 12" });
    const year = await listCalendar(actor("auditor"), 2026);
    expect(year.days.find((d) => d.on === storm.on)).toMatchObject({
      name: "Nghỉ phòng chống bão số 12",
      recordedBy: "Vũ Hải Yến",
    });
    expect(year.history).toMatchObject([{ on: storm.on, name: "Nghỉ phòng chống bão", supersededBy: "Vũ Hải Yến" }]);
    await clearCalendarDay(admin, { on: storm.on, source: "Công điện 02/CĐ-UBND" });
    expect(isWorkingDay(storm.on, await workingCalendar())).toBe(true);
    const entries = await asOwner((c) => c.query("select action from audit_entry where subject = 'calendar-day' order by id"));
    expect(entries.rows.map((r) => r.action)).toEqual(["calendar.set", "calendar.set", "calendar.clear"]);
  });
  test("a make-up Saturday is worked (P1)", async () => {
    await setCalendarDay(admin, { ...storm, on: "2026-12-12", kind: "MAKE_UP", name: "Làm bù" });
    expect(addWorkingDays("2026-12-11", 1, await workingCalendar())).toBe("2026-12-12");
  });
  test.each([
    [{ ...storm, on: "2026-12-05" }, "calendar-day-already-off"],
    [{ ...storm, on: "2026-12-04", kind: "MAKE_UP" as const }, "calendar-day-already-worked"],
    [{ ...storm, on: "2028-01-03" }, "calendar-year-not-started"],
    [{ ...storm, on: "2026-02-30" }, "input"],
    [{ ...storm, source: "" }, "input"],
  ])("refuses %o: %s", async (input, code) => {
    await expect(setCalendarDay(admin, input)).rejects.toMatchObject({ code });
  });
  test("is for those who keep the calendar, in the whole city", async () => {
    for (const name of ["leader", "head", "officer", "auditor"] as const)
      await expect(setCalendarDay({ actor: actor(name), now }, storm)).rejects.toMatchObject({ code: "permission" });
  });
  test("a day without an entry cannot be cleared", async () => {
    await expect(clearCalendarDay(admin, { on: "2026-12-15", source: "Không có" })).rejects.toMatchObject({ kind: "not-found" });
  });
  test("two at the same moment leave one entry standing", async () => {
    const both = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => setCalendarDay(admin, { ...storm, on: "2026-12-17", name: `Nghỉ lần ${n}` })),
    );
    for (const result of both)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "calendar-day-changed" });
    expect(await db.calendarDay.count({ where: { on: new Date("2026-12-17"), supersededAt: null } })).toBe(1);
  });
});

describe("a new year", () => {
  test("is started whole from the law, once, and then can be changed", async () => {
    expect(isDecided("2028-06-01", await workingCalendar())).toBe(false);
    await startCalendarYear(admin, { year: 2028 });
    expect(isDecided("2028-06-01", await workingCalendar())).toBe(true);
    expect((await listCalendar(actor("admin"), 2028)).days).toHaveLength(12);
    await expect(startCalendarYear(admin, { year: 2028 })).rejects.toMatchObject({ code: "calendar-year-started" });
    await expect(startCalendarYear(admin, { year: 2060 })).rejects.toMatchObject({ code: "calendar-year-beyond-tables" });
    await setCalendarDay(admin, { ...storm, on: "2028-05-02" });
  });
  test("is not decided by a day that stands there alone, which then stays when the year is started", async () => {
    await asOwner((c) =>
      c.query(
        `insert into calendar_day ("on", kind, status, name, source, recorded_by) values ('2029-01-02', 'HOLIDAY', 'CONFIRMED', 'Lễ hội', 'QĐ 1', 'thử')`,
      ),
    );
    expect(await listCalendar(actor("admin"), 2029)).toMatchObject({ isDecided: false, days: [{ on: "2029-01-02" }] });
    await expect(setCalendarDay(admin, { ...storm, on: "2029-01-03" })).rejects.toMatchObject({
      code: "calendar-year-not-started",
    });
    await startCalendarYear(admin, { year: 2029 });
    const year = await listCalendar(actor("admin"), 2029);
    expect([year.isDecided, year.days.some((d) => d.name === "Lễ hội")]).toEqual([true, true]);
    const feast = { on: "2029-04-30", source: "Nhầm" };
    await expect(clearCalendarDay(admin, feast)).rejects.toMatchObject({ code: "calendar-holiday-stays" });
    await asOwner((c) => c.query("delete from calendar_day where \"on\" >= '2029-01-01'"));
  });
  test("a year with a gap before it is not reached over the gap", async () => {
    await startCalendarYear(admin, { year: 2031 });
    expect(await workingCalendar()).toMatchObject({ knownFrom: "2023-01-01", knownUntil: "2028-12-31" });
  });
});

test("office hours hold from a day on, and the days before keep theirs", async () => {
  const winter = [
    { opensMinute: 450, closesMinute: 720 },
    { opensMinute: 780, closesMinute: 1050 },
  ];
  await setOfficeHours(admin, { validFrom: "2026-12-01", stretches: winter, source: "Quyết định giờ mùa đông" });
  const plain = winter.map((stretch) => ({ ...stretch, weekdays: [1, 2, 3, 4, 5], isReceptionOnly: false }));
  expect((await workingCalendar()).hours).toEqual([...shipped.hours, { validFrom: "2026-12-01", stretches: plain }]);
  await expect(
    setOfficeHours(admin, {
      validFrom: "2027-01-01",
      stretches: [
        { opensMinute: 420, closesMinute: 700 },
        { opensMinute: 690, closesMinute: 1020 },
      ],
      source: "Sai giờ",
    }),
  ).rejects.toMatchObject({ code: "office-hours-overlap" });
});

test("a week with a Saturday morning is kept by its days, and that Saturday may be taken off", async () => {
  const saturday = { ...storm, on: "2026-12-19" };
  await expect(setCalendarDay(admin, saturday)).rejects.toMatchObject({ code: "calendar-day-already-off" });
  const week = [
    { weekdays: [1, 2, 3, 4, 5], opensMinute: 420, closesMinute: 690, isReceptionOnly: false },
    { weekdays: [1, 2, 3, 4], opensMinute: 810, closesMinute: 1020, isReceptionOnly: false },
    { weekdays: [6], opensMinute: 450, closesMinute: 690, isReceptionOnly: false },
  ];
  const from = { validFrom: "2026-12-10", source: "Quyết định thử" };
  await expect(setOfficeHours(admin, { ...from, stretches: week.slice(1) })).rejects.toMatchObject({
    code: "office-hours-weekday-missing",
  });
  await setOfficeHours(admin, { ...from, stretches: week });
  const calendar = await workingCalendar();
  expect(calendar.hours.at(-1)).toEqual({ validFrom: "2026-12-10", stretches: [week[0], week[2], week[1]] });
  expect(officeStretches("2026-12-19", calendar)).toEqual([week[2]]);
  await setCalendarDay(admin, saturday);
  expect(officeStretches("2026-12-19", await workingCalendar())).toEqual([]);
});

test("an empty calendar decides nothing", async () => {
  await asOwner((c) => c.query("delete from calendar_day"));
  const calendar = await workingCalendar();
  expect(() => isWorkingDay("2026-11-23", calendar)).toThrow(expect.objectContaining({ code: "calendar-not-decided" }));
});
