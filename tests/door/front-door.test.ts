import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientAddress } from "@/lib/door/address";
import type { FrontDoor } from "@/lib/door/server";
import { get, hang, publicUrl, raw, settle } from "./ring";

settle();
let door: FrontDoor;
let port: number;
let url: string;
beforeAll(async () => {
  ({ door, port, url } = await hang());
});
afterAll(() => door.drain());

describe("T-29, T-43, T-80: what no honest client sends never reaches the pages", () => {
  const probes: [string, string, number][] = [
    ["an absolute address", get("http://127.0.0.1:1/admin"), 400],
    ["a protocol-relative address", get("//evil.example/admin"), 400],
    ["an address without its slash", get("admin"), 400],
    ["the star form", "OPTIONS * HTTP/1.1\r\nhost: localhost:3000\r\n\r\n", 405],
    ["a backslash", get("/\\evil.example"), 400],
    ["an encoded backslash", get("/..%5cetc"), 400],
    ["an encoded null", get("/a%00.png"), 400],
    ["an encoded line break", get("/a%0d%0ax: y"), 400],
    ["dot segments", get("/admin/../api/v1/users"), 400],
    ["encoded dot segments", get("/%2e%2e/%2e%2e/etc/passwd"), 400],
    ["an encoded slash", get("/a%2f..%2fb"), 400],
    ["a doubly encoded dot", get("/%252e%252e/"), 400],
    ["a double slash inside", get("/admin//users"), 400],
    ["a broken percent", get("/%E0%A4%A"), 400],
    ["raw bytes", get("/hồ-sơ"), 400],
    ["a fragment", get("/a#b"), 400],
    ["nine thousand characters", get(`/${"a".repeat(9_000)}`), 400],
    ["a server action", get("/", "next-action: 7f1b"), 400],
    ["a skipped middleware", get("/", "x-middleware-subrequest: middleware:middleware"), 400],
    ["a middleware's rewrite", get("/", "x-middleware-rewrite: http://127.0.0.1:1/"), 400],
    ["a middleware's headers", get("/", "x-middleware-override-headers: cookie"), 400],
    ["an invoked path", get("/", "x-invoke-path: /admin"), 400],
    ["an invoked status", get("/", "x-invoke-status: 200"), 400],
    ["a matched path", get("/", "x-matched-path: /admin"), 400],
    ["route matches", get("/", "x-now-route-matches: 1=admin"), 400],
    ["the old data road", get("/", "x-nextjs-data: 1"), 400],
    ["a resumed render", get("/", "next-resume: 1"), 400],
    ["a forwarded action", get("/", "x-action-forwarded: 1"), 400],
    ["a posted page", `POST / HTTP/1.1\r\nhost: localhost:3000\r\nsec-fetch-site: same-origin\r\ncontent-length: 0\r\n\r\n`, 405],
    ["a deleted page", "DELETE /dossiers/1 HTTP/1.1\r\nhost: localhost:3000\r\nsec-fetch-site: same-origin\r\n\r\n", 405],
    ["TRACE", "TRACE / HTTP/1.1\r\nhost: localhost:3000\r\n\r\n", 405],
    ["a body on a read", get("/", "content-length: 3").concat("abc"), 400],
    ["a chunked read", get("/", "transfer-encoding: chunked").concat("0\r\n\r\n"), 400],
    ["two lengths", "POST /api/v1/x HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd", 400],
    [
      "a length and chunks",
      "POST /api/v1/x HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
    ["two authorizations", get("/api/v1/units", "authorization: Bearer a", "authorization: Bearer b"), 400],
    ["no host", "GET / HTTP/1.1\r\n\r\n", 400],
    ["seventeen kilobytes of headers", get("/", `x-a: ${"a".repeat(17_000)}`), 431],
  ];
  test.each(probes)("%s", async (_, bytes, status) => {
    const answer = await raw(port, bytes);
    // Node itself answers what it cannot even parse: without our words, and without reaching us.
    expect(status === 431 ? [431, 400] : [status]).toContain(answer.status);
    expect(answer.body).not.toContain('"method"');
  });

  test("control: an honest page and an honest read pass", async () => {
    expect((await raw(port, get("/dossiers?q=%2e%2f%C4%91"))).status).toBe(200);
    expect((await raw(port, get("/dossiers/h%E1%BB%93-s%C6%A1"))).status).toBe(200);
    expect((await raw(port, get("/", "rsc: 1", "next-router-state-tree: x", "next-url: /"))).status).toBe(200);
  });

  test("an upgrade is cut off", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(get("/", "connection: upgrade", "upgrade: websocket", "sec-websocket-key: x", "sec-websocket-version: 13"));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    await once(socket, "close");
    expect(text).toBe("");
  });
});

test("nobody can say for us who they are or what we know", async () => {
  const spoofed = {
    "x-client-address": "10.0.0.1",
    "x-request-id": "mine",
    "x-request-path": "/admin",
    "x-nonce": "known",
    "content-security-policy": "script-src *",
    "x-forwarded-for": "10.0.0.2",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "for=10.0.0.3",
    "x-real-ip": "10.0.0.4",
    "x-original-url": "/admin",
    "x-http-method-override": "DELETE",
  };
  const answer = await fetch(`${url}/a?b=1`, { headers: spoofed });
  const reached = (await answer.json()) as { headers: Record<string, string> };
  expect(reached.headers["x-client-address"]).toBe("127.0.0.1");
  expect(reached.headers["x-request-path"]).toBe("/a?b=1");
  expect(reached.headers["x-request-id"]).toBe(answer.headers.get("x-request-id"));
  expect(reached.headers["content-security-policy"]).toBe(answer.headers.get("content-security-policy"));
  expect(reached.headers["content-security-policy"]).toContain(`'nonce-${reached.headers["x-nonce"]}'`);
  for (const name of [
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "forwarded",
    "x-real-ip",
    "x-original-url",
    "x-http-method-override",
  ])
    expect(reached.headers[name], name).toBeUndefined();
});

test("pages without a sign-in have a pace by network; past it one hears when to come again, and other pages go on", async () => {
  const paced = await hang({ limits: { openPagesPerMinute: 2 } });
  const ask = (path: string) => fetch(`${paced.url}${path}`);
  expect([(await ask("/procedures")).status, (await ask("/procedures/1.001193")).status]).toEqual([200, 200]);
  const refused = await ask("/procedures?text=a");
  expect([refused.status, (await refused.json()).code]).toEqual([429, "too-many-requests"]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await ask("/sign-in")).status).toBe(200);
  await paced.door.drain();
});

test("every answer carries the headers, whatever the pages behind say", async () => {
  for (const path of ["/", "/api/v1/units", "/api/health/live", "/api/v1/nothing", "/%00"]) {
    const { headers } = await fetch(`${url}${path}`);
    expect(headers.get("cache-control"), path).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("strict-transport-security")).toBeNull();
    const csp = headers.get("content-security-policy") ?? "";
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).toContain("default-src 'none'");
    expect(csp.split("; ").find((rule) => rule.startsWith("script-src "))).not.toMatch(/unsafe/);
  }
  const [a, b] = await Promise.all([fetch(`${url}/`), fetch(`${url}/`)]);
  expect(a.headers.get("content-security-policy")).not.toBe(b.headers.get("content-security-policy"));
  expect((await fetch(`${url}/_next/static/a.js`)).headers.get("cache-control")).toBe("public, max-age=9");
});

test("behind TLS the browser is told to stay there", async () => {
  const https = await hang({ publicUrl: "https://vonglau.example.gov.vn" });
  expect((await fetch(https.url)).headers.get("strict-transport-security")).toContain("max-age=31536000");
  await https.door.drain();
});

describe("a write comes from our own pages or with a key", () => {
  const origins: [string, Record<string, string>, number][] = [
    ["our page", { "sec-fetch-site": "same-origin" }, 200],
    ["our page in an older browser", { origin: publicUrl }, 200],
    ["a machine", { authorization: "Bearer vl_x" }, 200],
    ["nothing said", {}, 403],
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, 403],
    ["a sister site", { "sec-fetch-site": "same-site" }, 403],
    ["typed by hand", { "sec-fetch-site": "none" }, 403],
    ["another origin", { origin: "https://evil.example" }, 403],
    ["no origin at all", { origin: "null" }, 403],
    ["another port", { origin: "http://localhost:3001" }, 403],
    ["another site borrowing our origin", { "sec-fetch-site": "cross-site", origin: publicUrl }, 403],
    ["a basic login", { authorization: "Basic eDp5" }, 403],
  ];
  test.each(origins)("%s", async (_, headers, status) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      expect((await fetch(`${url}/api/v1/units`, { method, headers })).status, method).toBe(status);
  });
});

test("T-04: the address is the socket's, or what our own proxies saw", () => {
  const cases: [string, string | undefined, number, string][] = [
    ["127.0.0.1", "1.2.3.4", 0, "127.0.0.1"],
    ["::ffff:10.0.0.9", undefined, 0, "10.0.0.9"],
    ["10.0.0.9", "1.2.3.4", 1, "1.2.3.4"],
    ["10.0.0.9", "9.9.9.9, 1.2.3.4", 1, "1.2.3.4"],
    ["10.0.0.9", "9.9.9.9, 1.2.3.4, 10.0.0.8", 2, "1.2.3.4"],
    ["10.0.0.9", "1.2.3.4", 2, "10.0.0.9"],
    ["10.0.0.9", undefined, 1, "10.0.0.9"],
    ["10.0.0.9", "<script>", 1, "10.0.0.9"],
    ["10.0.0.9", "2001:db8::1", 1, "2001:db8::1"],
  ];
  for (const [socket, forwarded, trusted, address] of cases) expect(clientAddress(socket, forwarded, trusted)).toBe(address);
});

test("T-63: a dripping head, a dripping body and too many sockets are cut off", async () => {
  const small = await hang({ limits: { headersMs: 200, requestMs: 200, connectionsPerAddress: 4 } });
  const slowHead = connect(small.port, "127.0.0.1");
  slowHead.write("GET / HTTP/1.1\r\nhost: a\r\n");
  let head = "";
  slowHead.on("data", (chunk) => {
    head += chunk;
  });
  await once(slowHead, "close");
  expect(head).toMatch(/^(HTTP\/1\.1 40[08]|$)/);

  const stuck = await hang({
    limits: { requestMs: 200 },
    api: async (request) => {
      for await (const _ of request);
    },
  });
  const slow = await raw(
    stuck.port,
    "POST /api/v1/units HTTP/1.1\r\nhost: a\r\nsec-fetch-site: same-origin\r\ncontent-length: 10\r\n\r\nabc",
  );
  expect(slow.status).toBe(408);
  await stuck.door.drain();

  const sockets = Array.from({ length: 8 }, () => connect(small.port, "127.0.0.1"));
  await Promise.all(sockets.slice(4).map((socket) => once(socket, "close")));
  expect(sockets.slice(0, 4).every((socket) => !socket.destroyed)).toBe(true);
  for (const socket of sockets) socket.destroy();
  await small.door.drain();
});

test("health tells the truth: alive while starting, ready when the pages and the database are", async () => {
  let isUp = false;
  const starting = await hang({ pages: () => (isUp ? () => undefined : null) });
  expect((await fetch(`${starting.url}/api/health/live`)).status).toBe(200);
  expect((await fetch(`${starting.url}/api/health/ready`)).status).toBe(503);
  expect((await fetch(`${starting.url}/`)).status).toBe(503);
  isUp = true;
  expect((await fetch(`${starting.url}/api/health/ready`)).status).toBe(200);
  await starting.door.drain();
  const down = await hang({
    readiness: async () => ({ isReady: false, database: "down", missingMigrations: 0, sealing: "unknown", live: "deaf" }),
  });
  const answer = await fetch(`${down.url}/api/health/ready`);
  expect([answer.status, await answer.json()]).toEqual([503, expect.objectContaining({ database: "down", isReady: false })]);
  await down.door.drain();
});

test("draining lets a request finish and takes no new one", async () => {
  let finish: () => void = () => undefined;
  let began: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    began = resolve;
  });
  const leaving = await hang({
    pages: () => async (_, response) => {
      began();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      response.end("done");
    },
  });
  const asked = fetch(`${leaving.url}/slow`);
  await started;
  const drained = leaving.door.drain();
  await expect(fetch(`${leaving.url}/new`)).rejects.toThrow();
  finish();
  expect(await (await asked).text()).toBe("done");
  await drained;
});

test("what hangs longer than the drain is cut", async () => {
  const stuck = await hang({ limits: { drainMs: 100 }, pages: () => () => undefined });
  const asked = fetch(`${stuck.url}/`);
  await once(stuck.door.server, "request");
  await stuck.door.drain();
  await expect(asked).rejects.toThrow();
});

test("an error behind the door says nothing of itself", async () => {
  const broken = await hang({
    api: async () => {
      throw new Error('duplicate key value violates unique constraint "app_user_login_key"');
    },
  });
  const answer = await fetch(`${broken.url}/api/v1/units`);
  const text = await answer.text();
  expect(answer.status).toBe(500);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(text).not.toMatch(/duplicate|constraint|app_user|at .*\.ts/);
  expect(JSON.parse(text)).toMatchObject({ code: "unexpected", requestId: answer.headers.get("x-request-id") });
  await broken.door.drain();
});

test("a database that is away is said, with a time to come back", async () => {
  const gone = Object.assign(new Error("terminating connection"), { code: "57P01" });
  const { door, url } = await hang({ live: () => Promise.reject(gone) });
  const answer = await fetch(`${url}/api/v1/live`);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await answer.json()).toMatchObject({ code: "unavailable", status: 503 });
  await door.drain();
});

describe("where to report a weakness", () => {
  test("is told as RFC 9116 wants it, and not at all where nobody was named", async () => {
    const told = await hang({ securityContact: "mailto:an-ninh@example.gov.vn" });
    const answer = await fetch(`${told.url}/.well-known/security.txt`);
    const lines = (await answer.text()).trimEnd().split("\n");
    await told.door.drain();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
    expect(lines).toEqual([
      "Contact: mailto:an-ninh@example.gov.vn",
      expect.stringMatching(/^Expires: \d{4}-\d\d-\d\dT00:00:00Z$/),
      "Preferred-Languages: vi, en",
      `Canonical: ${publicUrl}/.well-known/security.txt`,
    ]);
    const days = (Date.parse(lines[1]?.slice(9) ?? "") - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(30);
    expect(days).toBeLessThan(365);
    // Without a contact the pages are asked, and they know no such page.
    expect(await (await fetch(`${url}/.well-known/security.txt`)).json()).toMatchObject({ url: "/.well-known/security.txt" });
  });
});
