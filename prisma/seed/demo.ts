import { randomInt } from "node:crypto";
import { hash } from "@node-rs/argon2";
import pg from "pg";
import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { addDays, cityDay, cityInstant } from "@/lib/calendar/rules";
import { searchable } from "@/lib/words";
import { seedAreas } from "./areas";
import { calendarDays, officeHours, seedCalendar } from "./calendar";
import { type Cell, copyRows } from "./copy";
import { seedDossiers } from "./dossiers";
import { type SeedPerson, seedPeople } from "./people";
import { sectors, seedProcedures } from "./procedures";
import { random } from "./random";
import { dossierColumns, dossierRows, eventColumns, type Ids, paperColumns, stopColumns } from "./rows";
import { seedTargets } from "./targets";
import { founded, olderOrder, units } from "./units";

export type SignIn = { login: string; password: string; role: string; name: string };
export type DemoOptions = {
  today: Day;
  /** Up to when the living year goes; ten in the morning of today unless said. */
  now?: Date;
  seed?: number;
  onProgress?: (line: string) => void;
};

/** Until when the seeded calendar is decided; the living year ends early enough for its last due days. */
const knownUntil = "2027-12-31";
const calendar: WorkingCalendar = {
  daysOff: new Set(calendarDays.filter((d) => d.kind !== "MAKE_UP").map((d) => d.on)),
  makeUpDays: new Set(calendarDays.filter((d) => d.kind === "MAKE_UP").map((d) => d.on)),
  hours: officeHours,
  knownFrom: "2023-01-01",
  knownUntil,
};

/**
 * Loads the demo city into an empty database, as its owner, in one transaction; every row is marked as demo. Answers the sign-ins
 * with the passwords made for them, which are kept nowhere else in clear. With the demo already there it does nothing and answers none.
 * The same seed, day and instant give the same city, secrets aside. Throws when the database holds a city of its own.
 */
export async function seedDemo(ownerUrl: string, options: DemoOptions): Promise<{ signIns: SignIn[] }> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "vong-lau-demo" });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(7710131)");
    const { rows } = await client.query("select has_demo_data from city where id = 1");
    if (rows[0]?.has_demo_data) {
      await client.query("rollback");
      return { signIns: [] };
    }
    const own = await client.query("select exists (select from unit) or exists (select from dossier) as yes");
    if (own.rows[0]?.yes) throw new Error("The database already holds a city of its own; the demo city goes into an empty one.");
    const signIns = await load(client, options);
    await client.query("commit");
    await client.query("analyze dossier, dossier_event, dossier_clock_stop, dossier_paper, dossier_cell, procedure, unit, area");
    return { signIns };
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

async function load(
  client: pg.Client,
  { today, now, seed = 20_230_331, onProgress = () => undefined }: DemoOptions,
): Promise<SignIn[]> {
  const chance = random(seed);
  const asked = now ?? cityInstant(today, 10 * 60);
  const latest = cityInstant(addDays(knownUntil, -90), 17 * 60);
  const until = new Date(Math.min(asked.getTime(), latest.getTime()));
  if (cityDay(until) < "2024-07-01") throw new Error("The living year of the demo city cannot end before July 2024.");

  await seedCalendar(client);
  await seedTargets(client);
  await client.query(
    `insert into city (id, name, province, set_up_at, has_demo_data) values (1, 'Thành phố Hà Giang', 'Tỉnh Hà Giang', now(), true)
     on conflict (id) do update set name = excluded.name, province = excluded.province, set_up_at = excluded.set_up_at, has_demo_data = true, updated_at = now()`,
  );

  const areaIds = await loadAreas(client, seedAreas(chance.branch("areas")));
  const unitIds = await loadUnits(client, areaIds);
  onProgress(`${units.length} đơn vị, ${areaIds.size} địa bàn`);
  const procedures = seedProcedures(chance.branch("procedures"));
  const procedureIds = await loadProcedures(client, procedures);
  onProgress(`${procedures.length} thủ tục hành chính`);
  const { officials, signIns } = await loadPeople(client, seedPeople(chance.branch("people")), unitIds);

  const { dossiers, serials } = seedDossiers(until, { procedures, calendar, random: chance.branch("dossiers") });
  const ids: Ids = {
    unit: known(unitIds, "unit"),
    area: known(areaIds, "area"),
    procedure: known(procedureIds, "procedure"),
    official: (unit, role) =>
      officials.get(`${unit} ${role}`) ?? officials.get(`${unit} UNIT_HEAD`) ?? { id: "system:demo", name: "Dữ liệu mô phỏng" },
  };
  const first = await reserve(client, "dossier", dossiers.length);
  const rows = dossierRows(dossiers, first, ids, chance.branch("applicants"));
  await copyRows(client, "dossier", dossierColumns, rows.dossiers);
  // Each row below looks its dossier up: the planner must know by now that there are many.
  await client.query("analyze dossier");
  await copyRows(client, "dossier_clock_stop", stopColumns, rows.stops);
  await copyRows(client, "dossier_event", eventColumns, rows.events);
  await copyRows(client, "dossier_paper", paperColumns, rows.papers);
  await copyRows(
    client,
    "dossier_serial",
    ["agency_code", "on", "serial"],
    serials.map((s) => [s.agencyCode, s.on, s.serial]),
  );
  onProgress(`${dossiers.length} hồ sơ, ${rows.events.length} diễn biến`);
  // The triggers have counted already; folding makes the first screen as quick as the thousandth.
  await client.query("analyze dossier_delta");
  await client.query("select fold_dossier_cells(10000000)");
  await client.query(
    `insert into audit_entry (actor_id, action, subject, subject_id, detail) values ('system:demo', 'city.load-demo', 'city', '1', $1)`,
    [JSON.stringify({ seed, until: until.toISOString(), dossiers: dossiers.length, procedures: procedures.length })],
  );
  return signIns;
}

const known = (ids: ReadonlyMap<string, number>, what: string) => (key: string) => {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`no ${what} ${key}`);
  return id;
};

/** Takes the next `count` ids of a table's sequence; answers the first. */
async function reserve(
  client: pg.Client,
  table: "area" | "unit" | "sector" | "procedure" | "app_user" | "dossier",
  count: number,
): Promise<number> {
  const { rows } = await client.query(
    "select nextval(s)::int as first, setval(s, currval(s) + $2) from pg_get_serial_sequence($1, 'id') s",
    [table, Math.max(0, count - 1)],
  );
  return Number(rows[0]?.first);
}

async function loadAreas(client: pg.Client, areas: ReturnType<typeof seedAreas>): Promise<Map<string, number>> {
  const first = await reserve(client, "area", areas.length);
  const ids = new Map(areas.map((a, i) => [a.code, first + i]));
  const columns = [
    "id",
    "code",
    "kind",
    "name",
    "parent_id",
    "valid_from",
    "latitude",
    "longitude",
    "boundary",
    "boundary_source",
    "is_demo",
  ];
  const rows = areas.map((a, i): Cell[] => [
    ...[
      first + i,
      a.code,
      a.kind,
      a.name,
      a.parentCode === null ? null : (ids.get(a.parentCode) ?? null),
      founded,
      a.latitude,
      a.longitude,
    ],
    ...[a.boundary ? JSON.stringify(a.boundary) : null, a.boundary ? "illustrative" : null, true],
  ]);
  await copyRows(client, "area", columns, rows);
  return ids;
}

async function loadUnits(client: pg.Client, areaIds: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const first = await reserve(client, "unit", units.length);
  const ids = new Map(units.map((u, i) => [u.key, first + i]));
  const columns = [
    "id",
    "code",
    "kind",
    "name",
    "short_name",
    "parent_id",
    "area_id",
    "head_title",
    "position",
    "valid_from",
    "is_demo",
  ];
  const rows = units.map((u, i): Cell[] => [
    ...[first + i, u.code, u.kind, u.name, u.shortName, u.parent === null ? null : (ids.get(u.parent) ?? null)],
    ...[u.areaCode === null ? null : (areaIds.get(u.areaCode) ?? null), u.headTitle, i, founded, true],
  ]);
  await copyRows(client, "unit", columns, rows);
  const identifiers = units.flatMap((u, i): Cell[][] =>
    u.kind === "ONE_STOP_DESK"
      ? []
      : [
          [u.code, first + i, "QD20", founded],
          [olderOrder(u.code), first + i, "QCVN102", founded],
        ],
  );
  await copyRows(client, "unit_identifier", ["code", "unit_id", "scheme", "valid_from"], identifiers);
  return ids;
}

async function loadProcedures(client: pg.Client, procedures: ReturnType<typeof seedProcedures>): Promise<Map<string, number>> {
  const firstSector = await reserve(client, "sector", sectors.length);
  const sectorIds = new Map(sectors.map((s, i) => [s.code, firstSector + i]));
  await copyRows(
    client,
    "sector",
    ["id", "code", "name", "position", "is_demo"],
    sectors.map((s, i) => [firstSector + i, s.code, s.name, i + 1, true]),
  );
  const first = await reserve(client, "procedure", procedures.length);
  const columns = [
    "id",
    "code",
    "name",
    "name_search",
    "sector_id",
    "level",
    "is_sensitive",
    "supplement_policy",
    "cutoff_policy",
    "is_published",
    "is_illustrative",
    "valid_from",
    "source",
    "is_demo",
  ];
  const rows = procedures.map((p, i): Cell[] => [
    ...[
      first + i,
      p.code,
      p.name,
      searchable(p.name),
      sectorIds.get(p.sector) ?? null,
      p.level,
      p.isSensitive,
      p.supplementPolicy,
    ],
    ...[p.cutoffPolicy, true, p.isIllustrative, p.validFrom, p.source, true],
  ]);
  await copyRows(client, "procedure", columns, rows);
  await copyRows(
    client,
    "procedure_time_limit",
    ["procedure_id", "channel", "case_label", "value", "unit", "text", "valid_from", "valid_until"],
    procedures.flatMap((p, i) =>
      p.limits.map((l): Cell[] => [first + i, l.channel, l.caseLabel, l.value, l.unit, l.text, l.validFrom, l.validUntil]),
    ),
  );
  await copyRows(
    client,
    "procedure_service_level",
    ["procedure_id", "level", "legacy_level", "valid_from", "valid_until"],
    procedures.flatMap((p, i) =>
      p.serviceLevels.map((s): Cell[] => [first + i, s.level, s.legacyLevel, s.validFrom, s.validUntil]),
    ),
  );
  await copyRows(
    client,
    "procedure_step",
    ["procedure_id", "position", "name", "role", "centidays"],
    procedures.flatMap((p, i) => p.steps.map((s, n): Cell[] => [first + i, n + 1, s.name, s.role, s.centidays])),
  );
  return new Map(procedures.map((p, i) => [p.code, first + i]));
}

async function loadPeople(client: pg.Client, people: readonly SeedPerson[], unitIds: ReadonlyMap<string, number>) {
  const { rows: there } = await client.query<{ login: string }>("select login from app_user");
  const taken = new Set(there.map((r) => r.login));
  const first = await reserve(client, "app_user", people.length);
  const accounts = people.map((person, i) => ({
    ...person,
    id: first + i,
    login: taken.has(person.login) ? `${person.login}.demo` : person.login,
    password: person.signIn === null ? null : newPassword(),
  }));
  const cells = await Promise.all(
    accounts.map(async ({ id, login, name, password }): Promise<Cell[]> => {
      const passwordHash = password && (await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }));
      return [id, login, name, passwordHash, passwordHash ? new Date() : null, true];
    }),
  );
  await copyRows(client, "app_user", ["id", "login", "name", "password_hash", "password_set_at", "is_demo"], cells);
  await copyRows(
    client,
    "post",
    ["user_id", "unit_id", "role", "title", "valid_from"],
    accounts.flatMap((a) => a.posts.map((p): Cell[] => [a.id, unitIds.get(p.unit) ?? null, p.role, p.title, "2022-01-01"])),
  );
  const officials = new Map(
    [...accounts]
      .reverse()
      .flatMap((a) => a.posts.map((p) => [`${p.unit} ${p.role}`, { id: `user:${a.id}`, name: a.name }] as const)),
  );
  const signIns = accounts.flatMap(({ login, password, signIn, name }) =>
    password !== null && signIn !== null ? [{ login, password, role: signIn, name }] : [],
  );
  return { officials, signIns };
}

/** Four groups of four letters and digits that no one mistakes for another: about 78 bits. */
function newPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}
