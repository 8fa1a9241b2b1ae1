import { route } from "@/app/door";
import { Health } from "@/lib/health/model";
import { readHealth } from "@/lib/health/queries";

export const GET = route(
  {
    id: "health.read",
    method: "GET",
    path: "/api/v1/health",
    auth: "system.manage",
    input: {},
    output: Health,
    audit: "none",
    summary: {
      vi: "Tình trạng hệ thống, đo ngay lúc hỏi: cơ sở dữ liệu, hàng đợi, niêm phong, đĩa, đồng hồ, đăng nhập",
      en: "How the system is, measured now: database, queue, sealing, disk, clock, sign-in",
    },
  },
  ({ actor, now }) => readHealth(actor, now),
);
