import { describe, expect, test } from "vitest";
import type { OldRow } from "@/lib/documents/model";
import { documentHeadings, isSecrecyHeading } from "@/lib/imports/registers/headings";
import { documentJudge, judgeDocument } from "@/lib/imports/registers/judge";
import { isSecretRow, symbolName } from "@/lib/imports/registers/keys";
import { matchFiles } from "@/lib/imports/registers/match";
import { readNumbered } from "@/lib/imports/registers/numbered";
import { inOrder } from "@/lib/imports/registers/order";
import { typeReader } from "@/lib/imports/registers/types";

const type = (id: number, name: string, abbreviation: string | null) => ({
  ...{ id, code: String(id), name, abbreviation },
  ...{ kind: "ADMINISTRATIVE" as const, source: "" },
});
const types = [
  type(1, "Quyết định (cá biệt)", "QĐ"),
  type(2, "Kế hoạch", "KH"),
  type(3, "Công văn", null),
  type(4, "Tờ trình", "TTr"),
  type(5, "Giấy mời", "GM"),
  type(6, "Quyết định (quy phạm pháp luật)", "QĐ"),
];

describe("the columns of a register are known by their headings", () => {
  test.each([
    [
      "INCOMING",
      [
        "Ngày đến",
        "Số đến",
        "Tác giả",
        "Số, ký hiệu",
        "Ngày tháng",
        "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận",
        "Ký nhận",
      ],
      { arrivedOn: 0, number: 1, issuer: 2, symbol: 3, issuedOn: 4, subject: 5, recipients: 6 },
    ],
    [
      "INCOMING",
      ["STT", "TRÍCH YẾU", "SỐ VĂN BẢN", "NGÀY BAN HÀNH", "CƠ QUAN BAN HÀNH", "NGÀY NHẬN", "SỐ VÀO SỔ", "HẠN XỬ LÝ", "TÊN FILE"],
      { subject: 1, symbol: 2, issuedOn: 3, issuer: 4, arrivedOn: 5, number: 6, dueOn: 7, file: 8 },
    ],
    [
      "OUTGOING",
      [
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Người ký",
        "Nơi nhận văn bản",
        "Đơn vị, người nhận bản lưu",
        "Số lượng bản",
        "Ghi chú",
      ],
      { symbol: 0, issuedOn: 1, subject: 2, signerName: 3, recipients: 4, keeper: 5, copies: 6, note: 7 },
    ],
    [
      "INTERNAL",
      ["Số", "Ký hiệu", "Ngày ký", "Loại văn bản", "Trích yếu", "Người ký"],
      { number: 0, symbol: 1, issuedOn: 2, documentType: 3, subject: 4, signerName: 5 },
    ],
  ] as const)("%s: %j", (direction, headings, mapping) => {
    expect(documentHeadings(direction).suggestMapping(headings)).toEqual(mapping);
  });
  test("a column of secrecy is told from words about it", () => {
    expect(["do mat", "muc do mat", "mat", "do bao mat", "so", "ten may", "mat khau"].map(isSecrecyHeading)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("the number of a row", () => {
  test.each([
    ["45", "12/KH-UBND", true, 45, "12/KH-UBND", []],
    ["0045", "", true, 45, null, []],
    ["1.234", "Số: 12 / KH – UBND", true, 1234, "12/KH-UBND", []],
    ["45a", "1/X", true, null, "1/X", ["number-unreadable"]],
    ["", "1/X", true, null, "1/X", ["needed-missing"]],
    ["", "05/QĐ-UBND", false, 5, "05/QĐ-UBND", []],
    ["5", "QĐ-UBND", false, 5, "05/QĐ-UBND", []],
    ["6", "05/QĐ-UBND", false, 5, "05/QĐ-UBND", ["number-differs"]],
    ["", "QĐ-UBND", false, null, "QĐ-UBND", ["symbol-unreadable"]],
  ])("%j with the symbol %j (incoming: %j)", (number, symbol, isIncoming, read, kept, codes) => {
    const found = readNumbered(number, symbol, isIncoming);
    expect([found.number, found.symbol, found.reasons.map(({ code }) => code)]).toEqual([read, kept, codes]);
  });
});

test.each([
  ["Quyết định", "", "", 1],
  ["QĐ", "", "", 1],
  ["CV", "", "", 3],
  ["tờ trình", "", "", 4],
  ["TTr", "", "", 4],
  ["Chuyện", "Kế hoạch năm", "1/KH-UBND", null],
  ["", "Kế hoạch chuyển đổi số", "", 2],
  ["", "KẾ HOẠCH: kiểm tra", "9/UBND", 2],
  ["", "V/v đôn đốc", "45/UBND-VP", 3],
  ["", "Về việc kiện toàn", "45/QĐ-UBND", 1],
  ["", "Về việc kiện toàn", "45/2023/QĐ-UBND", 1],
  ["", "Về việc trình", "45/TTr-UBND", 4],
  ["", "Chuyện trò", "", null],
])("the type of %j, %j, %j is %j", (named, subject, symbol, id) => {
  expect(typeReader(types)(named, subject, symbol)).toBe(id);
});

describe("files are matched by name", () => {
  const files = (...names: string[]) => names.map((name) => ({ name }));
  const row = (file: string, symbol: string | null = null) => ({ line: 2, file, symbol });
  test.each([
    ["as it is written", row("2023/a.pdf"), files("2023/a.pdf", "b.pdf"), ["2023/a.pdf"], []],
    ["by the last part of its path", row("a.pdf"), files("x/y/a.pdf"), ["x/y/a.pdf"], []],
    ["with strokes that lean back", row("D:\\scan\\a.pdf"), files("a.pdf"), ["a.pdf"], []],
    ["without its ending", row("a"), files("a.pdf"), ["a.pdf"], []],
    ["without diacritics and case", row("kế hoạch 12.pdf"), files("KE HOACH 12.PDF"), ["KE HOACH 12.PDF"], []],
    ["a symbol in the column of files", row("12/KH-UBND"), files("12_KH-UBND.pdf"), ["12_KH-UBND.pdf"], []],
    ["by its symbol where it names nothing", row("", "05/QĐ-UBND"), files("5-QD-UBND.pdf"), ["5-QD-UBND.pdf"], []],
    ["several in one cell", row("a.pdf; b.pdf"), files("a.pdf", "b.pdf"), ["a.pdf", "b.pdf"], []],
    ["a name with a comma", row("tờ trình, dự thảo.pdf"), files("tờ trình, dự thảo.pdf"), ["tờ trình, dự thảo.pdf"], []],
    ["one that is not there", row("c.pdf"), files("a.pdf"), [], [["c.pdf", "file-missing"]]],
    ["one that is there twice", row("a.pdf"), files("x/a.pdf", "y/a.pdf"), [], [["a.pdf", "file-ambiguous"]]],
    ["the very one of two by its path", row("y/a.pdf"), files("x/a.pdf", "y/a.pdf"), ["y/a.pdf"], []],
    ["a symbol of two files", row("", "5/QĐ"), files("5-QD.pdf", "5_qd.pdf"), [], []],
  ])("%s", (_, asked, there, found, missing) => {
    const matched = matchFiles([asked], there);
    expect((matched.files.get(2) ?? []).map(({ name }) => name)).toEqual(found);
    expect(matched.missing.map(({ name, fault }) => [name, fault])).toEqual(missing);
  });
  test("a symbol two rows have is no name", () => {
    const rows = [row("", "12/KH"), { line: 3, file: "", symbol: "12/KH" }];
    expect(matchFiles(rows, files("12-KH.pdf")).files.size).toBe(0);
  });
  test.each([
    ["12/KH-UBND", "12-kh-ubnd"],
    ["012_KH-UBND (1).PDF", "12-kh-ubnd"],
    ["Quyết định.pdf", ""],
    ["2023.pdf", ""],
  ])("%j is called %j", (text, name) => {
    expect(symbolName(text)).toBe(name);
  });
});

const old = (line: number, number: number, day: string, subject = "x"): OldRow => ({
  line,
  files: [],
  document: {
    ...{ unitId: 1, typeId: 1, urgency: "NORMAL", secrecy: "NORMAL", recipients: [], direction: "INCOMING" },
    ...{ subject, number, issuer: "a", issuedOn: "2023-01-01", arrivedOn: day },
  },
});
test.each([
  ["each once, the days going up", [old(1, 1, "2023-01-02"), old(2, 2, "2023-01-02"), old(3, 3, "2023-01-05")], [1, 2, 3], 0, []],
  ["the newest first in the file", [old(1, 3, "2023-01-05"), old(2, 1, "2023-01-02")], [2, 1], 0, []],
  ["the same row again", [old(1, 1, "2023-01-02"), old(2, 1, "2023-01-02")], [1], 1, []],
  [
    "a number twice",
    [old(1, 1, "2023-01-02"), old(2, 1, "2023-01-02", "y"), old(3, 2, "2023-01-03")],
    [3],
    0,
    ["1 number-twice", "2 number-twice"],
  ],
  [
    "one day that is far too late",
    [old(1, 1, "2023-12-30"), old(2, 2, "2023-01-03"), old(3, 3, "2023-01-04")],
    [2, 3],
    0,
    ["1 number-out-of-order"],
  ],
])("numbers in order: %s", (_, rows, kept, repeats, refused) => {
  const found = inOrder(rows);
  expect([found.kept.map(({ line }) => line), found.repeats]).toEqual([kept, repeats]);
  expect(found.refused.map(({ line, reasons }) => `${line} ${reasons[0]?.code}`)).toEqual(refused);
});

test.each([
  [["Phương án (Mật)"], [], true],
  [["a", "scan/12_(Mật).pdf"], [], true],
  [["Bảo vệ bí mật nhà nước", "mật ong"], [], false],
  [["a", "Tối mật"], [1], true],
  [["a", "Thường"], [1], false],
  [["a", ""], [1], false],
])("is %j with secrecy in columns %j secret: %j", (cells, columns, isSecret) => {
  expect(isSecretRow(cells, columns)).toBe(isSecret);
});

test("a row is judged by the rules of a document that is typed", () => {
  const judge = documentJudge({ today: "2026-11-27", direction: "INCOMING", year: 2026, unitId: 1, unitName: "UBND" }, types);
  const good = {
    ...{ number: 7, arrivedOn: "03/11/2026", issuer: "Sở Nội vụ", symbol: "12/KH-SNV", issuedOn: "02/11/2026" },
    ...{ subject: "Kế hoạch", urgency: "Hỏa tốc", pages: "3 trang" },
  };
  expect(judgeDocument(good, judge)).toMatchObject({ ok: true, document: { urgency: "EXPRESS", pages: 3, typeId: 2 } });
  const codes = (change: Record<string, string>) => {
    const verdict = judgeDocument({ ...good, ...change }, judge);
    return verdict.ok ? [] : verdict.reasons.map(({ code }) => code);
  };
  expect(codes({ arrivedOn: "28/11/2026", issuedOn: "28/11/2026" })).toEqual(["arrived-in-future"]);
  expect(codes({ issuedOn: "04/11/2026" })).toEqual(["issued-after-arrival"]);
  expect(codes({ urgency: "nhanh lên" })).toEqual(["urgency-unknown"]);
  expect(codes({ subject: "x".repeat(1_001) })).toEqual(["text-too-long"]);
  expect(codes({ subject: "Kế hoạch (Mật)" })).toEqual(["secret-document"]);
  expect(codes({ pages: "nhiều" })).toEqual(["field-invalid"]);
});
