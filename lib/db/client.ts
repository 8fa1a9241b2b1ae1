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

/**
 * How long a statement may run, wait for a lock, or leave its transaction idle. Whoever answers people cuts off early, so that
 * one bad question cannot take every connection; background work copies and folds for minutes.
 */
const patience = {
  pages: "-c statement_timeout=10000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000",
  work: "-c statement_timeout=600000 -c lock_timeout=15000 -c idle_in_transaction_session_timeout=180000",
};

/**
 * Connections beside those for asking: in the worker each round and each job holds one for its lock for as long as it takes (lib/worker/turns),
 * and the queue one to listen. Counted among the others they would leave none for the work itself.
 */
const held = { pages: 0, work: 10 };

/**
 * A transaction has one connection, and its relations are read all at once: here they wait for each other, so that the driver, which will
 * not have it in its next version, is asked one thing at a time.
 */
class OneAtATime extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const begin = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => {
      const transaction = await begin(level);
      let last: Promise<unknown> = Promise.resolve();
      const after = <I, O>(ask: (query: I) => Promise<O>) => {
        return (query: I): Promise<O> => {
          const own = last.then(() => ask(query));
          last = own.catch(() => undefined);
          return own;
        };
      };
      transaction.queryRaw = after(transaction.queryRaw.bind(transaction));
      transaction.executeRaw = after(transaction.executeRaw.bind(transaction));
      return transaction;
    };
    return adapter;
  }
}

function connect(duty: keyof typeof patience): Shared {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL_SIZE + held[duty],
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    application_name: "vong-lau",
    options: `-c role=${applicationRole} -c timezone=UTC ${patience[duty]}`,
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on("error", (error) => log().warn({ error: describeError(error) }, "idle database connection lost"));
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { pool, db: new PrismaClient({ adapter: new OneAtATime(pool) }) };
}

/** One pool a process, shared by the front door and the framework's bundles. */
function shared(): Shared {
  place.vongLauDb ??= connect("work");
  return place.vongLauDb;
}
/** Opens this process's pool with the patience of what it does. Does nothing once a pool is there. */
export function connectFor(duty: keyof typeof patience): void {
  place.vongLauDb ??= connect(duty);
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
