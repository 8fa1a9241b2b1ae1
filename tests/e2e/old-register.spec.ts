import { page as blankPage, pdf } from "../files/pdfs";
import { zipOf } from "../imports/samples/zip";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";

/** The register of 2021 as the office kept it, with one secret document that should not be in it and one number that cannot be read. */
const register = [
  "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2021;;;;;;;",
  "Số đến;Ngày đến;Tác giả;Số, ký hiệu;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản;Nơi nhận;Tệp đính kèm",
  "1;04/01/2021;Sở Nội vụ;12/KH-SNV;31/12/2020;Kế hoạch cải cách hành chính năm 2021;Văn phòng;ke hoach 12.pdf",
  "2;05/01/2021;Sở Tư pháp;45/STP-HCTP;04/01/2021;V/v rà soát thủ tục hộ tịch;Tư pháp;",
  "3;06/01/2021;Công an tỉnh;77/CAT;05/01/2021;Phương án bảo vệ (Mật);Công an;",
  "4;07/01/2021;Sở Tài chính;31/STC;06/01/2021;V/v dự toán năm 2021;Kế toán;thieu.pdf",
  "năm;08/01/2021;Sở Y tế;9/SYT;07/01/2021;V/v tiêm chủng;Y tế;",
].join("\r\n");

test("an office brings its register of 2021 in with a zip of PDFs: what will happen is told first, then every row and every file is accounted for", async ({
  page,
}) => {
  const paper = Buffer.from(pdf([blankPage()]));
  const zip = zipOf([
    { name: "Kế hoạch 12.pdf", data: paper },
    { name: "45-STP-HCTP.pdf", data: Buffer.concat([paper, Buffer.from("% hai\n")]) },
    { name: "anh chup.pdf", data: "không phải PDF" },
    { name: "thua.pdf", data: Buffer.concat([paper, Buffer.from("% ba\n")]) },
  ]);
  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}/documents/books`);
  await page.getByRole("link", { name: "Nhập sổ cũ" }).click();
  await page.waitForURL(/\/documents\/import$/);
  await page.getByLabel("Năm của sổ").fill("2021");
  await page
    .getByLabel("Sổ văn bản", { exact: true })
    .setInputFiles({ name: "so-den-2021.csv", mimeType: "text/csv", buffer: Buffer.from(`\ufeff${register}`) });
  await page
    .getByLabel("Tệp zip chứa PDF (không bắt buộc)")
    .setInputFiles({ name: "pdf-2021.zip", mimeType: "application/zip", buffer: zip });
  await page.getByRole("button", { name: "Gửi và kiểm tra" }).click();
  await page.waitForURL(/\/documents\/import\/\d+/);
  await expect(page.getByRole("heading", { name: /Kết quả kiểm tra thử/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('[data-count="new"]')).toHaveText("3");
  await expect(page.locator('[data-count="rejected"]')).toHaveText("2");
  await expect(page.getByRole("main")).toContainText("Còn 1 số chưa có dòng nào trong sổ");
  await expect(page.getByRole("main")).toContainText("không giữ lại nội dung nào của dòng này");
  await expect(page.getByRole("main")).not.toContainText("Phương án bảo vệ");
  const files = page.getByRole("table", { name: "Các tệp cần xem lại" });
  await expect(files.getByRole("row", { name: /anh chup\.pdf/ })).toContainText("Không phải tệp PDF.");
  await expect(files.getByRole("row", { name: /thua\.pdf/ })).toContainText("Không dòng nào nêu tên");
  await expect(files.getByRole("row", { name: /thieu\.pdf/ })).toContainText("Không có trong tệp zip.");
  await expectAccessible(page);
  await keepPictures(page, "old-register-checked");

  await page.getByRole("button", { name: "Bắt đầu nhập" }).click();
  await expect(page.locator('[data-status="DONE"]')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('[data-count="new"]')).toHaveText("3");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải CSV" }).click()]);
  const text = await (await download.createReadStream()).toArray().then((parts) => Buffer.concat(parts).toString("utf8"));
  expect(text).toContain("9/SYT");
  expect(text).toContain("Không đọc được số “năm”");
  expect(text).not.toContain("77/CAT");
  await expectAccessible(page);
  await keepPictures(page, pageName("/documents/import/[id]"));

  await page.getByRole("link", { name: "Xem văn bản trong sổ" }).click();
  await page.getByRole("searchbox").first().fill("ra soat thu tuc ho tich");
  await page.waitForURL(/[?&]text=/);
  await expect(page.getByText("1 văn bản", { exact: true })).toBeVisible();
  await page.getByRole("row").filter({ hasText: "45/STP-HCTP" }).getByRole("rowheader").getByRole("link").click();
  await expect(page.getByRole("link", { name: /45-STP-HCTP\.pdf/ })).toBeVisible();
});
