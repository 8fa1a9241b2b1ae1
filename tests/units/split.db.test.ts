import { beforeAll, expect, test } from "vitest";
import * as split from "@/app/api/v1/units/[id]/split/route";
import { listHeads } from "@/lib/auth/queries";
import { mergeUnits, renameUnit, splitUnit } from "@/lib/units/commands";
import { listSuccessions, listUnits } from "@/lib/units/queries";
import { mintSession, requestOf } from "../auth/people";
import { actor, asOwner, foundCity, unit, user } from "../city";

const now = new Date("2026-06-01T03:00:00Z");
const admin = { actor: actor("admin"), now };
const source = "Nghị quyết 01/NQ-HĐND ngày 01/6/2026";
const part = (n: number) => ({
  code: `H22.15.7${n}`,
  kind: "WARD" as const,
  name: `Ủy ban nhân dân phường Trần Phú ${n}`,
  shortName: `Trần Phú ${n}`,
  parentId: unit.committee,
});
beforeAll(foundCity);

test("a unit splits from a day on: it and its desk end the day before, its parts begin, and the tree says where they came from", async () => {
  const { ids } = await splitUnit(admin, {
    unitId: unit.tranPhu,
    parts: [part(1), { id: unit.phuongDo }],
    on: "2026-07-01",
    source,
  });
  const names = async (on: string) => (await listUnits(actor("admin"), on)).map((u) => u.shortName);
  expect(await names("2026-06-30")).toContain("Phường Trần Phú");
  expect(await names("2026-06-30")).not.toContain("Trần Phú 1");
  expect(await names("2026-07-01")).toEqual(expect.arrayContaining(["Trần Phú 1", "Xã Phương Độ"]));
  expect(await names("2026-07-01")).not.toContain("Phường Trần Phú");
  expect(await names("2026-07-01")).not.toContain("Một cửa Trần Phú");
  expect((await listSuccessions(actor("admin"))).map((s) => [s.predecessorId, s.successorId, s.kind, s.on, s.source])).toEqual(
    expect.arrayContaining([
      [unit.tranPhu, ids[0], "split", "2026-07-01", source],
      [unit.tranPhu, unit.phuongDo, "split", "2026-07-01", source],
    ]),
  );
  const entry = await asOwner((c) => c.query("select subject_id, detail from audit_entry where action = 'unit.split'"));
  expect(entry.rows).toEqual([{ subject_id: String(unit.tranPhu), detail: { parts: ids, from: "2026-07-01", source } }]);
});
test("what was renamed and what was merged is told as such", async () => {
  const renamed = await renameUnit(admin, {
    unitId: unit.justice,
    on: "2026-08-01",
    name: "Phòng Tư pháp thành phố",
    shortName: "Tư pháp TP",
    headTitle: null,
    source,
  });
  await mergeUnits(admin, { predecessors: [unit.phuongDo], successor: { id: renamed.id }, on: "2026-09-01", source });
  const kinds = (await listSuccessions(actor("admin"))).map((s) => [s.predecessorId, s.kind]);
  expect(kinds).toEqual(
    expect.arrayContaining([
      [unit.justice, "renamed"],
      [unit.phuongDo, "merged"],
    ]),
  );
});
test.each([
  [{ parts: [part(3)] }, "input"],
  [
    {
      parts: [
        { ...part(3), parentId: null },
        { ...part(4), parentId: null, code: part(3).code },
      ],
    },
    "unit-code-taken",
  ],
  [{ parts: [part(3), { id: unit.committee }], unitId: unit.committee }, "unit-merges-into-itself"],
  [{ parts: [part(3), part(4)], unitId: unit.tranPhu }, "unit-not-standing"],
])("refuses %o: %s", async (given, code) => {
  const before = await listUnits(actor("admin"), "2026-10-01");
  await expect(splitUnit(admin, { unitId: unit.committee, on: "2026-10-01", source, ...given })).rejects.toMatchObject({ code });
  expect(await listUnits(actor("admin"), "2026-10-01")).toEqual(before);
});
test("heads stand on the tree with their posts of the day; the route is for whoever keeps the units", async () => {
  expect(await listHeads(actor("admin"), "2026-06-01")).toEqual([
    { unitId: unit.committee, userId: user.leader, name: "Nguyễn Thị Lan", title: "Nguyễn Thị Lan" },
    { unitId: unit.tranPhu, userId: user.head, name: "Trần Văn Hùng", title: "Trần Văn Hùng" },
  ]);
  expect(await listHeads(actor("admin"), "2019-06-01")).toEqual([]);
  await expect(listHeads(actor("officer"), "2026-06-01")).rejects.toMatchObject({ kind: "not-found" });
  const body = { parts: [part(5), part(6)], on: "2026-11-01", source };
  const send = async (id: number) =>
    split.POST(requestOf(await mintSession(id), "/api/v1/units/1/split", { method: "POST", body }), {
      params: Promise.resolve({ id: "1" }),
    });
  expect((await send(user.head)).status).toBe(403);
});
