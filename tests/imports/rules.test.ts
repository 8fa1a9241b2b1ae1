import { describe, expect, test } from "vitest";
import { given } from "@/lib/dossiers/model";
import { CityTime, type RawRow } from "@/lib/imports/model";
import { isRecord, type Judge, judgeRow } from "@/lib/imports/rules";
import { officeWeeks } from "@/prisma/seed/calendar";

const calendar = {
  daysOff: new Set(["2023-01-20", "2023-01-23", "2023-01-24", "2023-01-25", "2023-01-26"]),
  makeUpDays: new Set<string>(),
  hours: officeWeeks,
  knownFrom: "2023-01-01",
  knownUntil: "2023-12-31",
};
const judge: Judge = {
  now: new Date("2023-06-30T03:00:00Z"),
  today: "2023-06-30",
  calendarIn: () => calendar,
  unitId: 3,
  reach: [3, 4],
  unitByCode: (code) => (code === "H22.15.7" || code === "000.07.15.H22" ? 3 : code === "H22.15.9" ? 5 : null),
  unitByText: (text) => (text === "Một cửa Trần Phú" ? 4 : text === "Xã Phương Độ" ? 5 : null),
  procedureBy: (code, name) => (code === "1.004873" || name === "Khai sinh" ? 2 : null),
  termsOf: () => ({ limit: { value: 3, unit: "WORKING_DAY" }, cutoff: "NONE", serviceLevel: "FULL" }),
};
const base: RawRow = {
  code: "H22.15.7-230105-0001",
  procedureCode: "1.004873",
  applicantName: "Nguyễn Thị Lan",
  acceptedAt: "05/01/2023",
};
const judged = (row: RawRow) => {
  const verdict = judgeRow({ ...base, ...row }, judge);
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.reasons));
  return verdict.row;
};
const reasons = (row: RawRow) => {
  const verdict = judgeRow({ ...base, ...row }, judge);
  return verdict.ok ? [] : verdict.reasons.map((r) => (r.field ? `${r.code} ${r.field}` : r.code));
};
const at = (moment: { on: string; at: number } | null) =>
  moment && new Date(moment.at + 7 * 3_600_000).toISOString().slice(0, 16);

describe("a row becomes a dossier", () => {
  test("day and office hours, due by the rule of the procedure (Tết 20–26/1)", () => {
    const row = judged({ acceptedAt: "19/01/2023" });
    expect(at(row.accepted)).toBe("2023-01-19T08:00");
    expect(at(row.due)).toBe("2023-01-31T17:00");
    expect(row).toMatchObject({
      state: "IN_PROGRESS",
      outcome: null,
      unitId: 3,
      receivingUnitId: 3,
      channel: "COUNTER",
      given: 0,
    });
  });

  test("an Excel date, a date as text and a serial number are one day", () => {
    for (const acceptedAt of [new CityTime("2023-01-05", null), "05/01/2023", "2023-01-05", 44931])
      expect(judged({ acceptedAt }).accepted.on).toBe("2023-01-05");
  });

  test("both orders of the code (TT 01/2018 Đ.19, QĐ 20/2020)", () => {
    expect(judged({ code: "000.07.15.H22-230105-0001" })).toMatchObject({ code: "000.07.15.H22-230105-0001", unitId: 3 });
    expect(judged({ code: " h22.15.7 – 230105 – 0001 " }).code).toBe("H22.15.7-230105-0001");
  });

  test("what the register promised stands before what we would count", () => {
    const row = judged({ dueAt: "20/02/2023", endedAt: "20/02/2023" });
    expect(row).toMatchObject({ outcome: "ON_TIME", state: "FINISHED", due: { on: "2023-02-20" } });
    expect(row.given & given.due).toBe(given.due);
  });

  test.each([
    ["10/01/2023", "09/01/2023", "EARLY"],
    ["10/01/2023", "10/01/2023", "ON_TIME"],
    ["10/01/2023", "11/01/2023", "LATE"],
  ])("due %s, ended %s: %s (QĐ 766)", (dueAt, endedAt, outcome) => {
    expect(judged({ dueAt, endedAt })).toMatchObject({ outcome, workingDaysUsed: expect.any(Number) });
  });

  test("the end is the day of return where no other is told (DOMAIN §2.1)", () => {
    const row = judged({ returnedAt: "10/01/2023 09:30" });
    expect(row.state).toBe("RETURNED");
    expect([at(row.ended), at(row.returned)]).toEqual(["2023-01-10T09:30", "2023-01-10T09:30"]);
  });

  test("days without a clock keep their order beside instants of the same day", () => {
    const late = judged({ acceptedAt: "05/01/2023 17:30", endedAt: "05/01/2023", returnedAt: "05/01/2023" });
    expect([at(late.accepted), at(late.ended), at(late.returned)]).toEqual([
      "2023-01-05T17:30",
      "2023-01-05T17:30",
      "2023-01-05T17:30",
    ]);
    const early = judged({ endedAt: "05/01/2023 07:10" });
    expect([at(early.accepted), at(early.ended)]).toEqual(["2023-01-05T07:10", "2023-01-05T07:10"]);
  });

  test.each([
    ["Được tiếp nhận", {}, "ACCEPTED"],
    ["Đang xử lý", {}, "IN_PROGRESS"],
    ["ĐANG GIẢI QUYẾT (trong hạn)", {}, "IN_PROGRESS"],
    ["Yêu cầu bổ sung giấy tờ", {}, "AWAITING_SUPPLEMENT"],
    ["Chờ nộp thuế", {}, "AWAITING_PAYMENT"],
    ["Công dân yêu cầu rút hồ sơ", { endedAt: "09/01/2023" }, "WITHDRAWN"],
    ["Dừng xử lý", { endedAt: "09/01/2023" }, "STOPPED"],
    ["Đã xử lý xong", { endedAt: "09/01/2023" }, "FINISHED"],
    ["Hoàn thành", { endedAt: "09/01/2023", returnedAt: "10/01/2023" }, "RETURNED"],
    ["10", { endedAt: "09/01/2023" }, "RETURNED"],
    ["Đã trả kết quả", { returnedAt: "09/01/2023" }, "RETURNED"],
  ])("“%s” is %s", (state, more, expected) => {
    expect(judged({ state: state.normalize("NFD"), ...more }).state).toBe(expected);
  });

  test("waiting keeps its due day for later and says since when", () => {
    const row = judged({ state: "Chờ bổ sung", stoppedAt: "06/01/2023" });
    expect(row).toMatchObject({ stopKind: "SUPPLEMENT", stopped: { on: "2023-01-06" }, due: { on: "2023-01-10" } });
    expect(judged({ state: "Chờ bổ sung" }).stopped?.on).toBe("2023-06-30");
  });

  test("a refusal is a result", () => {
    expect(judged({ endedAt: "09/01/2023", result: "Từ chối" }).resultKind).toBe("REFUSED");
    expect(judged({ endedAt: "09/01/2023", state: "Từ chối giải quyết" }).resultKind).toBe("REFUSED");
    expect(judged({ endedAt: "09/01/2023", result: "Đúng hạn" }).resultKind).toBe("GRANTED");
  });

  test("names are composed; numbers that a spreadsheet robbed of a zero get it back", () => {
    const row = judged({ applicantName: "  Nguyễn\u00a0 Thị Đào ".normalize("NFD"), phone: 912345678, idNumber: 2010000001 });
    expect(row).toMatchObject({
      applicantName: "Nguyễn Thị Đào",
      applicantSearch: "nguyen thi dao",
      phone: "0912345678",
      applicantKind: "CITIZEN",
    });
    expect(judged({ idNumber: 2010000001 * 10 }).idNumber).toBe("020100000010");
    expect(judged({ phone: "+84 912.345.678; 0213 888 999" }).phone).toBe("0912345678");
    expect(judged({ applicantName: "Công ty TNHH Một" }).applicantKind).toBe("ORGANISATION");
  });

  test("the unit: the column, else the code, else the one the register is for", () => {
    expect(judged({ unit: "Một cửa Trần Phú" })).toMatchObject({ unitId: 4, receivingUnitId: 3 });
    expect(judged({ unit: "Công chức tư pháp" })).toMatchObject({ unitId: 3 });
    expect(judged({ code: "H22.99.1-230105-0001" })).toMatchObject({ unitId: 3 });
  });

  test.each([
    ["Trực tuyến", "ONLINE"],
    ["DVC trực tuyến toàn trình", "ONLINE"],
    ["Qua bưu chính công ích", "POST"],
    ["Trực tiếp tại bộ phận một cửa", "COUNTER"],
    ["2", "ONLINE"],
  ])("“%s” is %s", (channel, expected) => {
    expect(judged({ channel }).channel).toBe(expected);
  });
});

describe("why a row is not taken", () => {
  test.each<[RawRow, string[]]>([
    [{ code: "" }, ["code-missing"]],
    [{ code: "12/2023" }, ["code-unreadable"]],
    [{ code: "H22.15.7-231305-0001" }, ["code-unreadable"]],
    [{ procedureCode: "" }, ["procedure-missing"]],
    [{ procedureCode: "9.999999" }, ["procedure-unknown"]],
    [{ code: "H22.15.9-230105-0001" }, ["unit-out-of-reach"]],
    [{ unit: "Xã Phương Độ" }, ["unit-out-of-reach"]],
    [{ unit: "Sở Trên Trời", code: "H22.99.1-230105-0001" }, ["unit-unknown"]],
    [{ applicantName: "  " }, ["applicant-missing"]],
    [{ applicantName: "a".repeat(301) }, ["text-too-long applicantName"]],
    [{ acceptedAt: "" }, ["accepted-missing"]],
    [{ acceptedAt: "31/02/2023" }, ["date-unreadable acceptedAt"]],
    [{ dueAt: "#N/A" }, ["date-unreadable dueAt"]],
    [{ acceptedAt: "01/07/2023" }, ["accepted-in-future"]],
    [{ endedAt: "01/07/2023" }, ["ended-in-future"]],
    [{ dueAt: "04/01/2023" }, ["due-before-accepted"]],
    [{ endedAt: "04/01/2023" }, ["ended-before-accepted"]],
    [{ endedAt: "09/01/2023", returnedAt: "06/01/2023" }, ["returned-before-ended"]],
    [{ state: "Đã trả kết quả" }, ["end-missing"]],
    [{ state: "Đang xử lý", endedAt: "09/01/2023" }, ["end-while-open"]],
    [{ state: "Mới đăng ký" }, ["never-accepted"]],
    [{ state: "Không được tiếp nhận" }, ["never-accepted"]],
    [{ state: "Bay" }, ["state-unknown"]],
    [{ channel: "Bồ câu" }, ["channel-unknown"]],
    [{ acceptedAt: "05/01/2021" }, ["calendar-not-decided"]],
    [{ code: "x", applicantName: "", acceptedAt: "mai" }, ["code-unreadable", "date-unreadable acceptedAt", "applicant-missing"]],
  ])("%j", (row, expected) => {
    expect(reasons(row).toSorted()).toEqual(expected.toSorted());
  });

  test("a dash is an empty cell", () => expect(reasons({ dueAt: "-", endedAt: " … ".replace("…", "--") })).toEqual([]));
  test("a group's title, a total or a signature is no record", () => {
    expect(isRecord({ procedureName: "I. Lĩnh vực hộ tịch" })).toBe(false);
    expect(isRecord({ applicantName: "Người lập biểu" })).toBe(false);
    expect(isRecord({ code: "x" })).toBe(true);
  });
});
