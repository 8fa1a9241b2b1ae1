import type { Page } from "@playwright/test";
import { cameraAccount, startSources } from "../cameras/sources";
import { asOwner } from "../city";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, expectAccessibleOnPhone, keepPictures } from "./screens";

const tile = (page: Page, code: string) =>
  page.getByRole("list", { name: "Các camera đang dùng" }).locator(`li[data-camera="${code}"]`);
/** A minute passes: every camera is due. */
const due = () => asOwner((c) => c.query("update camera_health set next_at = now()"));
async function until(page: Page, code: string, state: string): Promise<void> {
  await expect(async () => {
    await due();
    await expect(tile(page, code)).toHaveAttribute("data-state", state, { timeout: 2_500 });
  }).toPass({ timeout: 60_000 });
}
async function add(
  page: Page,
  camera: { code: string; name: string; group: string; stream: string; password?: string; place?: [string, string] },
): Promise<void> {
  await page.getByRole("button", { name: "Thêm camera" }).first().click();
  const form = page.getByRole("dialog", { name: "Thêm camera" });
  await form.getByLabel("Tên camera").fill(camera.name);
  await form.getByLabel("Mã camera").fill(camera.code);
  await form.getByLabel("Nhóm").selectOption({ label: camera.group });
  await form.getByLabel("Đơn vị quản lý").selectOption({ label: "Ủy ban nhân dân phường Trần Phú" });
  await form.getByLabel(/^Luồng chính/).fill(camera.stream);
  if (camera.password) {
    await form.getByRole("button", { name: "Nhập tài khoản khác" }).click();
    await form.getByLabel("Tên đăng nhập").fill(cameraAccount.name);
    await form.locator("input[name=password]").fill(camera.password);
  }
  if (camera.place) {
    await form.getByLabel("Vĩ độ").fill(camera.place[0]);
    await form.getByLabel("Kinh độ").fill(camera.place[1]);
    await form.getByLabel("Hướng nhìn (độ, bắc là 0)").fill("45");
    await form.getByLabel("Góc nhìn (độ)").fill("70");
    await form.getByLabel("Tầm nhìn (mét)").fill("80");
  }
  await form.getByRole("button", { name: "Lưu" }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: `Đã thêm camera ${camera.name}` })).toBeVisible();
}

/** What a moving picture shows just now, as a few points of it. */
function pictureOf(video: HTMLVideoElement): string {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 32, height: 18 });
  const drawing = canvas.getContext("2d");
  drawing?.drawImage(video, 0, 0, 32, 18);
  return [...(drawing?.getImageData(0, 0, 32, 18).data ?? [])].join();
}

test("IT staff register cameras and see within a minute which show a living picture; a leader sees one go away", async ({
  page,
  browser,
}) => {
  const port = Number(/:(\d+),/.exec(city().settings.CAMERA_NETWORKS ?? "")?.[1]);
  const sources = await startSources(port);
  let isRunning = true;
  try {
    await signIn(page, "quan-tri");
    await page.goto(`${city().url}/cameras`);
    await expect(page.getByText("Chưa có camera nào")).toBeVisible();
    await keepPictures(page, "cameras-none");
    await add(page, {
      code: "GT-001",
      name: "Ngã tư Quyết Thắng",
      group: "Giao thông",
      stream: sources.url("/moving"),
      place: ["22.8233", "104.9836"],
    });
    await add(page, {
      code: "AN-002",
      name: "Cổng chợ trung tâm",
      group: "An ninh",
      stream: sources.url("/still"),
      place: ["22.8241", "104.9851"],
    });
    await add(page, { code: "AN-003", name: "Cầu Yên Biên", group: "An ninh", stream: sources.url("/dark") });
    await add(page, {
      code: "MC-004",
      name: "Quầy Một cửa Trần Phú",
      group: "Bộ phận Một cửa",
      stream: sources.securedUrl("/moving"),
      password: "sai",
    });
    await add(page, { code: "CC-005", name: "Quảng trường 26/3", group: "Nơi công cộng", stream: "rtsp://192.0.2.9/s1" });

    await until(page, "GT-001", "ONLINE");
    const picture = tile(page, "GT-001").getByRole("img");
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
    await expect(tile(page, "GT-001")).toContainText("không phải trực tiếp");
    await until(page, "AN-002", "FROZEN");
    await until(page, "AN-003", "DARK");
    await until(page, "MC-004", "UNAUTHORISED");
    await expect(tile(page, "MC-004")).toContainText("Camera không nhận tên hoặc mật khẩu");
    await expect(tile(page, "CC-005")).toContainText("CAMERA_NETWORKS");
    await expect(page.getByRole("heading", { name: "1/5 camera đang dùng có hình" })).toBeVisible();
    // Two near each other are a heap, and stand apart from nearer by; the one that is picked is shown.
    const map = page.getByRole("region", { name: "Bản đồ các camera" });
    await map.getByTitle("2 camera gần nhau, bấm để phóng gần").click();
    await map.getByTitle("Ngã tư Quyết Thắng: Có hình").click();
    await expect(page.getByRole("list", { name: "Camera đang chọn" })).toContainText("GT-001");
    await keepPictures(page, "cameras");
    await expectAccessible(page);
    await expectAccessibleOnPhone(page);

    // The right password, entered anew; the wrong one is nowhere to be read.
    await tile(page, "MC-004")
      .getByRole("button", { name: /^Sửa camera/ })
      .click();
    const form = page.getByRole("dialog", { name: /^Sửa camera/ });
    await expect(form).toContainText("Đã lưu tên và mật khẩu");
    await keepPictures(page, "camera-form");
    await expectAccessible(page);
    expect(await page.content()).not.toContain(cameraAccount.name);
    await form.getByRole("button", { name: "Nhập tài khoản khác" }).click();
    await form.getByLabel("Tên đăng nhập").fill(cameraAccount.name);
    await form.locator("input[name=password]").fill(cameraAccount.password);
    await form.getByRole("button", { name: "Lưu" }).click();
    await expect(form).toHaveCount(0);
    await until(page, "MC-004", "ONLINE");

    const leader = await (await browser.newContext()).newPage();
    await signIn(leader, "lanh-dao");
    await leader.goto(`${city().url}/cameras`);
    await expect(leader.getByRole("button", { name: "Thêm camera" })).toHaveCount(0);
    await expect(leader.getByRole("button", { name: /^Sửa camera/ })).toHaveCount(0);
    await leader.getByRole("button", { name: /^Có hình/ }).click();
    await expect(tile(leader, "GT-001")).toBeVisible();
    await expect(tile(leader, "AN-002")).toHaveCount(0);
    await leader.getByRole("button", { name: /^Có hình/ }).click();

    // Live: within seconds, moving, and told to the log.
    const pressedAt = Date.now();
    await leader.getByRole("button", { name: "Xem trực tiếp Ngã tư Quyết Thắng" }).click();
    const live = leader.locator("[data-live]");
    await expect(live).toHaveAttribute("data-live", "live");
    const openedMs = Date.now() - pressedAt;
    console.log(`a live picture after ${openedMs} ms`);
    const video = live.locator("video");
    const looks = async () => ({
      time: await video.evaluate((v: HTMLVideoElement) => v.currentTime),
      picture: await video.evaluate(pictureOf),
    });
    const first = await looks();
    await expect(async () => {
      const next = await looks();
      expect(next.time).toBeGreaterThan(first.time + 1);
      expect(next.picture).not.toBe(first.picture);
    }).toPass({ timeout: 15_000 });
    await keepPictures(leader, "camera-live");
    await expectAccessible(leader);
    expect(await leader.content()).not.toMatch(/rtsp:\/\//);
    const { rows } = await asOwner((c) => c.query("select count(*)::int as n from audit_entry where action = 'camera.watch'"));
    expect(rows[0].n).toBeGreaterThan(0);
    // The source goes away: the picture says so instead of standing still as if it were now.
    await sources.stop();
    await expect(live).not.toHaveAttribute("data-live", "live", { timeout: 45_000 });
    await leader.keyboard.press("Escape");
    isRunning = false;
    await until(leader, "GT-001", "OFFLINE");
    await expect(tile(leader, "GT-001")).toContainText("từ chối kết nối");
    await keepPictures(leader, "cameras-away");
    // Its story: what went wrong, since when, and how much of the time it showed.
    await leader.getByRole("link", { name: "Ngã tư Quyết Thắng" }).first().click();
    await expect(leader.getByRole("heading", { level: 1, name: "Ngã tư Quyết Thắng" })).toBeVisible();
    await expect(leader.getByRole("table", { name: "Các sự cố" })).toContainText("đang diễn ra");
    // What it showed before it went does not pass for live.
    await expect(leader.locator("[data-live]")).toHaveAttribute("data-live", "failed");
    await expect(leader.locator("[data-live]")).toContainText("từ chối kết nối");
    await keepPictures(leader, "page-cameras-id");
    await expectAccessible(leader);
    await expectAccessibleOnPhone(leader);
    await leader.context().close();
    // Whoever looks after it says why, once.
    await page.goto(leader.url());
    await page.getByRole("button", { name: "Ghi nhận" }).click();
    await page.getByLabel("Nguyên nhân, cách xử lý").fill("Mất điện khu vực, đã báo điện lực");
    await page.getByRole("button", { name: "Lưu" }).click();
    await expect(page.getByRole("table", { name: "Các sự cố" })).toContainText("đã báo điện lực");
    await page.getByRole("button", { name: "Lên lịch bảo trì" }).click();
    await page.getByLabel("Đến giờ").fill("23:59");
    await page.getByLabel("Việc làm").fill("Thay nguồn");
    await page.getByRole("button", { name: "Lưu" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "Thay nguồn" })).toBeVisible();
  } finally {
    if (isRunning) await sources.stop();
  }
});
