import type { Words } from "@/lib/words";
import type { AnswerFault } from "./model";

/** Why an answer of a responder is not taken in. */
export const answerRefusals: Record<AnswerFault, Words> = {
  "answer-unreadable": { vi: "Tệp này không phải trả lời OCSP.", en: "This file is no OCSP answer." },
  "answer-of-stranger": {
    vi: "Trả lời OCSP này không do tổ chức cấp chứng thư, hoặc nơi được tổ chức đó ủy quyền, ký.",
    en: "Neither the issuer of the certificate nor whom it named signed this OCSP answer.",
  },
  "answer-of-another": {
    vi: "Trả lời OCSP này nói về chứng thư khác.",
    en: "This OCSP answer speaks of another certificate.",
  },
  "answer-knows-nothing": {
    vi: "Nơi trả lời OCSP không biết chứng thư này.",
    en: "The responder does not know this certificate.",
  },
  "answer-ahead": {
    vi: "Trả lời OCSP ghi thời điểm trong tương lai so với giờ máy chủ.",
    en: "The OCSP answer bears a time in the future, by the server's clock.",
  },
  "answer-stale": { vi: "Trả lời OCSP nhận được đã hết hạn.", en: "The OCSP answer that came had ended." },
  "answer-known": {
    vi: "Đã có trả lời OCSP này hoặc trả lời mới hơn.",
    en: "This OCSP answer, or a newer one, is here already.",
  },
};
