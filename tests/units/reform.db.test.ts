import { beforeAll, expect, test } from "vitest";
import { closeUnit, createUnit, mergeUnits, renameUnit, setUnitContact } from "@/lib/units/commands";
import {
  agencyCodeOf,
  listUnits,
  unitLookup,
  unitStanding,
  unitsAlone,
  unitsBelow,
  unitsReached,
  unitTree,
} from "@/lib/units/queries";
import { belowOn, nodeIn } from "@/lib/units/rules";
import { actor, asOwner, foundCity, unit } from "../city";

const source = "NQ 1684/NQ-UBTVQH15";
const before = "2025-06-30";
const after = "2025-07-01";
const ctx = { actor: actor("admin"), now: new Date("2025-06-20T03:00:00Z") };
const names = async (on: string) => (await listUnits(ctx.actor, on)).map((u) => u.shortName);
let quangTrung = 0;
let haGiang1 = 0;
let haGiang2 = 0;

/** The reform of 1/7/2025 in Hà Giang (DOMAIN §8.1), with three of the eight wards: one merged whole, one split, one merged beside. */
beforeAll(async () => {
  await foundCity();
  const added = await createUnit(ctx, {
    code: "H22.15.11",
    kind: "WARD",
    name: "Ủy ban nhân dân phường Quang Trung",
    shortName: "Phường Quang Trung",
    parentId: unit.committee,
    validFrom: "2010-09-27",
    identifiers: [{ code: "H22.15.11", scheme: "QD20" }],
  });
  quangTrung = added.id;
  await asOwner((client) =>
    client.query(
      `insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search, accepted_at, accepted_on)
       values ('H22.15.9-250620-0001', 1, $1, $1, 'COUNTER', 'ACCEPTED', 'Nguyễn Văn A', 'nguyen van a', '2025-06-20T03:00:00Z', '2025-06-20')`,
      [unit.phuongDo],
    ),
  );
  const place = { headTitle: "Chủ tịch UBND phường", parentId: null, areaId: null };
  const first = await mergeUnits(ctx, {
    predecessors: [unit.phuongDo, quangTrung],
    successor: {
      ...place,
      // The code and the identifier of the commune that ends, with a new meaning.
      code: "H22.15.9",
      kind: "WARD",
      name: "Ủy ban nhân dân phường Hà Giang 1",
      shortName: "Phường Hà Giang 1",
      identifiers: [{ code: "H22.15.9", scheme: "QD20" }],
    },
    on: after,
    source,
  });
  const second = await mergeUnits(ctx, {
    predecessors: [unit.tranPhu, quangTrung],
    successor: {
      ...place,
      code: "H60.2",
      kind: "WARD",
      name: "Ủy ban nhân dân phường Hà Giang 2",
      shortName: "Phường Hà Giang 2",
    },
    on: after,
    source,
  });
  haGiang1 = first.id;
  haGiang2 = second.id;
});

test("the day before, the old wards stand; the day after, their successors (P11)", async () => {
  expect(await names(before)).toEqual([
    "UBND thành phố",
    "Phường Quang Trung",
    "Tư pháp",
    "Phường Trần Phú",
    "Một cửa Trần Phú",
    "Xã Phương Độ",
  ]);
  expect(await names(after)).toEqual(["Phường Hà Giang 1", "Phường Hà Giang 2", "UBND thành phố", "Tư pháp"]);
});

test("history is not rewritten: the dossier keeps its unit and the old rows keep their names", async () => {
  const row = await asOwner((client) => client.query("select unit_id from dossier"));
  expect(row.rows).toEqual([{ unit_id: unit.phuongDo }]);
  const old = await asOwner((client) => client.query("select name, valid_until::text from unit where id = $1", [unit.phuongDo]));
  expect(old.rows).toEqual([{ name: "Ủy ban nhân dân xã Phương Độ", valid_until: before }]);
});

test("a code is used again with a new meaning, and means what it meant on the day asked about", async () => {
  const lookup = await unitLookup();
  for (const written of ["H22.15.9", "000.09.15.H22", "h22.15.09"]) {
    expect(lookup.byCode(written, before)).toBe(unit.phuongDo);
    expect(lookup.byCode(written, after)).toBe(haGiang1);
  }
  expect(lookup.byName("phường Trần Phú", before)).toBe(unit.tranPhu);
  expect(lookup.byName("phường Trần Phú", after)).toBeNull();
});

test.each([
  ["UBND phường Trần Phú", unit.tranPhu],
  ["P. Trần Phú", unit.tranPhu],
  ["TRAN PHU", unit.tranPhu],
  ["Phường Trần Phú".normalize("NFD"), unit.tranPhu],
  ["Phương Độ", unit.phuongDo],
  ["Một cửa Trần Phú", unit.tranPhuDesk],
  ["Phường Nào Đó", null],
])("a register that says %s means unit %s", async (written, id) => {
  expect((await unitLookup()).find(written, before)).toBe(id);
});

test("numbers follow a unit merged whole, and never count a split one twice", async () => {
  expect(await unitsBelow(haGiang1, after)).toEqual([unit.phuongDo, haGiang1]);
  expect(await unitsBelow(haGiang2, after)).toEqual([unit.tranPhu, unit.tranPhuDesk, haGiang2]);
  expect(await unitsBelow(quangTrung, after)).toEqual([quangTrung]);
  expect(await unitsBelow(haGiang1, before)).toEqual([haGiang1]);
  expect(await unitsBelow(unit.committee, after)).toContain(unit.phuongDo);
});

test("told of many units at once it is the same, and each whole is its parts and itself alone", async () => {
  const standing = await unitStanding();
  for (const on of [before, after]) {
    const below = belowOn(standing, on);
    for (const { id } of standing.units) {
      const whole = await unitsBelow(id, on);
      expect(below(id).sort((a, b) => a - b)).toEqual(whole);
      const parts = nodeIn(await unitTree(actor("leader"), on), id)?.children ?? [];
      const told = [...parts.flatMap((part) => below(part.id)), ...(await unitsAlone(id, on))];
      expect(told.sort((a, b) => a - b)).toEqual(whole);
    }
  }
});

test("work follows the post: whoever took over a part reaches all of it", async () => {
  expect(await unitsReached(haGiang1, after)).toEqual([unit.phuongDo, quangTrung, haGiang1].sort((a, b) => a - b));
  expect(await unitsReached(haGiang2, after)).toContain(quangTrung);
  expect(await unitsReached(unit.phuongDo, after)).toEqual([unit.phuongDo]);
});

test("a renamed unit keeps its code, its parts, its past and its people", async () => {
  const contact = { phone: "(0219) 386 6123 máy lẻ 12", address: "Số 1 đường Trần Phú" };
  await setUnitContact(ctx, { unitId: unit.justice, ...contact });
  await expect(setUnitContact(ctx, { unitId: unit.justice, phone: "gọi anh Ba", address: null })).rejects.toMatchObject({
    more: { faults: [{ path: "phone", code: "unit-phone-unreadable" }] },
  });
  await expect(setUnitContact({ ...ctx, actor: actor("head") }, { unitId: unit.tranPhu, ...contact })).rejects.toMatchObject({
    kind: "forbidden",
  });
  const { id } = await renameUnit(ctx, {
    unitId: unit.justice,
    on: "2026-01-01",
    name: "Phòng Tư pháp và Hộ tịch",
    shortName: "Tư pháp – Hộ tịch",
    headTitle: "Trưởng phòng",
    source,
  });
  // How it is reached goes over to the new name.
  expect((await listUnits(ctx.actor, "2026-01-01")).find((u) => u.id === id)).toMatchObject(contact);
  expect(await names("2025-12-31")).toContain("Tư pháp");
  expect(await names("2026-01-01")).toContain("Tư pháp – Hộ tịch");
  expect(await unitsBelow(id, "2026-01-01")).toEqual([unit.justice, id]);
  expect(await unitsReached(unit.justice, "2026-01-01")).toEqual([unit.justice, id]);
  expect(await agencyCodeOf(id, "2026-01-01")).toBe("H22.15.2");
  expect(await agencyCodeOf(unit.justice, "2025-12-31")).toBe("H22.15.2");
});

test("a part of a renamed whole hangs under the new name and is numbered under it", async () => {
  await renameUnit(ctx, {
    unitId: unit.committee,
    on: "2026-02-01",
    name: "UBND khu vực Hà Giang",
    shortName: "UBND khu vực",
    headTitle: null,
    source,
  });
  const tree = await unitTree(ctx.actor, "2026-02-01");
  const top = tree.find((u) => u.shortName === "UBND khu vực");
  expect(top?.children.map((u) => u.shortName)).toEqual(["Tư pháp – Hộ tịch"]);
  expect(top?.children[0]?.parentId).toBe(top?.id);
});

test("a desk is numbered under the ward it belongs to", async () => {
  expect(await agencyCodeOf(unit.tranPhuDesk, before)).toBe("H22.15.7");
  expect(await agencyCodeOf(unit.tranPhuDesk, "2009-01-01")).toBeNull();
});

test.each([
  ["a code another unit holds", "H22.15.2", "2020-01-01", unit.committee, "unit-code-taken"],
  ["a whole that has not begun", "H22.15.50", "2005-01-01", unit.committee, "unit-parent-not-standing"],
])("refuses %s", async (_, code, validFrom, parentId, refusal) => {
  const unitInput = { code, kind: "OTHER" as const, name: "Đơn vị mới", shortName: "Mới", parentId, validFrom };
  await expect(createUnit(ctx, unitInput)).rejects.toMatchObject({ code: refusal });
});

test("refuses a merger into itself, of a unit that is gone, and one recorded before", async () => {
  const merge = (predecessors: number[], id: number, on = after) =>
    mergeUnits(ctx, { predecessors, successor: { id }, on, source });
  await expect(merge([haGiang1], haGiang1)).rejects.toMatchObject({ code: "unit-merges-into-itself" });
  await expect(merge([unit.phuongDo], haGiang2, "2026-01-01")).rejects.toMatchObject({ code: "unit-not-standing" });
  await expect(merge([unit.phuongDo], haGiang1)).rejects.toMatchObject({ code: "unit-merged-before" });
  await expect(merge([999], haGiang1)).rejects.toMatchObject({ kind: "not-found" });
});

test("a closed unit takes its parts with it, and all of it is in the audit log", async () => {
  const { id: whole } = await createUnit(ctx, {
    code: "X1",
    kind: "OFFICE",
    name: "Văn phòng",
    shortName: "Văn phòng",
    parentId: null,
    validFrom: "2025-08-01",
  });
  await createUnit(ctx, {
    code: "X1.1",
    kind: "OTHER",
    name: "Tổ tin học",
    shortName: "Tổ tin học",
    parentId: whole,
    validFrom: "2025-08-01",
  });
  expect(await closeUnit(ctx, { unitId: whole, on: "2025-12-31", source })).toEqual({ closed: 2 });
  const log = await asOwner((client) =>
    client.query("select action from audit_entry where subject = 'unit' and subject_id = $1 order by id", [String(whole)]),
  );
  expect(log.rows.map((r) => r.action)).toEqual(["unit.create", "unit.close"]);
});

test("only who may change units everywhere changes one", async () => {
  const input = { unitId: unit.tranPhu, on: "2026-01-01", source };
  await expect(closeUnit({ ...ctx, actor: actor("head") }, input)).rejects.toMatchObject({ kind: "forbidden" });
});
