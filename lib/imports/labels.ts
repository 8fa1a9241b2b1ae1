import type { Locale, Words } from "@/lib/words";
import { formatDay } from "@/lib/words";
import type { Field, ImportFault, Reason } from "./model";
import { documentFieldLabels, documentReasonLabels, documentRefusals } from "./registers/labels";

export { documentFieldLabels, importFileFaultLabels, importFileStateLabels } from "./registers/labels";

export const fieldLabels: Record<Field, Words> = {
  code: { vi: "Mã hồ sơ", en: "Dossier code" },
  procedureCode: { vi: "Mã TTHC", en: "Procedure code" },
  procedureName: { vi: "Tên TTHC", en: "Procedure name" },
  unit: { vi: "Đơn vị xử lý", en: "Settling unit" },
  receivingUnit: { vi: "Nơi tiếp nhận", en: "Receiving unit" },
  applicantName: { vi: "Chủ hồ sơ", en: "Applicant" },
  applicantKind: { vi: "Loại đối tượng", en: "Kind of applicant" },
  applicantAddress: { vi: "Địa chỉ", en: "Address" },
  phone: { vi: "Số điện thoại", en: "Phone" },
  idNumber: { vi: "Số CCCD/CMND", en: "ID number" },
  subject: { vi: "Trích yếu", en: "Subject" },
  acceptedAt: { vi: "Ngày tiếp nhận", en: "Accepted on" },
  dueAt: { vi: "Ngày hẹn trả", en: "Due on" },
  endedAt: { vi: "Ngày kết thúc xử lý", en: "Finished on" },
  returnedAt: { vi: "Ngày trả kết quả", en: "Returned on" },
  stoppedAt: { vi: "Ngày yêu cầu bổ sung", en: "Stopped on" },
  channel: { vi: "Hình thức nộp", en: "Channel" },
  state: { vi: "Trạng thái", en: "Status" },
  result: { vi: "Kết quả", en: "Result" },
};

export const statusLabels = {
  UPLOADED: { vi: "Chờ xác nhận", en: "Waiting to be confirmed" },
  RUNNING: { vi: "Đang nhập", en: "Running" },
  DONE: { vi: "Đã nhập xong", en: "Done" },
  FAILED: { vi: "Không nhập được", en: "Failed" },
  CANCELLED: { vi: "Đã hủy", en: "Cancelled" },
} as const satisfies Record<string, Words>;

/** What broke a run off. */
export const faultLabels: Record<ImportFault, Words> = {
  "database-away": {
    vi: "Mất kết nối cơ sở dữ liệu trong lúc nhập.",
    en: "The database was lost on the way.",
  },
  "disk-full": {
    vi: "Máy chủ hết chỗ trên đĩa. Vui lòng báo quản trị dọn chỗ.",
    en: "The server's disk is full. Please ask the administrator to make room.",
  },
  "worker-stopped": {
    vi: "Máy xử lý được dừng hoặc khởi động lại giữa chừng.",
    en: "The worker was stopped or restarted on the way.",
  },
  unexpected: {
    vi: "Gặp lỗi ngoài dự kiến. Nếu còn lặp lại, báo quản trị kèm số của lần nhập; nhật ký máy chủ ghi theo số ấy.",
    en: "Something unexpected went wrong. If it goes on, give the import's number to the administrator; the server's log is kept by it.",
  },
};

/** `{field}` and `{value}` are filled from the reason. */
export const reasonLabels: Record<Reason["code"], Words> = {
  "code-missing": { vi: "Thiếu mã hồ sơ.", en: "The dossier code is missing." },
  "code-unreadable": {
    vi: "Mã hồ sơ “{value}” không đúng mẫu (ví dụ H22.15.7-230105-0001 hoặc 000.07.15.H22-230105-0001).",
    en: "The dossier code “{value}” is not of the form H22.15.7-230105-0001 or 000.07.15.H22-230105-0001.",
  },
  "procedure-missing": { vi: "Thiếu mã hoặc tên thủ tục hành chính.", en: "Neither code nor name of the procedure is given." },
  "procedure-unknown": {
    vi: "Thủ tục “{value}” không có trong danh mục.",
    en: "The procedure “{value}” is not in the catalogue.",
  },
  "unit-unknown": { vi: "Không có đơn vị “{value}” vào ngày tiếp nhận.", en: "There is no unit “{value}” on that day." },
  "unit-out-of-reach": {
    vi: "Hồ sơ thuộc đơn vị ngoài phạm vi được nhập của tài khoản.",
    en: "The dossier belongs to a unit you may not import for.",
  },
  "applicant-missing": { vi: "Thiếu tên chủ hồ sơ.", en: "The applicant's name is missing." },
  "accepted-missing": { vi: "Thiếu ngày tiếp nhận.", en: "The day of acceptance is missing." },
  "date-unreadable": {
    vi: "{field}: không đọc được ngày “{value}” (viết dd/MM/yyyy).",
    en: "{field}: “{value}” is not a date (write dd/MM/yyyy).",
  },
  "accepted-in-future": { vi: "Ngày tiếp nhận ở tương lai.", en: "The day of acceptance lies in the future." },
  "ended-in-future": {
    vi: "Ngày kết thúc hoặc trả kết quả ở tương lai.",
    en: "The day of the end or return lies in the future.",
  },
  "due-before-accepted": { vi: "Ngày hẹn trả trước ngày tiếp nhận.", en: "The due day is before the day of acceptance." },
  "ended-before-accepted": { vi: "Ngày kết thúc trước ngày tiếp nhận.", en: "The end is before the acceptance." },
  "returned-before-ended": { vi: "Ngày trả kết quả trước ngày kết thúc xử lý.", en: "The return is before the end." },
  "end-missing": {
    vi: "Trạng thái đã xong nhưng thiếu ngày kết thúc xử lý và ngày trả kết quả.",
    en: "The status says it is over, but there is neither a day of the end nor of the return.",
  },
  "end-while-open": {
    vi: "Trạng thái chưa xong nhưng lại có ngày kết thúc hoặc ngày trả kết quả.",
    en: "The status says it is open, but a day of the end or return is given.",
  },
  "never-accepted": {
    vi: "Hồ sơ chưa hoặc không được tiếp nhận thì không vào sổ hồ sơ đã tiếp nhận.",
    en: "What was never accepted does not belong in the register of accepted dossiers.",
  },
  "state-unknown": { vi: "Không hiểu trạng thái “{value}”.", en: "The status “{value}” is not known." },
  "channel-unknown": { vi: "Không hiểu hình thức nộp “{value}”.", en: "The channel “{value}” is not known." },
  "text-too-long": { vi: "{field}: nội dung quá dài.", en: "{field}: the text is too long." },
  "field-invalid": { vi: "Trường “{value}” thiếu hoặc sai kiểu.", en: "The field “{value}” is missing or of the wrong type." },
  "field-unknown": { vi: "Không có trường “{value}”.", en: "There is no field “{value}”." },
  "calendar-not-decided": {
    vi: "Chưa có lịch làm việc để tính hạn cho hồ sơ tiếp nhận ngày {value}; hãy cho cột ngày hẹn trả hoặc bổ sung lịch.",
    en: "There is no working calendar to count a deadline from {value}; give a due day or add the calendar.",
  },
  "duplicate-differs": {
    vi: "Mã hồ sơ này có nhiều dòng khác nhau trong cùng tệp (xem dòng {value}).",
    en: "This dossier code stands on several differing rows of the file (see row {value}).",
  },
  "already-closed": {
    vi: "Hồ sơ đã kết thúc trong hệ thống nên không mở lại qua nhập tệp.",
    en: "The dossier is closed on record; an import does not open it again.",
  },
  "goes-back": {
    vi: "Trạng thái trong tệp lùi lại so với trạng thái đang ghi nhận.",
    en: "The status in the file is a step back from the one on record.",
  },
  "other-unit": {
    vi: "Mã hồ sơ này đã thuộc một đơn vị ngoài phạm vi được nhập của tài khoản.",
    en: "This code belongs to a dossier of a unit you may not import for.",
  },
  ...documentReasonLabels,
};

/** Dossiers and documents have some fields of one name, and call them the same. */
const everyField = { ...documentFieldLabels, ...fieldLabels };

/** A reason as a sentence for the person who keeps the register. */
export function reasonSentence(locale: Locale, reason: Reason): string {
  const field = reason.field ? everyField[reason.field][locale] : "";
  const value = reason.code === "calendar-not-decided" ? formatDay(reason.value ?? "") : (reason.value ?? "");
  return reasonLabels[reason.code][locale].replace(/\{(field|value)\}/g, (_, name) => (name === "field" ? field : value));
}

/** The same as a heading over many rows, without the words of any one of them. */
export const reasonTitle = (locale: Locale, { code, field }: Pick<Reason, "code" | "field">): string =>
  reasonSentence(locale, { code, field, ...(code === "calendar-not-decided" ? {} : { value: "…" }) }).replace(
    /\s*\([^)]*…\)/,
    "",
  );

export const refusals = {
  "file-name-required": { vi: "Thiếu tên tệp.", en: "The file's name is missing." },
  "file-name-lies": {
    vi: "Đuôi tên tệp không đúng với nội dung bên trong. Mở tệp bằng Excel, lưu lại dạng .xlsx hoặc .csv rồi gửi lại.",
    en: "The ending of the file's name does not fit what is in it. Open it in Excel, save it as .xlsx or .csv and send it again.",
  },
  "file-kind-unknown": {
    vi: "Không nhận ra loại tệp. Hãy gửi sổ dạng .xlsx hoặc .csv.",
    en: "The kind of file is not known. Send the register as .xlsx or .csv.",
  },
  "xls-old": {
    vi: "Đây là tệp Excel đời cũ (.xls) hoặc có mật khẩu. Hãy mở bằng Excel và lưu lại dạng .xlsx, không đặt mật khẩu.",
    en: "This is an old Excel file (.xls) or has a password. Open it in Excel and save it as .xlsx without one.",
  },
  "xlsx-hostile": {
    vi: "Tệp Excel có cấu trúc bất thường nên bị từ chối để bảo đảm an toàn. Hãy mở bằng Excel, lưu thành tệp mới rồi gửi lại.",
    en: "The Excel file is built in an abnormal way and was refused for safety. Open it in Excel, save it as a new file and send it again.",
  },
  "xlsx-broken": {
    vi: "Tệp Excel bị hỏng hoặc không đọc được. Hãy mở bằng Excel và lưu lại.",
    en: "The Excel file is broken or cannot be read. Open it in Excel and save it again.",
  },
  "csv-encoding": {
    vi: "Tệp CSV không phải bảng mã UTF-8 (có thể là TCVN3, VNI). Hãy lưu lại bằng Excel dạng “CSV UTF-8” hoặc .xlsx.",
    en: "The CSV file is not UTF-8. Save it again as “CSV UTF-8” or as .xlsx.",
  },
  "csv-quote-open": {
    vi: "Tệp CSV có dấu nháy kép mở mà không đóng, hoặc một dòng dài quá mức. Hãy mở bằng Excel, lưu lại dạng “CSV UTF-8” hoặc .xlsx rồi gửi lại.",
    en: "The CSV file has a quote that is never closed, or a row that is far too long. Open it in Excel, save it as “CSV UTF-8” or .xlsx and send it again.",
  },
  "csv-broken": {
    vi: "Tệp CSV sai cấu trúc. Hãy mở bằng Excel, lưu lại dạng “CSV UTF-8” hoặc .xlsx rồi gửi lại.",
    en: "The CSV file is not well formed. Open it in Excel, save it as “CSV UTF-8” or .xlsx and send it again.",
  },
  "table-not-found": {
    vi: "Không tìm thấy dòng tiêu đề của sổ (cần có ít nhất Mã hồ sơ, Chủ hồ sơ, Ngày tiếp nhận).",
    en: "No heading row of a register was found (it needs at least the code, the applicant and the day of acceptance).",
  },
  "too-many-rows": {
    vi: "Sổ có hơn 1.000.000 dòng. Hãy chia thành nhiều tệp rồi gửi từng tệp.",
    en: "The register has more than 1,000,000 rows. Split it into several files.",
  },
  "too-many-columns": {
    vi: "Sổ có hơn 200 cột. Hãy xóa các cột thừa rồi gửi lại.",
    en: "The register has more than 200 columns. Remove those that are not needed and send it again.",
  },
  "cell-too-long": {
    vi: "Có ô dài quá 32.767 ký tự. Hãy rút ngắn nội dung ô đó rồi gửi lại.",
    en: "A cell is longer than 32,767 characters. Shorten it and send the file again.",
  },
  "mapping-incomplete": {
    vi: "Chưa chỉ đủ các cột cần thiết: mã hồ sơ, chủ hồ sơ, ngày tiếp nhận và thủ tục.",
    en: "Not all needed columns are mapped: code, applicant, day of acceptance and procedure.",
  },
  "mapping-outside": {
    vi: "Có cột không có trong tệp, hoặc một cột dùng cho hai trường.",
    en: "A column is not in the file, or stands for two fields.",
  },
  "import-not-waiting": { vi: "Lần nhập này đã bắt đầu hoặc đã kết thúc.", en: "This import has already started or ended." },
  "import-not-running": { vi: "Lần nhập này không còn chạy.", en: "This import is no longer running." },
  "import-raced": {
    vi: "Hồ sơ trong sổ liên tục được người khác sửa trong lúc nhập. Hãy nhập lại.",
    en: "Dossiers of the register kept being changed by others meanwhile. Import it again.",
  },
  "import-gave-up": {
    vi: "Hệ thống đã thử nhiều lần mà không nhập xong. Không có hồ sơ nào bị thay đổi. Vui lòng báo quản trị.",
    en: "The system tried several times and could not finish. No dossier was changed. Please tell the administrator.",
  },
  ...documentRefusals,
  "unit-required": { vi: "Cần chỉ rõ đơn vị (unitId).", en: "Say which unit it is for (unitId)." },
} as const satisfies Record<string, Words>;
