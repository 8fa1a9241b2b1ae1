import { route } from "@/app/door";
import { ProcedureFilter, ProcedureList } from "@/lib/procedures/model";
import { listProcedures } from "@/lib/procedures/queries";

export const GET = route(
  {
    id: "procedures.list",
    method: "GET",
    path: "/api/v1/procedures",
    auth: "signed-in",
    keys: true,
    input: { query: ProcedureFilter },
    output: ProcedureList,
    audit: "none",
    summary: {
      vi: "Danh mục thủ tục hành chính, kèm thời hạn và mức dịch vụ",
      en: "The catalogue of administrative procedures, with time limits and service levels",
    },
  },
  async ({ actor, query }) => ({ procedures: await listProcedures(actor, query) }),
);
