import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { RegisterQuery } from "@/lib/forms/model";
import { registerPdf } from "@/lib/forms/queries";

export const GET = route(
  {
    id: "registers.pdf",
    method: "GET",
    path: "/api/v1/registers/book.pdf",
    auth: "registers.print",
    input: { query: RegisterQuery },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Sổ theo dõi hồ sơ của một đơn vị trong một kỳ, bản in khổ A4 nằm ngang",
      en: "The register book of a unit over a period, printed on A4 landscape",
    },
  },
  async ({ actor, now, query, accessed }) => {
    const file = await registerPdf(actor, query, now);
    accessed({ type: "register", id: query.unitId });
    return fileAnswer(file, "inline");
  },
);
