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
  "file-too-large": { vi: "Tệp quá lớn (tối đa 200 MB).", en: "The file is too large (200 MB at most)." },
  "file-empty": { vi: "Tệp trống.", en: "The file is empty." },
  "disk-full": {
    vi: "Máy chủ sắp hết chỗ lưu tệp. Vui lòng báo quản trị.",
    en: "The server is almost out of disk space. Please tell the administrator.",
  },
} as const satisfies Record<string, Words>;
