import pg from "pg";
import { phoneIndex } from "@/lib/dossiers/identifiers/sealed";
import { searchable } from "@/lib/words";
import { seedCalendar } from "@/prisma/seed/calendar";
import { seedTargets } from "@/prisma/seed/targets";

export const units = 300;
export const procedures = 300;
/** How many of the procedures a unit handles: 15,000 pairs in all. */
const perUnit = 50;
const chunk = 500_000;
/** The first so many dossiers have a phone number one can look for: their id behind "0912". */
export const phones = 1_000;
export const phoneOf = (id: number): string => `0912${String(id).padStart(6, "0")}`;

const family =
  "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Lâm Mai Tô Triệu".split(
    " ",
  );
const middle =
  "Văn Thị Đức Minh Ngọc Thanh Quang Hữu Xuân Thu Hồng Kim Bích Đình Quốc Công Gia Bảo Anh Tuấn Khánh Mạnh Phương Thùy Thành Duy".split(
    " ",
  );
const given =
  "An Ánh Bình Bảo Cường Chi Châu Chiến Dung Dũng Duyên Đạt Điệp Giang Hà Hải Hạnh Hằng Hiền Hiếu Hiệp Hoa Hòa Hoàn Hùng Huệ Hương Huy Huyền Khang Khoa Kiên Lan Lâm Liên Linh Loan Long Lợi Mai Mạnh My Nam Nga Ngân Nghĩa Nhung Oanh Phong Phúc Phượng Quân Quý Quyên Sơn Sáng Tâm Tân Thảo Thắng Thơm Thúy Tiến Toàn Trang Trung Tú Tuyết Uyên Vân Việt Vinh Yến".split(
    " ",
  );
/** A name of the vocabulary, as the n-th person has it. */
export const nameOf = (n: number): string =>
  [family[n % 25], middle[n % 26], middle[Math.floor(n / 26) % 26], given[n % given.length]].join(" ");

/**
 * A province's worth of dossiers in five years up to `today`: 300 units, 300 procedures, about 2 % open, 97 % on time, names
 * of a small vocabulary. `ownerUrl` must be a superuser's: foreign keys are not asked about while the rows go in.
 */
export async function fill(
  client: pg.Client,
  ownerUrl: string,
  dossiers: number,
  today: string,
  say: (line: string) => void,
): Promise<void> {
  await seedCalendar(client);
  await seedTargets(client);
  await client.query(`
    insert into city (id, name, province, set_up_at) values (1, 'Thành phố đo', 'Tỉnh đo', now());
    insert into unit (id, code, kind, name, short_name, parent_id, position, valid_from)
      select i, 'H22.' || i, (case when i = 1 then 'COMMITTEE' else 'WARD' end)::unit_kind, 'Đơn vị ' || i, 'Đơn vị ' || i, case when i > 1 then 1 end, i, '2010-01-01'
      from generate_series(1, ${units}) i;
    insert into unit_identifier (code, unit_id, scheme, valid_from) select code, id, 'QD20', valid_from from unit;
    insert into sector (id, code, name, position) select i, 'S' || i, 'Lĩnh vực ' || i, i from generate_series(1, 20) i;
    insert into procedure (id, code, name, name_search, sector_id, level, valid_from)
      select i, '1.' || i, 'Thủ tục ' || i, 'thu tuc ' || i, 1 + i % 20, 'COMMUNE', '2010-01-01' from generate_series(1, ${procedures}) i;
    select setval(pg_get_serial_sequence('unit', 'id'), ${units}), setval(pg_get_serial_sequence('procedure', 'id'), ${procedures}), setval(pg_get_serial_sequence('sector', 'id'), 20);
  `);
  // Secondary indexes are made after the rows, as a first import of a province would.
  const indexes = await client.query<{ name: string; sql: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as sql from pg_index i
    where i.indrelid = 'dossier'::regclass and not i.indisprimary`);
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
  await client.query("alter table dossier disable trigger all; alter table dossier_clock_stop disable trigger all");
  const words = [family, middle, given].flatMap((list) => [list, list.map(searchable)]);
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(0);
  let next = 1;
  const pour = async () => {
    const own = new pg.Client({ connectionString: ownerUrl });
    await own.connect();
    await own.query("set synchronous_commit = off");
    for (let from = next; from <= dossiers; from = next) {
      next = from + chunk;
      await own.query(`select setseed(${(from % 9_973) / 10_000})`);
      await own.query(dossierSql, [today, from, Math.min(from + chunk - 1, dossiers), ...words]);
      if (from % (4 * chunk) === 1) say(`${from.toLocaleString("en")} … after ${seconds()} s`);
    }
    await own.end();
  };
  await Promise.all([pour(), pour()]);
  await client.query(`
    insert into dossier_clock_stop (dossier_id, kind, policy, reason, stopped_at, stopped_on, due_at_before, due_on_before)
    select id, 'SUPPLEMENT', 'RESTART', 'thiếu giấy tờ', accepted_at + interval '1 day', accepted_on + 1, accepted_at + interval '10 days', accepted_on + 10
    from dossier where state = 'AWAITING_SUPPLEMENT'`);
  const known = Array.from({ length: Math.min(phones, dossiers) }, (_, i) => i + 1);
  await client.query(
    "update dossier d set phone_index = k.index from unnest($1::int[], $2::bytea[]) k(id, index) where d.id = k.id",
    [known, known.map((id) => Buffer.from(phoneIndex(phoneOf(id))))],
  );
  say(`rows after ${seconds()} s`);
  // Two at a time instead of one with helpers: the helpers only share the sorting.
  const makes = indexes.rows.map(({ sql }) => sql);
  const raise = async () => {
    const own = new pg.Client({ connectionString: ownerUrl });
    await own.connect();
    await own.query("set synchronous_commit = off; set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 0");
    for (let sql = makes.pop(); sql !== undefined; sql = makes.pop()) await own.query(sql);
    await own.end();
  };
  await Promise.all([raise(), raise()]);
  await client.query("alter table dossier enable trigger all; alter table dossier_clock_stop enable trigger all");
  say(`indexes after ${seconds()} s`);
  await countCells(client, ownerUrl);
  say(`cells after ${seconds()} s`);
  await client.query("select setval('dossier_id_seq', (select max(id) from dossier))");
  for (const table of ["dossier", "dossier_cell", "dossier_clock_stop"]) await client.query(`vacuum analyze ${table}`);
  await client.query("checkpoint");
  say(`ready after ${seconds()} s`);
}

/** So that dossiers of the filled procedures can be accepted: ten working days where nothing is said. */
export async function giveTimeLimits(client: pg.Client): Promise<void> {
  await client.query(`insert into procedure_time_limit (procedure_id, value, unit, valid_from)
    select id, 10, 'WORKING_DAY', '2018-01-01' from procedure p where not exists (select from procedure_time_limit l where l.procedure_id = p.id)`);
}

/**
 * The cells of what was filled, a level a connection: what rebuild_dossier_cells() counts, at a fraction of its time because
 * the filled dossiers know no refusal, no resumed clock and no return apart from the end. The write part proves them equal.
 */
async function countCells(client: pg.Client, ownerUrl: string): Promise<void> {
  await client.query("truncate dossier_delta, dossier_cell");
  // Since when a due day is soon, told once a day instead of once a dossier: most of the counting was this.
  await client.query(`
    create table bench_soon as select due_on, soon_from(due_on, w.soon_from) as soon_from
      from (select g::date as due_on from (select min(due_on) as a, max(due_on) as z from dossier) e, generate_series(a, z, interval '1 day') g) d
      left join due_window w using (due_on);
    analyze bench_soon`);
  const kept = await client.query<{ drop: string; make: string }>(`
    select case when c.oid is null then 'drop index ' || i.indexrelid::regclass else 'alter table dossier_cell drop constraint ' || c.conname end as drop,
      case when c.oid is null then pg_get_indexdef(i.indexrelid) else 'alter table dossier_cell add constraint ' || c.conname || ' ' || pg_get_constraintdef(c.oid) end as make
    from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype = 'p' where i.indrelid = 'dossier_cell'::regclass`);
  for (const { drop } of kept.rows) await client.query(drop);
  const own = async (statements: readonly string[]) => {
    const connection = new pg.Client({ connectionString: ownerUrl });
    await connection.connect();
    await connection.query("set synchronous_commit = off; set work_mem = '1GB'");
    for (const statement of statements) await connection.query(statement);
    await connection.end();
  };
  const sumUp = (level: number, from: number, period: string, unit: string, procedure: string) =>
    `insert into dossier_cell (level, period, unit_id, procedure_id, channel, ${told.join(", ")})
      select ${level}, ${period}, ${unit}, ${procedure}, channel, ${told.map((t) => `sum(${t})`).join(", ")}
      from dossier_cell where level = ${from} group by 2, 3, 4, 5`;
  const month = "date_trunc('month', period)::date";
  await Promise.all([
    own([levelSql(1, (day) => day, "unit_id", "0"), sumUp(4, 1, month, "unit_id", "0"), sumUp(6, 1, "period", "0", "0")]),
    own([levelSql(2, (day) => day, "0", "procedure_id"), sumUp(5, 2, month, "0", "procedure_id")]),
    own([levelSql(3, (day) => `date_trunc('month', ${day})::date`, "unit_id", "procedure_id")]),
  ]);
  await client.query("drop table bench_soon; set maintenance_work_mem = '1GB'");
  for (const { make } of kept.rows) await client.query(make);
}

const told =
  "received received_full early on_time late returned overdue_in overdue_out waiting_in soon_in soon_out open_due days_used".split(
    " ",
  );

function levelSql(level: number, period: (day: string) => string, unit: string, procedure: string): string {
  const part = (day: string, counts: Record<string, string>, where: string) =>
    `select ${period(day)} as period, ${unit} as unit_id, ${procedure} as procedure_id, channel, ${told.map((t) => `${counts[t] ?? "0"} as ${t}`).join(", ")}
      from ${where} group by 1, 2, 3, 4`;
  const known = `(select d.*, soon_in_on(d.due_on, s.soon_from, d.accepted_on, null, d.ended_on) as soon_on
      from dossier d left join bench_soon s on s.due_on = d.due_on) k`;
  const of = (outcome: string) => `count(*) filter (where outcome = '${outcome}')`;
  const parts = [
    part(
      "accepted_on",
      { received: "count(*)", received_full: "count(*) filter (where channel = 'ONLINE' and service_level = 'FULL')" },
      "dossier",
    ),
    part(
      "ended_on",
      {
        early: of("EARLY"),
        on_time: of("ON_TIME"),
        late: of("LATE"),
        returned: "count(*)",
        overdue_out: "count(*) filter (where due_on < ended_on)",
        soon_out: "count(soon_on) filter (where ended_on <= due_on + 1)",
        days_used: "sum(working_days_used)",
      },
      `${known} where ended_on is not null`,
    ),
    part("soon_on", { soon_in: "count(*)" }, `${known} where soon_on is not null`),
    part(
      "due_on + 1",
      { overdue_in: "count(*)", soon_out: "count(soon_on) filter (where ended_on is null or ended_on > due_on + 1)" },
      `${known} where due_on < coalesce(ended_on, 'infinity')`,
    ),
    part("due_on", { open_due: "count(*)" }, "dossier where due_on is not null and ended_on is null"),
    part("stopped_on", { waiting_in: "count(*)" }, "dossier_clock_stop s join dossier d on d.id = s.dossier_id"),
  ];
  return `insert into dossier_cell (level, period, unit_id, procedure_id, channel, ${told.join(", ")})
    select ${level}, period, unit_id, procedure_id, channel, ${told.map((t) => `sum(${t})`).join(", ")}
    from (${parts.join(" union all ")}) p group by 2, 3, 4, 5`;
}

const dossierSql = `
  insert into dossier (id, code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind, applicant_name, applicant_search,
    phone_index, accepted_at, accepted_on, due_at, due_on, ended_at, ended_on, returned_at, returned_on, working_days_used)
  select i, 'H22.' || unit_id || '-' || to_char(accepted, 'YYMMDD') || '-' || lpad(i::text, 8, '0'), procedure_id, unit_id, unit_id, channel::channel,
    (case when procedure_id % 3 = 0 then 'FULL' else 'PARTIAL' end)::service_level,
    (case when waits then 'AWAITING_SUPPLEMENT' when ended is null then 'IN_PROGRESS' else 'FINISHED' end)::dossier_state,
    (case when ended is null then null when ended < due then 'EARLY' when ended = due then 'ON_TIME' else 'LATE' end)::dossier_outcome,
    case when ended is not null then 'GRANTED'::result_kind end,
    ($4::text[])[f] || ' ' || ($6::text[])[m] || ' ' || ($6::text[])[n] || ' ' || ($8::text[])[g],
    ($5::text[])[f] || ' ' || ($7::text[])[m] || ' ' || ($7::text[])[n] || ' ' || ($9::text[])[g],
    sha256(int4send(i)),
    (accepted + time '08:00') at time zone 'Asia/Ho_Chi_Minh', accepted,
    case when not waits then (due + time '17:00') at time zone 'Asia/Ho_Chi_Minh' end, case when not waits then due end,
    (ended + time '15:00') at time zone 'Asia/Ho_Chi_Minh', ended, (ended + time '16:00') at time zone 'Asia/Ho_Chi_Minh', ended, (ended - accepted) * 5 / 7
  from (
    select *, case when waits or ends > $1::date or (luck between 0.97 and 0.975 and age < 200) then null else ends end as ended from (
      select *, 1 + (unit_id * 7 + pick) % ${procedures} as procedure_id, accepted + term as due, luck < 0.003 and age < 60 and age > 1 as waits,
        case when luck < 0.97 then accepted + floor(luck / 0.97 * (term + 1))::int else accepted + term + 1 + floor((luck - 0.97) / 0.03 * 20)::int end as ends
      from (
        select i, 2 + floor(random() * ${units - 1})::int as unit_id, floor(power(random(), 2) * ${perUnit})::int as pick,
          (array['COUNTER', 'ONLINE', 'ONLINE', 'POST'])[1 + floor(random() * 4)::int] as channel,
          1 + floor(power(random(), 2) * ${family.length})::int as f, 1 + floor(random() * ${middle.length})::int as m,
          1 + floor(random() * ${middle.length})::int as n, 1 + floor(random() * ${given.length})::int as g,
          $1::date - age as accepted, age, 1 + floor(random() * 20)::int as term, random() as luck
        from (select i, floor(random() * 1826)::int as age from generate_series($2::int, $3::int) i) a
      ) b
    ) c
  ) d`;
