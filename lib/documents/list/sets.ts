import type { Words } from "@/lib/words";

/** The lists behind the figures of documents. */
export const documentSets = [
  "incoming",
  "outgoing",
  "internal",
  "to-sign",
  "signed",
  "doubtful",
  "invalid",
  "unknown",
  "unsigned",
  "pending",
  "exempt",
  "closed",
  "closed-in-time",
  "closed-late",
  "overdue",
  "exchanged-in",
  "exchanged-out",
] as const;
export type DocumentSet = (typeof documentSets)[number];

export const setWords: Record<DocumentSet, Words> = {
  incoming: { vi: "Văn bản đến", en: "Incoming" },
  outgoing: { vi: "Văn bản đi", en: "Outgoing" },
  internal: { vi: "Văn bản nội bộ", en: "Internal" },
  "to-sign": { vi: "Văn bản đi phải ký số", en: "Outgoing that must be signed" },
  signed: { vi: "Ký số hợp lệ", en: "Validly signed" },
  doubtful: { vi: "Thiếu chữ ký hoặc không khớp sổ", en: "A signature missing, or not as registered" },
  invalid: { vi: "Chữ ký không hợp lệ", en: "Signature not valid" },
  unknown: { vi: "Chưa kết luận được chữ ký", en: "Signature cannot be told" },
  unsigned: { vi: "Chưa ký số", en: "Not signed" },
  pending: { vi: "Đang chờ kiểm tra chữ ký", en: "Waiting to be checked" },
  exempt: { vi: "Không thuộc diện ký số", en: "Need not be signed" },
  closed: { vi: "Đã giải quyết xong", en: "Dealt with" },
  "closed-in-time": { vi: "Giải quyết xong, không quá hạn", en: "Dealt with, not late" },
  "closed-late": { vi: "Giải quyết xong, quá hạn", en: "Dealt with late" },
  overdue: { vi: "Quá hạn chưa xong", en: "Overdue and open" },
  "exchanged-in": { vi: "Nhận qua liên thông", en: "Received by the exchange" },
  "exchanged-out": { vi: "Gửi qua liên thông", en: "Sent by the exchange" },
};
