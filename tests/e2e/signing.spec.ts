import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { keyPrefix } from "@/lib/auth/model";
import { systemActor } from "@/lib/auth/queries";
import { agencyKey } from "@/lib/packets/wire/agency";
import { readPacket } from "@/lib/packets/wire/read";
import { hashToken } from "@/lib/secrets";
import { addList, addTrusted } from "@/lib/signatures/commands";
import { asOwner } from "../city";
import { inPieces, letterText } from "../packets/samples";
import { city as authorities, daysFrom, type Holder, issue, revocationList } from "../signatures/authority";
import { keyIn, pkcs12Of } from "../signatures/keys";
import { paper } from "../signatures/papers";
import * as pictures from "../signatures/pictures";
import { openSigningService } from "../signatures/service";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";
import { settled } from "./watch";

const ours = authorities();
const rows = async (sql: string, values: unknown[] = []) => (await asOwner((c) => c.query(sql, values))).rows;
const dialog = (page: Page) => page.getByRole("dialog");
const signing = (page: Page) => page.getByRole("region", { name: "Ký số" });

async function as(browser: Browser, login: string, path: string, viewport?: { width: number; height: number }): Promise<Page> {
  const page = await (await browser.newContext({ locale: "vi-VN", ...(viewport && { viewport }) })).newPage();
  await signIn(page, login);
  await page.goto(`${city().url}${path}`);
  return page;
}

/** The head of the ward and the ward itself hold certificates of an authority the city trusts, their keys in PKCS#12 files of a signing service. */
async function certified() {
  const [head] = await rows(
    "select u.id, u.name, p.unit_id from app_user u join post p on p.user_id = u.id where u.login = 'truong-phuong'",
  );
  const [unit] = await rows("select name from unit where id = $1", [head.unit_id]);
  const names = (name: string, identifier: string): [string, string][] => [
    ["2.5.4.6", "VN"],
    ["2.5.4.10", unit.name],
    ["2.5.4.3", name],
    ["0.9.2342.19200300.100.1.1", identifier],
  ];
  const person = issue(ours.ca, { kind: "rsa", names: names(head.name, "CCCD:002099123456") });
  const agency = issue(ours.ca, { names: names(unit.name, "MST:5100123456") });
  const ctx = { actor: systemActor("test"), now: new Date() };
  await asOwner((c) =>
    c.query(
      "delete from trusted_certificate where name like '%kiểm thử%'; delete from revocation_list where issuer_name like '%kiểm thử%'",
    ),
  );
  for (const [role, of] of [["ROOT", ours.root] as const, ["INTERMEDIATE", ours.ca] as const])
    await addTrusted(ctx, { role, file: of.certificate.der.toString("base64") });
  for (const of of [ours.root, ours.ca])
    await addList(ctx, {
      file: revocationList(of, [], { from: daysFrom(-1, ctx.now), until: daysFrom(30, ctx.now) }).toString("base64"),
    });
  await put(person, { userId: head.id, unitId: null, credential: "truong-phuong-01", picture: pictures.handwriting() });
  await put(agency, { userId: null, unitId: head.unit_id, credential: "ubnd-phuong", picture: pictures.seal() });
  const key = (holder: Holder) => keyIn(pkcs12Of(holder, "chi-de-kiem-thu"), "chi-de-kiem-thu");
  const port = Number(new URL(city().settings.SIGNER_URL ?? "").port);
  const service = await openSigningService({ "truong-phuong-01": key(person), "ubnd-phuong": key(agency) }, ours.tsa, port);
  return { head: { name: String(head.name), unitId: Number(head.unit_id) }, unit: String(unit.name), service };
}
async function put(
  { certificate }: Holder,
  { userId, unitId, credential, picture }: { userId: number | null; unitId: number | null; credential: string; picture: Buffer },
): Promise<void> {
  const { der, sha256, serial, who, notBefore, notAfter } = certificate;
  await rows(
    `insert into signer_certificate (der, sha256, serial, name, organisation, issuer_name, valid_from, valid_until, device, credential_id, user_id, unit_id, picture, added_at, added_by)
     values ($1, $2, $3, $4, $5, 'CA phục vụ kiểm thử G2', $6, $7, 'REMOTE', $8, $9, $10, $11, now(), 'system:test')`,
    [der, sha256, serial, who.name, who.organisation, notBefore, notAfter, credential, userId, unitId, picture],
  );
}

test("from a packet to a packet: received, registered, passed on, answered, signed on a phone, numbered, sealed and sent as it was signed", async ({
  browser,
  page,
  request,
}) => {
  const { head, service } = await certified();
  const [ward] = await rows("select code from unit_identifier where unit_id = $1 and scheme <> 'QD20' limit 1", [head.unitId]);
  const token = `${keyPrefix}${randomBytes(32).toString("base64url")}`;
  await rows(
    "insert into api_key (name, prefix, hash, scopes, unit_id, created_by, expires_at) values ('Trục liên thông', $1, $2, '{documents.exchange}', $3, 'user:1', now() + interval '1 day')",
    [token.slice(0, 8), Buffer.from(hashToken(token)), head.unitId],
  );
  await rows(
    `with a as (insert into agency (name, search, recorded_at, recorded_by) values ('Sở Khoa học và Công nghệ thử', 'so khoa hoc va cong nghe thu', now(), 'user:1') returning id)
     insert into agency_identifier (agency_id, scheme, code, key, valid_from) select id, 'QCVN102', '000.00.18.H22', $1, '2020-01-01' from a`,
    [agencyKey("000.00.18.H22")],
  );
  const attachment = paper("Cong van hoi").toString("base64");
  const text = letterText({
    to: ward.code,
    documentId: `000.00.18.H22,2026/11/20,${randomUUID()}`,
    attachment,
    from: "000.00.18.H22",
    subject: "V/v triển khai chữ ký số",
    // A number of its own: the letter of another story has come to this ward too.
  }).replace("<edXML:CodeNumber>214<", "<edXML:CodeNumber>518<");
  const came = await request.post(`${city().url}/api/v1/packets`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/xml", "idempotency-key": randomUUID() },
    data: text,
  });
  expect(came.status(), await came.text()).toBe(200);

  // The head registers it and gives it to a specialist.
  await signIn(page, "truong-phuong");
  await page.goto(`${city().url}/documents/exchange`);
  await page
    .getByRole("row")
    .filter({ hasText: "V/v triển khai chữ ký số" })
    .getByRole("button", { name: /^Xem gói tin/ })
    .click();
  await dialog(page).getByRole("button", { name: "Vào sổ đến" }).click();
  await expect(dialog(page).getByLabel("Loại văn bản")).toHaveValue(/\d+/);
  await dialog(page).getByRole("button", { name: "Vào sổ đến" }).click();
  await dialog(page).getByRole("link", { name: "Mở văn bản trong sổ" }).click();
  await page.waitForURL(/\/documents\/\d+$/);
  const incoming = new URL(page.url()).pathname;
  await page.getByRole("button", { name: "Chuyển giao" }).click();
  await dialog(page).getByRole("combobox", { name: "Đơn vị" }).fill("phường Trần Phú");
  await page.getByRole("option", { name: "phường Trần Phú" }).first().click();
  const person = dialog(page).getByLabel("Người nhận");
  await expect(person.locator("option")).not.toHaveCount(1);
  await person.selectOption({
    label: (await person.locator("option").filter({ hasText: "Tư pháp" }).first().textContent()) ?? "",
  });
  await dialog(page).getByRole("button", { name: "Chuyển giao" }).click();
  await expect(dialog(page)).toHaveCount(0);

  // The specialist drafts the answer and lays its PDF before the head.
  const specialist = await as(browser, "chuyen-vien", incoming);
  await specialist.getByRole("link", { name: "Soạn văn bản trả lời" }).click();
  await specialist.waitForURL(/responseFor=/);
  await specialist.getByLabel("Trích yếu nội dung").fill("V/v kế hoạch triển khai chữ ký số");
  await specialist.getByLabel("Người ký", { exact: true }).fill(head.name);
  await specialist.getByLabel("Chức vụ người ký").fill("Chủ tịch");
  await specialist.getByLabel("Nơi nhận", { exact: true }).fill("Như trên\nLưu: VT");
  await specialist.getByLabel("Ký hiệu đơn vị soạn").fill("VP");
  await specialist.getByLabel("Nơi nhận", { exact: true }).press("Control+Enter");
  await specialist.waitForURL(/\/documents\/\d+$/);
  const answer = new URL(specialist.url()).pathname;
  const plain = head.name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D");
  await specialist.locator("input[type=file]").setInputFiles({
    name: "tra-loi.pdf",
    mimeType: "application/pdf",
    buffer: paper(`Ke hoach trien khai) Tj 300 -480 Td (${plain}`),
  });
  await signing(specialist).getByRole("button", { name: "Trình ký" }).click();
  await expect(dialog(specialist).getByLabel("Tệp PDF").locator("option:checked")).toHaveText("tra-loi.pdf");
  const signer = dialog(specialist).getByLabel("Người ký");
  await signer.selectOption({ label: (await signer.locator("option").filter({ hasText: head.name }).textContent()) ?? "" });
  await dialog(specialist).getByLabel("Ý kiến trình").fill("Kính trình đồng chí xem xét, ký ban hành");
  await expectAccessible(specialist);
  await keepPictures(specialist, "signing-ask");
  // Where it will stand is chosen on the page itself: roughly by the mouse, then by the keys.
  await dialog(specialist).getByLabel("Chọn vị trí chữ ký trên trang").check();
  const frame = dialog(specialist).getByRole("button", { name: "Vị trí chữ ký" });
  await expect(frame).toBeVisible();
  const sheet = dialog(specialist).getByRole("img", { name: "Trang 1/1" });
  const { width, height } = (await sheet.boundingBox()) ?? { width: 0, height: 0 };
  await sheet.click({ position: { x: width * 0.7, y: height * 0.6 }, force: true });
  await expect(frame).toBeFocused();
  const before = await dialog(specialist)
    .getByText(/cách mép trái \d+ mm/)
    .textContent();
  for (let n = 0; n < 3; n++) await specialist.keyboard.press("ArrowDown");
  await specialist.keyboard.press("Shift+ArrowRight");
  await expect(dialog(specialist).getByText(/cách mép trái \d+ mm/)).not.toHaveText(before ?? "");
  await expectAccessible(specialist);
  await keepPictures(specialist, "signing-place");
  await dialog(specialist).getByRole("button", { name: "Trình ký" }).click();
  await expect(signing(specialist)).toContainText("Chờ ký");
  const [placed] = await rows("select page, left_pt, bottom_pt from signing_request order by id desc limit 1");
  // The middle was put at seven tenths of the width and four of the height, then moved by the keys.
  expect([
    placed.page,
    Math.abs(placed.left_pt - (595 * 0.7 - 75)) < 4,
    Math.abs(placed.bottom_pt - (842 * 0.4 - 31 - 30)) < 4,
  ]).toEqual([...[1, true, true]]);

  // The head signs on a phone; the key's service asks there first.
  service.state.way = "asks its holder";
  const phone = await as(browser, "truong-phuong", "/documents/signing", { width: 390, height: 844 });
  const card = phone.getByRole("listitem").filter({ hasText: "V/v kế hoạch triển khai chữ ký số" });
  await expect(card).toContainText("Kính trình đồng chí xem xét, ký ban hành");
  await expectAccessible(phone);
  await keepPictures(phone, pageName("/documents/signing"));
  await card.getByRole("button", { name: "Ký số" }).click();
  await expect(dialog(phone)).toContainText("không rút lại được");
  await keepPictures(phone, "signing-agree");
  await dialog(phone).getByRole("button", { name: "Ký", exact: true }).click();
  await expect(signing(specialist)).toContainText("Mời xác nhận trên thiết bị");
  service.state.hasAgreed = true;
  await expect(signing(specialist)).toContainText("Đã ký");
  await expect(phone.getByText("Không có văn bản nào chờ bạn ký")).toBeVisible();
  await phone.context().close();

  // The number is given out, the agency signs after, and what goes out is the last revision.
  service.state.way = "at once";
  await page.goto(`${city().url}${answer}`);
  await page.getByRole("button", { name: "Cấp số, phát hành" }).click();
  await dialog(page).getByRole("button", { name: "Cấp số" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+\/UBND-VP$/);
  await signing(page).getByRole("button", { name: "Ký số của cơ quan" }).click();
  await dialog(page).getByRole("button", { name: "Ký", exact: true }).click();
  await expect(signing(page).getByText("Đã ký")).toHaveCount(2);
  await expect(page.getByText("Ký số hợp lệ").first()).toBeVisible();
  await expect(page.getByText("Các bản trước khi ký: 2")).toBeVisible();
  await expect(signing(page).getByRole("button")).toHaveCount(0);
  await settled(page);
  await expectAccessible(page);
  await keepPictures(page, "document-signed");
  await page.getByLabel("Tìm cơ quan theo tên hoặc mã định danh").fill("khoa học");
  await page.getByRole("button", { name: /^Thêm Sở Khoa học/ }).click();
  await page.getByRole("button", { name: "Gửi văn bản" }).click();
  await expect(page.getByText("Đã xếp gửi tới 1 nơi nhận")).toBeVisible();
  const out = join(city().settings.PACKETS_DIR ?? "", "out");
  const symbol = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  const shas = async () => {
    for (const name of existsSync(out) ? readdirSync(out).filter((one) => !one.startsWith(".")) : []) {
      const hashes = new Map<number, ReturnType<typeof createHash>>();
      const { header } = await readPacket(inPieces(readFileSync(join(out, name))), async (n, bytes) => {
        hashes.set(n, (hashes.get(n) ?? createHash("sha256")).update(bytes));
      });
      if (header.kind === "document" && header.symbol === symbol) return [...hashes.values()].map((hash) => hash.digest("hex"));
    }
    return null;
  };
  const [last] = await rows(
    "select sha from document_file f join document d on d.id = f.document_id where d.symbol = $1 order by f.id desc limit 1",
    [symbol],
  );
  await expect.poll(shas).toEqual([last.sha]);
  service.close();
  await specialist.context().close();
});
