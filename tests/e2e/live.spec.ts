import { city, expect, signIn, takeIn, test } from "./city";

// How fast is the bench's to measure (`event to screen`); here: without a reload.
test("a dossier accepted in one browser changes the overview in another, live", async ({ browser, page }) => {
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}/`);
  await expect(page.locator('[data-state="live"]').first()).toBeVisible();
  const tile = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Đang giải quyết", exact: true }) });
  const before = await tile.textContent();

  const desk = await browser.newContext({ locale: "vi-VN" });
  const officer = await desk.newPage();
  await signIn(officer, "mot-cua");
  await takeIn(officer, ["Người Thử Nghiệm"]);
  await expect(tile).not.toHaveText(before ?? "");
  await desk.close();
});
