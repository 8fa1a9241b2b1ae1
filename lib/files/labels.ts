import type { Words } from "@/lib/words";
import type { ActivePart } from "./model";

export const refusals = {
  "export-running": {
    vi: "Ông/bà đang tải các tệp khác. Chờ tải xong rồi xuất tiếp.",
    en: "Other files of yours are still being downloaded. Wait for them, then export again.",
  },
  "exports-busy": {
    vi: "Máy chủ đang xuất nhiều tệp. Vui lòng thử lại sau ít giây.",
    en: "The server is writing many files at the moment. Please try again in a few seconds.",
  },
  "upload-running": {
    vi: "Ông/bà đang tải lên nhiều tệp cùng lúc. Chờ các tệp đó lên xong rồi gửi tiếp.",
    en: "Too many files of yours are being uploaded at once. Wait for them, then send again.",
  },
  "upload-quota": {
    vi: "Hôm nay tài khoản này đã gửi lên hết dung lượng được phép. Gửi tiếp vào ngày mai, hoặc báo quản trị tăng hạn mức.",
    en: "This account has sent in all it may today. Send the rest tomorrow, or ask the administrator for a larger quota.",
  },
  "file-too-large": { vi: "Tệp quá lớn (tối đa 200 MB).", en: "The file is too large (200 MB at most)." },
  "file-empty": {
    vi: "Tệp trống, không có nội dung. Hãy quét hoặc lưu lại tệp rồi gửi.",
    en: "The file is empty. Scan or save it again and send that.",
  },
  "disk-full": {
    vi: "Máy chủ sắp hết chỗ lưu tệp nên tạm không nhận tệp mới. Vui lòng báo quản trị.",
    en: "The server is almost out of disk space and takes no new files. Please tell the administrator.",
  },
  "looks-busy": {
    vi: "Máy chủ đang kiểm tra nhiều tệp. Vui lòng gửi lại sau ít giây.",
    en: "The server is looking into many files at the moment. Please send it again in a few seconds.",
  },
  "paper-kind-unknown": {
    vi: "Chỉ nhận tệp PDF, ảnh (JPG, PNG, TIFF), Word (.docx) hoặc Excel (.xlsx). Hãy chuyển tệp sang một trong các dạng này rồi đính kèm lại.",
    en: "Only PDF, pictures (JPG, PNG, TIFF), Word (.docx) and Excel (.xlsx) are taken. Convert the file to one of these and attach it again.",
  },
  "paper-is-program": {
    vi: "Tệp này là chương trình máy tính, không phải giấy tờ. Không mở tệp này; hãy báo cán bộ công nghệ thông tin.",
    en: "This file is a computer program, not a paper. Do not open it; tell your IT officer.",
  },
  "paper-name-lies": {
    vi: "Nội dung tệp không đúng với tên tệp. Hãy mở tệp bằng đúng phần mềm, lưu lại rồi đính kèm.",
    en: "What is in the file is not what its name says. Open it with the program it belongs to, save it again and attach that.",
  },
  "paper-unreadable": {
    vi: "Không đọc được tệp; có thể tệp bị hỏng hoặc tải lên chưa trọn. Hãy quét hoặc lưu lại rồi đính kèm.",
    en: "The file cannot be read; it may be damaged or incomplete. Scan or save it again and attach that.",
  },
  "paper-locked": {
    vi: "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi đính kèm lại.",
    en: "The file is locked by a password. Remove the password and attach it again.",
  },
  "paper-too-long": {
    vi: "Tệp có quá 2.000 trang. Hãy chia thành nhiều tệp.",
    en: "The file has more than 2,000 pages. Split it into several files.",
  },
  "paper-too-large": {
    vi: "Tệp lớn quá 50 MB. Hãy quét lại ở độ phân giải 200–300 dpi, hoặc chia thành nhiều tệp.",
    en: "The file is larger than 50 MB. Scan it again at 200–300 dpi, or split it into several files.",
  },
  "paper-hostile": {
    vi: "Tệp nén bất thường, có thể gây treo máy người mở. Hãy in ra PDF rồi đính kèm lại.",
    en: "The file is packed in a way that may freeze the computer that opens it. Print it to PDF and attach that.",
  },
  "paper-has-macros": {
    vi: "Tệp có chứa macro (chương trình chạy trong Word, Excel). Hãy in ra PDF rồi đính kèm lại.",
    en: "The file holds macros (programs that run in Word or Excel). Print it to PDF and attach that.",
  },
  "store-away": {
    vi: "Kho lưu tệp tạm thời không trả lời. Chưa có gì bị mất; vui lòng thử lại sau ít phút, hoặc báo quản trị nếu kéo dài.",
    en: "The file store does not answer at the moment. Nothing is lost; please try again in a few minutes, or tell the administrator if it lasts.",
  },
  "file-damaged": {
    vi: "Nội dung tệp trong kho không còn nguyên vẹn. Báo quản trị khôi phục tệp từ bản sao lưu.",
    en: "The file in the store is damaged. Tell the administrator to restore it from a backup.",
  },
  "scanner-away": {
    vi: "Chưa kết nối được bộ quét mã độc; tệp sẽ được quét khi kết nối lại.",
    en: "The virus scanner cannot be reached; the file is scanned once it is back.",
  },
} as const satisfies Record<string, Words>;

/** What acts by itself in a file, in words for whoever is about to open it. */
export const activeWords: Record<ActivePart, Words> = {
  script: { vi: "mã lệnh JavaScript", en: "JavaScript" },
  launch: { vi: "lệnh mở chương trình khác", en: "a command that starts another program" },
  opens: { vi: "lệnh tự chạy khi mở tệp", en: "an action that runs when it is opened" },
  acts: { vi: "lệnh tự chạy theo thao tác", en: "actions that run by themselves" },
  embedded: { vi: "tệp khác nhúng bên trong", en: "other files inside it" },
  "leads-away": { vi: "lệnh mở tệp khác", en: "a command that opens another file" },
  sends: { vi: "lệnh gửi dữ liệu ra ngoài", en: "a command that sends data out" },
  "form-program": { vi: "biểu mẫu động XFA", en: "an XFA form" },
  media: { vi: "phim, âm thanh nhúng", en: "film or sound inside it" },
  template: { vi: "nội dung tải từ nơi khác khi mở", en: "content fetched from elsewhere when it is opened" },
  macros: { vi: "macro (chương trình chạy trong Word, Excel)", en: "macros (programs that run in Word or Excel)" },
  "old-format": {
    vi: "định dạng Word, Excel cũ, hệ thống không xem được bên trong",
    en: "the old format of Word or Excel, which is not looked into",
  },
  sealed: { vi: "phần mã hóa không kiểm tra được", en: "encrypted parts that could not be checked" },
};
