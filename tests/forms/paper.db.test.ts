import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block, FormKind, Generation, Sheet } from "@/lib/forms/model";
import { buildSheet } from "@/lib/forms/rules";
import { bytesOf, paper } from "./poppler";
import { bareFacts, code, factsOf, registerSample, samples, ward } from "./samples";

const at = new Date("2026-11-20T02:20:00Z");
const flat = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();

/** Every text a sheet holds. */
function textsOf(sheet: Sheet): string[] {
  const ofBlock = (block: Block): string[] => {
    switch (block.is) {
      case "fields":
        return block.fields.flatMap((f) => [`${f.label}:`, f.value ?? ""]);
      case "text":
        return [block.runs.map((r) => r.text).join("")];
      case "list":
        return [block.lead, ...block.items];
      case "papers":
        return [block.lead, ...block.rows.map((r) => r.name)];
      case "days":
        return [block.sentence];
      case "passage":
        return block.rows.flatMap((r) => [r.from ?? "", r.to ?? "", r.at ?? "", r.result ?? "", r.note ?? ""]);
    }
  };
  return [
    sheet.agencyAbove ?? "",
    sheet.agency,
    `Số: ${sheet.numberText}`,
    sheet.placeAndDay,
    sheet.code ?? "",
    sheet.title,
    sheet.source ?? "",
    ...sheet.copies,
    ...sheet.blocks.flatMap(ofBlock),
    ...sheet.signatures.flatMap((s) => [s.title, s.hint, s.name ?? ""]),
    ...sheet.notes,
  ]
    .map(flat)
    .filter(Boolean);
}

/** The fields of each form as the circulars and the provinces' templates have them, in their order. */
const people = [
  "Nguyễn Thị Hường",
  "Nội dung yêu cầu giải quyết:",
  "Địa chỉ:",
  "Số điện thoại: 0912345678",
  "Email: huong.nguyen@example.com",
];
const fieldsOf: Record<FormKind, readonly string[]> = {
  RECEIPT: [
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    `Mã hồ sơ: ${code}`,
    "tiếp nhận hồ sơ của: Nguyễn Thị Hường",
    "Người nộp hồ sơ: Đỗ Văn Ước",
    "Địa chỉ: Số nhà 12",
    "Số điện thoại: 0912345678",
    "Email: huong.nguyen@example.com",
    "Số CCCD/CMND/Hộ chiếu: 002189001234",
    "Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng nhà ở riêng lẻ",
    "Thành phần hồ sơ nộp gồm:",
    "STT",
    "Tên giấy tờ",
    "Đơn đề nghị cấp giấy phép xây dựng",
    "Số lượng hồ sơ: 02 (bộ)",
    "Thời gian giải quyết hồ sơ theo quy định là: 10 ngày làm việc",
    "Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày 20 tháng 11 năm 2026",
    "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 07 tháng 12 năm 2026",
    "Cách tính: 10 ngày làm việc kể từ 20/11/2026, nghỉ 24/11",
    "Phí, lệ phí và hình thức thu: Lệ phí cấp giấy phép xây dựng: 75.000 đồng (đã thu, tiền mặt)",
    "Đăng ký nhận kết quả tại: Qua dịch vụ bưu chính công ích",
    "Vào Sổ theo dõi hồ sơ, Quyển số: 2026",
    "Số thứ tự: 07",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
    "Lê Thị Mai",
    "Số điện thoại hỗ trợ:",
  ],
  SUPPLEMENT_REQUEST: [
    "Số: 07/HDHS",
    "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
    "Hồ sơ của:",
    ...people,
    "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
    "1. Bản vẽ mặt bằng",
    "2. Giấy ủy quyền",
    "Lý do:",
    "liên hệ với",
    "NGƯỜI HƯỚNG DẪN",
  ],
  REFUSAL: [
    "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
    "tiếp nhận hồ sơ của:",
    ...people,
    "thông báo không tiếp nhận hồ sơ này với lý do cụ thể như sau:",
    "Bản vẽ thiết kế chưa thể hiện",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
  ],
  APOLOGY: [
    "Số: 07/PXL",
    "XIN LỖI",
    "Kính gửi: Nguyễn Thị Hường",
    "Ngày 20 tháng 11 năm 2026, Ủy ban nhân dân phường Trần Phú tiếp nhận hồ sơ đề nghị",
    `mã số: ${code}`,
    "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 07 tháng 12 năm 2026",
    "chưa giải quyết xong",
    "Lý do: Bản vẽ thiết kế",
    "Cơ quan, đơn vị chậm giải quyết:",
    "xin lỗi Ông/Bà",
    "17 giờ 00 phút, ngày 10 tháng 12 năm 2026",
    "CHỦ TỊCH UBND PHƯỜNG",
  ],
  STOP_NOTICE: [
    "Số: 07/TB",
    "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
    `Mã hồ sơ: ${code}`,
    "Kính gửi: Nguyễn Thị Hường",
    "Thủ tục hành chính: Cấp giấy phép",
    "Ngày tiếp nhận: ngày 20 tháng 11 năm 2026",
    "dừng giải quyết hồ sơ nêu trên kể từ ngày 27 tháng 11 năm 2026",
    "Căn cứ, lý do dừng:",
    "Bản chính giấy tờ đã nộp được trả lại",
    "CHỦ TỊCH UBND PHƯỜNG",
  ],
  CONTROL_SHEET: [
    "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
    `Mã hồ sơ: ${code}`,
    "Kèm theo hồ sơ của: Nguyễn Thị Hường",
    "Thời gian nhận hồ sơ:",
    "Thời gian hẹn trả kết quả:",
    "Cơ quan (bộ phận) giải quyết hồ sơ: Ủy ban nhân dân phường Trần Phú",
    "Cơ quan phối hợp giải quyết hồ sơ: Phòng Tài nguyên và Môi trường thành phố",
    "TÊN CƠ QUAN",
    "THỜI GIAN GIAO, NHẬN HỒ SƠ",
    "KẾT QUẢ GIẢI QUYẾT",
    "GHI CHÚ",
    "1. Giao:",
    "2. Nhận: Chuyên viên địa chính",
    "10 giờ 00 phút, ngày 20 tháng 11 năm 2026",
    "Người giao",
    "Người nhận",
    "Đúng hạn",
  ],
  CHANGE_SLIP: [
    "PHIẾU THÔNG BÁO THAY ĐỔI NGÀY HẸN TRẢ KẾT QUẢ",
    "Thời gian hẹn trả kết quả ghi trên giấy đã cấp: 17 giờ 00 phút, ngày 04 tháng 12 năm 2026",
    "Thời gian hẹn trả kết quả mới: 17 giờ 00 phút, ngày 07 tháng 12 năm 2026",
    "Căn cứ, lý do thay đổi:",
    "CHỦ TỊCH UBND PHƯỜNG",
  ],
};
const everywhere = [
  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
  "Độc lập - Tự do - Hạnh phúc",
  "ỦY BAN NHÂN DÂN PHƯỜNG TRẦN PHÚ",
  "Trần Phú, ngày 20 tháng 11 năm 2026",
];

test.each(Object.entries(samples()))("%s says every field, in embedded type, with codes a scanner reads", async (name, facts) => {
  const sheet = buildSheet(facts);
  const form = paper(name, await bytesOf({ at, sheets: [sheet] }));
  const text = form.text();
  for (const field of [...everywhere, ...fieldsOf[facts.kind], ...textsOf(sheet)]) expect(text).toContain(flat(field));
  for (const line of form.fonts()) expect(line).toMatch(/Tinos-\w+\s+CID TrueType\s+Identity-H\s+yes yes yes/);
  expect(form.fonts().length).toBeGreaterThan(0);
  expect(form.codes()).toEqual([`CODE-128:${code}`, `QR-Code:${sheet.address ?? code}`]);
  expect(form.size()).toEqual([419.53, 595.28]);
  expect(form.pages()).toBe(sheet.copies.length);
  form.pictures();
});

test.each<[FormKind, Generation]>(Object.values(samples()).map(({ kind, generation }) => [kind, generation]))(
  "%s of %s with nothing filled in has dotted lines, never a null",
  async (kind, generation) => {
    const form = paper(`bare-${generation}-${kind}`, await bytesOf({ at, sheets: [buildSheet(bareFacts(kind, generation))] }));
    expect(form.text()).not.toMatch(/null|undefined|NaN|Invalid|\[object/);
    form.pictures();
  },
);

test("very long names and thirty papers flow to a second page that says which form it is of", async () => {
  const long =
    "Công ty trách nhiệm hữu hạn một thành viên Thương mại Dịch vụ Xây dựng và Phát triển Nông lâm nghiệp Cao nguyên đá "
      .repeat(3)
      .trim();
  const facts = factsOf("RECEIPT", "TT03_2025", {
    applicantName: long,
    address: long,
    subject: long,
    papers: Array.from(
      { length: 30 },
      (_, i) => ({ name: `Giấy tờ thứ ${i + 1}: ${long.slice(0, 110)}`, form: "ELECTRONIC", count: 1, supplement: 0 }) as const,
    ),
  });
  const form = paper("long-receipt", await bytesOf({ at, sheets: [buildSheet(facts)] }));
  const pages = form.pages() / 2;
  expect(pages).toBeGreaterThanOrEqual(2);
  const text = form.text();
  expect(text.split(long).length - 1).toBe(6);
  for (let i = 1; i <= 30; i += 1) expect(text).toContain(`Giấy tờ thứ ${i}:`);
  // The heading of the table stands again on the next page, and each copy counts its own pages.
  expect(text.split("Bản điện tử").length - 1).toBeGreaterThanOrEqual(4);
  for (let page = 1; page <= pages; page += 1) expect(text.split(`Số 07/GTN – Trang ${page}/${pages}`).length - 1).toBe(2);
  form.pictures();
});

test("printed again, a form is the same to the byte; another time of issue is another file", async () => {
  const sheets = [buildSheet(factsOf("RECEIPT", "TT03_2025"))];
  const first = await bytesOf({ at, sheets: structuredClone(sheets) });
  const again = await bytesOf({ at, sheets: structuredClone(sheets) });
  expect(again.equals(first)).toBe(true);
  expect((await bytesOf({ at: new Date(at.getTime() + 1000), sheets })).equals(first)).toBe(false);
});

const tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];
const vowels = [..."aăâeêioôơuưy"].flatMap((v) => tones.map((tone) => `${v}${tone}`.normalize("NFC")));
const letters = [...vowels, ...vowels.map((v) => v.toUpperCase()), ..."bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX0123456789"];
test("any Vietnamese text, composed or decomposed, stands in the text layer as it was", async () => {
  const word = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 8 }).map((l) => l.join(""));
  const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((w) => w.join(" "));
  const sheet = buildSheet(factsOf("REFUSAL", "TT03_2025"));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(words, fc.constantFrom("NFC", "NFD")), { minLength: 30, maxLength: 30 }), async (list) => {
      const items = list.map(([text, form]) => text.normalize(form));
      const blocks: Block[] = [
        { is: "list", lead: "Danh sách:", items, blanks: 0 },
        ...items.map((value): Block => ({ is: "fields", fields: [{ label: "Mục", value, isStrong: true }] })),
      ];
      const text = paper("any-text", await bytesOf({ at, sheets: [{ ...sheet, blocks }] })).text();
      list.forEach(([item], i) => {
        expect(text).toContain(`${i + 1}. ${item.normalize("NFC")}`);
        expect(text).toContain(`Mục: ${item.normalize("NFC")}`);
      });
    }),
    { numRuns: 12 },
  );
});
test("every Vietnamese letter is in every face", async () => {
  const all = letters.join(" ");
  const sheet = buildSheet(factsOf("REFUSAL", "TT03_2025"));
  const blocks: Block[] = [{ is: "text", runs: [{ text: all }, { text: ` | ${all}`, isStrong: true }] }];
  const text = paper("letters", await bytesOf({ at, sheets: [{ ...sheet, blocks, notes: [all] }] })).text();
  expect(text.split(all).length - 1).toBe(3);
});

test("the register book is A4 across, with its headings and a number on every page", async () => {
  const book = paper("register", await bytesOf({ at, register: registerSample(120) }));
  expect(book.size()).toEqual([841.89, 595.28]);
  const text = book.text();
  const pages = book.pages();
  expect(pages).toBeGreaterThan(3);
  for (const field of [
    "SỔ THEO DÕI HỒ SƠ",
    "Quyển số: 2026",
    "Lĩnh vực: Xây dựng",
    "Từ ngày 01/10/2026 đến ngày 31/12/2026",
    "Tổng số: 120 hồ sơ.",
  ])
    expect(text).toContain(field);
  // The last page may hold the signature alone.
  for (const heading of [
    "STT",
    "Mã hồ sơ",
    "Tên thủ tục hành chính",
    "Tên cá nhân, tổ chức",
    "Địa chỉ, số điện thoại",
    "Ngày, tháng, năm",
    "Nhận kết quả",
    "Ký nhận",
    "Ghi chú",
  ])
    expect(text.split(heading).length - 1, heading).toBeGreaterThanOrEqual(pages - 1);
  for (let page = 1; page <= pages; page += 1) expect(text).toContain(`Trang ${page}/${pages}`);
  for (const line of book.fonts()) expect(line).toMatch(/Tinos-\w+\s+CID TrueType\s+Identity-H\s+yes yes yes/);
  book.pictures();
  const empty = paper("register-empty", await bytesOf({ at, register: registerSample(0) })).text();
  expect(empty).not.toMatch(/null|undefined/);
});

test("a batch counts the pages of each paper", async () => {
  const sheets = Array.from({ length: 5 }, (_, i) =>
    buildSheet({ ...factsOf("RECEIPT", "TT03_2025"), number: i + 1, desk: ward }),
  );
  const batch = paper("batch", await bytesOf({ at, sheets }));
  expect(batch.pages()).toBe(10);
  for (let i = 1; i <= 5; i += 1) expect(batch.text().split(`Số 0${i}/GTN – Trang 1/1`).length - 1).toBe(2);
});
