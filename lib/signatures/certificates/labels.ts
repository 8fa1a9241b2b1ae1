import type { Words } from "@/lib/words";
import type { CertificateDevice, CertificateRowFault, CertificateState } from "./model";

export const certificateStateWords: Record<CertificateState, Words> = {
  "in-force": { vi: "Còn hiệu lực", en: "In force" },
  "not-yet": { vi: "Chưa đến ngày hiệu lực", en: "Not yet in force" },
  expired: { vi: "Hết hạn", en: "Expired" },
  revoked: { vi: "Bị thu hồi", en: "Revoked" },
  ended: { vi: "Đã chấm dứt sử dụng", en: "Ended here" },
};

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

/** How coverage is counted, beside the figures. */
export const coverageWords = {
  leaders: {
    name: { vi: "Lãnh đạo có chứng thư số", en: "Leaders with a certificate" },
    definition: {
      vi: "Cứ 100 lãnh đạo và thủ trưởng đơn vị có thẩm quyền ký thì bao nhiêu người có ít nhất một chứng thư số còn hiệu lực hôm nay: đã đến ngày hiệu lực, chưa hết hạn, không bị thu hồi theo danh sách hiện có và chưa bị chấm dứt. Một người giữ nhiều chức vụ chỉ tính một lần; tài khoản đã khóa không tính.",
      en: "Of every 100 leaders and heads of units who sign, how many hold at least one certificate in force today: begun, not expired, not revoked by the lists at hand, and not ended here. A person with several posts counts once; closed accounts do not count.",
    },
  },
  agencies: {
    name: { vi: "Cơ quan có chứng thư số", en: "Agencies with a certificate" },
    definition: {
      vi: "Cứ 100 cơ quan, đơn vị có con dấu riêng thì bao nhiêu nơi có chứng thư số cơ quan còn hiệu lực hôm nay. Bộ phận Một cửa và văn phòng bên trong cơ quan không có con dấu riêng nên không tính.",
      en: "Of every 100 units with a seal of their own, how many hold an agency's certificate in force today. One-stop desks and offices within an agency have no seal and are not counted.",
    },
  },
  mobile: {
    name: { vi: "Chứng thư ký di động", en: "Mobile signing" },
    definition: {
      vi: "Trong các chứng thư số còn hiệu lực, bao nhiêu phần trăm có khóa nằm trên SIM PKI hoặc ở dịch vụ ký số từ xa, nên ký được trên thiết bị di động.",
      en: "Of the certificates in force, the share whose key lies in a SIM or at a remote signing service, so that their holders can sign on a mobile device.",
    },
  },
  law: {
    vi: "NĐ 30/2020/NĐ-CP Đ.13; NĐ 68/2024/NĐ-CP; NĐ 99/2016/NĐ-CP Đ.7–8",
    en: "Decree 30/2020/NĐ-CP art. 13; Decree 68/2024/NĐ-CP; Decree 99/2016/NĐ-CP art. 7–8",
  },
} as const satisfies Record<string, Words | { name: Words; definition: Words }>;
