import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FullConfig } from "@playwright/test";
import pg from "pg";
import { cityDay } from "@/lib/calendar/rules";
import { freePort, startEmbedded } from "@/lib/db/embedded";
import { seedDemo } from "@/prisma/seed/demo";
import { keys, startPlace } from "./place";

const artefacts = join(import.meta.dirname, "../artefacts");

/**
 * Starts the demo city as `npm run demo` does, on free ports and without durability, once for every worker: files that run at the same
 * time write into cities of their own. Beside them lie databases for the tests that need another one: `bare`, only migrated, `spare` and
 * `hostile`, the demo city twice more.
 */
export default async function setup({ workers }: FullConfig) {
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-e2e-"));
  const database = await startEmbedded({ dir, port: await freePort(), password: "only-for-tests", durable: false });
  const beside = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const addresses = (name: string) => ({
    ownerUrl: beside(database.ownerUrl, name),
    appUrl: beside(database.appUrl, name),
  });
  const copy = async (...names: string[]) => {
    const admin = new pg.Client({ connectionString: beside(database.ownerUrl, "postgres") });
    await admin.connect();
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'vong_lau'");
    // Nothing here outlives a crash, so the files are copied and not written ahead.
    for (const name of names) await admin.query(`create database ${name} template vong_lau strategy file_copy`);
    await admin.end();
  };
  await copy("bare");
  Object.assign(process.env, keys, { DATABASE_URL: database.appUrl });
  // Registers begin empty here: the stories of the documents begin with the first.
  const documents = { incoming: 0, outgoing: 0, internal: 0 };
  const { signIns } = await seedDemo(database.ownerUrl, { today: cityDay(new Date()), now: new Date(), documents });
  const names = Array.from({ length: workers }, (_, n) => (n === 0 ? "vong_lau" : `vong_lau_${n + 1}`));
  await copy("spare", "hostile", ...names.slice(1));

  mkdirSync(artefacts, { recursive: true });
  for (const name of readdirSync(artefacts).filter((file) => file.endsWith(".log"))) rmSync(join(artefacts, name));
  const places = await Promise.all(
    names.map(async (name, n) => {
      const cameras = await freePort();
      return startPlace(`city-${n + 1}`, addresses(name), {
        // A test that has cameras opens them here: one port for all, one by name and password.
        CAMERA_NETWORKS: `127.0.0.0/8:${cameras},127.0.0.0/8:${cameras + 1}`,
        EXCHANGE_HOSTS: `127.0.0.1:${await freePort()}`,
        PACKETS_DIR: join(dir, `packets-${n + 1}`),
        // A test that signs opens the service here.
        SIGNER_URL: `http://127.0.0.1:${await freePort()}/csc/v2`,
      });
    }),
  );
  writeFileSync(
    join(artefacts, "city.json"),
    JSON.stringify({
      signIns,
      cities: places.map(({ url, settings, logs }, n) => ({ url, settings, logs, ...addresses(names[n] ?? "") })),
      bare: addresses("bare"),
      spare: addresses("spare"),
      hostile: addresses("hostile"),
    }),
  );
  return async () => {
    await Promise.all(places.map((place) => place.stop()));
    await database.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
