import { defineConfig } from "@playwright/test";

/** End to end, in a real browser, against the built application with its front door, worker and a PostgreSQL of its own. */
export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  // A busy machine is slow, not wrong.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  retries: 0,
  // A city for each: see the set-up. Within a file tests follow each other.
  workers: 2,
  globalSetup: "./tests/e2e/city.setup.ts",
  reporter: [["list"], ["json"]],
  projects: [
    { name: "screens", testIgnore: "pictures.spec.ts" },
    // What the others have left behind, so after them.
    { name: "pictures", testMatch: "pictures.spec.ts", dependencies: ["screens"] },
  ],
  use: {
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    // A failure keeps a picture of its page and, as Playwright does by itself, what stood on it. A trace is costly for all that pass:
    // `npx playwright test --trace on` makes one of whatever failed.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        // There is none, and pretending one in software is slower than drawing without.
        "--disable-gpu",
      ],
    },
  },
});
