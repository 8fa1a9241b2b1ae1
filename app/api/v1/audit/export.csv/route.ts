import { route } from "@/app/door";
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
    audit: "access",
    summary: {
      vi: "Xuất các dòng nhật ký theo bộ lọc ra CSV; việc xuất được ghi vào nhật ký",
      en: "The entries of the audit log a filter asks for, as CSV; that it was taken is itself logged",
    },
  },
  async ({ actor, query, locale }) => {
    const pieces = exportAudit(actor, query, locale);
    const first = await pieces.next();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (out) => out.enqueue(encoder.encode(first.value ?? "")),
      async pull(out) {
        const { value, done } = await pieces.next();
        if (done) out.close();
        else out.enqueue(encoder.encode(value));
      },
      cancel: () => void pieces.return(undefined),
    });
    return new Response(body, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="nhat-ky.csv"',
        "cache-control": "no-store",
      },
    });
  },
);
