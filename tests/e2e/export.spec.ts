import { readFile } from "node:fs/promises";
import type { Download, Locator, Page } from "@playwright/test";
import { city, expect, signIn, test } from "./city";

type Colour = [number, number, number];
type Picture = { width: number; height: number; ground: Colour; title: number; colours: number };

/** Chooses a file in the panel's menu. */
async function exported(page: Page, panel: Locator, file: string): Promise<Download> {
  await panel.getByRole("button", { name: "Xuất bảng" }).click();
  const download = page.waitForEvent("download");
  await panel.getByRole("menuitem", { name: file }).click();
  return download;
}

/** What a PNG shows: its size, its ground, how much of the title's place is not ground, how many colours it has. */
async function look(page: Page, download: Download): Promise<Picture> {
  const bytes = await readFile(await download.path());
  return page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.width;
      canvas.height = image.height;
      const pen = canvas.getContext("2d");
      if (!pen) throw new Error("no canvas");
      pen.drawImage(image, 0, 0);
      // A number a dot: its last byte is red, the one before it green, then blue; how opaque it is is left out.
      const dots = (x: number, y: number, width: number, height: number) =>
        new Uint32Array(pen.getImageData(x, y, width, height).data.buffer).map((dot) => dot & 0xffffff);
      const [corner = 0] = dots(6, 6, 1, 1);
      const title = dots(32, 24, 200, 44);
      return {
        width: image.width,
        height: image.height,
        ground: [corner & 255, (corner >> 8) & 255, (corner >> 16) & 255] satisfies Colour,
        title: title.filter((dot) => dot !== corner).length / title.length,
        colours: new Set(dots(0, 0, image.width, image.height)).size,
      };
    },
    `data:image/png;base64,${bytes.toString("base64")}`,
  );
}

for (const scheme of ["light", "dark"] as const)
  test(`the panels of overview and board become pictures, ${scheme}`, async ({ page }) => {
    await signIn(page, "lanh-dao");
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const panels = {
      "/": ["Đúng hạn theo thời gian", "Đơn vị chậm hạn", "Đang giải quyết theo hạn", "Theo địa bàn"],
      "/dossiers/board": ["Diễn biến", "Bản đồ nhiệt đơn vị × lĩnh vực"],
    };
    for (const [path, names] of Object.entries(panels)) {
      await page.goto(`${city().url}${path}`);
      for (const name of names) {
        const panel = page.getByRole("region", { name, exact: true });
        await panel.scrollIntoViewIfNeeded();
        if (name === "Theo địa bàn") await expect(panel.locator(".leaflet-container path").first()).toBeVisible();
        const download = await exported(page, panel, "Ảnh (.png)");
        expect(download.suggestedFilename()).toMatch(/^[a-z0-9-]+\.png$/);
        const picture = await look(page, download);
        const box = await panel.boundingBox();
        // A table wider than its frame is wider in the picture; below the panel stands what it is of.
        expect(picture.width, name).toBeGreaterThanOrEqual(Math.floor(2 * (box?.width ?? 0)) - 4);
        expect(picture.height, name).toBeGreaterThan(2 * (box?.height ?? 0));
        expect(picture.title, name).toBeGreaterThan(0.08);
        expect(picture.colours, name).toBeGreaterThan(40);
        for (const part of picture.ground) expect(part > 127, name).toBe(scheme === "light");
      }
    }
  });

test("the files of ages and map hold the rows on screen, and nobody's number", async ({ page }) => {
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}/`);
  for (const [name, head] of [
    ["Đang giải quyết theo hạn", "Hạn còn lại"],
    ["Theo địa bàn", "Địa bàn"],
  ] as const) {
    const panel = page.getByRole("region", { name, exact: true });
    const file = await readFile(await (await exported(page, panel, "CSV")).path(), "utf8");
    const rows = file.slice(file.indexOf(head)).trim().split("\n").slice(1);
    await expect(panel.locator("li a:visible"), file).toHaveCount(rows.length);
    expect(file).toContain("DỮ LIỆU MÔ PHỎNG");
    expect(`${file}${await panel.innerText()}`).not.toMatch(/\d{3}\*+\d{2}|\d{9,}/);
  }
});
