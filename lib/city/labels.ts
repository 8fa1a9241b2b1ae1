import type { Words } from "@/lib/words";

export const refusals = {
  "city-not-named": { vi: "Chưa nhập tên thành phố.", en: "The city has not been named yet." },
  "no-demo-data": { vi: "Hệ thống không có dữ liệu mô phỏng.", en: "There is no demo data." },
  "not-png": {
    vi: "Biểu trưng phải là ảnh PNG, mỗi chiều không quá 4.096 điểm. Xuất lại ảnh dưới dạng PNG rồi gửi lại.",
    en: "The emblem must be a PNG picture of at most 4,096 points a side. Export it as PNG and send it again.",
  },
  "demo-account": {
    vi: "Tài khoản mô phỏng sẽ bị xóa cùng dữ liệu. Hãy đăng nhập bằng tài khoản quản trị thật.",
    en: "A demo account would go with the demo data. Sign in with a real administrator's account.",
  },
} as const satisfies Record<string, Words>;
