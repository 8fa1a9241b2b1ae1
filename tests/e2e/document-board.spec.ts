import { readFile } from "node:fs/promises";
import type { Download, Locator, Page } from "@playwright/test";
import { cityDay } from "@/lib/calendar/rules";
import { asOwner } from "../city";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, expectAccessibleOnPhone, keepPictures, pageName } from "./screens";
import { settled } from "./watch";

/** Ten documents issued today by the office of justice, with what the check is to have found in each; a register of their own. */
const found = [
  ...Array.from({ length: 7 }, () => ["valid", []] as const),
  ["valid", ["agency-missing"]],
  ["invalid", []],
  ["unsigned", []],
] as const;
const issued = () =>
  asOwner(async (c) => {
    const { rows } = await c.query("select id from unit where code = 'H22.15.2'");
    const unitId = rows[0]?.id;
    const [book] = (
      await c.query(
        "insert into document_book (unit_id, direction, name, type_ids, opened_at, opened_by) values ($1, 'OUTGOING', 'Sổ thử', array[(select id from document_type where code = 'chi-thi')], now(), 'system:demo') returning id",
        [unitId],
      )
    ).rows;
    for (const [i, [verdict, doubts]] of found.entries()) {
      const [document] = (
        await c.query(
          `insert into document (direction, state, unit_id, type_id, book_id, year, number, symbol, subject, issuer, issued_on, registered_on, search,
            entered_at, entered_by, entered_by_name, registered_at, registered_by, registered_by_name, content_hash, is_demo)
           select 'OUTGOING', 'REGISTERED', $1, t.id, $2, $3, $4, $5, 'Chỉ thị về công tác hộ tịch', 'Phòng Tư pháp', $6, $6, '', now(), 'system:demo', 'Mô phỏng',
             now(), 'system:demo', 'Mô phỏng', 'h', true from document_type t where t.code = 'chi-thi' returning id`,
          [
            unitId,
            book.id,
            Number(cityDay(new Date()).slice(0, 4)),
            i + 1,
            `${String(i + 1).padStart(2, "0")}/CT-TP`,
            cityDay(new Date()),
          ],
        )
      ).rows;
      const [file] = (
        await c.query(
          `insert into document_file (document_id, name, type, bytes, sha, scan, added_at, added_by, added_by_name)
           values ($1, 'chi-thi.pdf', 'application/pdf', 1, md5(random()::text), 'INFECTED', now(), 'system:demo', 'Mô phỏng') returning id`,
          [document.id],
        )
      ).rows;
      await c.query(
        "update document_check set verdict = $2, doubts = $3, reasons = $4, checked_at = now(), found = '{}' where file_id = $1",
        [file.id, verdict, doubts, verdict === "invalid" ? ["content-changed"] : []],
      );
    }
  });

async function exported(page: Page, panel: Locator, file: string): Promise<Download> {
  await panel.getByRole("button", { name: "Xuất bảng" }).click();
  const download = page.waitForEvent("download");
  await panel.getByRole("menuitem", { name: file }).click();
  return download;
}

test("the leader sees how many documents are signed, why some are not, and opens the very ones", async ({ page }) => {
  await issued();
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}/`);
  const panel = page.getByRole("region", { name: "Văn bản và ký số" });
  await expect(panel.getByText("70,0%")).toBeVisible();
  await panel.getByRole("link", { name: "Xem bảng" }).click();
  await page.waitForURL(/\/documents\/board/);
  await expect(page.getByRole("heading", { level: 1, name: "Văn bản và ký số" })).toBeVisible();
  await expect(page.getByText("7 trên 10 văn bản")).toBeVisible();
  await expect(page.getByText("Chưa có chữ ký số của cơ quan ban hành (thay con dấu).")).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await expectAccessibleOnPhone(page);
  await keepPictures(page, pageName("/documents/board"));
  // The bars tell the ten apart, and every panel becomes a file and a picture.
  const byType = page.getByRole("region", { name: "Ký số theo loại văn bản", exact: true });
  await expect(byType.getByRole("img", { name: /^Chỉ thị: Hợp lệ, khớp sổ: 7, .*Không hợp lệ: 1, Chưa ký: 1$/ })).toBeVisible();
  const csv = await readFile(await (await exported(page, byType, "CSV")).path(), "utf8");
  expect(csv).toMatch(/Chỉ thị;10;7;1;1;1;0;0;0;70/);
  const course = page.getByRole("region", { name: "Diễn biến theo thời gian", exact: true });
  expect(await readFile(await (await exported(page, course, "CSV")).path(), "utf8")).toMatch(/;10;7;70/);
  expect((await readFile(await (await exported(page, course, "Ảnh (.png)")).path())).byteLength).toBeGreaterThan(10_000);
  await course.getByText("Xem dạng bảng").click();
  await course.getByRole("link", { name: "7", exact: true }).last().click();
  await page.waitForURL(/set=signed/);
  await page.goBack();
  await page.getByRole("link", { name: "Chữ ký không hợp lệ" }).first().click();
  await page.waitForURL(/set=invalid/);
  await expect(page.getByText(/Đang xem: Chữ ký không hợp lệ/)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "09/CT-TP" })).toContainText("Chữ ký không hợp lệ");
  await expect(page.getByRole("rowgroup").last().getByRole("row")).toHaveCount(1);
  await page.getByRole("rowheader").getByRole("link").click();
  await expect(page.getByText("Chữ ký không hợp lệ").first()).toBeVisible();
});
