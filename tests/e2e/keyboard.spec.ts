import type { Locator, Page } from "@playwright/test";
import { city, demoPassword, expect, test } from "./city";

/** Goes on with Tab until the wish has the focus, and sees to it that the focus can be seen on the way. */
async function tabTo(page: Page, wish: Locator, limit = 150): Promise<void> {
  await expect(wish).toBeVisible();
  for (let step = 0; step < limit; step += 1) {
    await page.keyboard.press("Tab");
    const isSeen = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return true;
      // The ring may be drawn by a part around it or behind it: a tile, a checkbox's label.
      const rings = [focused, focused.parentElement, focused.closest("article, li, tr, label")].flatMap((element) =>
        element ? [null, "::before", "::after"].map((part) => getComputedStyle(element, part)) : [],
      );
      return rings.some((style) => (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none");
    });
    const name = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
    expect(isSeen, `the focus can be seen: ${name}`).toBe(true);
    if (await wish.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("Tab does not come there");
}

test("from signing in to one dossier without a mouse", async ({ page }) => {
  await page.goto(`${city().url}/sign-in`);
  await expect(page.getByLabel("Tên đăng nhập")).toBeFocused();
  await expect(page.getByRole("button", { name: "Đăng nhập", exact: true })).toBeEnabled();
  await page.keyboard.type("lanh-dao");
  await page.keyboard.press("Tab");
  await page.keyboard.type(demoPassword("lanh-dao"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Tổng quan" })).toBeVisible();

  await tabTo(page, page.getByRole("link", { name: "Đến nội dung chính" }), 1);
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await tabTo(page, page.getByRole("article").getByRole("link", { name: "Đang quá hạn" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/indicator=overdue-now/);
  const drill = page.getByRole("region", { name: /^Đang quá hạn theo/ });
  await tabTo(page, drill.getByRole("rowheader").first().getByRole("link"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/by=procedure/);
  await tabTo(page, drill.getByRole("rowheader").first().getByRole("link"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/dossiers\?.*set=overdue/);
  await tabTo(page, page.getByRole("link", { name: /^H22\./ }).first());
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/dossiers\/\d+/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("H22.");
});

test("into English and back by keyboard, on the sign-in page and behind it", async ({ page }) => {
  await page.goto(`${city().url}/sign-in`);
  await expect(page.getByRole("button", { name: "Đăng nhập", exact: true })).toBeEnabled();
  await page.getByRole("button", { name: "English" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByLabel("User name").fill("lanh-dao");
  await page.getByLabel("Password", { exact: true }).fill(demoPassword("lanh-dao"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect(page.getByText("Simulated data").first()).toBeVisible();

  const menu = page.getByRole("complementary").getByRole("button", { name: /^Account / });
  await menu.press("Enter");
  await page.getByRole("menuitemradio", { name: "Tiếng Việt" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Tổng quan" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
});
