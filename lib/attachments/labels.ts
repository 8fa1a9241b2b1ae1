import type { Words } from "@/lib/words";
import type { attachmentRefusals } from "./model";

export const refusals = {
  "file-attached-already": {
    vi: "Tệp này đã có ở mục này rồi, không cần đính kèm lại.",
    en: "This very file is attached here already; there is no need to attach it again.",
  },
  "file-removed-already": {
    vi: "Tệp này đã được người khác gỡ trước đó. Tải lại trang để xem tình trạng mới.",
    en: "Somebody has removed this file already. Reload the page to see how it stands.",
  },
  "file-not-removed": {
    vi: "Tệp này không ở trạng thái đã gỡ. Tải lại trang để xem tình trạng mới.",
    en: "This file is not removed. Reload the page to see how it stands.",
  },
  "file-waits-for-scan": {
    vi: "Tệp đang chờ quét mã độc nên chưa mở được. Vui lòng thử lại sau ít phút.",
    en: "The file is waiting for the virus scanner and cannot be opened yet. Please try again in a few minutes.",
  },
  "file-infected": {
    vi: "Tệp có mã độc nên không mở được. Hãy gỡ tệp và đề nghị người nộp gửi lại bản sạch.",
    en: "The file carries malware and cannot be opened. Remove it and ask for a clean copy.",
  },
  "file-lost": {
    vi: "Kho lưu trữ không trả được tệp này. Báo quản trị hệ thống kiểm tra kho tệp hoặc khôi phục từ bản sao lưu.",
    en: "The store cannot give this file. Ask the system administrator to look at the file store or restore it from a backup.",
  },
  "dossier-files-full": {
    vi: "Hồ sơ đã có 500 tệp. Hãy ghép các tệp nhỏ thành một tệp PDF trước khi đính kèm thêm.",
    en: "The dossier has 500 files. Join small files into one PDF before you attach more.",
  },
  "dossier-takes-no-files": {
    vi: "Hồ sơ ở trạng thái này không nhận thêm tệp ở mục này.",
    en: "A dossier in this state takes no more files here.",
  },
  "paper-not-named": {
    vi: "Chọn giấy tờ mà tệp này thuộc về.",
    en: "Say which paper the file belongs to.",
  },
} as const satisfies Record<(typeof attachmentRefusals)[number] | "paper-not-named", Words>;

/** What the log keeps of a scan. */
export const scanWords = {
  clean: { vi: "sạch", en: "clean" },
  infected: { vi: "có mã độc", en: "infected" },
} as const satisfies Record<string, Words>;

/** The places of a file as the log keeps them. */
export const fileKindWords = {
  "paper-file": { vi: "tệp của giấy tờ", en: "a paper's file" },
  "result-file": { vi: "tệp kết quả", en: "the result's file" },
  "other-file": { vi: "tài liệu khác", en: "another document" },
} as const satisfies Record<string, Words>;
