import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as route from "@/app/api/v1/look-up/route";
import { LookUpAnswer, leastMs, lookUpLimits } from "@/lib/citizens/model";
import { lookUp } from "@/lib/citizens/queries";
import { asOwner, foundCity, procedure } from "../city";
import { type House, type HttpAnswer, openHouse } from "../security/house";
import { ask, forgetTries, fresh, solved, withReceipt } from "./asking";
import { accepted } from "./people";
import { mannWhitney } from "./statistics";

let house: House;
/** The same behind a proxy of ours, which tells the address each request comes from. */
let behindProxy: House;
beforeAll(async () => {
  await foundCity();
  house = await openHouse({ openPagesPerMinute: 100_000 });
  behindProxy = await openHouse({ openPagesPerMinute: 100_000 }, 1);
});
afterAll(() => Promise.all([house.close(), behindProxy.close()]));
beforeEach(forgetTries);

/** Runs something as if nobody counted wrong tries. */
async function withoutLimits<T>(run: () => Promise<T>): Promise<T> {
  const kept = { ...lookUpLimits };
  const { codeProven, addressProven, rangeProven, inAllProven, codeDigitsPerDay } = lookUpLimits;
  for (const name of Object.keys({ codeProven, addressProven, rangeProven, inAllProven, codeDigitsPerDay }))
    Object.assign(lookUpLimits, { [name]: Number.POSITIVE_INFINITY });
  try {
    return await run();
  } finally {
    Object.assign(lookUpLimits, kept);
  }
}

const bySubmit = (body: unknown, headers: Record<string, string> = {}) =>
  house.ask({ method: "POST", path: "/api/v1/look-up", body: JSON.stringify(body), headers });
/** Behind the front door, which tells the address. */
async function byRoute(body: unknown, from = "192.0.2.77") {
  const headers = { "x-client-address": from, "content-type": "application/json", "sec-fetch-site": "same-origin" };
  const request = new Request("http://localhost:3000/api/v1/look-up", { method: "POST", headers, body: JSON.stringify(body) });
  const response = await route.POST(request, { params: Promise.resolve({}) });
  return { status: response.status, text: await response.text() };
}
/** All an answer says, but for what is another in every answer. */
function told({ status, text, headers: { date, "x-request-id": id, "content-security-policy": csp, ...rest } }: HttpAnswer) {
  expect([typeof date, typeof id, typeof csp]).toEqual(["string", "string", "string"]);
  return JSON.stringify([status, text, rest]);
}

describe("T-02: wrong code, wrong factor, not public", () => {
  test("are one answer: same status, same headers, same bytes", async () => {
    const { code } = await accepted();
    const sensitive = await accepted({ procedureId: procedure.birth });
    await asOwner((c) => c.query("update procedure set is_sensitive = true where id = $1", [procedure.birth]));
    const asked = [
      { code, factor: "0000" },
      { code, factor: "7KQ2M-9XTAB" },
      { code: "H22.15.7-261005-9999", factor: "5678" },
      { code: "A01.1-200101-0001", factor: "5678" },
      { code: sensitive.code, factor: "5678" },
    ];
    const answers = [];
    for (const body of asked) answers.push(await bySubmit(body));
    await asOwner((c) => c.query("update procedure set is_sensitive = false where id = $1", [procedure.birth]));
    expect(new Set(answers.map(told)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, text: '{"is":"not-found"}' });
    // As a page without a script is answered: the same, and a cookie of the same length.
    const forms = [];
    for (const body of asked)
      forms.push(
        await house.ask({
          method: "POST",
          path: "/api/v1/look-up",
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams({ code: body.code ?? "", factor: body.factor }).toString(),
        }),
      );
    expect(new Set(forms.map((a) => `${a.status} ${a.headers.location} ${a.headers["set-cookie"]?.length} ${a.text}`)).size).toBe(
      1,
    );
    expect(forms[0]).toMatchObject({ status: 303, headers: { location: "/look-up", "cache-control": "no-store" } });
  });
});

describe("T-03: guessing", () => {
  test("ten wrong tries for a code are free; then work is asked for, of the citizen too, and is soon done", async () => {
    const { code } = await accepted();
    const wrong = await Promise.all(Array.from({ length: lookUpLimits.codeProven }, () => ask(code, "0000")));
    expect(wrong).toEqual(Array(lookUpLimits.codeProven).fill({ is: "not-found" }));
    const from = fresh();
    const asked = LookUpAnswer.parse(await ask(code, "5678", from));
    if (asked.is !== "prove") throw new Error(asked.is);
    const began = performance.now();
    const proof = solved(asked.challenge);
    expect(await ask(code, "5678", from, proof)).toMatchObject({ is: "found" });
    expect(performance.now() - began).toBeLessThan(5_000);
    // A proof is good once, for this code and this address only.
    expect(await ask(code, "5678", from, proof)).toMatchObject({ is: "prove" });
    const again = LookUpAnswer.parse(await ask(code, "5678", from));
    if (again.is !== "prove") throw new Error(again.is);
    expect(await ask(code, "5678", fresh(), solved(again.challenge))).toMatchObject({ is: "prove" });
    expect(await ask(code, "5678", from, { token: again.challenge.token, answer: "1" })).toMatchObject({ is: "prove" });
    expect(await ask(code, "5678", from, { token: `${again.challenge.token}A`, answer: "1" })).toMatchObject({ is: "prove" });
  });

  test("without a script one waits a minute instead, one wait at a time for an address", async () => {
    const { code } = await accepted();
    await Promise.all(Array.from({ length: 10 }, () => ask(code, "0000")));
    const from = fresh();
    const at = (seconds: number) => new Date(Date.parse("2026-11-26T03:00:00Z") + seconds * 1_000);
    const tryAt = (seconds: number, token?: string) =>
      lookUp({ code: code ?? "", factor: "5678", ...(token ? { token } : {}) }, from, at(seconds)).then((r) => r.answer);
    const challenges = [await tryAt(0), await tryAt(0)].map((a) => (a.is === "prove" ? a.challenge : null));
    expect(challenges[0]?.waitUntil).toBe(at(60).toISOString());
    expect(await tryAt(59, challenges[0]?.token)).toMatchObject({ is: "prove" });
    expect(await tryAt(60, challenges[0]?.token)).toMatchObject({ is: "found" });
    expect(await tryAt(61, challenges[1]?.token)).toMatchObject({ is: "prove" });
    expect(await tryAt(10 * 60 + 1, challenges[1]?.token)).toMatchObject({ is: "prove" });
  });

  test("an address is slowed after ten wrong tries and refused after sixty; a right one is not counted", async () => {
    const { code } = await accepted();
    const from = fresh();
    for (let n = 0; n < 12; n += 1) expect(await ask(code, "5678", from)).toMatchObject({ is: "found" });
    const wrong = (n: number) => ask(`H22.15.7-261005-${5000 + n}`, "5678", from);
    const many = (first: number, length: number) => Promise.all(Array.from({ length }, (_, n) => wrong(first + n)));
    expect((await many(0, 10)).map((a) => a.is)).toEqual(Array(10).fill("not-found"));
    const others = lookUpLimits.addressRefused - 10;
    expect((await many(10, others)).map((a) => a.is)).toEqual(Array(others).fill("prove"));
    await expect(wrong(99)).rejects.toMatchObject({ kind: "too-many", code: "too-many-look-ups" });
    // Others go on.
    expect(await ask(code, "5678")).toMatchObject({ is: "found" });
  });

  test("a range (/24) is slowed after fifty wrong tries, from however many addresses", async () => {
    const wrong = (n: number) => ask(`H22.15.7-261005-${6000 + n}`, "5678", `203.0.113.${n % 250}`);
    for (let n = 0; n < lookUpLimits.rangeProven; n += 10)
      for (const answer of await Promise.all(Array.from({ length: 10 }, (_, i) => wrong(n + i))))
        expect(answer.is).toBe("not-found");
    expect((await wrong(51)).is).toBe("prove");
    expect((await ask("H22.15.7-261005-7000", "5678", "203.0.114.1")).is).toBe("not-found");
  });

  test("after fifty wrong tries in a day digits of a number are no longer taken for a code; the receipt's code still is", async () => {
    const { code, secret } = await withReceipt();
    await ask(code, "0000");
    await asOwner((c) =>
      c.query("update rate_limit set points = $1 where key like 'look-up-code-day%'", [lookUpLimits.codeDigitsPerDay]),
    );
    expect(await ask(code, "5678")).toEqual({ is: "not-found" });
    expect(await ask(code, secret)).toMatchObject({ is: "found" });
  });

  describe("1,000 guesses from 500 addresses, two of them right", () => {
    /** The n-th guess: the ends of the phone number and of the identity number are the 357th and the 692nd. */
    const guess = (n: number) => String(n % 2 ? 2_000 + (n >> 1) : 5_500 + (n >> 1));
    const from = (n: number) => `172.${16 + (n % 2)}.${(n >> 1) % 250}.9`;
    const flood = (code: string | null, first: number, end: number) =>
      Promise.all(
        Array.from({ length: end - first }, (_, i) =>
          ask(code, guess(first + i), from(first + i)).then(
            (answer) => answer.is,
            (refusal) => String(refusal.code),
          ),
        ),
      );

    test("find nothing; the owner of that very dossier is served meanwhile, for a second of work at the most", async () => {
      const { code, secret } = await withReceipt();
      const all = new Set(Array.from({ length: 1_000 }, (_, n) => guess(n)));
      expect([all.size, all.has("5678"), all.has("2345")]).toEqual([1_000, true, true]);
      const answers = new Map<string, number>();
      const owner = fresh();
      for (let n = 0; n < 1_000; n += 50) {
        const flooding = flood(code, n, n + 50);
        // Once the code is worth guessing no more, its owner comes, again and again.
        if (n % 150 === 50) {
          const asked = LookUpAnswer.parse(await ask(code, secret, owner));
          if (asked.is !== "prove") throw new Error(asked.is);
          // Half a million hashes at the most on the average: what a phone does in a second.
          expect(asked.challenge.bits).toBeLessThanOrEqual(19);
          expect(await ask(code, secret, owner, solved(asked.challenge))).toMatchObject({ is: "found" });
        }
        for (const answer of await flooding) answers.set(answer, (answers.get(answer) ?? 0) + 1);
      }
      expect(Object.fromEntries(answers)).toEqual({
        "not-found": lookUpLimits.codeProven,
        prove: 1_000 - lookUpLimits.codeProven,
      });
      // Control: where nobody counts, the right guess is found.
      const unlimited = await withoutLimits(() => flood(code, 340, 370));
      expect(unlimited.filter((is) => is === "found")).toHaveLength(1);
    });
  });
});

test("T-01: walking 10,000 codes in a row tells nothing of anybody, and ends in refusals", async () => {
  const real = await accepted();
  const statuses = new Map<number, number>();
  const bodies = new Set<string>();
  for (let n = 1; n <= 10_000; n += 16) {
    const asked = Array.from({ length: 16 }, (_, i) => `H22.15.7-261005-${String(n + i).padStart(4, "0")}`);
    for (const { status, text } of await Promise.all(asked.map((code) => byRoute({ code, factor: "0001" })))) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 200) bodies.add(text.replace(/"challenge":.*/, ""));
      expect(text).not.toMatch(/applicant|\*\*\*|Trần Phú/);
    }
  }
  expect([...bodies].sort()).toEqual(['{"is":"not-found"}', '{"is":"prove",']);
  expect(statuses.get(200)).toBe(lookUpLimits.addressRefused);
  expect(statuses.get(429)).toBeGreaterThan(9_900);
  expect(real.code).toMatch(/^H22\.15\.7-261005-/);
}, 60_000);

test("T-04: 200 ways to say another address are one address", async () => {
  const names = [
    "x-forwarded-for",
    "x-real-ip",
    "forwarded",
    "x-client-address",
    "client-ip",
    "true-client-ip",
    "x-originating-ip",
    "cf-connecting-ip",
  ];
  const values = [...Array.from({ length: 23 }, (_, n) => `198.51.${n}.7`), "::1", "for=192.0.2.60"];
  const variants = names.flatMap((name) => values.map((value) => ({ [name]: value })));
  expect(variants).toHaveLength(200);
  let refused = 0;
  for (const [n, headers] of variants.entries()) {
    const { status } = await bySubmit({ code: `H22.15.7-261005-${9000 + n}`, factor: "5678" }, headers);
    if (status === 429) refused += 1;
  }
  expect(refused).toBe(200 - lookUpLimits.addressRefused);
  const keys = await asOwner((c) => c.query("select key from rate_limit where key like 'look-up-address%'"));
  expect(keys.rows).toHaveLength(1);
  // Keys hold nothing a client wrote.
  const all = await asOwner((c) => c.query("select key from rate_limit where key like 'look-up%'"));
  for (const { key } of all.rows) expect(key).toMatch(/^look-up-[a-z-]+:[\w-]{43}$/);
});

/** Last in its file: the process counts these thousand in all. */
describe("T-02: what exists and what does not", () => {
  /** 500 dossiers' worth of wrong tries for codes that exist and as many for codes that do not, over HTTP, taking turns. */
  async function measure(codes: readonly (string | null)[]): Promise<[number[], number[]]> {
    const times: [number[], number[]] = [[], []];
    const answers = new Set<string>();
    const one = async (isReal: boolean, n: number, round: number) => {
      const code = isReal ? codes[n % codes.length] : `H22.15.7-261005-${4_000 + ((round * each + n) % 5_000)}`;
      const answer = await behindProxy.ask({
        method: "POST",
        path: "/api/v1/look-up",
        headers: { "x-forwarded-for": fresh() },
        body: JSON.stringify({ code, factor: "0000" }),
      });
      times[isReal ? 0 : 1].push(answer.ms);
      answers.add(told(answer));
    };
    const each = 8;
    for (let round = 0; times[0].length < 500; round += 1) {
      // Which of the two comes first changes, so that neither always meets the other's wake.
      await Promise.all(Array.from({ length: 2 * each }, (_, n) => one((round + n) % 2 === 0, n >> 1, round)));
      await forgetTries();
    }
    expect([...answers]).toHaveLength(1);
    return times;
  }

  test("500 codes that exist and 500 that do not: one answer to the byte, in a time that tells nothing (Mann-Whitney)", async () => {
    const codes = await Promise.all(Array.from({ length: 4 }, async () => (await accepted()).code));
    const [real, none] = await withoutLimits(() => measure(codes));
    expect(Math.min(...real, ...none)).toBeGreaterThanOrEqual(leastMs - 2);
    // One in a hundred pairs of the same source is as far apart as this; a difference that is there is there a second time.
    const [again, anew] = mannWhitney(real, none) > 0.01 ? [real, none] : await withoutLimits(() => measure(codes));
    expect(mannWhitney(again, anew)).toBeGreaterThan(0.01);
    // Control: of these very times, half of the half that lies in the middle would be seen.
    const sorted = [...real].sort((a, b) => a - b);
    const middle = (sorted[375] ?? 0) - (sorted[125] ?? 0);
    expect(
      mannWhitney(
        real.map((ms) => ms + middle / 2),
        none,
      ),
    ).toBeLessThan(0.001);
    console.info(`T-02: ${middle.toFixed(2)} ms hold the middle half; p = ${mannWhitney(real, none).toFixed(3)}`);
  }, 60_000);
});
