import { expect, test } from "vitest";
import { headerOf, recalled, rememberedOf, suggestMapping } from "@/lib/imports/headings/header";
import { searchable } from "@/lib/words";
import { headings } from "./samples/register";

const rows = (...cells: string[][]) => cells.map((c, i) => ({ line: i + 1, cells: c }));

test("headings are known in any order, case, spacing and form of diacritics", () => {
  const plain = suggestMapping(headings);
  expect(Object.keys(plain)).toHaveLength(headings.length - 1);
  const disguises = [
    (h: string) => h.toUpperCase(),
    (h: string) => h.normalize("NFD"),
    (h: string) => `  ${h.replaceAll(" ", "   ")} (*)`,
    (h: string) => searchable(h),
    (h: string) => `${h}:`,
  ];
  for (const disguise of disguises) expect(suggestMapping(headings.map(disguise))).toEqual(plain);
  const shuffled = headings.toReversed();
  expect(Object.fromEntries(Object.entries(suggestMapping(shuffled)).map(([f, c]) => [f, shuffled[c ?? 0]]))).toEqual(
    Object.fromEntries(Object.entries(plain).map(([f, c]) => [f, headings[c ?? 0]])),
  );
});

test.each([
  ["Số hồ sơ", "code"],
  ["Mã số hồ sơ", "code"],
  ["Số biên nhận", "code"],
  ["Tên thủ tục hành chính", "procedureName"],
  ["Thủ tục", "procedureName"],
  ["Họ và tên", "applicantName"],
  ["Người nộp hồ sơ", "applicantName"],
  ["Tổ chức, cá nhân", "applicantName"],
  ["SĐT", "phone"],
  ["Điện thoại", "phone"],
  ["CCCD/CMND", "idNumber"],
  ["Số định danh cá nhân", "idNumber"],
  ["Ngày nhận hồ sơ", "acceptedAt"],
  ["Thời gian tiếp nhận", "acceptedAt"],
  ["Hẹn trả kết quả", "dueAt"],
  ["Ngày hẹn trả theo quy định", "dueAt"],
  ["Ngày xử lý xong", "endedAt"],
  ["Ngày kết thúc xử lý", "endedAt"],
  ["Ngày trả kết quả", "returnedAt"],
  ["Hình thức tiếp nhận", "channel"],
  ["Cơ quan chủ trì giải quyết", "unit"],
  ["Nơi tiếp nhận", "receivingUnit"],
  ["Tình trạng", "state"],
  ["Kết quả", "result"],
])("“%s” is %s", (heading, field) => {
  expect(Object.keys(suggestMapping([heading]))).toEqual([field]);
});

test("the owner of a dossier is its applicant, not who handed it in", () => {
  expect(suggestMapping(["Người nộp", "Chủ hồ sơ"]).applicantName).toBe(1);
});

test("titles above and column numbers below the headings are passed over", () => {
  const header = headerOf(
    rows(
      ["UBND THÀNH PHỐ HÀ GIANG"],
      ["SỔ THEO DÕI HỒ SƠ"],
      ["Từ ngày 01/01/2023", "", "đến ngày 31/03/2023"],
      ["STT", "Mã hồ sơ", "Chủ hồ sơ", "Ngày tiếp nhận"],
      ["(1)", "(2)", "(3)", "(4)"],
      ["1", "H22.15.7-230105-0001", "A", "05/01/2023"],
    ),
  );
  expect(header).toMatchObject({ headerLine: 5, headings: ["STT", "Mã hồ sơ", "Chủ hồ sơ", "Ngày tiếp nhận"] });
  expect(header?.records.map((r) => r.line)).toEqual([6]);
});

test("two-storey headings (form 06/07) are read together", () => {
  const header = headerOf(
    rows(
      ["STT", "Mã hồ sơ", "Tên TTHC", "Họ và tên", "Ngày, tháng, năm", "", ""],
      ["", "", "", "", "Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả"],
      ["1", "H22.15.7-230105-0001", "Đăng ký khai sinh", "A", "05/01/2023", "", ""],
    ),
  );
  expect(header?.headerLine).toBe(2);
  expect(suggestMapping(header?.headings ?? [])).toMatchObject({
    code: 1,
    procedureName: 2,
    applicantName: 3,
    acceptedAt: 4,
    dueAt: 5,
    returnedAt: 6,
  });
});

test("no heading row, no table", () => {
  expect(headerOf(rows(["a", "b"], ["1", "2"]))).toBeNull();
  expect(headerOf([])).toBeNull();
});

test("a mapping is remembered by its headings, wherever they stand next time", () => {
  const kept = rememberedOf({ code: 0, acceptedAt: 2 }, ["Mã HS", "x", "Ngày nhận"]);
  expect(recalled(kept, ["NGÀY NHẬN", "Mã HS"])).toEqual({ code: 1, acceptedAt: 0 });
  expect(recalled(kept, ["Mã HS", "Ngày khác"])).toBeNull();
});
