import type { Page } from "@playwright/test";
import { addDays, addWorkingDays, cityDay } from "@/lib/calendar/rules";
import { formatDay } from "@/lib/words";
import { shipped } from "../calendar/years";
import { asOwner } from "../city";
import { city, expect, signIn, takeIn, test } from "./city";
import { Keys } from "./keys";
import { withoutDialog } from "./printing";
import { expectAccessible, keepPictures, pageName } from "./screens";
import { settled } from "./watch";

const userId = (page: Page): Promise<number> => page.evaluate(async () => (await (await fetch("/api/v1/account")).json()).id);
const dialog = (page: Page) => page.getByRole("dialog");
/** Presses the key of an act and waits until the dialog says what it would do and has the focus. */
async function ask(page: Page, keys: Pick<Keys, "press">, key: string, effect: RegExp): Promise<void> {
  await expect(dialog(page)).toHaveCount(0);
  await keys.press(key);
  await expect(dialog(page)).toContainText(effect);
  await expect(dialog(page).locator(":focus")).toHaveCount(1);
}
/** Takes the first of what the list of the field offers, once it has come. */
async function takeFirst(page: Page): Promise<void> {
  await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}
/** Who heads a unit, by their name of sign-in. */
async function headOf(unit: string): Promise<string> {
  const { rows } = await asOwner((c) =>
    c.query(
      `select a.login from app_user a join post p on p.user_id = a.id join unit u on u.id = p.unit_id
       where u.name = $1 and p.role = 'UNIT_HEAD' limit 1`,
      [unit],
    ),
  );
  return rows[0].login;
}
const state = (page: Page, name: string) => expect(page.getByRole("main")).toContainText(name);

/** Prints by its key and waits for the paper. */
async function printed(page: Page, keys: Keys): Promise<void> {
  const pdf = page.waitForResponse((response) => response.url().endsWith("/pdf"));
  await keys.press("p");
  expect((await pdf).status()).toBe(200);
}

test("one dossier from the key n to handed over, by keyboard alone: accepted, receipt, supplement asked for on its form, received, finished, returned", async ({
  page,
}) => {
  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}/dossiers/new`);
  await withoutDialog(page);
  const keys = new Keys(page);
  const accept = async (name: string) => {
    await expect(page.getByRole("combobox", { name: "Thủ tục hành chính" })).toBeFocused();
    await keys.type("dkks");
    await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("khai sinh");
    await keys.press("Enter");
    await keys.tabTo(page.getByLabel("Họ và tên"), 20);
    await keys.own(name);
    await expect(page.getByRole("table", { name: "Thành phần hồ sơ" })).toBeVisible();
    await keys.press("F8");
    await keys.press("Control+Enter");
    await expect(page.getByRole("heading", { level: 2, name: "Đã tiếp nhận hồ sơ" })).toBeVisible();
  };
  await accept("Vàng Seo Sính");
  keys.count = 0;
  await keys.press("n");
  await accept("Lò Thị Mỷ");
  await printed(page, keys);
  await keys.press("o");
  await page.waitForURL(/\/dossiers\/\d+$/);
  await expect(page.getByRole("button", { name: "Chuyển xử lý" })).toBeVisible();
  await settled(page);

  await ask(page, keys, "s", /Thời hạn tiếp tục tính/);
  await keys.press("Control+Enter");
  await expect(page.getByRole("status").filter({ hasText: "Đã thực hiện: Chuyển xử lý" })).toBeVisible();

  await ask(page, keys, "b", /Dừng tính thời hạn từ hôm nay .*Khi nhận đủ, tính lại từ đầu: trong ngày/);
  await expect(dialog(page)).toContainText("Sẽ cấp được: Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ");
  await expect(dialog(page).getByLabel("Lý do")).toBeFocused();
  await keys.own("Giấy chứng sinh phải là bản chính");
  await keys.press("Tab");
  const asked = dialog(page).getByRole("group", { name: "Giấy tờ cần bổ sung" });
  const paper = asked.getByRole("checkbox").first();
  await expect(paper).toBeFocused();
  await keys.press("Space");
  const paperName = (await asked.locator("label").first().textContent()) ?? "";
  await expectAccessible(page);
  await keepPictures(page, "dossier-supplement-asked");
  await keys.press("Control+Enter");
  await state(page, "Yêu cầu bổ sung giấy tờ");
  await expect(page.getByRole("region", { name: "Thời hạn" })).toContainText(paperName);
  const forms = page.getByRole("region", { name: "Biểu mẫu" });
  const issue = forms.getByRole("button", { name: "Cấp Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ" });
  await expect(issue).toBeVisible();
  await settled(page);
  await keys.tabTo(issue, 120);
  await keys.press("Enter");
  await keys.tabTo(dialog(page).getByRole("button", { name: "Cấp giấy" }));
  await keys.press("Enter");
  await expect(forms.getByRole("status")).toContainText("Đã cấp giấy số");
  await printed(page, keys);

  await ask(page, keys, "n", /Tính lại từ đầu: trong ngày/);
  const came = dialog(page).getByRole("group", { name: "Giấy tờ nhận được" });
  await expect(dialog(page)).toContainText("Giấy chứng sinh phải là bản chính");
  await expect(came.getByRole("checkbox", { name: paperName })).toBeFocused();
  await expect(came.getByRole("checkbox", { name: paperName })).toBeChecked();
  await keys.press("Space");
  await expect(dialog(page).getByLabel("Lý do")).toBeVisible();
  await keys.press("Space");
  await keys.press("Tab");
  await keys.press("ArrowDown");
  await keys.press("Tab");
  await keys.own("2");
  await keys.press("Tab");
  await keys.press("Enter");
  await expect(came.getByLabel("Tên giấy tờ")).toBeFocused();
  await keys.own("Giấy xác nhận cư trú");
  await expectAccessible(page);
  await keepPictures(page, "dossier-supplement-received");
  await keys.press("Control+Enter");
  await expect(page.getByRole("status").filter({ hasText: "Nhận hồ sơ bổ sung" })).toBeVisible();
  const papers = page.getByRole("region", { name: "Thành phần hồ sơ" });
  await expect(papers.getByRole("row", { name: `${paperName} · bổ sung` })).toContainText("2");
  await expect(papers.getByRole("row", { name: "Giấy xác nhận cư trú · bổ sung" })).toContainText("Bản chính");
  await expect(page.getByRole("region", { name: "Diễn biến" })).toContainText(`– ${paperName} × 2`);

  await ask(page, keys, "f", /Kết thúc tính thời hạn: xong (đúng|trước) hạn/);
  await keys.press("Enter");
  await state(page, "Đã xử lý xong");

  // Finished by mistake: the same day the head takes it back, says why, and finishes it again.
  await ask(page, page.keyboard, "z", /./);
  await page.keyboard.type("Bấm nhầm hồ sơ");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status").filter({ hasText: "Mở lại do bấm nhầm" })).toBeVisible();
  await state(page, "Đang xử lý");
  await ask(page, page.keyboard, "f", /Kết thúc tính thời hạn/);
  await page.keyboard.press("Enter");
  await state(page, "Đã xử lý xong");

  await ask(page, keys, "r", /lúc trả kết quả không tính vào thời hạn/);
  await expect(dialog(page).getByLabel("Họ tên người nhận")).toHaveValue("Lò Thị Mỷ");
  await keys.press("Tab");
  await keys.own("002199001234");
  await keys.press("Enter");
  await state(page, "Đã trả kết quả");
  const handed = page.getByRole("region", { name: "Quy trình xử lý" });
  await expect(handed).toContainText("002*******34");
  await expect(page.getByRole("main")).not.toContainText("002199001234");
  await expect(page.getByRole("region", { name: "Việc có thể làm" })).toHaveCount(0);
  const told = `${keys.count} keys beside the words that are the dossier's own`;
  test.info().annotations.push({ type: "from n to handed over", description: told });
  console.log(`from n to handed over: ${told}`);
});

test("two officers on one dossier: the slower one is told who did what, keeps what was typed, and goes on in the new state", async ({
  browser,
  page,
}) => {
  await signIn(page, "mot-cua");
  const [made] = await takeIn(page, ["Giàng A Páo"], [{ move: "start" }]);
  await page.goto(`${city().url}/dossiers/${made?.id}`);
  await settled(page);
  await ask(page, page.keyboard, "b", /Dừng tính thời hạn/);
  await page.keyboard.type("Thiếu tờ khai có chữ ký");

  const other = await browser.newContext({ locale: "vi-VN" });
  const head = await other.newPage();
  await signIn(head, "truong-phuong");
  await head.goto(`${city().url}/dossiers/${made?.id}`);
  await settled(head);
  await ask(head, head.keyboard, "g", /Thời hạn của hồ sơ vẫn tính như trước/);
  await dialog(head).getByRole("combobox", { name: "Người nhận" }).fill("tu phap");
  await takeFirst(head);
  await head.keyboard.press("Control+Enter");
  await expect(head.getByRole("status").filter({ hasText: "Đã thực hiện: Phân công" })).toBeVisible();

  const told = dialog(page).getByRole("alert").filter({ hasText: "Hồ sơ vừa được người khác cập nhật" });
  const name = city().signIns.find((s) => s.login === "truong-phuong")?.name ?? "";
  await expect(told).toContainText(`${name}: Phân công xử lý`);
  await expect(dialog(page).getByLabel("Lý do")).toHaveValue("Thiếu tờ khai có chữ ký");
  await expectAccessible(page);
  await keepPictures(page, "dossier-overtaken");
  await told.getByRole("button", { name: "Tiếp tục trên trạng thái mới" }).press("Enter");
  await dialog(page).getByRole("button", { name: "Thực hiện" }).press("Enter");
  await state(page, "Yêu cầu bổ sung giấy tờ");

  // The head was about to finish it: in the new state that cannot be, and the dialog says so.
  await settled(head);
  await expect(head.getByRole("button", { name: "Nhận hồ sơ bổ sung" })).toBeVisible();
  await other.close();
});

test("the desk by key: from the pool to one's own, a stack finished at once, the figures live in another browser", async ({
  browser,
  page,
}) => {
  await signIn(page, "truong-phuong");
  const mine = await userId(page);
  const made = await takeIn(
    page,
    ["Vàng Thị Dợ", "Hoàng Văn Chính", "Nguyễn Thu Hà"],
    [{ move: "start" }, { move: "assign", assigneeId: mine }],
  );
  await takeIn(page, ["Sùng Mí Lềnh"]);
  const other = await browser.newContext({ locale: "vi-VN" });
  const officer = await other.newPage();
  await signIn(officer, "mot-cua");
  await officer.goto(`${city().url}/dossiers/work?scope=unit&part=to-return`);
  await expect(officer.locator('[data-state="live"]').first()).toBeVisible();
  await settled(officer);
  const toReturn = officer.getByRole("button", { name: /Chờ trả kết quả/ });
  const before = await toReturn.textContent();

  await page.goto(`${city().url}/dossiers/work`);
  await expect(page.getByRole("heading", { level: 1, name: "Việc cần xử lý" })).toBeVisible();
  await settled(page);
  await expect(page.getByRole("row")).toHaveCount(4);
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: made[0]?.code ?? "" })).toBeFocused();
  // At a person's pace: four keys within a tenth of a second are a scanner's.
  for (const key of ["x", "j", "x"]) await page.keyboard.press(key, { delay: 70 });
  await expect(page.getByText("Đã chọn 2 hồ sơ")).toBeVisible();
  await expectAccessible(page);
  await keepPictures(page, pageName("/dossiers/work"));
  await withoutDialog(page);
  await page.keyboard.press("p");
  await page.getByRole("menuitem", { name: /^Phiếu kiểm soát/ }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "gửi in 2 giấy" })).toContainText("đã cấp 2 giấy");
  await expect(page.getByText("Đã chọn 2 hồ sơ")).toBeVisible();
  await page.keyboard.press("f");
  await expect(dialog(page)).toContainText("2/2 hồ sơ đang làm được bước này");
  // The dialog takes the focus a moment after its words are there; until then Enter opens the line.
  await expect(dialog(page).getByRole("button", { name: "Thực hiện" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("2 hồ sơ đã xong, 0 hồ sơ giữ nguyên");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(toReturn).not.toHaveText(before ?? "");

  // One line left: its letters act on it at once, and Enter opens it.
  await expect(dialog(page)).toHaveCount(0);
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: made[2]?.code ?? "" })).toBeFocused();
  await ask(page, page.keyboard, "y", /Thời hạn của hồ sơ vẫn tính/);
  await page.keyboard.type("Công an phường Trần Phú");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Xác minh nơi cư trú");
  await page.keyboard.press("Tab");
  await page.keyboard.type(formatDay(cityDay(new Date())));
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status").filter({ hasText: "Lấy ý kiến cơ quan khác" })).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toContainText("Ý kiến phối hợp");
  await expect(page.getByRole("link", { name: made[2]?.code ?? "" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/dossiers\/\d+$/);
  await expect(page.getByRole("region", { name: "Quy trình xử lý" })).toContainText("Công an phường Trần Phú");
  await settled(page);
  await expectAccessible(page);
  await keepPictures(page, "dossier-desk");

  // A unit of the city is asked as well: it finds the question among its work, reads the dossier and answers.
  await ask(page, page.keyboard, "y", /Thời hạn của hồ sơ vẫn tính/);
  await page.keyboard.type("phong tu phap");
  await takeFirst(page);
  await expect(dialog(page)).toContainText("Đơn vị của thành phố: thấy câu hỏi");
  await keepPictures(page, "dossier-consult");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Tên đệm có trùng quy định không");
  await page.keyboard.press("Tab");
  await page.keyboard.type(formatDay(cityDay(new Date())));
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status").filter({ hasText: "Lấy ý kiến cơ quan khác" })).toBeVisible();
  const third = await browser.newContext({ locale: "vi-VN" });
  const justice = await third.newPage();
  await signIn(justice, await headOf("Phòng Tư pháp"));
  await justice.goto(`${city().url}/dossiers/work?scope=unit&part=asked`);
  await settled(justice);
  await expect(justice.getByRole("row").nth(1)).toContainText("Tên đệm có trùng quy định không");
  await expectAccessible(justice);
  await keepPictures(justice, "work-asked");
  await justice.getByRole("link", { name: made[2]?.code ?? "" }).press("Enter");
  await justice.waitForURL(/\/dossiers\/\d+$/);
  await expect(justice.getByRole("alert").filter({ hasText: "Đơn vị của bạn được hỏi ý kiến" })).toBeVisible();
  await expect(justice.getByRole("region", { name: "Diễn biến" })).toHaveCount(0);
  await settled(justice);
  await expectAccessible(justice);
  await keepPictures(justice, "dossier-asked");
  await ask(justice, justice.keyboard, "i", /Thời hạn của hồ sơ vẫn tính/);
  await justice.keyboard.type("Không trùng, đủ điều kiện");
  await justice.keyboard.press("Control+Enter");
  await justice.waitForURL(/part=asked/);
  await expect(justice.getByText("Không có hồ sơ nào trong nhóm này")).toBeVisible();
  await third.close();
  await expect(page.getByRole("region", { name: "Quy trình xử lý" })).toContainText("Không trùng, đủ điều kiện");

  // The other agency lets its day go by, and the apology says so.
  await asOwner((c) => c.query("update dossier_consultation set due_on = due_on - 2 where dossier_id = $1", [made[2]?.id]));
  await asOwner((c) =>
    c.query("update dossier set due_on = due_on + 7, due_at = due_at + interval '7 days' where id = $1", [made[2]?.id]),
  );
  await ask(page, page.keyboard, "h", /./);
  await dialog(page)
    .getByLabel("Ngày hẹn lại")
    .fill(formatDay(addWorkingDays(cityDay(new Date()), 12, shipped)));
  await page.keyboard.press("Tab");
  const late = dialog(page).getByRole("group", { name: "Cơ quan, đơn vị chậm giải quyết" });
  await late.getByRole("checkbox", { name: "Công an phường Trần Phú" }).press("Space");
  await late.getByRole("checkbox", { name: /Ủy ban nhân dân phường Trần Phú/ }).press("Space");
  await dialog(page).getByLabel("Lý do").fill("Chờ xác minh cư trú");
  await keepPictures(page, "dossier-extend");
  await dialog(page).getByLabel("Lý do").press("Control+Enter");
  await expect(page.getByRole("status").filter({ hasText: "Xin lỗi và hẹn lại" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Diễn biến" })).toContainText("Chậm giải quyết: Công an phường Trần Phú");
  // Once it is late, the list says why.
  await asOwner((c) =>
    c.query("update dossier set due_at = due_at - (due_on - $2::date) * interval '1 day', due_on = $2 where id = $1", [
      made[2]?.id,
      addDays(cityDay(new Date()), -1),
    ]),
  );
  await page.goto(`${city().url}/dossiers?set=overdue&text=${made[2]?.code}`);
  await expect(page.getByRole("row").nth(1)).toContainText("Chờ xác minh cư trú · Chậm: Công an phường Trần Phú");
  await keepPictures(page, "dossiers-late");

  // The head sees who has what, opens a person's desk and gives it away.
  await page.goto(`${city().url}/dossiers/work?view=people`);
  const load = page.getByRole("region", { name: "Khối lượng việc theo người" }).first();
  const name = city().signIns.find((s) => s.login === "truong-phuong")?.name ?? "";
  await expect(load.getByRole("row").filter({ hasText: name })).toContainText("1");
  await settled(page);
  await expectAccessible(page);
  await keepPictures(page, "work-people");
  await load.getByRole("link", { name }).press("Enter");
  await page.waitForURL(/scope=person/);
  await expect(page.getByRole("row")).toHaveCount(2);
  await settled(page);
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: made[2]?.code ?? "" })).toBeFocused();
  await ask(page, page.keyboard, "g", /Thời hạn của hồ sơ vẫn tính/);
  await takeFirst(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Không có hồ sơ nào trong nhóm này")).toBeVisible();
  await other.close();
});

test("a stack by post: a scanner writes each envelope's number and goes to the next, a dossier's code to its line; what has none is left", async ({
  page,
}) => {
  await signIn(page, "truong-phuong");
  const made = await takeIn(page, ["Ma Seo Dín", "Ma Seo Lùng", "Ma Seo Páo"], [{ move: "start" }, { move: "finish" }]);
  await page.goto(`${city().url}/dossiers/work?scope=unit&part=to-return`);
  await settled(page);
  for (const { code } of made) await page.getByRole("checkbox", { name: `Chọn hồ sơ ${code}` }).check();
  await expect(page.getByText("Đã chọn 3 hồ sơ")).toBeVisible();
  await page.keyboard.press("r");
  await expect(dialog(page).getByLabel("Họ tên người nhận")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowRight");
  const lines = dialog(page).getByRole("group", { name: "Số hiệu bưu gửi của từng hồ sơ" }).getByRole("textbox");
  await expect(lines).toHaveCount(3);
  await page.keyboard.press("Tab");
  await expect(lines.nth(0)).toBeFocused();
  await page.keyboard.type("RR100000001VN", { delay: 5 });
  await page.keyboard.press("Enter");
  await expect(lines.nth(1)).toBeFocused();
  const last = (await lines.nth(2).evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent)) ?? "";
  await page.keyboard.type(last.split(" · ")[0] ?? "", { delay: 5 });
  await page.keyboard.press("Enter");
  await expect(lines.nth(2)).toBeFocused();
  await expect(lines.nth(1)).toHaveValue("");
  await page.keyboard.type("RR100000001VN", { delay: 5 });
  await expect(dialog(page).getByText("Số này đã ghi cho hồ sơ khác")).toHaveCount(2);
  await lines.nth(2).fill("RR100000003VN");
  await expect(dialog(page).getByRole("status")).toHaveText("Đã ghi 2/3 số hiệu.");
  await expectAccessible(page);
  await keepPictures(page, "work-by-post");
  await lines.nth(2).press("Enter");
  await expect(dialog(page).getByRole("button", { name: "Thực hiện" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("2 hồ sơ đã xong, 1 hồ sơ giữ nguyên");
  await expect(dialog(page)).toContainText("Cần ghi số hiệu bưu gửi.");
});
