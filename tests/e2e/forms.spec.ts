import { city, expect, signIn, takeIn, test } from "./city";
import { withoutDialog } from "./printing";
import { expectAccessible, keepPictures } from "./screens";

test("an officer issues a receipt and prints it with one key; a corrected one replaces it", async ({ page }) => {
  await signIn(page, "mot-cua");
  const [accepted] = await takeIn(page, ["Đặng Thị Hồng Nhung"]);
  await page.goto(`${city().url}/dossiers/${accepted?.id}`);
  const panel = page.getByRole("region", { name: "Biểu mẫu" });
  await panel.getByRole("button", { name: "Cấp Giấy tiếp nhận hồ sơ và hẹn trả kết quả" }).click();
  await expect(panel.getByRole("status")).toContainText("Đã cấp giấy số");

  await withoutDialog(page);
  const pdf = page.waitForResponse((response) => response.url().endsWith("/pdf"));
  await page.keyboard.press("p");
  const answer = await pdf;
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  await expect(page.locator('iframe[src^="blob:"]')).toHaveCount(1);

  await panel.getByRole("button", { name: /^Cấp giấy thay thế: Giấy tiếp nhận/ }).click();
  await page.getByRole("dialog").getByLabel("Lý do cấp thay thế").fill("Sai họ tên người nộp");
  await page.getByRole("dialog").getByRole("button", { name: "Cấp giấy" }).click();
  await expect(panel).toContainText("Đã thay bằng giấy số");
  await expect(panel).toContainText("Sai họ tên người nộp");
  await keepPictures(page, "dossier-forms");
  await expectAccessible(page);
});

test("the forms that steps have left to be issued go to the printer as one stack, and the desk prints its register", async ({
  page,
}) => {
  await signIn(page, "mot-cua");
  // On some days the demo city's desk has none left.
  await takeIn(page, ["Lù Thị Máy", "Lù Văn Dìn"], [{ move: "requestSupplement", reason: "Tờ khai còn thiếu chữ ký" }]);
  await page.goto(`${city().url}/dossiers/print`);
  const owed = page.getByRole("region", { name: "Giấy tờ còn phải cấp" });
  await withoutDialog(page);
  const kinds = owed.getByRole("group", { name: "Loại giấy tờ" });
  const supplement = kinds.getByRole("button", { name: /Phiếu yêu cầu bổ sung/ });
  await supplement.click();
  await expect(owed.getByRole("table", { name: /Phiếu yêu cầu bổ sung/ })).toBeVisible();
  await keepPictures(page, "print");
  await expectAccessible(page);

  const boxes = owed.getByRole("checkbox", { name: /^Đánh dấu hồ sơ/ });
  const count = await boxes.count();
  await owed.getByRole("checkbox", { name: "Đánh dấu tất cả" }).uncheck();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  const code = await owed.locator("tbody tr").first().getByRole("rowheader").innerText();
  const pdf = page.waitForResponse((response) => response.url().includes("/api/v1/forms/print"));
  await page.keyboard.press("p");
  expect((await pdf).status()).toBe(200);
  await expect(owed.getByRole("status")).toContainText("đã cấp 1 giấy, gửi in 1 giấy");
  await expect(boxes).toHaveCount(count - 1);
  await expect(owed).not.toContainText(code);

  const register = page.getByRole("region", { name: "Sổ theo dõi hồ sơ" });
  const book = page.waitForResponse((response) => response.url().includes("/api/v1/registers/book.pdf"));
  await register.getByRole("button", { name: "In sổ" }).click();
  expect((await book).status()).toBe(200);
});
