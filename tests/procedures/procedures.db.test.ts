import { beforeAll, describe, expect, test } from "vitest";
import { Procedure, ProcedureDetail, ProcedureTerms, Sector } from "@/lib/procedures/model";
import {
  findProcedure,
  findProcedureDetail,
  findTerms,
  listProcedures,
  listSectors,
  loadCatalogue,
} from "@/lib/procedures/queries";
import { serviceLevelOn, timeLimitFor } from "@/lib/procedures/rules";
import { actor, asOwner, foundCity, procedure, sector, unit } from "../city";

beforeAll(async () => {
  await foundCity();
  await asOwner((client) =>
    client.query(`insert into procedure (code, name, name_search, sector_id, level, is_published, valid_from)
      values ('9.000001', 'Thủ tục chưa công bố', 'thu tuc chua cong bo', 1, 'COMMUNE', false, '2026-01-01');
      insert into procedure_step (procedure_id, position, name, role, centidays, valid_from) values
        (3, 1, 'Tiếp nhận', 'Một cửa', 50, '2018-01-01'), (3, 2, 'Thẩm định', 'Chuyên viên', 950, '2018-01-01')`),
  );
});

test("the catalogue in the city's order of sectors, then by name", async () => {
  const found = await listProcedures(actor("officer"));
  expect(found.map((p) => p.id)).toEqual([procedure.marriageStatus, procedure.birth, procedure.house, procedure.land]);
  for (const p of found) Procedure.parse(p);
});
test("is searched without diacritics and by sector", async () => {
  expect((await listProcedures(actor("officer"), { text: "xay dung nha o" })).map((p) => p.id)).toEqual([procedure.house]);
  expect((await listProcedures(actor("officer"), { text: "1.0048" })).map((p) => p.id)).toEqual([procedure.marriageStatus]);
  expect((await listProcedures(actor("officer"), { sectorId: sector.land })).map((p) => p.id)).toEqual([procedure.land]);
});
test("what is not published is for those who keep the catalogue", async () => {
  const hidden = (await listProcedures(actor("admin"))).find((p) => p.code === "9.000001");
  expect(hidden).toBeDefined();
  await expect(findProcedure(actor("leader"), hidden?.id ?? 0)).rejects.toMatchObject({ kind: "not-found" });
  expect(await findProcedure(actor("admin"), hidden?.id ?? 0)).toMatchObject({ isPublished: false });
});
test("one procedure with everything recorded of it", async () => {
  const house = ProcedureDetail.parse(await findProcedureDetail(actor("leader"), procedure.house));
  expect(house.steps.map((s) => [s.position, s.name, s.role, s.workingDays, s.validFrom])).toEqual([
    [1, "Tiếp nhận", "Một cửa", 0.5, "2018-01-01"],
    [2, "Thẩm định", "Chuyên viên", 9.5, "2018-01-01"],
  ]);
  const known = await findProcedure(actor("leader"), procedure.house);
  expect(house).toMatchObject(known);
  await expect(findProcedureDetail(actor("leader"), 2_000_000_000)).rejects.toMatchObject({ kind: "not-found" });
});

describe("what applies to a dossier", () => {
  beforeAll(async () => {
    await asOwner((client) =>
      client.query(`
      update procedure_time_limit set valid_until = '2026-06-30' where procedure_id = 4;
      insert into procedure_time_limit (procedure_id, channel, case_label, value, unit, valid_from) values
        (4, null, null, 18, 'WORKING_DAY', '2026-07-01'), (4, 'ONLINE', null, 15, 'WORKING_DAY', '2026-07-01'),
        (4, null, 'Cần đo đạc', 25, 'WORKING_DAY', '2026-07-01');
      insert into procedure_paper (procedure_id, position, name, case_label, valid_from, valid_until) values
        (4, 1, 'Đơn đăng ký', null, '2018-01-01', null), (4, 2, 'Mảnh trích đo', 'Cần đo đạc', '2018-01-01', null),
        (4, 3, 'Sổ hộ khẩu', null, '2018-01-01', '2022-12-31');
      insert into procedure_fee (procedure_id, kind, name, amount_dong, channel, valid_from) values
        (4, 'CHARGE', 'Lệ phí cấp Giấy chứng nhận', 25000, null, '2018-01-01'),
        (4, 'CHARGE', 'Lệ phí cấp Giấy chứng nhận', 12500, 'ONLINE', '2026-01-01');
      insert into unit (id, code, kind, name, short_name, parent_id, position, valid_from, valid_until) values
        (90, 'H22.15.90', 'OFFICE', 'Chi nhánh Văn phòng đăng ký đất đai', 'Đất đai', 1, 9, '2018-01-01', '2026-06-30'),
        (91, 'H22.15.90', 'OFFICE', 'Văn phòng đăng ký đất đai khu vực', 'Đất đai', 1, 9, '2026-07-01', null);
      insert into unit_succession (predecessor_id, successor_id, "on", source) values (90, 91, '2026-07-01', 'QĐ thử');
      insert into procedure_settler (procedure_id, unit_id, valid_from) values (4, 90, '2018-01-01')`),
    );
  });
  const ask = async (on: string, more: { channel?: "COUNTER" | "ONLINE" | "POST"; caseLabel?: string; unitId?: number } = {}) => {
    const terms = await findTerms(actor("officer"), { procedureId: procedure.land, channel: "COUNTER", ...more, on });
    ProcedureTerms.parse(terms);
    const { limit, papers, fees, settlingUnitId } = terms;
    return [limit?.value, papers.map((p) => p.name), fees.map((f) => f.amountDong), settlingUnitId];
  };
  test("is chosen by day, channel and case, and a settling unit is followed to who took over", async () => {
    const form = "Đơn đăng ký";
    expect(await ask("2022-12-31")).toEqual([20, [form, "Sổ hộ khẩu"], [25_000], 90]);
    expect(await ask("2026-06-30", { channel: "ONLINE" })).toEqual([20, [form], [12_500], 90]);
    expect(await ask("2026-07-01", { unitId: unit.tranPhu })).toEqual([18, [form], [25_000], 91]);
    expect(await ask("2026-07-01", { channel: "ONLINE" })).toEqual([15, [form], [12_500], 91]);
    expect(await ask("2026-07-01", { channel: "ONLINE", caseLabel: "Cần đo đạc" })).toEqual([
      25,
      [form, "Mảnh trích đo"],
      [12_500],
      91,
    ]);
  });
  test("tells the cases, whether it is offered, and that a ward settles what is its own", async () => {
    const land = await findTerms(actor("officer"), { procedureId: procedure.land, on: "2026-11-23", channel: "POST" });
    expect(land).toMatchObject({
      cases: ["Cần đo đạc"],
      isOffered: true,
      serviceLevel: "INFORMATION",
      supplementPolicy: "PAUSE",
    });
    expect(land.settlers).toEqual([{ unitId: 91, unitName: "Văn phòng đăng ký đất đai khu vực" }]);
    const birth = { procedureId: procedure.birth, on: "2026-11-23", channel: "COUNTER" } as const;
    expect(await findTerms(actor("officer"), { ...birth, unitId: unit.phuongDo })).toMatchObject({
      settlers: [],
      settlingUnitId: unit.phuongDo,
      limit: { unit: "SAME_DAY" },
    });
    expect((await findTerms(actor("officer"), { ...birth, on: "2017-12-31" })).isOffered).toBe(false);
  });
});

test("sectors in the city's order", async () => {
  expect((await listSectors(actor("leader"))).map((s) => Sector.parse(s).code)).toEqual(["ho-tich", "xay-dung", "dat-dai"]);
});
test("in memory, for what judges a row at a time", async () => {
  const catalogue = await loadCatalogue();
  const land = catalogue.byCode.get("1.013978");
  if (!land) throw new Error("land");
  expect(catalogue.byId.get(procedure.land)).toBe(land);
  expect(catalogue.sectors.get(land.sectorId)?.name).toBe("Đất đai");
  expect(timeLimitFor(land, "COUNTER", "2026-11-23")).toMatchObject({ value: 18, unit: "WORKING_DAY" });
  expect(serviceLevelOn(land, "2026-11-23")).toBe("INFORMATION");
  expect(catalogue.procedures).toHaveLength(5);
});
