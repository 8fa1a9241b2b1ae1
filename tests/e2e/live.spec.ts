import { acceptDossier, city, expect, signIn, test } from "./city";

test("a dossier accepted in one browser changes the overview in another within a second", async ({ browser, page }) => {
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}/`);
  await expect(page.locator('[data-state="live"]').first()).toBeVisible();
  const tile = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Đang giải quyết", exact: true }) });
  const before = await tile.textContent();

  const desk = await browser.newContext({ locale: "vi-VN" });
  const officer = await desk.newPage();
  await signIn(officer, "mot-cua");
  await acceptDossier(officer);
  await expect.poll(() => tile.textContent(), { timeout: 1_000, intervals: [50] }).not.toBe(before);
  await desk.close();
});
