import { cityDay, cityInstant } from "@/lib/calendar/rules";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";

const published = "/?from=2023-01-01&to=2023-03-31&asOf=2023-03-31";

test("a leader sees the published figures of the first quarter of 2023, made from records", async ({ page }) => {
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}${published}`);
  const main = page.getByRole("main");
  await expect(main).toContainText("10.148");
  await expect(main).toContainText("10.376");
  await expect(main).toContainText("31/03/2023");
  await keepPictures(page, "overview-2023");
});

test("the overview of today: what is good, what is late, who must act", async ({ page }) => {
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}/`);
  await expect(page.getByText("Dữ liệu mô phỏng").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Việc cần làm hôm nay" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(", Chủ tịch UBND ");
  // The map is loaded when somebody comes near it.
  await page.getByRole("heading", { name: "Theo địa bàn" }).scrollIntoViewIfNeeded();
  const wards = page.locator(".leaflet-container path");
  await expect(wards.first()).toBeVisible();
  await keepPictures(page, pageName("/"));

  // Another indicator colours the wards anew.
  const colours = () => wards.evaluateAll((paths) => paths.map((path) => path.getAttribute("fill")).join(" "));
  const before = await colours();
  await page.getByLabel("Chỉ số trên bản đồ").selectOption("online-rate");
  await expect.poll(colours).not.toBe(before);

  // A period and a unit that are chosen stand in the address, and the page is about them.
  await page.getByRole("button", { name: /^Kỳ/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Quý trước" }).click();
  await expect(page).toHaveURL(/[?&]from=\d{4}-(01|04|07|10)-01&to=\d{4}-(03-31|06-30|09-30|12-31)/);
  await page.getByRole("button", { name: /^Đơn vị: / }).click();
  await page.keyboard.type("phuong do", { delay: 70 });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]unitId=\d+/);
  await expect(page).toHaveURL(/[?&]from=\d{4}/);
  await expect(page.getByRole("button", { name: /^Đơn vị: .*Phương Độ/ })).toBeVisible();
});

test("on a wall, all of the first ten seconds stands in one picture, in letters read from four metres", async ({ page }) => {
  await page.setViewportSize({ width: 3840, height: 2160 });
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}/`);
  // Nearly all: a day with more to do than another may reach beyond the edge.
  for (const name of ["Chỉ số chính", "Việc cần làm hôm nay", "Đơn vị chậm hạn", "Đang giải quyết theo hạn", "Theo địa bàn"])
    await expect(page.getByRole("region", { name })).toBeInViewport({ ratio: 0.9 });
  await expect(page.locator("html")).toHaveCSS("font-size", "32px");
});

test("from a number to the unit, to its procedures, to the dossiers, to one dossier", async ({ page }) => {
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}${published}`);
  await page
    .getByRole("link", { name: /Đang quá hạn/ })
    .first()
    .click();
  await page.waitForURL(/indicator=overdue-now/);
  await page
    .getByRole("region", { name: "Đang quá hạn theo đơn vị" })
    .getByRole("link", { name: /Phương Độ/ })
    .first()
    .click();
  await page.waitForURL(/by=procedure/);
  const procedures = page.getByRole("region", { name: "Đang quá hạn theo thủ tục" });
  await procedures.getByRole("rowheader").first().getByRole("link").click();
  await page.waitForURL(/\/dossiers\?.*set=overdue/);
  await expect(page.getByRole("columnheader", { name: "Đang ở" })).toBeAttached();
  await page
    .getByRole("link", { name: /^H22\./ })
    .first()
    .click();
  await page.waitForURL(/\/dossiers\/\d+/);
  await expect(page.getByRole("main")).toContainText("H22.");
  await expectAccessible(page);
  await keepPictures(page, pageName("/dossiers/[id]"));
});

test("an overview left open over midnight asks for the new day, once", async ({ page }) => {
  await signIn(page, "lanh-dao");
  // Noon, so that the clock passes one midnight, whenever this runs.
  await page.clock.install({ time: cityInstant(cityDay(new Date()), 720) });
  await page.goto(`${city().url}/`);
  await expect(page.locator('[data-state="live"]').first()).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.headers().rsc && new URL(request.url()).pathname === "/") asked.push(request.url());
  });
  await page.clock.fastForward("01:30");
  expect(asked).toEqual([]);
  await page.clock.fastForward("24:00:00");
  await expect.poll(() => asked.length).toBe(1);
  await page.clock.fastForward("03:00");
  expect(asked).toHaveLength(1);
});
