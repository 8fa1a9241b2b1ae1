import { reasonSentence } from "@/lib/imports/labels";
import { reasonCodes } from "@/lib/imports/model";
import type { Locale, Words } from "@/lib/words";
import type { FaultCode, Finding, InboundOutcome, MessageStatus, Service, TrialOutcome } from "./model";

export const serviceWords: Record<Service, Words> = {
  DongBoHoSoMC: { vi: "Toàn bộ hồ sơ", en: "Whole dossier" },
  CapNhatTienDoHoSoMC: { vi: "Tiến độ xử lý", en: "Progress" },
};
export const directionWords = {
  IN: { vi: "Nhận vào", en: "Received" },
  OUT: { vi: "Gửi đi", en: "Sent" },
} as const satisfies Record<string, Words>;
export const statusWords: Record<MessageStatus, Words> = {
  WAITING: { vi: "Chờ gửi", en: "Waiting" },
  DONE: { vi: "Đã xong", en: "Done" },
  FAILED: { vi: "Cần xử lý", en: "Needs a person" },
  DROPPED: { vi: "Đã bỏ", en: "Dropped" },
};
export const outcomeWords: Record<InboundOutcome, Words> = {
  new: { vi: "hồ sơ mới", en: "a new dossier" },
  changed: { vi: "đã cập nhật", en: "updated" },
  unchanged: { vi: "không có gì đổi", en: "nothing changed" },
  older: { vi: "cũ hơn dữ liệu đã có", en: "older than what is known" },
  kept: { vi: "giữ lại chờ xử lý", en: "kept for a person" },
};

/** Why a message waits or stands failed, and what to do. */
export const faultWords: Record<FaultCode, Words> = {
  "message-unreadable": {
    vi: "Thông điệp thiếu trường bắt buộc hoặc có trường không đọc được. Sửa các trường ghi bên dưới rồi gửi lại.",
    en: "The message lacks a required field or has one that cannot be read. Correct the fields named below and replay it.",
  },
  "dossier-unknown": {
    vi: "Chưa có hồ sơ mang mã này. Chờ thông điệp toàn bộ hồ sơ (DongBoHoSoMC) rồi gửi lại, hoặc sửa mã.",
    en: "There is no dossier of this code. Wait for the whole dossier (DongBoHoSoMC) and replay, or correct the code.",
  },
  "judged-unfit": {
    vi: "Nội dung không vào được sổ hồ sơ. Sửa các trường ghi bên dưới rồi gửi lại; nếu là lỗi của bên gửi, bỏ kèm lý do và báo bên gửi.",
    en: "What it says does not fit the register. Correct the fields named below and replay; where the sender is at fault, drop it with a reason and tell them.",
  },
  raced: {
    vi: "Hồ sơ đang được người khác sửa cùng lúc. Gửi lại.",
    en: "Somebody was changing the dossier at the same moment. Replay it.",
  },
  "portal-silent": {
    vi: "Cổng không trả lời hoặc báo lỗi máy chủ. Hệ thống tự gửi lại, cách nhau lâu dần.",
    en: "The portal did not answer or told of an error of its own. It is sent again by itself, at growing intervals.",
  },
  "portal-refused": {
    vi: "Cổng từ chối thông điệp này; lời của cổng ghi bên dưới. Sửa hồ sơ hoặc các trường rồi gửi lại.",
    en: "The portal refused this message; its words are below. Correct the dossier or the fields and replay it.",
  },
  "portal-unreadable": {
    vi: "Cổng trả lời nhưng không đọc được. Kiểm tra địa chỉ và đường dẫn dịch vụ trong cấu hình; hệ thống tự gửi lại.",
    en: "The portal's answer cannot be read. Check the address and the service path in the settings; it is sent again by itself.",
  },
  "sign-in-refused": {
    vi: "Cổng không nhận tài khoản hoặc mật khẩu. Nhập lại mật khẩu trong cấu hình.",
    en: "The portal refused the account or its secret. Type the secret again in the settings.",
  },
  "address-refused": {
    vi: "Địa chỉ cổng không nằm trong danh sách máy chủ được phép kết nối (EXCHANGE_HOSTS). Báo đơn vị triển khai.",
    en: "The portal's address is not among the hosts this server may call (EXCHANGE_HOSTS). Tell whoever runs the server.",
  },
  "gave-up": {
    vi: "Đã gửi nhiều lần không được trong khi các thông điệp khác vẫn qua. Xem lại nội dung rồi gửi lại, hoặc bỏ kèm lý do.",
    en: "It failed many times while others went through. Look at what it says and replay it, or drop it with a reason.",
  },
};

/** What a try of the connection found, and what to do. */
export const trialWords: Record<TrialOutcome, Words> = {
  works: {
    vi: "Kết nối được: đăng nhập và tra cứu đều có trả lời.",
    en: "It works: sign-in and look-up were both answered.",
  },
  slow: {
    vi: "Kết nối được nhưng cổng trả lời rất chậm; thông điệp sẽ bị dồn. Báo đơn vị quản lý cổng hoặc kiểm tra đường truyền.",
    en: "It works, but the portal answers very slowly; messages will pile up. Tell its keeper, or look at the line.",
  },
  "address-refused": {
    vi: "Máy chủ này không được phép gọi địa chỉ ấy: không có trong EXCHANGE_HOSTS, hoặc tên máy chủ trỏ về một địa chỉ ngoài dải đã ghi. Báo đơn vị triển khai.",
    en: "This server may not call that address: it is not in EXCHANGE_HOSTS, or its name leads outside the range written there. Tell whoever runs the server.",
  },
  "name-unknown": {
    vi: "Không tìm thấy máy chủ theo tên. Kiểm tra chính tả của địa chỉ và máy chủ phân giải tên miền (DNS).",
    en: "No host of that name was found. Check the spelling of the address and the name server (DNS).",
  },
  closed: {
    vi: "Tìm thấy máy chủ nhưng không vào được cổng kết nối ấy. Kiểm tra số cổng, tường lửa, và dịch vụ của cổng có đang chạy không.",
    en: "The host was found but nothing could be reached at that port. Check the port, the firewall, and whether the portal's service runs.",
  },
  "certificate-bad": {
    vi: "Chứng thư máy chủ của cổng không tin được: hết hạn, sai tên, hoặc do một tổ chức mà máy chủ này chưa biết cấp. Đơn vị triển khai khai báo chứng thư gốc qua NODE_EXTRA_CA_CERTS; không bỏ qua việc kiểm tra.",
    en: "The portal's certificate cannot be trusted: out of date, of another name, or issued by somebody this server does not know. Whoever runs the server adds the root by NODE_EXTRA_CA_CERTS; the check is never left out.",
  },
  "not-secure": {
    vi: "Máy chủ không nói giao thức https ở cổng này. Kiểm tra http hay https và số cổng.",
    en: "The host does not speak https at this port. Check http or https, and the port.",
  },
  silent: {
    vi: "Đã gửi nhưng quá thời gian chờ mà cổng chưa trả lời. Kiểm tra tường lửa và tình trạng của cổng.",
    en: "It was asked and did not answer in time. Check the firewall and how the portal does.",
  },
  "broken-off": {
    vi: "Kết nối bị ngắt giữa chừng. Thử lại; nếu vẫn vậy, kiểm tra thiết bị trung gian và tường lửa.",
    en: "The connection was broken off. Try again; if it stays so, look at what stands in between.",
  },
  "portal-fault": {
    vi: "Cổng báo lỗi của chính nó hoặc đang quá tải. Thử lại sau; thông điệp vẫn được giữ.",
    en: "The portal told of an error of its own, or is overloaded. Try later; messages are kept.",
  },
  unreadable: {
    vi: "Có trả lời nhưng không phải là lời của dịch vụ đồng bộ. Kiểm tra hai đường dẫn đăng nhập và dịch vụ.",
    en: "Something answered, but not as the synchronisation does. Check the paths of sign-in and service.",
  },
  "sign-in-refused": {
    vi: "Tới được cổng nhưng tài khoản hoặc mật khẩu không được nhận. Nhập lại mật khẩu trong phần cấu hình.",
    en: "The portal was reached and did not take the account or its secret. Type the secret again in the settings.",
  },
  refused: {
    vi: "Đăng nhập được nhưng cổng từ chối tra cứu. Kiểm tra mã định danh đơn vị (madonvi) và đường dẫn dịch vụ.",
    en: "It signed in, but the portal refused the look-up. Check the agency identifier (madonvi) and the path of the service.",
  },
};

/** The fields a person may want to read or mend, in the words of the office. */
export const fieldWords: Readonly<Record<string, Words>> = {
  MaHoSo: { vi: "Mã hồ sơ", en: "Dossier code" },
  MaTTHC: { vi: "Mã thủ tục", en: "Procedure code" },
  TenTTHC: { vi: "Tên thủ tục", en: "Procedure" },
  MaLinhVuc: { vi: "Mã lĩnh vực", en: "Sector code" },
  TenLinhVuc: { vi: "Lĩnh vực", en: "Sector" },
  KenhThucHien: { vi: "Kênh thực hiện (1 trực tiếp, 2 trực tuyến, 3 bưu chính)", en: "Channel (1 counter, 2 online, 3 post)" },
  ChuHoSo: { vi: "Chủ hồ sơ", en: "Applicant" },
  LoaiDoiTuong: { vi: "Loại đối tượng", en: "Kind of applicant" },
  SoDinhDanh: { vi: "Số định danh", en: "ID number" },
  SoDienThoai: { vi: "Số điện thoại", en: "Phone" },
  Email: { vi: "Thư điện tử", en: "E-mail" },
  TrichYeuHoSo: { vi: "Trích yếu", en: "Subject" },
  NgayNopHoSo: { vi: "Ngày nộp", en: "Submitted" },
  NgayTiepNhan: { vi: "Ngày tiếp nhận", en: "Accepted" },
  NgayHenTra: { vi: "Ngày hẹn trả", en: "Due" },
  NgayKetThucXuLy: { vi: "Ngày kết thúc xử lý", en: "Finished" },
  NgayTra: { vi: "Ngày trả kết quả", en: "Returned" },
  NgayTuChoi: { vi: "Ngày từ chối", en: "Refused" },
  TrangThaiHoSo: { vi: "Trạng thái hồ sơ (1–10)", en: "Status (1–10)" },
  TrangThai: { vi: "Trạng thái (1–10)", en: "Status (1–10)" },
  HinhThuc: { vi: "Hình thức trả (0 trực tiếp, 1 bưu chính, 2 điện tử)", en: "Delivery (0 counter, 1 post, 2 electronic)" },
  DonViXuLy: { vi: "Đơn vị xử lý", en: "Settling unit" },
  NoiNopHoSo: { vi: "Nơi nộp hồ sơ", en: "Received at" },
  SoBienNhan: { vi: "Số biên nhận", en: "Receipt number" },
  MaDoiTuong: { vi: "Mã đối tượng", en: "Applicant's code" },
  LoaiDinhDanh: { vi: "Loại định danh", en: "Kind of ID" },
  ThongTinKhac: { vi: "Thông tin khác", en: "Other information" },
  ThongTinTra: { vi: "Thông tin trả kết quả", en: "About the result" },
  HoSoCoThanhPhanSoHoa: { vi: "Có thành phần số hóa (0, 1)", en: "Has scanned papers (0, 1)" },
  TaiKhoanDuocXacThucVoiVNeID: { vi: "Xác thực VNeID (0, 1)", en: "Confirmed by VNeID (0, 1)" },
  DuocThanhToanTrucTuyen: { vi: "Thanh toán trực tuyến", en: "Paid online" },
  UrlDetail: { vi: "Đường dẫn chi tiết", en: "Link" },
  GhiChu: { vi: "Ghi chú", en: "Note" },
  NguoiXuLy: { vi: "Người xử lý", en: "Officer" },
  ChucDanh: { vi: "Chức danh", en: "Title" },
  ThoiDiemXuLy: { vi: "Thời điểm xử lý", en: "Time" },
  PhongBanXuLy: { vi: "Phòng ban", en: "Department" },
  NoiDungXuLy: { vi: "Nội dung xử lý", en: "What was done" },
  NgayBatDau: { vi: "Ngày bắt đầu", en: "Started" },
  NgayKetThucTheoQuyDinh: { vi: "Ngày kết thúc theo quy định", en: "Due by rule" },
  TaiLieuNop: { vi: "Tài liệu nộp", en: "Papers" },
  DanhSachLePhi: { vi: "Phí, lệ phí", en: "Fees" },
  DanhSachTepDinhKemKhac: { vi: "Tệp đính kèm khác", en: "Other files" },
  DanhSachHoSoBoSung: { vi: "Các lần bổ sung", en: "Supplements" },
  DanhSachGiayToKetQua: { vi: "Giấy tờ kết quả", en: "Results" },
};
export const fieldText = (locale: Locale, name: string): string => fieldWords[name]?.[locale] ?? name;

/** What is wrong with a field of a message. */
const findings: Readonly<Record<string, Words>> = {
  "field-missing": { vi: "Thiếu.", en: "Missing." },
  "field-unreadable": { vi: "Sai kiểu dữ liệu.", en: "Of the wrong type." },
  "text-too-long": { vi: "Nội dung quá dài.", en: "The text is too long." },
  "time-unreadable": {
    vi: "Không phải thời điểm theo mẫu yyyyMMddHHmmss.",
    en: "Not a time of the form yyyyMMddHHmmss.",
  },
  "state-unknown": { vi: "Trạng thái phải là số từ 1 đến 10.", en: "The status must be a number from 1 to 10." },
  "channel-unknown": { vi: "Kênh thực hiện phải là 1, 2 hoặc 3.", en: "The channel must be 1, 2 or 3." },
  "delivery-unknown": { vi: "Hình thức trả phải là 0, 1 hoặc 2.", en: "The delivery must be 0, 1 or 2." },
  "paper-kind-unknown": { vi: "Loại bản phải là 0, 1 hoặc 2.", en: "The kind of paper must be 0, 1 or 2." },
  "fee-stage-unknown": { vi: "Hình thức thu phải là 1, 2 hoặc 4.", en: "The stage of a fee must be 1, 2 or 4." },
  "fee-kind-unknown": { vi: "Loại phí, lệ phí phải là 1 hoặc 2.", en: "The kind of fee must be 1 or 2." },
  "amount-unreadable": { vi: "Số tiền không đọc được.", en: "The amount cannot be read." },
  "flag-unknown": { vi: "Chỉ nhận 0 hoặc 1.", en: "Only 0 or 1." },
  "list-too-long": { vi: "Danh sách quá dài.", en: "The list is too long." },
  "dossier-unknown": { vi: "Chưa có hồ sơ mang mã này.", en: "There is no dossier of this code." },
};
/** A finding as a sentence for whoever mends the message. */
export function findingSentence(locale: Locale, { code, value }: Finding): string {
  const own = findings[code];
  if (own && value === undefined) return own[locale];
  const known = reasonCodes.find((one) => one === code);
  if (known) return reasonSentence(locale, { code: known, ...(value === undefined ? {} : { value }) });
  return (own ?? findings["field-unreadable"] ?? { vi: code, en: code })[locale];
}

export const refusals = {
  "address-unreadable": {
    vi: "Ghi địa chỉ gồm giao thức và máy chủ, ví dụ https://cong.example, không kèm đường dẫn hay tài khoản.",
    en: "Give protocol and host, such as https://portal.example, without a path or an account.",
  },
  "path-unreadable": {
    vi: "Đường dẫn bắt đầu bằng dấu / và chỉ gồm chữ không dấu, số, dấu chấm, gạch.",
    en: "A path begins with / and has plain letters, digits, dots and dashes only.",
  },
  "host-not-allowed": {
    vi: "Máy chủ này không được phép kết nối ra. Đơn vị triển khai thêm vào EXCHANGE_HOSTS trước.",
    en: "This server may not call that host. Whoever runs it adds it to EXCHANGE_HOSTS first.",
  },
  "secret-required": {
    vi: "Nhập mật khẩu của tài khoản: đổi địa chỉ hoặc tài khoản thì mật khẩu cũ không dùng tiếp.",
    en: "Type the account's secret: when the address or the account changes the old one is not used.",
  },
  "kind-twice": { vi: "Một giá trị LoaiDoiTuong chỉ ghi một lần.", en: "A value of LoaiDoiTuong stands once." },
  "kind-untold": {
    vi: "Cần ít nhất một giá trị LoaiDoiTuong cho cá nhân và một cho tổ chức.",
    en: "At least one value of LoaiDoiTuong is needed for citizens and one for organisations.",
  },
  "portal-not-set": {
    vi: "Chưa có cấu hình hoặc chưa có mật khẩu để thử. Lưu cấu hình trước.",
    en: "There are no settings or no secret to try. Save the settings first.",
  },
  "portal-changed": {
    vi: "Cấu hình vừa được người khác sửa. Mời xem lại rồi lưu.",
    en: "Somebody else has just changed the settings. Look again, then save.",
  },
  "message-changed": {
    vi: "Thông điệp vừa được xử lý. Mời xem lại.",
    en: "The message has just been dealt with. Look again.",
  },
  "message-settled": {
    vi: "Thông điệp này đã xong hoặc đã bỏ, không gửi lại được.",
    en: "This message is done or dropped and cannot be sent again.",
  },
  "field-not-known": {
    vi: "Chỉ sửa được các trường có trong thông điệp, không sửa danh sách kèm theo.",
    en: "Only fields of the message itself can be corrected, not the lists in it.",
  },
} as const satisfies Record<string, Words>;
