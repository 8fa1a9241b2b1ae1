import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cityDay } from "@/lib/calendar/rules";
import { acceptDossier, moveDossier } from "@/lib/dossiers/commands";
import type { MoveName } from "@/lib/dossiers/model";
import { AppError } from "@/lib/errors";
import {
  changeProcedure,
  changeSector,
  changeTerms,
  createProcedure,
  createSector,
  deleteSector,
  publishProcedure,
  unpublishProcedure,
} from "@/lib/procedures/commands";
import { findProcedure, findProcedureDetail, findTerms, listProcedures } from "@/lib/procedures/queries";
import { actor, asOwner, foundCity, sector, unit } from "../city";

const now = new Date("2026-11-23T03:00:00Z");
const today = cityDay(now);
const admin = { actor: actor("admin"), now };
const source = "Quyết định 100/QĐ-UBND ngày 20/11/2026";
let serial = 0;
const facts = () => ({
  code: `9.8${String(++serial).padStart(5, "0")}`,
  name: `Cấp giấy phép thử số ${serial}`,
  sectorId: sector.construction,
  level: "COMMUNE" as const,
  validFrom: "2026-01-01",
});
const refusal = (code: string) => ({ code });
/** A published procedure: ten working days since 2026-01-01, in two steps. */
async function published(): Promise<{ id: number; version: number }> {
  const { id } = await createProcedure(admin, facts());
  await changeTerms(admin, {
    procedureId: id,
    version: 1,
    from: "2026-01-01",
    source,
    limits: [{ unit: "WORKING_DAY", value: 10 }],
    steps: [
      { name: "Tiếp nhận", role: "Một cửa", workingDays: 0.5 },
      { name: "Thẩm định", role: "Chuyên viên", workingDays: 9.5 },
    ],
    papers: [{ name: "Đơn đề nghị" }, { name: "Bản vẽ", originals: 2 }],
    fees: [{ kind: "CHARGE", name: "Lệ phí cấp phép", amountDong: 75_000 }],
    serviceLevel: "PARTIAL",
  });
  return publishProcedure(admin, { procedureId: id, version: 2, source });
}
const termsOf = async (procedureId: number, on: string) => {
  const terms = await findTerms(actor("officer"), { procedureId, channel: "COUNTER", on });
  return [terms.limit?.value, terms.papers.map((p) => p.name), terms.fees.map((f) => f.amountDong), terms.serviceLevel];
};

beforeAll(foundCity);

test("a procedure is added unpublished, filled, published, and found by everybody", async () => {
  const { id } = await createProcedure(admin, { ...facts(), name: "Cấp  giấy phép đào đường" });
  await expect(findProcedure(actor("officer"), id)).rejects.toMatchObject({ kind: "not-found" });
  await expect(publishProcedure(admin, { procedureId: id, version: 1, source })).rejects.toMatchObject(
    refusal("procedure-has-no-limit"),
  );
  await changeTerms(admin, {
    procedureId: id,
    version: 1,
    from: "2026-01-01",
    source,
    limits: [{ unit: "WORKING_DAY", value: 7 }],
  });
  expect(await publishProcedure(admin, { procedureId: id, version: 2, source })).toEqual({ id, version: 3 });
  expect((await listProcedures(actor("officer"), { text: "dao duong" })).map((p) => p.id)).toEqual([id]);
  expect(await findProcedureDetail(actor("officer"), id)).toMatchObject({
    isPublished: true,
    firstPublishedOn: today,
    version: 3,
  });
});

describe("what holds from a day on", () => {
  let id = 0;
  let version = 0;
  beforeEach(async () => {
    ({ id, version } = await published());
  });
  const change = (parts: object, more: { from?: string; version?: number } = {}) =>
    changeTerms(admin, { procedureId: id, version, from: "2027-01-01", source, ...parts, ...more });

  test("the past stays, the new begins on its day, and what is not spoken of goes on", async () => {
    await change({
      limits: [{ unit: "WORKING_DAY", value: 7 }],
      steps: [{ name: "Giải quyết", role: "Chuyên viên", workingDays: 7 }],
      fees: [],
      serviceLevel: "FULL",
    });
    const papers = ["Đơn đề nghị", "Bản vẽ"];
    expect(await termsOf(id, "2026-12-31")).toEqual([10, papers, [75_000], "PARTIAL"]);
    expect(await termsOf(id, "2027-01-01")).toEqual([7, papers, [], "FULL"]);
    const { limits } = await findProcedureDetail(actor("admin"), id);
    expect(limits.map((l) => [l.value, l.validFrom, l.validUntil])).toEqual([
      [10, "2026-01-01", "2026-12-31"],
      [7, "2027-01-01", null],
    ]);
  });
  test("a dossier keeps what it was accepted under", async () => {
    const { papers: known } = await findProcedureDetail(actor("admin"), id);
    const papers = known.map((paper) => ({ procedurePaperId: paper.id, form: "ORIGINAL" as const }));
    const form = { procedureId: id, unitId: unit.tranPhu, channel: "COUNTER" as const, applicantName: "Nguyễn Văn Giữ", papers };
    const before = await acceptDossier({ actor: actor("officer"), now }, form);
    const steps = [{ name: "Giải quyết", role: "Chuyên viên", workingDays: 3 }];
    await change({ limits: [{ unit: "WORKING_DAY", value: 3 }], steps }, { from: today });
    const after = await acceptDossier({ actor: actor("officer"), now }, form);
    expect([before.dueOn, after.dueOn]).toEqual(["2026-12-08", "2026-11-27"]);
    const { rows } = await asOwner((c) =>
      c.query("select limit_value from dossier where id = any ($1) order by id", [[before.id, after.id]]),
    );
    expect(rows.map((r) => r.limit_value)).toEqual([10, 3]);
  });
  test("cut-off and supplements too: the past keeps its own, and so does a dossier", async () => {
    const { papers: known } = await findProcedureDetail(actor("admin"), id);
    const papers = known.map((paper) => ({ procedurePaperId: paper.id, form: "ORIGINAL" as const }));
    const form = { procedureId: id, unitId: unit.tranPhu, channel: "COUNTER" as const, applicantName: "Nguyễn Văn Giữ", papers };
    const officer = { actor: actor("officer"), now };
    const before = await acceptDossier(officer, form);
    const policy = { cutoffPolicy: "AFTER_CLOSE_NEXT_DAY", supplementPolicy: "PAUSE", supplementsAllowed: 2 } as const;
    await expect(change({ policy }, { from: "2026-01-02" })).resolves.toMatchObject({ id });
    ({ version } = await findProcedureDetail(actor("admin"), id));
    await expect(change({ policy }, { from: today })).rejects.toMatchObject(refusal("nothing-changes"));
    await expect(change({ policy: { ...policy, cutoffPolicy: "NONE" } }, { from: "2026-01-01" })).rejects.toMatchObject(
      refusal("procedure-past-stays"),
    );
    const held = async (on: string) => {
      const { cutoffPolicy, supplementPolicy, supplementsAllowed } = await findTerms(actor("officer"), {
        ...{ procedureId: id, channel: "COUNTER", on },
      });
      return [cutoffPolicy, supplementPolicy, supplementsAllowed];
    };
    expect(await held("2026-01-01")).toEqual(["NONE", "RESTART", 1]);
    expect(await held(today)).toEqual(["AFTER_CLOSE_NEXT_DAY", "PAUSE", 2]);
    const [span] = (await findProcedureDetail(actor("admin"), id)).policies;
    expect(span).toEqual({ ...policy, source, validFrom: "2026-01-02", validUntil: null });

    const after = await acceptDossier(officer, form);
    const asked = async (dossierId: number) => {
      const move = (at: number, act: { move: MoveName; reason?: string }) =>
        moveDossier(officer, { dossierId, version: at, ...act });
      await move(1, { move: "requestSupplement", reason: "Thiếu bản vẽ" });
      await move(2, { move: "receiveSupplement" });
      return move(3, { move: "requestSupplement", reason: "Thiếu chữ ký" });
    };
    await expect(asked(before.id)).rejects.toMatchObject(refusal("supplements-used-up"));
    expect(await asked(after.id)).toMatchObject({ state: "AWAITING_SUPPLEMENT" });
  });
  test("a fee is as large as what a dossier may owe", async () => {
    const fee = { kind: "CHARGE", name: "Tiền sử dụng đất", amountDong: 999_999_999_999 };
    ({ version } = await change({ fees: [fee] }));
    await expect(change({ fees: [fee] })).rejects.toMatchObject(refusal("nothing-changes"));
    expect((await termsOf(id, "2027-01-01"))[2]).toEqual([999_999_999_999]);
    await expect(change({ fees: [{ ...fee, amountDong: 1_000_000_000_000 }] })).rejects.toMatchObject({ kind: "invalid" });
  });
  test("a row that goes on is the same row; one that was planned gives way", async () => {
    const [kept] = (await findProcedureDetail(actor("admin"), id)).papers;
    ({ version } = await change({ papers: [{ name: "Đơn đề nghị" }, { name: "Bản vẽ mới", originals: 2 }] }));
    ({ version } = await change({ papers: [{ name: "Đơn đề nghị" }] }, { from: "2026-12-15" }));
    const { papers } = await findProcedureDetail(actor("admin"), id);
    expect(papers.map((p) => [p.name, p.validFrom, p.validUntil])).toEqual([
      ["Đơn đề nghị", "2026-01-01", null],
      ["Bản vẽ", "2026-01-01", "2026-12-14"],
    ]);
    expect(papers[0]?.id).toBe(kept?.id);
  });
  test("what has begun is not undone, what is only planned is", async () => {
    await expect(change({ fees: [] }, { from: "2026-01-01" })).rejects.toMatchObject(refusal("procedure-past-stays"));
    ({ version } = await change({ fees: [{ kind: "FEE", name: "Phí mới", amountDong: 1 }] }));
    ({ version } = await change({ fees: [{ kind: "CHARGE", name: "Lệ phí cấp phép", amountDong: 75_000 }] }));
    expect((await findProcedureDetail(actor("admin"), id)).fees).toMatchObject([{ amountDong: 75_000, validUntil: null }]);
  });
  test("what was never published may be written anew from its first day", async () => {
    const draft = await createProcedure(admin, facts());
    const write = (at: number, value: number) =>
      changeTerms(admin, {
        procedureId: draft.id,
        version: at,
        from: "2026-01-01",
        source,
        limits: [{ unit: "WORKING_DAY", value }],
      });
    await write(1, 70);
    await write(2, 7);
    expect((await findProcedureDetail(actor("admin"), draft.id)).limits.map((l) => l.value)).toEqual([7]);
  });
  test("the steps must add up to the published limit, on every day from then on", async () => {
    const seven = { limits: [{ unit: "WORKING_DAY" as const, value: 7 }] };
    const refused = await change(seven).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: "steps-differ", more: { detail: { limitDays: 7, stepDays: 10, day: "2027-01-01" } } });
    await expect(change({ steps: [{ name: "Một bước", role: "Chuyên viên", workingDays: 7 }] })).rejects.toMatchObject(
      refusal("steps-differ"),
    );
    // A limit of its own for a channel needs a process of its own.
    const both = [
      { unit: "WORKING_DAY" as const, value: 10 },
      { unit: "WORKING_DAY" as const, value: 5, channel: "ONLINE" as const },
    ];
    await expect(change({ limits: both })).rejects.toMatchObject({ more: { detail: { channel: "ONLINE", limitDays: 5 } } });
    await change({
      limits: both,
      steps: [
        { name: "Giải quyết", role: "Chuyên viên", workingDays: 10 },
        { name: "Giải quyết", role: "Chuyên viên", workingDays: 5, channel: "ONLINE" },
      ],
    });
    // What other parts change does not ask for old sums.
    expect((await findProcedureDetail(actor("admin"), id)).version).toBe(version + 1);
  });
  test("settling units stand on the day, and are dated as the rest", async () => {
    await expect(change({ settlers: [2_000_000_000] })).rejects.toMatchObject(refusal("unit-not-standing"));
    ({ version } = await change({ settlers: [unit.justice, unit.tranPhu] }, { from: "2026-06-01" }));
    ({ version } = await change({ settlers: [unit.justice] }));
    ({ version } = await change({ settlers: [unit.tranPhu, unit.justice] }));
    const { settlers } = await findProcedureDetail(actor("admin"), id);
    expect(settlers.map((s) => [s.unitId, s.validFrom, s.validUntil])).toEqual([
      [unit.justice, "2026-06-01", null],
      [unit.tranPhu, "2026-06-01", null],
    ]);
  });
  test("nothing new is said to be nothing new", async () => {
    await expect(change({})).rejects.toMatchObject(refusal("nothing-changes"));
    await expect(change({ limits: [{ unit: "WORKING_DAY", value: 10 }] })).rejects.toMatchObject(refusal("nothing-changes"));
    expect((await findProcedureDetail(actor("admin"), id)).version).toBe(version);
  });
  test.each<[string, object, string]>([
    ["a limit without a number", { limits: [{ unit: "WORKING_DAY" }] }, "limits.0.value"],
    ["a same-day limit with one", { limits: [{ unit: "SAME_DAY", value: 1 }] }, "limits.0.value"],
    ["a limit in words without words", { limits: [{ unit: "TEXT" }] }, "limits.0.text"],
    ["two limits of one case", { limits: [{ unit: "SAME_DAY" }, { unit: "WORKING_DAY", value: 2 }] }, "limits"],
    ["a fee of less than nothing", { fees: [{ kind: "FEE", name: "Phí", amountDong: -1 }] }, "fees.0.amountDong"],
    ["a fee that says nothing", { fees: [{ kind: "FEE", name: "Phí" }] }, "fees.0.amountDong"],
    ["a paper of which none is asked", { papers: [{ name: "Đơn", originals: 0 }] }, "papers.0.originals"],
    ["the same paper twice", { papers: [{ name: "Đơn" }, { name: "đơn" }] }, "papers"],
    ["a step of a thousandth of a day", { steps: [{ name: "Bước", role: "Ai đó", workingDays: 0.001 }] }, "steps.0.workingDays"],
    ["a name of ten thousand letters", { papers: [{ name: "Đ".repeat(10_000) }] }, "papers.0.name"],
    ["an impossible day", { fees: [], from: "2027-02-30" }, "from"],
  ])("%s is refused at its field", async (_, parts, path) => {
    await expect(change(parts)).rejects.toMatchObject({ kind: "invalid", more: { faults: [expect.objectContaining({ path })] } });
  });
});

test("of two who change the same version one wins and the other is told the new state", async () => {
  const { id, version } = await published();
  const rename = (name: string) => changeProcedure(admin, { ...facts(), code: codeOf, name, procedureId: id, version });
  const { code: codeOf } = await findProcedure(actor("admin"), id);
  const both = await Promise.allSettled([rename("Tên của người thứ nhất"), rename("Tên của người thứ hai")]);
  expect(both.map((b) => b.status).sort()).toEqual(["fulfilled", "rejected"]);
  const lost = both.find((b) => b.status === "rejected");
  const { name } = await findProcedure(actor("admin"), id);
  expect(lost?.reason).toMatchObject({
    kind: "conflict",
    code: "procedure-changed",
    more: { detail: { version: version + 1, name } },
  });
});

test("two who add the same code, or the same sector: one does", async () => {
  const same = facts();
  const added = await Promise.allSettled([createProcedure(admin, same), createProcedure(admin, same)]);
  expect(added.filter((a) => a.status === "rejected").map((a) => a.reason.code)).toEqual(["procedure-code-taken"]);
  const sectors = await Promise.allSettled([1, 2].map(() => createSector(admin, { code: "thu-nghiem", name: "Thử nghiệm" })));
  expect(sectors.filter((a) => a.status === "rejected").map((a) => a.reason.code)).toEqual(["sector-code-taken"]);
});

test("a published procedure keeps its code; its days must be in order, its sector known", async () => {
  const { id, version } = await published();
  const { code } = await findProcedure(actor("admin"), id);
  const change = (more: object) => changeProcedure(admin, { ...facts(), code, procedureId: id, version, ...more });
  await expect(change({ code: "9.999999" })).rejects.toMatchObject(refusal("procedure-code-known"));
  await expect(change({ validUntil: "2025-12-31" })).rejects.toMatchObject(refusal("procedure-ends-early"));
  await expect(change({ sectorId: 2_000_000_000 })).rejects.toMatchObject(refusal("sector-unknown"));
  const draft = await createProcedure(admin, facts());
  expect(await changeProcedure(admin, { ...facts(), procedureId: draft.id, version: 1 })).toMatchObject({ version: 2 });
});

test("what is taken back is neither listed nor accepted, and stays what running dossiers stand on", async () => {
  const { id, version } = await published();
  await unpublishProcedure(admin, { procedureId: id, version, source });
  expect((await listProcedures(actor("officer"))).some((p) => p.id === id)).toBe(false);
  expect(await findProcedure(actor("officer"), id)).toMatchObject({ isPublished: false });
  expect(await findTerms(actor("officer"), { procedureId: id, channel: "COUNTER", on: today })).toMatchObject({
    isOffered: false,
  });
  const form = { procedureId: id, unitId: unit.tranPhu, channel: "COUNTER" as const, applicantName: "Nguyễn Văn Muộn" };
  await expect(acceptDossier({ actor: actor("officer"), now }, form)).rejects.toMatchObject(refusal("procedure-not-offered"));
  expect(await publishProcedure(admin, { procedureId: id, version: version + 1, source })).toMatchObject({
    version: version + 2,
  });
  await expect(publishProcedure(admin, { procedureId: id, version: version + 2, source })).rejects.toMatchObject(
    refusal("nothing-changes"),
  );
});

test("a sector is changed by its version and deleted only while nothing belongs to it", async () => {
  const { id } = await createSector(admin, { code: "rung", name: "Kiểm lâm" });
  await changeSector(admin, { sectorId: id, code: "rung", name: "Lâm nghiệp", position: 7, version: 1 });
  await expect(deleteSector(admin, { sectorId: id, version: 1 })).rejects.toMatchObject({
    code: "sector-changed",
    kind: "conflict",
  });
  await expect(deleteSector(admin, { sectorId: sector.land, version: 1 })).rejects.toMatchObject(refusal("sector-in-use"));
  expect(await deleteSector(admin, { sectorId: id, version: 2 })).toEqual({ id });
});

test("only whoever keeps the catalogue writes it, and every act is in the log", async () => {
  for (const name of ["leader", "head", "officer", "specialist", "auditor"] as const)
    await expect(createProcedure({ actor: actor(name), now }, facts())).rejects.toMatchObject({ kind: "forbidden" });
  const { rows } = await asOwner((c) =>
    c.query("select distinct action from audit_entry where action like 'procedure.%' or action like 'sector.%' order by 1"),
  );
  expect(rows.map((r) => r.action)).toEqual([
    "procedure.change",
    "procedure.change-terms",
    "procedure.create",
    "procedure.publish",
    "procedure.unpublish",
    "sector.change",
    "sector.create",
    "sector.delete",
  ]);
});
