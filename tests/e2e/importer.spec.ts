import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asOwner } from "../city";
import { holdScripts } from "./alive";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";

/** A register as an office keeps it: a title above the headings, its own order of columns, one row that cannot be taken. */
const register = [
  "SỔ THEO DÕI HỒ SƠ QUÝ I/2026;;;;;",
  "Họ và tên;Mã hồ sơ;Tên TTHC;Ngày tiếp nhận;Ngày hẹn trả;Số điện thoại",
  "Lý Văn Thử;H22.15.12-260105-9001;Đăng ký khai sinh;05/01/2026;05/01/2026;0900000001",
  "Vàng Thị Mẫu;H22.15.12-260105-9002;Đăng ký khai sinh;05/01/2026;05/01/2026;0900000002",
  "Sùng Thị Sai;H22.15.12-260105-9003;Đăng ký khai sinh;35/01/2026;;0900000003",
].join("\r\n");

test("an officer brings a register in: good rows land, the bad one comes back with its reason", async ({ page }) => {
  const file = join(mkdtempSync(join(tmpdir(), "vong-lau-register-")), "so-theo-doi.csv");
  writeFileSync(file, `\ufeff${register}`);
  await signIn(page, "mot-cua");
  await page.goto(`${city().url}/imports`);
  await page.getByLabel("Tệp sổ hồ sơ").setInputFiles(file);
  await page.getByRole("button", { name: "Tải lên và kiểm tra" }).click();
  await page.waitForURL(/\/imports\/\d+/);
  await expect(page.getByLabel("Mã hồ sơ")).toHaveValue("1");
  await expect(page.getByRole("main")).toContainText("35/01/2026");
  await expectAccessible(page);
  await keepPictures(page, "import-columns");
  await page.getByRole("button", { name: "Kiểm tra thử toàn bộ" }).click();
  await expect(page.getByRole("heading", { name: /Kết quả kiểm tra thử/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[data-count="new"]')).toHaveText("2");
  await expect(page.getByRole("main")).toContainText("Chưa có gì được ghi.");
  await expect(page.getByRole("list", { name: "Lý do trả lại, nhiều nhất trước" }).getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page);
  await keepPictures(page, "import-checked");
  await page.getByRole("button", { name: "Bắt đầu nhập" }).click();
  await expect(page.locator('[data-status="DONE"]')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[data-count="new"]')).toHaveText("2");
  await expect(page.locator('[data-count="rejected"]')).toHaveText("1");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải CSV" }).click()]);
  const text = await (await download.createReadStream()).toArray().then((parts) => Buffer.concat(parts).toString("utf8"));
  expect(text).toContain("Sùng Thị Sai");
  expect(text).toContain("Lý do");
  await expectAccessible(page);
  await keepPictures(page, pageName("/imports/[id]"));

  // Typing finds; what was found is kept under a name, and the name opens it again.
  await page.goto(`${city().url}/dossiers`);
  const found = page.getByRole("link", { name: "H22.15.12-260105-9002", exact: true });
  await expect(found).toHaveCount(0);
  await page.getByRole("searchbox").first().pressSequentially("vang thi mau", { delay: 70 });
  await expect(found).toBeVisible();
  await expect(page).toHaveURL(/[?&]text=vang/);
  const views = page.getByRole("button", { name: "Bộ lọc đã lưu" });
  await views.click();
  await page.getByLabel("Tên bộ lọc").fill("Hồ sơ của bà Mẫu");
  await page.getByRole("button", { name: "Lưu bộ lọc này" }).click();
  await expect(page.getByText("Đã lưu.")).toBeVisible();
  await page.goto(`${city().url}/dossiers`);
  await views.click();
  await page.getByRole("link", { name: "Hồ sơ của bà Mẫu" }).click();
  await expect(page).toHaveURL(/[?&]text=vang/);
  await expect(found).toBeVisible();
  await expect(page.getByRole("searchbox").first()).toHaveValue("vang thi mau");
});

/** From now on, or no more, the server takes two seconds for each row of one day. */
const slowRows = (isSlow: boolean) =>
  asOwner(async (c) => {
    await c.query("drop trigger if exists slowing on staged_dossier");
    if (!isSlow) return;
    await c.query(`create or replace function slow_row() returns trigger language plpgsql as
      $$ begin perform pg_sleep(2); return new; end $$`);
    await c.query(`create trigger slowing before insert on staged_dossier for each row
      when (new.code like 'H22.15.12-260108-%') execute function slow_row()`);
  });

test("a register that runs shows how far it is, and is cancelled on the way: nothing of it is left", async ({ page }) => {
  const file = join(mkdtempSync(join(tmpdir(), "vong-lau-register-")), "so-cham.csv");
  writeFileSync(file, `\ufeff${register.replaceAll("260105", "260108")}`);
  await slowRows(true);
  try {
    await signIn(page, "mot-cua");
    await page.goto(`${city().url}/imports`);
    await page.getByLabel("Tệp sổ hồ sơ").setInputFiles(file);
    await page.getByRole("button", { name: "Tải lên và kiểm tra" }).click();
    await page.waitForURL(/\/imports\/\d+/);
    await page.getByRole("button", { name: "Bắt đầu nhập" }).click();
    await expect(page.getByRole("progressbar")).toBeVisible();
    await page.getByRole("button", { name: "Hủy lần nhập" }).click();
    await expect(page.locator('[data-status="CANCELLED"]')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("progressbar")).toHaveCount(0);
    const left = await asOwner((c) => c.query("select code from dossier where code like 'H22.15.12-260108-900_'"));
    expect(left.rows).toEqual([]);
  } finally {
    await slowRows(false);
  }
});

/** From now on, or no more, the server refuses to stage the rows of one day. */
const refuseRows = (isRefusing: boolean) =>
  asOwner(async (c) => {
    await c.query("drop trigger if exists refusing on staged_dossier");
    if (!isRefusing) return;
    await c.query(`create or replace function refuse_row() returns trigger language plpgsql as
      $$ begin raise exception 'no' using errcode = '53100'; end $$`);
    await c.query(`create trigger refusing before insert on staged_dossier for each row
      when (new.code like 'H22.15.12-260106-%') execute function refuse_row()`);
  });

test("a register whose import breaks off says what went wrong and when it is tried again; given up, nothing of it is left", async ({
  page,
}) => {
  const file = join(mkdtempSync(join(tmpdir(), "vong-lau-register-")), "so-theo-doi-quy-i.csv");
  writeFileSync(file, `\ufeff${register.replaceAll("260105", "260106")}`);
  await refuseRows(true);
  try {
    await signIn(page, "mot-cua");
    await page.goto(`${city().url}/imports`);
    await page.getByLabel("Tệp sổ hồ sơ").setInputFiles(file);
    await page.getByRole("button", { name: "Tải lên và kiểm tra" }).click();
    await page.waitForURL(/\/imports\/\d+/);
    const one = page.url();
    await page.getByRole("button", { name: "Bắt đầu nhập" }).click();
    const said = page.getByRole("main").getByRole("alert");
    await expect(said).toContainText("Máy chủ hết chỗ trên đĩa", { timeout: 30_000 });
    await expect(said).toContainText(/Sẽ tự chạy lại (lúc \d\d:\d\d|trong ít phút)/);
    await expect(page.getByRole("heading", { name: /^Lần chạy \d\/5 bị ngắt lúc/ })).toBeVisible();
    await expectAccessible(page);
    await keepPictures(page, "import-broken-off");
    await page.goto(`${city().url}/imports`);
    const row = page.getByRole("row").filter({ hasText: "so-theo-doi-quy-i.csv" });
    await expect(row).toContainText("Chờ chạy lại");
    await expect(row).toContainText("Máy chủ hết chỗ trên đĩa");
    await expectAccessible(page);
    await keepPictures(page, "imports-broken-off");
    await page.goto(one);
    await page.getByRole("button", { name: "Hủy lần nhập" }).click();
    await expect(page.locator('[data-status="CANCELLED"]')).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);
    await keepPictures(page, "import-cancelled");
  } finally {
    await refuseRows(false);
  }
});

test("a register that breaks off in the middle is not imported, and says what to do", async ({ page }) => {
  const file = join(mkdtempSync(join(tmpdir(), "vong-lau-register-")), "so-hong.csv");
  // Beyond the rows that are looked at before it is started.
  const rows = Array.from({ length: 100 }, (_, n) => `Lý Văn Thử;H22.15.12-260107-${1_000 + n};Đăng ký khai sinh;07/01/2026;;`);
  const [title, heads] = register.split("\r\n");
  writeFileSync(file, `\ufeff${[title, heads, ...rows].join("\r\n")}\r\n"${"x".repeat(300_000)}`);
  await signIn(page, "mot-cua");
  await page.goto(`${city().url}/imports`);
  await page.getByLabel("Tệp sổ hồ sơ").setInputFiles(file);
  await page.getByRole("button", { name: "Tải lên và kiểm tra" }).click();
  await page.waitForURL(/\/imports\/\d+/);
  await page.getByRole("button", { name: "Bắt đầu nhập" }).click();
  await expect(page.locator('[data-status="FAILED"]')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("main")).toContainText("dấu nháy kép");
  await expectAccessible(page);
  await keepPictures(page, "import-failed");
});

test("a file chosen before the page came alive is not lost", async ({ page }) => {
  const file = join(mkdtempSync(join(tmpdir(), "vong-lau-register-")), "so-theo-doi.csv");
  writeFileSync(file, `\ufeff${register}`);
  await signIn(page, "mot-cua");
  const release = await holdScripts(page);
  await page.goto(`${city().url}/imports`, { waitUntil: "commit" });
  await page.getByLabel("Tệp sổ hồ sơ").setInputFiles(file);
  await expect(page.getByRole("button", { name: "Tải lên và kiểm tra" })).toBeDisabled();
  release();
  await expect(page.getByText(/^so-theo-doi\.csv ·/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Tải lên và kiểm tra" })).toBeEnabled();
});
