import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env";
import { describeError, log } from "@/lib/log";
import { Prisma, PrismaClient } from "./generated/client";

export { Prisma };
export type Db = PrismaClient;
/** What a query may run on: the client itself or a transaction of it. */
export type Tx = Pick<PrismaClient, Exclude<keyof PrismaClient, `$${string}` | symbol>> &
  Pick<PrismaClient, "$queryRaw" | "$executeRaw">;

/** The role the application works as: it can insert into the audit log and the events, and never change them. */
export const applicationRole = "vong_lau_app";

type Shared = { pool: pg.Pool; db: PrismaClient };
const place = globalThis as typeof globalThis & { vongLauDb?: Shared };

function connect(): Shared {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL_SIZE,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    application_name: "vong-lau",
    options: `-c role=${applicationRole} -c timezone=UTC -c idle_in_transaction_session_timeout=180000 -c lock_timeout=15000`,
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on("error", (error) => log().warn({ error: describeError(error) }, "idle database connection lost"));
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { pool, db: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

/** One pool a process, shared by the front door and the framework's bundles. */
function shared(): Shared {
  place.vongLauDb ??= connect();
  return place.vongLauDb;
}
export const db = new Proxy({} as PrismaClient, {
  get(_, property) {
    const value = Reflect.get(shared().db, property);
    return typeof value === "function" ? value.bind(shared().db) : value;
  },
});
/** The driver itself, for what must be fast or streamed: COPY, LISTEN, the numbers. */
export const pool = (): pg.Pool => shared().pool;

export async function disconnect(): Promise<void> {
  const open = place.vongLauDb;
  place.vongLauDb = undefined;
  if (!open) return;
  await open.db.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}
