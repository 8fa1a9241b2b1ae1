import type { Page } from "@playwright/test";

/** The print dialog is the browser's own; what leads to it is that the frame's print is called. It is noted and not opened. */
export async function withoutDialog(page: Page): Promise<void> {
  await page.evaluate(() => {
    const append = document.body.append.bind(document.body);
    document.body.append = (...nodes: (Node | string)[]) => {
      append(...nodes);
      for (const node of nodes)
        if (node instanceof HTMLIFrameElement)
          node.addEventListener(
            "load",
            (event) => {
              event.stopImmediatePropagation();
              document.body.dataset.printed = node.src;
            },
            { capture: true },
          );
    };
  });
}
