/**
 * What procedures ask for and cost, so that the desk and the public page have something to show. No published text with these lists
 * could be read: names of papers follow the laws named, amounts the circulars named where there is one, and every line that
 * stands on neither says of itself that it is illustrative. What a People's Council decides is not known here.
 */
export type SeedPaper = {
  name: string;
  originals: number;
  copies: number;
  isRequired: boolean;
  caseLabel: string | null;
  formName: string | null;
  note: string | null;
};
export type SeedFee = {
  kind: "FEE" | "CHARGE";
  name: string;
  amountDong: number | null;
  channel: "ONLINE" | null;
  text: string | null;
  source: string;
};
export type SeedContents = {
  papers: readonly SeedPaper[];
  fees: readonly SeedFee[];
  resultName: string | null;
  legalBasis: string | null;
};

const illustrative = "Minh họa trong dữ liệu mô phỏng";
const paper = (name: string, more: Partial<SeedPaper> = {}): SeedPaper => ({
  ...{ name, originals: 1, copies: 0, isRequired: true, caseLabel: null, formName: null, note: illustrative },
  ...more,
});
const copy = (name: string, more: Partial<SeedPaper> = {}): SeedPaper => paper(name, { originals: 0, copies: 1, ...more });
const shown = (name: string): SeedPaper => copy(name, { note: `Xuất trình; không nộp nếu đã có dữ liệu. ${illustrative}` });
const ifAny = (name: string, more: Partial<SeedPaper> = {}): SeedPaper => copy(name, { isRequired: false, ...more });
const identity = shown("Thẻ căn cước, hộ chiếu hoặc giấy tờ tùy thân có ảnh");
const charge = (name: string, amountDong: number, more: Partial<SeedFee> = {}): SeedFee => ({
  ...{ kind: "CHARGE", name, amountDong, channel: null, text: null, source: illustrative },
  ...more,
});
const fee = (name: string, amountDong: number, more: Partial<SeedFee> = {}): SeedFee =>
  charge(name, amountDong, { kind: "FEE", ...more });
/** A charge that is half online, as councils decide nowadays. */
const halfOnline = (name: string, dong: number): SeedFee[] => [charge(name, dong), charge(name, dong / 2, { channel: "ONLINE" })];

const certification = "Thông tư 226/2016/TT-BTC";
const civilLaw = "Luật Hộ tịch 2014\nNghị định 123/2015/NĐ-CP";
const certifyLaw = "Nghị định 23/2015/NĐ-CP";
const houseLaw = "Luật Xây dựng 2014, sửa đổi năm 2020";
const landLaw = "Luật Đất đai 2024";
const aidLaw = "Nghị định 20/2021/NĐ-CP";
const registerLaw = "Luật Cư trú 2020";

type Contents = Omit<SeedContents, "legalBasis" | "resultName"> & Partial<SeedContents>;
const byCode: Readonly<Record<string, Contents>> = {
  "1.001193": {
    papers: [
      paper("Tờ khai đăng ký khai sinh", { formName: "Mẫu của Bộ Tư pháp" }),
      paper("Giấy chứng sinh", { note: `Không có thì nộp văn bản của người làm chứng. ${illustrative}` }),
      paper("Văn bản ủy quyền", { isRequired: false, caseLabel: null }),
      identity,
    ],
    fees: [charge("Lệ phí đăng ký khai sinh", 0, { text: "Miễn khi đăng ký đúng hạn" })],
    resultName: "Giấy khai sinh",
    legalBasis: civilLaw,
  },
  "1.000656": {
    papers: [
      paper("Tờ khai đăng ký khai tử", { formName: "Mẫu của Bộ Tư pháp" }),
      paper("Giấy báo tử hoặc giấy tờ thay thế"),
      identity,
    ],
    fees: [charge("Lệ phí đăng ký khai tử", 0, { text: "Miễn khi đăng ký đúng hạn" })],
    resultName: "Trích lục khai tử",
    legalBasis: civilLaw,
  },
  "1.000894": {
    papers: [
      paper("Tờ khai đăng ký kết hôn", { formName: "Mẫu của Bộ Tư pháp", note: `Hai bên cùng ký. ${illustrative}` }),
      paper("Giấy xác nhận tình trạng hôn nhân", {
        note: `Khi không cư trú tại nơi đăng ký. ${illustrative}`,
        isRequired: false,
      }),
      ifAny("Quyết định ly hôn đã có hiệu lực", { caseLabel: "Cần xác minh" }),
      identity,
    ],
    fees: [charge("Lệ phí đăng ký kết hôn", 0, { text: "Miễn với công dân Việt Nam cư trú trong nước" })],
    resultName: "Giấy chứng nhận kết hôn",
    legalBasis: civilLaw,
  },
  "1.004873": {
    papers: [
      paper("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", { formName: "Mẫu của Bộ Tư pháp" }),
      ifAny("Quyết định ly hôn hoặc giấy chứng tử của vợ, chồng"),
      identity,
    ],
    fees: halfOnline("Lệ phí cấp Giấy xác nhận tình trạng hôn nhân", 10_000),
    resultName: "Giấy xác nhận tình trạng hôn nhân",
    legalBasis: civilLaw,
  },
  "2.000635": {
    papers: [paper("Tờ khai cấp bản sao trích lục hộ tịch", { formName: "Mẫu của Bộ Tư pháp" }), identity],
    fees: [
      charge("Phí cấp bản sao trích lục hộ tịch", 8_000, { kind: "FEE", text: "Mỗi bản", source: "Thông tư 281/2016/TT-BTC" }),
    ],
    resultName: "Bản sao trích lục hộ tịch",
    legalBasis: civilLaw,
  },
  "2.000815": {
    papers: [
      paper("Bản chính giấy tờ, văn bản", { note: "Trả lại ngay sau khi đối chiếu" }),
      copy("Bản sao cần chứng thực", { copies: 2, note: null }),
    ],
    fees: [
      fee("Phí chứng thực bản sao", 2_000, {
        text: "Mỗi trang; từ trang thứ ba 1.000 đồng, tối đa 200.000 đồng một bản",
        source: certification,
      }),
    ],
    resultName: "Bản sao được chứng thực",
    legalBasis: certifyLaw,
  },
  "2.000884": {
    papers: [paper("Giấy tờ, văn bản sẽ ký"), identity],
    fees: [fee("Phí chứng thực chữ ký", 10_000, { text: "Mỗi trường hợp", source: certification })],
    resultName: "Giấy tờ được chứng thực chữ ký",
    legalBasis: certifyLaw,
  },
  "2.001035": {
    papers: [paper("Dự thảo hợp đồng, giao dịch"), copy("Giấy chứng nhận quyền sở hữu, quyền sử dụng tài sản"), identity],
    fees: [fee("Phí chứng thực hợp đồng, giao dịch", 50_000, { text: "Mỗi hợp đồng", source: certification })],
    resultName: "Hợp đồng, giao dịch được chứng thực",
    legalBasis: certifyLaw,
  },
  "1.001612": {
    papers: [
      paper("Giấy đề nghị đăng ký hộ kinh doanh", { formName: "Mẫu của Bộ Tài chính" }),
      ifAny("Văn bản ủy quyền"),
      identity,
    ],
    fees: halfOnline("Lệ phí đăng ký hộ kinh doanh", 100_000),
    resultName: "Giấy chứng nhận đăng ký hộ kinh doanh",
    legalBasis: "Nghị định về đăng ký hộ kinh doanh",
  },
  "1.004222": {
    papers: [
      paper("Tờ khai thay đổi thông tin cư trú", { formName: "Mẫu CT01" }),
      copy("Giấy tờ chứng minh chỗ ở hợp pháp"),
      identity,
    ],
    fees: halfOnline("Lệ phí đăng ký cư trú", 20_000),
    resultName: "Thông báo kết quả đăng ký thường trú",
    legalBasis: registerLaw,
  },
  "1.010041": {
    papers: [paper("Tờ khai thay đổi thông tin cư trú", { formName: "Mẫu CT01" })],
    fees: [],
    resultName: "Xác nhận thông tin về cư trú",
    legalBasis: registerLaw,
  },
  "1.001776": {
    papers: [
      paper("Tờ khai đề nghị trợ giúp xã hội", { formName: "Mẫu kèm Nghị định 20/2021/NĐ-CP" }),
      copy("Giấy xác nhận khuyết tật", { isRequired: false }),
      identity,
    ],
    fees: [],
    resultName: "Quyết định trợ cấp xã hội",
    legalBasis: aidLaw,
  },
  "1.013225": {
    papers: [
      paper("Đơn đề nghị cấp giấy phép xây dựng", { formName: "Mẫu số 01" }),
      copy("Giấy tờ chứng minh quyền sử dụng đất"),
      paper("Bản vẽ thiết kế xây dựng", { originals: 2 }),
      paper("Bản cam kết bảo đảm an toàn công trình liền kề", { isRequired: false }),
      copy("Báo cáo kết quả thẩm tra thiết kế", { caseLabel: "Công trình cấp III, cấp IV" }),
      paper("Văn bản thẩm duyệt phòng cháy, chữa cháy", { caseLabel: "Công trình cấp III, cấp IV", isRequired: false }),
    ],
    fees: [
      charge("Lệ phí cấp giấy phép xây dựng", 75_000),
      charge("Lệ phí cấp giấy phép xây dựng", 37_500, { channel: "ONLINE" }),
    ],
    resultName: "Giấy phép xây dựng kèm bản vẽ đóng dấu",
    legalBasis: houseLaw,
  },
  "1.013978": {
    papers: [
      paper("Đơn đăng ký đất đai, tài sản gắn liền với đất", { formName: "Mẫu số 15" }),
      copy("Một trong các giấy tờ về quyền sử dụng đất", { isRequired: false }),
      paper("Mảnh trích đo bản đồ địa chính", { isRequired: false }),
      identity,
    ],
    fees: [
      charge("Lệ phí cấp Giấy chứng nhận", 25_000),
      fee("Phí thẩm định hồ sơ", 200_000, { text: "Theo diện tích, do Hội đồng nhân dân tỉnh quyết định" }),
    ],
    resultName: "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
    legalBasis: landLaw,
  },
};

const application = paper("Đơn đề nghị", { formName: "Mẫu kèm văn bản quy định" });
const bySector: Readonly<Record<string, Contents>> = {
  "ho-tich": {
    papers: [paper("Tờ khai", { formName: "Mẫu của Bộ Tư pháp" }), identity, ifAny("Giấy tờ chứng minh nơi cư trú")],
    fees: halfOnline("Lệ phí hộ tịch", 10_000),
    legalBasis: civilLaw,
  },
  "nuoi-con-nuoi": {
    papers: [paper("Đơn xin nhận con nuôi"), paper("Phiếu lý lịch tư pháp"), identity],
    fees: [charge("Lệ phí đăng ký nuôi con nuôi", 400_000, { source: "Nghị định 114/2016/NĐ-CP" })],
    legalBasis: "Luật Nuôi con nuôi 2010",
  },
  "chung-thuc": {
    papers: [paper("Giấy tờ, văn bản cần chứng thực"), identity],
    fees: [fee("Phí chứng thực", 50_000, { source: certification })],
    legalBasis: certifyLaw,
  },
  "ho-kinh-doanh": { papers: [paper("Thông báo hoặc giấy đề nghị", { formName: "Mẫu của Bộ Tài chính" }), identity], fees: [] },
  "cu-tru": {
    papers: [paper("Tờ khai thay đổi thông tin cư trú", { formName: "Mẫu CT01" }), identity],
    fees: [],
    legalBasis: registerLaw,
  },
  "xay-dung": {
    papers: [application, copy("Giấy tờ chứng minh quyền sử dụng đất"), ifAny("Giấy phép đã cấp")],
    fees: [charge("Lệ phí", 15_000)],
    legalBasis: houseLaw,
  },
  "dat-dai": {
    papers: [paper("Đơn đăng ký biến động đất đai", { formName: "Mẫu số 18" }), paper("Giấy chứng nhận đã cấp"), identity],
    fees: [charge("Lệ phí cấp Giấy chứng nhận", 25_000)],
    legalBasis: landLaw,
  },
  "bao-tro-xa-hoi": {
    papers: [paper("Tờ khai đề nghị", { formName: "Mẫu kèm Nghị định 20/2021/NĐ-CP" }), identity],
    fees: [],
    legalBasis: aidLaw,
  },
};
const common: Contents = { papers: [application, identity], fees: [] };

/** What a procedure asks for and costs: its own list where it has one, else that of its sector. */
export function contentsOf(code: string, sector: string): SeedContents {
  return { resultName: null, legalBasis: null, ...(byCode[code] ?? bySector[sector] ?? common) };
}
