import pg from "pg";
import type { Role } from "@/lib/db/generated/enums";
import { type Actor, rights } from "@/lib/policy";
import { seedCalendar } from "@/prisma/seed/calendar";

/**
 * The city of the tests: a dozen named records, learnt once. Written as the owner, so that a test starts from rows and not from commands.
 *
 *   Ủy ban thành phố (committee)
 *   ├─ Phòng Tư pháp (justice)
 *   ├─ phường Trần Phú (tranPhu) ── its one-stop desk (tranPhuDesk)
 *   └─ xã Phương Độ (phuongDo)
 */
export const unit = { committee: 1, justice: 2, tranPhu: 3, tranPhuDesk: 4, phuongDo: 5 } as const;
export const area = { city: 1, tranPhu: 2, phuongDo: 3 } as const;
export const sector = { civilStatus: 1, construction: 2, land: 3 } as const;
/** birth: same day, 15:00 rule. marriageStatus: 3 working days. house: 10 working days, RESTART. land: 20 working days, PAUSE. */
export const procedure = { birth: 1, marriageStatus: 2, house: 3, land: 4 } as const;
export const user = {
  leader: 1,
  head: 2,
  officer: 3,
  specialist: 4,
  admin: 5,
  auditor: 6,
  phuongDoOfficer: 7,
  clerk: 8,
} as const;

const people: [number, string, string, Role, number][] = [
  [user.leader, "lan", "Nguyễn Thị Lan", "LEADER", unit.committee],
  [user.head, "hung", "Trần Văn Hùng", "UNIT_HEAD", unit.tranPhu],
  [user.officer, "mai", "Lê Thị Mai", "ONE_STOP_OFFICER", unit.tranPhu],
  [user.specialist, "duc", "Phạm Minh Đức", "SPECIALIST", unit.tranPhu],
  [user.admin, "quan-tri", "Vũ Hải Yến", "IT_ADMIN", unit.committee],
  [user.auditor, "kiem-tra", "Đỗ Quang Huy", "AUDITOR", unit.committee],
  [user.phuongDoOfficer, "sinh", "Hoàng Văn Sính", "ONE_STOP_OFFICER", unit.phuongDo],
  [user.clerk, "van-thu", "Ma Thị Thơm", "RECORDS_CLERK", unit.tranPhu],
];
const below: Record<number, number[] | "all"> = {
  [unit.committee]: "all",
  [unit.tranPhu]: [unit.tranPhu, unit.tranPhuDesk],
  [unit.phuongDo]: [unit.phuongDo],
};

/** The actor of a named person, as lib/auth would make it. */
export function actor(name: keyof typeof user): Actor {
  const person = people.find(([id]) => id === user[name]);
  if (!person) throw new Error(name);
  const [id, , fullName, role, unitId] = person;
  const units = below[unitId] ?? [unitId];
  return {
    id: `user:${id}`,
    kind: "user",
    userId: id,
    name: fullName,
    roles: [role],
    grants: rights[role].map((permission) => ({ permission, units })),
  };
}

/** A connection as the owner of the database: for arranging rows and for looking behind the application's back. */
export async function asOwner<T>(act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

/** Founds the city in an empty database. */
export async function foundCity(): Promise<void> {
  await asOwner(async (client) => {
    await client.query(`
      insert into city (id, name, province, set_up_at) values (1, 'Thành phố Hà Giang', 'Tỉnh Hà Giang', now());
      insert into area (id, code, kind, name, parent_id, valid_from, latitude, longitude) values
        (1, '024', 'CITY', 'Thành phố Hà Giang', null, '2010-09-27', 22.8195, 104.9672),
        (2, '00691', 'WARD', 'Phường Trần Phú', 1, '2010-09-27', 22.8324, 104.9917),
        (3, '00946', 'COMMUNE', 'Xã Phương Độ', 1, '2010-09-27', 22.82, 104.9169);
      insert into unit (id, code, kind, name, short_name, parent_id, area_id, head_title, position, valid_from) values
        (1, 'H22.15', 'COMMITTEE', 'Ủy ban nhân dân thành phố', 'UBND thành phố', null, 1, 'Chủ tịch UBND thành phố', 0, '2010-09-27'),
        (2, 'H22.15.2', 'DEPARTMENT', 'Phòng Tư pháp', 'Tư pháp', 1, null, 'Trưởng phòng Tư pháp', 1, '2010-09-27'),
        (3, 'H22.15.7', 'WARD', 'Ủy ban nhân dân phường Trần Phú', 'Phường Trần Phú', 1, 2, 'Chủ tịch UBND phường', 2, '2010-09-27'),
        (4, 'H22.15.7.1', 'ONE_STOP_DESK', 'Bộ phận Một cửa phường Trần Phú', 'Một cửa Trần Phú', 3, 2, null, 0, '2010-09-27'),
        (5, 'H22.15.9', 'COMMUNE', 'Ủy ban nhân dân xã Phương Độ', 'Xã Phương Độ', 1, 3, 'Chủ tịch UBND xã', 3, '2010-09-27');
      insert into unit_identifier (code, unit_id, scheme, valid_from) values
        ('H22.15.7', 3, 'QD20', '2010-09-27'), ('000.07.15.H22', 3, 'QCVN102', '2010-09-27'),
        ('H22.15.9', 5, 'QD20', '2010-09-27'), ('000.09.15.H22', 5, 'QCVN102', '2010-09-27'), ('H22.15.2', 2, 'QD20', '2010-09-27');
      insert into sector (id, code, name, position) values (1, 'ho-tich', 'Hộ tịch', 1), (2, 'xay-dung', 'Xây dựng', 2), (3, 'dat-dai', 'Đất đai', 3);
      insert into procedure (id, code, name, name_search, sector_id, level, valid_from) values
        (1, '1.001193', 'Đăng ký khai sinh', 'dang ky khai sinh', 1, 'COMMUNE', '2018-01-01'),
        (2, '1.004873', 'Cấp Giấy xác nhận tình trạng hôn nhân', 'cap giay xac nhan tinh trang hon nhan', 1, 'COMMUNE', '2018-01-01'),
        (3, '1.013225', 'Cấp giấy phép xây dựng nhà ở riêng lẻ', 'cap giay phep xay dung nha o rieng le', 2, 'COMMUNE', '2018-01-01'),
        (4, '1.013978', 'Đăng ký đất đai, cấp Giấy chứng nhận lần đầu', 'dang ky dat dai cap giay chung nhan lan dau', 3, 'COMMUNE', '2018-01-01');
      insert into procedure_policy (procedure_id, cutoff_policy, supplement_policy, supplements_allowed, valid_from) values
        (1, 'SAME_DAY_15H', 'RESTART', 1, '2018-01-01'), (4, 'NONE', 'PAUSE', 1, '2018-01-01');
      insert into procedure_time_limit (procedure_id, value, unit, valid_from) values
        (1, null, 'SAME_DAY', '2018-01-01'), (2, 3, 'WORKING_DAY', '2018-01-01'), (3, 10, 'WORKING_DAY', '2018-01-01'), (4, 20, 'WORKING_DAY', '2018-01-01');
      insert into procedure_service_level (procedure_id, level, legacy_level, valid_from) values
        (1, 'FULL', 4, '2018-01-01'), (2, 'FULL', 4, '2018-01-01'), (3, 'PARTIAL', 3, '2018-01-01'), (4, 'INFORMATION', 2, '2018-01-01');
      insert into office_hours (valid_from, opens_minute, closes_minute, source) values ('2018-01-01', 420, 690, 'test'), ('2018-01-01', 810, 1020, 'test');
    `);
    // The shipped calendar, 2023–2027; the office hours above stay.
    await seedCalendar(client);
    for (const [id, login, name, role, unitId] of people) {
      await client.query("insert into app_user (id, login, name) values ($1, $2, $3)", [id, login, name]);
      await client.query(
        "insert into post (user_id, unit_id, role, title, valid_from) values ($1, $2, $3::role, $4, '2020-01-01')",
        [id, unitId, role, name],
      );
    }
    for (const table of ["area", "unit", "sector", "procedure", "app_user"])
      await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
  });
}
