import { holdScripts } from "./alive";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures } from "./screens";

test("a boundary file chosen before the page came alive is not lost, and a line that crosses itself is refused in a sentence", async ({
  page,
}) => {
  const crossing = [
    [104.98, 22.8],
    [105, 22.82],
    [105, 22.8],
    [104.98, 22.82],
    [104.98, 22.8],
  ];
  const file = {
    type: "FeatureCollection",
    features: [{ type: "Feature", properties: { code: "00691" }, geometry: { type: "Polygon", coordinates: [crossing] } }],
  };
  await signIn(page, "quan-tri");
  const release = await holdScripts(page);
  await page.goto(`${city().url}/admin/areas`, { waitUntil: "commit" });
  await page
    .getByLabel("Tệp GeoJSON")
    .setInputFiles({ name: "ranh-gioi.geojson", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  const send = page.getByRole("button", { name: "Tải ranh giới lên" });
  await expect(send).toBeDisabled();
  release();
  await expect(page.getByText("ranh-gioi.geojson")).toBeVisible();
  await page.getByLabel("Nguồn ranh giới, ghi dưới bản đồ").fill("Bản thử nghiệm");
  await send.click();
  await expect(page.getByRole("alert").filter({ hasText: "tự cắt chính nó" })).toBeVisible();
  await expect(page.getByText("Vùng có lỗi trong tệp (đếm từ 1): 1.")).toBeVisible();
});

test("the tree of areas opens down to the hamlet", async ({ page }) => {
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/areas`);
  await page.getByRole("button", { name: "Xem cấp dưới của Xã Phương Độ" }).click();
  await expect(page.getByRole("rowheader", { name: /^Thôn/ })).toHaveCount(8);
  await page.getByRole("button", { name: "Thu gọn Xã Phương Độ" }).click();
  await expect(page.getByRole("rowheader", { name: /^Thôn/ })).toHaveCount(0);
});

test("a Saturday morning is added to the office hours and looked at before anything is written", async ({ page }) => {
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/calendar`);
  await page.getByRole("button", { name: "Đổi giờ làm việc" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Thêm nhóm ngày có giờ khác" }).click();
  const saturday = dialog.getByRole("group", { name: "Nhóm ngày 2" });
  await saturday.getByLabel("Sáng, từ").fill("7:30");
  await dialog.getByLabel("Căn cứ (số, ngày văn bản)").fill("Quyết định thử nghiệm");
  await dialog.getByRole("button", { name: "Xem hồ sơ bị ảnh hưởng" }).click();
  await expect(dialog.getByRole("alert")).toContainText("ít nhất một ngày trong tuần");
  await saturday.getByLabel("thứ Bảy", { exact: true }).check();
  await dialog.getByRole("button", { name: "Xem hồ sơ bị ảnh hưởng" }).click();
  await expect(dialog.getByRole("alert")).toContainText("cả giờ bắt đầu và giờ kết thúc");
  await saturday.getByLabel("Sáng, đến").fill("11h30");
  await dialog.getByRole("button", { name: "Xem hồ sơ bị ảnh hưởng" }).click();
  await expect(dialog.getByRole("heading", { name: /đổi ngày hẹn trả/ })).toBeVisible();
  await expect(dialog.getByRole("button", { name: /^Áp dụng/ })).toBeVisible();
});

test("a unit's phone is set by keys and stands in its line; what is no number is refused at its field", async ({ page }) => {
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/units`);
  const line = page.getByRole("row", { name: /Phòng Tư pháp/ });
  await line.getByRole("button", { name: "Liên hệ: Phòng Tư pháp" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Điện thoại, địa chỉ của Phòng Tư pháp" });
  await expect(dialog.getByLabel("Điện thoại")).toBeFocused();
  await page.keyboard.insertText("gọi anh Ba");
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("Số điện thoại chưa đúng");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText("0219 000 0102");
  await page.keyboard.press("Tab");
  await page.keyboard.insertText("Số 9 đường Mô Phỏng");
  await keepPictures(page, "unit-contact");
  await page.keyboard.press("Enter");
  await expect(line).toContainText("0219 000 0102 · Số 9 đường Mô Phỏng");
  await expectAccessible(page);
});
