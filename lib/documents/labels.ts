import type { Words } from "@/lib/words";
import type { Doubt } from "./checks/model";
import type {
  DocumentDirection,
  DocumentRefusal,
  DocumentSigning,
  DocumentState,
  DocumentTaskRole,
  DocumentTaskState,
  DocumentUrgency,
  DocumentWorkAct,
  TaskAct,
} from "./model";
import { signingRefusalWords } from "./signing/labels";

export { setWords } from "./list/sets";
export { signingFaultWords, signingStateWords } from "./signing/labels";

/** How a document stands with the signatures it must bear. */
export const signingWords: Record<DocumentSigning, Words> = {
  VALID: { vi: "Ký số hợp lệ", en: "Validly signed" },
  DOUBTFUL: { vi: "Thiếu chữ ký hoặc không khớp sổ", en: "A signature missing, or not as registered" },
  INVALID: { vi: "Chữ ký không hợp lệ", en: "Signature not valid" },
  UNKNOWN: { vi: "Chưa kết luận được chữ ký", en: "Signature cannot be told" },
  UNSIGNED: { vi: "Chưa ký số", en: "Not signed" },
  PENDING: { vi: "Đang chờ kiểm tra chữ ký", en: "Waiting to be checked" },
  EXEMPT: { vi: "Không thuộc diện ký số", en: "Need not be signed" },
};

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
export const taskRoleWords: Record<DocumentTaskRole, Words> = {
  LEAD: { vi: "Chủ trì", en: "Leads" },
  SUPPORT: { vi: "Phối hợp", en: "Supports" },
  INFORM: { vi: "Để biết", en: "For information" },
};
/** How a task stands; what is for information is unread or read. */
export function taskStateWords(state: DocumentTaskState, role: DocumentTaskRole): Words {
  if (role === "INFORM" && state === "SENT") return { vi: "Chưa xem", en: "Unread" };
  if (role === "INFORM" && state === "DONE") return { vi: "Đã xem", en: "Read" };
  return stateWords[state];
}
const stateWords: Record<DocumentTaskState, Words> = {
  SENT: { vi: "Chưa nhận", en: "Not taken up" },
  ACCEPTED: { vi: "Đang giải quyết", en: "Being dealt with" },
  HANDED_ON: { vi: "Đã giao tiếp", en: "Handed on" },
  DONE: { vi: "Đã giải quyết", en: "Done" },
  RETURNED: { vi: "Đã chuyển trả", en: "Handed back" },
  RECALLED: { vi: "Đã thu hồi", en: "Taken back" },
  CLOSED: { vi: "Kết thúc cùng văn bản", en: "Closed with the document" },
};
export const taskActWords: Record<TaskAct, Words> = {
  accept: { vi: "Nhận việc", en: "Take up" },
  progress: { vi: "Báo cáo tiến độ", en: "Report progress" },
  ask: { vi: "Xin gia hạn", en: "Ask for longer" },
  grant: { vi: "Đồng ý gia hạn", en: "Grant" },
  decline: { vi: "Không gia hạn", en: "Decline" },
  return: { vi: "Chuyển trả", en: "Hand back" },
  finish: { vi: "Báo cáo kết quả", en: "Report the result" },
  recall: { vi: "Thu hồi", en: "Take back" },
};
export const workActWords: Record<DocumentWorkAct, Words> = {
  ROUTED: { vi: "Chuyển giao", en: "Passed on" },
  HANDED_ON: { vi: "Giao tiếp", en: "Handed on" },
  ACCEPTED: { vi: "Nhận việc", en: "Taken up" },
  PROGRESS: { vi: "Báo cáo tiến độ", en: "Progress reported" },
  ASKED: { vi: "Xin gia hạn", en: "Asked for longer" },
  GRANTED: { vi: "Đồng ý gia hạn", en: "Longer granted" },
  DECLINED: { vi: "Không gia hạn", en: "Longer declined" },
  RETURNED: { vi: "Chuyển trả", en: "Handed back" },
  FINISHED: { vi: "Báo cáo kết quả", en: "Result reported" },
  RECALLED: { vi: "Thu hồi", en: "Taken back" },
  CLOSED: { vi: "Kết thúc giải quyết", en: "Closed" },
  REOPENED: { vi: "Mở lại", en: "Opened again" },
};

export const authorityWords: Readonly<Record<string, Words>> = {
  "TM.": { vi: "TM. (thay mặt)", en: "TM. (on behalf of)" },
  "Q.": { vi: "Q. (quyền)", en: "Q. (acting)" },
  "KT.": { vi: "KT. (ký thay)", en: "KT. (for the head)" },
  "TL.": { vi: "TL. (thừa lệnh)", en: "TL. (by order)" },
  "TUQ.": { vi: "TUQ. (thừa ủy quyền)", en: "TUQ. (by authorisation)" },
};

export const refusals = {
  "answer-closes-nothing": {
    vi: "Không có việc giải quyết nào đang mở để kết thúc bằng văn bản này.",
    en: "There is no open work that issuing this could close.",
  },
  "secret-document": {
    vi: "Có dấu hiệu văn bản mật (Mật, Tối mật, Tuyệt mật). Hệ thống này nối mạng nên không được nhận, lưu hay ghi trích yếu văn bản mật; nội dung vừa nhập không được lưu lại. Đề nghị đăng ký tại sổ văn bản mật và gửi, nhận theo kênh cơ yếu theo pháp luật về bảo vệ bí mật nhà nước.",
    en: "This bears a mark of secrecy (Mật, Tối mật, Tuyệt mật). This system is on a network and may neither take nor keep a secret document, nor its subject; nothing of what was entered was kept. Register it in the book of secret documents and use the cipher channel.",
  },
  "mark-unreadable": {
    vi: "Ký hiệu chỉ gồm chữ, số và các dấu . & -, không có khoảng trắng hay dấu gạch chéo (ví dụ: UBND, VP).",
    en: "A mark has letters, digits and . & - only, no spaces or strokes (for example UBND, VP).",
  },
  "document-type-unknown": { vi: "Loại văn bản không có trong danh mục.", en: "There is no such type of document." },
  "document-not-outgoing": {
    vi: "Chỉ văn bản đi mới phải ký số theo chỉ tiêu này nên chỉ văn bản đi mới cần đánh dấu.",
    en: "Only outgoing documents are held to this figure, so only they can be marked.",
  },
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
  "work-not-registered": {
    vi: "Chỉ chuyển giao được văn bản đang có số trong sổ.",
    en: "Only a document whose number stands can be passed on.",
  },
  "work-not-begun": { vi: "Văn bản chưa được chuyển giao cho ai.", en: "The document was passed on to nobody yet." },
  "work-changed": {
    vi: "Việc giải quyết văn bản vừa được người khác cập nhật. Mời xem lại trước khi làm tiếp.",
    en: "Somebody else has just changed the work with this document. Look at it again before going on.",
  },
  "work-closed": { vi: "Văn bản đã kết thúc giải quyết.", en: "The work with this document is closed." },
  "work-not-closed": { vi: "Văn bản chưa kết thúc giải quyết.", en: "The work with this document is not closed." },
  "work-closed-before": {
    vi: "Chỉ mở lại được trong ngày kết thúc. Nếu còn việc, đăng ký và chuyển giao văn bản mới.",
    en: "It can be opened again only on the day it was closed. If something is left to do, register and pass on another document.",
  },
  "lead-missing": {
    vi: "Cần đúng một đơn vị hoặc cá nhân chủ trì (NĐ 30/2020, Điều 23).",
    en: "Exactly one unit or person has to lead (NĐ 30/2020, art. 23).",
  },
  "lead-twice": {
    vi: "Chỉ một đơn vị hoặc cá nhân chủ trì; nơi khác là phối hợp hoặc để biết.",
    en: "Only one leads; the others support or are informed.",
  },
  "role-too-high": {
    vi: "Nơi được giao phối hợp không giao chủ trì, nơi nhận để biết chỉ chuyển để biết.",
    en: "Who supports gives no lead, and who is informed only informs.",
  },
  "due-in-past": { vi: "Thời hạn không thể trước hôm nay.", en: "The due day cannot be before today." },
  "due-twice": { vi: "Chọn một cách: số ngày làm việc hoặc ngày cụ thể.", en: "Choose one: working days, or a day." },
  "due-after-own": {
    vi: "Thời hạn không thể muộn hơn thời hạn mà chính đơn vị được giao.",
    en: "The due day cannot be later than the one the unit itself was given.",
  },
  "inform-has-no-due": { vi: "Văn bản để biết không có thời hạn.", en: "What is for information has no due day." },
  "addressed-already": { vi: "Nơi nhận này đã được giao văn bản.", en: "This addressee has the document already." },
  "addressee-out-of-reach": {
    vi: "Chỉ chuyển giao cho đơn vị thuộc quyền; nơi khác gửi bằng văn bản đi.",
    en: "Documents are passed on to units of one's own; others get an outgoing document.",
  },
  "addressee-not-there": {
    vi: "Người này không giữ vị trí nào ở đơn vị được chọn.",
    en: "This person holds no post in the unit chosen.",
  },
  "instruction-giver-missing": {
    vi: "Văn thư chuyển giao theo ý kiến chỉ đạo: ghi rõ của ai.",
    en: "A clerk passes documents on by instruction: say whose.",
  },
  "task-changed": {
    vi: "Việc này vừa được người khác cập nhật. Mời xem lại trước khi làm tiếp.",
    en: "Somebody else has just changed this. Look at it again before going on.",
  },
  "task-stands-otherwise": {
    vi: "Việc này không còn ở bước cho phép làm như vậy.",
    en: "This no longer stands where that could be done.",
  },
  "task-handed-on": {
    vi: "Việc đã giao cho người khác; thu hồi trước rồi mới chuyển trả được.",
    en: "It was handed on; take that back before handing it back.",
  },
  "task-for-information": { vi: "Văn bản để biết chỉ cần xem.", en: "What is for information is only read." },
  "extension-asked-already": { vi: "Đã xin gia hạn, đang chờ người giao trả lời.", en: "Longer was asked for already." },
  "extension-not-asked": { vi: "Không có đề nghị gia hạn nào đang chờ.", en: "Nobody asks for longer." },
  ...signingRefusalWords,
  "extension-not-longer": {
    vi: "Thời hạn xin gia hạn phải muộn hơn thời hạn hiện tại.",
    en: "The day asked for has to be later than the present one.",
  },
} as const satisfies Record<DocumentRefusal, Words>;
