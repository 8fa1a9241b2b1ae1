import { describe, expect, test } from "vitest";
import { lowestFirst } from "@/components/quality/order";
import { listable, reasonOf } from "@/components/quality/reason";
import type { IndexAnswer, MeasureCode, Scored } from "@/lib/quality/model";

const share = (measure: MeasureCode, top: number, bottom: number, more: Partial<Scored> & { fullAt?: number } = {}): Scored => {
  const { fullAt = 1, ...rest } = more;
  return {
    code: "1",
    name: { vi: "Thành phần", en: "Component" },
    max: 6,
    formula: { is: "share", measure, fullAt },
    empty: "zero",
    figures: [{ measure, top, bottom, isReported: false }],
    points: 5,
    ...rest,
  };
};

describe("why a component has its points", () => {
  test.each<[string, Scored, string, string]>([
    [
      "some are missing",
      share("on-time", 10_148, 10_376, { max: 20, points: 19.56 }),
      "Mất 0,44 điểm: 228 trong 10.376 hồ sơ tiếp nhận trong tháng không đúng hạn.",
      "0.44 points lost: 228 of 10,376 dossiers received in the month not on time.",
    ],
    [
      "all of it from a part on",
      share("papers-reused", 3, 10, { max: 2, points: 0.75, fullAt: 0.8 }),
      "Mất 1,25 điểm: 7 trong 10 hồ sơ tiếp nhận không dùng lại giấy tờ đã có. Đủ điểm từ 80%.",
      "1.25 points lost: 7 of 10 dossiers received using no earlier paper again. All points from 80%.",
    ],
    ["nothing is missing", share("on-time", 3, 3, { points: 6 }), "Đủ điểm.", "All points."],
    [
      "nobody reported",
      share("feedback-in-time", 0, 0, { figures: [null], points: null }),
      "Chưa có số liệu: chưa đơn vị nào báo cáo.",
      "No data: nobody has reported it.",
    ],
    [
      "none at all gives everything",
      share("feedback-in-time", 0, 0, { empty: "full", points: 6 }),
      "Không có phản ánh nhận được: theo quy định được đủ điểm.",
      "No feedback received: by the rule, all points.",
    ],
    [
      "none at all gives nothing",
      share("paid-online", 0, 0, { points: 0 }),
      "Không có hồ sơ có phí, lệ phí phải nộp: theo quy định là 0 điểm.",
      "No dossiers with a fee: by the rule, no points.",
    ],
    [
      "points of each",
      share("tt01-total-time", 8, 6, { formula: { is: "mean", measure: "tt01-total-time" }, max: 2, points: 1.33 }),
      "Mất 0,67 điểm: 8 điểm thời gian trên 6 hồ sơ đã giải quyết, mỗi hồ sơ đã giải quyết tối đa 2 điểm.",
      "0.67 points lost: 8 points for time over 6 dossiers resolved, two at the most for each.",
    ],
  ])("%s", (_, component, vi, en) => {
    expect(reasonOf("vi", component, 2)).toBe(vi);
    expect(reasonOf("en", component, 2)).toBe(en);
  });

  test("dossiers are offered where our records hold the missing ones", () => {
    expect(listable(share("on-time", 1, 2))).toBe("on-time");
    expect(listable(share("on-time", 2, 2, { points: 6 }))).toBeNull();
    expect(listable(share("procedures-online", 1, 2))).toBeNull();
    const reported = share("synchronised", 1, 2);
    expect(listable({ ...reported, figures: [{ measure: "synchronised", top: 1, bottom: 2, isReported: true }] })).toBeNull();
  });
});

test("a unit without dossiers is not the worst: it comes last, as one of which nothing can be said", () => {
  const unit = (name: string, received: number, points: number, counted: number): IndexAnswer["units"][number] => ({
    unitId: 1,
    name,
    received,
    total: { points, counted, max: 100 },
    groups: [],
  });
  const units = [unit("none", 0, 0, 62), unit("better", 9, 60, 80), unit("unknown", 3, 0, 0), unit("worst", 4, 30, 62)];
  expect(lowestFirst(units).map((u) => u.name)).toEqual(["worst", "better", "none", "unknown"]);
});
