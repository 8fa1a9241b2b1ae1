import type { Words } from "@/lib/words";
import type { AuditFaultCode } from "./model";

export const auditFaultLabels: Record<AuditFaultCode, Words> = {
  "seal-missing": { vi: "thiếu một niêm phong", en: "a seal is missing" },
  "seal-altered": { vi: "niêm phong đã bị sửa", en: "a seal was altered" },
  "chain-broken": { vi: "chuỗi niêm phong bị đứt", en: "the chain of seals is broken" },
  "entry-missing": { vi: "một dòng nhật ký đã bị xóa", en: "an entry was removed" },
  "entry-inserted": { vi: "một dòng nhật ký được chèn thêm", en: "an entry was inserted" },
  "entries-altered": { vi: "nội dung nhật ký đã bị sửa hoặc đổi thứ tự", en: "entries were altered or reordered" },
  "back-dated": { vi: "thời điểm ghi bị lùi hoặc đẩy lên", en: "an entry's time does not fit its place" },
  "from-the-future": { vi: "dòng nhật ký mang số giao dịch chưa có", en: "an entry names a transaction that has not happened" },
  "unsealed-too-long": { vi: "dòng nhật ký quá hạn niêm phong", en: "an entry has waited too long for its seal" },
  "head-differs": { vi: "niêm phong không khớp bản lưu bên ngoài", en: "a seal differs from the copy kept outside" },
  "head-missing": { vi: "niêm phong không có bản lưu bên ngoài", en: "a seal has no copy outside" },
  "tail-cut": { vi: "phần cuối nhật ký đã bị cắt", en: "the end of the log was cut off" },
};
