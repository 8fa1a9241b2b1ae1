import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { RegisterQuery } from "@/lib/documents/model";
import { documentRegisterXlsx } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.register-xlsx",
    method: "GET",
    path: "/api/v1/documents/register.xlsx",
    auth: "documents.register",
    input: { query: RegisterQuery },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Sổ đăng ký văn bản của một năm theo mẫu Nghị định 30/2020/NĐ-CP, bản Excel; số đã bỏ vẫn hiện kèm lý do",
      en: "A register of documents of a year in the layout of NĐ 30/2020/NĐ-CP, as an Excel file; voided numbers stand in it with the reason",
    },
  },
  async ({ actor, query, accessed }) => {
    const file = await documentRegisterXlsx(actor, query);
    accessed({ type: "document-book", id: query.bookId });
    return fileAnswer(file, "attachment");
  },
);
