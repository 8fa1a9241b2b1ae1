import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { systemActor } from "@/lib/auth/queries";
import { workingCalendar } from "@/lib/calendar/queries";
import { addDays } from "@/lib/calendar/rules";
import { disconnect } from "@/lib/db/client";
import { freePort, prepareDatabase, startEmbedded } from "@/lib/db/embedded";
import { DocumentFilter, WorkFilter } from "@/lib/documents/model";
import {
  countDocumentTasks,
  listDocuments,
  readDocumentLoad,
  readDocumentTasks,
  readDocumentWork,
} from "@/lib/documents/queries";
import type { DocumentBoard } from "@/lib/indicators/model";
import { readDocumentBoard, readIndicator } from "@/lib/indicators/queries";
import { stretchesIn } from "@/lib/indicators/reading/compare";
import { cutsOf } from "@/lib/indicators/reading/sums";
import { compared, stretchesOf } from "@/lib/indicators/rules";
import { type Actor, permissions } from "@/lib/policy";
import { load, median, met, ms, ratio, time, timingOf, took, turns } from "./measure";
import { runningQuarter } from "./overview";

// tsx tests/bench/documents.ts [documents]: registers of 300 units over five years, a fifth of them with the words of a PDF of some pages.

const size = Number(process.argv[2] ?? 1_000_000);
const units = 300;
const bar = 150;
const workBar = 50;
const figuresBar = 250;
const figuresRatio = 10;
const actor = systemActor("bench");

/** Words of officials' subjects; the first are in every other one, the last in few. */
const words =
  "triển khai thực hiện kế hoạch báo cáo kết quả công tác cải cách hành chính chuyển đổi số phòng chống thiên tai dịch bệnh quản lý đất đai xây dựng nông thôn mới giáo dục đào tạo y tế văn hóa du lịch thể thao an ninh trật tự quốc phòng ngân sách đầu tư công giải phóng mặt bằng môi trường lao động việc làm bảo hiểm hộ tịch chứng thực tiếp công dân khiếu nại tố cáo".split(
    " ",
  );

async function fill(owner: pg.Client): Promise<void> {
  await owner.query(`
    insert into city (id, name, province, set_up_at) values (1, 'Thành phố đo', 'Tỉnh đo', now());
    insert into unit (id, code, kind, name, short_name, parent_id, position, valid_from)
      select i, 'H22.' || i, (case when i = 1 then 'COMMITTEE' else 'WARD' end)::unit_kind, 'Đơn vị ' || i, 'Đơn vị ' || i, case when i > 1 then 1 end, i, '2010-01-01'
      from generate_series(1, ${units}) i;
    insert into document_book (id, unit_id, direction, name, type_ids, opened_at, opened_by)
      select (u - 1) * 3 + d, u, (array['INCOMING','OUTGOING','INTERNAL'])[d]::document_direction, 'Sổ', '{}', now(), 'user:1'
      from generate_series(1, ${units}) u, generate_series(1, 3) d;
    insert into document_register (book_id, year, last_number) select b.id, y, ${size} from document_book b, generate_series(2022, 2026) y;
    alter table document disable trigger all; alter table document_file disable trigger all; alter table document_check disable trigger all`);
  const indexes = await owner.query<{ name: string; sql: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as sql from pg_index i where i.indrelid = 'document'::regclass and not i.indisprimary`,
  );
  for (const { name } of indexes.rows) await owner.query(`drop index ${name}`);
  // A sixth outgoing, some internal; words are drawn so that the first of the list are common and the last are rare.
  await owner.query(
    `insert into document (direction, state, unit_id, type_id, book_id, year, number, symbol, symbol_key, subject, issuer, signer_name, search, words,
       issued_on, arrived_on, registered_on, registered_at, content_hash, entered_at, entered_by, entered_by_name, due_on, closed_on, signing, exchanged)
     select d.direction::document_direction, 'REGISTERED', d.unit, d.type, (d.unit - 1) * 3 + d.place, extract(year from d.at)::int, d.n, d.symbol, translate(lower(d.symbol), $2::text, $3::text),
       d.subject, 'Sở số ' || d.n % 40, 'Người Ký ' || d.n % 200, '',
       strip(to_tsvector('simple', translate(lower(d.subject), $2::text, $3::text) || ' so ' || d.n % 40 || ' nguoi ky ' || d.n % 200 || case when d.n % 5 = 0 then ' ' || more.text else '' end)),
       d.at::date, case when d.place = 1 then d.at::date end, d.at::date, d.at, 'x', d.at, 'user:1', 'x',
       case when d.place = 1 and d.n % 2 = 0 then d.at::date + 10 end, case when d.place = 1 and d.n % 50 > 0 and d.at < now() - interval '20 days' then d.at::date + d.n % 12 end,
       (case when d.place <> 2 then 'UNSIGNED' when d.n % 97 = 0 then 'INVALID' when d.n % 89 = 0 then 'UNSIGNED' when d.n % 83 = 0 then 'EXEMPT' else 'VALID' end)::document_signing,
       d.n % 100 = 0
     from (select n, 1 + n % ${units} as unit, 1 + n % 29 as type, p.place, (array['INCOMING','OUTGOING','INTERNAL'])[p.place] as direction,
         now() - (${size} - n) * (interval '5 years' / ${size}) as at, (1 + n / 10) || '/' || (array['QĐ','BC','KH','CV'])[1 + n % 4] || '-UBND' as symbol,
         (select string_agg(($1::text[])[1 + floor(power(random(), 3) * array_length($1::text[], 1))::int], ' ') from generate_series(1, 14 + n % 3)) as subject
       from generate_series(1, ${size}) n, lateral (select case when n % 6 = 0 then 2 when n % 25 = 1 then 3 else 1 end as place) p) d,
     lateral (select string_agg('tu' || floor(random() * 50000)::int, ' ') as text from generate_series(1, case when d.n % 5 = 0 then 300 else 1 end)) more`,
    [words, ...marks()],
  );
  await owner.query(`insert into document_file (document_id, name, type, bytes, sha, added_at, added_by, added_by_name)
      select id, 'van-ban.pdf', 'application/pdf', 1, 'x', registered_at, 'user:1', 'x' from document where direction = 'OUTGOING' and signing <> 'UNSIGNED';
    insert into document_check (file_id, document_id, verdict, reasons, checked_at, found)
      select f.id, d.id, case when d.signing = 'INVALID' then 'invalid' else 'valid' end,
        case when d.signing = 'INVALID' then array['content-changed'] else '{}' end, d.registered_at, '{}'
      from document_file f join document d on d.id = f.document_id`);
  await owner.query("set maintenance_work_mem = '512MB'");
  for (const { sql } of indexes.rows) await owner.query(sql);
  await owner.query(
    "alter table document enable trigger all; alter table document_file enable trigger all; alter table document_check enable trigger all",
  );
  await owner.query("vacuum analyze document, document_file, document_check");
  await fillWork(owner);
  // Work that was closed told its documents: folded, as the round folds it.
  await owner.query("select rebuild_document_cells()");
  await owner.query("vacuum analyze document, document_cell, document_delta");
}
/** A third of the incoming documents were passed on, to a unit and a person of it; of those of the last weeks the work is open, some of it overdue. */
async function fillWork(owner: pg.Client): Promise<void> {
  await owner.query(`
    alter table document_task disable trigger all; alter table document_work_event disable trigger all;
    insert into app_user (id, login, name) select i, 'u' || i, 'Người ' || i from generate_series(1, ${units * 10}) i;
    insert into post (user_id, unit_id, role, title, valid_from)
      select i, 1 + i % ${units}, (case when i <= ${units} then 'UNIT_HEAD' else 'SPECIALIST' end)::role, 'x', '2020-01-01' from generate_series(1, ${units * 10}) i;
    insert into document_work (document_id, opened_at, closed_at, closed_by, outcome)
      select id, registered_at, case when id <= ${size} * 0.9 then registered_at end, case when id <= ${size} * 0.9 then 'x' end,
        case when id <= ${size} * 0.9 then 'x' end from document where direction = 'INCOMING' and id % 3 = 0;
    insert into document_task (document_id, role, state, unit_id, assignee_id, assignee_name, instruction, due_on, given_at, given_by, given_by_id,
        given_by_name, given_in_id, opened_at, ended_at)
      select d.id, (case when p = 1 then 'LEAD' when d.id % 4 = 0 then 'INFORM' else 'SUPPORT' end)::document_task_role,
        (case when w.closed_at is not null then 'CLOSED' when p = 1 then 'HANDED_ON' else 'ACCEPTED' end)::document_task_state, d.unit_id,
        case when p = 2 then 1 + (d.unit_id - 1 + ${units} * (d.id % 10)) end, case when p = 2 then 'Người' end, 'Tham mưu',
        case when d.id % 5 > 0 and not (p = 2 and d.id % 4 = 0) then (now() + (d.id % 60 - 20) * interval '1 day')::date end, d.registered_at, 'user:1', 1 + d.id % ${units},
        'Lãnh đạo', d.unit_id, d.registered_at, w.closed_at
      from document_work w join document d on d.id = w.document_id, generate_series(1, 2) p;
    analyze document_task; analyze document_work; analyze post`);
}
/** Letters with and without their marks, for the database to write the words as the search compares them. */
function marks(): [string, string] {
  const letters = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
  const plain = [...letters].map((letter) => (letter === "đ" ? "d" : (letter.normalize("NFD")[0] ?? ""))).join("");
  return [letters, plain];
}

/** The queues as a head of a unit and the leader of the city ask for them, and whether one document is open to whoever asks. */
async function work(): Promise<void> {
  const clock = { today: new Date().toISOString().slice(0, 10), calendar: await workingCalendar() };
  const who = (userId: number, reach: readonly number[] | "all"): Actor => ({
    ...actor,
    ...{ kind: "user", id: `user:${userId}`, userId },
    grants: permissions.map((permission) => ({ permission, units: reach })),
  });
  const head = (i: number) => who(7 + i, [1 + ((7 + i) % units)]);
  const leader = who(1, "all");
  const tasks = (of: Actor, filter: object) =>
    readDocumentTasks(of, WorkFilter.parse(filter), clock).then((page) => page.rows.length);
  const asks: [string, (i: number) => Promise<number>][] = [
    ["work, mine", (i) => tasks(who(units + 7 + i, [1 + ((7 + i) % units)]), {})],
    ["work, my unit's", (i) => tasks(head(i), { scope: "unit" })],
    ["work, my unit's overdue", (i) => tasks(head(i), { scope: "unit", part: "overdue" })],
    ["work, the whole city's to hand on", () => tasks(leader, { scope: "unit", part: "to-hand-on" })],
    ["work, the whole city's in 3 days", () => tasks(leader, { scope: "unit", part: "due-soon" })],
    ["work, given by me", () => tasks(leader, { scope: "given" })],
    ["work counted, a head", (i) => countDocumentTasks(head(i), { scope: "unit" }, clock).then((c) => c.parts.length)],
    ["work counted, the leader", () => countDocumentTasks(leader, { scope: "unit" }, clock).then((c) => c.parts.length)],
    ["load of a unit's people", (i) => readDocumentLoad(head(i), undefined, clock.today).then((l) => l.people.length)],
    ["one document and its work", (i) => readDocumentWork(leader, 3 * (1 + i * 997), clock.today).then((w) => w.tasks.length)],
  ];
  for (const [name, ask] of asks) {
    let rows = 0;
    const { p50, p95 } = await time(
      async (i) => {
        rows = Math.max(rows, await ask(i));
      },
      30,
      3,
    );
    isMet &&= p95 < workBar;
    console.log(`| ${name} | ${ms(p50)} | ${ms(p95)} | ${rows} | p95 < ${workBar} ${met(p95 < workBar)} |`);
  }
}

type Base = { flows: { bucket: number; incoming: number; outgoing: number; signed: number }[] };
/** What the board tells, from the documents themselves: flows of every stretch, stocks of its end, units and types of the period. */
function fromRecords(cuts: readonly string[], { from, to }: { from: string; to: string }): { text: string; values: unknown[] } {
  const sums = `count(*) filter (where d.direction = 'INCOMING')::int as incoming, count(*) filter (where d.direction = 'OUTGOING')::int as outgoing,
    count(*) filter (where d.direction = 'INTERNAL')::int as internal,
    count(*) filter (where d.direction = 'OUTGOING' and d.signing = 'VALID')::int as signed,
    count(*) filter (where d.direction = 'OUTGOING' and d.signing = 'INVALID')::int as invalid,
    count(*) filter (where d.direction = 'OUTGOING' and d.signing = 'DOUBTFUL')::int as doubtful,
    count(*) filter (where d.direction = 'OUTGOING' and d.signing = 'UNSIGNED')::int as unsigned,
    count(*) filter (where d.direction = 'OUTGOING' and d.signing = 'EXEMPT')::int as exempt,
    count(*) filter (where d.exchanged)::int as exchanged`;
  const closed = "count(*)::int as closed, count(*) filter (where d.closed_on > d.due_on)::int as closed_late";
  const isClosed = "d.state = 'REGISTERED' and d.direction = 'INCOMING' and d.closed_on";
  const within = "d.state = 'REGISTERED' and d.registered_on between $2::date and $3::date";
  return {
    text: `select json_build_object(
      'flows', (select json_agg(s) from (select width_bucket(d.registered_on, $1::date[]) as bucket, ${sums} from document d where d.state = 'REGISTERED' group by 1) s),
      'closed', (select json_agg(s) from (select width_bucket(d.closed_on, $1::date[]) as bucket, ${closed} from document d where ${isClosed} is not null group by 1) s),
      'overdue', (select json_agg(s) from (select c.day, count(*)::int as n from document d cross join unnest($1::date[]) c(day)
        where d.state = 'REGISTERED' and d.direction = 'INCOMING' and d.due_on < c.day - 1 and (d.closed_on is null or d.closed_on >= c.day) group by 1) s),
      'units', (select json_agg(s) from (select d.unit_id, ${sums} from document d where ${within} group by 1) s),
      'types', (select json_agg(s) from (select d.type_id, ${sums} from document d where ${within} group by 1) s)) as answer`,
    values: [`{${cuts.map((cut) => addDays(cut, 1)).join(",")}}`, from, to],
  };
}

/** The board of the running quarter, which fills the overview's documents too, against the same counted from the documents. */
async function figures(owner: pg.Client, today: string): Promise<void> {
  console.log("\n| figures | records p50 ms | cells p50 ms | cells p95 ms | ratio | bar |\n|---|---|---|---|---|---|");
  const quarter = runningQuarter(today);
  const comparison = compared(quarter.period, today);
  if (!comparison) throw new Error("the period has not begun");
  const cuts = cutsOf([...stretchesIn(comparison), ...stretchesOf(comparison.current)], [today]);
  const sql = fromRecords(cuts, comparison.current);
  let base: Base | undefined;
  let ours: DocumentBoard | undefined;
  const each: number[] = [];
  const sides = await turns(
    {
      records: async () => {
        base = (await owner.query<{ answer: Base }>(sql)).rows[0]?.answer;
      },
      cells: async () => {
        for (let i = 0; i < 5; i++)
          each.push(
            await took(async () => {
              ours = await readDocumentBoard(actor, quarter);
            }),
          );
      },
    },
    5,
  );
  prove(base, ours, cuts, comparison.current);
  const cells = timingOf(each.slice(5));
  const [records, share] = [median(sides.records), median(sides.records) / cells.p50];
  const isFast = share >= figuresRatio && cells.p95 < figuresBar;
  isMet &&= isFast;
  console.log(
    `| board and overview, all | ${ms(records)} | ${ms(cells.p50)} | ${ms(cells.p95)} | ${ratio(share)} | ≥ ${figuresRatio} and p95 < ${figuresBar} ${met(isFast)} |`,
  );
  for (const [name, ask] of [
    ["board, one unit", (i: number) => readDocumentBoard(actor, { ...quarter, scope: { unitId: 7 + i } })],
    ["one indicator over the wire", () => readIndicator(actor, "e-signature-rate", quarter)],
  ] as const) {
    const { p50, p95 } = await time(ask, 20, 3);
    isMet &&= p95 < figuresBar;
    console.log(`| ${name} | – | ${ms(p50)} | ${ms(p95)} | – | p95 < ${figuresBar} ${met(p95 < figuresBar)} |`);
  }
}
/** Both ways must tell the same before their times mean anything. */
function prove(
  base: Base | undefined,
  ours: DocumentBoard | undefined,
  cuts: readonly string[],
  { from, to }: { from: string; to: string },
) {
  const [low, high] = [cuts.indexOf(addDays(from, -1)), cuts.indexOf(to)];
  const rows = base?.flows.filter(({ bucket }) => bucket > low && bucket <= high) ?? [];
  for (const [code, of] of [
    ["documents-incoming", "incoming"],
    ["documents-outgoing", "outgoing"],
    ["e-signature-rate", "signed"],
  ] as const) {
    const plain = rows.reduce((sum, row) => sum + row[of], 0);
    const told = ours?.headline.find((r) => r.code === code)?.top;
    if (plain !== told || plain === 0) throw new Error(`${code}: records say ${plain}, cells ${told}`);
  }
}

const dir = mkdtempSync(join(tmpdir(), "vong-lau-bench-documents-"));
const server = await startEmbedded({ dir, port: await freePort(), password: "only-for-the-bench", durable: false });
let isMet = true;
try {
  process.env.DATABASE_URL = await prepareDatabase(server.ownerUrl, "only-for-the-bench");
  Object.assign(process.env, {
    NODE_ENV: "test",
    MIGRATION_DATABASE_URL: server.ownerUrl,
    APP_SECRET: "a-secret-that-is-only-for-the-bench-and-long-enough",
    FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
    DATA_DIR: dir,
    LOG_LEVEL: "warn",
  });
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  owner.on("error", (error) => console.error(error.message));
  await owner.connect();
  const begun = performance.now();
  await fill(owner).catch((error: unknown) => {
    console.error(error);
    throw error;
  });
  console.log(
    `${size.toLocaleString("en")} documents, filled in ${((performance.now() - begun) / 1000).toFixed(0)} s, load ${load()}\n`,
  );
  console.log("| what | p50 ms | p95 ms | rows | bar |\n|---|---|---|---|---|");
  const today = new Date().toISOString().slice(0, 10);
  const asks: [string, (i: number) => object][] = [
    ["incoming, page 1", () => ({ direction: "INCOMING" })],
    ["one unit's incoming", (i) => ({ direction: "INCOMING", unitId: 7 + i })],
    ["by symbol", (i) => ({ text: `${1 + ((i * 7_919) % (size / 10))}/qd-ubnd` })],
    ["by number", (i) => ({ text: String(1 + ((i * 104_729) % size)) })],
    ["by common words", () => ({ text: "trien khai thuc hien" })],
    ["by common words, the last half typed", () => ({ text: "trien khai th" })],
    ["by rare words", (i) => ({ text: ["khieu nai to cao", "chung thuc cong dan", "ho tich bao hiem"][i % 3] })],
    ["by an issuer", (i) => ({ text: `so ${i % 40}` })],
    ["by a word of PDFs", (i) => ({ text: `tu${(i * 977) % 50_000}` })],
    ["a word of PDFs and one of the subject", (i) => ({ text: `ke hoach tu${(i * 977) % 50_000}` })],
    ["one unit, by words", (i) => ({ text: "bao cao cai cach", unitId: 7 + i, direction: "INCOMING" })],
    ["nothing like it", () => ({ text: "khong co van ban nao nhu the" })],
  ];
  for (const [name, of] of asks) {
    let rows = 0;
    const { p50, p95 } = await time(
      async (i) => {
        const page = await listDocuments(actor, DocumentFilter.parse(of(i)), { today });
        rows = Math.max(rows, page.rows.length);
      },
      30,
      3,
    );
    isMet &&= p95 < bar;
    console.log(`| ${name} | ${ms(p50)} | ${ms(p95)} | ${rows} | p95 < ${bar} ${met(p95 < bar)} |`);
  }
  await work();
  await figures(owner, today);
  await owner.end();
} finally {
  await disconnect();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit(isMet ? 0 : 1);
