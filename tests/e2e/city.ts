import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { z } from "zod";
import { runNode } from "../cli/program";
import type { Place } from "./place";

const Addresses = z.object({ ownerUrl: z.string(), appUrl: z.string() });
const City = z.object({
  url: z.string(),
  /** The database's owner, for what no person could do. */
  ownerUrl: z.string(),
  signIns: z.array(z.object({ login: z.string(), password: z.string(), role: z.string(), name: z.string() })),
  /** Databases for a city of one's own: only migrated, and the demo city once more. */
  bare: Addresses,
  spare: Addresses,
});

/** Where the city of this run is, and who may sign in. */
export function city() {
  return City.parse(JSON.parse(readFileSync(join(import.meta.dirname, "../artefacts/city.json"), "utf8")));
}

/** Signs in by the page, as a person does. `password` unless it is a demo account, `url` unless it is the city of the run. */
export async function signIn(
  page: Page,
  login: string,
  { password = demoPassword(login), url = city().url } = {},
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

/** Opens a one-time link and sets the password it is for. */
export async function setPassword(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await page.getByLabel("Nhập lại mật khẩu mới").fill(password);
  await page.getByRole("button", { name: "Đặt mật khẩu" }).click();
  await page.getByRole("link", { name: "Đến trang đăng nhập" }).click();
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

/** Accepts a birth registration at the desk of phường Trần Phú, with the session of the page. */
export async function acceptDossier(officer: Page): Promise<void> {
  const accepted = await officer.evaluate(async () => {
    const { procedures } = await (await fetch("/api/v1/procedures?text=khai+sinh")).json();
    const { units } = await (await fetch("/api/v1/units")).json();
    const unit = units.find((u: { name: string }) => u.name.includes("phường Trần Phú"));
    const answer = await fetch("/api/v1/dossiers", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      body: JSON.stringify({
        step: "accept",
        procedureId: procedures[0].id,
        unitId: unit.id,
        channel: "COUNTER",
        applicantKind: "CITIZEN",
        applicantName: "Người Thử Nghiệm",
      }),
    });
    return { status: answer.status, text: await answer.text() };
  });
  expect(accepted.status, accepted.text).toBe(200);
}

/** Other addresses on the loopback interface that tests have started: a second city, its identity provider. */
export const ours = new Set<string>();

/** A test that fails when the page asks for anything outside the city's own server, or its console reports an error. */
export const test = base.extend<{ noOutsideRequests: undefined }>({
  noOutsideRequests: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("request", (request) => {
        const { protocol, host } = new URL(request.url());
        if (protocol.startsWith("http") && host !== new URL(city().url).host && !ours.has(host))
          faults.push(`outside request: ${request.url()}`);
      });
      page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" && /Content Security Policy|Hydration|hydrat/i.test(message.text()))
          faults.push(`console: ${message.text()}`);
      });
      await use(undefined);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };
