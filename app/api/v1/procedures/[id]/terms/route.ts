import * as z from "zod";
import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { changeTerms } from "@/lib/procedures/commands";
import { ProcedureTerms, TermsChange, TermsQuestion, Written } from "@/lib/procedures/model";
import { findTerms } from "@/lib/procedures/queries";

export const GET = route(
  {
    id: "procedures.terms",
    method: "GET",
    path: "/api/v1/procedures/{id}/terms",
    auth: "signed-in",
    keys: true,
    input: { params: z.strictObject({ id: RecordId }), query: TermsQuestion },
    output: ProcedureTerms,
    audit: "none",
    summary: {
      vi: "Những gì áp dụng cho một hồ sơ theo ngày, hình thức nộp và trường hợp: thời hạn, giấy tờ, phí, bước xử lý, đơn vị giải quyết",
      en: "What applies to a dossier on a day, by channel and case: limit, papers, fees, steps, settling unit",
    },
  },
  ({ actor, now, params, query }) => findTerms(actor, { ...query, on: query.on ?? cityDay(now), procedureId: params.id }),
);

export const POST = route(
  {
    id: "procedures.change-terms",
    method: "POST",
    path: "/api/v1/procedures/{id}/terms",
    auth: "procedures.manage",
    input: { params: z.strictObject({ id: RecordId }), body: TermsChange },
    output: Written,
    audit: "command",
    bodyLimit: 512 * 1024,
    summary: {
      vi: "Ghi thời hạn, giấy tờ, phí, bước xử lý, mức dịch vụ hoặc đơn vị giải quyết áp dụng từ một ngày; nội dung trước đó được giữ",
      en: "Write the limits, papers, fees, steps, service level or settling units that hold from a day on; what held before is kept",
    },
  },
  ({ actor, now, params, body, tx }) => changeTerms({ actor, now }, { ...body, procedureId: params.id }, tx),
);
