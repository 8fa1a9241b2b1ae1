import type { Locator, Page } from "@playwright/test";
import { asOwner } from "../city";
import { city, expect, signIn, test } from "./city";
import { type DemoCameras, startDemoCameras } from "./demo-cameras";
import { expectAccessible, expectAccessibleOnPhone, keepPictures, pageName } from "./screens";

let cameras: DemoCameras;
test.beforeAll(async () => {
  cameras = await startDemoCameras();
});
test.afterAll(async () => {
  await cameras.stop();
  await asOwner((c) => c.query("delete from camera_layout; delete from camera_layout_shown"));
});

const tiles = (page: Page): Locator => page.getByRole("list", { name: "Các hình trên tường" });
const tile = (page: Page, code: string): Locator => tiles(page).locator(`li[data-camera="${code}"]`);
const liveOf = (page: Page): Locator => tiles(page).locator("[data-live]");
const open = async (page: Page, query = "") => {
  await page.goto(`${city().url}/cameras/wall${query}`);
  await expect(tiles(page)).toBeVisible();
};
/** A minute passes: every camera is due. */
const due = () =>
  asOwner((c) => c.query("update camera_health set next_at = now() where next_at > now() + interval '3 seconds'"));

/** What a moving picture shows just now, as a few points of it. */
function pictureOf(video: HTMLVideoElement): string {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 64, height: 36 });
  const drawing = canvas.getContext("2d");
  drawing?.drawImage(video, 0, 0, 64, 36);
  return [...(drawing?.getImageData(0, 0, 64, 36).data ?? [])].join();
}
test("sixteen cameras live over one connection, their pictures moving; what is away says since when, what is told is told once", async ({
  page,
}) => {
  await asOwner((c) => c.query("truncate audit_entry"));
  await signIn(page, "lanh-dao");
  // Away, frozen, dark and locked ones are told apart before anybody looks.
  await expect(async () => {
    await due();
    const { rows } = await asOwner((c) => c.query("select count(*)::int as n from camera_health where state = 'FROZEN'"));
    expect(rows[0].n).toBe(1);
  }).toPass({ timeout: 120_000, intervals: [4_000] });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const { rows } = await asOwner((c) =>
    c.query("select id from camera where code !~ '^(GT-007|AN-006|MC-006|AN-00[78])' order by code limit 16"),
  );
  const ids = rows.map(({ id }: { id: number }) => id);
  await asOwner((c) =>
    c.query(
      `insert into camera_layout (owner_id, name, is_shared, grid, camera_ids, patrol_seconds)
       select id, 'Mười sáu', true, 16, $1, 0 from app_user where login = 'quan-tri'`,
      [ids],
    ),
  );
  const { rows: kept } = await asOwner((c) => c.query("select id from camera_layout where name = 'Mười sáu'"));
  const pressedAt = Date.now();
  await open(page, `?layout=${kept[0].id}`);
  await expect(liveOf(page)).toHaveCount(16, { timeout: 40_000 });
  console.log(`sixteen live after ${Date.now() - pressedAt} ms`);
  // One at a time: what comes to life a moment later is asked for together with all the others.
  expect(asked.findLast((url) => url.includes("/wall/stream?"))?.split(",")).toHaveLength(16);
  expect(asked.filter((url) => url.includes(".m3u8"))).toEqual([]);
  const video = tile(page, "GT-001").locator("video");
  const looks = (of: Locator) => of.evaluate((v: HTMLVideoElement) => v.currentTime);
  const [time, picture] = [await looks(video), await video.evaluate(pictureOf)];
  await expect(async () => {
    expect(await looks(video)).toBeGreaterThan(time + 2);
    expect(await video.evaluate(pictureOf)).not.toBe(picture);
  }).toPass({ timeout: 15_000 });
  // The frozen one comes live too, and says that it stands.
  await expect(tile(page, "AN-004")).toContainText("Hình đứng yên từ");
  const frozen = tile(page, "AN-004").locator("video");
  const [frozenTime, frozenPicture] = [await looks(frozen), await frozen.evaluate(pictureOf)];
  await expect.poll(() => looks(frozen)).toBeGreaterThan(frozenTime + 1);
  expect(await frozen.evaluate(pictureOf)).toBe(frozenPicture);
  await expect(page.getByText("16/16 trực tiếp")).toBeVisible();
  // How far behind now the pictures are: what is waiting to be shown, of all of them.
  const behind = await tiles(page)
    .locator("video")
    .evaluateAll((all) => (all as HTMLVideoElement[]).map((v) => v.buffered.end(v.buffered.length - 1) - v.currentTime));
  console.log(`behind: mean ${(behind.reduce((a, b) => a + b, 0) / 16).toFixed(2)} s, most ${Math.max(...behind).toFixed(2)} s`);
  expect(Math.max(...behind)).toBeLessThan(3.5);
  // Nobody touches it: the controls go, the pictures take their room.
  const bar = page.getByRole("toolbar", { name: "Điều khiển tường" });
  await expect(bar).toHaveCSS("opacity", "0", { timeout: 15_000 });
  expect((await tiles(page).boundingBox())?.y).toBe(0);
  await keepPictures(page, "camera-wall-16-idle");
  await page.mouse.move(300, 300);
  await expect(bar).toHaveCSS("opacity", "1");
  await keepPictures(page, "camera-wall-16");
  await expectAccessible(page);
  await expectAccessibleOnPhone(page);

  // Those that are away: when, for how long, and no stream asked of them.
  await open(page, "?layout=all&grid=9");
  await expect(tile(page, "GT-007")).toContainText("Mất kết nối từ");
  await expect(tile(page, "GT-007")).toContainText("đã 1 ngày");
  await expect(liveOf(page)).toHaveCount(7, { timeout: 30_000 });
  await keepPictures(page, pageName("/cameras/wall"));
  await page.keyboard.press("PageDown");
  await expect(tile(page, "AN-001")).toBeVisible();
  await page.keyboard.press("PageUp");
  await expect(tile(page, "GT-001")).toBeVisible();
  const { rows: told } = await asOwner((c) =>
    c.query(
      "select c.code, count(*)::int as n from audit_entry a join camera c on c.id::text = a.subject_id where a.action = 'camera.watch' group by 1",
    ),
  );
  const seen = new Map(told.map(({ code, n }: { code: string; n: number }) => [code, n]));
  expect(seen.has("GT-007")).toBe(false);
  // Once in each of the two walls that were opened, however often its page was turned to.
  expect(seen.get("GT-001")).toBe(2);
});

test("everything by key: grid, mark, enlarge, arrange, save, come back to it, take it away and have it back", async ({
  page,
}) => {
  await signIn(page, "lanh-dao");
  await open(page, "?layout=group-1&grid=4");
  await expect(tile(page, "GT-001").getByRole("button")).toBeFocused();
  await page.keyboard.press("3");
  await expect(tiles(page).getByRole("listitem")).toHaveCount(9);
  await page.keyboard.press("2");
  await expect(tiles(page).getByRole("listitem")).toHaveCount(4);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(tile(page, "GT-004").getByRole("button")).toBeFocused();
  // Large: the main stream, what it is there for, and back.
  await page.keyboard.press("Enter");
  await expect(tiles(page).locator("[data-large][data-live]")).toHaveCount(1, { timeout: 20_000 });
  await expect(page.getByText("Mục đích: Giám sát an ninh, giao thông")).toBeVisible();
  await keepPictures(page, "camera-wall-large");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(tile(page, "GT-004").getByRole("button")).toBeFocused();
  // Picked up, moved over the edge of the page, put back; moved and dropped.
  await page.keyboard.press("m");
  await expect(page.getByRole("status")).toContainText("Đang nhấc Ngã tư Minh Khai");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Trang 2/2")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Trang 1/2")).toBeVisible();
  await expect(tile(page, "GT-004").getByRole("button")).toBeFocused();
  await page.keyboard.press("m");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  const order = () =>
    tiles(page)
      .locator("li")
      .evaluateAll((all) => all.map((one) => one.getAttribute("data-camera")));
  expect(await order()).toEqual(["GT-004", "GT-001", "GT-003", "GT-002"]);
  await expect(liveOf(page)).toHaveCount(4, { timeout: 30_000 });
  // Dragged by a mouse.
  await tiles(page).locator("li").nth(0).dragTo(tiles(page).locator("li").nth(3));
  expect(await order()).toEqual(["GT-002", "GT-001", "GT-003", "GT-004"]);
  await page.keyboard.press("Delete");
  await expect(tiles(page).getByText("Trống", { exact: true })).toHaveCount(1);
  await page.keyboard.press("c");
  const choose = page.getByRole("dialog", { name: /^Chọn camera cho chỗ/ });
  await choose.getByLabel("Tìm theo tên, mã, đơn vị").fill("cho trung tam");
  await keepPictures(page, "camera-wall-choose");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(choose).toHaveCount(0);
  await expect(tile(page, "AN-001")).toBeVisible();
  await page.keyboard.press("s");
  const save = page.getByRole("dialog", { name: "Lưu thành bố cục mới" });
  await save.getByLabel("Tên bố cục").fill("Sáng thứ hai");
  await keepPictures(page, "camera-wall-save");
  await expectAccessible(page);
  await save.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByRole("status")).toContainText("Đã lưu bố cục Sáng thứ hai");
  const saved = await order();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Phím tắt" })).toContainText("Nhấc hình đang chọn");
  await keepPictures(page, "camera-wall-keys");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  // Without an address that says more, what hung there last hangs there again.
  await open(page);
  await expect(page.getByText("Sáng thứ hai", { exact: true }).last()).toBeVisible();
  expect(await order()).toEqual(saved);
  await expect(page).toHaveURL(/layout=\d+/);
  await page.getByRole("button", { name: "Xóa bố cục" }).click();
  await expect(page.getByRole("status")).toContainText("Đã xóa bố cục Sáng thứ hai");
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await expect(page.getByRole("status")).toContainText("Đã lấy lại bố cục Sáng thứ hai");
  expect(await order()).toEqual(saved);
});

test("pages rotate by themselves, stop when somebody says so, and what is out of sight is not read; three hundred turns leave nothing behind", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await signIn(page, "lanh-dao");
  await open(page, "?layout=group-2&grid=4&patrol=5");
  await expect(page.getByText("Trang 1/2")).toBeVisible();
  await expect(page.getByText("Trang 2/2")).toBeVisible({ timeout: 12_000 });
  await page.keyboard.press("Space");
  await expect(page.getByText("Đang dừng luân phiên")).toBeVisible();
  const stood = await page.getByText(/^Trang \d\/2$/).innerText();
  await page.waitForTimeout(6_000);
  await expect(page.getByText(stood)).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.getByText("Đang dừng luân phiên")).toHaveCount(0);
  await page.keyboard.press("Space");
  await expect(liveOf(page).first()).toBeVisible({ timeout: 20_000 });

  const browser = await page.context().newCDPSession(page);
  await browser.send("Performance.enable");
  const heap = async () => {
    for (let i = 0; i < 3; i += 1) await browser.send("HeapProfiler.collectGarbage");
    const { metrics } = await browser.send("Performance.getMetrics");
    const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
    return { used: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
  };
  const turn = async (times: number) => {
    for (let i = 0; i < times; i += 1) {
      await page.evaluate(() => document.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true })));
      await page.waitForTimeout(150);
    }
  };
  // What a browser makes of code that runs often is made by then.
  await turn(100);
  await expect(liveOf(page).first()).toBeVisible({ timeout: 20_000 });
  const before = await heap();
  await turn(300);
  await expect(liveOf(page).first()).toBeVisible({ timeout: 20_000 });
  const after = await heap();
  console.log(
    `heap ${before.used} → ${after.used}, nodes ${before.nodes} → ${after.nodes}, listeners ${before.listeners} → ${after.listeners}`,
  );
  expect(after.used).toBeLessThan(before.used * 1.1);
  expect(after.nodes).toBeLessThan(before.nodes * 1.1);
  expect(await page.locator("video").count()).toBeLessThanOrEqual(4);
  // Out of sight nothing is read: neither behind another tab, nor after the page was left.
  const setSeen = (state: "hidden" | "visible") =>
    page.evaluate((told) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => told });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  expect(cameras.drawnNow()).toBeGreaterThan(0);
  await setSeen("hidden");
  await expect.poll(() => cameras.drawnNow(), { timeout: 40_000 }).toBe(0);
  await setSeen("visible");
  await expect(liveOf(page).first()).toBeVisible({ timeout: 20_000 });
  expect(cameras.drawnNow()).toBeGreaterThan(0);
  await page.goto(`${city().url}/account`);
  await expect.poll(() => cameras.drawnNow(), { timeout: 40_000 }).toBe(0);
});
