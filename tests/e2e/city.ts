import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import * as z from "zod";
import { mintSession } from "../auth/people";
import { asOwner } from "../city";
import { runNode } from "../cli/program";
import type { Place } from "./place";
import { ours, Watch } from "./watch";

const Addresses = z.object({ ownerUrl: z.string(), appUrl: z.string() });
const Run = z.object({
  signIns: z.array(z.object({ login: z.string(), password: z.string(), role: z.string(), name: z.string() })),
  /** One for each worker. */
  cities: z.array(Addresses.extend({ url: z.string(), settings: z.record(z.string(), z.string()), logs: z.array(z.string()) })),
  /** Databases for a city of one's own: only migrated, the demo city once more, and once more to be spoilt. */
  bare: Addresses,
  spare: Addresses,
  hostile: Addresses,
});

/** Where the city of this worker is, and who may sign in. */
export function city() {
  const { cities, ...run } = Run.parse(JSON.parse(readFileSync(join(import.meta.dirname, "../artefacts/city.json"), "utf8")));
  const own = cities[Number(process.env.TEST_PARALLEL_INDEX)];
  if (!own) throw new Error("there is no city for this worker");
  return { ...run, ...own };
}
// What a test asks of the product itself, it asks of its own city. Where tests are only counted there is none.
if (process.env.TEST_PARALLEL_INDEX) Object.assign(process.env, city().settings);

/**
 * Lets a person in, on a page of the product. A demo account of the city of the run has a session written for it; that signing in
 * leads there is what `signInByPage` is for, and whoever is given another password or city goes that way.
 */
export async function signIn(page: Page, login: string, other?: { password?: string; url?: string }): Promise<void> {
  if (other) return signInByPage(page, login, other);
  const { name, value } = await mintSession(await demoUser(login));
  await page.context().addCookies([{ name, value, url: city().url, httpOnly: true, sameSite: "Lax" }]);
  await page.goto(`${city().url}/account`);
}

/** Signs in by the page, as a person does. */
export async function signInByPage(
  page: Page,
  login: string,
  { password = demoPassword(login), url = city().url }: { password?: string; url?: string } = {},
): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await page.waitForURL((to) => to.pathname !== "/sign-in");
}

export function demoPassword(login: string): string {
  const account = city().signIns.find((s) => s.login === login);
  if (!account) throw new Error(`no demo account ${login}`);
  return account.password;
}

/** The id of whoever signs in by this name in the city of the run. */
export async function demoUser(login: string): Promise<number> {
  const { rows } = await asOwner((c) => c.query<{ id: number }>("select id from app_user where login = $1", [login]));
  if (!rows[0]) throw new Error(`no account ${login}`);
  return rows[0].id;
}

/** Opens a one-time link and sets the password it is for. */
export async function setPassword(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await page.getByLabel("Nhập lại mật khẩu mới").fill(password);
  await page.getByRole("button", { name: "Đặt mật khẩu" }).click();
  await page.getByRole("link", { name: "Đến trang đăng nhập" }).click();
  await page.waitForURL(/\/sign-in/);
}

/** `npm run admin:create` in a city, as an operator runs it. Gives the one-time link. */
export async function makeAdmin(place: Place, login: string, name: string): Promise<string> {
  const { code, said } = await runNode(
    ["--import", "tsx", "lib/cli/admin-create.ts", "--login", login, "--name", name],
    place.settings,
  );
  expect(code, said).toBe(0);
  return said.split("\n").find((line) => line.startsWith(place.url)) ?? "";
}

/** A dossier taken in by `takeIn`. */
type Made = { id: number; code: string };
/**
 * Takes in a birth registration for each of these people at the desk of phường Trần Phú, with the session of the page, and takes each
 * through these moves.
 */
export async function takeIn(officer: Page, names: readonly string[], moves: readonly object[] = []): Promise<Made[]> {
  return officer.evaluate(
    async ({ people, steps }) => {
      const send = async (path: string, body: object) => {
        const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
        const answer = await fetch(`/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
        const told = await answer.json();
        if (!answer.ok) throw new Error(JSON.stringify(told));
        return told;
      };
      const { procedures } = await (await fetch("/api/v1/procedures?text=khai+sinh")).json();
      const { units } = await (await fetch("/api/v1/units")).json();
      const unit = units.find((u: { name: string }) => u.name.includes("phường Trần Phú"));
      const terms = await (await fetch(`/api/v1/procedures/${procedures[0].id}/terms?channel=COUNTER`)).json();
      const papers = terms.papers.map(({ id: procedurePaperId }: { id: number }) => ({ procedurePaperId, form: "ORIGINAL" }));
      const made = [];
      for (const applicantName of people) {
        const base = { step: "accept", procedureId: procedures[0].id, unitId: unit.id, channel: "COUNTER", papers };
        let { id, code, version } = await send("dossiers", { ...base, applicantName });
        for (const step of steps) ({ version } = await send(`dossiers/${id}/moves`, { version, ...step }));
        made.push({ id, code });
      }
      return made;
    },
    { people: names, steps: moves },
  );
}

/** A test that fails when any page of it asks outside, breaks the policy of its page, reports an error or gets a server's fault. */
export const test = base.extend<{ watched: Watch }>({
  watched: [
    async ({ browser, context }, use) => {
      ours.add(new URL(city().url).host);
      const watch = new Watch();
      const begin = (other: BrowserContext) => void watch.over(other);
      await watch.over(context);
      browser.on("context", begin);
      await use(watch);
      browser.off("context", begin);
      expect(watch.faults).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect, ours };
