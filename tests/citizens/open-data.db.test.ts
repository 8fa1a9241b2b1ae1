import { afterAll, beforeAll, expect, test } from "vitest";
import { rateDossier } from "@/lib/citizens/commands";
import { OpenData } from "@/lib/citizens/model";
import { ratingTokenOf } from "@/lib/citizens/queries";
import { asOwner, foundCity, unit } from "../city";
import { as } from "../security/acts";
import { routes } from "../security/callers";
import { type House, openHouse } from "../security/house";
import { returned, returnedAt } from "./people";

let house: House;
const get = (path: string, headers: Record<string, string> = {}) => house.ask({ method: "GET", path, headers });
beforeAll(async () => {
  await foundCity();
  house = await openHouse({ openPagesPerMinute: 10_000 });
  // Seven dossiers of phường Trần Phú, received, finished and returned in October, six of them rated, five satisfied.
  for (let n = 0; n < 7; n += 1) {
    const { id } = await returned();
    if (n < 6)
      await rateDossier(
        { token: ratingTokenOf({ id, returnedAt }), score: n < 5 ? 5 : 1, comment: "Ý kiến riêng" },
        new Date("2026-10-20T03:00:00Z"),
      );
  }
  await asOwner((c) => c.query("select fold_dossier_cells(10000000)"));
});
afterAll(() => house.close());

test("the figures of a month: guarded counts, no share of few, as of when, dictionary and terms", async () => {
  const answer = await get("/api/v1/transparency?period=2026-10");
  expect(answer.status, answer.text).toBe(200);
  const data = OpenData.parse(JSON.parse(answer.text));
  expect(data).toMatchObject({ period: "2026-10", from: "2026-10-01", to: "2026-10-31", publisher: "Thành phố Hà Giang" });
  const ward = data.units.find((u) => u.name.includes("Trần Phú"));
  const commune = data.units.find((u) => u.name.includes("Phương Độ"));
  for (const measure of ["received", "resolved", "early", "rated"] as const) expect([5, 10]).toContain(ward?.counts[measure]);
  expect(ward?.counts).toMatchObject({ onTime: null, late: null, overdue: null, satisfied: 5 });
  expect([ward?.onTimePermille, ward?.satisfiedPermille]).toEqual([null, null]);
  expect(Object.values(commune?.counts ?? {})).toEqual(Array(8).fill(null));
  expect(data.dictionary).toHaveLength(10);
  expect(data.licence).toContain("47/2020");
  expect(data.guard).toContain("<5");
  // The same figure is the same whoever asks and whenever; nothing anybody wrote is in it.
  expect((await get("/api/v1/transparency?period=2026-10", { cookie: await as("leader") })).text).toBe(answer.text);
  expect(answer.text).not.toContain("riêng");
  expect(unit.tranPhu).toBe(3);
});

test("as files: a byte-order mark, the terms and the dictionary above the rows; English where the address says so", async () => {
  const csv = await get("/api/v1/transparency/table.csv?period=2026-10&lang=en");
  expect(csv.text.startsWith("\ufeff")).toBe(true);
  expect(csv.text).toContain(
    "Unit;Received;Resolved;Early;On the day;Late;On-time rate;Overdue now;Ratings;Satisfied;Satisfaction\r\n",
  );
  expect(csv.text).toMatch(/Trần Phú;(5|10);(5|10);(5|10);<5;<5;–;<5;(5|10);5;–\r\n/);
  expect(csv.text).toContain("CC BY 4.0");
  const xlsx = await get("/api/v1/transparency/table.xlsx?period=2026-10");
  expect([xlsx.status, xlsx.text.slice(0, 2)]).toEqual([200, "PK"]);
  expect(xlsx.headers["content-disposition"]).toBe('attachment; filename="cong-khai-2026-10.xlsx"');
});

test("a period that has not begun or is none is refused in words", async () => {
  for (const [period, status] of [
    ["2099", 422],
    ["2026-13", 400],
    ["x", 400],
  ] as const) {
    const answer = await get(`/api/v1/transparency?period=${period}`);
    expect([period, answer.status, answer.headers["cache-control"]]).toEqual([period, status, "no-store"]);
  }
});

/** T-05: of all there is only the open figures may be kept by anybody, and only where they were told. */
test("every answer is no-store, whoever asks, but the open figures", async () => {
  const cookies = ["", await as("leader"), await as("admin")];
  const kept = new Set<string>();
  for (const { method, handler } of routes) {
    if (method !== "GET") continue;
    const path = handler.declaration.path.replace(/\{\w+\}/g, "1");
    for (const cookie of cookies)
      for (const query of ["", "?surely=nobody"]) {
        const { status, headers } = await get(`${path}${query}`, cookie ? { cookie } : {});
        if (headers["cache-control"] !== "no-store") kept.add(`${handler.declaration.id} ${status} ${headers["cache-control"]}`);
        expect(headers.vary ?? "accept-encoding", path).toBe("accept-encoding");
      }
  }
  expect([...kept].sort()).toEqual(
    ["transparency.csv", "transparency.read", "transparency.xlsx"].map((id) => `${id} 200 public, max-age=600`),
  );
  for (const path of [
    "/look-up",
    "/rating/x",
    "/transparency",
    "/api/v1/transparency/nothing",
    "/api/v1/look-up/x.css",
    "/api/v1/transparency/table.csv/x.css",
  ])
    expect([path, (await get(path)).headers["cache-control"]]).toEqual([path, "no-store"]);
});
