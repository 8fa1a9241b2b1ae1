import type { Browser, Page } from "@playwright/test";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";
import { settled } from "./watch";

const dialog = (page: Page) => page.getByRole("dialog");
const tasks = (page: Page) => page.getByRole("region", { name: "Giải quyết văn bản" });
const pick = async (page: Page, label: string, name: string) => {
  await dialog(page).getByRole("combobox", { name: label }).fill(name);
  await page.getByRole("option", { name }).first().click();
};
async function as(browser: Browser, login: string, path: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: "vi-VN" })).newPage();
  await signIn(page, login);
  await page.goto(`${city().url}${path}`);
  return page;
}

test("a document from the register to its answer: passed on by the leader, handed on by the head, reported on, answered and closed; of two at once one wins", async ({
  page,
  browser,
}) => {
  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}/documents/new?direction=INCOMING`);
  await page.getByLabel("Nơi ban hành (tác giả)").fill("Sở Tư pháp");
  await page.getByLabel("Số, ký hiệu của văn bản").fill("88/STP-HTTP");
  await page.getByLabel("Ngày văn bản").fill("05/01/2026");
  await page.getByLabel("Trích yếu nội dung").fill("Về việc báo cáo công tác hộ tịch quý IV");
  await page.getByLabel("Trích yếu nội dung").press("Control+Enter");
  await page.waitForURL(/\/documents\/\d+$/);
  const path = new URL(page.url()).pathname;

  const leader = await as(browser, "lanh-dao", path);
  await leader.getByRole("button", { name: "Chuyển giao" }).click();
  await pick(leader, "Đơn vị", "phường Trần Phú");
  await dialog(leader).getByLabel("Ý kiến chỉ đạo").fill("Chủ trì báo cáo, nêu rõ hồ sơ quá hạn");
  await dialog(leader).getByLabel("Thời hạn", { exact: true }).selectOption("Số ngày làm việc");
  await dialog(leader).getByLabel("Ngày làm việc").fill("5");
  await expectAccessible(leader);
  await keepPictures(leader, "document-pass-on");
  await dialog(leader).getByRole("button", { name: "Chuyển giao" }).click();
  await expect(dialog(leader)).toHaveCount(0);
  await expect(tasks(leader)).toContainText("Chưa nhận");

  // The head finds it among what the unit has to hand on, and gives it to a specialist; another window of theirs comes too late.
  const twin = await as(browser, "truong-phuong", path);
  await expect(tasks(twin)).toContainText("Chủ trì báo cáo, nêu rõ hồ sơ quá hạn");
  await page.goto(`${city().url}/documents/work?scope=unit&part=to-hand-on`);
  await expect(page.getByRole("row").filter({ hasText: "88/STP-HTTP" })).toContainText("Chủ trì");
  await page.keyboard.press("j");
  await keepPictures(page, "documents-work-unit");
  await page.getByRole("link", { name: "88/STP-HTTP" }).first().press("Enter");
  await page.waitForURL(`${city().url}${path}`);
  for (const one of [page, twin]) {
    await one.getByRole("button", { name: /^Giao tiếp: / }).click();
    await expect(dialog(one).getByLabel("Người nhận").locator("option")).not.toHaveCount(1);
    const person = dialog(one).getByLabel("Người nhận");
    const label = await person.locator("option").filter({ hasText: "Tư pháp" }).first().textContent();
    await person.selectOption({ label: label ?? "" });
  }
  await dialog(page).getByRole("button", { name: "Chuyển giao" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await dialog(twin).getByRole("button", { name: "Chuyển giao" }).click();
  await expect(dialog(twin).getByRole("alert")).toContainText("vừa được người khác cập nhật");
  await twin.context().close();

  const specialist = await as(browser, "chuyen-vien", "/documents/work");
  await expect(specialist.getByRole("row").filter({ hasText: "88/STP-HTTP" })).toContainText("Chưa nhận");
  await specialist.keyboard.press("j");
  await specialist.keyboard.press("a");
  await expect(specialist.getByRole("status").filter({ hasText: "Đã nhận 1 việc" })).toBeVisible();
  await expectAccessible(specialist);
  await keepPictures(specialist, pageName("/documents/work"));
  await specialist.getByRole("link", { name: "88/STP-HTTP" }).click();
  await specialist.waitForURL(`${city().url}${path}`);
  await specialist.getByRole("button", { name: /^Báo cáo tiến độ: / }).click();
  await dialog(specialist).getByLabel("Đã làm được gì").fill("Đã có số liệu của năm tổ dân phố");
  await specialist.keyboard.press("Control+Enter");
  await expect(dialog(specialist)).toHaveCount(0);
  // Whoever gave it sees it without loading the page again, and when it was opened.
  await expect(tasks(leader)).toContainText("Đã có số liệu của năm tổ dân phố");
  await expect(tasks(leader)).toContainText("Đã mở");
  await settled(leader);
  await expectAccessible(leader);
  await keepPictures(leader, "document-work");

  await specialist.getByRole("link", { name: "Soạn văn bản trả lời" }).click();
  await specialist.waitForURL(/responseFor=/);
  await specialist.getByLabel("Trích yếu nội dung").fill("Báo cáo công tác hộ tịch quý IV");
  await specialist.getByLabel("Người ký", { exact: true }).fill("Trần Văn Hùng");
  await specialist.getByLabel("Chức vụ người ký").fill("Chủ tịch");
  await specialist.getByLabel("Nơi nhận", { exact: true }).fill("Sở Tư pháp\nLưu: VT");
  await specialist.getByLabel("Ký hiệu đơn vị soạn").fill("TP");
  await specialist.getByLabel("Nơi nhận", { exact: true }).press("Control+Enter");
  await specialist.waitForURL(/\/documents\/\d+$/);
  await page.goto(specialist.url());
  await page.getByRole("button", { name: "Cấp số, phát hành" }).click();
  await expect(dialog(page).getByLabel(/Kết thúc giải quyết văn bản được trả lời/)).toBeChecked();
  await dialog(page).getByRole("button", { name: "Cấp số" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+\/UBND-TP$/);
  await expect(tasks(leader)).toContainText(/Đã kết thúc .*Đã trả lời bằng văn bản số \d+\/UBND-TP/);

  await leader.goto(`${city().url}/documents/work?scope=given`);
  await expect(leader.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(leader.getByRole("row").filter({ hasText: "88/STP-HTTP" })).toHaveCount(0);
  await leader.goto(`${city().url}/documents/work?view=people`);
  await expect(leader.getByRole("table", { name: "Văn bản đang ở từng người" })).toBeVisible();
  await keepPictures(leader, "documents-work-people");
  await expectAccessible(leader);
  await leader.context().close();
  await specialist.context().close();
});

test("what is half typed outlives a lost session: an instruction, a report, a draft that saves itself, and one never sent", async ({
  page,
  browser,
  watched,
}) => {
  watched.forgive(/401/);
  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}/documents/new?direction=INCOMING`);
  await page.getByLabel("Nơi ban hành (tác giả)").fill("Sở Nội vụ");
  await page.getByLabel("Trích yếu nội dung").fill("Về việc rà soát vị trí việc làm");
  // The session ends, and so does what the page held.
  await page.context().clearCookies();
  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}/documents/new?direction=INCOMING`);
  await expect(page.getByLabel("Trích yếu nội dung")).toHaveValue("Về việc rà soát vị trí việc làm");
  await expect(page.getByText("Nội dung đang soạn dở lần trước")).toBeVisible();
  await page.getByLabel("Số, ký hiệu của văn bản").fill("97/SNV-CCVC");
  await page.getByLabel("Ngày văn bản").fill("05/01/2026");
  await page.getByLabel("Trích yếu nội dung").press("Control+Enter");
  await page.waitForURL(/\/documents\/\d+$/);
  const path = new URL(page.url()).pathname;

  await page.getByRole("button", { name: "Chuyển giao" }).click();
  await pick(page, "Đơn vị", "phường Trần Phú");
  await dialog(page).getByLabel("Ý kiến chỉ đạo").fill("Rà soát, báo cáo trước thứ sáu");
  await page.context().clearCookies();
  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}${path}`);
  await page.getByRole("button", { name: "Chuyển giao" }).click();
  await expect(dialog(page).getByLabel("Ý kiến chỉ đạo")).toHaveValue("Rà soát, báo cáo trước thứ sáu");
  await expect(dialog(page).getByRole("combobox", { name: "Đơn vị" })).toHaveValue(/phường Trần Phú/);
  await dialog(page).getByRole("button", { name: "Chuyển giao" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.getByRole("button", { name: /^Báo cáo tiến độ: / }).click();
  await dialog(page).getByLabel("Đã làm được gì").fill("Đã rà soát hai bộ phận");
  await page.reload();
  await page.getByRole("button", { name: /^Báo cáo tiến độ: / }).click();
  await expect(dialog(page).getByLabel("Đã làm được gì")).toHaveValue("Đã rà soát hai bộ phận");
  await page.keyboard.press("Control+Enter");
  await expect(dialog(page)).toHaveCount(0);
  // What was sent, or given up, does not come back.
  await page.getByRole("button", { name: /^Báo cáo tiến độ: / }).click();
  await expect(dialog(page).getByLabel("Đã làm được gì")).toHaveValue("");
  await dialog(page).getByLabel("Đã làm được gì").fill("bỏ đi");
  await dialog(page).getByRole("button", { name: "Hủy" }).click();
  await page.getByRole("button", { name: /^Báo cáo tiến độ: / }).click();
  await expect(dialog(page).getByLabel("Đã làm được gì")).toHaveValue("");

  const writer = await as(browser, "chuyen-vien", "/documents/new?direction=OUTGOING");
  await writer.getByLabel("Trích yếu nội dung").fill("Báo cáo vị trí việc làm");
  await writer.getByLabel("Ký hiệu đơn vị soạn").fill("TP");
  await writer.getByLabel("Trích yếu nội dung").press("Control+Enter");
  await writer.waitForURL(/\/documents\/\d+$/);
  await writer.getByRole("button", { name: "Sửa dự thảo" }).click();
  await writer.getByLabel("Trích yếu nội dung").fill("Báo cáo vị trí việc làm năm 2026");
  await expect(writer.getByText(/Đã tự lưu lúc/)).toBeVisible({ timeout: 15_000 });
  // Saved by itself; what came after the save, and could not be saved any more, is still there.
  await writer.route("**/api/v1/documents/*", (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
  await writer.getByLabel("Trích yếu nội dung").fill("Báo cáo vị trí việc làm năm 2026 của phường");
  await writer.reload();
  await writer.unroute("**/api/v1/documents/*");
  await expect(writer.getByRole("main")).toContainText("Báo cáo vị trí việc làm năm 2026");
  await writer.getByRole("button", { name: "Sửa dự thảo" }).click();
  await expect(writer.getByLabel("Trích yếu nội dung")).toHaveValue("Báo cáo vị trí việc làm năm 2026 của phường");
  await expect(writer.getByText(/Đã tự lưu lúc/)).toBeVisible({ timeout: 15_000 });
  await writer.reload();
  await expect(writer.getByRole("main")).toContainText("Báo cáo vị trí việc làm năm 2026 của phường");
  await writer.context().close();
});

test("a leader is offered what is a leader's: nothing of what a ward does with what it was given", async ({ page, browser }) => {
  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}/documents/new?direction=INCOMING`);
  await page.getByLabel("Nơi ban hành (tác giả)").fill("Sở Tài chính");
  await page.getByLabel("Số, ký hiệu của văn bản").fill("12/STC-NS");
  await page.getByLabel("Ngày văn bản").fill("05/01/2026");
  await page.getByLabel("Trích yếu nội dung").fill("Về việc quyết toán ngân sách");
  await page.getByLabel("Trích yếu nội dung").press("Control+Enter");
  await page.waitForURL(/\/documents\/\d+$/);
  const leader = await as(browser, "lanh-dao", new URL(page.url()).pathname);
  await leader.getByRole("button", { name: "Chuyển giao" }).click();
  await pick(leader, "Đơn vị", "phường Trần Phú");
  await dialog(leader).getByRole("button", { name: "Chuyển giao" }).click();
  await expect(dialog(leader)).toHaveCount(0);
  await expect(tasks(leader).getByRole("row")).toHaveCount(2);
  await expect(
    tasks(leader).getByRole("button", { name: /^(Nhận việc|Báo cáo tiến độ|Báo cáo kết quả|Giao tiếp|Kết thúc)/ }),
  ).toHaveCount(0);
  await expect(leader.getByRole("link", { name: "Soạn văn bản trả lời" })).toHaveCount(0);
  await expect(tasks(page).getByRole("button", { name: /^Báo cáo tiến độ: / })).toBeVisible();
  await keepPictures(leader, "document-leader");
  await leader.context().close();
});
