import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { generateSync } from "otplib";
import type { Day } from "@/lib/calendar/model";
import { addDays, cityDay, weekdayOf } from "@/lib/calendar/rules";
import { calendarDays } from "@/prisma/seed/calendar";
import { city, demoPassword, expect, makeAdmin, ours, setPassword, signIn, takeIn, test } from "./city";
import { type Place, startPlace } from "./place";
import { expectAccessible, keepPictures } from "./screens";

/** What cannot be done to the city the other tests look at: servers that go away, rules for everybody, the end of the demo. */
const password = "cầu Yên Biên chiều mưa";
let place: Place;

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  place = await startPlace("spare", city().spare);
  ours.add(new URL(place.url).host);
});
test.afterAll(() => place.stop());

const enter = (page: Page, login: string) => signIn(page, login, { url: place.url });
/** The first Monday after this week that no holiday of the year takes. */
function nextPlainMonday(): Day {
  const free = new Set(calendarDays.map(({ on }) => on));
  for (let day = addDays(cityDay(new Date()), 3); ; day = addDays(day, 1)) if (weekdayOf(day) === 1 && !free.has(day)) return day;
}

test("a lost connection: the overview says since when its figures may be old, and catches up without being loaded again", async ({
  browser,
  page,
  watched,
}) => {
  // While the server starts again.
  watched.forgive(/^answer 503/);
  await enter(page, "lanh-dao");
  await page.goto(`${place.url}/`);
  const stamp = page.locator("p[data-at]");
  const notice = page.getByRole("status").filter({ hasText: "Đã mất kết nối với máy chủ" });
  const tile = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Đang giải quyết", exact: true }) });
  await expect(stamp).toHaveAttribute("data-state", "live");
  const at = await stamp.getAttribute("data-at");
  await page.evaluate(() => Object.assign(window, { loadedOnce: true }));
  const before = await tile.textContent();

  await page.context().setOffline(true);
  await expect(stamp).toHaveAttribute("data-state", "lost");
  await expect(stamp).toContainText(/Mất kết nối từ \d{2}:\d{2} · số liệu của \d{2}:\d{2}/);
  await expect(notice).toContainText(/Các số dưới đây là của .*\d{2}:\d{2}.* và có thể đã cũ/);
  await expect(page.locator("[data-stale]")).toBeVisible();
  await expect(stamp).toHaveAttribute("data-at", at ?? "");
  // Some parts are loaded when somebody comes to them. They do not come; everything else stays as it was.
  const ground = page.getByRole("region", { name: "Theo địa bàn" });
  await ground.scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: /^Kỳ/ }).click();
  const period = page.getByRole("dialog");
  await expect(period.getByRole("alert")).toContainText("Không kết nối được tới máy chủ");
  await keepPictures(page, "overview-stale");
  // Meanwhile work goes on elsewhere.
  const desk = await browser.newContext({ locale: "vi-VN" });
  const officer = await desk.newPage();
  await enter(officer, "mot-cua");
  await takeIn(officer, ["Người Thử Nghiệm"]);
  expect(await tile.textContent()).toBe(before);

  await page.context().setOffline(false);
  await expect(stamp).toHaveAttribute("data-state", "live");
  await expect(notice).toHaveCount(0);
  await expect(tile).not.toHaveText(before ?? "");
  await expect(ground.locator(".leaflet-container path").first()).toBeVisible();
  await expect(period.getByRole("alert")).toHaveCount(0);
  await expect(period.getByLabel("Từ ngày")).toBeVisible();
  await page.keyboard.press("Escape");
  const later = await stamp.getAttribute("data-at");

  // The stream says that something changed, and it cannot be read: what was known stays, and says so.
  const caught = await tile.textContent();
  await page.route("**/api/v1/overview?*", (route) => route.fulfill({ status: 503, json: {} }));
  await takeIn(officer, ["Người Thử Nghiệm"]);
  await expect(stamp).toHaveAttribute("data-state", "unread");
  await expect(page.getByRole("status").filter({ hasText: "Chưa đọc được số liệu mới" })).toBeVisible();
  expect(await tile.textContent()).toBe(caught);
  await page.unroute("**/api/v1/overview?*");
  await takeIn(officer, ["Người Thử Nghiệm"]);
  await expect(stamp).toHaveAttribute("data-state", "live");
  await expect(tile).not.toHaveText(caught ?? "");
  await desk.close();

  // And the whole server, for as long as it takes to start one.
  await place.stopWeb();
  await expect(stamp).toHaveAttribute("data-state", "lost");
  await expect(notice).toBeVisible();
  await expect(tile).toBeVisible();
  await place.startWeb();
  await expect(stamp).toHaveAttribute("data-state", "live");
  await expect(stamp).not.toHaveAttribute("data-at", later ?? "");
  expect(await page.evaluate(() => Reflect.get(window, "loadedOnce"))).toBe(true);
});

test("a day off is declared: the preview tells whose due day moves, the worker moves it, and the dossier tells it in its history", async ({
  browser,
  page,
}) => {
  const day = nextPlainMonday();
  await enter(page, "quan-tri");
  await page.goto(`${place.url}/admin/calendar?year=${day.slice(0, 4)}`);
  await page.getByRole("button", { name: "Thêm ngày nghỉ, làm bù" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Tình trạng").selectOption({ label: "Đã có thông báo" });
  await dialog.getByLabel("Từ ngày").fill(day);
  await dialog.getByLabel("Tên ngày").fill("Nghỉ phòng chống bão");
  await dialog.getByLabel("Căn cứ").fill("Công điện 01/CĐ-UBND");
  await dialog.getByRole("button", { name: "Xem hồ sơ bị ảnh hưởng" }).click();
  await expect(dialog.getByRole("heading", { name: /^[\d.]+ hồ sơ đang giải quyết đổi ngày hẹn trả/ })).toBeFocused();
  await expectAccessible(page);
  await keepPictures(page, "calendar-preview");
  const row = dialog.getByRole("row").filter({ hasNotText: "đang tạm dừng" }).nth(1);
  const [code, , before, after] = (await row.locator("th, td").allInnerTexts()).map((text) => text.trim());
  expect([code, before, after]).toEqual([
    expect.stringMatching(/^H22\./),
    expect.stringMatching(/^\d{2}\/\d{2}\/\d{4}$/),
    expect.stringMatching(/^\d{2}\/\d{2}\/\d{4}$/),
  ]);
  const act = dialog.getByRole("button", { name: /^Áp dụng và đổi [\d.]+ ngày hẹn$/ });
  const moved = /[\d.]+/.exec(await act.innerText())?.[0];
  // Every one of them can be seen and taken along, not the first hundred.
  const count = Number(moved?.replaceAll(".", ""));
  await expect(dialog.getByText(`Đang hiện ${Math.min(count, 100)} trên ${moved} hồ sơ.`)).toBeVisible();
  const more = dialog.getByRole("button", { name: "Xem thêm" });
  for (let shown = 100; shown < count; shown += 100) {
    await more.click();
    await expect(dialog.getByRole("row")).toHaveCount(1 + Math.min(count, shown + 100));
  }
  await expect(more).toHaveCount(0);
  const seen = await dialog.getByRole("rowheader").allInnerTexts();
  expect(new Set(seen).size).toBe(count);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Tải toàn bộ (CSV)" }).click(),
  ]);
  const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
  const taken = lines.slice(lines.indexOf("") + 2, -1).map((line) => line.split(";")[0]);
  expect(taken).toEqual(seen.map((code) => code.trim()));
  await act.click();
  await expect(dialog).toHaveCount(0);
  const change = page.getByRole("listitem").filter({ hasText: "Nghỉ phòng chống bão" }).and(page.locator("[data-status]"));
  await expect(change).toHaveAttribute("data-status", "DONE");
  await expect(change).toContainText(`${moved} hồ sơ đã đổi ngày hẹn`);
  await keepPictures(page, "calendar-changed");

  const context = await browser.newContext();
  const leader = await context.newPage();
  await enter(leader, "lanh-dao");
  await leader.goto(`${place.url}/dossiers?text=${code}`);
  await leader.getByRole("link", { name: code, exact: true }).click();
  const event = leader
    .getByRole("region", { name: "Diễn biến" })
    .getByRole("listitem")
    .filter({ hasText: "Ngày hẹn trả đổi theo lịch làm việc" });
  await expect(event).toContainText("Công điện 01/CĐ-UBND");
  await expect(event).toContainText(new RegExp(`Hẹn trả: \\d{2}:\\d{2} ${before} → \\d{2}:\\d{2} ${after}`));
  await keepPictures(leader, "dossier-redated");
  await context.close();
});

test("a ward opens on Saturday morning: to take in and hand out it moves nobody's due day; earlier closing moves its own dossiers alone", async ({
  page,
}) => {
  const ward = "Ủy ban nhân dân phường Trần Phú";
  const day = nextPlainMonday();
  await enter(page, "quan-tri");
  await page.goto(`${place.url}/admin/calendar?year=${day.slice(0, 4)}`);
  const panel = page.getByRole("region", { name: "Giờ làm việc riêng của đơn vị" });
  await expect(panel).toContainText("Mọi đơn vị theo giờ làm việc của thành phố.");
  await panel.getByRole("button", { name: "Thêm giờ riêng" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Đơn vị", { exact: true }).selectOption({ label: ward });
  await dialog.getByRole("button", { name: "Thêm nhóm ngày có giờ khác" }).click();
  const saturday = dialog.getByRole("group", { name: "Nhóm ngày 2" });
  await saturday.getByLabel("thứ Bảy", { exact: true }).check();
  await saturday.getByLabel("Sáng, từ").fill("07:30");
  await saturday.getByLabel("Sáng, đến").fill("11:30");
  await expect(saturday.getByLabel("Thứ Bảy, Chủ nhật chỉ tiếp nhận và trả kết quả")).toBeChecked();
  await dialog.getByLabel("Áp dụng từ ngày").fill(day);
  await dialog.getByLabel("Căn cứ").fill("Quyết định 12/QĐ-UBND");
  await expectAccessible(page);
  await keepPictures(page, "unit-hours-form");
  await dialog.getByRole("button", { name: "Xem hồ sơ bị ảnh hưởng" }).click();
  await expect(dialog.getByRole("heading", { name: "Không hồ sơ đang giải quyết nào đổi ngày hẹn trả." })).toBeFocused();
  await dialog.getByRole("button", { name: "Áp dụng", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const own = panel.getByRole("region", { name: ward });
  await expect(own).toContainText("thứ Bảy: 07:30 – 11:30 (chỉ tiếp nhận, trả kết quả; không tính vào thời hạn)");
  const changes = page
    .getByRole("listitem")
    .filter({ hasText: `Giờ làm việc riêng của ${ward}` })
    .and(page.locator("[data-status]"));
  await expect(changes).toHaveAttribute("data-status", "DONE");
  await expect(changes).toContainText("0 hồ sơ đã đổi ngày hẹn");

  await own.getByRole("button", { name: "Đổi giờ làm việc" }).click();
  await expect(dialog.getByRole("group", { name: "Nhóm ngày 2" }).getByLabel("thứ Bảy", { exact: true })).toBeChecked();
  await dialog.getByRole("group", { name: "Nhóm ngày 1" }).getByLabel("Chiều, đến").fill("16:30");
  await dialog.getByLabel("Áp dụng từ ngày").fill(day);
  await dialog.getByLabel("Căn cứ").fill("Quyết định 13/QĐ-UBND");
  await dialog.getByRole("button", { name: "Xem hồ sơ bị ảnh hưởng" }).click();
  await expect(dialog.getByText(/^[\d.]+ hồ sơ giữ ngày, đổi giờ hẹn$/)).toBeVisible();
  await keepPictures(page, "unit-hours-preview");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await own.getByRole("button", { name: "Thôi áp dụng" }).click();
  await dialog.getByLabel("Đến hết ngày").fill(addDays(day, -1));
  await dialog.getByLabel("Căn cứ").fill("Quyết định 14/QĐ-UBND");
  await dialog.getByRole("button", { name: "Xem hồ sơ bị ảnh hưởng" }).click();
  await dialog.getByRole("button", { name: "Áp dụng", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(panel).toContainText("Mọi đơn vị theo giờ làm việc của thành phố.");
});

test("a second factor demanded of a role: nothing else works until it is set up, then its code is asked for", async ({
  browser,
  page,
}) => {
  await setPassword(page, await makeAdmin(place, "chu.nha", "Vũ Hải Yến"), password);
  await signIn(page, "chu.nha", { password, url: place.url });
  await page.goto(`${place.url}/admin/city`);
  await page.getByRole("checkbox", { name: "Kiểm tra, giám sát" }).check();
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(page.getByText("Đã lưu.")).toBeVisible();

  const context = await browser.newContext({ locale: "vi-VN" });
  const auditor = await context.newPage();
  await enter(auditor, "kiem-tra");
  // Where it is led to after the sign-in too; another address asked for under way would break that off.
  await expect(auditor).toHaveURL(`${place.url}/account`);
  for (const path of ["/", "/admin/audit", "/dossiers"]) {
    await auditor.goto(`${place.url}${path}`);
    await expect(auditor).toHaveURL(`${place.url}/account`);
  }
  expect(await auditor.evaluate(async () => (await fetch("/api/v1/indicators")).status)).toBe(403);
  await expect(auditor.getByText("Quản trị yêu cầu tài khoản này dùng xác thực hai lớp.")).toBeVisible();
  await keepPictures(auditor, "second-factor");
  await auditor.getByRole("button", { name: "Thiết lập" }).click();
  const secret = (await auditor.locator("code").innerText()).replaceAll(" ", "");
  await auditor.getByLabel("2. Nhập mã").fill(generateSync({ secret }));
  await auditor.getByRole("button", { name: "Bật xác thực hai lớp" }).click();
  await expect(auditor.getByText("Quản trị yêu cầu bật nên không tắt được.")).toBeVisible();
  await auditor.goto(`${place.url}/admin/audit`);
  await expect(auditor.getByRole("heading", { level: 1, name: "Nhật ký kiểm toán" })).toBeVisible();

  await context.clearCookies();
  await auditor.goto(`${place.url}/sign-in?next=/admin/audit`);
  await auditor.getByLabel("Tên đăng nhập").fill("kiem-tra");
  await auditor.getByLabel("Mật khẩu", { exact: true }).fill(demoPassword("kiem-tra"));
  await auditor.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await auditor.getByLabel("Mã xác thực").fill("000000");
  await auditor.keyboard.press("Enter");
  await expect(auditor.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
  // The code of the next half minute: the one that turned the factor on is spent.
  await auditor.getByLabel("Mã xác thực").fill(generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 }));
  await auditor.keyboard.press("Enter");
  await expect(auditor).toHaveURL(`${place.url}/admin/audit`);
  await context.close();
});

test("the demo is removed in one act: it says what goes, and what is the city's own stays", async ({ page }) => {
  await signIn(page, "chu.nha", { password, url: place.url });
  await page.goto(`${place.url}/admin/units`);
  await page.getByRole("button", { name: "Thêm đơn vị" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Tên đơn vị").fill("Trung tâm Thử Nghiệm");
  await dialog.getByLabel("Tên gọi tắt").fill("TT Thử Nghiệm");
  await dialog.getByLabel("Mã đơn vị").fill("tt.thunghiem");
  await dialog.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByRole("rowheader", { name: "Trung tâm Thử Nghiệm" })).toBeVisible();

  await page.goto(`${place.url}/admin/city`);
  await page.getByRole("button", { name: "Xóa dữ liệu mô phỏng" }).click();
  await expect(dialog).toContainText("hồ sơ, đơn vị, địa bàn, thủ tục và tài khoản mô phỏng");
  await expect(dialog).toContainText("Không khôi phục được");
  const act = dialog.getByRole("button", { name: "Xóa dữ liệu mô phỏng" });
  await expect(act).toBeDisabled();
  await keepPictures(page, "remove-demo");
  await dialog.getByLabel("Gõ tên thành phố để xác nhận").fill("Thành phố Hà Giang");
  await act.click();
  await expect(page.getByText(/Đã xóa [\d.]{6,} hồ sơ, \d+ đơn vị, \d+ địa bàn, \d+ thủ tục, \d+ tài khoản/)).toBeVisible({
    timeout: 30_000,
  });

  // The administrator's own session goes on; the demo's label is gone, and so is all it named.
  await page.goto(`${place.url}/`);
  await expect(page.getByText("Dữ liệu mô phỏng")).toHaveCount(0);
  // Three dossiers were accepted by hand in this city: they are nobody's demo.
  const received = page.getByRole("article").filter({ has: page.getByRole("link", { name: "Tiếp nhận", exact: true }) });
  await expect(received.locator("[data-figure]")).toHaveText(/^3\D*$/);
  await page.goto(`${place.url}/admin/units`);
  await expect(page.getByRole("rowheader", { name: "Trung tâm Thử Nghiệm" })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /Phương Độ/ })).toHaveCount(0);
  await page.goto(`${place.url}/admin/users`);
  await expect(page.getByRole("rowheader")).toHaveText(["Vũ Hải Yến"]);
  await page.goto(`${place.url}/admin/city`);
  await expect(page.getByRole("button", { name: "Xóa dữ liệu mô phỏng" })).toHaveCount(0);

  await page.context().clearCookies();
  await page.goto(`${place.url}/sign-in`);
  await page.getByLabel("Tên đăng nhập").fill("lanh-dao");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(demoPassword("lanh-dao"));
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "chưa đúng" })).toBeVisible();
});
