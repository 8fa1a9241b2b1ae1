import type { Channel, LimitUnit, SupplementPolicy } from "@/lib/dossiers/model";

export type SeedLimit = {
  unit: LimitUnit;
  value?: number;
  channel?: Channel;
  caseLabel?: string;
  text?: string;
  from?: string;
  until?: string;
};
export type NationalProcedure = {
  code: string;
  name: string;
  sector: string;
  limits: readonly SeedLimit[];
  /** Settled by this department of the city; absent: by the ward or commune. */
  by?: string;
  online?: "FULL" | "PARTIAL";
  sensitive?: true;
  supplement?: SupplementPolicy;
  validFrom?: string;
};

const sameDay: SeedLimit = { unit: "SAME_DAY" };
const days = (value: number, more: Partial<SeedLimit> = {}): SeedLimit => ({ unit: "WORKING_DAY", value, ...more });
const plainDays = (value: number, more: Partial<SeedLimit> = {}): SeedLimit => ({ unit: "CALENDAR_DAY", value, ...more });
const text = (words: string): SeedLimit => ({ unit: "TEXT", text: words });
const byLaw = text("Theo quy định của pháp luật chuyên ngành");
const before = "2025-06-30";
const since = "2025-07-01";
/** The social pension came with 1/7/2025. */
const isNew = { validFrom: since } as const;

type Line = [
  code: string,
  name: string,
  limits: SeedLimit | readonly SeedLimit[],
  more?: Omit<NationalProcedure, "code" | "name" | "sector" | "limits">,
];
function sector(
  code: string,
  common: Omit<NationalProcedure, "code" | "name" | "sector" | "limits">,
  lines: readonly Line[],
): NationalProcedure[] {
  return lines.map(([number, name, limits, more]) => ({
    code: number,
    name,
    sector: code,
    limits: Array.isArray(limits) ? limits : [limits as SeedLimit],
    ...common,
    ...more,
  }));
}

/** Procedures with their national codes and limits (Cổng Dịch vụ công quốc gia, 2026; older limits where they are known). */
export const nationalProcedures: readonly NationalProcedure[] = [
  ...sector("ho-tich", { online: "FULL" }, [
    ["1.001193", "Đăng ký khai sinh", sameDay],
    ["1.000656", "Đăng ký khai tử", sameDay],
    ["1.000894", "Đăng ký kết hôn", [sameDay, days(5, { caseLabel: "Cần xác minh" })], { online: "PARTIAL" }],
    ["1.001022", "Đăng ký nhận cha, mẹ, con", [days(3), days(8, { caseLabel: "Cần xác minh" })], { online: "PARTIAL" }],
    ["1.000689", "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con", days(3), { online: "PARTIAL" }],
    ["1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", days(3)],
    ["1.004884", "Đăng ký lại khai sinh", days(5)],
    ["1.005461", "Đăng ký lại khai tử", days(5)],
    ["1.004746", "Đăng ký lại kết hôn", days(5), { online: "PARTIAL" }],
    ["1.004772", "Đăng ký khai sinh cho người đã có hồ sơ, giấy tờ cá nhân", days(5)],
    ["1.004837", "Đăng ký giám hộ", days(3)],
    ["1.004845", "Đăng ký chấm dứt giám hộ", days(2)],
    [
      "1.004859",
      "Đăng ký thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc",
      [days(3), { ...sameDay, caseLabel: "Bổ sung thông tin hộ tịch" }, days(6, { caseLabel: "Cần xác minh" })],
      { online: "PARTIAL" },
    ],
    ["2.000635", "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh", sameDay],
    ["2.002516", "Xác nhận thông tin hộ tịch", text("Ngay trong ngày làm việc hoặc theo thời gian xác minh")],
    ["2.000528", "Đăng ký khai sinh có yếu tố nước ngoài", sameDay, { by: "justice" }],
    ["2.000986", "Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi", byLaw],
    ["2.002913", "Liên thông đăng ký khai tử, xóa đăng ký thường trú, giải quyết mai táng phí", byLaw],
  ]),
  ...sector("nuoi-con-nuoi", {}, [
    ["2.001263", "Đăng ký việc nuôi con nuôi trong nước", byLaw],
    ["2.001255", "Đăng ký lại việc nuôi con nuôi trong nước", days(5)],
  ]),
  ...sector("chung-thuc", {}, [
    [
      "2.000815",
      "Chứng thực bản sao từ bản chính giấy tờ, văn bản",
      [sameDay, days(2, { caseLabel: "Bản chính nhiều trang, nội dung phức tạp" })],
      { online: "PARTIAL" },
    ],
    ["2.000884", "Chứng thực chữ ký trong các giấy tờ, văn bản", sameDay, { online: "PARTIAL" }],
    ["2.000908", "Cấp bản sao từ sổ gốc", [sameDay, days(1, { channel: "POST" })], { online: "FULL" }],
    ["2.001035", "Chứng thực giao dịch liên quan đến tài sản là động sản, quyền sử dụng đất và nhà ở", days(2)],
    ["2.001019", "Chứng thực di chúc", days(2)],
    ["2.001016", "Chứng thực văn bản từ chối nhận di sản", days(2)],
    ["2.001406", "Chứng thực văn bản phân chia di sản", days(2)],
    [
      "2.000913",
      "Chứng thực việc sửa đổi, bổ sung, chấm dứt giao dịch",
      text("Không quá 02 ngày làm việc hoặc theo thỏa thuận bằng văn bản"),
    ],
    [
      "2.000942",
      "Cấp bản sao có chứng thực từ bản chính giao dịch đã được chứng thực",
      text("Trong ngày tiếp nhận hoặc ngày làm việc tiếp theo"),
    ],
  ]),
  ...sector("ho-kinh-doanh", { by: "finance", online: "FULL" }, [
    ["1.001612", "Đăng ký thành lập hộ kinh doanh", days(3)],
    ["2.000720", "Đăng ký thay đổi nội dung đăng ký hộ kinh doanh", days(3)],
    ["1.001570", "Tạm ngừng kinh doanh, tiếp tục kinh doanh trước thời hạn đã thông báo của hộ kinh doanh", byLaw],
    ["1.001266", "Chấm dứt hoạt động hộ kinh doanh", byLaw],
    ["2.000575", "Cấp lại Giấy chứng nhận đăng ký hộ kinh doanh", byLaw],
  ]),
  ...sector("cu-tru", { online: "FULL" }, [
    ["1.004222", "Đăng ký thường trú", days(7)],
    ["1.004194", "Đăng ký tạm trú", days(3)],
    ["1.002755", "Gia hạn tạm trú", days(3)],
    ["1.003197", "Xóa đăng ký thường trú", days(5)],
    ["1.010038", "Tách hộ", days(5)],
    ["1.003677", "Khai báo tạm vắng", days(1)],
    ["2.001159", "Thông báo lưu trú", { unit: "WORKING_HOUR", value: 1 }],
    ["1.010041", "Xác nhận thông tin về cư trú", [days(1), days(3, { caseLabel: "Cần xác minh" })]],
    ["3.000722", "Liên thông khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế", byLaw],
  ]),
  ...sector("bao-tro-xa-hoi", { online: "PARTIAL" }, [
    [
      "1.001776",
      "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng hằng tháng",
      [days(22, { until: before }), days(10, { from: since })],
    ],
    ["1.014027", "Thực hiện, điều chỉnh, tạm dừng, thôi hưởng trợ cấp hưu trí xã hội", days(10, { from: since }), isNew],
    ["1.001731", "Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội", days(3)],
    ["1.014028", "Hỗ trợ chi phí mai táng đối với đối tượng hưởng trợ cấp hưu trí xã hội", days(3, { from: since }), isNew],
    ["1.001699", "Xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật", days(25), { sensitive: true }],
    ["1.001653", "Đổi, cấp lại Giấy xác nhận khuyết tật", days(5)],
    ["2.000286", "Tiếp nhận đối tượng bảo trợ xã hội có hoàn cảnh đặc biệt khó khăn vào cơ sở trợ giúp xã hội", days(10)],
    ["2.000282", "Tiếp nhận đối tượng cần bảo vệ khẩn cấp vào cơ sở trợ giúp xã hội", days(10)],
  ]),
  ...sector("giam-ngheo", {}, [
    [
      "1.011606",
      "Công nhận hộ nghèo, hộ cận nghèo; hộ thoát nghèo, hộ thoát cận nghèo định kỳ hằng năm",
      text("Theo kế hoạch rà soát hằng năm"),
    ],
    ["1.011607", "Công nhận hộ nghèo, hộ cận nghèo thường xuyên hằng năm", plainDays(15)],
    ["1.011608", "Công nhận hộ thoát nghèo, hộ thoát cận nghèo thường xuyên hằng năm", plainDays(15)],
    ["1.011609", "Công nhận hộ làm nông nghiệp, lâm nghiệp có mức sống trung bình", plainDays(15)],
  ]),
  ...sector("nguoi-co-cong", { online: "PARTIAL" }, [
    ["1.010833", "Cấp giấy xác nhận thân nhân của người có công", days(5)],
    ["1.010803", "Giải quyết chế độ trợ cấp thờ cúng liệt sĩ", days(10)],
    ["2.002307", "Giải quyết chế độ mai táng phí đối với cựu chiến binh", plainDays(25)],
  ]),
  ...sector("xay-dung", { by: "urban", online: "PARTIAL" }, [
    [
      "1.013225",
      "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ",
      [
        plainDays(15, { until: before }),
        days(7, { from: since }),
        days(10, { caseLabel: "Công trình cấp III, cấp IV", from: since }),
      ],
    ],
    [
      "1.013226",
      "Cấp điều chỉnh giấy phép xây dựng đối với công trình cấp III, cấp IV và nhà ở riêng lẻ",
      [days(7), days(9, { caseLabel: "Công trình cấp III, cấp IV" })],
    ],
    ["1.013227", "Gia hạn giấy phép xây dựng đối với công trình cấp III, cấp IV và nhà ở riêng lẻ", days(5)],
    ["1.013228", "Cấp lại giấy phép xây dựng đối với công trình cấp III, cấp IV và nhà ở riêng lẻ", days(5)],
    [
      "1.013229",
      "Cấp giấy phép xây dựng sửa chữa, cải tạo đối với công trình cấp III, cấp IV và nhà ở riêng lẻ",
      [days(7), days(10, { caseLabel: "Công trình cấp III, cấp IV" })],
    ],
    ["1.009141", "Cấp số nhà, đổi số nhà", days(3)],
  ]),
  ...sector("dat-dai", { by: "land", online: "PARTIAL", supplement: "PAUSE" }, [
    [
      "1.012753",
      "Đăng ký đất đai, cấp Giấy chứng nhận lần đầu đối với tổ chức đang sử dụng đất",
      [days(17, { channel: "ONLINE" }), days(20, { channel: "COUNTER" }), days(30, { channel: "POST" })],
    ],
    [
      "1.013978",
      "Đăng ký đất đai, cấp Giấy chứng nhận lần đầu đối với cá nhân, hộ gia đình, cộng đồng dân cư",
      [days(17, { channel: "ONLINE" }), days(20, { channel: "COUNTER" }), days(27, { channel: "POST" })],
    ],
    [
      "1.012783",
      "Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
      [days(10), days(5, { caseLabel: "Không thay đổi nội dung" }), days(20, { caseLabel: "Đo đạc lập bản đồ địa chính" })],
    ],
    ["1.012784", "Tách thửa hoặc hợp thửa đất", [days(12), days(22, { caseLabel: "Địa bàn khó khăn" })]],
    ["1.012786", "Cấp lại Giấy chứng nhận do bị mất", [days(10), days(20, { caseLabel: "Địa bàn khó khăn" })]],
    ["1.012796", "Đính chính Giấy chứng nhận đã cấp có sai sót", days(8)],
    [
      "1.013967",
      "Giải quyết tranh chấp đất đai thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân",
      [plainDays(45), plainDays(60, { caseLabel: "Địa bàn khó khăn" })],
      { supplement: "RESTART" },
    ],
    [
      "1.013979",
      "Tặng cho quyền sử dụng đất cho Nhà nước hoặc cộng đồng dân cư hoặc mở rộng đường giao thông",
      [days(10), days(20, { caseLabel: "Địa bàn khó khăn" })],
    ],
  ]),
  ...sector("tre-em", {}, [
    [
      "1.004946",
      "Áp dụng các biện pháp can thiệp khẩn cấp hoặc tạm thời cách ly trẻ em khỏi môi trường gây tổn hại",
      { unit: "CLOCK_HOUR", value: 12 },
      { sensitive: true },
    ],
  ]),
  ...sector("van-hoa", {}, [
    ["1.003622", "Thông báo tổ chức lễ hội cấp xã", plainDays(15), { online: "PARTIAL" }],
    ["1.013791", "Đăng ký tổ chức lễ hội cấp xã", days(15), { online: "PARTIAL" }],
  ]),
  ...sector("giao-duc", { by: "education" }, [
    ["1.012971", "Thành lập hoặc cho phép thành lập cơ sở giáo dục mầm non độc lập", days(8), { online: "PARTIAL" }],
  ]),
  ...sector("hoa-giai", {}, [["2.000950", "Công nhận tổ trưởng tổ hòa giải", days(5), { online: "PARTIAL" }]]),
];
