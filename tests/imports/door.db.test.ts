import ExcelJS from "exceljs";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { POST as batchPost } from "@/app/api/v1/dossiers/batch/route";
import { PUT as map } from "@/app/api/v1/imports/[id]/mapping/route";
import { GET as rejectedCsv } from "@/app/api/v1/imports/[id]/rejections.csv/route";
import { GET as rejectedXlsx } from "@/app/api/v1/imports/[id]/rejections.xlsx/route";
import { GET as findOne } from "@/app/api/v1/imports/[id]/route";
import { POST as start } from "@/app/api/v1/imports/[id]/start/route";
import { GET as list, POST as upload } from "@/app/api/v1/imports/route";
import { createKey } from "@/lib/auth/commands";
import { db } from "@/lib/db/client";
import { apiServer } from "@/lib/door/api";
import { runBatch } from "@/lib/imports/commands";
import { actor, asOwner, foundCity, unit } from "../city";
import { hang, publicUrl } from "../door/ring";
import { importFile, rejectionsOf } from "./importing";
import { csvOf } from "./samples/register";

let key = "";
beforeAll(async () => {
  await foundCity();
  const made = await createKey(
    { actor: actor("admin"), now: new Date() },
    { name: "Phần mềm Một cửa", scopes: ["dossiers.import"], unitId: unit.tranPhu, addresses: [], days: 30 },
  );
  key = made.key;
});
afterEach(() => asOwner((c) => c.query("truncate dossier, import_batch, import_mapping cascade")));

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
let keys = 0;
function call(
  handler: Handler,
  method: string,
  path: string,
  options: { body?: string; headers?: Record<string, string>; id?: number } = {},
) {
  const request = new Request(`http://localhost:3000/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "idempotency-key": `key-${keys++}`, ...options.headers },
    ...(options.body === undefined ? {} : { body: options.body }),
  });
  return handler(request, {
    params: Promise.resolve<Record<string, string>>(options.id === undefined ? {} : { id: String(options.id) }),
  });
}
const row = (n: number, rest: object = {}) => ({
  code: `H22.15.7-230105-${String(n).padStart(4, "0")}`,
  procedureCode: "1.004873",
  applicantName: "Nguyễn Thị Lan",
  phone: "0912345678",
  acceptedAt: "2023-01-05T08:15:00+07:00",
  dueAt: "2023-01-10",
  ...rest,
});

describe("dossiers by machine", () => {
  test("a small batch is settled at once and answered row by row", async () => {
    const rows = [
      row(1),
      row(2, {
        state: "RETURNED",
        endedAt: "2023-01-09T15:00:00+07:00",
        returnedAt: "2023-01-10",
        result: "REFUSED",
        channel: "ONLINE",
      }),
      row(3, { procedureCode: "9.999999" }),
      row(4, { applicantname: "x" }),
      row(5, { acceptedAt: "05/01/2023" }),
      "no object",
      row(6, { unitCode: "H22.15.9", code: "H22.15.9-230105-0001" }),
      row(1),
    ];
    const response = await call(batchPost, "POST", "/dossiers/batch", {
      body: JSON.stringify(rows.filter((r) => typeof r === "object")),
    });
    expect(response.status).toBe(200);
    const answer = await response.json();
    expect(answer).toMatchObject({ status: "DONE", rowsNew: 2, rowsUnchanged: 1, rowsRejected: 4 });
    expect(
      answer.rows.map((r: { outcome: string; reasons: { code: string; value?: string }[] }) => [
        r.outcome,
        r.reasons.map((x) => `${x.code} ${x.value ?? ""}`.trim()),
      ]),
    ).toEqual([
      ["new", []],
      ["new", []],
      ["rejected", ["procedure-unknown 9.999999"]],
      ["rejected", ["field-unknown applicantname"]],
      ["rejected", ["field-invalid acceptedAt"]],
      ["rejected", ["unit-out-of-reach"]],
      ["unchanged", []],
    ]);
    expect(answer.rows[2].reasons[0].sentence).toBe("Thủ tục “9.999999” không có trong danh mục.");
    expect(await db.dossier.findUnique({ where: { code: row(2).code } })).toMatchObject({
      state: "RETURNED",
      resultKind: "REFUSED",
      channel: "ONLINE",
      outcome: "EARLY",
      acceptedAt: new Date("2023-01-05T01:15:00Z"),
    });
    const events = await db.dossierEvent.findMany();
    expect(events.every((e) => e.actorName === "Phần mềm Một cửa" && e.actorId.startsWith("key:"))).toBe(true);
  });

  test("the same key is the same batch; the same rows under another key change nothing", async () => {
    const body = [row(1), row(2)].map((r) => JSON.stringify(r)).join("\n");
    const headers = { "idempotency-key": "once" };
    const first = await (await call(batchPost, "POST", "/dossiers/batch", { body, headers })).json();
    const again = await call(batchPost, "POST", "/dossiers/batch", { body, headers });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await again.json()).toMatchObject({ id: first.id, status: "DONE", rowsNew: 2 });
    const other = await (await call(batchPost, "POST", "/dossiers/batch", { body })).json();
    expect(other).toMatchObject({ rowsNew: 0, rowsUnchanged: 2, rows: [{ outcome: "unchanged" }, { outcome: "unchanged" }] });
    const changed = await (
      await call(batchPost, "POST", "/dossiers/batch", { body: JSON.stringify(row(1, { applicantName: "Tên mới" })) })
    ).json();
    expect(changed).toMatchObject({ rowsChanged: 1, rows: [{ line: 1, outcome: "changed" }] });
  });

  test("the key of another batch is refused and nothing of this one is taken in, by machine and by file", async () => {
    const headers = { "idempotency-key": "twice", "content-type": "text/csv", "x-file-name": "so.csv" };
    const one = { headers, body: JSON.stringify(row(1)) };
    const first = await (await call(batchPost, "POST", "/dossiers/batch", one)).json();
    for (const [path, body] of [
      ["/dossiers/batch", JSON.stringify(row(2))],
      ["/dossiers/batch", ""],
      ["/dossiers/batch?sender=Kh%C3%A1c", one.body],
      [`/dossiers/batch?unitId=${unit.tranPhuDesk}`, one.body],
      [`/imports?unitId=${unit.tranPhu}&sender=M%E1%BB%99t`, csvOf([["Mã hồ sơ"], ["x"]])],
    ] as const) {
      const other = await call(path.startsWith("/imports") ? upload : batchPost, "POST", path, { headers, body: body || " " });
      expect([path, other.status, (await other.json()).code]).toEqual([path, 409, "idempotency-key-reused"]);
    }
    expect(await (await call(batchPost, "POST", "/dossiers/batch", one)).json()).toMatchObject({ id: first.id, status: "DONE" });
    expect([await db.importBatch.count(), await db.dossier.count()]).toEqual([1, 1]);
  });

  test("ten senders of one batch under one key at once: it is there once, and nobody meets an error of ours", async () => {
    const one = { headers: { "idempotency-key": "at once" }, body: [row(1), row(2)].map((r) => JSON.stringify(r)).join("\n") };
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(batchPost, "POST", "/dossiers/batch", one)));
    for (const answer of answers) expect([200, 202, 409], await answer.clone().text()).toContain(answer.status);
    expect(new Set((await Promise.all(answers.filter((a) => a.ok).map((a) => a.json()))).map((a) => a.id)).size).toBe(1);
    expect([await db.importBatch.count(), await db.dossier.count()]).toEqual([1, 2]);
  });

  test("a large batch is taken in and told of where it says", async () => {
    const body = Array.from({ length: 1_001 }, (_, n) => JSON.stringify(row(n + 1))).join("\n");
    const response = await call(batchPost, "POST", "/dossiers/batch", { body });
    expect(response.status).toBe(202);
    const { id, statusUrl, rows } = await response.json();
    expect([statusUrl, rows]).toEqual([`/api/v1/imports/${id}`, null]);
    await runBatch(id);
    expect(await (await call(findOne, "GET", `/imports/${id}`, { id })).json()).toMatchObject({
      status: "DONE",
      rowsNew: 1_001,
      rowsRead: 1_001,
      rowsTotal: 1_001,
    });
  });

  test.each([
    ["[{", 422, "not-json"],
    ["", 400, "not-json"],
    ['"x"', 422, "not-json"],
    [`[${JSON.stringify(row(1))},${JSON.stringify(row(2)).replace("{", '{"code":"H22.15.7-230103-0009",')}]`, 422, "named-twice"],
  ])("%s is refused whole", async (body, status, code) => {
    const response = await call(batchPost, "POST", "/dossiers/batch", body === "" ? {} : { body });
    expect([response.status, (await response.json()).code]).toEqual([status, code]);
    expect(await db.importBatch.count()).toBe(0);
  });

  test("without a key to tell retries by, or for another's unit, it is refused", async () => {
    const body = JSON.stringify([row(1)]);
    expect((await call(batchPost, "POST", "/dossiers/batch", { body, headers: { "idempotency-key": "" } })).status).toBe(400);
    expect((await call(batchPost, "POST", `/dossiers/batch?unitId=${unit.phuongDo}`, { body })).status).toBe(404);
    expect((await call(batchPost, "POST", "/dossiers/batch?unit=3", { body })).status).toBe(400);
    expect(await db.dossier.count()).toBe(0);
  });
});

describe("registers at the door", () => {
  const head = ["Mã hồ sơ", "Mã TTHC", "Chủ hồ sơ", "Ngày tiếp nhận", "Địa chỉ"];
  const register = csvOf([
    head,
    ["H22.15.7-230105-0001", "1.001193", "Lan", "05/01/2023", "Tổ 1"],
    ["xấu", "1.001193", "Mai", "05/01/2023", "Tổ 2"],
  ]);
  const query = `unitId=${unit.tranPhu}&sender=${encodeURIComponent("Một cửa Trần Phú")}`;

  test("upload, look, map, start, watch", async () => {
    const headers = { "x-file-name": encodeURIComponent("C:\\Sổ\\\u202eSổ tháng 1.csv") };
    const uploaded = await call(upload, "POST", `/imports?${query}`, { body: register, headers });
    expect(uploaded.status).toBe(200);
    const detail = await uploaded.json();
    expect(detail).toMatchObject({
      status: "UPLOADED",
      fileName: "Sổ tháng 1.csv",
      mapping: { code: 0, procedureCode: 1 },
      unitName: "Ủy ban nhân dân phường Trần Phú",
    });
    expect(detail.preview).toHaveLength(2);
    const { id } = detail;
    expect(
      (await call(map, "PUT", `/imports/${id}/mapping`, { id, body: JSON.stringify({ mapping: detail.mapping }) })).status,
    ).toBe(200);
    expect((await call(start, "POST", `/imports/${id}/start`, { id })).status).toBe(200);
    await runBatch(id);
    expect(await (await call(list, "GET", "/imports")).json()).toMatchObject({
      batches: [{ id, status: "DONE", rowsNew: 1, rowsRejected: 1 }],
      nextCursor: null,
    });
    expect((await call(findOne, "GET", `/imports/${id + 1}`, { id: id + 1 })).status).toBe(404);
  });

  test("who sent it in is told by name: a machine by its key's, a person by theirs, and nobody once the account is gone", async () => {
    const told = async (id: number) => {
      const one = await (await call(findOne, "GET", `/imports/${id}`, { id })).json();
      const { batches } = await (await call(list, "GET", "/imports")).json();
      const listed = batches.find((batch: { id: number }) => batch.id === id);
      expect([listed.createdBy, listed.createdByName]).toEqual([one.createdBy, one.createdByName]);
      return [one.createdBy, one.createdByName];
    };
    const headers = { "x-file-name": "so.csv" };
    const { id } = await (await call(upload, "POST", `/imports?${query}`, { body: register, headers })).json();
    expect(await told(id)).toEqual([expect.stringMatching(/^key:\d+$/), "Phần mềm Một cửa"]);
    const person = await importFile(register);
    expect(await told(person.id)).toEqual(["user:3", "Lê Thị Mai"]);
    await db.importBatch.update({ where: { id }, data: { createdBy: "key:999" } });
    expect(await told(id)).toEqual(["key:999", null]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["no name", {}, "file-name-required"],
    ["a name that is no UTF-8", { "x-file-name": "%ff" }, "file-name-required"],
  ])("%s is refused", async (_, headers, code) => {
    const response = await call(upload, "POST", `/imports?${query}`, { body: register, headers });
    expect([response.status, (await response.json()).code]).toEqual([400, code]);
  });

  const dangerous = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    '=HYPERLINK("http://x","y")',
    '"quoted", ; text',
    "'=1",
    "Đống Đa",
  ];
  const bad = () =>
    importFile(csvOf([head, ...dangerous.map((text, i) => [`xấu ${i}`, "1.001193", text, "05/01/2023", "Tổ 1"])]));

  test("rejected rows come back as CSV that no spreadsheet runs, and can be sent again corrected", async () => {
    const { id } = await bad();
    const response = await call(rejectedCsv, "GET", `/imports/${id}/rejections.csv`, { id });
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="dong-bi-loai-${id}.csv"`);
    // text() would take the byte order mark away.
    const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
    expect(text.startsWith("\ufeff")).toBe(true);
    const lines = text.slice(1).split("\r\n");
    expect(lines[0]).toBe([...head, "Dòng trong tệp", "Lý do"].join(","));
    expect(lines[1]).toContain("“xấu 0” không đúng mẫu");
    for (const field of text.slice(1).split(/[,\r\n]+/)) expect(field).not.toMatch(/^"?[=+\-@\t＝＋－＠]/);
    const corrected = await importFile(text.replace(/xấu (\d)/g, (whole, n) => (whole ? `H22.15.7-230105-000${n}` : "")));
    expect(corrected).toMatchObject({ status: "DONE", rowsNew: dangerous.length, rowsRejected: 0 });
    const names = (await db.dossier.findMany({ orderBy: { code: "asc" } })).map((d) => d.applicantName);
    expect(names).toEqual(dangerous.map((d) => d.trim().replace(/^'/, "")));
  });

  test("and as a workbook in which every cell is text", async () => {
    const { id } = await bad();
    expect(await rejectionsOf(id)).toHaveLength(dangerous.length);
    const response = await call(rejectedXlsx, "GET", `/imports/${id}/rejections.xlsx`, { id });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    const sheet = book.worksheets[0];
    const names: unknown[] = [];
    sheet?.eachRow((r, n) => {
      if (n > 1) names.push(r.getCell(3).value);
      r.eachCell((cell) => expect([ExcelJS.ValueType.String, ExcelJS.ValueType.Null]).toContain(cell.type));
    });
    expect(names).toEqual(dangerous);
    expect(sheet?.getCell("G1").value).toBe("Lý do");
    const seen = await db.auditEntry.findMany({ where: { subject: "import", subjectId: String(id), action: "import.view" } });
    expect(seen).toHaveLength(1);
  });

  test("both come whole through the server that the product runs, a long list in pieces", async () => {
    const count = 2_500;
    const { id } = await importFile(
      csvOf(
        [head, ...Array.from({ length: count }, (_, n) => [`xấu ${n}`, "1.001193", "Đống Đa | Lù", "05/01/2023", "Tổ 1"])],
        "|",
      ),
    );
    const served = apiServer(
      [
        { path: "/api/v1/imports/{id}/rejections.csv", methods: { GET: rejectedCsv } },
        { path: "/api/v1/imports/{id}/rejections.xlsx", methods: { GET: rejectedXlsx } },
      ],
      publicUrl,
    );
    const { door, url } = await hang({ api: served });
    try {
      const ask = async (kind: string) => {
        const response = await fetch(`${url}/api/v1/imports/${id}/rejections.${kind}`, {
          headers: { authorization: `Bearer ${key}` },
        });
        expect(response.status).toBe(200);
        return Buffer.from(await response.arrayBuffer());
      };
      const lines = (await ask("csv")).toString("utf8").trimEnd().split("\r\n");
      expect(lines).toHaveLength(count + 1);
      expect(lines[count]).toMatch(/^xấu 2499\|1\.001193\|"Đống Đa \| Lù"\|05\/01\/2023\|Tổ 1\|2501\|/);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(new Uint8Array(await ask("xlsx")).buffer);
      expect(book.worksheets[0]?.rowCount).toBe(count + 1);
    } finally {
      await door.drain();
    }
  });
});
