import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Counts, measureNames } from "@/lib/dossiers/measures";
import { type Report, type ReportFigures, reportColumns } from "@/lib/quality/model";
import { paperTable, printedAt, workbookTable } from "@/lib/quality/report/table";
import { isReconciled, reportFigures, totalOf } from "@/lib/quality/rules";
import { bytesOf, paper } from "../forms/poppler";

const counts = (some: Partial<Counts>): Counts => ({
  ...(Object.fromEntries(measureNames.map((name) => [name, 0])) as Counts),
  ...some,
});

describe("form II.06 (TT 01/2020/TT-VPCP)", () => {
  // Before: 10 received, 7 ended. In the period: 8 received (3 online), 5 resolved, 1 withdrawn, 1 stopped. At its end 2 overdue.
  const figures = reportFigures({
    opening: counts({ received: 10, early: 2, onTime: 3, late: 1, withdrawn: 1 }),
    flows: counts({ received: 8, receivedOnline: 3, early: 2, onTime: 1, late: 2, withdrawn: 1, stopped: 1 }),
    closing: counts({ received: 18, early: 4, onTime: 4, late: 3, withdrawn: 2, stopped: 1, overdue: 2 }),
  });
  test("a stretch counted by hand", () => {
    expect(figures).toEqual({
      received: 11,
      online: 3,
      direct: 5,
      carried: 3,
      resolved: 7,
      early: 2,
      onTime: 3,
      late: 2,
      open: 4,
      openInTime: 2,
      openLate: 2,
      withdrawn: 1,
      stopped: 1,
    });
    expect(isReconciled(figures)).toBe(true);
  });
  test("what does not agree is found", () => {
    for (const name of ["received", "carried", "resolved", "late", "open", "openLate"] as const)
      expect(isReconciled({ ...figures, [name]: figures[name] + 1 }), name).toBe(false);
  });
});

/** Lives of dossiers as days: the sums of any stretch are made of them, as the cells make them. */
const Life = fc.record({
  accepted: fc.integer({ min: 0, max: 60 }),
  online: fc.boolean(),
  length: fc.option(fc.integer({ min: 0, max: 40 })),
  outcome: fc.constantFrom("early", "onTime", "late", "withdrawn", "stopped"),
  limit: fc.integer({ min: 0, max: 30 }),
});
type LifeOf = typeof Life extends fc.Arbitrary<infer T> ? T : never;
function sums(lives: readonly LifeOf[], from: number, to: number): Counts {
  const sum = counts({});
  for (const { accepted, online, length, outcome, limit } of lives) {
    if (accepted >= from && accepted <= to) {
      sum.received += 1;
      if (online) sum.receivedOnline += 1;
    }
    const ended = length === null ? null : accepted + length;
    if (ended !== null && ended >= from && ended <= to) sum[outcome] += 1;
    // Overdue from the day after its limit until it ends.
    const lateOn = accepted + limit + 1;
    if (ended === null || lateOn <= ended) {
      if (lateOn >= from && lateOn <= to) sum.overdue += 1;
      if (ended !== null && ended >= from && ended <= to) sum.overdue -= 1;
    }
  }
  return sum;
}
const stretchOf = (lives: readonly LifeOf[], from: number, to: number) =>
  reportFigures({ opening: sums(lives, -1, from - 1), flows: sums(lives, from, to), closing: sums(lives, -1, to) });

describe("whatever the dossiers", () => {
  const ask = fc.tuple(fc.array(Life, { maxLength: 40 }), fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 30 }));
  test("the columns add up, none is negative, and (1) = (5) + (9)", () => {
    fc.assert(
      fc.property(ask, ([lives, from, days]) => {
        const figures = stretchOf(lives, from, from + days);
        expect(isReconciled(figures)).toBe(true);
        for (const name of reportColumns) expect(figures[name], name).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  test("what is carried over is what the stretch before left open", () => {
    fc.assert(
      fc.property(ask, ([lives, from, days]) => {
        expect(stretchOf(lives, from + days + 1, from + days + 20).carried).toBe(stretchOf(lives, from, from + days).open);
      }),
    );
  });
  test("the sum of the rows is the whole, and agrees with itself", () => {
    fc.assert(
      fc.property(ask, fc.integer({ min: 1, max: 5 }), ([lives, from, days], parts) => {
        const rows = Array.from({ length: parts }, (_, k) =>
          stretchOf(
            lives.filter((_, i) => i % parts === k),
            from,
            from + days,
          ),
        );
        expect(totalOf(rows)).toEqual(stretchOf(lives, from, from + days));
      }),
    );
  });
});

const figuresOf = (n: number): ReportFigures => ({
  received: 4 * n,
  online: n,
  direct: n,
  carried: 2 * n,
  resolved: 3 * n,
  early: n,
  onTime: n,
  late: n,
  open: n,
  openInTime: n,
  openLate: 0,
  withdrawn: n,
  stopped: 0,
});
const reportSample = (rows: number): Report => ({
  period: { from: "2026-10-15", to: "2026-11-14" },
  knownOn: "2026-11-14",
  at: "2026-11-15T02:00:00.000Z",
  isDemo: true,
  by: "unit",
  isAlone: false,
  rows: Array.from({ length: rows }, (_, i) => ({
    key: String(i + 2),
    name: `Ủy ban nhân dân phường Ngọc Hà số ${i + 1}`,
    isRest: i === rows - 1,
    figures: figuresOf(i + 1),
  })),
  total: totalOf(Array.from({ length: rows }, (_, i) => figuresOf(i + 1))),
  queryId: "II06-0123456789ab",
  sha256: "f".repeat(64),
});
const reporter = { agencyAbove: null, agency: "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ GIANG", placeName: "Hà Giang" };

describe("on paper and as a workbook", () => {
  test("the paper says every figure, its heads, whose it is and what it does not show", async () => {
    const report = reportSample(3);
    const bytes = await bytesOf({ at: printedAt(report), table: paperTable(report, reporter) });
    const printed = paper("report-ii06", bytes);
    const text = printed.text();
    for (const expected of [
      "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ GIANG",
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
      "Biểu số II.06b/VPCP/KSTT",
      // The day it tells of, and not the day of the printer.
      "Hà Giang, ngày 14 tháng 11 năm 2026",
      "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
      "từ ngày 15/10/2026 đến ngày 14/11/2026",
      "Đơn vị tính: Số hồ sơ TTHC",
      "Số hồ sơ nhận giải quyết",
      "Số hồ sơ đang giải quyết",
      "(11)",
      "Tổng số 24 6 6 12 18 6 6 6 6 6 0",
      "phường Ngọc Hà số 3 (trực tiếp)",
      "Trong cột (7) có 6 hồ sơ công dân rút và 0 hồ sơ dừng xử lý",
      "Theo số liệu đã biết đến hết ngày 14/11/2026",
      "DỮ LIỆU MÔ PHỎNG",
      "NGƯỜI LẬP BIỂU",
      `Mã truy vấn II06-0123456789ab – SHA-256 của số liệu ${"f".repeat(64)}`,
    ])
      expect(text).toContain(expected);
    expect(text).not.toContain("lấy lúc");
    expect(printed.size()).toEqual([841.89, 595.28]);
    expect(printed.pages()).toBe(1);
    printed.pictures();
  });
  test("printed again on another day it is the same to the byte; what is of now carries its clock", async () => {
    const print = (report: Report) => bytesOf({ at: printedAt(report), table: paperTable(report, reporter) });
    const then = reportSample(3);
    const later = { ...reportSample(3), at: "2027-02-03T07:08:09.000Z" };
    expect((await print(later)).equals(await print(then))).toBe(true);
    const now = { ...then, knownOn: null };
    expect((await print({ ...later, knownOn: null })).equals(await print(now))).toBe(false);
    expect(paperTable(now, reporter).footer).toContain("Số liệu lấy lúc 09:00 15/11/2026");
  });
  test("a long one goes on over pages under its heads", async () => {
    const report = reportSample(120);
    const printed = paper("report-ii06-long", await bytesOf({ at: new Date(report.at), table: paperTable(report, reporter) }));
    const pages = printed.pages();
    expect(pages).toBeGreaterThan(3);
    // The notes and the signatures may stand alone on the last page.
    expect(printed.text().match(/\(1\)=\(2\)\+\(3\)\+\(4\)/g)?.length).toBeGreaterThanOrEqual(pages - 1);
  });
  test("the workbook holds numbers, and what the form has no place for", () => {
    const { head, rows } = workbookTable("en", reportSample(2), reporter);
    const width = 2 + reportColumns.length;
    expect(head.columns).toHaveLength(width);
    expect(head.groups?.reduce((sum, g) => sum + g.span, 0)).toBe(width);
    expect(rows.map((r) => r.length)).toEqual([width, width, width]);
    expect(rows[2]).toEqual(["Total", "", 12, 3, 3, 6, 9, 3, 3, 3, 3, 3, 0, 3, 0]);
  });
});
