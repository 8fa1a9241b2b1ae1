import type { Words } from "@/lib/words";
import type { FormKind } from "./model";

export const formWords: Record<FormKind, Words> = {
  RECEIPT: { vi: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", en: "Receipt and appointment" },
  SUPPLEMENT_REQUEST: { vi: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", en: "Supplement request" },
  REFUSAL: { vi: "Phiếu từ chối tiếp nhận giải quyết hồ sơ", en: "Refusal" },
  APOLOGY: { vi: "Văn bản xin lỗi và hẹn lại ngày trả kết quả", en: "Apology and new appointment" },
  STOP_NOTICE: { vi: "Thông báo dừng giải quyết hồ sơ", en: "Stop notice" },
  CONTROL_SHEET: { vi: "Phiếu kiểm soát quá trình giải quyết hồ sơ", en: "Control sheet" },
  CHANGE_SLIP: { vi: "Phiếu thông báo thay đổi ngày hẹn trả kết quả", en: "Notice of a changed appointment" },
};

export const refusals = {
  "form-not-open": {
    vi: "Hồ sơ chưa tới bước được cấp biểu mẫu này. Thực hiện bước đó trước rồi cấp biểu mẫu.",
    en: "The dossier has not come to the step this form belongs to. Take that step first.",
  },
  "form-already-issued": {
    vi: "Biểu mẫu này đã được cấp. Mở lại danh sách biểu mẫu; nếu cần sửa, chọn cấp giấy thay thế.",
    en: "This form has been issued already. Open the list again; to correct it, issue one that replaces it.",
  },
  "correction-required": {
    vi: "Cần ghi lý do cấp giấy thay thế.",
    en: "Say why the form is replaced.",
  },
  "forms-missing": {
    vi: "Có hồ sơ chưa được cấp biểu mẫu cần in. Bỏ các hồ sơ được đánh dấu hoặc cấp biểu mẫu cho chúng trước.",
    en: "Some of the dossiers have no such form yet. Leave out the marked ones, or issue their forms first.",
  },
  "form-missing": { vi: "Hồ sơ này chưa được cấp biểu mẫu cần in.", en: "This dossier has no such form yet." },
  "register-too-large": {
    vi: "Sổ có quá nhiều hồ sơ cho một lần in. Chọn kỳ ngắn hơn, chọn một lĩnh vực, hoặc tải bản Excel.",
    en: "The book holds too many dossiers for one print. Choose a shorter period, one sector, or the Excel file.",
  },
  "printing-busy": {
    vi: "Máy chủ đang in nhiều biểu mẫu. Vui lòng thử lại sau ít giây.",
    en: "The server is printing many forms at the moment. Please try again in a few seconds.",
  },
} as const satisfies Record<string, Words>;
