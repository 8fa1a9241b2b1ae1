import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { AuditFilter } from "@/lib/audit/model";
import { exportAudit } from "@/lib/audit/queries";

export const GET = route(
  {
    id: "audit.export",
    method: "GET",
    path: "/api/v1/audit/export.csv",
    auth: "audit.view",
    input: { query: AuditFilter },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Xuất các dòng nhật ký theo bộ lọc ra CSV; việc xuất được ghi vào nhật ký",
      en: "The entries of the audit log a filter asks for, as CSV; that it was taken is itself logged",
    },
  },
  async ({ actor, query, locale }) => {
    const pieces = exportAudit(actor, query, locale);
    // That it was taken is on record before its first byte leaves.
    const first = await pieces.next();
    async function* body() {
      if (!first.done) yield first.value;
      yield* pieces;
    }
    return fileAnswer({ body: body(), name: "nhat-ky.csv", type: "text/csv; charset=utf-8" });
  },
);
