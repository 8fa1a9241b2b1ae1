import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./city";

const folder = join(import.meta.dirname, "../artefacts/screens");

const schemes = ["light", "dark"] as const;
const widths = [390, 1280, 1920] as const;
/** Each width and each theme once; for whoever looks closer (`PICTURES=all`), every width in both themes. */
const shots: readonly (readonly [(typeof schemes)[number], (typeof widths)[number]])[] =
  process.env.PICTURES === "all"
    ? schemes.flatMap((scheme) => widths.map((width) => [scheme, width] as const))
    : [
        ["light", 390],
        ["light", 1920],
        ["dark", 1280],
      ];

/** The files `keepPictures` makes. */
export const pictures = (name: string): string[] =>
  shots.map(([scheme, width]) => join(folder, `${name}-${scheme}-${width}.png`));
/** How the pictures of a page are called: `/admin/users/[id]` → `page-admin-users-id`. */
export const pageName = (path: string): string =>
  `page${path === "/" ? "-overview" : path.replace(/[[\]]/g, "").replaceAll("/", "-")}`;

/**
 * Keeps a picture of the page, which must fit a phone, at the widths people use, in both themes: artefacts to look at, not to compare.
 * The browser is asked itself, since it can be told that a larger file is no matter: packing them well took longer than drawing them.
 */
export async function keepPictures(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  const browser = await page.context().newCDPSession(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const [scheme, width] of shots) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: width < 500 ? 844 : 1080 });
    // What measures itself draws itself anew a frame later.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    // On a phone nothing of a page reaches past the edge.
    const reach = width < 500 ? await page.evaluate(() => document.documentElement.scrollWidth) : 0;
    expect.soft(reach, `${name}: how far it reaches at ${width} px`).toBeLessThanOrEqual(width);
    const { cssContentSize } = await browser.send("Page.getLayoutMetrics");
    const { data } = await browser.send("Page.captureScreenshot", {
      format: "png",
      optimizeForSpeed: true,
      captureBeyondViewport: true,
      clip: { ...cssContentSize, scale: 1 },
    });
    writeFileSync(join(folder, `${name}-${scheme}-${width}.png`), data, "base64");
  }
  await browser.detach();
  await page.emulateMedia({ colorScheme: "light" });
  if (before) await page.setViewportSize(before);
}

/** A colour on its way from one theme to the other is neither's, and the page hears of the other one a frame late. */
async function whenAtRest(): Promise<void> {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const moving = () => document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime));
  for (let calm = 0; calm < 3; calm = moving().length > 0 ? 0 : calm + 1) {
    await Promise.all(moving().map((one) => one.finished.catch(() => undefined)));
    await frame();
  }
}

/** What a narrow screen can break, whose tables become cards: sizes of what is pressed, what scrolls, roles, names and colours. */
const onPhones = [
  ...["target-size", "scrollable-region-focusable", "aria-required-children", "aria-required-parent", "aria-hidden-focus"],
  ...["button-name", "link-name", "label", "select-name", "nested-interactive", "color-contrast", "meta-viewport"],
];

/** The same of the page on a phone, as far as its width has to do with it. */
export async function expectAccessibleOnPhone(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(whenAtRest);
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.withRules(onPhones).analyze();
  const told = violations.map(
    (v) =>
      `390 px ${v.id}: ${v.nodes
        .map((n) => n.target.join(" "))
        .slice(0, 5)
        .join(" | ")}`,
  );
  expect.soft(told, page.url()).toEqual([]);
  if (before) await page.setViewportSize(before);
}

/** No violation of WCAG 2.2 A and AA that a machine can find, in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  // The name of a page comes a moment after the page itself when one was led there by a link.
  await expect(page).toHaveTitle(/./);
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.evaluate(whenAtRest);
    // What passed is not told in full: that took longer than looking. No frame of ours is of another origin, so one run sees them all.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
    // A theme changes colours and nothing else.
    const { violations } = await (scheme === "light"
      ? axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
      : axe.withRules(["color-contrast", "link-in-text-block"])
    ).analyze();
    const told = violations.map(
      (v) =>
        `${scheme} ${v.id}: ${v.nodes
          .map((n) => [n.target.join(" "), ...n.any.map((one) => one.message)].join(": "))
          .slice(0, 5)
          .join(" | ")}`,
    );
    expect(told, page.url()).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}
