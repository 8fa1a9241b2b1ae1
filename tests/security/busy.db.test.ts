import { availableParallelism } from "node:os";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { signInByPassword } from "@/lib/auth/commands";
import { pool } from "@/lib/db/client";
import type { AppError } from "@/lib/errors";
import { givePassword, goodPassword } from "../auth/people";
import { foundCity } from "../city";
import { as } from "./acts";
import { type House, openHouse } from "./house";

const hashing = vi.hoisted(() => ({ now: 0, most: 0 }));
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  const verify: typeof real.verify = async (...given) => {
    hashing.now += 1;
    hashing.most = Math.max(hashing.most, hashing.now);
    return real.verify(...given).finally(() => {
      hashing.now -= 1;
    });
  };
  return { ...real, verify };
});

let house: House;
beforeAll(async () => {
  await foundCity();
  await givePassword("officer");
  house = await openHouse();
});
afterAll(() => house.close());

const p95 = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
const overview = "/api/v1/overview?from=2026-01-01&to=2026-03-31";
/** How long others wait while `isOver` is not yet so. The answer is packed, so it needs the threads that hash as well. */
async function waits(isOver: () => boolean): Promise<number[]> {
  const cookie = await as("leader");
  const times: number[] = [];
  while (!isOver() || times.length < 20) {
    const answer = await house.ask({ method: "GET", path: overview, headers: { cookie, "accept-encoding": "gzip" } });
    expect([answer.status, answer.headers["content-encoding"]]).toEqual([200, "gzip"]);
    times.push(answer.ms);
  }
  return times;
}
const guess = (n: number) =>
  signInByPassword(
    { login: `ai-do-${n}`, password: "not this one" },
    { address: `10.0.${n >> 8}.${n & 255}`, userAgent: null },
    new Date(),
  ).then(
    () => "in",
    (error: AppError) => error.code,
  );

test("sixty sign-ins at once are all answered, and meanwhile others are served as if there were none", async () => {
  const quiet = p95(await waits(() => true));
  let isOver = false;
  const flood = Promise.all(Array.from({ length: 60 }, (_, n) => guess(n))).then((codes) => {
    isOver = true;
    return codes;
  });
  let waiting = 0;
  const watch = setInterval(() => {
    waiting = Math.max(waiting, pool().waitingCount);
  }, 1);
  const busy = p95(await waits(() => isOver));
  clearInterval(watch);
  expect(new Set(await flood)).toEqual(new Set(["bad-credentials"]));
  // One processor and most of the connections are left to the others.
  expect(hashing.most).toBe(Math.max(1, Math.min(4, availableParallelism() - 1)));
  expect(waiting).toBeLessThan(10);
  expect(busy, `${quiet.toFixed(0)} ms in quiet`).toBeLessThan(1_000 + 2 * quiet);
  const given = { login: "mai", password: goodPassword };
  expect(await signInByPassword(given, { address: "10.9.9.9", userAgent: null }, new Date())).toHaveProperty("sessionId");
}, 60_000);
