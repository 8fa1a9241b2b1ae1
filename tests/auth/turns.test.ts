import { expect, test } from "vitest";
import { turns } from "@/lib/auth/factors/turns";

test("so many at a time, so many wait in their order, the rest are told to come again; what fails gives its turn on", async () => {
  const inTurn = turns(3, 5);
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const act = (n: number) =>
    inTurn(async () => {
      begun.push(n);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
      if (n % 2) throw new Error("failed");
      return n;
    });
  const told = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => act(n)));
  expect(most).toBe(3);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(told.slice(8).map((one) => (one.status === "rejected" ? one.reason.code : "in"))).toEqual(Array(4).fill("unavailable"));
  expect(await act(20)).toBe(20);
});
