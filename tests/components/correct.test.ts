import { expect, test } from "vitest";
import { bodyOf, isMended, lackedBy, type Mended, written } from "@/components/dossiers/correct-form";
import { type Correctable, CorrectInput } from "@/lib/dossiers/model";

const on: Correctable = {
  ...{ version: 4, applicantKind: "CITIZEN", applicantName: "Nguyễn Thị Lan", idNumberMasked: "002*******34" },
  ...{ phoneMasked: null, email: null, applicantAddress: "Tổ 3", submitterName: null, submitterIdNumberMasked: null },
  ...{ subject: null, setCount: 1, resultDelivery: "COUNTER" },
  papers: [{ id: 7, name: "Tờ khai", form: "ORIGINAL", count: 1, supplement: 0, hasFiles: false, procedurePaperId: 30 }],
  offered: [{ procedurePaperId: 31, name: "Giấy ủy quyền", form: "CERTIFIED_COPY", count: 1 }],
  ...{ areaId: null, areas: [{ id: 5, name: "Xã Phương Độ" }], required: [] },
};
const form = written(on);
const sent = (change: Partial<Mended>) => bodyOf(on, { ...form, ...change });

test.each<[string, Partial<Mended>, object]>([
  ["nothing typed", {}, {}],
  ["what stands typed again", { applicantName: " Nguyễn Thị Lan " }, {}],
  [
    "a name and an address taken away",
    { applicantName: "Nguyễn Thị Lân", applicantAddress: "" },
    { applicantName: "Nguyễn Thị Lân", applicantAddress: null },
  ],
  ["a number typed anew", { phone: "0912 345 678" }, { phone: "0912 345 678" }],
  ["a number taken off the record", { dropped: ["idNumber"] }, { idNumber: null }],
  ["another ward", { areaId: 5 }, { areaId: 5 }],
  ["another kind of who asks", { applicantKind: "ORGANISATION", setCount: "2" }, { applicantKind: "ORGANISATION", setCount: 2 }],
])("%s sends what is other than it stands", (_, change, body) => {
  expect(sent(change)).toEqual(body);
  expect(CorrectInput.safeParse({ dossierId: 1, version: 4, reason: "Gõ nhầm", ...sent(change) }).success).toBe(true);
});

test("papers go whole: what is unticked is left out, what was forgotten and what has no name of the catalogue come in", () => {
  const [paper, offered] = form.papers;
  if (!paper || !offered) throw new Error("two papers");
  const other = { ...offered, procedurePaperId: null, name: " Ảnh 3x4 ", isIn: true, count: "4" };
  const body = sent({ papers: [{ ...paper, isIn: false }, { ...offered, isIn: true }, other, { ...other, name: "" }] });
  expect(body).toEqual({
    papers: [
      { procedurePaperId: 31, form: "CERTIFIED_COPY", count: 1 },
      { name: "Ảnh 3x4", form: "CERTIFIED_COPY", count: 4 },
    ],
  });
  expect(sent({ papers: [{ ...paper, count: "2" }, offered] })).toEqual({ papers: [{ id: 7, form: "ORIGINAL", count: 2 }] });
});

test("what a struck paper leaves lacking is said to be known before it is sent", () => {
  const strict = { ...on, required: [{ procedurePaperId: 30, name: "Tờ khai" }] };
  const [paper, offered] = form.papers;
  if (!paper || !offered) throw new Error("two papers");
  const struck = { ...form, papers: [{ ...paper, isIn: false }, offered] };
  expect([lackedBy(strict, form), lackedBy(strict, struck), lackedBy(on, struck)]).toEqual([[], ["Tờ khai"], []]);
  expect(isMended(strict, struck, "Ghi nhầm")).toBe(false);
  expect(isMended(strict, { ...struck, isIncomplete: true }, "Ghi nhầm")).toBe(true);
  expect(bodyOf(strict, { ...struck, isIncomplete: true })).toEqual({ papers: [], isIncomplete: true });
});

test("nothing is sent without a change, a reason and a name", () => {
  const mended = { ...form, applicantName: "Nguyễn Thị Lân" };
  expect([
    isMended(on, form, "Gõ nhầm"),
    isMended(on, mended, " "),
    isMended(on, { ...mended, applicantName: "" }, "Gõ nhầm"),
    isMended(on, { ...mended, setCount: "0" }, "Gõ nhầm"),
    isMended(on, mended, "Gõ nhầm"),
  ]).toEqual([false, false, false, false, true]);
});
