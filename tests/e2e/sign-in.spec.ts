import { generateSync } from "otplib";
import { adminCreate } from "@/lib/cli/admin-create";
import { disconnect } from "@/lib/db/client";
import { actBeforeAlive } from "./alive";
import { city, expect, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";

const password = "cầu Yên Biên chiều mưa";

test.afterAll(disconnect);

test("a link from the console becomes an administrator with a second factor, by keyboard and pointer", async ({ page }) => {
  const lines: string[] = [];
  expect(await adminCreate(["--login", "e2e.admin", "--name", "Vũ Hải Yến"], new Date(), (line) => void lines.push(line))).toBe(
    0,
  );
  const link = lines.find((line) => line.startsWith("http")) ?? "";

  await page.goto(link);
  await expect(page.getByText("Xin chào Vũ Hải Yến")).toBeVisible();
  expect(page.url()).not.toContain("#");
  await expectAccessible(page);
  await keepPictures(page, pageName("/welcome"));
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill("ngắn");
  await page.getByRole("button", { name: "Đặt mật khẩu" }).click();
  await expect(page.getByText("Mật khẩu cần ít nhất 12 ký tự.")).toBeVisible();
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await page.getByLabel("Nhập lại mật khẩu mới").fill(password);
  await page.getByRole("button", { name: "Đặt mật khẩu" }).click();
  await page.getByRole("link", { name: "Đến trang đăng nhập" }).click();
  await page.waitForURL(/\/sign-in/);

  // A page that was asked for first is where signing in leads.
  await page.goto(`${city().url}/account`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByLabel("Tên đăng nhập")).toBeFocused();
  await page.keyboard.type("e2e.admin");
  await page.keyboard.press("Tab");
  await page.keyboard.type("sai rồi");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "chưa đúng" })).toBeVisible();
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Vũ Hải Yến" })).toBeVisible();

  await page.getByRole("button", { name: "Thiết lập" }).click();
  const secret = (await page.locator("code").innerText()).replaceAll(" ", "");
  await page.getByLabel("2. Nhập mã").fill(generateSync({ secret }));
  await page.getByRole("button", { name: "Bật xác thực hai lớp" }).click();
  await expect(page.getByText("Đang bật.")).toBeVisible();

  await page.goto(link);
  await expect(page.getByRole("alert").filter({ hasText: "Liên kết đã được dùng" })).toBeVisible();

  await page.goto(`${city().url}/admin/users`);
  await page.getByRole("button", { name: "Thêm người dùng" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Họ và tên").fill("Nguyễn Thị Hoa");
  await dialog.getByLabel("Tên đăng nhập").fill("hoa.nguyen");
  await dialog.getByLabel("Chức danh").fill("Chuyên viên");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(page.locator("code").filter({ hasText: "/welcome#" })).toBeVisible();
  await page.getByRole("button", { name: "Tôi đã chép, đóng lại" }).click();

  await page.context().clearCookies();
  await page.goto(`${city().url}/sign-in`);
  await page.getByLabel("Tên đăng nhập").fill("e2e.admin");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Mã xác thực")).toBeFocused();
  // The code of the next half minute: the one that turned the factor on is spent.
  await page.keyboard.type(generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 }));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/sign-in");
});

test("a person who is disabled is out with the next click", async ({ page, browser }) => {
  const lines: string[] = [];
  await adminCreate(["--login", "e2e.other", "--name", "Lý Văn Sơn"], new Date(), (line) => void lines.push(line));
  await page.goto(lines.find((line) => line.startsWith("http")) ?? "");
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await page.getByLabel("Nhập lại mật khẩu mới").fill(password);
  await page.getByRole("button", { name: "Đặt mật khẩu" }).click();
  await page.getByRole("link", { name: "Đến trang đăng nhập" }).click();
  await page.getByLabel("Tên đăng nhập").fill("e2e.other");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/sign-in");

  const other = await browser.newContext({ locale: "vi-VN" });
  const desk = await other.newPage();
  const admin = city().signIns.find((s) => s.login === "quan-tri");
  await desk.goto(`${city().url}/sign-in?next=/admin/users?q=son`);
  await desk.getByLabel("Tên đăng nhập").fill("quan-tri");
  await desk.getByLabel("Mật khẩu", { exact: true }).fill(admin?.password ?? "");
  await desk.keyboard.press("Enter");
  await desk.getByRole("link", { name: "Lý Văn Sơn" }).click();
  await desk.getByRole("button", { name: "Khóa tài khoản" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Khóa tài khoản" }).click();
  await expect(desk.getByRole("button", { name: "Mở khóa" })).toBeVisible();
  await other.close();

  await page.goto(`${city().url}/account`);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a form sent before the script has taken over puts no password into an address", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await actBeforeAlive(page);
  await page.goto(`${city().url}/sign-in`);
  await page.getByLabel("Tên đăng nhập").fill("quan-tri");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Đăng nhập", exact: true })).toBeDisabled();
  expect(page.url()).toBe(`${city().url}/sign-in`);
  expect(await page.locator("form").getAttribute("method")).toBe("post");
  await context.close();
});
