import type { BrowserContext, Page, Request } from "@playwright/test";
import { idle, waitWhileAsleep } from "./alive";

/** Addresses on the loopback interface that a test may talk to: the city of the run, a second one, its identity provider. */
export const ours = new Set<string>();
/** Those of them whose pages are not the product's, and are not judged. */
export const strangers = new Set<string>();
const isStranger = (url: string): boolean => URL.canParse(url) && strangers.has(new URL(url).host);

const asked = new WeakMap<Page, Set<Request>>();
const quietMs = 150;
/** Waits until whatever the page has asked for since it was opened has come and is drawn. The live channel stays open and is not waited for. */
export async function settled(page: Page): Promise<void> {
  const wait = () => new Promise((resolve) => setTimeout(resolve, quietMs / 3));
  for (let calm = 0; calm < 3; calm = asked.get(page)?.size ? 0 : calm + 1) await wait();
  await idle(page);
}
function count(context: BrowserContext): void {
  // Kept by the request: a frame that is gone when its request ends no longer says whose it was.
  const pageOf = new WeakMap<Request, Page>();
  context.on("request", (request) => {
    if (request.isNavigationRequest() || request.resourceType() === "eventsource") return;
    // So do the live pictures of a wall.
    if (request.url().includes("/cameras/wall/stream?")) return;
    const page = request.frame().page();
    pageOf.set(request, page);
    asked.set(page, (asked.get(page) ?? new Set()).add(request));
  });
  const end = (request: Request) => {
    const page = pageOf.get(request);
    if (page) asked.get(page)?.delete(request);
  };
  context.on("requestfinished", end);
  context.on("requestfailed", end);
}

/** What went wrong on any page of a test, whoever opened it. */
export class Watch {
  readonly #faults: string[] = [];
  readonly #forgiven: RegExp[] = [];

  /** What a test brings about itself: a server that is away, say. */
  forgive(fault: RegExp): void {
    this.#forgiven.push(fault);
  }
  get faults(): readonly string[] {
    return this.#faults.filter((fault) => !this.#forgiven.some((pattern) => pattern.test(fault)));
  }

  async over(context: BrowserContext): Promise<void> {
    await waitWhileAsleep(context);
    count(context);
    context.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (!request.isNavigationRequest() && isStranger(request.frame().url())) return;
      if (/^(http|ws)/.test(protocol) && !ours.has(host)) this.#faults.push(`outside request: ${request.url()}`);
    });
    context.on("response", (response) => {
      if (response.status() >= 500) this.#faults.push(`answer ${response.status()}: ${response.url()}`);
    });
    context.on("weberror", (error) => {
      if (!isStranger(error.page()?.url() ?? "")) this.#faults.push(`page error: ${error.error().message}`);
    });
    context.on("console", (message) => {
      if (isStranger(message.page()?.url() ?? "")) return;
      // A refusal the test asks for is logged by the browser too; what the server failed at is seen by its answer.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
        this.#faults.push(`console: ${message.text()}`);
    });
    // Nothing of ours opens one, so whoever does is not ours.
    context.on("dialog", (dialog) => {
      this.#faults.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }
}
