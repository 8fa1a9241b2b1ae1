import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { startImport } from "@/lib/imports/commands";

export const POST = route(
  {
    id: "imports.check",
    method: "POST",
    path: "/api/v1/imports/{id}/check",
    auth: "dossiers.import",
    keys: true,
    input: { params: z.strictObject({ id: RecordId }) },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Kiểm tra thử toàn bộ sổ: xét từng dòng và so với hồ sơ đang có, không ghi gì; xong thì lần nhập lại chờ bắt đầu",
      en: "Checks a whole register: judges every row and compares it with the record, writes nothing; the import then waits to be started",
    },
  },
  ({ actor, now, params, tx }) => startImport({ actor, now }, { batchId: params.id, isCheck: true }, tx),
);
