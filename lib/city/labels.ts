import type { Words } from "@/lib/words";

export const refusals = {
  "city-not-named": { vi: "Chưa nhập tên thành phố.", en: "The city has not been named yet." },
  "no-demo-data": { vi: "Hệ thống không có dữ liệu mô phỏng.", en: "There is no demo data." },
  "demo-account": {
    vi: "Tài khoản mô phỏng sẽ bị xóa cùng dữ liệu. Hãy đăng nhập bằng tài khoản quản trị thật.",
    en: "A demo account would go with the demo data. Sign in with a real administrator's account.",
  },
} as const satisfies Record<string, Words>;
