import * as z from "zod";
import { route } from "@/app/door";
import { sentFile } from "@/app/sent-file";
import { RecordId } from "@/lib/db/model";
import { AppError } from "@/lib/errors";
import { receiveDocumentRegister } from "@/lib/imports/commands";
import { DocumentImportDetail, DocumentImportList, registerDirections } from "@/lib/imports/model";
import { findDocumentImport, listDocumentImports } from "@/lib/imports/queries";
import { isRegisterName } from "@/lib/imports/rules";

export const GET = route(
  {
    id: "document-imports.list",
    method: "GET",
    path: "/api/v1/document-imports",
    auth: "documents.register",
    input: {
      query: z.strictObject({
        before: RecordId.optional(),
        take: z.coerce.number().int().min(1).max(100).optional(),
      }),
    },
    output: DocumentImportList,
    audit: "none",
    summary: {
      vi: "Các sổ văn bản cũ đã gửi vào cho đơn vị của mình, mới nhất trước",
      en: "The old registers of documents sent in for one's units, newest first",
    },
  },
  ({ actor, query }) => listDocumentImports(actor, query),
);

/** What a browser may call a register; systems name .csv in several ways. */
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
    id: "document-imports.upload",
    method: "POST",
    path: "/api/v1/document-imports",
    auth: "documents.register",
    input: {
      query: z.strictObject({
        unitId: RecordId,
        direction: z.enum(registerDirections),
        /** The year of the register: one file is one register of one year. */
        year: z.coerce.number().int().min(1945).max(9999),
        /** A book of its own; without it the unit's common one. */
        bookId: RecordId.optional(),
      }),
    },
    output: DocumentImportDetail,
    audit: "command",
    bodyLimit: "stream",
    summary: {
      vi: "Gửi một sổ văn bản cũ (.xlsx hoặc .csv, nguyên tệp; đầu mục x-file-name mã hóa phần trăm). Dòng có dấu mật không được lưu",
      en: "Sends in an old register of documents (.xlsx or .csv, the body as it is; header x-file-name, percent-encoded). Rows with a mark of secrecy are not stored",
    },
  },
  async ({ actor, now, query, request }) => {
    const file = sentFile(request);
    if (!isRegisterName(file.name) || !declared.has(file.declared)) throw new AppError("refused", "file-kind-unknown");
    const key = request.headers.get("idempotency-key");
    if (key !== null && key.length > 100) throw new AppError("invalid", "idempotency-key-required");
    const { id } = await receiveDocumentRegister({ actor, now }, file.body, {
      ...{ unitId: query.unitId, direction: query.direction, year: query.year, bookId: query.bookId ?? null },
      fileName: file.name,
      idempotencyKey: key || null,
    });
    return findDocumentImport(actor, id, now);
  },
);
