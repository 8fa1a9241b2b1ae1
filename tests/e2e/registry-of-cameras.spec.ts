import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { deviceAccount, startDevice } from "../cameras/onvif-device";
import { asOwner } from "../city";
import { csvOf } from "../imports/samples/register";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, expectAccessibleOnPhone, keepPictures, pageName } from "./screens";

const password = "mat-khau-chim-vang";
const heads = [
  "Mã camera",
  "Tên camera",
  "Nhóm",
  "Đơn vị quản lý",
  "Vĩ độ",
  "Kinh độ",
  "Luồng chính (RTSP)",
  "Tên đăng nhập",
  "Mật khẩu",
  "Màu sơn",
];
const row = (code: string, name: string, group = "Giao thông") => [
  ...[code, name, group, "UBND phường Trần Phú", "22,8233", "104,9836", "rtsp://192.0.2.7/s1", "vonglau", password, "xanh"],
];
const form = (page: Page) => page.getByRole("dialog");
/** Cities are shared: another story begins without cameras. */
const clearAway = () =>
  asOwner(async (c) => {
    await c.query("delete from camera where code like 'NK-%'");
    await c.query("delete from camera_group where name like 'Chợ%'");
    await c.query("update camera_group set retired_at = null");
    await c.query("delete from camera_grant");
  });

test.afterAll(clearAway);
test("IT staff bring a list of cameras, see the line that was refused, and take the list away without a password in it", async ({
  page,
}) => {
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/cameras`);
  await page.getByRole("link", { name: "Nhập, xuất danh sách" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nhập, xuất danh sách camera" })).toBeVisible();
  await keepPictures(page, pageName("/cameras/import"));
  const sheet = csvOf([
    heads,
    row("NK-001", "Cổng chợ trung tâm"),
    row("NK-002", "Nhóm không có", "Nhóm lạ"),
    row("NK-003", "Cầu Mè"),
  ]);
  await page
    .getByRole("button", { name: /^Tệp danh sách camera/ })
    .setInputFiles({ name: "camera.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  await page.getByRole("button", { name: "Xem trước" }).click();
  await expect(page.getByText("2 dòng mới, 0 dòng thay đổi, 0 dòng giữ nguyên, 1 dòng bị loại.")).toBeVisible();
  const refused = page.getByRole("table", { name: "1 dòng bị loại" });
  await expect(refused.getByRole("row")).toHaveCount(2);
  await expect(refused).toContainText("Nhóm “Nhóm lạ”: Nhóm camera này không còn");
  await expect(page.getByText("Không dùng đến các cột “Màu sơn”.")).toBeVisible();
  await keepPictures(page, "cameras-import-preview");
  await expectAccessible(page);
  await expectAccessibleOnPhone(page);
  await page.getByRole("button", { name: "Nhập 2 camera" }).click();
  await expect(page.getByText(/^Đã nhập: 2 camera mới/)).toBeVisible();
  expect(await page.content()).not.toContain(password);
  await keepPictures(page, "cameras-import-done");

  for (const name of ["Xuất danh sách hiện có (CSV)", "Xuất danh sách hiện có (Excel)"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
    const bytes = await readFile(await download.path());
    expect(download.suggestedFilename()).toMatch(/^danh-sach-camera\.(csv|xlsx)$/);
    if (!name.includes("CSV")) continue;
    const text = bytes.toString("utf8");
    expect(text).toContain("NK-001;Cổng chợ trung tâm;Giao thông");
    expect(text).not.toMatch(/chim-vang|vonglau;/);
    // Brought back as it is, it changes nothing.
    await page
      .getByRole("button", { name: /^Tệp danh sách camera/ })
      .setInputFiles({ name: "lai.csv", mimeType: "text/csv", buffer: bytes });
    await page.getByRole("button", { name: "Xem trước" }).click();
    await expect(page.getByText("Không có gì để nhập.")).toBeVisible();
  }
});

test("the device fills the form, its place is picked on the map, and what is wrong is told at its field", async ({ page }) => {
  const port = Number(/:(\d+),/.exec(city().settings.CAMERA_NETWORKS ?? "")?.[1]);
  const device = await startDevice(port, { media2: true, aheadMs: -7_200_000 });
  try {
    await signIn(page, "quan-tri");
    await page.goto(`${city().url}/cameras`);
    await page.getByRole("button", { name: "Thêm camera" }).first().click();
    await form(page).getByLabel("Tên camera").fill("Ngã ba Cán Tỷ");
    await form(page).getByLabel("Mã camera").fill("NK-001");
    await form(page).getByLabel("Đơn vị quản lý").selectOption({ label: "Ủy ban nhân dân phường Trần Phú" });
    await form(page).getByLabel("Hỏi camera qua ONVIF").fill(device.host);
    await form(page).getByRole("button", { name: "Hỏi camera" }).click();
    await expect(form(page)).toContainText("Camera không nhận tên hoặc mật khẩu này");
    await form(page).getByRole("button", { name: "Nhập tài khoản khác" }).click();
    await form(page).getByLabel("Tên đăng nhập").fill(deviceAccount.name);
    await form(page).locator("input[name=password]").fill(deviceAccount.password);
    await form(page).getByRole("button", { name: "Hỏi camera" }).click();
    await expect(form(page).getByText(/chưa lưu/)).toBeVisible();
    await expect(form(page).getByLabel(/^Luồng chính/)).toHaveValue(`rtsp://${device.host}/main?a=1&b=2`);
    await expect(form(page).getByLabel(/^Luồng phụ/)).toHaveValue(`rtsp://${device.host}/sub?a=1&b=2`);
    await expect(form(page).getByLabel(/^Ảnh chụp/)).toHaveValue(`http://${device.host}/snap.jpg`);
    await expect(form(page).getByLabel("Kiểu máy")).toHaveValue("Hãng Thử VL-100");
    await expect(form(page)).toContainText("Đồng hồ của camera lệch 2 giờ");

    const map = form(page).getByRole("region", { name: "Bản đồ để đặt camera" });
    const [latitude, longitude] = [form(page).getByLabel("Vĩ độ"), form(page).getByLabel("Kinh độ")];
    await map.scrollIntoViewIfNeeded();
    await map.click({ position: { x: 150, y: 120 } });
    await expect(latitude).not.toHaveValue("");
    const before = [await latitude.inputValue(), await longitude.inputValue()];
    const mark = map.getByTitle("Vị trí camera");
    await mark.focus();
    await page.keyboard.press("ArrowRight");
    await expect(longitude).not.toHaveValue(before[1] ?? "");
    await expect(latitude).toHaveValue(before[0] ?? "");
    const east = (said: string | undefined) => Number((said ?? "").replace(",", "."));
    expect(east(await longitude.inputValue())).toBeGreaterThan(east(before[1]));
    // Dragged, too.
    const box = await mark.boundingBox();
    if (!box) throw new Error("the mark is not drawn");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 60, { steps: 5 });
    await page.mouse.up();
    await expect(latitude).not.toHaveValue(before[0] ?? "");
    // What it sees is drawn as it is typed.
    await latitude.fill("22.8000, 104.9836");
    await expect(longitude).toHaveValue("104.9836");
    await latitude.fill("22,8233");
    await form(page).getByLabel("Hướng nhìn (độ, bắc là 0)").fill("45");
    await form(page).getByLabel("Góc nhìn (độ)").fill("70");
    await form(page).getByLabel("Tầm nhìn (mét)").fill("900");
    const cone = map.locator("path[class*=cone]");
    await expect(cone).toHaveCount(1);
    const drawn = await cone.getAttribute("d");
    await form(page).getByLabel("Hướng nhìn (độ, bắc là 0)").fill("200");
    await expect(cone).not.toHaveAttribute("d", drawn ?? "");
    await keepPictures(page, "camera-form-onvif");
    await expectAccessible(page);
    await expectAccessibleOnPhone(page);

    await form(page)
      .getByLabel(/^Luồng phụ/)
      .fill("rtsp://a:b@192.0.2.1/x");
    await form(page).getByRole("button", { name: "Lưu" }).click();
    const sub = form(page).getByLabel(/^Luồng phụ/);
    await expect(sub).toHaveAttribute("aria-invalid", "true");
    await expect(sub).toBeFocused();
    await expect(form(page).getByText("Không ghi tên và mật khẩu trong địa chỉ.").first()).toBeVisible();
    await keepPictures(page, "camera-form-faults");
    await sub.fill(`rtsp://${device.host}/sub`);
    await form(page).getByRole("button", { name: "Lưu" }).click();
    await expect(form(page).getByLabel("Mã camera")).toHaveAttribute("aria-invalid", "true");
    await form(page).getByLabel("Mã camera").fill("NK-010");
    await form(page).getByRole("button", { name: "Lưu" }).click();
    await expect(form(page)).toHaveCount(0);
    await expect(page.getByRole("status").filter({ hasText: "Đã thêm camera Ngã ba Cán Tỷ" })).toBeVisible();
    const { rows } = await asOwner((c) =>
      c.query(
        "select latitude::float8 as y, longitude::float8 as x, bearing_degrees as b, sub_stream as s from camera where code = 'NK-010'",
      ),
    );
    expect(rows).toEqual([{ y: 22.8233, x: 104.9836, b: 200, s: `rtsp://${device.host}/sub` }]);
    // Opened again: it stands where it was put.
    await page.getByRole("button", { name: "Sửa camera Ngã ba Cán Tỷ" }).first().click();
    await expect(map.getByTitle("Vị trí camera")).toBeVisible();
    await keepPictures(page, "camera-form-kept");
  } finally {
    await device.close();
  }
});

test("groups are added, retired and taken back; pictures are kept as long as is said; a unit is let look at more", async ({
  page,
  browser,
}) => {
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/cameras/registry`);
  await page.getByRole("button", { name: "Thêm nhóm" }).click();
  await form(page).getByLabel("Tên nhóm").fill("An ninh");
  await form(page).getByLabel("Tên tiếng Anh").fill("Markets");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await expect(form(page).getByLabel("Tên nhóm")).toHaveAttribute("aria-invalid", "true");
  await form(page).getByLabel("Tên nhóm").fill("Chợ, bến xe");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await expect(form(page)).toHaveCount(0);
  const line = page.getByRole("row").filter({ hasText: "Chợ, bến xe" });
  await line.getByRole("button", { name: /^Sửa/ }).click();
  await form(page).getByLabel("Thứ tự").fill("0");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await expect(form(page)).toHaveCount(0);
  await expect(page.getByRole("table", { name: "Nhóm camera" }).getByRole("rowheader").first()).toContainText("Chợ, bến xe");
  await line.getByRole("button", { name: /^Thôi dùng/ }).click();
  await keepPictures(page, "cameras-retire-group");
  await expectAccessible(page);
  await form(page).getByRole("button", { name: "Thôi dùng" }).click();
  await expect(line).toContainText("Đã thôi dùng");
  await line.getByRole("button", { name: /^Dùng lại/ }).click();
  await expect(line).not.toContainText("Đã thôi dùng");

  await page.getByLabel("Giữ ảnh gần nhất (giờ)").fill("72");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByText("Đã đổi thời gian giữ ảnh.")).toBeVisible();

  await page.getByRole("button", { name: "Cho đơn vị xem thêm" }).click();
  await form(page).getByLabel("Đơn vị được xem").selectOption({ label: "Ủy ban nhân dân phường Trần Phú" });
  await form(page).getByLabel("Trong nhóm").selectOption({ label: "Giao thông" });
  await form(page).getByLabel("Căn cứ, lý do").fill("Kế hoạch 15/KH-UBND");
  await form(page).getByRole("button", { name: "Lưu" }).click();
  await expect(form(page)).toHaveCount(0);
  await expect(page.getByRole("table", { name: "Đơn vị được xem thêm" })).toContainText("Kế hoạch 15/KH-UBND");
  await keepPictures(page, pageName("/cameras/registry"));
  await expectAccessible(page);
  await expectAccessibleOnPhone(page);
  // Whoever only looks has none of this.
  const leader = await (await browser.newContext()).newPage();
  await signIn(leader, "lanh-dao");
  await leader.goto(`${city().url}/cameras`);
  await expect(leader.getByRole("link", { name: "Nhập, xuất danh sách" })).toHaveCount(0);
  await leader.goto(`${city().url}/cameras/registry`);
  await expect(leader.getByRole("heading", { name: "Nhóm camera" })).toHaveCount(0);
  await leader.context().close();
});
