import { actBeforeAlive } from "./alive";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";
import { settled } from "./watch";

const source = "Quyết định 100/QĐ-UBND ngày 20/11/2026";

test("an administrator adds a procedure whose steps add up, publishes it, and a citizen without a script finds it", async ({
  page,
  browser,
}) => {
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/procedures`);
  await page.getByRole("button", { name: "Thêm thủ tục" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Tên thủ tục").fill("Cấp giấy phép đào đường, vỉa hè");
  await dialog.getByLabel("Mã thủ tục").fill("9.900001");
  await dialog.getByLabel("Lĩnh vực").selectOption({ label: "Giao thông" });
  await dialog.getByLabel("Kết quả trả cho người nộp").fill("Giấy phép đào đường");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await page.waitForURL(/\/admin\/procedures\/\d+$/);
  await expect(page.getByRole("heading", { level: 1, name: "Cấp giấy phép đào đường, vỉa hè" })).toBeVisible();
  await expect(page.getByText("Chưa công bố", { exact: true })).toBeVisible();

  await page.getByRole("tab", { name: "Thời hạn và quy trình" }).click();
  await page.getByRole("button", { name: "Sửa thời hạn và quy trình" }).click();
  const limits = dialog.getByRole("group", { name: "Thời hạn giải quyết" });
  await limits.getByRole("button", { name: "Thêm dòng" }).click();
  await limits.getByLabel("Số").fill("7");
  const steps = dialog.getByRole("group", { name: "Quy trình nội bộ" });
  for (const [at, [name, role, days]] of [
    ["Tiếp nhận", "Bộ phận Một cửa", "0,5"],
    ["Thẩm định", "Chuyên viên", "6"],
  ].entries()) {
    // The new line takes the focus, so the whole of it is typed.
    await steps.getByRole("button", { name: "Thêm dòng" }).click();
    const line = steps.getByRole("group", { name: `Dòng ${at + 1}`, exact: true });
    await expect(line.getByLabel("Bước")).toBeFocused();
    await page.keyboard.type(name ?? "");
    await page.keyboard.press("Tab");
    await page.keyboard.type(role ?? "");
    await page.keyboard.press("Tab");
    await page.keyboard.type(days ?? "");
  }
  await expect(dialog.getByText("Các bước cộng lại 6,5 ngày làm việc, thời hạn công bố 7 ngày: thiếu 0,5 ngày.")).toBeVisible();
  await steps.getByRole("button", { name: "Bỏ dòng 2" }).click();
  await expect(dialog.getByText("Đã bỏ “Thẩm định”.")).toBeVisible();
  await steps.getByRole("button", { name: "Hoàn tác" }).click();
  await steps.getByRole("group", { name: "Dòng 2", exact: true }).getByLabel("Ngày làm việc").fill("6,5");
  await expect(dialog.getByText("Các bước cộng lại đúng bằng thời hạn công bố.")).toBeVisible();
  await dialog.getByLabel("Căn cứ (số, ngày văn bản)").fill(source);
  await expectAccessible(page);
  await keepPictures(page, "procedure-limits-form");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("rowheader", { name: "7 ngày làm việc" })).toBeVisible();

  await expect(page.getByText(/Chưa ghi riêng: .*Nghị định 118\/2025\) chưa đối chiếu văn bản gốc\./)).toBeVisible();
  await page.getByRole("button", { name: "Sửa giờ chốt, bổ sung" }).click();
  await dialog.getByLabel("Khi yêu cầu bổ sung hồ sơ").selectOption({ label: "Không tính thời gian chờ" });
  await dialog.getByLabel("Số lần được yêu cầu bổ sung").fill("2");
  await dialog.getByLabel("Căn cứ (số, ngày văn bản)").fill(source);
  await expectAccessible(page);
  await keepPictures(page, "procedure-policy-form");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(dialog).toBeHidden();
  const policy = "Không áp dụng giờ chốt · Khi yêu cầu bổ sung hồ sơ: không tính thời gian chờ, tối đa 2 lần";
  await expect(page.getByText(policy)).toBeVisible();
  await expect(page.getByText(`Căn cứ: ${source}`)).toBeVisible();

  await page.getByRole("tab", { name: "Giấy tờ" }).click();
  await page.getByRole("button", { name: "Sửa giấy tờ" }).click();
  await dialog.getByRole("button", { name: "Thêm dòng" }).click();
  await dialog.getByLabel("Tên giấy tờ").fill("Đơn đề nghị đào đường");
  await dialog.getByLabel("Căn cứ (số, ngày văn bản)").fill(source);
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByRole("rowheader", { name: /Đơn đề nghị đào đường/ })).toBeVisible();

  await page.getByRole("tab", { name: "Áp dụng theo ngày" }).click();
  await expect(page.getByText("Ngày này thủ tục không tiếp nhận hồ sơ.")).toBeVisible();
  await expect(page.getByText(policy)).toBeVisible();
  await page.getByRole("button", { name: "Công bố", exact: true }).click();
  await expect(dialog.getByText(/Còn thiếu/)).toBeVisible();
  await dialog.getByLabel("Căn cứ (số, ngày văn bản)").fill(source);
  await dialog.getByRole("button", { name: "Công bố" }).click();
  await expect(page.getByText("Đang áp dụng", { exact: true })).toBeVisible();

  const plain = await browser.newContext({ javaScriptEnabled: false });
  const citizen = await plain.newPage();
  await actBeforeAlive(citizen);
  await citizen.goto(`${city().url}/procedures`);
  await citizen.getByLabel("Tìm theo tên hoặc mã, không cần dấu").fill("dao duong");
  await citizen.getByRole("button", { name: "Tìm" }).click();
  await citizen.getByRole("link", { name: "Cấp giấy phép đào đường, vỉa hè" }).click();
  await expect(citizen).toHaveURL(/\/procedures\/9\.900001$/);
  await expect(citizen.getByText("7 ngày làm việc")).toBeVisible();
  await expect(citizen.getByText("Đơn đề nghị đào đường")).toBeVisible();
  await plain.close();
});

test("a sheet is previewed line by line, imported, and changes nothing the second time", async ({ page }) => {
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/procedures/import`);
  const sheet = [
    "Mã TTHC;Tên thủ tục hành chính;Lĩnh vực;Thời hạn giải quyết;Quy trình nội bộ",
    '9.900101;Cấp giấy phép tạm dừng xe;Giao thông;3 ngày làm việc;"Tiếp nhận | Một cửa | 0,5\nThẩm định | Chuyên viên | 2,5"',
    "9.900102;Cấp giấy phép khác;Giao thông;mười ngày;",
    '9.900103;Cấp phù hiệu xe;Giao thông;3 ngày làm việc;"Tiếp nhận | Một cửa | 1"',
  ].join("\n");
  const send = async () => {
    await page
      .getByLabel("Tệp .xlsx hoặc .csv")
      .setInputFiles({ name: "danh-muc.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
    await page.getByLabel("Căn cứ (số, ngày văn bản)").fill(source);
    await page.getByLabel("Công bố luôn các thủ tục mới").check();
    await page.getByRole("button", { name: "Xem trước" }).click();
  };
  await send();
  await expect(page.getByText("1 dòng mới, 0 dòng thay đổi, 0 dòng giữ nguyên, 2 dòng bị loại.")).toBeVisible();
  await expect(page.getByText(/Không hiểu thời hạn “mười ngày”/)).toBeVisible();
  await expect(page.getByText(/Các bước cộng lại 1 ngày làm việc, thời hạn công bố 3 ngày: thiếu 2 ngày\./)).toBeVisible();
  await expectAccessible(page);
  await keepPictures(page, "procedures-import-preview");
  await page.getByRole("button", { name: "Nhập 1 dòng" }).click();
  await expect(page.getByText("Đã ghi 1 dòng vào danh mục.")).toBeVisible();
  await page.reload();
  await send();
  await expect(page.getByText("0 dòng mới, 0 dòng thay đổi, 1 dòng giữ nguyên, 2 dòng bị loại.")).toBeVisible();
  await expect(page.getByText("Không có gì để nhập: mọi dòng hợp lệ đều như hiện tại.")).toBeVisible();
});

test("the pages of one procedure, for officials and for citizens, are accessible in both themes", async ({ page }) => {
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/procedures?text=1.013225`);
  await page.getByRole("rowheader").getByRole("link").click();
  await page.waitForURL(/\/admin\/procedures\/\d+$/);
  for (const tab of [
    "Thông tin chung",
    "Thời hạn và quy trình",
    "Giấy tờ",
    "Phí, lệ phí",
    "Đơn vị và mức dịch vụ",
    "Áp dụng theo ngày",
  ]) {
    await page.getByRole("tab", { name: tab }).click();
    await settled(page);
    await expectAccessible(page);
  }
  await keepPictures(page, pageName("/admin/procedures/[id]"));
  await page.getByRole("tab", { name: "Thời hạn và quy trình" }).click();
  await keepPictures(page, `${pageName("/admin/procedures/[id]")}-limits`);
  for (const [path, name] of [
    ["/procedures", pageName("/procedures")],
    ["/procedures?text=ket+hon", `${pageName("/procedures")}-found`],
    ["/procedures/1.013225", pageName("/procedures/[code]")],
  ] as const) {
    await page.goto(`${city().url}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await keepPictures(page, name);
  }
});
