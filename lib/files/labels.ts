import type { Words } from "@/lib/words";

export const refusals = {
  "file-too-large": { vi: "Tệp quá lớn (tối đa 200 MB).", en: "The file is too large (200 MB at most)." },
  "file-empty": { vi: "Tệp trống.", en: "The file is empty." },
  "disk-full": {
    vi: "Máy chủ sắp hết chỗ lưu tệp. Vui lòng báo quản trị.",
    en: "The server is almost out of disk space. Please tell the administrator.",
  },
} as const satisfies Record<string, Words>;
