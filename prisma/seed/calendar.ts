import type pg from "pg";
import type { CalendarDayKind, OfficeWeek, WorkingCalendar } from "../../lib/calendar/model";

export type SeedDay = {
  on: string;
  kind: CalendarDayKind;
  status: "CONFIRMED" | "EXPECTED";
  name: string;
  source: string;
};

const labourCode = "Bộ luật Lao động 2019, Điều 112";
const compensation = "Bộ luật Lao động 2019, Điều 111 khoản 3";
/** Years lived through. What was published is certain; the numbers of the yearly notices were not checked here, so none is given. */
const lived = (year: number) => `${labourCode}; lịch nghỉ ${year} đã thực hiện, số thông báo chưa đối chiếu`;
const livedCompensation = (year: number) => `${compensation}; lịch nghỉ ${year} đã thực hiện, số thông báo chưa đối chiếu`;
const livedSwap = (year: number) => `Hoán đổi ngày làm việc năm ${year} đã thực hiện, số văn bản chưa đối chiếu`;
const notice2026 = "Công văn 9859/VPCP-KGVX và Thông báo 9441/TB-BNV năm 2025";
const cultureDay = "Nghị quyết 28/2026/QH16, hiệu lực 01/7/2026";
const expected2027 = "Dự kiến, suy từ luật và âm lịch (UTC+7); chờ thông báo chính thức cho năm 2027";

const tet = "Tết Nguyên đán";
const tetCompensation = "Nghỉ bù Tết Nguyên đán";
const kings = "Giỗ Tổ Hùng Vương";
const victory = "Ngày Chiến thắng 30/4";
const labour = "Ngày Quốc tế lao động 1/5";
const independence = "Quốc khánh";
const newYear = "Tết Dương lịch";
const culture = "Ngày Văn hóa Việt Nam";

function days(
  dates: readonly string[],
  kind: CalendarDayKind,
  name: string,
  source: string,
  status: SeedDay["status"] = "CONFIRMED",
): SeedDay[] {
  return dates.map((on) => ({ on, kind, status, name, source }));
}

/** Every weekday off and every Saturday worked from 2023 to 2027. Feasts that fell on a weekend are told by their compensatory day. */
export const calendarDays: readonly SeedDay[] = [
  ...days(["2023-01-02"], "COMPENSATORY", `Nghỉ bù ${newYear}`, livedCompensation(2023)),
  ...days(["2023-01-20", "2023-01-23", "2023-01-24"], "HOLIDAY", tet, lived(2023)),
  ...days(["2023-01-25", "2023-01-26"], "COMPENSATORY", tetCompensation, livedCompensation(2023)),
  ...days(["2023-05-01"], "HOLIDAY", labour, lived(2023)),
  ...days(["2023-05-02"], "COMPENSATORY", `Nghỉ bù ${kings}`, livedCompensation(2023)),
  ...days(["2023-05-03"], "COMPENSATORY", "Nghỉ bù ngày 30/4", livedCompensation(2023)),
  ...days(["2023-09-01"], "HOLIDAY", independence, lived(2023)),
  ...days(["2023-09-04"], "COMPENSATORY", `Nghỉ bù ${independence}`, livedCompensation(2023)),

  ...days(["2024-01-01"], "HOLIDAY", newYear, lived(2024)),
  ...days(["2024-02-08", "2024-02-09", "2024-02-12"], "HOLIDAY", tet, lived(2024)),
  ...days(["2024-02-13", "2024-02-14"], "COMPENSATORY", tetCompensation, livedCompensation(2024)),
  ...days(["2024-04-18"], "HOLIDAY", kings, lived(2024)),
  ...days(["2024-04-29"], "SWAPPED_OFF", "Nghỉ hoán đổi dịp 30/4 và 1/5", livedSwap(2024)),
  ...days(["2024-04-30"], "HOLIDAY", victory, lived(2024)),
  ...days(["2024-05-01"], "HOLIDAY", labour, lived(2024)),
  ...days(["2024-05-04"], "MAKE_UP", "Làm bù cho ngày 29/4", livedSwap(2024)),
  ...days(["2024-09-02", "2024-09-03"], "HOLIDAY", independence, lived(2024)),

  ...days(["2025-01-01"], "HOLIDAY", newYear, lived(2025)),
  ...days(["2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31"], "HOLIDAY", tet, lived(2025)),
  ...days(["2025-04-07"], "HOLIDAY", kings, lived(2025)),
  ...days(["2025-04-26"], "MAKE_UP", "Làm bù cho ngày 02/5", livedSwap(2025)),
  ...days(["2025-04-30"], "HOLIDAY", victory, lived(2025)),
  ...days(["2025-05-01"], "HOLIDAY", labour, lived(2025)),
  ...days(["2025-05-02"], "SWAPPED_OFF", "Nghỉ hoán đổi dịp 30/4 và 1/5", livedSwap(2025)),
  ...days(["2025-09-01", "2025-09-02"], "HOLIDAY", independence, lived(2025)),

  ...days(["2026-01-01"], "HOLIDAY", newYear, `${labourCode}; ${notice2026}`),
  ...days(["2026-01-02"], "SWAPPED_OFF", `Nghỉ hoán đổi dịp ${newYear}`, notice2026),
  ...days(["2026-01-10"], "MAKE_UP", "Làm bù cho ngày 02/01", notice2026),
  ...days(["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"], "HOLIDAY", tet, `${labourCode}; ${notice2026}`),
  ...days(["2026-04-27"], "COMPENSATORY", `Nghỉ bù ${kings}`, compensation),
  ...days(["2026-04-30"], "HOLIDAY", victory, labourCode),
  ...days(["2026-05-01"], "HOLIDAY", labour, labourCode),
  ...days(["2026-08-22"], "MAKE_UP", "Làm bù cho ngày 31/8", notice2026),
  ...days(["2026-08-31"], "SWAPPED_OFF", `Nghỉ hoán đổi dịp ${independence}`, notice2026),
  ...days(["2026-09-01", "2026-09-02"], "HOLIDAY", independence, `${labourCode}; ${notice2026}`),
  ...days(["2026-11-24"], "HOLIDAY", culture, cultureDay),

  // Mùng 1 is Saturday 6/2/2027: one day before and four after, the most usual choice; Saturday and Sunday are given back on 10 and 11/2.
  ...days(["2027-01-01"], "HOLIDAY", newYear, `${labourCode}. ${expected2027}`, "EXPECTED"),
  ...days(["2027-02-05", "2027-02-08", "2027-02-09"], "HOLIDAY", tet, `${labourCode}. ${expected2027}`, "EXPECTED"),
  ...days(["2027-02-10", "2027-02-11"], "COMPENSATORY", tetCompensation, `${compensation}. ${expected2027}`, "EXPECTED"),
  ...days(["2027-04-16"], "HOLIDAY", kings, `${labourCode} (10/3 âm lịch). ${expected2027}`, "EXPECTED"),
  ...days(["2027-04-30"], "HOLIDAY", victory, `${labourCode}. ${expected2027}`, "EXPECTED"),
  ...days(["2027-05-03"], "COMPENSATORY", "Nghỉ bù ngày 1/5", `${compensation}. ${expected2027}`, "EXPECTED"),
  ...days(["2027-09-02", "2027-09-03"], "HOLIDAY", independence, `${labourCode}. ${expected2027}`, "EXPECTED"),
  ...days(["2027-11-24"], "HOLIDAY", culture, `${cultureDay}. ${expected2027}`, "EXPECTED"),
];

/** Monday to Friday, eight hours; each city sets its own and changes it in the settings. */
export const officeHours = [
  { validFrom: "2018-01-01", opensMinute: 7 * 60, closesMinute: 11 * 60 + 30, source: "Giờ hành chính mặc định" },
  { validFrom: "2018-01-01", opensMinute: 13 * 60 + 30, closesMinute: 17 * 60, source: "Giờ hành chính mặc định" },
] as const;

/** The same as the week that deadlines are counted with. */
export const officeWeeks: readonly OfficeWeek[] = [
  {
    validFrom: "2018-01-01",
    stretches: officeHours.map(({ opensMinute, closesMinute }) => ({
      ...{ weekdays: [1, 2, 3, 4, 5], opensMinute, closesMinute },
      isReceptionOnly: false,
    })),
  },
];

/** Fills the calendar and the office hours where they are still empty; what a city entered itself is never touched. */
export async function seedCalendar(client: Pick<pg.ClientBase, "query">): Promise<void> {
  await client.query(
    `insert into calendar_day ("on", kind, status, name, source, recorded_by)
     select d."on", d.kind::calendar_day_kind, d.status::calendar_day_status, d.name, d.source, 'system:seed'
       from json_to_recordset($1) as d("on" date, kind text, status text, name text, source text)
      where not exists (select from calendar_day)`,
    [JSON.stringify(calendarDays)],
  );
  await client.query(
    `insert into office_hours (valid_from, opens_minute, closes_minute, source)
     select h.valid_from, h.opens_minute, h.closes_minute, h.source
       from json_to_recordset($1) as h(valid_from date, opens_minute int, closes_minute int, source text)
      where not exists (select from office_hours)`,
    [
      JSON.stringify(
        officeHours.map((h) => ({
          valid_from: h.validFrom,
          opens_minute: h.opensMinute,
          closes_minute: h.closesMinute,
          source: h.source,
        })),
      ),
    ],
  );
}

/** Until when the seeded calendar is decided; the living year ends early enough for its last due days. */
export const knownUntil = "2027-12-31";
/** The calendar as it is seeded, for what the demo counts itself. */
export const seedWorkingCalendar: WorkingCalendar = {
  daysOff: new Set(calendarDays.filter((d) => d.kind !== "MAKE_UP").map((d) => d.on)),
  makeUpDays: new Set(calendarDays.filter((d) => d.kind === "MAKE_UP").map((d) => d.on)),
  hours: officeWeeks,
  knownFrom: "2023-01-01",
  knownUntil,
};
