import type { Words } from "@/lib/words";
import type { SigningFault, SigningState } from "./model";

export const signingStateWords: Record<SigningState, Words> = {
  ASKED: { vi: "Chờ ký", en: "Waiting to be signed" },
  AGREED: { vi: "Đang ký", en: "Being signed" },
  SIGNED: { vi: "Đã ký", en: "Signed" },
  REFUSED: { vi: "Không ký, trả lại", en: "Handed back" },
  RECALLED: { vi: "Đã rút", en: "Taken back" },
  FAILED: { vi: "Ký không thành công", en: "Could not be signed" },
};
export const signingFaultWords: Record<SigningFault, Words> = {
  "signing-service-off": {
    vi: "Chưa nối dịch vụ ký số hoặc chứng thư không ký được từ đây.",
    en: "No signing service is connected.",
  },
  "signing-service-silent": {
    vi: "Dịch vụ ký số không trả lời. Mời ký lại sau.",
    en: "The signing service did not answer. Sign again later.",
  },
  "signing-service-unreadable": {
    vi: "Dịch vụ ký số trả lời không đọc được. Báo quản trị kiểm tra kết nối.",
    en: "The signing service's answer cannot be read. Tell the administrator.",
  },
  "signing-refused-there": {
    vi: "Dịch vụ ký số từ chối, hoặc người ký không xác nhận trên thiết bị.",
    en: "The signing service refused, or the signer did not confirm there.",
  },
  "holder-silent": {
    vi: "Quá 15 phút chưa xác nhận trên thiết bị ký. Mời ký lại.",
    en: "Not confirmed on the device within 15 minutes. Sign again.",
  },
  "file-unfit": {
    vi: "Tệp PDF không đọc được trọn vẹn nên không ký được.",
    en: "The PDF does not read as one thing and cannot be signed.",
  },
  "certificate-ended": {
    vi: "Chứng thư đã bị chấm dứt hoặc thu hồi trước khi ký xong. Ký lại bằng chứng thư khác.",
    en: "The certificate was ended or revoked before it signed. Sign with another.",
  },
  "file-removed": { vi: "Tệp đã bị gỡ hoặc văn bản đã bỏ số.", en: "The file was removed, or the document voided." },
  "signature-not-valid": {
    vi: "Chữ ký nhận về không khớp chứng thư hoặc nội dung tệp; không lưu bản này.",
    en: "What came back is not the certificate's signature over this file; it was not kept.",
  },
};

export const signingRefusalWords = {
  "signing-of-incoming": {
    vi: "Văn bản đến do nơi gửi ký; chỉ trình ký văn bản đi và văn bản nội bộ.",
    en: "Incoming documents are signed by their senders; only our own are laid before somebody.",
  },
  "file-not-to-sign": {
    vi: "Chỉ ký được tệp PDF còn hiệu lực, đã quét mã độc và là bản mới nhất. Mời chọn lại tệp.",
    en: "Only a PDF that is there, was scanned and is the last revision can be signed. Choose another file.",
  },
  "signing-under-way": {
    vi: "Tệp này đang được trình ký hoặc đã ký. Mời xem lại trước khi làm tiếp.",
    en: "This file is being signed, or was. Look at it again before going on.",
  },
  "signer-without-certificate": {
    vi: "Người ký chưa có chứng thư số còn hạn ký được từ hệ thống này. Báo quản trị cập nhật chứng thư.",
    en: "The signer has no certificate in force that signs from here. Ask the administrator to enter it.",
  },
  "agency-without-certificate": {
    vi: "Cơ quan chưa có chứng thư số còn hạn ký được từ hệ thống này. Báo quản trị cập nhật chứng thư.",
    en: "The agency has no certificate in force that signs from here. Ask the administrator to enter it.",
  },
  "person-signs-first": {
    vi: "Người có thẩm quyền ký trước, cơ quan ký sau (NĐ 30/2020, Điều 18). Mời trình ký tệp này trước.",
    en: "The person in authority signs before the agency (NĐ 30/2020, art. 18). Lay the file before them first.",
  },
  "signing-service-off": {
    vi: "Hệ thống chưa nối với dịch vụ ký số. Báo quản trị, hoặc ký bằng phần mềm khác rồi đính kèm tệp đã ký.",
    en: "No signing service is connected. Tell the administrator, or sign elsewhere and attach the signed file.",
  },
  "signing-changed": {
    vi: "Lần trình ký này vừa được người khác cập nhật. Mời xem lại trước khi làm tiếp.",
    en: "Somebody else has just changed this. Look at it again before going on.",
  },
  "signing-settled": { vi: "Lần trình ký này đã kết thúc hoặc đang ký.", en: "This was settled, or is being signed." },
} as const satisfies Record<string, Words>;
