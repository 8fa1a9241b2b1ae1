import { signingWords } from "@/lib/documents/labels";
import type { Words } from "@/lib/words";
import type { MeetingOutcome, MeetingRefusal, MeetingRole, MeetingSet, MeetingState, PaperStanding } from "./model";

export const meetingStateWords: Record<MeetingState, Words> = {
  DRAFT: { vi: "Đang chuẩn bị", en: "Being prepared" },
  CONVENED: { vi: "Đã triệu tập", en: "Convened" },
  HELD: { vi: "Đã họp", en: "Held" },
  CANCELLED: { vi: "Đã hủy", en: "Called off" },
};

export const meetingRoleWords: Record<MeetingRole, Words> = {
  CHAIR: { vi: "Chủ trì", en: "In the chair" },
  MEMBER: { vi: "Thành phần dự", en: "Participant" },
};

/** How a paper stands with its signatures. */
export const standingWords: Record<PaperStanding, Words> = {
  ...signingWords,
  PRINTED: { vi: "Tài liệu giấy", en: "On paper" },
};

export const outcomeWords: Record<MeetingOutcome, Words> = {
  full: { vi: "Họp hoàn toàn bằng văn bản điện tử ký số", en: "Held fully on signed e-documents" },
  lacking: { vi: "Còn tài liệu chưa có chữ ký số hợp lệ", en: "Some papers not validly signed" },
  bare: { vi: "Không có tài liệu", en: "Without papers" },
};

/** The lists behind the figure. */
export const meetingSetWords: Record<MeetingSet, Words> = {
  held: { vi: "Cuộc họp đã họp", en: "Meetings held" },
  counted: { vi: "Cuộc họp đã họp, có tài liệu", en: "Meetings held with papers" },
  ...outcomeWords,
};

/** What every refusal of meetings says. */
export const refusals = {
  "meeting-changed": {
    vi: "Cuộc họp vừa được người khác cập nhật. Mời xem lại trước khi làm tiếp.",
    en: "Somebody else has just changed this meeting. Look at it again before going on.",
  },
  "meeting-over": {
    vi: "Cuộc họp đã kết thúc hoặc đã hủy nên không sửa được nữa.",
    en: "The meeting is over or was called off, and does not change any more.",
  },
  "meeting-not-draft": { vi: "Cuộc họp đã được triệu tập hoặc đã hủy.", en: "The meeting was convened or called off already." },
  "meeting-not-convened": {
    vi: "Chỉ ghi nhận đã họp với cuộc họp đã triệu tập.",
    en: "Only a meeting that was convened can be noted as held.",
  },
  "meeting-not-held": { vi: "Ghi kết luận sau khi cuộc họp đã họp.", en: "A conclusion is written once the meeting was held." },
  "meeting-not-begun": {
    vi: "Chưa đến giờ họp nên chưa ghi nhận đã họp được.",
    en: "The meeting has not begun and cannot be noted as held.",
  },
  "meeting-ends-before": { vi: "Giờ kết thúc phải sau giờ bắt đầu.", en: "It must end after it begins." },
  "meeting-starts-in-past": {
    vi: "Giờ họp đã qua. Mời chọn lại thời gian trước khi triệu tập.",
    en: "The time of the meeting is past. Choose another before convening it.",
  },
  "meeting-without-chair": { vi: "Chưa có người chủ trì.", en: "Nobody is in the chair." },
  "meeting-without-participants": { vi: "Chưa mời ai dự họp.", en: "Nobody is invited." },
  "meeting-without-agenda": { vi: "Chưa có nội dung nào trong chương trình.", en: "The agenda has no item." },
  "chair-twice": { vi: "Cuộc họp chỉ có một người chủ trì.", en: "One person only is in the chair." },
  "chair-is-unit": {
    vi: "Người chủ trì phải là một người cụ thể. Mời chọn người.",
    en: "The chair is a person. Choose one.",
  },
  "invited-twice": { vi: "Đã có trong thành phần dự họp.", en: "Invited already." },
  "invited-not-there": {
    vi: "Người này không công tác ở đơn vị đã chọn, hoặc đơn vị ngoài phạm vi tổ chức họp. Mời chọn lại, hoặc mời cả đơn vị.",
    en: "This person has no place in the unit chosen, or the unit is outside your reach. Choose again, or invite the unit.",
  },
  "item-has-papers": {
    vi: "Nội dung đã có tài liệu nên không bỏ được; có thể sửa tên nội dung.",
    en: "Papers lie before this item; it can be renamed but not dropped.",
  },
  "item-unknown": {
    vi: "Nội dung này không còn trong chương trình. Mời tải lại trang.",
    en: "This item is no longer on the agenda. Load the page again.",
  },
  "paper-laid-already": { vi: "Tài liệu này đã có trong cuộc họp.", en: "This paper lies before the meeting already." },
  "paper-document-unknown": {
    vi: "Không tìm thấy văn bản đã vào sổ này trong phạm vi được xem.",
    en: "There is no such registered document within your reach.",
  },
  "paper-not-pdf": {
    vi: "Tài liệu họp nhận tệp PDF. Mời chuyển sang PDF rồi ký số trước khi tải lên.",
    en: "Meetings take PDFs. Turn it into one and sign it before sending it.",
  },
  "paper-removed-already": { vi: "Tài liệu này đã được gỡ.", en: "This paper was removed already." },
  "meeting-papers-full": {
    vi: "Cuộc họp đã có quá nhiều tài liệu. Mời gộp bớt trước khi thêm.",
    en: "The meeting has too many papers. Put some together first.",
  },
} as const satisfies Record<MeetingRefusal, Words>;
