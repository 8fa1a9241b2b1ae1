import type { Words } from "@/lib/words";
import type { DocumentField, documentReasonCodes, importFileFaults, importFileStates } from "./model";

export const documentFieldLabels: Record<DocumentField, Words> = {
  number: { vi: "Số đến / số văn bản", en: "Number" },
  arrivedOn: { vi: "Ngày đến", en: "Arrived on" },
  issuer: { vi: "Tác giả", en: "Issuer" },
  symbol: { vi: "Số, ký hiệu", en: "Symbol" },
  issuedOn: { vi: "Ngày tháng văn bản", en: "Dated" },
  documentType: { vi: "Loại văn bản", en: "Type" },
  subject: { vi: "Tên loại và trích yếu", en: "Subject" },
  signerName: { vi: "Người ký", en: "Signed by" },
  signerPost: { vi: "Chức vụ người ký", en: "Signer's post" },
  recipients: { vi: "Nơi nhận", en: "Recipients" },
  keeper: { vi: "Đơn vị, người nhận bản lưu", en: "Keeps the record copy" },
  copies: { vi: "Số lượng bản", en: "Copies" },
  pages: { vi: "Số trang", en: "Pages" },
  dueOn: { vi: "Hạn giải quyết", en: "Deadline" },
  urgency: { vi: "Độ khẩn", en: "Urgency" },
  note: { vi: "Ghi chú", en: "Note" },
  file: { vi: "Tệp đính kèm", en: "File" },
};

export const documentReasonLabels: Record<(typeof documentReasonCodes)[number], Words> = {
  "secret-document": {
    vi: "Văn bản có dấu mật: không nhập vào hệ thống, không giữ lại nội dung nào của dòng này. Chỉ ghi số lượng ở trang Sổ văn bản.",
    en: "The document bears a mark of secrecy: it does not come in, and nothing of this row is kept. Only its count is noted, on the page of the registers.",
  },
  "needed-missing": { vi: "Thiếu {field}.", en: "Missing: {field}." },
  "number-unreadable": { vi: "Không đọc được số “{value}”.", en: "The number “{value}” cannot be read." },
  "number-twice": {
    vi: "Số {value} có ở nhiều dòng khác nhau; không rõ dòng nào đúng.",
    en: "Number {value} stands on several differing rows; nobody can tell which is right.",
  },
  "number-out-of-order": {
    vi: "Số {value} không theo thứ tự ngày: số nhỏ hơn lại có ngày muộn hơn, hoặc ngược lại.",
    en: "Number {value} does not follow the days: a smaller number has a later day, or the other way round.",
  },
  "number-differs": {
    vi: "Số và ký hiệu không khớp nhau ({value}).",
    en: "The number is not the one in the symbol ({value}).",
  },
  "number-taken": {
    vi: "Số {value} đã có trong sổ với nội dung khác; không sửa văn bản đã vào sổ.",
    en: "Number {value} stands in the register and says something else; what is registered is not changed.",
  },
  "number-given-here": {
    vi: "Sổ của năm này đang lấy số trong hệ thống (đến số {value}); chỉ nhập được các số có từ trước.",
    en: "Numbers of this register are given out here (up to {value}); only those before can be brought in.",
  },
  "year-differs": { vi: "Ngày vào sổ không thuộc năm {value}.", en: "The day it was registered is not of the year {value}." },
  "type-unknown": {
    vi: "Không nhận ra loại văn bản từ “{value}”. Ghi tên loại hoặc chữ viết tắt theo Nghị định 30/2020.",
    en: "The type of document cannot be told from “{value}”. Give its name or abbreviation as Decree 30/2020 has it.",
  },
  "urgency-unknown": { vi: "Không hiểu độ khẩn “{value}”.", en: "The urgency “{value}” is not known." },
  "symbol-unreadable": {
    vi: "Số, ký hiệu “{value}” không bắt đầu bằng số (ví dụ 123/QĐ-UBND).",
    en: "The symbol “{value}” does not begin with a number (such as 123/QĐ-UBND).",
  },
  "issued-in-future": { vi: "Ngày văn bản ở tương lai.", en: "The day of the document is in the future." },
  "arrived-in-future": { vi: "Ngày đến ở tương lai.", en: "The day of arrival is in the future." },
  "issued-after-arrival": { vi: "Ngày văn bản sau ngày đến.", en: "The document is dated after it arrived." },
  "document-registered-already": {
    vi: "Văn bản này (cùng tác giả, ký hiệu, ngày) đã vào sổ ở số {value}.",
    en: "This document (issuer, symbol and day) stands in the register under number {value}.",
  },
};

/** Why a file beside a register did not go with a document. */
export const importFileFaultLabels: Record<(typeof importFileFaults)[number], Words> = {
  "file-missing": { vi: "Không có trong tệp zip.", en: "Not in the zip." },
  "file-ambiguous": { vi: "Có nhiều tệp cùng tên trong tệp zip.", en: "Several files of the zip have this name." },
  "file-not-pdf": { vi: "Không phải tệp PDF.", en: "Not a PDF." },
  "file-unreadable": { vi: "Tệp hỏng, không đọc được.", en: "Broken; it cannot be read." },
  "file-too-large": { vi: "Quá lớn (hơn 50 MB).", en: "Too large (over 50 MB)." },
  "file-empty": { vi: "Tệp rỗng.", en: "Empty." },
};

/** What became of a file beside a register. */
export const importFileStateLabels: Record<(typeof importFileStates)[number], Words> = {
  TAKEN: { vi: "Gắn với văn bản", en: "With its document" },
  RETURNED: { vi: "Dòng bị trả lại", en: "Its row came back" },
  UNNAMED: { vi: "Không dòng nào nêu tên", en: "No row names it" },
  REFUSED: { vi: "Không nhận", en: "Not taken" },
  MISSING: { vi: "Thiếu tệp", en: "Missing" },
};

export const documentRefusals = {
  "zip-hostile": {
    vi: "Tệp zip có cấu trúc bất thường (đường dẫn lạ, tệp trùng, có mật khẩu hoặc nén quá mức) nên bị từ chối để bảo đảm an toàn.",
    en: "The zip is built in an abnormal way (strange paths, names twice, a password, or packed too far) and was refused for safety.",
  },
  "zip-broken": { vi: "Tệp zip bị hỏng hoặc không phải tệp zip.", en: "The zip is broken, or none." },
  "year-not-come": { vi: "Năm của sổ chưa đến.", en: "The year of the register has not come." },
  "too-many-document-rows": {
    vi: "Sổ có hơn 50.000 dòng. Hãy chia thành nhiều tệp rồi gửi từng tệp.",
    en: "The register has more than 50,000 rows. Split it into several files.",
  },
  "document-table-not-found": {
    vi: "Không tìm thấy dòng tiêu đề của sổ văn bản (cần ít nhất ba cột như Số đến, Số ký hiệu, Ngày tháng văn bản, Trích yếu).",
    en: "No heading row of a register of documents was found (it needs at least three columns, such as number, symbol, day and subject).",
  },
  "document-mapping-incomplete": {
    vi: "Chưa chỉ đủ các cột cần thiết của sổ văn bản.",
    en: "Not all needed columns of the register of documents are mapped.",
  },
} as const satisfies Record<string, Words>;
