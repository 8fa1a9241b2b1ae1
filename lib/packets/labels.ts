import type { Words } from "@/lib/words";
import type { PacketFaultCode, PacketRefusal, PacketState, SendingFault, Stage, StatusCode } from "./model";

export const packetStateWords: Record<PacketState, Words> = {
  WAITING: { vi: "Chờ tiếp nhận", en: "Waiting" },
  REGISTERED: { vi: "Đã vào sổ", en: "Registered" },
  REFUSED: { vi: "Đã từ chối", en: "Refused" },
  CONSENTED: { vi: "Đã đồng ý thu hồi", en: "Recall consented" },
  WITHDRAWN: { vi: "Đã bị thu hồi", en: "Withdrawn" },
  SUPERSEDED: { vi: "Đã có bản thay thế", en: "Superseded" },
  NOTED: { vi: "Đã ghi nhận", en: "Noted" },
  UNREADABLE: { vi: "Không đọc được", en: "Unreadable" },
  SECRET: { vi: "Có dấu mật, không nhận", en: "Bears a mark of secrecy" },
  DROPPED: { vi: "Đã bỏ", en: "Given up" },
};

/** BussinessDocType of QCVN 102:2016/BTTTT; S13 is the same wish to take back, as a status. */
export const businessWords: Readonly<Record<string, Words>> = {
  NEW: { vi: "Văn bản mới", en: "New" },
  RECALL: { vi: "Thu hồi", en: "Recall" },
  UPDATE: { vi: "Cập nhật", en: "Update" },
  REPLACE: { vi: "Thay thế", en: "Replacement" },
  S13: { vi: "Lấy lại", en: "Taking back" },
};

export const stageWords: Record<Stage, Words> = {
  waiting: { vi: "Chờ gửi", en: "To be sent" },
  failed: { vi: "Chưa gửi được", en: "Not sent" },
  dropped: { vi: "Đã bỏ", en: "Given up" },
  sent: { vi: "Đã gửi", en: "Sent" },
  arrived: { vi: "Đã đến", en: "Arrived" },
  refused: { vi: "Bị từ chối", en: "Refused" },
  accepted: { vi: "Đã tiếp nhận", en: "Accepted" },
  handled: { vi: "Đang xử lý", en: "In progress" },
  finished: { vi: "Hoàn thành", en: "Done" },
};

/** The status codes of the national document axis. */
export const statusWords: Record<StatusCode, Words> = {
  "01": { vi: "Đã đến", en: "Arrived" },
  "02": { vi: "Từ chối tiếp nhận", en: "Refused" },
  "03": { vi: "Đã tiếp nhận", en: "Accepted" },
  "04": { vi: "Phân công", en: "Assigned" },
  "05": { vi: "Đang xử lý", en: "In progress" },
  "06": { vi: "Hoàn thành", en: "Done" },
  "13": { vi: "Lấy lại", en: "Taking back" },
  "15": { vi: "Đồng ý cập nhật, lấy lại", en: "Consented" },
  "16": { vi: "Từ chối cập nhật, lấy lại", en: "Declined" },
};

/** Why a packet was kept, in sentences for whoever has to write to its sender. */
export const packetFaultWords: Record<PacketFaultCode | "secret-document", Words> = {
  "secret-document": {
    vi: "Có dấu hiệu văn bản mật. Không lưu nội dung; đề nghị bên gửi dùng kênh cơ yếu.",
    en: "It bears a mark of secrecy. Nothing of it was kept; the sender must use the cipher channel.",
  },
  "packet-empty": { vi: "Gói tin rỗng.", en: "The packet is empty." },
  "packet-too-large": { vi: "Gói tin lớn hơn 200 MB.", en: "The packet is larger than 200 MB." },
  "packet-encoding": { vi: "Gói tin không phải UTF-8.", en: "The packet is not UTF-8." },
  "packet-doctype": {
    vi: "Gói tin có khai báo DOCTYPE hoặc thực thể; đây là dấu hiệu tấn công nên không đọc.",
    en: "The packet declares a document type or entities, a sign of an attack; it was not read.",
  },
  "packet-instruction": {
    vi: "Gói tin có chỉ thị xử lý XML không được phép.",
    en: "The packet has an XML instruction, which none may have.",
  },
  "packet-not-xml": {
    vi: "Gói tin không phải XML đúng cú pháp, hoặc bị cắt cụt.",
    en: "The packet is no well-formed XML, or was cut off.",
  },
  "packet-hostile": {
    vi: "Cấu trúc gói tin bất thường (lồng nhau, lặp hoặc dài quá mức).",
    en: "The packet nests, repeats or goes on beyond what any honest one does.",
  },
  "packet-not-edxml": { vi: "Đây không phải gói tin edXML (QCVN 102:2016/BTTTT).", en: "This is no edXML packet." },
  "header-missing": { vi: "Thiếu phần đầu gói tin (MessageHeader).", en: "The packet has no MessageHeader." },
  "header-unreadable": { vi: "Một mục của phần đầu gói tin thiếu hoặc sai.", en: "A field of the header is missing or wrong." },
  "attachment-missing": { vi: "Danh mục có tệp nhưng gói tin không kèm tệp.", en: "A file of the manifest did not come along." },
  "attachment-unlisted": { vi: "Có tệp kèm theo không nằm trong danh mục.", en: "A file came that the manifest does not know." },
  "attachment-twice": { vi: "Hai tệp trùng định danh (ContentId).", en: "Two files have one ContentId." },
  "attachment-broken": { vi: "Tệp kèm theo không phải Base64 đúng.", en: "A file is no proper Base64." },
  "attachment-empty": { vi: "Tệp kèm theo rỗng.", en: "A file is empty." },
  "attachment-too-large": { vi: "Tệp kèm theo quá lớn.", en: "A file is too large." },
  "attachments-too-many": { vi: "Quá 50 tệp kèm theo.", en: "There are more than 50 files." },
  "attachment-kind": {
    vi: "Tệp kèm theo không thuộc loại được nhận (PDF, ảnh, docx, xlsx, doc, xls, zip).",
    en: "A file is of no kind that is taken (PDF, pictures, docx, xlsx, doc, xls, zip).",
  },
  "attachment-archive": {
    vi: "Tệp kèm theo là tệp nén RAR, 7z hoặc gzip: hệ thống không mở ra xem được bên trong có gì, nên không nhận. Đề nghị nơi gửi gửi lại từng tệp, hoặc nén bằng ZIP.",
    en: "A file is a RAR, 7z or gzip archive: what is in it cannot be looked at here, so it is not taken. Ask the sender for the files themselves, or for a ZIP.",
  },
  "attachment-program": { vi: "Tệp kèm theo là chương trình hoặc chứa macro.", en: "A file is a program or holds macros." },
  "attachment-unreadable": { vi: "Tệp kèm theo hỏng, bị khóa hoặc bất thường.", en: "A file is broken, locked or hostile." },
  "not-for-us": {
    vi: "Mã định danh nơi nhận không phải đơn vị nào của thành phố. Kiểm tra mã định danh đơn vị rồi đọc lại.",
    en: "None of the receivers' identifiers is a unit of the city. Check the units' identifiers, then read it again.",
  },
  "out-of-reach": { vi: "Khóa kết nối không được gửi cho đơn vị này.", en: "The key may not bring packets for this unit." },
  "sender-changed": { vi: "Bên gửi không khớp với gói tin trước.", en: "The sender is not that of the earlier packet." },
  "issued-in-future": { vi: "Ngày ban hành sau hôm nay.", en: "It was issued after today." },
  "document-unknown": {
    vi: "Thông báo về một văn bản chưa từng gửi hoặc nhận.",
    en: "It is about a document that was never sent or received here.",
  },
  "told-otherwise": { vi: "Nội dung khác với lần gửi trước.", en: "It says otherwise than before." },
};

export const sendingFaultWords: Record<SendingFault, Words> = {
  "no-way-out": { vi: "Chưa cấu hình đường gửi (thư mục hoặc cổng).", en: "No way out is configured (folder or gateway)." },
  "address-refused": {
    vi: "Địa chỉ cổng không nằm trong danh sách được phép.",
    en: "The gateway is not among the allowed places.",
  },
  "gateway-silent": { vi: "Cổng liên thông không trả lời.", en: "The gateway does not answer." },
  "gateway-refused": { vi: "Cổng liên thông từ chối gói tin.", en: "The gateway refused the packet." },
  "file-lost": { vi: "Một tệp của văn bản không còn trong kho.", en: "A file of the document is no longer stored." },
  "drop-failed": { vi: "Không ghi được vào thư mục gửi.", en: "The folder could not be written to." },
  "signer-unreadable": {
    vi: "Không mở được khóa ký gói tin (PACKETS_SIGNER_FILE): sai mật khẩu, không phải khóa RSA kèm chứng thư ký, hoặc mã hóa kiểu cũ.",
    en: "The key packets are signed with (PACKETS_SIGNER_FILE) cannot be opened: a wrong passphrase, no RSA key with a certificate for signing, or closed in an old way.",
  },
  "signer-over": {
    vi: "Chứng thư ký gói tin đã hết hạn hoặc chưa đến ngày hiệu lực.",
    en: "The certificate packets are signed with has ended, or has not begun.",
  },
};

export const refusals = {
  "packet-changed": {
    vi: "Gói tin vừa được người khác xử lý. Mời xem lại.",
    en: "Somebody else has just dealt with the packet. Look at it again.",
  },
  "packet-settled": { vi: "Gói tin này đã xử lý xong.", en: "This packet is dealt with already." },
  "packet-gone": {
    vi: "Nội dung gói tin không còn lưu, cần bên gửi gửi lại.",
    en: "The packet is no longer kept; its sender must send it again.",
  },
  "packet-not-plain": {
    vi: "Gói tin này xin thu hồi, cập nhật hoặc thay thế: cần trả lời đồng ý hay không trước.",
    en: "This packet asks for a recall, an update or a replacement: say yes or no to it first.",
  },
  "packet-not-asking": { vi: "Gói tin này không xin thu hồi hay thay đổi gì.", en: "This packet asks for no change." },
  "packet-type-missing": { vi: "Chọn loại văn bản.", en: "Choose the type of document." },
  "agency-code-unreadable": {
    vi: "Mã định danh chỉ gồm chữ, số và dấu chấm (ví dụ: H22.07 hoặc 000.00.07.H22).",
    en: "An identifier has letters, digits and dots (for example H22.07 or 000.00.07.H22).",
  },
  "agency-code-taken": { vi: "Mã định danh này đang thuộc cơ quan khác.", en: "This identifier is another agency's." },
  "agency-unknown": { vi: "Có cơ quan không còn trong danh bạ.", en: "One of these agencies is not in the directory." },
  "agency-sheet-unreadable": {
    vi: "Bảng tính cần dòng tiêu đề có cột Tên cơ quan và Mã định danh.",
    en: "The sheet needs a heading line with the columns name and code.",
  },
  "recipients-missing": { vi: "Chưa chọn cơ quan nhận qua liên thông.", en: "No agency was chosen to send it to." },
  "own-code-missing": {
    vi: "Đơn vị ban hành và cấp trên chưa có mã định danh điện tử.",
    en: "Neither the unit nor the one above it has an identifier.",
  },
  "not-issued": { vi: "Chỉ gửi được văn bản đi đã phát hành.", en: "Only an outgoing document that was issued can be sent." },
  "nothing-to-send": { vi: "Gói tin này đang chờ gửi hoặc đã gửi.", en: "This packet waits to be sent or has gone." },
  "sent-already": { vi: "Đã gửi cho tất cả nơi nhận được chọn.", en: "It went to every chosen recipient already." },
  "never-sent": { vi: "Văn bản chưa gửi cho ai qua liên thông.", en: "The document was never sent to anybody." },
  "no-files": { vi: "Văn bản chưa có tệp nào để gửi.", en: "The document has no file to send." },
} as const satisfies Record<PacketRefusal, Words>;
