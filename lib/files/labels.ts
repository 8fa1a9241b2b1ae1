import type { Words } from "@/lib/words";

export const refusals = {
  "export-running": {
    vi: "Ông/bà đang tải các tệp khác. Chờ tải xong rồi xuất tiếp.",
    en: "Other files of yours are still being downloaded. Wait for them, then export again.",
  },
  "exports-busy": {
    vi: "Máy chủ đang xuất nhiều tệp. Vui lòng thử lại sau ít giây.",
    en: "The server is writing many files at the moment. Please try again in a few seconds.",
  },
  "upload-running": {
    vi: "Ông/bà đang tải lên nhiều tệp cùng lúc. Chờ các tệp đó lên xong rồi gửi tiếp.",
    en: "Too many files of yours are being uploaded at once. Wait for them, then send again.",
  },
  "upload-quota": {
    vi: "Hôm nay tài khoản này đã gửi lên hết dung lượng được phép. Gửi tiếp vào ngày mai, hoặc báo quản trị tăng hạn mức.",
    en: "This account has sent in all it may today. Send the rest tomorrow, or ask the administrator for a larger quota.",
  },
  "file-too-large": { vi: "Tệp quá lớn (tối đa 200 MB).", en: "The file is too large (200 MB at most)." },
  "file-empty": { vi: "Tệp trống.", en: "The file is empty." },
  "disk-full": {
    vi: "Máy chủ sắp hết chỗ lưu tệp nên tạm không nhận tệp mới. Vui lòng báo quản trị.",
    en: "The server is almost out of disk space and takes no new files. Please tell the administrator.",
  },
} as const satisfies Record<string, Words>;
