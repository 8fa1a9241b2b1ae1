import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Look } from "@/lib/egress";
import { allowedPlace, longestMs, mostBytes, NoAnswer, postJson, postStream } from "@/lib/exchange/sending/egress";

/** Inner servers nobody outside may reach: one that only listens, and one that was written down as this address. */
const reached: string[] = [];
let answer: (request: IncomingMessage) => { status?: number; headers?: Record<string, string>; body?: string | Buffer } =
  () => ({});
const server = createServer((request, response) => {
  reached.push(`${request.method} ${request.headers.host}${request.url}`);
  const { status = 200, headers = {}, body = "{}" } = answer(request);
  request.resume();
  response.writeHead(status, headers);
  response.end(body);
}).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
afterAll(() => server.close());
beforeEach(() => {
  reached.length = 0;
  answer = () => ({});
});

// Read once, when the first asks for the environment.
Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: "postgresql://app@127.0.0.1:5432/city",
  APP_SECRET: randomBytes(48).toString("base64"),
  FIELD_KEY: randomBytes(32).toString("base64"),
  PORT: "3000",
  EXCHANGE_HOSTS: `portal.example:${port}, adapter.example:${port}=127.0.0.0/8, 127.0.0.1:${port}, 127.0.0.3:${port}, 127.0.0.1:3000, 127.0.0.1:5432`,
});

/** A name that is asked for its addresses, and says these. */
const asLook =
  (say: () => readonly string[]): Look =>
  (_host, _options, done) =>
    done(
      null,
      say().map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
const why = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered",
    (error: unknown) => (error instanceof NoAnswer ? error.why : String(error)),
  );

describe("T-40: the address that is really dialled is the one that is judged", () => {
  test("control: the server is there, and the address that was written down reaches it", async () => {
    expect(await why(postJson(new URL(`http://127.0.0.1:${port}/service`), {}))).toBe("answered");
    expect(reached).toEqual([`POST 127.0.0.1:${port}/service`]);
  });

  test.each([
    ["to this machine", ["127.0.0.1"]],
    ["to this machine, beside an honest address", ["93.184.216.34", "127.0.0.1"]],
    ["to this machine as IPv6", ["::1"]],
    ["to this machine in another dress", ["::ffff:127.0.0.1"]],
    ["to the city's own network", ["10.0.0.5"]],
    ["to the machine's own papers", ["169.254.169.254"]],
    ["to nowhere", []],
  ])("a name that was written down and leads %s is not dialled", async (_, addresses) => {
    expect(await why(postJson(new URL(`http://portal.example:${port}/`), {}, { look: asLook(() => addresses) }))).toBe(
      "address-refused",
    );
    expect(reached).toEqual([]);
  });

  test("a name that changes its mind between two questions is asked once, and what it said then is what is dialled", async () => {
    let asked = 0;
    const rebinding = asLook(() => {
      asked += 1;
      return [asked === 1 ? "10.9.9.9" : "127.0.0.1"];
    });
    expect(await why(postJson(new URL(`http://portal.example:${port}/`), {}, { look: rebinding }))).toBe("address-refused");
    expect([asked, reached]).toEqual([1, []]);
  });

  test("a range that was written down too wide does not open this machine", async () => {
    expect(await why(postJson(new URL(`http://adapter.example:${port}/`), {}, { look: asLook(() => ["127.0.0.1"]) }))).toBe(
      "address-refused",
    );
    expect(reached).toEqual([]);
  });

  test("the web server's own port and the database are not called, though somebody wrote them down", () => {
    for (const own of ["http://127.0.0.1:3000/api/v1/users", "http://127.0.0.1:5432/"])
      expect(allowedPlace(new URL(own)), own).toBeNull();
    expect(allowedPlace(new URL(`http://127.0.0.1:${port}/`))).not.toBeNull();
  });

  test("an answer that leads elsewhere is not followed", async () => {
    answer = () => ({ status: 302, headers: { location: `http://127.0.0.1:${port}/inner` } });
    expect(await postJson(new URL(`http://127.0.0.1:${port}/service`), {})).toMatchObject({ status: 302 });
    expect(reached).toEqual([`POST 127.0.0.1:${port}/service`]);
  });
});

describe("T-44: an answer is bounded", () => {
  const url = new URL(`http://127.0.0.1:${port}/service`);
  test("in its length, while it comes", async () => {
    answer = () => ({ body: Buffer.alloc(mostBytes + 1, 32) });
    expect(await why(postJson(url, {}))).toBe("portal-unreadable");
    answer = () => ({ body: Buffer.alloc(mostBytes, 32) });
    expect(await why(postJson(url, {}))).toBe("answered");
  });
  test("packed it is not unpacked", async () => {
    answer = () => ({ headers: { "content-encoding": "gzip" }, body: Buffer.alloc(100) });
    expect(await why(postJson(url, {}))).toBe("portal-unreadable");
  });
  test("in its time: one that begins and never ends is cut off", async () => {
    expect(longestMs).toBeLessThanOrEqual(30_000);
    const begun = performance.now();
    answer = () => ({ headers: { "content-length": "1000" }, body: "{" });
    expect(await why(postJson(url, {}, { waitMs: 300 }))).toBe("portal-silent");
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe("what goes out in pieces", () => {
  const url = new URL(`http://127.0.0.1:${port}/packets`);
  async function* pieces(last?: Error) {
    for (let n = 0; n < 5; n++) yield Buffer.alloc(100_000, n);
    if (last) throw last;
  }
  test("comes as it is, under the key the other side wants", async () => {
    const got: { bytes: number; key: string | undefined } = { bytes: 0, key: undefined };
    const gateway = createServer(async (request, response) => {
      got.key = request.headers.authorization;
      for await (const chunk of request) got.bytes += (chunk as Buffer).length;
      response.end("{}");
    }).listen(port, "127.0.0.3");
    await once(gateway, "listening");
    const gate = new URL(`http://127.0.0.3:${port}/packets`);
    expect(await postStream(gate, pieces(), { type: "application/xml", key: "abc" })).toMatchObject({ status: 200 });
    expect(got).toEqual({ bytes: 500_000, key: "Bearer abc" });
    gateway.close();
  });
  test("goes nowhere but to a place that was written down", async () => {
    expect(await why(postStream(new URL(`http://127.0.0.2:${port}/`), pieces(), { type: "application/xml" }))).toBe(
      "address-refused",
    );
    expect(reached).toEqual([]);
  });
  test("ends with what broke its source, which is not the other side's fault", async () => {
    const lost = new Error("a file is no longer there");
    answer = () => ({ status: 200 });
    const asked = postStream(url, pieces(lost), { type: "application/xml" });
    expect(["answered", String(lost)]).toContain(await why(asked));
  });
});
