import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, expectAccessibleOnPhone, keepPictures, pageName } from "./screens";
import { settled } from "./watch";

const pages: readonly [login: string, paths: readonly string[]][] = [
  [
    "lanh-dao",
    [
      "/",
      "/dossiers/board",
      "/dossiers",
      "/ratings",
      "/cameras",
      "/subsystems",

      "/account",
    ],
  ],
  ["mot-cua", ["/imports", "/dossiers", "/dossiers/work", "/dossiers/new", "/dossiers/print"]],
  [
    "truong-phuong",
    [
      ...["/documents", "/documents/new", "/documents/books", "/documents/import", "/documents/work", "/documents/signing"],
      ...["/meetings", "/meetings/new"],
    ],
  ],
  [
    "quan-tri",
    [
      "/admin/users",
      "/admin/users/review",
      "/admin/units",
      "/admin/areas",
      "/admin/procedures",
      "/admin/procedures/import",
      "/admin/procedures/sectors",
      "/admin/calendar",
      "/admin/targets",
      "/admin/subsystems",
      "/admin/city",
      "/admin/keys",
      "/admin/exchange",
      "/admin/health",
      "/setup",
      "/developers",
    ],
  ],
  ["kiem-tra", ["/admin/audit"]],
];

/** Of each page one set; the overview's is kept where its map has been waited for, that of the work with documents where there is some. */
const kept = new Set(["/", "/documents/work", "/documents/signing"]);

test("the sign-in page is accessible in both themes", async ({ page }) => {
  await page.goto(`${city().url}/sign-in`);
  await expectAccessible(page);
  await keepPictures(page, pageName("/sign-in"));
});

for (const [login, paths] of pages)
  test(`the pages of ${login} are accessible in both themes`, async ({ page }) => {
    test.setTimeout(paths.length * 60_000);
    await signIn(page, login);
    for (const path of paths) {
      await page.goto(`${city().url}${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await settled(page);
      await expectAccessible(page);
      await expectAccessibleOnPhone(page);
      if (!kept.has(path)) await keepPictures(page, pageName(path));
      kept.add(path);
    }
  });

test("the page of one account is accessible in both themes", async ({ page }) => {
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/users`);
  await page.getByRole("rowheader").first().getByRole("link").click();
  await page.waitForURL(/\/admin\/users\/\d+/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await keepPictures(page, pageName("/admin/users/[id]"));
});

/** The words of the frame: what its links, buttons and headings are called, but for names. */
const frameOf = (page: Page): Promise<string[]> =>
  page.getByRole("complementary").evaluate(
    (frame, name) => {
      const words = [...frame.querySelectorAll("a, button, h2, h3, [aria-label]")].flatMap((part) => [
        part.textContent?.trim() ?? "",
        part.getAttribute("aria-label") ?? "",
      ]);
      return [...new Set(words)].filter((word) => word && word !== "Vọng Lâu" && !word.includes(name));
    },
    city().signIns.find((s) => s.login === "lanh-dao")?.name ?? "",
  );
const areaNames = readdirSync(join(import.meta.dirname, "../../app/messages"))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()));
/** A message that was not found shows its own name: "dossiers.list.title". */
const key = new RegExp(`\\b(${areaNames.join("|")})\\.[a-zA-Z]\\w*`);

test("in English every word of the frame changes, and nothing is left as a key", async ({ page }) => {
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}/`);
  const vietnamese = await frameOf(page);
  await page.context().clearCookies();
  await page.context().addCookies([{ name: "locale", value: "en", url: city().url }]);
  const account = city().signIns.find((s) => s.login === "lanh-dao");
  await page.goto(`${city().url}/sign-in`);
  await page.locator('input[type="password"]').fill(account?.password ?? "");
  await page.locator('input[autocomplete="username"]').fill("lanh-dao");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("navigation").first()).toContainText("Overview");
  const english = await frameOf(page);
  expect(english.length).toBeGreaterThan(8);
  expect(english.filter((word) => vietnamese.includes(word))).toEqual([]);
  for (const path of pages.flatMap(([login, paths]) => (login === "lanh-dao" ? paths : []))) {
    await page.goto(`${city().url}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await settled(page);
    expect(key.exec(await page.locator("body").innerText())?.[0], path).toBeUndefined();
    expect((await page.getByRole("heading", { level: 1 }).innerText()).replace(account?.name ?? "", ""), path).not.toMatch(
      /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i,
    );
  }
  expect(key.test("Tìm thấy dossiers.list.title")).toBe(true);
});
