import { page as blankPage, pdf } from "../files/pdfs";
import { city, expect, signIn, test } from "./city";
import { keepPictures, pageName } from "./screens";

test("the desk of documents by keyboard: one registered, its answer drafted, numbered and voided; a secret one goes nowhere", async ({
  page,
}) => {
  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}/documents`);
  await expect(page.getByRole("heading", { level: 1, name: "Văn bản" })).toBeVisible();
  await page.keyboard.press("n");
  await page.waitForURL(/\/documents\/new/);
  await page.getByLabel("Nơi ban hành (tác giả)").fill("Sở Nội vụ");
  await page.getByLabel("Số, ký hiệu của văn bản").fill("45/SNV-CCHC");
  await page.getByLabel("Ngày văn bản").fill("05/01/2026");
  await page.getByLabel("Trích yếu nội dung").fill("Về việc báo cáo cải cách hành chính");
  // A mark of secrecy stops the form before anything is sent.
  await page.getByLabel("Độ mật").selectOption("Mật");
  await expect(page.getByRole("alert").filter({ hasText: "kênh cơ yếu" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Vào sổ đến" })).toBeDisabled();
  await page.getByLabel("Độ mật").selectOption("Thường");
  await page.getByLabel("Trích yếu nội dung").press("Control+Enter");
  await page.waitForURL(/\/documents\/\d+$/);
  await expect(page.getByRole("heading", { level: 1, name: "45/SNV-CCHC" })).toBeVisible();
  await page.locator("input[type=file]").setInputFiles({
    name: "cong-van.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from(pdf([blankPage()])),
  });
  await expect(page.getByRole("link", { name: /cong-van\.pdf/ })).toBeVisible();
  await keepPictures(page, pageName("/documents/[id]"));

  await page.getByRole("link", { name: "Soạn văn bản trả lời" }).click();
  await page.waitForURL(/responseFor=/);
  await page.getByLabel("Trích yếu nội dung").fill("Báo cáo công tác cải cách hành chính");
  await page.getByLabel("Người ký", { exact: true }).fill("Trần Văn Hùng");
  await page.getByLabel("Chức vụ người ký").fill("Chủ tịch");
  await page.getByLabel("Nơi nhận", { exact: true }).fill("Sở Nội vụ\nLưu: VT");
  await page.getByLabel("Ký hiệu đơn vị soạn").fill("VP");
  await page.getByLabel("Nơi nhận", { exact: true }).press("Control+Enter");
  await page.waitForURL(/\/documents\/\d+$/);
  await page.getByRole("button", { name: "Cấp số, phát hành" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cấp số" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+\/UBND-VP$/);
  const symbol = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  await page.getByRole("button", { name: "Bỏ số" }).click();
  await page.getByLabel("Lý do bỏ số").fill("Ban hành nhầm");
  await page.getByRole("dialog").getByRole("button", { name: "Bỏ số" }).click();
  await expect(page.getByText("Ban hành nhầm")).toBeVisible();

  await page.goto(`${city().url}/documents?direction=OUTGOING`);
  await page.keyboard.press("/");
  await page.keyboard.type(symbol.toLowerCase());
  await expect(page.getByRole("row").filter({ hasText: symbol })).toContainText("Đã bỏ số");
  await keepPictures(page, "documents");
});
