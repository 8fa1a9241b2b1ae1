import type { Day } from "@/lib/calendar/model";
import type { FeeKind, PaymentMethod, ResultDelivery } from "@/lib/db/generated/enums";
import type { Words } from "@/lib/words";

export const deliveryWords: Record<ResultDelivery, Words> = {
  COUNTER: { vi: "Nhận tại quầy", en: "At the counter" },
  POST: { vi: "Bưu chính công ích", en: "By public post" },
  ELECTRONIC: { vi: "Bản điện tử", en: "Electronically" },
};
export const paymentMethodWords: Record<PaymentMethod, Words> = {
  CASH: { vi: "Tiền mặt", en: "Cash" },
  TRANSFER: { vi: "Chuyển khoản", en: "Bank transfer" },
  ONLINE: { vi: "Trực tuyến", en: "Online" },
  WAIVED: { vi: "Được miễn", en: "Waived" },
};
export const feeKindWords: Record<FeeKind, Words> = {
  FEE: { vi: "Phí", en: "Fee" },
  CHARGE: { vi: "Lệ phí", en: "Charge" },
};

/** On what a stop usually stands, each from the day it holds: offered to whoever writes it, who may write another. */
const stopBases: readonly { from: Day; text: string }[] = [
  { from: "2025-09-15", text: "Điều 7 Thông tư 03/2025/TT-VPCP" },
  { from: "2025-07-01", text: "Điều 21 Nghị định 118/2025/NĐ-CP" },
];
export const stopBasesOn = (day: Day): string[] => stopBases.filter(({ from }) => from <= day).map(({ text }) => text);

export const refusals = {
  "reopen-result": {
    vi: "Hồ sơ đã có tệp kết quả. Gỡ tệp kết quả, nêu lý do, rồi mới mở lại được.",
    en: "A result is on file. Take it off, saying why, before it is reopened.",
  },
  "late-agency-unknown": {
    vi: "Cơ quan này không còn nợ ý kiến quá hạn của hồ sơ. Xem lại rồi chọn lại.",
    en: "This agency owes no overdue opinion on the dossier. Look again and choose anew.",
  },
  "late-agency-required": {
    vi: "Chọn ít nhất một cơ quan, đơn vị chậm giải quyết.",
    en: "Choose at least one who is late.",
  },
  "basis-required": {
    vi: "Cần ghi căn cứ pháp lý của việc dừng giải quyết (điều, khoản, văn bản).",
    en: "Say on which provision the stop stands (article, clause, text).",
  },
  "decision-exists": {
    vi: "Hồ sơ đã có kết quả hoặc thông báo kết quả nên không rút, không dừng được nữa (Thông tư 03/2025/TT-VPCP, Điều 7).",
    en: "There is a result or a notice of one, so the dossier can no longer be withdrawn or stopped (Circular 03/2025/TT-VPCP, Article 7).",
  },
  "assignee-required": {
    vi: "Cần chọn người nhận, hoặc chọn để vào hồ sơ chung của đơn vị.",
    en: "Choose who gets it, or the unit's pool.",
  },
  "assignee-unchanged": {
    vi: "Hồ sơ đang ở đúng người này. Chọn người khác.",
    en: "It lies with this person already. Choose somebody else.",
  },
  "assignee-not-of-unit": {
    vi: "Người được chọn không xử lý hồ sơ của đơn vị giải quyết. Chọn người khác.",
    en: "The person chosen does not work on the dossiers of this unit. Choose somebody else.",
  },
  "steps-none": {
    vi: "Hồ sơ không có quy trình nội bộ theo bước. Dùng Phân công để chuyển người xử lý.",
    en: "The dossier has no internal steps. Use Assign to hand it to somebody.",
  },
  "step-last": {
    vi: "Đây là bước cuối của quy trình. Chọn Xử lý xong khi có kết quả.",
    en: "This is the last step of the process. Finish when the result is there.",
  },
  "step-first": {
    vi: "Đây là bước đầu của quy trình nên không trả về được.",
    en: "This is the first step; there is none before it.",
  },
  "consultation-required": {
    vi: "Cần ghi cơ quan được hỏi, nội dung và ngày phải trả lời.",
    en: "Say which agency is asked, what, and by which day.",
  },
  "consultation-agency-required": {
    vi: "Chọn đơn vị của thành phố hoặc ghi tên cơ quan được hỏi ý kiến.",
    en: "Choose a unit of the city or name the agency that is asked.",
  },
  "consultation-own-unit": {
    vi: "Đây là đơn vị đang giải quyết hồ sơ. Chọn đơn vị khác để lấy ý kiến.",
    en: "That is the unit that settles the dossier. Choose another to ask.",
  },
  "consultation-day-past": {
    vi: "Ngày phải trả lời không được trước hôm nay.",
    en: "The day of the answer cannot lie in the past.",
  },
  "consultation-after-due": {
    vi: "Ngày phải trả lời phải trước hoặc đúng ngày hẹn trả: thời hạn của hồ sơ vẫn tính trong lúc chờ ý kiến (Nghị định 118/2025, thay Nghị định 61/2018).",
    en: "The answer must come by the due day: the dossier's time runs on while another agency is asked (Decree 118/2025, in place of Decree 61/2018).",
  },
  "consultation-not-open": {
    vi: "Hồ sơ không có lượt lấy ý kiến này, hoặc đã được trả lời.",
    en: "There is no such question waiting for an answer.",
  },
  "opinion-required": { vi: "Cần ghi nội dung trả lời.", en: "Write down what the answer says." },
  "payment-required": {
    vi: "Còn khoản chưa nộp. Ghi cách nộp và số biên lai, hoặc chọn được miễn.",
    en: "Something is still to be paid. Say how it was paid, or that it was waived.",
  },
  "hand-over-required": {
    vi: "Cần ghi kết quả được trả bằng cách nào, cho ai.",
    en: "Say how the result was handed over, and to whom.",
  },
  "collector-required": { vi: "Cần ghi họ tên người nhận kết quả.", en: "Write the name of whoever took the result." },
  "paper-not-asked": {
    vi: "Giấy tờ này không có trong lần yêu cầu bổ sung đang chờ. Tải lại trang rồi chọn lại.",
    en: "This paper was not asked for by the request that is waited on. Reload the page and choose again.",
  },
  "supplement-incomplete": {
    vi: "Còn giấy tờ đã yêu cầu mà chưa nhận. Nhận đủ (mở từng hồ sơ để ghi), hoặc ghi lý do không cần nữa.",
    en: "Not all papers asked for have come in. Write them down (opening the dossier), or say why one is not needed.",
  },
  "tracking-required": { vi: "Cần ghi số hiệu bưu gửi.", en: "Write the tracking number of the post." },
} as const satisfies Record<string, Words>;
