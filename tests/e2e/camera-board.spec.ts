import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { asOwner } from "../city";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, expectAccessibleOnPhone, keepPictures, pageName } from "./screens";
import { settled } from "./watch";

/**
 * A camera in every hamlet but one, one at each ward's counter; all year long each was away for some hours now and then. One hamlet's is away now,
 * one was never looked at, one is worked on. Nobody looks at them: their time has not come.
 */
async function install(): Promise<void> {
  const made = spawnSync("ffmpeg", [
    "-v",
    "error",
    "-f",
    "lavfi",
    "-i",
    "testsrc2=size=640x360",
    "-frames:v",
    "1",
    "-f",
    "mjpeg",
    "-",
  ]);
  const picture = made.status === 0 ? new Uint8Array(made.stdout) : new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);
  await asOwner(async (c) => {
    await c.query(`
      insert into camera (code, name, group_id, unit_id, area_id, main_stream, valid_from, added_at)
        select 'TDP-' || lpad(row_number() over (order by a.code)::text, 3, '0'), 'Camera ' || a.name, (select id from camera_group where use = 'SECURITY'),
          u.id, a.id, 'rtsp://10.20.1.5/s1', current_date - 400, now() - interval '400 days'
        from area a join area w on w.id = a.parent_id join unit u on u.area_id = w.id and u.kind in ('WARD', 'COMMUNE')
        where a.kind in ('HAMLET', 'RESIDENTIAL_GROUP') and a.code <> '00700.09'
        union all
        select 'MC-' || u.code, 'Quầy ' || u.short_name, (select id from camera_group where use = 'ONE_STOP'), u.id, u.area_id, 'rtsp://10.20.1.5/s1',
          current_date - 400, now() - interval '400 days' from unit u where u.kind = 'ONE_STOP_DESK';
      insert into camera_health (camera_id, state, proof, since_at, seen_state, seen_proof, seen_since_at, seen_count, checked_at, next_at)
        select id, 'ONLINE', 'picture-changes', now() - interval '2 days', 'ONLINE', 'picture-changes', now(), 5, now(), now() + interval '1 day' from camera;
      insert into camera_change (camera_id, at, state, proof) select id, added_at, 'ONLINE', 'first-picture' from camera where code <> 'TDP-007';
      update camera_health set state = 'UNKNOWN', proof = 'never-probed' from camera where id = camera_id and code = 'TDP-007';
      insert into camera_outage (camera_id, state, proof, started_at, ended_at)
        select id, 'OFFLINE', 'silent', from_at, from_at + interval '1 hour' * (1 + (id * 7 + n) % 19) from (
          select c.id, n, date_trunc('hour', now()) - interval '1 day' * (5 + n * 31 + (c.id * 13) % 25) as from_at from camera c, generate_series(0, 11) n where c.code <> 'TDP-007' and (c.id + n) % 3 = 0) o;
      insert into camera_outage (camera_id, state, proof, started_at) select id, 'OFFLINE', 'silent', now() - interval '30 hours' from camera where code = 'TDP-020';
      update camera_health set state = 'OFFLINE', proof = 'silent', since_at = now() - interval '30 hours' from camera where id = camera_id and code = 'TDP-020';
      insert into camera_change (camera_id, at, state, proof)
        select camera_id, started_at, state, proof from camera_outage
        union all select camera_id, ended_at, 'ONLINE', 'picture-changes' from camera_outage where ended_at is not null;
      insert into camera_maintenance (camera_id, from_at, until_at, reason, made_at, made_by, made_by_name)
        select id, now() - interval '1 hour', now() + interval '4 hours', 'Thay nguồn', now(), 'system:demo', 'Mô phỏng' from camera where code = 'TDP-030'`);
    await c.query(
      "insert into camera_picture (camera_id, jpeg, at) select id, $1, now() - interval '40 seconds' from camera where code like 'MC-%'",
      [picture],
    );
  });
}

test("from the leader's page to the board of cameras, to the hamlet without one and down to the very outage; a head sees the counter beside the dossiers", async ({
  page,
  browser,
}) => {
  await install();
  try {
    await signIn(page, "lanh-dao");
    await page.goto(`${city().url}/`);
    const strip = page.getByRole("region", { name: "Camera", exact: true });
    await expect(strip.getByText("98 / 101")).toBeVisible();
    await settled(page);
    await strip.getByRole("link", { name: "Xem bảng" }).click();
    await page.waitForURL(/\/cameras\/board/);
    await expect(page.getByRole("heading", { level: 1, name: "Bảng camera" })).toBeVisible();
    const uncovered = page.getByRole("region", { name: "Thôn, tổ dân phố không có camera nào có hình" });
    await expect(uncovered).toContainText("3 trên 101 thôn, tổ dân phố");
    await expect(uncovered).toContainText("Thôn Đoàn Kết");
    await settled(page);
    await expectAccessible(page);
    await expectAccessibleOnPhone(page);
    await keepPictures(page, pageName("/cameras/board"));

    // What is explained says what is counted, and who reported it.
    await page.getByRole("button", { name: /Thôn, tổ dân phố có camera/ }).click();
    await expect(page.getByText("Báo cáo", { exact: false }).first()).toBeVisible();
    await page.keyboard.press("Escape");

    const units = page.getByRole("region", { name: "Theo đơn vị", exact: true });
    await units.getByRole("button", { name: "Xuất bảng" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "CSV" }).click();
    expect(await readFile(await (await download).path(), "utf8")).toMatch(/Ủy ban nhân dân phường Trần Phú;\d/);

    // Down: what is in trouble, the camera, its outage.
    await page.getByRole("link", { name: "Camera đang có sự cố" }).first().click();
    await page.waitForURL(/set=in-trouble/);
    await expect(page.getByRole("status").filter({ hasText: "1 camera." })).toBeVisible();
    await settled(page);
    await expectAccessible(page);
    await expectAccessibleOnPhone(page);
    await keepPictures(page, pageName("/cameras/board/list"));
    await page.getByRole("rowheader").getByRole("link").click();
    await page.waitForURL(/\/cameras\/\d+\?outage=\d+#outage-\d+/);
    await expect(page.locator("tr[data-asked]")).toContainText("đang diễn ra");
    await page.goBack();
    await page.getByRole("link", { name: "Sự cố đã kết thúc" }).click();
    await page.waitForURL(/set=restored/);
    await expect(page.getByRole("table", { name: "Sự cố đã kết thúc" })).toBeVisible();
    await keepPictures(page, "cameras-board-restored");
    await page.getByRole("rowheader").first().getByRole("link").click();
    await page.waitForURL(/outage=\d+/);
    await expect(page.locator("tr[data-asked]")).toContainText("Mất kết nối");

    // Two years ago nothing was known, and nothing is told.
    await page.goto(`${city().url}/cameras/board?from=2023-01-01&to=2023-01-31`);
    await expect(page.getByText("Chưa có camera nào vào ngày này")).toBeVisible();

    const head = await (await browser.newContext()).newPage();
    await signIn(head, "truong-phuong");
    await head.goto(`${city().url}/cameras/board`);
    await expect(head.getByRole("region", { name: "Theo địa bàn", exact: true }).getByRole("rowheader")).toHaveCount(1);
    await head.goto(`${city().url}/dossiers/board`);
    const counter = head.getByRole("region", { name: "Camera quầy Một cửa" });
    await expect(counter.getByRole("listitem")).toHaveCount(1);
    await expect(counter).toContainText("không phải trực tiếp");
    await expect
      .poll(() =>
        counter
          .getByRole("img")
          .first()
          .evaluate((image: HTMLImageElement) => image.naturalWidth),
      )
      .toBeGreaterThan(0);
    await settled(head);
    await expectAccessible(head);
    await keepPictures(head, "dossiers-board-counter");
    await counter.getByRole("button", { name: /^Xem trực tiếp/ }).click();
    await expect(head.getByRole("dialog")).toContainText("Việc xem trực tiếp được ghi vào nhật ký");
    await head.context().close();

    // Who may see no camera sees the figures and no names.
    const officer = await (await browser.newContext()).newPage();
    await signIn(officer, "mot-cua");
    await officer.goto(`${city().url}/cameras/board`);
    await expect(officer.getByRole("heading", { level: 1, name: "Bảng camera" })).toBeVisible();
    await expect(officer.locator("a[href*='/cameras/board/list']")).toHaveCount(0);
    await officer.goto(`${city().url}/dossiers/board`);
    await expect(officer.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(officer.getByRole("region", { name: "Camera quầy Một cửa" })).toHaveCount(0);
    await officer.context().close();
  } finally {
    await asOwner((c) => c.query("truncate camera cascade"));
  }
});
