import { beforeAll, expect, test } from "vitest";
import { Procedure, ProcedureDetail, Sector } from "@/lib/procedures/model";
import { findProcedure, listProcedures, listSectors, loadCatalogue } from "@/lib/procedures/queries";
import { serviceLevelOn, timeLimitFor } from "@/lib/procedures/rules";
import { actor, asOwner, foundCity, procedure, sector } from "../city";

beforeAll(async () => {
  await foundCity();
  await asOwner((client) =>
    client.query(`insert into procedure (code, name, name_search, sector_id, level, is_published, valid_from)
      values ('9.000001', 'Thủ tục chưa công bố', 'thu tuc chua cong bo', 1, 'COMMUNE', false, '2026-01-01');
      insert into procedure_step (procedure_id, position, name, role, centidays) values (3, 1, 'Tiếp nhận', 'Một cửa', 50), (3, 2, 'Thẩm định', 'Chuyên viên', 950)`),
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
test("one procedure with its steps", async () => {
  const house = ProcedureDetail.parse(await findProcedure(actor("leader"), procedure.house));
  expect(house.steps).toEqual([
    { position: 1, name: "Tiếp nhận", role: "Một cửa", workingDays: 0.5 },
    { position: 2, name: "Thẩm định", role: "Chuyên viên", workingDays: 9.5 },
  ]);
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
  expect(timeLimitFor(land, "COUNTER", "2026-11-23")).toMatchObject({ value: 20, unit: "WORKING_DAY" });
  expect(serviceLevelOn(land, "2026-11-23")).toBe("INFORMATION");
  expect(catalogue.procedures).toHaveLength(5);
});
