import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "@/lib/auth/rules";
import { pool } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { lookUpLimits as limits } from "../model";

const hour = 3_600;
const counter = (keyPrefix: string, points: number, duration: number) =>
  new RateLimiterPostgres({
    // The pool is looked up at each use: it may have been closed and opened again since.
    storeClient: { query: (query: { text: string; values: unknown[] }) => pool().query(query) },
    storeType: "client",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix,
    points,
    duration,
    // Whoever is over the limit is told so without asking the database again.
    inMemoryBlockOnConsumed: points + 1,
  });
const never = 1_000_000_000;
const make = () => ({
  perAddress: counter("look-up-address", limits.addressRefused, hour),
  perRange: counter("look-up-range", limits.rangeRefused, hour),
  perCode: counter("look-up-code", never, hour),
  perCodeDay: counter("look-up-code-day", never, 24 * hour),
  /** In this process: one row of a table that everybody counts in would hold everybody up. */
  inAll: new RateLimiterMemory({ keyPrefix: "look-up", points: never, duration: hour }),
  spent: counter("look-up-spent", 1, hour),
  waited: counter("look-up-waited", 1, limits.waitSeconds),
});
let made: ReturnType<typeof make> | undefined;
const counters = () => {
  made ??= make();
  return made;
};

/** Keys are hashes of what the server itself worked out, so that no text of a client is stored or can choose a bucket (SECURITY: T-04). */
const keyOf = (...parts: string[]) => createHash("sha256").update(parts.join("\0")).digest("base64url");

/** The range an address lies in: /24 of IPv4, /56 of IPv6. */
export function rangeOf(address: string): string {
  if (!ipaddr.isValid(address)) return "local";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString().split(".").slice(0, 3).join(".");
  const bytes = parsed.toByteArray().slice(0, 7);
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export type Tries = {
  addressKey: string;
  codeKey: string;
  /** Wrong tries within the hour, this one counted. */
  address: number;
  range: number;
  code: number;
  codeToday: number;
  inAll: number;
  /** It was right: it is not counted as wrong. */
  giveBack(): Promise<void>;
  /** It was not compared: it tells nothing against the code, but whoever goes on without a proof has used up a try. */
  spareCode(): Promise<void>;
};

/**
 * Counts one try before it is compared, so that tries sent together cannot all slip through: by address (an IPv6 /64 is one), by range, by code
 * whether there is such a dossier or not, and in all. Throws `too-many` over the limits of an address or a range.
 */
export async function countTry(address: string, codes: readonly [string, string]): Promise<Tries> {
  const { perAddress, perRange, perCode, perCodeDay, inAll } = counters();
  const addressKey = keyOf(networkOf(address));
  const rangeKey = keyOf(rangeOf(address));
  // One dossier has one key, in whichever order its code was typed.
  const codeKey = keyOf([...codes].sort().join(" "));
  const ofAddress = await take(perAddress, addressKey);
  const ofRange = await take(perRange, rangeKey);
  const [ofCode, ofDay, ofAll] = await Promise.all([take(perCode, codeKey), take(perCodeDay, codeKey), inAll.consume("all")]);
  const spareCode = async () => {
    await Promise.all([perCode.reward(codeKey, 1), perCodeDay.reward(codeKey, 1), inAll.reward("all", 1)]);
  };
  return {
    spareCode,
    ...{ addressKey, codeKey, address: ofAddress, range: ofRange, code: ofCode, codeToday: ofDay, inAll: ofAll.consumedPoints },
    async giveBack() {
      await Promise.all([perAddress.reward(addressKey, 1), perRange.reward(rangeKey, 1), spareCode()]);
    },
  };
}

/** A proof counts once, and of waiting there is one at a time for an address: who asks for ten challenges has waited once. */
export async function spend(token: string, how: "worked" | "waited", addressKey: string): Promise<boolean> {
  const { spent, waited } = counters();
  if (!(await isFirst(spent, keyOf(token)))) return false;
  return how === "worked" || isFirst(waited, addressKey);
}

async function take(limiter: RateLimiterPostgres, key: string): Promise<number> {
  try {
    return (await limiter.consume(key)).consumedPoints;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes)
      throw new AppError("too-many", "too-many-look-ups", {
        retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)),
      });
    throw refusal;
  }
}
async function isFirst(limiter: RateLimiterPostgres, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false;
    throw refusal;
  }
}
