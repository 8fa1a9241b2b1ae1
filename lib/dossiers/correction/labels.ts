import type { Words } from "@/lib/words";
import type { ChangedField } from "./model";

/** What a field is called where it is told that it changed. */
export const fieldWords: Record<ChangedField, Words> = {
  applicantKind: { vi: "loại người nộp", en: "kind of applicant" },
  applicantName: { vi: "họ tên", en: "name" },
  idNumber: { vi: "số định danh", en: "identity number" },
  phone: { vi: "điện thoại", en: "phone" },
  email: { vi: "thư điện tử", en: "e-mail" },
  applicantAddress: { vi: "địa chỉ", en: "address" },
  areaId: { vi: "xã, phường cư trú", en: "ward of residence" },
  submitterName: { vi: "người nộp thay", en: "submitted by" },
  submitterIdNumber: { vi: "số định danh người nộp thay", en: "submitter's identity number" },
  subject: { vi: "nội dung", en: "subject" },
  setCount: { vi: "số bộ hồ sơ", en: "sets of papers" },
  resultDelivery: { vi: "cách nhận kết quả", en: "how the result is taken" },
  papers: { vi: "giấy tờ", en: "papers" },
  procedure: { vi: "thủ tục", en: "procedure" },
  unit: { vi: "đơn vị giải quyết", en: "handling unit" },
  receivingUnit: { vi: "nơi tiếp nhận", en: "receiving point" },
  channel: { vi: "kênh nộp", en: "channel" },
};

export const applicantKindWords: Record<"CITIZEN" | "ORGANISATION", Words> = {
  CITIZEN: { vi: "cá nhân", en: "citizen" },
  ORGANISATION: { vi: "tổ chức", en: "organisation" },
};

export const correctionRefusals = {
  "correction-empty": {
    vi: "Chưa có gì được sửa khác với thông tin đang lưu.",
    en: "Nothing is other than it stands on record.",
  },
  "correction-not-open": {
    vi: "Hồ sơ chưa được tiếp nhận nên chưa sửa ở đây; thông tin được kiểm tra khi tiếp nhận.",
    en: "The dossier has not been accepted yet; what it says is checked at the acceptance.",
  },
  "submitter-name-required": {
    vi: "Ghi họ tên người nộp thay trước khi ghi số định danh của họ.",
    en: "Name who hands it in before giving their number.",
  },
  "paper-has-files": {
    vi: "Giấy tờ bỏ đi còn tệp đính kèm. Gỡ tệp khỏi giấy tờ đó trước, rồi sửa lại.",
    en: "A paper to be struck still has files. Take them off it first.",
  },
  "paper-required-struck": {
    vi: "Bỏ giấy tờ này thì hồ sơ thiếu thành phần bắt buộc. Nếu đúng là chưa nộp, đánh dấu xác nhận hồ sơ còn thiếu rồi yêu cầu bổ sung.",
    en: "Without this paper the dossier lacks one the procedure requires. If it was never handed in, confirm that the dossier is incomplete and request the supplement.",
  },
  "paper-twice": { vi: "Một giấy tờ được nêu hai lần.", en: "A paper is named twice." },
} as const satisfies Record<string, Words>;
