import { PortalDouble } from "../exchange/portal";
import { city, expect, signIn, takeIn, test } from "./city";
import { expectAccessible, keepPictures } from "./screens";

test("an administrator connects the portal, sees a message that it refused, mends it and sends it again; and turns it off", async ({
  browser,
  page,
}) => {
  const portal = await PortalDouble.open(Number(city().settings.EXCHANGE_HOSTS?.split(":")[1]));
  try {
    await signIn(page, "quan-tri");
    await page.goto(`${city().url}/admin/exchange`);
    await expect(page.getByText("Chưa cấu hình. Hồ sơ chưa được gửi đi đâu.")).toBeVisible();
    await page.getByRole("button", { name: "Cấu hình" }).click();
    const settings = page.getByRole("dialog");
    await settings.getByLabel("Địa chỉ máy chủ").fill("http://169.254.169.254");
    await settings.getByLabel("Đường dẫn đăng nhập").fill("/login");
    await settings.getByLabel("Đường dẫn dịch vụ").fill("/service");
    await settings.getByLabel("Tài khoản").fill(portal.account.username);
    await settings.locator("input[name='secret']").fill(portal.account.password);
    await settings.getByLabel("Mã định danh đơn vị").fill("H22.15");
    await settings.getByLabel("Gửi hồ sơ lên Cổng khi có thay đổi").check();
    await settings.getByRole("button", { name: "Lưu" }).click();
    await expect(settings.getByRole("alert")).toContainText("EXCHANGE_HOSTS");
    await settings.getByLabel("Địa chỉ máy chủ").fill(portal.url);
    await expectAccessible(page);
    await keepPictures(page, "exchange-settings");
    await settings.getByRole("button", { name: "Lưu" }).click();
    await expect(settings).toBeHidden();
    await expect(page.getByRole("status").filter({ hasText: "Đang gửi." })).toBeVisible();

    portal.faults.push("html");
    await page.getByRole("button", { name: "Thử kết nối" }).click();
    await expect(page.locator("[data-trial='unreadable']")).toContainText("Kiểm tra hai đường dẫn");
    await page.getByRole("button", { name: "Thử kết nối" }).click();
    await expect(page.locator("[data-trial='works']")).toContainText("Kết nối được");
    await expect(page.locator("body")).not.toContainText(portal.account.password);

    portal.refusesNext = "Sai mã lĩnh vực của thủ tục";
    const desk = await browser.newContext({ locale: "vi-VN" });
    const officer = await desk.newPage();
    await signIn(officer, "mot-cua");
    await takeIn(officer, ["Người Thử Nghiệm"]);
    await desk.close();

    // Without a reload: the worker tells the portal, which says no, and the page is told.
    const failed = page.getByRole("row").filter({ hasText: "Cổng từ chối thông điệp này" });
    await expect(failed).toBeVisible();
    await expect(page.locator("[data-count='OUT-FAILED']")).toHaveText("1");
    await expectAccessible(page);
    await keepPictures(page, "exchange");
    await failed.getByRole("button", { name: /^Mở thông điệp/ }).click();
    const message = page.getByRole("dialog");
    await expect(message).toContainText("Sai mã lĩnh vực của thủ tục");
    await expect(message).toContainText("Thông tin cá nhân được che.");
    await expect(message).not.toContainText("Người Thử Nghiệm");
    await expectAccessible(page);
    await keepPictures(page, "exchange-message");
    await message.getByLabel("Mã lĩnh vực").fill("HT01");
    await message.getByRole("button", { name: "Sửa và gửi lại" }).click();
    await expect(failed).toHaveCount(0);
    await expect.poll(() => [...portal.dossiers.values()].map((one) => one.MaLinhVuc)).toEqual(["HT01"]);
    await expect.poll(() => portal.lines.length).toBe(1);
    const [told] = [...portal.dossiers.values()];
    expect(told).toMatchObject({ ChuHoSo: "Người Thử Nghiệm", LoaiDoiTuong: "1" });

    await page.keyboard.press("Escape");
    await page.getByLabel("Tình trạng", { exact: true }).selectOption("DONE");
    await expect(page.getByRole("row").filter({ hasText: String(told?.MaHoSo) })).toHaveCount(2);
    await page.getByRole("button", { name: "Cấu hình" }).click();
    await page.getByRole("dialog").getByLabel("Gửi hồ sơ lên Cổng khi có thay đổi").uncheck();
    await page.getByRole("dialog").getByRole("button", { name: "Lưu" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Đang tắt" })).toBeVisible();
  } finally {
    await portal.close();
  }
});
