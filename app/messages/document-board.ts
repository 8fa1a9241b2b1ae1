import { documentLabels } from "@/lib/indicators/labels";
import { type DocumentCode, documentCodes } from "@/lib/indicators/model";
import type { Locale } from "@/lib/words";

const namesIn = (locale: Locale): Record<DocumentCode, string> => {
  const names = documentCodes.map((code) => [code, documentLabels[code].name[locale]] as const);
  return Object.fromEntries(names) as Record<DocumentCode, string>;
};

const vi = {
  title: "Văn bản và ký số",
  panel: "Văn bản và ký số",
  open: "Xem bảng",
  names: namesIn("vi"),
  columns: {
    "e-signature-rate": "Tỷ lệ ký số",
    "documents-incoming": "Đến",
    "documents-outgoing": "Đi",
    "documents-internal": "Nội bộ",
    "documents-overdue": "Quá hạn",
    "documents-on-time-rate": "Đúng hạn",
    "signatures-invalid": "Không hợp lệ",
    "signatures-doubtful": "Thiếu, không khớp",
    "documents-unsigned": "Chưa ký",
  },
  signatures: "Chữ ký số của văn bản đi",
  handling: "Văn bản đến, đi, nội bộ",
  ofRich: "<n></n> trên <total></total> văn bản",
  noBottom: "Trong kỳ chưa có văn bản để tính",
  target: "Mục tiêu",
  atLeast: "từ {value}",
  atMost: "tối đa {value}",
  noTarget: "chưa đặt",
  previous: "Kỳ trước",
  noPrevious: "chưa có số liệu",
  trail: "Mười hai kỳ gần đây: thấp nhất {low}, cao nhất {high}, hiện nay {now}",
  secret: "Văn bản mật (quản lý ngoài hệ thống): {count, number}",
  faults: {
    title: "Vì sao chưa hợp lệ",
    note: "Lý do máy kiểm tra ghi nhận với văn bản đi trong kỳ",
    none: "Không có văn bản nào bị ghi nhận lỗi chữ ký",
    open: "Xem danh sách: {set} ({count, number} văn bản có lý do này)",
  },
  trend: { title: "Theo thời gian", stretch: "Khoảng" },
  byUnit: "Theo đơn vị",
  byUnitNote: "Số nào cũng mở ra đúng các văn bản được đếm",
  byType: "Theo loại văn bản",
  unit: "Đơn vị",
  type: "Loại",
  how: "Cách tính",
  empty: "Chưa có văn bản nào trong kỳ này",
  emptyText: "Chọn kỳ khác, hoặc vào sổ văn bản ở mục Văn bản.",
};

const en: typeof vi = {
  title: "Documents and signatures",
  panel: "Documents and signatures",
  open: "Open the board",
  names: namesIn("en"),
  columns: {
    "e-signature-rate": "E-signature rate",
    "documents-incoming": "In",
    "documents-outgoing": "Out",
    "documents-internal": "Internal",
    "documents-overdue": "Overdue",
    "documents-on-time-rate": "On time",
    "signatures-invalid": "Not valid",
    "signatures-doubtful": "Missing, differing",
    "documents-unsigned": "Not signed",
  },
  signatures: "Signatures of outgoing documents",
  handling: "Incoming, outgoing and internal documents",
  ofRich: "<n></n> of <total></total> documents",
  noBottom: "No documents to count in the period",
  target: "Target",
  atLeast: "at least {value}",
  atMost: "at most {value}",
  noTarget: "none set",
  previous: "Period before",
  noPrevious: "no figures",
  trail: "The last twelve periods: lowest {low}, highest {high}, now {now}",
  secret: "Secret documents (kept outside the system): {count, number}",
  faults: {
    title: "Why signatures fall short",
    note: "What the check noted of the period's outgoing documents",
    none: "Nothing was said against any signature",
    open: "Open the list: {set} ({count, number} documents with this reason)",
  },
  trend: { title: "Over time", stretch: "Stretch" },
  byUnit: "By unit",
  byUnitNote: "Every number opens the very documents it counts",
  byType: "By type of document",
  unit: "Unit",
  type: "Type",
  how: "How it is counted",
  empty: "No documents in this period",
  emptyText: "Choose another period, or register documents under Documents.",
};

export const documentBoard = { vi, en };
