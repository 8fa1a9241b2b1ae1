import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { RegisterQuery } from "@/lib/documents/model";
import { documentRegisterPdf } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.register-pdf",
    method: "GET",
    path: "/api/v1/documents/register.pdf",
    auth: "documents.register",
    input: { query: RegisterQuery },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Sổ đăng ký văn bản của một năm theo mẫu Nghị định 30/2020/NĐ-CP, bản in khổ A4 nằm ngang; số đã bỏ vẫn hiện kèm lý do",
      en: "A register of documents of a year in the layout of NĐ 30/2020/NĐ-CP, printed on A4 across; voided numbers stand in it with the reason",
    },
  },
  async ({ actor, now, query, accessed }) => {
    const file = await documentRegisterPdf(actor, query, now);
    accessed({ type: "document-book", id: query.bookId });
    return fileAnswer(file, "inline");
  },
);
