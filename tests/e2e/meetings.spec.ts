import type { Browser, Page } from "@playwright/test";
import { systemActor } from "@/lib/auth/queries";
import { cityDay } from "@/lib/calendar/rules";
import { addList, addTrusted } from "@/lib/signatures/commands";
import { signPdf } from "@/lib/signatures/signing/sign";
import { formatDay } from "@/lib/words";
import { asOwner } from "../city";
import { city as authorities, daysFrom, revocationList } from "../signatures/authority";
import { paper } from "../signatures/papers";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, expectAccessibleOnPhone, keepPictures, pageName } from "./screens";
import { settled } from "./watch";

const ours = authorities();
const at = new Date();
const distrustOurs = () =>
  asOwner((c) =>
    c.query(
      `delete from trusted_certificate where name like '%kiểm thử%'; delete from revocation_list where issuer_name like '%kiểm thử%'`,
    ),
  );
test.afterAll(distrustOurs);
async function trustOurs(): Promise<void> {
  const ctx = { actor: systemActor("test"), now: at };
  await distrustOurs();
  for (const [role, { certificate }] of [["ROOT", ours.root] as const, ["INTERMEDIATE", ours.ca] as const])
    await addTrusted(ctx, { role, file: certificate.der.toString("base64") });
  for (const of of [ours.root, ours.ca]) {
    const list = revocationList(of, [], { from: new Date(at.getTime() - 86_400_000), until: daysFrom(30, at) });
    await addList(ctx, { file: list.toString("base64") });
  }
}
const signed = () => signPdf(paper("Bao cao chuyen doi so"), ours.person.signer, { field: "Người ký", at, holeBytes: 4_000 });
const pdfNamed = (name: string, buffer: Buffer) => ({ name, mimeType: "application/pdf", buffer });
const dialog = (page: Page) => page.getByRole("dialog");

async function as(browser: Browser, login: string, options: object = {}): Promise<Page> {
  const page = await (await browser.newContext({ locale: "vi-VN", ...options })).newPage();
  await signIn(page, login);
  return page;
}
async function invite(page: Page, n: number, unit: string, person: RegExp): Promise<string> {
  const row = page.getByRole("group", { name: `Thành phần ${n}`, exact: true });
  await row.getByRole("combobox", { name: "Đơn vị" }).fill(unit);
  await page.getByRole("option", { name: unit }).filter({ visible: true }).first().click();
  const chosen = row.getByLabel("Người").locator("option").filter({ hasText: person }).first();
  await expect(chosen).toBeAttached();
  const label = (await chosen.textContent()) ?? "";
  await row.getByLabel("Người").selectOption({ label });
  return label.split(" – ")[0] ?? "";
}
/** "2 trên 5 cuộc họp": the numbers of the tile. */
async function share(page: Page): Promise<[top: number, bottom: number]> {
  const text = await page.getByRole("article").filter({ hasText: "Họp không giấy" }).innerText();
  const [, top = "0", bottom = "0"] = /(\d+) trên (\d+) cuộc họp/.exec(text) ?? [];
  return [Number(top), Number(bottom)];
}

test("a meeting without paper: prepared by the head, read on a phone by who is invited, held on a signed PDF; the rate moves, and one with a printed paper is told apart down to that paper", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await trustOurs();
  const leader = await as(browser, "lanh-dao");
  await leader.goto(`${city().url}/documents/board`);
  await settled(leader);
  const before = await share(leader);

  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}/meetings/new`);
  await page.getByLabel("Tên cuộc họp").fill("Họp giao ban chuyển đổi số");
  await page.getByLabel("Địa điểm").fill("Phòng họp số 1");
  await page.getByLabel("Ngày họp").fill(formatDay(cityDay(at)));
  await page.getByLabel("Từ giờ").fill("00:00");
  await page.getByLabel("Đến giờ").fill("23:59");
  await invite(page, 1, "Ủy ban nhân dân phường Trần Phú", /Chủ tịch/);
  const invited = await invite(page, 2, "Ủy ban nhân dân phường Trần Phú", /Tư pháp/);
  await page.getByLabel("Nội dung", { exact: true }).fill("Báo cáo kết quả chuyển đổi số");
  await page.getByLabel("Người trình bày").fill("Nguyễn Văn Bình");
  await page.getByLabel("Số phút").fill("30");
  await expectAccessible(page);
  await keepPictures(page, "meeting-form");
  await page.getByRole("button", { name: "Lập cuộc họp" }).click();
  await page.waitForURL(/\/meetings\/\d+$/);
  const path = new URL(page.url()).pathname;
  await page.locator("input[type=file]").setInputFiles(pdfNamed("bao-cao.pdf", await signed()));
  await expect(page.getByRole("link", { name: "bao-cao.pdf" })).toBeVisible();
  // The round of the running city comes by and checks it.
  await expect(page.getByText("Ký số hợp lệ")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Triệu tập" }).click();
  await dialog(page).getByRole("button", { name: "Triệu tập" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Đã triệu tập cuộc họp." })).toBeVisible();

  const phone = await as(browser, "chuyen-vien", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await phone.goto(`${city().url}/meetings`);
  const card = phone.getByRole("listitem").filter({ hasText: "Họp giao ban chuyển đổi số" });
  await expect(card).toContainText("1 tài liệu chưa mở");
  await expectAccessibleOnPhone(phone);
  await keepPictures(phone, "meetings-invited");
  await phone.setViewportSize({ width: 390, height: 844 });
  await card.getByRole("link", { name: "Họp giao ban chuyển đổi số" }).click();
  await phone.waitForURL(`${city().url}${path}`);
  const link = phone.getByRole("link", { name: "bao-cao.pdf" });
  await expect(link).toBeInViewport();
  const [download] = await Promise.all([phone.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toBe("bao-cao.pdf");
  await expect(phone.getByText(/Bạn đã mở lúc/)).toBeVisible();
  await expect(phone.getByRole("region", { name: "Ai đã mở tài liệu nào" })).toHaveCount(0);
  await keepPictures(phone, "meeting-invited");

  // The organiser sees it without loading the page again, and notes the meeting as held.
  const row = page.getByRole("row").filter({ hasText: invited });
  await expect(row).toContainText("1/1");
  await page.getByRole("button", { name: "Ghi nhận đã họp" }).click();
  await dialog(page).getByLabel("Kết luận").fill("Hoàn thành trước ngày 30.");
  await dialog(page).getByRole("button", { name: "Ghi nhận đã họp" }).click();
  await expect(page.getByText("Họp hoàn toàn bằng văn bản điện tử ký số")).toBeVisible();
  await expect(page.getByText("Hoàn thành trước ngày 30.")).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await keepPictures(page, pageName("/meetings/[id]"));
  await expect.poll(() => share(leader), { timeout: 20_000 }).toEqual([before[0] + 1, before[1] + 1]);

  // Another one, with something given out on paper.
  await page.goto(`${city().url}/meetings/new`);
  await page.getByLabel("Tên cuộc họp").fill("Họp quy hoạch tổ dân phố");
  await page.getByLabel("Địa điểm").fill("Hội trường");
  await page.getByLabel("Ngày họp").fill(formatDay(cityDay(at)));
  await page.getByLabel("Từ giờ").fill("00:00");
  await page.getByLabel("Đến giờ").fill("23:58");
  await invite(page, 1, "Ủy ban nhân dân phường Trần Phú", /Chủ tịch/);
  await invite(page, 2, "Ủy ban nhân dân phường Trần Phú", /Tư pháp/);
  await page.getByLabel("Nội dung", { exact: true }).fill("Xem bản đồ");
  await page.getByRole("button", { name: "Lập cuộc họp" }).click();
  await page.waitForURL(/\/meetings\/\d+$/);
  await page.getByRole("button", { name: "Thêm tài liệu cho nội dung 1" }).click();
  await dialog(page).getByLabel("Tài liệu phát giấy").fill("Bản đồ quy hoạch khổ A0");
  await expectAccessible(page);
  await keepPictures(page, "meeting-lay");
  await dialog(page).getByRole("button", { name: "Ghi nhận" }).click();
  await expect(page.getByText("Tài liệu giấy")).toBeVisible();
  for (const act of ["Triệu tập", "Ghi nhận đã họp"]) {
    await page.getByRole("button", { name: act }).click();
    await dialog(page).getByRole("button", { name: act }).click();
    await expect(dialog(page)).toHaveCount(0);
  }
  await expect.poll(() => share(leader), { timeout: 20_000 }).toEqual([before[0] + 1, before[1] + 2]);
  await settled(leader);
  await keepPictures(leader, "documents-board-meetings");

  // From the board to the meeting that failed, and to the very paper.
  const tile = leader.getByRole("article").filter({ hasText: "Họp không giấy" });
  await tile.getByRole("link", { name: "Họp không giấy" }).click();
  await leader.waitForURL(/set=lacking/);
  const failed = leader.getByRole("listitem").filter({ hasText: "Họp quy hoạch tổ dân phố" });
  await expect(failed.first()).toContainText("Còn tài liệu chưa có chữ ký số hợp lệ");
  await expectAccessible(leader);
  await keepPictures(leader, "meetings-lacking");
  await failed.first().getByRole("link", { name: "Bản đồ quy hoạch khổ A0" }).click();
  await leader.waitForURL(/\/meetings\/\d+#paper-\d+$/);
  await expect(leader.getByText("Phát giấy tại cuộc họp")).toBeVisible();

  // Nobody else sees it: the counter's officer was not invited.
  const other = await as(browser, "mot-cua");
  expect((await other.goto(`${city().url}${path}`))?.status()).toBe(404);
});

test("by keys alone: the next meeting is walked to and opened", async ({ page }) => {
  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}/meetings`);
  await expect(page.getByRole("listitem").filter({ hasText: "tài liệu" }).first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/meetings\/\d+$/);
  await expect(page.getByRole("heading", { name: "Chương trình và tài liệu" })).toBeVisible();
});
