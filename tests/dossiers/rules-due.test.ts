import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Day } from "@/lib/calendar/model";
import { addDays, cityDay, isWorkingDay, weekdayOf, workingDaysBetween } from "@/lib/calendar/rules";
import { dueText } from "@/lib/dossiers/labels";
import type { CutoffPolicy, LimitUnit } from "@/lib/dossiers/model";
import { dueOf, explainDue, type Limit } from "@/lib/dossiers/rules";
import { changed, names, shipped } from "../calendar/years";

const at = (day: Day, clock = "09:00") => new Date(`${day}T${clock}:00+07:00`);
const due = (acceptedAt: Date, value: number | null, unit: LimitUnit, cutoff: CutoffPolicy = "NONE", calendar = shipped) =>
  dueOf({ acceptedAt, limit: { value, unit }, cutoff, calendar });

describe("the published vectors (DOMAIN §1.6; Bộ luật Dân sự 2015 Đ.147–148)", () => {
  test.each([
    ["2026-02-12", 3, "WORKING_DAY", "2026-02-24", "over Tết"],
    ["2026-02-13", 3, "WORKING_DAY", "2026-02-25", "the whole Tết week"],
    ["2026-02-10", 10, "WORKING_DAY", "2026-03-03", "over Tết"],
    ["2026-08-21", 3, "WORKING_DAY", "2026-08-25", "P1: Saturday 22/8 is worked"],
    ["2026-08-28", 3, "WORKING_DAY", "2026-09-07", "31/8–2/9 off"],
    ["2024-05-03", 1, "WORKING_DAY", "2024-05-04", "P1: a make-up Saturday"],
    ["2025-04-25", 3, "WORKING_DAY", "2025-04-29", "P1: Saturday 26/4 is worked"],
    ["2023-01-19", 3, "WORKING_DAY", "2023-01-31", "over Tết"],
    ["2026-02-05", 10, "CALENDAR_DAY", "2026-02-23", "plain days end in Tết"],
    ["2026-11-09", 15, "CALENDAR_DAY", "2026-11-25", "plain days end on 24/11"],
    ["2026-11-20", 3, "WORKING_DAY", "2026-11-26", "over 24/11"],
    ["2026-01-31", 1, "MONTH", "2026-03-02", "no 31 February: 28/2, a Saturday, moves to Monday"],
  ] as const)("%s and %i %s: %s (%s)", (accepted, value, unit, expected, _why) => {
    expect(due(at(accepted), value, unit)?.dueOn).toBe(expected);
  });
});

describe("same day and cut-offs (Luật Hộ tịch 60/2014 Đ.5.3)", () => {
  test.each([
    ["2026-11-23 15:00", "SAME_DAY_15H", "2026-11-23", "at three sharp it is not after three"],
    ["2026-11-23 15:01", "SAME_DAY_15H", "2026-11-25", "after three: the next working day, 24/11 is off"],
    ["2026-11-22 16:00", "SAME_DAY_15H", "2026-11-23", "on a Sunday: as if come on Monday"],
    ["2026-11-23 16:30", "NONE", "2026-11-23", "without the 15:00 rule until closing"],
    ["2026-11-23 17:01", "NONE", "2026-11-25", "never due before it came"],
  ] as const)("%s %s: %s (%s)", (accepted, cutoff, expected, _why) => {
    const [day = "", clock] = accepted.split(" ");
    expect(due(at(day, clock), null, "SAME_DAY", cutoff)?.dueOn).toBe(expected);
  });
  test("the 15:00 rule adds a day to nothing else", () => {
    expect(due(at("2026-11-16", "16:00"), 3, "WORKING_DAY", "SAME_DAY_15H")?.dueOn).toBe("2026-11-19");
  });
  test("what comes after closing counts from the next working day, where a procedure says so", () => {
    expect(due(at("2026-11-20", "17:30"), 1, "WORKING_DAY", "AFTER_CLOSE_NEXT_DAY")?.dueOn).toBe("2026-11-25");
    expect(due(at("2026-11-20", "16:30"), 1, "WORKING_DAY", "AFTER_CLOSE_NEXT_DAY")?.dueOn).toBe("2026-11-23");
    expect(due(at("2026-11-21", "09:00"), 1, "WORKING_DAY", "AFTER_CLOSE_NEXT_DAY")?.dueOn).toBe("2026-11-25");
  });
  test("a limit in days ends when the office closes", () => {
    expect(due(at("2026-11-16", "08:13"), 1, "WORKING_DAY")?.dueAt).toEqual(at("2026-11-17", "17:00"));
  });
  test("hours: office hours stand at night and on days off, clock hours do not (1.004946: 12 giờ)", () => {
    expect(due(at("2026-11-23", "16:00"), 8, "WORKING_HOUR")?.dueAt).toEqual(at("2026-11-25", "16:00"));
    expect(due(at("2026-11-23", "16:00"), 12, "CLOCK_HOUR")?.dueAt).toEqual(at("2026-11-24", "04:00"));
  });
  test("free text, or a number that is missing, promises nothing", () => {
    expect(due(at("2026-11-23"), null, "TEXT")).toBeNull();
    expect(due(at("2026-11-23"), null, "WORKING_DAY")).toBeNull();
    expect(due(at("2026-11-23"), 0, "WORKING_DAY")).toBeNull();
    expect(dueOf({ acceptedAt: at("2026-11-23"), limit: null, cutoff: "NONE", calendar: shipped })).toBeNull();
  });
  test("a due day in a year nobody decided is refused", () => {
    expect(() => due(at("2027-12-28"), 10, "WORKING_DAY")).toThrow(expect.objectContaining({ code: "calendar-not-decided" }));
  });
});

const instant = fc.integer({ min: 0, max: 1400 * 86_400 }).map((s) => new Date(Date.UTC(2023, 0, 2) + s * 1000));
const countable = fc.record({
  value: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom<LimitUnit>("SAME_DAY", "WORKING_DAY", "CALENDAR_DAY", "MONTH", "WORKING_HOUR", "CLOCK_HOUR"),
});
const anyCutoff = fc.constantFrom<CutoffPolicy>("NONE", "SAME_DAY_15H", "AFTER_CLOSE_NEXT_DAY");
const fitting = (limit: Limit) => (limit.unit === "MONTH" ? { ...limit, value: Math.min(limit.value ?? 1, 4) } : limit);

describe("every limit", () => {
  test("is due after it came (T1), inside a working day but for clock hours (T3)", () => {
    fc.assert(
      fc.property(instant, countable, anyCutoff, (acceptedAt, raw, cutoff) => {
        const limit = fitting(raw);
        const answer = dueOf({ acceptedAt, limit, cutoff, calendar: shipped });
        if (!answer) throw new Error("countable");
        expect(answer.dueAt >= acceptedAt).toBe(true);
        expect(cityDay(answer.dueAt)).toBe(answer.dueOn);
        if (limit.unit !== "CLOCK_HOUR") expect(isWorkingDay(answer.dueOn, shipped)).toBe(true);
      }),
    );
  });
  test("later acceptance or more days are never due earlier (T2)", () => {
    fc.assert(
      fc.property(
        instant,
        countable,
        anyCutoff,
        fc.integer({ min: 0, max: 10 * 86_400 }),
        fc.nat({ max: 5 }),
        (acceptedAt, raw, cutoff, later, more) => {
          const limit = fitting(raw);
          const on = (accepted: Date, l: Limit) =>
            dueOf({ acceptedAt: accepted, limit: l, cutoff, calendar: shipped })?.dueAt ?? new Date(0);
          const base = on(acceptedAt, limit);
          expect(on(new Date(acceptedAt.getTime() + later * 1000), limit) >= base).toBe(true);
          expect(on(acceptedAt, { ...limit, value: (limit.value ?? 0) + (limit.unit === "MONTH" ? 0 : more) }) >= base).toBe(
            true,
          );
        },
      ),
    );
  });
  test("a day off more is never due earlier; a make-up Saturday more is never due later (T6)", () => {
    fc.assert(
      fc.property(instant, countable, anyCutoff, fc.nat({ max: 60 }), (acceptedAt, raw, cutoff, ahead) => {
        const limit = fitting(raw);
        const touched = addDays(cityDay(acceptedAt), ahead);
        const isWeekend = weekdayOf(touched) > 5;
        const after = changed(isWeekend ? { worked: [touched] } : { off: [touched] });
        const dueUnder = (calendar: typeof shipped) => dueOf({ acceptedAt, limit, cutoff, calendar })?.dueAt ?? new Date(0);
        const [was, is] = [dueUnder(shipped), dueUnder(after)];
        // A Saturday that became a working day is also a day late-comers and same-day cases can be taken on: never later either.
        expect(isWeekend ? is <= was : is >= was).toBe(true);
      }),
    );
  });
  test("explains itself: weekdays passed, days off and make-up days account for every day", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 40 }), anyCutoff, (acceptedAt, value, cutoff) => {
        const e = explainDue({ acceptedAt, limit: { value, unit: "WORKING_DAY" }, cutoff, calendar: shipped, names });
        if (!e) throw new Error("countable");
        expect(workingDaysBetween(e.countedFrom, e.dueOn, shipped)).toBe(value);
        const passed = Math.round((at(e.dueOn).getTime() - at(e.countedFrom).getTime()) / 86_400_000);
        expect(passed).toBe(value + e.daysOff.length + e.weekendDays);
        expect(e.daysOff.every((d) => d.name !== "")).toBe(true);
      }),
    );
  });
});

describe("a due day in words", () => {
  const sentence = (day: Day, clock: string, limit: Limit, cutoff: CutoffPolicy = "NONE") => {
    const e = explainDue({ acceptedAt: at(day, clock), limit, cutoff, calendar: shipped, names });
    return e && [dueText("vi", e), dueText("en", e)];
  };
  test("names what was skipped", () => {
    expect(sentence("2026-11-20", "09:00", { value: 3, unit: "WORKING_DAY" })).toEqual([
      "3 ngày làm việc kể từ 20/11/2026, nghỉ 24/11 (Ngày Văn hóa Việt Nam) → thứ Năm 26/11/2026",
      "3 working days from 20/11/2026, off 24/11 (Ngày Văn hóa Việt Nam) → Thursday 26/11/2026",
    ]);
    expect(sentence("2026-02-13", "09:00", { value: 3, unit: "WORKING_DAY" })?.[0]).toBe(
      "3 ngày làm việc kể từ 13/02/2026, nghỉ 16/02–20/02 (Tết Nguyên đán) → thứ Tư 25/02/2026",
    );
  });
  test("names a Saturday that was worked", () => {
    expect(sentence("2026-08-21", "09:00", { value: 3, unit: "WORKING_DAY" })?.[0]).toBe(
      "3 ngày làm việc kể từ 21/08/2026, làm bù 22/08 (Làm bù cho ngày 31/8) → thứ Ba 25/08/2026",
    );
  });
  test("says where plain days ended, when that was a day off", () => {
    expect(sentence("2026-11-09", "09:00", { value: 15, unit: "CALENDAR_DAY" })?.[0]).toBe(
      "15 ngày kể từ 09/11/2026, hết hạn vào ngày nghỉ 24/11/2026, nghỉ 24/11 (Ngày Văn hóa Việt Nam) → thứ Tư 25/11/2026",
    );
  });
  test("hours are told by the clock, free text not at all", () => {
    expect(sentence("2026-11-23", "16:00", { value: 12, unit: "CLOCK_HOUR" })?.[0]).toBe(
      "12 giờ kể từ 23/11/2026 → 04:00 24/11/2026",
    );
    expect(sentence("2026-11-23", "16:00", { value: null, unit: "TEXT" })).toBeNull();
  });
});
