import type { BrowserContext, Locator, Page } from "@playwright/test";

/** Runs in every document: marks it once React has taken over whatever can be pressed or filled. Other people's pages are alive at once. */
function markWhenAlive(): void {
  const isAlive = () => {
    if (document.readyState === "loading") return false;
    if (!document.querySelector('script[src^="/_next/static/"]')) return true;
    const parts = [...document.querySelectorAll("a, button, input, select, textarea")];
    // What a map draws of itself is never React's: where it came before this looked, the page would sleep for ever.
    const ours = parts.filter((part) => !part.closest(".leaflet-container"));
    return ours.every((part) => Object.keys(part).some((key) => key.startsWith("__reactProps$")));
  };
  const look = () => {
    if (!isAlive()) return void setTimeout(look, 10);
    // What the page listens for by an effect is there a frame later.
    requestAnimationFrame(() => setTimeout(() => document.documentElement.toggleAttribute("data-alive", true)));
  };
  look();
}

const asleep = (page: Page): Locator => page.locator("html:not([data-alive])");
const waiting = new WeakMap<Page, Promise<void>>();

/**
 * React paints a part of the page first and binds the keys it listens for after that: by a task of the common kind, so nothing of it
 * is left once a frame was drawn and a task of the lowest kind has had its turn. (The browser's own word for idle can be withheld for
 * as long as a frame is owed, which on a page at rest is for ever.)
 */
const whenIdle = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => void scheduler.postTask(() => resolve(), { priority: "background" })));

/** Waits until the page is alive and has nothing left to do. */
export async function idle(page: Page): Promise<void> {
  await asleep(page).waitFor({ state: "detached" });
  // A page that the act before this one is about to leave has nothing to wait for.
  await page.evaluate(whenIdle).catch(() => undefined);
}

/** A key goes to no part of the page, so that nothing makes it wait for the page as a click waits for its button. */
function pressWhenIdle(page: Page): void {
  const press = page.keyboard.press.bind(page.keyboard);
  page.keyboard.press = async (key, options) => {
    if (waiting.has(page)) await idle(page);
    await press(key, options);
  };
}

/**
 * What the server sent can be seen before its script runs, and a click on it then does nothing. With this, every act, every key and
 * every expectation on a page of the context waits until the page is alive.
 */
export async function waitWhileAsleep(context: BrowserContext): Promise<void> {
  context.on("page", (page) => {
    waiting.set(
      page,
      page.addLocatorHandler(asleep(page), async () => undefined),
    );
    pressWhenIdle(page);
  });
  await context.addInitScript(markWhenAlive);
}

/** For a test of what happens before that: acts on this page wait no more. */
export async function actBeforeAlive(page: Page): Promise<void> {
  await waiting.get(page);
  waiting.delete(page);
  await page.removeLocatorHandler(asleep(page));
}

/** The page comes alive only when the release is called; until then a test acts on what the server sent. */
export async function holdScripts(page: Page): Promise<() => void> {
  await actBeforeAlive(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  return release;
}
