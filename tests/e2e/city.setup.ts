import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { cityDay } from "@/lib/calendar/rules";
import { freePort, startEmbedded } from "@/lib/db/embedded";
import { seedDemo } from "@/prisma/seed/demo";
import { startApplication } from "./application";

const root = resolve(import.meta.dirname, "../..");

/** Starts the demo city as `npm run demo` does, on free ports and without durability, and tells the tests where it is. */
export default async function setup() {
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-e2e-"));
  const dataDir = mkdtempSync(join(tmpdir(), "vong-lau-e2e-data-"));
  const database = await startEmbedded({ dir, port: await freePort(), password: "only-for-tests", durable: false });
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = {
    NODE_ENV: "production" as const,
    DATABASE_URL: database.appUrl,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
    FIELD_KEY: Buffer.from("a-field-key-of-32-bytes-for-test").toString("base64"),
    DATA_DIR: dataDir,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: url,
    LOG_LEVEL: "warn",
  };
  Object.assign(process.env, settings);
  const { signIns } = await seedDemo(database.ownerUrl, { today: cityDay(new Date()), now: new Date() });
  const clean = async () => {
    await database.stop();
    for (const made of [dir, dataDir]) rmSync(made, { recursive: true, force: true });
  };
  const application = await startApplication(settings).catch(async (error: unknown) => {
    await clean();
    throw error;
  });
  writeFileSync(join(root, "tests/artefacts/city.json"), JSON.stringify({ url, ownerUrl: database.ownerUrl, signIns }));
  return async () => {
    await application.stop();
    await clean();
  };
}
