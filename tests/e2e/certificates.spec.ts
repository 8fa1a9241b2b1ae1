import type { Page } from "@playwright/test";
import { systemActor } from "@/lib/auth/queries";
import { addCertificate, addList, addTrusted } from "@/lib/signatures/commands";
import { asOwner } from "../city";
import { csvOf } from "../imports/samples/register";
import { city as authorities, cn, daysFrom, type Holder, issue, revocationList } from "../signatures/authority";
import * as pictures from "../signatures/pictures";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, expectAccessibleOnPhone, keepPictures, pageName } from "./screens";
import { settled } from "./watch";

const at = new Date();
const ours = authorities();
const on = (days: number) => daysFrom(days, at);
const rows = (sql: string, values: unknown[] = []) => asOwner(async (c) => (await c.query(sql, values)).rows);
const clear = () =>
  asOwner((c) =>
    c.query(
      `delete from signer_certificate; delete from trusted_certificate where name like '%kiểm thử%';
       delete from revocation_list where issuer_name like '%kiểm thử%'`,
    ),
  );
test.beforeAll(clear);
test.afterAll(clear);

const named = (name: string, more: Parameters<typeof issue>[1] = {}) =>
  issue(ours.ca, {
    names: [
      [cn, name],
      ["2.5.4.10", "UBND phường Trần Phú"],
      ["2.5.4.12", "Chủ tịch"],
      ["0.9.2342.19200300.100.1.1", "CCCD:002099123456"],
    ],
    from: on(-200),
    until: on(600),
    ...more,
  });
const base64 = ({ certificate }: Holder) => certificate.der.toString("base64");
const file = (name: string, buffer: Buffer, mimeType = "application/pkix-cert") => ({ name, mimeType, buffer });
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test("an administrator enters certificates by hand and from a spreadsheet, sees who lacks one and what soon ends, and ends one for a reason", async ({
  page,
}) => {
  const [head] = await rows("select id, name from app_user where login = 'truong-phuong'");
  const others = await rows(
    `select distinct on (u.code) a.id, a.login, a.name, u.code, u.name as unit from post p join app_user a on a.id = p.user_id join unit u on u.id = p.unit_id
     where p.role = 'UNIT_HEAD' and u.kind in ('WARD', 'COMMUNE', 'DEPARTMENT') and a.login <> 'truong-phuong' order by u.code, a.id limit 8`,
  );
  const ctx = { actor: systemActor("test"), now: at };
  await addTrusted(ctx, { role: "ROOT", file: base64(ours.root) });
  await addTrusted(ctx, { role: "INTERMEDIATE", file: base64(ours.ca) });

  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/certificates`);
  await expect(page.getByText("Chưa có chứng thư số nào")).toBeVisible();

  // By hand: the file says whose it is, and nothing of a person's number but its end.
  const own = named(head.name);
  await page.getByLabel("Tệp chứng thư", { exact: true }).setInputFiles(file("hung.cer", own.certificate.der));
  await expect(page.getByText("CCCD:*********456")).toBeVisible();
  await expect(page.getByLabel("Người hoặc cơ quan giữ").first()).toHaveValue(new RegExp(head.name));
  await page.getByLabel("Khóa nằm ở").selectOption("REMOTE");
  await page.getByLabel("Mã khóa ở dịch vụ ký số").fill("truong-phuong-01");
  await page.getByLabel("Hình chữ ký (màu xanh)").setInputFiles(file("ky.png", pictures.handwriting(), "image/png"));
  await page.getByRole("button", { name: "Ghi vào sổ" }).click();
  await expect(row(page, "truong-phuong-01")).toContainText("Còn hiệu lực");
  await expect(page.getByText("Chứng thư này đã có trong sổ.")).toBeVisible();
  await expect(page.getByRole("img", { name: `Chữ ký của ${head.name}` })).toBeVisible();

  // From a spreadsheet: looked at first, then entered.
  const held = others.map((one, i) => ({ one, holder: named(one.name, { until: on([20, 50, 80][i] ?? 500) }) }));
  const pem = held.map(({ holder }) => `-----BEGIN CERTIFICATE-----\n${base64(holder)}\n-----END CERTIFICATE-----\n`).join("");
  const sheet = csvOf([
    ["Họ và tên", "Mã đơn vị", "Chứng thư số", "Thiết bị", "Mã khóa"],
    ...held.map(({ one, holder }, i) => [one.name, one.code, holder.certificate.serial, i % 2 ? "SIM PKI" : "USB Token", ""]),
    ["Người Không Có", "", held[0]?.holder.certificate.serial ?? "", "USB Token", ""],
  ]);
  await page.getByRole("button", { name: /^Bảng tính/ }).setInputFiles(file("chung-thu.csv", Buffer.from(sheet), "text/csv"));
  await page
    .locator("input[type=file][multiple]")
    .setInputFiles([file("tat-ca.pem", Buffer.from(pem)), file("ghi-chu.cer", Buffer.from("không phải chứng thư"))]);
  await page.getByRole("button", { name: "Xem trước" }).click();
  await expect(page.getByText(`Sẽ nhập mới ${held.length}, sửa 0, giữ nguyên 0, bỏ qua 1 dòng.`)).toBeVisible();
  await expect(page.getByText("Một dòng ở trên đã nêu chứng thư này.")).toBeVisible();
  await expect(page.getByText("ghi-chu.cer: không có chứng thư nào trong tệp")).toBeVisible();
  await expectAccessible(page);
  await keepPictures(page, "certificates-import");
  await page.getByRole("button", { name: `Nhập ${held.length} chứng thư` }).click();
  await expect(page.getByText(`Đã nhập mới ${held.length}`)).toBeVisible();

  // An agency's, one that ran out, and one a list revokes.
  const add = (holder: Holder, of: { kind: "person" | "agency"; id: number }, picture: Buffer | null = null) =>
    addCertificate(ctx, {
      ...{ file: base64(holder), holder: of, device: "TOKEN", credentialId: null, picture: picture?.toString("base64") ?? null },
    });
  const [ward] = await rows("select u.id, u.name from post p join unit u on u.id = p.unit_id where p.user_id = $1", [head.id]);
  await add(
    issue(ours.ca, { names: [[cn, ward.name]], from: on(-100), until: on(900) }),
    { kind: "agency", id: ward.id },
    pictures.seal(),
  );
  await add(named(others[0].name, { from: on(-900), until: on(-3) }), { kind: "person", id: others[0].id });
  const lost = named(others[1].name, { until: on(700) });
  await add(lost, { kind: "person", id: others[1].id });
  await addList(ctx, {
    file: revocationList(ours.ca, [{ of: lost, at: on(-9) }], { from: on(-1), until: on(30) }).toString("base64"),
  });

  await page.reload();
  await expect(page.getByText("Mức phủ chứng thư số")).toBeVisible();
  await page.getByText(/^Còn thiếu chứng thư số/).click();
  await expect(page.getByText("chưa có chứng thư nào").first()).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await expectAccessibleOnPhone(page);
  await keepPictures(page, pageName("/admin/certificates"));

  await page.getByRole("button", { name: /^Bị thu hồi/ }).click();
  await expect(row(page, others[1].name)).toHaveCount(1);
  await expect(row(page, others[1].name)).toContainText("Bị thu hồi");
  await page.getByRole("button", { name: /^Bị thu hồi/ }).click();
  await page.getByRole("button", { name: `Sửa chứng thư của ${head.name}` }).click();
  await page.getByRole("dialog").getByLabel("Mã khóa ở dịch vụ ký số").fill("truong-phuong-02");
  await page.getByRole("dialog").getByRole("button", { name: "Lưu" }).click();
  await expect(row(page, "truong-phuong-02")).toBeVisible();
  await page.getByRole("button", { name: `Chấm dứt chứng thư của ${head.name}` }).click();
  await page.getByRole("dialog").getByLabel("Lý do").fill("Mất thiết bị ngày 20/11");
  await expectAccessible(page);
  await keepPictures(page, "certificate-end");
  await page.getByRole("dialog").getByRole("button", { name: "Chấm dứt" }).click();
  await expect(row(page, "Mất thiết bị ngày 20/11")).toContainText("Đã chấm dứt sử dụng");
});

test("a leader sees on the board how far certificates reach, how that is counted and who lacks one", async ({ page }) => {
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}/documents/board`);
  const panel = page.getByRole("region", { name: "Mức phủ chứng thư số" });
  await expect(panel).toContainText("Lãnh đạo có chứng thư số");
  await expect(panel).toContainText("Chưa phát hiện văn bản nào ký bằng chứng thư đã bị thu hồi.");
  await panel.getByText("Cách tính").click();
  await expect(panel).toContainText("NĐ 68/2024/NĐ-CP");
  await panel.getByText("Theo đơn vị").click();
  await panel.getByText(/^Còn thiếu chứng thư số/).click();
  await settled(page);
  await expectAccessible(page);
  await expectAccessibleOnPhone(page);
  await keepPictures(page, "certificate-coverage");

  // A row of the table opens who lacks one there; the figure opens all who must hold one.
  const short = panel.getByRole("row").filter({ hasText: "thiếu" });
  expect(await short.count()).toBeGreaterThan(0);
  await short.first().getByRole("link").last().click();
  await page.waitForURL(/\/documents\/certificates\?.*set=lacking/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ai đã có, ai còn thiếu chứng thư số");
  await expect(page.getByRole("region", { name: "Còn thiếu" }).getByRole("rowheader").first()).toBeVisible();
  await page.goto(`${city().url}/documents/certificates?set=to-hold`);
  const all = page.getByRole("region", { name: "Phải có" });
  await expect(all.getByRole("row").filter({ hasText: "Còn hiệu lực" }).first()).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await expectAccessibleOnPhone(page);
  await keepPictures(page, pageName("/documents/certificates"));
});
