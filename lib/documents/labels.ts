import type { Words } from "@/lib/words";
import type { Doubt } from "./checks/model";
import type { DocumentDirection, DocumentRefusal, DocumentState, DocumentUrgency } from "./model";

export const directionWords: Record<DocumentDirection, Words> = {
  INCOMING: { vi: "Văn bản đến", en: "Incoming" },
  OUTGOING: { vi: "Văn bản đi", en: "Outgoing" },
  INTERNAL: { vi: "Văn bản nội bộ", en: "Internal" },
};

/** The state of a document in words; what stands in the register is called by what happened to it. */
export function documentStateWords(state: DocumentState, direction: DocumentDirection): Words {
  if (state === "DRAFT") return { vi: "Dự thảo", en: "Draft" };
  if (state === "VOIDED") return { vi: "Đã bỏ số", en: "Number voided" };
  return direction === "INCOMING" ? { vi: "Đã vào sổ", en: "Registered" } : { vi: "Đã phát hành", en: "Issued" };
}

/** NĐ 30/2020, Phụ lục I; the last from edXML. */
export const urgencyWords: Record<DocumentUrgency, Words> = {
  NORMAL: { vi: "Thường", en: "Ordinary" },
  URGENT: { vi: "Khẩn", en: "Urgent" },
  VERY_URGENT: { vi: "Thượng khẩn", en: "Very urgent" },
  EXPRESS: { vi: "Hỏa tốc", en: "Express" },
  EXPRESS_AT_HOUR: { vi: "Hỏa tốc hẹn giờ", en: "Express, at an hour" },
};

/** Where a signed file does not agree with the register. */
export const doubtWords: Record<Doubt, Words> = {
  "agency-missing": {
    vi: "Chưa có chữ ký số của cơ quan ban hành (thay con dấu).",
    en: "The issuing agency has not signed (its signature stands for the seal).",
  },
  "person-missing": {
    vi: "Chưa có chữ ký số của người có thẩm quyền.",
    en: "The person in authority has not signed.",
  },
  "issuer-differs": {
    vi: "Chữ ký số không phải của cơ quan ban hành ghi trong sổ.",
    en: "The signature is not that of the issuer in the register.",
  },
  "signer-differs": {
    vi: "Người ký số khác người ký ghi trong sổ.",
    en: "Whoever signed is not the signer in the register.",
  },
  "symbol-differs": {
    vi: "Số, ký hiệu trong tệp khác với sổ.",
    en: "The number and symbol in the file are not those in the register.",
  },
  "day-differs": {
    vi: "Ngày ghi trong tệp khác ngày văn bản trong sổ.",
    en: "The day written in the file is not the day in the register.",
  },
  "signed-late": { vi: "Ký số sau ngày ban hành.", en: "It was signed after the day it was issued." },
};

export const authorityWords: Readonly<Record<string, Words>> = {
  "TM.": { vi: "TM. (thay mặt)", en: "TM. (on behalf of)" },
  "Q.": { vi: "Q. (quyền)", en: "Q. (acting)" },
  "KT.": { vi: "KT. (ký thay)", en: "KT. (for the head)" },
  "TL.": { vi: "TL. (thừa lệnh)", en: "TL. (by order)" },
  "TUQ.": { vi: "TUQ. (thừa ủy quyền)", en: "TUQ. (by authorisation)" },
};

export const refusals = {
  "secret-document": {
    vi: "Có dấu hiệu văn bản mật (Mật, Tối mật, Tuyệt mật). Hệ thống này nối mạng nên không được nhận, lưu hay ghi trích yếu văn bản mật; nội dung vừa nhập không được lưu lại. Đề nghị đăng ký tại sổ văn bản mật và gửi, nhận theo kênh cơ yếu theo pháp luật về bảo vệ bí mật nhà nước.",
    en: "This bears a mark of secrecy (Mật, Tối mật, Tuyệt mật). This system is on a network and may neither take nor keep a secret document, nor its subject; nothing of what was entered was kept. Register it in the book of secret documents and use the cipher channel.",
  },
  "mark-unreadable": {
    vi: "Ký hiệu chỉ gồm chữ, số và các dấu . & -, không có khoảng trắng hay dấu gạch chéo (ví dụ: UBND, VP).",
    en: "A mark has letters, digits and . & - only, no spaces or strokes (for example UBND, VP).",
  },
  "document-type-unknown": { vi: "Loại văn bản không có trong danh mục.", en: "There is no such type of document." },
  "document-changed": {
    vi: "Văn bản vừa được người khác sửa. Mời xem lại trước khi làm tiếp.",
    en: "Somebody else has just changed the document. Look at it again before going on.",
  },
  "document-not-draft": {
    vi: "Văn bản đã vào sổ nên không sửa được nữa; nếu sai, bỏ số kèm lý do và lập văn bản khác.",
    en: "The document stands in the register and cannot be changed; if it is wrong, void its number with the reason and make another.",
  },
  "document-not-registered": { vi: "Chỉ bỏ được số của văn bản đang có số.", en: "Only a number that stands can be voided." },
  "document-registered-already": {
    vi: "Văn bản này (cùng nơi ban hành, số ký hiệu và ngày) đã có trong sổ đến. Nếu đúng là một bản khác, đánh dấu “Vẫn vào sổ”.",
    en: "This document (issuer, symbol and day) stands in the register already. If another copy is meant, tick “Register all the same”.",
  },
  "draft-incomplete": { vi: "Cần có trước khi cấp số.", en: "Needed before a number is given." },
  "response-unknown": {
    vi: "Văn bản được trả lời không có trong sổ, hoặc ngoài phạm vi được xem.",
    en: "The document it answers is in no register you may see.",
  },
  "arrived-in-future": { vi: "Ngày đến không thể sau hôm nay.", en: "The day of arrival cannot be after today." },
  "issued-after-arrival": { vi: "Ngày văn bản không thể sau ngày đến.", en: "The document's day cannot be after its arrival." },
  "due-before-document": {
    vi: "Hạn trả lời không thể trước ngày văn bản.",
    en: "The due day cannot be before the document's day.",
  },
  "register-closed": {
    vi: "Sổ của năm này đã khóa, không cấp số được nữa.",
    en: "The register of this year is closed; no number can be given out.",
  },
  "register-year-runs": {
    vi: "Chỉ khóa được sổ của năm đã hết (NĐ 30/2020, Điều 15: số cấp từ 01/01 đến 31/12).",
    en: "Only the register of a year that has ended can be closed (numbers run from 1 January to 31 December).",
  },
  "book-types-taken": {
    vi: "Có loại văn bản đã thuộc một sổ khác của đơn vị.",
    en: "One of these types has a book of the unit already.",
  },
  "document-files-full": { vi: "Văn bản đã đủ số tệp tối đa.", en: "The document has as many files as it may have." },
  "document-takes-no-files": { vi: "Văn bản đã bỏ số không nhận thêm tệp.", en: "A voided document takes no files." },
} as const satisfies Record<DocumentRefusal, Words>;
