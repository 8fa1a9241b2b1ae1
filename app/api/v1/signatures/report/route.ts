import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { sentFile } from "@/app/sent-file";
import { signatureReport } from "@/lib/forms/queries";
import { checkSentFile } from "@/lib/signatures/queries";

export const POST = route(
  {
    id: "signatures.report",
    method: "POST",
    path: "/api/v1/signatures/report",
    auth: "signatures.check",
    input: {},
    output: "stream",
    audit: "none",
    isQuestion: true,
    bodyLimit: "stream",
    summary: {
      vi: "Kiểm tra chữ ký số của một tệp PDF và lập phiếu kết quả (PDF); gửi như signatures.check, tệp không được lưu lại",
      en: "Check the signatures of a PDF and print what was found (PDF); sent as for signatures.check, the file is stored nowhere",
    },
  },
  async ({ actor, now, request }) =>
    fileAnswer(await signatureReport(actor, await checkSentFile({ actor, now }, sentFile(request)), now)),
);
