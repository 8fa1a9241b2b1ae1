import type { Words } from "@/lib/words";

/** What may keep an intake from being accepted, each said at the field it concerns. */
export const intakeRefusals = {
  "name-too-long": { vi: "Tên dài quá 200 ký tự. Ghi đúng tên trên giấy tờ.", en: "The name is longer than 200 letters." },
  "name-too-short": { vi: "Chưa ghi đủ họ tên.", en: "Give the full name." },
  "name-signs": {
    vi: "Tên phải có chữ và không chứa các ký hiệu < >.",
    en: "A name has letters, and none of the signs < >.",
  },
  "text-too-long": { vi: "Nội dung quá dài. Ghi ngắn lại.", en: "This is too long. Say it shorter." },
  "text-signs": { vi: "Có ký tự không đọc được. Gõ lại ô này.", en: "There are unreadable signs in it. Type it again." },
  "phone-unreadable": {
    vi: "Số điện thoại chưa đúng. Ví dụ: 0912 345 678.",
    en: "This is no phone number. For example: 0912 345 678.",
  },
  "email-unreadable": { vi: "Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@example.vn.", en: "This is no e-mail address." },
  "id-number-unreadable": {
    vi: "Số định danh chưa đúng: CCCD có 12 chữ số, CMND 9 chữ số, hộ chiếu có chữ và số.",
    en: "This is no identity number: a card has 12 digits, an old one 9, a passport letters and digits.",
  },
  "tax-code-unreadable": {
    vi: "Mã số thuế có 10 chữ số (chi nhánh thêm 3, hộ kinh doanh 12); số đăng ký khác có cả chữ và số.",
    en: "A tax code has 10 digits (3 more for a branch, 12 for a household); other registrations have letters and digits.",
  },
  "instant-unreadable": {
    vi: "Thời điểm tiếp nhận không có thật. Kiểm tra lại ngày, giờ.",
    en: "There is no such moment. Check the day and the time.",
  },
  "day-unreadable": { vi: "Ngày này không có trong lịch.", en: "There is no such day." },
  "accepted-in-future": {
    vi: "Thời điểm tiếp nhận chưa đến. Ghi thời điểm đã nhận hồ sơ.",
    en: "The moment of acceptance has not come yet. Give the one at which it was taken in.",
  },
  "accepted-too-long-ago": {
    vi: "Chỉ ghi bù được hồ sơ nhận trong ngày hoặc ngày làm việc liền trước.",
    en: "Only what was taken in today or on the working day before can be entered late.",
  },
  "procedure-unknown": {
    vi: "Không có thủ tục này trong danh mục đang công khai. Chọn lại thủ tục.",
    en: "There is no such procedure in the published catalogue. Choose another.",
  },
  "case-unknown": {
    vi: "Thủ tục không có trường hợp này. Chọn một trường hợp trong danh sách.",
    en: "The procedure knows no such case. Choose one of the list.",
  },
  "case-required": {
    vi: "Thời hạn của thủ tục tùy theo trường hợp. Chọn trường hợp của hồ sơ.",
    en: "The time limit depends on the case. Choose the dossier's case.",
  },
  "unit-not-settler": {
    vi: "Thủ tục này không do đơn vị đã chọn giải quyết. Chọn đơn vị có thẩm quyền.",
    en: "The chosen unit does not settle this procedure. Choose one that does.",
  },
  "not-taken-in-here": {
    vi: "Thủ tục này chỉ tiếp nhận tại bộ phận một cửa của đơn vị giải quyết.",
    en: "This procedure is taken in only at a desk of the unit that settles it.",
  },
  "area-unknown": { vi: "Không có địa bàn này. Chọn lại xã, phường.", en: "There is no such area. Choose a ward." },
  "paper-name-required": { vi: "Ghi tên giấy tờ.", en: "Name the paper." },
  "paper-unknown": {
    vi: "Giấy tờ này không thuộc thành phần hồ sơ của thủ tục. Tải lại trang rồi chọn lại.",
    en: "This paper is none of the procedure's. Reload the page and choose again.",
  },
  "papers-missing": {
    vi: "Hồ sơ còn thiếu giấy tờ bắt buộc. Nhận đủ rồi tiếp nhận, hoặc lập phiếu yêu cầu bổ sung.",
    en: "Required papers are missing. Take them in first, or ask for them with a supplement request.",
  },
  "fee-unknown": {
    vi: "Khoản phí, lệ phí này không thuộc thủ tục. Tải lại trang rồi chọn lại.",
    en: "This fee is none of the procedure's. Reload the page and choose again.",
  },
  "fee-amount-required": { vi: "Ghi số tiền phải nộp.", en: "Give the amount to be paid." },
  "fee-amount-fixed": {
    vi: "Mức thu đã được quy định trong danh mục, không nhập tay.",
    en: "The catalogue sets this amount; it is not typed.",
  },
  "fee-amount-too-large": { vi: "Số tiền quá lớn. Kiểm tra lại số lượng.", en: "The amount is too large. Check the quantity." },
  "due-before-acceptance": {
    vi: "Ngày hẹn trả không được trước ngày tiếp nhận.",
    en: "The due day cannot be before the day of acceptance.",
  },
  "due-counted": {
    vi: "Ngày hẹn trả được tính theo thời hạn quy định, không nhập tay.",
    en: "The due day follows from the time limit; it is not typed.",
  },
  "due-not-working-day": { vi: "Ngày hẹn trả phải là ngày làm việc.", en: "The due day must be a working day." },
  "draft-changed": {
    vi: "Bản nháp này vừa được lưu từ một cửa sổ khác. Chọn bản muốn giữ.",
    en: "This draft was just saved from another window. Choose which to keep.",
  },
  "draft-gone": {
    vi: "Bản nháp này đã được tiếp nhận hoặc đã bỏ. Mở tiếp nhận mới để nhập hồ sơ khác.",
    en: "This draft was accepted or thrown away already. Begin a new intake for another dossier.",
  },
  "drafts-full": {
    vi: "Đã có 50 bản nháp. Tiếp nhận hoặc bỏ bớt trước khi lưu thêm.",
    en: "There are 50 drafts already. Accept some or throw them away first.",
  },
} as const satisfies Record<string, Words>;
