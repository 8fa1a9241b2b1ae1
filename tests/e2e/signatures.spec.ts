import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import * as z from "zod";
import { systemActor } from "@/lib/auth/queries";
import { addCertificate, addList, addTrusted } from "@/lib/signatures/commands";
import { SentCheck } from "@/lib/signatures/model";
import { lineOf } from "@/lib/signatures/rules";
import { signPdf } from "@/lib/signatures/signing/sign";
import { asOwner } from "../city";
import { page as pageOf, pdf } from "../files/pdfs";
import { paper as printed } from "../forms/poppler";
import { answer, city as authorities, daysFrom, type Holder, revocationList } from "../signatures/authority";
import { paper } from "../signatures/papers";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";

const CheckedFolder = z.object({ found: z.array(SentCheck), failed: z.array(z.unknown()) });
const ours = authorities();
const at = new Date();
const seal = { page: 0, rect: [330, 150, 440, 260] as const, drawing: "1 0 0 RG 3 w 10 10 90 90 re S" };
const hand = { page: 0, rect: [380, 170, 520, 230] as const, drawing: "0 0 1 RG 2 w 5 20 m 60 50 l 120 10 l S" };
const place = { at, holeBytes: 4_000 };

/** A decision signed by its signer and sealed by the agency, and the same with a digit changed behind both. */
async function papers(): Promise<{ honest: Buffer; tampered: Buffer }> {
  const one = await signPdf(paper("Quyet dinh so 123/QD-UBND"), ours.person.signer, { ...place, field: "Người ký", shown: hand });
  const honest = await signPdf(one, ours.agency.signer, { ...place, field: "Cơ quan", shown: seal });
  return { honest, tampered: Buffer.from(honest.toString("latin1").replace("123/QD", "923/QD"), "latin1") };
}
const named = (name: string, buffer: Buffer, mimeType = "application/pdf") => ({ name, mimeType, buffer });
const drop = (page: Page, files: ReturnType<typeof named>[]) => page.locator("input[type=file]").first().setInputFiles(files);

/** What the demo city trusts besides is left alone: its documents rest on it. */
const distrustOurs = () =>
  asOwner((c) =>
    c.query(
      `delete from trusted_certificate where name like '%kiểm thử%'; delete from revocation_list where issuer_name like '%kiểm thử%';
       delete from revocation_answer where issuer_name like '%kiểm thử%'; delete from revocation_question where responder like '%.kiem-thu.example/%';
       delete from signer_certificate where issuer_name like '%kiểm thử%'`,
    ),
  );
test.afterAll(distrustOurs);

/** The same by the console, for a test that is about something else. */
async function trustOurs(): Promise<void> {
  const ctx = { actor: systemActor("test"), now: at };
  await distrustOurs();
  for (const [role, { certificate }] of [["ROOT", ours.root] as const, ["INTERMEDIATE", ours.ca] as const])
    await addTrusted(ctx, { role, file: certificate.der.toString("base64") });
  for (const authority of [ours.root, ours.ca]) await addList(ctx, { file: listOf(authority).toString("base64") });
}
const listOf = (authority: Holder) =>
  revocationList(authority, [], { from: new Date(at.getTime() - 86_400_000), until: daysFrom(30, at) });

async function trust(page: Page, { certificate }: Holder): Promise<void> {
  await page.getByLabel("Tệp", { exact: true }).setInputFiles(named("goc.cer", certificate.der, "application/pkix-cert"));
  await expect(page.getByText(certificate.sha256.toUpperCase().replace(/(.{4})(?=.)/g, "$1 "))).toBeVisible();
  await page.getByRole("checkbox", { name: /Đã đối chiếu dấu vân tay/ }).check();
  await page.getByRole("button", { name: "Tin cậy chứng thư này" }).click();
  await expect(page.getByText("Chứng thư này đã có trong danh sách.")).toBeVisible();
}

test("an administrator says whom to trust; then whoever drops a changed PDF is told what is wrong with it, beside one that holds (T-39)", async ({
  page,
}) => {
  await distrustOurs();
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/trust`);
  await expect(page.getByRole("heading", { level: 1, name: "Chứng thư tin cậy" })).toBeVisible();
  for (const authority of [ours.root, ours.ca]) await trust(page, authority);
  for (const authority of [ours.root, ours.ca]) {
    const list = listOf(authority);
    await page.getByLabel("Tệp", { exact: true }).setInputFiles(named("g2.crl", list, "application/pkix-crl"));
    await page.getByRole("button", { name: "Nạp danh sách này" }).click();
    await expect(page.getByText("Danh sách thu hồi này đã có.")).toBeVisible();
  }
  const says = (revokedAt?: Date) =>
    named(
      "tra-loi.ors",
      answer(ours.ca, revokedAt ? ours.tsa : ours.person, {
        ...{ from: new Date(at.getTime() - 3_600_000), until: daysFrom(1, at) },
        ...(revokedAt && { revokedAt }),
      }),
      "application/ocsp-response",
    );
  for (const file of [says(), says(daysFrom(-2, at))]) {
    await page.getByLabel("Tệp", { exact: true }).setInputFiles(file);
    await page.getByRole("button", { name: "Nạp trả lời này" }).click();
    await expect(page.getByText("Đã có trả lời OCSP này hoặc trả lời mới hơn.")).toBeVisible();
  }
  await expect(page.getByRole("row").filter({ hasText: ours.person.certificate.serial.toUpperCase() })).toContainText(
    "Chưa bị thu hồi",
  );
  // Whom certificates in kept files name, and nobody wrote down.
  await asOwner((c) =>
    c.query(
      "insert into revocation_question (sha256, der, issuer_der, responder, raised_at, next_at) values ('kiem-thu', '', '', 'http://ocsp.kiem-thu.example/', now(), now())",
    ),
  );
  await page.reload();
  await expect(page.getByText("http://ocsp.kiem-thu.example/")).toBeVisible();
  await expect(page.getByText(/Danh sách có chứng thư thử nghiệm/)).toBeVisible();
  await expectAccessible(page);
  await keepPictures(page, pageName("/admin/trust"));

  const { honest, tampered } = await papers();
  const head = await asOwner(async (c) => (await c.query("select id from app_user where login = 'truong-phuong'")).rows[0]?.id);
  await addCertificate(
    { actor: systemActor("test"), now: at },
    {
      ...{ file: ours.person.certificate.der.toString("base64"), holder: { kind: "person", id: head } },
      ...{ device: "TOKEN", credentialId: null, picture: null },
    },
  );
  await signIn(page, "mot-cua");
  await page.goto(`${city().url}/signatures`);
  await drop(page, [
    named("quyet-dinh-123.pdf", honest),
    named("quyet-dinh-923.pdf", tampered),
    named("khong-ky.pdf", Buffer.from(pdf([pageOf()]))),
  ]);
  await expect(page.getByText("Đã kiểm tra xong 3 tệp")).toBeVisible();
  const row = (name: string) => page.getByRole("button", { name: new RegExp(name) });
  await expect(row("quyet-dinh-123")).toContainText("Hợp lệ");
  await expect(row("quyet-dinh-923")).toContainText("Không hợp lệ");
  await expect(row("khong-ky")).toContainText("Tệp không có chữ ký số");
  await row("quyet-dinh-923").click();
  await expect(page.getByRole("region", { name: /Chữ ký 1/ })).toContainText("Nội dung đã bị thay đổi so với lúc ký");
  await expect(page.getByRole("img", { name: "Trang 1 của quyet-dinh-923.pdf" })).toBeVisible();
  await keepPictures(page, "signatures-tampered");
  await row("quyet-dinh-123").click();
  const first = page.getByRole("region", { name: /Chữ ký 1: Người ký/ });
  await expect(first).toContainText("Nguyễn Văn Bình → CA phục vụ kiểm thử G2 → Gốc kiểm thử G2");
  // The fresher of a list and an answer is named.
  await expect(first).toContainText("Chưa bị thu hồi, trả lời OCSP");
  await expect(first).toContainText("thêm chữ ký (ô: Cơ quan)");
  await expect(first).toContainText(/Có thẩm quyền ký: ngày \d\d\/\d\d\/\d{4}, .+ giữ chức vụ /);
  const second = page.getByRole("region", { name: /Chữ ký 2/ });
  await expect(second).toContainText("Không có trong danh mục chứng thư");
  await expect(second).toContainText("Chưa bị thu hồi, danh sách thu hồi (CRL)");
  await expect(page.getByRole("img", { name: "Trang 1 của quyet-dinh-123.pdf" })).toBeVisible();
  await expect(page.locator("figure").getByText("2 · Hợp lệ")).toBeVisible();
  await expectAccessible(page);
  await keepPictures(page, pageName("/signatures"));

  const [report] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Phiếu kết quả (PDF)" }).click(),
  ]);
  const text = printed("signature-report", readFileSync(await report.path())).text();
  expect(text).toContain("PHIẾU KẾT QUẢ KIỂM TRA CHỮ KÝ SỐ");
  expect(text).toContain("Thẩm quyền ký");
  expect(text.replace(/\s/g, "")).toContain(ours.root.certificate.sha256);
  const [json] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Dữ liệu kết quả (JSON)" }).click(),
  ]);
  const told = JSON.parse(readFileSync(await json.path(), "utf8")) as {
    verdict: string;
    signatures: { authority: { state: string } | null }[];
    judgedBy: { roots: { sha256: string }[] };
  };
  expect(told.verdict).toBe("valid");
  expect(told.signatures.map(({ authority }) => authority?.state)).toEqual(["authorised", "not-registered"]);
  expect(told.judgedBy.roots.map(({ sha256 }) => sha256)).toContain(ours.root.certificate.sha256);
});

test("a folder is judged file by file: counted, stopped, narrowed to a verdict, and taken away as one report that prints only what was found here", async ({
  page,
}) => {
  const { honest, tampered } = await papers();
  await trustOurs();
  const folder = mkdtempSync(join(tmpdir(), "van-ban-"));
  const sorts = [honest, honest, honest, tampered, Buffer.from(pdf([pageOf()]))] as const;
  for (let n = 0; n < 120; n++) writeFileSync(join(folder, `van-ban-${n + 1}.pdf`), sorts[n % sorts.length] ?? honest);
  for (const other of ["muc-luc.txt", "anh.png"]) writeFileSync(join(folder, other), "x");
  await signIn(page, "mot-cua");
  await page.goto(`${city().url}/signatures`);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Chọn thư mục…" }).click();
  await (await chooser).setFiles(folder);
  await expect(page.getByText("Đã bỏ qua 2 tệp không phải PDF.")).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Tiến độ kiểm tra" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Bảng kết quả tất cả tệp (PDF)" })).toBeDisabled();
  await expect(page.getByText("Đã kiểm tra xong 120 tệp")).toBeVisible({ timeout: 60_000 });
  const lines = page.getByRole("listitem").filter({ hasText: "van-ban-" });
  await expect(lines).toHaveCount(100);
  await page.getByRole("button", { name: "Xem thêm" }).click();
  await expect(lines).toHaveCount(120);
  await keepPictures(page, "signatures-folder");
  await page.getByText("Không hợp lệ (24)").click();
  await expect(lines).toHaveCount(24);
  await page.getByText("Hợp lệ (72)", { exact: true }).click();
  await expect(lines).toHaveCount(72);
  await expectAccessible(page);

  const [report] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Bảng kết quả tất cả tệp (PDF)" }).click(),
  ]);
  const text = printed("signature-list", readFileSync(await report.path())).text();
  expect(text).toContain("BẢNG KẾT QUẢ KIỂM TRA CHỮ KÝ SỐ");
  expect(text).toContain("Hợp lệ: 72; Không hợp lệ: 24; Chưa xác định được: 0; Tệp không có chữ ký số: 24");
  expect(text).toContain("van-ban-120.pdf");
  const [json] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Dữ liệu tất cả tệp (JSON)" }).click(),
  ]);
  const told = CheckedFolder.parse(JSON.parse(readFileSync(await json.path(), "utf8")));
  expect([told.found.length, told.failed.length]).toEqual([120, 0]);
  // A verdict that was changed on its way is not printed.
  const forged = told.found.map((found) => lineOf(found.verdict === "invalid" ? { ...found, verdict: "valid" } : found));
  const answer = await page.request.post(`${city().url}/api/v1/signatures/reports/print`, {
    data: { lines: forged, unchecked: 0 },
    headers: { origin: city().url },
  });
  expect([answer.status(), ((await answer.json()) as { code: string }).code]).toEqual([422, "check-not-found-here"]);

  await page.getByRole("button", { name: "Xóa danh sách" }).click();
  await drop(
    page,
    Array.from({ length: 60 }, (_, i) => named(`them-${i + 1}.pdf`, honest)),
  );
  await page.getByRole("button", { name: "Dừng" }).click();
  await expect(page.getByRole("progressbar", { name: "Tiến độ kiểm tra" })).toBeHidden();
  expect(await page.getByRole("listitem").filter({ hasText: "them-" }).count()).toBeLessThan(60);
  rmSync(folder, { recursive: true });
});

test("a session that ends on the way holds the rest: nothing is lost, and it goes on after signing in again", async ({
  page,
  watched,
}) => {
  watched.forgive(/401/);
  const { honest } = await papers();
  await trustOurs();
  await signIn(page, "mot-cua");
  await page.goto(`${city().url}/signatures`);
  let left = 10;
  await page.route("**/api/v1/signatures/check", (route) => {
    left -= 1;
    const body = JSON.stringify({
      type: "about:blank",
      title: "Phiên làm việc đã kết thúc.",
      status: 401,
      code: "sign-in-required",
    });
    return left > 0 ? route.continue() : route.fulfill({ status: 401, contentType: "application/problem+json", body });
  });
  await drop(
    page,
    Array.from({ length: 40 }, (_, i) => named(`giu-${i + 1}.pdf`, honest)),
  );
  await expect(page.getByRole("alert").filter({ hasText: "Đang tạm dừng" })).toBeVisible();
  await expect(page.getByText(/Không kiểm tra được/)).toHaveCount(0);
  await page.unroute("**/api/v1/signatures/check");
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByText("Đã kiểm tra xong 40 tệp")).toBeVisible({ timeout: 60_000 });
});

test("what stops when an authority is taken away is said before", async ({ page }) => {
  const { honest } = await papers();
  await trustOurs();
  await signIn(page, "quan-tri");
  await page.goto(`${city().url}/admin/trust`);
  await page.getByRole("button", { name: "Bỏ Gốc kiểm thử G2" }).first().click();
  await expect(page.getByRole("dialog")).toContainText("Không còn dẫn đến chứng thư gốc nào: CA phục vụ kiểm thử G2.");
  await page.getByRole("dialog").getByRole("button", { name: "Bỏ", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await signIn(page, "mot-cua");
  await page.goto(`${city().url}/signatures`);
  await drop(page, [named("quyet-dinh-123.pdf", honest)]);
  await expect(page.getByText("Chứng thư không do tổ chức chứng thực nào trong danh sách tin cậy").first()).toBeVisible();
});
