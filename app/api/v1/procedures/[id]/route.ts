import { z } from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { ProcedureDetail } from "@/lib/procedures/model";
import { findProcedure } from "@/lib/procedures/queries";

export const GET = route(
  {
    id: "procedures.find",
    method: "GET",
    path: "/api/v1/procedures/{id}",
    auth: "signed-in",
    keys: true,
    input: { params: z.strictObject({ id: RecordId }) },
    output: ProcedureDetail,
    audit: "none",
    summary: { vi: "Một thủ tục và các bước của quy trình nội bộ", en: "One procedure with the steps of its internal process" },
  },
  ({ actor, params }) => findProcedure(actor, params.id),
);
