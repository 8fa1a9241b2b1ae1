import type { Page } from "@playwright/test";
import { asOwner } from "../city";
import { idle } from "./alive";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures } from "./screens";

/** The newest dossiers of phường Trần Phú: what stands in the desk's own tray. */
async function someCodes(n: number): Promise<{ id: number; code: string }[]> {
  const { rows } = await asOwner((c) =>
    c.query(
      `select d.id, d.code from dossier d join unit u on u.id = d.unit_id
       where u.name ilike '%phường Trần Phú%' and d.code is not null order by d.id desc limit $1`,
      [n],
    ),
  );
  return rows;
}
/** A scanner in keyboard mode: a key every few milliseconds and Enter. Typed within the page, whose clock then says how quick it was. */
async function scan(page: Page, text: string): Promise<void> {
  await idle(page);
  const line = await page.context().newCDPSession(page);
  const keys = [...text].flatMap((key) => {
    const stroke = { key, text: key, unmodifiedText: key };
    return [
      { type: "keyDown" as const, ...stroke },
      { type: "keyUp" as const, key },
    ];
  });
  const enter = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, text: "\r" };
  const all = [...keys, { type: "keyDown" as const, ...enter }, { type: "keyUp" as const, ...enter }];
  // Sent at once, they arrive one upon the other; each is stamped when it was sent.
  const start = Date.now() / 1_000;
  await Promise.all(all.map((event, n) => line.send("Input.dispatchKeyEvent", { ...event, timestamp: start + n * 0.004 })));
  await line.detach();
}

test("a scanned code opens its dossier from every page of the desk, out of a field too, and leaves nothing in it", async ({
  page,
}) => {
  await signIn(page, "mot-cua");
  const [first, second, third] = await someCodes(3);
  if (!first || !second || !third) throw new Error("the demo has no dossiers");
  const heading = page.getByRole("heading", { level: 1 });

  await page.goto(`${city().url}/`);
  await expect(heading).toBeVisible();
  await scan(page, first.code);
  await page.waitForURL(`**/dossiers/${first.id}`);
  await expect(heading).toHaveText(first.code);

  for (const [n, path] of [
    "/dossiers/board",
    "/dossiers/work",
    "/dossiers/print",
    "/imports",
    "/quality/report",
    "/account",
  ].entries()) {
    const wanted = n % 2 === 0 ? second : first;
    await page.goto(`${city().url}${path}`);
    await expect(heading).toBeVisible();
    await scan(page, wanted.code);
    await page.waitForURL(`**/dossiers/${wanted.id}`);
  }

  // With the other order of the agency's identifier where there is one, and from a list whose search has the focus.
  await page.goto(`${city().url}/dossiers`);
  const search = page.getByRole("searchbox").first();
  await search.fill("Nguyễn");
  await scan(page, second.code);
  await page.waitForURL(`**/dossiers/${second.id}`);
  await expect(heading).toHaveText(second.code);

  // While a dossier is half typed: the name stays as it was, and the draft is there when one comes back.
  await page.goto(`${city().url}/dossiers/new`);
  const name = page.getByLabel("Họ và tên").first();
  await name.fill("Vàng Thị Sua");
  await name.press("End");
  await scan(page, "H22.99.99-260101-9999");
  await expect(page.getByRole("alert").filter({ hasText: "Không có hồ sơ mang mã này" })).toBeVisible();
  await expect(name).toHaveValue("Vàng Thị Sua");
  await expect(name).toBeFocused();
  await keepPictures(page, "scan-unknown");
  await page.getByRole("button", { name: "Đóng" }).last().click();
  // A card's number, scanned into the form, is the form's.
  await scan(page, "000199054321");
  await expect(name).toHaveValue("Vàng Thị Sua000199054321");
  // And so is a code that a person types.
  await name.fill("");
  await name.pressSequentially(third.code, { delay: 70 });
  await expect(name).toHaveValue(third.code);
  await scan(page, third.code);
  await page.waitForURL(`**/dossiers/${third.id}`);
});

test("one box finds pages, procedures and dossiers, by keyboard alone, without marks, on a phone too", async ({ page }) => {
  await signIn(page, "mot-cua");
  const [one] = await someCodes(1);
  if (!one) throw new Error("the demo has no dossiers");
  await page.goto(`${city().url}/dossiers/${one.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(one.code);

  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Tìm nhanh" });
  const options = page.getByRole("dialog").getByRole("option");
  await expect(box).toBeFocused();
  await expect(options.first()).toHaveText(one.code);
  await page.keyboard.type("tiep nhan");
  await expect(options.first()).toContainText("Tiếp nhận hồ sơ");
  await expect(box).toHaveAttribute("aria-activedescendant", (await options.first().getAttribute("id")) ?? "");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/dossiers/new");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("khai sinh");
  await expect(box).toHaveValue("khai sinh");
  await expect(options.filter({ hasText: /khai sinh/i }).first()).toBeVisible();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText("kết quả");
  await keepPictures(page, "palette");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("Control+k");
  // As a person types: what comes faster is a scanner, and opens the dossier without the box.
  await page.keyboard.type(one.code.toLowerCase(), { delay: 70 });
  await expect(page.getByRole("group", { name: "Hồ sơ", exact: true }).getByRole("option")).toHaveText([new RegExp(one.code)]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/dossiers/${one.id}`);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Tìm nhanh" }).last().click();
  await page.keyboard.type("khong co gi ca xyz");
  await expect(page.getByRole("dialog")).toContainText("Không tìm thấy");
  await page.keyboard.press("Escape");

  // Whoever reads no dossiers finds none.
  await signOut(page);
  await signIn(page, "quan-tri");
  await page.keyboard.press("Control+k");
  await page.keyboard.type(one.code);
  await expect(page.getByRole("dialog")).toContainText("Không tìm thấy");
});

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.evaluate(() => sessionStorage.clear());
}
