import * as z from "zod";
import { route } from "@/app/door";
import { sentFile } from "@/app/sent-file";
import { RecordId } from "@/lib/db/model";
import { AppError } from "@/lib/errors";
import { receiveRegister } from "@/lib/imports/commands";
import { ImportBatchDetail, ImportList } from "@/lib/imports/model";
import { findImport, listImports } from "@/lib/imports/queries";
import { isRegisterName } from "@/lib/imports/rules";

export const GET = route(
  {
    id: "imports.list",
    method: "GET",
    path: "/api/v1/imports",
    auth: "dossiers.import",
    keys: true,
    input: {
      query: z.strictObject({
        before: RecordId.optional(),
        take: z.coerce.number().int().min(1).max(100).optional(),
      }),
    },
    output: ImportList,
    audit: "none",
    summary: {
      vi: "Các sổ hồ sơ đã gửi vào cho đơn vị của mình, mới nhất trước",
      en: "The registers sent in for one's units, newest first",
    },
  },
  ({ actor, query }) => listImports(actor, query),
);

/** What a browser or a machine may call a register; systems name .csv in several ways. Anything else says that it is none. */
const declared = new Set([
  "",
  "application/octet-stream",
  "application/csv",
  "application/vnd.ms-excel",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "text/csv",
  "text/plain",
]);

export const POST = route(
  {
    id: "imports.upload",
    method: "POST",
    path: "/api/v1/imports",
    auth: "dossiers.import",
    keys: true,
    input: {
      query: z.strictObject({
        unitId: RecordId,
        /** Whose register it is: the mapping of its columns is remembered under this name. */
        sender: z.string().trim().min(1).max(120),
      }),
    },
    output: ImportBatchDetail,
    audit: "command",
    bodyLimit: "stream",
    summary: {
      vi: "Gửi một sổ hồ sơ (.xlsx hoặc .csv, nguyên tệp; đầu mục x-file-name mã hóa phần trăm). Trả về các cột, ý nghĩa phỏng đoán và những dòng đầu được kiểm thử",
      en: "Sends in a register (.xlsx or .csv, the body as it is; header x-file-name, percent-encoded). Answers with its columns, their likely meaning and the first rows as they would be judged",
    },
  },
  async ({ actor, now, query, request }) => {
    const file = sentFile(request);
    if (!isRegisterName(file.name) || !declared.has(file.declared)) throw new AppError("refused", "file-kind-unknown");
    const key = request.headers.get("idempotency-key");
    if (key !== null && key.length > 100) throw new AppError("invalid", "idempotency-key-required");
    const { id } = await receiveRegister({ actor, now }, file.body, {
      ...query,
      fileName: file.name,
      idempotencyKey: key || null,
    });
    return findImport(actor, id, now);
  },
);
