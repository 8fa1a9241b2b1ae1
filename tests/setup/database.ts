import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { disconnect } from "@/lib/db/client";
import { onOverlap } from "./overlap";

/** Gives this test file a database of its own, copied from the migrated template, and the environment to find it. */
const name = `${inject("template")}_${process.pid}_${Date.now().toString(36)}`;
const owner = new URL(inject("ownerUrl"));
const admin = new pg.Client({ connectionString: owner.toString() });
await admin.connect();
// Copying a template takes a lock on it: files that start together wait for each other.
await admin.query("select pg_advisory_lock(20261122)");
await admin.query(`create database ${name} template ${inject("template")}`);
await admin.query("select pg_advisory_unlock(20261122)");
await admin.end();

owner.pathname = `/${name}`;
const app = new URL(owner);
app.username = "vong_lau";
app.password = "only-for-tests";
Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: app.toString(),
  MIGRATION_DATABASE_URL: owner.toString(),
  PUBLIC_URL: "http://localhost:3000",
  APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
  FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
  DATA_DIR: mkdtempSync(join(tmpdir(), "vong-lau-data-")),
  LOG_LEVEL: "silent",
  EXCHANGE_HOSTS: "portal.example:443",
});
const overlaps: Error[] = [];
onOverlap((warning) => overlaps.push(warning));
afterAll(async () => {
  await disconnect();
  if (overlaps[0]) throw overlaps[0];
});
