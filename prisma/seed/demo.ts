import pg from "pg";
import type { DetailKey } from "@/lib/audit/labels";
import type { Day } from "@/lib/calendar/model";
import { addDays, cityDay, cityInstant } from "@/lib/calendar/rules";
import { loadPeople } from "./accounts";
import { seedAreas } from "./areas";
import { seedWorkingCalendar as calendar, knownUntil, seedCalendar } from "./calendar";
import { loadCameras } from "./cameras";
import { copyRows, reserve } from "./copy";
import type { Volume } from "./documents/course";
import { loadDocuments } from "./documents/load";
import { loadMeetings } from "./documents/meetings";
import { loadWork } from "./documents/work";
import { seedDossiers } from "./dossiers";
import { loadAreas, loadProcedures, loadUnits } from "./ground";
import { seedPeople } from "./people";
import { seedProcedures } from "./procedures";
import { random } from "./random";
import { ratingColumns, ratingRows } from "./ratings";
import { reportedColumns, reportedRows } from "./reported";
import { askedColumns, type DossierKeys, dossierColumns, dossierRows, eventColumns, paperColumns, stopColumns } from "./rows";
import { loadSubsystems, seedSubsystems } from "./subsystems";
import { seedTargets } from "./targets";
import { units } from "./units";

export type SignIn = { login: string; password: string; role: string; name: string };
export type DemoOptions = {
  today: Day;
  /** Up to when the living year goes; ten in the morning of today unless said. */
  now?: Date;
  seed?: number;
  /** How many documents the registers get; a hundredth of a province's unless said. */
  documents?: Volume;
  /** Where the demo's cameras answer on this machine; without it there are none. */
  camerasPort?: number;
  onProgress?: (line: string) => void;
};

/**
 * Loads the demo city into an empty database, as its owner, in one transaction; every row is marked as demo. Answers the sign-ins
 * with the passwords made for them, which are kept nowhere else in clear. With the demo already there it does nothing and answers none.
 * The same seed, day and instant give the same city, secrets aside. Throws when the database holds a city of its own.
 */
export async function seedDemo(ownerUrl: string, options: DemoOptions): Promise<{ signIns: SignIn[] }> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "vong-lau-demo" });
  // A connection that is cut is told by the statement that fails of it.
  client.on("error", () => undefined);
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
    await client.query(
      "analyze dossier, dossier_event, dossier_clock_stop, dossier_paper, dossier_cell, procedure, unit, area, document_file",
    );
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
  { today, now, seed = 20_230_331, documents, camerasPort, onProgress = () => undefined }: DemoOptions,
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
  const procedureIds = await loadProcedures(client, procedures, unitIds);
  onProgress(`${procedures.length} thủ tục hành chính`);
  const { officials, signIns } = await loadPeople(client, seedPeople(chance.branch("people")), unitIds);

  const { dossiers, serials } = seedDossiers(until, { procedures, calendar, random: chance.branch("dossiers") });
  const ids: DossierKeys = {
    unit: known(unitIds, "unit"),
    area: known(areaIds, "area"),
    procedure: known(procedureIds, "procedure"),
    official: (unit, role) => officials.get(`${unit} ${role}`) ?? officials.get(`${unit} UNIT_HEAD`) ?? nobody,
  };
  const stops = dossiers.reduce((sum, { life }) => sum + life.facts.stops.length, 0);
  const first = {
    dossier: await reserve(client, "dossier", dossiers.length),
    stop: await reserve(client, "dossier_clock_stop", stops),
  };
  const rows = dossierRows(dossiers, first, ids, chance.branch("applicants"));
  await copyRows(client, "dossier", dossierColumns, rows.dossiers);
  // Each row below looks its dossier up: the planner must know by now that there are many.
  await client.query("analyze dossier");
  await copyRows(client, "dossier_clock_stop", stopColumns, rows.stops);
  await copyRows(client, "dossier_asked_paper", askedColumns, rows.asked);
  await copyRows(client, "dossier_event", eventColumns, rows.events);
  await copyRows(client, "dossier_paper", paperColumns, rows.papers);
  const ratings = ratingRows(dossiers, first.dossier, ids.unit, until, chance.branch("ratings"));
  await copyRows(client, "dossier_rating", ratingColumns, ratings);
  await copyRows(
    client,
    "dossier_serial",
    ["agency_code", "on", "serial"],
    serials.map((s) => [s.agencyCode, s.on, s.serial]),
  );
  await copyRows(
    client,
    "quality_reported",
    reportedColumns,
    reportedRows(cityDay(until), units, ids.unit, chance.branch("reported")),
  );
  onProgress(`${dossiers.length} hồ sơ, ${rows.events.length} diễn biến`);
  const clerkOfCity = officials.get("city RECORDS_CLERK") ?? nobody;
  const keepers = {
    head: (unit: string) => officials.get(`${unit} ${unit === "city" ? "LEADER" : "UNIT_HEAD"}`) ?? nobody,
    clerk: (unit: string) => officials.get(`${unit} RECORDS_CLERK`) ?? clerkOfCity,
  };
  const registered = await loadDocuments(client, {
    ...{ until, calendar, random: chance.branch("documents"), unitIds, volume: documents, onProgress },
    ...keepers,
  });
  await loadWork(client, registered, { until, calendar, random: chance.branch("work"), unitIds, ...keepers });
  await loadMeetings(client, registered, {
    ...{ until, calendar, random: chance.branch("meetings"), unitIds, onProgress },
    official: (unit, role) => officials.get(`${unit} ${role}`) ?? null,
  });
  if (camerasPort !== undefined)
    await loadCameras(client, {
      ...{ until, port: camerasPort, random: chance.branch("cameras"), unit: ids.unit, area: ids.area, onProgress },
      keeper: officials.get("city IT_ADMIN") ?? nobody,
    });
  const places = units.filter(({ kind }) => kind === "WARD" || kind === "COMMUNE");
  await loadSubsystems(client, {
    ...{ today: cityDay(until), until, random: chance.branch("subsystems") },
    wards: places.map(({ key, areaCode }) => ({ unitId: ids.unit(key), areaId: ids.area(areaCode ?? "") })),
  });
  onProgress(`${seedSubsystems.length} phân hệ`);
  // The triggers have counted already; folding makes the first screen as quick as the thousandth.
  await client.query("analyze dossier_delta");
  await client.query("select fold_dossier_cells(10000000)");
  await client.query(
    `insert into audit_entry (actor_id, action, subject, subject_id, detail) values ('system:demo', 'city.load-demo', 'city', '1', $1)`,
    [
      JSON.stringify({
        seed,
        until: until.toISOString(),
        dossiers: dossiers.length,
        procedures: procedures.length,
      } satisfies Partial<Record<DetailKey, unknown>>),
    ],
  );
  return signIns;
}

const nobody = { id: "system:demo", name: "Dữ liệu mô phỏng" };

const known = (ids: ReadonlyMap<string, number>, what: string) => (key: string) => {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`no ${what} ${key}`);
  return id;
};
