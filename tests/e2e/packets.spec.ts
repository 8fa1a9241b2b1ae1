import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keyPrefix } from "@/lib/auth/model";
import { readPacket } from "@/lib/packets/wire/read";
import { writePacket } from "@/lib/packets/wire/write";
import { hashToken } from "@/lib/secrets";
import { asOwner } from "../city";
import { page as blankPage, pdf } from "../files/pdfs";
import { gathered, inPieces, letterText, receipt } from "../packets/samples";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";

const rows = (sql: string, values: unknown[] = []) => asOwner(async (c) => (await c.query(sql, values)).rows);

test("a letter comes by a packet, is registered, answered, and the answer goes out; a recall is consented to, and what is broken is kept", async ({
  page,
  request,
}) => {
  const [ward] = await rows(
    `select p.unit_id as id, i.code from post p join app_user u on u.id = p.user_id join unit_identifier i on i.unit_id = p.unit_id
     where u.login = 'truong-phuong' and i.scheme <> 'QD20' limit 1`,
  );
  const token = `${keyPrefix}${randomBytes(32).toString("base64url")}`;
  await rows(
    "insert into api_key (name, prefix, hash, scopes, unit_id, created_by, expires_at) values ('Trục liên thông', $1, $2, '{documents.exchange}', $3, 'user:1', now() + interval '1 day')",
    [token.slice(0, 8), Buffer.from(hashToken(token)), ward.id],
  );
  const bring = async (data: string | Buffer) => {
    const answer = await request.post(`${city().url}/api/v1/packets`, {
      headers: { authorization: `Bearer ${token}`, "content-type": "application/xml" },
      data,
    });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  };
  const scan = (words: string) => Buffer.from(pdf([blankPage(words)]));
  const letter = (key: string, more = "") =>
    letterText({ to: ward.code, documentId: key, attachment: scan(key).toString("base64"), from: "000.00.07.H22" }).replace(
      "</edXML:TraceHeaderList>",
      `${more}</edXML:TraceHeaderList>`,
    );
  const key = `000.00.07.H22,2026/11/20,${randomUUID()}`;

  // Whoever runs the system keeps the directory.
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/agencies`);
  await expect(page.getByText("Danh bạ còn trống")).toBeVisible();
  await page.getByLabel("Tên cơ quan").fill("Sở Thông tin thử nghiệm");
  await page.getByRole("textbox", { name: "Mã định danh" }).fill("H22.07");
  await page.getByRole("button", { name: "Thêm cơ quan" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Sở Thông tin thử nghiệm" })).toContainText("H22.07");
  await page.getByLabel("Bảng tính (.xlsx hoặc .csv)").setInputFiles({
    name: "danh-ba.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Tên cơ quan;Mã định danh\r\nSở Xây dựng thử nghiệm;000.00.09.H22\r\nSở Hỏng;*\r\n"),
  });
  await page.getByRole("button", { name: "Nhập", exact: true }).click();
  await expect(page.getByText("Thêm mới 1")).toBeVisible();
  await expect(page.getByText("Dòng 3:")).toBeVisible();
  await expectAccessible(page);
  await keepPictures(page, pageName("/admin/agencies"));

  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}/documents/exchange`);
  await expect(page.getByText("Không có gói tin nào").first()).toBeVisible();
  expect(await bring(letter(key))).toMatchObject({ outcome: "waiting" });
  expect(await bring(letter(key))).toMatchObject({ outcome: "known" });
  expect(await bring("<edXML>")).toMatchObject({ outcome: "kept", fault: "packet-not-xml" });
  // Without a reload.
  const row = page.getByRole("row").filter({ hasText: "214/STTTT-CĐS" });
  await expect(row).toContainText("Chờ tiếp nhận");
  await row.getByRole("button", { name: /^Xem gói tin/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("V/v rà soát hạ tầng kỹ thuật");
  await expect(dialog.getByRole("link", { name: "công văn 214.pdf" })).toBeVisible();
  await expectAccessible(page);
  await keepPictures(page, "packet");
  await dialog.getByRole("button", { name: "Vào sổ đến" }).click();
  await expect(dialog.getByLabel("Loại văn bản")).toHaveValue(/\d+/);
  await dialog.getByRole("button", { name: "Vào sổ đến" }).click();
  await dialog.getByRole("link", { name: "Mở văn bản trong sổ" }).click();
  await page.waitForURL(/\/documents\/\d+$/);
  await expect(page.getByRole("link", { name: /công văn 214\.pdf/ })).toBeVisible();

  await page.getByRole("link", { name: "Soạn văn bản trả lời" }).click();
  await page.waitForURL(/responseFor=/);
  await page.getByLabel("Trích yếu nội dung").fill("V/v báo cáo kết quả rà soát hạ tầng");
  await page.getByLabel("Người ký", { exact: true }).fill("Trần Văn Hùng");
  await page.getByLabel("Chức vụ người ký").fill("Chủ tịch");
  await page.getByLabel("Nơi nhận", { exact: true }).fill("Như trên\nLưu: VT");
  await page.getByLabel("Ký hiệu đơn vị soạn").fill("VP");
  await page.getByLabel("Nơi nhận", { exact: true }).press("Control+Enter");
  await page.waitForURL(/\/documents\/\d+$/);
  await page.getByLabel("Tìm cơ quan theo tên hoặc mã định danh").fill("thông tin");
  await page.getByRole("button", { name: "Thêm Sở Thông tin thử nghiệm" }).click();
  await expect(page.getByRole("button", { name: "Bỏ Sở Thông tin thử nghiệm" })).toBeVisible();
  await page.getByRole("button", { name: "Cấp số, phát hành" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cấp số" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+\/UBND-VP$/);
  const signed = scan("Bản đã ký");
  await page.locator("input[type=file]").setInputFiles({ name: "tra-loi.pdf", mimeType: "application/pdf", buffer: signed });
  await expect(page.getByRole("link", { name: /tra-loi\.pdf/ })).toBeVisible();
  await page.getByRole("button", { name: "Gửi văn bản" }).click();
  await expect(page.getByText("Đã xếp gửi tới 1 nơi nhận")).toBeVisible();
  const out = join(city().settings.PACKETS_DIR ?? "", "out");
  const symbol = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  const ours = async () => {
    for (const name of existsSync(out) ? readdirSync(out).filter((one) => !one.startsWith(".")) : []) {
      const contents: Buffer[] = [];
      const { header } = await readPacket(inPieces(readFileSync(join(out, name))), async (n, bytes) => {
        contents[n] = Buffer.concat([contents[n] ?? Buffer.alloc(0), bytes]);
      });
      if (header.kind === "document" && header.symbol === symbol) return { header, contents };
    }
    return null;
  };
  await expect.poll(async () => (await ours())?.header.subject).toBe("V/v báo cáo kết quả rà soát hạ tầng");
  const sent = await ours();
  expect(sent?.contents).toEqual([signed]);
  expect(sent?.header.responseFor).toMatchObject([{ documentKey: key }]);

  const about = { ...receipt.about, documentKey: sent?.header.documentKey ?? "" };
  const at = new Date(Date.now() - 1_000).toISOString();
  await bring(await gathered(writePacket({ ...receipt, about, at })));
  await expect(page.locator("[data-dispatch]")).toContainText("Đã tiếp nhận");
  await expectAccessible(page);
  await keepPictures(page, "document-sent");

  const wish = `<edXML:Bussiness><edXML:DocumentId>${key}</edXML:DocumentId><edXML:BussinessDocType>1</edXML:BussinessDocType><edXML:BussinessDocReason>Ban hành sai thẩm quyền</edXML:BussinessDocReason></edXML:Bussiness>`;
  await bring(letter(key, wish));
  await page.goto(`${city().url}/documents/exchange`);
  await page.getByRole("row").filter({ hasText: "Thu hồi" }).getByRole("button").click();
  await expect(dialog).toContainText("Ban hành sai thẩm quyền");
  await dialog.getByRole("button", { name: "Đồng ý", exact: true }).click();
  await dialog.getByLabel("Lý do").fill("Đồng ý thu hồi");
  await dialog.getByRole("button", { name: "Đồng ý", exact: true }).click();
  await expect(dialog.getByText("Gói tin trước: Đã bị thu hồi")).toBeVisible();
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  await keepPictures(page, pageName("/documents/exchange"));

  await page.getByRole("link", { name: /^Đã gửi/ }).click();
  await expect(page.getByRole("row").filter({ hasText: symbol })).toContainText("Đã tiếp nhận");
  await expect(page.getByRole("row").filter({ hasText: symbol })).toContainText("Gói tin không ký số");
  await expect(page.getByRole("note")).toContainText("Gói tin gửi đi không được ký số");
  await expectAccessible(page);
  await keepPictures(page, "packets-sent");
  await page.getByRole("link", { name: /^Không đọc được/ }).click();
  const kept = page.getByRole("row").filter({ hasText: "không phải XML" });
  await kept.getByRole("button").click();
  // What was looked at is old once it was read again: the dialog asks anew by itself.
  const isRead = page.waitForResponse((one) => one.request().method() === "GET" && /\/api\/v1\/packets\/\d+$/.test(one.url()));
  await dialog.getByRole("button", { name: "Đọc lại" }).click();
  await isRead;
  await expect(dialog).toContainText("không phải XML");
  await dialog.getByRole("button", { name: "Bỏ gói tin" }).click();
  await dialog.getByLabel("Lý do").fill("Đã báo bên gửi");
  await dialog.getByRole("button", { name: "Bỏ gói tin" }).click();
  // It was the last: the list says so, and the dialog goes with it.
  await expect(page.getByText("Không có gói tin nào bị giữ lại")).toBeVisible();
  await keepPictures(page, "packets-unreadable");
});
