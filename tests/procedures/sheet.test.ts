import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutoffPolicies, supplementPolicies } from "@/lib/dossiers/model";
import type { NewFee, NewLimit, NewPaper, NewStep } from "@/lib/procedures/model";
import {
  readFees,
  readLimits,
  readPapers,
  readSteps,
  saysNone,
  writeFees,
  writeLimits,
  writePapers,
  writeSteps,
} from "@/lib/procedures/sheet/cells";
import { readTable } from "@/lib/procedures/sheet/headings";
import { readPolicy, writePolicy } from "@/lib/procedures/sheet/policy";

const all = { channel: null, caseLabel: null };

describe("limits as offices write them", () => {
  const limit = (unit: NewLimit["unit"], value: number | null, more: Partial<NewLimit> = {}): NewLimit => ({
    ...all,
    unit,
    value,
    text: null,
    ...more,
  });
  test.each<[string, NewLimit[]]>([
    ["10 ngày làm việc", [limit("WORKING_DAY", 10)]],
    ["02 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ.", [limit("WORKING_DAY", 2)]],
    ["Không quá 05 (năm) ngày làm việc, kể từ ngày nhận hồ sơ", [limit("WORKING_DAY", 5)]],
    ["Trong ngày", [limit("SAME_DAY", null)]],
    ["Ngay trong ngày làm việc", [limit("SAME_DAY", null)]],
    ["15 ngày", [limit("CALENDAR_DAY", 15)]],
    ["1 tháng", [limit("MONTH", 1)]],
    ["4 giờ làm việc", [limit("WORKING_HOUR", 4)]],
    ["12 giờ", [limit("CLOCK_HOUR", 12)]],
    ["“Theo quy định của pháp luật chuyên ngành”", [limit("TEXT", null, { text: "Theo quy định của pháp luật chuyên ngành" })]],
    [
      "20 ngày làm việc\n[Trực tuyến] 17 ngày làm việc\nBưu chính: 30 ngày làm việc",
      [limit("WORKING_DAY", 20), limit("WORKING_DAY", 17, { channel: "ONLINE" }), limit("WORKING_DAY", 30, { channel: "POST" })],
    ],
    [
      "[Nhà ở riêng lẻ] 7 ngày làm việc\n[Trực tuyến; Nhà ở riêng lẻ] 5 ngày làm việc",
      [
        limit("WORKING_DAY", 7, { caseLabel: "Nhà ở riêng lẻ" }),
        limit("WORKING_DAY", 5, { channel: "ONLINE", caseLabel: "Nhà ở riêng lẻ" }),
      ],
    ],
    ["Không", []],
  ])("%j", (cell, rows) => expect(readLimits(cell)).toEqual({ rows, faults: [] }));
  test.each(["mười ngày", "10", "0 ngày làm việc", "10 ngày trong ngày", "Theo quy định", "3 - 5 ngày làm việc", "1000 ngày"])(
    "%j is no limit, and said to be none",
    (cell) => expect(readLimits(cell)).toEqual({ rows: [], faults: [{ code: "limit-unreadable", value: cell }] }),
  );
});

test.each<[string, Partial<NewPaper>]>([
  ["Tờ khai", { name: "Tờ khai", originals: 1, copies: 0, isRequired: true }],
  ["1. Căn cước công dân | bản sao 1", { name: "Căn cước công dân", originals: 0, copies: 1 }],
  ["- Bản vẽ | 02 bản chính | nếu có", { name: "Bản vẽ", originals: 2, copies: 0, isRequired: false }],
  ["Đơn | mẫu: Mẫu số 01: đơn | ghi chú: ký đủ", { formName: "Mẫu số 01: đơn", note: "ký đủ" }],
  ["[Ủy quyền] Giấy ủy quyền", { caseLabel: "Ủy quyền", name: "Giấy ủy quyền" }],
])("a paper %j", (cell, paper) => expect(readPapers(cell)).toMatchObject({ rows: [paper], faults: [] }));
test.each<[string, Partial<NewFee>]>([
  ["Lệ phí cấp phép | 75.000 đồng", { kind: "CHARGE", name: "Lệ phí cấp phép", amountDong: 75_000 }],
  [
    "Phí | Phí thẩm định | 1.200.000 đ | căn cứ: NQ 01",
    { kind: "FEE", name: "Phí thẩm định", amountDong: 1_200_000, source: "NQ 01" },
  ],
  ["Lệ phí | miễn", { kind: "CHARGE", amountDong: 0 }],
  ["Phí công chứng | ghi chú: theo giá trị hợp đồng", { amountDong: null, text: "theo giá trị hợp đồng" }],
  ["Trực tuyến: Lệ phí hộ tịch | 4000", { channel: "ONLINE", name: "Lệ phí hộ tịch", amountDong: 4_000 }],
])("a fee %j", (cell, fee) => expect(readFees(cell)).toMatchObject({ rows: [fee], faults: [] }));
test.each<[string, Partial<NewStep>]>([
  ["Tiếp nhận hồ sơ | Bộ phận Một cửa | 0,5 ngày", { name: "Tiếp nhận hồ sơ", role: "Bộ phận Một cửa", workingDays: 0.5 }],
  ["2) Thẩm định | Chuyên viên | 7", { workingDays: 7 }],
  ["Trả kết quả | Một cửa | không tính", { workingDays: null }],
])("a step %j", (cell, step) => expect(readSteps(cell)).toMatchObject({ rows: [step], faults: [] }));
test.each([
  [readPapers, "Tờ khai | hai bản"],
  [readFees, "Thu khác | 5.000 đồng"],
  [readFees, "Lệ phí cấp phép"],
  [readSteps, "Tiếp nhận | Một cửa | nửa ngày"],
  [readSteps, "Tiếp nhận"],
])("what is not understood is told, not guessed: %#", (read, cell) => {
  expect(read(cell)).toMatchObject({ rows: [], faults: [{ value: cell }] });
});

describe("property: what is written is read again as it was", () => {
  const text = fc
    .stringMatching(/^[A-Za-zĐđ0-9ếộưạ;:|\\[\]“”.,()/ -]{2,30}$/)
    .map((one) => one.normalize().trim())
    .filter((one) => one.length >= 2);
  // A fee or a paper begins with a letter; "Không" alone says that there is none.
  const name = text.filter((one) => /^\p{L}/u.test(one) && !saysNone(one));
  const channel = fc.constantFrom("COUNTER" as const, "ONLINE" as const, "POST" as const, null);
  const caseLabel = fc.option(fc.oneof(name, fc.constantFrom("Trực tuyến", "Bưu chính", "a;b", "[x]")), { nil: null });
  const when = { channel, caseLabel };
  const orNull = fc.option(text, { nil: null });
  const number = fc.integer({ min: 1, max: 999 });
  const limits = fc.oneof(
    fc.record({
      ...when,
      unit: fc.constantFrom("WORKING_DAY", "CALENDAR_DAY", "MONTH", "WORKING_HOUR", "CLOCK_HOUR"),
      value: number,
      text: fc.constant(null),
    }),
    fc.record({ ...when, unit: fc.constant("SAME_DAY"), value: fc.constant(null), text: fc.constant(null) }),
    fc.record({ ...when, unit: fc.constant("TEXT"), value: fc.constant(null), text: name }),
  ) as fc.Arbitrary<NewLimit>;
  const papers: fc.Arbitrary<NewPaper> = fc.record({
    ...{ name, originals: fc.nat(9), copies: fc.nat(9), isRequired: fc.boolean(), caseLabel, formName: orNull, note: orNull },
  });
  const fees: fc.Arbitrary<NewFee> = fc
    .record({
      ...{ kind: fc.constantFrom("FEE" as const, "CHARGE" as const), name, ...when },
      ...{ amountDong: fc.option(fc.nat(999_999_999_999), { nil: null }), text: orNull, source: orNull },
    })
    .filter((fee) => fee.amountDong !== null || fee.text !== null);
  const steps: fc.Arbitrary<NewStep> = fc.record({
    ...{
      name,
      role: name,
      ...when,
      workingDays: fc.option(
        fc.nat(99_999).map((n) => n / 100),
        { nil: null },
      ),
    },
  });
  const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 4 });
  test("limits", () =>
    fc.assert(fc.property(some(limits), (rows) => void expect(readLimits(writeLimits(rows))).toEqual({ rows, faults: [] }))));
  test("papers", () =>
    fc.assert(fc.property(some(papers), (rows) => void expect(readPapers(writePapers(rows))).toEqual({ rows, faults: [] }))));
  test("fees", () =>
    fc.assert(fc.property(some(fees), (rows) => void expect(readFees(writeFees(rows))).toEqual({ rows, faults: [] }))));
  test("steps", () =>
    fc.assert(fc.property(some(steps), (rows) => void expect(readSteps(writeSteps(rows))).toEqual({ rows, faults: [] }))));
  test("cut-off and supplements, in any order", () =>
    fc.assert(
      fc.property(
        fc.record({
          cutoffPolicy: fc.constantFrom(...cutoffPolicies),
          supplementPolicy: fc.constantFrom(...supplementPolicies),
          supplementsAllowed: fc.integer({ min: 1, max: 9 }),
        }),
        fc.boolean(),
        (policy, isTurned) => {
          const parts = writePolicy(policy).split(" | ");
          expect(readPolicy((isTurned ? parts.reverse() : parts).join(isTurned ? "\n" : " | "))).toEqual(policy);
        },
      ),
    ));
  test.each([
    "Không áp dụng giờ chốt",
    "Giờ chốt 15 giờ | Tính lại từ đầu",
    "Tính lại từ đầu | bổ sung hai lần | Không áp dụng giờ chốt",
  ])("%j does not say all three", (cell) => expect(readPolicy(cell)).toBeNull());
  test("and whatever stands in a cell is read in bounded time and said to be read or not", () =>
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400, unit: fc.constantFrom("1", " ", "[", "]", "|", "\\", ";", ":", "ngày", "\n", "(", "“") }),
        (cell) => {
          expect([null, "object"]).toContain(readPolicy(cell) && "object");
          for (const read of [readLimits, readPapers, readFees, readSteps]) {
            const { rows, faults } = read(cell);
            expect(Array.isArray(rows) && Array.isArray(faults)).toBe(true);
          }
        },
      ),
    ));
});

describe("the table in a sheet", () => {
  const rows = (...lines: string[][]) => lines.map((cells, i) => ({ line: i + 1, cells }));
  test("begins below the row that names most columns, in any order and in other words", () => {
    const table = readTable(
      rows(
        ["DANH MỤC THỦ TỤC HÀNH CHÍNH"],
        [],
        ["STT", "Tên TTHC", "Mã TTHC", "Thời hạn (ngày)", "LĨNH VỰC"],
        ["1", "2", "3", "4", "5"],
        ["1", "Đăng ký khai sinh", "1.001193", "", "Hộ tịch"],
        ["", "", "", "", "Cộng"],
        ["2", "Đăng ký khai tử", "1.000656", "Trong ngày"],
      ),
    );
    expect(table?.map((r) => [r.line, r.cells.code, r.cells.name, r.cells.limits, r.cells.sector])).toEqual([
      [5, "1.001193", "Đăng ký khai sinh", "", "Hộ tịch"],
      [7, "1.000656", "Đăng ký khai tử", "Trong ngày", ""],
    ]);
    expect(Object.keys(table?.[0]?.cells ?? {})).not.toContain("papers");
  });
  test("is not there without code and name", () => expect(readTable(rows(["Mã", "Ghi chú"], ["1", "2"]))).toBeNull());
});
