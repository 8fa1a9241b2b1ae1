import { generateSync } from "otplib";
import { beforeAll, describe, expect, it } from "vitest";
import { actorOf } from "@/app/caller";
import { beginTotp, changePassword, confirmTotp, disableUser, setPasswordByLink, signInByPassword } from "@/lib/auth/commands";
import { findActorBySession } from "@/lib/auth/queries";
import type { AppError } from "@/lib/errors";
import { actor, asOwner, foundCity, user } from "../city";
import { Browser, ours } from "./browser";
import { givePassword, goodPassword } from "./people";

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const cookieRequest = (browser: Browser) => new Request(`${ours}/api/v1/x`, { headers: { cookie: browser.cookieHeader() } });

beforeAll(async () => {
  await foundCity();
  await givePassword("officer");
  await givePassword("leader");
  await givePassword("head");
  await givePassword("admin");
});

describe("T-09: a password", () => {
  it("opens a session whose cookie is httpOnly, lax and tells nothing", async () => {
    const browser = new Browser();
    expect(await browser.signIn("  MAI ", goodPassword)).toMatchObject({ status: 200, error: null, url: `${ours}/` });
    const found = await actorOf(cookieRequest(browser), { keys: false });
    expect(found).toMatchObject({ id: `user:${user.officer}`, roles: ["ONE_STOP_OFFICER"], kind: "user" });
    expect(found?.grants).toEqual(actor("officer").grants);
    const set = await browser.post(`${ours}/api/auth/callback/credentials`, {
      csrfToken: await browser.csrfToken(),
      login: "mai",
      password: goodPassword,
    });
    const line = set.headers.getSetCookie().find((c) => c.startsWith("vong-lau.session="));
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/SameSite=Lax/i);
  });

  it("that is wrong, of somebody unknown, disabled or without a password gets one and the same answer", async () => {
    await asOwner((c) =>
      c.query(
        "update app_user set password_hash = (select password_hash from app_user where id = $1), disabled_at = now() where id = $2",
        [user.officer, user.phuongDoOfficer],
      ),
    );
    const answers = [];
    for (const [n, [login, password]] of [
      ["mai", "a wrong password indeed"],
      ["nobody-at-all", goodPassword],
      ["sinh", goodPassword],
      ["duc", goodPassword],
      ["", ""],
    ].entries()) {
      const browser = new Browser({ "x-client-address": `192.0.2.${n + 1}` });
      const response = await browser.post(`${ours}/api/auth/callback/credentials`, {
        csrfToken: await browser.csrfToken(),
        login: login ?? "",
        password: password ?? "",
        json: "true",
      });
      answers.push({
        status: response.status,
        body: await response.text(),
        headers: [...response.headers.keys()].sort(),
        cookies: response.headers.getSetCookie().map((c) => c.split("=")[0]),
      });
    }
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401 });
  });

  it("of somebody unknown takes as long as a wrong one", async () => {
    const time = async (login: string, n: number) => {
      const start = performance.now();
      await signInByPassword(
        { login, password: "not the right one" },
        { address: `198.51.100.${n}`, userAgent: null },
        new Date(),
      ).catch(() => undefined);
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      known.push(await time("mai", n));
      unknown.push(await time("nobody-of-that-name", n + 100));
    }
    // A busy machine only ever adds to a time, so the quickest of ten is what the work itself takes. Without the decoy the unknown would answer in a
    // tenth of the time.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) * 0.5);
  });

  it("needs the form's own token: a forged post signs nobody in", async () => {
    const browser = new Browser();
    const form = { login: "mai", password: goodPassword, json: "true", csrfToken: "0".repeat(64) };
    await browser.post(`${ours}/api/auth/callback/credentials`, form);
    expect(browser.cookie("vong-lau.session")).toBeUndefined();
    const crossSite = await browser.send(`${ours}/api/auth/callback/credentials`, {
      method: "POST",
      body: new URLSearchParams({ ...form, csrfToken: await browser.csrfToken() }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site" },
    });
    expect(crossSite.status).toBe(400);
    expect(browser.cookie("vong-lau.session")).toBeUndefined();
  });
});

describe("T-08: the limiter", () => {
  it("counts before it hashes: of many wrong tries at once five are judged, from that network only", async () => {
    const from = { address: "203.0.113.5", userAgent: null };
    const tries = await Promise.all(
      Array.from({ length: 12 }, () =>
        signInByPassword({ login: "lan", password: "wrong wrong wrong" }, from, new Date()).catch((e: AppError) => e.code),
      ),
    );
    expect(tries.filter((code) => code === "bad-credentials")).toHaveLength(5);
    expect(tries.filter((code) => code === "too-many-sign-ins")).toHaveLength(7);
    const refused = await signInByPassword({ login: "lan", password: goodPassword }, from, new Date()).catch((e: AppError) => e);
    expect(refused).toMatchObject({ kind: "too-many", code: "too-many-sign-ins" });
    expect((refused as AppError).more.retryAfterSeconds).toBeGreaterThan(0);
    const elsewhere = await signInByPassword(
      { login: "lan", password: goodPassword },
      { address: "203.0.113.6", userAgent: null },
      new Date(),
    );
    expect(elsewhere.sessionId).toBeTruthy();
  });

  it("keeps no text of a client", async () => {
    const { rows } = await asOwner((c) => c.query("select key from rate_limit"));
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^(sign-in|network):[\w-]{43}$/);
  });
});

describe("T-10: a session", () => {
  const from = { address: "203.0.113.77", userAgent: "test" };
  it("ends by idleness, by age, by revocation, with the account, and never by the cookie's word", async () => {
    const { sessionId } = await signInByPassword({ login: "hung", password: goodPassword }, from, new Date());
    expect(await findActorBySession(sessionId, new Date())).not.toBeNull();
    expect(await findActorBySession(sessionId, later(31))).toBeNull();
    for (let minute = 20; minute < 480; minute += 20) expect(await findActorBySession(sessionId, later(minute))).not.toBeNull();
    expect(await findActorBySession(sessionId, later(481))).toBeNull();

    const second = await signInByPassword({ login: "hung", password: goodPassword }, from, new Date());
    expect(await findActorBySession(second.sessionId, new Date())).not.toBeNull();
    // Also when somebody disables the account behind the application's back, its sessions untouched.
    await asOwner((c) => c.query("update app_user set disabled_at = now() where id = $1", [user.head]));
    expect(await findActorBySession(second.sessionId, new Date())).toBeNull();
    await asOwner((c) => c.query("update app_user set disabled_at = null where id = $1", [user.head]));
    expect(await findActorBySession(second.sessionId, new Date())).not.toBeNull();
    await disableUser({ actor: actor("admin"), now: new Date() }, { id: user.head });
    expect(await findActorBySession(second.sessionId, new Date())).toBeNull();
    await asOwner((c) => c.query("update app_user set disabled_at = null where id = $1", [user.head]));
    expect(await findActorBySession(second.sessionId, new Date())).toBeNull();
    expect(await findActorBySession("not-a-session", new Date())).toBeNull();
  });

  it("follows the posts of the moment", async () => {
    const { sessionId } = await signInByPassword({ login: "hung", password: goodPassword }, from, new Date());
    expect((await findActorBySession(sessionId, new Date()))?.roles).toEqual(["UNIT_HEAD"]);
    await asOwner((c) => c.query("update post set role = 'SPECIALIST' where user_id = $1", [user.head]));
    const now = await findActorBySession(sessionId, new Date());
    expect(now?.roles).toEqual(["SPECIALIST"]);
    expect(now?.grants.map((g) => g.permission)).not.toContain("dossiers.approve");
    await asOwner((c) => c.query("update post set valid_until = current_date - 1 where user_id = $1", [user.head]));
    expect((await findActorBySession(sessionId, new Date()))?.grants).toEqual([]);
  });

  it("is seen at most once a minute in the table", async () => {
    const { sessionId } = await signInByPassword({ login: "mai", password: goodPassword }, from, new Date());
    const seen = async () =>
      (
        await asOwner((c) => c.query("select last_seen_at from session where id = $1", [sessionId]))
      ).rows[0].last_seen_at.getTime();
    const first = await seen();
    await findActorBySession(sessionId, new Date(first + 30_000));
    expect(await seen()).toBe(first);
    await findActorBySession(sessionId, new Date(first + 61_000));
    expect(await seen()).toBe(first + 61_000);
  });

  it("ends at once by signing out", async () => {
    const browser = new Browser();
    await browser.signIn("mai", goodPassword);
    const before = browser.cookieHeader();
    await browser.post(`${ours}/api/auth/signout`, { csrfToken: await browser.csrfToken(), json: "true" });
    expect(browser.cookie("vong-lau.session")).toBeUndefined();
    const replayed = new Request(`${ours}/api/v1/x`, { headers: { cookie: before } });
    expect(await actorOf(replayed, { keys: false })).toBeNull();
  });
});

describe("the second factor", () => {
  const from = { address: "203.0.113.99", userAgent: null };
  it("is asked for after the password, spends its code, and forgives no replay", async () => {
    const now = new Date();
    const code = (secret: string, at: Date) => generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) });
    const { sessionId } = await signInByPassword({ login: "quan-tri", password: goodPassword }, from, now);
    const admin = await findActorBySession(sessionId, now);
    if (!admin) throw new Error("no session");
    const { secret, uri, qr } = await beginTotp({ actor: admin, now }, {});
    expect(uri).toContain(`secret=${secret}`);
    expect(qr.size).toBeGreaterThan(20);
    const stored = await asOwner((c) => c.query("select totp_sealed from app_user where id = $1", [user.admin]));
    expect(stored.rows[0].totp_sealed.toString("utf8")).not.toContain(secret);
    // Not on before it was proven once.
    await signInByPassword({ login: "quan-tri", password: goodPassword }, from, now);
    await expect(confirmTotp({ actor: admin, now }, { code: "000000" })).rejects.toMatchObject({ code: "code-wrong" });
    await confirmTotp({ actor: admin, now }, { code: code(secret, now) });

    const given = { login: "quan-tri", password: goodPassword };
    await expect(signInByPassword(given, from, now)).rejects.toMatchObject({ code: "code-required" });
    await expect(signInByPassword({ ...given, code: code(secret, now) }, from, now)).rejects.toMatchObject({
      code: "bad-credentials",
    });
    const next = new Date(now.getTime() + 30_000);
    const both = await Promise.allSettled([
      signInByPassword({ ...given, code: code(secret, next) }, from, next),
      signInByPassword({ ...given, code: code(secret, next) }, from, next),
    ]);
    expect(both.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    await expect(signInByPassword({ ...given, code: code(secret, later(-10)) }, from, next)).rejects.toMatchObject({
      code: "bad-credentials",
    });
  });

  it("that is demanded and not there leaves no right but to set it up", async () => {
    const { sessionId } = await signInByPassword({ login: "mai", password: goodPassword }, from, new Date());
    await asOwner((c) => c.query("update city set totp_roles = '{ONE_STOP_OFFICER}'"));
    const held = await findActorBySession(sessionId, new Date());
    expect(held?.grants).toEqual([]);
    expect(held?.session?.mustSetUpTotp).toBe(true);
    const browser = new Browser();
    await browser.signIn("mai", goodPassword);
    await expect(actorOf(cookieRequest(browser), { keys: false })).rejects.toMatchObject({ code: "totp-first" });
    const account = new Request(`${ours}/api/v1/account/totp`, { headers: { cookie: browser.cookieHeader() } });
    expect(await actorOf(account, { keys: false })).not.toBeNull();
    await asOwner((c) => c.query("update city set totp_roles = '{}'"));
    expect((await findActorBySession(sessionId, new Date()))?.grants).not.toEqual([]);
  });
});

describe("a changed password", () => {
  it("ends the other sessions and keeps this one; a weak or wrong one changes nothing", async () => {
    const now = new Date();
    const from = { address: "203.0.113.120", userAgent: null };
    const here = await signInByPassword({ login: "lan", password: goodPassword }, from, now);
    const there = await signInByPassword({ login: "lan", password: goodPassword }, from, now);
    const me = await findActorBySession(here.sessionId, now);
    if (!me) throw new Error("no session");
    await expect(changePassword({ actor: me, now }, { current: "wrong", password: "suối đá cổng trời" })).rejects.toMatchObject({
      code: "password-wrong",
    });
    await expect(changePassword({ actor: me, now }, { current: goodPassword, password: "matkhau123456" })).rejects.toMatchObject({
      code: "password-common",
    });
    await expect(changePassword({ actor: me, now }, { current: goodPassword, password: "short" })).rejects.toMatchObject({
      kind: "invalid",
    });
    expect(
      (await changePassword({ actor: me, now }, { current: goodPassword, password: "suối đá cổng trời" })).revoked,
    ).toBeGreaterThan(0);
    expect(await findActorBySession(here.sessionId, now)).not.toBeNull();
    expect(await findActorBySession(there.sessionId, now)).toBeNull();
    // The same letters in another spelling of Unicode are the same password.
    await signInByPassword({ login: "lan", password: "suối đá cổng trời".normalize("NFD") }, from, now);
  });
});

describe("T-16: nobody", () => {
  it("can sign in to a fresh city: there is no default password and no link that opens twice", async () => {
    await expect(setPasswordByLink({ token: "x".repeat(43), password: goodPassword }, new Date())).rejects.toMatchObject({
      code: "link-not-usable",
    });
    const { rows } = await asOwner((c) => c.query("select count(*)::int as n from one_time_link"));
    expect(rows[0].n).toBe(0);
  });
});
