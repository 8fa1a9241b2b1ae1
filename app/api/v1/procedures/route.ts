import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { createProcedure } from "@/lib/procedures/commands";
import { ProcedureFacts, ProcedureFilter, ProcedureList, Written } from "@/lib/procedures/model";
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
  async ({ actor, now, query }) => ({ procedures: await listProcedures(actor, { on: cityDay(now), ...query }) }),
);

export const POST = route(
  {
    id: "procedures.create",
    method: "POST",
    path: "/api/v1/procedures",
    auth: "procedures.manage",
    input: { body: ProcedureFacts },
    output: Written,
    audit: "command",
    summary: {
      vi: "Thêm một thủ tục, chưa công bố; thời hạn, giấy tờ, phí và các bước ghi sau",
      en: "Add a procedure, unpublished; limits, papers, fees and steps are written after",
    },
  },
  ({ actor, now, body, tx }) => createProcedure({ actor, now }, body, tx),
);
