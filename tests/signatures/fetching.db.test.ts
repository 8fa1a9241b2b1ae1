import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "@/lib/env";
import { addTrusted } from "@/lib/signatures/commands";
import { fetchLists } from "@/lib/signatures/jobs";
import { listTrust } from "@/lib/signatures/queries";
import { actor, foundCity } from "../city";
import { city, daysFrom, now, revocationList } from "./authority";

const ours = city();
const admin = { actor: actor("admin"), now };
let server: Server;
let home = "";
let asked: string[] = [];
const answers: Record<string, { status: number; body: Buffer; headers?: Record<string, string> }> = {
  "/g2.crl": { status: 200, body: revocationList(ours.ca, []) },
  "/stranger.crl": { status: 200, body: revocationList(city().ca, []) },
  "/none.crl": { status: 404, body: Buffer.from("") },
  "/away.crl": { status: 302, body: Buffer.from(""), headers: { location: "/g2.crl" } },
  "/huge.crl": { status: 200, body: Buffer.alloc(5 * 2 ** 20) },
  "/packed.crl": { status: 200, body: Buffer.from("x"), headers: { "content-encoding": "gzip" } },
};
beforeAll(async () => {
  await foundCity();
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const { status, body, headers } = answers[request.url ?? ""] ?? { status: 500, body: Buffer.from("") };
    response.writeHead(status, headers).end(body);
  }).listen(0, "127.0.0.1");
  await new Promise((end) => server.once("listening", end));
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [role, of] of [["ROOT", ours.root] as const, ["INTERMEDIATE", ours.ca] as const])
    await addTrusted(admin, { role, file: of.certificate.der.toString("base64") });
});
afterAll(() => server.close());
const from = (...paths: string[]) =>
  Object.assign(env(), { CRL_SOURCES: paths.map((path) => (path.startsWith("/") ? home + path : path)).join() });
const told = async () =>
  (await listTrust(admin.actor)).sources.map(({ url, takenAt, fault }) => [url.replace(home, ""), takenAt !== null, fault]);

test("lists come from where the deployment says and from nowhere else; what did not come says why", async () => {
  const database = new URL(env().DATABASE_URL);
  const own = `http://${database.hostname}:${database.port || 5432}/x.crl`;
  const paths = ["/g2.crl", "/stranger.crl", "/none.crl", "/away.crl", "/huge.crl", "/packed.crl"];
  from(...paths, own, "http://localhost:1/x.crl");
  await fetchLists({}, undefined, now);
  expect(await told()).toEqual([
    ["/g2.crl", true, null],
    ["/stranger.crl", false, "list-of-stranger"],
    ["/none.crl", false, "source-unreadable"],
    ["/away.crl", false, "source-unreadable"],
    ["/huge.crl", false, "source-unreadable"],
    ["/packed.crl", false, "source-unreadable"],
    [own, false, "source-address-refused"],
    ["http://localhost:1/x.crl", false, "source-address-refused"],
  ]);
  expect(asked).toEqual(paths);
  expect((await listTrust(admin.actor)).lists.map(({ issuerName }) => issuerName)).toEqual(["CA phục vụ kiểm thử G2"]);
});

test("what came is not asked for again at once, what failed soon, and a list that is known already counts as come", async () => {
  from("/g2.crl", "/none.crl");
  asked = [];
  await fetchLists({}, undefined, daysFrom(0.01));
  expect(asked).toEqual([]);
  await fetchLists({}, undefined, daysFrom(0.03));
  expect(asked).toEqual(["/none.crl"]);
  await fetchLists({}, undefined, daysFrom(0.3));
  expect(asked).toEqual(["/none.crl", "/g2.crl", "/none.crl"]);
  expect(await told()).toEqual([
    ["/g2.crl", true, null],
    ["/none.crl", false, "source-unreadable"],
  ]);
});
