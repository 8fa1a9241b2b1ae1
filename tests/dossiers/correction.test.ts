import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shownChange } from "@/lib/dossiers/correction/decide";
import { CorrectInput, correctedFields } from "@/lib/dossiers/model";
import { type Asked, correctionRight, decideCorrection, type Written } from "@/lib/dossiers/rules";
import type { Actor, Permission } from "@/lib/policy";

const written: Written = {
  ...{ applicantKind: "CITIZEN", applicantName: "Nguyễn Thị Lan", idNumber: "002198001234", phone: "0912345678" },
  ...{
    email: null,
    applicantAddress: "Tổ 3, phường Trần Phú",
    areaId: 4,
    submitterName: null,
    submitterIdNumber: null,
    subject: null,
  },
  ...{ setCount: 1, resultDelivery: "COUNTER" },
  papers: [
    { id: 7, name: "Tờ khai", form: "ORIGINAL", count: 1, hasFiles: false, procedurePaperId: 30 },
    { id: 8, name: "Giấy chứng sinh", form: "PHOTOCOPY", count: 1, hasFiles: true, procedurePaperId: 32 },
  ],
};
const known = new Map([
  [30, "Tờ khai"],
  [31, "Giấy ủy quyền"],
  [32, "Giấy chứng sinh"],
]);
const areas = new Map([
  [4, "Phường Trần Phú"],
  [5, "Xã Phương Độ"],
]);
const around = { acceptedOn: "2026-11-26", known, required: [] as number[], areas };
const decide = (asked: Asked, required: number[] = []) => decideCorrection(written, asked, { ...around, required });
const keep = [
  { id: 7, form: "ORIGINAL" as const, count: 1 },
  { id: 8, form: "PHOTOCOPY" as const, count: 1 },
];
const added = (more: object) => ({ form: "ORIGINAL" as const, count: 1, isReused: false, ...more });

describe("what a correction makes of a dossier", () => {
  test("tells each field that changed, before and after, and leaves the others", () => {
    const decision = decide({ applicantName: "Nguyễn Thị Lân", phone: "0987 654 321", applicantAddress: "" });
    expect(decision).toMatchObject({
      ok: true,
      changed: ["applicantName", "phone", "applicantAddress"],
      changes: [
        { is: "field", field: "applicantName", before: "Nguyễn Thị Lan", after: "Nguyễn Thị Lân" },
        { is: "field", field: "phone", before: "0912345678", after: "0987654321" },
        { is: "field", field: "applicantAddress", before: "Tổ 3, phường Trần Phú", after: null },
      ],
      next: { idNumber: "002198001234", setCount: 1 },
    });
  });
  test.each<[string, Asked]>([
    ["nothing", {}],
    ["what stands already", { applicantName: "Nguyễn Thị Lan", setCount: 1, papers: keep }],
    ["a number written otherwise", { phone: "+84 912 345 678", idNumber: "002 198 001 234" }],
    ["what is not there taken away", { email: null, subject: "", submitterName: null }],
  ])("refuses %s: nothing would be other than it is", (_, asked) => {
    expect(decide(asked)).toEqual({ ok: false, code: "correction-empty", faults: [] });
  });
  test.each<[string, Asked, string, string]>([
    ["a number that no paper has", { idNumber: "12345678" }, "idNumber", "id-number-unreadable"],
    [
      "a kind that the number does not fit",
      { applicantKind: "ORGANISATION", idNumber: "A123" },
      "idNumber",
      "tax-code-unreadable",
    ],
    ["a number of nobody", { submitterIdNumber: "002198001299" }, "submitterName", "submitter-name-required"],
    [
      "a submitter's number that cannot be",
      { submitterName: "Trần Văn Bình", submitterIdNumber: "1234567890" },
      "submitterIdNumber",
      "id-number-unreadable",
    ],
    ["a paper of another dossier", { papers: [...keep, { id: 99, form: "ORIGINAL", count: 1 }] }, "papers.2.id", "paper-unknown"],
    [
      "a paper of another procedure",
      { papers: [...keep, added({ procedurePaperId: 5 })] },
      "papers.2.procedurePaperId",
      "paper-unknown",
    ],
    ["a ward that is none", { areaId: 6 }, "areaId", "area-unknown"],
    ["a paper with a scan struck", { papers: keep.slice(0, 1) }, "papers", "paper-has-files"],
  ])("refuses %s", (_, asked, path, code) => {
    expect(decide(asked)).toMatchObject({ ok: false, code, faults: [{ path, code }] });
  });
  test("papers: one struck, one in another kind, one of the catalogue and one by name added", () => {
    const papers = [
      { id: 8, form: "ORIGINAL" as const, count: 2 },
      added({ procedurePaperId: 31 }),
      added({ name: "Ảnh 3x4", count: 4 }),
    ];
    expect(decide({ papers })).toMatchObject({
      changed: ["papers"],
      papers: {
        struck: [7],
        kept: [{ id: 8, form: "ORIGINAL", count: 2 }],
        added: [
          { name: "Giấy ủy quyền", procedurePaperId: 31 },
          { name: "Ảnh 3x4", procedurePaperId: null, count: 4 },
        ],
      },
      changes: [
        {
          before: { name: "Giấy chứng sinh", form: "PHOTOCOPY", count: 1 },
          after: { name: "Giấy chứng sinh", form: "ORIGINAL", count: 2 },
        },
        { before: { name: "Tờ khai" }, after: null },
        { before: null, after: { name: "Giấy ủy quyền" } },
        { before: null, after: { name: "Ảnh 3x4", count: 4 } },
      ],
    });
  });
  test("another ward is told by the names of both", () => {
    expect(decide({ areaId: 5 })).toMatchObject({
      ...{ changed: ["areaId"], next: { areaId: 5 } },
      changes: [{ field: "areaId", before: "Phường Trần Phú", after: "Xã Phương Độ" }],
    });
  });
  describe("a dossier is accepted complete (NĐ 61/2018 Đ.17), so what is struck is looked for again", () => {
    const rest = [{ id: 8, form: "PHOTOCOPY" as const, count: 1 }];
    test.each<[string, Asked, number[], string | readonly string[]]>([
      ["the one copy of a required paper", { papers: rest }, [30], "paper-required-struck"],
      ["the same, known to be lacking", { papers: rest, isIncomplete: true }, [30], ["Tờ khai"]],
      ["one that is not required", { papers: rest }, [32], []],
      ["one that is noted anew", { papers: [...rest, added({ procedurePaperId: 30 })] }, [30], []],
      ["another, where a required one never was there", { papers: rest }, [31], []],
    ])("%s", (_, asked, required, expected) => {
      const told = typeof expected === "string" ? { ok: false, code: expected } : { ok: true, lacks: expected };
      expect(decide(asked, required)).toMatchObject(told);
    });
  });
  test("with who handed it in goes their number", () => {
    const two = { ...written, submitterName: "Trần Văn Bình", submitterIdNumber: "002190004321" };
    const decision = decideCorrection(two, { submitterName: null }, around);
    expect(decision).toMatchObject({ changed: ["submitterName", "submitterIdNumber"], next: { submitterIdNumber: null } });
  });
  test("property: what is asked for is what then stands, and asking again changes nothing", () => {
    const text = fc.constantFrom("Lê Văn Tám", "Hoàng Thị Sính", "Vàng A Páo");
    const asked = fc.record(
      {
        applicantName: text,
        applicantAddress: fc.option(text),
        email: fc.option(fc.constantFrom("a@x.vn", "b@x.vn")),
        phone: fc.option(fc.constantFrom("0911111111", "0922222222")),
        subject: fc.option(text),
        setCount: fc.integer({ min: 1, max: 99 }),
        resultDelivery: fc.constantFrom("COUNTER" as const, "POST" as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(asked, (want) => {
        const first = decide(want);
        if (!first.ok) {
          expect(first.code).toBe("correction-empty");
          return;
        }
        expect(first.next).toMatchObject(want);
        const again = decideCorrection({ ...first.next, papers: written.papers }, want, around);
        expect(again).toMatchObject({ ok: false, code: "correction-empty" });
      }),
    );
  });
});

test("a number is told masked, everything else as it is", () => {
  const of = (field: "phone" | "applicantName") => ({ is: "field" as const, field, before: "0912345678", after: null });
  expect(shownChange(of("phone"))).toMatchObject({ before: "091*****78", after: null });
  expect(shownChange(of("applicantName"))).toMatchObject({ before: "0912345678" });
});

test("every field that can be asked for is told by its name, and nothing else", () => {
  const asked = Object.keys(CorrectInput.shape).filter(
    (name) => !["dossierId", "version", "reason", "isIncomplete"].includes(name),
  );
  expect(asked.sort()).toEqual([...correctedFields].sort());
});

describe("whose right it is", () => {
  const holding = (...held: [Permission, number][]): Actor => ({
    ...{ id: "user:1", kind: "user", userId: 1, name: "Mai", roles: [] },
    grants: held.map(([permission, unitId]) => ({ permission, units: [unitId] })),
  });
  const at = { unitId: 5, receivingUnitId: 3, isEnded: false, isSensitive: false };
  test.each([
    ["the settling unit's own", holding(["dossiers.process", 5]), at, "dossiers.process", 5],
    ["the desk that took it in", holding(["dossiers.process", 3]), at, "dossiers.process", 3],
    [
      "not the desk's where it sees no name",
      holding(["dossiers.process", 3]),
      { ...at, isSensitive: true },
      "dossiers.process",
      5,
    ],
    ["the head's after the end", holding(["dossiers.approve", 5]), { ...at, isEnded: true }, "dossiers.approve", 5],
    ["the desk's head after the end", holding(["dossiers.approve", 3]), { ...at, isEnded: true }, "dossiers.approve", 3],
  ] as const)("%s", (_, who, where, permission, unitId) => {
    expect(correctionRight(who, where)).toEqual({ permission, unitId });
  });
});
