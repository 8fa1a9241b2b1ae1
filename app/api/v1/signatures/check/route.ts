import { route } from "@/app/door";
import { sentFile } from "@/app/sent-file";
import { SentCheck } from "@/lib/signatures/model";
import { checkSentFile } from "@/lib/signatures/queries";

export const POST = route(
  {
    id: "signatures.check",
    method: "POST",
    path: "/api/v1/signatures/check",
    auth: "signatures.check",
    input: {},
    output: SentCheck,
    audit: "none",
    isQuestion: true,
    bodyLimit: "stream",
    summary: {
      vi: "Kiểm tra chữ ký số của một tệp PDF (nguyên tệp làm thân yêu cầu; đầu mục x-file-name mã hóa phần trăm); tệp không được lưu lại",
      en: "Check the signatures of a PDF (the body as it is; header x-file-name, percent-encoded); the file is stored nowhere",
    },
  },
  ({ actor, now, request }) => checkSentFile({ actor, now }, sentFile(request)),
);
