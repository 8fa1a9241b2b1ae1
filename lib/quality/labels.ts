import type { Words } from "@/lib/words";
import type { IndexKind, LostReason, ReportColumn, ReportKey } from "./model";

export { sheetFaultText } from "./sheet/wording";
export { measureWords } from "./wording/measures";

/** The columns of form II.06 as it heads them; the last two stand beside it. */
export const reportColumnWords: Readonly<Record<ReportColumn, Words>> = {
  received: { vi: "Tổng số", en: "Total" },
  online: { vi: "Trực tuyến", en: "Online" },
  direct: { vi: "Trực tiếp, dịch vụ bưu chính", en: "At the counter, by post" },
  carried: { vi: "Từ kỳ trước", en: "Carried over" },
  resolved: { vi: "Tổng số", en: "Total" },
  early: { vi: "Trước hạn", en: "Early" },
  onTime: { vi: "Đúng hạn", en: "On time" },
  late: { vi: "Quá hạn", en: "Late" },
  open: { vi: "Tổng số", en: "Total" },
  openInTime: { vi: "Trong hạn", en: "In time" },
  openLate: { vi: "Quá hạn", en: "Overdue" },
  withdrawn: { vi: "Rút hồ sơ", en: "Withdrawn" },
  stopped: { vi: "Dừng xử lý", en: "Stopped" },
};
/** What stands over them, and how they are made of each other. */
export const reportGroups: readonly { name: Words; columns: readonly ReportColumn[] }[] = [
  { name: { vi: "Số hồ sơ nhận giải quyết", en: "Received" }, columns: ["received", "online", "direct", "carried"] },
  { name: { vi: "Số hồ sơ đã giải quyết", en: "Resolved" }, columns: ["resolved", "early", "onTime", "late"] },
  { name: { vi: "Số hồ sơ đang giải quyết", en: "Open" }, columns: ["open", "openInTime", "openLate"] },
];
export const besideForm: { name: Words; columns: readonly ReportColumn[] } = {
  name: { vi: "Trong (7): không ra kết quả", en: "Within (7): no result" },
  columns: ["withdrawn", "stopped"],
};
export const columnNumbers: Readonly<Partial<Record<ReportColumn, string>>> = {
  received: "(1)=(2)+(3)+(4)",
  online: "(2)",
  direct: "(3)",
  carried: "(4)",
  resolved: "(5)=(6)+(7)+(8)",
  early: "(6)",
  onTime: "(7)",
  late: "(8)",
  open: "(9)=(10)+(11)",
  openInTime: "(10)",
  openLate: "(11)",
};

export const reportKeyWords: Readonly<Record<ReportKey, Words>> = {
  sector: { vi: "Lĩnh vực", en: "Sector" },
  unit: { vi: "Đơn vị", en: "Unit" },
  procedure: { vi: "Thủ tục", en: "Procedure" },
};
export const reportWords = {
  title: {
    vi: "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
    en: "PROCEEDINGS AND RESULTS OF ADMINISTRATIVE PROCEDURES",
  },
  measure: { vi: "Đơn vị tính: Số hồ sơ TTHC", en: "Counted: dossiers" },
  total: { vi: "Tổng số", en: "Total" },
  position: { vi: "STT", en: "No." },
  rest: { vi: "{name} (trực tiếp)", en: "{name} (itself)" },
  period: { vi: "Kỳ báo cáo: từ ngày {from} đến ngày {to}", en: "Period: {from} to {to}" },
  knownOn: { vi: "Theo số liệu đã biết đến hết ngày {day}", en: "As known at the end of {day}" },
  at: { vi: "Số liệu lấy lúc {time}", en: "Figures read at {time}" },
  seal: { vi: "Mã truy vấn {queryId} – SHA-256 của số liệu {sha256}", en: "Query {queryId} – SHA-256 of the figures {sha256}" },
  alone: {
    vi: "Chỉ gồm hồ sơ của riêng đơn vị, không gồm các đơn vị bên dưới.",
    en: "Of the unit alone, without those below it.",
  },
  judged: {
    vi: "Đúng hạn, quá hạn tính theo ngày hẹn trả đầu tiên (đã trừ thời gian chờ bổ sung, nghĩa vụ tài chính); hồ sơ đang chờ là trong hạn.",
    en: "On time and late are judged by the first appointment (time of waiting taken out); what waits is in time.",
  },
  beside: {
    vi: "Trong cột (7) có {withdrawn} hồ sơ công dân rút và {stopped} hồ sơ dừng xử lý, không ra kết quả.",
    en: "Column (7) holds {withdrawn} withdrawn and {stopped} stopped dossiers, which gave no result.",
  },
  demo: { vi: "DỮ LIỆU MÔ PHỎNG", en: "SIMULATED DATA" },
} as const satisfies Record<string, Words>;

/** Words with their places filled. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

export const refusals = {
  "quality-not-defined": {
    vi: "Tháng này chưa có cách tính chỉ số. Chọn tháng sau đó, hoặc nhờ quản trị ban hành cách tính.",
    en: "No definition of the index holds in this month. Choose a later one, or have a definition added.",
  },
  "quality-month-closed": {
    vi: "Tháng này đã chốt. Muốn đính chính, mở lại tháng kèm lý do.",
    en: "This month is closed. To correct it, open it again and say why.",
  },
  "quality-month-open": {
    vi: "Tháng này đang mở, không cần mở lại.",
    en: "This month is open already.",
  },
  "quality-month-too-old": {
    vi: "Chỉ mở lại được các tháng trong mười hai tháng gần nhất.",
    en: "Only one of the last twelve months can be opened again.",
  },
  "quality-month-ahead": {
    vi: "Tháng này chưa đến. Chọn tháng hiện tại hoặc tháng trước.",
    en: "This month has not begun. Choose the current or an earlier one.",
  },
  "quality-sheet-not-found": {
    vi: "Không thấy bảng số liệu trong tệp: cần một dòng tiêu đề có “Tháng”, “Mã đơn vị”, “Mã số liệu”, “Tử số”, “Mẫu số”, “Căn cứ”. Tải bảng của tháng để xem.",
    en: "The file has no table of figures: a heading row with “Tháng”, “Mã đơn vị”, “Mã số liệu”, “Tử số”, “Mẫu số”, “Căn cứ” is needed. Download the month's sheet to see one.",
  },
  "quality-figure-twice": {
    vi: "Một số liệu của một đơn vị được gửi hai lần. Chỉ giữ một.",
    en: "A figure of a unit was sent twice. Keep one.",
  },
  "quality-top-over-bottom": {
    vi: "Tử số lớn hơn mức có thể có của mẫu số. Kiểm tra lại hai số.",
    en: "The top is more than the bottom allows. Check both numbers.",
  },
  "quality-definition-closed": {
    vi: "Ngày này thuộc tháng đã chốt. Chọn ngày của tháng đang mở hoặc sau đó.",
    en: "This day belongs to a closed month. Choose a day in an open month or later.",
  },
  "quality-definition-taken": {
    vi: "Đã có cách tính bắt đầu từ ngày này. Chọn ngày khác.",
    en: "Another definition begins on this day. Choose another day.",
  },
  "quality-codes-twice": {
    vi: "Hai thành phần trùng mã. Mỗi mã chỉ dùng một lần.",
    en: "Two components share a code. Use each code once.",
  },
  "quality-bands-order": {
    vi: "Các mức xếp loại phải giảm dần và mức cuối bắt đầu từ 0.",
    en: "Bands must go down, and the last must begin at 0.",
  },
} as const satisfies Record<string, Words>;

/** Why a dossier costs points. */
export const reasonWords: Readonly<Record<LostReason, Words>> = {
  late: { vi: "Giải quyết sau ngày hẹn", en: "Resolved after it was due" },
  "left-late": { vi: "Rút hoặc dừng sau ngày hẹn", en: "Withdrawn or stopped after it was due" },
  overdue: { vi: "Đến cuối kỳ chưa xong, đã quá ngày hẹn", en: "Open and overdue at the end of the month" },
  "asked-late": { vi: "Yêu cầu bổ sung sau ngày hẹn", en: "Supplement asked for after it was due" },
  supplements: { vi: "Yêu cầu bổ sung quá một lần", en: "Supplement asked for more than once" },
  "on-paper": { vi: "Nộp trực tiếp hoặc qua bưu chính", en: "Handed in at the counter or by post" },
  "paper-result": { vi: "Không có kết quả điện tử", en: "No electronic result" },
  "not-online-payment": { vi: "Chưa thanh toán trực tuyến", en: "Not paid online" },
  "no-file": { vi: "Giấy tờ chưa số hóa", en: "No digitised paper" },
  "not-reused": { vi: "Không dùng lại giấy tờ đã có", en: "No earlier paper used again" },
  "not-sent": { vi: "Chưa đồng bộ lên Cổng quốc gia", en: "Not synchronised" },
  disliked: { vi: "Công dân đánh giá không hài lòng", en: "Rated badly" },
  "step-late": { vi: "Có bước hoặc cơ quan chậm", en: "A step or agency was late" },
  "on-the-day": { vi: "Đúng ngày hẹn (1 điểm; trước hạn được 2)", en: "On the day (1 point; early gives 2)" },
  "asked-once": { vi: "Đã yêu cầu bổ sung một lần", en: "A supplement was asked for" },
  "not-at-desk": { vi: "Không tiếp nhận tại Bộ phận Một cửa", en: "Not taken in at the one-stop desk" },
  explanation: { vi: "Việc giải thích, tiếp thu được đánh giá dưới mức tốt", en: "Explanation rated below good" },
  attitude: { vi: "Thái độ được đánh giá dưới mức tốt", en: "Attitude rated below good" },
};

export const indexWords: Readonly<Record<IndexKind, { name: Words; short: Words }>> = {
  QD766: {
    name: {
      vi: "Bộ chỉ số phục vụ người dân, doanh nghiệp (QĐ 766/QĐ-TTg)",
      en: "National index of service to citizens and business (QĐ 766/QĐ-TTg)",
    },
    short: { vi: "Bộ chỉ số 766", en: "Index 766" },
  },
  TT01: {
    name: {
      vi: "Đánh giá giải quyết thủ tục hành chính (TT 01/2018/TT-VPCP)",
      en: "Assessment of procedures (TT 01/2018/TT-VPCP)",
    },
    short: { vi: "Chín chỉ số TT 01/2018", en: "Nine indicators" },
  },
};
