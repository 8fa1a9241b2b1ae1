import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { blank, page as pageOf, pdf } from "../files/pdfs";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures } from "./screens";

/** A dossier of a birth registration with the papers of the catalogue, accepted with the session of the page; opened. */
async function openNewDossier(page: Page): Promise<void> {
  const id = await page.evaluate(async () => {
    const { procedures } = await (await fetch("/api/v1/procedures?text=khai+sinh")).json();
    const { units } = await (await fetch("/api/v1/units")).json();
    const unit = units.find((u: { name: string }) => u.name.includes("phường Trần Phú"));
    const terms = await (await fetch(`/api/v1/procedures/${procedures[0].id}/terms?channel=COUNTER`)).json();
    const papers = terms.papers.map(({ id }: { id: number }) => ({ procedurePaperId: id, form: "ORIGINAL" }));
    const asked = {
      step: "accept",
      procedureId: procedures[0].id,
      unitId: unit.id,
      channel: "COUNTER",
      applicantName: "Lù Thị Pà",
      papers,
    };
    const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    const answer = await fetch("/api/v1/dossiers", { method: "POST", headers, body: JSON.stringify(asked) });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()).id;
  });
  await page.goto(`${city().url}/dossiers/${id}`);
}
const file = (name: string, content: string, mimeType = "application/pdf") => ({ name, mimeType, buffer: Buffer.from(content) });

test("an officer attaches scans by key and by dropping, stops one, opens, removes and takes back; all of it is there after a reload", async ({
  page,
}) => {
  await signIn(page, "mot-cua");
  await openNewDossier(page);
  const panel = page.getByRole("region", { name: "Tệp đính kèm" });
  await expect(panel.getByRole("button", { name: "Chọn tệp…" })).toBeVisible();

  // Several at once, by one key: what is a scan goes, what is none says why, in its own line.
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("q");
  const scan = pdf([...blank(2), pageOf("tờ khai")]);
  await (await chooser).setFiles([
    file("tờ khai.pdf", scan),
    file("ảnh giấy tờ.pdf", "MZ đây là một chương trình"),
    file("phần mềm.exe", "MZ", "application/x-msdownload"),
  ]);
  await expect(panel.getByRole("link", { name: "tờ khai.pdf" })).toBeVisible();
  await expect(panel).toContainText("3 trang");
  await expect(panel.getByRole("alert").filter({ hasText: "là chương trình máy tính" })).toBeVisible();
  await expect(panel.getByRole("alert").filter({ hasText: "Chỉ nhận tệp PDF" })).toBeVisible();
  for (const name of ["ảnh giấy tờ.pdf", "phần mềm.exe"])
    await panel.getByRole("button", { name: `Bỏ tệp ${name} khỏi danh sách gửi` }).click();

  // A second paper, dropped where it belongs; one that acts is taken and warned of.
  const acting = pdf(blank(1), { catalog: "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>" });
  const other = await page.evaluateHandle((content) => {
    const carried = new DataTransfer();
    carried.items.add(new File([content], "giấy chứng sinh.pdf", { type: "application/pdf" }));
    return carried;
  }, acting);
  const groups = panel.locator("section");
  await groups.nth(1).dispatchEvent("dragover", { dataTransfer: other });
  await expect(panel).toContainText("Thả tệp vào:");
  await groups.nth(1).dispatchEvent("drop", { dataTransfer: other });
  await expect(groups.nth(1).getByRole("link", { name: "giấy chứng sinh.pdf" })).toBeVisible();
  await expect(groups.nth(1)).toContainText("Cẩn thận khi mở: tệp có lệnh tự chạy khi mở tệp, mã lệnh JavaScript.");

  // One on a slow line is stopped on its way.
  const line = await page.context().newCDPSession(page);
  const speed = (upload: number) =>
    line.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: upload,
    });
  await speed(100_000);
  const long = page.waitForEvent("filechooser");
  await page.keyboard.press("q");
  await (await long).setFiles([file("bản vẽ.pdf", `${pdf(blank(1))}${"%".repeat(3_000_000)}`)]);
  await expect(panel.getByRole("progressbar")).toBeVisible();
  await panel.getByRole("button", { name: "Hủy gửi tệp bản vẽ.pdf" }).click();
  await expect(panel.getByRole("status")).toContainText("Đã hủy gửi tệp bản vẽ.pdf.");
  await speed(-1);
  await expect(panel.getByRole("link", { name: "bản vẽ.pdf" })).toHaveCount(0);

  const download = page.waitForEvent("download");
  await panel.getByRole("link", { name: "tờ khai.pdf" }).click();
  const got = await download;
  expect(got.suggestedFilename()).toBe("tờ khai.pdf");
  expect(await readFile(await got.path(), "utf8")).toBe(scan);

  await panel.getByRole("button", { name: "Gỡ tệp tờ khai.pdf" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Lý do gỡ")).toBeFocused();
  await page.keyboard.type("Quét nhầm của người khác");
  await page.keyboard.press("Control+Enter");
  await expect(panel.getByRole("status")).toContainText("Đã gỡ tệp tờ khai.pdf.");
  await panel.getByText("Đã gỡ (1)").click();
  await expect(panel).toContainText("Quét nhầm của người khác");
  await keepPictures(page, "dossier-files");
  await expectAccessible(page);

  await page.reload();
  await panel.getByText("Đã gỡ (1)").click();
  await panel.getByRole("button", { name: "Lấy lại tệp tờ khai.pdf" }).click();
  await expect(panel.getByRole("link", { name: "tờ khai.pdf" })).toBeVisible();
  await page.reload();
  await expect(panel.getByRole("link", { name: /\.pdf$/ })).toHaveText([/tờ khai\.pdf/, /giấy chứng sinh\.pdf/]);
});
