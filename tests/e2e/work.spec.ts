import type { Page } from "@playwright/test";
import { cityDay } from "@/lib/calendar/rules";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";
import { settled } from "./watch";

type Made = { id: number; code: string };
/** Accepts dossiers at the desk of phường Trần Phú with the session of the page, and takes each as far as asked. */
async function make(page: Page, names: readonly string[], moves: readonly object[] = []): Promise<Made[]> {
  return page.evaluate(
    async ({ people, steps }) => {
      const send = async (path: string, body: object) => {
        const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
        const answer = await fetch(`/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
        const told = await answer.json();
        if (!answer.ok) throw new Error(JSON.stringify(told));
        return told;
      };
      const { procedures } = await (await fetch("/api/v1/procedures?text=khai+sinh")).json();
      const { units } = await (await fetch("/api/v1/units")).json();
      const unit = units.find((u: { name: string }) => u.name.includes("phường Trần Phú"));
      const made = [];
      for (const applicantName of people) {
        const base = { step: "accept", procedureId: procedures[0].id, unitId: unit.id, channel: "COUNTER" };
        let { id, code, version } = await send("dossiers", { ...base, applicantName });
        for (const step of steps) ({ version } = await send(`dossiers/${id}/moves`, { version, ...step }));
        made.push({ id, code });
      }
      return made;
    },
    { people: names, steps: moves },
  );
}
const userId = (page: Page): Promise<number> => page.evaluate(async () => (await (await fetch("/api/v1/account")).json()).id);
const dialog = (page: Page) => page.getByRole("dialog");
/** Presses the key of an act and waits until the dialog says what it would do. */
async function ask(page: Page, key: string, effect: RegExp): Promise<void> {
  await expect(dialog(page)).toHaveCount(0);
  await page.keyboard.press(key);
  await expect(dialog(page)).toContainText(effect);
}
const state = (page: Page, name: string) => expect(page.getByRole("main")).toContainText(name);

test("by keyboard only: supplement, resume, finish and return, each with its effect before it is done", async ({ page }) => {
  await signIn(page, "truong-phuong");
  const [made] = await make(page, ["Lò Thị Mỷ"]);
  await page.goto(`${city().url}/dossiers/${made?.id}`);
  await expect(page.getByRole("button", { name: "Chuyển xử lý" })).toBeVisible();
  await settled(page);

  await ask(page, "s", /Thời hạn tiếp tục tính/);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("status").filter({ hasText: "Đã thực hiện: Chuyển xử lý" })).toBeVisible();

  await ask(page, "b", /Dừng tính thời hạn từ hôm nay .*Khi nhận đủ, tính lại từ đầu: trong ngày/);
  await expect(dialog(page)).toContainText("Sẽ cấp được: Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ");
  await expect(dialog(page).getByLabel("Lý do")).toBeFocused();
  await page.keyboard.type("Giấy chứng sinh bản chính");
  await page.keyboard.press("Control+Enter");
  await state(page, "Yêu cầu bổ sung giấy tờ");

  await ask(page, "n", /Tính lại từ đầu: trong ngày/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Nhận hồ sơ bổ sung" })).toBeVisible();

  await ask(page, "f", /Kết thúc tính thời hạn: xong (đúng|trước) hạn/);
  await page.keyboard.press("Enter");
  await state(page, "Đã xử lý xong");

  await ask(page, "r", /lúc trả kết quả không tính vào thời hạn/);
  await expect(dialog(page).getByLabel("Họ tên người nhận")).toHaveValue("Lò Thị Mỷ");
  await page.keyboard.press("Tab");
  await page.keyboard.type("002199001234");
  await page.keyboard.press("Enter");
  await state(page, "Đã trả kết quả");
  const handed = page.getByRole("region", { name: "Quy trình xử lý" });
  await expect(handed).toContainText("002*******34");
  await expect(page.getByRole("main")).not.toContainText("002199001234");
  await expect(page.getByRole("region", { name: "Việc có thể làm" })).toHaveCount(0);
});

test("two officers on one dossier: the slower one is told who did what, keeps what was typed, and goes on in the new state", async ({
  browser,
  page,
}) => {
  await signIn(page, "mot-cua");
  const [made] = await make(page, ["Giàng A Páo"], [{ move: "start" }]);
  await page.goto(`${city().url}/dossiers/${made?.id}`);
  await settled(page);
  await ask(page, "b", /Dừng tính thời hạn/);
  await page.keyboard.type("Thiếu tờ khai có chữ ký");

  const other = await browser.newContext({ locale: "vi-VN" });
  const head = await other.newPage();
  await signIn(head, "truong-phuong");
  await head.goto(`${city().url}/dossiers/${made?.id}`);
  await settled(head);
  await ask(head, "g", /Thời hạn của hồ sơ vẫn tính như trước/);
  await dialog(head).getByRole("combobox", { name: "Người nhận" }).fill("tu phap");
  await head.keyboard.press("ArrowDown");
  await head.keyboard.press("Enter");
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
  const made = await make(
    page,
    ["Vàng Thị Dợ", "Hoàng Văn Chính", "Nguyễn Thu Hà"],
    [{ move: "start" }, { move: "assign", assigneeId: mine }],
  );
  await make(page, ["Sùng Mí Lềnh"]);
  const other = await browser.newContext({ locale: "vi-VN" });
  const officer = await other.newPage();
  await signIn(officer, "mot-cua");
  await officer.goto(`${city().url}/dossiers/work?scope=unit&part=to-return`);
  await expect(officer.locator('[data-state="live"]').first()).toBeVisible();
  const toReturn = officer.getByRole("button", { name: /Chờ trả kết quả/ });
  const before = await toReturn.textContent();

  await page.goto(`${city().url}/dossiers/work`);
  await expect(page.getByRole("heading", { level: 1, name: "Việc cần xử lý" })).toBeVisible();
  await settled(page);
  await expect(page.getByRole("row")).toHaveCount(4);
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: made[0]?.code ?? "" })).toBeFocused();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByText("Đã chọn 2 hồ sơ")).toBeVisible();
  await expectAccessible(page);
  await keepPictures(page, pageName("/dossiers/work"));
  await page.keyboard.press("f");
  await expect(dialog(page)).toContainText("2/2 hồ sơ đang làm được bước này");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("2 hồ sơ đã xong, 0 hồ sơ giữ nguyên");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(toReturn).not.toHaveText(before ?? "");

  // One line left: its letters act on it at once, and Enter opens it.
  await page.keyboard.press("j");
  await ask(page, "y", /Thời hạn của hồ sơ vẫn tính/);
  await page.keyboard.type("Công an phường Trần Phú");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Xác minh nơi cư trú");
  await page.keyboard.press("Tab");
  const [year, month, day] = cityDay(new Date()).split("-");
  await page.keyboard.type(`${day}/${month}/${year}`);
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
  await page.keyboard.press("j");
  await ask(page, "g", /Thời hạn của hồ sơ vẫn tính/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Không có hồ sơ nào trong nhóm này")).toBeVisible();
  await other.close();
});
