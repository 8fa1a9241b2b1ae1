import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actorOf } from "@/app/caller";
import { changeUser, createUser, disableUser } from "@/lib/auth/commands";
import { findUser } from "@/lib/auth/queries";
import { freePort } from "@/lib/db/embedded";
import { actor, asOwner, foundCity, user } from "../city";
import { Browser, ours } from "./browser";
import { client, startProvider } from "./identity-provider";

const port = await freePort();
Object.assign(process.env, {
  OIDC_ISSUER: `http://localhost:${port}`,
  OIDC_CLIENT_ID: client.id,
  OIDC_CLIENT_SECRET: client.secret,
});
let provider: Awaited<ReturnType<typeof startProvider>>;

beforeAll(async () => {
  await foundCity();
  provider = await startProvider(port, ours);
});
afterAll(() => provider.stop());

const admin = () => ({ actor: actor("admin"), now: new Date() });
const tokenOf = (link: string) => new URL(link).hash.slice(1);
const whoIs = (browser: Browser) =>
  actorOf(new Request(`${ours}/api/v1/x`, { headers: { cookie: browser.cookieHeader() } }), { keys: false });

/** Presses our button; gives the address at the provider. */
async function leave(browser: Browser, invitation?: string): Promise<string> {
  const form = {
    csrfToken: await browser.csrfToken(),
    callbackUrl: "/dossiers",
    json: "true",
    ...(invitation ? { invitation } : {}),
  };
  const response = await browser.post(`${ours}/api/auth/signin/sso`, form);
  return ((await response.json()) as { url: string }).url;
}

/** Goes through the provider's pages as `subject` until it sends the browser back; gives the address it sends to. */
async function passProvider(browser: Browser, start: string, subject: string): Promise<string> {
  let url = start;
  for (let step = 0; step < 15; step += 1) {
    if (url.startsWith(ours)) return url;
    let response = await browser.get(url);
    if (response.status === 200) {
      const page = await response.text();
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (!action || !prompt) throw new Error(`a page that was not expected: ${page.slice(0, 500)}`);
      response = await browser.post(new URL(action, url).toString(), {
        prompt,
        ...(prompt === "login" ? { login: subject, password: "any" } : {}),
      });
    }
    const next = response.headers.get("location");
    if (!next) throw new Error(`no way on from ${url}: ${response.status}`);
    url = new URL(next, url).toString();
  }
  throw new Error("the provider goes round in circles");
}

async function signIn(browser: Browser, subject: string, invitation?: string): Promise<string> {
  const back = await passProvider(browser, await leave(browser, invitation), subject);
  const response = await browser.get(back);
  return response.headers.get("location") ?? "";
}

describe("single sign-on with a real provider", () => {
  it("asks with PKCE, state and nonce, and lets in the account prepared for that subject", async () => {
    const made = await createUser(admin(), { login: "sso.prepared", name: "Được Mời", oidcSubject: "subject-1" });
    const browser = new Browser({ "user-agent": "test" });
    const asked = new URL(await leave(browser));
    expect(asked.origin).toBe(provider.issuer);
    for (const name of ["code_challenge", "state", "nonce"]) expect(asked.searchParams.get(name), name).toBeTruthy();
    expect(asked.searchParams.get("code_challenge_method")).toBe("S256");
    expect(asked.searchParams.get("scope")).not.toContain("email");

    expect(await signIn(browser, "subject-1")).toBe(`${ours}/dossiers`);
    expect((await whoIs(browser))?.userId).toBe(made.id);
    await disableUser(admin(), { id: made.id });
    expect(await whoIs(browser)).toBeNull();
    expect(await signIn(new Browser(), "subject-1")).toContain("error=sso-not-invited");
  });

  it("refuses a stranger, whatever e-mail address the provider gives them", async () => {
    await asOwner((c) => c.query("update app_user set email = 'mai@ubnd.example' where id = $1", [user.officer]));
    const browser = new Browser();
    expect(await signIn(browser, "stranger")).toContain("error=sso-not-invited");
    expect(browser.cookie("vong-lau.session")).toBeUndefined();
    const { rows } = await asOwner((c) => c.query("select count(*)::int as n from app_user where oidc_subject = 'stranger'"));
    expect(rows[0].n).toBe(0);
  });

  it("joins an account to an identity by its one-time link, once", async () => {
    const made = await createUser(admin(), { login: "sso.linked", name: "Có Liên Kết" });
    const browser = new Browser();
    expect(await signIn(browser, "subject-2", tokenOf(made.link))).toBe(`${ours}/dossiers`);
    expect((await whoIs(browser))?.userId).toBe(made.id);
    expect(await findUser(actor("admin"), made.id, new Date())).toMatchObject({ oidcSubject: "subject-2", status: "active" });
    expect(browser.cookie("vong-lau.invitation")).toBeUndefined();
    expect(await signIn(new Browser(), "somebody-else", tokenOf(made.link))).toContain("error=link-not-usable");
    const again = new Browser();
    expect(await signIn(again, "subject-2")).toBe(`${ours}/dossiers`);
    expect((await whoIs(again))?.userId).toBe(made.id);
  });

  it("ends the sessions of an account whose identity is taken away", async () => {
    const made = await createUser(admin(), { login: "sso.moved", name: "Đổi Danh Tính", oidcSubject: "subject-3" });
    const browser = new Browser();
    await signIn(browser, "subject-3");
    expect(await whoIs(browser)).not.toBeNull();
    const { version, name } = await findUser(actor("admin"), made.id, new Date());
    await changeUser(admin(), { id: made.id, name, email: null, oidcSubject: null, totpRequired: false, version });
    expect(await whoIs(browser)).toBeNull();
    expect(await signIn(new Browser(), "subject-3")).toContain("error=sso-not-invited");
  });
});

describe("proving it again", () => {
  it("has the provider ask anew, and believes the time it says", async () => {
    const made = await createUser(admin(), { login: "sso.again", name: "Xác Nhận Lại", oidcSubject: "subject-9" });
    const browser = new Browser();
    await signIn(browser, "subject-9");
    expect((await whoIs(browser))?.session).toMatchObject({ factor: "sso", confirmedAt: null });

    const form = { csrfToken: await browser.csrfToken(), callbackUrl: "/admin/users", json: "true", again: "yes" };
    const hostile = "?scope=openid%20email&prompt=none&redirect_uri=https%3A%2F%2Fevil.example";
    const answer = await browser.post(`${ours}/api/auth/signin/sso${hostile}`, form);
    const leaving = new URL(((await answer.json()) as { url: string }).url);
    expect(leaving.searchParams.get("max_age")).toBe("0");
    expect(leaving.searchParams.get("prompt")).toBeNull();
    expect(leaving.searchParams.get("scope")).toBe("openid profile");
    expect(leaving.searchParams.get("redirect_uri")).toBe(`${ours}/api/auth/callback/sso`);

    const back = await passProvider(browser, leaving.toString(), "subject-9");
    expect((await browser.get(back)).headers.get("location")).toBe(`${ours}/admin/users`);
    const actor = await whoIs(browser);
    expect(actor?.userId).toBe(made.id);
    expect(Date.now() - (actor?.session?.confirmedAt?.getTime() ?? 0)).toBeLessThan(60_000);
  });
});

describe("T-13: an attacked return", () => {
  const arrive = async (change: (url: URL, browser: Browser, other: Browser) => void | Promise<void>) => {
    const [browser, other] = [new Browser(), new Browser()];
    const url = new URL(await passProvider(browser, await leave(browser), "subject-2"));
    await leave(other);
    await change(url, browser, other);
    const response = await browser.get(url.toString());
    return { to: response.headers.get("location") ?? "", browser };
  };
  it.each<[string, (url: URL, browser: Browser, other: Browser) => void | Promise<void>]>([
    ["another state", (url) => url.searchParams.set("state", "x".repeat(43))],
    ["no state", (url) => url.searchParams.delete("state")],
    ["another code", (url) => url.searchParams.set("code", "x".repeat(43))],
    ["no code", (url) => url.searchParams.delete("code")],
    ["another issuer", (url) => url.searchParams.set("iss", "https://evil.example")],
    [
      "somebody else's PKCE cookie",
      (_, browser, other) => browser.setCookie("vong-lau.pkce", other.cookie("vong-lau.pkce") ?? ""),
    ],
    [
      "somebody else's state cookie",
      (_, browser, other) => browser.setCookie("vong-lau.state", other.cookie("vong-lau.state") ?? ""),
    ],
    [
      "somebody else's nonce cookie",
      (_, browser, other) => browser.setCookie("vong-lau.nonce", other.cookie("vong-lau.nonce") ?? ""),
    ],
    ["no nonce cookie", (_, browser) => browser.setCookie("vong-lau.nonce", "")],
    ["the state cookie for a nonce", (_, browser) => browser.setCookie("vong-lau.nonce", browser.cookie("vong-lau.state") ?? "")],
    ["an error of the provider", (url) => url.searchParams.set("error", "access_denied")],
  ])("with %s signs nobody in", async (_, change) => {
    const { to, browser } = await arrive(change);
    expect(to).toContain("error=");
    expect(browser.cookie("vong-lau.session")).toBeUndefined();
  });

  it("replayed signs nobody in a second time", async () => {
    const browser = new Browser();
    const back = await passProvider(browser, await leave(browser), "subject-2");
    expect((await browser.get(back)).headers.get("location")).toBe(`${ours}/dossiers`);
    const thief = new Browser();
    expect((await thief.get(back)).headers.get("location")).toContain("error=");
    expect(thief.cookie("vong-lau.session")).toBeUndefined();
  });

  it("to a foreign address leads home", async () => {
    const browser = new Browser();
    const form = { csrfToken: await browser.csrfToken(), callbackUrl: "https://evil.example/x", json: "true" };
    const start = ((await (await browser.post(`${ours}/api/auth/signin/sso`, form)).json()) as { url: string }).url;
    const response = await browser.get(await passProvider(browser, start, "subject-2"));
    expect(response.headers.get("location")).toBe(`${ours}/`);
  });
});

it("a provider that does not answer is an error on our page, not a way in", async () => {
  await provider.stop();
  const browser = new Browser();
  const url = await leave(browser);
  expect(url).toContain(ours);
  expect(url).toContain("error=");
  expect(browser.cookie("vong-lau.session")).toBeUndefined();
});
