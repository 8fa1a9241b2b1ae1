import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { RegisterQuery } from "@/lib/forms/model";
import { registerXlsx } from "@/lib/forms/queries";

export const GET = route(
  {
    id: "registers.xlsx",
    method: "GET",
    path: "/api/v1/registers/book.xlsx",
    auth: "registers.print",
    input: { query: RegisterQuery },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Sổ theo dõi hồ sơ của một đơn vị trong một kỳ, bản Excel",
      en: "The register book of a unit over a period, as an Excel file",
    },
  },
  async ({ actor, query, accessed }) => {
    const file = await registerXlsx(actor, query);
    accessed({ type: "register", id: query.unitId });
    return fileAnswer(file, "attachment");
  },
);
