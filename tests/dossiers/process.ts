import { asOwner } from "../city";

/** Gives a dossier the internal process of DOMAIN §1.5, its first step begun at an instant. */
export async function withSteps(id: number, at: Date): Promise<number> {
  await asOwner(async (c) => {
    await c.query(
      `insert into dossier_step (dossier_id, position, name, role, centidays, started_at)
       select $1, p, n, r, s, case when p = 1 then $2::timestamptz end from (values (1, 'Tiếp nhận', 'Một cửa', 50), (2, 'Phân công', 'Lãnh đạo', 50),
         (3, 'Thẩm định', 'Chuyên viên', 700), (4, 'Phê duyệt', 'Lãnh đạo', 200), (5, 'Trả kết quả', 'Một cửa', null)) s (p, n, r, s)`,
      [id, at],
    );
    await c.query("update dossier set step_position = 1 where id = $1", [id]);
  });
  return id;
}
