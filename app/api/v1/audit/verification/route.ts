import { route } from "@/app/door";
import { AuditReportView } from "@/lib/audit/model";
import { verifyAudit } from "@/lib/audit/queries";

export const GET = route(
  {
    id: "audit.verify",
    method: "GET",
    path: "/api/v1/audit/verification",
    auth: "audit.view",
    input: {},
    output: AuditReportView,
    audit: "access",
    summary: {
      vi: "Kiểm tra toàn bộ nhật ký với niêm phong và bản lưu bên ngoài",
      en: "Checks the whole audit log against its seals and the head outside",
    },
  },
  ({ accessed }) => {
    accessed({ type: "audit", id: "verification" });
    return verifyAudit();
  },
);
