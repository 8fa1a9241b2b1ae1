import type { Words } from "@/lib/words";
import type { CertificateCode, DocumentCode, MeetingCode } from "./codes";

type Telling = { name: Words; definition: Words; numerator: Words; denominator: Words | null; law: Words };

const clerical: Words = { vi: "NĐ 30/2020/NĐ-CP", en: "Decree 30/2020/NĐ-CP" };
const signing: Words = {
  vi: "NĐ 30/2020/NĐ-CP Đ.12–13, 32–33; Luật Giao dịch điện tử 20/2023/QH15 Đ.22",
  en: "Decree 30/2020/NĐ-CP art. 12–13, 32–33; Law on E-Transactions 20/2023/QH15 art. 22",
};
const exchange: Words = {
  vi: "QĐ 28/2018/QĐ-TTg; QCVN 102:2016/BTTTT",
  en: "Decision 28/2018/QĐ-TTg; QCVN 102:2016/BTTTT",
};
const toSign: Words = {
  vi: "Văn bản đi đã phát hành trong kỳ, trừ văn bản không thuộc diện ký số. Văn bản mật không có trong hệ thống nên không tính.",
  en: "Outgoing documents issued in the period, except those that need not be signed. Secret documents are not in the system and so not counted.",
};

export const documentLabels: Record<DocumentCode, Telling> = {
  "e-signature-rate": {
    name: { vi: "Tỷ lệ ký số", en: "E-signature rate" },
    definition: {
      vi: "Cứ 100 văn bản đi phải ký số thì bao nhiêu văn bản có chữ ký số của người có thẩm quyền và của cơ quan, đã được máy kiểm tra là hợp lệ và khớp sổ. Văn bản đang chờ kiểm tra hoặc chưa kết luận được thì chưa tính là đã ký.",
      en: "Of every 100 outgoing documents that must be signed, how many bear the signatures of the person in authority and of the agency, checked by the machine and found valid and as registered. What waits to be checked, or cannot be told, does not count as signed.",
    },
    numerator: { vi: "Văn bản đi có chữ ký số hợp lệ, khớp sổ", en: "Outgoing documents validly signed, as registered" },
    denominator: toSign,
    law: signing,
  },
  "documents-incoming": {
    name: { vi: "Văn bản đến", en: "Incoming documents" },
    definition: {
      vi: "Số văn bản đến đã vào sổ trong kỳ. Văn bản bỏ số không tính.",
      en: "Incoming documents registered in the period. Voided numbers are not counted.",
    },
    numerator: { vi: "Văn bản đến đã đăng ký trong kỳ", en: "Incoming documents registered in the period" },
    denominator: null,
    law: clerical,
  },
  "documents-outgoing": {
    name: { vi: "Văn bản đi", en: "Outgoing documents" },
    definition: {
      vi: "Số văn bản đi đã cấp số, phát hành trong kỳ. Văn bản bỏ số không tính.",
      en: "Outgoing documents numbered and issued in the period. Voided numbers are not counted.",
    },
    numerator: { vi: "Văn bản đi đã phát hành trong kỳ", en: "Outgoing documents issued in the period" },
    denominator: null,
    law: clerical,
  },
  "documents-internal": {
    name: { vi: "Văn bản nội bộ", en: "Internal documents" },
    definition: {
      vi: "Số văn bản nội bộ đã vào sổ trong kỳ. Văn bản bỏ số không tính.",
      en: "Internal documents registered in the period. Voided numbers are not counted.",
    },
    numerator: { vi: "Văn bản nội bộ đã đăng ký trong kỳ", en: "Internal documents registered in the period" },
    denominator: null,
    law: clerical,
  },
  "documents-overdue": {
    name: { vi: "Văn bản quá hạn chưa xong", en: "Documents overdue" },
    definition: {
      vi: "Số văn bản đến có thời hạn giải quyết đã qua mà đến hết ngày báo cáo chưa giải quyết xong.",
      en: "Incoming documents whose day has passed and which, at the end of the day reported on, were not dealt with.",
    },
    numerator: { vi: "Văn bản đến quá hạn, chưa giải quyết xong", en: "Incoming documents past their day and open" },
    denominator: null,
    law: clerical,
  },
  "documents-on-time-rate": {
    name: { vi: "Giải quyết văn bản đúng hạn", en: "Documents dealt with on time" },
    definition: {
      vi: "Cứ 100 văn bản đến giải quyết xong trong kỳ thì bao nhiêu văn bản xong trong thời hạn. Văn bản không có thời hạn tính là đúng hạn.",
      en: "Of every 100 incoming documents dealt with in the period, how many were within their time. Those without a day count as in time.",
    },
    numerator: { vi: "Văn bản đến giải quyết xong, không quá hạn", en: "Incoming documents dealt with in time" },
    denominator: { vi: "Văn bản đến giải quyết xong trong kỳ", en: "Incoming documents dealt with in the period" },
    law: clerical,
  },
  "signatures-invalid": {
    name: { vi: "Chữ ký không hợp lệ", en: "Invalid signatures" },
    definition: {
      vi: "Số văn bản đi phát hành trong kỳ có chữ ký số kiểm tra thấy không hợp lệ: nội dung bị sửa sau khi ký, chứng thư hết hạn lúc ký, bị thu hồi… Phải bằng 0.",
      en: "Outgoing documents issued in the period with a signature found invalid: changed after signing, a certificate out of time or revoked … It must be nought.",
    },
    numerator: { vi: "Văn bản đi có chữ ký không hợp lệ", en: "Outgoing documents with an invalid signature" },
    denominator: null,
    law: signing,
  },
  "signatures-doubtful": {
    name: { vi: "Thiếu chữ ký hoặc không khớp sổ", en: "Signature missing, or not as registered" },
    definition: {
      vi: "Số văn bản đi có chữ ký hợp lệ nhưng thiếu chữ ký của người có thẩm quyền hoặc của cơ quan, hoặc người ký, cơ quan, số, ngày trên văn bản không khớp sổ.",
      en: "Outgoing documents whose signature is good, but the person's or the agency's is missing, or signer, agency, number or day are not the register's.",
    },
    numerator: { vi: "Văn bản đi thiếu chữ ký hoặc không khớp sổ", en: "Outgoing documents not signed as registered" },
    denominator: null,
    law: signing,
  },
  "signatures-unknown": {
    name: { vi: "Chưa kết luận được chữ ký", en: "Signatures that cannot be told" },
    definition: {
      vi: "Số văn bản đi có chữ ký chưa kết luận được, thường do chưa có chứng thư gốc hoặc danh sách thu hồi còn hiệu lực.",
      en: "Outgoing documents whose signature cannot be judged, mostly for want of a root certificate or of a list of revocations in force.",
    },
    numerator: { vi: "Văn bản đi chưa kết luận được chữ ký", en: "Outgoing documents whose signature cannot be told" },
    denominator: null,
    law: signing,
  },
  "documents-unsigned": {
    name: { vi: "Chưa ký số", en: "Not signed" },
    definition: {
      vi: "Số văn bản đi phát hành trong kỳ không có tệp PDF nào được ký số, kể cả văn bản chưa có tệp.",
      en: "Outgoing documents issued in the period without any signed PDF, those without a file included.",
    },
    numerator: { vi: "Văn bản đi chưa ký số", en: "Outgoing documents not signed" },
    denominator: null,
    law: signing,
  },
  "signatures-pending": {
    name: { vi: "Đang chờ kiểm tra chữ ký", en: "Waiting to be checked" },
    definition: {
      vi: "Số văn bản đi có tệp PDF mà máy chưa kiểm tra xong chữ ký. Thường hết trong vài phút.",
      en: "Outgoing documents with a PDF whose signatures were not checked yet. Usually none after a few minutes.",
    },
    numerator: { vi: "Văn bản đi đang chờ kiểm tra", en: "Outgoing documents waiting to be checked" },
    denominator: null,
    law: signing,
  },
  "documents-exempt": {
    name: { vi: "Không thuộc diện ký số", en: "Need not be signed" },
    definition: {
      vi: "Số văn bản đi được người có trách nhiệm đánh dấu không phải ký số, mỗi văn bản có lý do. Không nằm trong mẫu số của tỷ lệ ký số.",
      en: "Outgoing documents marked by somebody responsible as not to be signed, each with its reason. They are not in the denominator of the e-signature rate.",
    },
    numerator: { vi: "Văn bản đi không thuộc diện ký số", en: "Outgoing documents that need not be signed" },
    denominator: null,
    law: signing,
  },
  "documents-received-electronically-rate": {
    name: { vi: "Nhận qua liên thông", en: "Received by the exchange" },
    definition: {
      vi: "Cứ 100 văn bản đến vào sổ trong kỳ thì bao nhiêu văn bản đến bằng gói tin liên thông (edXML), không phải nhập tay từ bản giấy hay tệp.",
      en: "Of every 100 incoming documents registered in the period, how many came by a packet (edXML) and were not typed from paper or a file.",
    },
    numerator: { vi: "Văn bản đến vào sổ từ gói tin liên thông", en: "Incoming documents registered from a packet" },
    denominator: { vi: "Văn bản đến đã đăng ký trong kỳ", en: "Incoming documents registered in the period" },
    law: exchange,
  },
  "documents-sent-electronically-rate": {
    name: { vi: "Gửi qua liên thông", en: "Sent by the exchange" },
    definition: {
      vi: "Cứ 100 văn bản đi phát hành trong kỳ thì bao nhiêu văn bản đã gửi ít nhất một nơi nhận bằng gói tin liên thông (edXML).",
      en: "Of every 100 outgoing documents issued in the period, how many went to at least one receiver by a packet (edXML).",
    },
    numerator: { vi: "Văn bản đi đã gửi bằng gói tin liên thông", en: "Outgoing documents sent by a packet" },
    denominator: { vi: "Văn bản đi đã phát hành trong kỳ", en: "Outgoing documents issued in the period" },
    law: exchange,
  },
};

const holding: Words = {
  vi: "NĐ 30/2020/NĐ-CP Đ.13; NĐ 68/2024/NĐ-CP; NĐ 99/2016/NĐ-CP Đ.7–8",
  en: "Decree 30/2020/NĐ-CP art. 13; Decree 68/2024/NĐ-CP; Decree 99/2016/NĐ-CP art. 7–8",
};
const leadersToHold: Words = {
  vi: "Lãnh đạo và thủ trưởng đơn vị có thẩm quyền ký vào ngày đó, mỗi người một lần",
  en: "Leaders and heads of units who sign on that day, each once",
};
const agenciesToHold: Words = {
  vi: "Cơ quan, đơn vị có con dấu riêng vào ngày đó",
  en: "Units with a seal of their own on that day",
};

export const certificateLabels: Record<CertificateCode, Telling> = {
  "certificate-rate": {
    name: { vi: "Đã có chứng thư số", en: "Certificate held" },
    definition: {
      vi: "Cứ 100 cơ quan có con dấu riêng và lãnh đạo có thẩm quyền ký thì bao nhiêu nơi, bao nhiêu người có ít nhất một chứng thư số còn hiệu lực vào cuối ngày được hỏi (hôm nay: ngay lúc này): đã đến ngày hiệu lực, chưa hết hạn, không bị thu hồi theo danh sách hiện có và chưa bị chấm dứt. Một người giữ nhiều chức vụ chỉ tính một lần; tài khoản đã khóa không tính. Trước ngày nhập chứng thư đầu tiên vào sổ thì chưa có số liệu.",
      en: "Of every 100 units with a seal and leaders who sign, how many hold at least one certificate in force at the end of the day asked about (today: now): begun, not expired, not revoked by the lists at hand, and not ended here. A person with several posts counts once; closed accounts do not count. There is no figure before the day the first certificate was entered.",
    },
    numerator: {
      vi: "Cơ quan, lãnh đạo đang có chứng thư số còn hiệu lực",
      en: "Units and leaders who hold a certificate in force",
    },
    denominator: {
      vi: "Cơ quan có con dấu riêng và lãnh đạo, thủ trưởng đơn vị có thẩm quyền ký vào ngày đó",
      en: "Units with a seal, leaders and heads of units who sign on that day",
    },
    law: holding,
  },
  "leader-certificate-rate": {
    name: { vi: "Lãnh đạo có chứng thư số", en: "Leaders with a certificate" },
    definition: {
      vi: "Cứ 100 lãnh đạo và thủ trưởng đơn vị có thẩm quyền ký thì bao nhiêu người có ít nhất một chứng thư số còn hiệu lực vào cuối ngày được hỏi (hôm nay: ngay lúc này).",
      en: "Of every 100 leaders and heads of units who sign, how many hold at least one certificate in force at the end of the day asked about (today: now).",
    },
    numerator: { vi: "Lãnh đạo đang có chứng thư số còn hiệu lực", en: "Leaders who hold a certificate in force" },
    denominator: leadersToHold,
    law: holding,
  },
  "agency-certificate-rate": {
    name: { vi: "Cơ quan có chứng thư số", en: "Agencies with a certificate" },
    definition: {
      vi: "Cứ 100 cơ quan, đơn vị có con dấu riêng thì bao nhiêu nơi có chứng thư số cơ quan còn hiệu lực vào cuối ngày được hỏi (hôm nay: ngay lúc này). Bộ phận Một cửa và văn phòng bên trong cơ quan không có con dấu riêng nên không tính.",
      en: "Of every 100 units with a seal of their own, how many hold an agency's certificate in force at the end of the day asked about (today: now). One-stop desks and offices within an agency have no seal and are not counted.",
    },
    numerator: { vi: "Cơ quan đang có chứng thư số còn hiệu lực", en: "Agencies that hold a certificate in force" },
    denominator: agenciesToHold,
    law: holding,
  },
  "mobile-signing-rate": {
    name: { vi: "Chứng thư ký di động", en: "Mobile signing" },
    definition: {
      vi: "Trong các chứng thư số còn hiệu lực, bao nhiêu phần trăm có khóa nằm trên SIM PKI hoặc ở dịch vụ ký số từ xa, nên ký được trên thiết bị di động.",
      en: "Of the certificates in force, the share whose key lies in a SIM or at a remote signing service, so that their holders can sign on a mobile device.",
    },
    numerator: {
      vi: "Chứng thư số còn hiệu lực có khóa trên SIM PKI hoặc ở dịch vụ ký số từ xa",
      en: "Certificates in force whose key lies in a SIM or at a remote service",
    },
    denominator: { vi: "Chứng thư số còn hiệu lực", en: "Certificates in force" },
    law: holding,
  },
  "certificates-ending": {
    name: { vi: "Chứng thư sắp hết hạn", en: "Certificates ending soon" },
    definition: {
      vi: "Số chứng thư số còn hiệu lực vào cuối ngày được hỏi (hôm nay: ngay lúc này) mà sẽ hết hạn trong 30 ngày kể từ ngày đó, kể cả khi người giữ đã có chứng thư khác.",
      en: "Certificates in force at the end of the day asked about (today: now) that end within 30 days of it, those included whose holder has another.",
    },
    numerator: { vi: "Chứng thư số còn hiệu lực, hết hạn trong 30 ngày", en: "Certificates in force that end within 30 days" },
    denominator: null,
    law: holding,
  },
};

/** What the figures are counted from, and what moves them. */
export const sources = {
  documents: {
    vi: "Sổ văn bản trong hệ thống này và kết quả máy kiểm tra chữ ký trên từng tệp; số tự đổi ngay khi văn bản được ghi hoặc kiểm tra lại",
    en: "The registers of documents in this system and what the check found in each file; the figure changes with every document recorded or checked again",
  },
  certificates: {
    vi: "Sổ chứng thư số, danh sách thu hồi hiện có và chức vụ của cán bộ trong hệ thống này",
    en: "The registry of certificates, the revocation lists at hand and the posts of officials in this system",
  },
  cameras: {
    vi: "Kết quả máy chủ kiểm tra từng camera trong hệ thống này, mỗi phút một lần, và lịch bảo trì",
    en: "What the server found at each look at each camera in this system, once a minute, and when somebody worked on it",
  },
  meetings: {
    vi: "Các cuộc họp trong hệ thống này và kết quả máy kiểm tra chữ ký trên từng tài liệu họp",
    en: "The meetings in this system and what the check found in each of their papers",
  },
} as const satisfies Record<string, Words>;

export const meetingLabels: Record<MeetingCode, Telling> = {
  "paperless-meeting-rate": {
    name: { vi: "Họp không giấy", en: "Paperless meetings" },
    definition: {
      vi: "Cứ 100 cuộc họp đã họp có tài liệu thì bao nhiêu cuộc có toàn bộ tài liệu là văn bản điện tử có chữ ký số được máy kiểm tra là hợp lệ. Còn một tài liệu giấy, chưa ký, ký không hợp lệ, chưa kết luận được hoặc ký sau khi họp thì cuộc họp không được tính. Tính theo ngày họp. Cuộc họp hủy không tính; cuộc họp không có tài liệu đếm riêng. Tài liệu mật không có trong hệ thống nên không tính.",
      en: "Of every 100 meetings held with papers, how many had none but e-documents whose signatures the machine checked and found valid. One paper that was printed, not signed, badly signed, cannot be told, or was signed after the meeting keeps it from counting. By the day of the meeting. Meetings called off do not count; those without papers are counted apart. Secret papers are not in the system and so not counted.",
    },
    numerator: {
      vi: "Cuộc họp đã họp trong kỳ mà mọi tài liệu đều ký số hợp lệ",
      en: "Meetings held in the period all of whose papers were validly signed",
    },
    denominator: { vi: "Cuộc họp đã họp trong kỳ, có tài liệu", en: "Meetings held in the period with papers" },
    law: {
      vi: "Yêu cầu của Ban Chỉ đạo chuyển đổi số thành phố ngày 11/01/2022, áp dụng từ 01/03/2022; NĐ 30/2020/NĐ-CP Đ.12–13",
      en: "The city's steering committee for digital transformation, 11/01/2022, from 01/03/2022; Decree 30/2020/NĐ-CP art. 12–13",
    },
  },
};
