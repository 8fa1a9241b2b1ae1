import type { Page } from "@playwright/test";
import { freePort } from "@/lib/db/embedded";
import { client, startProvider } from "../auth/identity-provider";
import { city, expect, makeAdmin, ours, setPassword, signIn, test } from "./city";
import { type Place, startPlace } from "./place";
import { expectAccessible, keepPictures } from "./screens";
import { strangers } from "./watch";

const password = "cầu Yên Biên chiều mưa";
const ssoName = "Cổng đăng nhập của tỉnh";
let place: Place;
let provider: { stop(): Promise<void> };

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  const port = await freePort();
  place = await startPlace("bare", city().bare, {
    OIDC_ISSUER: `http://localhost:${port}`,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_NAME: ssoName,
  });
  provider = await startProvider(port, place.url);
  for (const url of [place.url, `http://localhost:${port}`]) ours.add(new URL(url).host);
  strangers.add(`localhost:${port}`);
});
test.afterAll(async () => {
  await place.stop();
  await provider.stop();
});

test("an empty city: a link from the console, four guided steps, and an overview that says how to begin", async ({ page }) => {
  const link = await makeAdmin(place, "quan.tri", "Vũ Hải Yến");
  await setPassword(page, link, password);
  await signIn(page, "quan.tri", { password, url: place.url });
  // Nothing is set up yet: that is where the first administrator is led.
  await expect(page.getByRole("heading", { level: 1, name: "Thiết lập ban đầu" })).toBeVisible();
  await expectAccessible(page);

  const step = (name: string) => page.getByRole("listitem").getByRole("button", { name, exact: true });
  await page.getByLabel("Tên thành phố").fill("Thành phố Thử Nghiệm");
  await page.getByLabel("Tỉnh").fill("Tỉnh Thử Nghiệm");
  await keepPictures(page, "set-up-city");
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByText("Đã có 1 đơn vị.")).toBeVisible();

  await step("Thành phố").click();
  const emblem = await page.screenshot({ clip: { x: 0, y: 0, width: 96, height: 96 } });
  await page.locator('input[type="file"]').setInputFiles({ name: "bieu-trung.png", mimeType: "image/png", buffer: emblem });
  await page.getByRole("button", { name: "Thay biểu trưng" }).click();
  await expect(page.locator('img[src*="/api/v1/city/emblem"]').first()).toBeVisible();

  await step("Đơn vị").click();
  await keepPictures(page, "set-up-units");
  await page.getByRole("link", { name: "Mở trang Đơn vị" }).click();
  await page.getByRole("button", { name: "Thêm đơn vị" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Tên đơn vị").fill("Phường Thử Nghiệm");
  await dialog.getByLabel("Tên gọi tắt").fill("P. Thử Nghiệm");
  await dialog.getByLabel("Mã đơn vị").fill("thunghiem");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByRole("rowheader", { name: "Phường Thử Nghiệm" })).toBeVisible();

  await page.goto(`${place.url}/`);
  await step("Lịch làm việc").click();
  const start = page.getByRole("button", { name: "Lập lịch dự kiến theo luật" });
  await expect(start).toHaveCount(2);
  await start.first().click();
  await expect(start).toHaveCount(1);
  await start.click();
  await expect(page.getByText(/Đã có lịch năm \d{4}: 2[45]\d ngày làm việc/)).toHaveCount(2);
  await keepPictures(page, "set-up-calendar");
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByText(`Đăng nhập một lần đang bật: ${ssoName}.`)).toBeVisible();
  await keepPictures(page, "set-up-sign-in");
  await page.getByRole("button", { name: "Hoàn tất" }).click();

  await expect(page.getByText("Chưa có hồ sơ nào")).toBeVisible();
  await expect(page).toHaveTitle(/Tổng quan/);
  await expect(page.getByText("Thành phố Thử Nghiệm").first()).toBeVisible();
  await expect(page.getByText("Dữ liệu mô phỏng")).toHaveCount(0);
  await expectAccessible(page);
  await keepPictures(page, "empty-overview");
});

/** Adds an account by the page and gives its one-time link. */
async function addPerson(page: Page, person: { name: string; login: string; role: string }): Promise<string> {
  await page.goto(`${place.url}/admin/users`);
  await page.getByRole("button", { name: "Thêm người dùng" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Họ và tên").fill(person.name);
  await dialog.getByLabel("Tên đăng nhập").fill(person.login);
  await dialog.getByLabel("Vai trò").selectOption({ label: person.role });
  await dialog.getByLabel("Chức danh").fill(person.role);
  await dialog.getByRole("button", { name: "Lưu" }).click();
  return page.locator("code").filter({ hasText: "/welcome#" }).innerText();
}

/** Through the provider's own pages: who one is, and that this city may know it. */
async function passProvider(page: Page, subject: string): Promise<void> {
  expect(new URL(page.url()).host).not.toBe(new URL(place.url).host);
  await page.locator('input[name="login"]').fill(subject);
  await page.locator('input[name="password"]').fill("any");
  const asked = page.url();
  const submit = page.locator('button[type="submit"]');
  await submit.click();
  // The second question is a page of its own, with a button just like it.
  await page.waitForURL((url) => /interaction/.test(url.pathname) && url.href !== asked);
  await submit.click();
}

test("single sign-on in the browser: an account is joined by its link, then the provider's word is enough", async ({
  browser,
  page,
}) => {
  await signIn(page, "quan.tri", { password, url: place.url });
  const link = await addPerson(page, { name: "Nguyễn Thị Lan", login: "lan", role: "Cán bộ Một cửa" });

  const context = await browser.newContext({ locale: "vi-VN" });
  const desk = await context.newPage();
  await desk.goto(link);
  await desk.getByRole("button", { name: `Gắn với ${ssoName}` }).click();
  await desk.waitForURL(/interaction/);
  await passProvider(desk, "lan@so-noi-vu");
  await desk.waitForURL((url) => url.origin === place.url && url.pathname === "/");
  await expect(desk.getByText("Chưa có hồ sơ nào")).toBeVisible();
  await expect(desk.getByRole("link", { name: "Nhập sổ hồ sơ" })).toBeVisible();

  // What else of the product is empty on the first day says so, and what to do.
  for (const [path, name, says] of [
    ["/dossiers", "list", "Không có hồ sơ nào khớp bộ lọc"],
    ["/dossiers/board", "board", "Không có hồ sơ nào trong kỳ và phạm vi này."],
    ["/imports", "imports", "Chưa có lần nhập nào."],
  ] as const) {
    await desk.goto(`${place.url}${path}`);
    await expect(desk.getByText(says).first()).toBeVisible();
    await expectAccessible(desk);
    await keepPictures(desk, `empty-${name}`);
  }

  await desk.getByRole("button", { name: "Tài khoản Nguyễn Thị Lan" }).first().click();
  await desk.getByRole("menuitem", { name: "Đăng xuất" }).click();
  await desk.waitForURL(/\/sign-in/);
  await context.clearCookies();
  await desk.goto(`${place.url}/sign-in?next=/imports`);
  await desk.getByRole("button", { name: ssoName }).click();
  await desk.waitForURL(/interaction/);
  await passProvider(desk, "lan@so-noi-vu");
  await desk.waitForURL((url) => url.origin === place.url && url.pathname === "/imports");

  const stranger = await browser.newContext({ locale: "vi-VN" });
  const door = await stranger.newPage();
  await door.goto(`${place.url}/sign-in`);
  await door.getByRole("button", { name: ssoName }).click();
  await door.waitForURL(/interaction/);
  await passProvider(door, "nguoi-la");
  await door.waitForURL((url) => url.origin === place.url && url.pathname === "/sign-in");
  await expect(door.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
  await Promise.all([context.close(), stranger.close()]);
});
