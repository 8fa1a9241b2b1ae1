import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { networkOf } from "../rules";

const quarterHour = 15 * 60;
const counter = (keyPrefix: string, points: number) =>
  new RateLimiterPostgres({
    // The pool is looked up at each use: it may have been closed and opened again since.
    storeClient: { query: (query: { text: string; values: unknown[] }) => pool().query(query) },
    storeType: "client",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix,
    points,
    duration: quarterHour,
  });

/** So many failures within a quarter of an hour, from wherever, are no typing errors: somebody is to look. */
export const floodFailures = 200;

let counters: { perLogin: RateLimiterPostgres; perNetwork: RateLimiterPostgres; inAll: RateLimiterPostgres } | undefined;
function limits() {
  counters ??= { perLogin: counter("sign-in", 5), perNetwork: counter("network", 100), inAll: counter("network", floodFailures) };
  return counters;
}

/** Keys are hashes of what the server itself worked out, so that no text of a client is stored or can choose a bucket. */
const keyOf = (...parts: string[]) => createHash("sha256").update(parts.join("\0")).digest("base64url");

/**
 * One attempt, counted before anything is hashed: attempts sent together cannot all slip through. A success gives it back.
 * Throws `too-many` after 5 failures in 15 minutes for a login from a network, or 100 from the network.
 */
export async function countAttempt(
  login: string,
  address: string,
): Promise<{ forget(): Promise<void>; giveBack(): Promise<void> }> {
  const network = networkOf(address);
  const { perLogin, perNetwork } = limits();
  const loginKey = keyOf(login, network);
  const networkKey = keyOf(network);
  await take(perLogin, loginKey);
  await take(perNetwork, networkKey);
  return {
    async forget() {
      await perLogin.delete(loginKey);
      await perNetwork.reward(networkKey, 1);
    },
    async giveBack() {
      await perLogin.reward(loginKey, 1);
      await perNetwork.reward(networkKey, 1);
    },
  };
}

async function take(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes)
      throw new AppError("too-many", "too-many-sign-ins", { retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) });
    throw refusal;
  }
}

/** Counts one more refused sign-in in the whole city. True for the one that makes it a flood, once a quarter of an hour. */
export async function beginsFlood(): Promise<boolean> {
  const { inAll } = limits();
  try {
    return (await inAll.consume(keyOf("all networks"))).consumedPoints === floodFailures;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false;
    throw refusal;
  }
}

let perKey: RateLimiterMemory | undefined;
/**
 * Counts a request of a machine's key. Throws `too-many` past KEY_REQUESTS_PER_MINUTE, with the seconds until it may come again. Counted in
 * this process: asking the database would cost every answer what the limit is to save.
 */
export async function countKeyRequest(keyId: number): Promise<void> {
  perKey ??= new RateLimiterMemory({ points: env().KEY_REQUESTS_PER_MINUTE, duration: 60 });
  try {
    await perKey.consume(keyId);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes)
      throw new AppError("too-many", "too-many-requests", { retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) });
    throw refusal;
  }
}
