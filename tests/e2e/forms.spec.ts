import type { Locator } from "@playwright/test";
import { paper } from "../forms/poppler";
import { city, expect, signIn, takeIn, test } from "./city";
import { withoutDialog } from "./printing";
import { expectAccessible, keepPictures } from "./screens";

test("an officer issues a receipt, corrects the name it bears by keys alone, and issues the one that replaces it", async ({
  page,
}) => {
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

  const nameOf = async (nth: number, name: string) => {
    const forms = await (await page.request.get(`${city().url}/api/v1/dossiers/${accepted?.id}/forms`)).json();
    const bytes = await page.request.get(`${city().url}/api/v1/dossiers/${accepted?.id}/forms/${forms.issued[nth].id}/pdf`);
    return paper(name, await bytes.body()).text();
  };
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: /Sửa thông tin hồ sơ/ });
  await expect(dialog.getByLabel("Họ tên")).toHaveValue("Đặng Thị Hồng Nhung");
  const tabTo = async (wish: Locator) => {
    for (let i = 0; i < 40; i += 1) {
      if (await wish.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("Tab does not come there");
  };
  await tabTo(dialog.getByLabel("Họ tên"));
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText("Đặng Thị Hồng Nhạn");
  // A required paper that is struck is told of before anything is saved.
  const card = dialog.getByRole("checkbox", { name: /^Thẻ căn cước/ });
  await card.uncheck();
  await expect(dialog).toContainText("Hồ sơ sẽ thiếu giấy tờ bắt buộc: Thẻ căn cước");
  await expectAccessible(page);
  await keepPictures(page, "dossier-correct-lacking");
  await card.check();
  await tabTo(dialog.getByLabel("Lý do sửa"));
  await page.keyboard.insertText("Gõ sai tên đệm so với thẻ căn cước");
  await keepPictures(page, "dossier-correct");
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Đã sửa: họ tên.")).toBeVisible();
  const events = page.getByRole("region", { name: "Diễn biến" });
  await expect(events).toContainText("họ tên: Đặng Thị Hồng Nhung → Đặng Thị Hồng Nhạn");
  await expect(events).toContainText("Gõ sai tên đệm so với thẻ căn cước");

  await panel.getByRole("button", { name: /^Cấp giấy thay thế: Giấy tiếp nhận/ }).click();
  await page.getByRole("dialog").getByLabel("Lý do cấp thay thế").fill("Sai họ tên người nộp");
  await page.getByRole("dialog").getByRole("button", { name: "Cấp giấy" }).click();
  await expect(panel).toContainText("Đã thay bằng giấy số");
  await expect(panel).toContainText("Sai họ tên người nộp");
  // The paper that stands bears the name as it is now; the one it replaced keeps what was handed out.
  const [old, standing] = [await nameOf(0, "receipt-replaced"), await nameOf(1, "receipt-corrected")];
  expect([old.includes("Đặng Thị Hồng Nhung"), old.includes("Nhạn")]).toEqual([true, false]);
  expect([standing.includes("Đặng Thị Hồng Nhạn"), standing.includes("Nhung")]).toEqual([true, false]);
  expect(standing).toContain("Thay thế giấy số");
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
