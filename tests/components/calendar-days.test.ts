import { describe, expect, test } from "vitest";
import { dayChange, daysOf } from "@/components/admin/calendar-days";
import { hoursByDay, minuteOf, stretchesOf, timePattern } from "@/components/admin/office-hours";
import { clock, groupsOf, hoursText, isForReception, weekdaysText } from "@/lib/calendar/labels";

const fields = { status: "CONFIRMED", name: "Nghỉ bão", source: "Công điện 01", madeUpOn: "" };

describe("the days of a form", () => {
  test("a range of days off takes its weekdays, one of make-up days its weekends", () => {
    const range = { from: "2026-12-03", to: "2026-12-08", madeUpOn: "" };
    expect(daysOf({ ...range, kind: "HOLIDAY" }).map((d) => d.on)).toEqual([
      "2026-12-03",
      "2026-12-04",
      "2026-12-07",
      "2026-12-08",
    ]);
    expect(daysOf({ ...range, kind: "MAKE_UP" }).map((d) => d.on)).toEqual(["2026-12-05", "2026-12-06"]);
  });
  test("a swapped day brings the Saturday worked for it", () => {
    expect(daysOf({ from: "2026-12-03", to: "2026-12-03", kind: "SWAPPED_OFF", madeUpOn: "2026-12-12" })).toEqual([
      { on: "2026-12-03", kind: "SWAPPED_OFF" },
      { on: "2026-12-12", kind: "MAKE_UP" },
    ]);
  });
  test("a single Saturday is asked for as it is: the calendar knows whether the office opens on it", () => {
    expect(daysOf({ from: "2026-12-05", to: "2026-12-05", kind: "HOLIDAY", madeUpOn: "" })).toEqual([
      { on: "2026-12-05", kind: "HOLIDAY" },
    ]);
  });
  test("what cannot be said is said so", () => {
    expect(dayChange({ ...fields, from: "2026-12-05", to: "2026-12-06", kind: "HOLIDAY" })).toBe("noDays");
    expect(dayChange({ ...fields, from: "2026-01-01", to: "2026-12-31", kind: "HOLIDAY" })).toBe("tooMany");
    expect(dayChange({ ...fields, from: "2026-12-03", to: "2026-12-01", kind: "HOLIDAY" })).toMatchObject({
      days: [{ on: "2026-12-03" }],
    });
  });
});

describe("times of the day in 24 hours", () => {
  test.each([
    ["07:30", 450],
    ["7:30", 450],
    ["7h30", 450],
    [" 23:59 ", 1439],
    ["24:00", Number.NaN],
    ["7:3", Number.NaN],
    ["1:30 PM", Number.NaN],
    ["", Number.NaN],
  ])("%s is minute %d", (text, minute) => {
    expect(minuteOf(text)).toBe(minute);
    expect(new RegExp(`^(?:${timePattern})$`).test(text.trim())).toBe(!Number.isNaN(minute));
  });
  test("and back", () => expect([clock(450), clock(0), clock(1439)]).toEqual(["07:30", "00:00", "23:59"]));
  test("stretches that hold from the same day are one line, the newest first", () => {
    const rows = [
      { validFrom: "2018-01-01", weekdays: [1, 2, 3, 4, 5], opensMinute: 420, closesMinute: 690, isReceptionOnly: false },
      { validFrom: "2018-01-01", weekdays: [1, 2, 3, 4, 5], opensMinute: 810, closesMinute: 1020, isReceptionOnly: false },
      { validFrom: "2026-12-01", weekdays: [1, 2, 3, 4, 5], opensMinute: 450, closesMinute: 690, isReceptionOnly: false },
    ];
    expect(hoursByDay(rows).map((g) => [g.first.validFrom, g.stretches.length])).toEqual([
      ["2026-12-01", 1],
      ["2018-01-01", 2],
    ]);
  });
});

describe("the hours of a week", () => {
  const week = [
    { weekdays: [1, 2, 3, 4, 5], opensMinute: 420, closesMinute: 690, isReceptionOnly: false },
    { weekdays: [1, 2, 3, 4], opensMinute: 810, closesMinute: 1020, isReceptionOnly: false },
    { weekdays: [6], opensMinute: 450, closesMinute: 690, isReceptionOnly: false },
  ];
  test("days that keep the same hours are one line", () => {
    expect(groupsOf(week).map((g) => `${weekdaysText("vi", g.weekdays)}: ${hoursText(g.stretches)}`)).toEqual([
      "thứ Hai – thứ Năm: 07:00 – 11:30, 13:30 – 17:00",
      "thứ Sáu: 07:00 – 11:30",
      "thứ Bảy: 07:30 – 11:30",
    ]);
    expect(weekdaysText("vi", [1, 2, 5, 6, 7])).toBe("thứ Hai, thứ Ba, thứ Sáu – Chủ nhật");
  });
  test("what was typed becomes the same week again", () => {
    const typed = groupsOf(week).map(({ weekdays, stretches }) => ({
      ...{ weekdays, isReceptionOnly: isForReception(stretches) },
      sessions: stretches.map((s) => [clock(s.opensMinute), clock(s.closesMinute)] as const),
    }));
    const again = stretchesOf(typed);
    expect(typeof again === "string" ? again : groupsOf(again)).toEqual(
      groupsOf(week).map((g) => ({ ...g, stretches: g.stretches.map((s) => ({ ...s, weekdays: g.weekdays })) })),
    );
  });
  test.each([
    [[{ weekdays: [], sessions: [["07:00", "11:30"]], isReceptionOnly: false }], "noWeekday"],
    [
      [
        { weekdays: [1, 2], sessions: [["07:00", "11:30"]], isReceptionOnly: false },
        { weekdays: [2], sessions: [["07:00", "11:30"]], isReceptionOnly: false },
      ],
      "weekdayTwice",
    ],
    [[{ weekdays: [1], sessions: [["07:00", ""]], isReceptionOnly: false }], "halfTime"],
    [[{ weekdays: [1], sessions: [["07:00", "25:00"]], isReceptionOnly: false }], "halfTime"],
    [[{ weekdays: [1], sessions: [["", ""]], isReceptionOnly: false }], "noTime"],
  ] as const)("%j: %s", (groups, fault) => expect(stretchesOf(groups)).toBe(fault));
});
