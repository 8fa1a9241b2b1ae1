import ExcelJS from "exceljs";
import { addDays, addMonths, cityDay, monthOf } from "@/lib/calendar/rules";
import { asOwner } from "../city";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";
import { settled } from "./watch";

/** The month before this one: the demo city is alive in it from the first day to the last. */
const lastMonth = () => monthOf(addDays(monthOf(cityDay(new Date())).from, -1));

test("a leader sees why points were lost and opens the dossiers behind them, by key", async ({ page }) => {
  await signIn(page, "lanh-dao");
  // Counted by the worker's first round; a city that has just begun may be asked a moment too early.
  await expect(async () => {
    await page.goto(`${city().url}/quality?month=${lastMonth().from.slice(0, 7)}`);
    await expect(page.getByText(/trên \d+ điểm tính được/)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText(/Chưa xếp loại|Xếp loại:/).first()).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await keepPictures(page, pageName("/quality"));

  const row = page.getByRole("rowgroup").filter({ hasText: "2.1 Hồ sơ giải quyết đúng hạn" });
  await expect(row).toContainText(/Mất [\d,]+ điểm: [\d.]+ trong [\d.]+ hồ sơ tiếp nhận trong tháng không đúng hạn/);
  const missing = Number(/điểm: ([\d.]+) trong/.exec((await row.textContent()) ?? "")?.[1]?.replaceAll(".", ""));
  const open = row.getByRole("link", { name: "Xem hồ sơ làm mất điểm: Hồ sơ giải quyết đúng hạn" });
  await open.focus();
  await page.keyboard.press("Enter");
  const lost = page.getByRole("region", { name: "Hồ sơ làm mất điểm: không đúng hạn", exact: true });
  await expect(lost.getByText(`${missing} hồ sơ`, { exact: true })).toBeVisible();
  await expect(lost.getByRole("row").nth(1)).toContainText(/sau ngày hẹn|quá ngày hẹn|quá một lần/);
  await expectAccessible(page);
  await keepPictures(page, "quality-lost");
  const first = lost.getByRole("rowheader").first().getByRole("link");
  const code = (await first.textContent()) ?? "";
  await first.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/dossiers\/\d+$/);
  await expect(page.getByText(code).first()).toBeVisible();

  await page.goBack();
  await page.getByRole("link", { name: "Phường Trần Phú" }).first().click();
  await page.waitForURL(/unitId=/);
  await expect(page.getByRole("button", { name: /Phường Trần Phú/ }).first()).toBeVisible();
  await page.getByRole("combobox", { name: /^Chỉ số/ }).selectOption({ label: "Chín chỉ số TT 01/2018" });
  await expect(page.getByRole("rowheader", { name: "1 Tổng thời gian giải quyết" })).toBeVisible();
});

test("the report on form II.06 agrees with itself and leaves as a workbook and on paper", async ({ page }) => {
  await signIn(page, "lanh-dao");
  const { from, to } = lastMonth();
  await page.goto(`${city().url}/quality/report?from=${from}&to=${to}`);
  await expect(page.getByText("Đã đối chiếu: (1) = (5) + (9).")).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await keepPictures(page, pageName("/quality/report"));
  const total = async () => (await page.locator("tfoot td").allTextContents()).map((text) => text.trim());
  const bySector = await total();
  await page.getByLabel("Xem theo").selectOption({ label: "Đơn vị" });
  await expect(page.getByRole("columnheader", { name: "Đơn vị", exact: true })).toBeVisible();
  expect(await total()).toEqual(bySector);

  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải Excel" }).click()]);
  expect(file.suggestedFilename()).toBe(`bao-cao-II-06-${from}-${to}.xlsx`);
  const paper = await page.getByRole("link", { name: "Mở bản in (PDF)" }).getAttribute("href");
  const printed = await page.evaluate(async (address) => {
    const answer = await fetch(address ?? "");
    return { status: answer.status, type: answer.headers.get("content-type"), start: (await answer.text()).slice(0, 5) };
  }, paper);
  expect(printed).toEqual({ status: 200, type: "application/pdf", start: "%PDF-" });
});

test("form II.06 of a unit alone says so, and its figures open the dossiers of that unit alone, by key", async ({ page }) => {
  await signIn(page, "lanh-dao");
  const { from, to } = lastMonth();
  const { rows } = await asOwner((c) =>
    c.query<{ id: number }>("select id from unit where short_name = 'Phường Trần Phú' and valid_until is null"),
  );
  await page.goto(`${city().url}/quality/report?from=${from}&to=${to}&unitId=${rows[0]?.id}`);
  await page.getByLabel("Phạm vi").selectOption({ label: "Riêng đơn vị" });
  await page.waitForURL(/isAlone=true/);
  await expect(page.getByText("Chỉ gồm hồ sơ của riêng đơn vị, không gồm các đơn vị bên dưới.")).toBeVisible();
  await expect(page.getByText("Đã đối chiếu: (1) = (5) + (9).")).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await keepPictures(page, "quality-report-alone");
  for (const column of ["Tổng số", "Đúng hạn"]) {
    const figure = page
      .locator("tfoot")
      .getByRole("link", { name: new RegExp(`\\d\\. Mở hồ sơ: ${column}`) })
      .first();
    const count = ((await figure.textContent()) ?? "").trim();
    expect(Number(count.replaceAll(".", ""))).toBeGreaterThan(0);
    await figure.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/dossiers\?.*isAlone=true/);
    await expect(page.getByRole("status").filter({ hasText: `${count} hồ sơ` })).toBeVisible();
    await expect(page.getByRole("button", { name: "Bỏ lọc Không gồm đơn vị trực thuộc" })).toBeVisible();
    await page.goBack();
    await page.waitForURL(/\/quality\/report/);
  }
});

test("a closed month is opened again with its reason; what stood can still be seen", async ({ page }) => {
  await signIn(page, "quan-tri");
  const month = addMonths(monthOf(cityDay(new Date())).from, -4).slice(0, 7);
  const index = `${city().url}/quality?month=${month}`;
  const sum = () => page.getByText(/trên [\d,]+ điểm tính được/).locator("..");
  const feedback = page.getByRole("rowgroup").filter({ hasText: "6.1 Phản ánh, kiến nghị xử lý đúng hạn" });
  await expect(async () => {
    await page.goto(index);
    await expect(page.getByText(/Đã chốt lúc/)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  const [stood, stoodFeedback] = [await sum().textContent(), await feedback.textContent()];

  await page.goto(`${city().url}/admin/quality?month=${month}`);
  await expect(page.getByText("Tháng này đã chốt.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Ghi số liệu" })).toHaveCount(0);
  await page.getByRole("button", { name: "Mở lại để đính chính" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const reason = dialog.getByLabel("Lý do mở lại");
  await expect(reason).toBeFocused();
  await page.keyboard.type("Ngắn");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(reason).toBeFocused();
  await reason.fill("Phường Trần Phú báo cáo nhầm số phản ánh, văn bản đính chính số 45/UBND");
  await expectAccessible(page);
  await keepPictures(page, "quality-reopen");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Ghi số liệu" }).click();
  await dialog.getByLabel("Đơn vị").selectOption({ label: "Ủy ban nhân dân phường Trần Phú" });
  await dialog.getByLabel("Số phản ánh xử lý đúng hạn").fill("0");
  await dialog.getByLabel("Trên số phản ánh nhận được").fill("40");
  await dialog.getByLabel("Căn cứ (số, ngày văn bản)").fill("Công văn số 45/UBND");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(dialog).toBeHidden();

  await page.goto(index);
  await expect(page.getByText(/còn tính lại mỗi giờ/)).toBeVisible();
  const history = page.getByRole("region", { name: "Tháng này từng được mở lại để đính chính" });
  await expect(history).toContainText("Lý do: Phường Trần Phú báo cáo nhầm số phản ánh, văn bản đính chính số 45/UBND");
  expect(await feedback.textContent()).not.toBe(stoodFeedback);
  await settled(page);
  await expectAccessible(page);
  await keepPictures(page, "quality-reopened");
  await history.getByRole("link", { name: "Xem số đã chốt khi đó" }).click();
  await expect(history.getByText("Đang xem số đã chốt khi đó.")).toBeVisible();
  expect([await sum().textContent(), await feedback.textContent()]).toEqual([stood, stoodFeedback]);
  await history.getByRole("link", { name: "Về số hiện nay" }).click();
  await expect(history.getByText("Đang xem số đã chốt khi đó.")).toBeHidden();
  expect(await feedback.textContent()).not.toBe(stoodFeedback);
});

test("an administrator reports a figure with its paper, and adds a definition that holds from next year", async ({ page }) => {
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/quality`);
  await expect(page.getByText("Chưa có số liệu báo cáo nào của tháng này.")).toBeVisible();
  await page.getByRole("button", { name: "Ghi số liệu" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Đơn vị").selectOption({ label: "Ủy ban nhân dân phường Trần Phú" });
  await dialog.getByLabel("Số phản ánh xử lý đúng hạn").fill("5");
  await dialog.getByLabel("Trên số phản ánh nhận được").fill("4");
  await dialog.getByLabel("Căn cứ (số, ngày văn bản)").fill("Báo cáo số 12/BC-UBND");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Tử số lớn hơn mức có thể có của mẫu số.");
  await dialog.getByLabel("Số phản ánh xử lý đúng hạn").fill("3");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name: /phường Trần Phú.*3\/4.*Báo cáo số 12/ })).toBeVisible();

  const month = cityDay(new Date()).slice(0, 7);
  await page.goto(`${city().url}/quality?month=${month}`);
  const row = page.getByRole("rowgroup").filter({ hasText: "6.1 Phản ánh, kiến nghị xử lý đúng hạn" });
  await expect(row).toContainText("4,50/6");
  await expect(row).toContainText("Mất 1,50 điểm: 1 trong 4 phản ánh nhận được xử lý chậm.");

  await page.goto(`${city().url}/admin/quality`);
  await page.getByRole("button", { name: "Ban hành cách tính mới" }).click();
  await expect(dialog.getByText("Tổng điểm tối đa: 100")).toBeVisible();
  await dialog.getByLabel("Điểm tối đa: 2.1 Hồ sơ giải quyết đúng hạn").fill("25");
  await expect(dialog.getByText("Tổng điểm tối đa: 105")).toBeVisible();
  await dialog.getByLabel("Điểm tối đa: 1.1 Công bố thủ tục đúng hạn").fill("1");
  await dialog.getByLabel("Áp dụng từ ngày").fill(`01/01/${Number(month.slice(0, 4)) + 1}`);
  await dialog.getByLabel("Căn cứ (số, ngày văn bản)").fill("Quyết định thay thế (thử)");
  await expectAccessible(page);
  await keepPictures(page, "quality-definition-form");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Quyết định thay thế (thử)")).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await keepPictures(page, pageName("/admin/quality"));
});

test("a month is typed for all units by key, and taken along, filled in and imported as a spreadsheet: whole, or not at all", async ({
  page,
}) => {
  await signIn(page, "quan-tri");
  const month = cityDay(new Date()).slice(0, 7);
  await page.goto(`${city().url}/admin/quality`);
  await page.getByRole("button", { name: "Ghi cho mọi đơn vị" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const figure = dialog.getByLabel("Thành phần cần số liệu");
  await expect(figure).toBeFocused();
  await figure.selectOption({ label: "bản sao chứng thực điện tử" });
  const first = dialog.getByRole("row").nth(1);
  const unit = await first.getByRole("rowheader").innerText();
  await expectAccessible(page);
  await keepPictures(page, "quality-month-grid");
  // The frame of the table takes the focus too, so that arrow keys can move it.
  await page.keyboard.press("Tab");
  if (
    !(await first
      .getByRole("textbox")
      .first()
      .evaluate((field) => field === document.activeElement))
  )
    await page.keyboard.press("Tab");
  await page.keyboard.type("9");
  await page.keyboard.press("Tab");
  await page.keyboard.type("8");
  await dialog.getByLabel("Căn cứ (số, ngày văn bản)").fill("Báo cáo số 20/BC-UBND");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Tử số lớn hơn mức có thể có của mẫu số.");
  await first.getByRole("textbox").first().fill("7");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: unit }).filter({ hasText: "7/8" })).toContainText("Báo cáo số 20/BC-UBND");

  await page.getByRole("button", { name: "Nhập từ bảng tính" }).click();
  const [sheet] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("link", { name: "Tải bảng của tháng (Excel)" }).click(),
  ]);
  expect(sheet.suggestedFilename()).toBe(`so-lieu-chi-so-${month}.xlsx`);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await sheet.path());
  const fill = async (top: string | number) => {
    book.worksheets[0]?.eachRow((row) => {
      const isOurs = row.getCell(3).value === unit && row.getCell(4).value === "certified-electronically";
      if (isOurs) row.getCell(7).value = top;
    });
    const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return { name: "so-lieu.xlsx", mimeType, buffer: Buffer.from(await book.xlsx.writeBuffer()) };
  };
  await dialog.getByLabel("Bảng đã điền").setInputFiles(await fill("sáu"));
  await dialog.getByRole("button", { name: "Nhập", exact: true }).click();
  await expect(dialog.getByText("Chưa ghi gì: 1 dòng cần sửa.")).toBeVisible();
  await expect(dialog.getByRole("row").filter({ hasText: unit })).toContainText("Tử số: “sáu” không phải số đếm từ 0 trở lên.");
  await expectAccessible(page);
  await keepPictures(page, "quality-month-sheet");
  await dialog.getByLabel("Bảng đã điền").setInputFiles(await fill(6));
  await dialog.getByRole("button", { name: "Nhập", exact: true }).click();
  await expect(dialog.getByText(/^Đã ghi 1 số liệu; [\d.]+ số liệu giữ nguyên\.$/)).toBeVisible();
  await dialog.getByRole("button", { name: "Đóng" }).click();
  await expect(page.getByRole("row").filter({ hasText: unit }).filter({ hasText: "6/8" })).toHaveCount(1);
});
