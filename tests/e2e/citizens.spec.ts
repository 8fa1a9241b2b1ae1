import type { Browser, Page } from "@playwright/test";
import * as z from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { AcceptedDossier } from "@/lib/forms/model";
import { asOwner } from "../city";
import { paper } from "../forms/poppler";
import { actBeforeAlive } from "./alive";
import { city, expect, signIn, test } from "./city";
import { expectAccessible, keepPictures, pageName } from "./screens";

const applicant = { applicantName: "Sùng Thị Chim Yến", phone: "0988 123 457", idNumber: "002190054321" };

/** What the session of a page asks of the API. */
async function api(page: Page, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await page.evaluate(
    async ([how, where, text]) => {
      const response = await fetch(where ?? "", {
        method: how ?? "GET",
        ...(text ? { body: text, headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() } } : {}),
      });
      return { status: response.status, text: await response.text() };
    },
    [method, path, body === undefined ? "" : JSON.stringify(body)],
  );
  expect(answer.status, `${method} ${path}: ${answer.text}`).toBe(200);
  return JSON.parse(answer.text);
}

/** Takes a dossier in at the desk of phường Trần Phú; its receipt as a scanner and a reader see it. */
async function atTheDesk(officer: Page) {
  await signIn(officer, "mot-cua");
  const { procedures } = z
    .object({ procedures: z.array(z.object({ id: z.int() })) })
    .parse(await api(officer, "GET", "/api/v1/procedures?text=xac+nhan+tinh+trang+hon+nhan"));
  const { units } = z
    .object({ units: z.array(z.object({ id: z.int(), name: z.string() })) })
    .parse(await api(officer, "GET", "/api/v1/units"));
  const unitId = units.find((u) => u.name.includes("phường Trần Phú"))?.id;
  const { papers } = z
    .object({ papers: z.array(z.object({ id: z.int() })) })
    .parse(await api(officer, "GET", `/api/v1/procedures/${procedures[0]?.id}/terms`));
  const taken = AcceptedDossier.parse(
    await api(officer, "POST", "/api/v1/dossiers", {
      ...{ step: "accept", procedureId: procedures[0]?.id, unitId, channel: "COUNTER", wantsReceipt: true, ...applicant },
      papers: papers.map(({ id }) => ({ procedurePaperId: id, form: "ORIGINAL" })),
    }),
  );
  const pdf = await officer.request.get(`${city().url}/api/v1/dossiers/${taken.id}/forms/${taken.receipt?.id}/pdf`);
  const printed = paper("citizen-receipt", await pdf.body());
  const address = /QR-Code:(\S+)/.exec(printed.codes().join("\n"))?.[1] ?? "";
  const secret = /mã tra cứu ([0-9A-Z]{5}-[0-9A-Z]{5})/.exec(printed.text())?.[1] ?? "";
  return { id: taken.id, code: taken.code ?? "", address, secret };
}
/** Takes a dossier a step further, by those whose step it is. */
async function move(who: Page, id: number, step: object): Promise<void> {
  const { version } = z.object({ version: z.int() }).parse(await api(who, "GET", `/api/v1/dossiers/${id}`));
  await api(who, "POST", `/api/v1/dossiers/${id}/moves`, { version, ...step });
}
/** Finished by the head of the unit, and handed over at the desk. */
async function bringBack(id: number, officer: Page, browser: Browser): Promise<void> {
  const head = await (await browser.newContext()).newPage();
  await signIn(head, "truong-phuong");
  await move(head, id, { move: "finish" });
  await move(officer, id, { move: "return", handOver: { delivery: "COUNTER", collectorName: applicant.applicantName } });
  await head.context().close();
}

test("a citizen on a phone: from the square code of the receipt to the state, and after the return to the rating", async ({
  page,
  browser,
}) => {
  const { id, code, address, secret } = await atTheDesk(page);
  const deskPhone = "0219 3866 123";
  await asOwner((c) =>
    c.query("update unit set phone = $2 where id = (select receiving_unit_id from dossier where id = $1)", [id, deskPhone]),
  );
  expect(address).toBe(`${city().url}/look-up?code=${encodeURIComponent(code)}`);

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const citizen = await phone.newPage();
  await citizen.goto(address);
  await expect(citizen.getByLabel("Mã hồ sơ")).toHaveValue(code);
  await expectAccessible(citizen);
  await keepPictures(citizen, pageName("/look-up"));
  await citizen.getByLabel("Mã tra cứu hoặc 4 số cuối").fill("0000");
  await citizen.getByRole("button", { name: "Tra cứu" }).click();
  await expect(citizen.getByRole("alert").filter({ hasText: "Không tìm thấy hồ sơ, hoặc thông tin không khớp" })).toBeVisible();
  await expect(citizen).toHaveURL(`${city().url}/look-up`);
  await citizen.getByLabel("Mã tra cứu hoặc 4 số cuối").fill(secret.toLowerCase());
  await citizen.getByRole("button", { name: "Tra cứu" }).click();
  await expect(citizen.getByRole("heading", { level: 1, name: `Hồ sơ ${code}` })).toBeVisible();
  await expect(citizen.getByText("Được tiếp nhận")).toBeVisible();
  await expect(citizen.getByText(/^Cách tính: .* ngày làm việc kể từ/)).toBeVisible();
  await expect(citizen.getByText("S*** T*** C*** Y***")).toBeVisible();
  await expect(citizen.getByRole("link", { name: deskPhone })).toHaveAttribute("href", "tel:02193866123");
  const seen = await citizen.locator("body").innerText();
  for (const hidden of [applicant.applicantName, "0988", "3457", "002190054321", secret]) expect(seen).not.toContain(hidden);

  await move(page, id, { move: "start" });
  await bringBack(id, page, browser);
  await citizen.reload();
  await expect(citizen.getByText("Đã trả kết quả", { exact: true }).first()).toBeVisible();
  await expect(citizen.getByText("đang ở bước này")).toHaveCount(0);
  await expectAccessible(citizen);
  await keepPictures(citizen, `${pageName("/look-up")}-found`);
  await citizen.getByRole("link", { name: "Đánh giá việc giải quyết" }).click();
  await expect(citizen.getByRole("heading", { level: 1, name: "Đánh giá việc giải quyết hồ sơ" })).toBeVisible();
  const link = citizen.url();
  await expectAccessible(citizen);
  await keepPictures(citizen, pageName("/rating/[token]"));
  await citizen.getByLabel("Rất hài lòng").check();
  await citizen.getByRole("group", { name: "Thái độ của cán bộ" }).getByLabel("Tốt").check();
  await citizen.getByLabel("Ý kiến thêm (không bắt buộc)").fill("Cán bộ hướng dẫn rõ ràng.");
  await citizen.getByRole("button", { name: "Gửi đánh giá" }).click();
  await expect(citizen.getByText("Đã ghi nhận đánh giá. Cảm ơn ông/bà.")).toBeVisible();
  // By the same link nothing is rated again.
  await citizen.goto(link);
  await expect(citizen.getByRole("button", { name: "Gửi đánh giá" })).toHaveCount(0);
  const { rows } = await asOwner((c) =>
    c.query("select score, attitude, comment from dossier_rating where dossier_id = $1", [id]),
  );
  expect(rows).toEqual([{ score: 5, attitude: 2, comment: "Cán bộ hướng dẫn rõ ràng." }]);
  await phone.close();

  // The desk reads what was said, and comes from it to the dossier.
  await page.goto(`${city().url}/ratings?isCommented=true`);
  const said = page.getByRole("listitem").filter({ hasText: code });
  await expect(said).toContainText("5/5 · Rất hài lòng");
  await expect(said).toContainText("Thái độ: Tốt");
  await expect(said.getByRole("blockquote")).toHaveText("Cán bộ hướng dẫn rõ ràng.");
  await said.getByRole("link", { name: code }).click();
  await expect(page.getByRole("heading", { level: 1, name: code })).toBeVisible();
});

test("without a script: what has to be brought, nothing of a person in an address, waiting in place of work, a rating, the figures", async ({
  page,
  browser,
}) => {
  const { id, code } = await atTheDesk(page);
  await move(page, id, { move: "start" });
  await move(page, id, { move: "requestSupplement", reason: "Bản sao giấy khai sinh\nGọi 0988.123.457 khi nộp" });
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const citizen = await plain.newPage();
  await actBeforeAlive(citizen);
  const addresses: string[] = [];
  citizen.on("request", (request) => addresses.push(`${request.url()} ${request.headers().referer ?? ""}`));
  const ask = async (factor: string, of = code) => {
    await citizen.getByLabel("Mã hồ sơ").fill(of);
    await citizen.getByLabel("Mã tra cứu hoặc 4 số cuối").fill(factor);
    const answered = citizen.waitForEvent("load");
    await citizen.getByRole("button", { name: "Tra cứu" }).click();
    await answered;
  };
  await citizen.goto(`${city().url}/look-up`);
  await ask("abc");
  await expect(citizen.getByText(/Nhập mã tra cứu 10 ký tự trên giấy tiếp nhận/)).toBeVisible();
  await expect(citizen.getByLabel("Mã hồ sơ")).toHaveValue(code);
  await ask("3457");
  await expect(citizen.getByRole("heading", { name: "Cần bổ sung" })).toBeVisible();
  await expect(citizen.getByText("Bản sao giấy khai sinh")).toBeVisible();
  await expect(citizen.getByText("Gọi *** khi nộp")).toBeVisible();
  await citizen.getByRole("button", { name: "Tra cứu hồ sơ khác" }).click();
  await expect(citizen.getByLabel("Mã hồ sơ")).toHaveValue("");
  await citizen.goto(`${city().url}/look-up`);
  await expect(citizen.getByLabel("Mã hồ sơ")).toHaveValue("");

  await move(page, id, { move: "receiveSupplement" });
  await bringBack(id, page, browser);
  await ask("4321");
  await citizen.getByRole("link", { name: "Đánh giá việc giải quyết" }).click();
  await citizen.getByLabel("Bình thường").check();
  await citizen.getByRole("button", { name: "Gửi đánh giá" }).click();
  await expect(citizen.getByText("Đã ghi nhận đánh giá. Cảm ơn ông/bà.")).toBeVisible();

  await citizen.goto(`${city().url}/look-up`);
  await citizen.getByRole("button", { name: "Tra cứu hồ sơ khác" }).click();
  for (let n = 0; n < 11; n += 1) await ask("0000", "H22.15-260101-9999");
  await expect(citizen.getByText(/Vừa có nhiều lần nhập sai.*chờ đến \d\d:\d\d:\d\d/)).toBeVisible();

  await citizen.goto(`${city().url}/transparency`);
  await citizen.getByLabel("Kỳ").selectOption({ index: 1 });
  await citizen.getByRole("button", { name: "Xem" }).click();
  await expect(citizen).toHaveURL(/\/transparency\?period=\d{4}-\d\d$/);
  await expect(citizen.getByRole("row", { name: /^Toàn thành phố/ })).toBeVisible();
  const csv = await citizen.request.get(
    (await citizen.getByRole("link", { name: "CSV" }).getAttribute("href"))?.replace(/^/, city().url) ?? "",
  );
  expect([csv.status(), csv.headers()["cache-control"]]).toEqual([200, "public, max-age=600"]);
  expect(await csv.text()).toContain("CC BY 4.0");
  await plain.close();
  // T-06: no address and no referrer of all that was asked holds a number, a factor or a name.
  expect(addresses.length).toBeGreaterThan(20);
  for (const one of addresses) expect(decodeURIComponent(one)).not.toMatch(/3457|4321|0988|002190|Sùng|factor/);
});

test("after many wrong tries the browser does some work by itself, and the citizen goes on", async ({ page, browser }) => {
  const { code, secret } = await atTheDesk(page);
  const fresh = await browser.newContext();
  const citizen = await fresh.newPage();
  await citizen.goto(`${city().url}/look-up`);
  const ask = async (factor: string) => {
    await citizen.getByLabel("Mã hồ sơ").fill(code);
    await citizen.getByLabel("Mã tra cứu hoặc 4 số cuối").fill(factor);
    const answered = citizen.waitForEvent("load");
    await citizen.getByRole("button", { name: "Tra cứu" }).click();
    await answered;
  };
  for (let n = 0; n < 11; n += 1) await ask("0000");
  await expect(citizen.getByText(/Vừa có nhiều lần nhập sai/)).toBeVisible();
  await expect(citizen.getByText("Đã kiểm tra xong, nhập lại và bấm Tra cứu ngay được.")).toBeVisible({ timeout: 60_000 });
  await expectAccessible(citizen);
  await ask(secret);
  await expect(citizen.getByRole("heading", { level: 1, name: `Hồ sơ ${code}` })).toBeVisible();
  await citizen.goto(`${city().url}/transparency?period=${cityDay(new Date()).slice(0, 4)}`);
  await expect(citizen.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(citizen);
  await keepPictures(citizen, pageName("/transparency"));
  await fresh.close();
});
