import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { z } from "zod";

const City = z.object({
  url: z.string(),
  ownerUrl: z.string(),
  signIns: z.array(z.object({ login: z.string(), password: z.string(), role: z.string(), name: z.string() })),
});

/** Where the city of this run is, and who may sign in. */
export function city() {
  return City.parse(JSON.parse(readFileSync(join(import.meta.dirname, "../artefacts/city.json"), "utf8")));
}

/** Signs in by the page, as a person does. */
export async function signIn(page: Page, login: string): Promise<void> {
  const account = city().signIns.find((s) => s.login === login);
  if (!account) throw new Error(`no demo account ${login}`);
  await page.goto(`${city().url}/sign-in`);
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** A test that fails when the page asks for anything outside the city's own server, or its console reports an error. */
export const test = base.extend<{ noOutsideRequests: undefined }>({
  noOutsideRequests: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("request", (request) => {
        const { protocol, host } = new URL(request.url());
        if (protocol.startsWith("http") && host !== new URL(city().url).host) faults.push(`outside request: ${request.url()}`);
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
