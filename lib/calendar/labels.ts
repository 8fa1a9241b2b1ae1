import { type Locale, locales, say, type Words } from "@/lib/words";
import type { CalendarDayKind, CalendarDayStatus, OfficeStretch } from "./model";

export const calendarDayKindWords: Record<CalendarDayKind, Words> = {
  HOLIDAY: { vi: "Nghỉ lễ, Tết", en: "Public holiday" },
  COMPENSATORY: { vi: "Nghỉ bù", en: "Compensatory day off" },
  SWAPPED_OFF: { vi: "Nghỉ hoán đổi", en: "Swapped day off" },
  MAKE_UP: { vi: "Làm bù", en: "Make-up working day" },
};
export const calendarDayStatusWords: Record<CalendarDayStatus, Words> = {
  CONFIRMED: { vi: "Đã có thông báo", en: "Confirmed" },
  EXPECTED: { vi: "Dự kiến", en: "Expected" },
};
/** What is said of office hours in which no time limit runs. */
export const receptionOnlyWords: Words = {
  vi: "chỉ tiếp nhận, trả kết quả; không tính vào thời hạn",
  en: "to take in and hand out only; no time limit runs",
};
/** By weekdayOf: 1 Monday … 7 Sunday. */
export const weekdayWords: Readonly<Record<number, Words>> = {
  1: { vi: "thứ Hai", en: "Monday" },
  2: { vi: "thứ Ba", en: "Tuesday" },
  3: { vi: "thứ Tư", en: "Wednesday" },
  4: { vi: "thứ Năm", en: "Thursday" },
  5: { vi: "thứ Sáu", en: "Friday" },
  6: { vi: "thứ Bảy", en: "Saturday" },
  7: { vi: "Chủ nhật", en: "Sunday" },
};
/** 450 → "07:30". */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
/** The days of a week that keep the same hours and count alike. */
export type HoursGroup = { weekdays: number[]; stretches: readonly OfficeStretch[] };

/** A week as people say it: the days that keep the same hours together, in the order of the week. Days without hours are left out. */
export function groupsOf(stretches: readonly OfficeStretch[]): HoursGroup[] {
  const groups = new Map<string, HoursGroup>();
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    const own = stretches.filter((s) => s.weekdays.includes(weekday)).sort((a, b) => a.opensMinute - b.opensMinute);
    if (own.length === 0) continue;
    const key = `${hoursText(own)} ${isForReception(own)}`;
    const group = groups.get(key);
    if (group) group.weekdays.push(weekday);
    else groups.set(key, { weekdays: [weekday], stretches: own });
  }
  return [...groups.values()];
}

/** Is the counter only open to take in and hand out in these hours? A day is wholly so or not at all. */
export function isForReception(stretches: readonly OfficeStretch[]): boolean {
  return stretches.some((s) => s.isReceptionOnly);
}

/** "07:00 – 11:30, 13:30 – 17:00". */
export function hoursText(stretches: readonly OfficeStretch[]): string {
  return stretches.map((s) => `${clock(s.opensMinute)} – ${clock(s.closesMinute)}`).join(", ");
}

/** "thứ Hai – thứ Năm, thứ Bảy": three days or more in a row are said by the first and the last. */
export function weekdaysText(locale: Locale, weekdays: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of weekdays) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number) => say(locale, weekdayWords[day] ?? { vi: "", en: "" });
  return runs.flatMap((run) => (run.length > 2 ? [`${name(run[0] ?? 0)} – ${name(run.at(-1) ?? 0)}`] : run.map(name))).join(", ");
}

/** The hours of a week on a line, in both languages: "thứ Hai – thứ Sáu 07:00 – 11:30, 13:30 – 17:00; thứ Bảy 07:30 – 11:30". */
export function weekWords(stretches: readonly OfficeStretch[]): Words {
  const [vi, en] = locales.map((locale) =>
    groupsOf(stretches)
      .map((group) => `${weekdaysText(locale, group.weekdays)} ${hoursText(group.stretches)}`)
      .join("; "),
  );
  return { vi: vi ?? "", en: en ?? "" };
}
export const periodSchemeWords = {
  CALENDAR: { vi: "Tháng dương lịch", en: "Calendar months" },
  REPORT_15_14: { vi: "Kỳ báo cáo (ngày 15 đến ngày 14)", en: "Reporting periods (15th to 14th)" },
} as const satisfies Record<string, Words>;

export const refusals = {
  "calendar-not-decided": {
    vi: "Chưa có lịch làm việc của năm này nên chưa tính được thời hạn. Đề nghị quản trị bổ sung lịch nghỉ trong phần Lịch làm việc.",
    en: "The working calendar of that year is not set, so no deadline can be counted. Ask the administrator to add it under Working calendar.",
  },
  "office-hours-not-set": {
    vi: "Chưa khai báo giờ làm việc của cơ quan nên chưa tính được thời hạn.",
    en: "Office hours are not set, so no deadline can be counted.",
  },
  "office-hours-overlap": {
    vi: "Các buổi làm việc phải mở trước khi đóng và không chồng lên nhau.",
    en: "Each stretch of office hours must open before it closes, and they must not overlap.",
  },
  "office-hours-too-many": {
    vi: "Mỗi ngày có nhiều nhất hai buổi làm việc.",
    en: "A day has at most two stretches of office hours.",
  },
  "office-hours-reception": {
    vi: "Buổi chỉ tiếp nhận, trả kết quả dành cho thứ Bảy, Chủ nhật, và cả ngày phải cùng một cách tính.",
    en: "Reception-only hours are for Saturday and Sunday, and a day is either for reception or counts.",
  },
  "unit-hours-none": {
    vi: "Đơn vị này không có giờ làm việc riêng sau ngày đó.",
    en: "That unit has no office hours of its own after that day.",
  },
  "office-hours-weekday-missing": {
    vi: "Mỗi ngày từ thứ Hai đến thứ Sáu phải có ít nhất một buổi làm việc. Ngày nghỉ thì ghi vào lịch nghỉ.",
    en: "Every day from Monday to Friday needs at least one stretch of office hours. Enter a day off among the days off.",
  },
  "calendar-day-already-off": {
    vi: "Ngày này rơi vào thứ Bảy hoặc Chủ nhật, vốn đã là ngày nghỉ. Hãy nhập ngày nghỉ bù.",
    en: "That day is a Saturday or Sunday and already off. Enter the compensatory day instead.",
  },
  "calendar-day-already-worked": {
    vi: "Ngày này là ngày làm việc trong tuần nên không cần ghi làm bù.",
    en: "That day is a weekday and already worked, so it cannot be a make-up day.",
  },
  "calendar-day-changed": {
    vi: "Ngày này vừa được người khác sửa. Mời xem lại rồi ghi lại nếu vẫn cần.",
    en: "Somebody else has just changed that day. Look again, then save if it is still needed.",
  },
  "calendar-holiday-stays": {
    vi: "Đây là ngày nghỉ lễ, tết theo Bộ luật Lao động nên không bỏ khỏi lịch được. Nếu ngày nghỉ khác đi, hãy nhập ngày nghỉ mới trước, rồi bỏ ngày này.",
    en: "This is a public holiday of the Labour Code and cannot be taken off the calendar. If another day is off, enter that one first, then take this one off.",
  },
  "calendar-year-not-started": {
    vi: "Năm này chưa có lịch. Hãy lập lịch dự kiến của năm trước, rồi sửa từng ngày.",
    en: "That year has no calendar yet. Start its draft first, then change single days.",
  },
  "calendar-year-started": { vi: "Năm này đã có lịch.", en: "That year already has a calendar." },
  "calendar-year-beyond-tables": {
    vi: "Hệ thống chưa có bảng âm lịch của năm này nên không lập được lịch dự kiến.",
    en: "The lunar table does not reach that year, so it cannot be drafted.",
  },
} as const satisfies Record<string, Words>;
