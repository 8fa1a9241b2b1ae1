import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { signatureListReport } from "@/lib/forms/queries";
import { CheckedFiles } from "@/lib/signatures/model";

export const POST = route(
  {
    id: "signatures.report-list",
    method: "POST",
    path: "/api/v1/signatures/reports/print",
    auth: "signatures.check",
    input: { body: CheckedFiles },
    output: "stream",
    audit: "none",
    isQuestion: true,
    isExport: true,
    bodyLimit: 6 * 1_024 * 1_024,
    summary: {
      vi: "In một bảng kết quả (PDF) của các tệp đã được kiểm tra cho chính người gọi (các dòng có dấu của signatures.check)",
      en: "Print one report (PDF) of files that were checked for the caller (lines sealed by signatures.check)",
    },
  },
  async ({ actor, now, body }) => fileAnswer(await signatureListReport(actor, body, now)),
);
