import type { Random } from "../random";

/** What a city's documents are about; all of it invented, none about a person. */
const matters =
  "rà soát thủ tục hành chính lĩnh vực đất đai|số hóa hồ sơ, kết quả giải quyết thủ tục hành chính|triển khai chữ ký số trong văn bản điện tử|vận hành Trung tâm giám sát, điều hành thông minh|hoạt động của tổ công nghệ số cộng đồng|công tác phòng, chống dịch bệnh mùa hè|phòng, chống thiên tai và tìm kiếm cứu nạn|chỉnh trang đô thị, vệ sinh môi trường|giải ngân vốn đầu tư công|thu ngân sách nhà nước trên địa bàn|giảm nghèo bền vững|xây dựng nông thôn mới|bảo đảm trật tự an toàn giao thông|quản lý trật tự xây dựng|tuyển sinh đầu cấp|xây dựng trường đạt chuẩn quốc gia|phát triển du lịch cộng đồng|phổ biến, giáo dục pháp luật|tiếp công dân, giải quyết khiếu nại, tố cáo|cải cách hành chính|an toàn thực phẩm|chi trả trợ giúp xã hội|tuyển quân|bảo hiểm y tế hộ gia đình|thu gom rác thải tại các tổ dân phố|tổ chức Lễ hội hoa Tam giác mạch|kiểm kê tài sản công|bồi dưỡng kỹ năng số cho cán bộ, công chức|lắp đặt camera giám sát tại các thôn, tổ dân phố|cấp giấy chứng nhận quyền sử dụng đất lần đầu".split(
    "|",
  );

export type SeedType = {
  code: string;
  kind: string | null;
  abbreviation: string | null;
  weight: number;
  openings: readonly string[];
};
/** The types a city writes, about as often as it does. */
export const types: readonly SeedType[] = [
  {
    code: "cong-van",
    kind: null,
    abbreviation: null,
    weight: 44,
    openings: [
      "đôn đốc",
      "hướng dẫn",
      "báo cáo kết quả",
      "tham gia ý kiến về",
      "phối hợp",
      "tăng cường",
      "cung cấp thông tin về",
    ],
  },
  {
    code: "quyet-dinh",
    kind: "Quyết định",
    abbreviation: "QĐ",
    weight: 19,
    openings: [
      "Về việc phê duyệt kế hoạch",
      "Về việc thành lập tổ công tác",
      "Về việc giao nhiệm vụ",
      "Ban hành quy chế phối hợp",
    ],
  },
  { code: "bao-cao", kind: "Báo cáo", abbreviation: "BC", weight: 12, openings: ["Kết quả", "Tình hình thực hiện", "Tổng kết"] },
  { code: "thong-bao", kind: "Thông báo", abbreviation: "TB", weight: 8, openings: ["Kết luận cuộc họp về", "Lịch kiểm tra"] },
  {
    code: "ke-hoach",
    kind: "Kế hoạch",
    abbreviation: "KH",
    weight: 7,
    openings: ["Triển khai", "Kiểm tra", "Nâng cao chất lượng"],
  },
  {
    code: "to-trinh",
    kind: "Tờ trình",
    abbreviation: "TTr",
    weight: 5,
    openings: ["Về việc phê duyệt", "Về việc bổ sung kinh phí"],
  },
  { code: "giay-moi", kind: "Giấy mời", abbreviation: "GM", weight: 5, openings: ["Họp bàn về", "Dự hội nghị"] },
];

/** Who writes to the city, with what stands in the symbol; a number of such offices in the province, none of them meant. */
export const senders: readonly { name: string; mark: string; weight: number }[] = [
  { name: "Ủy ban nhân dân tỉnh Hà Giang", mark: "UBND", weight: 12 },
  { name: "Văn phòng Ủy ban nhân dân tỉnh Hà Giang", mark: "VPUBND", weight: 6 },
  { name: "Sở Thông tin và Truyền thông", mark: "STTTT", weight: 5 },
  { name: "Sở Nội vụ", mark: "SNV", weight: 5 },
  { name: "Sở Tư pháp", mark: "STP", weight: 4 },
  { name: "Sở Tài nguyên và Môi trường", mark: "STNMT", weight: 5 },
  { name: "Sở Xây dựng", mark: "SXD", weight: 4 },
  { name: "Sở Tài chính", mark: "STC", weight: 4 },
  { name: "Sở Kế hoạch và Đầu tư", mark: "SKHĐT", weight: 4 },
  { name: "Sở Lao động – Thương binh và Xã hội", mark: "SLĐTBXH", weight: 4 },
  { name: "Sở Giáo dục và Đào tạo", mark: "SGDĐT", weight: 3 },
  { name: "Sở Y tế", mark: "SYT", weight: 3 },
  { name: "Kho bạc Nhà nước Hà Giang", mark: "KBHG", weight: 1 },
  { name: "Bảo hiểm xã hội tỉnh Hà Giang", mark: "BHXH", weight: 2 },
];

export const subjectOf = (type: SeedType, random: Random): string => `${random.pick(type.openings)} ${random.pick(matters)}`;

/** Two paragraphs that say what such papers say. */
export function bodyOf(agency: string, subject: string): string[] {
  const theme = subject.charAt(0).toLowerCase() + subject.slice(1);
  return [
    `Căn cứ chức năng, nhiệm vụ được giao và kế hoạch công tác năm, ${agency} thông tin nội dung ${theme} để các cơ quan, đơn vị biết và phối hợp thực hiện.`,
    "Đề nghị các cơ quan, đơn vị tổ chức thực hiện đúng thời hạn, báo cáo kết quả trước ngày 25 hằng tháng để tổng hợp. Trong quá trình thực hiện, nếu có vướng mắc thì phản ánh kịp thời để được hướng dẫn.",
    "Văn bản này là dữ liệu mô phỏng, không có giá trị pháp lý.",
  ];
}

/** Every word that may stand on a paper, for the letters it needs. */
export const paperWords: readonly string[] = [
  ...matters,
  ...types.flatMap((t) => [t.kind?.toUpperCase() ?? "", t.abbreviation ?? "", ...t.openings]),
  ...bodyOf("", ""),
  "0123456789/.,;:()–-%",
  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: V/v Nơi nhận: Lưu: VT. ngày tháng năm Như trên",
];
