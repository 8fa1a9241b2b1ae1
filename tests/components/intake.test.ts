import { describe, expect, test } from "vitest";
import {
  allHandedIn,
  bodyOf,
  clockText,
  faultsByField,
  feesFor,
  fitted,
  isBlank,
  newDraft,
  newDraftId,
  papersFor,
  settlersFor,
} from "@/components/intake/form";
import { picked, prepared } from "@/components/intake/pick";
import { DraftContent } from "@/lib/dossiers/model";
import { TakeInInput } from "@/lib/forms/model";
import { ProcedureTerms } from "@/lib/procedures/model";

const list = prepared([
  { id: 1, code: "1.001193", name: "Đăng ký khai sinh", sectorName: "Hộ tịch" },
  { id: 2, code: "1.000656", name: "Đăng ký khai tử", sectorName: "Hộ tịch" },
  { id: 3, code: "1.004873", name: "Cấp Giấy xác nhận tình trạng hôn nhân", sectorName: "Hộ tịch" },
  { id: 4, code: "2.000635", name: "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", sectorName: "Hộ tịch" },
  { id: 5, code: "1.013225", name: "Cấp giấy phép xây dựng nhà ở riêng lẻ", sectorName: "Xây dựng" },
]);
test.each([
  ["khai sinh", [1, 4], "part of a name, what begins nearer first"],
  ["KHAI SINH", [1, 4], "in capitals"],
  ["dkks", [1], "its first letters"],
  ["dkk", [1, 2], "the beginning of them"],
  ["1.0048", [3], "the beginning of a code"],
  ["xay dung nha", [5], "words without diacritics"],
  ["hôn nhân xác nhận", [3], "words in another order, with diacritics"],
  ["khong co gi", [], "nothing"],
  ["", [1, 2, 3], "everything, as far as it is shown"],
])("%s finds %j (%s)", (text, ids) => {
  expect(picked(list, text, 3).map((p) => p.id)).toEqual(ids);
});

const terms = ProcedureTerms.parse({
  procedureId: 5,
  procedureCode: "1.013225",
  version: 1,
  on: "2026-11-20",
  channel: "COUNTER",
  caseLabel: null,
  isOffered: true,
  cases: ["Nhà ở"],
  limit: null,
  serviceLevel: "PARTIAL",
  supplementPolicy: "RESTART",
  cutoffPolicy: "NONE",
  supplementsAllowed: 1,
  papers: [
    { id: 1, name: "Đơn", originals: 1, copies: 0 },
    { id: 2, name: "Giấy tờ đất", originals: 0, copies: 2 },
    { id: 3, name: "Bản vẽ", originals: 1, copies: 1 },
  ].map((p, i) => ({
    ...p,
    position: i + 1,
    isRequired: true,
    caseLabel: null,
    formName: null,
    note: null,
    validFrom: "2018-01-01",
    validUntil: null,
  })),
  fees: [
    { id: 1, name: "Lệ phí", amountDong: 75_000 },
    { id: 2, name: "Phí", amountDong: null },
  ].map((f) => ({
    ...f,
    kind: "CHARGE",
    channel: null,
    caseLabel: null,
    text: null,
    source: null,
    validFrom: "2018-01-01",
    validUntil: null,
  })),
  steps: [],
  settlers: [{ unitId: 3, unitName: "Phường" }],
  settlingUnitId: 3,
  isTakenInAnywhere: true,
  resultName: null,
});

describe("the form", () => {
  const form = { ...newDraft(4), procedureId: 5, applicantName: " Lan ", phone: "0912345678", caseLabel: "Đã bỏ" };
  const units = [
    { id: 3, name: "Phường", isDesk: false, isOwnOf: [4] },
    { id: 5, name: "Xã", isDesk: false, isOwnOf: [6] },
    { id: 7, name: "Phòng", isDesk: false, isOwnOf: [] },
    { id: 9, name: "Trung tâm", isDesk: true, isOwnOf: [] },
  ];
  const at = (ownUnitId: number) => ({ ownUnitId, units });
  test("an empty one is blank, and one with a name is not", () => {
    expect(isBlank(newDraft(4))).toBe(true);
    expect(isBlank(form)).toBe(false);
    expect(DraftContent.safeParse(newDraft(4)).success).toBe(true);
    expect(newDraftId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  test("a paper is a line for its originals and one for its copies; what was ticked stays ticked", () => {
    const rows = papersFor(form, terms);
    expect(rows.map((p) => [p.procedurePaperId, p.form, p.count])).toEqual([
      [1, "ORIGINAL", "1"],
      [2, "CERTIFIED_COPY", "2"],
      [3, "ORIGINAL", "1"],
      [3, "CERTIFIED_COPY", "1"],
    ]);
    const ticked = { ...form, papers: rows.map((p, i) => ({ ...p, isHandedIn: i === 3 })) };
    expect(papersFor(ticked, terms)).toEqual(ticked.papers);
    expect(papersFor({ ...form, channel: "ONLINE" }, terms).map((p) => p.form)).toEqual([
      "ELECTRONIC",
      "ELECTRONIC",
      "ELECTRONIC",
    ]);
  });
  test("what applies is fitted in once: no choice is made, an unknown case goes", () => {
    const once = fitted(form, terms, at(3));
    expect(once).toMatchObject({ unitId: 3, caseLabel: "", fees: [{ isDue: true }, { isDue: false }] });
    expect(fitted(once, terms, at(3))).toEqual(once);
    const wide = { ...terms, settlers: [] };
    expect(fitted(form, wide, at(7)).unitId).toBe(7);
    expect(fitted(form, { ...terms, settlers: [...terms.settlers, { unitId: 5, unitName: "x" }] }, at(9)).unitId).toBeNull();
    expect(feesFor(form, terms)).toHaveLength(2);
  });
  test("taking all ticks what is required, of the papers that are not it leaves as it stands", () => {
    const papers = terms.papers.map((paper) => ({ ...paper, isRequired: paper.id !== 2 }));
    const listed = fitted(form, { ...terms, papers }, at(3));
    const own = { ...listed, papers: [...listed.papers, { ...listed.papers[0], procedurePaperId: null, name: "Ảnh" }] };
    const taken = allHandedIn(DraftContent.parse(own), { ...terms, papers }).papers;
    expect(taken.map((p) => [p.procedurePaperId, p.isHandedIn])).toEqual([
      [1, true],
      [2, false],
      [3, true],
      [3, true],
      [null, false],
    ]);
  });
  test("only units that the acceptance takes can be chosen: those the catalogue names, the desk's own where it is taken in nowhere else", () => {
    const desk = form.receivingUnitId;
    const chosen = (more: Partial<typeof terms>) => settlersFor(desk, { ...terms, ...more }, units).map((u) => u.id);
    expect(chosen({ settlers: [], isTakenInAnywhere: true })).toEqual([3, 5, 7]);
    expect(chosen({ settlers: [], isTakenInAnywhere: false })).toEqual([3]);
    expect(chosen({ settlers: [{ unitId: 9, unitName: "d" }], isTakenInAnywhere: true })).toEqual([9]);
    expect(chosen({ settlers: [{ unitId: 5, unitName: "x" }], isTakenInAnywhere: false })).toEqual([]);
    expect(
      fitted(form, { ...terms, settlers: [{ unitId: 5, unitName: "x" }], isTakenInAnywhere: false }, at(3)).unitId,
    ).toBeNull();
  });
  test("becomes a body the API takes, and its faults come back to their rows", () => {
    const whole = fitted(form, terms, at(3));
    const ready = { ...whole, papers: whole.papers.map((p, i) => ({ ...p, isHandedIn: i !== 1 })) };
    const { body, places } = bodyOf(ready, newDraftId());
    const { step: _, ...input } = body;
    expect(TakeInInput.safeParse(JSON.parse(JSON.stringify(input))).success).toBe(true);
    expect(places).toEqual({ papers: [0, 2, 3], fees: [0] });
    const faults = [
      { path: "body.papers.1.count", code: "too_small", title: "Ít quá" },
      { path: "acceptedAt", code: "accepted-in-future", title: "Chưa đến" },
      { path: "body.applicantName", code: "name-signs", title: "Tên" },
    ];
    expect(faultsByField(faults, places)).toEqual({ "papers.2.count": "Ít quá", acceptedOn: "Chưa đến", applicantName: "Tên" });
  });
  test.each([
    ["8:05", "08:05"],
    ["0805", "08:05"],
    ["8h5", "08:05"],
    ["14", "14:00"],
    ["trưa", "trưa"],
  ])("the time %s is %s", (typed, time) => expect(clockText(typed)).toBe(time));
});
