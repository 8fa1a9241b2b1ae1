import { mkdirSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./city";

const folder = join(import.meta.dirname, "../artefacts/screens");

const widths = [390, 1280, 1920] as const;
const schemes = ["light", "dark"] as const;

/** The files `keepPictures` makes. */
export const pictures = (name: string): string[] =>
  schemes.flatMap((scheme) => widths.map((width) => join(folder, `${name}-${scheme}-${width}.png`)));
/** How the pictures of a page are called: `/admin/users/[id]` → `page-admin-users-id`. */
export const pageName = (path: string): string =>
  `page${path === "/" ? "-overview" : path.replace(/[[\]]/g, "").replaceAll("/", "-")}`;

/** Keeps a picture of the page at the widths people use, in both themes: artefacts to look at, not to compare. */
export async function keepPictures(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 500 ? 844 : 1080 });
      await page.screenshot({ path: join(folder, `${name}-${scheme}-${width}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  if (before) await page.setViewportSize(before);
}

/** No violation of WCAG 2.2 A and AA that a machine can find, in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const axe = new AxeBuilder({ page });
    // A theme changes colours and nothing else.
    const { violations } = await (scheme === "light"
      ? axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
      : axe.withRules(["color-contrast", "link-in-text-block"])
    ).analyze();
    const told = violations.map(
      (v) =>
        `${scheme} ${v.id}: ${v.nodes
          .map((n) => n.target.join(" "))
          .slice(0, 5)
          .join(" | ")}`,
    );
    expect(told, page.url()).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}
