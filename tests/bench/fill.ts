import type pg from "pg";
import { seedCalendar } from "@/prisma/seed/calendar";
import { seedTargets } from "@/prisma/seed/targets";

export const units = 300;
export const procedures = 300;
const chunk = 1_000_000;

/** A province's worth of dossiers in five years up to `today`: 300 units, 300 procedures, about 2 % open, 97 % on time. */
export async function fill(client: pg.Client, dossiers: number, today: string, say: (line: string) => void): Promise<void> {
  await seedCalendar(client);
  await seedTargets(client);
  await client.query(`
    insert into city (id, name, province, set_up_at) values (1, 'Thành phố đo', 'Tỉnh đo', now());
    insert into unit (id, code, kind, name, short_name, parent_id, position, valid_from)
      select i, 'U' || i, (case when i = 1 then 'COMMITTEE' else 'WARD' end)::unit_kind, 'Đơn vị ' || i, 'Đơn vị ' || i, case when i > 1 then 1 end, i, '2010-01-01'
      from generate_series(1, ${units}) i;
    insert into sector (id, code, name, position) select i, 'S' || i, 'Lĩnh vực ' || i, i from generate_series(1, 20) i;
    insert into procedure (id, code, name, name_search, sector_id, level, valid_from)
      select i, '1.' || i, 'Thủ tục ' || i, 'thu tuc ' || i, 1 + i % 20, 'COMMUNE', '2010-01-01' from generate_series(1, ${procedures}) i;
  `);
  // Secondary indexes are made after the rows, as a first import of a province would.
  const indexes = await client.query<{ name: string; sql: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as sql from pg_index i
    where i.indrelid = 'dossier'::regclass and not i.indisprimary`);
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
  await client.query(
    "alter table dossier disable trigger user; alter table dossier_clock_stop disable trigger user; set synchronous_commit = off",
  );
  await client.query("select setseed(0.42)");
  for (let from = 1; from <= dossiers; from += chunk) {
    const startedAt = performance.now();
    await client.query(dossierSql, [today, from, Math.min(from + chunk - 1, dossiers)]);
    say(
      `${Math.min(from + chunk - 1, dossiers).toLocaleString("en")} dossiers (${Math.round(chunk / ((performance.now() - startedAt) / 1000)).toLocaleString("en")}/s)`,
    );
  }
  await client.query(`
    insert into dossier_clock_stop (dossier_id, kind, policy, reason, stopped_at, stopped_on, due_at_before, due_on_before)
    select id, 'SUPPLEMENT', 'RESTART', 'thiếu giấy tờ', accepted_at + interval '1 day', accepted_on + 1, accepted_at + interval '10 days', accepted_on + 10
    from dossier where state = 'AWAITING_SUPPLEMENT'`);
  for (const { sql } of indexes.rows) await client.query(sql);
  await client.query("alter table dossier enable trigger user; alter table dossier_clock_stop enable trigger user");
  const startedAt = performance.now();
  await client.query("set work_mem = '512MB'; select rebuild_dossier_cells()");
  say(`cells counted in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  await client.query("select setval('dossier_id_seq', (select max(id) from dossier))");
  await client.query("vacuum analyze dossier");
  await client.query("vacuum analyze dossier_cell");
  await client.query("vacuum analyze dossier_clock_stop");
}

const dossierSql = `
  insert into dossier (id, code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind, applicant_name, applicant_search,
    accepted_at, accepted_on, due_at, due_on, ended_at, ended_on, returned_at, returned_on, working_days_used)
  select i, 'U' || unit_id || '-' || i, procedure_id, unit_id, unit_id, channel::channel, (case when procedure_id % 3 = 0 then 'FULL' else 'PARTIAL' end)::service_level,
    (case when waits then 'AWAITING_SUPPLEMENT' when ended is null then 'IN_PROGRESS' else 'FINISHED' end)::dossier_state,
    (case when ended is null then null when ended < due then 'EARLY' when ended = due then 'ON_TIME' else 'LATE' end)::dossier_outcome,
    case when ended is not null then 'GRANTED'::result_kind end, 'Nguyễn Văn ' || i % 5000, 'nguyen van ' || i % 5000,
    (accepted + time '08:00') at time zone 'Asia/Ho_Chi_Minh', accepted,
    case when not waits then (due + time '17:00') at time zone 'Asia/Ho_Chi_Minh' end, case when not waits then due end,
    (ended + time '15:00') at time zone 'Asia/Ho_Chi_Minh', ended, (ended + time '16:00') at time zone 'Asia/Ho_Chi_Minh', ended, (ended - accepted) * 5 / 7
  from (
    select *, case when waits or ends > $1::date or (luck between 0.97 and 0.975 and age < 200) then null else ends end as ended from (
      select *, accepted + term as due, luck < 0.003 and age < 60 and age > 1 as waits,
        case when luck < 0.97 then accepted + floor(luck / 0.97 * (term + 1))::int else accepted + term + 1 + floor((luck - 0.97) / 0.03 * 20)::int end as ends
      from (
        select i, 2 + floor(random() * ${units - 1})::int as unit_id, 1 + floor(power(random(), 2) * ${procedures})::int as procedure_id,
          (array['COUNTER', 'ONLINE', 'ONLINE', 'POST'])[1 + floor(random() * 4)::int] as channel,
          $1::date - age as accepted, age, 1 + floor(random() * 20)::int as term, random() as luck
        from (select i, floor(random() * 1826)::int as age from generate_series($2::int, $3::int) i) a
      ) b
    ) c
  ) d`;
