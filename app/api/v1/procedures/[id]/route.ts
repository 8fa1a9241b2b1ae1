import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { changeProcedure } from "@/lib/procedures/commands";
import { ProcedureChange, ProcedureDetail, Written } from "@/lib/procedures/model";
import { findProcedureDetail } from "@/lib/procedures/queries";

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
    summary: {
      vi: "Một thủ tục với mọi thời hạn, giấy tờ, phí, bước xử lý và đơn vị giải quyết đã, đang và sẽ áp dụng",
      en: "One procedure with every limit, paper, fee, step and settling unit that held, holds or will hold",
    },
  },
  ({ actor, params }) => findProcedureDetail(actor, params.id),
);

export const PATCH = route(
  {
    id: "procedures.change",
    method: "PATCH",
    path: "/api/v1/procedures/{id}",
    auth: "procedures.manage",
    input: { params: z.strictObject({ id: RecordId }), body: ProcedureChange },
    output: Written,
    audit: "command",
    summary: {
      vi: "Sửa thông tin chung của thủ tục; mã giữ nguyên sau khi đã công bố",
      en: "Change what is said of a procedure as a whole; the code stays once it was published",
    },
  },
  ({ actor, now, params, body, tx }) => changeProcedure({ actor, now }, { ...body, procedureId: params.id }, tx),
);
