import type { Locator, Page } from "@playwright/test";

/** Counts what is pressed beyond what belongs to the applicant. */
export class Keys {
  count = 0;
  constructor(private readonly page: Page) {}
  async press(key: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.press(key);
  }
  async type(text: string): Promise<void> {
    this.count += text.length;
    await this.page.keyboard.type(text);
  }
  /** Name, number, address: what any form would have to be told. */
  async own(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }
  /** Tab until the wish has the focus; each one counts. */
  async tabTo(wish: Locator, most = 12): Promise<void> {
    for (let step = 0; step < most; step += 1) {
      await this.press("Tab");
      if (await wish.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error("Tab does not come there");
  }
}
