import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { applicationRole } from "@/lib/db/client";
import { deploy, drift, forgive, migrationNames, schemaFiles } from "./migrate/engine";

export { drift, forgive, migrationNames, schemaFiles };

/** graphile-worker keeps its tables under row-level security without a policy: only the owner would see a job. */
const openQueue = `
  grant usage on schema graphile_worker to ${applicationRole};
  grant select, insert, update, delete on all tables in schema graphile_worker to ${applicationRole};
  grant usage, select on all sequences in schema graphile_worker to ${applicationRole};
  grant execute on all functions in schema graphile_worker to ${applicationRole};
  do $$ declare place record; begin
    for place in select c.relname from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity loop
      execute format('drop policy if exists application on graphile_worker.%I', place.relname);
      execute format('create policy application on graphile_worker.%I to ${applicationRole} using (true) with check (true)', place.relname);
    end loop;
  end $$;`;

/**
 * Brings a database to this version: our migrations, the job queue's own schema, and the application's rights in it.
 * Returns the names of what was applied. `url` is the owner's address. Safe to repeat.
 */
export async function migrateAll(url: string): Promise<string[]> {
  const applied = await deploy(url);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
    await pool.query(openQueue);
  } finally {
    await pool.end();
  }
  return applied;
}
