import { createCipheriv, randomBytes, randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import { actorOf } from "@/app/caller";
import { decodeSession, encodeSession, sessionCookieName, signInSecret } from "@/app/session-cookie";
import { asOwner, foundCity, user } from "../city";
import { Browser, ours } from "./browser";
import { mintSession, requestOf } from "./people";

const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const asCookie = (value: string) => requestOf({ name: sessionCookieName(), value }, "/api/v1/account");
let sid: string;

beforeAll(async () => {
  await foundCity();
  sid = (await mintSession(user.admin)).id;
});

describe("a cookie of ours", () => {
  it("names its session", async () => {
    expect(await decodeSession(await encodeSession(sid))).toBe(sid);
    expect((await actorOf(asCookie(await encodeSession(sid)), { keys: false }))?.userId).toBe(user.admin);
  });
});

describe("T-11: a forged cookie is nobody's", () => {
  const claims = () => ({
    use: "session",
    sid,
    iat: Math.floor(Date.now() / 1000),
    exp: Math.floor(Date.now() / 1000) + 3600,
    jti: randomUUID(),
  });
  const jwe = (header: object, key: Buffer) => {
    const protectedHeader = b64(header);
    const iv = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(protectedHeader));
    const text = Buffer.concat([cipher.update(JSON.stringify(claims())), cipher.final()]);
    return [
      protectedHeader,
      "",
      iv.toString("base64url"),
      text.toString("base64url"),
      cipher.getAuthTag().toString("base64url"),
    ].join(".");
  };
  const forged: [string, () => string | Promise<string>][] = [
    ["alg none", () => `${b64({ alg: "none", typ: "JWT" })}.${b64(claims())}.`],
    ["alg None", () => `${b64({ alg: "None" })}.${b64(claims())}.x`],
    ["HS256 without a key", () => `${b64({ alg: "HS256" })}.${b64(claims())}.${randomBytes(32).toString("base64url")}`],
    ["a JWE under a key of one's own", () => jwe({ alg: "dir", enc: "A256GCM" }, randomBytes(32))],
    ["a JWE under the bare secret", () => jwe({ alg: "dir", enc: "A256GCM" }, Buffer.from(signInSecret(), "base64"))],
    ["a JWE that says alg none", () => jwe({ alg: "none", enc: "A256GCM" }, Buffer.from(signInSecret(), "base64"))],
    ["the library's own token without our salt", () => encode({ token: { use: "session", sid }, secret: signInSecret() })],
    [
      "a token made for the state cookie",
      () => encode({ token: { use: "session", sid }, secret: signInSecret(), salt: "vong-lau.state" }),
    ],
    ["a token made for PKCE", () => encode({ token: { use: "session", sid }, secret: signInSecret(), salt: "vong-lau.pkce" })],
    [
      "our salt, another use",
      () => encode({ token: { use: "invitation", sid }, secret: signInSecret(), salt: "vong-lau.session" }),
    ],
    ["our salt, no use", () => encode({ token: { sid }, secret: signInSecret(), salt: "vong-lau.session" })],
    [
      "our salt, more claims",
      () => encode({ token: { use: "session", sid, role: "IT_ADMIN" }, secret: signInSecret(), salt: "vong-lau.session" }),
    ],
    [
      "our salt, out of time",
      () => encode({ token: { use: "session", sid }, secret: signInSecret(), salt: "vong-lau.session", maxAge: -60 }),
    ],
    ["a session that is not one", () => encodeSession("1' or '1'='1")],
    ["a session nobody has", () => encodeSession(randomUUID())],
    ["the bare session id", () => sid],
    ["nothing", () => ""],
    ["noise", () => randomBytes(300).toString("base64url")],
    ["a percent sign", () => "%"],
    ["dots", () => "...."],
    ["something long", () => "a".repeat(100_000)],
  ];
  it.each(forged)("%s", async (_, make) => {
    expect(await actorOf(asCookie(await make()), { keys: false })).toBeNull();
  });

  it("every altered byte of a good one", async () => {
    const good = await encodeSession(sid);
    for (let at = 0; at < good.length - 1; at += 7) {
      // The last letter of a part has bits that count for nothing, and a dot is no letter.
      if (good[at] === "." || good[at + 1] === ".") continue;
      const altered = good.slice(0, at) + (good[at] === "A" ? "B" : "A") + good.slice(at + 1);
      expect(await decodeSession(altered), `at ${at}`).toBeNull();
    }
  });

  it("one planted beside the good one, in either order", async () => {
    const both = [await encodeSession(randomUUID()), await encodeSession(sid)].map((value) => `${sessionCookieName()}=${value}`);
    for (const cookie of [both.join("; "), both.reverse().join("; ")])
      expect(await actorOf(new Request(`${ours}/x`, { headers: { cookie } }), { keys: false })).toBeNull();
  });

  it("in an Authorization header", async () => {
    const authorization = `Bearer ${await encodeSession(sid)}`;
    expect(await actorOf(new Request(`${ours}/x`, { headers: { authorization } }), { keys: true })).toBeNull();
  });
});

describe("the sign-in handlers", () => {
  it.each(["session", "providers", "_log", "verify-request", "callback/email", "callback/github", "signin/github", ""])(
    "do not answer to %s",
    async (step) => {
      const browser = new Browser();
      expect((await browser.get(`${ours}/api/auth/${step}`)).status).toBe(404);
      expect((await browser.post(`${ours}/api/auth/${step}`, { csrfToken: await browser.csrfToken() })).status).toBe(404);
    },
  );
  it("send back to our own address only", async () => {
    const browser = new Browser({ host: "evil.example", "x-forwarded-host": "evil.example" });
    const response = await browser.get(`${ours}/api/auth/signin?callbackUrl=https://evil.example/`);
    expect(response.headers.get("location")).toMatch(/^\/sign-in/);
    expect(response.headers.get("location")).not.toContain("evil");
  });
  it("leave no trace of a session in a fresh city", async () => {
    const { rows } = await asOwner((c) => c.query("select count(*)::int as n from session where user_id <> $1", [user.admin]));
    expect(rows[0].n).toBe(0);
  });
});
