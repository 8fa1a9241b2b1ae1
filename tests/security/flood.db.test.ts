import { beforeAll, expect, test } from "vitest";
import { signInByPassword } from "@/lib/auth/commands";
import { floodFailures } from "@/lib/auth/factors/limiter";
import { givePassword, goodPassword } from "../auth/people";
import { asOwner, foundCity } from "../city";

beforeAll(async () => {
  await foundCity();
  await givePassword("officer");
});
const alarms = async (): Promise<number> => {
  const { rows } = await asOwner((c) => c.query("select count(*)::int as n from audit_entry where action = 'sign-in.flood'"));
  return Number(rows[0].n);
};
const guess = (login: string, address: string) =>
  signInByPassword({ login, password: "not this one" }, { address, userAgent: null }, new Date()).catch(() => undefined);

test("T-08: guessing from many networks is noticed once, keeps nobody out elsewhere, and a few typing errors are no alarm", async () => {
  for (let i = 0; i < 12; i += 1) await guess("mai", `203.0.113.${i}`);
  expect(await alarms()).toBe(0);
  // The counter of all networks is the only one that has heard of more than one of them; it goes on from just before the flood.
  const moved = await asOwner((c) => c.query("update rate_limit set points = $1 where points >= 12", [floodFailures - 5]));
  expect(moved.rowCount).toBe(1);
  for (let i = 0; i < 10; i += 1) await guess("mai", `198.51.100.${i}`);
  expect(await alarms()).toBe(1);
  const given = { login: "mai", password: goodPassword };
  await expect(signInByPassword(given, { address: "192.0.2.7", userAgent: null }, new Date())).resolves.toHaveProperty(
    "sessionId",
  );
});
