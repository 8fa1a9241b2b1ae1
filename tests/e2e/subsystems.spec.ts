import { city, expect, signIn, test } from "./city";
import { expectAccessible, expectAccessibleOnPhone, keepPictures, pageName } from "./screens";

const sheet = (rows: readonly string[][]) => ({
  name: "nuoc-sach.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(["Mã số liệu;Kỳ;Giá trị;Mã đơn vị", ...rows.map((row) => row.join(";"))].join("\r\n")),
});

test("IT staff add a tenth subsystem from a file, make an indicator of it and set its target; the leader sees it, with no line of code", async ({
  browser,
  page: admin,
}) => {
  test.setTimeout(180_000);
  await signIn(admin, "quan-tri");
  await admin.goto(`${city().url}/admin/subsystems`);
  await admin.getByRole("button", { name: "Thêm phân hệ" }).click();
  const form = admin.getByRole("dialog", { name: "Thêm phân hệ" });
  for (const [field, text] of [
    ["code", "nuoc-sach"],
    ["nameVi", "Nước sạch"],
    ["nameEn", "Clean water"],
    ["aboutVi", "Hộ dùng nước sạch và chất lượng nước"],
    ["aboutEn", "Households with clean water"],
    ["source", "Công ty Cấp thoát nước"],
  ] as const)
    await form.locator(`[name="${field}"]`).fill(text);
  await form.getByRole("button", { name: "Lưu" }).click();
  await admin.getByRole("rowheader", { name: "Nước sạch" }).getByRole("link").click();
  await expect(admin.getByRole("heading", { level: 1, name: "Nước sạch" })).toBeVisible();

  for (const [code, name] of [
    ["ho-nuoc-sach", "Hộ dùng nước sạch"],
    ["ho-dan", "Hộ dân"],
  ] as const) {
    await admin.getByRole("button", { name: "Thêm số liệu gốc" }).click();
    const measure = admin.getByRole("dialog", { name: "Thêm số liệu gốc" });
    await measure.locator('[name="code"]').fill(code);
    await measure.getByLabel("Tên tiếng Việt").fill(name);
    await measure.getByLabel("Tên tiếng Anh").fill(code);
    await measure.getByLabel("Đơn vị tính").fill("hộ");
    await measure.getByLabel("Cách đếm").selectOption({ label: "Hiện có tại thời điểm" });
    await measure.getByLabel("Tính theo").selectOption({ label: "Từng đơn vị" });
    await measure.getByRole("button", { name: "Lưu" }).click();
    await expect(admin.getByRole("rowheader", { name, exact: true })).toBeVisible();
  }

  await admin.getByLabel("Tệp số liệu").setInputFiles(
    sheet([
      ["ho-nuoc-sach", "10/2026", "940", "H22.15.11"],
      ["ho-dan", "10/2026", "1000", "H22.15.11"],
      ["ho-nuoc-sach", "10/2026", "1.234", "H22.15.11"],
      ["ho-nuoc", "10/2026", "5", ""],
    ]),
  );
  await admin.getByRole("button", { name: "Nhận số liệu" }).click();
  await expect(admin.getByText("2 số mới, 0 số thay đổi, 0 số như cũ, 2 dòng bị từ chối.")).toBeVisible();
  const refused = admin.getByRole("table", { name: "Dòng bị từ chối" });
  await expect(refused.getByRole("row")).toHaveCount(3);
  await expect(refused).toContainText("đọc được theo hai cách");
  await expect(refused).toContainText("không có số liệu gốc mang mã này");

  await admin.getByRole("button", { name: "Định nghĩa chỉ tiêu" }).click();
  const define = admin.getByRole("dialog", { name: "Định nghĩa chỉ tiêu" });
  for (const [field, text] of [
    ["code", "ty-le-nuoc-sach"],
    ["nameVi", "Tỷ lệ hộ dùng nước sạch"],
    ["nameEn", "Households with clean water"],
    ["definitionVi", "Hộ dùng nước sạch trên tổng số hộ dân."],
    ["definitionEn", "Households with clean water over all households."],
    ["unitOfMeasure", "%"],
  ] as const)
    await define.locator(`[name="${field}"]`).fill(text);
  await define.getByText("Chia cho mẫu số").click();
  await define.getByRole("group", { name: "Mẫu số" }).getByLabel("Lấy từ").selectOption("measure ho-dan");
  await define.getByLabel("Nhân với").selectOption("100");
  await keepPictures(admin, "subsystem-indicator");
  await define.getByRole("button", { name: "Lưu" }).click();
  await expect(admin.getByRole("rowheader", { name: "Tỷ lệ hộ dùng nước sạch" })).toBeVisible();
  await admin.getByRole("button", { name: "Đặt mục tiêu" }).click();
  const target = admin.getByRole("dialog", { name: "Mục tiêu của Tỷ lệ hộ dùng nước sạch" });
  await target.getByLabel("Mức đạt").fill("95");
  await target.getByLabel("Mức sàn").fill("90");
  await target.getByLabel("Áp dụng từ ngày").fill("01/01/2026");
  await target.locator("input[name=source]").fill("Kế hoạch 12/KH-UBND");
  await target.getByRole("button", { name: "Lưu" }).click();
  await expect(target).toHaveCount(0);
  await expectAccessible(admin);
  await keepPictures(admin, pageName("/admin/subsystems/[code]"));

  const context = await browser.newContext();
  const leader = await context.newPage();
  await signIn(leader, "lanh-dao");
  await leader.goto(`${city().url}/subsystems`);
  await keepPictures(leader, pageName("/subsystems"));
  await leader.getByRole("link", { name: "Nước sạch" }).click();
  const tile = leader.locator('[data-indicator="ty-le-nuoc-sach"]');
  await expect(tile).toContainText("94");
  await expect(tile).toContainText("Theo dõi");
  await expect(tile).toContainText("≥ 95");
  await expect(tile).toContainText("Số liệu đến hết 31/10/2026");
  await expect(leader.getByRole("heading", { name: "Cách tính" })).toBeVisible();
  await expectAccessible(leader);
  await expectAccessibleOnPhone(leader);
  await keepPictures(leader, pageName("/subsystems/[code]"));

  // What comes in while it is open is on it without a touch.
  await admin.getByLabel("Tệp số liệu").setInputFiles(sheet([["ho-nuoc-sach", "10/2026", "960", "H22.15.11"]]));
  await admin.getByRole("button", { name: "Nhận số liệu" }).click();
  await expect(admin.getByText("0 số mới, 1 số thay đổi, 0 số như cũ, 0 dòng bị từ chối.")).toBeVisible();
  await expect(tile).toContainText("96", { timeout: 10_000 });
  await expect(tile).toContainText("Đạt");
  await context.close();
});
