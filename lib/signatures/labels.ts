import type { Words } from "@/lib/words";
import { certificateRefusals } from "./certificates/labels";
import type { Reason, Verdict } from "./model";
import { answerRefusals } from "./trust/labels";

export { changeWords, type Fact, factsOf } from "./facts/facts";

export const verdictWords: Record<Verdict, Words> = {
  valid: { vi: "Hợp lệ", en: "Valid" },
  invalid: { vi: "Không hợp lệ", en: "Not valid" },
  unknown: { vi: "Chưa xác định được", en: "Cannot be told" },
  unsigned: { vi: "Tệp không có chữ ký số", en: "The file carries no digital signature" },
};

/** Why, in sentences for an official who has to decide what to do with the paper. */
export const reasonWords: Record<Reason, Words> = {
  "signature-unreadable": {
    vi: "Phần dữ liệu của chữ ký bị thiếu hoặc không đọc được, nên không có gì để kiểm tra. Đề nghị bên gửi ký và gửi lại.",
    en: "What the signature consists of is missing or cannot be read, so there is nothing to check. Ask the sender to sign and send it again.",
  },
  "byte-range-wrong": {
    vi: "Phạm vi ký không phủ hết nội dung tệp tại thời điểm ký: có phần nằm ngoài chữ ký. Đây là dấu hiệu tệp bị can thiệp.",
    en: "The signature is not over all the file had when it was signed: something stands outside of it. This is a sign of tampering.",
  },
  "revision-differs": {
    vi: "Bản đã ký không đọc ra cùng chữ ký đang hiển thị. Đây là dấu hiệu tệp bị can thiệp.",
    en: "The revision that was signed does not hold the signature that is shown. This is a sign of tampering.",
  },
  "message-broken": {
    vi: "Dữ liệu chữ ký số (CMS) sai cấu trúc. Đề nghị bên gửi ký và gửi lại.",
    en: "The signature's message (CMS) is malformed. Ask the sender to sign and send it again.",
  },
  "content-changed": {
    vi: "Nội dung đã bị thay đổi so với lúc ký: văn bản không còn toàn vẹn.",
    en: "The content was changed since it was signed: the paper is no longer whole.",
  },
  "signature-broken": {
    vi: "Chữ ký không khớp với chứng thư của người ký.",
    en: "The signature does not fit the signer's certificate.",
  },
  "certificate-swapped": {
    vi: "Chứng thư kèm theo không phải chứng thư mà chữ ký đã ghi nhận.",
    en: "The certificate sent along is not the one the signature names.",
  },
  "algorithm-broken": {
    vi: "Thuật toán ký đã bị phá (MD5, hoặc khóa RSA dưới 1024 bit): chữ ký không chứng minh được điều gì.",
    en: "What it is signed with is broken (MD5, or an RSA key under 1024 bits): it proves nothing.",
  },
  "changed-after": {
    vi: "Sau khi ký, tệp bị sửa nội dung hoặc thêm phần không rõ. Chỉ bản tại thời điểm ký là có chữ ký.",
    en: "After it was signed the file was changed, or something unclear was added. Only the revision as it was signed is signed.",
  },
  "change-forbidden": {
    vi: "Người ký chứng nhận không cho phép thay đổi như đã có sau khi ký.",
    en: "The certifying signer does not permit what was changed after signing.",
  },
  "locked-field-changed": {
    vi: "Một ô đã được khóa bằng chữ ký này bị điền lại sau khi ký.",
    en: "A field that this signature locked was filled after signing.",
  },
  revoked: {
    vi: "Chứng thư chữ ký số đã bị thu hồi tại thời điểm ký.",
    en: "The certificate had been revoked when it was used.",
  },
  "expired-at-signing": {
    vi: "Chứng thư chữ ký số không có hiệu lực tại thời điểm ký (đã hết hạn hoặc chưa đến hạn dùng).",
    en: "The certificate was not in force when it was used (ended, or not yet begun).",
  },
  "not-for-signing": {
    vi: "Chứng thư này không được cấp để dùng vào việc này (ký văn bản, hoặc cấp dấu thời gian).",
    en: "The certificate was not issued for this use (signing papers, or timestamps).",
  },
  "timestamp-broken": {
    vi: "Dấu thời gian kèm theo không khớp với chữ ký.",
    en: "The timestamp does not fit the signature.",
  },
  "structure-unclear": {
    vi: "Cấu trúc tệp không rõ ràng: các phần mềm khác nhau có thể đọc ra nội dung khác nhau, nên không kết luận được.",
    en: "The file's structure is unclear: different programs may read different contents, so nothing can be concluded.",
  },
  encrypted: {
    vi: "Tệp được đặt mật khẩu hoặc mã hóa nên không kiểm tra được. Đề nghị gửi bản không mã hóa.",
    en: "The file is encrypted and cannot be checked. Ask for one that is not.",
  },
  "too-large": {
    vi: "Tệp quá lớn hoặc quá phức tạp để kiểm tra tại đây.",
    en: "The file is too large or too complex to be checked here.",
  },
  "check-broke": {
    vi: "Việc kiểm tra bị dừng giữa chừng vì tệp này. Không nên tin nội dung tệp; báo cán bộ công nghệ thông tin.",
    en: "The check was ended midway by this file. Do not rely on it; tell your IT officer.",
  },
  "file-lost": {
    vi: "Kho lưu trữ không còn tệp này nên không kiểm tra được. Báo cán bộ công nghệ thông tin.",
    en: "The store no longer has this file, so it cannot be checked. Tell your IT officer.",
  },
  "stray-signature": {
    vi: "Trong tệp có dữ liệu chữ ký không thuộc chữ ký nào của văn bản.",
    en: "The file holds signature data that belongs to none of its signatures.",
  },
  "kind-unknown": {
    vi: "Chữ ký theo định dạng chưa hỗ trợ kiểm tra.",
    en: "The signature is of a kind that cannot be checked here.",
  },
  "certificate-unnamed": {
    vi: "Chữ ký không ghi nhận chứng thư của người ký, trái với chuẩn PAdES.",
    en: "The signature does not name the signer's certificate, as PAdES demands.",
  },
  "certificate-stray": {
    vi: "Trong chữ ký có kèm chứng thư không kiểm tra được nguồn gốc.",
    en: "A certificate came along with the signature that leads to no trusted authority.",
  },
  untrusted: {
    vi: "Chứng thư không do tổ chức chứng thực nào trong danh sách tin cậy của đơn vị cấp, nên chưa xác định được người ký là ai.",
    en: "The certificate leads to no authority on the list of trusted ones, so it is not known who signed.",
  },
  "path-out-of-time": {
    vi: "Chứng thư của tổ chức cấp đã hết hạn và không có dấu thời gian chứng minh chữ ký có trước đó.",
    en: "An authority's certificate had ended, and no timestamp proves that the signature was there before.",
  },
  "revocation-unknown": {
    vi: "Chưa có danh sách thu hồi (CRL) hoặc trả lời OCSP để biết chứng thư còn hiệu lực hay đã bị thu hồi.",
    en: "There is no revocation list (CRL) or OCSP answer to say whether the certificate was revoked.",
  },
  "revocation-stale": {
    vi: "Danh sách thu hồi (CRL) hoặc trả lời OCSP hiện có đã cũ. Cập nhật rồi kiểm tra lại.",
    en: "The revocation list (CRL) or OCSP answer at hand is out of date. Renew it and check again.",
  },
  "expired-unproven": {
    vi: "Chứng thư nay đã hết hạn và không có dấu thời gian chứng minh văn bản được ký khi chứng thư còn hiệu lực.",
    en: "The certificate has ended since, and no timestamp proves that it was used before.",
  },
  "revoked-unproven": {
    vi: "Chứng thư bị thu hồi sau thời điểm ký mà người ký khai; không có dấu thời gian chứng minh thời điểm đó.",
    en: "The certificate was revoked after the claimed time of signing, and no timestamp proves that time.",
  },
  "time-ahead": {
    vi: "Thời điểm ký nằm trong tương lai so với giờ máy chủ.",
    en: "The time of signing lies in the future, by the server's clock.",
  },
  "timestamp-untrusted": {
    vi: "Dấu thời gian không kiểm tra được đến một tổ chức tin cậy.",
    en: "The timestamp leads to no trusted authority, or cannot be checked that far.",
  },
  "algorithm-weak": {
    vi: "Thuật toán ký yếu theo chuẩn hiện nay (SHA-1, hoặc khóa RSA dưới 2048 bit). Đề nghị xác minh với nơi ký.",
    en: "What it is signed with is weak by today's standards (SHA-1, or an RSA key under 2048 bits). Verify it with the signer.",
  },
  "form-filled": {
    vi: "Sau khi ký có ô được điền thêm. Nội dung đã ký còn nguyên, nhưng bản đang xem khác bản đã ký.",
    en: "Fields were filled after signing. What was signed is still there, but what is shown differs from it.",
  },
  annotated: {
    vi: "Sau khi ký có chú thích được thêm vào trang, có thể che hoặc thêm nội dung. Cần xem bản tại thời điểm ký.",
    en: "Annotations were added after signing; they may cover or add content. Look at the revision that was signed.",
  },
  "drawn-over": {
    vi: "Một chữ ký thêm sau vẽ lên phần lớn trang, hoặc vẽ lên văn bản đã chứng nhận, nên có thể che nội dung đã ký.",
    en: "A later signature draws over much of a page, or over a certified file, and may cover what was signed.",
  },
  "later-signature-doubtful": {
    vi: "Sau chữ ký này có chữ ký hoặc dấu thời gian khác chưa được xác nhận hợp lệ.",
    en: "After this one stands another signature or timestamp that is not valid itself.",
  },
  "time-proven": {
    vi: "Thời điểm ký được chứng minh bằng dấu thời gian tin cậy.",
    en: "A trusted timestamp proves when it was signed.",
  },
  "time-claimed": {
    vi: "Thời điểm ký do máy của người ký tự ghi, không có dấu thời gian chứng minh.",
    en: "The time of signing is what the signer's machine says; no timestamp proves it.",
  },
  "time-shifted": {
    vi: "Thời điểm ký ghi lệch múi giờ (nhanh 7 giờ), lỗi thường gặp của một số phần mềm ký.",
    en: "The time of signing is written in the wrong time zone (7 hours ahead), as some signing programs do.",
  },
  "signed-again": {
    vi: "Sau chữ ký này có thêm chữ ký khác.",
    en: "Another signature was added after this one.",
  },
  timestamped: {
    vi: "Sau chữ ký này tệp được đóng thêm dấu thời gian.",
    en: "The file was timestamped after this one.",
  },
  "evidence-added": {
    vi: "Sau chữ ký này tệp được bổ sung dữ liệu để kiểm tra lâu dài.",
    en: "What a later check needs was added to the file after this one.",
  },
  "information-changed": {
    vi: "Sau khi ký có thay đổi phần thông tin mô tả tệp (tiêu đề, ngày sửa), không thuộc nội dung trang.",
    en: "The file's description (title, dates) was changed after signing; the pages were not.",
  },
  "form-filled-allowed": {
    vi: "Sau khi ký có ô được điền thêm, trong phạm vi người ký chứng nhận cho phép.",
    en: "Fields were filled after signing, as the certifying signer permits.",
  },
  "revoked-later": {
    vi: "Chứng thư bị thu hồi sau thời điểm ký đã được chứng minh; chữ ký này không bị ảnh hưởng.",
    en: "The certificate was revoked after the proven time of signing, which this signature survives.",
  },
};

/** What a valid signature means, and what a paper that fails means for whoever received it. */
export const legalWords = {
  valid: {
    vi: "Chữ ký số hợp lệ xác nhận người ký và sự toàn vẹn của văn bản (Luật Giao dịch điện tử 20/2023/QH15; Nghị định 68/2024/NĐ-CP đối với chữ ký số chuyên dùng công vụ).",
    en: "A valid signature confirms who signed and that the paper is whole (Law 20/2023/QH15 on electronic transactions; Decree 68/2024/NĐ-CP for official signatures).",
  },
  invalid: {
    vi: "Văn bản điện tử không bảo đảm tính xác thực, toàn vẹn thì báo và trả lại nơi gửi (Nghị định 30/2020/NĐ-CP, Điều 21).",
    en: "An electronic document that is not authentic or not whole is reported and returned to its sender (Decree 30/2020/NĐ-CP, Article 21).",
  },
  unknown: {
    vi: "Chưa đủ căn cứ để kết luận; không coi là hợp lệ cho đến khi kiểm tra được.",
    en: "There is not enough to conclude; it does not count as valid until it can be checked.",
  },
} as const satisfies Record<string, Words>;

/** What a key may be used for, as a certificate says (RFC 5280 §4.2.1.3). */
export const usageWords: Readonly<Record<string, Words>> = {
  digitalSignature: { vi: "ký số", en: "signing" },
  nonRepudiation: { vi: "chống chối bỏ", en: "non-repudiation" },
  keyEncipherment: { vi: "mã hóa khóa", en: "key encipherment" },
  dataEncipherment: { vi: "mã hóa dữ liệu", en: "data encipherment" },
  keyAgreement: { vi: "thỏa thuận khóa", en: "key agreement" },
  keyCertSign: { vi: "cấp chứng thư", en: "issuing certificates" },
  cRLSign: { vi: "ký danh sách thu hồi", en: "signing revocation lists" },
};

export {
  authorityText,
  authorityWords,
  certificateRowFaultWords,
  certificateStateWords,
  deviceWords,
} from "./certificates/labels";

export const refusals = {
  ...certificateRefusals,
  ...answerRefusals,
  "test-authority": {
    vi: "Đây là chứng thư thử nghiệm. Hệ thống vận hành thật không bao giờ tin cậy chứng thư thử nghiệm.",
    en: "This is an authority of tests. A city that works with real papers never trusts one.",
  },
  "certificate-unreadable": {
    vi: "Tệp này không phải chứng thư số (nhận tệp .cer, .crt, .pem).",
    en: "This file is no certificate (.cer, .crt and .pem are taken).",
  },
  "not-an-authority": {
    vi: "Chứng thư này không phải của tổ chức chứng thực, nên không thể dùng để xác nhận chữ ký của người khác.",
    en: "This certificate is not an authority's, so it cannot vouch for others.",
  },
  "not-a-root": {
    vi: "Chứng thư gốc phải tự ký. Chứng thư này do nơi khác cấp: hãy thêm ở mục chứng thư trung gian.",
    en: "A root signs itself. This certificate was issued by another: add it as an intermediate.",
  },
  "trusted-already": {
    vi: "Chứng thư này đã có trong danh sách.",
    en: "This certificate is on the list already.",
  },
  "list-unreadable": {
    vi: "Tệp này không phải danh sách thu hồi (CRL).",
    en: "This file is no revocation list (CRL).",
  },
  "list-of-stranger": {
    vi: "Danh sách thu hồi này không do tổ chức chứng thực nào trong danh sách tin cậy ký. Thêm chứng thư của nơi cấp trước.",
    en: "No authority on the list signed this revocation list. Add its certificate first.",
  },
  "source-address-refused": {
    vi: "Địa chỉ này không được phép gọi (chính máy chủ này, cơ sở dữ liệu, hoặc ngoài dải đã khai).",
    en: "This address may not be called (this server, its database, or outside the range that was written down).",
  },
  "source-silent": { vi: "Địa chỉ này không trả lời.", en: "This address does not answer." },
  "source-unreadable": {
    vi: "Địa chỉ này trả lời nhưng không đưa tệp (chuyển hướng, báo lỗi hoặc tệp quá lớn).",
    en: "This address answers with no file (a redirect, an error, or too much).",
  },
  "check-not-found-here": {
    vi: "Trong danh sách có kết quả không phải do hệ thống này kiểm tra cho tài khoản của bạn, nên không in được.",
    en: "The list holds a result that this system did not find for your account, so it is not printed.",
  },
  "list-known": { vi: "Danh sách thu hồi này đã có.", en: "This revocation list is here already." },
} as const satisfies Record<string, Words>;
