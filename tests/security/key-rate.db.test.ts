import { afterAll, beforeAll, expect, test } from "vitest";
import { foundCity } from "../city";
import { mintKey } from "./callers";
import { type House, openHouse } from "./house";

let house: House;
beforeAll(async () => {
  process.env.KEY_REQUESTS_PER_MINUTE = "25";
  await foundCity();
  house = await openHouse();
});
afterAll(() => house.close());

test("T-25: a key that asks too fast is told when to come back, whatever it writes into its headers; another key goes on", async () => {
  const [greedy, modest] = [await mintKey(["overview.view"]), await mintKey(["overview.view"])];
  const ask = (key: string, n: number, path = "/api/v1/units") =>
    house.ask({
      method: "GET",
      path,
      headers: {
        authorization: `Bearer ${key}`,
        "x-forwarded-for": `203.0.113.${n}`,
        "x-real-ip": `198.51.100.${n}`,
        cookie: `a=${n}`,
      },
    });
  // A kept answer is no way around it.
  const paths = ["/api/v1/units", "/api/v1/sectors", "/api/v1/overview?from=2026-01-01&to=2026-03-31"];
  const answers = [];
  for (let n = 0; n < 40; n += 1) answers.push(await ask(greedy, n, paths[n % paths.length]));
  expect(answers.map((a) => a.status)).toEqual([...Array(25).fill(200), ...Array(15).fill(429)]);
  const refused = answers[39];
  expect(JSON.parse(refused?.text ?? "")).toMatchObject({ code: "too-many-requests", status: 429 });
  expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
  expect(Number(refused?.headers["retry-after"])).toBeLessThanOrEqual(60);
  expect((await ask(modest, 0)).status).toBe(200);
});
