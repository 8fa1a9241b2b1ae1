import type { Page } from "@playwright/test";
import { city, expect, ours, signIn, takeIn, test } from "./city";
import { type Place, startPlace } from "./place";
import { fullDossier, hostile, onNoPage, poison, written, writtenInside } from "./poison";
import { pagePaths } from "./walk";
import { settled } from "./watch";

/** T-35: a city in which everything anybody ever wrote is an attack. */
let place: Place;
test.beforeAll(async () => {
  place = await startPlace("hostile", city().hostile);
  ours.add(new URL(place.url).host);
});
test.afterAll(() => place.stop());

const every = [
  ...Object.entries(written).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
  ...writtenInside,
];

/** Nothing of what was written became part of the page; answers which columns it shows as text. */
async function read(page: Page): Promise<string[]> {
  const { alive, ran, text } = await page.evaluate(() => ({
    ran: "ran" in window,
    alive: [...document.querySelectorAll("*")]
      .filter((element) =>
        [...element.attributes].some(
          ({ name, value }) =>
            name.startsWith("on") || name === "srcdoc" || /^\s*(javascript|data:text)/i.test(value.replace(/[\t\n\r]/g, "")),
        ),
      )
      .concat([...document.querySelectorAll('img[src="x"], script:not([nonce]):not([src])')])
      .map((element) => element.outerHTML.slice(0, 300)),
    text: `${document.title}\n${document.body.innerText}\n${[...document.querySelectorAll("[aria-label], [title], option, input")]
      .map((e) => `${e.getAttribute("aria-label")} ${e.getAttribute("title")} ${e.textContent} ${e.getAttribute("value")}`)
      .join("\n")}`,
  }));
  expect({ ran, alive }, page.url()).toEqual({ ran: false, alive: [] });
  return every.filter((column) => text.includes(column));
}

test("control: what became part of a page is seen, though the policy keeps it from running", async ({ page, watched }) => {
  watched.forgive(/Content Security Policy/);
  await page.goto(`${place.url}/sign-in`);
  await read(page);
  const refused = page.waitForEvent("console", (message) => /Content Security Policy/.test(message.text()));
  await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), hostile);
  await refused;
  await expect(read(page)).rejects.toThrow("onerror");
});

test("a register of attacks, its name, its headings and its cells are read as text", async ({ page }) => {
  await signIn(page, "mot-cua", { url: place.url });
  await page.goto(`${place.url}/imports`);
  const lines = [
    ["Họ và tên", "Mã hồ sơ", "Tên TTHC", "Ngày tiếp nhận", hostile],
    [hostile, "H22.15.12-260105-9001", hostile, "05/01/2026", hostile],
    [hostile, hostile, hostile, hostile, hostile],
  ].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";"));
  await page.getByLabel("Tệp sổ hồ sơ").setInputFiles({
    name: `${hostile}.csv`.replaceAll("/", "∕"),
    mimeType: "text/csv",
    buffer: Buffer.from(lines.join("\r\n")),
  });
  await page.getByRole("button", { name: "Tải lên và kiểm tra" }).click();
  await page.waitForURL(/\/imports\/\d+/);
  await expect(page.getByRole("main")).toContainText("<img src=x");
  await read(page);
  await page.getByRole("button", { name: "Kiểm tra thử toàn bộ" }).click();
  await expect(page.getByRole("heading", { name: /Kết quả kiểm tra thử/ })).toBeVisible();
  await read(page);
});

test("whatever anybody wrote stands on every page as the text it is, and runs on none", async ({ browser, page }) => {
  // Some fifty pages.
  test.setTimeout(600_000);
  // What the demo has none of: something kept by each of these rooms, before everything in it turns bad.
  await signIn(page, "mot-cua", { url: place.url });
  await takeIn(page, ["Người Thử Nghiệm"]);
  const kept = await page.evaluate(async (name) => {
    const body = JSON.stringify({ page: "/dossiers", name: "Của tôi", query: `text=${encodeURIComponent(name)}` });
    const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    return (await fetch("/api/v1/views", { method: "POST", headers, body })).status;
  }, hostile);
  expect(kept).toBe(200);
  const full = await fullDossier(city().hostile.ownerUrl);
  const clean = await poison(city().hostile.ownerUrl);
  expect(clean).toEqual([]);

  const seen = new Set<string>();
  const look = async (on: Page) => {
    await expect(on.getByRole("heading", { level: 1 })).toBeVisible();
    await settled(on);
    for (const column of await read(on)) seen.add(column);
  };
  const walked = new Set<string>();
  const evil = new URLSearchParams(
    [
      "from",
      "to",
      "asOf",
      "unitId",
      "indicator",
      "by",
      "heat",
      "cursor",
      "back",
      "year",
      "q",
      "next",
      "error",
      "x",
      "code",
      "period",
      "why",
    ].map((name) => [name, hostile]),
  ).toString();
  const visit = async (on: Page, path: string, pattern = path) => {
    walked.add(pattern);
    await on.goto(`${place.url}${path}?${evil}`);
    await look(on);
  };
  for (const [login, paths] of [
    ["mot-cua", ["/", "/dossiers", "/dossiers/new", "/dossiers/work", "/dossiers/print", "/imports", "/signatures"]],
    [
      "lanh-dao",
      [
        "/",
        "/dossiers/board",
        "/documents/board",
        "/documents/certificates",
        "/quality",
        "/quality/report",
        "/ratings",
        "/cameras",
        "/cameras/wall",
        "/subsystems",
        "/account",
        "/developers",
      ],
    ],
    [
      "truong-phuong",
      [
        ...[
          "/documents",
          "/documents/new",
          "/documents/books",
          "/documents/import",
          "/documents/work",
          "/documents/signing",
          "/documents/exchange",
        ],
        ...["/meetings", "/meetings/new"],
      ],
    ],
    [
      "quan-tri",
      "users users/review units areas procedures procedures/import procedures/sectors calendar targets subsystems quality city keys exchange agencies trust certificates health"
        .split(" ")
        .map((name) => `/admin/${name}`)
        .concat("/setup", "/cameras/import", "/cameras/registry"),
    ],
    ["kiem-tra", ["/admin/audit"]],
  ] as const) {
    const context = await browser.newContext();
    const on = await context.newPage();
    await signIn(on, login, { url: place.url });
    for (const path of paths) await visit(on, path);
    if (login === "mot-cua") {
      await on.goto(`${place.url}/dossiers?text=${encodeURIComponent(hostile)}`);
      await look(on);
      await on.goto(`${place.url}/dossiers`);
      await on.getByRole("button", { name: /Bộ lọc đã lưu/ }).click();
      await look(on);
      await on.keyboard.press("Escape");
      await on.goto(`${place.url}/dossiers/${full}`);
      await expect(on.getByRole("heading", { level: 1 })).toBeVisible();
      await on.getByText(/^Đã gỡ \(\d+\)$/).click();
      walked.add("/dossiers/[id]");
      await look(on);
      await on.goto(`${place.url}/imports`);
      await on.getByRole("main").getByRole("table").getByRole("link").first().click();
      await on.waitForURL(/\/imports\/\d+/);
      walked.add("/imports/[id]");
      await look(on);
    }
    if (login === "truong-phuong") {
      await on.goto(`${place.url}/documents`);
      await on.getByRole("rowheader").first().getByRole("link").click();
      await on.waitForURL(/\/documents\/\d+/);
      walked.add("/documents/[id]");
      // Both come after the page.
      for (const name of ["Giải quyết văn bản", "Diễn biến", "Tệp văn bản"])
        await expect(on.getByRole("heading", { name })).toBeVisible();
      await look(on);
      await on.goto(`${place.url}/documents?direction=OUTGOING`);
      await on.getByRole("rowheader").first().getByRole("link").click();
      await on.waitForURL(/\/documents\/\d+/);
      await expect(on.getByRole("heading", { name: "Gửi qua liên thông" })).toBeVisible();
      await look(on);
      await on.goto(`${place.url}/documents/exchange?box=OUT`);
      await expect(on.locator("[data-dispatch]").first()).toBeVisible();
      await look(on);
      for (const box of ["IN", "UNREADABLE"]) {
        await on.goto(`${place.url}/documents/exchange?box=${box}`);
        await on.locator("[data-packet]").first().getByRole("button").click();
        await expect(on.getByRole("dialog").locator("dl").first()).toBeVisible();
        await look(on);
        await on.keyboard.press("Escape");
      }
      await on.goto(`${place.url}/documents/import`);
      await on.getByRole("main").getByRole("table").getByRole("link").first().click();
      await on.waitForURL(/\/documents\/import\/\d+/);
      walked.add("/documents/import/[id]");
      await expect(on.getByRole("heading", { name: "Tệp PDF đi kèm" })).toBeVisible();
      await look(on);
    }
    if (login === "truong-phuong") {
      for (const [part, state] of [
        ["upcoming", "CANCELLED"],
        ["past", "HELD"],
      ] as const) {
        await on.goto(`${place.url}/meetings?part=${part}`);
        await look(on);
        await on.locator(`li[data-state="${state}"]`).first().getByRole("link").first().click();
        await on.waitForURL(/\/meetings\/\d+/);
        await expect(on.getByRole("heading", { name: "Ai đã mở tài liệu nào" })).toBeVisible();
        walked.add("/meetings/[id]");
        await look(on);
      }
      await on.getByText("Tài liệu đã gỡ").click();
      await look(on);
    }
    if (login === "lanh-dao") {
      await visit(on, "/cameras/board");
      await expect(on.getByRole("heading", { name: "Cách tính" })).toBeVisible();
      await look(on);
      await visit(on, "/cameras/board/list");
      await on.goto(`${place.url}/cameras/board/list?from=2026-01-01&to=2026-12-31&set=in-service`);
      await expect(on.getByRole("table").first()).toBeVisible();
      await look(on);
      await visit(on, "/subsystems/digital-infrastructure", "/subsystems/[code]");
      await expect(on.getByRole("heading", { name: "Cách tính" })).toBeVisible();
      await look(on);
      await on.goto(`${place.url}/cameras`);
      await on.getByRole("list", { name: "Các camera đang dùng" }).getByRole("link").first().click();
      await on.waitForURL(/\/cameras\/\d+/);
      await expect(on.getByRole("heading", { name: "Các sự cố" })).toBeVisible();
      walked.add("/cameras/[id]");
      await look(on);
      await on.goto(`${place.url}/`);
      await on.getByRole("heading", { name: "Theo địa bàn" }).scrollIntoViewIfNeeded();
      await expect(on.locator(".leaflet-container path").first()).toBeVisible();
      await look(on);
    }
    if (login === "quan-tri") {
      await visit(on, "/admin/subsystems/digital-infrastructure", "/admin/subsystems/[code]");
      await expect(on.getByRole("heading", { name: "Các lần nhận số liệu" })).toBeVisible();
      await look(on);
      await on.goto(`${place.url}/admin/users`);
      await on.getByRole("rowheader").first().getByRole("link").click();
      await on.waitForURL(/\/admin\/users\/\d+/);
      walked.add("/admin/users/[id]");
      await look(on);
      // One with a process and papers of its own, one whose limit is in words.
      for (const code of ["1.013225", "2.002516"]) {
        await on.goto(`${place.url}/admin/procedures?text=${code}`);
        await on.getByRole("rowheader").first().getByRole("link").click();
        await on.waitForURL(/\/admin\/procedures\/\d+/);
        await expect(on.getByRole("tab").first()).toBeVisible();
        for (const tab of await on.getByRole("tab").all()) {
          await tab.click();
          await look(on);
        }
      }
      walked.add("/admin/procedures/[id]");
    }
    await context.close();
  }
  const nobody = await (await browser.newContext()).newPage();
  for (const path of ["/sign-in", "/welcome", "/procedures"]) await visit(nobody, path);
  for (const code of ["1.013225", "2.002516"]) await visit(nobody, `/procedures/${code}`, "/procedures/[code]");
  for (const path of ["/look-up", "/transparency"]) await visit(nobody, path);
  await visit(nobody, "/rating/none-of-ours", "/rating/[token]");
  await nobody.context().close();

  expect(pagePaths().filter((path) => !walked.has(path))).toEqual([]);
  expect(every.filter((column) => !seen.has(column)).sort()).toEqual([...onNoPage].sort());
});
