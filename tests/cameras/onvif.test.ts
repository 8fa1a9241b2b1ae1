import { afterEach, describe, expect, test } from "vitest";
import { askCamera } from "@/lib/cameras/queries";
import { freePort } from "@/lib/db/embedded";
import type { Actor } from "@/lib/policy";
import { type Device, deviceAccount, startDevice } from "./onvif-device";

const port = await freePort();
const other = await freePort();
// Before anything reads it.
Object.assign(process.env, {
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
  FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
  NODE_ENV: "test",
  CAMERA_NETWORKS: `127.0.0.0/8:${port}`,
});
const admin: Actor = {
  ...{ id: "user:5", kind: "user", userId: 5, name: "Quản trị", roles: ["IT_ADMIN"] },
  grants: [{ permission: "cameras.manage", units: "all" }],
};
let device: Device | null = null;
afterEach(async () => {
  await device?.close();
  device = null;
});
const start = async (how: Parameters<typeof startDevice>[1] = {}) => {
  device = await startDevice(port, how);
  return device;
};
const ask = (host = `127.0.0.1:${port}`, signIn: typeof deviceAccount | null = deviceAccount, actor = admin) =>
  askCamera(actor, { host, signIn });
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => "told",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );

describe("a camera asked by ONVIF", () => {
  test.each([
    ["Media1", {}],
    ["Media2", { media2: true }],
    ["Media2 alone", { media: false, media2: true }],
    ["capabilities, of before services", { isOld: true }],
    ["HTTP digest", { wantsDigest: true }],
    ["a clock three years behind", { aheadMs: -3 * 365 * 86_400_000 }],
    ["a clock a day ahead", { aheadMs: 86_400_000 }],
  ])("tells what it is and its streams by their size: %s", async (_, how) => {
    const { asked } = await start(how);
    const offer = await ask();
    expect(offer).toMatchObject({
      ...{ device: `127.0.0.1:${port}`, model: "Hãng Thử VL-100", firmware: "5.7", left: [] },
      mainStream: `rtsp://127.0.0.1:${port}/main?a=1&b=2`,
      subStream: `rtsp://127.0.0.1:${port}/sub?a=1&b=2`,
      snapshotUrl: `http://127.0.0.1:${port}/snap.jpg`,
    });
    expect(offer.profiles.map(({ width }) => width)).toEqual([2560, 704, 640]);
    expect(Math.abs(offer.clockAheadSeconds - ("aheadMs" in how ? how.aheadMs / 1_000 : 0))).toBeLessThan(3);
    expect(asked.some((one) => one.startsWith("/onvif/media2"))).toBe("media2" in how);
  });
  test("nothing is said that proves a password twice, and no password is", async () => {
    const { asked } = await start();
    await ask();
    expect(asked.length).toBeLessThan(12);
    expect(await codeOf(ask(undefined, { ...deviceAccount, password: "sai" }))).toBe("camera-onvif-sign-in-refused");
    expect(await codeOf(ask(undefined, null))).toBe("camera-onvif-sign-in-refused");
  });
  test("a service said to be elsewhere is asked at the device itself", async () => {
    const elsewhere = await startDevice(other);
    const { asked } = await start({ xaddrHost: `127.0.0.2:${other}` });
    expect((await ask()).mainStream).toContain("/main");
    expect(asked.some((one) => one.startsWith("/onvif/media "))).toBe(true);
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });
  test("addresses outside the networks, with a password in them or of other kinds are not offered; a name before the host is taken out", async () => {
    const by: Record<string, string> = {
      main: "rtsp://203.0.113.9/main",
      third: "rtsp://admin:bi-mat@127.0.0.1:554/third",
      sub: "rtsp://127.0.0.1/user=admin_password=bi-mat_channel=1",
    };
    await start({ streams: (token) => by[token] ?? "", snapshot: () => "file:///etc/passwd" });
    const offer = await ask();
    expect(offer).toMatchObject({ mainStream: "rtsp://127.0.0.1:554/third", subStream: null, snapshotUrl: null });
    expect([...offer.left].sort()).toEqual(["outside", "secret", "unreadable"]);
    expect(JSON.stringify(offer)).not.toContain("bi-mat");
  });
  test.each(["127.0.0.1:1", "192.0.2.1", "169.254.169.254", `[::1]:${port}`, "localhost:1"])(
    "T-52: %s lies outside the networks",
    async (host) => {
      expect(await codeOf(ask(host))).toBe("camera-onvif-address-refused");
    },
  );
  test.each(["", "rtsp://127.0.0.1/", "http://a:b@127.0.0.1/", "a b", "file:///etc/passwd"])(
    "“%s” is no address",
    async (host) => {
      expect(["camera-onvif-no-address", "ZodError"]).toContain(
        await ask(host).catch((error: unknown) =>
          error instanceof Error && "code" in error ? error.code : (error as Error).name,
        ),
      );
    },
  );
  const says = (bytes: string | Buffer, status = 200, headers = {}) => ({
    instead: (_: unknown, response: import("node:http").ServerResponse) => {
      response.writeHead(status, headers).end(bytes);
      return true;
    },
  });
  test.each([
    ["a page", "unspoken", says("<html><body>Đăng nhập</body></html>")],
    ["nothing of XML", "unspoken", says(Buffer.from([0xff, 0xfe, 0, 1, 2]))],
    ["a redirect", "redirected", says("", 302, { location: `http://127.0.0.1:${other}/` })],
    ["a refusal of HTTP", "sign-in-refused", says("", 403)],
    ["an answer too large", "unreachable", says(`<Envelope>${"<a/>".repeat(200_000)}</Envelope>`)],
    ["entities", "unspoken", says('<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;&x;">]><Envelope><Body>&z;</Body></Envelope>')],
    [
      "an entity of a file",
      "unspoken",
      says('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Envelope><Body>&x;</Body></Envelope>'),
    ],
    ["depth", "unspoken", says(`<Envelope><Body>${"<a>".repeat(500)}`)],
    ["many elements", "unspoken", says(`<Envelope><Body>${"<a/>".repeat(20_000)}</Body></Envelope>`)],
  ])("hostile: %s", async (_, why, how) => {
    await start(how);
    const began = performance.now();
    expect(await codeOf(ask())).toBe(`camera-onvif-${why}`);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
  test("a silent one, and one that drips, are told of in time", async () => {
    await start({ instead: () => true });
    const began = performance.now();
    expect(await codeOf(ask())).toBe("camera-onvif-silent");
    expect(performance.now() - began).toBeLessThan(6_000);
    await device?.close();
    await start({
      instead: (_, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(" "), 200);
        response.on("close", () => clearInterval(timer));
        return true;
      },
    });
    expect(await codeOf(ask())).toMatch(/camera-onvif-(silent|unreachable)/);
    expect(performance.now() - began).toBeLessThan(12_000);
  }, 20_000);
  test("whoever may not manage cameras asks none", async () => {
    await start();
    expect(await codeOf(ask(undefined, deviceAccount, { ...admin, grants: [] }))).toBe("permission");
    expect(device?.asked).toEqual([]);
  });
});
