import { formatDay, type Locale, say, type Words } from "@/lib/words";
import type {
  AuthorityReason,
  AuthorityState,
  CertificateDevice,
  CertificateRowFault,
  CertificateState,
  SignerAuthority,
} from "./model";

export const certificateStateWords: Record<CertificateState, Words> = {
  "in-force": { vi: "Còn hiệu lực", en: "In force" },
  "not-yet": { vi: "Chưa đến ngày hiệu lực", en: "Not yet in force" },
  expired: { vi: "Hết hạn", en: "Expired" },
  revoked: { vi: "Bị thu hồi", en: "Revoked" },
  ended: { vi: "Đã chấm dứt sử dụng", en: "Ended here" },
};

export const authorityWords: Record<AuthorityState, Words> = {
  authorised: { vi: "Có thẩm quyền ký", en: "Authorised to sign" },
  "without-authority": { vi: "Không có thẩm quyền ký", en: "Without authority to sign" },
  "not-registered": { vi: "Không có trong danh mục chứng thư", en: "Not in the registry of certificates" },
};
const authorityReasonWords: Record<AuthorityReason, Words> = {
  "post-signs": {
    vi: "ngày {day}, {holder} giữ chức vụ {title}, {unit}",
    en: "on {day} {holder} was {title}, {unit}",
  },
  seal: {
    vi: "chứng thư của {holder}, đơn vị có con dấu riêng",
    en: "the certificate of {holder}, a unit with a seal of its own",
  },
  "post-signs-not": {
    vi: "ngày {day}, {holder} giữ chức vụ {title}, {unit}, không phải lãnh đạo hoặc người đứng đầu đơn vị",
    en: "on {day} {holder} was {title}, {unit}, neither a leader nor a unit's head",
  },
  "no-post": { vi: "ngày {day}, {holder} không giữ chức vụ nào", en: "on {day} {holder} held no post" },
  "account-closed": {
    vi: "ngày {day}, tài khoản của {holder} đã khóa",
    en: "on {day} the account of {holder} was closed",
  },
  "unit-gone": {
    vi: "ngày {day}, {holder} chưa thành lập hoặc đã giải thể, sáp nhập",
    en: "on {day} {holder} did not stand yet, or no longer",
  },
  "no-seal": { vi: "{holder} không có con dấu riêng", en: "{holder} has no seal of its own" },
  "certificate-ended": {
    vi: "chứng thư của {holder} đã chấm dứt sử dụng trước thời điểm ký",
    en: "the certificate of {holder} had been ended here before",
  },
  "day-unknown": {
    vi: "chứng thư của {holder}, nhưng chữ ký không ghi ngày ký",
    en: "the certificate of {holder}, but the signature does not tell the day",
  },
  "certificate-unknown": {
    vi: "thành phố chưa ghi nhận chứng thư này của ai; nếu là văn bản của nơi khác thì xác minh với nơi gửi",
    en: "nobody here is entered with this certificate; of another agency's paper ask the sender",
  },
  "holder-gone": {
    vi: "tài khoản hoặc đơn vị giữ chứng thư không còn trong hệ thống",
    en: "the account or unit that held the certificate is here no longer",
  },
};
/** Had the signer the authority, and why: "Có thẩm quyền ký: ngày 20/11/2026, …". */
export function authorityText({ state, reason, on, holder, post }: SignerAuthority, locale: Locale): string {
  const values: Record<string, string> = {
    ...{ day: on ? formatDay(on) : "", holder: holder?.name ?? "", title: post?.title ?? "", unit: post?.unitName ?? "" },
  };
  const why = say(locale, authorityReasonWords[reason]).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  return `${say(locale, authorityWords[state])}: ${why}.`;
}

export const deviceWords: Record<CertificateDevice, Words> = {
  TOKEN: { vi: "USB Token", en: "USB token" },
  SIM: { vi: "SIM PKI", en: "SIM" },
  REMOTE: { vi: "Ký số từ xa", en: "Remote signing" },
};

/** Why a line of a spreadsheet is not taken, and what to do about it. */
export const certificateRowFaultWords: Record<CertificateRowFault, Words> = {
  "holder-missing": { vi: "Thiếu người giữ và đơn vị.", en: "Neither a holder nor a unit is named." },
  "holder-unknown": {
    vi: "Không có tài khoản đang mở nào có tên đăng nhập hoặc họ tên này (ở đơn vị đã ghi).",
    en: "No open account has this login or name (in the unit given).",
  },
  "holder-ambiguous": {
    vi: "Có nhiều người cùng họ tên. Ghi tên đăng nhập, hoặc ghi thêm mã đơn vị.",
    en: "Several people bear this name. Give the login, or the unit's code too.",
  },
  "holder-name-differs": {
    vi: "Họ tên trên chứng thư khác họ tên người giữ. Nếu đúng là của người này thì thêm từng chứng thư bằng tay.",
    en: "The certificate is in another name than the holder's. If it is theirs all the same, add it by hand.",
  },
  "unit-unknown": {
    vi: "Không có đơn vị nào mang mã hoặc tên này (hoặc có nhiều đơn vị cùng tên).",
    en: "No unit has this code or name (or several have).",
  },
  "certificate-unnamed": {
    vi: "Thiếu số serial hoặc tên tệp chứng thư.",
    en: "Neither a serial nor a file of a certificate is given.",
  },
  "certificate-not-sent": {
    vi: "Trong các tệp gửi kèm không có chứng thư với số serial hoặc tên tệp này.",
    en: "No file sent along holds a certificate of this serial or file name.",
  },
  "certificate-ambiguous": {
    vi: "Tệp này có nhiều chứng thư, hoặc số serial trùng. Ghi số serial của từng chứng thư.",
    en: "The file holds several certificates, or several have this serial. Give each one's serial.",
  },
  "certificate-of-authority": {
    vi: "Đây là chứng thư của tổ chức chứng thực, không phải của người ký.",
    en: "This is an authority's certificate, not a signer's.",
  },
  "certificate-not-for-signing": {
    vi: "Chứng thư này không dùng để ký văn bản.",
    en: "This certificate is not for signing documents.",
  },
  "certificate-held-by-another": {
    vi: "Chứng thư này đã ghi cho người hoặc đơn vị khác.",
    en: "The certificate is entered for another person or unit already.",
  },
  "certificate-over": {
    vi: "Chứng thư này đã được chấm dứt sử dụng.",
    en: "The certificate was ended here.",
  },
  "certificate-twice": { vi: "Một dòng ở trên đã nêu chứng thư này.", en: "A line above names the same certificate." },
  "device-unknown": {
    vi: "Thiếu hoặc không rõ thiết bị: ghi USB Token, SIM hoặc Ký số từ xa.",
    en: "Where the key lies is not told: write USB token, SIM or Remote.",
  },
  "credential-too-long": { vi: "Mã khóa dài quá 100 ký tự.", en: "The credential is longer than 100 characters." },
};

export const certificateRefusals = {
  "certificate-of-authority": certificateRowFaultWords["certificate-of-authority"],
  "certificate-not-for-signing": certificateRowFaultWords["certificate-not-for-signing"],
  "certificate-over": certificateRowFaultWords["certificate-over"],
  "certificate-known": { vi: "Chứng thư này đã có trong sổ.", en: "This certificate is in the registry already." },
  "certificate-holder-gone": {
    vi: "Người hoặc đơn vị này không còn hoạt động. Chọn người giữ khác.",
    en: "This person or unit is there no more. Choose another holder.",
  },
  "certificate-changed": {
    vi: "Chứng thư vừa được người khác sửa. Tải lại rồi làm tiếp.",
    en: "Somebody else has just changed this certificate. Reload and go on.",
  },
  "certificate-picture-large": { vi: "Hình nặng quá 200 KB.", en: "The picture is larger than 200 KB." },
  "certificate-picture-unreadable": {
    vi: "Tệp hình không phải PNG đọc được (mỗi cạnh không quá 4.096 điểm).",
    en: "The picture is no readable PNG (at most 4,096 points a side).",
  },
  "certificate-sheet-unreadable": {
    vi: "Không thấy dòng tiêu đề có cột Chứng thư (số serial hoặc tên tệp) và cột Người giữ hoặc Đơn vị.",
    en: "No heading line was found with a column for the certificate (serial or file) and one for the holder or the unit.",
  },
} as const satisfies Record<string, Words>;
