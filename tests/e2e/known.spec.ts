import pg from "pg";
import { addDays, cityDay } from "@/lib/calendar/rules";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures } from "./screens";

test("a closed quarter says what was corrected since, and shows what was known then", async ({ page }) => {
  const today = cityDay(new Date());
  const quarter = `${today.slice(0, 5)}${String(Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, "0")}-01`;
  const to = addDays(quarter, -1);
  const from = `${to.slice(0, 5)}${String(Number(to.slice(5, 7)) - 2).padStart(2, "0")}-01`;
  const owner = new pg.Client({ connectionString: city().ownerUrl });
  await owner.connect();
  try {
    // As if the demo city had been kept here all along: the register was known in time, and one dossier is taken out today.
    await owner.query("select fold_dossier_cells(10000000)");
    await owner.query("delete from dossier_correction");
    await owner.query("update figure_history set since = '2023-01-01'");
    await owner.query(
      "update dossier set accepted_on = $1::date - 1, accepted_at = ($1::date - 1 + time '08:00') at time zone 'Asia/Ho_Chi_Minh' where id = (select id from dossier where accepted_on between $1 and $2 and ended_on is not null order by id limit 1)",
      [from, to],
    );
  } finally {
    await owner.end();
  }
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}/?from=${from}&to=${to}`);
  const main = page.getByRole("main");
  await expect(main).toContainText("đã được điều chỉnh sau ngày chốt");
  await expect(main).toContainText("−1 tiếp nhận");
  await expectAccessible(page);
  await keepPictures(page, "overview-adjusted");
  await page.getByRole("link", { name: "Xem số liệu đã biết khi đó" }).click();
  await page.waitForURL(new RegExp(`knownOn=${to}`));
  await expect(main).toContainText("Theo số liệu đã biết đến hết ngày");
  await expect(main).toContainText("không dựng lại được");
  await expectAccessible(page);
  await keepPictures(page, "overview-known");
  // The choice is in the panel, by keyboard too, and goes along to the board.
  await page.getByRole("button", { name: /^Kỳ/ }).press("Enter");
  await expect(page.getByLabel("Theo số liệu đã biết đến hết ngày")).toBeVisible();
  await keepPictures(page, "period-panel");
  await page.keyboard.press("Escape");
  await page.goto(`${city().url}/dossiers/board?from=${from}&to=${to}&knownOn=${to}`);
  await expect(main).toContainText("Theo số liệu đã biết đến hết ngày");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Xem số liệu hiện nay" }).click();
  await expect(page).not.toHaveURL(/knownOn/);
});
