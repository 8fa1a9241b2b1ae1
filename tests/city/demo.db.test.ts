import { beforeAll, expect, test } from "vitest";
import { finishSetUp, removeDemo, setCity } from "@/lib/city/commands";
import { findCity } from "@/lib/city/queries";
import { actor, asOwner, foundCity, unit, user } from "../city";

const now = new Date("2026-11-20T03:00:00Z");
const admin = { actor: actor("admin"), now };
const count = (table: string) => asOwner(async (c) => Number((await c.query(`select count(*) from ${table}`)).rows[0].count));

/** Everything of the test city is demo but the administrator (posted in the committee) and one dossier of Trần Phú. */
beforeAll(async () => {
  await foundCity();
  await asOwner(async (client) => {
    for (const table of ["area", "unit", "sector", "procedure"]) await client.query(`update ${table} set is_demo = true`);
    await client.query("update app_user set is_demo = id <> $1", [user.admin]);
    await client.query("update city set has_demo_data = true");
    await client.query(
      `insert into import_batch (id, source, sender, format, unit_id, status, created_by) values (1, 'file', 'x', 'csv', $1, 'DONE', 'system:demo')`,
      [unit.phuongDo],
    );
    await client.query(
      `insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search,
         accepted_at, accepted_on, is_demo, batch_id)
       select 'H22.15.9-230101-' || lpad(n::text, 4, '0'), 2, $1, $1, 'COUNTER', 'ACCEPTED', 'Người mô phỏng', 'nguoi mo phong',
         '2023-01-03T03:00:00Z', '2023-01-03', n < 50, case when n < 50 then 1 end
       from generate_series(1, 50) n`,
      [unit.phuongDo],
    );
    await client.query("update dossier set unit_id = $1, receiving_unit_id = $1, procedure_id = 1 where not is_demo", [
      unit.tranPhu,
    ]);
    await client.query(
      `insert into dossier_event (dossier_id, version, kind, to_state, at, actor_id, actor_name)
       select id, 1, 'accept', 'ACCEPTED', accepted_at, 'system:demo', 'Mô phỏng' from dossier`,
    );
  });
});

test("a demo administrator would remove themselves, so is refused, and nothing goes", async () => {
  await asOwner((c) => c.query("update app_user set is_demo = true where id = $1", [user.admin]));
  await expect(removeDemo(admin, {})).rejects.toMatchObject({ code: "demo-account" });
  await asOwner((c) => c.query("update app_user set is_demo = false where id = $1", [user.admin]));
  expect(await count("dossier")).toBe(50);
});

test("nobody without the city's keys removes anything", async () => {
  await expect(removeDemo({ actor: actor("leader"), now }, {})).rejects.toMatchObject({ kind: "forbidden" });
});

test("the demo goes in one act; what the real dossier and the real administrator stand on stays and is real", async () => {
  const entriesBefore = await count("audit_entry");
  expect(await removeDemo(admin, {})).toEqual({
    dossiers: 49,
    batches: 1,
    procedures: 3,
    sectors: 2,
    users: 7,
    units: 3,
    areas: 1,
  });
  const left = await asOwner(async (c) => ({
    dossiers: (
      await c.query("select unit_id, (select count(*)::int from dossier_event e where e.dossier_id = d.id) events from dossier d")
    ).rows,
    units: (await c.query("select id, is_demo from unit order by id")).rows,
    areas: (await c.query("select id, is_demo from area order by id")).rows,
    users: (await c.query("select id from app_user")).rows,
    posts: (await c.query("select user_id from post")).rows,
    procedures: (await c.query("select id, is_demo from procedure")).rows,
  }));
  expect(left).toEqual({
    dossiers: [{ unit_id: unit.tranPhu, events: 1 }],
    units: [
      { id: unit.committee, is_demo: false },
      { id: unit.tranPhu, is_demo: false },
    ],
    areas: [
      { id: 1, is_demo: false },
      { id: 2, is_demo: false },
    ],
    users: [{ id: user.admin }],
    posts: [{ user_id: user.admin }],
    procedures: [{ id: 1, is_demo: false }],
  });
  expect((await findCity())?.hasDemoData).toBe(false);
  expect(await count("audit_entry")).toBe(entriesBefore + 1);
  await expect(removeDemo(admin, {})).rejects.toMatchObject({ code: "no-demo-data" });
});

test("the numbers follow: the cells no longer count the demo", async () => {
  const rows = await asOwner((c) =>
    c.query<{ received: number }>(`select coalesce(sum(received), 0)::int as received from (
      select received from dossier_cell where level = 6 union all select received from dossier_delta) all_of_it`),
  );
  expect(rows.rows[0]?.received).toBe(1);
});

test("the city is named, and set up once", async () => {
  const input = { name: "Thành phố Đồng Văn", province: "Tỉnh Hà Giang", totpRoles: ["IT_ADMIN" as const] };
  await setCity(admin, input);
  await asOwner((c) => c.query("update city set set_up_at = null"));
  expect((await findCity())?.isSetUp).toBe(false);
  await finishSetUp(admin, {});
  expect(await findCity()).toEqual({ ...input, emblemSha: null, isSetUp: true, hasDemoData: false });
  await expect(setCity({ actor: actor("head"), now }, input)).rejects.toMatchObject({ kind: "forbidden" });
});
