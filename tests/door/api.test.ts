import { afterAll, beforeAll, expect, test } from "vitest";
import { apiServer } from "@/lib/door/api";
import type { FrontDoor } from "@/lib/door/server";
import { hang, publicUrl, settle } from "./ring";

settle();
const say =
  (what: string) =>
  async (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response> =>
    Response.json({
      what,
      params: await context.params,
      url: request.url,
      body: request.method === "GET" ? "" : await request.text(),
    });
const long = { text: "hồ sơ ".repeat(2_000) };
const routes = [
  { path: "/api/v1/long", methods: { GET: async () => Response.json(long) } },
  { path: "/api/v1/things", methods: { GET: say("list"), POST: say("create") } },
  { path: "/api/v1/things/{id}", methods: { GET: say("one") } },
  { path: "/api/v1/things/special", methods: { GET: say("special") } },
  { path: "/api/v1/things/{id}/parts/{partId}", methods: { GET: say("part") } },
  {
    path: "/api/v1/file",
    methods: { GET: async () => new Response("a,b\r\n", { headers: { "content-type": "text/csv", "set-cookie": "a=1" } }) },
  },
];
let door: FrontDoor;
let url: string;
beforeAll(async () => {
  ({ door, url } = await hang({ api: apiServer(routes, publicUrl) }));
});
afterAll(() => door.drain());
const ask = async (path: string, init?: RequestInit) => {
  const answer = await fetch(`${url}${path}`, init);
  return {
    status: answer.status,
    headers: answer.headers,
    body: answer.status === 200 ? await answer.json() : await answer.json(),
  };
};

test("a route is found by its path, and a word of the path goes before a parameter", async () => {
  expect((await ask("/api/v1/things?q=1")).body).toEqual({
    what: "list",
    params: {},
    url: `${publicUrl}/api/v1/things?q=1`,
    body: "",
  });
  expect((await ask("/api/v1/things/7")).body).toMatchObject({ what: "one", params: { id: "7" } });
  expect((await ask("/api/v1/things/special")).body).toMatchObject({ what: "special" });
  expect((await ask("/api/v1/things/h%E1%BB%93/parts/2")).body).toMatchObject({ params: { id: "hồ", partId: "2" } });
});
test("what is not declared does not exist, and another method is named", async () => {
  for (const path of ["/api/v1/other", "/api/v1/things/", "/api/v1/things/1/parts", "/api/v1/", "/api/v1/constructor"])
    expect((await ask(path)).status, path).toBe(404);
  const wrong = await ask("/api/v1/things", { method: "DELETE", headers: { "sec-fetch-site": "same-origin" } });
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST"]);
});
test("a body goes in, a file and a cookie come out", async () => {
  const made = await ask("/api/v1/things", { method: "POST", body: "{}", headers: { "sec-fetch-site": "same-origin" } });
  expect(made.body).toMatchObject({ what: "create", body: "{}" });
  const file = await fetch(`${url}/api/v1/file`);
  expect([await file.text(), file.headers.getSetCookie()]).toEqual(["a,b\r\n", ["a=1"]]);
  const head = await fetch(`${url}/api/v1/file`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});
test("a long answer is packed for who can unpack it", async () => {
  const packed = await fetch(`${url}/api/v1/long`);
  expect([packed.headers.get("content-encoding"), await packed.json()]).toEqual(["gzip", long]);
  expect(Number(packed.headers.get("content-length"))).toBeLessThan(1_000);
  const plain = await fetch(`${url}/api/v1/long`, { headers: { "accept-encoding": "identity" } });
  expect([plain.headers.get("content-encoding"), await plain.json()]).toEqual([null, long]);
});
test("two declarations of one path are a fault of ours, found at the start", () => {
  expect(() => apiServer([...routes, { path: "/api/v1/things", methods: {} }], publicUrl)).toThrow("declared twice");
  expect(() => apiServer([...routes, { path: "/api/v1/things/{code}/x", methods: {} }], publicUrl)).toThrow(
    "calls this parameter",
  );
});
