import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { cityDay } from "@/lib/calendar/rules";
import { freePort, startEmbedded } from "@/lib/db/embedded";
import { seedDemo } from "@/prisma/seed/demo";
import { keys, startPlace } from "./place";

const artefacts = join(import.meta.dirname, "../artefacts");

/**
 * Starts the demo city as `npm run demo` does, on free ports and without durability, and tells the tests where it is. Beside it
 * lie databases for the tests that need a city of their own: `bare`, only migrated, `spare` and `hostile`, the demo city twice more.
 */
export default async function setup() {
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-e2e-"));
  const database = await startEmbedded({ dir, port: await freePort(), password: "only-for-tests", durable: false });
  const beside = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const copy = async (name: string) => {
    const admin = new pg.Client({ connectionString: beside(database.ownerUrl, "postgres") });
    await admin.connect();
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'vong_lau'");
    await admin.query(`create database ${name} template vong_lau`);
    await admin.end();
  };
  await copy("bare");
  Object.assign(process.env, keys, { DATABASE_URL: database.appUrl });
  const { signIns } = await seedDemo(database.ownerUrl, { today: cityDay(new Date()), now: new Date() });
  await copy("spare");
  await copy("hostile");

  mkdirSync(artefacts, { recursive: true });
  for (const name of readdirSync(artefacts).filter((file) => file.endsWith(".log"))) rmSync(join(artefacts, name));
  const place = await startPlace("city", database);
  Object.assign(process.env, place.settings);
  const addresses = (name: string) => ({
    ownerUrl: beside(database.ownerUrl, name),
    appUrl: beside(database.appUrl, name),
  });
  writeFileSync(
    join(artefacts, "city.json"),
    JSON.stringify({
      url: place.url,
      ownerUrl: database.ownerUrl,
      signIns,
      bare: addresses("bare"),
      spare: addresses("spare"),
      hostile: addresses("hostile"),
    }),
  );
  return async () => {
    await place.stop();
    await database.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
