import { createPublicKey, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "@/lib/auth/queries";
import { db } from "@/lib/db/client";
import { checkDocumentFiles } from "@/lib/documents/checks/round";
import { readRevokedUse } from "@/lib/documents/queries";
import { personalPlaces } from "@/lib/dossiers/model";
import { env } from "@/lib/env";
import type { IndicatorCode } from "@/lib/indicators/model";
import {
  readCameraBoard,
  readCertificateCoverage,
  readIndicator,
  readOverview,
  readSubsystemBoard,
} from "@/lib/indicators/queries";
import { meetingFacts } from "@/lib/meetings/measures";
import { open } from "@/lib/secrets";
import { noteRevoked } from "@/lib/signatures/certificates/revoked";
import { listCertificates } from "@/lib/signatures/queries";
import { readSubsystem } from "@/lib/subsystems/queries";
import { seedDemo } from "@/prisma/seed/demo";
import { signDemoPapers } from "@/prisma/seed/documents/papers";
import { demoKeysFile } from "@/prisma/seed/documents/signer";
import { actor, asOwner } from "../city";

const today = "2026-11-20";
const now = new Date("2026-11-20T10:00:00+07:00");
const documents = { incoming: 136, outgoing: 50, internal: 6 };
const ownerUrl = () => process.env.MIGRATION_DATABASE_URL ?? "";

/** One row of a question, as the owner sees it. */
const ask = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>> =>
  asOwner(async (client) => (await client.query(sql, values)).rows[0] ?? {});
const askAll = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  asOwner(async (client) => (await client.query(sql, values)).rows);

let seconds = 0;
let signIns: { login: string; password: string; role: string; name: string }[] = [];
beforeAll(async () => {
  const start = performance.now();
  ({ signIns } = await seedDemo(ownerUrl(), { today, now, documents, camerasPort: 8554 }));
  seconds = (performance.now() - start) / 1000;
}, 120_000);

describe("the demo city as the reports of 2023 give it", () => {
  test("loads in well under a minute (about eight seconds on an idle machine)", () => expect(seconds).toBeLessThan(60));

  test("8 wards and communes, 101 hamlets, 312 published procedures, one-stop desks", async () => {
    expect(
      await ask(`select
        (select count(*)::int from area where kind in ('WARD', 'COMMUNE')) as wards,
        (select count(*)::int from area where kind = 'WARD') as phuong,
        (select count(*)::int from area where kind in ('HAMLET', 'RESIDENTIAL_GROUP')) as hamlets,
        (select count(*)::int from procedure where is_published) as procedures,
        (select count(*)::int from procedure where not is_illustrative) as named,
        (select count(*)::int from unit where kind = 'ONE_STOP_DESK') as desks`),
    ).toEqual({ wards: 8, phuong: 5, hamlets: 101, procedures: 312, named: 77, desks: 9 });
  });

  test("10.376 received in the first quarter of 2023, of them 10.148 resolved early or on time by 31/03/2023", async () => {
    const counted = await ask(`select count(*)::int as received,
        count(*) filter (where ended_on <= '2023-03-31' and outcome in ('EARLY', 'ON_TIME'))::int as in_time,
        count(*) filter (where ended_on <= '2023-03-31' and outcome in ('EARLY', 'ON_TIME', 'LATE'))::int as resolved,
        count(*) filter (where channel = 'ONLINE')::int as online
      from dossier where accepted_on between '2023-01-01' and '2023-03-31'`);
    expect(counted).toMatchObject({ received: 10_376, in_time: 10_148 });
    expect(Number(counted.online) / 10_376).toBeGreaterThan(0.3);
    expect(Number(counted.online) / 10_376).toBeLessThan(0.34);
    expect(10_148 / Number(counted.resolved)).toBeGreaterThan(0.97);
  });

  test("nothing was accepted before it, nor between it and the living year", async () => {
    expect(
      await ask(
        "select min(accepted_on)::text as first, count(*) filter (where accepted_on between '2023-04-01' and '2025-10-31')::int as between from dossier",
      ),
    ).toEqual({ first: "2023-01-03", between: 0 });
  });

  test("the figures of 31/03/2023 come out of the daily cells too", async () => {
    expect(
      await ask(`select sum(received)::int as received, sum(early + on_time)::int as in_time
        from dossier_cell where level = 6 and period between '2023-01-01' and '2023-03-31'`),
    ).toEqual({ received: 10_376, in_time: 10_148 });
    expect(await askAll("select * from differing_dossier_cells()")).toEqual([]);
    expect(await ask("select count(*)::int as left from dossier_delta")).toEqual({ left: 0 });
  });
});

test("every request for a supplement names its paper, and the paper is there once the supplement came", async () => {
  const { waiting, ...counted } = await ask(`select
      count(*) filter (where a.name is null)::int as nameless,
      count(*) filter (where c.id is not null and p.id is null)::int as missing,
      count(*) filter (where c.id is null and p.id is not null)::int as early,
      count(*) filter (where s.resumed_at is null)::int as waiting
    from dossier_clock_stop s join dossier d on d.id = s.dossier_id
      left join dossier_asked_paper a on a.stop_id = s.id
      left join dossier_event c on c.dossier_id = s.dossier_id and c.kind = 'receiveSupplement' and c.at = s.resumed_at
      left join dossier_paper p on p.dossier_id = s.dossier_id and p.name = a.name and p.supplement > 0
    where s.kind = 'SUPPLEMENT'`);
  expect(counted).toEqual({ nameless: 0, missing: 0, early: 0 });
  expect(waiting).toBeGreaterThan(0);
});

describe("the overview a leader sees", () => {
  test("as of 31/03/2023 shows exactly the published figures", async () => {
    const period = { from: "2023-01-01", to: "2023-03-31" };
    const { headline, isDemo } = await readOverview(actor("leader"), { period, scope: {}, asOf: "2023-03-31" });
    const shown = (code: IndicatorCode) => headline.find((r) => r.code === code);
    expect(isDemo).toBe(true);
    expect(shown("received")).toMatchObject({ top: 10_376 });
    expect(shown("on-time-rate")).toMatchObject({ top: 10_148 });
    expect(shown("on-time-rate")?.value).toBeGreaterThan(0.97);
    const asked = { period, scope: {}, asOf: period.to };
    expect(await readIndicator(actor("leader"), "on-time-of-received-rate", asked)).toMatchObject({
      top: 10_148,
      bottom: 10_376,
    });
    expect(shown("online-rate")).toMatchObject({ bottom: 10_376 });
    expect(shown("online-rate")?.value).toBeGreaterThan(0.3);
    expect(shown("overdue-now")).toMatchObject({ top: 14 });
    expect(shown("awaiting-applicant")).toMatchObject({ top: 20 });
  });

  test("of today is not empty", async () => {
    const { headline, units } = await readOverview(actor("leader"), {
      period: { from: "2026-11-01", to: today },
      scope: {},
      asOf: today,
    });
    expect(headline.find((r) => r.code === "overdue-now")?.top).toBe(12);
    expect(headline.find((r) => r.code === "awaiting-applicant")?.top).toBe(25);
    expect(units.length).toBeGreaterThan(8);
  });
});

describe("the living year", () => {
  test("14 to 16 thousand dossiers over the last twelve to thirteen months, ever more of them online", async () => {
    const year = await ask(
      `select count(*)::int as received, min(accepted_on)::text as first, max(accepted_at) <= $1 as until_now,
        avg((channel = 'ONLINE')::int) filter (where accepted_on < '2026-01-01')::float as at_first,
        avg((channel = 'ONLINE')::int) filter (where accepted_on >= '2026-10-01')::float as at_last
      from dossier where accepted_on > '2024-01-01'`,
      [now],
    );
    expect(year.received).toBeGreaterThan(14_000);
    expect(year.received).toBeLessThan(16_000);
    expect(year).toMatchObject({ first: "2025-11-03", until_now: true });
    expect(Number(year.at_first)).toBeLessThan(0.52);
    expect(Number(year.at_last)).toBeGreaterThan(0.6);
  });

  test("today's open work: some overdue in two communes, some due soon, some waiting for the applicant, some not fetched", async () => {
    const open = await ask(
      `select
        count(*) filter (where ended_on is null and state not in ('AWAITING_SUPPLEMENT', 'AWAITING_PAYMENT'))::int as running,
        count(*) filter (where ended_on is null and due_on < $1)::int as overdue,
        count(*) filter (where ended_on is null and due_on < $1 and u.kind = 'COMMUNE')::int as in_communes,
        (max($1::date - due_on) filter (where ended_on is null and due_on < $1))::int as longest,
        count(*) filter (where state in ('AWAITING_SUPPLEMENT', 'AWAITING_PAYMENT'))::int as waiting,
        count(*) filter (where state = 'FINISHED')::int as to_fetch
      from dossier d join unit u on u.id = d.unit_id where accepted_on is not null`,
      [today],
    );
    expect(open).toMatchObject({ overdue: 12, waiting: 25 });
    expect(open.in_communes).toBeGreaterThanOrEqual(9);
    expect(open.longest).toBeGreaterThanOrEqual(11);
    expect(open.running).toBeGreaterThan(120);
    expect(open.running).toBeLessThan(200);
    expect(open.to_fetch).toBeGreaterThan(20);
    expect(await ask("select count(*)::int as fresh from dossier where state = 'REGISTERED'")).toEqual({ fresh: 9 });
  });

  test("nothing has happened after now", async () => {
    expect(await ask("select count(*)::int as later from dossier_event e where at > $1", [now])).toEqual({ later: 0 });
  });
});

describe("every record obeys the house", () => {
  test("codes run from 0001 without a gap in the order of acceptance of each agency and day, and the last serial is kept", async () => {
    expect(
      await ask(`with numbered as (
          select d.code, d.accepted_on, u.code as agency, row_number() over (partition by u.code, d.accepted_on order by d.accepted_at, d.code) as n
          from dossier d join unit r on r.id = d.receiving_unit_id join unit u on u.id = r.parent_id where d.accepted_on is not null
        )
        select count(*) filter (where code <> agency || '-' || to_char(accepted_on, 'YYMMDD') || '-' || lpad(n::text, 4, '0'))::int as wrong,
          (select count(*)::int from (select agency, accepted_on, max(n) as last from numbered group by 1, 2) l
             full join dossier_serial s on s.agency_code = l.agency and s."on" = l.accepted_on where s.serial is distinct from l.last) as wrong_last
        from numbered`),
    ).toEqual({ wrong: 0, wrong_last: 0 });
  });

  test("accepted on working days within office hours", async () => {
    expect(
      await ask(`select count(*)::int as outside from dossier d where accepted_at is not null and not (
          (extract(isodow from accepted_on) <= 5 and not exists (select from calendar_day c where c."on" = d.accepted_on and c.kind <> 'MAKE_UP')
            or exists (select from calendar_day c where c."on" = d.accepted_on and c.kind = 'MAKE_UP'))
          and ((accepted_at at time zone 'Asia/Ho_Chi_Minh')::time between '07:00' and '11:30'
            or (accepted_at at time zone 'Asia/Ho_Chi_Minh')::time between '13:30' and '17:00'))`),
    ).toEqual({ outside: 0 });
  });

  test("events number on from 1 to the dossier's version, each from where the last one left it", async () => {
    expect(
      await ask(`with told as (
          select e.*, lag(to_state) over w as before, lag(at) over w as earlier, row_number() over w as n, count(*) over (partition by dossier_id) as all_told
          from dossier_event e window w as (partition by dossier_id order by version)
        )
        select count(*) filter (where t.version <> t.n or t.from_state is distinct from t.before or t.at < t.earlier)::int as broken,
          count(*) filter (where t.n = t.all_told and (t.to_state <> d.state or t.version <> d.version))::int as not_last
        from told t join dossier d on d.id = t.dossier_id`),
    ).toEqual({ broken: 0, not_last: 0 });
  });

  test("every dossier points at a unit, a desk, an area and a procedure that exist", async () => {
    expect(
      await ask(`select count(*)::int as dossiers,
          count(*) filter (where u.id is null or r.kind <> 'ONE_STOP_DESK' or a.id is null or p.id is null)::int as lost
        from dossier d left join unit u on u.id = d.unit_id left join unit r on r.id = d.receiving_unit_id
          left join area a on a.id = d.area_id left join procedure p on p.id = d.procedure_id`),
    ).toMatchObject({ lost: 0 });
  });

  test("steps of an internal process add up to the limit", async () => {
    expect(
      await askAll(`select p.code, l.channel, l.case_label, l.value, sum(s.centidays) from procedure p
        join procedure_step s on s.procedure_id = p.id
        join procedure_time_limit l on l.procedure_id = p.id and l.unit in ('WORKING_DAY', 'SAME_DAY') and l.case_label is not distinct from s.case_label
          and l.channel is not distinct from s.channel and l.valid_from = s.valid_from
        group by p.id, l.id having sum(s.centidays) <> coalesce(l.value, 1) * 100`),
    ).toEqual([]);
    expect(Number((await ask("select count(distinct procedure_id)::int as n from procedure_step")).n)).toBeGreaterThan(50);
  });

  test("everything is marked as demo, boundaries as illustrative, invented procedures by a code that cannot be national", async () => {
    for (const table of ["area", "unit", "sector", "procedure", "app_user", "dossier"])
      expect([table, (await ask(`select count(*)::int as real from ${table} where not is_demo`)).real]).toEqual([table, 0]);
    expect(await ask("select has_demo_data, set_up_at is not null as set_up from city")).toEqual({
      has_demo_data: true,
      set_up: true,
    });
    expect(
      await ask(
        "select count(*)::int as n from area where boundary_source is distinct from 'illustrative' and boundary is not null",
      ),
    ).toEqual({ n: 0 });
    expect(await ask("select count(*)::int as n from area where boundary is not null")).toEqual({ n: 9 });
    expect(await ask("select count(*)::int as n from procedure where is_illustrative <> (code like '9.%')")).toEqual({ n: 0 });
  });
});

describe("nobody real", () => {
  test("no phone number or identity number of a real person is kept: the numbers are of a series nobody has", async () => {
    const rows = await askAll("select phone_sealed, id_number_sealed from dossier order by id");
    for (const { phone_sealed, id_number_sealed } of rows) {
      if (phone_sealed instanceof Uint8Array) expect(open(phone_sealed, personalPlaces.phone)).toMatch(/^0900000\d{3}$/);
      if (id_number_sealed instanceof Uint8Array) expect(open(id_number_sealed, personalPlaces.idNumber)).toMatch(/^000\d{9}$/);
    }
    expect(rows.length).toBeGreaterThan(25_000);
  });

  test("a third of those whose result was returned rated it, after the return, nine in ten satisfied; late ones far less", async () => {
    const found = await ask(`select count(r.*)::float8 / count(*) as share, avg((r.score >= 4)::int)::float8 as satisfied,
        avg((r.score >= 4)::int) filter (where d.outcome = 'LATE')::float8 as "ofLate", bool_and(r.at > d.returned_at) as "isAfter",
        bool_and(r.comment is null or r.comment like '%(mô phỏng)') as "isMarked"
      from dossier d left join dossier_rating r on r.dossier_id = d.id where d.state = 'RETURNED'`);
    expect(Number(found.share)).toBeGreaterThan(0.28);
    expect(Number(found.share)).toBeLessThan(0.38);
    expect(Number(found.satisfied)).toBeGreaterThan(0.88);
    expect(Number(found.ofLate)).toBeLessThan(0.5);
    expect(found).toMatchObject({ isAfter: true, isMarked: true });
  });

  test("seven sign-ins, a password each that is kept only as a hash", async () => {
    expect(signIns.map((s) => s.login)).toEqual([
      "lanh-dao",
      "truong-phuong",
      "mot-cua",
      "chuyen-vien",
      "quan-tri",
      "kiem-tra",
      "van-thu",
    ]);
    expect(new Set(signIns.map((s) => s.password)).size).toBe(7);
    for (const { password } of signIns) expect(password.length).toBeGreaterThan(15);
    expect(
      await ask("select count(*)::int as n from app_user where password_hash like '$argon2id$v=19$m=19456,t=2,p=1$%'"),
    ).toEqual({ n: 7 });
  });
});

describe("its documents", () => {
  test("registers number without gap in the order of their days, each unit its own", async () => {
    expect(
      await askAll(`select * from (
        select number, row_number() over (partition by book_id, year order by registered_at, id) as place from document) d where number <> place`),
    ).toEqual([]);
    expect(
      await askAll(`select * from document_register r
        where last_number <> (select max(number) from document d where d.book_id = r.book_id and d.year = r.year)`),
    ).toEqual([]);
  });

  test("what is said of their signatures comes from the check of real files: of eight with a fault each is found", async () => {
    await signDemoPapers(ownerUrl(), { filesDir: join(env().DATA_DIR, "files"), documents });
    await checkDocumentFiles(undefined, undefined, () => now);
    expect(
      await askAll(`select d.direction::text as direction, verdict, array_to_string(doubts, ' ') as doubts, count(*)::int as n
        from document_check c join document d on d.id = c.document_id group by 1, 2, 3 order by 1, 2, 3`),
    ).toEqual([
      { direction: "INTERNAL", verdict: "valid", doubts: "", n: 6 },
      { direction: "OUTGOING", verdict: "invalid", doubts: "", n: 2 },
      { direction: "OUTGOING", verdict: "invalid", doubts: "person-missing", n: 1 },
      { direction: "OUTGOING", verdict: "unsigned", doubts: "", n: 3 },
      { direction: "OUTGOING", verdict: "valid", doubts: "", n: 42 },
      { direction: "OUTGOING", verdict: "valid", doubts: "agency-missing", n: 2 },
    ]);
  }, 60_000);

  test("heads and offices sign from the demo: each certificate's key lies with the demo's signing service", async () => {
    const keys: Record<string, string> = JSON.parse(readFileSync(demoKeysFile(env().DATA_DIR), "utf8"));
    const held = await askAll(
      "select credential_id as name, der, user_id, unit_id from signer_certificate where credential_id is not null",
    );
    expect(held.map(({ name }) => name).sort()).toEqual(Object.keys(keys).sort());
    expect(held.filter((one) => one.user_id !== null).length).toBeGreaterThan(5);
    expect(held.filter((one) => one.unit_id !== null).length).toBeGreaterThan(5);
    for (const { name, der } of held) {
      const own = createPublicKey(keys[String(name)] ?? "").export({ type: "spki", format: "der" });
      expect(new X509Certificate(der as Buffer).publicKey.export({ type: "spki", format: "der" }).equals(own)).toBe(true);
    }
  });

  test("as many came by the exchange as the reports of Hậu Giang give: 6,400 of 680,000", async () => {
    expect(await ask("select count(*)::int as n from document where exchanged and direction = 'INCOMING'")).toEqual({
      n: Math.round((documents.incoming * 6_400) / 680_000),
    });
  });

  test("what came in was passed on; nearly all was dealt with in time, a few late, and what came lately still lies", async () => {
    const told = await ask(
      `select count(*)::int as passed, count(d.closed_on)::int as closed, count(*) filter (where d.closed_on > d.due_on)::int as late,
        count(*) filter (where d.closed_on is null and d.due_on < $1)::int as overdue,
        count(*) filter (where w.closed_at < w.opened_at or w.closed_at > $2 or d.closed_on < d.registered_on)::int as wrong,
        count(*) filter (where (t.ended_at is null) <> (w.closed_at is null) or t.given_at <> w.opened_at)::int as torn,
        count(*) filter (where e.at is distinct from w.closed_at)::int as untold
      from document_work w join document d on d.id = w.document_id join document_task t on t.document_id = d.id
        left join document_work_event e on e.document_id = d.id and e.act = 'CLOSED'`,
      [today, now],
    );
    expect(told).toMatchObject({ passed: documents.incoming, wrong: 0, torn: 0, untold: 0 });
    expect(Number(told.closed) / documents.incoming).toBeGreaterThan(0.9);
    expect(1 - Number(told.late) / Number(told.closed)).toBeGreaterThan(0.95);
    expect(told.overdue).toBeLessThan(5);
    expect(await askAll("select * from differing_document_cells()")).toEqual([]);
  });

  test("meetings of a year: held fully on signed documents, some lacking one or with a paper, one without papers, some to come", async () => {
    const facts = meetingFacts({ from: "2000-01-01", to: "2100-01-01" }, null);
    const [told] = await askAll(
      `select sum(held)::int as held, sum(counted)::int as counted, sum("full")::int as "full" from (${facts.text}) f`,
      facts.values,
    );
    expect(told?.held).toBeGreaterThan(40);
    expect(told?.counted).toBeLessThan(Number(told?.held));
    expect(Number(told?.full) / Number(told?.counted)).toBeGreaterThan(0.6);
    expect(told?.full).toBeLessThan(Number(told?.counted));
    expect(
      await askAll("select state::text, count(*)::int as n from meeting where state <> 'HELD' group by 1 order by 1"),
    ).toEqual([
      { state: "CANCELLED", n: 1 },
      { state: "CONVENED", n: 4 },
      { state: "DRAFT", n: 1 },
    ]);
  });

  test("of its leaders and heads all but one hold a certificate in force; some soon end, one is revoked and was never used", async () => {
    const { total, lacking } = await readCertificateCoverage(systemActor("demo"), {}, now);
    // The province reported about 98 % of agencies and leaders who sign; of so few, one short of all is the nearest to it.
    expect(total).toMatchObject({
      holders: { top: 36, bottom: 37 },
      leaders: { top: 19, bottom: 20 },
      agencies: { top: 17, bottom: 17 },
    });
    expect(lacking?.map(({ kind, state }) => [kind, state])).toEqual([["person", "expired"]]);
    // The registry has a past: a month ago nobody had run out, and long ago it was not kept.
    const { total: earlier } = await readCertificateCoverage(systemActor("demo"), { asOf: "2026-10-15" }, now);
    expect(earlier?.holders).toEqual({ top: 37, bottom: 37 });
    expect((await readCertificateCoverage(systemActor("demo"), { asOf: "2023-03-31" }, now)).total).toBeNull();
    const asked = { skip: 0, take: 200 };
    const { counts, certificates } = await listCertificates(systemActor("demo"), asked, now);
    expect(counts).toMatchObject({ "ends-30": 1, "ends-60": 2, "ends-90": 3, "not-yet": 1, revoked: 1, ended: 1 });
    expect(certificates.every(({ holder }) => holder !== null)).toBe(true);
    expect(await readRevokedUse(systemActor("demo"))).toEqual({ documents: [] });
    // What the rows say of revocation is what the lists say.
    const before = await askAll("select id, revoked_at from signer_certificate order by id");
    await db.$transaction((tx) => noteRevoked(tx));
    expect(await askAll("select id, revoked_at from signer_certificate order by id")).toEqual(before);
  });

  test("the figures of the public reports are on the boards of their subsystems, to the very figure", async () => {
    const told = async (code: string, from: string, to: string) => {
      const { id } = await readSubsystem(actor("leader"), { code });
      const board = await readSubsystemBoard(actor("leader"), { id }, { period: { from, to }, asOf: to, scope: {} });
      return Object.fromEntries(board.readings.map((one) => [one.code, one.value]));
    };
    // Seed 001: 1,937 = 1,535 + 236 + 166, of them level 4 "8,5 %"; ICT from 47 to 32. Seed 002: DTI 10 of 63. Seed 003: 2,418 = 783 + 932 + 703.
    expect(await told("online-services", "2020-01-01", "2020-12-31")).toEqual({
      "online-services-total": 1_937,
      "level-4-share": 8.57,
    });
    expect(await told("digital-infrastructure", "2021-01-01", "2021-12-31")).toEqual({
      ...{ "base-stations": 2_418, "share-4g": 29.1, "broadband-rate": 98, "mobile-rate": 98.6, "fibre-rate": 100 },
    });
    expect(await told("rankings", "2020-01-01", "2020-12-31")).toEqual({ "ict-index-rank": 32, "dti-index-rank": 10 });
    expect(await told("rankings", "2019-01-01", "2019-12-31")).toMatchObject({ "ict-index-rank": 47 });
    // Seed 004: 101/101 with 616 members, 411 trained, 643 sessions, 44,545 attendances.
    expect(await told("digital-transformation", "2023-01-01", "2023-03-31")).toEqual({
      ...{ "community-group-rate": 100, "community-member-total": 616, "training-turns": 411, "legal-session-total": 643 },
      "attendees-a-session": 69.3,
    });
    expect((await told("socio-economic", "2026-10-01", "2026-10-31")).revenue).toBeGreaterThan(0);
    expect((await told("public-health", "2026-10-01", "2026-10-31"))["new-cases"]).toBeGreaterThan(0);
  });

  test("each paper lies under its hash", async () => {
    const shas = await askAll("select sha from document_file");
    expect(shas.length).toBe(documents.outgoing + documents.internal);
    for (const { sha } of shas)
      expect(existsSync(join(env().DATA_DIR, "files", String(sha).slice(0, 2), String(sha)))).toBe(true);
  });
});

/** What must be the same whenever the same seed, day and instant are given. */
async function fingerprint(): Promise<string> {
  const { told } =
    await ask(`select md5(string_agg(md5(row(d.code, d.state, d.outcome, d.channel, d.applicant_name, d.accepted_at, d.due_at,
      d.ended_at, d.returned_at, d.working_days_used, p.code)::text), '' order by d.registered_at, d.id)) as told
    from dossier d join procedure p on p.id = d.procedure_id`);
  return String(told);
}

describe("the cameras of the city", () => {
  test("twenty-six, and one in each hamlet, with a story of thirteen months: seldom away, nearly always with a cause, five in trouble of four kinds today", async () => {
    const told =
      await ask(`select (select count(*)::int from camera where is_demo and main_stream like 'rtsp://127.0.0.1:8554/%') as cameras,
      (select count(*)::int from camera_outage where ended_at is not null) as ended,
      (select count(*)::int from camera_outage where cause is not null) as explained,
      (select count(*)::int from camera_change c where at < (select max(at) from camera_change d where d.camera_id = c.camera_id and d.id < c.id)) as disordered,
      (select sum(extract(epoch from coalesce(ended_at, '2026-11-20 10:00:00+07') - started_at)) / (127 * 400 * 86400.0) from camera_outage)::float8 as away`);
    expect(told).toMatchObject({ cameras: 127, disordered: 0 });
    expect(Number(told.ended)).toBeGreaterThan(100);
    expect(Number(told.explained) / Number(told.ended)).toBeGreaterThan(0.75);
    expect(Number(told.away)).toBeLessThan(0.03);
    const { rows } = await asOwner((c) =>
      c.query("select state::text as state, count(*)::int as n from camera_health group by 1 order by 1"),
    );
    // The frozen one is found to be by the probes: what it shows is not known before.
    expect(Object.fromEntries(rows.map(({ state, n }) => [state, n]))).toEqual({
      ONLINE: 123,
      DARK: 1,
      UNAUTHORISED: 1,
      OFFLINE: 2,
    });
    const { rows: differing } = await asOwner((c) =>
      c.query(`select 1 from camera_health h where state <>
        (select state from camera_change c where c.camera_id = h.camera_id order by at desc, id desc limit 1)`),
    );
    expect(differing).toEqual([]);
  });
  test("all 101 hamlets are seen on most days of the year, as the city reported, and not on every one", async () => {
    const period = { from: "2026-09-21", to: "2026-11-19" };
    const board = await readCameraBoard(systemActor("demo-test"), { period, asOf: period.to, scope: {} });
    const whole = board.trend.filter(({ hamlets, covered }) => hamlets === 101 && covered === 101);
    expect(board.trend).toHaveLength(60);
    expect(whole.length).toBeGreaterThan(30);
    expect(board.trend.every(({ hamlets, covered }) => hamlets === 101 && covered >= 97)).toBe(true);
    expect(board.total.restored).toBeGreaterThan(10);
    const availability = board.headline.find(({ code }) => code === "camera-availability-rate");
    expect(availability?.value).toBeGreaterThan(0.97);
    expect(availability?.value).toBeLessThan(1);
    // Of the year before the cameras came nothing is told.
    expect(board.headline.every(({ lastYear }) => lastYear === null || lastYear.value !== 0)).toBe(true);
  });
});

describe("again", () => {
  test("a second load with the demo there does nothing", async () => {
    const before = await fingerprint();
    expect(await seedDemo(ownerUrl(), { today, now })).toEqual({ signIns: [] });
    expect(await fingerprint()).toBe(before);
  });

  test("taken away in one act, and loaded again it is the same city", async () => {
    const before = await fingerprint();
    expect(await ask("select remove_demo_data() as removed")).toMatchObject({ removed: { procedures: 312 } });
    expect(
      await ask(
        `select (select count(*)::int from dossier) as dossiers, (select count(*)::int from unit) as units, (select count(*)::int from area) as areas,
          (select count(*)::int from document) as documents, (select count(*)::int from document_book) as books,
          (select count(*)::int from signer_certificate) as certificates, (select count(*)::int from trusted_certificate) as trusted, (select count(*)::int from revocation_list) as lists,
          (select count(*)::int from camera) as cameras, (select count(*)::int from camera_layout) as layouts`,
      ),
    ).toEqual({
      cameras: 0,
      layouts: 0,
      dossiers: 0,
      units: 0,
      areas: 0,
      documents: 0,
      books: 0,
      certificates: 0,
      trusted: 0,
      lists: 0,
    });
    await seedDemo(ownerUrl(), { today, now, documents, camerasPort: 8554 });
    expect(await fingerprint()).toBe(before);
  }, 90_000);

  test("a city of its own is left alone", async () => {
    await asOwner((client) => client.query("update city set has_demo_data = false"));
    await expect(seedDemo(ownerUrl(), { today, now })).rejects.toThrow("already holds a city");
  });
});
