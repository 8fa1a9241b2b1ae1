import type { Locator, Page } from "@playwright/test";
import { city, demoPassword, expect, test } from "./city";

/** Goes on with Tab until the wish has the focus, and sees to it that the focus can be seen on the way. */
async function tabTo(page: Page, wish: Locator, limit = 150, key = "Tab"): Promise<void> {
  await expect(wish).toBeVisible();
  for (let step = 0; step < limit; step += 1) {
    await page.keyboard.press(key);
    // One question a step: a hundred steps are asked about, and a busy machine is slow to answer each.
    const { isSeen, isThere, name } = await wish.evaluate((element) => {
      const focused = document.activeElement;
      const name = focused?.outerHTML.slice(0, 200);
      if (!focused || focused === document.body) return { isSeen: true, isThere: false, name };
      // The ring may be drawn by a part around it or behind it: a tile, a checkbox's label.
      const rings = [focused, focused.parentElement, focused.closest("article, li, tr, label")].flatMap((element) =>
        element ? [null, "::before", "::after"].map((part) => getComputedStyle(element, part)) : [],
      );
      const isSeen = rings.some(
        (style) => (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none",
      );
      return { isSeen, isThere: element === focused, name };
    });
    expect(isSeen, `the focus can be seen: ${name}`).toBe(true);
    if (isThere) return;
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
  // By its whole name: until the next answer is there, the table of units stands under the address of the procedures.
  const first = (name: string) => page.getByRole("region", { name }).getByRole("rowheader").first().getByRole("link");
  await tabTo(page, first("Đang quá hạn theo đơn vị"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/by=procedure/);
  // A step further down the focus stands at the next table, and a step up at the one above it.
  await tabTo(page, first("Đang quá hạn theo thủ tục"), 5);
  const path = page.getByRole("navigation", { name: "Đang xem" }).getByRole("link").first();
  await tabTo(page, path, 5, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/by=unit/);
  await tabTo(page, first("Đang quá hạn theo đơn vị"), 5);
  await page.keyboard.press("Enter");
  await page.waitForURL(/by=procedure/);
  await tabTo(page, first("Đang quá hạn theo thủ tục"), 5);
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
