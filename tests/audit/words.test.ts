import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { detailText, placeWords } from "@/app/audit-detail";
import { declaredRoutes } from "@/app/routes";
import { actionText, actorText, detailLabels, hasActionWords, subjectText } from "@/lib/audit/labels";
import type { Work } from "@/lib/command";
import { eventWords } from "@/lib/dossiers/labels";
import { locales } from "@/lib/words";

const lib = join(import.meta.dirname, "../../lib");
const sources = readdirSync(lib, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.includes("generated"))
  .map((file) => readFileSync(join(lib, file), "utf8"));

/** The acts the log is told of, as the sources name them. */
function recordedActions(): string[] {
  const named = sources.flatMap((text) => [
    ...[...text.matchAll(/\.record\(([^,]*),/g)].flatMap(([, first = ""]) => [...first.matchAll(/"([a-z-]+\.[a-zA-Z-]+)"/g)]),
    ...text.matchAll(/\baction: "([a-z-]+\.[a-zA-Z-]+)"/g),
    ...text.matchAll(/tellOf\(actor, "([a-z-]+\.[a-zA-Z-]+)"/g),
  ]);
  const looks = routesThatTell().flatMap(({ text }) =>
    [...text.matchAll(/accessed\(\{ type: "([a-z-]+)"/g)].map(([, type]) => `${type}.view`),
  );
  return [
    ...new Set([
      ...named.map(([, action = ""]) => action),
      ...Object.keys(eventWords).map((kind) => `dossier.${kind}`),
      ...looks,
    ]),
  ];
}
function routesThatTell() {
  const api = join(import.meta.dirname, "../../app");
  return readdirSync(api, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => ({ file, text: readFileSync(join(api, file), "utf8") }));
}

describe("the log in words", () => {
  test("every act that is recorded has words", () => {
    const actions = recordedActions();
    expect(actions.length).toBeGreaterThan(70);
    expect(actions.filter((action) => !hasActionWords(action))).toEqual([]);
  });
  test("every route that tells of a look has words for where it was", () => {
    const ids = declaredRoutes().flatMap(({ handler: { declaration } }) =>
      declaration.audit === "access" ? [declaration.id] : [],
    );
    expect(ids.length).toBeGreaterThan(8);
    expect(ids.filter((id) => !placeWords[id])).toEqual([]);
  });
  test("a detail without words is no detail the compiler lets be recorded", () => {
    const record: Work["record"] = () => undefined;
    record("unit.close", { type: "unit", id: 1 }, { closed: [1] });
    // @ts-expect-error: "shut" has no words
    record("unit.close", { type: "unit", id: 1 }, { shut: [1] });
    const counts = { rowsNew: 1, rowsOdd: 2 };
    // @ts-expect-error: neither has "rowsOdd", and it comes in a variable
    record("import.merge", { type: "import", id: 1 }, counts);
  });
  test("no detail is told by its key, in either language", () => {
    for (const locale of locales)
      for (const key of Object.keys(detailLabels).filter((name) => /[A-Z]/.test(name)))
        expect(detailText(locale, JSON.stringify({ [key]: 1 }))).not.toContain(key);
  });
});

describe("a detail", () => {
  test.each([
    [{ method: "password" }, "cách đăng nhập: Mật khẩu", "way in: Password"],
    [{ readers: 0, unusual: 0 }, "số người đã xem: 0 · số người bất thường: 0", "readers: 0 · unusual: 0"],
    [{ dossiers: 26010 }, "số hồ sơ: 26.010", "dossiers: 26,010"],
    [{ until: "2026-11-26T01:30:00.000Z" }, "đến: 08:30 26/11/2026", "until: 08:30 26/11/2026"],
    [
      { from: "2026-09-02", closed: [1204, 7] },
      "từ: 02/09/2026 · đơn vị chấm dứt: 1204, 7",
      "from: 02/09/2026 · units closed: 1204, 7",
    ],
    [
      { from: "ACCEPTED", to: "IN_PROGRESS", dueBefore: null },
      "từ: Được tiếp nhận · đến: Đang xử lý",
      "from: Accepted · to: In progress",
    ],
    [
      { totpRequired: true, revoked: 2 },
      "bắt buộc xác thực hai lớp: có · số phiên đã kết thúc: 2",
      "second factor required: yes · sessions ended: 2",
    ],
    [
      { stretches: [{ weekdays: [1, 2, 3, 4, 5], opensMinute: 450, closesMinute: 690 }] },
      "giờ làm việc: thứ Hai – thứ Sáu 07:30 – 11:30",
      "office hours: Monday – Friday 07:30 – 11:30",
    ],
  ])("%j", (told, vi, en) => {
    expect(detailText("vi", JSON.stringify(told))).toBe(vi);
    expect(detailText("en", JSON.stringify(told))).toBe(en);
  });
  test("of an older version is shown as it was kept", () => {
    expect(detailText("vi", '{"oldKey":"old value"}')).toBe("oldKey: old value");
    expect(actionText("vi", "old.act")).toBe("old.act");
    expect([actorText("vi", "system:review"), actorText("vi", "key:3"), actorText("vi", "user:7")]).toEqual([
      "hệ thống",
      "khóa kết nối 3",
      "user:7",
    ]);
  });
});

test.each([
  ["dossier", "17", "hồ sơ 17"],
  ["quality-month", "2026-09", "chỉ số phục vụ tháng 09/2026"],
  ["reading", "2026-11-26", "việc xem hồ sơ ngày 26/11/2026"],
  ["city", "1", "thành phố"],
] as const)("what an act was on is told as people write it: %s %s", (subject, id, words) => {
  expect(subjectText("vi", subject, id)).toBe(words);
});
