/**
 * The reports give 312 public procedures and name few. These fill the number: names as officials write them, codes of a
 * series that does not exist (9.…), marked illustrative wherever they are shown.
 */
export type ProcedureFamily = {
  sector: string;
  /** Settled by this department of the city; absent: by the ward or commune. */
  by?: string;
  workingDays: number;
  things: readonly string[];
  acts: readonly string[];
};

const licence = ["Cấp", "Cấp sửa đổi, bổ sung", "Cấp lại", "Gia hạn"];
const certificate = ["Cấp", "Cấp lại", "Cấp điều chỉnh"];
const foundation = ["Cho phép thành lập", "Sáp nhập, chia, tách", "Cho phép hoạt động trở lại đối với", "Giải thể"];

export const procedureFamilies: readonly ProcedureFamily[] = [
  {
    sector: "luu-thong",
    by: "economy",
    workingDays: 10,
    acts: licence,
    things: [
      "Giấy phép bán lẻ rượu",
      "Giấy phép bán lẻ sản phẩm thuốc lá",
      "Giấy phép sản xuất rượu thủ công nhằm mục đích kinh doanh",
      "Giấy chứng nhận đủ điều kiện cửa hàng bán lẻ LPG chai",
      "Giấy tiếp nhận bản công bố của điểm bán lẻ xăng dầu lưu động",
    ],
  },
  {
    sector: "nong-nghiep",
    by: "economy",
    workingDays: 12,
    acts: certificate,
    things: [
      "Giấy chứng nhận kinh tế trang trại",
      "Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm nông, lâm, thủy sản",
      "Giấy xác nhận nguồn gốc gỗ trước khi xuất bán",
      "Giấy xác nhận nguồn gốc sản phẩm OCOP cấp thành phố",
      "Giấy xác nhận vùng trồng cây ăn quả",
    ],
  },
  {
    sector: "nong-nghiep",
    workingDays: 5,
    acts: ["Đăng ký", "Hỗ trợ"],
    things: [
      "chuyển đổi cơ cấu cây trồng trên đất trồng lúa",
      "kê khai chăn nuôi hộ gia đình",
      "sản xuất thủy sản lồng bè",
      "khắc phục thiệt hại do dịch bệnh động vật",
      "sử dụng giống cây trồng mới",
    ],
  },
  {
    sector: "moi-truong",
    by: "land",
    workingDays: 15,
    acts: ["Cấp", "Cấp đổi", "Cấp điều chỉnh", "Cấp lại"],
    things: [
      "Giấy phép môi trường thuộc thẩm quyền cấp huyện",
      "Giấy xác nhận đăng ký khai thác nước dưới đất",
      "Giấy xác nhận kế hoạch cải tạo, phục hồi môi trường",
    ],
  },
  {
    sector: "moi-truong",
    workingDays: 5,
    acts: ["Đăng ký", "Tham vấn ý kiến về"],
    things: [
      "môi trường của hộ gia đình, cá nhân",
      "phương án quản lý chất thải tại nguồn",
      "khai thác công trình nước sạch cộng đồng",
    ],
  },
  {
    sector: "giao-duc",
    by: "education",
    workingDays: 15,
    acts: foundation,
    things: [
      "trường mầm non, trường mẫu giáo, nhà trẻ",
      "trường tiểu học",
      "trường trung học cơ sở",
      "trung tâm học tập cộng đồng",
      "lớp năng khiếu thể dục thể thao thuộc trường tiểu học",
    ],
  },
  {
    sector: "giao-duc",
    by: "education",
    workingDays: 10,
    acts: ["Đề nghị", "Xét duyệt"],
    things: [
      "hỗ trợ ăn trưa đối với trẻ em mẫu giáo",
      "hỗ trợ chi phí học tập cho học sinh người dân tộc thiểu số",
      "chuyển trường đối với học sinh trung học cơ sở",
      "công nhận trường tiểu học đạt chuẩn quốc gia",
      "công nhận phổ cập giáo dục, xóa mù chữ",
      "miễn, giảm học phí",
    ],
  },
  {
    sector: "van-hoa",
    by: "culture",
    workingDays: 7,
    acts: ["Cấp", "Cấp lại", "Cấp điều chỉnh"],
    things: [
      "Giấy phép đủ điều kiện kinh doanh dịch vụ karaoke",
      "Giấy chứng nhận đủ điều kiện hoạt động điểm cung cấp dịch vụ trò chơi điện tử công cộng",
      "Giấy chứng nhận câu lạc bộ thể thao cơ sở",
      "Giấy chứng nhận thư viện tư nhân có phục vụ cộng đồng",
    ],
  },
  {
    sector: "van-hoa",
    by: "culture",
    workingDays: 10,
    acts: ["Xét tặng", "Công nhận lần đầu"],
    things: [
      "danh hiệu Khu dân cư văn hóa",
      "danh hiệu Gia đình văn hóa tiêu biểu",
      "danh hiệu Cơ quan đạt chuẩn văn hóa",
      "danh hiệu Phường, xã đạt chuẩn đô thị văn minh",
    ],
  },
  {
    sector: "thi-dua",
    by: "office",
    workingDays: 20,
    acts: ["Tặng", "Xét, trình tặng"],
    things: [
      "Giấy khen của Chủ tịch Ủy ban nhân dân thành phố về thành tích thực hiện nhiệm vụ",
      "Giấy khen về thành tích thi đua theo đợt, chuyên đề",
      "Giấy khen về thành tích đột xuất",
      "Giấy khen cho hộ gia đình",
      "danh hiệu Tập thể lao động tiên tiến",
      "danh hiệu Chiến sĩ thi đua cơ sở",
    ],
  },
  {
    sector: "khieu-nai",
    by: "office",
    workingDays: 30,
    acts: ["Giải quyết", "Tiếp nhận và chuyển"],
    things: ["khiếu nại lần đầu tại cấp huyện", "tố cáo thuộc thẩm quyền cấp huyện", "đơn kiến nghị, phản ánh của công dân"],
  },
  {
    sector: "lao-dong",
    by: "labour",
    workingDays: 5,
    acts: ["Đăng ký", "Thông báo", "Báo cáo"],
    things: [
      "nội quy lao động của doanh nghiệp",
      "thỏa ước lao động tập thể cấp doanh nghiệp",
      "tình hình sử dụng người dưới 15 tuổi làm việc",
      "hợp đồng cung ứng lao động ngắn hạn",
    ],
  },
  {
    sector: "nguoi-co-cong",
    by: "labour",
    workingDays: 12,
    acts: ["Giải quyết", "Điều chỉnh"],
    things: [
      "chế độ ưu đãi đối với con đẻ của người hoạt động kháng chiến",
      "trợ cấp một lần đối với thanh niên xung phong",
      "chế độ điều dưỡng phục hồi sức khỏe",
      "hỗ trợ phương tiện trợ giúp, dụng cụ chỉnh hình",
      "hỗ trợ di chuyển hài cốt liệt sĩ",
    ],
  },
  {
    sector: "bao-tro-xa-hoi",
    workingDays: 7,
    acts: ["Đề nghị", "Điều chỉnh", "Thôi hưởng"],
    things: [
      "hỗ trợ khẩn cấp về lương thực",
      "hỗ trợ chi phí khám chữa bệnh cho người cao tuổi",
      "hỗ trợ tiền điện cho hộ nghèo, hộ chính sách xã hội",
      "nhận chăm sóc, nuôi dưỡng tại cộng đồng",
    ],
  },
  {
    sector: "giao-thong",
    by: "urban",
    workingDays: 7,
    acts: ["Cấp phép", "Gia hạn", "Chấp thuận"],
    things: [
      "thi công công trình trên đường đô thị đang khai thác",
      "sử dụng tạm thời lòng đường, hè phố",
      "đấu nối nút giao với đường địa phương",
      "hoạt động bến thủy nội địa, bến khách ngang sông",
    ],
  },
  {
    sector: "xay-dung",
    by: "urban",
    workingDays: 15,
    acts: ["Thẩm định", "Thẩm định điều chỉnh", "Phê duyệt"],
    things: [
      "nhiệm vụ quy hoạch chi tiết",
      "đồ án quy hoạch chi tiết",
      "báo cáo kinh tế – kỹ thuật đầu tư xây dựng",
      "thiết kế bản vẽ thi công công trình cấp III",
    ],
  },
  {
    sector: "xay-dung",
    by: "urban",
    workingDays: 5,
    acts: ["Cấp phép", "Cung cấp thông tin về"],
    things: ["chặt hạ, dịch chuyển cây xanh đô thị", "quy hoạch xây dựng khu dân cư", "đấu nối hệ thống thoát nước đô thị"],
  },
  {
    sector: "dat-dai",
    by: "land",
    workingDays: 15,
    acts: ["Đăng ký", "Xác nhận"],
    things: [
      "biến động do thay đổi thông tin về người được cấp Giấy chứng nhận",
      "việc sử dụng đất kết hợp đa mục đích",
      "gia hạn sử dụng đất nông nghiệp của hộ gia đình, cá nhân",
      "chuyển mục đích sử dụng đất không phải xin phép",
    ],
  },
  {
    sector: "hop-tac-xa",
    by: "finance",
    workingDays: 5,
    acts: ["Đăng ký thành lập", "Đăng ký thay đổi nội dung", "Đăng ký tạm ngừng kinh doanh đối với", "Đăng ký giải thể"],
    things: ["hợp tác xã", "liên hiệp hợp tác xã", "tổ hợp tác", "chi nhánh, văn phòng đại diện của hợp tác xã"],
  },
  {
    sector: "tai-chinh",
    by: "finance",
    workingDays: 10,
    acts: ["Quyết định", "Thẩm định"],
    things: [
      "mua sắm tài sản phục vụ hoạt động của cơ quan, đơn vị",
      "thanh lý tài sản công",
      "điều chuyển tài sản công",
      "quyết toán dự án hoàn thành sử dụng vốn ngân sách thành phố",
    ],
  },
  {
    sector: "ton-giao",
    workingDays: 10,
    acts: ["Đăng ký", "Thông báo"],
    things: [
      "hoạt động tín ngưỡng",
      "sinh hoạt tôn giáo tập trung",
      "bổ sung hoạt động tín ngưỡng",
      "danh mục hoạt động tôn giáo hằng năm",
      "thay đổi địa điểm sinh hoạt tôn giáo tập trung",
    ],
  },
  {
    sector: "phong-chong-thien-tai",
    workingDays: 5,
    acts: ["Đăng ký", "Hỗ trợ", "Kê khai"],
    things: [
      "khám chữa bệnh cho lực lượng xung kích phòng, chống thiên tai",
      "trợ cấp tai nạn cho lực lượng xung kích",
      "thiệt hại về nông nghiệp do thiên tai",
    ],
  },
  {
    sector: "hoa-giai",
    workingDays: 3,
    acts: ["Công nhận", "Thôi làm"],
    things: ["hòa giải viên", "tuyên truyền viên pháp luật cấp xã"],
  },
  {
    sector: "hoa-giai",
    workingDays: 3,
    acts: ["Thanh toán", "Chi hỗ trợ"],
    things: ["thù lao cho hòa giải viên", "tổ hòa giải khi hòa giải thành"],
  },
  {
    sector: "tre-em",
    workingDays: 7,
    acts: ["Đăng ký", "Phê duyệt"],
    things: [
      "nhận chăm sóc thay thế cho trẻ em",
      "kế hoạch hỗ trợ, can thiệp đối với trẻ em bị xâm hại",
      "chấm dứt việc chăm sóc thay thế cho trẻ em",
    ],
  },
  {
    sector: "chung-thuc",
    by: "justice",
    workingDays: 2,
    acts: ["Chứng thực", "Cấp bản sao"],
    things: [
      "văn bản khai nhận di sản mà di sản là động sản",
      "hợp đồng ủy quyền của tổ chức",
      "bản dịch do người dịch là cộng tác viên thực hiện",
    ],
  },
  {
    sector: "ho-tich",
    by: "justice",
    workingDays: 8,
    acts: ["Đăng ký", "Ghi vào Sổ hộ tịch"],
    things: [
      "kết hôn có yếu tố nước ngoài",
      "khai tử có yếu tố nước ngoài",
      "giám hộ có yếu tố nước ngoài",
      "việc ly hôn, hủy kết hôn đã giải quyết tại cơ quan nước ngoài",
      "nhận cha, mẹ, con có yếu tố nước ngoài",
    ],
  },
  {
    sector: "quan-su",
    workingDays: 4,
    acts: ["Đăng ký", "Xác nhận"],
    things: [
      "nghĩa vụ quân sự lần đầu",
      "nghĩa vụ quân sự bổ sung",
      "nghĩa vụ quân sự khi chuyển nơi cư trú",
      "tạm vắng trong độ tuổi sẵn sàng nhập ngũ",
      "dự bị động viên",
    ],
  },
  {
    sector: "y-te",
    by: "economy",
    workingDays: 10,
    acts: certificate,
    things: [
      "Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đối với dịch vụ ăn uống",
      "Giấy xác nhận kiến thức về an toàn thực phẩm",
      "Giấy tiếp nhận bản cam kết sản xuất, kinh doanh thực phẩm an toàn",
    ],
  },
  {
    sector: "to-chuc",
    by: "office",
    workingDays: 20,
    acts: ["Cho phép thành lập", "Phê duyệt điều lệ", "Đổi tên", "Giải thể"],
    things: ["hội có phạm vi hoạt động trong thành phố", "quỹ từ thiện có phạm vi hoạt động trong phường, xã"],
  },
];
